#include "atrium-read-venue.h"

#include <string.h>

#define MAX_VENUE_WORDS 25
#define MAX_SHORT_WORDS 6

static const char *const venue_words[] = {
  "conference", "conf", "conf.", "proceedings", "proc", "proc.", "journal", "transactions", "trans.", "workshop", "workshops", "symposium", "letters", "arxiv", "biorxiv", "medrxiv", "ssrn", "preprint",
  "magazine", "congress", "annals", "advances", "bulletin", "communications", "review", "reviews", "ieee", "acm", "springer", "elsevier", "press", "nature", "science", "plos", "findings",
  "meeting", "lecture notes", "international", "physical", "quarterly", "archive", "under review", "submitted", "in submission", "accepted", "to appear", "published", "in preparation", "working paper",
  "textbook", "thesis", "dissertation", "technical report", "tech report", "chapter", "survey", "surveys", "informatics", "society", "forum",
  "cvpr", "iccv", "eccv", "neurips", "nips", "icml", "iclr", "aaai", "ijcai", "acl", "emnlp", "naacl", "eacl", "coling", "colm", "kdd", "www", "sigir", "cikm", "wsdm", "icde", "vldb", "sigmod", "tpami",
  "ijcv", "tip", "tmlr", "jmlr", "icra", "iros", "rss", "corl", "ral", "wacv", "bmvc", "miccai", "icassp", "interspeech", "chi", "uist", "cscw", "siggraph", "tog", "tvcg", "osdi", "sosp", "nsdi", "atc",
  "asplos", "isca", "micro", "hpca", "usenix", "ccs", "ndss", "sigcomm", "mobicom", "infocom", "tkde", "tnnls", "tcsvt", "tgrs", "grsl", "pnas", "cell", "lancet", "ecai", "aistats", "uai", "cpal", "mm",
  "会议", "学报", "期刊", "大会", "杂志", "論文誌", "学会誌", "zeitschrift", "revue", "revista", NULL
};

static const char *const note_words[] = {
  "oral", "spotlight", "poster", "highlight", "notable", "long paper", "short paper", "corresponding author", "equal contribution", "co-first", "first author", "student first author",
  "invited", "featured", "demo", "non-archival", "top", "cover", NULL
};

static const char *const award_words[] = {
  "award", "prize", "honorable mention", "best paper", "best student", "winner", "finalist", "runner-up", "nominee", "candidate", "highly cited", "hot paper", "popular article", "outstanding", "distinguished", NULL
};

static const char *const status_words[] = { "published", "accepted", "in press", "submitted", "under review", "in submission", "to appear", "forthcoming", NULL };

/* lists of venues by rank */
static const char *const rank_words[] = { "ccf", "jcr", "sci", "ssci", "ei", "core", "q1", "q2", "q3", "中科院", "cssci", "abs", "ft50", "utd24", NULL };

/**
 * atrium_venue_is_like:
 * @text: flat text
 * @start: start of a range
 * @end: its end
 *
 * Returns: TRUE where the words are those of a journal, conference or preprint server, or
 *   where it is an acronym with a year
 */
gboolean
atrium_venue_is_like (const char *text,
                      gsize       start,
                      gsize       end)
{
  guint capitals = 0;

  atrium_scan_strip (text, &start, &end, ".,;:()[]");
  if (start >= end)
    return FALSE;
  if (atrium_scan_has_word (text, start, end, venue_words))
    return TRUE;

  /* "CVPR 2016", "CVPRW'21" */
  for (gsize at = start; at < end && g_ascii_isupper (text[at]); at++)
    capitals++;

  return capitals >= 3 && atrium_scan_count_words (text, start, end) <= 3 && g_ascii_isdigit (text[end - 1]);
}

/**
 * atrium_venue_is_year:
 * @text: flat text
 * @start: start of a range
 * @end: its end
 *
 * Returns: TRUE where the range is a year and no more
 */
gboolean
atrium_venue_is_year (const char *text,
                      gsize       start,
                      gsize       end)
{
  atrium_scan_strip (text, &start, &end, ".,;:()[]");

  return end - start == 4 && (strncmp (text + start, "18", 2) == 0 || strncmp (text + start, "19", 2) == 0 || strncmp (text + start, "20", 2) == 0) &&
         g_ascii_isdigit (text[start + 2]) && g_ascii_isdigit (text[start + 3]);
}

