#include "atrium-change-private.h"

void
_atrium_change_clear (gpointer data)
{
  AtriumChange *change = data;

  g_clear_object (&change->section);
  g_clear_object (&change->entry);
  g_clear_pointer (&change->before, atrium_value_unref);
  g_clear_pointer (&change->after, atrium_value_unref);
  g_clear_pointer (&change->spelled_before, atrium_value_unref);
  g_clear_pointer (&change->spelled_after, atrium_value_unref);
}

AtriumChange
_atrium_change_ref (const AtriumChange *change)
{
  AtriumChange copy = *change;

  copy.section = change->section != NULL ? g_object_ref (change->section) : NULL;
  copy.entry = change->entry != NULL ? g_object_ref (change->entry) : NULL;
  copy.before = change->before != NULL ? atrium_value_ref (change->before) : NULL;
  copy.after = change->after != NULL ? atrium_value_ref (change->after) : NULL;
  copy.spelled_before = change->spelled_before != NULL ? atrium_value_ref (change->spelled_before) : NULL;
  copy.spelled_after = change->spelled_after != NULL ? atrium_value_ref (change->spelled_after) : NULL;

  return copy;
}

static void
change_value (AtriumChange *change,
              AtriumValue  *value,
              AtriumValue  *spelled)
{
  if (change->spelled != NULL)
    atrium_entry_set (change->entry, change->spelled, spelled);
  atrium_entry_set (change->entry, change->field, value);
}

void
_atrium_change_apply (AtriumProfile *profile,
                      AtriumChange  *change)
{
  switch (change->type)
    {
    case ATRIUM_CHANGE_VALUE:
      change_value (change, change->after, change->spelled_after);
      break;
    case ATRIUM_CHANGE_ENTRY_HIDDEN:
      atrium_entry_set_hidden (change->entry, change->to);
      break;
    case ATRIUM_CHANGE_ENTRY_INSERT:
      atrium_section_insert (change->section, change->to, change->entry);
      break;
    case ATRIUM_CHANGE_ENTRY_REMOVE:
      atrium_section_remove (change->section, change->from);
      break;
    case ATRIUM_CHANGE_ENTRY_MOVE:
      atrium_section_move (change->section, change->from, change->to);
      break;
    case ATRIUM_CHANGE_SECTION_INSERT:
      atrium_profile_insert (profile, change->to, change->section);
      break;
    case ATRIUM_CHANGE_SECTION_REMOVE:
      atrium_profile_remove (profile, change->from);
      break;
    case ATRIUM_CHANGE_SECTION_MOVE:
      atrium_profile_move (profile, change->from, change->to);
      break;
    case ATRIUM_CHANGE_SECTION_TITLE:
      atrium_section_set_title (change->section, atrium_value_get_string (change->after));
      break;
    case ATRIUM_CHANGE_SECTION_HIDDEN:
    default:
      atrium_section_set_hidden (change->section, change->to);
      break;
    }
}

void
_atrium_change_revert (AtriumProfile *profile,
                       AtriumChange  *change)
{
  switch (change->type)
    {
    case ATRIUM_CHANGE_VALUE:
      change_value (change, change->before, change->spelled_before);
      break;
    case ATRIUM_CHANGE_ENTRY_HIDDEN:
      atrium_entry_set_hidden (change->entry, change->from);
      break;
    case ATRIUM_CHANGE_ENTRY_INSERT:
      atrium_section_remove (change->section, change->to);
      break;
    case ATRIUM_CHANGE_ENTRY_REMOVE:
      atrium_section_insert (change->section, change->from, change->entry);
      break;
    case ATRIUM_CHANGE_ENTRY_MOVE:
      atrium_section_move (change->section, change->to, change->from);
      break;
    case ATRIUM_CHANGE_SECTION_INSERT:
      atrium_profile_remove (profile, change->to);
      break;
    case ATRIUM_CHANGE_SECTION_REMOVE:
      atrium_profile_insert (profile, change->from, change->section);
      break;
    case ATRIUM_CHANGE_SECTION_MOVE:
      atrium_profile_move (profile, change->to, change->from);
      break;
    case ATRIUM_CHANGE_SECTION_TITLE:
      atrium_section_set_title (change->section, atrium_value_get_string (change->before));
      break;
    case ATRIUM_CHANGE_SECTION_HIDDEN:
    default:
      atrium_section_set_hidden (change->section, change->from);
      break;
    }
}
