#include "atrium-helper.h"

#include <gio/gunixoutputstream.h>
#include <glib-unix.h>
#include <signal.h>

#include "atrium-error.h"

#define HEADER_BYTES 11

struct _AtriumHelper
{
  GObject      parent_instance;

  char       **argv;
  char       **environment;   /* NULL for our own */
  GSubprocess *process;
  guint        n_starts;
  gboolean     asking;
};

G_DEFINE_FINAL_TYPE (AtriumHelper, atrium_helper, G_TYPE_OBJECT)

/* One question on its way. */
typedef struct
{
  GBytes       *frame;
  guint         timeout_ms;
  GSource      *timeout;
  GCancellable *stop;          /* ends the pipes' reads when time is up */
  gulong        cancelled_id;
  gboolean      timed_out;
  gboolean      written;
  gboolean      read;
  char          header[HEADER_BYTES + 1];
  GByteArray   *body;
  GBytes       *answer;
  GError       *error;         /* the first fault of either pipe */
} Question;

static void
question_free (Question *self)
{
  if (self->timeout != NULL)
    g_source_destroy (self->timeout);
  g_clear_pointer (&self->timeout, g_source_unref);
  g_clear_pointer (&self->frame, g_bytes_unref);
  g_clear_pointer (&self->body, g_byte_array_unref);
  g_clear_pointer (&self->answer, g_bytes_unref);
  g_clear_error (&self->error);
  g_clear_object (&self->stop);
  g_free (self);
}

static void
atrium_helper_finalize (GObject *object)
{
  AtriumHelper *self = (AtriumHelper *) object;

  atrium_helper_stop (self);
  g_strfreev (self->argv);
  g_strfreev (self->environment);

  G_OBJECT_CLASS (atrium_helper_parent_class)->finalize (object);
}

static void
atrium_helper_class_init (AtriumHelperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atrium_helper_finalize;

  /* A program that ended while it is written to is an error of that write, not our end. */
  signal (SIGPIPE, SIG_IGN);
}

static void
atrium_helper_init (AtriumHelper *self)
{
}

/**
 * atrium_helper_new:
 * @argv: (array zero-terminated=1): the program and its arguments
 *
 * Nothing is started before the first question.
 *
 * Returns: (transfer full): a helper
 */
AtriumHelper *
atrium_helper_new (const char *const *argv)
{
  AtriumHelper *self = g_object_new (ATRIUM_TYPE_HELPER, NULL);

  self->argv = g_strdupv ((char **) argv);
  return self;
}

/**
 * atrium_helper_set_environment:
 * @environment: (array zero-terminated=1): `NAME=value` each
 *
 * What the program is given as its environment, from its next start on; our own where never set.
 */
void
atrium_helper_set_environment (AtriumHelper      *self,
                               const char *const *environment)
{
  g_return_if_fail (ATRIUM_IS_HELPER (self));

  g_strfreev (self->environment);
  self->environment = g_strdupv ((char **) environment);
}

/**
 * atrium_helper_stop:
 *
 * Ends the program; the next question starts it again. A question that is under way
 * ends with an error.
 */
void
atrium_helper_stop (AtriumHelper *self)
{
  g_return_if_fail (ATRIUM_IS_HELPER (self));

  if (self->process == NULL)
    return;

  g_subprocess_force_exit (self->process);
  g_clear_object (&self->process);
}

/**
 * atrium_helper_get_n_starts:
 *
 * Returns: how often the program was started
 */
guint
atrium_helper_get_n_starts (AtriumHelper *self)
{
  g_return_val_if_fail (ATRIUM_IS_HELPER (self), 0);

  return self->n_starts;
}

/**
 * atrium_helper_get_pid:
 *
 * Returns: (nullable): the process id of the running program
 */
const char *
atrium_helper_get_pid (AtriumHelper *self)
{
  g_return_val_if_fail (ATRIUM_IS_HELPER (self), NULL);

  return self->process != NULL ? g_subprocess_get_identifier (self->process) : NULL;
}

