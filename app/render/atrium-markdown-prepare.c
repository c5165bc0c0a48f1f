#include "atrium-markdown-prepare.h"

#include <string.h>

/* One pass over the text, before cmark-gfm reads it: math is set aside as HTML in which
 * no character means anything to Markdown, kramdown's attribute lists and Liquid are taken
 * out, and for a field of one line its line ends become spaces or breaks. Code is left as
 * it is. Each search remembers up to where it found nothing, so that the time is linear. */

typedef struct
{
  GString    *out;
  const char *text;
  gsize       length;
  gsize       offset;
  gboolean    one_line;
  gsize       no_dollar;      /* no closing $, $$, \), \], `, }, %}, }} before this offset */
  gsize       no_dollars;
  gsize       no_parenthesis;
  gsize       no_bracket;
  gsize       no_tick[8];
  gsize       no_brace;
  gsize       no_tag;
  gsize       no_output;
  gboolean    fenced;
  char        fence;
} Prepare;

static char
at (Prepare *self,
    gsize    offset)
{
  return offset < self->length ? self->text[offset] : '\0';
}

static gboolean
starts_with (Prepare    *self,
             gsize       offset,
             const char *what)
{
  gsize n = strlen (what);

  return self->length - offset >= n && memcmp (self->text + offset, what, n) == 0;
}

/* the offset of @closer at or after @from and before a blank line, or G_MAXSIZE */
static gsize
find_closer (Prepare    *self,
             gsize       from,
             const char *closer,
             gsize      *nothing_before)
{
  gsize i = MAX (from, *nothing_before);

  for (; i < self->length; i++)
    {
      if (self->text[i] == '\n' && at (self, i + 1) == '\n')
        break;
      if (starts_with (self, i, closer))
        return i;
    }

  *nothing_before = i;
  return G_MAXSIZE;
}

/* a closing $ has no space before and no digit after it, so that prices stay prices */
static gsize
find_dollar (Prepare *self,
             gsize    from)
{
  gsize i = MAX (from, self->no_dollar);

  for (; i < self->length; i++)
    {
      if (self->text[i] == '\n' && at (self, i + 1) == '\n')
        break;
      if (self->text[i] == '$' && i > from && !g_ascii_isspace (self->text[i - 1]) &&
          self->text[i - 1] != '\\' && !g_ascii_isdigit (at (self, i + 1)))
        return i;
    }

  self->no_dollar = i;
  return G_MAXSIZE;
}

static void
append_math (Prepare  *self,
             gsize     start,
             gsize     end,
             gboolean  display)
{
  g_string_append (self->out, display ? "<span class=\"math display\">" : "<span class=\"math\">");
  for (gsize i = start; i < end; i++)
    {
      guchar c = self->text[i];

      if (g_ascii_ispunct (c))
        g_string_append_printf (self->out, "&#%u;", c);
      else
        g_string_append_c (self->out, c == '\n' || c == '\t' ? ' ' : c);
    }
  g_string_append (self->out, "</span>");
  self->offset = end;
}

static gboolean
read_math (Prepare *self)
{
  gsize start = self->offset;
  gsize end;

  if (starts_with (self, start, "$$"))
    {
      end = find_closer (self, start + 2, "$$", &self->no_dollars);
      if (end == G_MAXSIZE || end == start + 2)
        return FALSE;
      append_math (self, start, end + 2, TRUE);
      return TRUE;
    }

  if (self->text[start] == '$')
    {
      char next = at (self, start + 1);

      if (next == '\0' || next == '$' || g_ascii_isspace (next))
        return FALSE;
      end = find_dollar (self, start + 1);
      if (end == G_MAXSIZE)
        return FALSE;
      append_math (self, start, end + 1, FALSE);
      return TRUE;
    }

  /* \\( \\) and \\[ \\] are what kramdown turns into MathJax's \( \) and \[ \] */
  if (starts_with (self, start, "\\\\("))
    end = find_closer (self, start + 3, "\\\\)", &self->no_parenthesis);
  else if (starts_with (self, start, "\\\\["))
    end = find_closer (self, start + 3, "\\\\]", &self->no_bracket);
  else
    return FALSE;
  if (end == G_MAXSIZE)
    return FALSE;

  append_math (self, start, end + 3, self->text[start + 2] == '[');
  return TRUE;
}

/* {: .class #id key="value"}, after what it belongs to or on its own line */
static gboolean
read_attribute_list (Prepare *self)
{
  gsize end;

  if (!starts_with (self, self->offset, "{:"))
    return FALSE;
  if (self->offset > 0 && strchr (")]*_`>\n ", self->text[self->offset - 1]) == NULL)
    return FALSE;
  end = find_closer (self, self->offset, "}", &self->no_brace);
  if (end == G_MAXSIZE)
    return FALSE;

  self->offset = end + 1;
  return TRUE;
}

