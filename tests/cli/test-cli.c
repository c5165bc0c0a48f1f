/* The program as scripts see it: arguments in; standard output, messages and exit status out. */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  char *folder;     /* temporary */
  char *site;       /* a copy of the example in it */
} Fixture;

typedef struct
{
  int   status;
  char *out;
  char *err;
} Outcome;

static void
outcome_clear (Outcome *self)
{
  g_free (self->out);
  g_free (self->err);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static void
run_argv (const char *const *argv,
          Outcome           *outcome)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) process = g_subprocess_newv (
    argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &outcome->out, &outcome->err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  outcome->status = g_subprocess_get_exit_status (process);
}

static char *
get_program (void)
{
  return g_build_filename (g_getenv ("ATRIUM_BUILD_ROOT"), "app", "atrium", NULL);
}

/* runs the program with the arguments up to NULL */
static void G_GNUC_NULL_TERMINATED
run (Outcome    *outcome,
     const char *first,
     ...)
{
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  g_autofree char *program = get_program ();
  va_list arguments;

  g_ptr_array_add (argv, program);
  va_start (arguments, first);
  for (const char *argument = first; argument != NULL; argument = va_arg (arguments, const char *))
    g_ptr_array_add (argv, (char *) argument);
  va_end (arguments);
  g_ptr_array_add (argv, NULL);

  run_argv ((const char *const *) argv->pdata, outcome);
}

static void
copy_folder (const char *from,
             const char *to)
{
  const char *const argv[] = { "cp", "-R", "--no-preserve=mode", from, to, NULL };
  g_auto(Outcome) outcome = { 0 };

  run_argv (argv, &outcome);
  g_assert_cmpint (outcome.status, ==, 0);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *example = g_build_filename (g_getenv ("ATRIUM_SOURCE_ROOT"), "data", "example", NULL);

  fixture->folder = g_dir_make_tmp ("atrium-cli-XXXXXX", NULL);
  fixture->site = g_build_filename (fixture->folder, "site", NULL);
  copy_folder (example, fixture->site);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  const char *const argv[] = { "rm", "-rf", fixture->folder, NULL };
  g_auto(Outcome) outcome = { 0 };

  run_argv (argv, &outcome);
  g_free (fixture->folder);
  g_free (fixture->site);
}