static gboolean
set_nonblocking (GOutputStream  *pipe,
                 GError        **error)
{
  return g_unix_set_fd_nonblocking (g_unix_output_stream_get_fd (G_UNIX_OUTPUT_STREAM (pipe)), TRUE, error);
}

static gboolean
start (AtriumHelper  *self,
       GError       **error)
{
  g_autoptr(GSubprocessLauncher) launcher = NULL;

  /* A program that ended has no identifier any more. */
  if (self->process != NULL && g_subprocess_get_identifier (self->process) != NULL)
    return TRUE;

  g_clear_object (&self->process);
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                        G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  if (self->environment != NULL)
    g_subprocess_launcher_set_environ (launcher, self->environment);
  self->process = g_subprocess_launcher_spawnv (launcher, (const char *const *) self->argv, error);
  if (self->process == NULL)
    return FALSE;

  self->n_starts++;
  /* A full pipe must not hold up the main loop: GSubprocess leaves its pipes blocking. */
  return set_nonblocking (g_subprocess_get_stdin_pipe (self->process), error);
}

/* What a fault of the pipes means for who asked. */
static GError *
explain (GTask    *task,
         Question *question)
{
  AtriumHelper *self = g_task_get_source_object (task);

  if (question->timed_out)
    return g_error_new (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "%s did not answer within %.1f seconds",
                        self->argv[0], question->timeout_ms / 1000.0);
  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)) ||
      !g_error_matches (question->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_steal_pointer (&question->error);

  return g_error_new (G_IO_ERROR, G_IO_ERROR_CLOSED, "%s was stopped", self->argv[0]);
}

/* Both pipes are done with: one question is over. */
static void
finish (GTask *task)
{
  AtriumHelper *self = g_task_get_source_object (task);
  Question *question = g_task_get_task_data (task);

  self->asking = FALSE;
  if (question->error == NULL)
    {
      g_task_return_pointer (task, g_steal_pointer (&question->answer), (GDestroyNotify) g_bytes_unref);
      return;
    }

  /* After a fault the pipes are out of step: the program has to go. */
  atrium_helper_stop (self);
  g_task_return_error (task, explain (task, question));
}

/* One pipe is done with, well or with @error (transfer full); the other is waited for. */
static void
end_read (GTask  *task,
          GError *error)
{
  Question *question = g_task_get_task_data (task);

  question->read = TRUE;
  if (error != NULL && question->error == NULL)
    question->error = error;
  else
    g_clear_error (&error);
  if (question->error != NULL)
    g_cancellable_cancel (question->stop);
  if (question->written)
    finish (task);
}

static GError *
ended_error (GTask *task)
{
  AtriumHelper *self = g_task_get_source_object (task);

  return g_error_new (G_IO_ERROR, G_IO_ERROR_CLOSED, "%s ended without an answer", self->argv[0]);
}

static void
body_read_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Question *question = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  gsize n_read = 0;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (object), result, &n_read, &error))
    return end_read (task, g_steal_pointer (&error));
  if (n_read != question->body->len)
    return end_read (task, ended_error (task));

  question->answer = g_byte_array_free_to_bytes (g_steal_pointer (&question->body));
  end_read (task, NULL);
}

static void
header_read_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AtriumHelper *self = g_task_get_source_object (task);
  Question *question = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  gsize n_read = 0;
  guint64 length = 0;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (object), result, &n_read, &error))
    return end_read (task, g_steal_pointer (&error));
  if (n_read != HEADER_BYTES)
    return end_read (task, ended_error (task));

  question->header[HEADER_BYTES - 1] = '\0';
  if (!g_ascii_string_to_unsigned (question->header, 10, 0, ATRIUM_HELPER_MAX_FRAME, &length, NULL))
    return end_read (task, g_error_new (ATRIUM_ERROR, ATRIUM_ERROR_SYNTAX,
                                        "%s answered with something that is no frame", self->argv[0]));

  if (length == 0)
    {
      question->answer = g_bytes_new (NULL, 0);
      return end_read (task, NULL);
    }

  question->body = g_byte_array_sized_new ((guint) length);
  g_byte_array_set_size (question->body, (guint) length);
  g_input_stream_read_all_async (G_INPUT_STREAM (object), question->body->data, length,
                                 G_PRIORITY_DEFAULT, question->stop, body_read_cb,
                                 g_object_ref (task));
}

