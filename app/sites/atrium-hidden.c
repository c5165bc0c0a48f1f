#include "atrium-hidden.h"

#include <string.h>

#include "atrium-lens-private.h"
#include "atrium-outline.h"
#include "atrium-patches.h"

/* The comment of Liquid leaves nothing behind in the built page, not even a line, when it
 * begins at the end of the line before. HTML has only its own comment. */
typedef struct
{
  const char *open;
  const char *close;
} Marks;

static const Marks liquid_marks = { "{% comment %}atrium:hidden", "{% endcomment %}" };
static const Marks html_marks = { "<!--atrium:hidden", "-->" };

static const char *
find (const char *text,
      gsize       length,
      const char *word)
{
  return memmem (text, length, word, strlen (word));
}

/* Blanks out the signs of @marks in @masked and notes what they enclose, themselves included. */
static void
mask_marks (const Marks *marks,
            const char  *text,
            gsize        length,
            char        *masked,
            GArray      *spans)
{
  gsize open = strlen (marks->open);
  gsize close = strlen (marks->close);
  const char *at = text;

  while ((at = find (at, length - (at - text), marks->open)) != NULL)
    {
      const char *end = find (at, length - (at - text), marks->close);
      AtriumSpan span;

      if (end == NULL)
        return;
      span = ATRIUM_SPAN (at - text, end - text + close);
      memset (masked + span.start, ' ', open);
      memset (masked + span.end - close, ' ', close);
      g_array_append_val (spans, span);
      at = end + close;
    }
}

static AtriumFileTree *
mask_files (AtriumFileTree *files,
            GHashTable     *hidden)
{
  AtriumFileTree *masked = atrium_file_tree_copy (files);

  for (guint i = 0; i < atrium_file_tree_get_n_files (files); i++)
    {
      const char *path = atrium_file_tree_get_path (files, i);
      GBytes *bytes = atrium_file_tree_lookup (files, path);
      gsize length;
      const char *text;
      char *copy;
      GArray *spans;
      g_autoptr(GBytes) blanked = NULL;

      if (bytes == NULL || !_atrium_site_is_page (path))
        continue;
      text = g_bytes_get_data (bytes, &length);
      if (length == 0 || find (text, length, "atrium:hidden") == NULL)
        continue;

      copy = g_memdup2 (text, length);
      spans = g_array_new (FALSE, FALSE, sizeof (AtriumSpan));
      mask_marks (&liquid_marks, text, length, copy, spans);
      mask_marks (&html_marks, text, length, copy, spans);
      g_hash_table_insert (hidden, g_strdup (path), spans);
      blanked = g_bytes_new_take (copy, length);
      atrium_file_tree_set (masked, path, blanked);
    }

  return masked;
}

/* the text between the signs */
static AtriumSpan
find_hidden (GArray     *spans,
             AtriumSpan  outer)
{
  for (guint i = 0; spans != NULL && i < spans->len; i++)
    {
      AtriumSpan span = g_array_index (spans, AtriumSpan, i);

      if (atrium_span_contains (span, outer))
        return span;
    }

  return ATRIUM_SPAN_NONE;
}

/* the map is about the real bytes, not about the blanked ones */
static void
restore_source (AtriumReading  *reading,
                AtriumSource  **source)
{
  AtriumSource *real;

  if (*source == NULL)
    return;
  real = atrium_file_tree_get_source (reading->files, atrium_source_get_path (*source), NULL);
  if (real == NULL || real == *source)
    return;
  atrium_source_ref (real);
  atrium_source_unref (*source);
  *source = real;
}

static void
restore_slots (AtriumReading *reading,
               GArray        *slots)
{
  for (guint i = 0; i < slots->len; i++)
    restore_source (reading, &g_array_index (slots, AtriumSlot, i).source);
}