/**
 * atrium_venue_find:
 * @text: flat text
 * @start: start of a range
 * @end: its end
 *
 * Returns: where the name of a venue begins ("Conference on ..."), or @end
 */
gsize
atrium_venue_find (const char *text,
                   gsize       start,
                   gsize       end)
{
  static const char *const openings[] = {
    " Conference on ", " Proceedings of ", " International Conference ", " Journal of ", " Transactions on ", " arXiv", " In Proceedings", " Workshop on ",
  };
  gsize first = end;

  for (guint i = 0; i < G_N_ELEMENTS (openings); i++)
    {
      const char *found = g_strstr_len (text + start, end - start, openings[i]);

      if (found != NULL && (gsize) (found - text) < first)
        first = found - text;
    }

  return first;
}

/**
 * atrium_venue_is_short:
 * @text: flat text
 * @start: start of a range
 * @end: its end
 *
 * Returns: TRUE where the range is few words, one of them an acronym or a known venue
 */
gboolean
atrium_venue_is_short (const char *text,
                       gsize       start,
                       gsize       end)
{
  guint run = 0;
  guint most = 0;

  for (gsize at = start; at < end; at++)
    {
      run = g_ascii_isupper (text[at]) ? run + 1 : 0;
      most = MAX (most, run);
    }

  if (atrium_scan_count_words (text, start, end) > MAX_SHORT_WORDS)
    return FALSE;
  if (most >= 2 && (most >= 3 || g_ascii_isdigit (text[end - 1]) || atrium_scan_count_words (text, start, end) == 1))
    return most >= 4 || atrium_scan_has_word (text, start, end, venue_words) || atrium_scan_count_words (text, start, end) == 1 ||
           g_ascii_isdigit (text[end - 1]);

  return atrium_scan_has_word (text, start, end, venue_words);
}

/* where a note begins behind a short venue, "EMNLP 2023 Oral"; @end where there is none */
static gsize
find_note (const char *text,
           gsize       start,
           gsize       end)
{
  gsize note = end;

  for (gsize at = end; at > start + 1; at--)
    {
      gsize word = at;
      gsize word_end;

      if (text[at - 1] != ' ' && text[at - 1] != ',')
        continue;
      while (word < end && strchr (" (", text[word]) != NULL)
        word++;
      word_end = word;
      while (word_end < end && g_ascii_isalpha (text[word_end]))
        word_end++;
      if (word < word_end && atrium_scan_has_word (text, word, word_end, note_words))
        note = at;
    }

  return note;
}

static gboolean
starts_short (const char *text,
              gsize       start,
              gsize       end)
{
  gsize note = find_note (text, start, end);

  atrium_scan_strip (text, &start, &note, "(),;:");

  return start < note && atrium_venue_is_short (text, start, note);
}

static void
set_short (AtriumReader *reader,
           gsize         start,
           gsize         end)
{
  gsize note = find_note (reader->text, start, end);

  if (note < end && note > start)
    {
      gsize short_end = note;
      gsize note_end = end;

      atrium_scan_strip (reader->text, &start, &short_end, "(),;:");
      if (!atrium_venue_is_short (reader->text, start, short_end))
        {
          atrium_reader_set (reader, "note", start, end);
          return;
        }
      atrium_scan_strip (reader->text, &note, &note_end, "(),");
      if (atrium_reader_set (reader, "note", note, note_end))
        end = short_end;
    }
  atrium_scan_strip (reader->text, &start, &end, ",;:");
  atrium_reader_set (reader, "venueShort", start, end);
}

/* "Journal of Things (JOT 2026)" */
static void
set_long (AtriumReader *reader,
          gsize         start,
          gsize         end)
{
  gsize open = end;

  if (reader->text[end - 1] == ')')
    while (open > start && reader->text[open - 1] != '(')
      open--;
  if (open > start && open < end && atrium_venue_is_short (reader->text, open, end - 1) && atrium_reader_set (reader, "venue", start, open - 1))
    set_short (reader, open, end - 1);
  else
    atrium_reader_set (reader, "venue", start, end);
}

/**
 * atrium_venue_read_name:
 * @reader: a reader
 * @start: start of a range that names a venue
 * @end: its end
 *
 * Sets venue, and short venue where that stands in brackets at the end.
 */
