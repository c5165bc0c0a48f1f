#include "atrium-yaml.h"

#include <string.h>

#include "atrium-yaml-private.h"

/* What a plain scalar means to YAML 1.1 readers, if not a string. */
typedef enum
{
  MEANING_STRING,
  MEANING_NULL,
  MEANING_BOOLEAN,
  MEANING_NUMBER,     /* numbers, dates and times */
  MEANING_OTHER,      /* merge keys and the like */
} Meaning;

static gboolean
is_break (char c)
{
  return c == '\n' || c == '\r';
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

/* Everything that looks as if it could be a number, date, time or version: some reader
 * takes it for one (Psych even `1,000` and `12:30`), and quotes never hurt. */
static gboolean
looks_like_number (const char *text)
{
  const char *start = text + (text[0] == '+' || text[0] == '-');

  if (*start == '.' && (g_ascii_strcasecmp (start, ".inf") == 0 || g_ascii_strcasecmp (start, ".nan") == 0))
    return TRUE;
  if (!g_ascii_isdigit (start[0]) && !(start[0] == '.' && g_ascii_isdigit (start[1])))
    return FALSE;
  if (start[0] == '0' && strchr ("xXoObB", start[1]) != NULL && start[1] != '\0')
    return start[2] == '\0' || strspn (start + 2, "0123456789abcdefABCDEF_") == strlen (start + 2);
  return strspn (start, "0123456789_.,:+-eEtTzZ ") == strlen (start);
}

static Meaning
meaning_of (const char *text)
{
  static const char *const booleans[] = { "y", "n", "yes", "no", "true", "false", "on", "off" };
  guint i;

  if (text[0] == '\0' || strcmp (text, "~") == 0 || g_ascii_strcasecmp (text, "null") == 0)
    return MEANING_NULL;
  for (i = 0; i < G_N_ELEMENTS (booleans); i++)
    if (g_ascii_strcasecmp (text, booleans[i]) == 0)
      return MEANING_BOOLEAN;
  if (looks_like_number (text))
    return MEANING_NUMBER;
  /* Psych makes a symbol of a leading colon */
  if (strcmp (text, "<<") == 0 || strcmp (text, "=") == 0 || text[0] == ':')
    return MEANING_OTHER;
  return MEANING_STRING;
}

/* TRUE for an alias-free scalar that every reader takes for text */
gboolean
_atrium_yaml_is_string (const AtriumYamlNode *node)
{
  if (node->type != ATRIUM_YAML_SCALAR)
    return FALSE;
  return node->style != ATRIUM_YAML_PLAIN || meaning_of (node->text) == MEANING_STRING;
}

/* what YAML 1.1 can hold outside double quotes; line ends and tabs are the caller's */
static gboolean
is_printable (gunichar c)
{
  return c == '\t' || c == '\n' || (c >= 0x20 && c <= 0x7E) || (c >= 0xA0 && c <= 0xD7FF && c != 0x2028 && c != 0x2029)
         || (c >= 0xE000 && c <= 0xFFFD && c != 0xFEFF) || (c >= 0x10000 && c <= 0x10FFFF);
}

static gboolean
all_printable (const char *text,
               const char *except)
{
  const char *p;

  if (strpbrk (text, except) != NULL)
    return FALSE;
  for (p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!is_printable (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/* the characters alone; not what they would mean */
static gboolean
is_plain_syntax (const char *text,
                 gboolean    flow)
{
  gsize length = strlen (text);

  if (length == 0 || !all_printable (text, "\n\t"))
    return FALSE;
  if (text[0] == ' ' || text[length - 1] == ' ' || text[length - 1] == ':')
    return FALSE;
  if (strchr (",[]{}#&*!|>'\"%@`", text[0]) != NULL)
    return FALSE;
  if (strchr ("-?:", text[0]) != NULL && (flow || text[1] == ' ' || text[1] == '\0'))
    return FALSE;
  if (g_str_has_prefix (text, "---") || g_str_has_prefix (text, "..."))
    return FALSE;
  if (strstr (text, ": ") != NULL || strstr (text, " #") != NULL)
    return FALSE;
  return !flow || strpbrk (text, ",:?[]{}") == NULL;
}

static gboolean
can_be_single_quoted (const char *text)
{
  return all_printable (text, "\n");
}

static char *
spell_single (const char *text)
{
  GString *out = g_string_new ("'");

  for (; *text != '\0'; text++)
    {
      if (*text == '\'')
        g_string_append_c (out, '\'');
      g_string_append_c (out, *text);
    }
  g_string_append_c (out, '\'');
  return g_string_free (out, FALSE);
}

static void
append_escaped (GString  *out,
                gunichar  c)
{
  switch (c)
    {
    case '"':
      g_string_append (out, "\\\"");
      break;
    case '\\':
      g_string_append (out, "\\\\");
      break;
    case '\n':
      g_string_append (out, "\\n");
      break;
    case '\t':
      g_string_append (out, "\\t");
      break;
    case '\r':
      g_string_append (out, "\\r");
      break;
    default:
      if (is_printable (c))
        g_string_append_unichar (out, c);
      else if (c <= 0xFF)
        g_string_append_printf (out, "\\x%02X", c);
      else
        g_string_append_printf (out, "\\u%04X", c);
      break;
    }
}

static char *
spell_double (const char *text)
{
  GString *out = g_string_new ("\"");

  for (; *text != '\0'; text = g_utf8_next_char (text))
    append_escaped (out, g_utf8_get_char (text));
  g_string_append_c (out, '"');
  return g_string_free (out, FALSE);
}

/* single quotes where double ones would need escapes */
static char *
spell_quoted (const char *text)
{
  if (strpbrk (text, "\"\\") != NULL && can_be_single_quoted (text) && strchr (text, '\t') == NULL)
    return spell_single (text);
  return spell_double (text);
}

/* one line, in @style or the nearest that can hold @text */
char *
_atrium_yaml_scalar (const char      *text,
                     AtriumYamlStyle  style,
                     gboolean         flow)
{
  switch (style)
    {
    case ATRIUM_YAML_PLAIN:
      if (is_plain_syntax (text, flow) && meaning_of (text) == MEANING_STRING)
        return g_strdup (text);
      return spell_quoted (text);
    case ATRIUM_YAML_SINGLE_QUOTED:
      return can_be_single_quoted (text) ? spell_single (text) : spell_double (text);
    case ATRIUM_YAML_DOUBLE_QUOTED:
    case ATRIUM_YAML_LITERAL:
    case ATRIUM_YAML_FOLDED:
    default:
      return spell_double (text);
    }
}

/* --- block scalars ------------------------------------------------------ */

typedef struct
{
  const char *newline;
  guint       indent;       /* of the content */
  guint       relative;     /* to the parent, as an indicator would say it */
  guint       width;        /* where folded lines are broken; 0: not at all */
  char       *comment;      /* of the header, with the space before it */
} Block;

static gboolean
is_block_style (AtriumYamlStyle style)
{
  return style == ATRIUM_YAML_LITERAL || style == ATRIUM_YAML_FOLDED;
}

/* the lines of the old block scalar: indentation, and the width they were folded to */
static void
block_measure (Block          *block,
               AtriumYamlNode *node,
               const char     *source)
{
  const char *end = source + node->span.end;
  const char *p = memchr (source + node->span.start, '\n', node->span.end - node->span.start);
  guint n_lines = 0;
  guint widest = 0;
  guint n_decoded = 0;
  gboolean first = TRUE;

  while (p != NULL && p < end)
    {
      const char *line = p + 1;
      const char *line_end = memchr (line, '\n', end - line);
      const char *content = line;

      line_end = line_end != NULL ? line_end : end;
      while (content < line_end && *content == ' ')
        content++;
      if (content < line_end && *content != '\r')
        {
          if (first)
            block->indent = content - line;
          first = FALSE;
          n_lines++;
          widest = MAX (widest, (guint) (line_end - content));
        }
      p = line_end < end ? line_end : NULL;
    }
  for (p = node->text; *p != '\0'; p++)
    n_decoded += *p != '\n' && (p == node->text || p[-1] == '\n');
  if (n_lines > n_decoded)
    block->width = MAX (widest, 20);
}

/* the comment behind `|` or `>`, with the white space before it */
static char *
block_header_comment (AtriumYamlNode *node,
                      const char     *source)
{
  const char *start = source + node->span.start + 1;
  const char *end = source + node->span.end;

  end = start + MIN (strcspn (start, "\r\n"), (gsize) (end - start));
  while (start < end && strchr ("+-123456789", *start) != NULL)
    start++;
  if (memchr (start, '#', end - start) == NULL)
    return NULL;
  return g_strdup_printf ("%s%.*s", *start == '#' ? " " : "", (int) (end - start), start);
}

static void
block_init (Block          *block,
            AtriumYaml     *yaml,
            AtriumYamlNode *node)
{
  const char *source = atrium_source_get_text (atrium_yaml_get_source (yaml), NULL);
  int parent = _atrium_yaml_parent_column (yaml, node);

  *block = (Block) { .newline = _atrium_yaml_get_newline (yaml) };
  if (is_block_style (node->style))
    {
      block_measure (block, node, source);
      block->comment = block_header_comment (node, source);
    }
  if ((int) block->indent <= parent || block->indent == 0 || (int) block->indent > parent + 9)
    block->indent = MAX (parent, 0) + 2;
  block->relative = block->indent - MAX (parent, 0);
}

/* Whether the text after the scalar leaves a block scalar there alone: nothing on the
 * same line, and no blank line or comment that would become its content. */
static gboolean
block_fits (const Block    *block,
            AtriumYaml     *yaml,
            AtriumYamlNode *node,
            gboolean        keep)
{
  gsize length;
  const char *source = atrium_source_get_text (atrium_yaml_get_source (yaml), &length);
  gsize line = node->span.end;

  length = MIN (length, _atrium_yaml_get_span (yaml).end);
  if (line < length && !is_break (source[line]))
    return FALSE;
  for (line = _atrium_yaml_next_line (yaml, line); line < length; line = _atrium_yaml_next_line (yaml, line))
    {
      gsize content = line;

      while (content < length && source[content] == ' ')
        content++;
      if (content < length && !is_break (source[content]))
        return content - line < block->indent && source[content] != '\t';
      if (keep || content - line > block->indent)
        return FALSE;
    }
  return TRUE;
}

static gboolean
needs_indicator (const char *body)
{
  while (*body == '\n')
    body++;
  return is_blank (*body);
}

/* a paragraph of a folded scalar, broken at single spaces */
static void
append_folded_line (GString     *out,
                    const Block *block,
                    const char  *line,
                    gsize        length)
{
  gsize start = 0;
  gsize space = 0;
  gsize i;

  for (i = 0; i < length && block->width > 0; i++)
    {
      gboolean single = line[i] == ' ' && i > start && !is_blank (line[i - 1]) && i + 1 < length
                        && !is_blank (line[i + 1]);

      if (single)
        space = i;
      else if (i - start >= block->width && space > start)
        {
          g_string_append_len (out, line + start, space - start);
          g_string_append_printf (out, "%s%*s", block->newline, (int) block->indent, "");
          start = space + 1;
        }
    }
  g_string_append_len (out, line + start, length - start);
}

static gboolean
can_be_folded (const char *body)
{
  const char *line = body;

  if (*body == '\n')
    return FALSE;
  for (; line != NULL; line = strchr (line, '\n'))
    {
      line += *line == '\n';
      if (is_blank (*line))
        return FALSE;
    }
  return TRUE;
}

static void
append_block_body (GString     *out,
                   const Block *block,
                   const char  *body,
                   gboolean     folded)
{
  while (*body != '\0')
    {
      gsize length = strcspn (body, "\n");

      if (length > 0)
        {
          g_string_append_printf (out, "%s%*s", block->newline, (int) block->indent, "");
          if (folded)
            append_folded_line (out, block, body, length);
          else
            g_string_append_len (out, body, length);
          body += length;
          /* the first line end of a run is folded to a space, so it is doubled */
          if (folded && body[0] == '\n')
            g_string_append (out, block->newline);
          body += body[0] == '\n';
        }
      else
        {
          g_string_append (out, block->newline);
          body++;
        }
    }
}

/* whether the old text has line ends that only YAML 1.1 knows */
static gboolean
has_rare_line_ends (AtriumYaml     *yaml,
                    AtriumYamlNode *node)
{
  static const char *const ends[] = { "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9" };
  const char *source = atrium_source_get_text (atrium_yaml_get_source (yaml), NULL);
  guint i;

  for (i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_strstr_len (source + node->span.start, atrium_span_length (node->span), ends[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* NULL where @text cannot stand there as a block scalar */
static char *
spell_block (AtriumYaml      *yaml,
             AtriumYamlNode  *node,
             const char      *text,
             AtriumYamlStyle  style)
{
  gsize length = strlen (text);
  g_autofree char *body = NULL;
  g_autofree char *comment = NULL;
  GString *out;
  Block block;
  guint n_ends = 0;
  guint i;

  while (n_ends < length && text[length - 1 - n_ends] == '\n')
    n_ends++;
  if (n_ends == length || !all_printable (text, "\r") || has_rare_line_ends (yaml, node))
    return NULL;
  body = g_strndup (text, length - n_ends);
  if (style == ATRIUM_YAML_FOLDED && !can_be_folded (body))
    style = ATRIUM_YAML_LITERAL;

  block_init (&block, yaml, node);
  comment = block.comment;
  if (!block_fits (&block, yaml, node, n_ends > 1))
    return NULL;

  out = g_string_new (style == ATRIUM_YAML_FOLDED ? ">" : "|");
  if (needs_indicator (body))
    g_string_append_printf (out, "%u", block.relative);
  if (n_ends != 1)
    g_string_append_c (out, n_ends == 0 ? '-' : '+');
  if (comment != NULL)
    g_string_append (out, comment);
  append_block_body (out, &block, body, style == ATRIUM_YAML_FOLDED);
  for (i = 1; i < n_ends; i++)
    g_string_append (out, block.newline);
  if (n_ends > 0 && node->span.end >= _atrium_yaml_get_span (yaml).end)
    g_string_append (out, block.newline);
  return g_string_free (out, FALSE);
}

/* --- choosing ----------------------------------------------------------- */

/* An empty value may need the white space, or even the colon, before it. */
static char *
place_in_gap (AtriumYaml     *yaml,
              AtriumYamlNode *node,
              char           *spelled)
{
  const char *source = atrium_source_get_text (atrium_yaml_get_source (yaml), NULL);
  gsize offset = node->span.start;
  g_autofree char *indent = NULL;
  const char *before = "";
  const char *after = "";
  char *placed;

  if (node->key != NULL && !_atrium_yaml_has_colon (yaml, node) && !_atrium_yaml_in_flow (node))
    before = indent = g_strdup_printf ("%s%*s: ", _atrium_yaml_get_newline (yaml),
                                       _atrium_yaml_parent_column (yaml, node), "");
  else if (node->key != NULL && !_atrium_yaml_has_colon (yaml, node))
    before = ": ";
  else if (offset > 0 && strchr (" \t\r\n{[", source[offset - 1]) == NULL)
    before = " ";
  /* `{a: }`, `[a: ,b]`: nothing to add; but a comment needs a space before it */
  if (source[offset] == '#')
    after = " ";
  placed = g_strconcat (before, spelled, after, NULL);
  g_free (spelled);
  return placed;
}

/* libyaml takes `&anchor:x` for an anchor and `:x` */
static char *
part_from_anchor (AtriumYaml     *yaml,
                  AtriumYamlNode *node,
                  char           *spelled)
{
  const char *source = atrium_source_get_text (atrium_yaml_get_source (yaml), NULL);
  char *parted;

  if (ATRIUM_YAML_ITEM (node)->start == node->span.start || g_ascii_isspace (source[node->span.start - 1]))
    return spelled;
  parted = g_strconcat (" ", spelled, NULL);
  g_free (spelled);
  return parted;
}

static gboolean
is_key (const AtriumYamlNode *node)
{
  return node->key == NULL && node->parent != NULL && node->parent->type == ATRIUM_YAML_MAPPING;
}

/* `|` and `>` may stand at the column of the key, on a line of their own; nothing else may */
static char *
indent_scalar (AtriumYaml     *yaml,
               AtriumYamlNode *node,
               char           *spelled)
{
  int column = _atrium_yaml_column (yaml, node->span.start);
  int parent = _atrium_yaml_parent_column (yaml, node);
  char *indented;

  if (column > parent)
    return spelled;
  indented = g_strdup_printf ("%*s%s", parent + 2 - column, "", spelled);
  g_free (spelled);
  return indented;
}

static char *
spell_in_style (AtriumYaml     *self,
                AtriumYamlNode *node,
                const char     *text)
{
  gboolean flow = _atrium_yaml_in_flow (node);
  char *spelled = NULL;

  if (node->style == ATRIUM_YAML_PLAIN)
    {
      Meaning meaning = meaning_of (text);

      if (node->text[0] != '\0' && meaning != MEANING_STRING && meaning == meaning_of (node->text)
          && is_plain_syntax (text, flow))
        return g_strdup (text);
      if (!flow && !is_key (node) && strchr (text, '\n') != NULL)
        spelled = spell_block (self, node, text, ATRIUM_YAML_LITERAL);
    }
  else if (is_block_style (node->style) && !is_key (node))
    {
      spelled = spell_block (self, node, text, node->style);
    }
  if (spelled != NULL)
    return spelled;
  spelled = _atrium_yaml_scalar (text, node->style, flow);
  return is_block_style (node->style) ? indent_scalar (self, node, spelled) : spelled;
}

/**
 * atrium_yaml_spell:
 * @self: a tree
 * @node: a scalar of it
 * @text: UTF-8
 *
 * Spells @text so that it can take the place of @node's span. The style stays where it
 * can hold the text: a number stays a plain number, but text that a reader could take for
 * a number, a date, a boolean or null is quoted.
 *
 * Returns: (transfer full): source text
 */
char *
atrium_yaml_spell (AtriumYaml     *self,
                   AtriumYamlNode *node,
                   const char     *text)
{
  g_autofree char *valid = g_utf8_validate (text, -1, NULL) ? g_strdup (text) : g_utf8_make_valid (text, -1);
  char *spelled;

  g_return_val_if_fail (node->type == ATRIUM_YAML_SCALAR, g_strdup (text));

  if (strcmp (valid, node->text) == 0 && !atrium_span_is_empty (node->span))
    return atrium_source_dup_span (atrium_yaml_get_source (self), node->span);
  spelled = spell_in_style (self, node, valid);
  return atrium_span_is_empty (node->span) ? place_in_gap (self, node, spelled) : part_from_anchor (self, node, spelled);
}

/**
 * atrium_yaml_quote:
 * @text: UTF-8
 * @style: the style to use; block styles become double quotes
 *
 * Spells @text as a scalar of one line in a block collection.
 *
 * Returns: (transfer full): source text
 */
char *
atrium_yaml_quote (const char      *text,
                   AtriumYamlStyle  style)
{
  g_autofree char *valid = g_utf8_validate (text, -1, NULL) ? g_strdup (text) : g_utf8_make_valid (text, -1);

  return _atrium_yaml_scalar (valid, style, FALSE);
}
