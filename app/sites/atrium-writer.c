#include "atrium-writer.h"
#include "atrium-writer-private.h"

#include <string.h>

#include "atrium-error.h"
#include "atrium-splicer.h"

/* Rounds in which edits that did not read back are tried in another way. */
#define MAX_ROUNDS 16
/* Readings that the search for an edit that disturbs others may cost. */
#define MAX_TRIALS 200

/* A write: the edits that are still wanted, and how each of them is tried. */
typedef struct
{
  AtriumReading *reading;
  AtriumProfile *after;
  GPtrArray     *losses;
  GPtrArray     *wanted;        /* AtriumEdit, borrowed from @edits */
  GPtrArray     *edits;
  GHashTable    *ways;          /* "id/field" to the number of the way */
  GHashTable    *tolerated;     /* "id/field" of new entries that read as something else */
  GHashTable    *reported;      /* pointers that are in @losses */
  guint          n_trials;
} Write;

static char *
way_key (const char *id,
         const char *field)
{
  return g_strdup_printf ("%s\t%s", id != NULL ? id : "", field != NULL ? field : "");
}

GArray *
_atrium_pass_get_patches (AtriumPass   *self,
                          AtriumSource *source)
{
  const char *path = atrium_source_get_path (source);
  GArray *patches = g_hash_table_lookup (self->patches, path);

  if (patches == NULL)
    {
      patches = _atrium_patches_new ();
      g_hash_table_insert (self->patches, g_strdup (path), patches);
    }

  return patches;
}

guint
_atrium_pass_get_way (AtriumPass *self,
                      const char *id,
                      const char *field)
{
  g_autofree char *key = way_key (id, field);

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->ways, key));
}

void
_atrium_pass_set_exhausted (AtriumPass *self,
                            const char *id,
                            const char *field)
{
  g_hash_table_add (self->exhausted, way_key (id, field));
}

static void
index_reading (AtriumPass *self)
{
  AtriumProfile *profile = self->reading->profile;
  GPtrArray *sections = self->reading->map->sections;
  AtriumEntry *person = atrium_profile_get_person (profile);

  g_hash_table_insert (self->old_entries, (gpointer) atrium_entry_get_id (person), person);
  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    {
      AtriumSection *section = atrium_profile_get_section (profile, i);

      g_hash_table_insert (self->old_sections, (gpointer) atrium_section_get_id (section), section);
      for (guint j = 0; j < atrium_section_get_n_entries (section); j++)
        {
          AtriumEntry *entry = atrium_section_get_entry (section, j);

          g_hash_table_insert (self->old_entries, (gpointer) atrium_entry_get_id (entry), entry);
        }
    }

  for (guint i = 0; i < sections->len; i++)
    {
      AtriumSectionMap *map = g_ptr_array_index (sections, i);

      for (guint j = 0; j < map->entries->len; j++)
        {
          AtriumEntryMap *entry = g_ptr_array_index (map->entries, j);

          g_hash_table_insert (self->entries, entry->entry_id, entry);
          g_hash_table_insert (self->homes, entry->entry_id, map);
        }
    }
}

static void
pass_init (AtriumPass    *self,
           Write         *write,
           AtriumProfile *profile)
{
  self->reading = write->reading;
  self->profile = profile;
  self->ways = write->ways;
  self->exhausted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->entries = g_hash_table_new (g_str_hash, g_str_equal);
  self->old_entries = g_hash_table_new (g_str_hash, g_str_equal);
  self->old_sections = g_hash_table_new (g_str_hash, g_str_equal);
  self->homes = g_hash_table_new (g_str_hash, g_str_equal);
  self->patches = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) g_array_unref);
  index_reading (self);
}

static void
pass_clear (AtriumPass *self)
{
  g_hash_table_unref (self->exhausted);
  g_hash_table_unref (self->entries);
  g_hash_table_unref (self->old_entries);
  g_hash_table_unref (self->old_sections);
  g_hash_table_unref (self->homes);
  g_hash_table_unref (self->patches);
}

