#include "atrium-writer-private.h"

#include <string.h>

#include "atrium-date.h"
#include "atrium-latex.h"

static gboolean
is_list (AtriumValue *value)
{
  return value != NULL && atrium_value_get_value_type (value) == ATRIUM_VALUE_LIST;
}

/* the bytes of a space at @text, also of one that does not break; 0 where there is none */
static gsize
space_length (const char *text)
{
  if (g_ascii_isspace (*text))
    return 1;

  return g_str_has_prefix (text, "\u00a0") ? strlen ("\u00a0") : 0;
}

/* text with the white space that a page cannot hold made alike */
static char *
fold_text (const char *text,
           gboolean    one_line)
{
  g_autoptr(GString) out = g_string_new (NULL);

  while (*text != '\0')
    {
      guint lines = 0;
      gboolean space = FALSE;

      while (space_length (text) > 0)
        {
          lines += *text == '\n';
          text += space_length (text);
          space = TRUE;
        }
      if (space && out->len > 0 && *text != '\0')
        for (guint i = 0; i < (one_line || lines == 0 ? 1 : MIN (lines, 2)); i++)
          g_string_append_c (out, one_line || lines == 0 ? ' ' : '\n');
      while (*text != '\0' && space_length (text) == 0)
        g_string_append_c (out, *text++);
    }

  return g_string_free_and_steal (g_steal_pointer (&out));
}

static gboolean
text_equal (AtriumFieldType  type,
            const char      *a,
            const char      *b)
{
  g_autofree char *p = fold_text (a, type != ATRIUM_FIELD_TEXT && type != ATRIUM_FIELD_CODE);
  g_autofree char *q = fold_text (b, type != ATRIUM_FIELD_TEXT && type != ATRIUM_FIELD_CODE);

  return g_str_equal (p, q);
}

/* TRUE where two values of a field are the same to a reader of the page. */
gboolean
_atrium_field_equal (AtriumFieldType  type,
                     AtriumValue     *a,
                     AtriumValue     *b)
{
  if (atrium_value_equal (a, b) || (atrium_value_is_empty (a) && atrium_value_is_empty (b)))
    return TRUE;
  if (atrium_value_get_string (a) != NULL && atrium_value_get_string (b) != NULL)
    return text_equal (type, atrium_value_get_string (a), atrium_value_get_string (b));
  if (!is_list (a) || !is_list (b) || atrium_value_get_n_items (a) != atrium_value_get_n_items (b))
    return FALSE;

  for (guint i = 0; i < atrium_value_get_n_items (a); i++)
    {
      AtriumValue *p = atrium_value_get_item (a, i);
      AtriumValue *q = atrium_value_get_item (b, i);

      if (_atrium_list_item_equal (type, p, q))
        continue;
      if (atrium_value_get_string (p) == NULL || atrium_value_get_string (q) == NULL ||
          !text_equal (type, atrium_value_get_string (p), atrium_value_get_string (q)))
        return FALSE;
    }

  return TRUE;
}

/* The same links, in whatever order: where a theme has a key for each service, it also has
 * an order for them. */
static gboolean
same_links (AtriumValue *a,
            AtriumValue *b)
{
  guint n = atrium_value_get_n_items (a);
  g_autofree gboolean *used = g_new0 (gboolean, n + 1);

  if (!is_list (a) || !is_list (b) || n != atrium_value_get_n_items (b) || n > 1000)
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      guint j = 0;

      while (j < n && (used[j] || !_atrium_list_item_equal (ATRIUM_FIELD_LINKS, atrium_value_get_item (a, i),
                                                            atrium_value_get_item (b, j))))
        j++;
      if (j == n)
        return FALSE;
      used[j] = TRUE;
    }

  return TRUE;
}

static void
mismatch_free (gpointer data)
{
  AtriumMismatch *self = data;

  g_free (self->entry_id);
  g_free (self->section_id);
  g_free (self->field);
  g_free (self);
}

