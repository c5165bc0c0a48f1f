#include "atrium-reader.h"

#include <string.h>

#include "atrium-html.h"


/* links of one entry that are told apart */
#define MAX_LINKS 1000

static AtriumNode *
get_node (AtriumReader *self,
          gsize         offset)
{
  return atrium_flat_get_node (self->flat, offset);
}

/* ---- lines ---- */

static void
classify_line (AtriumReader *self,
               AtriumLine   *line)
{
  AtriumNode *node = get_node (self, line->start);

  for (; node != NULL && node != self->piece->container; node = node->parent)
    {
      if (atrium_node_is_item (node))
        {
          line->depth++;
          if (line->item == NULL)
            line->item = node;
          line->role = ATRIUM_LINE_ITEM;
        }
      else if (atrium_node_is_element (node, "video") || atrium_node_is_element (node, "audio") || atrium_node_is_element (node, "script") ||
               atrium_node_is_element (node, "style"))
        line->role = ATRIUM_LINE_HIDDEN;
      else if (atrium_node_is_element (node, "summary"))
        line->role = ATRIUM_LINE_SUMMARY;
      else if (atrium_node_is_element (node, "details") && line->role != ATRIUM_LINE_SUMMARY)
        line->role = ATRIUM_LINE_DETAILS;
      else if (node->type == ATRIUM_NODE_ELEMENT && node->tag != NULL && atrium_node_has_class (node, "badge") && g_str_equal (node->tag, "div"))
        line->role = ATRIUM_LINE_BADGE;
    }
}

static void
cut_lines (AtriumReader *self)
{
  gsize at = self->piece->start;

  while (at < self->piece->end)
    {
      AtriumLine line = { .start = at, .end = at };

      while (line.end < self->piece->end && self->text[line.end] != '\n')
        line.end++;
      at = line.end + 1;
      atrium_scan_trim (self->text, &line.start, &line.end);
      if (line.start >= line.end)
        continue;
      classify_line (self, &line);
      g_array_append_val (self->lines, line);
    }
}

/**
 * atrium_reader_init:
 * @self: (out caller-allocates): a reader
 * @piece: what the entry stands on
 * @entry: gets the fields
 * @slots: gets where they stand
 * @person: the owner of the page
 * @legend: what the page says about the signs behind names
 */
void
atrium_reader_init (AtriumReader       *self,
                    const AtriumPiece  *piece,
                    AtriumEntry        *entry,
                    GArray             *slots,
                    AtriumEntry        *person,
                    const AtriumLegend *legend)
{
  *self = (AtriumReader) {
    .piece = piece,
    .tree = piece->tree,
    .flat = piece->flat,
    .text = atrium_flat_get_text (piece->flat, NULL),
    .source = piece->source,
    .entry = entry,
    .slots = slots,
    .person = person,
    .legend = legend,
    .lines = g_array_new (FALSE, FALSE, sizeof (AtriumLine)),
    .taken = g_array_new (FALSE, FALSE, sizeof (AtriumSpan)),
    .links = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref),
    .link_run = ATRIUM_SPAN_NONE,
    .authors = ATRIUM_SPAN_NONE,
  };
  cut_lines (self);
}

/**
 * atrium_reader_clear:
 * @self: a reader
 */
void
atrium_reader_clear (AtriumReader *self)
{
  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_pointer (&self->taken, g_array_unref);
  g_clear_pointer (&self->links, g_ptr_array_unref);
}

/**
 * atrium_reader_find_line:
 * @self: a reader
 * @offset: a place in the flat text
 *
 * Returns: (nullable): the line it stands in
 */
const AtriumLine *
atrium_reader_find_line (AtriumReader *self,
                         gsize         offset)
{
  guint low = 0;
  guint high = self->lines->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      const AtriumLine *line = &g_array_index (self->lines, AtriumLine, middle);

      if (line->start <= offset && offset < line->end)
        return line;
      if (line->end <= offset)
        low = middle + 1;
      else
        high = middle;
    }

  return NULL;
}

/* ---- ranges ---- */

/* the first taken range that ends at @offset or later */
static guint
first_taken (AtriumReader *self,
             gsize         offset)
{
  guint low = 0;
  guint high = self->taken->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->taken, AtriumSpan, middle).end < offset)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * atrium_reader_take:
 * @self: a reader
 * @start: start of a range of the flat text
 * @end: its end
 *
 * Says that a range belongs to a field, or to none at all.
 */