static GArray *
spans_of (GHashTable   *hidden,
          AtriumSource *source)
{
  return source != NULL ? g_hash_table_lookup (hidden, atrium_source_get_path (source)) : NULL;
}

static void
apply_to_entry (AtriumReading  *reading,
                GHashTable     *hidden,
                AtriumEntryMap *map,
                AtriumEntry    *entry,
                gboolean        in_hidden_section)
{
  AtriumSpan span = atrium_span_is_none (map->outer) ? ATRIUM_SPAN_NONE
                    : find_hidden (spans_of (hidden, map->source), map->outer);

  if (!atrium_span_is_none (span) && !in_hidden_section)
    {
      atrium_entry_set_hidden (entry, TRUE);
      map->outer = span;
    }
  restore_source (reading, &map->source);
  restore_slots (reading, map->slots);
}

static void
apply_to_section (AtriumReading    *reading,
                  GHashTable       *hidden,
                  AtriumSectionMap *map,
                  AtriumSection    *section)
{
  AtriumSpan span = atrium_span_is_none (map->outer) ? ATRIUM_SPAN_NONE
                    : find_hidden (spans_of (hidden, map->source), map->outer);
  gboolean is_hidden = !atrium_span_is_none (span);

  /* a section without a heading that has one entry is that entry */
  if (is_hidden && atrium_span_is_none (map->title))
    is_hidden = FALSE;
  if (is_hidden)
    {
      atrium_section_set_hidden (section, TRUE);
      map->outer = span;
    }

  for (guint i = 0; i < map->entries->len; i++)
    {
      AtriumEntryMap *entry = g_ptr_array_index (map->entries, i);

      apply_to_entry (reading, hidden, entry, atrium_section_get_entry (section, i), is_hidden);
      if (!is_hidden && !atrium_span_is_none (map->outer) && entry->source != NULL &&
          g_strcmp0 (atrium_source_get_path (entry->source),
                     map->source != NULL ? atrium_source_get_path (map->source) : NULL) == 0 &&
          entry->outer.start != G_MAXSIZE)
        map->outer.end = MAX (map->outer.end, entry->outer.end);
    }
  restore_source (reading, &map->source);
}

/* Reads a page into the reading, hidden parts too. */
gboolean
_atrium_hidden_read_page (AtriumReading  *reading,
                          const char     *path,
                          GError        **error)
{
  g_autoptr(GHashTable) hidden =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  g_autoptr(AtriumFileTree) masked = mask_files (reading->files, hidden);
  guint first = reading->map->sections->len;

  if (g_hash_table_size (hidden) == 0)
    return atrium_page_read (reading->files, path, reading->profile, reading->map, error);
  if (!atrium_page_read (masked, path, reading->profile, reading->map, error))
    return FALSE;

  restore_slots (reading, reading->map->person);
  for (guint i = first; i < reading->map->sections->len; i++)
    apply_to_section (reading, hidden, g_ptr_array_index (reading->map->sections, i),
                      atrium_profile_get_section (reading->profile, i));

  return TRUE;
}

/* The length of the opening sign at the start of @span, with the line end that is ours; 0
 * where there is none. */
gsize
_atrium_hidden_open_length (const char *text,
                            AtriumSpan  span)
{
  const Marks *marks[] = { &liquid_marks, &html_marks };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      gsize length = strlen (marks[i]->open);

      if (atrium_span_length (span) <= length || strncmp (text + span.start, marks[i]->open, length) != 0)
        continue;
      if (span.start == 0 || text[span.start - 1] == '\n')
        length += text[span.start + length] == '\r' ? 2 : text[span.start + length] == '\n' ? 1 : 0;
      return length;
    }

  return 0;
}

/* Hugo, which keeps its pages in content/, shows the signs of Liquid as they stand. */
static gboolean
is_hugo_page (AtriumFileTree *files,
              const char     *path,
              const char     *text)
{
  return g_str_has_prefix (text, "+++") ||
         (g_str_has_prefix (path, "content/") && atrium_file_tree_lookup (files, "_config.yml") == NULL);
}

