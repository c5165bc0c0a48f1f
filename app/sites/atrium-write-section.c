#include "atrium-writer-private.h"

#include <string.h>

#include "atrium-hidden.h"

/* One section of the reading on its way to another list of entries. */
typedef struct
{
  AtriumPass       *pass;
  AtriumSectionMap *map;
  AtriumSection    *before;
  AtriumSection    *after;
  GPtrArray        *edits;      /* GArray of AtriumPatch or NULL, by index of the old entry */
} SectionEdit;

static AtriumEntryMap *
entry_map_at (SectionEdit *self,
              guint        index)
{
  return g_ptr_array_index (self->map->entries, index);
}

static const char *
entry_text (AtriumEntryMap *map)
{
  return atrium_source_get_text (map->source, NULL);
}

/* the white space that an item's first line begins with, outside of the item */
static char *
dup_prefix (AtriumEntryMap *map)
{
  const char *text = entry_text (map);
  gsize line = map->outer.start;

  while (line > 0 && (text[line - 1] == ' ' || text[line - 1] == '\t'))
    line--;

  return line == 0 || text[line - 1] == '\n' ? g_strndup (text + line, map->outer.start - line)
                                             : g_strdup ("");
}

/* `[only]`: there is no other item that would show how they are parted */
static gboolean
is_in_brackets (AtriumEntryMap *map)
{
  const char *text = entry_text (map);
  gsize at = map->outer.start;

  while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t'))
    at--;

  return at > 0 && (text[at - 1] == '[' || text[at - 1] == ',');
}

static char *
separator_cb (guint    cell,
              gpointer user_data)
{
  SectionEdit *self = user_data;
  AtriumEntryMap *map = entry_map_at (self, cell);
  g_autofree char *prefix = dup_prefix (map);
  const char *text = entry_text (map);
  const char *newline = strstr (text, "\r\n") != NULL ? "\r\n" : "\n";

  /* only Markdown tells its blocks apart by empty lines */
  if (_atrium_site_is_html (atrium_source_get_path (map->source)))
    return g_strconcat (newline, prefix, NULL);

  switch (map->form)
    {
    case ATRIUM_ENTRY_FORM_PARAGRAPH:
    case ATRIUM_ENTRY_FORM_BOX:
      return g_strconcat (newline, newline, prefix, NULL);
    case ATRIUM_ENTRY_FORM_LINE:
      return g_strconcat ("  ", newline, prefix, NULL);
    case ATRIUM_ENTRY_FORM_NODE:
      return is_in_brackets (map) ? g_strdup (", ") : g_strconcat (newline, prefix, NULL);
    case ATRIUM_ENTRY_FORM_ITEM:
    case ATRIUM_ENTRY_FORM_ROW:
    case ATRIUM_ENTRY_FORM_FILE:
    case ATRIUM_ENTRY_FORM_RECORD:
    default:
      return g_strconcat (newline, prefix, NULL);
    }
}

static char *
render_cb (guint    cell,
           gpointer user_data)
{
  SectionEdit *self = user_data;
  AtriumEntryMap *map = entry_map_at (self, cell);
  GArray *edits = g_ptr_array_index (self->edits, cell);

  if (edits == NULL)
    return atrium_source_dup_span (map->source, map->inner);

  return _atrium_patches_render (edits, entry_text (map), map->inner);
}

static int
find_old (SectionEdit *self,
          AtriumEntry *entry)
{
  AtriumEntry *old = g_hash_table_lookup (self->pass->old_entries, atrium_entry_get_id (entry));
  guint index;

  if (old == NULL || g_hash_table_lookup (self->pass->homes, atrium_entry_get_id (entry)) != self->map)
    return -1;

  return atrium_section_find (self->before, old, &index) ? (int) index : -1;
}

/* An item that changes to a list of another form, as a box among bullets: it stays as it is,
 * with an empty line on both sides, which boxes and paragraphs have anyway. */
static char *
compose_foreign (SectionEdit         *self,
                 AtriumEntryMap      *map,
                 AtriumEntryMap      *target,
                 int                  old,
                 AtriumSequencePlace  place)
{
  g_autofree char *inner = render_cb (old, self);
  g_autofree char *head = atrium_source_dup_span (map->source, ATRIUM_SPAN (map->outer.start, map->inner.start));
  g_autofree char *tail = atrium_source_dup_span (map->source, ATRIUM_SPAN (map->inner.end, map->outer.end));
  const char *newline = strstr (entry_text (map), "\r\n") != NULL ? "\r\n" : "\n";

  if (target->form == ATRIUM_ENTRY_FORM_BOX || target->form == ATRIUM_ENTRY_FORM_PARAGRAPH)
    newline = "";

  return g_strconcat (place == ATRIUM_SEQUENCE_FIRST ? "" : newline, head, inner, tail,
                      place == ATRIUM_SEQUENCE_LAST ? "" : newline, NULL);
}

