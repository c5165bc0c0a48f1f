#include "atrium-data-list.h"

#include <string.h>

#include "atrium-patches.h"

/* a plain word in brackets must not look like two */
static char *
quote (AtriumDataSyntax  syntax,
       const char       *text,
       AtriumDataStyle   style,
       gboolean          flow)
{
  if (flow && style == ATRIUM_DATA_PLAIN && strpbrk (text, ",[]{}") != NULL)
    style = ATRIUM_DATA_DOUBLE_QUOTED;

  return atrium_data_quote (syntax, text, style);
}

/* A text for an item beside @sibling, in its quotes. */
char *
_atrium_data_list_quote (AtriumDataNode *sibling,
                         const char     *text)
{
  AtriumDataStyle style = sibling->type == ATRIUM_DATA_SCALAR && sibling->style <= ATRIUM_DATA_DOUBLE_QUOTED
    ? sibling->style : ATRIUM_DATA_DOUBLE_QUOTED;

  return quote (sibling->syntax, text, style, sibling->parent->flow);
}

/* the white space in front of the item, if it begins its line; NULL where it does not */
static char *
dup_indent (const char     *source,
            AtriumDataNode *item,
            const char     *mark)
{
  gsize line = item->span.start;
  gsize length;

  while (line > 0 && source[line - 1] != '\n')
    line--;
  length = strspn (source + line, " \t");
  if (*mark == '\0' ? line + length != item->span.start : strncmp (source + line + length, mark, strlen (mark)) != 0)
    return NULL;

  return g_strndup (source + line, length);
}

static char *
compose_flow (AtriumDataSyntax syntax,
              GPtrArray       *texts,
              AtriumDataStyle  style)
{
  GString *out = g_string_new ("[");

  for (guint i = 0; i < texts->len; i++)
    {
      g_autofree char *text = quote (syntax, g_ptr_array_index (texts, i), style, TRUE);

      g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", text);
    }
  g_string_append_c (out, ']');

  return g_string_free_and_steal (out);
}

/* an array of TOML whose items have a line each, and maybe a comma behind the last */
static char *
compose_lines_of_array (AtriumDataNode  *sample,
                        const char      *source,
                        const char      *indent,
                        GPtrArray       *texts,
                        AtriumDataStyle  style)
{
  GString *out = g_string_new ("[\n");
  gsize last = sample->last_child->span.end;
  gboolean comma = source[last + strspn (source + last, " \t")] == ',';

  for (guint i = 0; i < texts->len; i++)
    {
      g_autofree char *text = quote (ATRIUM_DATA_TOML, g_ptr_array_index (texts, i), style, TRUE);

      g_string_append_printf (out, "%s%s%s\n", indent, text, comma || i + 1 < texts->len ? "," : "");
    }
  g_string_append_c (out, ']');

  return g_string_free_and_steal (out);
}

/* A list of texts as source text, laid out like @sample, a list in @source, or NULL: then in
 * brackets in TOML, and in YAML behind a line end, with a dash on each line. */
char *
_atrium_data_list_compose (AtriumDataSyntax  syntax,
                           AtriumDataNode   *sample,
                           const char       *source,
                           GPtrArray        *texts,
                           AtriumDataStyle   style)
{
  AtriumDataNode *first =
    sample != NULL && sample->type == ATRIUM_DATA_SEQUENCE ? sample->first_child : NULL;
  const char *mark = syntax == ATRIUM_DATA_TOML ? "" : "- ";
  g_autofree char *indent = first != NULL && source != NULL ? dup_indent (source, first, mark) : NULL;
  GString *out;

  if (syntax == ATRIUM_DATA_TOML)
    return indent != NULL && texts->len > 0 ? compose_lines_of_array (sample, source, indent, texts, style)
                                            : compose_flow (syntax, texts, style);
  if (first != NULL && sample->flow)
    return compose_flow (syntax, texts, style);

  out = g_string_new (NULL);
  for (guint i = 0; i < texts->len; i++)
    {
      g_autofree char *text = quote (syntax, g_ptr_array_index (texts, i), style, FALSE);

      g_string_append_printf (out, "\n%s- %s", indent != NULL ? indent : "  ", text);
    }

  return g_string_free_and_steal (out);
}

static gboolean
has_comma_at (GArray *patches,
              gsize   offset)
{
  for (guint i = 0; i < patches->len; i++)
    {
      const AtriumPatch *patch = &g_array_index (patches, AtriumPatch, i);

      if (patch->span.start == offset && patch->span.end == offset && g_str_equal (patch->text, ","))
        return TRUE;
    }

  return FALSE;
}

/* Adds an item to a list of TOML, behind those that were added at @index before. */
void
_atrium_data_list_add_item (AtriumToml     *toml,
                            AtriumDataNode *list,
                            guint           index,
                            const char     *spelled,
                            GArray         *patches)
{
  g_autofree char *text = NULL;
  gsize comma;
  gsize offset;

  if (!atrium_toml_add_item (toml, list, index, spelled, &comma, &offset, &text))
    return;
  /* the first one gives the item before it a comma, each other the one before itself */
  if (comma != G_MAXSIZE)
    {
      if (has_comma_at (patches, comma))
        comma = offset;
      _atrium_patches_add (patches, ATRIUM_SPAN (comma, comma), ",");
    }
  _atrium_patches_add (patches, ATRIUM_SPAN (offset, offset), text);
}
