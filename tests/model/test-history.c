#include "atrium-history.h"

#include "../../app/model/atrium-history-private.h"

static gint64 now;

static gint64
test_clock (void)
{
  return now;
}

static AtriumHistory *
example (void)
{
  g_autoptr(AtriumProfile) profile = atrium_profile_new ();
  static const AtriumKind kinds[] = { ATRIUM_KIND_NEWS, ATRIUM_KIND_PUBLICATIONS };
  AtriumHistory *history;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr(AtriumSection) section = atrium_section_new (kinds[i], NULL, "Section");

      for (guint j = 0; j < 3; j++)
        {
          g_autoptr(AtriumEntry) entry = atrium_entry_new (kinds[i], NULL);

          atrium_entry_set_string (entry, "text", "start");
          atrium_section_append (section, entry);
        }
      atrium_profile_append (profile, section);
    }
  history = atrium_history_new (profile);
  _atrium_history_set_clock (history, test_clock);

  return history;
}

static void
set_text (AtriumHistory *history,
          AtriumEntry   *entry,
          const char    *field,
          const char    *text)
{
  g_autoptr(AtriumValue) value = text != NULL ? atrium_value_new_string (text) : NULL;

  atrium_history_set (history, entry, field, value);
}

static void
test_labels (void)
{
  g_autoptr(AtriumHistory) history = example ();
  AtriumProfile *profile = atrium_history_get_profile (history);
  AtriumSection *news = atrium_profile_get_section (profile, 0);
  AtriumSection *papers = atrium_profile_get_section (profile, 1);
  g_autoptr(AtriumEntry) item = atrium_entry_new (ATRIUM_KIND_NEWS, NULL);
  g_autoptr(AtriumSection) section = atrium_section_new (ATRIUM_KIND_TALKS, NULL, "Talks");
  static const char *const labels[] = {
    "Edit Title", "Move Publication", "Remove Publication", "Add News Item", "Hide News Item", "Show News Item", "Rename Section", "Hide Section",
    "Move Section", "Add Section", "Remove Section", "Edit Name", "Edit Date", "Edit odd",
  };

  set_text (history, atrium_section_get_entry (papers, 0), "title", "T");
  g_assert_cmpstr (atrium_history_get_undo_label (history), ==, labels[0]);
  atrium_history_move_entry (history, papers, 0, 2);
  g_assert_cmpstr (atrium_history_get_undo_label (history), ==, labels[1]);
  atrium_history_remove_entry (history, papers, 0);
  g_assert_cmpstr (atrium_history_get_undo_label (history), ==, labels[2]);
  atrium_history_insert_entry (history, news, 99, item);
  g_assert_cmpstr (atrium_history_get_undo_label (history), ==, labels[3]);
  atrium_history_set_entry_hidden (history, item, TRUE);
  g_assert_cmpstr (atrium_history_get_undo_label (history), ==, labels[4]);
  atrium_history_set_entry_hidden (history, item, FALSE);
  g_assert_cmpstr (atrium_history_get_undo_label (history), ==, labels[5]);
  atrium_history_rename_section (history, news, "Fresh");
  g_assert_cmpstr (atrium_history_get_undo_label (history), ==, labels[6]);
  atrium_history_set_section_hidden (history, news, TRUE);
  g_assert_cmpstr (atrium_history_get_undo_label (history), ==, labels[7]);
  atrium_history_move_section (history, 0, 1);
  g_assert_cmpstr (atrium_history_get_undo_label (history), ==, labels[8]);
  atrium_history_insert_section (history, 0, section);
  g_assert_cmpstr (atrium_history_get_undo_label (history), ==, labels[9]);
  atrium_history_remove_section (history, 1);
  g_assert_cmpstr (atrium_history_get_undo_label (history), ==, labels[10]);
  set_text (history, atrium_profile_get_person (profile), "name", "Bo");
  g_assert_cmpstr (atrium_history_get_undo_label (history), ==, labels[11]);
  set_text (history, item, "dateText", "May");
  g_assert_cmpstr (atrium_history_get_undo_label (history), ==, labels[12]);
  set_text (history, item, "odd", "x");
  for (guint i = G_N_ELEMENTS (labels); i-- > 0;)
    {
      g_assert_cmpstr (atrium_history_get_undo_label (history), ==, labels[i]);
      g_assert_true (atrium_history_undo (history));
      g_assert_cmpstr (atrium_history_get_redo_label (history), ==, labels[i]);
    }
  g_assert_false (atrium_history_undo (history));
  g_assert_null (atrium_history_get_undo_label (history));
}

