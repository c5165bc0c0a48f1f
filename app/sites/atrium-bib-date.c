#include "atrium-bib-file.h"

#include <string.h>

#include "atrium-date.h"

/* Writes the date of an entry: `date`, or `year`, `month` and `day`. */

static const char *const months[] = {
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
};

static char *
like_letters (const char *word,
              const char *sample)
{
  if (g_ascii_islower (sample[0]))
    return g_ascii_strdown (word, -1);
  if (g_ascii_isupper (sample[0]) && g_ascii_isupper (sample[1]))
    return g_ascii_strup (word, -1);

  return g_strdup (word);
}

/* a month as @sample is written: "9", "09", "sep", "Sep.", "September" */
static char *
spell_month (int         month,
             const char *sample)
{
  g_autofree char *name = like_letters (months[month - 1], sample);
  gsize letters = 0;

  if (g_ascii_isdigit (sample[0]))
    return g_strdup_printf (sample[0] == '0' || strlen (sample) == 2 ? "%02d" : "%d", month);
  while (g_ascii_isalpha (sample[letters]))
    letters++;
  if (letters == 3 && (sample[3] == '\0' || sample[3] == '.'))
    return g_strdup_printf ("%.3s%s", name, sample[3] == '.' ? "." : "");

  return g_steal_pointer (&name);
}

static gboolean
is_word (const char *text,
         AtriumSpan  span)
{
  for (gsize i = span.start; i < span.end; i++)
    if (!g_ascii_isalpha (text[i]))
      return FALSE;

  return span.end > span.start;
}

static void
set_macro (AtriumBibRewrite *self,
           int               month,
           const char       *sample)
{
  g_autofree char *three = g_strndup (months[month - 1], 3);
  g_autofree char *name = sample != NULL ? like_letters (three, sample) : g_ascii_strdown (three, -1);

  _atrium_bib_set_bare (self, "month", name);
}

/* the month of a file's other entries, where this one has none */
static const AtriumBibtexField *
find_sample (AtriumBibtex *file)
{
  guint n = MIN (atrium_bibtex_get_n_entries (file), 200);

  for (guint i = 0; i < n; i++)
    {
      const AtriumBibtexField *field = atrium_bibtex_find_field (file, atrium_bibtex_get_entry (file, i), "month");

      if (field != NULL)
        return field;
    }

  return NULL;
}

static void
set_month (AtriumBibRewrite *self,
           int               month)
{
  const AtriumBibtexField *field = _atrium_bib_rewrite_find (self, "month");
  AtriumBibtex *bib = field != NULL ? self->now : self->file;
  const char *text = atrium_source_get_text (atrium_bibtex_get_source (bib), NULL);
  const AtriumBibtexField *sample = field != NULL ? field : find_sample (self->file);
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;
  int day = 0;

  if (sample == NULL || is_word (text, sample->value))
    {
      set_macro (self, month, sample != NULL ? text + sample->value.start : NULL);
      return;
    }
  old = atrium_bibtex_dup_value (bib, sample);
  if (_atrium_bib_read_month (old, &day) == 0 || day > 0)
    set_macro (self, month, NULL);
  else
    {
      new = spell_month (month, old);
      _atrium_bib_set (self, "month", new);
    }
}

static gboolean
month_holds_day (AtriumBibRewrite *self)
{
  g_autofree char *text = _atrium_bib_rewrite_dup (self, "month");
  int day = 0;

  return text != NULL && _atrium_bib_read_month (text, &day) > 0 && day > 0;
}

static void
set_day (AtriumBibRewrite *self,
         const AtriumDate *date)
{
  g_autofree char *text = NULL;

  if (date->day == 0)
    {
      if (month_holds_day (self))
        set_macro (self, date->month, NULL);
      _atrium_bib_set (self, "day", NULL);
    }
  else if (month_holds_day (self) && _atrium_bib_rewrite_find (self, "day") == NULL)
    {
      text = g_strdup_printf ("%s %d", months[date->month - 1], date->day);
      _atrium_bib_set (self, "month", text);
    }
  else
    {
      text = g_strdup_printf ("%d", date->day);
      _atrium_bib_set (self, "day", text);
    }
}

/* the end of "2031-09/2031-10" stays */
static void
set_iso (AtriumBibRewrite *self,
         const char       *iso)
{
  g_autofree char *old = _atrium_bib_rewrite_dup (self, "date");
  const char *end = self->fresh ? NULL : strchr (old, '/');
  g_autofree char *new = g_strconcat (iso, end != NULL ? end : "", NULL);

  _atrium_bib_set (self, "date", new);
}

static int
month_now (AtriumBibRewrite *self,
           int              *day)
{
  g_autofree char *text = _atrium_bib_rewrite_dup (self, "month");
  g_autofree char *number = _atrium_bib_rewrite_dup (self, "day");
  int month = text != NULL ? _atrium_bib_read_month (text, day) : 0;

  if (number != NULL)
    *day = (int) g_ascii_strtoull (number, NULL, 10);

  return month;
}

void
_atrium_bib_write_date (AtriumBibRewrite *self,
                        const char       *iso)
{
  g_autofree char *year = NULL;
  g_autofree char *old_year = NULL;
  AtriumDate date = { 0 };
  gboolean ok = iso != NULL && atrium_date_from_iso (iso, &date) && !date.present;
  int day = 0;

  if (iso != NULL && !ok)
    return;
  if (ok && _atrium_bib_rewrite_find (self, "date") != NULL)
    {
      set_iso (self, iso);
      return;
    }
  if (!ok)
    {
      _atrium_bib_set (self, "date", NULL);
      _atrium_bib_set (self, "day", NULL);
      _atrium_bib_set (self, "month", NULL);
      _atrium_bib_set (self, "year", NULL);
      return;
    }
  year = g_strdup_printf ("%d", date.year);
  old_year = _atrium_bib_rewrite_dup (self, "year");
  if (g_strcmp0 (year, old_year) != 0)
    _atrium_bib_set (self, "year", year);
  month_now (self, &day);
  if (date.month == 0)
    {
      _atrium_bib_set (self, "day", NULL);
      _atrium_bib_set (self, "month", NULL);
      return;
    }
  if (day != date.day && (date.day == 0 || month_holds_day (self)))
    set_day (self, &date);
  if (month_now (self, &day) != date.month)
    set_month (self, date.month);
  day = 0;
  month_now (self, &day);
  if (day != date.day)
    set_day (self, &date);
}
