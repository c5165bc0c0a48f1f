#include "atrium-preview-private.h"

#include <string.h>

#include "atrium-bytes.h"

/* What our script in a page says. The page may have taken it apart, so that nothing of it is
 * believed. */

/* Longer messages are not ours. */
#define MAX_MESSAGE 400

/* No page is longer, in CSS pixels. */
#define MAX_OFFSET 100000000

/* `activate ID` */
static void
hear_activate (AtriumPreview *self,
               const char    *id)
{
  if (_atrium_preview_is_element_id (id))
    g_signal_emit_by_name (self, "activated", id);
}

/* `scroll OFFSET ID`, with an id or none */
static void
hear_scroll (AtriumPreview *self,
             const char    *rest)
{
  g_auto(GStrv) words = g_strsplit (rest, " ", 3);
  gint64 offset;

  if (g_strv_length (words) == 2 &&
      g_ascii_string_to_signed (words[0], 10, -MAX_OFFSET, MAX_OFFSET, &offset, NULL) &&
      (*words[1] == '\0' || _atrium_preview_is_element_id (words[1])) &&
      _atrium_preview_get_look (self)->following)
    g_signal_emit_by_name (self, "scrolled", (int) offset, words[1]);
}

/* `choose INDEX ID`: a click on a picture that it was told is missing */
static void
hear_choose (AtriumPreview *self,
             const char    *rest)
{
  GPtrArray *missing = _atrium_preview_get_look (self)->missing;
  g_auto(GStrv) words = g_strsplit (rest, " ", 3);
  guint64 index;
  guint generation = 0;
  g_autofree char *path = NULL;

  if (missing == NULL || g_strv_length (words) != 2 ||
      !g_ascii_string_to_unsigned (words[0], 10, 0, G_MAXUINT, &index, NULL) || index >= missing->len ||
      (*words[1] != '\0' && !_atrium_preview_is_element_id (words[1])))
    return;

  path = _atrium_preview_dup_path (missing->pdata[index], &generation);
  if (path != NULL && _atrium_preview_is_served (path, ATRIUM_PREVIEW_ALLOW_NOTHING))
    g_signal_emit_by_name (self, "missing-activated", path, words[1]);
}

void
_atrium_preview_hear (AtriumPreview *self,
                      JSCValue      *value)
{
  static const struct
  {
    const char *word;
    void      (*hear) (AtriumPreview *self,
                       const char    *rest);
  } messages[] = {
    { "activate ", hear_activate },
    { "scroll ", hear_scroll },
    { "choose ", hear_choose },
  };
  g_autoptr(GBytes) bytes = jsc_value_is_string (value) ? jsc_value_to_string_as_bytes (value) : NULL;
  g_autofree char *message = NULL;

  if (bytes == NULL || g_bytes_get_size (bytes) > MAX_MESSAGE)
    return;
  message = atrium_bytes_dup_text (bytes);
  if (strlen (message) != g_bytes_get_size (bytes))
    return;

  if (g_str_equal (message, "math"))
    _atrium_preview_start_math (self);
  if (_atrium_preview_withheld_hear (self, message))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (messages); i++)
    if (g_str_has_prefix (message, messages[i].word))
      messages[i].hear (self, message + strlen (messages[i].word));
}
