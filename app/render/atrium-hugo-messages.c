#include "atrium-hugo-private.h"

#include <string.h>

#include "atrium-error.h"

/* What `hugo list all` and `hugo` say. */

#define MAX_PAGES 100000
#define MAX_NOTICES 100
#define MAX_REASON 500
#define MAX_LINE 65536
#define MAX_PLACE 4096

/* --- the list of pages: comma-separated values as RFC 4180 has them --- */

static const char *
read_field (const char  *at,
            char       **field)
{
  g_autoptr(GString) value = g_string_new (NULL);
  gboolean quoted = *at == '"';

  for (at += quoted ? 1 : 0; *at != '\0'; at++)
    {
      if (quoted && at[0] == '"' && at[1] == '"')
        at++;
      else if (quoted && at[0] == '"')
        break;
      else if (!quoted && (*at == ',' || *at == '\n'))
        break;
      g_string_append_c (value, *at);
    }
  if (quoted && *at == '"')
    at++;
  *field = g_string_free_and_steal (g_steal_pointer (&value));

  return at;
}

/* one line at @at; gives the place after it, or NULL at the end */
static const char *
read_row (const char *at,
          GPtrArray  *fields)
{
  g_ptr_array_set_size (fields, 0);
  while (*at != '\0')
    {
      char *field;

      at = read_field (at, &field);
      g_ptr_array_add (fields, field);
      if (*at != ',')
        return *at == '\n' ? at + 1 : at;
      at++;
    }

  return fields->len > 0 ? at : NULL;
}

static int
find_column (GPtrArray  *header,
             const char *name)
{
  guint index;

  return g_ptr_array_find_with_equal_func (header, name, g_str_equal, &index) ? (int) index : -1;
}

static void
page_free (gpointer data)
{
  AtriumHugoPage *page = data;

  g_free (page->path);
  g_free (page->output);
  g_free (page->segment);
  g_free (page);
}

/* the file in which a page with this address is published */
static char *
output_of (const char *permalink)
{
  const char *host = strstr (permalink, "://");
  const char *path = host != NULL ? strchr (host + 3, '/') : permalink;
  g_autofree char *plain = NULL;

  if (path == NULL)
    return NULL;
  while (*path == '/')
    path++;

  plain = g_uri_unescape_string (path, NULL);
  if (plain == NULL)
    return NULL;
  return *plain == '\0' || g_str_has_suffix (plain, "/") ? g_strconcat (plain, "index.html", NULL) : g_steal_pointer (&plain);
}

/* The path by which Hugo knows a page: that of its text without the folder of all content and
 * without the ending. Where this is not it, the page is not among what is made, and all are. */
static char *
segment_of (const char *path)
{
  const char *below = strchr (path, '/');
  g_autofree char *name = NULL;
  char *dot;

  if (below == NULL)
    return NULL;

  name = g_utf8_strdown (below, -1);
  g_strdelimit (name, " ", '-');
  dot = strrchr (name, '.');
  if (dot != NULL && strchr (dot, '/') == NULL)
    *dot = '\0';
  /* the language that it is in */
  dot = strrchr (name, '.');
  if (dot != NULL && strlen (dot) == 3 && g_ascii_isalpha (dot[1]) && g_ascii_isalpha (dot[2]))
    *dot = '\0';
  if (g_str_has_suffix (name, "/_index") || g_str_has_suffix (name, "/index"))
    *strrchr (name, '/') = '\0';

  return g_strdup (*name == '\0' ? "/" : name);
}

