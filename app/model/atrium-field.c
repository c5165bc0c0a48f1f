#include "atrium-field.h"

#include <string.h>

#include "atrium-date.h"
#include "atrium-error.h"

typedef struct
{
  const char *name;
  AtriumValueType type;
} MemberType;

static const MemberType person_members[] = {
  { "name", ATRIUM_VALUE_STRING }, { "given", ATRIUM_VALUE_STRING }, { "family", ATRIUM_VALUE_STRING },
  { "url", ATRIUM_VALUE_STRING }, { "note", ATRIUM_VALUE_STRING }, { "self", ATRIUM_VALUE_BOOLEAN },
  { "equal", ATRIUM_VALUE_BOOLEAN }, { "corresponding", ATRIUM_VALUE_BOOLEAN }, { "advised", ATRIUM_VALUE_BOOLEAN },
  { NULL, ATRIUM_VALUE_NULL },
};

static const MemberType link_members[] = {
  { "label", ATRIUM_VALUE_STRING }, { "url", ATRIUM_VALUE_STRING },
  { NULL, ATRIUM_VALUE_NULL },
};

static const MemberType citation_members[] = {
  { "count", ATRIUM_VALUE_NUMBER }, { "source", ATRIUM_VALUE_STRING }, { "id", ATRIUM_VALUE_STRING },
  { "date", ATRIUM_VALUE_STRING },
  { NULL, ATRIUM_VALUE_NULL },
};

static const char *
type_name (AtriumValueType type)
{
  switch (type)
    {
    case ATRIUM_VALUE_BOOLEAN: return "true or false";
    case ATRIUM_VALUE_NUMBER: return "a number";
    case ATRIUM_VALUE_STRING: return "a string";
    case ATRIUM_VALUE_LIST: return "a list";
    case ATRIUM_VALUE_RECORD: return "a record";
    case ATRIUM_VALUE_NULL:
    default: return "null";
    }
}

static gboolean
check_type (const char      *place,
            AtriumValue     *value,
            AtriumValueType  type,
            GError         **error)
{
  if (atrium_value_get_value_type (value) == type)
    return TRUE;

  g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_INVALID, "“%s” has to be %s, not %s",
               place, type_name (type), type_name (atrium_value_get_value_type (value)));

  return FALSE;
}

static gboolean
check_record (const char        *place,
              AtriumValue       *value,
              const MemberType  *types,
              GError           **error)
{
  if (!check_type (place, value, ATRIUM_VALUE_RECORD, error))
    return FALSE;

  for (; types->name != NULL; types++)
    {
      AtriumValue *member = atrium_value_get_member (value, types->name);
      g_autofree char *inner = g_strconcat (place, "/", types->name, NULL);

      if (member != NULL && !check_type (inner, member, types->type, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_list (const char        *place,
            AtriumValue       *value,
            const MemberType  *types,   /* NULL: a list of strings */
            GError           **error)
{
  if (!check_type (place, value, ATRIUM_VALUE_LIST, error))
    return FALSE;

  for (guint i = 0; i < atrium_value_get_n_items (value); i++)
    {
      AtriumValue *item = atrium_value_get_item (value, i);
      g_autofree char *inner = g_strdup_printf ("%s/%u", place, i);

      if (!(types != NULL ? check_record (inner, item, types, error)
                          : check_type (inner, item, ATRIUM_VALUE_STRING, error)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_date (const char   *place,
            AtriumValue  *value,
            GError      **error)
{
  AtriumDate date;

  if (!check_type (place, value, ATRIUM_VALUE_STRING, error))
    return FALSE;
  if (atrium_date_from_iso (atrium_value_get_string (value), &date))
    return TRUE;

  g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_INVALID,
               "“%s” has to be a date such as 2024, 2024-05, 2024-05-17 or present, not “%s”",
               place, atrium_value_get_string (value));

  return FALSE;
}

/**
 * atrium_field_check:
 * @field: a field
 * @value: (nullable): a value; %NULL and empty ones fit every field
 * @error: where to put an error
 *
 * Returns: whether the value fits the type of the field; if not, %ATRIUM_ERROR_INVALID names
 *   the place inside of the value
 */
gboolean
atrium_field_check (const AtriumField  *field,
                    AtriumValue        *value,
                    GError            **error)
{
  g_return_val_if_fail (field != NULL, FALSE);

  if (atrium_value_is_empty (value))
    return TRUE;

  switch (field->type)
    {
    case ATRIUM_FIELD_DATE:
      return check_date (field->id, value, error);
    case ATRIUM_FIELD_NUMBER:
      return check_type (field->id, value, ATRIUM_VALUE_NUMBER, error);
    case ATRIUM_FIELD_BOOLEAN:
      return check_type (field->id, value, ATRIUM_VALUE_BOOLEAN, error);
    case ATRIUM_FIELD_PEOPLE:
      return check_list (field->id, value, person_members, error);
    case ATRIUM_FIELD_LINKS:
      return check_list (field->id, value, link_members, error);
    case ATRIUM_FIELD_INLINES:
    case ATRIUM_FIELD_STRINGS:
      return check_list (field->id, value, NULL, error);
    case ATRIUM_FIELD_CITATIONS:
      return check_record (field->id, value, citation_members, error);
    case ATRIUM_FIELD_STRING:
    case ATRIUM_FIELD_INLINE:
    case ATRIUM_FIELD_TEXT:
    case ATRIUM_FIELD_URL:
    case ATRIUM_FIELD_IMAGE:
    case ATRIUM_FIELD_CHOICE:
    case ATRIUM_FIELD_CODE:
    default:
      return check_type (field->id, value, ATRIUM_VALUE_STRING, error);
    }
}

/**
 * atrium_field_normalize:
 * @field: a field
 * @value: a value
 *
 * Returns: (transfer full): @value, or for a date that is spelled in any way that
 *   atrium_date_scan() reads, the same date in ISO 8601
 */
AtriumValue *
atrium_field_normalize (const AtriumField *field,
                        AtriumValue       *value)
{
  const char *text;
  AtriumDate date;
  gsize used;

  g_return_val_if_fail (field != NULL, NULL);
  g_return_val_if_fail (value != NULL, NULL);

  text = atrium_value_get_string (value);
  if (field->type == ATRIUM_FIELD_DATE && text != NULL
      && atrium_date_scan (text, -1, &date, &used) && text[used] == '\0')
    {
      g_autofree char *iso = atrium_date_to_iso (&date);

      if (!g_str_equal (iso, text))
        return atrium_value_new_string (iso);
    }

  return atrium_value_ref (value);
}
