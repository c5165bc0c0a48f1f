#include "atrium-date-private.h"

#include <string.h>

typedef struct
{
  const char *word;        /* lower case */
  int month;
  DateLanguage language;
  gboolean abbreviated;
} DateWord;

#define EN DATE_LANGUAGE_ENGLISH
#define DE DATE_LANGUAGE_GERMAN
#define FR DATE_LANGUAGE_FRENCH
#define ES DATE_LANGUAGE_SPANISH
#define ZH DATE_LANGUAGE_CHINESE
#define JA DATE_LANGUAGE_JAPANESE

/* The first word of a language, month and length is the one that is written; the others are
 * read. English comes first where languages share a word. */
static const DateWord months[] = {
  { "january", 1, EN, FALSE }, { "february", 2, EN, FALSE }, { "march", 3, EN, FALSE }, { "april", 4, EN, FALSE },
  { "may", 5, EN, FALSE }, { "june", 6, EN, FALSE }, { "july", 7, EN, FALSE }, { "august", 8, EN, FALSE },
  { "september", 9, EN, FALSE }, { "october", 10, EN, FALSE }, { "november", 11, EN, FALSE }, { "december", 12, EN, FALSE },
  { "jan", 1, EN, TRUE }, { "feb", 2, EN, TRUE }, { "mar", 3, EN, TRUE }, { "apr", 4, EN, TRUE },
  { "may", 5, EN, TRUE }, { "jun", 6, EN, TRUE }, { "jul", 7, EN, TRUE }, { "aug", 8, EN, TRUE },
  { "sep", 9, EN, TRUE }, { "sept", 9, EN, TRUE }, { "oct", 10, EN, TRUE }, { "nov", 11, EN, TRUE }, { "dec", 12, EN, TRUE },

  { "januar", 1, DE, FALSE }, { "jänner", 1, DE, FALSE }, { "februar", 2, DE, FALSE }, { "märz", 3, DE, FALSE },
  { "april", 4, DE, FALSE }, { "mai", 5, DE, FALSE }, { "juni", 6, DE, FALSE }, { "juli", 7, DE, FALSE },
  { "august", 8, DE, FALSE }, { "september", 9, DE, FALSE }, { "oktober", 10, DE, FALSE }, { "november", 11, DE, FALSE },
  { "dezember", 12, DE, FALSE },
  { "jan", 1, DE, TRUE }, { "jän", 1, DE, TRUE }, { "feb", 2, DE, TRUE }, { "mär", 3, DE, TRUE }, { "mrz", 3, DE, TRUE },
  { "apr", 4, DE, TRUE }, { "mai", 5, DE, TRUE }, { "jun", 6, DE, TRUE }, { "jul", 7, DE, TRUE }, { "aug", 8, DE, TRUE },
  { "sep", 9, DE, TRUE }, { "okt", 10, DE, TRUE }, { "nov", 11, DE, TRUE }, { "dez", 12, DE, TRUE },

  { "janvier", 1, FR, FALSE }, { "février", 2, FR, FALSE }, { "fevrier", 2, FR, FALSE }, { "mars", 3, FR, FALSE },
  { "avril", 4, FR, FALSE }, { "mai", 5, FR, FALSE }, { "juin", 6, FR, FALSE }, { "juillet", 7, FR, FALSE },
  { "août", 8, FR, FALSE }, { "aout", 8, FR, FALSE }, { "septembre", 9, FR, FALSE }, { "octobre", 10, FR, FALSE },
  { "novembre", 11, FR, FALSE }, { "décembre", 12, FR, FALSE }, { "decembre", 12, FR, FALSE },
  { "janv", 1, FR, TRUE }, { "févr", 2, FR, TRUE }, { "fév", 2, FR, TRUE }, { "mars", 3, FR, TRUE }, { "avr", 4, FR, TRUE },
  { "mai", 5, FR, TRUE }, { "juin", 6, FR, TRUE }, { "juil", 7, FR, TRUE }, { "août", 8, FR, TRUE }, { "sept", 9, FR, TRUE },
  { "oct", 10, FR, TRUE }, { "nov", 11, FR, TRUE }, { "déc", 12, FR, TRUE },

  { "enero", 1, ES, FALSE }, { "febrero", 2, ES, FALSE }, { "marzo", 3, ES, FALSE }, { "abril", 4, ES, FALSE },
  { "mayo", 5, ES, FALSE }, { "junio", 6, ES, FALSE }, { "julio", 7, ES, FALSE }, { "agosto", 8, ES, FALSE },
  { "septiembre", 9, ES, FALSE }, { "setiembre", 9, ES, FALSE }, { "octubre", 10, ES, FALSE }, { "noviembre", 11, ES, FALSE },
  { "diciembre", 12, ES, FALSE },
  { "ene", 1, ES, TRUE }, { "feb", 2, ES, TRUE }, { "mar", 3, ES, TRUE }, { "abr", 4, ES, TRUE }, { "may", 5, ES, TRUE },
  { "jun", 6, ES, TRUE }, { "jul", 7, ES, TRUE }, { "ago", 8, ES, TRUE }, { "sep", 9, ES, TRUE }, { "oct", 10, ES, TRUE },
  { "nov", 11, ES, TRUE }, { "dic", 12, ES, TRUE },
};