void
atrium_venue_read_name (AtriumReader *reader,
                        gsize         start,
                        gsize         end)
{
  atrium_scan_strip (reader->text, &start, &end, ".,;:");
  if (start < end && !atrium_reader_has (reader, "venue"))
    set_long (reader, start, end);
}

/* "[C12]", "[3]": the number of an entry in its list */
static gboolean
is_number (const char *text,
           gsize       start,
           gsize       end)
{
  gsize at = start;

  while (at < end && g_ascii_isupper (text[at]))
    at++;

  return at - start <= 2 && end - at >= 1 && end - at <= 3 && strspn (text + at, "0123456789") >= end - at;
}

/**
 * atrium_venue_read_tag:
 * @reader: a reader
 * @start: start of a tag's text
 * @end: its end
 *
 * Reads a tag as short venue, award or note.
 */
void
atrium_venue_read_tag (AtriumReader *reader,
                       gsize         start,
                       gsize         end)
{
  const char *text = reader->text;

  atrium_scan_strip (text, &start, &end, ":,");
  if (start + 1 < end && text[start] == '(' && text[end - 1] == ')' && memchr (text + start + 1, '(', end - start - 1) == NULL)
    {
      start++;
      end--;
    }
  atrium_scan_strip (text, &start, &end, "[]:,");
  if (start >= end)
    return;
  if (is_number (text, start, end))
    {
      atrium_reader_take (reader, start, end);
      return;
    }
  if (atrium_scan_has_word (text, start, end, award_words))
    atrium_reader_set (reader, "award", start, end);
  else if (atrium_scan_has_word (text, start, end, rank_words) ||
           (atrium_scan_has_word (text, start, end, note_words) && !atrium_venue_is_like (text, start, end)))
    atrium_reader_set (reader, "note", start, end);
  else if (!atrium_reader_has (reader, "venueShort") && atrium_venue_is_short (text, start, end))
    set_short (reader, start, end);
  else if (!atrium_reader_has (reader, "venue") && atrium_venue_is_like (text, start, end))
    set_long (reader, start, end);
  else
    atrium_reader_set (reader, "note", start, end);
  atrium_reader_take (reader, start, end);
}

static gsize
skip_opening (const char *text,
              gsize       start,
              gsize       end)
{
  static const char *const openings[] = {
    "in: ", "in ", "at ", "by ", "to ", "to appear in ", "to appear at ", "accepted by ", "accepted at ", "accepted to ", "accepted in ", "published in ", "published at ", "appeared in ",
    "appeared at ", "presented at ", "under review at ", "submitted to ", "accepted, ", "published: ", "venue: ", "dans ", "en ",
  };

  gsize longest = 0;

  for (guint i = 0; i < G_N_ELEMENTS (openings); i++)
    {
      gsize length = strlen (openings[i]);

      if (end - start > length && length > longest && g_ascii_strncasecmp (text + start, openings[i], length) == 0)
        longest = length;
    }

  return start + longest;
}

static gboolean
is_whole_line (AtriumReader *reader,
               gsize         start,
               gsize         end)
{
  const AtriumLine *line = atrium_reader_find_line (reader, start);
  gsize line_start;
  gsize line_end;

  if (line == NULL)
    return FALSE;
  line_start = line->start;
  line_end = line->end;
  atrium_scan_strip (reader->text, &line_start, &line_end, "()[].,;*");

  return line_start >= start && line_end <= end;
}

/* brackets behind a name, on the same line */
static gboolean
follows_words (AtriumReader *reader,
               gsize         start)
{
  const AtriumLine *line = atrium_reader_find_line (reader, start);
  gsize at = start;

  while (line != NULL && at > line->start && strchr (" ([*_", reader->text[at - 1]) != NULL)
    at--;

  return line != NULL && at > line->start && !atrium_reader_is_taken (reader, at - 1, at) &&
         (g_ascii_isalpha (reader->text[at - 1]) || (guchar) reader->text[at - 1] >= 0x80);
}

