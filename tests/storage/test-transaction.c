#include "../../app/storage/atrium-transaction-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "atrium-error.h"
#include "folder.h"

static void
change (AtriumTransaction *transaction,
        const char        *path,
        const char        *before,
        const char        *after)
{
  g_autoptr(GBytes) a = before != NULL ? g_bytes_new (before, strlen (before)) : NULL;
  g_autoptr(GBytes) b = after != NULL ? g_bytes_new (after, strlen (after)) : NULL;

  atrium_transaction_change (transaction, path, a, b);
}

static char *
example_folder (void)
{
  char *folder = folder_new ();

  folder_write (folder, "a.md", "old a");
  folder_write (folder, "sub/b.md", "old b");
  folder_write (folder, "gone.md", "old gone");
  folder_write (folder, "kept.md", "kept");

  return folder;
}

static AtriumTransaction *
example (const char *folder)
{
  AtriumTransaction *transaction = atrium_transaction_new (folder);

  change (transaction, "a.md", "old a", "new a");
  change (transaction, "gone.md", "old gone", NULL);
  change (transaction, "new/deep/c.md", NULL, "new c");
  change (transaction, "sub/b.md", "old b", "new b");

  return transaction;
}

static const char *const before = "a.md=old a\ngone.md=old gone\nkept.md=kept\nsub/\nsub/b.md=old b";
static const char *const after = "a.md=new a\nkept.md=kept\nnew/\nnew/deep/\nnew/deep/c.md=new c\nsub/\nsub/b.md=new b";

static void
test_apply (void)
{
  char *folder = example_folder ();
  g_autoptr(AtriumTransaction) transaction = example (folder);
  g_autoptr(GError) error = NULL;
  g_autofree char *dump = NULL;

  g_assert_true (atrium_transaction_apply (transaction, NULL, &error));
  g_assert_no_error (error);
  dump = folder_dump (folder);
  g_assert_cmpstr (dump, ==, after);
  folder_free (folder);
}

static void
test_changed (void)
{
  static const struct { const char *path, *text; } cases[] = {
    { "a.md", "somebody else" }, { "sub/b.md", "old B" }, { "new/deep/c.md", "there already" }, { "gone.md", "" }, { "a.md", NULL }, { "gone.md", NULL },
    { "a.md", "old a and more" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char *folder = example_folder ();
      g_autoptr(AtriumTransaction) transaction = example (folder);
      g_autoptr(GError) error = NULL;
      g_autofree char *first = NULL;
      g_autofree char *dump = NULL;

      if (cases[i].text != NULL)
        folder_write (folder, cases[i].path, cases[i].text);
      else
        folder_remove (folder, cases[i].path);
      first = folder_dump (folder);
      g_assert_false (atrium_transaction_apply (transaction, NULL, &error));
      g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_CHANGED);
      g_assert_true (g_str_has_prefix (error->message, cases[i].path));
      dump = folder_dump (folder);
      g_assert_cmpstr (dump, ==, first);
      folder_free (folder);
    }
}

static const char *touched_folder;

static void
touch_step (const char *step)
{
  if (g_str_equal (step, "temporary"))
    folder_write (touched_folder, "a.md", "in between");
}

/* somebody writes a file while the new contents are written beside it */
static void
test_changed_in_between (void)
{
  char *folder = example_folder ();
  g_autoptr(AtriumTransaction) transaction = example (folder);
  g_autoptr(GError) error = NULL;
  g_autofree char *dump = NULL;
  void (*old_step) (const char *) = _atrium_transaction_step;

  touched_folder = folder;
  _atrium_transaction_step = touch_step;
  g_assert_false (atrium_transaction_apply (transaction, NULL, &error));
  _atrium_transaction_step = old_step;
  g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_CHANGED);
  dump = folder_dump (folder);
  g_assert_cmpstr (dump, ==, "a.md=in between\ngone.md=old gone\nkept.md=kept\nsub/\nsub/b.md=old b");
  folder_free (folder);
}