/* a season stands for the month in which it begins */
static const DateWord seasons[] = {
  { "spring", 3, EN, FALSE }, { "summer", 6, EN, FALSE }, { "fall", 9, EN, FALSE }, { "autumn", 9, EN, FALSE }, { "winter", 12, EN, FALSE },
  { "frühjahr", 3, DE, FALSE }, { "frühling", 3, DE, FALSE }, { "sommer", 6, DE, FALSE }, { "herbst", 9, DE, FALSE }, { "winter", 12, DE, FALSE },
  { "printemps", 3, FR, FALSE }, { "été", 6, FR, FALSE }, { "automne", 9, FR, FALSE }, { "hiver", 12, FR, FALSE },
  { "primavera", 3, ES, FALSE }, { "verano", 6, ES, FALSE }, { "otoño", 9, ES, FALSE }, { "invierno", 12, ES, FALSE },
  { "春季", 3, ZH, FALSE }, { "夏季", 6, ZH, FALSE }, { "秋季", 9, ZH, FALSE }, { "冬季", 12, ZH, FALSE },
  { "春", 3, ZH, TRUE }, { "夏", 6, ZH, TRUE }, { "秋", 9, ZH, TRUE }, { "冬", 12, ZH, TRUE },
};

static const DateWord presents[] = {
  { "present", 0, EN, FALSE }, { "now", 0, EN, FALSE }, { "current", 0, EN, FALSE }, { "currently", 0, EN, FALSE },
  { "today", 0, EN, FALSE }, { "ongoing", 0, EN, FALSE }, { "to date", 0, EN, FALSE },
  { "heute", 0, DE, FALSE }, { "jetzt", 0, DE, FALSE }, { "aktuell", 0, DE, FALSE }, { "laufend", 0, DE, FALSE },
  { "gegenwart", 0, DE, FALSE },
  { "aujourd’hui", 0, FR, FALSE }, { "aujourd'hui", 0, FR, FALSE }, { "présent", 0, FR, FALSE }, { "maintenant", 0, FR, FALSE },
  { "en cours", 0, FR, FALSE },
  { "actualidad", 0, ES, FALSE }, { "la actualidad", 0, ES, FALSE }, { "presente", 0, ES, FALSE }, { "actualmente", 0, ES, FALSE },
  { "hoy", 0, ES, FALSE }, { "ahora", 0, ES, FALSE },
  { "至今", 0, ZH, FALSE }, { "现在", 0, ZH, FALSE }, { "目前", 0, ZH, FALSE }, { "今", 0, ZH, FALSE },
  { "現在", 0, JA, FALSE },
};

static const char *const prefixes[] = {
  "since", "from", "as of", "seit", "ab", "von", "depuis", "de", "desde", "自", "从", "從", NULL,
};

static const char *const untils[] = {
  "to", "till", "until", "through", "thru", "bis", "bis zu", "à", "au", "jusqu’à", "jusqu'à", "a", "al", "hasta", "hasta la", "至", "到", "から", NULL,
};

static gboolean
is_latin_letter (gunichar character)
{
  return g_unichar_isalpha (character) && character < 0x2000;
}

