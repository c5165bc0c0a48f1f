/* The Hugo engine gives what `hugo` writes, from text that is not saved, and touches nothing. */

#include "atrium-hugo.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "atrium-confinement.h"
#include "atrium-error.h"
#include "hugo-site.h"
#include "jekyll-site.h"

#define HOME "content/_index.md"

/* @data: "copy" where the site is copied, else it stands below what is not saved */
static void
set_up_site (HugoSite      *fixture,
             gconstpointer  data)
{
  fixture->folder = hugo_site_copy ();
  fixture->engine = atrium_hugo_new (fixture->folder);
  if (data != NULL)
    atrium_hugo_set_copying (fixture->engine);
}

/* what `hugo` writes at @output for the folder as it is on disk */
static char *
build (const char *folder,
       const char *output)
{
  g_autofree char *temporary = g_dir_make_tmp ("atrium-hugo-built-XXXXXX", NULL);
  g_autofree char *copy = g_build_filename (temporary, "site", NULL);
  g_autofree char *public = g_build_filename (temporary, "public", NULL);
  const char *const argv[] = { "hugo", "--quiet", "-s", copy, "-d", public, NULL };
  char *html;

  copy_folder (folder, copy);
  run (argv);
  html = read_file (public, output);
  remove_folder (temporary);
  return html;
}

static void
render_page (HugoSite   *fixture,
             const char *page,
             const char *path,
             const char *text,
             Outcome    *outcome)
{
  g_autoptr(AtriumFileTree) changed = tree_of (path, text);

  *outcome = (Outcome) { NULL, NULL, FALSE };
  atrium_engine_render_async (ATRIUM_ENGINE (fixture->engine), page, changed, NULL, NULL, rendered_cb, outcome);
  wait_for (outcome);
}

static char *
dup_page (Outcome *outcome)
{
  gsize length;
  const char *html;

  g_assert_no_error (outcome->error);
  html = g_bytes_get_data (outcome->rendering->html, &length);
  return g_strndup (html, length);
}

/* @expected: NULL for whatever it is */
static void
assert_page (HugoSite   *fixture,
             const char *page,
             const char *path,
             const char *text,
             const char *expected)
{
  g_auto(Outcome) outcome = { NULL, NULL, FALSE };
  g_autofree char *html = NULL;

  render_page (fixture, page, path, text, &outcome);
  html = dup_page (&outcome);
  if (expected != NULL)
    g_assert_cmpstr (html, ==, expected);
}

/* Everything that is in a folder: name, size, time and bytes. */
static void
add_contents (GString    *out,
              const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
      g_autofree char *text = NULL;
      gsize length = 0;
      struct stat info;

      g_assert_cmpint (lstat (path, &info), ==, 0);
      g_string_append_printf (out, "%s %o %ld.%09ld\n", path, info.st_mode, (long) info.st_mtim.tv_sec, info.st_mtim.tv_nsec);
      if (S_ISDIR (info.st_mode))
        add_contents (out, path);
      else if (g_file_get_contents (path, &text, &length, NULL))
        g_string_append_len (out, text, (gssize) length);
    }
}

static char *
dup_contents (const char *folder)
{
  GString *out = g_string_new (NULL);

  add_contents (out, folder);
  return g_string_free_and_steal (out);
}

static void
test_as_built (HugoSite      *fixture,
               gconstpointer  data)
{
  static const struct
  {
    const char *page;
    const char *output;
  } pages[] = {
    { HOME, "index.html" },
    { "content/publication/kelp/index.md", "publication/kelp/index.html" },
    { "content/publication/tides/index.md", "publication/tides/index.html" },
    { "content/people/tam.md", "who/tam/index.html" },
    { HOME, "index.html" },
  };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (skip_without_hugo ())
    return;

  before = dup_contents (fixture->folder);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *expected = build (fixture->folder, pages[i].output);

      g_test_message ("%s", pages[i].page);
      assert_page (fixture, pages[i].page, NULL, NULL, expected);
    }

  /* nothing was written into the site */
  after = dup_contents (fixture->folder);
  g_assert_cmpstr (after, ==, before);
}