static char *
read_file (const char *folder,
           const char *path)
{
  g_autofree char *name = g_build_filename (folder, path, NULL);
  g_autoptr(GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (name, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* the pointer of the first section of a kind */
static char *
find_section (Fixture    *fixture,
              const char *kind)
{
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *pointer = g_strdup_printf ("sections/%u/kind", i);
      g_auto(Outcome) outcome = { 0 };

      run (&outcome, "get", fixture->site, pointer, NULL);
      g_assert_cmpint (outcome.status, ==, 0);
      if (g_str_equal (g_strchomp (outcome.out), kind))
        return g_strdup_printf ("sections/%u", i);
    }

  g_assert_not_reached ();
}

/* the lines that differ between two texts of as many lines, by number from 0 */
static guint
count_changed_lines (const char *before,
                     const char *after)
{
  g_auto(GStrv) old_lines = g_strsplit (before, "\n", -1);
  g_auto(GStrv) new_lines = g_strsplit (after, "\n", -1);
  guint n_changed = 0;

  g_assert_cmpuint (g_strv_length (old_lines), ==, g_strv_length (new_lines));
  for (guint i = 0; old_lines[i] != NULL; i++)
    n_changed += !g_str_equal (old_lines[i], new_lines[i]);

  return n_changed;
}

static void
assert_done (const Outcome *outcome)
{
  g_assert_cmpstr (outcome->err, ==, "");
  g_assert_cmpint (outcome->status, ==, 0);
}

static void
test_get_set (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *news = find_section (fixture, "news");
  g_autofree char *pointer = g_strconcat (news, "/entries/2/text", NULL);
  g_autofree char *before = read_file (fixture->site, "_pages/about.md");
  g_autofree char *after = NULL;
  g_autofree char *back = NULL;
  g_auto(Outcome) got = { 0 };
  g_auto(Outcome) set = { 0 };
  g_auto(Outcome) again = { 0 };
  g_auto(Outcome) restored = { 0 };

  run (&got, "get", fixture->site, pointer, NULL);
  assert_done (&got);
  run (&set, "set", fixture->site, pointer, "We *won* the **Nansen Prize**.", NULL);
  assert_done (&set);
  after = read_file (fixture->site, "_pages/about.md");
  g_assert_cmpuint (count_changed_lines (before, after), ==, 1);

  run (&again, "get", fixture->site, pointer, NULL);
  g_assert_cmpstr (again.out, ==, "We *won* the **Nansen Prize**.\n");
  run (&restored, "set", fixture->site, pointer, g_strchomp (got.out), NULL);
  assert_done (&restored);
  back = read_file (fixture->site, "_pages/about.md");
  g_assert_cmpstr (back, ==, before);
}

static void
test_insert_move_remove (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *honors = find_section (fixture, "honors");
  g_autofree char *first = g_strconcat (honors, "/entries/0", NULL);
  g_autofree char *second = g_strconcat (honors, "/entries/1", NULL);
  g_autofree char *title = g_strconcat (honors, "/entries/1/title", NULL);
  g_autofree char *before = read_file (fixture->site, "_pages/about.md");
  g_autofree char *back = NULL;
  g_auto(Outcome) inserted = { 0 };
  g_auto(Outcome) moved = { 0 };
  g_auto(Outcome) got = { 0 };
  g_auto(Outcome) removed = { 0 };

  run (&inserted, "insert", fixture->site, first, "{\"title\": \"Golden Anchor\", \"date\": \"2027-03\"}", NULL);
  assert_done (&inserted);
  run (&moved, "move", fixture->site, first, second, NULL);
  assert_done (&moved);
  run (&got, "get", fixture->site, title, NULL);
  g_assert_cmpstr (got.out, ==, "Golden Anchor\n");
  run (&removed, "remove", fixture->site, second, NULL);
  assert_done (&removed);

  back = read_file (fixture->site, "_pages/about.md");
  g_assert_cmpstr (back, ==, before);
}

static void
test_list_items (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *publications = find_section (fixture, "publications");
  g_autofree char *authors = g_strconcat (publications, "/entries/0/authors", NULL);
  g_autofree char *end = g_strconcat (authors, "/-", NULL);
  g_autofree char *first = g_strconcat (authors, "/0", NULL);
  g_autofree char *fifth = g_strconcat (authors, "/4", NULL);
  g_autofree char *name = g_strconcat (authors, "/0/name", NULL);
  g_autofree char *last_name = g_strconcat (authors, "/-/name", NULL);
  g_auto(Outcome) inserted = { 0 };
  g_auto(Outcome) moved = { 0 };
  g_auto(Outcome) got = { 0 };
  g_auto(Outcome) set = { 0 };
  g_auto(Outcome) refused = { 0 };

  run (&inserted, "insert", fixture->site, end, "{\"name\": \"Zita Brandt\"}", NULL);
  assert_done (&inserted);
  run (&moved, "move", fixture->site, fifth, first, NULL);
  assert_done (&moved);
  run (&got, "get", fixture->site, name, NULL);
  g_assert_cmpstr (got.out, ==, "Zita Brandt\n");
  run (&set, "set", fixture->site, name, "Zita B. Brandt", NULL);
  assert_done (&set);
  run (&refused, "set", fixture->site, last_name, "Nobody", NULL);
  g_assert_cmpint (refused.status, ==, 1);
}

static void
test_import_is_a_profile (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autofree char *profile = g_build_filename (fixture->folder, "profile.json", NULL);
  g_auto(Outcome) imported = { 0 };
  g_auto(Outcome) again = { 0 };
  g_autofree char *json = NULL;

  run (&imported, "import", fixture->site, "-o", profile, NULL);
  assert_done (&imported);
  json = read_file (fixture->folder, "profile.json");
  run (&again, "import", profile, NULL);
  assert_done (&again);
  g_assert_cmpstr (again.out, ==, json);
}

static void
test_export (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *into = g_build_filename (fixture->folder, "out", NULL);
  g_auto(Outcome) dry = { 0 };
  g_auto(Outcome) exported = { 0 };
  g_auto(Outcome) again = { 0 };
  g_auto(Outcome) unknown = { 0 };

  run (&dry, "export", fixture->site, "--theme", "academicpages", "--into", into, "--dry-run", NULL);
  g_assert_cmpint (dry.status, ==, 0);
  g_assert_nonnull (strstr (dry.out, "_pages/about.md\n"));
  g_assert_false (g_file_test (into, G_FILE_TEST_EXISTS));

  run (&exported, "export", fixture->site, "--theme", "academicpages", "--into", into, NULL);
  g_assert_cmpint (exported.status, ==, 0);
  g_assert_cmpstr (exported.out, ==, dry.out);
  g_assert_true (g_file_test (into, G_FILE_TEST_IS_DIR));
  run (&again, "export", fixture->site, "--theme", "academicpages", "--into", into, NULL);
  g_assert_cmpint (again.status, ==, 0);
  g_assert_cmpstr (again.out, ==, "");

  run (&unknown, "export", fixture->site, "--theme", "no-such-theme", "--into", into, NULL);
  g_assert_cmpint (unknown.status, ==, 1);
}

static void
test_render (Fixture       *fixture,
             gconstpointer  data)
{
  g_auto(Outcome) rendered = { 0 };

  run (&rendered, "render", fixture->site, NULL);
  assert_done (&rendered);
  g_assert_true (g_str_has_prefix (rendered.out, "<!"));
  g_assert_nonnull (strstr (rendered.out, "Twelve Buoys Are Enough"));
}

/* a picture of the page, without a window and, where there is none, on a display of its own */
static void
test_picture (Fixture       *fixture,
              gconstpointer  data)
{
  static const char signature[] = "\x89PNG\r\n\x1a\n";
  g_autofree char *path = g_build_filename (fixture->folder, "page.png", NULL);
  g_auto(Outcome) rendered = { 0 };
  g_autofree char *picture = NULL;
  gsize length;

  run (&rendered, "render", fixture->site, "-o", path, NULL);
  g_assert_cmpint (rendered.status, ==, 0);
  g_assert_cmpstr (rendered.out, ==, "");
  g_assert_true (g_file_get_contents (path, &picture, &length, NULL));
  g_assert_cmpuint (length, >, 10000);
  g_assert_cmpmem (picture, 8, signature, 8);
}

static void
test_check (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->site, "_pages", "about.md", NULL);
  g_autofree char *before = read_file (fixture->site, "_pages/about.md");
  g_auto(Outcome) clean = { 0 };
  g_auto(Outcome) found = { 0 };
  g_auto(Outcome) repaired = { 0 };
  g_auto(GStrv) parts = NULL;
  g_autofree char *broken = NULL;
  g_autofree char *after = NULL;

  run (&clean, "check", fixture->site, NULL);
  assert_done (&clean);
  g_assert_cmpstr (clean.out, ==, "");

  /* the bytes of one emoji, read as Mac Roman */
  parts = g_strsplit (before, "🎉", 2);
  broken = g_strjoin ("üéâ", parts[0], parts[1], NULL);
  g_file_set_contents (path, broken, -1, NULL);
  run (&found, "check", fixture->site, NULL);
  g_assert_cmpint (found.status, ==, 0);
  g_assert_true (g_pattern_match_simple ("_pages/about.md:*:*: mis-decoded text*🎉*", found.out));

  run (&repaired, "check", fixture->site, "--repair", NULL);
  g_assert_cmpint (repaired.status, ==, 0);
  after = read_file (fixture->site, "_pages/about.md");
  g_assert_cmpstr (after, ==, before);
}

static void
test_themes (void)
{
  g_auto(Outcome) outcome = { 0 };

  run (&outcome, "themes", NULL);
  assert_done (&outcome);
  g_assert_nonnull (strstr (outcome.out, "acad-homepage\t"));
  g_assert_nonnull (strstr (outcome.out, "academicpages\t"));
}

static void
test_wrong_calls (Fixture       *fixture,
                  gconstpointer  data)
{
  const char *const calls[][6] = {
    { "get", NULL },
    { "get", fixture->site, NULL },
    { "get", fixture->site, "person", "more", NULL },
    { "get", "--unknown", fixture->site, NULL },
    { "set", fixture->site, "person/name", NULL },
    { "move", fixture->site, "sections/0", NULL },
    { "export", fixture->site, "--theme", "academicpages", NULL },
    { "export", fixture->site, "--into", NULL },
    { "render", fixture->site, "--engine", "unknown", NULL },
    { "import", fixture->site, "-o", NULL },
    { "themes", "all", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_auto(Outcome) outcome = { 0 };

      run (&outcome, calls[i][0], calls[i][1], calls[i][1] ? calls[i][2] : NULL,
           calls[i][1] && calls[i][2] ? calls[i][3] : NULL,
           calls[i][1] && calls[i][2] && calls[i][3] ? calls[i][4] : NULL, NULL);
      g_test_message ("%s: %s", calls[i][0], outcome.err);
      g_assert_cmpint (outcome.status, ==, 2);
      g_assert_cmpstr (outcome.out, ==, "");
      g_assert_true (g_str_has_prefix (outcome.err, "usage: atrium "));
    }
}

/* --- bad input --- */

static void
assert_refused (const char *path,
                const char *message)
{
  g_auto(Outcome) outcome = { 0 };
  g_autofree char *pattern = g_strconcat (message, "\n", NULL);

  run (&outcome, "import", path, NULL);
  g_test_message ("%s", outcome.err);
  g_assert_cmpint (outcome.status, ==, 1);
  g_assert_cmpstr (outcome.out, ==, "");
  g_assert_true (g_pattern_match_simple (pattern, outcome.err));
  /* one message, on one line */
  g_assert_true (strchr (outcome.err, '\n') == outcome.err + strlen (outcome.err) - 1);
}

static char *
write_bytes (Fixture    *fixture,
             const char *name,
             const char *bytes,
             gssize      length)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, bytes, length, &error);
  g_assert_no_error (error);
  return path;
}