void
atrium_reader_take (AtriumReader *self,
                    gsize         start,
                    gsize         end)
{
  AtriumSpan span = ATRIUM_SPAN (start, end);
  guint at = first_taken (self, start);

  if (start >= end)
    return;
  /* taken ranges are kept apart and in order */
  while (at < self->taken->len && g_array_index (self->taken, AtriumSpan, at).start <= span.end)
    {
      const AtriumSpan *other = &g_array_index (self->taken, AtriumSpan, at);

      span.start = MIN (span.start, other->start);
      span.end = MAX (span.end, other->end);
      g_array_remove_index (self->taken, at);
    }
  g_array_insert_val (self->taken, at, span);
}

/**
 * atrium_reader_is_taken:
 * @self: a reader
 * @start: start of a range of the flat text
 * @end: its end
 *
 * Returns: TRUE where part of it belongs to a field
 */
gboolean
atrium_reader_is_taken (AtriumReader *self,
                        gsize         start,
                        gsize         end)
{
  guint at = first_taken (self, start);

  for (; at < self->taken->len && g_array_index (self->taken, AtriumSpan, at).start < end; at++)
    if (g_array_index (self->taken, AtriumSpan, at).end > start)
      return TRUE;

  return FALSE;
}

/**
 * atrium_reader_next_free:
 * @self: a reader
 * @start: (inout): where to look; then the start of the free range
 * @free_end: (out): its end
 * @end: where to stop
 *
 * Returns: FALSE where nothing is free up to @end
 */
gboolean
atrium_reader_next_free (AtriumReader *self,
                         gsize        *start,
                         gsize        *free_end,
                         gsize         end)
{
  gsize at = *start;
  gsize stop = end;

  for (guint i = first_taken (self, at); i < self->taken->len; i++)
    {
      const AtriumSpan *span = &g_array_index (self->taken, AtriumSpan, i);

      if (span->end <= at)
        continue;
      if (span->start <= at)
        {
          at = span->end;
          continue;
        }
      stop = MIN (stop, span->start);
      break;
    }

  *start = at;
  *free_end = stop;

  return at < stop && at < end;
}

static gboolean
is_pair (const char *open,
         const char *close)
{
  return (*open == '[' && *close == ']') || (*open == '(' && *close == ')');
}

/**
 * atrium_reader_grow_brackets:
 * @self: a reader
 * @start: (inout): start of a range
 * @end: (inout): its end
 */
void
atrium_reader_grow_brackets (AtriumReader *self,
                             gsize        *start,
                             gsize        *end)
{
  while (*start > self->piece->start && *end < self->piece->end && is_pair (self->text + *start - 1, self->text + *end))
    {
      (*start)--;
      (*end)++;
    }
}

/**
 * atrium_reader_grow_closing:
 * @self: a reader
 * @start: start of a range
 * @end: its end
 * @stop: where to stop at the latest
 *
 * Returns: the end of the range with the full stops and the brackets behind it that were
 *   opened inside
 */
gsize
atrium_reader_grow_closing (AtriumReader *self,
                            gsize         start,
                            gsize         end,
                            gsize         stop)
{
  const char *text = self->text;
  int open = 0;

  for (gsize at = start; at < end; at = g_utf8_next_char (text + at) - text)
    {
      gunichar c = g_utf8_get_char (text + at);

      open += c == '(' || c == '[' || c == 0xff08 ? 1 : c == ')' || c == ']' || c == 0xff09 ? -1 : 0;
    }

  while (end < stop)
    {
      gunichar c = g_utf8_get_char (text + end);
      gboolean closes = c == ')' || c == ']' || c == 0xff09;

      if (!(closes && open > 0) && c != '.' && c != '!' && c != '?')
        break;
      open -= closes;
      end = g_utf8_next_char (text + end) - text;
    }

  return end;
}

/* ---- values ---- */

static AtriumFieldType
get_type (AtriumReader *self,
          const char   *path)
{
  const AtriumField *field = atrium_kind_find_field (atrium_kind_get_info (atrium_entry_get_kind (self->entry)), path);

  return field != NULL ? field->type : ATRIUM_FIELD_STRING;
}

static gboolean
is_markdown_type (AtriumFieldType type)
{
  return type == ATRIUM_FIELD_INLINE || type == ATRIUM_FIELD_TEXT || type == ATRIUM_FIELD_INLINES;
}

