#include "atrium-reading-ids.h"

/*
 * After a save the files are read again, so that the map fits them. What was read has new ids,
 * but the document goes on with the old ones, and the next save compares by id.
 */

static AtriumEntry *
entry_with_id (AtriumEntry *entry,
               const char  *id)
{
  AtriumEntry *copy = atrium_entry_new (atrium_entry_get_kind (entry), id);

  for (guint i = 0; i < atrium_entry_get_n_members (entry); i++)
    {
      const char *name = atrium_entry_get_member_name (entry, i);

      atrium_entry_set (copy, name, atrium_entry_get (entry, name));
    }
  atrium_entry_set_hidden (copy, atrium_entry_get_hidden (entry));

  return copy;
}

/* the entry of @live from @from on that is the same as @entry */
static AtriumEntry *
find_equal (AtriumSection *live,
            AtriumEntry   *entry,
            guint         *from)
{
  for (guint i = *from; i < atrium_section_get_n_entries (live); i++)
    {
      if (atrium_entry_equal (atrium_section_get_entry (live, i), entry))
        {
          *from = i + 1;
          return atrium_section_get_entry (live, i);
        }
    }

  return NULL;
}

static void
rename_entry (AtriumSectionMap *map,
              guint             index,
              const char       *id)
{
  if (map != NULL && index < map->entries->len)
    g_set_str (&((AtriumEntryMap *) map->entries->pdata[index])->entry_id, id);
}

static AtriumSection *
section_with_ids (AtriumSection    *section,
                  AtriumSection    *live,
                  AtriumSectionMap *map)
{
  AtriumSection *copy = atrium_section_new (atrium_section_get_kind (section), atrium_section_get_id (live),
                                            atrium_section_get_title (section));
  guint n = atrium_section_get_n_entries (section);
  gboolean in_place = n == atrium_section_get_n_entries (live);
  guint from = 0;

  atrium_section_set_page (copy, atrium_section_get_page (section));
  atrium_section_set_hidden (copy, atrium_section_get_hidden (section));
  atrium_section_set_extra (copy, atrium_section_get_extra (section));
  for (guint i = 0; i < n; i++)
    {
      AtriumEntry *entry = atrium_section_get_entry (section, i);
      AtriumEntry *same = in_place ? atrium_section_get_entry (live, i) : find_equal (live, entry, &from);
      g_autoptr(AtriumEntry) added = entry_with_id (entry, atrium_entry_get_id (same != NULL ? same : entry));

      atrium_section_append (copy, added);
      rename_entry (map, i, atrium_entry_get_id (added));
    }
  if (map != NULL)
    g_set_str (&map->section_id, atrium_section_get_id (live));

  return copy;
}

static gboolean
sections_match (AtriumSection *a,
                AtriumSection *b)
{
  return atrium_section_get_kind (a) == atrium_section_get_kind (b)
         && g_str_equal (atrium_section_get_title (a), atrium_section_get_title (b));
}

/* Sections that were read are found in order in the live profile; there may be more of those,
 * which the files could not carry. */
static AtriumSection *
find_section (AtriumProfile *live,
              AtriumSection *section,
              guint         *from)
{
  for (guint i = *from; i < atrium_profile_get_n_sections (live); i++)
    {
      if (sections_match (atrium_profile_get_section (live, i), section))
        {
          *from = i + 1;
          return atrium_profile_get_section (live, i);
        }
    }

  return NULL;
}

void
_atrium_reading_adopt_ids (AtriumReading *reading,
                           AtriumProfile *live)
{
  AtriumProfile *fresh = reading->profile;
  g_autoptr(AtriumProfile) adopted = atrium_profile_new ();
  AtriumEntry *person = atrium_profile_get_person (fresh);
  guint n = atrium_profile_get_n_sections (fresh);
  gboolean in_place = n == atrium_profile_get_n_sections (live);
  guint from = 0;

  for (guint i = 0; i < n && in_place; i++)
    in_place = atrium_section_get_kind (atrium_profile_get_section (fresh, i))
               == atrium_section_get_kind (atrium_profile_get_section (live, i));

  for (guint i = 0; i < atrium_entry_get_n_members (person); i++)
    {
      const char *name = atrium_entry_get_member_name (person, i);

      atrium_entry_set (atrium_profile_get_person (adopted), name, atrium_entry_get (person, name));
    }
  atrium_profile_set_extra (adopted, atrium_profile_get_extra (fresh));

  for (guint i = 0; i < n; i++)
    {
      AtriumSection *section = atrium_profile_get_section (fresh, i);
      AtriumSection *same = in_place ? atrium_profile_get_section (live, i) : find_section (live, section, &from);
      AtriumSectionMap *map = reading->map != NULL && i < reading->map->sections->len ? reading->map->sections->pdata[i] : NULL;
      g_autoptr(AtriumSection) added = section_with_ids (section, same != NULL ? same : section, map);

      atrium_profile_append (adopted, added);
    }

  g_set_object (&reading->profile, adopted);
}
