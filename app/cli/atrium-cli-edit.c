#include "atrium-cli-private.h"

#include <string.h>

#include "atrium-error.h"
#include "atrium-lens.h"
#include "atrium-profile-json.h"

/* --- reading --- */

/* the profile as the JSON that `import` prints, so that a pointer finds what is seen there */
static AtriumValue *
get_value (AtriumProfile  *profile,
           const char     *pointer,
           GError        **error)
{
  g_autofree char *json = atrium_profile_to_json (profile);
  g_autoptr(AtriumValue) root = _atrium_cli_parse_json (json, error);
  AtriumValue *value;

  if (root == NULL)
    return NULL;

  pointer += *pointer == '/' ? 1 : 0;
  value = *pointer == '\0' ? root : atrium_value_get_at (root, pointer);
  if (value == NULL)
    return g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND, "%s: there is no such value", pointer), NULL;

  return atrium_value_ref (value);
}

/* get PATH POINTER */
int
_atrium_cli_get (int    argc,
                 char **argv)
{
  g_autoptr(AtriumDocument) document = NULL;
  g_autoptr(AtriumValue) value = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *json = NULL;

  if (!_atrium_cli_parse (&argc, argv, NULL, 2, 2))
    return _atrium_cli_wrong (argv[0]);

  document = _atrium_cli_open (argv[1], &error);
  if (document == NULL)
    return _atrium_cli_refuse (error);
  value = get_value (atrium_document_get_profile (document), argv[2], &error);
  if (value == NULL)
    return _atrium_cli_refuse (error);

  if (atrium_value_get_string (value) == NULL)
    json = atrium_value_to_json (value);
  g_print ("%s\n", json != NULL ? g_strchomp (json) : atrium_value_get_string (value));
  return ATRIUM_CLI_DONE;
}

/* --- writing --- */

/* One edit of an opened document: what every editing verb does around its own part. */
typedef gboolean (*Edit) (AtriumProfile  *profile,
                          char          **arguments,
                          GError        **error);

/* All or nothing: where the theme cannot carry the edit, no file is touched. */
static gboolean
save (AtriumDocument  *document,
      GError         **error)
{
  g_autoptr(AtriumPlan) plan = atrium_document_plan_save (document, error);
  GPtrArray *losses;

  if (plan == NULL)
    return FALSE;

  losses = atrium_plan_get_losses (plan);
  if (losses->len > 0)
    {
      AtriumLoss *loss = g_ptr_array_index (losses, 0);

      g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_CANNOT_CARRY, "%s: %s", loss->pointer, loss->reason);
      return FALSE;
    }

  return atrium_plan_apply (plan, NULL, error);
}

static int
edit (int    argc,
      char **argv,
      int    n_arguments,
      Edit   change)
{
  g_autoptr(AtriumDocument) document = NULL;
  g_autoptr(GError) error = NULL;

  if (!_atrium_cli_parse (&argc, argv, NULL, n_arguments + 1, n_arguments + 1))
    return _atrium_cli_wrong (argv[0]);

  document = _atrium_cli_open (argv[1], &error);
  if (document == NULL ||
      !change (atrium_document_get_profile (document), argv + 2, &error) ||
      !save (document, &error))
    return _atrium_cli_refuse (error);

  return ATRIUM_CLI_DONE;
}

static gboolean
cannot (const char  *pointer,
        const char  *reason,
        GError     **error)
{
  g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND, "%s: %s", pointer, reason);
  return FALSE;
}

/* --- set --- */

static gboolean
set_section_member (AtriumSection  *section,
                    const char     *name,
                    const char     *text,
                    const char     *pointer,
                    GError        **error)
{
  g_autoptr(AtriumValue) value = NULL;

  if (g_str_equal (name, "title"))
    {
      atrium_section_set_title (section, text);
      return TRUE;
    }
  if (!g_str_equal (name, "hidden"))
    return cannot (pointer, "only title and hidden of a section can be set", error);

  value = _atrium_cli_parse_json (text, error);
  if (value == NULL)
    return FALSE;
  atrium_section_set_hidden (section, atrium_value_get_boolean (value));
  return TRUE;
}

static gboolean
set_entry_member (AtriumPointer  *pointer,
                  const char     *text,
                  GError        **error)
{
  g_autoptr(AtriumValue) value = _atrium_cli_parse_value (pointer, text, error);

  if (value == NULL)
    return FALSE;
  if (g_str_equal (pointer->rest, "hidden"))
    {
      atrium_entry_set_hidden (pointer->entry, atrium_value_get_boolean (value));
      return TRUE;
    }

  return atrium_entry_set_at (pointer->entry, pointer->rest, value, error);
}

