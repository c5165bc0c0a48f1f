#include "atrium-check.h"

#include <string.h>

#include "atrium-bibtex.h"
#include "atrium-date.h"
#include "atrium-front-matter.h"
#include "atrium-mojibake.h"

/**
 * atrium_finding_free:
 * @self: (transfer full): a finding
 */
void
atrium_finding_free (AtriumFinding *self)
{
  g_clear_pointer (&self->source, atrium_source_unref);
  g_free (self->text);
  g_free (self);
}

static void
add_finding (GPtrArray    *findings,
             AtriumSource *source,
             AtriumSpan    span,
             char         *text)
{
  AtriumFinding *finding = g_new0 (AtriumFinding, 1);

  finding->source = atrium_source_ref (source);
  finding->span = span;
  finding->text = text;
  g_ptr_array_add (findings, finding);
}

/* --- the files that the profile was read from --- */

static void
add_source (GPtrArray    *sources,
            AtriumSource *source)
{
  if (source != NULL && !g_ptr_array_find (sources, source, NULL))
    g_ptr_array_add (sources, source);
}

static void
add_slot_sources (GPtrArray *sources,
                  GArray    *slots)
{
  for (guint i = 0; slots != NULL && i < slots->len; i++)
    add_source (sources, g_array_index (slots, AtriumSlot, i).source);
}

/* borrowed from the map, in reading order */
static GPtrArray *
list_sources (AtriumMap *map)
{
  GPtrArray *sources = g_ptr_array_new ();

  add_slot_sources (sources, map->person);
  for (guint i = 0; i < map->sections->len; i++)
    {
      AtriumSectionMap *section = g_ptr_array_index (map->sections, i);

      add_source (sources, section->source);
      for (guint j = 0; j < section->entries->len; j++)
        {
          AtriumEntryMap *entry = g_ptr_array_index (section->entries, j);

          add_source (sources, entry->source);
          add_slot_sources (sources, entry->slots);
        }
    }

  return sources;
}

/* --- laws --- */

static void
check_identity (AtriumReading  *reading,
                GPtrArray      *sources,
                GPtrArray      *findings,
                GError        **error)
{
  g_autoptr(GPtrArray) losses = atrium_losses_new ();
  g_autoptr(AtriumFileTree) written = NULL;
  g_autoptr(GPtrArray) changed = NULL;

  if (reading->lens->write == NULL)
    return;
  written = reading->lens->write (reading, reading->profile, losses, error);
  if (written == NULL)
    return;

  changed = atrium_file_tree_dup_changed (reading->files, written);
  for (guint i = 0; i < changed->len; i++)
    {
      for (guint j = 0; j < sources->len; j++)
        {
          AtriumSource *source = g_ptr_array_index (sources, j);

          if (g_strcmp0 (atrium_source_get_path (source), g_ptr_array_index (changed, i)) == 0)
            add_finding (findings, source, ATRIUM_SPAN (0, 0),
                         g_strdup ("writing the page unchanged would change it"));
        }
    }
}

/* --- BibTeX --- */

/* BibTeX takes the first of two entries with one key, and passes over what it cannot read */
static void
check_bibtex (AtriumSource *source,
              GPtrArray    *findings)
{
  g_autoptr(AtriumBibtex) bib = g_str_has_suffix (atrium_source_get_path (source), ".bib") ? atrium_bibtex_read (source, NULL) : NULL;
  gsize offset;

  if (bib == NULL)
    return;
  for (guint i = 0; i < atrium_bibtex_get_n_entries (bib); i++)
    {
      const AtriumBibtexEntry *entry = atrium_bibtex_get_entry (bib, i);

      if (entry->kind == ATRIUM_BIBTEX_ENTRY && *entry->key != '\0' && atrium_bibtex_find (bib, entry->key) != entry)
        add_finding (findings, source, entry->key_span, g_strdup_printf ("there is another entry with the key %s", entry->key));
    }
  if (atrium_bibtex_get_problem_offset (bib, &offset))
    add_finding (findings, source, ATRIUM_SPAN (offset, offset), g_strdup ("this entry cannot be read, and is left as it is"));
}

/* --- content --- */