static guint steps_left;

static void
kill_step (const char *step)
{
  if (steps_left-- == 0)
    raise (SIGKILL);
}

static gboolean
run_killed (const char *folder,
            guint       step)
{
  pid_t child = fork ();
  int status;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      AtriumTransaction *transaction = example (folder);

      steps_left = step;
      _atrium_transaction_step = kill_step;
      _exit (atrium_transaction_apply (transaction, NULL, NULL) ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (WIFEXITED (status))
    {
      g_assert_cmpint (WEXITSTATUS (status), ==, 0);
      return FALSE;
    }
  g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);

  return TRUE;
}

/* killed after each step, and recovered: all or nothing, and nothing left over */
static void
test_killed (void)
{
  guint n_before = 0;
  guint n_after = 0;

  for (guint step = 0;; step++)
    {
      char *folder = example_folder ();
      gboolean killed = run_killed (folder, step);
      g_autoptr(GError) error = NULL;
      g_autofree char *dump = NULL;
      g_autofree char *again = NULL;

      g_assert_true (atrium_transaction_recover (folder, &error));
      g_assert_no_error (error);
      dump = folder_dump (folder);
      if (g_str_equal (dump, before))
        n_before++;
      else
        n_after++;
      g_assert_true (g_str_equal (dump, before) || g_str_equal (dump, after));
      g_assert_true (atrium_transaction_recover (folder, &error));
      again = folder_dump (folder);
      g_assert_cmpstr (again, ==, dump);
      folder_free (folder);
      if (!killed)
        break;
    }
  g_assert_cmpuint (n_before, >=, 4);
  g_assert_cmpuint (n_after, >=, 4);
}

/* killed, and then somebody changed a file before it was recovered: that file is theirs */
static void
test_killed_then_changed (void)
{
  for (guint step = 0; step < 12; step++)
    {
      char *folder = example_folder ();
      g_autofree char *text = NULL;
      g_autofree char *dump = NULL;

      if (run_killed (folder, step))
        {
          folder_write (folder, "sub/b.md", "theirs");
          g_assert_true (atrium_transaction_recover (folder, NULL));
          text = folder_read (folder, "sub/b.md");
          g_assert_cmpstr (text, ==, "theirs");
          dump = folder_dump (folder);
          g_assert_null (strstr (dump, ".atrium"));
        }
      folder_free (folder);
    }
}

/* killed while it recovers, too */
static void
test_next_apply_recovers (void)
{
  for (guint step = 0; step < 12; step++)
    {
      char *folder = example_folder ();
      g_autoptr(AtriumTransaction) transaction = atrium_transaction_new (folder);
      g_autofree char *text = NULL;
      g_autofree char *dump = NULL;

      run_killed (folder, step);
      change (transaction, "kept.md", "kept", "changed");
      g_assert_true (atrium_transaction_apply (transaction, NULL, NULL));
      text = folder_read (folder, "kept.md");
      g_assert_cmpstr (text, ==, "changed");
      dump = folder_dump (folder);
      g_assert_null (strstr (dump, ".atrium"));
      folder_free (folder);
    }
}

static void
test_new_folder (void)
{
  char *folder = folder_new ();
  g_autofree char *site = g_build_filename (folder, "x/y/site", NULL);
  g_autoptr(AtriumTransaction) transaction = atrium_transaction_new (site);
  g_autoptr(AtriumTransaction) refused = NULL;
  g_autofree char *dump = NULL;
  g_autofree char *other = g_build_filename (folder, "other/site", NULL);

  change (transaction, "_pages/a.md", NULL, "a");
  g_assert_true (atrium_transaction_apply (transaction, NULL, NULL));
  dump = folder_dump (site);
  g_assert_cmpstr (dump, ==, "_pages/\n_pages/a.md=a");

  /* what fails leaves no folder behind */
  refused = atrium_transaction_new (other);
  change (refused, "a.md", "was there", "a");
  g_assert_false (atrium_transaction_apply (refused, NULL, NULL));
  g_free (dump);
  dump = folder_dump (folder);
  g_assert_null (strstr (dump, "other"));
  folder_free (folder);
}

