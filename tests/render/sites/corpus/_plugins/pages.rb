# frozen_string_literal: true

require "json"

# Stands in for jekyll-scholar: the keys of the bibliography, in the order of the file.
class BibliographyTag < Liquid::Tag
  def render(context)
    site = context.registers[:site]
    path = File.join(site.source, "_bibliography", "papers.bib")
    keys = File.file?(path) ? File.read(path, :encoding => "utf-8").scan(/^@\w+\{\s*([^,\s]+)/).flatten : []
    "<ol class=\"bibliography\">#{keys.map { |key| "<li>#{key}</li>" }.join}</ol>"
  end
end
Liquid::Template.register_tag("bibliography", BibliographyTag)

# What a theme's generators leave for its layouts.
class Counted < Jekyll::Generator
  def generate(site)
    site.data["counted"] = { "pages" => site.pages.size }
  end
end

# Tells the test where a build wrote each page.
Jekyll::Hooks.register :site, :post_write do |site|
  items = site.pages + site.collections.each_value.flat_map(&:docs).select(&:write?)
  outputs = items.to_h do |item|
    [item.relative_path, item.destination(site.dest).delete_prefix("#{site.dest}/")]
  end
  File.write(File.join(site.dest, "outputs.txt"), outputs.map { |pair| "#{pair.join("\t")}\n" }.join)
end