static void
test_typing (void)
{
  g_autoptr(AtriumHistory) history = example ();
  AtriumSection *news = atrium_profile_get_section (atrium_history_get_profile (history), 0);
  AtriumEntry *first = atrium_section_get_entry (news, 0);
  AtriumEntry *second = atrium_section_get_entry (news, 1);

  now = 0;
  set_text (history, first, "text", "a");
  now += G_TIME_SPAN_SECOND;
  set_text (history, first, "text", "ab");
  now += G_TIME_SPAN_SECOND;
  set_text (history, first, "text", "abc");
  now += 3 * G_TIME_SPAN_SECOND;
  set_text (history, first, "text", "abcd");          /* after a pause */
  set_text (history, second, "text", "x");            /* another entry */
  set_text (history, second, "dateText", "2024");     /* another field */
  atrium_history_end_typing (history);
  set_text (history, second, "dateText", "2025");     /* the focus had left */

  atrium_history_undo (history);
  g_assert_cmpstr (atrium_entry_get_string (second, "dateText"), ==, "2024");
  atrium_history_undo (history);
  g_assert_null (atrium_entry_get_string (second, "dateText"));
  atrium_history_undo (history);
  g_assert_cmpstr (atrium_entry_get_string (second, "text"), ==, "start");
  atrium_history_undo (history);
  g_assert_cmpstr (atrium_entry_get_string (first, "text"), ==, "abc");
  atrium_history_undo (history);
  g_assert_cmpstr (atrium_entry_get_string (first, "text"), ==, "start");
  g_assert_false (atrium_history_get_can_undo (history));
  atrium_history_redo (history);
  g_assert_cmpstr (atrium_entry_get_string (first, "text"), ==, "abc");
  set_text (history, first, "text", "abcx");          /* not joined to what was redone */
  g_assert_false (atrium_history_get_can_redo (history));
  atrium_history_undo (history);
  g_assert_cmpstr (atrium_entry_get_string (first, "text"), ==, "abc");
}

static void
test_typed_back (void)
{
  g_autoptr(AtriumHistory) history = example ();
  AtriumEntry *entry = atrium_section_get_entry (atrium_profile_get_section (atrium_history_get_profile (history), 0), 0);

  set_text (history, entry, "text", "start!");
  g_assert_true (atrium_history_get_modified (history));
  set_text (history, entry, "text", "start");
  g_assert_false (atrium_history_get_modified (history));
  g_assert_false (atrium_history_get_can_undo (history));
  set_text (history, entry, "text", "start");
  g_assert_false (atrium_history_get_can_undo (history));
}

static void
count_cb (gpointer    object,
          GParamSpec *pspec,
          gpointer    user_data)
{
  (*(guint *) user_data)++;
}

static void
test_modified (void)
{
  g_autoptr(AtriumHistory) history = example ();
  AtriumEntry *entry = atrium_section_get_entry (atrium_profile_get_section (atrium_history_get_profile (history), 0), 0);
  guint64 revision;
  guint notified = 0;

  g_signal_connect (history, "notify::modified", G_CALLBACK (count_cb), &notified);
  g_assert_false (atrium_history_get_modified (history));
  set_text (history, entry, "text", "a");
  g_assert_true (atrium_history_get_modified (history));
  g_assert_cmpuint (notified, ==, 1);
  revision = atrium_history_get_revision (history);
  set_text (history, entry, "text", "ab");
  /* the save of the earlier state ends after more was typed */
  atrium_history_mark_saved (history, revision);
  g_assert_true (atrium_history_get_modified (history));
  atrium_history_mark_saved (history, atrium_history_get_revision (history));
  g_assert_false (atrium_history_get_modified (history));
  set_text (history, entry, "text", "abc");
  g_assert_true (atrium_history_get_modified (history));
  atrium_history_undo (history);
  g_assert_cmpstr (atrium_entry_get_string (entry, "text"), ==, "ab");
  g_assert_false (atrium_history_get_modified (history));
  atrium_history_undo (history);
  g_assert_true (atrium_history_get_modified (history));
  /* the saved state is on a branch that is cut off: no way leads back */
  set_text (history, entry, "text", "ab");
  g_assert_true (atrium_history_get_modified (history));
}