/* a hard-wrapped line is one line */
static char *
fold_source (AtriumSource *source,
             AtriumSpan    span)
{
  g_autofree char *text = atrium_source_dup_span (source, span);

  return atrium_scan_dup (text, 0, strlen (text));
}

/* the lines of a text without the indentation of what they stand in */
static char *
dup_lines (AtriumSource *source,
           AtriumSpan    span)
{
  g_autofree char *text = atrium_source_dup_span (source, span);
  const char *whole = atrium_source_get_text (source, NULL);
  gsize column = 0;
  GString *out = g_string_new (NULL);

  while (column < span.start && whole[span.start - column - 1] != '\n')
    column++;
  for (const char *p = text; *p != '\0';)
    {
      const char *newline = strchr (p, '\n');
      gsize length = newline != NULL ? (gsize) (newline - p) + 1 : strlen (p);
      gsize skip = 0;

      while (p != text && skip < column && (p[skip] == ' ' || p[skip] == '\t'))
        skip++;
      g_string_append_len (out, p + skip, length - skip);
      p += length;
    }

  return g_string_free (out, FALSE);
}

static char *
dup_value (AtriumReader    *self,
           gsize            start,
           gsize            end,
           AtriumFieldType  type,
           AtriumSpan       span,
           AtriumSpelling   spelling)
{
  if (!is_markdown_type (type))
    return atrium_scan_dup (self->text, start, end);
  if (type == ATRIUM_FIELD_TEXT && spelling != ATRIUM_SPELLING_HTML_TEXT)
    return dup_lines (self->source, span);
  if (spelling == ATRIUM_SPELLING_PLAIN)
    return atrium_scan_dup (self->text, start, end);

  if (spelling == ATRIUM_SPELLING_HTML_TEXT)
    {
      g_autofree char *html = fold_source (self->source, span);

      return atrium_html_to_markdown (html, -1);
    }

  return fold_source (self->source, span);
}

static gboolean
get_span (AtriumReader   *self,
          gsize          *start,
          gsize          *end,
          AtriumSpan     *span,
          AtriumSpelling *spelling)
{
  atrium_scan_trim (self->text, start, end);
  /* no byte belongs to two values */
  if (*start >= *end || atrium_reader_is_taken (self, *start, *end))
    return FALSE;

  return atrium_flat_get_span (self->flat, *start, *end, span, spelling);
}

/**
 * atrium_reader_set:
 * @self: a reader
 * @field: id of a field that is text
 * @start: start of its range in the flat text
 * @end: its end
 *
 * Sets a field to what stands in the range, with a slot. White space around it is left out.
 *
 * Returns: FALSE where the range cuts through markup, so that it could not be replaced
 */
gboolean
atrium_reader_set (AtriumReader *self,
                   const char   *field,
                   gsize         start,
                   gsize         end)
{
  g_autofree char *value = NULL;
  AtriumSpan span;
  AtriumSpelling spelling;

  if (atrium_reader_has (self, field) || !get_span (self, &start, &end, &span, &spelling))
    return FALSE;

  value = dup_value (self, start, end, get_type (self, field), span, spelling);
  if (*value == '\0')
    return FALSE;
  atrium_entry_set_string (self->entry, field, value);
  atrium_slots_add (self->slots, field, self->source, span, spelling);
  atrium_reader_take (self, start, end);
  if (g_str_equal (field, "title"))
    self->title_end = end;

  return TRUE;
}

/**
 * atrium_reader_set_date:
 * @self: a reader
 * @field: id of a date field
 * @start: start of its spelling in the flat text
 * @end: its end
 * @date: what it says
 *
 * Sets a date with the spelling that the page uses, and a slot.
 *
 * Returns: FALSE where the range cuts through markup
 */
gboolean
atrium_reader_set_date (AtriumReader     *self,
                        const char       *field,
                        gsize             start,
                        gsize             end,
                        const AtriumDate *date)
{
  g_autofree char *iso = atrium_date_to_iso (date);
  g_autofree char *name = g_strconcat (field, "Text", NULL);
  g_autofree char *spelled = NULL;
  AtriumSpan span;
  AtriumSpelling spelling;

  if (atrium_reader_has (self, field) || !get_span (self, &start, &end, &span, &spelling))
    return FALSE;

  spelled = atrium_scan_dup (self->text, start, end);
  atrium_entry_set_string (self->entry, field, iso);
  if (!g_str_equal (spelled, iso))
    atrium_entry_set_string (self->entry, name, spelled);
  atrium_slots_add (self->slots, field, self->source, span, spelling);
  atrium_reader_take (self, start, end);

  return TRUE;
}

