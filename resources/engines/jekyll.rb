# frozen_string_literal: true

# Keeps one Jekyll site loaded and renders single pages of it from text that is
# not saved yet. Speaks in frames on its standard input and output: the length
# of the JSON in bytes as ten digits, a line end, the JSON. Never writes into the
# site.
#
#   ruby jekyll.rb SITE [preview|safe]
#
# Asked {"id": 1, "page": "_pages/about.md", "files": {"_pages/about.md": "…"}}
# it answers {"id": 1, "html": "…", "warnings": []}
# or {"id": 1, "error": "…", "path": "_pages/about.md", "line": 12}.
#
# For a preview a page may be named by its address, "/papers/"; the site's own address is taken out of its pages, a file that is no
# page is answered with the page that shows it and with where that stands ("at"),
# and {"id": 2, "asset": "assets/main.css"} with {"id": 2, "base64": "…"}. With
# "marks" in the question the page is rendered a second time, from texts with
# markers in them, and that is answered where it differs in nothing else.
# With "look": false the files on disk are taken for unchanged, because they are watched.
# "safe" is a preview without the code that the site brings.

require "base64"
require "json"
require "set"

# Text of the editor in place of what is on disk, by absolute path; nil where the
# editor has no such file any more.
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
      FILES.key?(path.to_s) ? !FILES[path.to_s].nil? : super
    end

    def exist?(path)
      FILES.key?(path.to_s) ? !FILES[path.to_s].nil? : super
    end
  end

  # Replaces the overlay and says which absolute paths read differently now.
  def self.replace(files)
    changed = FILES.keys.reject { |path| files.key?(path) }
    files.each { |path, text| changed << path unless FILES.key?(path) && FILES[path] == text }
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