/* Unsaved text gives what a build gives after it is saved; taking it back gives the first page. */
static void
test_unsaved (HugoSite      *fixture,
              gconstpointer  data)
{
  static const struct
  {
    const char *path;
    const char *text;
  } cases[] = {
    { HOME, "---\ntitle: \"Another\"\n---\nChanged *text*.\n" },
    { HOME, "---\ntitle: \"Another\"\n---\nChanged *again*, and longer {{< note \"too\" >}}.\n" },
    { "data/people.yaml", "- name: Nobody Else\n" },
    { "layouts/partials/head.html", "<head><title>{{ .Title }}!</title></head>" },
    { "layouts/shortcodes/note.html", "<i>{{ .Get 0 }}</i>" },
    { "assets/site.css", "p { color: red }" },
    { "content/publication/kelp/index.md", "---\ntitle: Kelp Counted\ndate: 2018-01-02\n---\n" },
    { "hugo.toml", "baseURL = \"https://other.example/\"\ntitle = \"O\"\n[params]\ngreeting = \"Hi\"\n" },
  };
  g_autofree char *first = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (skip_without_hugo ())
    return;

  first = build (fixture->folder, "index.html");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *saved = read_file (fixture->folder, cases[i].path);
      g_autofree char *expected = NULL;

      g_test_message ("%s", cases[i].path);
      write_file (fixture->folder, cases[i].path, cases[i].text);
      expected = build (fixture->folder, "index.html");
      write_file (fixture->folder, cases[i].path, saved);

      g_clear_pointer (&before, g_free);
      before = dup_contents (fixture->folder);
      g_assert_cmpstr (expected, !=, first);
      assert_page (fixture, HOME, cases[i].path, cases[i].text, expected);
      assert_page (fixture, HOME, cases[i].path, cases[i].text, expected);
      assert_page (fixture, HOME, NULL, NULL, first);
      g_clear_pointer (&after, g_free);
      after = dup_contents (fixture->folder);
      g_assert_cmpstr (after, ==, before);
    }
}

/* A page that the editor has added or taken away, and nobody saved yet. */
static void
test_unsaved_files (HugoSite      *fixture,
                    gconstpointer  data)
{
  static const char text[] = "---\ntitle: Added *late*\ndate: 2017-07-01\n---\nNew.\n";
  g_autofree char *first = NULL;
  g_autofree char *with = NULL;
  g_autofree char *own = NULL;
  g_autofree char *without = NULL;
  g_autofree char *added = NULL;
  g_autofree char *removed = NULL;
  g_autoptr(AtriumFileTree) gone = atrium_file_tree_new ();
  g_auto(Outcome) outcome = { NULL, NULL, FALSE };
  g_autofree char *html = NULL;

  if (skip_without_hugo ())
    return;

  first = build (fixture->folder, "index.html");
  added = g_build_filename (fixture->folder, "content", "publication", "late", NULL);
  g_assert_cmpint (g_mkdir (added, 0700), ==, 0);
  write_file (fixture->folder, "content/publication/late/index.md", text);
  with = build (fixture->folder, "index.html");
  own = build (fixture->folder, "publication/late/index.html");
  remove_folder (added);
  assert_page (fixture, HOME, NULL, NULL, first);
  assert_page (fixture, HOME, "content/publication/late/index.md", text, with);
  assert_page (fixture, "content/publication/late/index.md", "content/publication/late/index.md", text, own);
  assert_page (fixture, HOME, NULL, NULL, first);

  atrium_file_tree_set (gone, "content/publication/kelp/index.md", NULL);
  atrium_engine_render_async (ATRIUM_ENGINE (fixture->engine), HOME, gone, NULL, NULL, rendered_cb, &outcome);
  wait_for (&outcome);
  html = dup_page (&outcome);
  removed = g_build_filename (fixture->folder, "content/publication/kelp/index.md", NULL);
  g_remove (removed);
  without = build (fixture->folder, "index.html");
  g_assert_cmpstr (without, !=, first);
  g_assert_cmpstr (html, ==, without);
}

