#include "atrium-toml-private.h"

#include <string.h>

/* What stands alone: numbers, dates, times, booleans, and the four kinds of strings. */

gboolean
_atrium_toml_is_bare_key (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '-';
}

/* --- numbers ------------------------------------------------------------ */

/* digits with single underscores between them; how many bytes, 0 where there are none */
static gsize
scan_digits (const char *text,
             gsize       length,
             guint       base)
{
  gsize at = 0;
  gboolean digit = FALSE;

  for (; at < length; at++)
    {
      int value = g_ascii_xdigit_value (text[at]);

      if (text[at] == '_' && digit)
        digit = FALSE;
      else if (value >= 0 && (guint) value < base)
        digit = TRUE;
      else
        break;
    }

  return digit ? at : 0;
}

static gboolean
fits_64_bits (const char *text,
              gsize       length,
              guint       base,
              gboolean    negative)
{
  guint64 limit = (guint64) G_MAXINT64 + (negative ? 1 : 0);
  guint64 value = 0;

  for (gsize i = 0; i < length; i++)
    {
      guint digit;

      if (text[i] == '_')
        continue;
      digit = g_ascii_xdigit_value (text[i]);
      if (value > (limit - digit) / base)
        return FALSE;
      value = value * base + digit;
    }

  return TRUE;
}

static gboolean
is_prefixed_integer (const char *text,
                     gsize       length)
{
  guint base;

  if (length < 3 || text[0] != '0' || strchr ("xob", text[1]) == NULL)
    return FALSE;
  base = text[1] == 'x' ? 16 : text[1] == 'o' ? 8 : 2;

  return scan_digits (text + 2, length - 2, base) == length - 2 &&
         fits_64_bits (text + 2, length - 2, base, FALSE);
}

static gboolean
is_word (const char *text,
         gsize       length,
         const char *word)
{
  return length == strlen (word) && memcmp (text, word, length) == 0;
}

static gboolean
is_fraction_and_exponent (const char *text,
                          gsize       length)
{
  gsize at = 0;

  if (at < length && text[at] == '.')
    {
      gsize digits = scan_digits (text + 1, length - 1, 10);

      if (digits == 0)
        return FALSE;
      at = 1 + digits;
    }
  if (at < length && (text[at] == 'e' || text[at] == 'E'))
    {
      gsize digits;

      at++;
      at += at < length && (text[at] == '+' || text[at] == '-');
      digits = scan_digits (text + at, length - at, 10);
      if (digits == 0)
        return FALSE;
      at += digits;
    }

  return at == length && at > 0;
}

static gboolean
classify_number (const char     *text,
                 gsize           length,
                 AtriumTomlType *type)
{
  gboolean negative = length > 0 && text[0] == '-';
  gsize sign = length > 0 && (text[0] == '+' || text[0] == '-') ? 1 : 0;
  gsize digits;

  *type = ATRIUM_TOML_INTEGER;
  if (is_prefixed_integer (text, length))
    return TRUE;
  text += sign;
  length -= sign;
  *type = ATRIUM_TOML_FLOAT;
  if (is_word (text, length, "inf") || is_word (text, length, "nan"))
    return TRUE;
  digits = scan_digits (text, length, 10);
  if (digits == 0 || (digits > 1 && text[0] == '0'))
    return FALSE;
  if (digits < length)
    return is_fraction_and_exponent (text + digits, length - digits);
  *type = ATRIUM_TOML_INTEGER;

  return fits_64_bits (text, length, 10, negative);
}

/* --- dates and times ---------------------------------------------------- */

/* exactly @n digits, at most @max; -1 where they are not there */
static int
scan_number (const char *text,
             gsize       length,
             gsize       n)
{
  int value = 0;

  if (length < n)
    return -1;
  for (gsize i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return -1;
      value = value * 10 + text[i] - '0';
    }

  return value;
}

