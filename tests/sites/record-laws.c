#include "record-laws.h"

#include <string.h>

#include "atrium-history.h"
#include "atrium-latex.h"

typedef struct
{
  AtriumFileTree *files;
  AtriumReading  *reading;
  RecordCarries   carries;
} Laws;

static AtriumSectionMap *
section_map (Laws  *self,
             guint  section)
{
  return g_ptr_array_index (self->reading->map->sections, section);
}

static AtriumProfile *
copy_profile (Laws *self)
{
  return atrium_profile_copy (self->reading->profile);
}

static AtriumEntry *
entry_of (AtriumProfile *profile,
          guint          section,
          guint          entry)
{
  return atrium_section_get_entry (atrium_profile_get_section (profile, section), entry);
}

static AtriumFileTree *
write_profile (Laws          *self,
               AtriumProfile *profile,
               guint         *n_losses)
{
  g_autoptr(GPtrArray) losses = atrium_losses_new ();
  g_autoptr(GError) error = NULL;
  AtriumFileTree *files = self->reading->lens->write (self->reading, profile, losses, &error);

  g_assert_no_error (error);
  *n_losses = losses->len;
  for (guint i = 0; i < losses->len; i++)
    {
      const AtriumLoss *loss = g_ptr_array_index (losses, i);

      g_assert_cmpstr (loss->reason, !=, "");
      g_test_message ("loss: %s: %s", loss->pointer, loss->reason);
    }

  return files;
}

/* --- comparing --------------------------------------------------------------- */

static gboolean
persons_equal (AtriumValue *a,
               AtriumValue *b)
{
  static const char *const members[] = { "name", "equal", "corresponding", "note", "url" };
  guint n = atrium_value_get_n_items (a);

  if (n != atrium_value_get_n_items (b))
    return FALSE;
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < G_N_ELEMENTS (members); j++)
      if (!atrium_value_equal (atrium_value_get_member (atrium_value_get_item (a, i), members[j]),
                               atrium_value_get_member (atrium_value_get_item (b, i), members[j])))
        return FALSE;

  return TRUE;
}

/* BibTeX has one spelling for what Markdown has two */
static char *
through_latex (AtriumValue *value)
{
  const char *text = atrium_value_get_string (value);
  g_autofree char *latex = text != NULL ? atrium_markdown_to_latex (text, FALSE) : NULL;

  return latex != NULL ? atrium_latex_to_markdown (latex) : NULL;
}

static gboolean
same_in_latex (AtriumValue *a,
               AtriumValue *b)
{
  g_autofree char *p = through_latex (a);
  g_autofree char *q = through_latex (b);

  return p != NULL && g_strcmp0 (p, q) == 0;
}

static gboolean
values_equal (const char  *name,
              AtriumValue *a,
              AtriumValue *b)
{
  if (atrium_value_is_empty (a) && atrium_value_is_empty (b))
    return TRUE;
  if (g_str_equal (name, "authors") || g_str_equal (name, "people"))
    return persons_equal (a, b);

  return atrium_value_equal (a, b) || same_in_latex (a, b);
}

/* whether a member stands in the entry itself: what it takes from another one goes with that */
static gboolean
has_slot (AtriumEntryMap *map,
          const char     *name)
{
  gsize length = strlen (name);

  for (guint i = 0; i < map->slots->len; i++)
    {
      const char *path = g_array_index (map->slots, AtriumSlot, i).path;

      if (strncmp (path, name, length) == 0 && (path[length] == '\0' || path[length] == '/'))
        return TRUE;
    }

  return FALSE;
}

