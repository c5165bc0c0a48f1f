# Gives kramdown's HTML for the comparison with ours.
#
# usage: kramdown.rb pages OUT FILE...   whole pages, as Jekyll hands them to kramdown
#        kramdown.rb cases OUT FILE      snippets with lines %% between them
#        kramdown.rb nested OUT FILE     the same inside and beside others
#
# Writes OUT/N.md, the text that both sides are given, and OUT/N.CONFIGURATION.html for each.
# Exit status 77 where kramdown is not installed.

begin
  require 'kramdown'
  require 'kramdown-parser-gfm'
rescue LoadError
  exit 77
end

# What Jekyll adds to the `kramdown:` of a site's configuration. The colouring of code is no
# matter of Markdown: both sides leave it out.
JEKYLL = { input: 'GFM', auto_ids: true, toc_levels: '1..6', entity_output: 'as_char',
           smart_quotes: 'lsquo,rsquo,ldquo,rdquo', hard_wrap: false, footnote_nr: 1,
           syntax_highlighter: nil }.freeze
CONFIGURATIONS = {
  'acadhomepage' => { hard_wrap: false, auto_ids: true, footnote_nr: 1, entity_output: 'as_char',
                      toc_levels: '1..6', smart_quotes: 'lsquo,rsquo,ldquo,rdquo' },
  'academicpages' => { hard_wrap: false, auto_ids: true, footnote_nr: 1, entity_output: 'as_char',
                       toc_levels: '1..6', smart_quotes: 'lsquo,rsquo,ldquo,rdquo' }
}.freeze

WORDS = %w[link post_url cite increment decrement cycle t octicon].freeze

# What Liquid leaves of a page, as far as that can be known without the site: tags render to
# nothing, outputs to a word.
def render_liquid(text)
  text = text.gsub(/\{%-?\s*comment\b.*?%\}.*?\{%-?\s*endcomment\b.*?%\}/m, '')
  text.gsub(/\{\{.{0,2000}?\}\}|\{%-?\s*(\w*).{0,8000}?%\}/m) do |tag|
    name = $1
    tag.start_with?('{{') || WORDS.include?(name) ? 'LIQUID' : ''
  end
end

def page_text(file)
  text = File.read(file, encoding: 'UTF-8')
  return nil unless text.valid_encoding?

  text = text.delete_prefix("\uFEFF").sub(/\A---\s*\n.*?\n?^(?:---|\.\.\.)\s*$\n?/m, '')
  render_liquid(text)
end

def convert(text, options)
  Kramdown::Document.new(text.dup, options).to_html
rescue StandardError
  nil
end

# Where kramdown itself fails there is nothing to compare with.
def write(out, number, text)
  return if convert(text, JEKYLL).nil?

  File.binwrite(File.join(out, "#{number}.md"), text)
  CONFIGURATIONS.each do |name, options|
    html = convert(text, JEKYLL.merge(options))
    File.binwrite(File.join(out, "#{number}.#{name}.html"), html)
  end
end

# Each snippet as a list item, in a quote, in HTML, before and behind the next one.
def nest(texts)
  texts.each_with_index.flat_map do |text, i|
    other = texts[(i + 1) % texts.length]
    [
      "- first\n- #{text.gsub(/\n(?=.)/, "\n  ")}- last\n",
      "1. first\n\n   #{text.gsub(/\n(?=.)/, "\n   ")}\nbehind\n",
      text.gsub(/^/, '> '),
      "<div markdown=\"1\">\n#{text}</div>\n",
      "<div>\n#{text}</div>\n",
      "#{text}#{other}",
      "#{text}\n#{other}",
      "Before.\n#{text}after\n",
      "Term\n: #{text.gsub(/\n(?=.)/, "\n  ")}",
      "Note[^n].\n\n[^n]: #{text.gsub(/\n(?=.)/, "\n    ")}\nend\n",
      "| #{text.lines.first&.chomp} | x |\n|---|---|\n| y | z |\n",
      "*#{text.chomp}* **#{text.chomp}** \"#{text.chomp}\" (#{text.chomp})\n",
      "<span>#{text.chomp}</span> [#{text.chomp}](url)\n",
      text.gsub("\n", "\r\n")
    ]
  end
end

mode, out, *files = ARGV
if mode == 'pages'
  texts = files.map { |file| page_text(file) }
else
  texts = File.read(files.first, encoding: 'UTF-8').split(/^%%\n/)
  texts = nest(texts) if mode == 'nested'
end
texts.each_with_index { |text, i| write(out, i, text) if text }