static void
check_encoding (AtriumSource *source,
                GPtrArray    *findings)
{
  gsize length;
  const char *text = atrium_source_get_text (source, &length);
  g_autoptr(GArray) runs = atrium_mojibake_find (text, length);

  for (guint i = 0; i < runs->len; i++)
    {
      const AtriumMojibakeRun *run = &g_array_index (runs, AtriumMojibakeRun, i);
      AtriumSpan span = ATRIUM_SPAN (run->start, run->end);
      g_autofree char *found = atrium_source_dup_span (source, span);

      add_finding (findings, source, span,
                   g_strdup_printf ("mis-decoded text \"%s\" was probably \"%s\"", found, run->repaired));
    }
}

static void
check_dates (AtriumEntry    *entry,
             AtriumEntryMap *map,
             GPtrArray      *findings)
{
  AtriumDate start, end;
  const AtriumSlot *slot = atrium_slots_find (map->slots, "end");
  const char *start_text = atrium_entry_get_string (entry, "start");
  const char *end_text = atrium_entry_get_string (entry, "end");

  if (start_text == NULL || end_text == NULL || slot == NULL ||
      !atrium_date_from_iso (start_text, &start) || !atrium_date_from_iso (end_text, &end) || end.present)
    return;
  if (atrium_date_compare (&start, &end) > 0)
    add_finding (findings, slot->source, slot->span,
                 g_strdup_printf ("it ends (%s) before it begins (%s)", end_text, start_text));
}

static gboolean
is_remote (const char *url)
{
  return strstr (url, "://") != NULL || g_str_has_prefix (url, "//") || g_str_has_prefix (url, "data:") ||
         strchr (url, '{') != NULL;
}

static void
check_picture (AtriumReading  *reading,
               AtriumEntry    *entry,
               GArray         *slots,
               const char     *field,
               GPtrArray      *findings)
{
  const char *path = atrium_entry_get_string (entry, field);
  const AtriumSlot *slot = atrium_slots_find (slots, field);
  g_autofree char *folder = NULL;
  g_autofree char *beside = NULL;
  g_autofree char *in_images = NULL;

  if (path == NULL || slot == NULL || is_remote (path))
    return;

  path += strspn (path, "/");
  folder = g_path_get_dirname (atrium_source_get_path (slot->source));
  beside = g_build_path ("/", folder, path, NULL);
  /* academicpages names the file alone */
  in_images = g_build_path ("/", "images", path, NULL);
  if (!atrium_file_tree_contains (reading->files, path) &&
      !atrium_file_tree_contains (reading->files, beside) &&
      !atrium_file_tree_contains (reading->files, in_images))
    add_finding (findings, slot->source, slot->span, g_strdup_printf ("the picture %s is missing", path));
}

static void
check_pictures (AtriumReading *reading,
                AtriumEntry   *entry,
                GArray        *slots,
                GPtrArray     *findings)
{
  const AtriumKindInfo *info = atrium_kind_get_info (atrium_entry_get_kind (entry));

  for (guint i = 0; i < info->n_fields; i++)
    {
      if (info->fields[i].type == ATRIUM_FIELD_IMAGE)
        check_picture (reading, entry, slots, info->fields[i].id, findings);
    }
}

static GHashTable *
index_entries (AtriumProfile *profile)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    {
      AtriumSection *section = atrium_profile_get_section (profile, i);

      for (guint j = 0; j < atrium_section_get_n_entries (section); j++)
        {
          AtriumEntry *entry = atrium_section_get_entry (section, j);

          g_hash_table_insert (index, (gpointer) atrium_entry_get_id (entry), entry);
        }
    }

  return index;
}

static void
check_entries (AtriumReading *reading,
               GPtrArray     *findings)
{
  g_autoptr(GHashTable) entries = index_entries (reading->profile);

  check_pictures (reading, atrium_profile_get_person (reading->profile), reading->map->person, findings);
  for (guint i = 0; i < reading->map->sections->len; i++)
    {
      AtriumSectionMap *section = g_ptr_array_index (reading->map->sections, i);

      for (guint j = 0; j < section->entries->len; j++)
        {
          AtriumEntryMap *map = g_ptr_array_index (section->entries, j);
          AtriumEntry *entry = g_hash_table_lookup (entries, map->entry_id);

          if (entry == NULL)
            continue;
          check_dates (entry, map, findings);
          check_pictures (reading, entry, map->slots, findings);
        }
    }
}