static gboolean
read_liquid (Prepare *self)
{
  gsize end;

  if (starts_with (self, self->offset, "{%"))
    end = find_closer (self, self->offset, "%}", &self->no_tag);
  else if (starts_with (self, self->offset, "{{"))
    end = find_closer (self, self->offset, "}}", &self->no_output);
  else
    return FALSE;
  if (end == G_MAXSIZE)
    return FALSE;

  self->offset = end + 2;
  return TRUE;
}

/* a code span is copied as it is */
static gboolean
read_code (Prepare *self)
{
  gsize start = self->offset;
  gsize ticks = 0;
  gsize end;
  char closer[G_N_ELEMENTS (self->no_tick) + 1];

  while (at (self, start + ticks) == '`')
    ticks++;
  if (ticks == 0)
    return FALSE;
  if (ticks < G_N_ELEMENTS (self->no_tick))
    {
      memset (closer, '`', ticks);
      closer[ticks] = '\0';
      for (end = start + ticks;; end++)
        {
          gsize run = 0;

          end = find_closer (self, end, closer, &self->no_tick[ticks]);
          if (end == G_MAXSIZE)
            break;
          while (at (self, end + run) == '`')
            run++;
          if (run == ticks)
            {
              for (gsize i = start; i < end + ticks; i++)
                g_string_append_c (self->out, self->one_line && self->text[i] == '\n' ? ' ' : self->text[i]);
              self->offset = end + ticks;
              return TRUE;
            }
          end += run - 1;
        }
    }

  g_string_append_len (self->out, self->text + start, ticks);
  self->offset = start + ticks;
  return TRUE;
}

/* two spaces or a backslash before it make a line end a break */
static void
append_line_end (Prepare *self)
{
  gsize spaces = 0;
  gboolean breaks;

  while (spaces < self->out->len && self->out->str[self->out->len - 1 - spaces] == ' ')
    spaces++;
  breaks = spaces >= 2;
  if (spaces < self->out->len && self->out->str[self->out->len - 1 - spaces] == '\\')
    {
      spaces++;
      breaks = TRUE;
    }
  g_string_truncate (self->out, self->out->len - spaces);
  g_string_append (self->out, breaks ? "<br />" : " ");

  self->offset++;
  while (at (self, self->offset) == ' ' || at (self, self->offset) == '\n')
    self->offset++;
}

/* a line that opens or closes fenced code; nothing inside of it is touched */
static gboolean
read_fenced_line (Prepare *self)
{
  gsize start = self->offset;
  const char *line_end;
  gsize run = 0;
  char c;

  if (self->one_line || (start > 0 && self->text[start - 1] != '\n'))
    return FALSE;
  while (at (self, start) == ' ' && start - self->offset < 3)
    start++;
  c = at (self, start);
  if (c == '`' || c == '~')
    while (at (self, start + run) == c)
      run++;
  if (run >= 3 && (!self->fenced || c == self->fence))
    {
      self->fenced = !self->fenced;
      self->fence = c;
    }
  else if (!self->fenced)
    return FALSE;

  line_end = memchr (self->text + start, '\n', self->length - start);
  start = line_end != NULL ? (gsize) (line_end - self->text + 1) : self->length;
  g_string_append_len (self->out, self->text + self->offset, start - self->offset);
  self->offset = start;
  return TRUE;
}

static void
read_next (Prepare *self)
{
  char c = self->text[self->offset];

  if (read_fenced_line (self))
    return;
  if ((c == '$' || c == '\\') && read_math (self))
    return;
  if (c == '{' && (read_attribute_list (self) || read_liquid (self)))
    return;
  if (c == '`' && read_code (self))
    return;
  if (c == '\n' && self->one_line)
    {
      append_line_end (self);
      return;
    }
  if (c == '\\' && self->offset + 1 < self->length && self->text[self->offset + 1] != '\n')
    {
      g_string_append_len (self->out, self->text + self->offset, 2);
      self->offset += 2;
      return;
    }

  g_string_append_c (self->out, c);
  self->offset++;
}

/**
 * atrium_markdown_prepare:
 * @markdown: Markdown as people write it for Jekyll
 * @length: its bytes
 * @one_line: whether it is one line or paragraph, in which nothing begins a block
 *
 * Takes out what cmark-gfm does not know: kramdown attribute lists and Liquid.
 * Math (`$…$`, `$$…$$`, `\\(…\\)`, `\\[…\\]`) becomes `<span class="math">` with its
 * source as text. Emoji shortcodes and bare URLs are left alone, as kramdown does.
 *
 * Returns: (transfer full): Markdown for cmark-gfm
 */
char *
atrium_markdown_prepare (const char *markdown,
                         gsize       length,
                         gboolean    one_line)
{
  Prepare self = {
    .out = g_string_sized_new (length + 16),
    .text = markdown,
    .length = length,
    .one_line = one_line,
  };

  while (self.offset < self.length)
    read_next (&self);

  return g_string_free (self.out, FALSE);
}
