/* Pages: whatever the text, every slot lies in its entry, no two values share a byte, and
 * reading ends. The first byte says which language the page is written in. */

#include "atrium-outline.h"

#include <string.h>

#include "fuzz.h"

static gboolean
is_part_of (const char *path,
            const char *whole)
{
  gsize length = strlen (whole);

  return strncmp (path, whole, length) == 0 && path[length] == '/';
}

static void
check_entry (const AtriumEntryMap *entry)
{
  gsize length;

  atrium_source_get_text (entry->source, &length);
  g_assert_cmpuint (entry->outer.start, <=, entry->outer.end);
  g_assert_cmpuint (entry->outer.end, <=, length);
  g_assert_true (atrium_span_contains (entry->outer, entry->inner));
  for (guint i = 0; i < entry->slots->len; i++)
    {
      const AtriumSlot *a = &g_array_index (entry->slots, AtriumSlot, i);

      g_assert_cmpuint (a->span.start, <=, a->span.end);
      g_assert_cmpuint (a->span.end, <=, length);
      for (guint j = i + 1; j < MIN (entry->slots->len, i + 50); j++)
        {
          const AtriumSlot *b = &g_array_index (entry->slots, AtriumSlot, j);

          if (!is_part_of (b->path, a->path) && atrium_span_overlaps (a->span, b->span))
            g_error ("%s and %s share bytes", a->path, b->path);
        }
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static const char *const pages[] = { "page.md", "page.html", "page.txt" };
  g_autoptr(AtriumFileTree) files = atrium_file_tree_new ();
  g_autoptr(AtriumProfile) profile = atrium_profile_new ();
  g_autoptr(AtriumMap) map = atrium_map_new ();
  g_autoptr(GBytes) bytes = NULL;
  const char *page;

  if (size < 1)
    return 0;

  page = pages[data[0] % G_N_ELEMENTS (pages)];
  bytes = g_bytes_new (data + 1, size - 1);
  atrium_file_tree_set (files, page, bytes);
  if (!atrium_page_read (files, page, profile, map, NULL))
    {
      g_assert_cmpuint (atrium_profile_get_n_sections (profile), ==, 0);
      return 0;
    }

  for (guint i = 0; i < map->sections->len; i++)
    {
      const AtriumSectionMap *section = g_ptr_array_index (map->sections, i);

      for (guint j = 0; j < section->entries->len; j++)
        check_entry (g_ptr_array_index (section->entries, j));
    }

  return 0;
}