# For a preview: what links lead out of the site to is not there. In the sandbox
# it is not, and Jekyll gives up over it.
module Inside
  def symlink?(entry)
    return super unless File.symlink?(entry)

    !File.realpath(entry).start_with?("#{File.realpath(site.source)}/")
  rescue SystemCallError
    true
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

  # The characters that stand for entries: see atrium-markers.c.
  MARKERS = /[\u{F0000}-\u{FFFFD}]/.freeze

  MAX_ASSET = 32 * 1024 * 1024

  def initialize(folder, mode, notices)
    @folder = File.realpath(folder)
    @mode = mode
    @first_notices = notices
    @collector = Collector.new
    Jekyll.logger = @collector
    @stamps = {}
    load_site
  end

  def render(page, files, marks = nil, look = true)
    changed = Overlay.replace(files.transform_keys { |path| File.join(@folder, path) })
    refresh(changed, look)
    document = find(page) or raise ArgumentError, "#{page} is not a page of the site"

    check_front_matter(document, page)
    prepare(document)
    html = render_document(document)
    marked = marks && render_marked(document, html, marks)
    { "html" => marked || html, "at" => place(document), "base" => base,
      "warnings" => @notices + @collector.take }
  rescue Liquid::Error => e
    raise Fault.new(e.message, *liquid_place(e, document, page))
  end

  # What a build would write at a path: a style sheet that is made of others, a
  # picture of the theme. The site's own files are not read here.
  def asset(path)
    wanted = base.empty? ? path : path.delete_prefix("#{base}/")
    item = all_items.find { |candidate| output_path(candidate) == wanted }
    return render_document(item) if item

    theme_file(wanted) or raise ArgumentError, "#{path} is not in the site"
  end

  private

  # Jekyll itself only warns, and shows the page without its layout.
  def check_front_matter(document, page)
    text = @front_matter[document].to_s
    Jekyll::Utils.safe_load_yaml(text.sub(/^(---|\.\.\.)\s*\z/, ""))
  rescue Psych::SyntaxError => e
    raise Fault.new("#{e.problem} #{e.context}".strip, page, e.line)
  end

  MAX_ATTEMPTS = 10

  # The page with its markers, or nothing where they change more than they are.
  # One that does is left out, and also from then on; what makes ids of headings
  # may not pass over theirs.
  def render_marked(document, html, marks)
    return nil if html.match?(MARKERS)

    dropped = (@dropped[document] ||= +"")
    MAX_ATTEMPTS.times do
      marked = render_texts(document, *without(marks, dropped))
      return marked if marked.gsub(MARKERS, "") == html

      found = suspects(marked, html)
      found = marks.fetch("headings", "").delete(dropped) if found.empty?
      return nil if found.empty?

      dropped << found
    end
    nil
  rescue Liquid::Error
    nil
  end

  def without(marks, dropped)
    texts = marks.fetch("texts", {})
    titles = marks.fetch("titles", {})
    return [texts, titles] if dropped.empty?

    [texts.transform_values { |text| text.delete(dropped) },
     titles.reject { |_, marker| dropped.include?(marker) }]
  end

  # The markers on both sides of the first place that they changed.
  def suspects(marked, html)
    at = common_bytes(marked.gsub(MARKERS, ""), html)
    passed = 0
    before = after = nil
    marked.split(/([\u{F0000}-\u{FFFFD}])/).each do |part|
      if !part.match?(/\A[\u{F0000}-\u{FFFFD}]\z/)
        passed += part.bytesize
      elsif passed <= at
        before = part
      else
        after = part
        break
      end
    end
    [before, after].compact.uniq.join
  end

  def common_bytes(one, other)
    limit = [one.bytesize, other.bytesize].min
    (0..limit).bsearch { |n| one.byteslice(0, n + 1) != other.byteslice(0, n + 1) } || limit
  end

  def render_texts(document, texts, titles)
    kept = Overlay::FILES.dup
    named = give_titles(document, titles)
    own = texts.find { |path, _| File.join(@folder, path) == absolute(document) }&.last
    texts.each { |path, text| Overlay::FILES[File.join(@folder, path)] = text }
    forget(texts.keys)
    render_document(document, own && split(own).last)
  ensure
    named&.each { |item, title| item.data["title"] = title }
    Overlay::FILES.replace(kept)
    forget(texts.keys)
    @rendered.delete(document)
  end

  # Entries that are files of their own are shown by their titles.
  def give_titles(document, titles)
    all_items.each_with_object([]) do |item, named|
      marker = titles[item.relative_path] or next
      next if item.equal?(document) || !item.data["title"].is_a?(String)

      named << [item, item.data["title"]]
      item.data["title"] = marker + item.data["title"]
    end
  end

  # The parsed templates of these files: Jekyll keeps them by their paths in the site.
  def forget(paths)
    paths.each do |path|
      @site.liquid_renderer.cache.delete(path)
      @site.liquid_renderer.cache.delete(path.delete_prefix("#{@folder}/"))
    end
  end

  def place(document)
    "#{base}/#{output_path(document)}".delete_prefix("/")
  end

  # The folder under which the site is published.
  def base
    @site.baseurl.to_s.delete_prefix("/").delete_suffix("/")
  end

  def output_path(item)
    item.destination(@site.dest).delete_prefix("#{@site.dest}/")
  end

  def theme_file(wanted)
    root = @site.theme&.root or return
    file = @site.static_files.find { |candidate| output_path(candidate) == wanted } or return
    path = File.realpath(file.path)
    return unless path.start_with?("#{File.realpath(root)}/") && File.size(path) <= MAX_ASSET

    File.binread(path)
  rescue SystemCallError
    nil
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
    configure_preview(config) unless @mode == "exact"
    config["plugins"] = available(Array(config["plugins"]))
    config["whitelist"] = config["plugins"] if @mode == "safe"
    drop_missing_theme(config)
    @site = Jekyll::Site.new(config)
    @site.reset
    @site.read
    read_unsaved
    @site.generate
    @payload = @site.site_payload
    Jekyll::Hooks.trigger(:site, :pre_render, @site, @payload)
    @raw = {}.compare_by_identity
    @front_matter = {}.compare_by_identity
    all_items.each { |item| remember(item) }
    @rendered = Set.new.compare_by_identity
    @dropped = {}.compare_by_identity
    @stamps = stamps
  end

  # Jekyll lists what is on disk; the editor has removed and added some of it.
  def read_unsaved
    @site.collections.each_value { |collection| read_unsaved_documents(collection) }
    @site.pages.select! { |page| File.file?(absolute(page)) || !Overlay::FILES.key?(absolute(page)) }
  end

  def read_unsaved_documents(collection)
    collection.docs.select! { |item| File.file?(item.path) }
    known = collection.docs.to_set(&:path)
    Overlay::FILES.each do |path, text|
      next if text.nil? || known.include?(path) || !document_of?(collection, path)

      document = Jekyll::Document.new(path, :site => @site, :collection => collection)
      document.read
      collection.docs << document if published?(document)
    end
    collection.docs.sort!
  end

  # Only posts wait for their date.
  def published?(document)
    return @site.publisher.publish?(document) if document.collection.label == "posts"

    @site.unpublished || document.published?
  end

  def document_of?(collection, path)
    path.start_with?("#{collection.directory}/") && File.file?(path) && Jekyll::Utils.has_yaml_header?(path)
  end

  # Addresses begin at the site, wherever it is published, as under `jekyll serve`.
  def configure_preview(config)
    config["url"] = ""
    return unless @mode == "safe"

    config["safe"] = true
    config["plugins"] = Array(config["plugins"]).grep(/\A[\w-]+\z/)
    return unless Dir.exist?(File.join(@folder, "_plugins"))

    @notices << "The site's own plugins do not run, because bubblewrap is not on this machine"
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
  def refresh(changed, look)
    if changed.any? { |path| shared?(path) || come_or_gone?(path) } || (look && stamps != @stamps)
      load_site
    else
      changed.each { |path| reread(path) }
    end
  end

  def come_or_gone?(path)
    known = all_items.any? { |item| absolute(item) == path }
    return !File.file?(path) if known

    @site.collections.each_value.any? { |collection| document_of?(collection, path) }
  end

  def shared?(path)
    relative = path.delete_prefix("#{@folder}/")
    SHARED.include?(relative.split("/").first) || own_folder?(relative)
  end

  # Those that the configuration names otherwise.
  def own_folder?(relative)
    names = @site.config.values_at("layouts_dir", "includes_dir", "data_dir", "plugins_dir")
    names.flatten.any? { |name| name.is_a?(String) && relative.start_with?("#{name.delete_suffix("/")}/") }
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
    item = all_items.find { |candidate| absolute(candidate) == path }
    # what others include is not known by whom
    unless item
      @site.liquid_renderer.cache.clear
      @site.inclusions&.clear
      return
    end

    forget([path])
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
    return find_address(page) if page.start_with?("/") && @mode != "exact"

    wanted = File.join(@folder, page)
    found = all_items.find { |item| absolute(item) == wanted }
    return found if found || @mode == "exact"

    find_listing(page)
  end

  # By where it stands in the built site, as a link names it.
  def find_address(address)
    name = address.delete_prefix("/")
    names = [name, "#{name}index.html", "#{name}.html", "#{name}/index.html"]
    all_items.find { |item| item.write? && names.include?(output_path(item)) }
  end

  # What is no page is shown by the one that is named after its folder, or else
  # by the first page.
  def find_listing(page)
    name = page[%r{\A_?([^/]+)/}, 1]
    listings = ["/#{name}/", "/#{name}", "/#{name}.html"]
    found = @site.pages.find { |item| listings.include?(item.url) } if name
    found || @site.pages.find { |item| item.url == "/" || item.url == "/index.html" }
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

  def render_document(item, content = nil)
    content ||= @raw[item]
    item.content = content.dup if content
    forget([absolute(item)])
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