static int
days_of_month (int year,
               int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

/* YYYY-MM-DD; the bytes it takes, or 0 */
static gsize
scan_date (const char *text,
           gsize       length)
{
  int year, month, day;

  if (length < 10 || text[4] != '-' || text[7] != '-')
    return 0;
  year = scan_number (text, length, 4);
  month = scan_number (text + 5, length - 5, 2);
  day = scan_number (text + 8, length - 8, 2);
  if (year < 0 || month < 1 || month > 12 || day < 1 || day > days_of_month (year, month))
    return 0;

  return 10;
}

/* HH:MM:SS with a fraction; the bytes it takes, or 0. RFC 3339 knows leap seconds. */
static gsize
scan_time (const char *text,
           gsize       length)
{
  int hour, minute, second;
  gsize at = 8;

  if (length < 8 || text[2] != ':' || text[5] != ':')
    return 0;
  hour = scan_number (text, length, 2);
  minute = scan_number (text + 3, length - 3, 2);
  second = scan_number (text + 6, length - 6, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
    return 0;
  if (at + 1 < length && text[at] == '.' && g_ascii_isdigit (text[at + 1]))
    for (at++; at < length && g_ascii_isdigit (text[at]);)
      at++;

  return at;
}

/* Z or +HH:MM, as the end of the text */
static gboolean
is_offset (const char *text,
           gsize       length)
{
  int hour, minute;

  if (length == 1)
    return text[0] == 'Z' || text[0] == 'z';
  if (length != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':')
    return FALSE;
  hour = scan_number (text + 1, length - 1, 2);
  minute = scan_number (text + 4, length - 4, 2);

  return hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59;
}

static gboolean
classify_time (const char     *text,
               gsize           length,
               AtriumTomlType *type)
{
  gsize date = scan_date (text, length);
  gsize time;

  *type = ATRIUM_TOML_DATE;
  if (date == length && date > 0)
    return TRUE;
  *type = ATRIUM_TOML_TIME;
  if (date == 0)
    return length > 0 && scan_time (text, length) == length;
  *type = ATRIUM_TOML_DATE_TIME;
  if (strchr ("Tt ", text[date]) == NULL)
    return FALSE;
  text += date + 1;
  length -= date + 1;
  time = scan_time (text, length);

  return time > 0 && (time == length || is_offset (text + time, length - time));
}

/* TRUE where @text is a whole number, date, time or boolean; @type says which. */
gboolean
_atrium_toml_classify (const char     *text,
                       gsize           length,
                       AtriumTomlType *type)
{
  if (is_word (text, length, "true") || is_word (text, length, "false"))
    {
      *type = ATRIUM_TOML_BOOLEAN;
      return TRUE;
    }

  return classify_time (text, length, type) || classify_number (text, length, type);
}

/* How many bytes the value at @text takes that has no quotes or brackets: a date and a time may
 * have a space between them. */
gsize
_atrium_toml_bare_length (const char *text,
                          gsize       length)
{
  gsize at = 0;

  while (at < length && (_atrium_toml_is_bare_key (text[at]) || strchr ("+.:", text[at]) != NULL))
    at++;
  if (at == 10 && at + 1 < length && text[at] == ' ' && g_ascii_isdigit (text[at + 1]) && scan_date (text, at) == at)
    for (at++; at < length && (_atrium_toml_is_bare_key (text[at]) || strchr ("+.:", text[at]) != NULL);)
      at++;

  return at;
}

/* --- strings ------------------------------------------------------------ */

static char
peek (AtriumTomlReader *self,
      gsize             ahead)
{
  return self->offset + ahead < self->end ? self->text[self->offset + ahead] : '\0';
}

/* a line end: 1 or 2 bytes, else 0 */
static gsize
break_length (AtriumTomlReader *self)
{
  if (peek (self, 0) == '\n')
    return 1;

  return peek (self, 0) == '\r' && peek (self, 1) == '\n' ? 2 : 0;
}

static gboolean
read_code_point (AtriumTomlReader *self,
                 guint             n_digits)
{
  gsize start = self->offset - 2;
  gunichar c = 0;

  for (guint i = 0; i < n_digits; i++, self->offset++)
    {
      int digit = g_ascii_xdigit_value (peek (self, 0));

      if (digit < 0)
        return _atrium_toml_fail (self, ATRIUM_ERROR_SYNTAX, start, "the escape needs %u hexadecimal digits", n_digits);
      c = (c << 4) | (guint) digit;
    }
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
    return _atrium_toml_fail (self, ATRIUM_ERROR_SYNTAX, start, "the escape is no Unicode character");
  /* text ends at a NUL for everybody else */
  g_string_append_unichar (self->buffer, c != 0 ? c : 0xFFFD);

  return TRUE;
}

/* A backslash at the end of a line takes all white space up to the next word along. */
static gboolean
skip_continuation (AtriumTomlReader *self)
{
  gsize start = self->offset;

  while (peek (self, 0) == ' ' || peek (self, 0) == '\t')
    self->offset++;
  if (break_length (self) == 0)
    {
      self->offset = start;
      return FALSE;
    }
  while (peek (self, 0) == ' ' || peek (self, 0) == '\t' || break_length (self) > 0)
    self->offset += MAX (break_length (self), 1);

  return TRUE;
}

static gboolean
read_escape (AtriumTomlReader *self,
             gboolean          multi_line)
{
  static const char letters[] = "btnfr\"\\";
  static const char meant[] = "\b\t\n\f\r\"\\";
  const char *letter;
  char c;

  self->offset++;
  if (multi_line && skip_continuation (self))
    return TRUE;
  c = peek (self, 0);
  self->offset++;
  if (c == 'u' || c == 'U')
    return read_code_point (self, c == 'u' ? 4 : 8);
  letter = c != '\0' ? strchr (letters, c) : NULL;
  if (letter == NULL)
    return _atrium_toml_fail (self, ATRIUM_ERROR_SYNTAX, self->offset - 2, "there is no such escape in a string");
  g_string_append_c (self->buffer, meant[letter - letters]);

  return TRUE;
}

static gboolean
read_character (AtriumTomlReader *self,
                gboolean          multi_line)
{
  guchar c = peek (self, 0);
  gsize end = break_length (self);

  if (end > 0 && multi_line)
    {
      g_string_append_c (self->buffer, '\n');
      self->offset += end;
      return TRUE;
    }
  if (end > 0)
    return _atrium_toml_fail (self, ATRIUM_ERROR_SYNTAX, self->offset, "the string does not end on its line");
  if ((c < 0x20 && c != '\t') || c == 0x7F)
    return _atrium_toml_fail (self, ATRIUM_ERROR_SYNTAX, self->offset, "a string holds the control character 0x%02x", c);
  g_string_append_c (self->buffer, c);
  self->offset++;

  return TRUE;
}

/* the closing quotes of a string of several lines may have two more before them */
static gboolean
read_closing (AtriumTomlReader *self,
              char              quote)
{
  guint n = 0;

  while (n < 5 && peek (self, n) == quote)
    n++;
  if (n < 3)
    {
      g_string_append_c (self->buffer, quote);
      self->offset++;
      return FALSE;
    }
  for (guint i = 3; i < n; i++)
    g_string_append_c (self->buffer, quote);
  self->offset += n;

  return TRUE;
}

static gboolean
read_inside (AtriumTomlReader *self,
             char              quote,
             gboolean          multi_line)
{
  gsize start = self->offset - (multi_line ? 3 : 1);

  if (multi_line)
    self->offset += break_length (self);
  while (self->offset < self->end)
    {
      char c = peek (self, 0);

      if (c == quote && !multi_line)
        {
          self->offset++;
          return TRUE;
        }
      if (c == quote)
        {
          if (read_closing (self, quote))
            return TRUE;
        }
      else if (c == '\\' && quote == '"')
        {
          if (!read_escape (self, multi_line))
            return FALSE;
        }
      else if (!read_character (self, multi_line))
        return FALSE;
    }

  return _atrium_toml_fail (self, ATRIUM_ERROR_SYNTAX, start, "the string does not end");
}

/* Reads the string that begins at the offset into the buffer. */
gboolean
_atrium_toml_read_string (AtriumTomlReader *self,
                          gboolean          multi_line,
                          AtriumDataStyle  *style)
{
  char quote = peek (self, 0);
  gboolean block = multi_line && peek (self, 1) == quote && peek (self, 2) == quote;

  g_string_truncate (self->buffer, 0);
  if (quote == '"')
    *style = block ? ATRIUM_DATA_FOLDED : ATRIUM_DATA_DOUBLE_QUOTED;
  else
    *style = block ? ATRIUM_DATA_LITERAL : ATRIUM_DATA_SINGLE_QUOTED;
  self->offset += block ? 3 : 1;

  return read_inside (self, quote, block);
}
