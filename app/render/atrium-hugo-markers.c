#include "atrium-hugo-private.h"

#include <string.h>

#include "atrium-bytes.h"
#include "atrium-markers.h"

/* Markers go into the texts of a second rendering. Where the page has changed by more than they
 * are, those beside the first such place are left out. */

static gboolean
is_marker (gunichar character)
{
  return character >= atrium_markers_get_character (0) && character <= atrium_markers_get_character (ATRIUM_MARKERS_MAX);
}

static GBytes *
without (GBytes     *bytes,
         const char *dropped)
{
  gsize length;
  const char *text = atrium_bytes_get_text (bytes, &length);
  g_autoptr(GString) out = g_string_sized_new (length);
  const char *end = text + length;

  for (const char *at = text, *next; at < end; at = next)
    {
      gunichar character = g_utf8_get_char (at);

      next = g_utf8_next_char (at);
      if (!is_marker (character) || g_utf8_strchr (dropped, -1, character) == NULL)
        g_string_append_len (out, at, next - at);
    }

  return g_string_free_to_bytes (g_steal_pointer (&out));
}

/* @files, with the marked @texts in their place, without the markers that are @dropped */
AtriumFileTree *
_atrium_hugo_mark (AtriumFileTree *files,
                   AtriumFileTree *texts,
                   const char     *dropped)
{
  AtriumFileTree *marked = atrium_file_tree_copy (files);

  for (guint i = 0; i < atrium_file_tree_get_n_files (texts); i++)
    {
      const char *path = atrium_file_tree_get_path (texts, i);
      GBytes *bytes = atrium_file_tree_lookup (texts, path);
      g_autoptr(GBytes) kept = *dropped != '\0' ? without (bytes, dropped) : g_bytes_ref (bytes);

      atrium_file_tree_set (marked, path, kept);
    }

  return marked;
}

static char *
strip (GBytes *html,
       gsize  *length)
{
  const char *text = atrium_bytes_get_text (html, length);
  char *stripped = atrium_markers_remove (text, *length);

  *length = strlen (stripped);
  return stripped;
}

/* whether the page is the same beside its markers */
gboolean
_atrium_hugo_is_same (GBytes *plain,
                      GBytes *marked)
{
  gsize length, stripped_length;
  const char *text = atrium_bytes_get_text (plain, &length);
  g_autofree char *stripped = strip (marked, &stripped_length);

  return length == stripped_length && memcmp (text, stripped, length) == 0;
}

/* The markers on both sides of the first place that they changed; "" where there are none. */
char *
_atrium_hugo_suspects (GBytes *plain,
                       GBytes *marked)
{
  gsize length, stripped_length, marked_length;
  const char *text = atrium_bytes_get_text (plain, &length);
  const char *html = atrium_bytes_get_text (marked, &marked_length);
  g_autofree char *stripped = strip (marked, &stripped_length);
  g_autofree char *valid = g_utf8_make_valid (html, (gssize) marked_length);
  GString *found = g_string_new (NULL);
  gunichar before = 0;
  gsize common = 0, passed = 0;

  while (common < length && common < stripped_length && text[common] == stripped[common])
    common++;
  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (!is_marker (character))
        {
          passed += (gsize) (g_utf8_next_char (at) - at);
          continue;
        }
      if (passed > common)
        {
          g_string_append_unichar (found, character);
          break;
        }
      before = character;
    }
  if (before != 0)
    g_string_append_unichar (found, before);

  return g_string_free_and_steal (found);
}
