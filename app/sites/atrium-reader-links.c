#include "atrium-reader.h"

#include <string.h>

/* links of one entry that are told apart */
#define MAX_LINKS 1000

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

/* a DOI or an address that is shown as such */
static gboolean
is_identifier (const char *text,
               gsize       start,
               gsize       end)
{
  static const char *const openings[] = { "http://", "https://", "doi:", "doi.org/", "www.", "arxiv:" };
  gsize digits;

  atrium_scan_strip (text, &start, &end, "[]()., ");
  for (guint i = 0; i < G_N_ELEMENTS (openings); i++)
    if (end - start > strlen (openings[i]) && g_ascii_strncasecmp (text + start, openings[i], strlen (openings[i])) == 0)
      return TRUE;
  /* "10.1000/182" */
  if (end - start < 8 || strncmp (text + start, "10.", 3) != 0)
    return FALSE;
  for (digits = start + 3; digits < end && (g_ascii_isdigit (text[digits]) || g_ascii_isspace (text[digits])); digits++)
    ;

  return digits < end && text[digits] == '/';
}

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
  if (is_identifier (self->text, mark->start, mark->end))
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
