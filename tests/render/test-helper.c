#include "atrium-helper.h"

#include <signal.h>

#include "atrium-error.h"

typedef struct
{
  GBytes *answer;
  GError *error;
  gboolean done;
} Outcome;

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Outcome *outcome = user_data;

  outcome->answer = atrium_helper_ask_finish (ATRIUM_HELPER (object), result, &outcome->error);
  outcome->done = TRUE;
}

static void
outcome_clear (Outcome *self)
{
  g_clear_pointer (&self->answer, g_bytes_unref);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static void
ask (AtriumHelper *helper,
     const char   *question,
     guint         timeout_ms,
     GCancellable *cancellable,
     Outcome      *outcome)
{
  g_autoptr(GBytes) bytes = g_bytes_new (question, strlen (question));

  *outcome = (Outcome) { NULL, NULL, FALSE };
  atrium_helper_ask_async (helper, bytes, timeout_ms, cancellable, answered_cb, outcome);
  while (!outcome->done)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_answers (AtriumHelper *helper,
                const char   *question)
{
  g_auto(Outcome) outcome = { NULL, NULL, FALSE };

  ask (helper, question, 10000, NULL, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpmem (g_bytes_get_data (outcome.answer, NULL), g_bytes_get_size (outcome.answer), question,
                   strlen (question));
}

/* cat gives each frame back as it came */
static const char *const echo[] = { "cat", NULL };

static void
test_echo (void)
{
  g_autoptr(AtriumHelper) helper = atrium_helper_new (echo);
  g_autofree char *large = g_strnfill (3 * 1024 * 1024, 'x');

  g_assert_cmpuint (atrium_helper_get_n_starts (helper), ==, 0);
  assert_answers (helper, "one");
  assert_answers (helper, "");
  assert_answers (helper, large);
  g_assert_cmpuint (atrium_helper_get_n_starts (helper), ==, 1);
}

static void
test_killed (void)
{
  g_autoptr(AtriumHelper) helper = atrium_helper_new (echo);
  g_auto(Outcome) outcome = { NULL, NULL, FALSE };

  assert_answers (helper, "one");
  g_assert_cmpint (kill (atoi (atrium_helper_get_pid (helper)), SIGKILL), ==, 0);
  ask (helper, "two", 10000, NULL, &outcome);
  /* It is seen when it is written to, or it was seen before and started again. */
  if (outcome.error != NULL)
    g_assert_error (outcome.error, G_IO_ERROR, outcome.error->code);
  assert_answers (helper, "three");
  g_assert_cmpuint (atrium_helper_get_n_starts (helper), ==, 2);
}

static void
test_hangs (void)
{
  static const char *const argv[] = { "sleep", "1000", NULL };
  g_autoptr(AtriumHelper) helper = atrium_helper_new (argv);
  g_auto(Outcome) first = { NULL, NULL, FALSE };
  g_auto(Outcome) second = { NULL, NULL, FALSE };

  ask (helper, "one", 50, NULL, &first);
  g_assert_error (first.error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_null (atrium_helper_get_pid (helper));
  ask (helper, "two", 50, NULL, &second);
  g_assert_error (second.error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpuint (atrium_helper_get_n_starts (helper), ==, 2);
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

static void
test_cancelled (void)
{
  static const char *const argv[] = { "sleep", "1000", NULL };
  g_autoptr(AtriumHelper) helper = atrium_helper_new (argv);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_auto(Outcome) outcome = { NULL, NULL, FALSE };

  g_idle_add (cancel_cb, cancellable);
  ask (helper, "one", 60000, cancellable, &outcome);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (atrium_helper_get_pid (helper));
}

static void
test_faults (void)
{
  static const struct
  {
    const char *script;
    GQuark (*domain) (void);
    int code;
  } cases[] = {
    { "exit 3", g_io_error_quark, G_IO_ERROR_CLOSED },
    { "printf 00000", g_io_error_quark, G_IO_ERROR_CLOSED },
    { "printf '0000000010\\nshort'", g_io_error_quark, G_IO_ERROR_CLOSED },
    { "printf 'not a frame\\n'; sleep 100", atrium_error_quark, ATRIUM_ERROR_SYNTAX },
    { "printf '9999999999\\n'; sleep 100", atrium_error_quark, ATRIUM_ERROR_SYNTAX },
    { "printf -- '-000000001\\n'; sleep 100", atrium_error_quark, ATRIUM_ERROR_SYNTAX },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      /* the question is read first, so that only the answer is at fault */
      g_autofree char *script = g_strdup_printf ("head -c 14 >/dev/null; %s", cases[i].script);
      const char *const argv[] = { "sh", "-c", script, NULL };
      g_autoptr(AtriumHelper) helper = atrium_helper_new (argv);
      g_auto(Outcome) outcome = { NULL, NULL, FALSE };

      g_test_message ("%s", cases[i].script);
      ask (helper, "abc", 10000, NULL, &outcome);
      g_assert_error (outcome.error, cases[i].domain (), cases[i].code);
    }
}

static void
test_missing (void)
{
  static const char *const argv[] = { "atrium-there-is-no-such-program", NULL };
  g_autoptr(AtriumHelper) helper = atrium_helper_new (argv);
  g_auto(Outcome) outcome = { NULL, NULL, FALSE };

  ask (helper, "one", 1000, NULL, &outcome);
  g_assert_error (outcome.error, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/helper/echo", test_echo);
  g_test_add_func ("/helper/killed", test_killed);
  g_test_add_func ("/helper/hangs", test_hangs);
  g_test_add_func ("/helper/cancelled", test_cancelled);
  g_test_add_func ("/helper/faults", test_faults);
  g_test_add_func ("/helper/missing", test_missing);

  return g_test_run ();
}