/* A change on disk is seen without being told, also by a Hugo that has started. */
static void
test_watches (HugoSite      *fixture,
              gconstpointer  data)
{
  static const struct
  {
    const char *path;
    const char *text;
  } cases[] = {
    { "layouts/index.html", "<html>{{ site.Title }} {{ .Content }}</html>" },
    { HOME, "---\ntitle: Other\n---\nBy somebody else.\n" },
    { "hugo.toml", "baseURL = \"https://other.example/\"\ntitle = \"O\"\n" },
  };

  if (skip_without_hugo ())
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *before = build (fixture->folder, "index.html");
      g_autofree char *after = NULL;

      g_test_message ("%s", cases[i].path);
      assert_page (fixture, HOME, NULL, NULL, before);
      write_file (fixture->folder, cases[i].path, cases[i].text);
      after = build (fixture->folder, "index.html");
      g_assert_cmpstr (before, !=, after);
      assert_page (fixture, HOME, NULL, NULL, after);
    }
}

static void
test_errors (HugoSite      *fixture,
             gconstpointer  data)
{
  static const struct
  {
    const char *page;
    const char *path;
    const char *text;
    const char *message;
  } cases[] = {
    { HOME, HOME, "---\ntitle: x\n---\none\n\n{{< nothing >}}\n", HOME ":6:*: *\"nothing\"*" },
    { HOME, HOME, "---\na: [\n---\n", HOME ":*:*: *" },
    { HOME, "layouts/partials/head.html", "one\n{{ if }}\n", "layouts/partials/head.html:2:*: *" },
    { HOME, "layouts/partials/head.html", "one\n\n{{ .Nothing.there }}\n", "layouts/partials/head.html:3:*: <.Nothing.there>: *" },
    { HOME, "layouts/shortcodes/note.html", "{{ .Nothing }}", "layouts/shortcodes/note.html:1:*: *" },
    { HOME, "layouts/index.html", "{{ errorf \"said by %s\" .Title }}", "said by Ines Okoro" },
    { HOME, "hugo.toml", "a = 1\nb = [\n", "hugo.toml:2:*: *" },
    { HOME, "hugo.toml", "theme = \"nonesuch\"\n", "*nonesuch is not on this computer" },
    { HOME, "hugo.toml", "[module]\n[[module.imports]]\npath = \"example.org/blocks/v5\"\n", "*example.org/blocks/v5 is not on this computer" },
    { "content/people/tam.md", "content/people/tam.md", "---\ntitle: T\ndraft: true\n---\n", "content/people/tam.md: * draft*" },
    { "content/people/tam.md", "content/people/tam.md", "---\ntitle: T\ndate: 2999-01-01\n---\n", "content/people/tam.md: * date to come" },
    { "content/none.md", NULL, NULL, "content/none.md is not a page of the site" },
  };
  g_autofree char *well = NULL;

  if (skip_without_hugo ())
    return;

  well = build (fixture->folder, "index.html");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(Outcome) outcome = { NULL, NULL, FALSE };

      g_test_message ("%s: %s", cases[i].page, cases[i].text != NULL ? cases[i].text : "");
      render_page (fixture, cases[i].page, cases[i].path, cases[i].text, &outcome);
      g_assert_error (outcome.error, ATRIUM_ERROR, ATRIUM_ERROR_SYNTAX);
      g_test_message ("%s", outcome.error->message);
      g_assert_true (g_pattern_match_simple (cases[i].message, outcome.error->message));
      g_assert_null (strstr (outcome.error->message, "/tmp/"));
      assert_page (fixture, HOME, NULL, NULL, well);
    }
}

