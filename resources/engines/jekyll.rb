# frozen_string_literal: true

# Keeps one Jekyll site loaded and renders single pages of it from text that is
# not saved yet. Speaks in frames on its standard input and output: the length
# of the JSON in bytes as ten digits, a line end, the JSON. Never writes into the
# site.
#
#   ruby jekyll.rb SITE
#
# Asked {"id": 1, "page": "_pages/about.md", "files": {"_pages/about.md": "…"}}
# it answers {"id": 1, "html": "…", "warnings": []}
# or {"id": 1, "error": "…", "path": "_pages/about.md", "line": 12}.

require "json"
require "set"

# Text of the editor in place of what is on disk, by absolute path.
module Overlay
  FILES = {} # rubocop:disable Style/MutableConstant

  # Jekyll and its tags read every page, include, layout and data file through
  # File.read or File.open.
  module Reading
    def read(path, *rest, **options)
      text = FILES[path.to_s]
      return super if text.nil? || !rest.empty?

      text.dup
    end

    def open(path, *rest, **options, &block)
      text = FILES[path.to_s] if rest.empty? || rest.first.to_s.start_with?("r")
      return super if text.nil?

      io = StringIO.new(text.dup)
      block ? yield(io) : io
    end

    def file?(path)
      FILES.key?(path.to_s) || super
    end

    def exist?(path)
      FILES.key?(path.to_s) || super
    end
  end

  # Replaces the overlay and says which absolute paths read differently now.
  def self.replace(files)
    changed = FILES.keys.reject { |path| files.key?(path) }
    files.each { |path, text| changed << path unless FILES[path] == text }
    FILES.replace(files)
    changed
  end
end

require "stringio"
File.singleton_class.prepend(Overlay::Reading)

# The bundle that the user installed for the site, or nothing.
def use_bundle(site)
  return [] unless File.file?(File.join(site, "Gemfile"))

  ENV["BUNDLE_GEMFILE"] = File.join(site, "Gemfile")
  require "bundler"
  Bundler.setup
  Bundler.require(:jekyll_plugins)
  []
rescue StandardError, LoadError => e
  ENV.delete("BUNDLE_GEMFILE")
  ["The site's bundle is not installed (#{e.message.lines.first.to_s.strip}); " \
   "the system's gems are used"]
end

# Collects what Jekyll says, so that it can be shown at the page.
class Collector
  attr_reader :messages

  def initialize
    @messages = []
  end

  def add(_severity, message = nil, progname = nil)
    text = (message || progname || (block_given? ? yield : "")).to_s
    @messages << text.strip unless text.strip.empty?
  end

  def take
    taken = @messages.uniq
    @messages = []
    taken
  end

  alias warn add

  def error(*); end

  def debug(*); end

  def info(*); end

  def level=(*); end

  def level
    2
  end
end

# What is wrong with a page, and where.
class Fault < StandardError
  attr_reader :path, :line

  def initialize(message, path, line)
    super(message)
    @path = path
    @line = line
  end
end