/* @except: a member that may follow from the one that was set */
static void
assert_entries_equal (AtriumEntry    *want,
                      AtriumEntry    *got,
                      AtriumEntryMap *map,
                      const char     *except)
{
  for (guint round = 0; round < 2; round++)
    {
      AtriumEntry *of = round == 0 ? want : got;

      for (guint i = 0; i < atrium_entry_get_n_members (of); i++)
        {
          const char *name = atrium_entry_get_member_name (of, i);

          if (g_str_has_suffix (name, "Text") || (except != NULL && strstr (except, name) != NULL) || (map != NULL && !has_slot (map, name)) ||
              values_equal (name, atrium_entry_get (want, name), atrium_entry_get (got, name)))
            continue;
          g_test_message ("%s: %s is \"%s\" and not \"%s\"", atrium_entry_get_id (want), name,
                          atrium_entry_get_string (got, name), atrium_entry_get_string (want, name));
          g_test_fail ();
        }
    }
}

/* @edited: the entry that was edited, of which all has to be right */
static void
assert_reads_back (AtriumProfile *want,
                   AtriumReading *again,
                   const char    *edited,
                   const char    *except)
{
  guint n = atrium_profile_get_n_sections (want);

  g_assert_cmpuint (atrium_profile_get_n_sections (again->profile), ==, n);
  for (guint i = 0; i < n; i++)
    {
      AtriumSection *a = atrium_profile_get_section (want, i);
      AtriumSection *b = atrium_profile_get_section (again->profile, i);
      AtriumSectionMap *map = g_ptr_array_index (again->map->sections, i);

      g_assert_cmpuint (atrium_section_get_n_entries (a), ==, atrium_section_get_n_entries (b));
      for (guint j = 0; j < atrium_section_get_n_entries (a); j++)
        {
          AtriumEntry *entry = atrium_section_get_entry (a, j);

          assert_entries_equal (entry, atrium_section_get_entry (b, j),
                                g_strcmp0 (atrium_entry_get_id (entry), edited) == 0 ? NULL
                                : g_ptr_array_index (map->entries, j), except);
        }
    }
}

static gboolean
trees_equal (AtriumFileTree *a,
             AtriumFileTree *b)
{
  g_autoptr(GPtrArray) changed = atrium_file_tree_dup_changed (a, b);

  return changed->len == 0;
}

/* nothing outside of @span changed */
static void
assert_local (Laws           *self,
              AtriumFileTree *files,
              AtriumSource   *source,
              AtriumSpan      span)
{
  g_autoptr(GPtrArray) changed = atrium_file_tree_dup_changed (self->files, files);
  g_autofree char *before = site_dup_text (self->files, atrium_source_get_path (source));
  g_autofree char *after = site_dup_text (files, atrium_source_get_path (source));
  gsize tail = strlen (before) - span.end;

  g_assert_cmpuint (changed->len, <=, 1);
  if (changed->len == 1)
    g_assert_cmpstr (g_ptr_array_index (changed, 0), ==, atrium_source_get_path (source));
  g_assert_cmpuint (strlen (after), >=, span.start + tail);
  g_assert_cmpmem (before, span.start, after, span.start);
  g_assert_cmpmem (before + span.end, tail, after + strlen (after) - tail, tail);
}

/* --- one field ------------------------------------------------------------------- */

static AtriumValue *
person_named (const char *name)
{
  g_autoptr(AtriumValue) record = atrium_value_new_record ();

  return atrium_value_with_string (record, "name", name);
}

static AtriumValue *
list_of (AtriumValue *first,
         AtriumValue *second)
{
  AtriumValue *items[] = { first, second };
  AtriumValue *list = atrium_value_new_list (items, 2);

  atrium_value_unref (first);
  atrium_value_unref (second);

  return list;
}

static AtriumValue *
link_to (const char *label,
         const char *url)
{
  g_autoptr(AtriumValue) record = atrium_value_new_record ();
  g_autoptr(AtriumValue) labelled = atrium_value_with_string (record, "label", label);

  return atrium_value_with_string (labelled, "url", url);
}