static gboolean
has_field (AtriumReader *self,
           const char   *field)
{
  return atrium_kind_find_field (atrium_kind_get_info (atrium_entry_get_kind (self->entry)), field) != NULL;
}

/**
 * atrium_reader_set_dates:
 * @self: a reader
 * @date: a date or range that was found
 *
 * Returns: TRUE where the kind has fields for it that can be edited
 */
gboolean
atrium_reader_set_dates (AtriumReader            *self,
                         const AtriumScannedDate *date)
{
  gboolean range = date->second < date->end;
  gboolean set;

  if (has_field (self, "start") && (range || !has_field (self, "date")))
    {
      set = atrium_reader_set_date (self, "start", date->start, date->first_end, &date->from);
      if (range)
        set |= atrium_reader_set_date (self, "end", date->second, date->end, &date->to);
    }
  else
    {
      set = has_field (self, "date") && atrium_reader_set_date (self, "date", date->start, date->first_end, &date->from);
    }

  if (set)
    atrium_reader_take (self, date->start, date->end);

  return set;
}

/**
 * atrium_reader_has:
 * @self: a reader
 * @field: id of a field
 *
 * Returns: TRUE where it is set
 */
gboolean
atrium_reader_has (AtriumReader *self,
                   const char   *field)
{
  return atrium_entry_get (self->entry, field) != NULL;
}

/**
 * atrium_reader_free_field:
 * @self: a reader
 * @fields: (array zero-terminated=1): ids of fields
 *
 * Returns: (nullable): the first that the kind has and that is not set
 */
const char *
atrium_reader_free_field (AtriumReader      *self,
                          const char *const *fields)
{
  for (guint i = 0; fields[i] != NULL; i++)
    if (has_field (self, fields[i]) && !atrium_reader_has (self, fields[i]))
      return fields[i];

  return NULL;
}

/* ---- links and pictures ---- */

/**
 * atrium_reader_dup_url:
 * @self: a reader
 * @node: a link or picture
 *
 * Returns: (transfer full): its URL as spelled, white space at the ends aside
 */
char *
atrium_reader_dup_url (AtriumReader     *self,
                       const AtriumNode *node)
{
  char *url;

  if (atrium_span_is_none (node->target))
    return g_strdup ("");
  url = atrium_source_dup_span (self->source, node->target);

  return g_strstrip (url);
}

/**
 * atrium_reader_is_picture:
 * @node: the node of a mark
 *
 * Returns: TRUE for an image rather than a link
 */
gboolean
atrium_reader_is_picture (const AtriumNode *node)
{
  return node->type == ATRIUM_NODE_IMAGE || atrium_node_is_element (node, "img");
}

/**
 * atrium_reader_set_url:
 * @self: a reader
 * @path: id of a URL field, or a path into one
 * @node: the link
 */
void
atrium_reader_set_url (AtriumReader *self,
                       const char   *path,
                       AtriumNode   *node)
{
  g_autofree char *url = atrium_reader_dup_url (self, node);

  if (*url == '\0' || atrium_reader_has (self, path))
    return;
  atrium_entry_set_string (self->entry, path, url);
  atrium_slots_add (self->slots, path, self->source, node->target,
                    node->type == ATRIUM_NODE_ELEMENT ? ATRIUM_SPELLING_HTML_ATTRIBUTE : ATRIUM_SPELLING_URL);
}

/**
 * atrium_reader_find_link:
 * @self: a reader
 * @start: start of a range
 * @end: its end
 *
 * Returns: (nullable): the link that covers the range and nothing but brackets and
 *   full stops more
 */
const AtriumFlatMark *
atrium_reader_find_link (AtriumReader *self,
                         gsize         start,
                         gsize         end)
{
  const GArray *marks = atrium_flat_get_marks (self->flat);

  for (guint i = 0; i < marks->len; i++)
    {
      const AtriumFlatMark *mark = &g_array_index (marks, AtriumFlatMark, i);
      gsize mark_start = mark->start;
      gsize mark_end = mark->end;
      gsize range_start = start;
      gsize range_end = end;

      if (atrium_reader_is_picture (mark->node) || mark->end <= start || mark->start >= end)
        continue;
      atrium_scan_strip (self->text, &mark_start, &mark_end, "[]().,;:");
      atrium_scan_strip (self->text, &range_start, &range_end, "[]().,;:");
      if (mark_start == range_start && mark_end == range_end)
        return mark;
    }

  return NULL;
}