static char *
compose_cb (guint                index,
            guint                cell,
            const char          *marker,
            AtriumSequencePlace  place,
            gpointer             user_data)
{
  SectionEdit *self = user_data;
  AtriumEntry *entry = atrium_section_get_entry (self->after, index);
  AtriumEntryMap *target = entry_map_at (self, cell);
  int old = find_old (self, entry);
  AtriumEntryMap *map = old >= 0 ? entry_map_at (self, old) : NULL;
  g_autofree char *inner = NULL;
  g_autofree char *tail = NULL;

  if (map == NULL)
    return _atrium_write_new_entry (self->pass, self->map, entry, cell, target->form, marker);
  if (map->form != target->form && map->form < ATRIUM_ENTRY_FORM_FILE)
    return compose_foreign (self, map, target, old, place);

  inner = render_cb (old, self);
  tail = atrium_source_dup_span (map->source, ATRIUM_SPAN (map->inner.end, map->outer.end));

  return g_strconcat (marker, inner, tail, NULL);
}

static const char *
group_of_old (SectionEdit *self,
              guint        cell)
{
  return atrium_entry_get_string (atrium_section_get_entry (self->before, cell), "group");
}

static gboolean
prefers_next_cb (guint    index,
                 guint    cell_before,
                 guint    cell_after,
                 gpointer user_data)
{
  SectionEdit *self = user_data;
  AtriumEntry *entry = atrium_section_get_entry (self->after, index);
  const char *group = atrium_entry_get_string (entry, "group");

  return g_strcmp0 (group, group_of_old (self, cell_before)) != 0 &&
         g_strcmp0 (group, group_of_old (self, cell_after)) == 0;
}

static GArray *
patches_cb (AtriumSource *source,
            gpointer      user_data)
{
  SectionEdit *self = user_data;

  return _atrium_pass_get_patches (self->pass, source);
}

static gboolean
is_in_text (AtriumEntryMap *map)
{
  return _atrium_entry_map_has_place (map) && map->form < ATRIUM_ENTRY_FORM_FILE;
}

static gboolean
continues_run (AtriumEntryMap *a,
               AtriumEntryMap *b)
{
  return a->form == b->form && _atrium_source_same (a->source, b->source) &&
         a->outer.end <= b->outer.start &&
         !_atrium_text_parts_runs (entry_text (a), a->outer.end, b->outer.start);
}

/* the list marker begins behind the sign of a hidden entry, on the line below it */
static gsize
marker_start (AtriumEntryMap *map)
{
  const char *text = entry_text (map);
  gsize open = _atrium_hidden_open_length (text, map->outer);
  gsize at = map->outer.start + open;

  while (open > 0 && at < map->inner.start && (text[at] == '\r' || text[at] == '\n'))
    at++;

  return at;
}

static void
find_runs (SectionEdit    *self,
           AtriumSequence *sequence)
{
  int run = -1;
  AtriumEntryMap *previous = NULL;

  for (guint i = 0; i < sequence->n_old; i++)
    {
      AtriumEntryMap *map = entry_map_at (self, i);

      sequence->runs[i] = -1;
      if (!is_in_text (map))
        continue;
      if (previous == NULL || !continues_run (previous, map))
        run++;
      sequence->runs[i] = run;
      sequence->sources[i] = map->source;
      sequence->cells[i] = (AtriumCell) { map->outer, map->inner, marker_start (map) };
      previous = map;
    }

  sequence->n_runs = run + 1;
}

static void
write_order (SectionEdit *self)
{
  guint n_old = self->map->entries->len;
  guint n_new = atrium_section_get_n_entries (self->after);
  g_autofree AtriumCell *cells = g_new0 (AtriumCell, n_old + 1);
  g_autofree AtriumSource **sources = g_new0 (AtriumSource *, n_old + 1);
  g_autofree int *runs = g_new0 (int, n_old + 1);
  g_autofree int *old_of_new = g_new0 (int, n_new + 1);
  AtriumSequence sequence = {
    .n_old = n_old, .cells = cells, .sources = sources, .runs = runs,
    .n_new = n_new, .old_of_new = old_of_new, .newline = "\n",
    .separator = separator_cb, .render = render_cb, .compose = compose_cb,
    .prefers_next = prefers_next_cb, .patches = patches_cb, .user_data = self,
  };
  guint in_text = 0;

  for (guint i = 0; i < n_new; i++)
    old_of_new[i] = find_old (self, atrium_section_get_entry (self->after, i));
  find_runs (self, &sequence);
  for (guint i = 0; i < n_old; i++)
    in_text += runs[i] >= 0;

  if (n_old > 0 && in_text == 0)
    return;
  if (!_atrium_sequence_write (&sequence))
    _atrium_write_first_entries (self->pass, self->map, self->after);
}

