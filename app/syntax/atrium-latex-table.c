#include "atrium-latex-private.h"

#include <string.h>

typedef struct
{
  const char *command;
  gunichar    combining;
} Accent;

static const Accent accents[] = {
  { "'", 0x301 }, { "`", 0x300 }, { "^", 0x302 }, { "\"", 0x308 }, { "~", 0x303 }, { "=", 0x304 }, { ".", 0x307 },
  { "u", 0x306 }, { "v", 0x30C }, { "H", 0x30B }, { "c", 0x327 }, { "k", 0x328 }, { "r", 0x30A }, { "d", 0x323 },
  { "b", 0x331 }, { "G", 0x30F }, { "f", 0x311 }, { "h", 0x309 },
};

typedef struct
{
  const char *command;
  const char *text;
  gboolean    encode;   /* also the other way */
} Symbol;

static const Symbol symbols[] = {
  { "ss", "ß", TRUE }, { "ae", "æ", TRUE }, { "AE", "Æ", TRUE }, { "oe", "œ", TRUE }, { "OE", "Œ", TRUE },
  { "o", "ø", TRUE }, { "O", "Ø", TRUE }, { "l", "ł", TRUE }, { "L", "Ł", TRUE }, { "aa", "å", TRUE },
  { "AA", "Å", TRUE }, { "i", "ı", TRUE }, { "j", "ȷ", TRUE }, { "dh", "ð", TRUE }, { "DH", "Ð", TRUE },
  { "th", "þ", TRUE }, { "TH", "Þ", TRUE }, { "dj", "đ", TRUE }, { "DJ", "Đ", TRUE }, { "ng", "ŋ", TRUE },
  { "NG", "Ŋ", TRUE }, { "SS", "ẞ", TRUE },
  { "textendash", "–", FALSE }, { "textemdash", "—", FALSE }, { "textquotesingle", "'", FALSE },
  { "textquoteright", "’", FALSE }, { "textquoteleft", "‘", FALSE }, { "textquotedblleft", "“", FALSE },
  { "textquotedblright", "”", FALSE }, { "ldots", "…", FALSE }, { "dots", "…", FALSE }, { "textellipsis", "…", FALSE },
  { "textbackslash", "\\", FALSE }, { "textasciitilde", "~", FALSE }, { "textasciicircum", "^", FALSE }, { "textasciigrave", "`", FALSE },
  { "textbraceleft", "{", FALSE }, { "textbraceright", "}", FALSE }, { "textunderscore", "_", FALSE },
  { "lbrace", "{", FALSE }, { "rbrace", "}", FALSE }, { "textbar", "|", FALSE }, { "textless", "<", FALSE },
  { "textgreater", ">", FALSE }, { "textdollar", "$", FALSE }, { "textdegree", "°", TRUE }, { "textmu", "µ", TRUE },
  { "texttimes", "×", TRUE }, { "textbullet", "•", TRUE }, { "copyright", "©", TRUE }, { "textregistered", "®", TRUE },
  { "texttrademark", "™", TRUE }, { "S", "§", TRUE }, { "P", "¶", TRUE }, { "dag", "†", TRUE }, { "ddag", "‡", TRUE },
  { "pounds", "£", TRUE }, { "texteuro", "€", TRUE }, { "guillemotleft", "«", TRUE }, { "guillemotright", "»", TRUE },
  { "LaTeX", "LaTeX", FALSE }, { "TeX", "TeX", FALSE }, { "BibTeX", "BibTeX", FALSE },
  { "&", "&", FALSE }, { "%", "%", FALSE }, { "$", "$", FALSE }, { "#", "#", FALSE }, { "_", "_", FALSE },
  { "{", "{", FALSE }, { "}", "}", FALSE }, { " ", " ", FALSE }, { ",", "\xE2\x80\x89", FALSE }, { ";", " ", FALSE },
  { ":", " ", FALSE }, { "!", "", FALSE }, { "-", "", FALSE }, { "/", "", FALSE }, { "\\", " ", FALSE }, { "@", "", FALSE },
  { "quad", " ", FALSE }, { "newblock", "", FALSE }, { "relax", "", FALSE }, { "protect", "", FALSE },
};

gunichar
_atrium_latex_accent (const char *command,
                      gsize       length)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (accents); i++)
    if (length == 1 && accents[i].command[0] == command[0])
      return accents[i].combining;
  return 0;
}

const char *
_atrium_latex_symbol (const char *command,
                      gsize       length)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (strlen (symbols[i].command) == length && memcmp (symbols[i].command, command, length) == 0)
      return symbols[i].text;
  return NULL;
}

/* é is e and an acute accent: {\'e} */
static char *
compose (gunichar c)
{
  gunichar base, mark;
  guint i;

  if (!g_unichar_decompose (c, &base, &mark) || base >= 0x80 || mark == 0)
    return NULL;
  for (i = 0; i < G_N_ELEMENTS (accents); i++)
    if (accents[i].combining == mark)
      {
        gboolean letter = g_ascii_isalpha (accents[i].command[0]);

        if ((base == 'i' || base == 'j') && mark != 0x327 && mark != 0x328 && mark != 0x323)
          return g_strdup_printf ("{\\%s{\\%c}}", accents[i].command, (char) base);
        return letter ? g_strdup_printf ("{\\%s{%c}}", accents[i].command, (char) base)
                      : g_strdup_printf ("{\\%s%c}", accents[i].command, (char) base);
      }
  return NULL;
}

char *
_atrium_latex_command (gunichar c)
{
  char text[7] = { 0 };
  guint i;

  g_unichar_to_utf8 (c, text);
  for (i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (symbols[i].encode && strcmp (symbols[i].text, text) == 0)
      return g_strdup_printf ("{\\%s}", symbols[i].command);
  return compose (c);
}