/* the person's members that stand in the page itself */
static void
write_person_slots (AtriumPass *self,
                    GHashTable *left)
{
  AtriumEntry *before = atrium_profile_get_person (self->reading->profile);
  AtriumEntry *after = atrium_profile_get_person (self->profile);
  AtriumEntryMap map = { 0 };
  g_autoptr(GArray) patches = NULL;
  g_autoptr(AtriumEntry) wanted = atrium_entry_copy (before);
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, left);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    atrium_entry_set (wanted, name, atrium_entry_get (after, name));

  map.entry_id = (char *) atrium_entry_get_id (before);
  map.slots = self->reading->map->person;
  map.outer = map.inner = ATRIUM_SPAN_NONE;
  patches = _atrium_write_entry (self, &map, before, wanted, FALSE);
}

static GHashTable *
changed_members (AtriumEntry *before,
                 AtriumEntry *after)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < atrium_entry_get_n_members (after); i++)
    {
      const char *name = atrium_entry_get_member_name (after, i);

      if (!atrium_value_equal (atrium_entry_get (before, name), atrium_entry_get (after, name)))
        g_hash_table_add (names, g_strdup (name));
    }
  for (guint i = 0; i < atrium_entry_get_n_members (before); i++)
    {
      const char *name = atrium_entry_get_member_name (before, i);

      if (atrium_entry_get (after, name) == NULL)
        g_hash_table_add (names, g_strdup (name));
    }

  return names;
}

static gboolean
write_person (AtriumPass      *self,
              AtriumFileTree  *files,
              GError         **error)
{
  const AtriumLensStyle *style = self->reading->lens->style;
  AtriumEntry *after = atrium_profile_get_person (self->profile);
  g_autoptr(GHashTable) left =
    changed_members (atrium_profile_get_person (self->reading->profile), after);

  if (g_hash_table_size (left) == 0)
    return TRUE;
  if (style != NULL && style->write_person != NULL &&
      !style->write_person (self->reading, after, files, left, error))
    return FALSE;
  if (g_hash_table_size (left) > 0)
    write_person_slots (self, left);

  return TRUE;
}

/* the settings once more, into files that have been edited */
static gboolean
write_settings (AtriumPass      *self,
                AtriumFileTree  *files,
                GError         **error)
{
  AtriumEntry *after = atrium_profile_get_person (self->profile);
  g_autoptr(GHashTable) left =
    changed_members (atrium_profile_get_person (self->reading->profile), after);

  return self->reading->lens->style->write_person (self->reading, after, files, left, error);
}

static gboolean
splice (AtriumPass      *self,
        AtriumFileTree  *files,
        const char      *path,
        GArray          *patches,
        GError         **error)
{
  AtriumSource *source = atrium_file_tree_get_source (files, path, error);
  g_autoptr(AtriumSplicer) splicer = NULL;
  g_autoptr(GBytes) bytes = NULL;

  if (source == NULL)
    return FALSE;

  splicer = atrium_splicer_new (source);
  for (guint i = 0; i < patches->len; i++)
    {
      const AtriumPatch *patch = &g_array_index (patches, AtriumPatch, i);

      atrium_splicer_replace (splicer, patch->span, patch->text);
    }
  bytes = atrium_splicer_apply (splicer, error);
  if (bytes == NULL)
    return FALSE;
  if (!g_bytes_equal (bytes, atrium_file_tree_lookup (files, path)))
    atrium_file_tree_set (files, path, bytes);

  return TRUE;
}

/* The files with all edits of @self's profile in them. */
static AtriumFileTree *
run_pass (AtriumPass  *self,
          GError     **error)
{
  const AtriumLensStyle *style = self->reading->lens->style;
  g_autoptr(AtriumFileTree) files = atrium_file_tree_copy (self->reading->files);
  GHashTableIter iter;
  gpointer path, patches;
  gboolean clash = FALSE;

  _atrium_write_sections (self);
  if (!write_person (self, files, error))
    return NULL;
  /* what the patches are for is in the files as they were read */
  g_hash_table_iter_init (&iter, self->patches);
  while (g_hash_table_iter_next (&iter, &path, &patches))
    clash = clash || atrium_file_tree_lookup (files, path) != atrium_file_tree_lookup (self->reading->files, path);
  if (clash)
    {
      atrium_file_tree_unref (files);
      files = atrium_file_tree_copy (self->reading->files);
    }

  g_hash_table_iter_init (&iter, self->patches);
  while (g_hash_table_iter_next (&iter, &path, &patches))
    if (!splice (self, files, path, patches, error))
      return NULL;
  if (clash && !write_settings (self, files, error))
    return NULL;

  if (style != NULL && style->n_collections > 0 &&
      !_atrium_collections_write (style->collections, style->n_collections, self->reading->profile,
                                  self->profile, files, error))
    return NULL;
  if (style != NULL && style->write_records != NULL && !style->write_records (self, files, error))
    return NULL;

  return g_steal_pointer (&files);
}