static void
add_mismatch (GPtrArray     *mismatches,
              AtriumSection *section,
              AtriumEntry   *entry,
              const char    *field,
              gboolean       derived)
{
  AtriumMismatch *self = g_new0 (AtriumMismatch, 1);

  g_debug ("%s %s %s does not read back%s", section != NULL ? atrium_section_get_title (section) : "",
           entry != NULL ? atrium_entry_get_id (entry) : "", field != NULL ? field : "",
           derived ? " (derived)" : "");
  self->section_id = section != NULL ? g_strdup (atrium_section_get_id (section)) : NULL;
  self->entry_id = entry != NULL ? g_strdup (atrium_entry_get_id (entry)) : NULL;
  self->field = g_strdup (field);
  self->derived = derived;
  g_ptr_array_add (mismatches, self);
}

gboolean
_atrium_member_is_compared (AtriumEntry *entry,
                            const char  *name)
{
  g_autofree char *base = NULL;

  if (g_str_equal (name, "source") || g_str_equal (name, "id"))
    return FALSE;
  if (!g_str_has_suffix (name, "Text") || g_str_equal (name, "Text"))
    return TRUE;
  base = g_strndup (name, strlen (name) - strlen ("Text"));

  return _atrium_field_type (entry, base) != ATRIUM_FIELD_DATE;
}

static gboolean
is_slot_of (const AtriumSlot *slot,
            const char       *field)
{
  gsize length = strlen (field);

  return strncmp (slot->path, field, length) == 0 &&
         (slot->path[length] == '\0' || slot->path[length] == '/');
}

/* TRUE where a field has no text of its own: it was concluded from others, or stands
 * inside the text of another one */
static gboolean
has_no_own_text (AtriumEntryMap *map,
                 const char     *field)
{
  if (map == NULL)
    return TRUE;

  for (guint i = 0; i < map->slots->len; i++)
    {
      const AtriumSlot *slot = &g_array_index (map->slots, AtriumSlot, i);
      gboolean inside = FALSE;

      if (!is_slot_of (slot, field))
        continue;
      for (guint j = 0; j < map->slots->len && !inside; j++)
        {
          const AtriumSlot *other = &g_array_index (map->slots, AtriumSlot, j);

          inside = !is_slot_of (other, field) && strchr (other->path, '/') == NULL &&
                   _atrium_source_same (other->source, slot->source) &&
                   atrium_span_contains (other->span, slot->span);
        }
      if (!inside)
        return FALSE;
    }

  return TRUE;
}

/* TRUE where the people that differ are called by something else than their names: an author
 * of a paper by the file that has the name. */
static gboolean
is_named_elsewhere (AtriumEntryMap *map,
                    const char     *field,
                    AtriumValue    *want,
                    AtriumValue    *got)
{
  guint n = atrium_value_get_n_items (got);

  if (map == NULL || n == 0 || atrium_value_get_n_items (want) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      AtriumValue *item = atrium_value_get_item (got, i);
      const char *name = atrium_value_get_member_string (item, "name");
      g_autofree char *path = g_strdup_printf ("%s/%u/name", field, i);
      const AtriumSlot *slot = atrium_slots_find (map->slots, path);
      g_autofree char *text = NULL;

      if (_atrium_list_item_equal (ATRIUM_FIELD_PEOPLE, atrium_value_get_item (want, i), item))
        continue;
      text = slot != NULL ? atrium_source_dup_span (slot->source, slot->span) : NULL;
      if (text == NULL || name == NULL || strstr (text, name) != NULL)
        return FALSE;
    }

  return TRUE;
}

static char *
through_latex (const char *markdown)
{
  g_autofree char *latex = atrium_markdown_to_latex (markdown, FALSE);

  return atrium_latex_to_markdown (latex);
}