/* the line and column that a reader's message begins with, and what it says behind them */
static const char *
split_position (AtriumSource *source,
                const char   *message,
                AtriumSpan   *span)
{
  gsize length;
  const char *text = atrium_source_get_text (source, &length);
  const char *at = message + strlen (atrium_source_get_path (source));
  const char *place = text;
  char *end = (char *) at;
  guint64 line = *at == ':' ? g_ascii_strtoull (at + 1, &end, 10) : 0;
  guint64 column = *end == ':' ? g_ascii_strtoull (end + 1, &end, 10) : 0;

  for (; line > 1 && strchr (place, '\n') != NULL; line--)
    place = strchr (place, '\n') + 1;
  for (; column > 1 && *place != '\n' && *place != '\0'; column--)
    place = g_utf8_next_char (place);
  *span = ATRIUM_SPAN ((gsize) (place - text), (gsize) (place - text));

  return g_str_has_prefix (end, ": ") ? end + 2 : message;
}

/* Of front matter in TOML that breaks a rule nothing is read, and Hugo refuses the page. */
static void
check_front_matter (AtriumReading *reading,
                    GPtrArray     *findings)
{
  for (guint i = 0; i < atrium_file_tree_get_n_files (reading->files); i++)
    {
      const char *path = atrium_file_tree_get_path (reading->files, i);
      GBytes *bytes = g_str_has_suffix (path, ".md") ? atrium_file_tree_lookup (reading->files, path) : NULL;
      gsize length;
      const char *text = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
      AtriumSource *source = text != NULL && g_str_has_prefix (text, "+++")
        ? atrium_file_tree_get_source (reading->files, path, NULL) : NULL;
      g_autoptr(AtriumData) front = NULL;
      g_autoptr(GError) error = NULL;
      AtriumSpan body;

      if (source == NULL)
        continue;
      front = _atrium_front_matter_read (source, &body, &error);
      if (error != NULL)
        {
          AtriumSpan span;
          const char *reason = split_position (source, error->message, &span);

          add_finding (findings, source, span, g_strdup_printf ("the front matter is no TOML: %s", reason));
        }
    }
}

/**
 * atrium_check_reading:
 * @reading: what was read
 * @error: where to put an error of the writer
 *
 * Looks for what breaks the laws of lenses, and for what a careful reader would point at in the
 * content: mis-decoded text, ranges that end before they begin, pictures that are not in the site.
 *
 * Returns: (transfer container) (element-type AtriumFinding) (nullable): the findings
 */
GPtrArray *
atrium_check_reading (AtriumReading  *reading,
                      GError        **error)
{
  g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_finding_free);
  g_autoptr(GPtrArray) sources = list_sources (reading->map);
  g_autoptr(GError) failed = NULL;

  check_identity (reading, sources, findings, &failed);
  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return NULL;
    }

  for (guint i = 0; i < sources->len; i++)
    {
      check_encoding (g_ptr_array_index (sources, i), findings);
      check_bibtex (g_ptr_array_index (sources, i), findings);
    }
  check_entries (reading, findings);
  check_front_matter (reading, findings);

  return g_steal_pointer (&findings);
}

/**
 * atrium_check_repair:
 * @reading: what was read
 * @n_repaired: (out): how many runs of characters were repaired
 *
 * Gives the files in which text that was once decoded with the wrong encoding is what its author
 * wrote. Nothing else in them changes.
 *
 * Returns: (transfer full): the files
 */
AtriumFileTree *
atrium_check_repair (AtriumReading *reading,
                     guint         *n_repaired)
{
  AtriumFileTree *files = atrium_file_tree_copy (reading->files);
  g_autoptr(GPtrArray) sources = list_sources (reading->map);

  *n_repaired = 0;
  for (guint i = 0; i < sources->len; i++)
    {
      AtriumSource *source = g_ptr_array_index (sources, i);
      gsize length;
      const char *text = atrium_source_get_text (source, &length);
      g_autoptr(GBytes) bytes = NULL;
      char *repaired;
      guint n = 0;

      repaired = atrium_mojibake_repair (text, length, &n);
      bytes = g_bytes_new_take (repaired, strlen (repaired));
      if (n > 0)
        atrium_file_tree_set (files, atrium_source_get_path (source), bytes);
      *n_repaired += n;
    }

  return files;
}