/* Writes the wanted edits and reads them again. */
static AtriumFileTree *
try_edits (Write       *self,
           GPtrArray   *wanted,
           GPtrArray  **mismatches,
           GHashTable **exhausted)
{
  g_autoptr(AtriumProfile) profile = _atrium_edits_apply (self->reading->profile, self->after, wanted);
  g_autoptr(AtriumFileTree) files = NULL;
  g_autoptr(AtriumReading) again = NULL;
  g_autoptr(GError) error = NULL;
  AtriumPass pass = { 0 };

  self->n_trials++;
  pass_init (&pass, self, profile);
  files = run_pass (&pass, &error);
  if (files != NULL)
    again = self->reading->lens->read (self->reading->lens, files, self->reading->page, &error);
  if (again == NULL)
    g_debug ("an edit cannot be read again: %s", error->message);
  else
    *mismatches = _atrium_verify (&pass, again);

  *exhausted = g_hash_table_ref (pass.exhausted);
  pass_clear (&pass);

  return again != NULL ? g_steal_pointer (&files) : NULL;
}

static void
report (Write      *self,
        const char *pointer,
        const char *reason)
{
  if (g_hash_table_add (self->reported, g_strdup (pointer)))
    atrium_losses_add (self->losses, pointer, reason);
}

static void
report_edit (Write            *self,
             const AtriumEdit *edit,
             const char       *reason)
{
  g_autofree char *pointer =
    _atrium_edit_dup_pointer (edit, self->reading->profile, self->after);

  report (self, pointer, reason);
}

static AtriumEdit *
find_edit (Write      *self,
           const char *section_id,
           const char *entry_id,
           const char *field)
{
  for (guint i = 0; i < self->wanted->len; i++)
    if (_atrium_edit_matches (g_ptr_array_index (self->wanted, i), section_id, entry_id, field))
      return g_ptr_array_index (self->wanted, i);

  return NULL;
}

/* Goes on to the next way of writing a value; FALSE where there was none left. */
static gboolean
next_way (Write      *self,
          GHashTable *exhausted,
          const char *id,
          const char *field)
{
  char *key = way_key (id, field);
  guint way = GPOINTER_TO_UINT (g_hash_table_lookup (self->ways, key));

  if (g_hash_table_contains (exhausted, key) || way + 1 >= ATRIUM_RESPELL_MAX_WAYS)
    {
      g_free (key);
      return FALSE;
    }
  g_hash_table_insert (self->ways, key, GUINT_TO_POINTER (way + 1));

  return TRUE;
}

static const char *
reason_of (const char *field)
{
  if (field != NULL && g_str_equal (field, "hidden"))
    return "this page cannot hide it";

  return "the page has no place for this value, or would read it as something else";
}

/* A date that stays as it was keeps its spelling too: alone, the new spelling would be written
 * over the old date. */
static void
take_back_companion (Write      *self,
                     AtriumEdit *edit)
{
  g_autofree char *name = g_strconcat (edit->field != NULL ? edit->field : "", "Text", NULL);
  AtriumEdit *companion = find_edit (self, edit->section_id, edit->entry_id, name);

  if (companion != NULL)
    g_ptr_array_remove (self->wanted, companion);
}

static void
take_back (Write      *self,
           AtriumEdit *edit)
{
  report_edit (self, edit, reason_of (edit->field));
  take_back_companion (self, edit);
  g_ptr_array_remove (self->wanted, edit);
}

/* A member of an entry that is new in this write: what is written of it stays, because an
 * entry without its title would be worse than one whose title reads as something else. */
static gboolean
tolerate_member (Write                *self,
                 const AtriumMismatch *mismatch)
{
  AtriumEdit edit = { mismatch->section_id, mismatch->entry_id, mismatch->field };

  if (mismatch->entry_id == NULL || mismatch->field == NULL ||
      atrium_profile_find_entry (self->reading->profile, mismatch->entry_id, NULL) != NULL ||
      !g_hash_table_add (self->tolerated, way_key (mismatch->entry_id, mismatch->field)))
    return FALSE;

  report_edit (self, &edit, reason_of (mismatch->field));

  return TRUE;
}

