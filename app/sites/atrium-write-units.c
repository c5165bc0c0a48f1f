#include "atrium-writer-private.h"

#include <string.h>

static void
edit_free (gpointer data)
{
  AtriumEdit *self = data;

  g_free (self->section_id);
  g_free (self->entry_id);
  g_free (self->field);
  g_free (self);
}

static void
add_edit (GPtrArray  *edits,
          const char *section_id,
          const char *entry_id,
          const char *field)
{
  AtriumEdit *self = g_new0 (AtriumEdit, 1);

  self->section_id = g_strdup (section_id);
  self->entry_id = g_strdup (entry_id);
  self->field = g_strdup (field);
  g_ptr_array_add (edits, self);
}

gboolean
_atrium_edit_matches (const AtriumEdit *edit,
                      const char       *section_id,
                      const char       *entry_id,
                      const char       *field)
{
  return g_strcmp0 (edit->section_id, section_id) == 0 &&
         g_strcmp0 (edit->entry_id, entry_id) == 0 && g_strcmp0 (edit->field, field) == 0;
}

static void
find_member_edits (GPtrArray   *edits,
                   const char  *section_id,
                   AtriumEntry *before,
                   AtriumEntry *after)
{
  const char *id = atrium_entry_get_id (after);

  for (guint i = 0; i < atrium_entry_get_n_members (after); i++)
    {
      const char *name = atrium_entry_get_member_name (after, i);

      if (!atrium_value_equal (atrium_entry_get (before, name), atrium_entry_get (after, name)))
        add_edit (edits, section_id, id, name);
    }
  for (guint i = 0; i < atrium_entry_get_n_members (before); i++)
    {
      const char *name = atrium_entry_get_member_name (before, i);

      if (atrium_entry_get (after, name) == NULL)
        add_edit (edits, section_id, id, name);
    }
  if (atrium_entry_get_hidden (before) != atrium_entry_get_hidden (after))
    add_edit (edits, section_id, id, "hidden");
}

static GPtrArray *
section_ids (AtriumProfile *profile)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    g_ptr_array_add (ids, (gpointer) atrium_section_get_id (atrium_profile_get_section (profile, i)));

  return ids;
}

static GPtrArray *
entry_ids (AtriumSection *section)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < atrium_section_get_n_entries (section); i++)
    g_ptr_array_add (ids, (gpointer) atrium_entry_get_id (atrium_section_get_entry (section, i)));

  return ids;
}

static GHashTable *
index_ids (GPtrArray *ids)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < ids->len; i++)
    g_hash_table_insert (index, g_ptr_array_index (ids, i), GUINT_TO_POINTER (i + 1));

  return index;
}

static gboolean
common_order_differs (GPtrArray  *before,
                      GHashTable *in_after)
{
  guint last = 0;

  for (guint i = 0; i < before->len; i++)
    {
      guint at = GPOINTER_TO_UINT (g_hash_table_lookup (in_after, g_ptr_array_index (before, i)));

      if (at == 0)
        continue;
      if (at < last)
        return TRUE;
      last = at;
    }

  return FALSE;
}

/* what came, went and changed places among items known by their ids */
static void
find_order_edits (GPtrArray  *edits,
                  const char *section_id,
                  GPtrArray  *before,
                  GPtrArray  *after)
{
  g_autoptr(GHashTable) in_before = index_ids (before);
  g_autoptr(GHashTable) in_after = index_ids (after);

  for (guint i = 0; i < before->len; i++)
    {
      const char *id = g_ptr_array_index (before, i);

      if (!g_hash_table_contains (in_after, id))
        add_edit (edits, section_id != NULL ? section_id : id, section_id != NULL ? id : NULL, "-");
    }
  for (guint i = 0; i < after->len; i++)
    {
      const char *id = g_ptr_array_index (after, i);

      if (!g_hash_table_contains (in_before, id))
        add_edit (edits, section_id != NULL ? section_id : id, section_id != NULL ? id : NULL, "+");
    }
  if (common_order_differs (before, in_after))
    add_edit (edits, section_id, NULL, "<>");
}

static GHashTable *
index_sections (AtriumProfile *profile)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    {
      AtriumSection *section = atrium_profile_get_section (profile, i);

      g_hash_table_insert (index, (gpointer) atrium_section_get_id (section), section);
    }

  return index;
}

static GHashTable *
index_entries (AtriumSection *section)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < atrium_section_get_n_entries (section); i++)
    {
      AtriumEntry *entry = atrium_section_get_entry (section, i);

      g_hash_table_insert (index, (gpointer) atrium_entry_get_id (entry), entry);
    }

  return index;
}