static void
test_group (void)
{
  g_autoptr(AtriumHistory) history = example ();
  AtriumSection *news = atrium_profile_get_section (atrium_history_get_profile (history), 0);
  g_autoptr(AtriumProfile) before = atrium_profile_copy (atrium_history_get_profile (history));

  atrium_history_begin_group (history, "Nothing");
  atrium_history_end_group (history);
  g_assert_false (atrium_history_get_can_undo (history));

  atrium_history_begin_group (history, "Repair Text");
  set_text (history, atrium_section_get_entry (news, 0), "text", "a");
  atrium_history_begin_group (history, "Inner");
  set_text (history, atrium_section_get_entry (news, 0), "text", "b");
  atrium_history_remove_entry (history, news, 0);
  atrium_history_end_group (history);
  g_assert_false (atrium_history_undo (history));
  atrium_history_move_entry (history, news, 0, 1);
  atrium_history_end_group (history);

  g_assert_cmpstr (atrium_history_get_undo_label (history), ==, "Repair Text");
  g_assert_true (atrium_history_undo (history));
  g_assert_true (atrium_profile_equal (before, atrium_history_get_profile (history)));
  g_assert_false (atrium_history_get_can_undo (history));
  g_assert_true (atrium_history_redo (history));
  g_assert_cmpuint (atrium_section_get_n_entries (news), ==, 2);
  g_assert_cmpstr (atrium_entry_get_string (atrium_section_get_entry (news, 0), "text"), ==, "start");
}

/* one random edit; FALSE where it changed nothing */
static void
random_edit (AtriumHistory *history)
{
  static const char *const fields[] = { "text", "title", "date", "odd" };
  AtriumProfile *profile = atrium_history_get_profile (history);
  guint n_sections = atrium_profile_get_n_sections (profile);
  AtriumSection *section = n_sections > 0 ? atrium_profile_get_section (profile, g_test_rand_int_range (0, n_sections)) : NULL;
  guint n = section != NULL ? atrium_section_get_n_entries (section) : 0;
  guint index = n > 0 ? g_test_rand_int_range (0, n) : 0;
  g_autofree char *text = g_strdup_printf ("%d", g_test_rand_int_range (0, 5));

  switch (g_test_rand_int_range (0, 13))
    {
    case 0:
      set_text (history, atrium_profile_get_person (profile), "name", text);
      break;
    case 1:
      {
        g_autoptr(AtriumSection) added = atrium_section_new (g_test_rand_int_range (0, ATRIUM_N_SECTION_KINDS), NULL, text);

        atrium_history_insert_section (history, g_test_rand_int_range (0, n_sections + 2), added);
        break;
      }
    case 2:
      if (n_sections > 1)
        atrium_history_remove_section (history, g_test_rand_int_range (0, n_sections));
      break;
    case 3:
      if (n_sections > 0)
        atrium_history_move_section (history, g_test_rand_int_range (0, n_sections), g_test_rand_int_range (0, n_sections));
      break;
    case 4:
      if (section != NULL)
        atrium_history_rename_section (history, section, text);
      break;
    case 5:
      if (section != NULL)
        atrium_history_set_section_hidden (history, section, g_test_rand_bit ());
      break;
    case 6:
    case 7:
      if (section != NULL)
        {
          g_autoptr(AtriumEntry) entry = atrium_entry_new (atrium_section_get_kind (section), NULL);

          atrium_entry_set_string (entry, "text", text);
          atrium_history_insert_entry (history, section, g_test_rand_int_range (0, n + 2), entry);
        }
      break;
    case 8:
      if (n > 0)
        atrium_history_remove_entry (history, section, index);
      break;
    case 9:
      if (n > 0)
        atrium_history_move_entry (history, section, index, g_test_rand_int_range (0, n));
      break;
    case 10:
      if (n > 0)
        atrium_history_set_entry_hidden (history, atrium_section_get_entry (section, index), g_test_rand_bit ());
      break;
    default:
      if (n > 0)
        set_text (history, atrium_section_get_entry (section, index), fields[g_test_rand_int_range (0, 4)],
                  g_test_rand_bit () ? text : NULL);
      break;
    }
}

static guint
n_undo_steps (AtriumHistory *history)
{
  guint n = 0;

  while (atrium_history_undo (history))
    n++;
  for (guint i = 0; i < n; i++)
    g_assert_true (atrium_history_redo (history));

  return n;
}

