#include "atrium-shell-state.h"

AtriumPanesState
atrium_panes_state (const AtriumPanesInput *input)
{
  AtriumPanesState state = { ATRIUM_PREVIEW_NOWHERE };

  state.collapsed = input->panes <= 1;

  if (!input->has_document)
    return state;

  if (input->panes >= 3)
    {
      state.toggle_visible = TRUE;
      state.toggle_active = input->beside_wanted;
      if (input->beside_wanted)
        state.place = ATRIUM_PREVIEW_BESIDE;
    }
  else if (input->panes == 2)
    {
      state.toggle_visible = TRUE;
      state.toggle_active = input->instead_wanted;
      if (input->instead_wanted)
        state.place = ATRIUM_PREVIEW_INSTEAD;
    }
  else
    {
      state.place = ATRIUM_PREVIEW_SHEET;
      state.sheet_bar_visible = TRUE;
    }

  return state;
}

AtriumActionsState
atrium_actions_state (const AtriumActionsInput *input)
{
  gboolean edit = input->has_document && !input->busy && !input->dialog_open;
  gboolean section = edit && input->has_section;
  gboolean entry = section && input->has_entry;

  return (AtriumActionsState) {
    .save = edit && (input->modified || !input->has_file),
    .save_as = edit,
    .export = edit,
    .undo = edit && input->can_undo,
    .redo = edit && input->can_redo,
    .edit = edit,
    .section = section,
    .section_up = section && input->section_index > 0,
    .section_down = section && input->section_index + 1 < input->n_sections,
    .entry_add = section,
    .entry = entry,
    .entry_up = entry && input->entry_index > 0,
    .entry_down = entry && input->entry_index + 1 < input->n_entries,
  };
}

guint
atrium_drop_index (guint    from,
                   guint    target,
                   gboolean after)
{
  guint to = after ? target + 1 : target;

  /* what lies behind moves up by one when the item is taken out */
  if (from < to)
    to--;

  return to;
}

static gboolean
is_emoji (gunichar c)
{
  if (c == 0x200d || c == 0xfe0f || c == 0x20e3)   /* joiner, emoji style, keycap */
    return TRUE;
  if (c >= 0x1f000 && c <= 0x1faff)
    return TRUE;

  return c >= 0x2300 && c <= 0x2bff && g_unichar_type (c) == G_UNICODE_OTHER_SYMBOL;
}

const char *
atrium_title_after_emoji (const char *title)
{
  const char *p = title;

  while (*p != '\0' && is_emoji (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  if (p == title)
    return title;
  while (*p != '\0' && g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);

  return *p != '\0' ? p : title;
}
