#include "atrium-cli-private.h"

#include <string.h>

#include "atrium-error.h"
#include "atrium-profile-json.h"

/* @text of an argument as JSON; errors name the argument and the place in it */
AtriumValue *
_atrium_cli_parse_json (const char  *text,
                        GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(AtriumSource) source = atrium_source_new ("argument", bytes, error);

  return source != NULL ? atrium_value_from_json (source, error) : NULL;
}

static gboolean
holds_text (AtriumFieldType type)
{
  switch (type)
    {
    case ATRIUM_FIELD_STRING:
    case ATRIUM_FIELD_INLINE:
    case ATRIUM_FIELD_TEXT:
    case ATRIUM_FIELD_DATE:
    case ATRIUM_FIELD_URL:
    case ATRIUM_FIELD_IMAGE:
    case ATRIUM_FIELD_CHOICE:
    case ATRIUM_FIELD_CODE:
      return TRUE;
    case ATRIUM_FIELD_NUMBER:
    case ATRIUM_FIELD_BOOLEAN:
    case ATRIUM_FIELD_PEOPLE:
    case ATRIUM_FIELD_LINKS:
    case ATRIUM_FIELD_INLINES:
    case ATRIUM_FIELD_STRINGS:
    case ATRIUM_FIELD_CITATIONS:
      return FALSE;
    default:
      g_assert_not_reached ();
    }
}

/* whether what stands at @path below a field of @type is text */
static gboolean
member_holds_text (AtriumFieldType  type,
                   const char      *path)
{
  static const char *const flags[] = { "self", "equal", "corresponding", "count", NULL };
  const char *last = strrchr (path, '/');

  last = last != NULL ? last + 1 : path;
  if (g_strv_contains (flags, last))
    return FALSE;

  /* an item of a list of people or links is a record, one of a list of texts is text */
  return strchr (path, '/') != NULL || type == ATRIUM_FIELD_INLINES || type == ATRIUM_FIELD_STRINGS ||
         type == ATRIUM_FIELD_CITATIONS;
}

static gboolean
is_text (AtriumPointer *pointer)
{
  const AtriumKindInfo *info = atrium_kind_get_info (atrium_entry_get_kind (pointer->entry));
  const char *slash = strchr (pointer->rest, '/');
  g_autofree char *id = slash != NULL ? g_strndup (pointer->rest, slash - pointer->rest) : g_strdup (pointer->rest);
  const AtriumField *field = atrium_kind_find_field (info, id);
  AtriumValue *present = atrium_entry_get_at (pointer->entry, pointer->rest);

  if (present != NULL)
    return atrium_value_get_value_type (present) == ATRIUM_VALUE_STRING;
  if (field == NULL)
    return !g_str_equal (id, "hidden");

  return slash == NULL ? holds_text (field->type) : member_holds_text (field->type, slash + 1);
}

/* the value that @text means for a member of an entry: itself where text belongs, else JSON */
AtriumValue *
_atrium_cli_parse_value (AtriumPointer  *pointer,
                         const char     *text,
                         GError        **error)
{
  if (!is_text (pointer))
    return _atrium_cli_parse_json (text, error);
  if (g_utf8_validate (text, -1, NULL))
    return atrium_value_new_string (text);

  g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_TEXT, "The value is not UTF-8");
  return NULL;
}

/* a new entry with the members of @record */
AtriumEntry *
_atrium_cli_parse_entry (AtriumKind    kind,
                         AtriumValue  *record,
                         GError      **error)
{
  g_autoptr(AtriumEntry) entry = NULL;

  if (atrium_value_get_value_type (record) != ATRIUM_VALUE_RECORD)
    {
      g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_INVALID, "An entry is a JSON object");
      return NULL;
    }

  entry = atrium_entry_new (kind, NULL);
  for (guint i = 0; i < atrium_value_get_n_items (record); i++)
    {
      const char *name = atrium_value_get_member_name (record, i);
      AtriumValue *member = atrium_value_get_item (record, i);

      /* ids are unique in a document: a copied entry gets one of its own */
      if (g_str_equal (name, "id"))
        continue;
      if (g_str_equal (name, "hidden"))
        atrium_entry_set_hidden (entry, atrium_value_get_boolean (member));
      else if (!atrium_entry_set_at (entry, name, member, error))
        return NULL;
    }

  return g_steal_pointer (&entry);
}

/* a new section with the members of @record */
AtriumSection *
_atrium_cli_parse_section (AtriumValue  *record,
                           GError      **error)
{
  const char *kind_id = atrium_value_get_member_string (record, "kind");
  const char *title = atrium_value_get_member_string (record, "title");
  AtriumValue *entries = atrium_value_get_member (record, "entries");
  g_autoptr(AtriumSection) section = NULL;
  AtriumKind kind;

  if (kind_id == NULL || !atrium_kind_from_id (kind_id, &kind))
    {
      g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_INVALID,
                   "A section is a JSON object with a \"kind\" such as \"news\"");
      return NULL;
    }

  section = atrium_section_new (kind, NULL, title != NULL ? title : "");
  atrium_section_set_page (section, atrium_value_get_member_string (record, "page"));
  atrium_section_set_hidden (section, atrium_value_get_boolean (atrium_value_get_member (record, "hidden")));
  for (guint i = 0; i < atrium_value_get_n_items (entries); i++)
    {
      g_autoptr(AtriumEntry) entry = _atrium_cli_parse_entry (kind, atrium_value_get_item (entries, i), error);

      if (entry == NULL)
        return NULL;
      atrium_section_append (section, entry);
    }

  return g_steal_pointer (&section);
}
