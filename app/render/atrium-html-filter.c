#include "atrium-html-filter.h"

#include "atrium-escape.h"

#include <string.h>

/* The filter never copies a tag: it reads tokens leniently and writes its own tags with
 * names and attributes out of the tables below. However a browser would have read the
 * input, it only ever sees the output, whose elements are balanced and harmless. */

typedef enum
{
  TAG_INLINE = 1 << 0,     /* stands in a line of text */
  TAG_VOID = 1 << 1,       /* has no end tag */
  TAG_BLOCK = 1 << 2,      /* ends an open paragraph */
  TAG_LIST_ITEM = 1 << 3,  /* li: ends an open one of the same list */
  TAG_TERM = 1 << 4,       /* dt, dd */
  TAG_CELL = 1 << 5,       /* td, th */
  TAG_ROW = 1 << 6,
  TAG_PART = 1 << 7,       /* thead, tbody, tfoot */
  TAG_SCOPE = 1 << 8,      /* what is open outside of it is not ended from inside */
  TAG_DROP = 1 << 9,       /* goes with all that is in it */
  TAG_RAW = 1 << 10,       /* its content is not markup: ends at its own end tag only */
} TagFlags;

typedef struct
{
  const char *name;
  guint       flags;
  const char *attributes;  /* besides title, lang and dir; each with a space on both sides */
} TagRule;

/* in order of the names, for the binary search */
static const TagRule tag_rules[] = {
  { "a", TAG_INLINE, " href " },
  { "abbr", TAG_INLINE, NULL },
  { "applet", TAG_DROP, NULL },
  { "audio", TAG_DROP, NULL },
  { "b", TAG_INLINE, NULL },
  { "blockquote", TAG_BLOCK | TAG_SCOPE, NULL },
  { "br", TAG_INLINE | TAG_VOID, NULL },
  { "button", TAG_DROP, NULL },
  { "canvas", TAG_DROP, NULL },
  { "caption", TAG_BLOCK, NULL },
  { "center", TAG_BLOCK | TAG_SCOPE, NULL },
  { "cite", TAG_INLINE, NULL },
  { "code", TAG_INLINE, NULL },
  { "dd", TAG_BLOCK | TAG_TERM, NULL },
  { "del", TAG_INLINE, NULL },
  { "details", TAG_BLOCK | TAG_SCOPE, " open " },
  { "div", TAG_BLOCK | TAG_SCOPE, " align " },
  { "dl", TAG_BLOCK | TAG_SCOPE, NULL },
  { "dt", TAG_BLOCK | TAG_TERM, NULL },
  { "em", TAG_INLINE, NULL },
  { "embed", TAG_DROP | TAG_VOID, NULL },
  { "figcaption", TAG_BLOCK, NULL },
  { "figure", TAG_BLOCK | TAG_SCOPE, NULL },
  { "frameset", TAG_DROP, NULL },
  { "h1", TAG_BLOCK, " align " },
  { "h2", TAG_BLOCK, " align " },
  { "h3", TAG_BLOCK, " align " },
  { "h4", TAG_BLOCK, " align " },
  { "h5", TAG_BLOCK, " align " },
  { "h6", TAG_BLOCK, " align " },
  { "hr", TAG_BLOCK | TAG_VOID, NULL },
  { "i", TAG_INLINE, NULL },
  { "iframe", TAG_DROP | TAG_RAW, NULL },
  { "img", TAG_INLINE | TAG_VOID, " src alt width height align " },
  { "ins", TAG_INLINE, NULL },
  { "kbd", TAG_INLINE, NULL },
  { "li", TAG_BLOCK | TAG_LIST_ITEM, NULL },
  { "mark", TAG_INLINE, NULL },
  { "math", TAG_DROP, NULL },
  { "noembed", TAG_DROP | TAG_RAW, NULL },
  { "noframes", TAG_DROP | TAG_RAW, NULL },
  { "object", TAG_DROP, NULL },
  { "ol", TAG_BLOCK | TAG_SCOPE, " start reversed " },
  { "p", TAG_BLOCK, " align " },
  { "plaintext", TAG_DROP | TAG_RAW, NULL },
  { "pre", TAG_BLOCK | TAG_SCOPE, NULL },
  { "q", TAG_INLINE, NULL },
  { "rp", TAG_INLINE, NULL },
  { "rt", TAG_INLINE, NULL },
  { "ruby", TAG_INLINE, NULL },
  { "s", TAG_INLINE, NULL },
  { "samp", TAG_INLINE, NULL },
  { "script", TAG_DROP | TAG_RAW, NULL },
  { "select", TAG_DROP, NULL },
  { "small", TAG_INLINE, NULL },
  { "span", TAG_INLINE, NULL },
  { "strike", TAG_INLINE, NULL },
  { "strong", TAG_INLINE, NULL },
  { "style", TAG_DROP | TAG_RAW, NULL },
  { "sub", TAG_INLINE, NULL },
  { "summary", TAG_BLOCK, NULL },
  { "sup", TAG_INLINE, NULL },
  { "svg", TAG_DROP, NULL },
  { "table", TAG_BLOCK | TAG_SCOPE, " align width " },
  { "tbody", TAG_BLOCK | TAG_PART, NULL },
  { "td", TAG_BLOCK | TAG_CELL | TAG_SCOPE, " align colspan rowspan width " },
  { "template", TAG_DROP, NULL },
  { "textarea", TAG_DROP | TAG_RAW, NULL },
  { "tfoot", TAG_BLOCK | TAG_PART, NULL },
  { "th", TAG_BLOCK | TAG_CELL | TAG_SCOPE, " align colspan rowspan width " },
  { "thead", TAG_BLOCK | TAG_PART, NULL },
  { "time", TAG_INLINE, " datetime " },
  { "title", TAG_DROP | TAG_RAW, NULL },
  { "tr", TAG_BLOCK | TAG_ROW, " align " },
  { "u", TAG_INLINE, NULL },
  { "ul", TAG_BLOCK | TAG_SCOPE, NULL },
  { "var", TAG_INLINE, NULL },
  { "video", TAG_DROP, NULL },
  { "wbr", TAG_INLINE | TAG_VOID, NULL },
  { "xmp", TAG_DROP | TAG_RAW, NULL },
};