static const Marks *
marks_for (AtriumReading *reading,
           AtriumSource  *source)
{
  const char *path = atrium_source_get_path (source);
  const char *text = atrium_source_get_text (source, NULL);

  if (is_hugo_page (reading->files, path, text))
    return &html_marks;
  if (reading->lens != &atrium_lens_page || g_str_has_prefix (text, "---"))
    return &liquid_marks;

  return _atrium_site_is_html (path) ? &html_marks : NULL;
}

static gboolean
can_be_enclosed (const Marks *marks,
                 const char  *text,
                 AtriumSpan   outer)
{
  gsize length = atrium_span_length (outer);

  if (marks == &html_marks)
    return find (text + outer.start, length, "--") == NULL;

  return find (text + outer.start, length, "comment") == NULL &&
         find (text + outer.start, length, "raw") == NULL;
}

static gboolean
is_blank_line (const char *text,
               gsize       start,
               gsize       end)
{
  for (; start < end; start++)
    if (!g_ascii_isspace (text[start]))
      return FALSE;

  return TRUE;
}

/* The end of the line before @line, where a comment may begin so that no empty line is left;
 * G_MAXSIZE where it may not. */
static gsize
end_of_line_before (const char *text,
                    gsize       line)
{
  gsize end = line;
  gsize start;

  if (end == 0)
    return G_MAXSIZE;
  end--;
  if (end > 0 && text[end - 1] == '\r')
    end--;
  for (start = end; start > 0 && text[start - 1] != '\n'; start--)
    ;
  if (is_blank_line (text, start, end) || strncmp (text + start, "---", 3) == 0 || strncmp (text + start, "+++", 3) == 0)
    return G_MAXSIZE;

  return end;
}

static gboolean
hide (const Marks *marks,
      const char  *text,
      AtriumSpan   outer,
      GArray      *patches)
{
  gsize line = outer.start;
  gsize before;
  g_autofree char *own = NULL;

  while (line > 0 && (text[line - 1] == ' ' || text[line - 1] == '\t'))
    line--;
  if (line > 0 && text[line - 1] != '\n')
    return FALSE;

  before = marks == &liquid_marks ? end_of_line_before (text, line) : G_MAXSIZE;
  if (before != G_MAXSIZE)
    _atrium_patches_add (patches, ATRIUM_SPAN (before, before), marks->open);
  else
    {
      own = g_strconcat (marks->open, "\n", NULL);
      _atrium_patches_add (patches, ATRIUM_SPAN (line, line), own);
    }
  _atrium_patches_add (patches, ATRIUM_SPAN (outer.end, outer.end), marks->close);

  return TRUE;
}

static gboolean
show (const char *text,
      AtriumSpan  outer,
      GArray     *patches)
{
  gsize open = _atrium_hidden_open_length (text, outer);
  gsize close = strlen (text[outer.start] == '{' ? liquid_marks.close : html_marks.close);

  if (open == 0)
    return FALSE;
  _atrium_patches_add (patches, ATRIUM_SPAN (outer.start, outer.start + open), "");
  _atrium_patches_add (patches, ATRIUM_SPAN (outer.end - close, outer.end), "");

  return TRUE;
}

/* Puts a comment around an item, or takes it away again. FALSE where it cannot be done; then
 * nothing is added to @patches. */
gboolean
_atrium_hidden_write (AtriumReading *reading,
                      AtriumSource  *source,
                      AtriumSpan     outer,
                      gboolean       hidden,
                      GArray        *patches)
{
  const char *text = atrium_source_get_text (source, NULL);
  const Marks *marks = marks_for (reading, source);

  if (!hidden)
    return show (text, outer, patches);

  return marks != NULL && can_be_enclosed (marks, text, outer) && hide (marks, text, outer, patches);
}