/* BibTeX has one spelling for what Markdown has two: _x_ and *x* */
static gboolean
same_in_latex (AtriumEntryMap *map,
               const char     *field,
               AtriumValue    *a,
               AtriumValue    *b)
{
  const AtriumSlot *slot = map != NULL && map->form == ATRIUM_ENTRY_FORM_RECORD
    ? atrium_slots_find (map->slots, field) : NULL;
  g_autofree char *p = NULL;
  g_autofree char *q = NULL;

  if (slot == NULL || slot->spelling != ATRIUM_SPELLING_BIBTEX ||
      atrium_value_get_string (a) == NULL || atrium_value_get_string (b) == NULL)
    return FALSE;
  p = through_latex (atrium_value_get_string (a));
  q = through_latex (atrium_value_get_string (b));

  return text_equal (ATRIUM_FIELD_INLINE, p, q);
}

static gboolean
people_equal_but_self (AtriumValue *a,
                       AtriumValue *b,
                       AtriumValue *old)
{
  guint n = atrium_value_get_n_items (a);

  if (n != atrium_value_get_n_items (b))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      AtriumValue *want = atrium_value_get_item (a, i);
      AtriumValue *self = atrium_value_get_member (want, "self");
      g_autoptr(AtriumValue) got = atrium_value_with_member (atrium_value_get_item (b, i), "self", self);

      if (!_atrium_list_item_equal (ATRIUM_FIELD_PEOPLE, want, got))
        return FALSE;
      /* where somebody who was there is to be the owner, or is not to be, it is a wish */
      for (guint j = 0; j < atrium_value_get_n_items (old); j++)
        {
          AtriumValue *was = atrium_value_get_item (old, j);

          if (g_strcmp0 (atrium_value_get_member_string (was, "name"), atrium_value_get_member_string (want, "name")) == 0 &&
              atrium_value_get_boolean (atrium_value_get_member (was, "self")) != atrium_value_get_boolean (self))
            return FALSE;
        }
    }

  return TRUE;
}

/* a theme that knows its owner by name says so of new people too */
static gboolean
same_people (AtriumEntryMap  *map,
             AtriumFieldType  type,
             AtriumValue     *a,
             AtriumValue     *b,
             AtriumEntry     *old,
             const char      *field)
{
  return map != NULL && map->form == ATRIUM_ENTRY_FORM_RECORD && type == ATRIUM_FIELD_PEOPLE && is_list (a) && is_list (b) &&
         people_equal_but_self (a, b, old != NULL ? atrium_entry_get (old, field) : NULL);
}

/* TRUE where people differ in nothing but who of them is the owner, which a list of bare names
 * does not say. */
static gboolean
is_same_but_self (AtriumValue *want,
                  AtriumValue *got)
{
  guint n = atrium_value_get_n_items (got);

  if (n == 0 || atrium_value_get_n_items (want) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AtriumValue) a = atrium_value_with_member (atrium_value_get_item (want, i), "self", NULL);
      g_autoptr(AtriumValue) b = atrium_value_with_member (atrium_value_get_item (got, i), "self", NULL);

      if (!_atrium_list_item_equal (ATRIUM_FIELD_PEOPLE, a, b))
        return FALSE;
    }

  return TRUE;
}

/* TRUE where people got other names in their places, and those who did are not the owner any
 * more, or are it now, because nothing but the name said so. */
static gboolean
follows_from_names (AtriumValue *old,
                    AtriumValue *want,
                    AtriumValue *got)
{
  guint n = atrium_value_get_n_items (want);

  if (!is_list (want) || !is_list (got) || !is_list (old) || n != atrium_value_get_n_items (got) || n != atrium_value_get_n_items (old))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      AtriumValue *a = atrium_value_get_item (want, i);
      AtriumValue *was = atrium_value_get_item (old, i);
      g_autoptr(AtriumValue) b = NULL;

      if (_atrium_list_item_equal (ATRIUM_FIELD_PEOPLE, a, atrium_value_get_item (got, i)))
        continue;
      b = atrium_value_with_member (atrium_value_get_item (got, i), "self", atrium_value_get_member (a, "self"));
      if (!_atrium_list_item_equal (ATRIUM_FIELD_PEOPLE, a, b) ||
          g_strcmp0 (atrium_value_get_member_string (a, "name"), atrium_value_get_member_string (was, "name")) == 0 ||
          atrium_value_get_boolean (atrium_value_get_member (a, "self")) != atrium_value_get_boolean (atrium_value_get_member (was, "self")))
        return FALSE;
    }

  return TRUE;
}