typedef struct
{
  GString              *out;
  const char           *cursor;
  const char           *end;
  AtriumHtmlFilterMode  mode;
  const TagRule        *stack[ATRIUM_HTML_FILTER_MAX_DEPTH];
  guint                 depth;
} Filter;

static int
compare_rule (const void *name,
              const void *rule)
{
  return strcmp (name, ((const TagRule *) rule)->name);
}

static const TagRule *
find_rule (const char *name)
{
  return bsearch (name, tag_rules, G_N_ELEMENTS (tag_rules), sizeof (TagRule), compare_rule);
}

/**
 * atrium_html_filter_url_is_safe:
 * @url: a URL, decoded (no entities)
 * @picture: whether a picture is loaded from it
 *
 * Whether @url may stand in a page: http, https, for links also mailto, and
 * what is relative to the site. White space is skipped as the URL Standard
 * does, so that `java\nscript:` is seen; control characters make it unsafe.
 *
 * Returns: %TRUE where it may
 */
gboolean
atrium_html_filter_url_is_safe (const char *url,
                                gboolean    picture)
{
  char scheme[16];
  gsize n = 0;

  g_return_val_if_fail (url != NULL, FALSE);

  for (const char *p = url; *p != '\0'; p++)
    {
      guchar c = *p;

      /* no URL has these, and what they do to a scheme is not the same everywhere */
      if (c == 0x7f || (c < 0x20 && !g_ascii_isspace (c)))
        return FALSE;
      if (c <= 0x20)
        continue;
      if (c == '/' || c == '?' || c == '#' || c == '\\')
        return TRUE;
      if (c == ':')
        {
          scheme[n] = '\0';
          return g_str_equal (scheme, "http") || g_str_equal (scheme, "https") ||
                 (!picture && g_str_equal (scheme, "mailto"));
        }
      /* longer than any scheme that is let through, or no scheme at all: it
       * is unsafe only where a colon follows before the path begins */
      if (n < sizeof scheme - 1)
        scheme[n++] = g_ascii_tolower (c);
    }

  return TRUE;
}