static void
test_notices (HugoSite      *fixture,
              gconstpointer  data)
{
  g_auto(Outcome) outcome = { NULL, NULL, FALSE };

  if (skip_without_hugo ())
    return;

  render_page (fixture, HOME, "layouts/index.html", "<p>{{ warnf \"beware of %s\" .Title }}{{ warnf \"beware of %s\" .Title }}</p>", &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (g_strv_length (outcome.rendering->notices), ==, 1);
  g_assert_cmpstr (outcome.rendering->notices[0], ==, "beware of Ines Okoro");
}

static void
test_newest_wins (HugoSite      *fixture,
                  gconstpointer  data)
{
  Outcome outcomes[20] = { 0 };
  guint n_cancelled = 0;

  if (skip_without_hugo ())
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      g_autofree char *text = g_strdup_printf ("---\ntitle: T\n---\n<b>%" G_GSIZE_FORMAT "</b>\n", i);
      g_autoptr(AtriumFileTree) changed = tree_of (HOME, text);

      atrium_engine_render_async (ATRIUM_ENGINE (fixture->engine), HOME, changed, NULL, NULL, rendered_cb, &outcomes[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      wait_for (&outcomes[i]);
      if (outcomes[i].error != NULL)
        {
          g_assert_error (outcomes[i].error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
          n_cancelled++;
        }
    }

  g_assert_cmpuint (n_cancelled, ==, G_N_ELEMENTS (outcomes) - 2);
  g_assert_nonnull (outcomes[19].rendering);
  g_assert_nonnull (strstr (g_bytes_get_data (outcomes[19].rendering->html, NULL), "<b>19</b>"));
  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
    outcome_clear (&outcomes[i]);
}

/* The one that waits for the next text is started before it is needed, and used. */
static void
test_waits (HugoSite      *fixture,
            gconstpointer  data)
{
  g_auto(Outcome) first = { NULL, NULL, FALSE };
  g_auto(Outcome) second = { NULL, NULL, FALSE };
  guint n_starts;

  if (skip_without_hugo ())
    return;

  render_page (fixture, HOME, HOME, "---\ntitle: T\n---\nOne.\n", &first);
  g_assert_no_error (first.error);
  g_assert_cmpint (atrium_hugo_get_pid (fixture->engine), !=, 0);
  n_starts = atrium_hugo_get_n_starts (fixture->engine);
  render_page (fixture, HOME, HOME, "---\ntitle: T\n---\nTwo, and a longer text.\n", &second);
  g_assert_no_error (second.error);
  g_assert_nonnull (strstr (g_bytes_get_data (second.rendering->html, NULL), "<p>Two, and a longer text.</p>"));
  /* the one that was waiting, and the next one */
  g_assert_cmpuint (atrium_hugo_get_n_starts (fixture->engine), ==, n_starts + 1);
}

static void
test_killed (HugoSite      *fixture,
             gconstpointer  data)
{
  g_autofree char *html = NULL;

  if (skip_without_hugo ())
    return;

  html = build (fixture->folder, "index.html");
  for (guint i = 0; i < 3; i++)
    {
      assert_page (fixture, HOME, NULL, NULL, html);
      g_assert_cmpint (kill (atrium_hugo_get_pid (fixture->engine), SIGKILL), ==, 0);
      /* before, while and after it is seen to be dead */
      g_usleep (i * 20000);
    }
  assert_page (fixture, HOME, NULL, NULL, html);
}

/* how many processes have @part in their command line */
static guint
count_processes (const char *part)
{
  g_autoptr(GDir) proc = g_dir_open ("/proc", 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (proc)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc", name, "cmdline", NULL);
      g_autofree char *line = NULL;
      gsize length;

      if (g_ascii_isdigit (*name) && g_file_get_contents (path, &line, &length, NULL) &&
          g_strstr_len (line, (gssize) length, "hugo") != NULL &&
          memmem (line, length, part, strlen (part)) != NULL)
        n++;
    }

  return n;
}

/* Whatever it is doing when it is ended, nothing stays behind. */
static void
test_leaves_nothing (HugoSite      *fixture,
                     gconstpointer  data)
{
  gint64 end;

  if (skip_without_hugo ())
    return;

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr(AtriumFileTree) nothing = atrium_file_tree_new ();
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_auto(Outcome) outcome = { NULL, NULL, FALSE };
      g_autofree char *text = g_strdup_printf ("---\ntitle: %u\n---\n", i);
      g_autoptr(AtriumFileTree) changed = tree_of (i % 2 == 0 ? HOME : "content/other.md", text);

      atrium_engine_render_async (ATRIUM_ENGINE (fixture->engine), HOME, changed, NULL, cancellable, rendered_cb, &outcome);
      g_usleep (i * 500);
      g_cancellable_cancel (cancellable);
      wait_for (&outcome);
    }
  hugo_engine_finalize (g_steal_pointer (&fixture->engine));
  fixture->engine = atrium_hugo_new (fixture->folder);

  end = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;
  while (count_processes (fixture->folder) > 0 && g_get_monotonic_time () < end)
    g_usleep (10000);
  g_assert_cmpuint (count_processes (fixture->folder), ==, 0);
}

/* A template that does not end costs one time-out, not the program. */
static void
test_hangs (HugoSite      *fixture,
            gconstpointer  data)
{
  static const char slow[] =
    "{{ $n := seq 2000 }}{{ range $n }}{{ range $n }}{{ range $n }}{{ $x := . }}{{ end }}{{ end }}{{ end }}";
  g_auto(Outcome) hung = { NULL, NULL, FALSE };
  g_autofree char *well = NULL;
  gint64 start;

  if (skip_without_hugo ())
    return;

  well = build (fixture->folder, "index.html");
  assert_page (fixture, HOME, NULL, NULL, well);
  atrium_hugo_set_timeout (fixture->engine, 1500);
  start = g_get_monotonic_time ();
  render_page (fixture, HOME, "layouts/index.html", slow, &hung);
  g_assert_error (hung.error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_TIME_SPAN_SECOND);

  atrium_hugo_set_timeout (fixture->engine, 60000);
  assert_page (fixture, HOME, NULL, NULL, well);
}

/* A page that nobody waits for any more ends at once. */
static void
test_cancelled (HugoSite      *fixture,
                gconstpointer  data)
{
  g_autoptr(AtriumFileTree) nothing = atrium_file_tree_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_auto(Outcome) outcome = { NULL, NULL, FALSE };

  if (skip_without_hugo ())
    return;

  atrium_engine_render_async (ATRIUM_ENGINE (fixture->engine), HOME, nothing, NULL, cancellable, rendered_cb, &outcome);
  g_cancellable_cancel (cancellable);
  wait_for (&outcome);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The folder is moved away, another one stands in its place, and it comes back. */
static void
test_folder_gone (HugoSite      *fixture,
                  gconstpointer  data)
{
  g_autofree char *away = g_strconcat (fixture->folder, "-away", NULL);
  g_autofree char *well = NULL;
  g_autofree char *other = NULL;
  g_auto(Outcome) gone = { NULL, NULL, FALSE };

  if (skip_without_hugo ())
    return;

  well = build (fixture->folder, "index.html");
  assert_page (fixture, HOME, NULL, NULL, well);
  g_assert_cmpint (g_rename (fixture->folder, away), ==, 0);
  render_page (fixture, HOME, HOME, "---\ntitle: T\n---\nTyped.\n", &gone);
  g_assert_error (gone.error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (gone.error->message, fixture->folder));
  g_assert_false (g_file_test (fixture->folder, G_FILE_TEST_EXISTS));

  copy_folder (away, fixture->folder);
  write_file (fixture->folder, "data/people.yaml", "- name: Somebody Else\n");
  other = build (fixture->folder, "index.html");
  assert_page (fixture, HOME, NULL, NULL, other);

  remove_folder (fixture->folder);
  g_assert_cmpint (g_rename (away, fixture->folder), ==, 0);
  assert_page (fixture, HOME, NULL, NULL, well);
}

static GSocket *
listen_to (guint *port)
{
  GSocket *listener = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GSocketAddress) address = NULL;

  g_assert_true (g_socket_bind (listener, any, TRUE, NULL));
  g_assert_true (g_socket_listen (listener, NULL));
  address = g_socket_get_local_address (listener, NULL);
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));

  return listener;
}