/* something that a field of the type can say */
static AtriumValue *
value_for (const AtriumField *field)
{
  if (g_str_equal (field->id, "arxiv"))
    return atrium_value_new_string ("3109.54321");
  if (g_str_equal (field->id, "doi"))
    return atrium_value_new_string ("10.5555/zeta_1");

  switch (field->type)
    {
    case ATRIUM_FIELD_DATE:
      return atrium_value_new_string (g_str_equal (field->id, "end") ? "2039-11" : "2033-04");
    case ATRIUM_FIELD_PEOPLE:
      return list_of (person_named ("Mara Lindqvist"), person_named ("Lio Brandt"));
    case ATRIUM_FIELD_INLINES:
    case ATRIUM_FIELD_STRINGS:
      return list_of (atrium_value_new_string ("Zeta & first"), atrium_value_new_string ("Zeta \"second\" 50%"));
    case ATRIUM_FIELD_LINKS:
      return list_of (link_to ("Code", "https://example.org/zeta_code"), link_to ("PDF", "https://example.org/zeta.pdf"));
    case ATRIUM_FIELD_BOOLEAN:
      return atrium_value_new_boolean (TRUE);
    case ATRIUM_FIELD_CHOICE:
      return atrium_value_new_string (field->choices[2]);
    case ATRIUM_FIELD_URL:
      return atrium_value_new_string ("https://example.org/zeta?a=1&b=2");
    case ATRIUM_FIELD_IMAGE:
      return atrium_value_new_string ("assets/img/publication_preview/zeta.png");
    case ATRIUM_FIELD_NUMBER:
      return atrium_value_new_integer (7);
    case ATRIUM_FIELD_CITATIONS:
      return NULL;
    case ATRIUM_FIELD_STRING:
    case ATRIUM_FIELD_INLINE:
    case ATRIUM_FIELD_TEXT:
    case ATRIUM_FIELD_CODE:
    default:
      return atrium_value_new_string ("Zeta & Ängström: 50% of a \"b\"");
    }
}

static void
try_set (Laws        *self,
         guint        section,
         guint        index,
         const char  *field,
         AtriumValue *value)
{
  AtriumEntryMap *map = g_ptr_array_index (section_map (self, section)->entries, index);
  g_autoptr(AtriumProfile) profile = copy_profile (self);
  AtriumEntry *entry = entry_of (profile, section, index);
  AtriumKind kind = atrium_entry_get_kind (entry);
  g_autoptr(AtriumFileTree) files = NULL;
  g_autoptr(AtriumReading) again = NULL;
  g_autoptr(AtriumFileTree) back = NULL;
  guint n_losses;
  gboolean carried = self->carries (kind, field);

  g_test_message ("%s/%s%s", atrium_entry_get_id (entry), field, value == NULL ? " away" : "");
  atrium_entry_set (entry, field, value);
  files = write_profile (self, profile, &n_losses);
  if (n_losses > 0)
    {
      /* what is said to be lost is not half written */
      g_assert_true (trees_equal (self->files, files));
      g_assert_false (carried && value != NULL);
      return;
    }
  g_assert_true (carried || value == NULL || trees_equal (self->files, files));
  assert_local (self, files, map->source, map->outer);
  again = site_read (files, self->reading->page);
  assert_reads_back (profile, again, atrium_entry_get_id (entry),
                     g_str_equal (field, "venue") ? "type" : g_str_equal (field, "arxiv") ? "type venue volume" : NULL);

  /* and back again */
  back = again->lens->write (again, self->reading->profile, NULL, NULL);
  g_assert_nonnull (back);
}

static void
try_fields (Laws  *self,
            guint  section,
            guint  index)
{
  AtriumEntry *entry = entry_of (self->reading->profile, section, index);
  const AtriumKindInfo *info = atrium_kind_get_info (atrium_entry_get_kind (entry));

  for (guint i = 0; i < info->n_fields; i++)
    {
      g_autoptr(AtriumValue) value = value_for (&info->fields[i]);

      if (g_str_equal (info->fields[i].id, "source"))
        continue;
      if (value != NULL)
        try_set (self, section, index, info->fields[i].id, value);
      if (!atrium_value_is_empty (atrium_entry_get (entry, info->fields[i].id)))
        try_set (self, section, index, info->fields[i].id, NULL);
    }
}