static void
test_mode_and_link (void)
{
  char *folder = folder_new ();
  g_autofree char *real = g_build_filename (folder, "real/a.md", NULL);
  g_autoptr(AtriumTransaction) transaction = atrium_transaction_new (folder);
  g_autofree char *dump = NULL;
  struct stat info;

  folder_write (folder, "real/a.md", "old");
  g_chmod (real, 0640);
  folder_link (folder, "a.md", "real/a.md");
  change (transaction, "a.md", "old", "new");
  g_assert_true (atrium_transaction_apply (transaction, NULL, NULL));
  dump = folder_dump (folder);
  g_assert_cmpstr (dump, ==, "a.md -> real/a.md\nreal/\nreal/a.md=new");
  g_assert_cmpint (stat (real, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0640);
  folder_free (folder);
}

static void
test_link_outside (void)
{
  char *folder = folder_new ();
  char *other = folder_new ();
  g_autoptr(AtriumTransaction) transaction = atrium_transaction_new (folder);
  g_autoptr(AtriumTransaction) nested = atrium_transaction_new (folder);
  g_autofree char *text = NULL;
  g_autofree char *target = g_build_filename (other, "a.md", NULL);

  folder_write (other, "a.md", "old");
  folder_link (folder, "a.md", target);
  folder_link (folder, "sub", other);
  change (transaction, "a.md", "old", "new");
  g_assert_false (atrium_transaction_apply (transaction, NULL, NULL));
  change (nested, "sub/b.md", NULL, "new");
  g_assert_false (atrium_transaction_apply (nested, NULL, NULL));
  text = folder_dump (other);
  g_assert_cmpstr (text, ==, "a.md=old");
  folder_free (folder);
  folder_free (other);
}

/* a full disk, as a limit on the size of files shows it */
static void
test_no_space (void)
{
  char *folder = example_folder ();
  g_autofree char *dump = NULL;
  pid_t child = fork ();
  int status;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      g_autofree char *large = g_strnfill (100000, 'x');
      AtriumTransaction *transaction = atrium_transaction_new (folder);
      struct rlimit limit = { 50000, 50000 };
      GError *error = NULL;

      signal (SIGXFSZ, SIG_IGN);
      setrlimit (RLIMIT_FSIZE, &limit);
      change (transaction, "a.md", "old a", "new a");
      change (transaction, "new/c.md", NULL, large);
      _exit (!atrium_transaction_apply (transaction, NULL, &error) && g_str_has_prefix (error->message, "new/c.md:1:1: ") ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
  dump = folder_dump (folder);
  g_assert_cmpstr (dump, ==, before);
  folder_free (folder);
}

static void
cancel_step (const char *step)
{
  if (g_str_equal (step, "temporary"))
    g_cancellable_cancel (g_cancellable_get_current ());
}

static void
test_cancelled (void)
{
  char *folder = example_folder ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(AtriumTransaction) transaction = example (folder);
  g_autoptr(GError) error = NULL;
  g_autofree char *dump = NULL;
  void (*old_step) (const char *) = _atrium_transaction_step;

  g_cancellable_push_current (cancellable);
  _atrium_transaction_step = cancel_step;
  g_assert_false (atrium_transaction_apply (transaction, cancellable, &error));
  _atrium_transaction_step = old_step;
  g_cancellable_pop_current (cancellable);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  dump = folder_dump (folder);
  g_assert_cmpstr (dump, ==, before);
  folder_free (folder);
}

static void
block_step (const char *step)
{
  g_autofree char *folder = NULL;

  /* the last file of the transaction cannot be renamed over a folder */
  if (!g_str_equal (step, "commit"))
    return;
  folder_remove (touched_folder, "sub/b.md");
  folder = g_build_filename (touched_folder, "sub/b.md/in-the-way", NULL);
  g_mkdir_with_parents (folder, 0777);
}

/* a rename that is refused half-way: what was renamed before is put back */
static void
test_roll_back (void)
{
  char *folder = example_folder ();
  g_autoptr(AtriumTransaction) transaction = example (folder);
  g_autoptr(GError) error = NULL;
  g_autofree char *dump = NULL;
  void (*old_step) (const char *) = _atrium_transaction_step;

  touched_folder = folder;
  _atrium_transaction_step = block_step;
  g_assert_false (atrium_transaction_apply (transaction, NULL, &error));
  _atrium_transaction_step = old_step;
  g_assert_nonnull (error);
  dump = folder_dump (folder);
  g_assert_cmpstr (dump, ==, "a.md=old a\ngone.md=old gone\nkept.md=kept\nsub/\nsub/b.md/\nsub/b.md/in-the-way/");
  folder_free (folder);
}

/* a journal that came with somebody's site must not do anything that a save would not */
static void
test_foreign_journal (void)
{
  static const char *const cases[] = {
    "", "x", "atrium-journal\t2\tcommit\nend\n", "atrium-journal\t1\tcommit\n",
    "atrium-journal\t1\tcommit\nchange\t../x\t../.atrium-0123456789abcdef\t-\t-\nend\n",
    "atrium-journal\t1\tcommit\nchange\ta.md\tkept.md\t-\t-\nend\n",
    "atrium-journal\t1\tprepare\nchange\ta.md\tkept.md\tx\ty\nend\n",
    "atrium-journal\t1\tprepare\nfolder\t/etc\nend\n",
    "atrium-journal\t1\tcommit\nchange\ta.md\nend\n",
    "atrium-journal\t1\tcommit\nend\nmore\n",
    "\xff\xfe\n\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char *folder = example_folder ();
      g_autoptr(GError) error = NULL;
      g_autofree char *first = NULL;
      g_autofree char *dump = NULL;

      folder_write (folder, ATRIUM_JOURNAL_NAME, cases[i]);
      first = folder_dump (folder);
      g_assert_false (atrium_transaction_recover (folder, &error));
      g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_SYNTAX);
      g_assert_true (g_str_has_prefix (error->message, ATRIUM_JOURNAL_NAME ":"));
      dump = folder_dump (folder);
      g_assert_cmpstr (dump, ==, first);
      folder_free (folder);
    }
}

static void
test_many (void)
{
  char *folder = folder_new ();
  g_autoptr(AtriumTransaction) transaction = atrium_transaction_new (folder);
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *path = g_strdup_printf ("_publications/%03u.md", i);

      change (transaction, path, NULL, path);
    }
  g_assert_true (atrium_transaction_apply (transaction, NULL, &error));
  g_assert_no_error (error);
  text = folder_read (folder, "_publications/499.md");
  g_assert_cmpstr (text, ==, "_publications/499.md");
  folder_free (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/storage/transaction/apply", test_apply);
  g_test_add_func ("/storage/transaction/changed", test_changed);
  g_test_add_func ("/storage/transaction/changed-in-between", test_changed_in_between);
  g_test_add_func ("/storage/transaction/killed", test_killed);
  g_test_add_func ("/storage/transaction/killed-then-changed", test_killed_then_changed);
  g_test_add_func ("/storage/transaction/next-apply-recovers", test_next_apply_recovers);
  g_test_add_func ("/storage/transaction/new-folder", test_new_folder);
  g_test_add_func ("/storage/transaction/mode-and-link", test_mode_and_link);
  g_test_add_func ("/storage/transaction/link-outside", test_link_outside);
  g_test_add_func ("/storage/transaction/no-space", test_no_space);
  g_test_add_func ("/storage/transaction/cancelled", test_cancelled);
  g_test_add_func ("/storage/transaction/roll-back", test_roll_back);
  g_test_add_func ("/storage/transaction/foreign-journal", test_foreign_journal);
  g_test_add_func ("/storage/transaction/many", test_many);

  return g_test_run ();
}