static gboolean
value_is_plain (const char *value)
{
  gsize length = strspn (value, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ%.:+- ");

  return length <= 40 && value[length] == '\0';
}

static gboolean
rule_has_attribute (const TagRule *rule,
                    const char    *name)
{
  g_autofree char *padded = g_strdup_printf (" %s ", name);

  return rule->attributes != NULL && strstr (rule->attributes, padded) != NULL;
}

static gboolean
attribute_is_harmless (const TagRule *rule,
                       const char    *name,
                       const char    *value)
{
  if (g_str_equal (name, "title"))
    return TRUE;
  if (g_str_equal (name, "lang") || g_str_equal (name, "dir"))
    return value_is_plain (value);
  if (g_str_equal (name, "class"))
    return g_str_equal (rule->name, "span") &&
           (g_str_equal (value, "math") || g_str_equal (value, "math display"));
  if (!rule_has_attribute (rule, name))
    return FALSE;
  if (g_str_equal (name, "href"))
    return atrium_html_filter_url_is_safe (value, FALSE);
  if (g_str_equal (name, "src"))
    return atrium_html_filter_url_is_safe (value, TRUE);
  if (g_str_equal (name, "alt"))
    return TRUE;

  return value_is_plain (value);
}

/* reads ` name="value"` at the cursor; FALSE at the end of the tag */
static gboolean
read_attribute (Filter  *self,
                char   **name,
                char   **value)
{
  const char *start;

  while (self->cursor < self->end && (g_ascii_isspace (*self->cursor) || *self->cursor == '/'))
    self->cursor++;
  if (self->cursor >= self->end || *self->cursor == '>')
    return FALSE;

  start = self->cursor++;
  while (self->cursor < self->end && !g_ascii_isspace (*self->cursor) && strchr ("/>=", *self->cursor) == NULL)
    self->cursor++;
  *name = g_ascii_strdown (start, self->cursor - start);

  while (self->cursor < self->end && g_ascii_isspace (*self->cursor))
    self->cursor++;
  if (self->cursor >= self->end || *self->cursor != '=')
    {
      *value = g_strdup ("");
      return TRUE;
    }

  self->cursor++;
  while (self->cursor < self->end && g_ascii_isspace (*self->cursor))
    self->cursor++;
  start = self->cursor;
  if (self->cursor < self->end && (*start == '"' || *start == '\''))
    {
      const char *quote = memchr (start + 1, *start, self->end - start - 1);

      *value = atrium_html_unescape (start + 1, (quote != NULL ? quote : self->end) - start - 1);
      self->cursor = quote != NULL ? quote + 1 : self->end;
      return TRUE;
    }

  while (self->cursor < self->end && !g_ascii_isspace (*self->cursor) && *self->cursor != '>')
    self->cursor++;
  *value = atrium_html_unescape (start, self->cursor - start);
  return TRUE;
}

static void
append_attribute (Filter     *self,
                  const char *name,
                  const char *value)
{
  g_string_append_printf (self->out, " %s=\"", name);
  atrium_append_html_attribute (self->out, value);
  g_string_append_c (self->out, '"');
}

/* the one style that a cell may have is spelled as the attribute that means the same */
static void
take_alignment (char **name,
                char **value)
{
  static const char *const words[] = { "left", "center", "right" };

  for (guint i = 0; g_str_equal (*name, "style") && i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (*value, "text-align: ") && g_str_equal (*value + strlen ("text-align: "), words[i]))
      {
        g_free (*name);
        g_free (*value);
        *name = g_strdup ("align");
        *value = g_strdup (words[i]);
      }
}

/* ends the tag; with a rule its harmless attributes are written */
static void
read_attributes (Filter        *self,
                 const TagRule *rule)
{
  guint n = 0;
  g_autofree char *seen = g_strdup (" ");

  while (TRUE)
    {
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;
      g_autofree char *padded = NULL;

      if (!read_attribute (self, &name, &value))
        break;
      if (rule != NULL && (rule->flags & TAG_CELL) != 0)
        take_alignment (&name, &value);
      if (rule == NULL || ++n > 32 || !attribute_is_harmless (rule, name, value))
        continue;

      padded = g_strdup_printf (" %s ", name);
      if (strstr (seen, padded) != NULL)
        continue;
      append_attribute (self, name, value);
      g_free (seen);
      seen = g_steal_pointer (&padded);
    }

  if (self->cursor < self->end)
    self->cursor++;
}

static void
pop_to (Filter *self,
        guint   depth)
{
  while (self->depth > depth)
    g_string_append_printf (self->out, "</%s>", self->stack[--self->depth]->name);
}

/* ends the nearest open element with one of @flags, unless something that
 * scopes stands between */
static void
close_open (Filter *self,
            guint   flags,
            guint   scope)
{
  for (guint i = self->depth; i > 0; i--)
    {
      const TagRule *rule = self->stack[i - 1];

      if ((rule->flags & flags) != 0)
        {
          pop_to (self, i - 1);
          return;
        }
      if ((rule->flags & scope) != 0)
        return;
    }
}

static void
close_paragraph (Filter *self)
{
  for (guint i = self->depth; i > 0; i--)
    {
      const char *name = self->stack[i - 1]->name;

      if (g_str_equal (name, "p") || (name[0] == 'h' && g_ascii_isdigit (name[1])))
        {
          pop_to (self, i - 1);
          return;
        }
      if ((self->stack[i - 1]->flags & TAG_BLOCK) != 0)
        return;
    }
}

static gboolean
is_open (Filter     *self,
         const char *name)
{
  for (guint i = self->depth; i > 0; i--)
    if (g_str_equal (self->stack[i - 1]->name, name))
      return TRUE;

  return FALSE;
}

static gboolean
is_table_part (const TagRule *rule)
{
  return (rule->flags & (TAG_CELL | TAG_ROW | TAG_PART)) != 0 || g_str_equal (rule->name, "caption");
}

static const char *
shown_name (const TagRule *rule)
{
  /* the page has h1 for the name, h2 for sections, h3 for groups */
  if (rule->name[0] == 'h' && g_ascii_isdigit (rule->name[1]))
    return rule->name[1] <= '2' ? "h4" : rule->name[1] == '3' ? "h5" : "h6";

  return rule->name;
}

static void
open_element (Filter        *self,
              const TagRule *rule)
{
  rule = find_rule (shown_name (rule));
  g_string_append_printf (self->out, "<%s", rule->name);
  read_attributes (self, rule);
  if (g_str_equal (rule->name, "img"))
    g_string_append (self->out, " loading=\"lazy\"");
  g_string_append_c (self->out, '>');

  if ((rule->flags & TAG_VOID) == 0)
    self->stack[self->depth++] = rule;
}

static gboolean
may_open (Filter        *self,
          const TagRule *rule)
{
  if (rule == NULL || (rule->flags & TAG_DROP) != 0)
    return FALSE;
  if (self->mode != ATRIUM_HTML_FILTER_BLOCK && (rule->flags & TAG_INLINE) == 0)
    return FALSE;
  if (self->depth == ATRIUM_HTML_FILTER_MAX_DEPTH)
    return FALSE;
  if (g_str_equal (rule->name, "a"))
    return self->mode != ATRIUM_HTML_FILTER_NO_LINKS && !is_open (self, "a");
  if (is_table_part (rule))
    return is_open (self, "table");

  return TRUE;
}

/* what HTML lets an author leave out */
static void
close_implied (Filter        *self,
               const TagRule *rule)
{
  if ((rule->flags & TAG_BLOCK) != 0)
    close_paragraph (self);
  if ((rule->flags & TAG_LIST_ITEM) != 0)
    close_open (self, TAG_LIST_ITEM, TAG_SCOPE);
  if ((rule->flags & TAG_TERM) != 0)
    close_open (self, TAG_TERM, TAG_SCOPE);
  if ((rule->flags & (TAG_CELL | TAG_ROW | TAG_PART)) != 0)
    {
      for (guint i = self->depth; i > 0 && !g_str_equal (self->stack[i - 1]->name, "table"); i--)
        if ((self->stack[i - 1]->flags & TAG_CELL) != 0)
          {
            pop_to (self, i - 1);
            break;
          }
      if ((rule->flags & (TAG_ROW | TAG_PART)) != 0)
        close_open (self, TAG_ROW, TAG_SCOPE);
      if ((rule->flags & TAG_PART) != 0)
        close_open (self, TAG_PART, TAG_SCOPE);
    }
}

static void
skip_raw (Filter        *self,
          const TagRule *rule)
{
  gsize length = strlen (rule->name);

  while (self->cursor < self->end)
    {
      const char *tag = memchr (self->cursor, '<', self->end - self->cursor);

      if (tag == NULL)
        break;
      self->cursor = tag + 1;
      if ((gsize) (self->end - tag) > length + 2 && tag[1] == '/' &&
          g_ascii_strncasecmp (tag + 2, rule->name, length) == 0 && !g_ascii_isalnum (tag[2 + length]))
        {
          const char *close = memchr (tag, '>', self->end - tag);

          self->cursor = close != NULL ? close + 1 : self->end;
          return;
        }
    }

  self->cursor = self->end;
}

static char *
read_name (Filter *self)
{
  const char *start = self->cursor;

  while (self->cursor < self->end && !g_ascii_isspace (*self->cursor) &&
         *self->cursor != '>' && *self->cursor != '/')
    self->cursor++;

  return g_ascii_strdown (start, MIN (self->cursor - start, 32));
}

/* after a start tag of what is dropped with its content; nesting is counted,
 * because an object may stand in an object */
static void
skip_dropped (Filter        *self,
              const TagRule *rule)
{
  guint depth = 1;

  while (self->cursor < self->end && depth > 0)
    {
      const char *tag = memchr (self->cursor, '<', self->end - self->cursor);
      g_autofree char *name = NULL;
      gboolean closes;

      if (tag == NULL || tag + 1 >= self->end)
        {
          self->cursor = self->end;
          return;
        }
      closes = tag[1] == '/';
      self->cursor = tag + (closes ? 2 : 1);
      name = read_name (self);
      if (g_str_equal (name, rule->name))
        depth += closes ? -1 : 1;
      if (name[0] != '\0')
        read_attributes (self, NULL);
    }
}

static void
read_start_tag (Filter *self)
{
  g_autofree char *name = NULL;
  const TagRule *rule;

  self->cursor++;
  name = read_name (self);
  rule = find_rule (name);

  if (rule != NULL && (rule->flags & TAG_DROP) != 0)
    {
      gboolean closed;

      read_attributes (self, NULL);
      closed = self->cursor[-1] == '>' && self->cursor[-2] == '/';
      if ((rule->flags & TAG_RAW) != 0)
        skip_raw (self, rule);
      else if ((rule->flags & TAG_VOID) == 0 && !closed)
        skip_dropped (self, rule);
      return;
    }

  if (rule != NULL && self->mode == ATRIUM_HTML_FILTER_BLOCK)
    close_implied (self, rule);
  if (may_open (self, rule))
    {
      open_element (self, rule);
      return;
    }

  read_attributes (self, NULL);
  if (rule != NULL && (rule->flags & TAG_BLOCK) != 0 && self->mode != ATRIUM_HTML_FILTER_BLOCK)
    g_string_append_c (self->out, ' ');
}

static void
read_end_tag (Filter *self)
{
  g_autofree char *name = NULL;
  const TagRule *rule;

  self->cursor += 2;
  name = read_name (self);
  read_attributes (self, NULL);
  rule = find_rule (name);
  if (rule != NULL)
    rule = find_rule (shown_name (rule));
  if (rule == NULL)
    return;

  for (guint i = self->depth; i > 0; i--)
    {
      if (self->stack[i - 1] == rule)
        {
          pop_to (self, i - 1);
          return;
        }
      /* an end tag of a line of text does not end the block it stands in,
       * and one in a cell not what is outside of its table */
      if ((rule->flags & TAG_INLINE) != 0 && (self->stack[i - 1]->flags & TAG_BLOCK) != 0)
        return;
      if ((self->stack[i - 1]->flags & TAG_CELL) != 0 && !is_table_part (rule) &&
          !g_str_equal (rule->name, "table"))
        return;
    }
}

/* comments, declarations, processing instructions, CDATA: all left out */
static void
skip_markup (Filter *self)
{
  const char *close;

  if (self->end - self->cursor >= 4 && strncmp (self->cursor, "<!--", 4) == 0)
    {
      close = g_strstr_len (self->cursor + 2, self->end - self->cursor - 2, "-->");
      self->cursor = close != NULL ? close + 3 : self->end;
      return;
    }

  close = memchr (self->cursor, '>', self->end - self->cursor);
  self->cursor = close != NULL ? close + 1 : self->end;
}

static gsize
reference_length (const char *start,
                  const char *end)
{
  const char *p = start + 1;

  if (p < end && *p == '#')
    p++;
  while (p < end && p - start < 34 && g_ascii_isalnum (*p))
    p++;

  return p < end && *p == ';' && p - start > 1 && g_ascii_isalnum (p[-1]) ? p - start + 1 : 0;
}

static void
read_text (Filter *self)
{
  gsize n = 0;

  switch (*self->cursor)
    {
    case '<':
      g_string_append (self->out, "&lt;");
      self->cursor++;
      return;
    case '>':
      g_string_append (self->out, "&gt;");
      self->cursor++;
      return;
    case '&':
      n = reference_length (self->cursor, self->end);
      if (n == 0)
        g_string_append (self->out, "&amp;");
      else
        g_string_append_len (self->out, self->cursor, n);
      self->cursor += MAX (n, 1);
      return;
    case '\0':
      self->cursor++;
      return;
    default:
      while (self->cursor + n < self->end && strchr ("<>&", self->cursor[n]) == NULL)
        n++;
      g_string_append_len (self->out, self->cursor, n);
      self->cursor += n;
    }
}

static void
read_token (Filter *self)
{
  char next = self->end - self->cursor > 1 ? self->cursor[1] : '\0';

  if (*self->cursor != '<')
    read_text (self);
  else if (g_ascii_isalpha (next))
    read_start_tag (self);
  else if (next == '/' && self->end - self->cursor > 2 && g_ascii_isalpha (self->cursor[2]))
    read_end_tag (self);
  else if (next == '!' || next == '?' || (next == '/' && self->end - self->cursor > 2))
    skip_markup (self);
  else
    read_text (self);
}

/**
 * atrium_html_filter_append:
 * @out: where the HTML is added
 * @html: hostile HTML, UTF-8
 * @length: its bytes, or -1 where it ends with a NUL
 * @mode: what may stand there
 *
 * Adds what is harmless in @html: elements and attributes of a list, URLs that
 * atrium_html_filter_url_is_safe() lets through, text. All elements that are
 * opened are also closed. Scripts, styles and embedded things go with what is
 * in them, unknown elements lose their tags, and ids and classes are taken
 * away so that they cannot take the place of the page's own. Time is linear.
 */
void
atrium_html_filter_append (GString              *out,
                           const char           *html,
                           gssize                length,
                           AtriumHtmlFilterMode  mode)
{
  gsize n = length < 0 ? strlen (html) : (gsize) length;
  Filter self = {
    .out = out,
    .cursor = html,
    .end = html + MIN (n, ATRIUM_HTML_FILTER_MAX_BYTES),
    .mode = mode,
  };

  while (self.cursor < self.end)
    read_token (&self);
  pop_to (&self, 0);
}

/**
 * atrium_html_filter:
 * @html: hostile HTML, UTF-8
 * @length: its bytes, or -1 where it ends with a NUL
 * @mode: what may stand there
 *
 * See atrium_html_filter_append().
 *
 * Returns: (transfer full): harmless, balanced HTML
 */
char *
atrium_html_filter (const char           *html,
                    gssize                length,
                    AtriumHtmlFilterMode  mode)
{
  GString *out = g_string_new (NULL);

  atrium_html_filter_append (out, html, length, mode);

  return g_string_free (out, FALSE);
}