/* --- entries ------------------------------------------------------------------------ */

static AtriumEntry *
copy_with_new_id (AtriumEntry *entry)
{
  AtriumEntry *copy = atrium_entry_new (atrium_entry_get_kind (entry), NULL);

  for (guint i = 0; i < atrium_entry_get_n_members (entry); i++)
    {
      const char *name = atrium_entry_get_member_name (entry, i);

      atrium_entry_set (copy, name, atrium_entry_get (entry, name));
    }

  return copy;
}

/* an entry comes, and when it goes again the first bytes are there */
static void
try_insert (Laws  *self,
            guint  section,
            guint  at,
            guint  model)
{
  g_autoptr(AtriumProfile) profile = copy_profile (self);
  g_autoptr(AtriumEntry) copy = copy_with_new_id (entry_of (profile, section, model));
  g_autoptr(AtriumFileTree) files = NULL;
  g_autoptr(AtriumReading) again = NULL;
  g_autoptr(AtriumProfile) less = NULL;
  g_autoptr(GPtrArray) losses = atrium_losses_new ();
  g_autoptr(AtriumFileTree) back = NULL;
  guint n_losses;

  g_test_message ("a copy of %s to %u", atrium_entry_get_id (entry_of (profile, section, model)), at);
  atrium_section_insert (atrium_profile_get_section (profile, section), at, copy);
  files = write_profile (self, profile, &n_losses);
  g_assert_cmpuint (n_losses, ==, 0);
  again = site_read (files, self->reading->page);
  assert_reads_back (profile, again, atrium_entry_get_id (copy), NULL);

  less = atrium_profile_copy (again->profile);
  atrium_section_remove (atrium_profile_get_section (less, section), at);
  back = again->lens->write (again, less, losses, NULL);
  g_assert_cmpuint (losses->len, ==, 0);
  if (!trees_equal (back, self->files))
    {
      g_autofree char *text = site_dup_text (back, atrium_source_get_path (section_map (self, section)->source));

      g_test_message ("%s", text);
      g_test_fail ();
    }
}

static void
try_remove (Laws  *self,
            guint  section,
            guint  at)
{
  g_autoptr(AtriumProfile) profile = copy_profile (self);
  g_autoptr(AtriumFileTree) files = NULL;
  g_autoptr(AtriumReading) again = NULL;
  guint n_losses;

  g_test_message ("%u/%u goes", section, at);
  atrium_section_remove (atrium_profile_get_section (profile, section), at);
  files = write_profile (self, profile, &n_losses);
  g_assert_cmpuint (n_losses, ==, 0);
  again = site_read (files, self->reading->page);
  assert_reads_back (profile, again, NULL, NULL);
}

static void
try_move (Laws  *self,
          guint  section,
          guint  from,
          guint  to)
{
  g_autoptr(AtriumProfile) profile = copy_profile (self);
  g_autoptr(AtriumFileTree) files = NULL;
  g_autoptr(AtriumReading) again = NULL;
  guint n_losses;

  g_test_message ("%u/%u to %u", section, from, to);
  atrium_section_move (atrium_profile_get_section (profile, section), from, to);
  files = write_profile (self, profile, &n_losses);
  g_assert_cmpuint (n_losses, ==, 0);
  again = site_read (files, self->reading->page);
  assert_reads_back (profile, again, NULL, NULL);
}

static gboolean
is_records (Laws  *self,
            guint  section)
{
  return section_map (self, section)->records;
}

static void
try_section (Laws  *self,
             guint  section)
{
  guint n = atrium_section_get_n_entries (atrium_profile_get_section (self->reading->profile, section));

  for (guint i = 0; i < n; i++)
    {
      try_fields (self, section, i);
      try_remove (self, section, i);
      try_insert (self, section, i, n - 1 - i);
      for (guint j = 0; j < n; j++)
        if (i != j)
          try_move (self, section, i, j);
    }
  if (n > 0)
    try_insert (self, section, n, 0);
}