static void
find_section_edits (GPtrArray     *edits,
                    AtriumSection *before,
                    AtriumSection *after)
{
  const char *id = atrium_section_get_id (after);
  g_autoptr(GHashTable) old = index_entries (before);
  g_autoptr(GPtrArray) before_ids = entry_ids (before);
  g_autoptr(GPtrArray) after_ids = entry_ids (after);

  if (g_strcmp0 (atrium_section_get_title (before), atrium_section_get_title (after)) != 0)
    add_edit (edits, id, NULL, "title");
  if (atrium_section_get_hidden (before) != atrium_section_get_hidden (after))
    add_edit (edits, id, NULL, "hidden");
  find_order_edits (edits, id, before_ids, after_ids);

  for (guint i = 0; i < atrium_section_get_n_entries (after); i++)
    {
      AtriumEntry *entry = atrium_section_get_entry (after, i);
      AtriumEntry *was = g_hash_table_lookup (old, atrium_entry_get_id (entry));

      if (was != NULL && !atrium_entry_equal (was, entry))
        find_member_edits (edits, id, was, entry);
    }
}

/* The edits that lead from one profile to another, matched by the ids. */
GPtrArray *
_atrium_edits_find (AtriumProfile *before,
                    AtriumProfile *after)
{
  GPtrArray *edits = g_ptr_array_new_with_free_func (edit_free);
  g_autoptr(GHashTable) old = index_sections (before);
  g_autoptr(GPtrArray) before_ids = section_ids (before);
  g_autoptr(GPtrArray) after_ids = section_ids (after);

  find_member_edits (edits, NULL, atrium_profile_get_person (before), atrium_profile_get_person (after));
  find_order_edits (edits, NULL, before_ids, after_ids);
  for (guint i = 0; i < atrium_profile_get_n_sections (after); i++)
    {
      AtriumSection *section = atrium_profile_get_section (after, i);
      AtriumSection *was = g_hash_table_lookup (old, atrium_section_get_id (section));

      if (was != NULL)
        find_section_edits (edits, was, section);
    }

  return edits;
}

static char *
edit_key (const char *section_id,
          const char *entry_id,
          const char *field)
{
  return g_strdup_printf ("%s\t%s\t%s", section_id != NULL ? section_id : "",
                          entry_id != NULL ? entry_id : "", field);
}

static gboolean
is_wanted (GHashTable *wanted,
           const char *section_id,
           const char *entry_id,
           const char *field)
{
  g_autofree char *key = edit_key (section_id, entry_id, field);

  return g_hash_table_contains (wanted, key);
}

static guint
place_after (GPtrArray  *list,
             GHashTable *members,
             GPtrArray  *from,
             guint       index)
{
  guint at;

  for (guint i = index; i > 0; i--)
    if (g_hash_table_contains (members, g_ptr_array_index (from, i - 1)) &&
        g_ptr_array_find_with_equal_func (list, g_ptr_array_index (from, i - 1), g_str_equal, &at))
      return at + 1;

  return 0;
}

/* The ids in the order that only the wanted edits make. */
static GPtrArray *
merge_order (GHashTable *wanted,
             const char *section_id,
             GPtrArray  *before,
             GPtrArray  *after)
{
  g_autoptr(GHashTable) in_before = index_ids (before);
  g_autoptr(GHashTable) in_after = index_ids (after);
  g_autoptr(GHashTable) members = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean reorder = is_wanted (wanted, section_id, NULL, "<>");
  GPtrArray *base = reorder ? after : before;
  GPtrArray *other = reorder ? before : after;
  GPtrArray *list = g_ptr_array_new ();

  for (guint round = 0; round < 2; round++)
    {
      GPtrArray *from = round == 0 ? base : other;

      for (guint i = 0; i < from->len; i++)
        {
          char *id = g_ptr_array_index (from, i);
          gboolean was = g_hash_table_contains (in_before, id);
          gboolean is = g_hash_table_contains (in_after, id);
          const char *section = section_id != NULL ? section_id : id;
          const char *entry = section_id != NULL ? id : NULL;

          if (g_hash_table_contains (members, id) ||
              (was && !is && is_wanted (wanted, section, entry, "-")) ||
              (!was && is && !is_wanted (wanted, section, entry, "+")))
            continue;
          if (round == 0)
            g_ptr_array_add (list, id);
          else
            g_ptr_array_insert (list, place_after (list, members, from, i), id);
          g_hash_table_add (members, id);
        }
    }

  return list;
}

static void
apply_members (GHashTable  *wanted,
               const char  *section_id,
               AtriumEntry *target,
               AtriumEntry *after)
{
  const char *id = atrium_entry_get_id (after);
  g_autoptr(GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < atrium_entry_get_n_members (after); i++)
    {
      const char *name = atrium_entry_get_member_name (after, i);

      if (is_wanted (wanted, section_id, id, name))
        atrium_entry_set (target, name, atrium_entry_get (after, name));
    }
  for (guint i = 0; i < atrium_entry_get_n_members (target); i++)
    {
      const char *name = atrium_entry_get_member_name (target, i);

      if (atrium_entry_get (after, name) == NULL && is_wanted (wanted, section_id, id, name))
        g_ptr_array_add (gone, g_strdup (name));
    }
  for (guint i = 0; i < gone->len; i++)
    atrium_entry_set (target, g_ptr_array_index (gone, i), NULL);
  if (is_wanted (wanted, section_id, id, "hidden"))
    atrium_entry_set_hidden (target, atrium_entry_get_hidden (after));
}