static void
grow_link_run (AtriumReader *self,
               gsize         start,
               gsize         end)
{
  if (atrium_span_is_none (self->link_run))
    {
      self->link_run = ATRIUM_SPAN (start, end);
      return;
    }

  for (gsize at = self->link_run.end; at < start; at++)
    if (g_ascii_isalnum (self->text[at]) || (guchar) self->text[at] >= 0xc3)
      self->links_apart = TRUE;
  self->link_run.end = MAX (self->link_run.end, end);
}

/* the span of one link with the brackets around it */
static AtriumSpan
get_link_span (AtriumReader         *self,
               const AtriumFlatMark *mark)
{
  gsize start = mark->start;
  gsize end = mark->end;
  AtriumSpan span = mark->node->outer;
  AtriumSpan grown;

  atrium_reader_grow_brackets (self, &start, &end);
  if (start < mark->start && atrium_flat_get_outer_span (self->flat, start, end, &grown) &&
      atrium_span_contains (grown, span))
    return grown;

  return span;
}

static const char *const label_words[] = {
  "paper", "papers", "pdf", "code", "codes", "github", "project", "page", "website", "homepage", "site", "arxiv", "doi", "slides", "slide", "poster", "video", "talk", "demo",
  "data", "dataset", "datasets", "bib", "bibtex", "cite", "citation", "html", "link", "abs", "abstract", "supplement", "supplementary", "supp", "appendix", "blog", "media", "press",
  "tweet", "twitter", "model", "models", "huggingface", "openreview", "acm", "ieee", "springer", "journal", "preprint", "ssrn", "url", "web", "tutorial", "software", "package",
  "repo", "repository", "download", "read", "news", "benchmark", "leaderboard", "colab", "notebook", "documentation", "docs", "publisher", "proceedings", "presentation",
  "recording", "youtube", "material", "materials", "book", "thesis", "report", "extended version", "full text", "full paper", "version", "here", "stars", "digest", "details", "post",
  "论文", "代码", "项目", "主页", "链接", "视频", "幻灯片", "数据", "数据集", "下载", "原文", "海报", "artikel", "folien", "lien", "enlace", "artículo", "コード", "資料", NULL
};

/**
 * atrium_reader_is_label:
 * @self: a reader
 * @mark: a link
 *
 * Returns: TRUE where its text says what kind of thing is linked ("PDF", "[Slides]") and
 *   is not part of the entry's own words
 */
gboolean
atrium_reader_is_label (AtriumReader         *self,
                        const AtriumFlatMark *mark)
{
  guint words = atrium_scan_count_words (self->text, mark->start, mark->end);

  if (words == 0)
    return TRUE;
  if (words <= 3 && atrium_scan_has_word (self->text, mark->start, mark->end, label_words))
    return TRUE;

  /* "[Foo]" is a label whatever it says */
  return words <= 5 && (self->text[mark->start] == '[' ||
                        (mark->start > self->piece->start && self->text[mark->start - 1] == '['));
}

/**
 * atrium_reader_add_link:
 * @self: a reader
 * @mark: a link
 *
 * Adds a link with its label, brackets taken off, and slots for both.
 */
