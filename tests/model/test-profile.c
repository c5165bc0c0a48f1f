#include "atrium-profile.h"

typedef struct
{
  guint changed;
  guint entry_changed;
  AtriumSection *section;
  char *field;
} Counts;

static void
changed_cb (AtriumProfile *profile,
            Counts        *counts)
{
  counts->changed++;
}

static void
entry_changed_cb (AtriumProfile *profile,
                  AtriumSection *section,
                  AtriumEntry   *entry,
                  const char    *field,
                  Counts        *counts)
{
  counts->entry_changed++;
  counts->section = section;
  g_set_str (&counts->field, field);
}

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  GListStore *shadow)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < added; i++)
    g_ptr_array_add (items, g_list_model_get_item (model, position + i));
  g_list_store_splice (shadow, position, removed, items->pdata, items->len);
}

static void
assert_same_items (GListModel *a,
                   GListModel *b)
{
  g_assert_cmpuint (g_list_model_get_n_items (a), ==, g_list_model_get_n_items (b));
  for (guint i = 0; i < g_list_model_get_n_items (a); i++)
    {
      g_autoptr(GObject) x = g_list_model_get_item (a, i);
      g_autoptr(GObject) y = g_list_model_get_item (b, i);

      g_assert_true (x == y);
    }
}

static void
test_signals (void)
{
  g_autoptr(AtriumProfile) profile = atrium_profile_new ();
  g_autoptr(AtriumSection) section = atrium_section_new (ATRIUM_KIND_NEWS, NULL, "News");
  g_autoptr(AtriumEntry) entry = atrium_entry_new (ATRIUM_KIND_NEWS, NULL);
  Counts counts = { 0 };

  g_signal_connect (profile, "changed", G_CALLBACK (changed_cb), &counts);
  g_signal_connect (profile, "entry-changed", G_CALLBACK (entry_changed_cb), &counts);
  atrium_profile_append (profile, section);
  g_assert_cmpuint (counts.changed, ==, 1);
  atrium_section_append (section, entry);
  g_assert_cmpuint (counts.changed, ==, 2);
  atrium_entry_set_string (entry, "text", "a");
  g_assert_cmpuint (counts.changed, ==, 3);
  g_assert_cmpuint (counts.entry_changed, ==, 1);
  g_assert_true (counts.section == section);
  g_assert_cmpstr (counts.field, ==, "text");
  atrium_entry_set_string (atrium_profile_get_person (profile), "name", "A");
  g_assert_cmpuint (counts.entry_changed, ==, 2);
  g_assert_null (counts.section);
  atrium_section_set_title (section, "Other");
  atrium_section_set_title (section, "Other");
  atrium_section_set_hidden (section, TRUE);
  atrium_section_set_hidden (section, TRUE);
  g_assert_cmpuint (counts.changed, ==, 6);

  /* what was taken out tells nobody any more */
  atrium_section_remove (section, 0);
  g_assert_cmpuint (counts.changed, ==, 7);
  atrium_entry_set_string (entry, "text", "b");
  atrium_profile_remove (profile, 0);
  g_assert_cmpuint (counts.changed, ==, 8);
  atrium_section_append (section, entry);
  g_assert_cmpuint (counts.changed, ==, 8);
  g_free (counts.field);
}

