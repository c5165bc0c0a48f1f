#include "lens-edits.h"

#include <string.h>

AtriumSection *
edits_section (AtriumReading *reading,
               AtriumKind     kind)
{
  AtriumSection *found = NULL;

  for (guint i = 0; i < atrium_profile_get_n_sections (reading->profile); i++)
    {
      AtriumSection *section = atrium_profile_get_section (reading->profile, i);

      if (atrium_section_get_kind (section) != kind)
        continue;
      g_assert_null (found);
      found = section;
    }
  g_assert_nonnull (found);

  return found;
}

AtriumFileTree *
edits_write (AtriumReading *reading,
             AtriumProfile *profile)
{
  g_autoptr(GPtrArray) losses = atrium_losses_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(AtriumReading) again = NULL;
  AtriumFileTree *files = reading->lens->write (reading, profile, losses, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < losses->len; i++)
    {
      const AtriumLoss *loss = g_ptr_array_index (losses, i);

      g_test_message ("%s: %s", loss->pointer, loss->reason);
    }
  g_assert_cmpuint (losses->len, ==, 0);
  again = site_read (files, reading->page);
  g_assert_cmpuint (atrium_profile_get_n_sections (again->profile), ==, atrium_profile_get_n_sections (profile));

  return files;
}

AtriumFileTree *
edits_set (AtriumReading *reading,
           AtriumKind     kind,
           guint          index,
           const char    *path,
           const char    *text)
{
  g_autoptr(AtriumProfile) copy = atrium_profile_copy (reading->profile);
  g_autoptr(AtriumValue) value = atrium_value_new_string (text);
  g_autoptr(AtriumReading) again = NULL;
  g_autoptr(GError) error = NULL;
  AtriumFileTree *files;
  AtriumEntry *entry;
  guint at;

  if (kind == ATRIUM_KIND_PERSON)
    entry = atrium_profile_get_person (copy);
  else
    {
      g_assert_true (atrium_profile_find (reading->profile, edits_section (reading, kind), &at));
      entry = atrium_section_get_entry (atrium_profile_get_section (copy, at), index);
    }
  g_assert_true (atrium_entry_set_at (entry, path, value, &error));
  g_assert_no_error (error);
  files = edits_write (reading, copy);
  again = site_read (files, reading->page);
  entry = kind == ATRIUM_KIND_PERSON ? atrium_profile_get_person (again->profile)
          : atrium_section_get_entry (edits_section (again, kind), index);
  g_assert_cmpstr (atrium_value_get_string (atrium_entry_get_at (entry, path)), ==, text);

  return files;
}

void
edits_assert_identity (AtriumFileTree *files)
{
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  g_autoptr(AtriumProfile) copy = atrium_profile_copy (reading->profile);
  g_autoptr(AtriumFileTree) same = edits_write (reading, copy);

  g_assert_true (same == files);
}

static char *
replace_once (const char *text,
              const char *before,
              const char *after)
{
  const char *at = strstr (text, before);

  g_assert_nonnull (at);

  return g_strdup_printf ("%.*s%s%s", (int) (at - text), text, after, at + strlen (before));
}

void
edits_assert_line (AtriumFileTree *old,
                   AtriumFileTree *new,
                   const char     *path,
                   const char     *before,
                   const char     *after)
{
  g_autoptr(GPtrArray) changed = atrium_file_tree_dup_changed (old, new);
  g_autofree char *was = site_dup_text (old, path);
  g_autofree char *is = site_dup_text (new, path);
  g_autofree char *wanted = replace_once (was, before, after);

  g_assert_cmpuint (changed->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (changed, 0), ==, path);
  g_assert_cmpstr (is, ==, wanted);
}