static void
hide_entry (SectionEdit    *self,
            AtriumEntryMap *map,
            gboolean        hidden)
{
  if (is_in_text (map) && map->form != ATRIUM_ENTRY_FORM_LINE && map->form != ATRIUM_ENTRY_FORM_NODE)
    _atrium_hidden_write (self->pass->reading, map->source, map->outer, hidden,
                          _atrium_pass_get_patches (self->pass, map->source));
}

static void
edit_entries (SectionEdit *self)
{
  for (guint i = 0; i < atrium_section_get_n_entries (self->after); i++)
    {
      AtriumEntry *entry = atrium_section_get_entry (self->after, i);
      int old = find_old (self, entry);
      AtriumEntry *before;
      AtriumEntryMap *map;
      GArray *edits;

      if (old < 0)
        continue;
      before = atrium_section_get_entry (self->before, old);
      map = entry_map_at (self, old);
      if (atrium_entry_get_hidden (before) != atrium_entry_get_hidden (entry))
        hide_entry (self, map, atrium_entry_get_hidden (entry));
      if (atrium_entry_equal (before, entry) || map->source == NULL)
        continue;

      edits = _atrium_write_entry (self->pass, map, before, entry, FALSE);
      g_ptr_array_index (self->edits, old) = edits;
      _atrium_patches_append (_atrium_pass_get_patches (self->pass, map->source), edits);
    }
}

static void
array_unref0 (gpointer data)
{
  if (data != NULL)
    g_array_unref (data);
}

static void
write_section (AtriumPass       *pass,
               AtriumSectionMap *map,
               AtriumSection    *before,
               AtriumSection    *after)
{
  SectionEdit self = { pass, map, before, after, NULL };

  self.edits = g_ptr_array_new_with_free_func (array_unref0);
  g_ptr_array_set_size (self.edits, map->entries->len);
  edit_entries (&self);
  write_order (&self);
  if (atrium_section_get_hidden (before) != atrium_section_get_hidden (after) &&
      map->source != NULL && !atrium_span_is_none (map->outer))
    _atrium_hidden_write (pass->reading, map->source, map->outer, atrium_section_get_hidden (after),
                          _atrium_pass_get_patches (pass, map->source));
  _atrium_write_title (pass, map, before, after);
  g_ptr_array_unref (self.edits);
}

/* The sections of the page as a sequence of their own. */

static AtriumSectionMap *
section_map_at (AtriumPass *pass,
                guint       index)
{
  return g_ptr_array_index (pass->reading->map->sections, index);
}

static char *
section_separator_cb (guint    cell,
                      gpointer user_data)
{
  return g_strdup ("\n\n");
}

static char *
section_render_cb (guint    cell,
                   gpointer user_data)
{
  AtriumPass *pass = user_data;
  AtriumSectionMap *map = section_map_at (pass, cell);
  GArray *patches = _atrium_pass_get_patches (pass, map->source);

  _atrium_patches_sort (patches);

  return _atrium_patches_render (patches, atrium_source_get_text (map->source, NULL), map->outer);
}

static int
find_old_section (AtriumPass    *pass,
                  AtriumSection *section)
{
  GPtrArray *sections = pass->reading->map->sections;

  for (guint i = 0; i < sections->len; i++)
    if (g_str_equal (section_map_at (pass, i)->section_id, atrium_section_get_id (section)))
      return i;

  return -1;
}

static char *
section_compose_cb (guint                index,
                    guint                cell,
                    const char          *marker,
                    AtriumSequencePlace  place,
                    gpointer             user_data)
{
  AtriumPass *pass = user_data;
  AtriumSection *section = atrium_profile_get_section (pass->profile, pass->new_of_place[index]);
  int old = find_old_section (pass, section);

  if (old >= 0)
    return section_render_cb (old, pass);

  return _atrium_write_new_section (pass, section, section_map_at (pass, cell));
}

static gboolean
section_prefers_next_cb (guint    index,
                         guint    cell_before,
                         guint    cell_after,
                         gpointer user_data)
{
  return FALSE;
}

static GArray *
section_patches_cb (AtriumSource *source,
                    gpointer      user_data)
{
  return _atrium_pass_get_patches (user_data, source);
}

static gboolean
section_has_place (AtriumSectionMap *map)
{
  return map->source != NULL && !atrium_span_is_none (map->outer);
}

