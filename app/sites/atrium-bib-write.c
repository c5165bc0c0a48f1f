#include "atrium-bib-file.h"

#include <string.h>

#include "atrium-splicer.h"

/* Writes a section of publications into its BibTeX file: entries that changed where they stand,
 * and those that came, went or moved with the white space around them. What stands between
 * entries stays. */

typedef struct
{
  AtriumPass           *pass;
  AtriumSectionMap     *map;
  const AtriumBibStyle *style;
  AtriumSection        *before;
  AtriumSection        *after;
  AtriumBibtex         *bib;
  const char           *text;
  gsize                 length;
  GPtrArray            *cells;     /* AtriumBibtexEntry, by the old entries */
  GHashTable           *places;    /* id of an old entry to its number + 1 */
  GHashTable           *keys;
  GArray               *patches;
} Writer;

static const AtriumBibtexEntry *
cell_at (Writer *self,
         guint   index)
{
  return g_ptr_array_index (self->cells, index);
}

static int
find_old (Writer      *self,
          AtriumEntry *entry)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->places, atrium_entry_get_id (entry))) - 1;
}

/* what the shared writer asks for when a value does not read back: there is one way only */
static void
exhaust (Writer      *self,
         AtriumEntry *before,
         AtriumEntry *after)
{
  const char *id = atrium_entry_get_id (after);

  _atrium_pass_set_exhausted (self->pass, id, "");
  for (guint i = 0; i < atrium_entry_get_n_members (after); i++)
    _atrium_pass_set_exhausted (self->pass, id, atrium_entry_get_member_name (after, i));
  for (guint i = 0; before != NULL && i < atrium_entry_get_n_members (before); i++)
    _atrium_pass_set_exhausted (self->pass, id, atrium_entry_get_member_name (before, i));
}

/* the text of an old entry with what changed in it */
static char *
render_old (Writer      *self,
            guint        index,
            AtriumEntry *after)
{
  AtriumEntry *before = atrium_section_get_entry (self->before, index);
  char *text = atrium_source_dup_span (self->map->source, cell_at (self, index)->outer);
  g_auto(AtriumBibRewrite) rewrite = { NULL };

  if (atrium_entry_equal (before, after))
    return text;
  exhaust (self, before, after);
  _atrium_bib_rewrite_init (&rewrite, self->bib, self->style, text);
  _atrium_bib_write_members (&rewrite, before, after);

  return g_strdup (_atrium_bib_rewrite_text (&rewrite));
}

/* the entry that a new one shall look like: the nearest of its type, else the nearest */
static const AtriumBibtexEntry *
find_sibling (Writer      *self,
              AtriumEntry *entry,
              int          near)
{
  const char *type = atrium_entry_get_string (entry, "type");
  const AtriumBibtexEntry *any = NULL;
  int n = (int) self->cells->len;

  for (int distance = 0; distance < MIN (n, 64); distance++)
    for (int side = 0; side < 2; side++)
      {
        int at = side == 0 ? near - distance : near + 1 + distance;
        const AtriumBibtexEntry *cell;

        if (at < 0 || at >= n)
          continue;
        cell = cell_at (self, at);
        if (type != NULL && g_str_equal (_atrium_bib_type_read (cell->type), _atrium_bib_type_read (_atrium_bib_type_spell (type))))
          return cell;
        if (any == NULL)
          any = cell;
      }

  return any;
}

static char *
render_new (Writer      *self,
            AtriumEntry *entry,
            int          near)
{
  exhaust (self, NULL, entry);

  return _atrium_bib_compose_entry (self->bib, self->style, find_sibling (self, entry, near), entry, self->keys);
}

/* --- white space between entries ------------------------------------------------------- */

static gboolean
is_white (Writer *self,
          gsize   start,
          gsize   end)
{
  while (start < end && g_ascii_isspace (self->text[start]))
    start++;

  return start == end;
}

/* behind an entry, and behind a comment on its last line */
static gsize
end_of_cell (Writer *self,
             guint   index)
{
  gsize end = cell_at (self, index)->outer.end;
  gsize at = end;

  while (at < self->length && strchr (" \t", self->text[at]) != NULL)
    at++;
  if (at >= self->length || self->text[at] != '%')
    return end;
  while (at < self->length && self->text[at] != '\n' && self->text[at] != '\r' && self->text[at] != '@')
    at++;

  return at;
}

static gboolean
gap_is_white (Writer *self,
              int     before)
{
  return before >= 0 && before + 1 < (int) self->cells->len &&
         is_white (self, end_of_cell (self, before), cell_at (self, before + 1)->outer.start);
}