# One loaded site.
class Preview
  # Everything below these decides how every page looks.
  SHARED = %w(_layouts _includes _data _plugins _sass _config.yml _config.yaml _config.toml).freeze

  attr_reader :notices

  def initialize(folder, notices)
    @folder = File.realpath(folder)
    @first_notices = notices
    @collector = Collector.new
    Jekyll.logger = @collector
    @stamps = {}
    load_site
  end

  def render(page, files)
    changed = Overlay.replace(files.transform_keys { |path| File.join(@folder, path) })
    refresh(changed)
    document = find(page) or raise ArgumentError, "#{page} is not a page of the site"

    check_front_matter(document, page)
    prepare(document)
    html = render_document(document)
    [html, @collector.take]
  rescue Liquid::Error => e
    raise Fault.new(e.message, *liquid_place(e, document, page))
  end

  private

  # Jekyll itself only warns, and shows the page without its layout.
  def check_front_matter(document, page)
    text = @front_matter[document].to_s
    Jekyll::Utils.safe_load_yaml(text.sub(/^(---|\.\.\.)\s*\z/, ""))
  rescue Psych::SyntaxError => e
    raise Fault.new("#{e.problem} #{e.context}".strip, page, e.line)
  end

  # Liquid counts the lines of a page from the end of its front matter.
  def liquid_place(error, document, page)
    path = error.template_name
    line = error.line_number
    return [path.to_s.delete_prefix("#{@folder}/"), line] if path

    skipped = document ? @front_matter[document].to_s.count("\n") : 0
    [page, line && (line + skipped)]
  end

  def load_site
    @notices = @first_notices.dup
    config = Jekyll.configuration("source" => @folder, "quiet" => true,
                                  "disable_disk_cache" => true, "incremental" => false,
                                  "serving" => false, "watch" => false)
    config["plugins"] = available(Array(config["plugins"]))
    drop_missing_theme(config)
    @site = Jekyll::Site.new(config)
    @site.reset
    @site.read
    @site.generate
    @payload = @site.site_payload
    Jekyll::Hooks.trigger(:site, :pre_render, @site, @payload)
    @raw = {}.compare_by_identity
    @front_matter = {}.compare_by_identity
    all_items.each { |item| remember(item) }
    @rendered = Set.new.compare_by_identity
    @stamps = stamps
  end

  def remember(item)
    return unless item.content

    @raw[item] = item.content.dup
    path = absolute(item)
    @front_matter[item] = split(File.read(path, :encoding => "utf-8")).first if File.file?(path)
  end

  def available(plugins)
    plugins.select do |name|
      found = loadable?(name)
      @notices << "The plugin #{name} is not installed" unless found
      found
    end
  end

  def loadable?(name)
    require name
    true
  rescue LoadError
    false
  end

  def drop_missing_theme(config)
    return unless config["theme"].is_a?(String)

    Gem::Specification.find_by_name(config["theme"])
  rescue Gem::LoadError
    @notices << "The theme #{config["theme"]} is not installed"
    config.delete("theme")
  end

  def all_items
    @site.collections.each_value.flat_map(&:docs) + @site.pages
  end

  # Files that are not pages decide over all pages: when one changed, on disk or
  # in the editor, the site is loaded again.
  def refresh(changed)
    if changed.any? { |path| shared?(path) } || stamps != @stamps
      load_site
    else
      changed.each { |path| reread(path) }
    end
  end

  def shared?(path)
    relative = path.delete_prefix("#{@folder}/")
    SHARED.include?(relative.split("/").first)
  end

  # When the files of the site were last changed on disk.
  def stamps
    found = {}
    Dir.glob("**/*", File::FNM_DOTMATCH, :base => @folder).each do |name|
      next if name.start_with?("_site/", ".git/", ".jekyll-cache/", "node_modules/", "vendor/")

      status = File.lstat(File.join(@folder, name))
      found[name] = [status.mtime.to_r, status.size] if status.file?
    rescue SystemCallError
      next
    end
    found
  end

  # A changed text is taken as it is; changed front matter can change what
  # generators, defaults and other pages make of it, so the site is loaded again.
  def reread(path)
    @site.liquid_renderer.cache.clear
    @site.inclusions&.clear
    item = all_items.find { |candidate| absolute(candidate) == path } or return

    front_matter, content = split(File.read(path, :encoding => "utf-8"))
    return load_site if front_matter != @front_matter[item]

    @raw[item] = content
    @rendered.delete(item)
  end

  def split(text)
    return ["", text] unless text =~ Jekyll::Document::YAML_FRONT_MATTER_REGEXP

    [Regexp.last_match(0), Regexp.last_match.post_match]
  end

  def absolute(item)
    path = item.path.to_s
    path.start_with?("/") ? path : File.join(@folder, path)
  end

  def find(page)
    wanted = File.join(@folder, page)
    all_items.find { |item| absolute(item) == wanted }
  end

  # As in a build, a page sees what was rendered before it as HTML and what
  # comes after it as it was read.
  def prepare(document)
    before = true
    all_items.each do |item|
      before = false if item.equal?(document)
      if before
        render_document(item) unless @rendered.include?(item)
      elsif @raw.key?(item)
        item.content = @raw[item].dup
        @rendered.delete(item)
      end
    end
  end

  def render_document(item)
    item.content = @raw[item].dup if @raw.key?(item)
    @site.liquid_renderer.cache.delete(item.path)
    item.renderer.payload = @payload
    item.output = item.renderer.run
    item.trigger_hooks(:post_render)
    @rendered << item
    item.output
  end
end

def answer(output, message)
  bytes = JSON.generate(message)
  output.write(format("%010d\n", bytes.bytesize), bytes)
  output.flush
end

def ask(input, limit)
  header = input.read(11) or return nil
  length = Integer(header, 10)
  raise ArgumentError, "frame of #{length} bytes" unless length.between?(0, limit)

  text = input.read(length)
  text && text.bytesize == length ? JSON.parse(text) : nil
end

def load_preview(folder)
  notices = use_bundle(folder)
  require "jekyll"
  Preview.new(folder, notices)
end

def serve(folder, input, output)
  preview = nil
  while (request = ask(input, 256 * 1024 * 1024))
    begin
      preview ||= load_preview(folder)
      html, warnings = preview.render(request.fetch("page"), request.fetch("files"))
      answer(output, "id" => request["id"], "html" => html,
                     "warnings" => preview.notices + warnings)
    rescue Fault => e
      answer(output, { "id" => request["id"], "error" => e.message, "path" => e.path,
                       "line" => e.line }.compact)
    rescue StandardError, SyntaxError, LoadError, SystemExit => e
      answer(output, "id" => request["id"], "error" => e.message)
    end
  end
end

if $PROGRAM_NAME == __FILE__
  Encoding.default_external = Encoding::UTF_8
  # What plugins print must not get between the frames.
  output = $stdout.dup
  output.binmode
  $stdout.reopen($stderr)
  $stdin.binmode
  serve(File.realpath(ARGV.fetch(0)), $stdin, output)
end
