#include "atrium-front-matter.h"

#include <string.h>

#define BOM "\xef\xbb\xbf"

static gboolean
is_fence (const char *line)
{
  if (strncmp (line, "---", 3) != 0)
    return FALSE;
  line += 3;
  while (*line == ' ' || *line == '\t' || *line == '\r')
    line++;

  return *line == '\n' || *line == '\0';
}

/* Finds the lines between the two `---`, and what follows them. FALSE where there are none. */
gboolean
_atrium_front_matter_find (AtriumSource *source,
                           AtriumSpan   *yaml,
                           AtriumSpan   *body)
{
  gsize length;
  const char *text = atrium_source_get_text (source, &length);
  const char *start = g_str_has_prefix (text, BOM) ? text + strlen (BOM) : text;
  const char *line = is_fence (start) ? strchr (start, '\n') : NULL;

  *body = ATRIUM_SPAN (0, length);
  if (line == NULL)
    return FALSE;

  yaml->start = line + 1 - text;
  while (line != NULL && !is_fence (line + 1))
    line = strchr (line + 1, '\n');
  if (line == NULL)
    return FALSE;

  yaml->end = line + 1 - text;
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

static AtriumYaml *
read_span (AtriumSource  *source,
           AtriumSpan     span,
           GError       **error)
{
  g_autoptr(AtriumYaml) yaml = atrium_yaml_read (source, span, error);
  const char *text = atrium_source_get_text (source, NULL);
  g_autoptr(AtriumSource) mended = NULL;
  g_autoptr(AtriumYaml) again = NULL;

  if (yaml == NULL || atrium_yaml_get_problem (yaml) == NULL ||
      memchr (text + span.start, '\t', atrium_span_length (span)) == NULL)
    return g_steal_pointer (&yaml);
  mended = without_tabs (source, span);
  again = mended != NULL ? atrium_yaml_read (mended, span, NULL) : NULL;

  return again != NULL && atrium_yaml_get_problem (again) == NULL ? g_steal_pointer (&again)
                                                                  : g_steal_pointer (&yaml);
}

/* Reads the front matter; NULL without @error where the page has none. The spans are those of
 * @source. */
AtriumYaml *
_atrium_front_matter_read (AtriumSource  *source,
                           AtriumSpan    *body,
                           GError       **error)
{
  AtriumSpan yaml;

  if (!_atrium_front_matter_find (source, &yaml, body))
    return NULL;

  return read_span (source, yaml, error);
}

/* Reads the front matter of a page, or the whole of a file that has none. */
AtriumYaml *
_atrium_yaml_file_read (AtriumSource  *source,
                        AtriumSpan    *body,
                        GError       **error)
{
  const char *path = atrium_source_get_path (source);
  AtriumSpan yaml, rest;
  gsize length;

  atrium_source_get_text (source, &length);
  if (g_str_has_suffix (path, ".yml") || g_str_has_suffix (path, ".yaml") ||
      !_atrium_front_matter_find (source, &yaml, &rest))
    {
      yaml = ATRIUM_SPAN (0, length);
      rest = ATRIUM_SPAN (length, length);
    }
  if (body != NULL)
    *body = rest;

  return read_span (source, yaml, error);
}

static AtriumYamlNode *
find_scalar (AtriumYamlNode *node,
             AtriumSpan      span)
{
  while (node != NULL)
    {
      AtriumYamlNode *inside = NULL;

      if (node->type == ATRIUM_YAML_SCALAR && node->span.start == span.start && node->span.end == span.end)
        return node;
      for (AtriumYamlNode *child = node->first_child; child != NULL && inside == NULL; child = child->next)
        if (child->span.start <= span.start && span.end <= child->span.end)
          inside = child;
      node = inside;
    }

  return NULL;
}

/* The spelling that replaces the scalar at @span, in its own style; NULL where there is none. */
char *
_atrium_yaml_slot_spell (AtriumSource *source,
                         AtriumSpan    span,
                         const char   *text)
{
  g_autoptr(AtriumYaml) yaml = _atrium_yaml_file_read (source, NULL, NULL);
  AtriumYamlNode *node = yaml != NULL ? find_scalar (atrium_yaml_get_root (yaml), span) : NULL;

  return node != NULL ? atrium_yaml_spell (yaml, node, text) : NULL;
}
