#include "atrium-page-chrome.h"

#include <glib/gi18n.h>

enum
{
  PROP_0,
  PROP_UNDO_TOOLTIP,
  PROP_REDO_TOOLTIP,
  PROP_PREVIEW_BESIDE,
  PROP_PREVIEW_TOGGLE,
  PROP_WIDE,
  PROP_MIS_DECODED,
};

void
atrium_page_chrome_install_properties (GObjectClass *object_class)
{
  g_object_class_install_property (object_class, PROP_UNDO_TOOLTIP,
                                   g_param_spec_string ("undo-tooltip", NULL, NULL, NULL,
                                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (object_class, PROP_REDO_TOOLTIP,
                                   g_param_spec_string ("redo-tooltip", NULL, NULL, NULL,
                                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (object_class, PROP_PREVIEW_BESIDE,
                                   g_param_spec_boolean ("preview-beside", NULL, NULL, FALSE,
                                                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (object_class, PROP_PREVIEW_TOGGLE,
                                   g_param_spec_boolean ("preview-toggle", NULL, NULL, FALSE,
                                                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (object_class, PROP_WIDE,
                                   g_param_spec_boolean ("wide", NULL, NULL, FALSE,
                                                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (object_class, PROP_MIS_DECODED,
                                   g_param_spec_boolean ("mis-decoded", NULL, NULL, FALSE,
                                                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
}

/* "Undo Move Publication" */
static char *
dup_undo_tooltip (AtriumPageChrome *self)
{
  const char *label = self->history != NULL ? atrium_history_get_undo_label (self->history) : NULL;

  return label != NULL && *label != '\0' ? g_strdup_printf (_("Undo %s"), label) : g_strdup (_("Undo"));
}

static char *
dup_redo_tooltip (AtriumPageChrome *self)
{
  const char *label = self->history != NULL ? atrium_history_get_redo_label (self->history) : NULL;

  return label != NULL && *label != '\0' ? g_strdup_printf (_("Redo %s"), label) : g_strdup (_("Redo"));
}

gboolean
atrium_page_chrome_get_property (AtriumPageChrome *self,
                                 guint             prop_id,
                                 GValue           *value)
{
  switch (prop_id)
    {
    case PROP_UNDO_TOOLTIP:
      g_value_take_string (value, dup_undo_tooltip (self));
      return TRUE;

    case PROP_REDO_TOOLTIP:
      g_value_take_string (value, dup_redo_tooltip (self));
      return TRUE;

    case PROP_PREVIEW_BESIDE:
      g_value_set_boolean (value, self->preview_beside);
      return TRUE;

    case PROP_PREVIEW_TOGGLE:
      g_value_set_boolean (value, self->preview_toggle);
      return TRUE;

    case PROP_WIDE:
      g_value_set_boolean (value, self->wide);
      return TRUE;

    case PROP_MIS_DECODED:
      g_value_set_boolean (value, self->mis_decoded);
      return TRUE;

    default:
      return FALSE;
    }
}

gboolean
atrium_page_chrome_set_property (AtriumPageChrome *self,
                                 guint             prop_id,
                                 const GValue     *value)
{
  switch (prop_id)
    {
    case PROP_PREVIEW_BESIDE:
      self->preview_beside = g_value_get_boolean (value);
      return TRUE;

    case PROP_PREVIEW_TOGGLE:
      self->preview_toggle = g_value_get_boolean (value);
      return TRUE;

    case PROP_WIDE:
      self->wide = g_value_get_boolean (value);
      return TRUE;

    case PROP_MIS_DECODED:
      self->mis_decoded = g_value_get_boolean (value);
      return TRUE;

    default:
      return FALSE;
    }
}

static void
undo_label_cb (GObject *owner)
{
  g_object_notify (owner, "undo-tooltip");
}

static void
redo_label_cb (GObject *owner)
{
  g_object_notify (owner, "redo-tooltip");
}

void
atrium_page_chrome_follow (AtriumPageChrome *self,
                           GObject          *owner,
                           AtriumHistory    *history)
{
  self->owner = owner;
  self->history = g_object_ref (history);
  g_signal_connect_object (history, "notify::undo-label", G_CALLBACK (undo_label_cb), owner, G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "notify::redo-label", G_CALLBACK (redo_label_cb), owner, G_CONNECT_SWAPPED);
  undo_label_cb (owner);
  redo_label_cb (owner);
}

void
atrium_page_chrome_clear (AtriumPageChrome *self)
{
  g_clear_object (&self->history);
}
