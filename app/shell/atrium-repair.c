#include "atrium-repair.h"

#include "atrium-mojibake.h"

/* values nest as deep as JSON was read; what lies deeper than this is nobody's text */
#define MAX_DEPTH 16

/* A new value with its text repaired, or NULL where nothing was wrong. */
static AtriumValue *
repair_value (AtriumValue *value,
              guint        depth,
              guint       *n_repaired)
{
  g_autoptr(AtriumValue) result = NULL;
  AtriumValueType type;

  if (value == NULL || depth > MAX_DEPTH)
    return NULL;

  type = atrium_value_get_value_type (value);
  if (type == ATRIUM_VALUE_STRING)
    {
      guint n = 0;
      g_autofree char *repaired = atrium_mojibake_repair (atrium_value_get_string (value), -1, &n);

      *n_repaired += n;
      return n > 0 ? atrium_value_new_string (repaired) : NULL;
    }

  if (type != ATRIUM_VALUE_LIST && type != ATRIUM_VALUE_RECORD)
    return NULL;

  for (guint i = 0; i < atrium_value_get_n_items (value); i++)
    {
      g_autoptr(AtriumValue) item = repair_value (atrium_value_get_item (value, i), depth + 1, n_repaired);
      g_autoptr(AtriumValue) before = NULL;

      if (item == NULL)
        continue;

      before = result != NULL ? g_steal_pointer (&result) : atrium_value_ref (value);
      if (type == ATRIUM_VALUE_LIST)
        result = atrium_value_with_item (before, i, item);
      else
        result = atrium_value_with_member (before, atrium_value_get_member_name (value, i), item);
    }

  return g_steal_pointer (&result);
}

/* @history NULL: only counts */
static guint
repair_entry (AtriumHistory *history,
              AtriumEntry   *entry)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint n_repaired = 0;

  for (guint i = 0; i < atrium_entry_get_n_members (entry); i++)
    g_ptr_array_add (names, g_strdup (atrium_entry_get_member_name (entry, i)));

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autoptr(AtriumValue) value = repair_value (atrium_entry_get (entry, name), 0, &n_repaired);

      if (value != NULL && history != NULL)
        atrium_history_set (history, entry, name, value);
    }

  return n_repaired;
}

static guint
repair_section (AtriumHistory *history,
                AtriumSection *section)
{
  guint n_repaired = 0;
  g_autofree char *title = atrium_mojibake_repair (atrium_section_get_title (section), -1, &n_repaired);

  if (n_repaired > 0 && history != NULL)
    atrium_history_rename_section (history, section, title);

  for (guint i = 0; i < atrium_section_get_n_entries (section); i++)
    n_repaired += repair_entry (history, atrium_section_get_entry (section, i));

  return n_repaired;
}

static guint
repair_profile (AtriumHistory *history,
                AtriumProfile *profile)
{
  guint n_repaired = repair_entry (history, atrium_profile_get_person (profile));

  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    n_repaired += repair_section (history, atrium_profile_get_section (profile, i));

  return n_repaired;
}

guint
atrium_repair_count (AtriumProfile *profile)
{
  return repair_profile (NULL, profile);
}

guint
atrium_repair_all (AtriumHistory *history,
                   const char    *label)
{
  guint n_repaired;

  atrium_history_begin_group (history, label);
  n_repaired = repair_profile (history, atrium_history_get_profile (history));
  atrium_history_end_group (history);

  return n_repaired;
}