/* the lines between an entry and what comes behind it; NULL where they are on one line */
static char *
lines_behind (Writer *self,
              int     index)
{
  gsize start = end_of_cell (self, index);
  gsize end = start;

  while (end < cell_at (self, index + 1)->outer.start && g_ascii_isspace (self->text[end]))
    end++;
  if (end < cell_at (self, index + 1)->outer.start)
    while (end > start && self->text[end - 1] != '\n')
      end--;

  return memchr (self->text + start, '\n', end - start) != NULL ? g_strndup (self->text + start, end - start) : NULL;
}

/* what stands between two entries near @near */
static char *
find_separator (Writer *self,
                int     near)
{
  const char *newline = strstr (self->text, "\r\n") != NULL ? "\r\n" : "\n";
  int n = (int) self->cells->len;

  for (int distance = 0; distance < MIN (n, 200); distance++)
    for (int side = 0; side < 2; side++)
      {
        int at = side == 0 ? near - distance : near + distance;
        char *lines = at >= 0 && at + 1 < n ? lines_behind (self, at) : NULL;

        if (lines != NULL)
          return lines;
      }

  return g_strconcat (newline, newline, NULL);
}

static gsize
skip_line_end (Writer *self,
               gsize   at)
{
  while (at < self->length && (self->text[at] == ' ' || self->text[at] == '\t'))
    at++;
  if (at < self->length && self->text[at] == '\r')
    at++;

  return at < self->length && self->text[at] == '\n' ? at + 1 : at;
}

/* the bytes that go with an entry: the white space before it, or else behind it, where there is
 * nothing else up to the next entry */
static AtriumSpan
span_of_removed (Writer *self,
                 guint   index,
                 gboolean first)
{
  AtriumSpan span = cell_at (self, index)->outer;

  if (!first && gap_is_white (self, (int) index - 1))
    span.start = end_of_cell (self, index - 1);
  else if (gap_is_white (self, index) && end_of_cell (self, index) == span.end)
    span.end = cell_at (self, index + 1)->outer.start;
  else if ((span.start == 0 || self->text[span.start - 1] == '\n') && skip_line_end (self, span.end) > span.end)
    {
      span.end = skip_line_end (self, span.end);
      /* of the empty lines on both sides one goes */
      if (span.start == 0 || (span.start > 1 && strchr ("\n\r", self->text[span.start - 2]) != NULL))
        span.end = skip_line_end (self, span.end);
    }

  return span;
}

/* --- order -------------------------------------------------------------------------------- */

static void
remove_cells (Writer         *self,
              const gboolean *stays)
{
  gboolean first = TRUE;
  gsize taken = 0;

  for (guint i = 0; i < self->cells->len; i++)
    {
      AtriumSpan span;

      first = first && (i == 0 || !stays[i - 1]);
      if (stays[i])
        continue;
      span = span_of_removed (self, i, first);
      span.start = MAX (span.start, taken);
      taken = span.end;
      _atrium_patches_add (self->patches, span, "");
    }
}

/* @texts: what comes behind entry @before, or in front of entry @next */
static void
insert_texts (Writer    *self,
              GPtrArray *texts,
              int        before,
              int        next)
{
  g_autofree char *separator = find_separator (self, MAX (before, 0));
  g_autoptr(GString) out = g_string_new (NULL);
  gsize at = before >= 0 ? end_of_cell (self, before) : next >= 0 ? cell_at (self, next)->outer.start : self->length;

  for (guint i = 0; i < texts->len; i++)
    {
      if (before >= 0)
        g_string_append (out, separator);
      g_string_append (out, g_ptr_array_index (texts, i));
      if (before < 0 && next >= 0)
        g_string_append (out, separator);
      else if (before < 0)
        g_string_append (out, i + 1 < texts->len ? separator : "\n");
    }
  if (before < 0 && next < 0 && self->length > 0)
    g_string_prepend (out, self->text[self->length - 1] != '\n' ? separator : is_white (self, 0, self->length) ? "" : "\n");
  if (texts->len > 0)
    _atrium_patches_add (self->patches, ATRIUM_SPAN (at, at), out->str);
}

static int
next_kept (const gboolean *anchors,
           const int      *old_of_new,
           guint           from,
           guint           n)
{
  for (guint i = from; i < n; i++)
    if (anchors[i])
      return old_of_new[i];

  return -1;
}

