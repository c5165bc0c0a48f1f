/* Prints what the schema is checked against, as one JSON object: the table of kinds, and
 * profiles that Atrium wrote. */

#include <stdio.h>

#include "atrium-json.h"
#include "atrium-profile-json.h"

static const char *const type_names[] = {
  [ATRIUM_FIELD_STRING] = "string",   [ATRIUM_FIELD_INLINE] = "inline",   [ATRIUM_FIELD_TEXT] = "text",
  [ATRIUM_FIELD_DATE] = "date",       [ATRIUM_FIELD_URL] = "url",         [ATRIUM_FIELD_IMAGE] = "image",
  [ATRIUM_FIELD_NUMBER] = "number",   [ATRIUM_FIELD_BOOLEAN] = "boolean", [ATRIUM_FIELD_CHOICE] = "choice",
  [ATRIUM_FIELD_PEOPLE] = "people",   [ATRIUM_FIELD_LINKS] = "links",     [ATRIUM_FIELD_INLINES] = "inlines",
  [ATRIUM_FIELD_STRINGS] = "strings", [ATRIUM_FIELD_CITATIONS] = "citations", [ATRIUM_FIELD_CODE] = "code",
};

static AtriumValue *
parse (const char *text)
{
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("value", text);

  return atrium_value_from_json (source, NULL);
}

/* a value that fits the type */
static AtriumValue *
sample (AtriumFieldType type)
{
  switch (type)
    {
    case ATRIUM_FIELD_DATE:
      return parse ("\"2031-09\"");
    case ATRIUM_FIELD_NUMBER:
      return parse ("41.25");
    case ATRIUM_FIELD_BOOLEAN:
      return parse ("true");
    case ATRIUM_FIELD_PEOPLE:
      return parse ("[{\"name\": \"Ines Okoro\", \"given\": \"Ines\", \"family\": \"Okoro\", \"url\": \"/\", \"self\": true,"
                    " \"equal\": true, \"corresponding\": false, \"note\": \"‡\", \"orcid\": 1}]");
    case ATRIUM_FIELD_LINKS:
      return parse ("[{\"label\": \"PDF\", \"url\": \"/a.pdf\"}]");
    case ATRIUM_FIELD_INLINES:
    case ATRIUM_FIELD_STRINGS:
      return parse ("[\"one\", \"two\"]");
    case ATRIUM_FIELD_CITATIONS:
      return parse ("{\"count\": 12, \"source\": \"scholar\", \"id\": \"x:y\", \"date\": \"2031-09-01\"}");
    case ATRIUM_FIELD_STRING:
    case ATRIUM_FIELD_INLINE:
    case ATRIUM_FIELD_TEXT:
    case ATRIUM_FIELD_URL:
    case ATRIUM_FIELD_IMAGE:
    case ATRIUM_FIELD_CHOICE:
    case ATRIUM_FIELD_CODE:
    default:
      return parse ("\"some text\"");
    }
}

static void
fill (AtriumEntry *entry)
{
  const AtriumKindInfo *info = atrium_kind_get_info (atrium_entry_get_kind (entry));
  guint i;

  for (i = 0; i < info->n_fields; i++)
    {
      g_autoptr(AtriumValue) value = sample (info->fields[i].type);
      g_autofree char *spelled = g_strconcat (info->fields[i].id, "Text", NULL);

      atrium_entry_set (entry, info->fields[i].id, value);
      if (info->fields[i].type == ATRIUM_FIELD_DATE)
        atrium_entry_set_string (entry, spelled, "Sep. 2031");
    }
  atrium_entry_set_string (entry, "xUnknown", "kept");
}

static AtriumProfile *
full_profile (void)
{
  AtriumProfile *profile = atrium_profile_new ();
  guint kind;

  fill (atrium_profile_get_person (profile));
  for (kind = 0; kind < ATRIUM_N_SECTION_KINDS; kind++)
    {
      g_autoptr(AtriumSection) section = atrium_section_new (kind, NULL, atrium_kind_get_info (kind)->label);
      g_autoptr(AtriumEntry) entry = atrium_entry_new (kind, NULL);

      fill (entry);
      atrium_entry_set_hidden (entry, TRUE);
      atrium_section_append (section, entry);
      atrium_section_set_page (section, "_pages/about.md");
      atrium_section_set_hidden (section, kind % 2 == 0);
      atrium_profile_append (profile, section);
    }
  return profile;
}

static void
append_kinds (GString *out)
{
  guint kind, i;

  for (kind = 0; kind <= ATRIUM_N_SECTION_KINDS; kind++)
    {
      const AtriumKindInfo *info = atrium_kind_get_info (kind);

      g_string_append_printf (out, "%s\"%s\": {", kind > 0 ? ", " : "", info->id);
      for (i = 0; i < info->n_fields; i++)
        g_string_append_printf (out, "%s\"%s\": \"%s\"", i > 0 ? ", " : "", info->fields[i].id,
                                type_names[info->fields[i].type]);
      g_string_append_c (out, '}');
    }
}

int
main (void)
{
  g_autoptr(GString) out = g_string_new ("{\"kinds\": {");
  g_autoptr(AtriumProfile) empty = atrium_profile_new ();
  g_autoptr(AtriumProfile) full = full_profile ();
  g_autofree char *empty_json = atrium_profile_to_json (empty);
  g_autofree char *full_json = atrium_profile_to_json (full);

  append_kinds (out);
  g_string_append_printf (out, "}, \"profiles\": [%s, %s]}", empty_json, full_json);
  puts (out->str);
  return 0;
}
