#include "atrium-markdown-private.h"

#include <string.h>

/* The line patterns of kramdown 2.4 and its GFM parser, one function each. */

static inline gboolean
is_space (char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '_' || (guchar) c >= 0x80;
}

/* the LF of the line, or the end of the scan */
gsize
_atrium_line_end (AtriumScan *scan,
                  gsize       pos)
{
  const char *lf = pos < scan->end ? memchr (scan->text + pos, '\n', scan->end - pos) : NULL;

  return lf != NULL ? (gsize) (lf - scan->text) : scan->end;
}

gsize
_atrium_line_next (AtriumScan *scan,
                   gsize       pos)
{
  return MIN (scan->end, _atrium_line_end (scan, pos) + 1);
}

/* behind at most three spaces */
static gsize
skip_indent (AtriumScan *scan,
             gsize       pos,
             gsize       max)
{
  gsize start = pos;

  while (pos < scan->end && pos - start < max && scan->text[pos] == ' ')
    pos++;
  return pos;
}

gsize
_atrium_line_indent (AtriumScan *scan,
                     gsize       pos)
{
  return skip_indent (scan, pos, 3);
}

gboolean
_atrium_line_is_blank (AtriumScan *scan,
                       gsize       pos)
{
  while (pos < scan->end && scan->text[pos] != '\n' && is_space (scan->text[pos]))
    pos++;
  return pos >= scan->end || scan->text[pos] == '\n';
}

/* a line of nothing but Liquid tags, which is blank when the page is built */
gboolean
_atrium_line_is_liquid (AtriumScan *scan,
                        gsize       pos)
{
  gboolean found = FALSE;

  for (; pos < scan->end && scan->text[pos] != '\n'; pos++)
    {
      if (scan->text[pos] == ATRIUM_MASK_CONTROL || scan->text[pos] == ATRIUM_MASK_INCLUDE)
        found = TRUE;
      else if (!is_space (scan->text[pos]))
        return FALSE;
    }

  return found;
}

/* behind all the blank lines from @pos on; @pos where there are none */
gsize
_atrium_line_blanks (AtriumScan *scan,
                     gsize       pos,
                     guint      *lines)
{
  gsize end = pos;

  *lines = 0;
  while (pos < scan->end && is_space (scan->text[pos]))
    {
      if (scan->text[pos] == '\n')
        {
          end = pos + 1;
          (*lines)++;
        }
      pos++;
    }

  return end;
}

gsize
_atrium_line_rule (AtriumScan *scan,
                   gsize       pos,
                   char       *marker)
{
  char c;
  guint n = 0;

  pos = _atrium_line_indent (scan, pos);
  c = pos < scan->end ? scan->text[pos] : '\0';
  if (c != '*' && c != '-' && c != '_')
    return 0;

  for (; pos < scan->end && scan->text[pos] != '\n'; pos++)
    {
      if (scan->text[pos] == c)
        n++;
      else if (scan->text[pos] != ' ' && scan->text[pos] != '\t')
        return 0;
    }
  *marker = c;

  return n >= 3 && pos < scan->end ? pos + 1 : 0;
}

/* what follows a marker: PATTERN_TAIL */
static gboolean
is_tail (AtriumScan *scan,
         gsize       pos)
{
  return pos < scan->end && (scan->text[pos] == ' ' || scan->text[pos] == '\t' || scan->text[pos] == '|');
}

gsize
_atrium_line_bullet (AtriumScan *scan,
                     gsize       pos,
                     gsize       max_indent)
{
  pos = skip_indent (scan, pos, max_indent);
  if (pos >= scan->end || (scan->text[pos] != '*' && scan->text[pos] != '-' && scan->text[pos] != '+'))
    return 0;

  return is_tail (scan, pos + 1) ? pos + 1 : 0;
}

gsize
_atrium_line_number (AtriumScan *scan,
                     gsize       pos,
                     gsize       max_indent)
{
  gsize digits;

  pos = skip_indent (scan, pos, max_indent);
  for (digits = pos; pos < scan->end && g_ascii_isdigit (scan->text[pos]); )
    pos++;
  if (pos == digits || pos >= scan->end || scan->text[pos] != '.')
    return 0;

  return is_tail (scan, pos + 1) ? pos + 1 : 0;
}

gsize
_atrium_line_definition (AtriumScan *scan,
                         gsize       pos,
                         gsize       max_indent)
{
  pos = skip_indent (scan, pos, max_indent);
  if (pos >= scan->end || scan->text[pos] != ':')
    return 0;

  return is_tail (scan, pos + 1) ? pos + 1 : 0;
}

gsize
_atrium_line_quote (AtriumScan *scan,
                    gsize       pos)
{
  pos = _atrium_line_indent (scan, pos);
  if (pos >= scan->end || scan->text[pos] != '>')
    return 0;

  pos++;
  return pos < scan->end && scan->text[pos] == ' ' ? pos + 1 : pos;
}

gboolean
_atrium_line_is_heading (AtriumScan *scan,
                         gsize       pos)
{
  gsize start = pos;

  while (pos < scan->end && scan->text[pos] == '#')
    pos++;

  return pos > start && pos - start <= 6 && pos < scan->end &&
         (scan->text[pos] == ' ' || scan->text[pos] == '\t');
}

/* behind the opening run of a fence */
gsize
_atrium_line_fence (AtriumScan *scan,
                    gsize       pos)
{
  gsize start = pos = _atrium_line_indent (scan, pos);

  while (pos < scan->end && (scan->text[pos] == '`' || scan->text[pos] == '~'))
    pos++;

  return pos - start >= 3 ? pos : 0;
}