static AtriumSection *
apply_section (GHashTable    *wanted,
               AtriumSection *before,
               AtriumSection *after)
{
  const char *id = atrium_section_get_id (before);
  AtriumSection *section = atrium_section_new (atrium_section_get_kind (before), id,
                                               atrium_section_get_title (before));
  g_autoptr(GHashTable) old = index_entries (before);
  g_autoptr(GHashTable) new = index_entries (after);
  g_autoptr(GPtrArray) before_ids = entry_ids (before);
  g_autoptr(GPtrArray) after_ids = entry_ids (after);
  g_autoptr(GPtrArray) ids = merge_order (wanted, id, before_ids, after_ids);

  atrium_section_set_page (section, atrium_section_get_page (before));
  atrium_section_set_extra (section, atrium_section_get_extra (before));
  atrium_section_set_hidden (section, atrium_section_get_hidden (before));
  if (is_wanted (wanted, id, NULL, "title"))
    atrium_section_set_title (section, atrium_section_get_title (after));
  if (is_wanted (wanted, id, NULL, "hidden"))
    atrium_section_set_hidden (section, atrium_section_get_hidden (after));

  for (guint i = 0; i < ids->len; i++)
    {
      AtriumEntry *was = g_hash_table_lookup (old, g_ptr_array_index (ids, i));
      AtriumEntry *is = g_hash_table_lookup (new, g_ptr_array_index (ids, i));
      g_autoptr(AtriumEntry) entry = atrium_entry_copy (was != NULL ? was : is);

      if (was != NULL && is != NULL)
        apply_members (wanted, id, entry, is);
      atrium_section_append (section, entry);
    }

  return section;
}

/* The profile that some of the edits make of @before. */
AtriumProfile *
_atrium_edits_apply (AtriumProfile *before,
                     AtriumProfile *after,
                     GPtrArray     *edits)
{
  g_autoptr(GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(AtriumProfile) empty = atrium_profile_copy (before);
  g_autoptr(GHashTable) old = index_sections (before);
  g_autoptr(GHashTable) new = index_sections (after);
  g_autoptr(GPtrArray) before_ids = section_ids (before);
  g_autoptr(GPtrArray) after_ids = section_ids (after);
  g_autoptr(GPtrArray) ids = NULL;

  for (guint i = 0; i < edits->len; i++)
    {
      const AtriumEdit *edit = g_ptr_array_index (edits, i);

      g_hash_table_add (wanted, edit_key (edit->section_id, edit->entry_id, edit->field));
    }

  while (atrium_profile_get_n_sections (empty) > 0)
    atrium_profile_remove (empty, atrium_profile_get_n_sections (empty) - 1);
  apply_members (wanted, NULL, atrium_profile_get_person (empty), atrium_profile_get_person (after));

  ids = merge_order (wanted, NULL, before_ids, after_ids);
  for (guint i = 0; i < ids->len; i++)
    {
      AtriumSection *was = g_hash_table_lookup (old, g_ptr_array_index (ids, i));
      AtriumSection *is = g_hash_table_lookup (new, g_ptr_array_index (ids, i));
      g_autoptr(AtriumSection) section = was != NULL && is != NULL
        ? apply_section (wanted, was, is) : atrium_section_copy (was != NULL ? was : is);

      atrium_profile_append (empty, section);
    }

  return g_steal_pointer (&empty);
}

static gboolean
find_pointer (AtriumProfile    *profile,
              const AtriumEdit *edit,
              GString          *out)
{
  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    {
      AtriumSection *section = atrium_profile_get_section (profile, i);

      if (g_strcmp0 (atrium_section_get_id (section), edit->section_id) != 0)
        continue;
      g_string_append_printf (out, "sections/%u", i);
      if (edit->entry_id == NULL)
        return TRUE;
      for (guint j = 0; j < atrium_section_get_n_entries (section); j++)
        if (g_strcmp0 (atrium_entry_get_id (atrium_section_get_entry (section, j)), edit->entry_id) == 0)
          {
            g_string_append_printf (out, "/entries/%u", j);
            return TRUE;
          }
      g_string_truncate (out, 0);
    }

  return FALSE;
}

/* The pointer of an edit: in the new profile, or in the old one for what went. */
char *
_atrium_edit_dup_pointer (const AtriumEdit *edit,
                          AtriumProfile    *before,
                          AtriumProfile    *after)
{
  g_autoptr(GString) out = g_string_new (NULL);

  if (edit->section_id == NULL)
    g_string_append (out, edit->entry_id != NULL ? "person" : "sections");
  else if (!find_pointer (after, edit, out))
    find_pointer (before, edit, out);

  if (edit->field != NULL && strpbrk (edit->field, "+-<") == NULL)
    g_string_append_printf (out, "/%s", edit->field);

  return g_string_free_and_steal (g_steal_pointer (&out));
}
