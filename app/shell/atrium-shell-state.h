#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the window shows, computed from what is the case. No GTK, so that every
 * combination is tested without a display. */

typedef enum
{
  ATRIUM_PREVIEW_NOWHERE,
  ATRIUM_PREVIEW_BESIDE,       /* third pane */
  ATRIUM_PREVIEW_INSTEAD,      /* in the place of the forms */
  ATRIUM_PREVIEW_SHEET,        /* in the bottom sheet */
} AtriumPreviewPlace;

typedef struct
{
  guint    panes;              /* 3 wide, 2 medium, 1 narrow */
  gboolean beside_wanted;      /* the toggle, as last set in a wide window */
  gboolean instead_wanted;     /* the toggle, as last set in a medium window */
  gboolean has_document;
} AtriumPanesInput;

typedef struct
{
  AtriumPreviewPlace place;
  gboolean           collapsed;
  gboolean           toggle_visible;
  gboolean           toggle_active;
  gboolean           sheet_bar_visible;
} AtriumPanesState;

AtriumPanesState atrium_panes_state (const AtriumPanesInput *input);

typedef struct
{
  gboolean has_document;
  gboolean has_file;
  gboolean busy;
  gboolean dialog_open;
  gboolean modified;
  gboolean can_undo;
  gboolean can_redo;
  gboolean has_section;
  guint    section_index;
  guint    n_sections;
  gboolean has_entry;          /* selected, or open in a form */
  guint    entry_index;
  guint    n_entries;
  gboolean person_shown;
} AtriumActionsInput;

typedef struct
{
  gboolean save;
  gboolean save_as;
  gboolean export;
  gboolean undo;
  gboolean redo;
  gboolean edit;               /* sections may be added, the person shown */
  gboolean section;            /* rename, hide, remove */
  gboolean section_up;
  gboolean section_down;
  gboolean entry_add;
  gboolean entry;              /* duplicate, hide, remove */
  gboolean entry_up;
  gboolean entry_down;
} AtriumActionsState;

AtriumActionsState atrium_actions_state (const AtriumActionsInput *input);

/* the index an item has after it was dropped on the upper or lower half of another */
guint              atrium_drop_index    (guint    from,
                                         guint    target,
                                         gboolean after);

/* the title of a section without the emoji that it begins with, for beside an icon; all
 * of it where nothing else is there */
const char        *atrium_title_after_emoji (const char *title);

G_END_DECLS