gsize
_atrium_line_code (AtriumScan *scan,
                   gsize       pos)
{
  if (pos < scan->end && scan->text[pos] == '\t')
    return pos + 1;

  return skip_indent (scan, pos, 4) == pos + 4 ? pos + 4 : 0;
}

gboolean
_atrium_line_is_boundary_mark (AtriumScan *scan,
                               gsize       pos)
{
  return pos < scan->end && scan->text[pos] == '^' && _atrium_line_is_blank (scan, pos + 1);
}

/* the next } from @pos on that has no backslash before it, or G_MAXSIZE */
gsize
_atrium_scan_brace (AtriumScan *scan,
                    gsize       pos)
{
  do
    pos = _atrium_scan_seek (scan, ATRIUM_SEEK_BRACE, pos) + 1;
  while (pos != 0 && scan->text[pos - 2] == '\\');

  return pos - 1;
}

/* {: … } alone on a line; not a definition, an extension or their end */
gsize
_atrium_line_attributes (AtriumScan *scan,
                         gsize       pos,
                         gsize       max_indent,
                         gsize      *start,
                         gsize      *end)
{
  pos = skip_indent (scan, pos, max_indent);
  if (pos + 3 >= scan->end || scan->text[pos] != '{' || scan->text[pos + 1] != ':' ||
      scan->text[pos + 2] == ':' || scan->text[pos + 2] == '/')
    return 0;

  *start = pos += 2;
  pos = _atrium_scan_brace (scan, pos);
  if (pos == G_MAXSIZE || pos == *start)
    return 0;

  *end = pos;
  return _atrium_line_is_blank (scan, pos + 1) ? _atrium_line_next (scan, pos) : 0;
}

static gboolean
is_lazy_span (const char *name,
              gsize       length)
{
  g_autofree char *word = g_strndup (name, length);
  GQuark quark;

  /* the first look-up interns the names, so that an unknown word need not be */
  _atrium_html_is_span ("");
  quark = g_quark_try_string (word);

  return (quark != 0 && _atrium_html_is_span (g_quark_to_string (quark))) || g_str_equal (word, "script");
}

/* a start or end tag of anything but a span element: LAZY_END_HTML_START and _STOP */
gboolean
_atrium_line_is_html (AtriumScan *scan,
                      gsize       pos,
                      gsize       max_indent)
{
  gboolean closing;
  gsize name;

  pos = skip_indent (scan, pos, max_indent);
  if (pos + 1 >= scan->end || scan->text[pos] != '<')
    return FALSE;

  closing = scan->text[pos + 1] == '/';
  name = pos += closing ? 2 : 1;
  if (pos >= scan->end || !(g_ascii_isalpha (scan->text[pos]) || scan->text[pos] == '_' ||
                            ((guchar) scan->text[pos] >= 0x80 && !ATRIUM_IS_MASK (scan->text[pos]))))
    return FALSE;
  while (pos < scan->end && is_word (scan->text[pos]))
    pos++;
  if (pos - name <= 16 && is_lazy_span (scan->text + name, pos - name))
    return FALSE;
  if (!closing)
    return TRUE;

  while (pos < scan->end && (is_word (scan->text[pos]) || strchr ("-.:", scan->text[pos]) != NULL))
    pos++;
  while (pos < scan->end && is_space (scan->text[pos]))
    pos++;
  return pos < scan->end && scan->text[pos] == '>';
}

/* LAZY_END: what ends a quote, and a paragraph too */
gboolean
_atrium_line_ends_lazy (AtriumScan *scan,
                        gsize       pos)
{
  gsize start;
  gsize end;

  if (pos >= scan->end || _atrium_line_is_blank (scan, pos) || _atrium_line_is_liquid (scan, pos))
    return TRUE;

  return _atrium_line_is_boundary_mark (scan, pos) ||
         _atrium_line_attributes (scan, pos, 3, &start, &end) != 0 ||
         _atrium_line_is_html (scan, pos, 3);
}

/* BLOCK_BOUNDARY */
gboolean
_atrium_line_is_block_boundary (AtriumScan *scan,
                                gsize       pos)
{
  gsize start;
  gsize end;

  return pos >= scan->end || _atrium_line_is_blank (scan, pos) || _atrium_line_is_liquid (scan, pos) ||
         _atrium_line_is_boundary_mark (scan, pos) ||
         _atrium_line_attributes (scan, pos, 3, &start, &end) != 0;
}

/* a line that continues indented code without being indented itself */
static gboolean
continues_code (AtriumScan *scan,
                gsize       pos)
{
  return pos < scan->end && !_atrium_line_ends_lazy (scan, pos);
}

/* CODEBLOCK_MATCH: indented lines, blank lines between them, lazy lines behind them */
gsize
_atrium_line_code_end (AtriumScan *scan,
                       gsize       pos)
{
  for (;;)
    {
      guint lines;
      gsize next = _atrium_line_blanks (scan, pos, &lines);
      gsize first = next;

      while (_atrium_line_code (scan, next) != 0 && !_atrium_line_is_blank (scan, next) &&
             !_atrium_line_is_liquid (scan, next))
        next = _atrium_line_next (scan, next);
      if (next == first)
        return pos;
      while (continues_code (scan, next))
        next = _atrium_line_next (scan, next);
      pos = next;
    }
}