/* --- many ------------------------------------------------------------------------------ */

static guint
random_index (guint n)
{
  return n > 0 ? (guint) g_test_rand_int_range (0, n) : 0;
}

static void
random_set (Laws          *self,
            AtriumHistory *history,
            AtriumEntry   *entry)
{
  const AtriumKindInfo *info = atrium_kind_get_info (atrium_entry_get_kind (entry));
  const AtriumField *field = &info->fields[random_index (info->n_fields)];
  g_autoptr(AtriumValue) value = NULL;

  if (!self->carries (atrium_entry_get_kind (entry), field->id))
    return;
  value = value_for (field);
  if (value == NULL)
    return;
  atrium_history_set (history, entry, field->id, value);
  atrium_history_end_typing (history);
}

static void
random_edit (Laws          *self,
             AtriumHistory *history)
{
  AtriumProfile *profile = atrium_history_get_profile (history);
  guint index = random_index (atrium_profile_get_n_sections (profile));
  AtriumSection *section = atrium_profile_get_section (profile, index);
  guint n = atrium_section_get_n_entries (section);
  g_autoptr(AtriumEntry) copy = NULL;

  if (!is_records (self, index) || n < 2)
    return;
  switch (random_index (6))
    {
    case 0:
      copy = copy_with_new_id (atrium_section_get_entry (section, random_index (n)));
      atrium_history_insert_entry (history, section, random_index (n + 1), copy);
      break;
    case 1:
      atrium_history_remove_entry (history, section, random_index (n));
      break;
    case 2:
      atrium_history_move_entry (history, section, random_index (n), random_index (n));
      break;
    default:
      random_set (self, history, atrium_section_get_entry (section, random_index (n)));
      break;
    }
}

static void
try_random (Laws *self)
{
  g_autoptr(AtriumProfile) profile = copy_profile (self);
  g_autoptr(AtriumHistory) history = atrium_history_new (profile);
  g_autoptr(AtriumFileTree) last = NULL;
  guint n_losses;

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr(AtriumFileTree) files = NULL;
      g_autoptr(AtriumReading) again = NULL;
      guint64 revision = atrium_history_get_revision (history);

      random_edit (self, history);
      if (atrium_history_get_revision (history) == revision)
        continue;
      files = write_profile (self, profile, &n_losses);
      if (n_losses > 0)
        {
          atrium_history_undo (history);
          continue;
        }
      again = site_read (files, self->reading->page);
      assert_reads_back (profile, again, NULL, "type venue volume");
    }
  while (atrium_history_undo (history))
    ;
  last = write_profile (self, profile, &n_losses);
  g_assert_cmpuint (n_losses, ==, 0);
  g_assert_true (trees_equal (last, self->files));
}

static void
check_identity (Laws *self)
{
  g_autoptr(AtriumProfile) same = copy_profile (self);
  guint n_losses;
  g_autoptr(AtriumFileTree) identical = write_profile (self, same, &n_losses);

  g_assert_true (identical == self->files);
}

void
record_laws (AtriumFileTree *files,
             const char     *page,
             RecordCarries   carries)
{
  Laws self = { files, site_read (files, page), carries };

  check_identity (&self);
  for (guint i = 0; i < atrium_profile_get_n_sections (self.reading->profile); i++)
    if (is_records (&self, i))
      try_section (&self, i);
  for (guint i = 0; i < 5; i++)
    try_random (&self);
  atrium_reading_free (self.reading);
}

void
record_random_edits (AtriumFileTree *files,
                     const char     *page,
                     RecordCarries   carries,
                     guint           n)
{
  Laws self = { files, site_read (files, page), carries };

  check_identity (&self);
  for (guint i = 0; i < n; i++)
    try_random (&self);
  atrium_reading_free (self.reading);
}