static void
compare_field (AtriumPass     *pass,
               AtriumSection  *section,
               AtriumEntry    *want,
               AtriumEntry    *got,
               AtriumEntryMap *got_map,
               const char     *name,
               GPtrArray      *mismatches)
{
  AtriumEntry *old = section == NULL ? atrium_profile_get_person (pass->reading->profile)
                     : g_hash_table_lookup (pass->old_entries, atrium_entry_get_id (want));
  AtriumValue *a = atrium_entry_get (want, name);
  AtriumValue *b = atrium_entry_get (got, name);
  gboolean changed;

  if (!_atrium_member_is_compared (want, name) ||
      _atrium_field_equal (_atrium_field_type (want, name), a, b))
    return;

  if (section == NULL && g_str_equal (name, "links") && same_links (a, b))
    return;
  if (same_in_latex (got_map, name, a, b) || same_people (got_map, _atrium_field_type (want, name), a, b, old, name))
    return;
  /* a new file has what its theme cannot do without, as the list it stands on */
  if (old == NULL && atrium_value_is_empty (a) && got_map != NULL && got_map->form == ATRIUM_ENTRY_FORM_FILE)
    return;

  if (old == NULL && got_map != NULL && got_map->form == ATRIUM_ENTRY_FORM_FILE &&
      _atrium_field_type (want, name) == ATRIUM_FIELD_PEOPLE && is_same_but_self (a, b))
    return;

  if (old != NULL && _atrium_field_type (want, name) == ATRIUM_FIELD_PEOPLE && follows_from_names (atrium_entry_get (old, name), a, b))
    return;

  changed = old != NULL ? !atrium_value_equal (atrium_entry_get (old, name), a)
                        : !atrium_value_is_empty (a);
  add_mismatch (mismatches, section, want, name,
                !changed && (has_no_own_text (got_map, name) ||
                             (_atrium_field_type (want, name) == ATRIUM_FIELD_PEOPLE &&
                              is_named_elsewhere (got_map, name, a, b))));
}

static void
compare_entry (AtriumPass     *pass,
               AtriumSection  *section,
               AtriumEntry    *want,
               AtriumEntry    *got,
               AtriumEntryMap *got_map,
               GPtrArray      *mismatches)
{
  if (atrium_entry_get_kind (want) != atrium_entry_get_kind (got))
    add_mismatch (mismatches, section, want, NULL, FALSE);
  if (atrium_entry_get_hidden (want) != atrium_entry_get_hidden (got))
    add_mismatch (mismatches, section, want, "hidden", FALSE);

  for (guint i = 0; i < atrium_entry_get_n_members (want); i++)
    compare_field (pass, section, want, got, got_map, atrium_entry_get_member_name (want, i), mismatches);
  for (guint i = 0; i < atrium_entry_get_n_members (got); i++)
    {
      const char *name = atrium_entry_get_member_name (got, i);

      if (atrium_entry_get (want, name) == NULL)
        compare_field (pass, section, want, got, got_map, name, mismatches);
    }
}

static gboolean
is_file_section (AtriumSectionMap *map)
{
  return map != NULL && map->entries->len > 0 &&
         ((AtriumEntryMap *) g_ptr_array_index (map->entries, 0))->form == ATRIUM_ENTRY_FORM_FILE;
}