/* What a stranger's site asks for: the network, files of the user, programs. */
static void
test_confined (HugoSite      *fixture,
               gconstpointer  data)
{
  guint port = 0;
  g_autofree char *parent = g_path_get_dirname (fixture->folder);
  g_autoptr(GSocket) listener = listen_to (&port);
  g_autofree char *remote = g_strdup_printf ("{{ with resources.GetRemote \"http://127.0.0.1:%u/\" }}{{ with .Err }}REFUSED{{ else }}ESCAPED{{ end }}{{ end }}", port);
  const char *const attempts[] = {
    remote,
    "{{ with readFile \"../secret\" }}ESCAPED{{ end }}",
    "{{ with readFile \"/etc/hostname\" }}ESCAPED{{ end }}",
    "{{ with resources.Get \"../../secret\" }}ESCAPED{{ end }}",
  };

  if (skip_without_hugo ())
    return;

  write_file (parent, "secret", "x");
  for (gsize i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_auto(Outcome) outcome = { NULL, NULL, FALSE };

      g_test_message ("%s", attempts[i]);
      render_page (fixture, HOME, "layouts/index.html", attempts[i], &outcome);
      if (outcome.error != NULL)
        g_test_message ("%s", outcome.error->message);
      else
        g_assert_null (strstr (g_bytes_get_data (outcome.rendering->html, NULL), "ESCAPED"));
    }
  /* nobody has connected */
  g_assert_cmpint (g_socket_condition_check (listener, G_IO_IN), ==, 0);
}

