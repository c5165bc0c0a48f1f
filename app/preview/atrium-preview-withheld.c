#include "atrium-preview-private.h"

#include "atrium-page-scripts.h"

#include <string.h>

/* What the page wanted and was not allowed: that it has scripts is seen in its text, and what it
 * would load from elsewhere is told by the page as it is refused. */

/* More hosts are not named. */
#define MAX_HOSTS 12

void
_atrium_preview_withheld_clear (AtriumPreviewWithheld *withheld)
{
  withheld->what = ATRIUM_PREVIEW_ALLOW_NOTHING;
  if (withheld->hosts != NULL)
    g_ptr_array_set_size (withheld->hosts, 0);
  withheld->announced = FALSE;
}

void
_atrium_preview_withheld_free (AtriumPreviewWithheld *withheld)
{
  g_clear_pointer (&withheld->hosts, g_ptr_array_unref);
}

/* what is true of the page from its start */
void
_atrium_preview_withheld_start (AtriumPreview *preview,
                                GBytes        *html,
                                gboolean       site)
{
  AtriumPreviewWithheld *withheld = _atrium_preview_get_withheld_state (preview);
  gboolean scripts = (_atrium_preview_get_granted (preview) & ATRIUM_PREVIEW_ALLOW_SCRIPTS) != 0;

  _atrium_preview_withheld_clear (withheld);
  if (site && !scripts && atrium_page_scripts_would_run (html))
    withheld->what = ATRIUM_PREVIEW_ALLOW_SCRIPTS;
  g_signal_emit_by_name (preview, "withheld");
}

static gboolean
is_host (const char *host)
{
  gsize length = strspn (host, "abcdefghijklmnopqrstuvwxyz0123456789-.:[]");

  return length > 0 && length <= 253 && host[length] == '\0';
}

/* all that a page is refused while it is loaded is told at once */
static gboolean
announce_cb (gpointer user_data)
{
  g_autoptr(AtriumPreview) preview = g_weak_ref_get (user_data);

  if (preview != NULL)
    {
      _atrium_preview_get_withheld_state (preview)->announced = FALSE;
      g_signal_emit_by_name (preview, "withheld");
    }

  return G_SOURCE_REMOVE;
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
announce (AtriumPreview         *preview,
          AtriumPreviewWithheld *withheld)
{
  GWeakRef *weak;

  if (withheld->announced)
    return;

  withheld->announced = TRUE;
  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, preview);
  g_timeout_add_full (G_PRIORITY_DEFAULT, 200, announce_cb, weak, weak_ref_free);
}

/* "refused HOST" */
gboolean
_atrium_preview_withheld_hear (AtriumPreview *preview,
                               const char    *message)
{
  AtriumPreviewWithheld *withheld = _atrium_preview_get_withheld_state (preview);
  const char *host = message + strlen ("refused ");

  if (!g_str_has_prefix (message, "refused "))
    return FALSE;
  if (!is_host (host) || (_atrium_preview_get_granted (preview) & ATRIUM_PREVIEW_ALLOW_NETWORK) != 0)
    return TRUE;

  if (withheld->hosts == NULL)
    withheld->hosts = g_ptr_array_new_null_terminated (MAX_HOSTS, g_free, TRUE);
  if (withheld->hosts->len >= MAX_HOSTS || g_ptr_array_find_with_equal_func (withheld->hosts, host, g_str_equal, NULL))
    return TRUE;

  withheld->what |= ATRIUM_PREVIEW_ALLOW_NETWORK;
  g_ptr_array_add (withheld->hosts, g_strdup (host));
  announce (preview, withheld);

  return TRUE;
}

/**
 * atrium_preview_get_withheld:
 * @self: an #AtriumPreview
 * @hosts: (out) (optional) (nullable) (transfer none): the hosts from which it would load, until the
 *   next signal "withheld"; some of them where they are many
 *
 * What the page that is shown wanted and was not allowed. It is known for a page that a generator
 * made, and grows while that is loaded.
 *
 * Returns: what would have to be allowed
 */
AtriumPreviewAllow
atrium_preview_get_withheld (AtriumPreview       *self,
                             const char *const  **hosts)
{
  AtriumPreviewWithheld *withheld;

  g_return_val_if_fail (ATRIUM_IS_PREVIEW (self), ATRIUM_PREVIEW_ALLOW_NOTHING);

  withheld = _atrium_preview_get_withheld_state (self);
  if (hosts != NULL)
    *hosts = withheld->hosts != NULL ? (const char *const *) withheld->hosts->pdata : NULL;

  return withheld->what;
}