/* where the entries of a section stand: by path, and by title for those that are new */
typedef struct
{
  GHashTable *by_id;
  GHashTable *by_title;
  GHashTable *used;
} FileIndex;

static void
queue_free (gpointer data)
{
  g_queue_free (data);
}

static void
index_add (GHashTable *index,
           const char *key,
           guint       at)
{
  GQueue *places = g_hash_table_lookup (index, key);

  if (places == NULL)
    {
      places = g_queue_new ();
      g_hash_table_insert (index, (gpointer) key, places);
    }
  g_queue_push_tail (places, GUINT_TO_POINTER (at));
}

static const char *
title_of (AtriumEntry *entry)
{
  const char *title = atrium_entry_get_string (entry, "title");

  return title != NULL ? title : "";
}

static void
file_index_init (FileIndex     *self,
                 AtriumSection *section)
{
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, queue_free);
  self->by_title = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, queue_free);
  self->used = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < atrium_section_get_n_entries (section); i++)
    {
      AtriumEntry *entry = atrium_section_get_entry (section, i);

      index_add (self->by_id, atrium_entry_get_id (entry), i);
      index_add (self->by_title, title_of (entry), i);
    }
}

static void
file_index_clear (FileIndex *self)
{
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->by_title);
  g_hash_table_unref (self->used);
}

static int
take_unused (FileIndex  *self,
             GHashTable *index,
             const char *key)
{
  GQueue *places = g_hash_table_lookup (index, key);

  while (places != NULL && !g_queue_is_empty (places))
    {
      guint at = GPOINTER_TO_UINT (g_queue_pop_head (places));

      if (g_hash_table_add (self->used, GUINT_TO_POINTER (at + 1)))
        return at;
    }

  return -1;
}

/* The entry of a file is known by its path, a new one by its title. */
static int
find_file (FileIndex   *self,
           AtriumEntry *want)
{
  int at = take_unused (self, self->by_id, atrium_entry_get_id (want));

  return at >= 0 ? at : take_unused (self, self->by_title, title_of (want));
}

/* TRUE where entries changed places among those that were there before */
static gboolean
was_reordered (AtriumPass    *pass,
               AtriumSection *section)
{
  AtriumSection *old = g_hash_table_lookup (pass->old_sections, atrium_section_get_id (section));
  guint last = 0;

  for (guint i = 0; old != NULL && i < atrium_section_get_n_entries (section); i++)
    {
      AtriumEntry *entry = atrium_section_get_entry (section, i);
      AtriumEntry *before = g_hash_table_lookup (pass->old_entries, atrium_entry_get_id (entry));
      guint index;

      if (before == NULL || !atrium_section_find (old, before, &index))
        continue;
      if (index < last)
        return TRUE;
      last = index;
    }

  return FALSE;
}

/* Entries that have files of their own: the theme decides about their order, so that only a
 * move is a wish that it cannot fulfil. */
static void
compare_files (AtriumPass       *pass,
               AtriumSection    *want,
               AtriumSection    *got,
               AtriumSectionMap *got_map,
               GPtrArray        *mismatches)
{
  FileIndex index;
  gboolean in_order = TRUE;

  file_index_init (&index, got);
  for (guint i = 0; i < atrium_section_get_n_entries (want); i++)
    {
      AtriumEntry *entry = atrium_section_get_entry (want, i);
      int at = find_file (&index, entry);

      if (at < 0)
        {
          add_mismatch (mismatches, want, entry, NULL, FALSE);
          continue;
        }
      in_order = in_order && at == (int) i;
      compare_entry (pass, want, entry, atrium_section_get_entry (got, at),
                     g_ptr_array_index (got_map->entries, at), mismatches);
    }

  if (!in_order && was_reordered (pass, want))
    add_mismatch (mismatches, want, NULL, "<>", FALSE);
  file_index_clear (&index);
}