void
atrium_reader_add_link (AtriumReader         *self,
                        const AtriumFlatMark *mark)
{
  g_autofree char *url = atrium_reader_dup_url (self, mark->node);
  g_autofree char *label = NULL;
  g_autofree char *path = g_strdup_printf ("links/%u", self->links->len);
  g_autofree char *url_path = g_strconcat (path, "/url", NULL);
  g_autofree char *label_path = g_strconcat (path, "/label", NULL);
  AtriumValue *link = atrium_value_new_record ();
  gsize start = mark->start;
  gsize end = mark->end;
  AtriumSpan span;
  AtriumSpelling spelling;

  atrium_scan_strip (self->text, &start, &end, "[]()|/");
  label = atrium_scan_dup (self->text, start, end);
  if (*label != '\0')
    {
      AtriumValue *with = atrium_value_with_string (link, "label", label);

      atrium_value_unref (link);
      link = with;
    }
  if (*url != '\0')
    {
      AtriumValue *with = atrium_value_with_string (link, "url", url);

      atrium_value_unref (link);
      link = with;
    }
  g_ptr_array_add (self->links, link);

  atrium_slots_add (self->slots, path, self->source, get_link_span (self, mark),
                    mark->node->type == ATRIUM_NODE_ELEMENT ? ATRIUM_SPELLING_HTML_TEXT : ATRIUM_SPELLING_MARKDOWN);
  if (*label != '\0' && atrium_flat_get_span (self->flat, start, end, &span, &spelling))
    atrium_slots_add (self->slots, label_path, self->source, span, spelling);
  if (!atrium_span_is_none (mark->node->target))
    atrium_slots_add (self->slots, url_path, self->source, mark->node->target,
                      mark->node->type == ATRIUM_NODE_ELEMENT ? ATRIUM_SPELLING_HTML_ATTRIBUTE : ATRIUM_SPELLING_URL);

  start = mark->start;
  end = mark->end;
  atrium_reader_grow_brackets (self, &start, &end);
  grow_link_run (self, start, end);
  atrium_reader_take (self, start, end);
}

static gboolean
line_is_open (AtriumReader         *self,
              const AtriumFlatMark *mark)
{
  const AtriumLine *line = atrium_reader_find_line (self, mark->start);

  return line != NULL && mark->end <= line->end && line->role == ATRIUM_LINE_TEXT;
}

/**
 * atrium_reader_add_links:
 * @self: a reader
 * @labels_only: leave out links that are part of a sentence
 *
 * Adds the links that stand outside of every field.
 */
void
atrium_reader_add_links (AtriumReader *self,
                         gboolean      labels_only)
{
  const GArray *marks = atrium_flat_get_marks (self->flat);

  for (guint i = 0; i < marks->len; i++)
    {
      const AtriumFlatMark *mark = &g_array_index (marks, AtriumFlatMark, i);

      if (atrium_reader_is_picture (mark->node) || mark->start >= mark->end || mark->start < self->piece->start ||
          mark->end > self->piece->end)
        continue;
      if (self->links->len >= MAX_LINKS)
        break;
      if (labels_only && !atrium_reader_is_label (self, mark))
        continue;
      if (line_is_open (self, mark) && !atrium_reader_is_taken (self, mark->start, mark->end))
        atrium_reader_add_link (self, mark);
    }
}

/**
 * atrium_reader_add_picture:
 * @self: a reader
 * @field: id of a picture field
 */
void
atrium_reader_add_picture (AtriumReader *self,
                           const char   *field)
{
  const GArray *marks = atrium_flat_get_marks (self->flat);

  for (guint i = 0; i < marks->len; i++)
    {
      const AtriumFlatMark *mark = &g_array_index (marks, AtriumFlatMark, i);
      g_autofree char *url = NULL;

      if (!atrium_reader_is_picture (mark->node) || mark->start < self->piece->start || mark->end > self->piece->end)
        continue;
      /* pictures of a badge service are no pictures of the entry */
      url = atrium_reader_dup_url (self, mark->node);
      if (*url == '\0' || strstr (url, "shields.io") != NULL || strstr (url, "badge") != NULL)
        continue;
      atrium_reader_set_url (self, field, mark->node);
      return;
    }
}

/* ---- lists inside an entry ---- */

/* a list with another field between its items has no slot as a whole */
static gboolean
holds_slot (AtriumReader *self,
            AtriumSpan    span)
{
  for (guint i = 0; i < self->slots->len; i++)
    if (atrium_span_overlaps (g_array_index (self->slots, AtriumSlot, i).span, span))
      return TRUE;

  return FALSE;
}

static gboolean
stands_in (const AtriumNode *node,
           const AtriumNode *list)
{
  for (; node != NULL; node = node->parent)
    if (node == list)
      return TRUE;

  return FALSE;
}

/**
 * atrium_reader_add_highlights:
 * @self: a reader
 * @field: id of a field that is a list of lines
 *
 * Sets the field to the items of the lists inside the entry, those of lists in lists too.
 */
void
atrium_reader_add_highlights (AtriumReader *self,
                              const char   *field)
{
  atrium_reader_add_list (self, field, NULL);
}

/**
 * atrium_reader_add_list:
 * @self: a reader
 * @field: id of a field that is a list of lines
 * @list_node: (nullable): a list inside the entry; NULL for all that no field has taken
 *
 * Sets the field to the items of one list.
 */