/* A site that counts its classes writes them beside its configuration, and is shown all the same. */
static void
test_statistics (HugoSite      *fixture,
                 gconstpointer  data)
{
  static const char *const spellings[] = {
    "[build]\nwriteStats = true\n",
    "[build.buildStats]\nenable = true\n",
  };
  g_autofree char *config = NULL;
  g_autofree char *expected = NULL;

  if (skip_without_hugo ())
    return;

  config = read_file (fixture->folder, "hugo.toml");
  expected = build (fixture->folder, "index.html");
  for (gsize i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      g_autofree char *counting = g_strconcat (config, "\n", spellings[i], NULL);
      g_autofree char *written = g_build_filename (fixture->folder, "hugo_stats.json", NULL);

      g_test_message ("%s", spellings[i]);
      write_file (fixture->folder, "hugo.toml", counting);
      assert_page (fixture, HOME, NULL, NULL, expected);
      assert_page (fixture, "content/people/tam.md", "hugo.toml", config, NULL);
      assert_page (fixture, HOME, "hugo.toml", counting, expected);
      g_assert_false (g_file_test (written, G_FILE_TEST_EXISTS));
    }
}

/* Of the environment a site is told what language it is, and no passwords. */
static void
test_environment (HugoSite      *fixture,
                  gconstpointer  data)
{
  g_autofree char *config = NULL;
  g_autofree char *open = NULL;

  if (skip_without_hugo ())
    return;

  config = read_file (fixture->folder, "hugo.toml");
  open = g_strconcat (config, "\n[security.funcs]\ngetenv = [\".*\"]\n", NULL);
  write_file (fixture->folder, "hugo.toml", open);
  assert_page (fixture, HOME, "layouts/index.html",
               "{{ getenv \"ATRIUM_TEST_TOKEN\" }}, {{ getenv \"HUGO_ATRIUM_TOKEN\" }}, {{ getenv \"LC_ATRIUM_TEST\" }}",
               ", , told");
}

