#include "atrium-profile-json.h"

#include <string.h>

#include "atrium-error.h"
#include "atrium-profile-json-private.h"
#include "atrium-value-json-private.h"

#define VERSION 1

/* of one entry; an entry looks for them one by one */
#define MAX_MEMBERS 1024

/* the members of a section that it knows itself */
static const char *const section_members[] = { "id", "kind", "title", "page", "hidden", "entries" };
static const char *const profile_members[] = { "version", "person", "sections" };

static gboolean
is_one_of (const char        *name,
           const char *const *names,
           guint              n_names)
{
  guint i;

  for (i = 0; i < n_names; i++)
    if (strcmp (names[i], name) == 0)
      return TRUE;
  return FALSE;
}

/* --- ids ---------------------------------------------------------------- */

static const char *
get_string (AtriumJsonNode *object,
            const char     *name)
{
  AtriumJsonNode *node = atrium_json_lookup (object, name);

  return node != NULL && node->type == ATRIUM_JSON_STRING ? node->text : NULL;
}

/* keeps the id that stands there, if no other node had it before */
static void
claim_id (GHashTable     *ids,
          GHashTable     *owners,
          AtriumJsonNode *node)
{
  const char *id = get_string (node, "id");

  if (id == NULL || id[0] == '\0' || g_hash_table_contains (owners, id))
    return;
  g_hash_table_insert (owners, g_strdup (id), node);
  g_hash_table_insert (ids, node, g_strdup (id));
}

static void
derive_id (GHashTable     *ids,
           GHashTable     *owners,
           AtriumJsonNode *node,
           const char     *prefix,
           guint           index)
{
  g_autofree char *id = NULL;
  guint n;

  if (g_hash_table_contains (ids, node))
    return;
  id = g_strdup_printf ("%s%u", prefix, index);
  for (n = 2; g_hash_table_contains (owners, id); n++)
    {
      g_free (id);
      id = g_strdup_printf ("%s%u-%u", prefix, index, n);
    }
  g_hash_table_insert (owners, g_strdup (id), node);
  g_hash_table_insert (ids, node, g_steal_pointer (&id));
}

static AtriumJsonNode *
first_of_list (AtriumJsonNode *object,
               const char     *name)
{
  AtriumJsonNode *list = atrium_json_lookup (object, name);

  return list != NULL && list->type == ATRIUM_JSON_ARRAY ? list->first_child : NULL;
}

GHashTable *
_atrium_profile_json_get_ids (AtriumJsonNode *root)
{
  GHashTable *ids = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr(GHashTable) owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  AtriumJsonNode *section, *entry;
  guint i, j;

  g_hash_table_insert (owners, g_strdup ("person"), root);
  for (section = first_of_list (root, "sections"); section != NULL; section = section->next)
    {
      claim_id (ids, owners, section);
      for (entry = first_of_list (section, "entries"); entry != NULL; entry = entry->next)
        claim_id (ids, owners, entry);
    }
  for (section = first_of_list (root, "sections"), i = 0; section != NULL; section = section->next, i++)
    {
      g_autofree char *prefix = g_strdup_printf ("s%ue", i);

      derive_id (ids, owners, section, "s", i);
      for (entry = first_of_list (section, "entries"), j = 0; entry != NULL; entry = entry->next, j++)
        derive_id (ids, owners, entry, prefix, j);
    }
  return ids;
}

/* --- reading ------------------------------------------------------------ */

static gboolean
check_type (AtriumJson      *json,
            AtriumJsonNode  *node,
            AtriumJsonType   type,
            const char      *what,
            GError         **error)
{
  if (node->type == type)
    return TRUE;
  atrium_set_error_at (error, ATRIUM_ERROR_INVALID, atrium_json_get_source (json), node->span.start,
                       "%s has to be %s", what, type == ATRIUM_JSON_ARRAY ? "a list" : "an object");
  return FALSE;
}