static void
write_order (Writer *self)
{
  guint n = atrium_section_get_n_entries (self->after);
  g_autofree int *old_of_new = g_new (int, n + 1);
  g_autofree gboolean *anchors = NULL;
  g_autofree gboolean *stays = g_new0 (gboolean, self->cells->len + 1);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  int before = -1;

  for (guint i = 0; i < n; i++)
    old_of_new[i] = find_old (self, atrium_section_get_entry (self->after, i));
  anchors = _atrium_order_find_anchors (old_of_new, n);
  for (guint i = 0; i < n; i++)
    if (anchors[i])
      stays[old_of_new[i]] = TRUE;
  remove_cells (self, stays);

  for (guint i = 0; i <= n; i++)
    {
      AtriumEntry *entry = i < n ? atrium_section_get_entry (self->after, i) : NULL;
      char *text;

      if (entry != NULL && !anchors[i])
        {
          text = old_of_new[i] >= 0 ? render_old (self, old_of_new[i], entry) : render_new (self, entry, before);
          if (text != NULL)
            g_ptr_array_add (texts, text);
          continue;
        }
      if (texts->len > 0)
        insert_texts (self, texts, before, before < 0 ? next_kept (anchors, old_of_new, i, n) : -1);
      g_ptr_array_set_size (texts, 0);
      if (entry == NULL)
        break;
      before = old_of_new[i];
      if (!atrium_entry_equal (atrium_section_get_entry (self->before, before), entry))
        {
          g_autofree char *edited = render_old (self, before, entry);

          _atrium_patches_add (self->patches, cell_at (self, before)->outer, edited);
        }
    }
}

/* --- the whole ------------------------------------------------------------------------------ */

static void
index_file (Writer *self)
{
  for (guint i = 0; i < atrium_bibtex_get_n_entries (self->bib); i++)
    {
      const AtriumBibtexEntry *entry = atrium_bibtex_get_entry (self->bib, i);

      if (entry->kind != ATRIUM_BIBTEX_ENTRY)
        continue;
      g_ptr_array_add (self->cells, (gpointer) entry);
      g_hash_table_add (self->keys, g_strdup (entry->key));
    }
  for (guint i = 0; i < self->map->entries->len; i++)
    {
      AtriumEntryMap *entry = g_ptr_array_index (self->map->entries, i);

      g_hash_table_insert (self->places, entry->entry_id, GINT_TO_POINTER (i + 1));
    }
}

static gboolean
splice (Writer          *self,
        AtriumFileTree  *files,
        GError         **error)
{
  g_autoptr(AtriumSplicer) splicer = atrium_splicer_new (self->map->source);
  g_autoptr(GBytes) bytes = NULL;

  _atrium_patches_sort (self->patches);
  for (guint i = 0; i < self->patches->len; i++)
    {
      const AtriumPatch *patch = &g_array_index (self->patches, AtriumPatch, i);

      atrium_splicer_replace (splicer, patch->span, patch->text);
    }
  bytes = atrium_splicer_apply (splicer, error);
  if (bytes == NULL)
    return FALSE;
  if (!g_bytes_equal (bytes, atrium_source_get_bytes (self->map->source)))
    atrium_file_tree_set (files, atrium_source_get_path (self->map->source), bytes);

  return TRUE;
}

static AtriumSection *
find_section (AtriumProfile *profile,
              const char    *id)
{
  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    if (g_str_equal (atrium_section_get_id (atrium_profile_get_section (profile, i)), id))
      return atrium_profile_get_section (profile, i);

  return NULL;
}

/* Writes the section of @map into its file. */
gboolean
_atrium_bib_write (AtriumPass            *pass,
                   AtriumSectionMap      *map,
                   const AtriumBibStyle  *style,
                   AtriumFileTree        *files,
                   GError               **error)
{
  Writer self = { .pass = pass, .map = map, .style = style };
  gboolean ok;

  self.before = find_section (pass->reading->profile, map->section_id);
  self.after = find_section (pass->profile, map->section_id);
  if (self.before == NULL || self.after == NULL)
    return TRUE;
  self.bib = atrium_bibtex_read (map->source, error);
  if (self.bib == NULL)
    return FALSE;
  self.text = atrium_source_get_text (map->source, &self.length);
  self.cells = g_ptr_array_new ();
  self.places = g_hash_table_new (g_str_hash, g_str_equal);
  self.keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.patches = _atrium_patches_new ();
  index_file (&self);

  write_order (&self);
  ok = self.patches->len == 0 || splice (&self, files, error);

  g_array_unref (self.patches);
  g_hash_table_unref (self.keys);
  g_hash_table_unref (self.places);
  g_ptr_array_unref (self.cells);
  atrium_bibtex_free (self.bib);

  return ok;
}