def load_preview(folder, mode)
  # a Gemfile is a program
  notices = mode == "safe" ? [] : use_bundle(folder)
  require "jekyll"
  Jekyll::EntryFilter.prepend(Inside) unless mode == "exact"
  Preview.new(folder, mode, notices)
end

def reply(preview, request)
  path = request["asset"]
  return { "base64" => Base64.strict_encode64(preview.asset(path)) } if path

  preview.render(request.fetch("page"), request.fetch("files"), request["marks"],
                 request.fetch("look", true))
end

# What was left over is cleared away when nobody waits. A page that takes long leaves more than
# can be kept until then.
class Cleaner
  QUICK = 0.1

  def initialize
    @quick = false
  end

  def after_answer
    start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
    GC.disable if @quick
    yield
  ensure
    @quick = Process.clock_gettime(Process::CLOCK_MONOTONIC) - start < QUICK
    GC.enable
    GC.start(:full_mark => false) if @quick
  end
end

def serve(folder, mode, input, output)
  preview = nil
  cleaner = Cleaner.new
  while (request = ask(input, 256 * 1024 * 1024))
    cleaner.after_answer do
      preview ||= load_preview(folder, mode)
      answer(output, { "id" => request["id"] }.merge(reply(preview, request)))
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
  serve(File.realpath(ARGV.fetch(0)), ARGV.fetch(1, "exact"), $stdin, output)
end