static gboolean
is_tolerated (Write                *self,
              const AtriumMismatch *mismatch)
{
  g_autofree char *key = way_key (mismatch->entry_id, mismatch->field);

  return mismatch->derived || g_hash_table_contains (self->tolerated, key);
}

/* the edits of one entry that can be to blame for a field that nobody changed */
static gboolean
blame_entry (Write                *self,
             const AtriumMismatch *mismatch,
             GHashTable           *exhausted)
{
  gboolean any = FALSE;

  if (mismatch->entry_id == NULL)
    return FALSE;

  for (guint i = self->wanted->len; i > 0; i--)
    {
      AtriumEdit *edit;

      /* a date takes its spelling along */
      if (i > self->wanted->len)
        continue;
      edit = g_ptr_array_index (self->wanted, i - 1);
      if (g_strcmp0 (edit->entry_id, mismatch->entry_id) != 0 ||
          g_strcmp0 (edit->section_id, mismatch->section_id) != 0 || edit->field[0] == '-')
        continue;
      any = TRUE;
      if (!next_way (self, exhausted, edit->entry_id, edit->field[0] == '+' ? "" : edit->field))
        take_back (self, edit);
    }

  return any;
}

/* Tries another way for what did not read back; FALSE where it is not known whose it is. */
static gboolean
answer (Write                *self,
        const AtriumMismatch *mismatch,
        GHashTable           *exhausted)
{
  AtriumEdit *edit = find_edit (self, mismatch->section_id, mismatch->entry_id, mismatch->field);
  const char *id = mismatch->entry_id != NULL ? mismatch->entry_id : mismatch->section_id;

  if (mismatch->field == NULL)
    return FALSE;
  if (edit != NULL)
    {
      if (!next_way (self, exhausted, id, mismatch->field))
        take_back (self, edit);
      return TRUE;
    }
  if (mismatch->entry_id != NULL &&
      atrium_profile_find_entry (self->reading->profile, mismatch->entry_id, NULL) == NULL &&
      next_way (self, exhausted, id, mismatch->field))
    return TRUE;

  return tolerate_member (self, mismatch) || blame_entry (self, mismatch, exhausted);
}

static gboolean
is_right (Write     *self,
          GPtrArray *mismatches)
{
  for (guint i = 0; mismatches != NULL && i < mismatches->len; i++)
    if (!is_tolerated (self, g_ptr_array_index (mismatches, i)))
      return FALSE;

  return mismatches != NULL;
}

/* Looks at each mismatch by itself. */
static AtriumFileTree *
settle (Write *self)
{
  for (guint round = 0; round < MAX_ROUNDS; round++)
    {
      g_autoptr(GPtrArray) mismatches = NULL;
      g_autoptr(GHashTable) exhausted = NULL;
      g_autoptr(AtriumFileTree) files = try_edits (self, self->wanted, &mismatches, &exhausted);

      if (is_right (self, mismatches))
        return self->wanted->len > 0 ? g_steal_pointer (&files)
                                     : atrium_file_tree_ref (self->reading->files);
      if (mismatches == NULL)
        return NULL;
      for (guint i = 0; i < mismatches->len; i++)
        {
          const AtriumMismatch *mismatch = g_ptr_array_index (mismatches, i);

          if (!is_tolerated (self, mismatch) && !answer (self, mismatch, exhausted))
            return NULL;
        }
    }

  return NULL;
}

static gboolean
holds (Write     *self,
       GPtrArray *accepted,
       GPtrArray *more)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new ();
  g_autoptr(GPtrArray) mismatches = NULL;
  g_autoptr(GHashTable) exhausted = NULL;
  g_autoptr(AtriumFileTree) files = NULL;

  if (self->n_trials > MAX_TRIALS)
    return FALSE;
  for (guint i = 0; i < accepted->len; i++)
    g_ptr_array_add (all, g_ptr_array_index (accepted, i));
  for (guint i = 0; i < more->len; i++)
    g_ptr_array_add (all, g_ptr_array_index (more, i));
  files = try_edits (self, all, &mismatches, &exhausted);

  return is_right (self, mismatches);
}

static const char *
edit_id (const AtriumEdit *edit)
{
  return edit->entry_id != NULL ? edit->entry_id : edit->section_id;
}