/* what stands in brackets: short venue, year, award or note */
static gboolean
read_brackets (AtriumReader *reader,
               gsize         start,
               gsize         end)
{
  const char *text = reader->text;
  AtriumScannedDate date;

  atrium_scan_strip (text, &start, &end, "*.,;");
  if (start >= end)
    return TRUE;
  if (atrium_scan_has_word (text, start, end, award_words))
    {
      /* "Best Paper (Honorable Mention)" is one award */
      gsize before = start > 40 ? start - 40 : 0;

      while (before > 0 && ((guchar) text[before] & 0xc0) == 0x80)
        before--;
      if (atrium_scan_has_word (text, before, start - 1, award_words))
        return FALSE;
      atrium_reader_set (reader, "award", start, end);
    }
  else if (atrium_scan_leading_date (text, start, end, &date) && date.start == start && date.end == end)
    atrium_reader_set_date (reader, "date", start, end, &date.from);
  else if (atrium_scan_has_word (text, start, end, status_words))
    atrium_reader_set (reader, "note", start, end);
  else if (!atrium_reader_has (reader, "venueShort") && (atrium_venue_is_short (text, start, end) || starts_short (text, start, end)))
    set_short (reader, start, end);
  else if (atrium_scan_has_word (text, start, end, note_words))
    atrium_reader_set (reader, "note", start, end);
  else if (!atrium_reader_has (reader, "venueShort") && follows_words (reader, start) && !g_ascii_islower (text[start]) &&
           atrium_scan_count_words (text, start, end) <= 4)
    set_short (reader, start, end);
  else if (is_whole_line (reader, start, end) && atrium_scan_count_words (text, start, end) <= 12)
    atrium_reader_set (reader, "venue", start, end);
  atrium_reader_take (reader, start, end);

  return TRUE;
}

static void
read_all_brackets (AtriumReader *reader,
                   gsize         start,
                   gsize         end)
{
  for (gsize at = start; at < end; at++)
    {
      gsize close = at + 1;
      char closing = reader->text[at] == '(' ? ')' : reader->text[at] == '[' ? ']' : '\0';

      if (closing == '\0')
        continue;
      while (close < end && reader->text[close] != closing && reader->text[close] != reader->text[at])
        close++;
      /* "15(10)" is a volume and an issue */
      if (close > at + 1 && close <= at + 4 && strspn (reader->text + at + 1, "0123456789") == close - at - 1)
        {
          at = close;
          continue;
        }
      if (close >= end || reader->text[close] != closing)
        continue;
      if (close > at + 1 && !atrium_reader_is_taken (reader, at, close + 1))
        {
          if (read_brackets (reader, at + 1, close))
            atrium_reader_take (reader, at, close + 1);
        }
      at = close;
    }
}

/* the year behind "Venue, " and "Venue. " */
static void
read_year (AtriumReader *reader,
           gsize         start,
           gsize        *end)
{
  const char *text = reader->text;
  gsize at = *end;
  gsize from;
  AtriumScannedDate date;

  for (at = start; at + 1 < *end; at++)
    {
      if (strncmp (text + at, "，", 3) == 0 || strncmp (text + at, "。", 3) == 0)
        from = at + 3;
      else if (text[at] == ',' || text[at] == '.' || text[at] == ';')
        from = at + 1;
      else
        continue;
      while (from < *end && text[from] == ' ')
        from++;
      if (from >= *end || !atrium_scan_leading_date (text, from, *end, &date) || date.start != from || date.from.year == 0)
        continue;
      if (date.end < *end && (g_ascii_isalnum (text[date.end]) || text[date.end] == ':' || text[date.end] == '-'))
        continue;
      if (!atrium_reader_has (reader, "date"))
        atrium_reader_set_date (reader, "date", date.start, date.end, &date.from);
      else
        atrium_reader_take (reader, date.start, date.end);
      *end = at;
      return;
    }
}