void
atrium_reader_add_list (AtriumReader     *self,
                        const char       *field,
                        const AtriumNode *list_node)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);
  g_autoptr(AtriumValue) list = NULL;
  g_autoptr(GArray) spans = g_array_new (FALSE, FALSE, sizeof (AtriumSlot));
  AtriumSpan whole = ATRIUM_SPAN_NONE;
  AtriumSpelling whole_spelling = ATRIUM_SPELLING_MARKDOWN;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const AtriumLine *line = &g_array_index (self->lines, AtriumLine, i);
      AtriumSlot slot = { .source = self->source };
      gsize start = line->start;
      gsize end = line->end;
      char *value;

      /* "Contributions:" says what the list under it is */
      if (line->role == ATRIUM_LINE_ITEM && self->text[end - 1] == ':' && atrium_scan_count_words (self->text, start, end) <= 3)
        continue;
      if (list_node != NULL && (line->item == NULL || !stands_in (line->item, list_node)))
        continue;
      if (line->role != ATRIUM_LINE_ITEM || atrium_reader_is_taken (self, start, end) ||
          !get_span (self, &start, &end, &slot.span, &slot.spelling))
        continue;
      value = dup_value (self, start, end, ATRIUM_FIELD_INLINE, slot.span, slot.spelling);
      slot.path = g_strdup_printf ("%s/%u", field, items->len);
      g_ptr_array_add (items, atrium_value_new_take_string (value));
      g_array_append_val (spans, slot);
      atrium_reader_take (self, start, end);
      whole_spelling = slot.spelling;
      /* the marker of the first item is part of the list */
      if (atrium_span_is_none (whole))
        {
          gboolean opens = i == 0 || g_array_index (self->lines, AtriumLine, i - 1).item != line->item;

          whole = opens ? ATRIUM_SPAN (line->item->outer.start, slot.span.end) : slot.span;
        }
      whole.end = MAX (whole.end, slot.span.end);
    }

  if (items->len == 0)
    return;

  list = atrium_value_new_list ((AtriumValue *const *) items->pdata, items->len);
  atrium_entry_set (self->entry, field, list);
  if (!holds_slot (self, whole))
    atrium_slots_add (self->slots, field, self->source, whole, whole_spelling);
  for (guint i = 0; i < spans->len; i++)
    {
      AtriumSlot *slot = &g_array_index (spans, AtriumSlot, i);

      atrium_slots_add (self->slots, slot->path, slot->source, slot->span, slot->spelling);
      g_free (slot->path);
    }
}

/* ---- the rest ---- */

/* quotes of what was taken out between */
static void
strip_loose_quotes (const char *text,
                    gsize      *start,
                    gsize      *end)
{
  while (*start < *end && g_utf8_strchr ("”’» ", -1, g_utf8_get_char (text + *start)) != NULL)
    *start = g_utf8_next_char (text + *start) - text;
  while (*start < *end && g_utf8_strchr ("“‘« ", -1, g_utf8_get_char (g_utf8_prev_char (text + *end))) != NULL)
    *end = g_utf8_prev_char (text + *end) - text;
  if (*start < *end && text[*start] == '"' && memchr (text + *start + 1, '"', *end - *start - 1) == NULL)
    (*start)++;
  if (*start < *end && text[*end - 1] == '"' && memchr (text + *start, '"', *end - *start - 1) == NULL)
    (*end)--;
  atrium_scan_trim (text, start, end);
}

/* a word that only joined what stands beside it */
static gboolean
is_joint (const char *text,
          gsize       start,
          gsize       end)
{
  static const char *const joints[] = { "of", "for", "at", "in", "and", "the", "by", "with", "on", "from", "to", "or", "de", "à", NULL };
  g_autofree char *word = g_utf8_strdown (text + start, end - start);

  return g_strv_contains (joints, g_strstrip (word));
}

/**
 * atrium_reader_promote_item:
 * @self: a reader
 *
 * Where the entry's own lines say no more than was taken (a heading that is a date), the
 * first item of its list says what it is.
 */
void
atrium_reader_promote_item (AtriumReader *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      AtriumLine *line = &g_array_index (self->lines, AtriumLine, i);
      gsize start = line->start;
      gsize end;

      if (line->role == ATRIUM_LINE_ITEM)
        {
          line->role = ATRIUM_LINE_TEXT;
          return;
        }
      if (line->role != ATRIUM_LINE_TEXT)
        continue;
      for (; atrium_reader_next_free (self, &start, &end, line->end); start = end)
        if (atrium_scan_count_words (self->text, start, end) > 0)
          return;
    }
}

