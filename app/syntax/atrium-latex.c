#include "atrium-latex.h"

#include <string.h>

#include "atrium-escape.h"
#include "atrium-latex-private.h"

#define MAX_DEPTH 32

/* bytes of the [option] of a command */
#define MAX_OPTION 200

typedef struct
{
  const char *text;
  gsize       end;
  gsize       offset;
  gboolean    markdown;
  guint       depth;
  gboolean    accents;    /* some wait */
  GString    *out;
  GString    *plain;      /* text that waits to be escaped for Markdown */
} Decoder;

static void decode_until (Decoder *self,
                          gsize    end);
static void decode_one   (Decoder *self);

/* --- output ------------------------------------------------------------- */

static void
flush (Decoder *self)
{
  g_autofree char *escaped = NULL;
  g_autofree char *composed = NULL;

  if (self->plain->len == 0)
    return;
  /* a letter and its accent become one character; other text stays as it was */
  if (self->accents)
    composed = g_utf8_normalize (self->plain->str, self->plain->len, G_NORMALIZE_NFC);
  if (composed == NULL)
    composed = g_strdup (self->plain->str);
  self->accents = FALSE;
  escaped = self->markdown ? atrium_markdown_escape (composed) : g_strdup (composed);
  g_string_append (self->out, escaped);
  g_string_truncate (self->plain, 0);
}

static void
append_raw (Decoder    *self,
            const char *text,
            gsize       length)
{
  flush (self);
  g_string_append_len (self->out, text, length);
}

static void
append_plain (Decoder    *self,
              const char *text)
{
  g_string_append (self->plain, text);
}

/* --- arguments ---------------------------------------------------------- */

/* the end of the group that opens at @offset, or of the text */
static gsize
group_end (const Decoder *self,
           gsize          offset)
{
  guint depth = 0;

  for (; offset < self->end; offset++)
    {
      if (self->text[offset] == '\\' && offset + 1 < self->end)
        {
          offset++;
          continue;
        }
      if (self->text[offset] == '{')
        depth++;
      else if (self->text[offset] == '}' && --depth == 0)
        return offset + 1;
    }
  return self->end;
}

static gsize
skip_space (const Decoder *self,
            gsize          offset)
{
  while (offset < self->end && g_ascii_isspace (self->text[offset]))
    offset++;
  return offset;
}

static gboolean
has_group (const Decoder *self)
{
  return self->offset < self->end && self->text[self->offset] == '{';
}

static void
decode_group (Decoder *self)
{
  gsize end = group_end (self, self->offset);
  gsize inner = end > self->offset + 1 && self->text[end - 1] == '}' ? end - 1 : end;

  self->offset++;
  decode_until (self, inner);
  self->offset = end;
}

/* --- commands ----------------------------------------------------------- */

typedef struct
{
  const char *command;
  const char *before;
  const char *after;
} Style;

static const Style styles[] = {
  { "emph", "*", "*" }, { "textit", "*", "*" }, { "textsl", "*", "*" }, { "textbf", "**", "**" }, { "texttt", "`", "`" },
  { "textsuperscript", "<sup>", "</sup>" }, { "textsubscript", "<sub>", "</sub>" }, { "underline", "<u>", "</u>" },
  { "textsc", "", "" }, { "textrm", "", "" }, { "textsf", "", "" }, { "textnormal", "", "" }, { "mbox", "", "" },
  { "text", "", "" }, { "textmd", "", "" }, { "textup", "", "" }, { "uppercase", "", "" }, { "url", "", "" }, { "path", "", "" },
};

/* {\em x}: to the end of the group */
static const Style switches[] = {
  { "em", "*", "*" }, { "it", "*", "*" }, { "itshape", "*", "*" }, { "sl", "*", "*" }, { "bf", "**", "**" },
  { "bfseries", "**", "**" }, { "tt", "`", "`" }, { "sc", "", "" }, { "scshape", "", "" }, { "rm", "", "" }, { "sf", "", "" },
};

static const Style *
find_style (const Style *table,
            guint        n,
            const char  *command,
            gsize        length)
{
  guint i;

  for (i = 0; i < n; i++)
    if (strlen (table[i].command) == length && memcmp (table[i].command, command, length) == 0)
      return &table[i];
  return NULL;
}

static void
append_mark (Decoder    *self,
             const char *mark)
{
  if (self->markdown && mark[0] != '\0')
    append_raw (self, mark, strlen (mark));
}