static void
find_section_runs (AtriumPass     *pass,
                   AtriumSequence *sequence)
{
  int run = -1;
  AtriumSectionMap *previous = NULL;

  for (guint i = 0; i < sequence->n_old; i++)
    {
      AtriumSectionMap *map = section_map_at (pass, i);

      sequence->runs[i] = -1;
      if (!section_has_place (map))
        continue;
      if (previous == NULL || !_atrium_source_same (previous->source, map->source) ||
          previous->outer.end > map->outer.start)
        run++;
      sequence->runs[i] = run;
      sequence->sources[i] = map->source;
      sequence->cells[i] = (AtriumCell) { map->outer, map->outer, map->outer.start };
      previous = map;
    }

  sequence->n_runs = run + 1;
}

/* a section that has a folder or a file of records, and no place on the page */
static gboolean
is_collection (AtriumPass    *pass,
               AtriumSection *section)
{
  const AtriumLensStyle *style = pass->reading->lens->style;
  int old = find_old_section (pass, section);

  if (old >= 0 && section_map_at (pass, old)->records)
    return TRUE;

  for (guint i = 0; style != NULL && i < style->n_collections; i++)
    if (g_str_equal (style->collections[i].folder, atrium_section_get_id (section)))
      return TRUE;

  return FALSE;
}

/* all sections of a page that has none yet, behind what it holds */
static void
write_first_sections (AtriumPass *pass,
                      guint       n_sections)
{
  AtriumReading *reading = pass->reading;
  const char *path = reading->page != NULL ? reading->page : _atrium_site_find_home (reading->files);
  AtriumSource *source = path != NULL && _atrium_site_is_page (path)
    ? atrium_file_tree_get_source (reading->files, path, NULL) : NULL;
  g_autoptr(GString) out = g_string_new (NULL);
  gsize length;
  const char *text;

  if (source == NULL)
    return;
  text = atrium_source_get_text (source, &length);
  for (guint i = 0; i < n_sections; i++)
    {
      AtriumSection *section = atrium_profile_get_section (pass->profile, pass->new_of_place[i]);
      g_autofree char *whole = _atrium_write_new_section (pass, section, NULL);

      if (whole != NULL && *whole != '\0')
        g_string_append_printf (out, "%s%s\n", out->len > 0 ? "\n" : "", whole);
    }
  if (length > 0 && text[length - 1] != '\n')
    g_string_prepend (out, "\n");
  _atrium_patches_add (_atrium_pass_get_patches (pass, source), ATRIUM_SPAN (length, length), out->str);
}

static void
write_section_order (AtriumPass *pass)
{
  guint n_old = pass->reading->map->sections->len;
  guint n_new = atrium_profile_get_n_sections (pass->profile);
  g_autofree AtriumCell *cells = g_new0 (AtriumCell, n_old + 1);
  g_autofree AtriumSource **sources = g_new0 (AtriumSource *, n_old + 1);
  g_autofree int *runs = g_new0 (int, n_old + 1);
  g_autofree int *old_of_new = g_new0 (int, n_new + 1);
  g_autofree guint *new_of_place = g_new0 (guint, n_new + 1);
  AtriumSequence sequence = {
    .n_old = n_old, .cells = cells, .sources = sources, .runs = runs,
    .n_new = 0, .old_of_new = old_of_new, .newline = "\n",
    .separator = section_separator_cb, .render = section_render_cb,
    .compose = section_compose_cb, .prefers_next = section_prefers_next_cb,
    .patches = section_patches_cb, .user_data = pass,
  };

  for (guint i = 0; i < n_new; i++)
    {
      AtriumSection *section = atrium_profile_get_section (pass->profile, i);

      if (is_collection (pass, section))
        continue;
      new_of_place[sequence.n_new] = i;
      old_of_new[sequence.n_new++] = find_old_section (pass, section);
    }
  pass->new_of_place = new_of_place;
  find_section_runs (pass, &sequence);
  if (!_atrium_sequence_write (&sequence))
    write_first_sections (pass, sequence.n_new);
  pass->new_of_place = NULL;
}

/* Writes all sections: their entries first, then their order. */
void
_atrium_write_sections (AtriumPass *pass)
{
  for (guint i = 0; i < atrium_profile_get_n_sections (pass->profile); i++)
    {
      AtriumSection *after = atrium_profile_get_section (pass->profile, i);
      AtriumSection *before =
        g_hash_table_lookup (pass->old_sections, atrium_section_get_id (after));
      int index = before != NULL ? find_old_section (pass, after) : -1;

      if (index >= 0 && !section_map_at (pass, index)->records)
        write_section (pass, section_map_at (pass, index), before, after);
    }

  write_section_order (pass);
}
