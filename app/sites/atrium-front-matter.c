#include "atrium-front-matter.h"

#include <string.h>

#define BOM "\xef\xbb\xbf"

static gboolean
is_fence (const char *line,
          const char *fence)
{
  if (strncmp (line, fence, 3) != 0)
    return FALSE;
  line += 3;
  while (*line == ' ' || *line == '\t' || *line == '\r')
    line++;

  return *line == '\n' || *line == '\0';
}

/* Finds the lines between the two `---` of YAML or the two `+++` of TOML, and what follows them.
 * FALSE where there are none. */
gboolean
_atrium_front_matter_find (AtriumSource     *source,
                           AtriumDataSyntax *syntax,
                           AtriumSpan       *front,
                           AtriumSpan       *body)
{
  gsize length;
  const char *text = atrium_source_get_text (source, &length);
  const char *start = g_str_has_prefix (text, BOM) ? text + strlen (BOM) : text;
  const char *fence = *start == '+' ? "+++" : "---";
  const char *line = is_fence (start, fence) ? strchr (start, '\n') : NULL;

  *syntax = *start == '+' ? ATRIUM_DATA_TOML : ATRIUM_DATA_YAML;
  *body = ATRIUM_SPAN (0, length);
  if (line == NULL)
    return FALSE;

  front->start = line + 1 - text;
  while (line != NULL && !is_fence (line + 1, fence))
    line = strchr (line + 1, '\n');
  if (line == NULL)
    return FALSE;

  front->end = line + 1 - text;
  line = strchr (line + 1, '\n');
  body->start = line != NULL ? (gsize) (line + 1 - text) : length;

  return TRUE;
}

/* The same bytes with spaces for the tabs in a span: YAML allows no tab where people indent
 * the items of a list with one. */
static AtriumSource *
without_tabs (AtriumSource *source,
              AtriumSpan    span)
{
  gsize length;
  const char *text = atrium_source_get_text (source, &length);
  char *copy = g_strndup (text, length);
  g_autoptr(GBytes) bytes = NULL;

  for (gsize i = span.start; i < span.end; i++)
    if (copy[i] == '\t')
      copy[i] = ' ';
  bytes = g_bytes_new_take (copy, length);

  return atrium_source_new (atrium_source_get_path (source), bytes, NULL);
}

static AtriumData *
read_span (AtriumSource      *source,
           AtriumSpan         span,
           AtriumDataSyntax   syntax,
           GError           **error)
{
  g_autoptr(AtriumData) data = atrium_data_read (source, span, syntax, error);
  const char *text = atrium_source_get_text (source, NULL);
  g_autoptr(AtriumSource) mended = NULL;
  g_autoptr(AtriumData) again = NULL;

  if (data == NULL || atrium_data_get_problem (data) == NULL ||
      memchr (text + span.start, '\t', atrium_span_length (span)) == NULL)
    return g_steal_pointer (&data);
  mended = without_tabs (source, span);
  again = mended != NULL ? atrium_data_read (mended, span, syntax, NULL) : NULL;

  return again != NULL && atrium_data_get_problem (again) == NULL ? g_steal_pointer (&again)
                                                                  : g_steal_pointer (&data);
}

/* Reads the front matter; NULL without @error where the page has none. The spans are those of
 * @source. */
AtriumData *
_atrium_front_matter_read (AtriumSource  *source,
                           AtriumSpan    *body,
                           GError       **error)
{
  AtriumDataSyntax syntax;
  AtriumSpan front;

  if (!_atrium_front_matter_find (source, &syntax, &front, body))
    return NULL;

  return read_span (source, front, syntax, error);
}

/* Reads the front matter that a page's tree begins with; NULL without @error where it has none. */
AtriumData *
_atrium_front_matter_of_tree (AtriumTree  *tree,
                              GError     **error)
{
  AtriumNode *first = atrium_tree_get_root (tree)->first_child;
  const char *text = atrium_source_get_text (atrium_tree_get_source (tree), NULL);

  if (first == NULL || first->type != ATRIUM_NODE_FRONT_MATTER)
    return NULL;

  /* the closing line says which it is, whatever stands before the opening one */
  return atrium_data_read (atrium_tree_get_source (tree), first->inner,
                           text[first->inner.end] == '+' ? ATRIUM_DATA_TOML : ATRIUM_DATA_YAML, error);
}

/* Reads the front matter of a page, or the whole of a file that has none. */
AtriumData *
_atrium_data_file_read (AtriumSource  *source,
                        AtriumSpan    *body,
                        GError       **error)
{
  const char *path = atrium_source_get_path (source);
  gboolean toml = g_str_has_suffix (path, ".toml");
  AtriumDataSyntax syntax;
  AtriumSpan front, rest;
  gsize length;

  atrium_source_get_text (source, &length);
  if (toml || g_str_has_suffix (path, ".yml") || g_str_has_suffix (path, ".yaml") ||
      !_atrium_front_matter_find (source, &syntax, &front, &rest))
    {
      syntax = toml ? ATRIUM_DATA_TOML : ATRIUM_DATA_YAML;
      front = ATRIUM_SPAN (0, length);
      rest = ATRIUM_SPAN (length, length);
    }
  if (body != NULL)
    *body = rest;

  return read_span (source, front, syntax, error);
}

/* in TOML a table may stand between the pieces of another one, so more than one may hold the span */
static AtriumDataNode *
find_scalar (AtriumDataNode *node,
             AtriumSpan      span)
{
  if (node->type == ATRIUM_DATA_SCALAR && node->span.start == span.start && node->span.end == span.end)
    return node;
  for (AtriumDataNode *child = node->first_child; child != NULL; child = child->next)
    {
      AtriumDataNode *found = atrium_span_contains (child->span, span) ? find_scalar (child, span) : NULL;

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* The spelling that replaces the scalar at @span, in its own style; NULL where there is none. */
char *
_atrium_data_slot_spell (AtriumSource *source,
                         AtriumSpan    span,
                         const char   *text)
{
  g_autoptr(AtriumData) data = _atrium_data_file_read (source, NULL, NULL);
  AtriumDataNode *root = data != NULL ? atrium_data_get_root (data) : NULL;
  AtriumDataNode *node = root != NULL ? find_scalar (root, span) : NULL;

  return node != NULL ? atrium_data_spell (data, node, text) : NULL;
}

/* How a value is spelled that stands where @node does. */
AtriumSpelling
_atrium_data_spelling (const AtriumDataNode *node)
{
  return node->syntax == ATRIUM_DATA_TOML ? ATRIUM_SPELLING_TOML : ATRIUM_SPELLING_YAML;
}