static void
decode_styled (Decoder     *self,
               const Style *style)
{
  append_mark (self, style->before);
  decode_group (self);
  append_mark (self, style->after);
}

/* \href{url}{text} */
static void
decode_link (Decoder *self)
{
  gsize url = self->offset + 1;
  gsize url_end = group_end (self, self->offset);

  self->offset = skip_space (self, url_end);
  if (!has_group (self) || !self->markdown)
    {
      if (has_group (self))
        decode_group (self);
      return;
    }
  append_raw (self, "[", 1);
  decode_group (self);
  append_raw (self, "](", 2);
  append_raw (self, self->text + url, url_end > url ? url_end - url - 1 : 0);
  append_raw (self, ")", 1);
}

/* a dotless letter gets its dot back before it gets an accent */
static void
undo_dotless (GString *plain)
{
  gboolean i = g_str_has_prefix (plain->str, "ı");

  if (!i && !g_str_has_prefix (plain->str, "ȷ"))
    return;
  g_string_erase (plain, 0, strlen ("ı"));
  g_string_prepend_c (plain, i ? 'i' : 'j');
}

/* the base letter behind an accent: a letter, {letter}, \i or {\i} */
static void
decode_accent (Decoder *self,
               gunichar combining)
{
  /* so that the base is the first thing that waits */
  flush (self);
  self->offset = skip_space (self, self->offset);
  if (self->offset < self->end && self->depth < MAX_DEPTH)
    {
      self->depth++;
      decode_one (self);
      self->depth--;
    }
  if (self->plain->len == 0)
    return;
  undo_dotless (self->plain);
  self->accents = TRUE;
  g_string_insert_unichar (self->plain, g_utf8_next_char (self->plain->str) - self->plain->str, combining);
}

/* an unknown command with its arguments, as it is: \name[…]{…}{…} */
static void
keep_command (Decoder *self,
              gsize    start)
{
  gsize offset = self->offset;
  gsize limit = MIN (self->end, offset + MAX_OPTION);

  if (offset < self->end && self->text[offset] == '[')
    {
      while (offset < limit && strchr ("]{}\n", self->text[offset]) == NULL)
        offset++;
      if (offset + 1 < self->end && self->text[offset] == ']' && self->text[offset + 1] == '{')
        self->offset = offset + 1;
    }
  while (has_group (self))
    self->offset = group_end (self, self->offset);
  append_raw (self, self->text + start, self->offset - start);
}

static void
decode_command (Decoder *self)
{
  gsize start = self->offset;
  gsize name = start + 1;
  gsize end = name;
  const Style *style;
  const char *symbol;
  gunichar accent;

  while (end < self->end && g_ascii_isalpha (self->text[end]))
    end++;
  if (end == name && end < self->end)
    end = MIN (end + (gsize) g_utf8_skip[(guchar) self->text[end]], self->end);
  self->offset = end;
  accent = _atrium_latex_accent (self->text + name, end - name);
  symbol = _atrium_latex_symbol (self->text + name, end - name);
  style = find_style (styles, G_N_ELEMENTS (styles), self->text + name, end - name);

  if (accent != 0)
    decode_accent (self, accent);
  else if (symbol != NULL)
    {
      append_plain (self, symbol);
      if (has_group (self) && self->offset + 1 < self->end && self->text[self->offset + 1] == '}')
        self->offset += 2;
      else if (g_ascii_isalpha (self->text[name]))
        self->offset = skip_space (self, self->offset);
    }
  else if (style != NULL && has_group (self))
    decode_styled (self, style);
  else if (end - name == 4 && memcmp (self->text + name, "href", 4) == 0 && has_group (self))
    decode_link (self);
  else if (end > name)
    keep_command (self, start);
  else
    append_plain (self, "\\");
}

/* {\em text}; else only its inside */
static void
decode_braces (Decoder *self)
{
  gsize end = group_end (self, self->offset);
  gsize name = self->offset + 2;
  gsize name_end = name;
  const Style *style = NULL;

  if (self->offset + 1 < end && self->text[self->offset + 1] == '\\')
    {
      while (name_end < end && g_ascii_isalpha (self->text[name_end]))
        name_end++;
      style = find_style (switches, G_N_ELEMENTS (switches), self->text + name, name_end - name);
    }
  if (style == NULL)
    {
      decode_group (self);
      return;
    }
  append_mark (self, style->before);
  self->offset = skip_space (self, name_end);
  decode_until (self, MAX (self->offset, end - (self->text[end - 1] == '}')));
  self->offset = end;
  append_mark (self, style->after);
}