static void
question_written_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Question *question = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  question->written = TRUE;
  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, &error))
    {
      if (question->error == NULL)
        question->error = g_steal_pointer (&error);
      g_cancellable_cancel (question->stop);
    }
  if (question->read)
    finish (task);
}

static gboolean
timeout_cb (gpointer user_data)
{
  Question *question = g_task_get_task_data (user_data);

  question->timed_out = TRUE;
  g_cancellable_cancel (question->stop);
  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable,
              GCancellable *stop)
{
  g_cancellable_cancel (stop);
}

static Question *
question_new (GTask  *task,
              GBytes *body,
              guint   timeout_ms)
{
  Question *question = g_new0 (Question, 1);
  GByteArray *frame = g_byte_array_new ();
  g_autofree char *header = g_strdup_printf ("%010" G_GSIZE_FORMAT "\n", g_bytes_get_size (body));

  g_byte_array_append (frame, (const guint8 *) header, HEADER_BYTES);
  g_byte_array_append (frame, g_bytes_get_data (body, NULL), (guint) g_bytes_get_size (body));
  question->frame = g_byte_array_free_to_bytes (frame);
  question->stop = g_cancellable_new ();
  question->timeout_ms = timeout_ms;
  question->timeout = g_timeout_source_new (timeout_ms);
  g_source_set_callback (question->timeout, timeout_cb, task, NULL);
  g_source_attach (question->timeout, g_task_get_context (task));
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  if (g_task_get_cancellable (task) != NULL)
    g_signal_connect_object (g_task_get_cancellable (task), "cancelled", G_CALLBACK (cancelled_cb),
                             question->stop, G_CONNECT_DEFAULT);

  return question;
}

/**
 * atrium_helper_ask_async:
 * @question: the body of the frame that is sent, at most %ATRIUM_HELPER_MAX_FRAME bytes
 * @timeout_ms: how long the answer may take, in milliseconds
 *
 * Sends one question and waits for its answer. Only one may be under way.
 * Fails with %G_IO_ERROR_TIMED_OUT, %G_IO_ERROR_CLOSED where the program ended,
 * %ATRIUM_ERROR_SYNTAX where it does not keep to the frames; after each of them,
 * and after it was cancelled, the program is started anew with the next question.
 */
void
atrium_helper_ask_async (AtriumHelper        *self,
                         GBytes              *question,
                         guint                timeout_ms,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr(GError) error = NULL;
  Question *data;

  g_return_if_fail (ATRIUM_IS_HELPER (self));
  g_return_if_fail (!self->asking);
  g_return_if_fail (g_bytes_get_size (question) <= ATRIUM_HELPER_MAX_FRAME);

  g_task_set_source_tag (task, atrium_helper_ask_async);
  if (!start (self, &error))
    return g_task_return_error (task, g_steal_pointer (&error));

  self->asking = TRUE;
  data = question_new (task, question, timeout_ms);
  g_output_stream_write_all_async (g_subprocess_get_stdin_pipe (self->process),
                                   g_bytes_get_data (data->frame, NULL),
                                   g_bytes_get_size (data->frame), G_PRIORITY_DEFAULT, data->stop,
                                   question_written_cb, g_object_ref (task));
  /* Read at once: a program may begin to answer before it has read all. */
  g_input_stream_read_all_async (g_subprocess_get_stdout_pipe (self->process), data->header,
                                 HEADER_BYTES, G_PRIORITY_DEFAULT, data->stop, header_read_cb,
                                 g_object_ref (task));
}

/**
 * atrium_helper_ask_finish:
 *
 * Returns: (transfer full) (nullable): the body of the answer
 */
GBytes *
atrium_helper_ask_finish (AtriumHelper  *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