/* the length in bytes of @word at @at, whatever its case, where it ends there */
static gsize
match_word (const char *at,
            const char *end,
            const char *word)
{
  const char *text = at;

  for (; *word != '\0'; word = g_utf8_next_char (word), text = g_utf8_next_char (text))
    if (text >= end || g_unichar_tolower (g_utf8_get_char (text)) != g_utf8_get_char (word))
      return 0;
  if (text < end && (is_latin_letter (g_utf8_get_char (text)) || g_ascii_isdigit (*text) || *text == '_')
      && is_latin_letter (g_utf8_get_char (g_utf8_prev_char (text))))
    return 0;

  return text - at;
}

static DateCase
word_case (const char *at,
           gsize       length)
{
  const char *second = g_utf8_next_char (at);

  if (!g_unichar_isupper (g_utf8_get_char (at)))
    return DATE_CASE_LOWER;
  if (second < at + length && g_unichar_isupper (g_utf8_get_char (second)))
    return DATE_CASE_UPPER;

  return DATE_CASE_TITLE;
}

/* "may" and "march" are months only where they are written as names */
static gboolean
is_common_word (const DateWord *word,
                DateCase        letter_case)
{
  static const char *const common[] = { "may", "march", "mar", "fall", "spring", NULL };

  return letter_case == DATE_CASE_LOWER && g_strv_contains (common, word->word);
}

static gsize
match_words (const DateWord *words,
             guint           n_words,
             const char     *at,
             const char     *end,
             int            *month,
             DatePart       *part)
{
  gsize best = 0;

  for (guint i = 0; i < n_words; i++)
    {
      gsize length = match_word (at, end, words[i].word);
      DateCase letter_case;

      if (length <= best)
        continue;
      letter_case = word_case (at, length);
      if (is_common_word (&words[i], letter_case))
        continue;
      /* German writes its months with a capital, French does not */
      if (words[i].language == DE && letter_case == DATE_CASE_LOWER && strcmp (words[i].word, "mai") == 0)
        continue;
      best = length;
      *month = words[i].month;
      part->language = words[i].language;
      part->abbreviated = words[i].abbreviated;
      part->letter_case = letter_case;
    }

  return best;
}

gsize
_atrium_date_match_month (const char *at,
                          const char *end,
                          int        *month,
                          DatePart   *part)
{
  gsize length = match_words (months, G_N_ELEMENTS (months), at, end, month, part);

  part->type = DATE_PART_MONTH;

  return length;
}

gsize
_atrium_date_match_season (const char *at,
                           const char *end,
                           int        *month,
                           DatePart   *part)
{
  gsize length = match_words (seasons, G_N_ELEMENTS (seasons), at, end, month, part);

  part->type = DATE_PART_SEASON;

  return length;
}

gsize
_atrium_date_match_present (const char *at,
                            const char *end,
                            DatePart   *part)
{
  int month;
  gsize length = match_words (presents, G_N_ELEMENTS (presents), at, end, &month, part);

  part->type = DATE_PART_PRESENT;

  return length;
}

static gsize
match_any (const char *const *words,
           const char        *at,
           const char        *end)
{
  gsize best = 0;

  for (; *words != NULL; words++)
    best = MAX (best, match_word (at, end, *words));

  return best;
}

gsize
_atrium_date_match_prefix (const char *at,
                           const char *end)
{
  return match_any (prefixes, at, end);
}

gsize
_atrium_date_match_until (const char *at,
                          const char *end)
{
  return match_any (untils, at, end);
}

const char *
_atrium_date_month_name (DateLanguage language,
                         int          month,
                         gboolean     abbreviated)
{
  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    if (months[i].language == language && months[i].month == month && months[i].abbreviated == abbreviated)
      return months[i].word;

  return NULL;
}

const char *
_atrium_date_season_name (DateLanguage language,
                          int          month,
                          gboolean     abbreviated)
{
  for (guint i = 0; i < G_N_ELEMENTS (seasons); i++)
    if (seasons[i].language == language && seasons[i].month == month && seasons[i].abbreviated == abbreviated)
      return seasons[i].word;

  return NULL;
}

const char *
_atrium_date_present_name (DateLanguage language)
{
  for (guint i = 0; i < G_N_ELEMENTS (presents); i++)
    if (presents[i].language == language)
      return presents[i].word;

  return presents[0].word;
}