/* random edits, undone and redone, against copies of the profile after each step */
static void
test_exhaustive (void)
{
  for (guint round = 0; round < 40; round++)
    {
      g_autoptr(AtriumHistory) history = example ();
      AtriumProfile *profile = atrium_history_get_profile (history);
      g_autoptr(GPtrArray) states = g_ptr_array_new_with_free_func (g_object_unref);
      guint at = 0;

      g_ptr_array_add (states, atrium_profile_copy (profile));
      for (guint i = 0; i < 80; i++)
        {
          if (g_test_rand_int_range (0, 4) == 0)
            {
              gboolean back = g_test_rand_bit ();

              g_assert_cmpint (back ? atrium_history_undo (history) : atrium_history_redo (history), ==, back ? at > 0 : at + 1 < states->len);
              if (back && at > 0)
                at--;
              else if (!back && at + 1 < states->len)
                at++;
            }
          else
            {
              guint64 revision = atrium_history_get_revision (history);
              gboolean grouped = g_test_rand_int_range (0, 5) == 0;

              atrium_history_end_typing (history);
              if (grouped)
                {
                  atrium_history_begin_group (history, "Group");
                  random_edit (history);
                  random_edit (history);
                }
              random_edit (history);
              if (grouped)
                atrium_history_end_group (history);
              if (atrium_history_get_revision (history) != revision)
                {
                  g_ptr_array_set_size (states, at + 1);
                  g_ptr_array_add (states, atrium_profile_copy (profile));
                  at++;
                }
            }
          g_assert_true (atrium_profile_equal (profile, states->pdata[at]));
          g_assert_cmpint (atrium_history_get_can_undo (history), ==, at > 0);
          g_assert_cmpint (atrium_history_get_can_redo (history), ==, at + 1 < states->len);
          g_assert_cmpint (atrium_history_get_modified (history), ==, at > 0);
        }
      g_assert_cmpuint (n_undo_steps (history), ==, at);
      while (atrium_history_undo (history))
        g_assert_true (atrium_profile_equal (profile, states->pdata[--at]));
      g_assert_cmpuint (at, ==, 0);
      g_assert_false (atrium_history_get_modified (history));
      while (atrium_history_redo (history))
        g_assert_true (atrium_profile_equal (profile, states->pdata[++at]));
      g_assert_cmpuint (at, ==, states->len - 1);
    }
}

/* random typing without breaks: everything undone is what was there at first */
static void
test_exhaustive_typing (void)
{
  for (guint round = 0; round < 40; round++)
    {
      g_autoptr(AtriumHistory) history = example ();
      g_autoptr(AtriumProfile) before = atrium_profile_copy (atrium_history_get_profile (history));
      g_autoptr(AtriumProfile) after = NULL;

      for (guint i = 0; i < 100; i++)
        {
          now += g_test_rand_int_range (0, 3 * G_TIME_SPAN_SECOND);
          random_edit (history);
        }
      after = atrium_profile_copy (atrium_history_get_profile (history));
      while (atrium_history_undo (history))
        continue;
      g_assert_true (atrium_profile_equal (before, atrium_history_get_profile (history)));
      g_assert_false (atrium_history_get_modified (history));
      while (atrium_history_redo (history))
        continue;
      g_assert_true (atrium_profile_equal (after, atrium_history_get_profile (history)));
    }
}

/* the spelling beside a date goes with it, forth and back */
static void
test_spelled_date (void)
{
  g_autoptr(AtriumHistory) history = example ();
  AtriumEntry *entry = atrium_section_get_entry (atrium_profile_get_section (atrium_history_get_profile (history), 0), 0);
  g_autoptr(AtriumProfile) before = NULL;

  atrium_entry_set_string (entry, "date", "2024-05");
  atrium_entry_set_string (entry, "dateText", "May 2024");
  before = atrium_profile_copy (atrium_history_get_profile (history));
  set_text (history, entry, "date", "2025");
  g_assert_cmpstr (atrium_entry_get_string (entry, "dateText"), ==, "2025");
  set_text (history, entry, "date", "2025-07");
  g_assert_cmpstr (atrium_entry_get_string (entry, "dateText"), ==, "July 2025");
  g_assert_true (atrium_history_undo (history));
  g_assert_true (atrium_profile_equal (before, atrium_history_get_profile (history)));
  g_assert_false (atrium_history_get_can_undo (history));
  g_assert_true (atrium_history_redo (history));
  g_assert_cmpstr (atrium_entry_get_string (entry, "dateText"), ==, "July 2025");
  set_text (history, entry, "date", NULL);
  g_assert_null (atrium_entry_get_string (entry, "dateText"));
  g_assert_true (atrium_history_undo (history));
  g_assert_cmpstr (atrium_entry_get_string (entry, "dateText"), ==, "July 2025");
}

static void
test_finalize (void)
{
  AtriumHistory *history = example ();

  atrium_history_remove_section (history, 0);
  atrium_history_undo (history);
  g_assert_finalize_object (history);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/history/labels", test_labels);
  g_test_add_func ("/model/history/typing", test_typing);
  g_test_add_func ("/model/history/typed-back", test_typed_back);
  g_test_add_func ("/model/history/modified", test_modified);
  g_test_add_func ("/model/history/group", test_group);
  g_test_add_func ("/model/history/exhaustive", test_exhaustive);
  g_test_add_func ("/model/history/exhaustive-typing", test_exhaustive_typing);
  g_test_add_func ("/model/history/spelled-date", test_spelled_date);
  g_test_add_func ("/model/history/finalize", test_finalize);

  return g_test_run ();
}