static void
read_chunk (AtriumReader *reader,
            gsize         start,
            gsize         end)
{
  const char *text = reader->text;
  AtriumScannedDate date;

  atrium_scan_strip (text, &start, &end, ".,;:|*~–—-/\"”“'’()[]，。》《」「");
  if (start >= end)
    return;

  if (!atrium_reader_has (reader, "date") && atrium_scan_leading_date (text, start, end, &date) && date.start == start &&
      (date.end == end || strchr (",.;:)", text[date.end]) != NULL) && atrium_reader_set_date (reader, "date", date.start, date.end, &date.from))
    {
      start = date.end;
      atrium_scan_strip (text, &start, &end, ".,;:)|");
      if (start >= end)
        return;
    }
  /* tags behind an entry name topics */
  if (atrium_flat_has_style (reader->flat, start, end, ATRIUM_STYLE_BADGE) && atrium_reader_has (reader, "venueShort") &&
      !atrium_venue_is_like (text, start, end))
    return;
  if (atrium_scan_has_word (text, start, end, award_words) && !atrium_reader_has (reader, "award") &&
      (atrium_reader_has (reader, "venue") || !atrium_venue_is_short (text, start, end)))
    {
      atrium_reader_set (reader, "award", start, end);
      return;
    }
  if (atrium_scan_count_words (text, start, end) <= 3 && atrium_scan_has_word (text, start, end, note_words) && !atrium_venue_is_like (text, start, end))
    {
      atrium_reader_set (reader, "note", start, end);
      return;
    }

  read_year (reader, start, &end);
  start = skip_opening (text, start, end);
  atrium_scan_strip (text, &start, &end, ".,;:|");
  if (start >= end || atrium_reader_has (reader, "venue") || atrium_scan_count_words (text, start, end) > MAX_VENUE_WORDS ||
      atrium_scan_count_words (text, start, end) == 0)
    return;
  if (atrium_venue_is_year (text, start, end))
    return;
  if (atrium_scan_count_words (text, start, end) <= 2 && atrium_scan_has_word (text, start, end, status_words))
    return;
  atrium_reader_set (reader, "venue", start, end);
}

/* a year that no slot says alone: of the short venue or venue */
static void
derive_date (AtriumReader *reader)
{
  static const char *const fields[] = { "venueShort", "venue" };

  if (atrium_reader_has (reader, "date"))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *text = atrium_entry_get_string (reader->entry, fields[i]);

      for (const char *p = text; p != NULL && *p != '\0'; p++)
        if ((p == text || !g_ascii_isalnum (p[-1])) && strlen (p) >= 4 && !g_ascii_isalnum (p[4]) && !(p[4] == '.' && g_ascii_isdigit (p[5])) &&
            atrium_venue_is_year (p, 0, 4))
          {
            g_autofree char *year = g_strndup (p, 4);

            atrium_entry_set_string (reader->entry, "date", year);
            return;
          }
    }
}

static int
group_year (AtriumReader *reader)
{
  return atrium_scan_year (reader->piece->group);
}

/**
 * atrium_venue_read:
 * @reader: a reader whose title, authors and links are taken
 *
 * Reads venue, short venue, date, award and note from the rest. The date may also be that
 * of the heading above or of the venue's name; then it has no slot.
 */
void
atrium_venue_read (AtriumReader *reader)
{
  for (guint i = 0; i < reader->lines->len; i++)
    {
      const AtriumLine *line = &g_array_index (reader->lines, AtriumLine, i);
      gsize at = line->start;
      gsize stop;

      if (line->role != ATRIUM_LINE_TEXT)
        continue;
      for (; atrium_reader_next_free (reader, &at, &stop, line->end); at = stop)
        read_all_brackets (reader, at, stop);
    }

  for (guint i = 0; i < reader->lines->len; i++)
    {
      const AtriumLine *line = &g_array_index (reader->lines, AtriumLine, i);
      gsize at = line->start;
      gsize stop;

      if (line->role != ATRIUM_LINE_TEXT)
        continue;
      for (; atrium_reader_next_free (reader, &at, &stop, line->end); at = stop)
        {
          gsize from = at;

          /* a bar and a badge end what is in front */
          for (gsize p = at; p <= stop; p++)
            {
              gboolean badge = p < stop && (atrium_flat_get_style (reader->flat, p) & ATRIUM_STYLE_BADGE) != 0 && p > from && (atrium_flat_get_style (reader->flat, p - 1) & ATRIUM_STYLE_BADGE) == 0;

              gboolean dash = p + 3 <= stop && strncmp (reader->text + p, "—", 3) == 0;

              if (p < stop && reader->text[p] != '|' && !badge && !dash)
                continue;
              if (p > from)
                read_chunk (reader, from, p);
              from = badge ? p : dash ? p + 3 : p + 1;
            }
        }
    }

  derive_date (reader);
  if (!atrium_reader_has (reader, "date") && group_year (reader) != 0)
    {
      g_autofree char *year = g_strdup_printf ("%d", group_year (reader));

      atrium_entry_set_string (reader->entry, "date", year);
    }
}