/* the value of a member that may be missing or null */
static gboolean
lookup_typed (AtriumJson      *json,
              AtriumJsonNode  *object,
              const char      *name,
              AtriumJsonType   type,
              AtriumJsonNode **node,
              GError         **error)
{
  *node = atrium_json_lookup (object, name);
  if (*node != NULL && (*node)->type == ATRIUM_JSON_NULL)
    *node = NULL;
  return *node == NULL || check_type (json, *node, type, name, error);
}

static void
read_members (AtriumEntry    *entry,
              AtriumJsonNode *node,
              gboolean        person)
{
  AtriumJsonNode *child;

  for (child = node->first_child; child != NULL; child = child->next)
    {
      g_autoptr(AtriumValue) value = NULL;

      if (!person && (strcmp (child->name, "id") == 0 || strcmp (child->name, "hidden") == 0))
        continue;
      value = _atrium_json_to_value (child);
      atrium_entry_set (entry, child->name, value);
    }
}

static gboolean
check_size (AtriumJson      *json,
            AtriumJsonNode  *node,
            GError         **error)
{
  if (node->n_children <= MAX_MEMBERS)
    return TRUE;
  atrium_set_error_at (error, ATRIUM_ERROR_TOO_LARGE, atrium_json_get_source (json), node->span.start,
                       "more than %d members", MAX_MEMBERS);
  return FALSE;
}

static gboolean
is_true (AtriumJsonNode *object,
         const char     *name)
{
  AtriumJsonNode *node = atrium_json_lookup (object, name);

  return node != NULL && node->type == ATRIUM_JSON_TRUE;
}

static gboolean
read_entry (AtriumJson      *json,
            AtriumJsonNode  *node,
            GHashTable      *ids,
            AtriumSection   *section,
            GError         **error)
{
  g_autoptr(AtriumEntry) entry = NULL;

  if (!check_type (json, node, ATRIUM_JSON_OBJECT, "an entry", error) || !check_size (json, node, error))
    return FALSE;
  entry = atrium_entry_new (atrium_section_get_kind (section), g_hash_table_lookup (ids, node));
  atrium_entry_set_hidden (entry, is_true (node, "hidden"));
  read_members (entry, node, FALSE);
  atrium_section_append (section, entry);
  return TRUE;
}

/* The members of @object that are not among @names, and those among them that are not what
 * they should be: `"kind": "recipes"` comes from a later version. */
static AtriumValue *
read_extra (AtriumJsonNode    *object,
            const char *const *names,
            guint              n_names,
            AtriumSection     *section)
{
  g_autoptr(GPtrArray) kept = g_ptr_array_new ();
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);
  AtriumJsonNode *child;
  AtriumKind kind;

  for (child = object->first_child; child != NULL; child = child->next)
    {
      gboolean known = is_one_of (child->name, names, n_names);

      if (section != NULL && strcmp (child->name, "kind") == 0)
        known = child->type == ATRIUM_JSON_STRING && atrium_kind_from_id (child->text, &kind);
      else if (section != NULL && (strcmp (child->name, "title") == 0 || strcmp (child->name, "page") == 0))
        known = child->type == ATRIUM_JSON_STRING;
      if (known)
        continue;
      g_ptr_array_add (kept, child->name);
      g_ptr_array_add (values, _atrium_json_to_value (child));
    }
  return atrium_value_new_record_of ((const char *const *) kept->pdata,
                                     (AtriumValue *const *) values->pdata, kept->len);
}

static gboolean
read_section (AtriumJson      *json,
              AtriumJsonNode  *node,
              GHashTable      *ids,
              AtriumProfile   *profile,
              GError         **error)
{
  g_autoptr(AtriumSection) section = NULL;
  g_autoptr(AtriumValue) extra = NULL;
  AtriumJsonNode *entries, *child;
  AtriumKind kind = ATRIUM_KIND_LIST;
  const char *title;

  if (!check_type (json, node, ATRIUM_JSON_OBJECT, "a section", error)
      || !lookup_typed (json, node, "entries", ATRIUM_JSON_ARRAY, &entries, error))
    return FALSE;
  if (!atrium_kind_from_id (get_string (node, "kind"), &kind))
    kind = ATRIUM_KIND_LIST;
  title = get_string (node, "title");
  section = atrium_section_new (kind, g_hash_table_lookup (ids, node), title != NULL ? title : "");
  atrium_section_set_page (section, get_string (node, "page"));
  atrium_section_set_hidden (section, is_true (node, "hidden"));
  extra = read_extra (node, section_members, G_N_ELEMENTS (section_members), section);
  atrium_section_set_extra (section, extra);

  for (child = entries != NULL ? entries->first_child : NULL; child != NULL; child = child->next)
    if (!read_entry (json, child, ids, section, error))
      return FALSE;
  atrium_profile_append (profile, section);
  return TRUE;
}

