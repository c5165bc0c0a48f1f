#include "web.h"

#define PATIENCE 20

/* it is made for the first page, and anew for one that may do more or less */
static void
web_find_view (Web *web)
{
  web->view = WEBKIT_WEB_VIEW (gtk_widget_get_first_child (GTK_WIDGET (web->preview)));
}

static void
shown_cb (AtriumPreview *preview,
          Web           *web)
{
  web_find_view (web);
  web->n_shown++;
}

static void
activated_cb (AtriumPreview *preview,
              const char    *id,
              Web           *web)
{
  g_ptr_array_add (web->activated, g_strdup (id));
}

static void
link_activated_cb (AtriumPreview *preview,
                   const char    *uri,
                   Web           *web)
{
  g_ptr_array_add (web->links, g_strdup (uri));
}

void
web_open (Web *web,
          int  width,
          int  height)
{
  web->n_shown = 0;
  web->activated = g_ptr_array_new_with_free_func (g_free);
  web->links = g_ptr_array_new_with_free_func (g_free);
  web->preview = ATRIUM_PREVIEW (atrium_preview_new ());
  web->view = NULL;
  g_signal_connect (web->preview, "shown", G_CALLBACK (shown_cb), web);
  g_signal_connect (web->preview, "activated", G_CALLBACK (activated_cb), web);
  g_signal_connect (web->preview, "link-activated", G_CALLBACK (link_activated_cb), web);

  web->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_decorated (web->window, FALSE);
  gtk_window_set_default_size (web->window, width, height);
  gtk_window_set_child (web->window, GTK_WIDGET (web->preview));
  gtk_window_present (web->window);
}

void
web_close (Web *web)
{
  g_signal_handlers_disconnect_by_data (web->preview, web);
  gtk_window_destroy (web->window);
  g_ptr_array_unref (web->activated);
  g_ptr_array_unref (web->links);
}

static gboolean
wake_cb (gpointer data)
{
  *(gboolean *) data = TRUE;

  return G_SOURCE_REMOVE;
}

void
web_wait (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, wake_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

void
web_wait_for (gboolean (*done) (gpointer),
              gpointer   data)
{
  gboolean late = FALSE;
  guint source = g_timeout_add_seconds (PATIENCE, wake_cb, &late);

  while (!done (data) && !late)
    g_main_context_iteration (NULL, TRUE);
  if (late)
    g_error ("nothing came in %d seconds", PATIENCE);
  g_source_remove (source);
}

typedef struct
{
  Web   *web;
  guint  n;
} Shown;

static gboolean
is_shown (gpointer data)
{
  Shown *shown = data;

  return shown->web->n_shown > shown->n;
}

void
web_show (Web        *web,
          const char *html,
          const char *path)
{
  g_autoptr(GBytes) bytes = g_bytes_new (html, strlen (html));
  Shown shown = { web, web->n_shown };

  atrium_preview_show_page (web->preview, bytes, path);
  web_wait_for (is_shown, &shown);
}

typedef struct
{
  GAsyncResult *result;
} Answer;

static void
answer_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  ((Answer *) user_data)->result = g_object_ref (result);
}

static gboolean
is_answered (gpointer data)
{
  return ((Answer *) data)->result != NULL;
}

char *
web_eval (Web        *web,
          const char *world,
          const char *expression)
{
  g_autofree char *script = g_strdup_printf ("String(%s)", expression);
  g_autoptr(JSCValue) value = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };

  if (web->preview != NULL)
    web_find_view (web);
  webkit_web_view_evaluate_javascript (web->view, script, -1, world, NULL, NULL, answer_cb, &answer);
  web_wait_for (is_answered, &answer);
  value = webkit_web_view_evaluate_javascript_finish (web->view, answer.result, &error);
  g_object_unref (answer.result);
  if (value == NULL)
    return g_strdup_printf ("error: %s", error->message);

  return jsc_value_to_string (value);
}

void
web_wait_true (Web        *web,
               const char *expression)
{
  gint64 end = g_get_monotonic_time () + PATIENCE * G_USEC_PER_SEC;

  while (TRUE)
    {
      g_autofree char *value = web_eval (web, "atrium", expression);

      if (g_str_equal (value, "true"))
        return;
      if (g_get_monotonic_time () > end)
        g_error ("%s is %s", expression, value);
      web_wait (20);
    }
}

GBytes *
web_snapshot (Web *web)
{
  Answer answer = { NULL };
  GError *error = NULL;
  GBytes *png;

  atrium_preview_snapshot_async (web->preview, NULL, answer_cb, &answer);
  web_wait_for (is_answered, &answer);
  png = atrium_preview_snapshot_finish (web->preview, answer.result, &error);
  g_assert_no_error (error);
  g_object_unref (answer.result);

  return png;
}