static gboolean
change_set (AtriumProfile  *profile,
            char          **arguments,
            GError        **error)
{
  g_auto(AtriumPointer) pointer = { 0 };

  if (!atrium_pointer_parse (profile, arguments[0], &pointer, error))
    return FALSE;
  if (pointer.entry != NULL && pointer.rest != NULL)
    return set_entry_member (&pointer, arguments[1], error);
  if (pointer.section != NULL && pointer.rest != NULL)
    return set_section_member (pointer.section, pointer.rest, arguments[1], arguments[0], error);

  return cannot (arguments[0], "only a field can be set", error);
}

/* set PATH POINTER VALUE */
int
_atrium_cli_set (int    argc,
                 char **argv)
{
  return edit (argc, argv, 2, change_set);
}

/* --- items of lists inside an entry --- */

/* splits `authors/2` into the list's path and an index up to @n_items, which `-` means too */
static gboolean
split_item (AtriumPointer  *pointer,
            const char     *text,
            gboolean        may_be_end,
            char          **list_path,
            guint          *index,
            GError        **error)
{
  const char *slash = pointer->rest != NULL ? strrchr (pointer->rest, '/') : NULL;
  guint64 number = 0;
  guint n_items;

  if (pointer->entry == NULL || slash == NULL)
    return cannot (text, "this is not an item of a list", error);

  *list_path = g_strndup (pointer->rest, slash - pointer->rest);
  n_items = atrium_value_get_n_items (atrium_entry_get_at (pointer->entry, *list_path));
  if (may_be_end && g_str_equal (slash + 1, "-"))
    number = n_items;
  else if (!g_ascii_string_to_unsigned (slash + 1, 10, 0, n_items, &number, NULL) ||
           (number == n_items && !may_be_end))
    return cannot (text, "there is no such item", error);

  *index = (guint) number;
  return TRUE;
}

static AtriumValue *
dup_list (AtriumEntry *entry,
          const char  *path)
{
  AtriumValue *list = atrium_entry_get_at (entry, path);

  return list != NULL ? atrium_value_ref (list) : atrium_value_new_list (NULL, 0);
}

static gboolean
insert_item (AtriumPointer  *pointer,
             char          **arguments,
             GError        **error)
{
  g_autofree char *path = NULL;
  g_autoptr(AtriumValue) item = NULL;
  g_autoptr(AtriumValue) list = NULL;
  g_autoptr(AtriumValue) changed = NULL;
  guint index;

  if (!split_item (pointer, arguments[0], TRUE, &path, &index, error))
    return FALSE;
  item = _atrium_cli_parse_json (arguments[1], error);
  if (item == NULL)
    return FALSE;

  list = dup_list (pointer->entry, path);
  changed = atrium_value_with_insert (list, index, item);
  return atrium_entry_set_at (pointer->entry, path, changed, error);
}

static gboolean
remove_item (AtriumPointer  *pointer,
             const char     *text,
             GError        **error)
{
  g_autofree char *path = NULL;
  g_autoptr(AtriumValue) list = NULL;
  g_autoptr(AtriumValue) changed = NULL;
  guint index;

  if (!split_item (pointer, text, FALSE, &path, &index, error))
    return FALSE;

  list = dup_list (pointer->entry, path);
  changed = atrium_value_without_item (list, index);
  return atrium_entry_set_at (pointer->entry, path, changed, error);
}

static gboolean
move_item (AtriumPointer  *from,
           AtriumPointer  *to,
           char          **arguments,
           GError        **error)
{
  g_autofree char *from_path = NULL;
  g_autofree char *to_path = NULL;
  g_autoptr(AtriumValue) list = NULL;
  g_autoptr(AtriumValue) item = NULL;
  g_autoptr(AtriumValue) without = NULL;
  g_autoptr(AtriumValue) changed = NULL;
  guint from_index, to_index;

  if (!split_item (from, arguments[0], FALSE, &from_path, &from_index, error) ||
      !split_item (to, arguments[1], TRUE, &to_path, &to_index, error))
    return FALSE;
  if (from->entry != to->entry || !g_str_equal (from_path, to_path))
    return cannot (arguments[1], "an item moves within its list", error);

  list = dup_list (from->entry, from_path);
  item = atrium_value_ref (atrium_value_get_item (list, from_index));
  without = atrium_value_without_item (list, from_index);
  changed = atrium_value_with_insert (without, MIN (to_index, atrium_value_get_n_items (without)), item);
  return atrium_entry_set_at (from->entry, from_path, changed, error);
}

/* --- insert --- */