/* Without bubblewrap there is no page: what the site allows itself for a language would hold. */
static void
test_needs_bubblewrap (HugoSite      *fixture,
                       gconstpointer  data)
{
  g_autofree char *path = g_strdup (g_getenv ("PATH"));
  g_autofree char *programs = g_build_filename (fixture->folder, "..", "programs", NULL);
  g_autofree char *link = g_build_filename (programs, "hugo", NULL);
  g_autofree char *hugo = g_find_program_in_path ("hugo");
  g_auto(Outcome) outcome = { NULL, NULL, FALSE };

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }
  if (skip_without_hugo ())
    return;

  g_assert_cmpint (g_mkdir (programs, 0700), ==, 0);
  g_assert_cmpint (symlink (hugo, link), ==, 0);
  g_setenv ("PATH", programs, TRUE);
  g_assert_true (atrium_hugo_is_available ());
  g_assert_false (atrium_confinement_is_available ());
  render_page (fixture, HOME, NULL, NULL, &outcome);
  g_assert_error (outcome.error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (outcome.error->message, "needs bubblewrap"));
  g_assert_cmpint (atrium_hugo_get_pid (fixture->engine), ==, 0);
  g_setenv ("PATH", path, TRUE);
}

/* What a folder has to have. */
static void
test_is_site (HugoSite      *fixture,
              gconstpointer  data)
{
  static const struct
  {
    const char *paths[3];
    gboolean site;
  } cases[] = {
    { { "hugo.toml" }, TRUE },
    { { "hugo.yaml", "content/_index.md" }, TRUE },
    { { "config.toml", "content/_index.md" }, TRUE },
    { { "config.yaml", "layouts/index.html" }, TRUE },
    { { "config/_default/hugo.yaml", "content/_index.md" }, TRUE },
    { { "config.toml" }, FALSE },
    { { "config.json", "index.html" }, FALSE },
    { { "_config.yml", "content/a.md" }, FALSE },
    { { "content/_index.md", "layouts/index.html" }, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AtriumFileTree) files = atrium_file_tree_new ();

      for (gsize j = 0; j < 3 && cases[i].paths[j] != NULL; j++)
        atrium_file_tree_set (files, cases[i].paths[j], NULL);
      g_assert_cmpint (atrium_hugo_is_site (files), ==, cases[i].site);
    }
  g_assert_true (atrium_hugo_is_site_folder (fixture->folder));
  {
    g_autofree char *content = g_build_filename (fixture->folder, "content", NULL);

    g_assert_false (atrium_hugo_is_site_folder (content));
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("ATRIUM_TEST_TOKEN", "secret", TRUE);
  g_setenv ("HUGO_ATRIUM_TOKEN", "secret", TRUE);
  g_setenv ("LC_ATRIUM_TEST", "told", TRUE);

#define ADD(name, function) \
  g_test_add ("/hugo/" name, HugoSite, NULL, set_up_site, function, hugo_site_tear_down); \
  g_test_add ("/hugo/copied/" name, HugoSite, "copy", set_up_site, function, hugo_site_tear_down)
  ADD ("as-built", test_as_built);
  ADD ("unsaved", test_unsaved);
  ADD ("unsaved-files", test_unsaved_files);
  ADD ("watches", test_watches);
  ADD ("errors", test_errors);
  ADD ("notices", test_notices);
  ADD ("newest-wins", test_newest_wins);
  ADD ("waits", test_waits);
  ADD ("killed", test_killed);
  ADD ("leaves-nothing", test_leaves_nothing);
  ADD ("hangs", test_hangs);
  ADD ("cancelled", test_cancelled);
  ADD ("folder-gone", test_folder_gone);
  ADD ("confined", test_confined);
  ADD ("statistics", test_statistics);
  ADD ("environment", test_environment);
#undef ADD
  g_test_add ("/hugo/needs-bubblewrap", HugoSite, NULL, set_up_site, test_needs_bubblewrap, hugo_site_tear_down);
  g_test_add ("/hugo/is-site", HugoSite, NULL, set_up_site, test_is_site, hugo_site_tear_down);

  return g_test_run ();
}
