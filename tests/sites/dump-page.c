/* Prints what a page reads as: dump-page FOLDER PAGE [NAME] */

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "atrium-outline.h"
#include "site-folder.h"

static void
print_value (GString     *out,
             AtriumValue *value)
{
  switch (atrium_value_get_value_type (value))
    {
    case ATRIUM_VALUE_STRING:
      {
        g_autofree char *text = g_strescape (atrium_value_get_string (value), "\"");
        g_autofree char *plain = g_strcompress (text);

        g_strdelimit (plain, "\n", ' ');
        if (g_getenv ("FULL") == NULL && g_utf8_strlen (plain, -1) > 110)
          *g_utf8_offset_to_pointer (plain, 110) = '\0';
        g_string_append_printf (out, "“%s”", plain);
        break;
      }
    case ATRIUM_VALUE_BOOLEAN:
      g_string_append (out, atrium_value_get_boolean (value) ? "yes" : "no");
      break;
    case ATRIUM_VALUE_NUMBER:
      g_string_append_printf (out, "%g", atrium_value_get_number (value));
      break;
    case ATRIUM_VALUE_LIST:
    case ATRIUM_VALUE_RECORD:
      g_string_append_c (out, atrium_value_get_value_type (value) == ATRIUM_VALUE_LIST ? '[' : '{');
      for (guint i = 0; i < atrium_value_get_n_items (value); i++)
        {
          const char *name = atrium_value_get_value_type (value) == ATRIUM_VALUE_RECORD ? atrium_value_get_member_name (value, i) : NULL;

          g_string_append_printf (out, "%s%s%s", i > 0 ? ", " : "", name != NULL ? name : "", name != NULL ? " " : "");
          print_value (out, name != NULL ? atrium_value_get_member (value, name) : atrium_value_get_item (value, i));
        }
      g_string_append_c (out, atrium_value_get_value_type (value) == ATRIUM_VALUE_LIST ? ']' : '}');
      break;
    default:
      g_string_append (out, "null");
    }
}

static void
print_entry (AtriumEntry    *entry,
             AtriumEntryMap *map)
{
  const char *brief = g_getenv ("BRIEF");

  g_print (brief != NULL ? "  - %u/%zu" : "  - form %u, %zu bytes\n", map->form, atrium_span_length (map->outer));
  for (guint i = 0; i < atrium_entry_get_n_members (entry); i++)
    {
      const char *name = atrium_entry_get_member_name (entry, i);
      g_autoptr(GString) out = g_string_new (NULL);

      print_value (out, atrium_entry_get (entry, name));
      if (brief != NULL)
        {
          if (g_str_has_suffix (name, "Text"))
            continue;
          g_strdelimit (out->str, "\n", ' ');
          g_print (" | %s%s %s", name, atrium_slots_find (map->slots, name) != NULL ? "" : "°", out->str);
          continue;
        }
      g_print ("      %s%s: %s\n", name, atrium_slots_find (map->slots, name) != NULL ? "" : "°", out->str);
    }
  if (brief != NULL)
    g_print ("\n");
  if (g_getenv ("SLOTS") != NULL)
    for (guint i = 0; i < map->slots->len; i++)
      {
        const AtriumSlot *slot = &g_array_index (map->slots, AtriumSlot, i);
        g_autofree char *text = atrium_source_dup_span (slot->source, slot->span);

        g_print ("      @%s %u «%s»\n", slot->path, slot->spelling, text);
      }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(AtriumFileTree) files = NULL;
  g_autoptr(AtriumProfile) profile = atrium_profile_new ();
  g_autoptr(AtriumMap) map = atrium_map_new ();
  g_autoptr(GError) error = NULL;
  gint64 start;

  setlocale (LC_ALL, "C.UTF-8");

  if (argc < 3)
    return 2;
  files = site_folder_read (argv[1]);
  if (argc > 3)
    atrium_entry_set_string (atrium_profile_get_person (profile), "name", argv[3]);
  start = g_get_monotonic_time ();
  if (!atrium_page_read (files, argv[2], profile, map, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  g_print ("%s, %.1f ms\n", atrium_entry_get_string (atrium_profile_get_person (profile), "name"), (g_get_monotonic_time () - start) / 1000.0);
  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    {
      AtriumSection *section = atrium_profile_get_section (profile, i);
      AtriumSectionMap *section_map = g_ptr_array_index (map->sections, i);

      g_print ("# %s [%s] %u\n", atrium_section_get_title (section), atrium_kind_get_info (atrium_section_get_kind (section))->id,
               atrium_section_get_n_entries (section));
      for (guint j = 0; j < atrium_section_get_n_entries (section); j++)
        print_entry (atrium_section_get_entry (section, j), g_ptr_array_index (section_map->entries, j));
    }

  return 0;
}