static void
test_not_text (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *latin = write_bytes (fixture, "latin.md", "# News\n- caf\xe9\n", -1);
  g_autofree char *nul = write_bytes (fixture, "nul.md", "# News\n- a\0b\n", 13);

  assert_refused (latin, "*latin.md:2:6: *");
  assert_refused (nul, "*nul.md:2:4: *");
}

static void
test_large (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = write_bytes (fixture, "large.md", "# News\n", -1);

  g_assert_cmpint (truncate (path, 200 * 1024 * 1024), ==, 0);
  assert_refused (path, "*large.md*");
}

static void
test_deep (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *brackets = g_strnfill (100000, '[');
  g_autofree char *json = write_bytes (fixture, "deep.json", brackets, -1);
  g_autofree char *front_matter = g_strdup_printf ("---\ntitle: %s\n---\n# News\n- a\n", brackets);
  g_autofree char *page = write_bytes (fixture, "deep.md", front_matter, -1);

  assert_refused (json, "*deep.json:1:*: *");
  assert_refused (page, "*deep.md:2:*: *");
}

/* Markdown nested as deep as JSON above is ordinary text to kramdown, or refused: never an abort. */
static void
test_deep_page (Fixture       *fixture,
                gconstpointer  data)
{
  static const char *const units[] = { ">", "[", "*", "<div>", "- ", "(", "![", "{% if x %}", "`" };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr(GString) text = g_string_new ("# News\n\n");
      g_autofree char *path = NULL;
      g_auto(Outcome) outcome = { 0 };

      for (guint n = 0; n < 100000; n++)
        g_string_append (text, units[i]);
      path = write_bytes (fixture, "deep.md", text->str, -1);
      run (&outcome, "import", path, NULL);
      g_test_message ("%s: %d %.100s", units[i], outcome.status, outcome.err);
      g_assert_cmpint (outcome.status, <=, 1);
      if (outcome.status == 1)
        g_assert_true (g_pattern_match_simple ("*deep.md:*:*: *", outcome.err));
    }
}