static gboolean
insert_entry (AtriumPointer  *pointer,
              AtriumValue    *record,
              GError        **error)
{
  g_autoptr(AtriumEntry) entry = _atrium_cli_parse_entry (atrium_section_get_kind (pointer->section), record, error);

  if (entry == NULL)
    return FALSE;

  atrium_section_insert (pointer->section, pointer->entry_index, entry);
  return TRUE;
}

static gboolean
insert_section (AtriumProfile  *profile,
                AtriumPointer  *pointer,
                AtriumValue    *record,
                GError        **error)
{
  g_autoptr(AtriumSection) section = _atrium_cli_parse_section (record, error);

  if (section == NULL)
    return FALSE;

  atrium_profile_insert (profile, pointer->section_index, section);
  return TRUE;
}

static gboolean
change_insert (AtriumProfile  *profile,
               char          **arguments,
               GError        **error)
{
  g_auto(AtriumPointer) pointer = { 0 };
  g_autoptr(AtriumValue) record = NULL;

  if (!atrium_pointer_parse (profile, arguments[0], &pointer, error))
    return FALSE;
  if (!pointer.is_entry && !pointer.is_section)
    return insert_item (&pointer, arguments, error);

  record = _atrium_cli_parse_json (arguments[1], error);
  if (record == NULL)
    return FALSE;

  return pointer.is_entry ? insert_entry (&pointer, record, error)
                          : insert_section (profile, &pointer, record, error);
}

/* insert PATH POINTER JSON */
int
_atrium_cli_insert (int    argc,
                    char **argv)
{
  return edit (argc, argv, 2, change_insert);
}

/* --- remove --- */

static gboolean
change_remove (AtriumProfile  *profile,
               char          **arguments,
               GError        **error)
{
  g_auto(AtriumPointer) pointer = { 0 };

  if (!atrium_pointer_parse (profile, arguments[0], &pointer, error))
    return FALSE;

  if (pointer.is_entry && pointer.entry != NULL)
    atrium_section_remove (pointer.section, pointer.entry_index);
  else if (pointer.is_section && pointer.section != NULL)
    atrium_profile_remove (profile, pointer.section_index);
  else if (pointer.entry == NULL || pointer.rest == NULL)
    return cannot (arguments[0], "there is nothing to remove", error);
  else if (strchr (pointer.rest, '/') != NULL)
    return remove_item (&pointer, arguments[0], error);
  else if (atrium_entry_get (pointer.entry, pointer.rest) == NULL)
    return cannot (arguments[0], "there is no such value", error);
  else
    atrium_entry_set (pointer.entry, pointer.rest, NULL);

  return TRUE;
}

/* remove PATH POINTER */
int
_atrium_cli_remove (int    argc,
                    char **argv)
{
  return edit (argc, argv, 1, change_remove);
}

/* --- move --- */

/* Between sections of one kind the entry goes along as it is; the place is where it stands in
 * the end. */
static gboolean
move_entry (AtriumPointer  *from,
            AtriumPointer  *to,
            const char     *text,
            GError        **error)
{
  g_autoptr(AtriumEntry) entry = g_object_ref (from->entry);
  guint n_entries;

  if (from->section == to->section)
    {
      n_entries = atrium_section_get_n_entries (from->section);
      atrium_section_move (from->section, from->entry_index, MIN (to->entry_index, n_entries - 1));
      return TRUE;
    }
  if (atrium_section_get_kind (from->section) != atrium_section_get_kind (to->section))
    return cannot (text, "an entry moves only between sections of one kind", error);

  atrium_section_remove (from->section, from->entry_index);
  atrium_section_insert (to->section, to->entry_index, entry);
  return TRUE;
}

static gboolean
change_move (AtriumProfile  *profile,
             char          **arguments,
             GError        **error)
{
  g_auto(AtriumPointer) from = { 0 };
  g_auto(AtriumPointer) to = { 0 };

  if (!atrium_pointer_parse (profile, arguments[0], &from, error) ||
      !atrium_pointer_parse (profile, arguments[1], &to, error))
    return FALSE;

  if (from.is_entry && from.entry != NULL && to.is_entry)
    return move_entry (&from, &to, arguments[1], error);
  if (from.is_section && from.section != NULL && to.is_section)
    {
      atrium_profile_move (profile, from.section_index,
                           MIN (to.section_index, atrium_profile_get_n_sections (profile) - 1));
      return TRUE;
    }

  return move_item (&from, &to, arguments, error);
}

/* move PATH POINTER POINTER */
int
_atrium_cli_move (int    argc,
                  char **argv)
{
  return edit (argc, argv, 2, change_move);
}
