/* What the window shows, without a display. */

#include "atrium-page-frame.h"
#include "atrium-shell-state.h"

static void
test_panes (void)
{
  static const struct
  {
    AtriumPanesInput   input;
    AtriumPreviewPlace place;
    gboolean           collapsed;
    gboolean           toggle_visible;
    gboolean           toggle_active;
    gboolean           sheet_bar;
  } cases[] = {
    { { 3, TRUE, FALSE, FALSE }, ATRIUM_PREVIEW_NOWHERE, FALSE, FALSE, FALSE, FALSE },
    { { 3, TRUE, FALSE, TRUE }, ATRIUM_PREVIEW_BESIDE, FALSE, TRUE, TRUE, FALSE },
    { { 3, FALSE, TRUE, TRUE }, ATRIUM_PREVIEW_NOWHERE, FALSE, TRUE, FALSE, FALSE },
    { { 2, TRUE, FALSE, TRUE }, ATRIUM_PREVIEW_NOWHERE, FALSE, TRUE, FALSE, FALSE },
    { { 2, FALSE, TRUE, TRUE }, ATRIUM_PREVIEW_INSTEAD, FALSE, TRUE, TRUE, FALSE },
    { { 1, TRUE, TRUE, TRUE }, ATRIUM_PREVIEW_SHEET, TRUE, FALSE, FALSE, TRUE },
    { { 1, FALSE, FALSE, TRUE }, ATRIUM_PREVIEW_SHEET, TRUE, FALSE, FALSE, TRUE },
    { { 1, TRUE, TRUE, FALSE }, ATRIUM_PREVIEW_NOWHERE, TRUE, FALSE, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AtriumPanesState state = atrium_panes_state (&cases[i].input);

      g_test_message ("case %u", i);
      g_assert_cmpint (state.place, ==, cases[i].place);
      g_assert_cmpint (state.collapsed, ==, cases[i].collapsed);
      g_assert_cmpint (state.toggle_visible, ==, cases[i].toggle_visible);
      g_assert_cmpint (state.toggle_active, ==, cases[i].toggle_active);
      g_assert_cmpint (state.sheet_bar_visible, ==, cases[i].sheet_bar);
    }
}

/* an open site with three sections, the second one shown, its first of two entries selected */
static const AtriumActionsInput open_document = {
  .has_document = TRUE,
  .has_file = TRUE,
  .has_section = TRUE,
  .section_index = 1,
  .n_sections = 3,
  .has_entry = TRUE,
  .entry_index = 0,
  .n_entries = 2,
};

static void
test_actions_without_document (void)
{
  const AtriumActionsInput input = { .n_sections = 0, .can_undo = TRUE, .modified = TRUE };
  const AtriumActionsState state = atrium_actions_state (&input);
  const AtriumActionsState nothing = { 0 };

  g_assert_cmpmem (&state, sizeof state, &nothing, sizeof nothing);
}

static void
test_actions_blocked (void)
{
  const AtriumActionsState nothing = { 0 };
  AtriumActionsInput input = open_document;
  AtriumActionsState state;

  input.modified = input.can_undo = input.can_redo = TRUE;
  input.busy = TRUE;
  state = atrium_actions_state (&input);
  g_assert_cmpmem (&state, sizeof state, &nothing, sizeof nothing);

  input.busy = FALSE;
  input.dialog_open = TRUE;
  state = atrium_actions_state (&input);
  g_assert_cmpmem (&state, sizeof state, &nothing, sizeof nothing);
}

static void
test_actions_save (void)
{
  AtriumActionsInput input = open_document;

  g_assert_false (atrium_actions_state (&input).save);
  g_assert_true (atrium_actions_state (&input).save_as);
  input.modified = TRUE;
  g_assert_true (atrium_actions_state (&input).save);
  input.modified = FALSE;
  input.has_file = FALSE;
  g_assert_true (atrium_actions_state (&input).save);
}

static void
test_actions_move (void)
{
  AtriumActionsInput input = open_document;
  AtriumActionsState state = atrium_actions_state (&input);

  g_assert_true (state.section_up);
  g_assert_true (state.section_down);
  g_assert_false (state.entry_up);
  g_assert_true (state.entry_down);

  input.section_index = 2;
  input.entry_index = 1;
  state = atrium_actions_state (&input);
  g_assert_true (state.section_up);
  g_assert_false (state.section_down);
  g_assert_true (state.entry_up);
  g_assert_false (state.entry_down);

  input.has_entry = FALSE;
  state = atrium_actions_state (&input);
  g_assert_false (state.entry);
  g_assert_false (state.entry_up);
  g_assert_true (state.entry_add);

  input.has_section = FALSE;
  state = atrium_actions_state (&input);
  g_assert_false (state.section);
  g_assert_false (state.section_up);
  g_assert_false (state.entry_add);
  g_assert_true (state.edit);
}

/* dropping is the same as taking the item out and putting it before or after the target */
static void
test_drop_index (void)
{
  for (guint from = 0; from < 5; from++)
    for (guint target = 0; target < 5; target++)
      for (guint after = 0; after < 2; after++)
        {
          g_autoptr(GArray) items = g_array_new (FALSE, FALSE, sizeof (guint));
          guint to = atrium_drop_index (from, target, after);
          guint moved = from;
          int position_moved = -1, position_target = -1;

          for (guint i = 0; i < 5; i++)
            g_array_append_val (items, i);
          g_array_remove_index (items, from);
          g_assert_cmpuint (to, <=, items->len);
          g_array_insert_val (items, to, moved);

          for (guint i = 0; i < 5; i++)
            {
              if (g_array_index (items, guint, i) == from)
                position_moved = i;
              if (g_array_index (items, guint, i) == target)
                position_target = i;
            }
          if (from != target)
            g_assert_cmpint (position_moved, ==, after ? position_target + 1 : position_target - 1);
        }
}

static void
test_page_width (void)
{
  static const struct
  {
    int    page_width;
    int    available;
    int    x;
    int    width;
    double zoom;
  } cases[] = {
    { 0, 500, 0, 500, 1.0 },
    { 390, 500, 55, 390, 1.0 },
    { 500, 500, 0, 500, 1.0 },
    { 1000, 500, 0, 500, 0.5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int x, width;
      double zoom = atrium_page_frame_fit (cases[i].page_width, cases[i].available, &x, &width);

      g_assert_cmpint (x, ==, cases[i].x);
      g_assert_cmpint (width, ==, cases[i].width);
      g_assert_cmpfloat_with_epsilon (zoom, cases[i].zoom, 0.0001);
    }
}

static void
test_title (void)
{
  static const char *const cases[][2] = {
    { "📝 Publications", "Publications" },
    { "🎖️ Honors", "Honors" },
    { "☕ Beyond Research", "Beyond Research" },
    { "👩‍🔬 Group", "Group" },
    { "News", "News" },
    { "1. Erster Teil", "1. Erster Teil" },
    { "新闻", "新闻" },
    { "🔥", "🔥" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (atrium_title_after_emoji (cases[i][0]), ==, cases[i][1]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/shell/state/panes", test_panes);
  g_test_add_func ("/shell/state/actions-without-document", test_actions_without_document);
  g_test_add_func ("/shell/state/actions-blocked", test_actions_blocked);
  g_test_add_func ("/shell/state/actions-save", test_actions_save);
  g_test_add_func ("/shell/state/actions-move", test_actions_move);
  g_test_add_func ("/shell/state/drop-index", test_drop_index);
  g_test_add_func ("/shell/state/page-width", test_page_width);
  g_test_add_func ("/shell/state/title", test_title);

  return g_test_run ();
}
