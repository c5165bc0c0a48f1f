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

/* Reads the front matter; NULL without @error where the page has none. */
AtriumYaml *
_atrium_front_matter_read (AtriumSource  *source,
                           AtriumSpan    *body,
                           GError       **error)
{
  AtriumSpan yaml;

  if (!_atrium_front_matter_find (source, &yaml, body))
    return NULL;

  return atrium_yaml_read (source, yaml, error);
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
  AtriumSpan yaml_span, body;
  g_autoptr(AtriumYaml) yaml = NULL;
  AtriumYamlNode *node;
  gsize length;

  atrium_source_get_text (source, &length);
  if (!_atrium_front_matter_find (source, &yaml_span, &body))
    yaml_span = ATRIUM_SPAN (0, length);
  yaml = atrium_yaml_read (source, yaml_span, NULL);
  node = yaml != NULL ? find_scalar (atrium_yaml_get_root (yaml), span) : NULL;

  return node != NULL ? atrium_yaml_spell (yaml, node, text) : NULL;
}