static gboolean
check_version (AtriumJson      *json,
               AtriumJsonNode  *root,
               GError         **error)
{
  AtriumJsonNode *node = atrium_json_lookup (root, "version");

  if (node == NULL || node->type != ATRIUM_JSON_NUMBER || g_ascii_strtod (node->text, NULL) < VERSION + 1)
    return TRUE;
  atrium_set_error_at (error, ATRIUM_ERROR_INVALID, atrium_json_get_source (json), node->span.start,
                       "the profile has version %s, this program knows version %d", node->text, VERSION);
  return FALSE;
}

AtriumProfile *
_atrium_profile_from_json (AtriumJson  *json,
                           GHashTable  *ids,
                           GError     **error)
{
  g_autoptr(AtriumProfile) profile = atrium_profile_new ();
  g_autoptr(AtriumValue) extra = NULL;
  AtriumJsonNode *root = atrium_json_get_root (json);
  AtriumJsonNode *person, *sections, *child;

  if (!check_type (json, root, ATRIUM_JSON_OBJECT, "a profile", error)
      || !check_version (json, root, error)
      || !lookup_typed (json, root, "person", ATRIUM_JSON_OBJECT, &person, error)
      || !lookup_typed (json, root, "sections", ATRIUM_JSON_ARRAY, &sections, error))
    return NULL;
  if (person != NULL && !check_size (json, person, error))
    return NULL;
  if (person != NULL)
    read_members (atrium_profile_get_person (profile), person, TRUE);
  for (child = sections != NULL ? sections->first_child : NULL; child != NULL; child = child->next)
    if (!read_section (json, child, ids, profile, error))
      return NULL;
  extra = read_extra (root, profile_members, G_N_ELEMENTS (profile_members), NULL);
  atrium_profile_set_extra (profile, extra);
  return g_steal_pointer (&profile);
}

/**
 * atrium_profile_read_json:
 * @source: a profile file
 * @error: return location
 *
 * Reads the profile document. Members that this version does not know, and values that do
 * not fit their field, are kept. Where a section or an entry has no id, or one that another
 * has already, it gets one that follows from its place.
 *
 * Returns: (transfer full) (nullable): the profile, or NULL with an error of
 *   atrium_json_read() or, for a document of another shape, ATRIUM_ERROR_INVALID
 */
AtriumProfile *
atrium_profile_read_json (AtriumSource  *source,
                          GError       **error)
{
  g_autoptr(AtriumJson) json = atrium_json_read (source, error);
  g_autoptr(GHashTable) ids = NULL;

  if (json == NULL)
    return NULL;
  ids = _atrium_profile_json_get_ids (atrium_json_get_root (json));
  return _atrium_profile_from_json (json, ids, error);
}

/* --- writing ------------------------------------------------------------ */

/* a record that grows */
typedef struct
{
  GPtrArray *names;
  GPtrArray *values;
} Record;

static void
record_init (Record *self)
{
  self->names = g_ptr_array_new ();
  self->values = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);
}

static void
record_take (Record      *self,
             const char  *name,
             AtriumValue *value)
{
  g_ptr_array_add (self->names, (char *) name);
  g_ptr_array_add (self->values, value);
}

static void
record_take_string (Record     *self,
                    const char *name,
                    const char *text)
{
  record_take (self, name, atrium_value_new_string (text));
}

