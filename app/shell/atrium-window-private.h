#pragma once

#include "atrium-window.h"

#include "atrium-comparison.h"
#include "atrium-entry-page.h"
#include "atrium-live-page.h"
#include "atrium-preview-pane.h"
#include "atrium-section-page.h"
#include "atrium-sidebar.h"

G_BEGIN_DECLS

struct _AtriumWindow
{
  AdwApplicationWindow    parent_instance;

  AdwToastOverlay        *toast_overlay;
  GtkStack               *main_stack;
  AdwBottomSheet         *bottom_sheet;
  AdwNavigationSplitView *split_view;
  AtriumSidebar          *sidebar;
  GtkStack               *editor_stack;
  AdwNavigationView      *editor;
  AdwBin                 *beside_bin;
  AdwBin                 *instead_bin;
  AdwBin                 *sheet_bin;
  AtriumPreviewPane      *preview_pane;

  GSettings              *settings;
  AtriumDocument         *document;
  AtriumLivePage         *live_page;
  AtriumComparison       *comparison;      /* NULL where nothing is compared */
  GSignalGroup           *history_signals;
  GSignalGroup           *profile_signals;
  GCancellable           *cancellable;     /* of an open or save that runs */
  AtriumSection          *section;         /* shown; NULL for the person */
  guint                   panes;
  guint                   refresh_id;
  guint                   beside_wanted : 1;
  guint                   instead_wanted : 1;
  guint                   mis_decoded : 1;
  guint                   busy : 1;
  guint                   choosing_engine : 1;
  guint                   page_shown : 1;  /* the preview has drawn the document */
};

/* window */
void             _atrium_window_refresh          (AtriumWindow  *self);
void             _atrium_window_set_busy         (AtriumWindow  *self,
                                                  gboolean       busy);
void             _atrium_window_show_person      (AtriumWindow  *self);
void             _atrium_window_show_section     (AtriumWindow  *self,
                                                  AtriumSection *section);
AtriumEntryPage *_atrium_window_show_entry       (AtriumWindow  *self,
                                                  AtriumSection *section,
                                                  AtriumEntry   *entry);
AtriumEntry     *_atrium_window_get_entry        (AtriumWindow  *self);   /* open or selected, of self->section */
gboolean         _atrium_window_is_entry_open    (AtriumWindow  *self);
void             _atrium_window_close_entry      (AtriumWindow  *self);
void             _atrium_window_add_toast        (AtriumWindow  *self,
                                                  const char    *title);
void             _atrium_window_show_error       (AtriumWindow  *self,
                                                  const char    *heading,
                                                  const GError  *error);
void             _atrium_window_set_mis_decoded  (AtriumWindow  *self,
                                                  gboolean       mis_decoded);
void             _atrium_window_set_preview_wanted (AtriumWindow *self,
                                                  gboolean       wanted);

/* pages */
void             _atrium_window_sidebar_selected_cb  (AtriumWindow  *self,
                                                  AtriumSection *section);
void             _atrium_window_sidebar_activated_cb (AtriumWindow  *self,
                                                  AtriumSection *section);
void             _atrium_window_popped_cb        (AtriumWindow  *self);
void             _atrium_window_preview_activated_cb (AtriumWindow  *self,
                                                  const char    *element_id);
void             _atrium_window_link_activated_cb (AtriumWindow  *self,
                                                  const char    *uri);

/* preview */
void             _atrium_window_choose_engine    (AtriumWindow  *self);
void             _atrium_window_engine_picked_cb (AtriumWindow  *self);
void             _atrium_window_permission_cb    (AtriumWindow  *self);
void             _atrium_window_site_changed_cb  (AtriumWindow  *self);
void             _atrium_window_page_activated_cb (AtriumWindow *self,
                                                  const char    *path);
void             _atrium_window_page_missing_cb  (AtriumWindow  *self);
void             _atrium_window_missing_activated_cb (AtriumWindow *self,
                                                  const char    *path,
                                                  const char    *element_id);
void             _atrium_window_comparing_cb     (AtriumWindow  *self);
void             _atrium_window_class_install_preview_actions (GtkWidgetClass *widget_class);
void             _atrium_window_add_preview_keys (AtriumWindow  *self);

/* actions */
void             _atrium_window_class_install_actions (GtkWidgetClass *widget_class);
void             _atrium_window_update_actions   (AtriumWindow  *self);

/* files */
void             _atrium_window_class_install_file_actions (GtkWidgetClass *widget_class);
void             _atrium_window_ask_before       (AtriumWindow  *self,
                                                  void         (*proceed) (AtriumWindow *self,
                                                                           gpointer      data),
                                                  gpointer       data,
                                                  GDestroyNotify free_data);

G_END_DECLS