/* $…$ as it is; a single dollar sign is one */
static void
decode_math (Decoder *self)
{
  gsize length = self->offset + 1 < self->end && self->text[self->offset + 1] == '$' ? 2 : 1;
  gsize start = self->offset;
  gsize end = start + length;

  while (end < self->end && self->text[end] != '$')
    end += self->text[end] == '\\' && end + 1 < self->end ? 2 : 1;
  if (end >= self->end)
    {
      append_plain (self, "$");
      self->offset++;
      return;
    }
  self->offset = MIN (end + length, self->end);
  append_raw (self, self->text + start, self->offset - start);
}

typedef struct
{
  const char *latex;
  const char *text;
} Ligature;

static const Ligature ligatures[] = {
  { "---", "—" }, { "--", "–" }, { "``", "“" }, { "''", "”" }, { "`", "‘" }, { "~", " " },
};

static void
decode_one (Decoder *self)
{
  char c = self->text[self->offset];
  gsize bytes;
  guint i;

  if (c == '\\')
    decode_command (self);
  else if (c == '{')
    decode_braces (self);
  else if (c == '}')
    self->offset++;
  else if (c == '$')
    decode_math (self);
  else
    {
      for (i = 0; i < G_N_ELEMENTS (ligatures); i++)
        {
          gsize length = strlen (ligatures[i].latex);

          if (self->end - self->offset >= length && memcmp (self->text + self->offset, ligatures[i].latex, length) == 0)
            {
              append_plain (self, ligatures[i].text);
              self->offset += length;
              return;
            }
        }
      /* up to what may mean something, but at least this character */
      bytes = MAX (strcspn (self->text + self->offset, "\\{}$-`'~"), (gsize) g_utf8_skip[(guchar) c]);
      bytes = MIN (bytes, self->end - self->offset);
      g_string_append_len (self->plain, self->text + self->offset, bytes);
      self->offset += bytes;
    }
}

static void
decode_until (Decoder *self,
              gsize    end)
{
  /* what is nested deeper stays as it is */
  if (self->depth >= MAX_DEPTH)
    {
      if (end > self->offset)
        append_raw (self, self->text + self->offset, end - self->offset);
      self->offset = MAX (self->offset, end);
      return;
    }
  self->depth++;
  while (self->offset < end)
    decode_one (self);
  self->depth--;
}

static char *
decode (const char *latex,
        gboolean    markdown)
{
  Decoder decoder = { .text = latex, .end = strlen (latex), .markdown = markdown };

  decoder.out = g_string_sized_new (decoder.end);
  decoder.plain = g_string_new (NULL);
  decode_until (&decoder, decoder.end);
  flush (&decoder);
  g_string_free (decoder.plain, TRUE);
  return g_string_free (decoder.out, FALSE);
}

/**
 * atrium_latex_to_text:
 * @latex: the value of a BibTeX field
 *
 * Returns: (transfer full): what it reads as, without markup; math and unknown commands
 *   stay as they are
 */
char *
atrium_latex_to_text (const char *latex)
{
  return decode (latex, FALSE);
}

/**
 * atrium_latex_to_markdown:
 * @latex: the value of a BibTeX field
 *
 * Returns: (transfer full): inline Markdown
 */
char *
atrium_latex_to_markdown (const char *latex)
{
  return decode (latex, TRUE);
}

/**
 * atrium_latex_to_url:
 * @latex: the value of a field that holds an address or an identifier
 *
 * Takes away only what escapes the characters that LaTeX minds: `\_`, `\%`, `\url{…}`.
 *
 * Returns: (transfer full): the address
 */
char *
atrium_latex_to_url (const char *latex)
{
  gsize length = strlen (latex);
  const char *p = latex;
  const char *end = latex + length;
  GString *out = g_string_new (NULL);

  if (g_str_has_prefix (latex, "\\url{") && latex[length - 1] == '}')
    {
      p += strlen ("\\url{");
      end--;
    }
  for (; p < end; p++)
    {
      if (*p == '{' || *p == '}')
        continue;
      if (*p == '\\' && p + 1 < end && strchr ("_%&#$~{}", p[1]) != NULL)
        p++;
      g_string_append_c (out, *p);
    }
  g_strstrip (out->str);
  return g_string_free (out, FALSE);
}