/* @except: a member that has a better value by now, or NULL */
static void
record_add_members (Record      *self,
                    AtriumValue *record,
                    const char  *except)
{
  guint i, n = atrium_value_get_n_items (record);

  for (i = 0; i < n; i++)
    {
      const char *name = atrium_value_get_member_name (record, i);

      if (g_strcmp0 (name, except) != 0)
        record_take (self, name, atrium_value_ref (atrium_value_get_item (record, i)));
    }
}

static AtriumValue *
record_end (Record *self)
{
  AtriumValue *value = atrium_value_new_record_of ((const char *const *) self->names->pdata,
                                                   (AtriumValue *const *) self->values->pdata, self->names->len);

  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->values);
  return value;
}

static AtriumValue *
entry_to_value (AtriumEntry *entry)
{
  Record record;
  guint i, n = atrium_entry_get_n_members (entry);

  record_init (&record);
  if (atrium_entry_get_kind (entry) != ATRIUM_KIND_PERSON)
    record_take_string (&record, "id", atrium_entry_get_id (entry));
  if (atrium_entry_get_hidden (entry))
    record_take (&record, "hidden", atrium_value_new_boolean (TRUE));
  for (i = 0; i < n; i++)
    {
      const char *name = atrium_entry_get_member_name (entry, i);

      record_take (&record, name, atrium_value_ref (atrium_entry_get (entry, name)));
    }
  return record_end (&record);
}

static AtriumValue *
section_to_value (AtriumSection *section)
{
  AtriumValue *extra = atrium_section_get_extra (section);
  GPtrArray *entries = g_ptr_array_new ();
  Record record;
  guint i;

  for (i = 0; i < atrium_section_get_n_entries (section); i++)
    g_ptr_array_add (entries, entry_to_value (atrium_section_get_entry (section, i)));

  record_init (&record);
  record_take_string (&record, "id", atrium_section_get_id (section));
  record_take_string (&record, "kind", atrium_kind_get_info (atrium_section_get_kind (section))->id);
  record_take_string (&record, "title", atrium_section_get_title (section));
  if (atrium_section_get_page (section) != NULL)
    record_take_string (&record, "page", atrium_section_get_page (section));
  if (atrium_section_get_hidden (section))
    record_take (&record, "hidden", atrium_value_new_boolean (TRUE));
  record_take (&record, "entries", atrium_value_new_list_take (entries));
  /* a kind of a later version takes the place of the one it is shown as */
  record_add_members (&record, extra, atrium_section_get_title (section)[0] != '\0' ? "title" : NULL);
  return record_end (&record);
}

AtriumValue *
_atrium_profile_to_value (AtriumProfile *profile)
{
  GPtrArray *sections = g_ptr_array_new ();
  Record record;
  guint i;

  for (i = 0; i < atrium_profile_get_n_sections (profile); i++)
    g_ptr_array_add (sections, section_to_value (atrium_profile_get_section (profile, i)));

  record_init (&record);
  record_take (&record, "version", atrium_value_new_integer (VERSION));
  record_take (&record, "person", entry_to_value (atrium_profile_get_person (profile)));
  record_take (&record, "sections", atrium_value_new_list_take (sections));
  record_add_members (&record, atrium_profile_get_extra (profile), NULL);
  return record_end (&record);
}

/**
 * atrium_profile_to_json:
 * @profile: a profile
 *
 * Writes the profile document: UTF-8, two spaces a level, one line end at the end, and the
 * members in the order of the table of kinds, unknown ones last.
 *
 * Returns: (transfer full): JSON
 */
char *
atrium_profile_to_json (AtriumProfile *profile)
{
  g_autoptr(AtriumValue) value = _atrium_profile_to_value (profile);
  g_autofree char *json = atrium_value_to_json (value);

  return g_strconcat (json, "\n", NULL);
}

/**
 * atrium_entry_to_json:
 * @entry: an entry or the person
 *
 * Returns: (transfer full): the entry as it stands in the profile document, without a line end
 */
char *
atrium_entry_to_json (AtriumEntry *entry)
{
  g_autoptr(AtriumValue) value = entry_to_value (entry);

  return atrium_value_to_json (value);
}