/* random inserts, moves and removals, replayed by a shadow list */
static void
test_list_model (void)
{
  for (guint round = 0; round < 50; round++)
    {
      g_autoptr(AtriumProfile) profile = atrium_profile_new ();
      g_autoptr(AtriumSection) section = atrium_section_new (ATRIUM_KIND_NEWS, NULL, "");
      g_autoptr(GListStore) shadow = g_list_store_new (ATRIUM_TYPE_ENTRY);
      g_autoptr(GListStore) sections = g_list_store_new (ATRIUM_TYPE_SECTION);

      g_signal_connect (section, "items-changed", G_CALLBACK (items_changed_cb), shadow);
      g_signal_connect (profile, "items-changed", G_CALLBACK (items_changed_cb), sections);
      for (guint step = 0; step < 60; step++)
        {
          guint n = atrium_section_get_n_entries (section);
          guint n_sections = atrium_profile_get_n_sections (profile);

          switch (g_test_rand_int_range (0, 6))
            {
            case 0:
            case 1:
              {
                g_autoptr(AtriumEntry) entry = atrium_entry_new (ATRIUM_KIND_NEWS, NULL);

                atrium_section_insert (section, g_test_rand_int_range (0, n + 1), entry);
                break;
              }
            case 2:
              if (n > 0)
                atrium_section_remove (section, g_test_rand_int_range (0, n));
              break;
            case 3:
              if (n > 0)
                atrium_section_move (section, g_test_rand_int_range (0, n), g_test_rand_int_range (0, n));
              break;
            case 4:
              {
                g_autoptr(AtriumSection) other = atrium_section_new (ATRIUM_KIND_TEXT, NULL, "");

                atrium_profile_insert (profile, g_test_rand_int_range (0, n_sections + 1), other);
                break;
              }
            default:
              if (n_sections > 0 && g_test_rand_bit ())
                atrium_profile_move (profile, g_test_rand_int_range (0, n_sections), g_test_rand_int_range (0, n_sections));
              else if (n_sections > 0)
                atrium_profile_remove (profile, g_test_rand_int_range (0, n_sections));
              break;
            }
          assert_same_items (G_LIST_MODEL (section), G_LIST_MODEL (shadow));
          assert_same_items (G_LIST_MODEL (profile), G_LIST_MODEL (sections));
        }
    }
}

static void
test_copy (void)
{
  g_autoptr(AtriumProfile) profile = atrium_profile_new ();
  g_autoptr(AtriumSection) section = atrium_section_new (ATRIUM_KIND_NEWS, "s", "News");
  g_autoptr(AtriumEntry) entry = atrium_entry_new (ATRIUM_KIND_NEWS, "e");
  g_autoptr(AtriumProfile) copy = NULL;
  g_autoptr(AtriumValue) extra = atrium_value_with_string (NULL, "x", "1");
  AtriumSection *found;

  atrium_section_append (section, entry);
  atrium_profile_append (profile, section);
  atrium_entry_set_string (entry, "text", "a");
  atrium_section_set_page (section, "about.md");
  atrium_section_set_extra (section, extra);
  atrium_profile_set_extra (profile, extra);
  copy = atrium_profile_copy (profile);
  g_assert_true (atrium_profile_equal (profile, copy));
  g_assert_true (atrium_profile_find_entry (copy, "e", &found) != entry);
  g_assert_cmpstr (atrium_section_get_id (found), ==, "s");
  g_assert_null (atrium_profile_find_entry (copy, "none", &found));
  g_assert_true (atrium_profile_find_entry (copy, "person", &found) == atrium_profile_get_person (copy));

  atrium_entry_set_string (atrium_profile_find_entry (copy, "e", NULL), "text", "b");
  g_assert_false (atrium_profile_equal (profile, copy));
  g_assert_cmpstr (atrium_entry_get_string (entry, "text"), ==, "a");
}

/* everything that a comparison has to see */
static void
test_equal (void)
{
  for (guint i = 0; i < 7; i++)
    {
      g_autoptr(AtriumProfile) a = atrium_profile_new ();
      g_autoptr(AtriumProfile) b = NULL;
      g_autoptr(AtriumSection) section = atrium_section_new (ATRIUM_KIND_NEWS, NULL, "News");
      g_autoptr(AtriumEntry) entry = atrium_entry_new (ATRIUM_KIND_NEWS, NULL);
      g_autoptr(AtriumValue) extra = atrium_value_with_string (NULL, "x", "1");
      AtriumSection *other;

      atrium_section_append (section, entry);
      atrium_profile_append (a, section);
      b = atrium_profile_copy (a);
      other = atrium_profile_get_section (b, 0);
      g_assert_true (atrium_profile_equal (a, b));
      switch (i)
        {
        case 0: atrium_section_set_title (other, "x"); break;
        case 1: atrium_section_set_page (other, "x"); break;
        case 2: atrium_section_set_hidden (other, TRUE); break;
        case 3: atrium_section_set_extra (other, extra); break;
        case 4: atrium_profile_set_extra (b, extra); break;
        case 5: atrium_entry_set_string (atrium_profile_get_person (b), "name", "x"); break;
        default: atrium_entry_set_hidden (atrium_section_get_entry (other, 0), TRUE); break;
        }
      g_assert_false (atrium_profile_equal (a, b));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/profile/signals", test_signals);
  g_test_add_func ("/model/profile/list-model", test_list_model);
  g_test_add_func ("/model/profile/copy", test_copy);
  g_test_add_func ("/model/profile/equal", test_equal);

  return g_test_run ();
}