/**
 * atrium_reader_set_rest:
 * @self: a reader
 * @field: id of a field that is text
 *
 * Sets a field to all text of the entry that is not taken, where that is one range:
 * punctuation at its ends is left out.
 *
 * Returns: FALSE where there is none, or where it cannot be edited on its own
 */
gboolean
atrium_reader_set_rest (AtriumReader *self,
                        const char   *field)
{
  gsize first = G_MAXSIZE;
  gsize last = 0;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const AtriumLine *line = &g_array_index (self->lines, AtriumLine, i);
      gsize at = line->start;
      gsize stop;

      if (line->role != ATRIUM_LINE_TEXT)
        continue;
      for (; atrium_reader_next_free (self, &at, &stop, line->end); at = stop)
        {
          gsize start = at;
          gsize end = stop;

          atrium_scan_strip (self->text, &start, &end, ".,;:|[](){}*~-–—：，。、/•·@");
          strip_loose_quotes (self->text, &start, &end);
          if (start >= end || atrium_scan_count_words (self->text, start, end) == 0)
            continue;
          /* closing signs of what is inside stay */
          if (first == G_MAXSIZE)
            first = start;
          last = atrium_reader_grow_closing (self, first, end, stop);
        }
    }

  if (first >= last || atrium_reader_is_taken (self, first, last) || is_joint (self->text, first, last))
    return FALSE;

  return atrium_reader_set (self, field, first, last);
}

static void
finish_links (AtriumReader *self)
{
  g_autoptr(AtriumValue) links = NULL;
  AtriumSpan span;

  if (self->links->len == 0)
    return;

  links = atrium_value_new_list ((AtriumValue *const *) self->links->pdata, self->links->len);
  atrium_entry_set (self->entry, "links", links);
  if (!self->links_apart && !atrium_span_is_none (self->link_run) && atrium_flat_get_outer_span (self->flat, self->link_run.start, self->link_run.end, &span))
    atrium_slots_add (self->slots, "links", self->source, span, ATRIUM_SPELLING_MARKDOWN);
}

static int
compare_slots (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const AtriumSlot *slots = data;
  const AtriumSlot *x = &slots[*(const guint *) a];
  const AtriumSlot *y = &slots[*(const guint *) b];

  if (x->span.start != y->span.start)
    return x->span.start < y->span.start ? -1 : 1;
  if (x->span.end != y->span.end)
    return x->span.end > y->span.end ? -1 : 1;

  return strlen (x->path) < strlen (y->path) ? -1 : 1;
}

static gboolean
is_part_of (const char *path,
            const char *whole)
{
  gsize length = strlen (whole);

  return strncmp (path, whole, length) == 0 && path[length] == '/';
}

/* A value inside another one (the source of a picture in a sentence) keeps no slot: an edit
 * of the one would change both. */
static void
drop_shared_slots (AtriumReader *self)
{
  const AtriumSlot *slots = (const AtriumSlot *) (gpointer) self->slots->data;
  g_autofree guint *order = g_new (guint, self->slots->len + 1);
  g_autofree gboolean *shared = g_new0 (gboolean, self->slots->len + 1);
  g_autoptr(GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->slots->len; i++)
    order[i] = i;
  g_sort_array (order, self->slots->len, sizeof (guint), compare_slots, (gpointer) slots);

  for (guint i = 0; i < self->slots->len; i++)
    {
      const AtriumSlot *slot = &slots[order[i]];

      while (open->len > 0 && slots[g_array_index (open, guint, open->len - 1)].span.end <= slot->span.start)
        g_array_set_size (open, open->len - 1);
      if (open->len > 0 && !is_part_of (slot->path, slots[g_array_index (open, guint, open->len - 1)].path))
        shared[order[i]] = TRUE;
      else
        g_array_append_val (open, order[i]);
    }

  for (guint i = self->slots->len; i > 0; i--)
    if (shared[i - 1])
      g_array_remove_index (self->slots, i - 1);
}

/**
 * atrium_reader_finish:
 * @self: a reader
 *
 * Puts the links that were added into the entry, and looks that no byte has two slots.
 */
void
atrium_reader_finish (AtriumReader *self)
{
  finish_links (self);
  drop_shared_slots (self);
}