/* a format of records has names for its lists, which a new one gets */
static gboolean
names_its_lists (AtriumPass       *pass,
                 AtriumSection    *want,
                 AtriumSectionMap *got_map)
{
  return got_map != NULL && got_map->records &&
         g_hash_table_lookup (pass->old_sections, atrium_section_get_id (want)) == NULL;
}

/* what a section without entries holds is told by its title alone */
static gboolean
are_both_empty (AtriumSection *a,
                AtriumSection *b)
{
  return atrium_section_get_n_entries (a) == 0 && atrium_section_get_n_entries (b) == 0;
}

static void
compare_section (AtriumPass       *pass,
                 AtriumSection    *want,
                 AtriumSection    *got,
                 AtriumSectionMap *got_map,
                 GPtrArray        *mismatches)
{
  if (atrium_section_get_kind (want) != atrium_section_get_kind (got) ||
      atrium_section_get_n_entries (want) != atrium_section_get_n_entries (got))
    {
      add_mismatch (mismatches, want, NULL, NULL, are_both_empty (want, got));
      if (!are_both_empty (want, got))
        return;
    }
  if (!text_equal (ATRIUM_FIELD_STRING, atrium_section_get_title (want),
                   atrium_section_get_title (got)))
    add_mismatch (mismatches, want, NULL, "title", names_its_lists (pass, want, got_map));
  if (atrium_section_get_hidden (want) != atrium_section_get_hidden (got))
    add_mismatch (mismatches, want, NULL, "hidden", FALSE);

  if (is_file_section (got_map))
    {
      compare_files (pass, want, got, got_map, mismatches);
      return;
    }

  for (guint i = 0; i < atrium_section_get_n_entries (want); i++)
    {
      AtriumEntryMap *map =
        got_map != NULL && i < got_map->entries->len ? g_ptr_array_index (got_map->entries, i) : NULL;

      compare_entry (pass, want, atrium_section_get_entry (want, i),
                     atrium_section_get_entry (got, i), map, mismatches);
    }
}

/* a section that has neither a heading nor an entry is not on the page, a folder without a
 * file not on the disk */
static gboolean
is_nothing (AtriumPass    *pass,
            AtriumSection *section)
{
  const AtriumLensStyle *style = pass->reading->lens->style;

  if (atrium_section_get_n_entries (section) > 0)
    return FALSE;
  for (guint i = 0; style != NULL && i < style->n_collections; i++)
    if (g_str_equal (style->collections[i].folder, atrium_section_get_id (section)))
      return TRUE;

  return *atrium_section_get_title (section) == '\0';
}

static GArray *
visible_sections (AtriumPass    *pass,
                  AtriumProfile *profile)
{
  GArray *visible = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    if (!is_nothing (pass, atrium_profile_get_section (profile, i)))
      g_array_append_val (visible, i);

  return visible;
}

/* What of @pass's profile does not read as it was written. */
GPtrArray *
_atrium_verify (AtriumPass    *pass,
                AtriumReading *again)
{
  GPtrArray *mismatches = g_ptr_array_new_with_free_func (mismatch_free);
  g_autoptr(GArray) want = visible_sections (pass, pass->profile);
  g_autoptr(GArray) got = visible_sections (pass, again->profile);

  compare_entry (pass, NULL, atrium_profile_get_person (pass->profile),
                 atrium_profile_get_person (again->profile), NULL, mismatches);
  if (want->len != got->len)
    {
      add_mismatch (mismatches, NULL, NULL, NULL, FALSE);
      return mismatches;
    }

  for (guint i = 0; i < want->len; i++)
    {
      guint a = g_array_index (want, guint, i);
      guint b = g_array_index (got, guint, i);

      compare_section (pass, atrium_profile_get_section (pass->profile, a),
                       atrium_profile_get_section (again->profile, b),
                       b < again->map->sections->len ? g_ptr_array_index (again->map->sections, b) : NULL,
                       mismatches);
    }

  return mismatches;
}
