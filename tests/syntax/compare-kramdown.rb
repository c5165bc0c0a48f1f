# Compares our reading of pages with kramdown's own: the sequence of all blocks and
# inlines, in document order, and the text. Prints TAP; skipped where kramdown or the pages are missing.
#
# usage: compare-kramdown.rb DUMP-TREE [FILE | FOLDER]...
# Without files: tests/syntax/kramdown/ and the real pages in $ATRIUM_SHARED or ../shared.

begin
  require 'kramdown'
  require 'kramdown-parser-gfm'
rescue LoadError
  puts '1..0 # SKIP kramdown is not installed'
  exit
end
require 'cgi'
require 'open3'

CONTROL = %w[if elsif else endif unless endunless for endfor case when endcase assign capture
             endcapture comment endcomment raw endraw break continue tablerow endtablerow layout
             endhighlight].freeze
WORDS = %w[link post_url cite increment decrement cycle t octicon].freeze

# What Jekyll's Liquid leaves of a page, as far as that can be known without the site.
def render_liquid(text)
  text = text.gsub(/\{%-?\s*comment\b.*?%\}.*?\{%-?\s*endcomment\b.*?%\}/m, '')
  text.gsub(/\{\{.{0,2000}?\}\}|\{%-?\s*(\w*).{0,8000}?%\}/m) do |tag|
    name = $1
    next 'LIQUID' if tag.start_with?('{{') || WORDS.include?(name)

    ''
  end
end

def kramdown_document(text)
  text = text.delete_prefix("\uFEFF")
  text = text.sub(/\A---\s*\n.*?\n?^(?:---|\.\.\.)\s*$\n?/m, '')
  options = { input: 'GFM', hard_wrap: false, auto_ids: false }
  Kramdown::Document.new(render_liquid(text), options)
end

def kramdown_sequence(doc)
  out = []
  walk(doc.root, out, {})
  out
end

SYMBOLS = { mdash: '---', ndash: '--', hellip: '...', laquo: '<<', raquo: '>>', laquo_space: '<<',
            raquo_space: '>>', lsquo: "'", rsquo: "'", ldquo: '"', rdquo: '"' }.freeze

# The text that is shown, without white space and dollars: what is math to us may be text
# to kramdown.
def kramdown_text(element, out = +'', raw = false)
  case element.type
  when :text then out << (raw ? CGI.unescapeHTML(element.value.gsub('&nbsp;', ' ')) : element.value)
  when :codespan, :codeblock, :math then out << element.value
  when :entity then out << element.value.char
  when :smart_quote, :typographic_sym then out << SYMBOLS.fetch(element.value)
  when :abbreviation then out << element.value
  when :html_element
    return out if %w[script style].include?(element.value)

    raw = element.options[:content_model] == :raw
  end
  element.children.each { |child| kramdown_text(child, out, raw) } unless element.type == :footnote
  out
end

def strip(text)
  text.gsub('LIQUID', '').gsub(/[\s\u00a0$]+/, '')
end

BLOCKS = { p: 'paragraph', ul: 'list', ol: 'list', li: 'item', blockquote: 'quote',
           codeblock: 'code-block', hr: 'rule', table: 'table', tr: 'row', td: 'cell',
           dl: 'definition-list', dt: 'term', dd: 'definition', em: 'emphasis', strong: 'strong',
           codespan: 'code', a: 'link', img: 'image', br: 'break', math: 'math',
           footnote: 'footnote-reference', xml_comment: 'comment', comment: 'comment' }.freeze

def walk(element, out, seen)
  case element.type
  when :header then out << "heading #{element.options[:level]}"
  when :p then out << (element.options[:transparent] ? 'paragraph tight' : 'paragraph')
  when :html_element
    out << (%w[br del].include?(element.value) ? { 'br' => 'break', 'del' => 'strike' }[element.value]
                                                : "element #{element.value.downcase}")
  when :td
    out << 'cell' unless element.children.empty?
  else
    out << BLOCKS[element.type] if BLOCKS.key?(element.type)
  end
  element.children.each { |child| walk(child, out, seen) } unless element.type == :footnote
end

KNOWN = BLOCKS.values + %w[strike]

def our_sequence(program, file)
  dump, status = Open3.capture2(program, file)
  return nil unless status.success?

  skip = nil
  dump.lines.filter_map do |line|
    indent = line[/^ */].length
    next if skip && indent > skip

    skip = nil
    type, second = line.split
    case type
    when 'heading' then "heading #{second}"
    when 'paragraph' then second == 'tight' ? 'paragraph tight' : 'paragraph'
    when 'element' then second == 'del' ? 'strike' : "element #{second}"
    when 'footnote-definition'
      skip = indent
      nil
    when 'math' then ['$', '\\'].include?(second) ? nil : 'math'
    when 'comment' then ['comment', '['].include?(second) ? nil : 'comment'
    when 'cell' then line =~ / ""$/ ? nil : 'cell'
    else KNOWN.include?(type) ? type : nil
    end
  end
end

INLINE = %w[emphasis strong code link image break strike math comment footnote-reference].freeze

def blocks(sequence)
  sequence.reject { |name| INLINE.include?(name) || name.start_with?('element') }
end

program = ARGV.shift
source_root = ENV.fetch('ATRIUM_SOURCE_ROOT', File.expand_path('../..', __dir__))
shared = ENV.fetch('ATRIUM_SHARED', File.join(source_root, '..', 'shared'))
ARGV.push(File.join(source_root, 'tests', 'syntax'), File.join(shared, 'corpus')) if ARGV.empty?
files = ARGV.flat_map do |path|
  File.directory?(path) ? Dir.glob(File.join(path, '*', '**', '*.{md,markdown}')) : path
end.select { |file| File.file?(file) && File.read(file).valid_encoding? }.sort

if files.empty?
  puts '1..0 # SKIP no pages to compare with'
  exit
end

agree = 0
same_text = 0
puts "1..#{files.length}"
files.each_with_index do |file, i|
  ours = our_sequence(program, file)
  doc = kramdown_document(File.read(file))
  theirs = kramdown_sequence(doc)
  text = strip(Open3.capture2(program, file, '--text')[0].force_encoding('UTF-8'))
  expected = strip(kramdown_text(doc.root))
  ok = ours && blocks(ours) == blocks(theirs)
  same_text += 1 if text == expected
  if text != expected
    at = (0...[text.length, expected.length].max).find { |k| text[k] != expected[k] }
    puts "# text differs at #{at}: ours #{text[[at - 20, 0].max, 60].inspect}"
    puts "#   kramdown #{expected[[at - 20, 0].max, 60].inspect}"
  end
  agree += 1 if ours == theirs
  puts "#{ok ? 'ok' : 'not ok'} #{i + 1} #{file}"
  next if ours == theirs || ours.nil?

  at = (0...[ours.length, theirs.length].max).find { |k| ours[k] != theirs[k] }
  puts "# inlines differ at #{at}: ours #{ours[[at - 2, 0].max, 8].inspect}"
  puts "#   kramdown #{theirs[[at - 2, 0].max, 8].inspect}"
end
puts "# #{agree} of #{files.length} pages agree in every block and inline, #{same_text} in the text"