static void
test_truncated (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *json = write_bytes (fixture, "cut.json", "{\"version\": 1, \"person\": {\"name\": \"Ad", -1);

  assert_refused (json, "*cut.json:1:*: *");
}

static void
test_empty_folder (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "empty", NULL);

  g_assert_cmpint (g_mkdir (path, 0755), ==, 0);
  assert_refused (path, "*empty*");
}

static void
test_missing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "missing.md", NULL);

  assert_refused (path, "*missing.md*");
}

static void
test_loops (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *page = g_build_filename (fixture->site, "_pages", "about.md", NULL);
  g_autofree char *link = g_build_filename (fixture->folder, "loop", NULL);

  g_assert_cmpint (symlink ("loop", link), ==, 0);
  assert_refused (link, "*loop*");

  g_file_set_contents (page, "---\npermalink: /\n---\n{% include_relative about.md %}\n", -1, NULL);
  assert_refused (fixture->site, "_pages/about.md:4:*: *");
}

static void
test_no_permission (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *path = write_bytes (fixture, "secret.md", "# News\n- one\n", -1);

  if (geteuid () == 0)
    {
      g_test_skip ("root may read everything");
      return;
    }

  g_assert_cmpint (g_chmod (path, 0), ==, 0);
  assert_refused (path, "*secret.md*");
}