static gboolean
holds_in_some_way (Write      *self,
                   GPtrArray  *accepted,
                   AtriumEdit *edit)
{
  g_autoptr(GPtrArray) one = g_ptr_array_new ();
  const char *field = edit->field[0] == '+' ? "" : edit->field;

  g_ptr_array_add (one, edit);
  for (guint way = 0; way < ATRIUM_RESPELL_MAX_WAYS; way++)
    {
      g_hash_table_insert (self->ways, way_key (edit_id (edit), field), GUINT_TO_POINTER (way));
      if (holds (self, accepted, one))
        return TRUE;
    }

  return FALSE;
}

/* Finds the edits that disturb others by halves; what is left is written together. */
static void
sift (Write     *self,
      GPtrArray *accepted,
      GPtrArray *edits)
{
  g_autoptr(GPtrArray) first = NULL;
  g_autoptr(GPtrArray) second = NULL;

  if (edits->len == 0)
    return;
  if (holds (self, accepted, edits) ||
      (edits->len == 1 && holds_in_some_way (self, accepted, g_ptr_array_index (edits, 0))))
    {
      for (guint i = 0; i < edits->len; i++)
        g_ptr_array_add (accepted, g_ptr_array_index (edits, i));
      return;
    }
  if (edits->len == 1)
    {
      AtriumEdit *edit = g_ptr_array_index (edits, 0);

      report_edit (self, edit, reason_of (edit->field));
      return;
    }

  first = g_ptr_array_new ();
  second = g_ptr_array_new ();
  for (guint i = 0; i < edits->len; i++)
    g_ptr_array_add (i < edits->len / 2 ? first : second, g_ptr_array_index (edits, i));
  sift (self, accepted, first);
  sift (self, accepted, second);
}

static AtriumFileTree *
write_sifted (Write *self)
{
  g_autoptr(GPtrArray) accepted = g_ptr_array_new ();
  g_autoptr(GPtrArray) mismatches = NULL;
  g_autoptr(GHashTable) exhausted = NULL;

  sift (self, accepted, self->wanted);
  if (accepted->len == 0)
    return atrium_file_tree_ref (self->reading->files);

  return try_edits (self, accepted, &mismatches, &exhausted);
}

static void
write_clear (Write *self)
{
  g_ptr_array_unref (self->wanted);
  g_ptr_array_unref (self->edits);
  g_hash_table_unref (self->ways);
  g_hash_table_unref (self->tolerated);
  g_hash_table_unref (self->reported);
}

/**
 * atrium_write:
 * @reading: what was read
 * @profile: what shall be read next
 * @losses: (element-type AtriumLoss) (nullable): gets what could not be carried
 * @error: ATRIUM_ERROR_CANNOT_CARRY where nothing could be written
 *
 * Writes the difference between the profile that was read and @profile into the files: the
 * part of writing that all lenses share. Replaces the inside of slots, respells lists item by
 * item, inserts entries in the run of a sibling, removes and moves items with their
 * separators. Reads the result again and compares: what does not read as it was written is
 * tried in other ways, then taken back and named in @losses.
 *
 * Returns: (transfer full): the files; the same tree where nothing changed
 */
AtriumFileTree *
atrium_write (AtriumReading  *reading,
              AtriumProfile  *profile,
              GPtrArray      *losses,
              GError        **error)
{
  Write self = { .reading = reading, .after = profile, .losses = losses };
  AtriumFileTree *files;

  g_return_val_if_fail (reading != NULL && profile != NULL, NULL);

  self.edits = _atrium_edits_find (reading->profile, profile);
  if (self.edits->len == 0)
    {
      g_ptr_array_unref (self.edits);
      return atrium_file_tree_ref (reading->files);
    }

  self.wanted = g_ptr_array_new ();
  for (guint i = 0; i < self.edits->len; i++)
    g_ptr_array_add (self.wanted, g_ptr_array_index (self.edits, i));
  self.ways = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.tolerated = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.reported = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  files = settle (&self);
  if (files == NULL)
    files = write_sifted (&self);
  if (files == NULL)
    g_set_error_literal (error, ATRIUM_ERROR, ATRIUM_ERROR_CANNOT_CARRY,
                         "the edit cannot be written into this page");
  write_clear (&self);

  return files;
}