/* Gives the pages that have a text, (element-type AtriumHugoPage), from what `hugo list all` said. */
GPtrArray *
_atrium_hugo_parse_list (const char *csv)
{
  GPtrArray *pages = g_ptr_array_new_with_free_func (page_free);
  g_autoptr(GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  /* warnings may stand before it */
  const char *at = g_str_has_prefix (csv, "path,") ? csv : strstr (csv, "\npath,");
  int path, permalink, kind;

  at = at != NULL ? read_row (at + (*at == '\n' ? 1 : 0), fields) : NULL;
  path = at != NULL ? find_column (fields, "path") : -1;
  permalink = at != NULL ? find_column (fields, "permalink") : -1;
  kind = at != NULL ? find_column (fields, "kind") : -1;
  if (path < 0 || permalink < 0)
    return pages;

  while ((at = read_row (at, fields)) != NULL && pages->len < MAX_PAGES)
    {
      g_autofree char *output = (int) fields->len > MAX (path, permalink) ? output_of (fields->pdata[permalink]) : NULL;
      AtriumHugoPage *page;

      if (output == NULL || !atrium_file_tree_is_safe_path (output))
        continue;
      page = g_new0 (AtriumHugoPage, 1);
      page->path = g_strdup (fields->pdata[path]);
      page->output = g_steal_pointer (&output);
      page->segment = segment_of (page->path);
      page->is_term = kind >= 0 && kind < (int) fields->len && g_str_equal (fields->pdata[kind], "term");
      g_ptr_array_add (pages, page);
    }

  return pages;
}

static const AtriumHugoPage *
find_by (GPtrArray  *pages,
         const char *path,
         gboolean    output)
{
  for (guint i = 0; i < pages->len; i++)
    {
      const AtriumHugoPage *page = pages->pdata[i];

      if (g_str_equal (output ? page->output : page->path, path))
        return page;
    }

  return NULL;
}

static const AtriumHugoPage *
add_page (GPtrArray  *pages,
          const char *path,
          const char *output,
          const char *segment)
{
  AtriumHugoPage *page = g_new0 (AtriumHugoPage, 1);

  page->path = g_strdup (path);
  page->output = g_strdup (output);
  page->segment = g_strdup (segment);
  g_ptr_array_add (pages, page);

  return page;
}

/* a folder stands for the page that lists what is in it, which need not have a text */
static const AtriumHugoPage *
find_listing (GPtrArray  *pages,
              const char *folder)
{
  g_autofree char *path = g_strndup (folder, strlen (folder) - 1);
  g_autofree char *bundle = g_strconcat (folder, "index.md", NULL);
  g_autofree char *text = NULL;
  g_autofree char *output = NULL;
  g_autofree char *segment = NULL;

  /* that of a bundle is in the list of its own folder */
  if (find_by (pages, bundle, FALSE) != NULL && strrchr (path, '/') != NULL)
    *strrchr (path, '/') = '\0';
  if (strchr (path, '/') == NULL)
    return NULL;

  text = g_strconcat (path, "/_index.md", NULL);
  output = g_strconcat (strchr (path, '/') + 1, "/index.html", NULL);
  segment = segment_of (text);
  if (find_by (pages, text, FALSE) != NULL)
    return find_by (pages, text, FALSE);

  return add_page (pages, folder, output, segment);
}

/* The page with the text @page, or the first one for "". For a preview what has none of its own is shown by the page that
 * lists it, or by the first one. @pages may get one more. */
const AtriumHugoPage *
_atrium_hugo_find_page (GPtrArray  *pages,
                        const char *page,
                        gboolean    preview)
{
  const AtriumHugoPage *found = find_by (pages, page, FALSE);

  /* what is known of an author stands in such a page, and is shown by the first one */
  if (found != NULL && preview && found->is_term)
    found = NULL;
  if (found == NULL && preview && g_str_has_suffix (page, "/"))
    found = find_listing (pages, page);
  if (found == NULL && (preview || *page == '\0'))
    found = find_by (pages, "index.html", TRUE);
  if (found == NULL && (preview || *page == '\0'))
    found = add_page (pages, "", "index.html", "/");

  return found;
}

/* --- what went wrong --- */

/* the last of the places in a message is where it began */
static gboolean
find_place (const char  *line,
            const char  *site,
            char       **place,
            const char **reason)
{
  g_autoptr(GRegex) regex = g_regex_new ("\"([^\"\\n]+):(\\d+):(\\d+)\":? ?", G_REGEX_DEFAULT, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;

  g_regex_match (regex, line, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *path = g_match_info_fetch (match, 1);
      g_autofree char *row = g_match_info_fetch (match, 2);
      g_autofree char *column = g_match_info_fetch (match, 3);
      int end;

      if (!g_str_has_prefix (path, site) || path[strlen (site)] != '/' || strlen (path) > MAX_PLACE)
        continue;
      g_match_info_fetch_pos (match, 0, NULL, &end);
      g_free (*place);
      *place = g_strdup_printf ("%s:%s:%s", path + strlen (site) + 1, row, column);
      *reason = line + end;
    }

  return *place != NULL;
}

/* what Go's templates say of themselves is left out */
static char *
shorten (const char *reason)
{
  const char *executing = strstr (reason, ": executing \"");
  const char *at = executing != NULL ? strstr (executing, "\" at ") : NULL;
  g_autofree char *valid = NULL;

  reason = at != NULL ? at + strlen ("\" at ") : reason;
  valid = g_utf8_make_valid (reason, strnlen (reason, MAX_REASON));

  return g_strdup (g_strstrip (valid));
}

/* the line of the log that tells why: Hugo's last word, or what the site's own templates said */
static char *
find_error_line (const char *log)
{
  g_auto(GStrv) lines = g_strsplit (log, "\n", -1);
  const char *first = NULL;
  const char *last = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (first == NULL && g_str_has_prefix (lines[i], "ERROR "))
        first = lines[i] + strlen ("ERROR ");
      if (g_str_has_prefix (lines[i], "Error: "))
        last = lines[i] + strlen ("Error: ");
    }
  if (last == NULL || (strstr (last, "logged ") != NULL && first != NULL))
    last = first;

  return last != NULL ? g_utf8_make_valid (last, (gssize) strnlen (last, MAX_LINE)) : NULL;
}

static GError *
missing_module (const char *line)
{
  const char *name = strstr (line, "module \"");
  g_autofree char *module = NULL;

  if (strstr (line, "failed to load modules") == NULL && strstr (line, "failed to download modules") == NULL)
    return NULL;

  if (name != NULL)
    module = g_strndup (name + strlen ("module \""), strcspn (name + strlen ("module \""), "\""));
  if (module != NULL && strlen (module) <= MAX_REASON)
    return g_error_new (ATRIUM_ERROR, ATRIUM_ERROR_SYNTAX, "The site's theme or Hugo module %s is not on this computer", module);

  return g_error_new (ATRIUM_ERROR, ATRIUM_ERROR_SYNTAX,
                      "The site's Hugo modules are not on this computer, and nothing is fetched for a preview");
}

/* What a log says went wrong: `file:line:column: reason` where it names a place in the @site. */
GError *
_atrium_hugo_parse_error (const char *log,
                          const char *site)
{
  g_autofree char *line = find_error_line (log);
  g_autofree char *place = NULL;
  g_autofree char *short_reason = NULL;
  const char *reason = line;
  GError *missing;

  if (line == NULL)
    return g_error_new (ATRIUM_ERROR, ATRIUM_ERROR_SYNTAX, "Hugo ended without saying why");
  missing = missing_module (line);
  if (missing != NULL)
    return missing;

  find_place (line, site, &place, &reason);
  short_reason = shorten (reason);
  if (place == NULL)
    return g_error_new (ATRIUM_ERROR, ATRIUM_ERROR_SYNTAX, "%s", short_reason);

  return g_error_new (ATRIUM_ERROR, ATRIUM_ERROR_SYNTAX, "%s: %s", place, short_reason);
}

/* what a log warns about, each once */
char **
_atrium_hugo_parse_notices (const char *log)
{
  g_auto(GStrv) lines = g_strsplit (log, "\n", -1);
  g_autoptr(GPtrArray) notices = g_ptr_array_new_null_terminated (4, g_free, TRUE);

  for (guint i = 0; lines[i] != NULL && notices->len < MAX_NOTICES; i++)
    {
      g_autofree char *text = NULL;

      if (!g_str_has_prefix (lines[i], "WARN "))
        continue;
      text = g_utf8_make_valid (lines[i] + strlen ("WARN "), strnlen (lines[i] + strlen ("WARN "), MAX_REASON));
      g_strstrip (text);
      if (!g_ptr_array_find_with_equal_func (notices, text, g_str_equal, NULL))
        g_ptr_array_add (notices, g_steal_pointer (&text));
    }

  return (char **) g_ptr_array_free (g_steal_pointer (&notices), FALSE);
}