/* A refused edit leaves every byte of the site as it was. */
static void
test_refused_edit (Fixture       *fixture,
                   gconstpointer  data)
{
  const char *const edits[][3] = {
    { "set", "sections/99/entries/0/title", "x" },
    { "set", "sections/0/entries/99/text", "x" },
    { "set", "person/no-such-list/0/name", "x" },
    { "insert", "sections/1/entries/-", "{\"text\": " },
    { "insert", "sections/1/entries/-", "[1, 2]" },
    { "move", "sections/1/entries/0", "sections/3/entries/0" },
  };
  g_autofree char *before = read_file (fixture->site, "_pages/about.md");
  g_autofree char *config = read_file (fixture->site, "_config.yml");

  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_auto(Outcome) outcome = { 0 };
      g_autofree char *after = NULL;
      g_autofree char *config_after = NULL;

      run (&outcome, edits[i][0], fixture->site, edits[i][1], edits[i][2], NULL);
      g_test_message ("%s %s: %s", edits[i][0], edits[i][1], outcome.err);
      g_assert_cmpint (outcome.status, ==, 1);
      g_assert_cmpstr (outcome.err, !=, "");
      after = read_file (fixture->site, "_pages/about.md");
      config_after = read_file (fixture->site, "_config.yml");
      g_assert_cmpstr (after, ==, before);
      g_assert_cmpstr (config_after, ==, config);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add ("/cli/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("get-set", test_get_set);
  ADD ("insert-move-remove", test_insert_move_remove);
  ADD ("list-items", test_list_items);
  ADD ("import-is-a-profile", test_import_is_a_profile);
  ADD ("export", test_export);
  ADD ("render", test_render);
  ADD ("picture", test_picture);
  ADD ("check", test_check);
  g_test_add_func ("/cli/themes", test_themes);
  ADD ("wrong-calls", test_wrong_calls);
  ADD ("not-text", test_not_text);
  ADD ("large", test_large);
  ADD ("deep", test_deep);
  ADD ("deep-page", test_deep_page);
  ADD ("truncated", test_truncated);
  ADD ("empty-folder", test_empty_folder);
  ADD ("missing", test_missing);
  ADD ("loops", test_loops);
  ADD ("no-permission", test_no_permission);
  ADD ("refused-edit", test_refused_edit);
#undef ADD

  return g_test_run ();
}
