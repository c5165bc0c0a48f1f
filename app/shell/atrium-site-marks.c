#include "atrium-site-marks.h"

#include <string.h>

#include "atrium-page.h"

static gboolean
is_text (AtriumSpelling spelling)
{
  return spelling == ATRIUM_SPELLING_MARKDOWN || spelling == ATRIUM_SPELLING_HTML_TEXT;
}

/* Where the first text of an entry begins: what stands before it may be markup that a character
 * would break. */
static gboolean
find_text (AtriumEntryMap *map,
           gsize          *offset)
{
  gboolean found = FALSE;

  for (guint i = 0; i < map->slots->len; i++)
    {
      const AtriumSlot *slot = &g_array_index (map->slots, AtriumSlot, i);

      if (slot->source != map->source || !is_text (slot->spelling) || slot->span.start == slot->span.end ||
          slot->span.start < map->outer.start || slot->span.end > map->outer.end)
        continue;
      if (!found || slot->span.start < *offset)
        *offset = slot->span.start;
      found = TRUE;
    }

  return found;
}

static gboolean
find_start (AtriumEntryMap *map,
            gsize          *offset)
{
  switch (map->form)
    {
    case ATRIUM_ENTRY_FORM_ITEM:
    case ATRIUM_ENTRY_FORM_PARAGRAPH:
    case ATRIUM_ENTRY_FORM_LINE:
      *offset = map->inner.start;
      return find_text (map, offset) || map->inner.start < map->inner.end;

    case ATRIUM_ENTRY_FORM_BOX:
    case ATRIUM_ENTRY_FORM_ROW:
      return find_text (map, offset);

    /* in these no text goes into the page as it stands */
    case ATRIUM_ENTRY_FORM_NODE:
    case ATRIUM_ENTRY_FORM_FILE:
    case ATRIUM_ENTRY_FORM_RECORD:
    default:
      return FALSE;
    }
}

static void
mark_entry (AtriumMarks    *marks,
            AtriumEntryMap *map,
            AtriumEntry    *entry)
{
  g_autofree char *id = atrium_page_dup_entry_element_id (entry);
  const char *path;
  gsize offset;

  if (map->source == NULL)
    return;

  path = atrium_source_get_path (map->source);
  if (map->form == ATRIUM_ENTRY_FORM_FILE)
    atrium_marks_add_file (marks, id, path);
  else if (find_start (map, &offset))
    atrium_marks_add (marks, ATRIUM_MARK_ENTRY, id, path, offset);
}

static void
mark_section (AtriumMarks      *marks,
              AtriumSectionMap *map,
              AtriumSection    *section)
{
  guint n = MIN (map->entries->len, atrium_section_get_n_entries (section));
  g_autofree char *id = atrium_page_dup_section_element_id (section);

  if (map->source != NULL && map->title.start < map->title.end && is_text (map->title_spelling))
    atrium_marks_add (marks, ATRIUM_MARK_HEADING, id, atrium_source_get_path (map->source), map->title.start);
  for (guint i = 0; i < n; i++)
    mark_entry (marks, map->entries->pdata[i], atrium_section_get_entry (section, i));
}

AtriumMarks *
atrium_site_marks_new (AtriumReading *reading)
{
  AtriumMarks *marks = atrium_marks_new (reading->files);
  guint n = MIN (reading->map->sections->len, atrium_profile_get_n_sections (reading->profile));

  for (guint i = 0; i < n; i++)
    mark_section (marks, reading->map->sections->pdata[i], atrium_profile_get_section (reading->profile, i));

  return marks;
}

char *
atrium_site_marks_dup_page (AtriumReading *reading,
                            AtriumSection *section)
{
  AtriumSectionMap *map;
  AtriumEntryMap *first;
  g_autofree char *folder = NULL;

  if (atrium_section_get_page (section) != NULL)
    return g_strdup (atrium_section_get_page (section));

  map = atrium_map_find_section (reading->map, atrium_section_get_id (section));
  first = map != NULL && map->entries->len > 0 ? map->entries->pdata[0] : NULL;
  if (first == NULL || first->source == NULL)
    return NULL;
  if (first->form != ATRIUM_ENTRY_FORM_FILE)
    return g_strdup (atrium_source_get_path (first->source));

  /* the folder of a collection stands for the page that lists it */
  folder = g_path_get_dirname (atrium_source_get_path (first->source));
  return g_strconcat (folder, "/", NULL);
}
