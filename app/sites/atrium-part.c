#include "atrium-part.h"

#include <string.h>

#include "atrium-scan-names.h"

#define MAX_PLACE_WORDS 4

static const char *const organization_words[] = {
  "universit-", "institut-", "college", "school", "lab", "labs", "laborator-", "academy", "inc", "inc.", "ltd", "llc", "gmbh", "corp", "corporation", "company",
  "center", "centre", "department", "dept", "faculty", "hospital", "research", "group", "team", "technologies", "technology", "society", "association",
  "foundation", "council", "committee", "ministry", "agency", "hochschule", "école", "ecole", "universidad", "univ", "univ.", "polytechni-", "politecnico", "eth", "epfl",
  "mit", "ucla", "ieee", "acm", "google", "microsoft", "amazon", "facebook", "meta", "apple", "nvidia", "intel", "ibm", "tencent", "alibaba", "bytedance", "baidu", "huawei",
  "deepmind", "openai", "bank", "museum", "observatory", "press", "workshop", "conference", "symposium", "seminar", "forum", "summit", "congress", "festival", "meetup", "colloquium", "program", "programme", "consulting", "studio", "startup",
  "大学", "大學", "学院", "學院", "研究院", "研究所", "实验室", "實驗室", "公司", "科技", "中心", "中学", "高校", "研究科", "委员会", "学会", "協会", "协会", "集团", "医院", "病院", "대학교", NULL
};

static const char *const role_words[] = {
  "intern", "internship", "engineer", "researcher", "scientist", "assistant", "professor", "prof", "lecturer", "postdoc-", "post-doc-", "fellow", "manager", "director",
  "developer", "analyst", "consultant", "lead", "leader", "head", "chair", "co-chair", "chairman", "secretary", "president", "member", "minister", "visiting", "tutor",
  "instructor", "ta", "ra", "officer", "associate", "architect", "founder", "co-founder", "ceo", "cto", "student", "scholar", "trainee", "coordinator", "editor", "reviewer", "referee",
  "organizer", "volunteer", "mentor", "representative", "guest", "referent", "teacher", "programmer", "designer", "specialist", "technician", "praktikant-", "mitarbeiter-", "werkstudent-",
  "dozent-", "stagiaire", "ingénieur-", "doctorant-", "chercheu-", "enseignant-", "assistante", "becari-", "investigador-", "profesor-", "ingenier-", "ayudante", "principal", "advisor", "pi", "co-pi",
  "实习", "實習", "工程师", "工程師", "研究员", "研究員", "助理", "教授", "讲师", "講師", "博士后", "书记", "部长", "主席", "助教", "负责人", "班长", "学生", "インターン", "連絡員", "委員", "调研员", "经理", "科学家", NULL
};

static const char *const degree_words[] = {
  "phd", "ph.d", "ph. d", "dphil", "d.phil", "doctor", "doctora-", "doctorate", "msc", "m.sc", "m. sc", "b. sc", "m. s", "b. s", "m.s", "ms", "master", "masters", "master's", "master’s", "meng", "m.eng", "mphil", "m.phil", "m.a",
  "ma", "mba", "m.tech", "mtech", "bachelor", "bachelors", "bachelor's", "bachelor’s", "bsc", "b.sc", "b.s", "bs", "b.e", "be", "b.eng", "beng", "ba", "b.a", "b.tech", "btech", "undergraduate", "undergrad",
  "diploma", "diplom", "minor", "major", "exchange", "postgraduate", "graduate", "high school", "promotion", "abitur", "licence", "licenciatura", "doctorado", "grado", "máster", "maestría", "maestria", "bachiller", "diplomado", "licenciado", "ingeniería", "maîtrise", "agrégation", "dr", "ing",
  "博士", "硕士", "碩士", "学士", "學士", "本科", "研究生", "修士", "辅修", "直博", "高中", "학사", "석사", "박사", NULL
};

static const char *const advisor_words[] = {
  "advisor", "advisors", "adviser", "advised by", "supervisor", "supervisors", "supervised by", "mentor", "mentors", "mentored by", "under the supervision", "supervision of", "advisers", "host",
  "co-advised", "betreuer", "encadré par", "导师", "指導教員", NULL
};

static gboolean
ends_with_role (const char *text,
                gsize       start,
                gsize       end)
{
  gsize word = end;

  while (word > start && text[word - 1] != ' ')
    word--;

  return atrium_scan_has_word (text, word, end, role_words) && !atrium_scan_has_word (text, word, end, organization_words);
}

/**
 * atrium_part_flags:
 * @text: flat text
 * @start: start of a range
 * @end: its end
 *
 * Returns: AtriumPartFlags of what its words say
 */
guint
atrium_part_flags (const char *text,
                   gsize       start,
                   gsize       end)
{
  guint flags = 0;

  if (atrium_scan_has_word (text, start, end, organization_words))
    flags |= ATRIUM_PART_ORGANIZATION;
  if (atrium_scan_has_word (text, start, end, role_words))
    flags |= ATRIUM_PART_ROLE;
  if (atrium_scan_has_word (text, start, end, degree_words))
    flags |= ATRIUM_PART_DEGREE;
  if (atrium_scan_has_word (text, start, end, advisor_words))
    flags |= ATRIUM_PART_ADVISOR;
  /* "Research Assistant" is no research institution */
  if ((flags & (ATRIUM_PART_ROLE | ATRIUM_PART_ORGANIZATION)) == (ATRIUM_PART_ROLE | ATRIUM_PART_ORGANIZATION) &&
      atrium_scan_count_words (text, start, end) <= 5 && ends_with_role (text, start, end))
    flags &= ~ATRIUM_PART_ORGANIZATION;

  return flags;
}

static gboolean
is_place_like (const char *text,
               gsize       start,
               gsize       end)
{
  if (atrium_scan_is_wide (text, start, end))
    return end - start <= 24;
  if (atrium_scan_count_words (text, start, end) > MAX_PLACE_WORDS || !g_unichar_isupper (g_utf8_get_char (text + start)))
    return FALSE;
  for (gsize i = start; i < end; i++)
    if (g_ascii_isdigit (text[i]) || strchr ("@:/()\"", text[i]) != NULL)
      return FALSE;

  return TRUE;
}

static gboolean
is_quoted (const char *text,
           gsize       start,
           gsize       end)
{
  static const char *const open = "\"“«「『《„‘";

  return g_utf8_strchr (open, -1, g_utf8_get_char (text + start)) != NULL;
}

/* "at the University of X" */
static void
skip_preposition (const char *text,
                  gsize      *start,
                  gsize       end)
{
  static const char *const prepositions[] = { "at the ", "at ", "from the ", "from ", "with the ", "with ", "and ", "by " };

  for (guint i = 0; i < G_N_ELEMENTS (prepositions); i++)
    {
      gsize length = strlen (prepositions[i]);

      if (end - *start > length && g_ascii_strncasecmp (text + *start, prepositions[i], length) == 0)
        {
          *start += length;
          return;
        }
    }
}

static void
add_part (AtriumReader *reader,
          GArray       *parts,
          guint         line,
          gsize         start,
          gsize         end,
          gunichar      before)
{
  AtriumPart part = { .line = line, .before = before };

  atrium_scan_strip (reader->text, &start, &end, ".,;:|*~–—·•：，。、[]/");
  /* brackets that are not closed inside do not belong to it */
  if (start < end && reader->text[start] == '(' && reader->text[end - 1] == ')' &&
      memchr (reader->text + start + 1, '(', end - start - 1) == NULL)
    {
      start++;
      end--;
    }
  atrium_scan_strip (reader->text, &start, &end, "-");
  while (start < end && g_utf8_strchr ("”’»)）", -1, g_utf8_get_char (reader->text + start)) != NULL)
    start = g_utf8_next_char (reader->text + start) - reader->text;
  atrium_scan_trim (reader->text, &start, &end);
  skip_preposition (reader->text, &start, end);
  if (start >= end || atrium_scan_count_words (reader->text, start, end) == 0)
    return;

  part.start = start;
  part.end = end;
  part.flags = atrium_part_flags (reader->text, start, end);
  if (is_place_like (reader->text, start, end))
    part.flags |= ATRIUM_PART_PLACE;
  if (is_quoted (reader->text, start, end))
    part.flags |= ATRIUM_PART_QUOTED;
  if (atrium_reader_find_link (reader, start, end) != NULL)
    part.flags |= ATRIUM_PART_LINK;
  if (atrium_flat_has_style (reader->flat, start, end, ATRIUM_STYLE_STRONG))
    part.flags |= ATRIUM_PART_STRONG;
  if (atrium_flat_has_style (reader->flat, start, end, ATRIUM_STYLE_EMPHASIS))
    part.flags |= ATRIUM_PART_EMPHASIS;
  if (atrium_flat_has_style (reader->flat, start, end, ATRIUM_STYLE_CODE) ||
      atrium_flat_has_style (reader->flat, start, end, ATRIUM_STYLE_BADGE))
    part.flags |= ATRIUM_PART_CODE;
  g_array_append_val (parts, part);
}

/* bytes of a separator at @at, or 0 */
static gsize
match_separator (const char *text,
                 gsize       at,
                 gsize       end,
                 gunichar   *which)
{
  static const struct
  {
    const char *text;
    gunichar    which;
  } separators[] = {
    { " @ ", '@' }, { " at ", '@' }, { " | ", '|' }, { " - ", '-' }, { " – ", '-' }, { " — ", '-' }, { "—", '-' }, { " / ", '/' }, { " · ", '|' },
    { ", ", ',' }, { "; ", ';' }, { ": ", ':' }, { "，", ',' }, { "；", ';' }, { "：", ':' }, { "。", '.' }, { "、", ',' }, { "|", '|' },
    { " (", '(' }, { ") ", ')' }, { "（", '(' }, { "）", ')' }, { ",\302\240", ',' }, { " under ", 'u' }, { " advised by ", 'u' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      gsize length = strlen (separators[i].text);

      if (end - at >= length && strncmp (text + at, separators[i].text, length) == 0)
        {
          *which = separators[i].which;
          return length;
        }
    }

  /* a sentence ends after a word, not after an initial or "Ltd." */
  if (text[at] == '.' && at > 3 && at + 1 < end && text[at + 1] == ' ' && g_ascii_isalpha (text[at - 1]) && g_ascii_isalpha (text[at - 2]) &&
      g_ascii_isalpha (text[at - 3]) && g_ascii_isalpha (text[at - 4]))
    {
      *which = '.';
      return 2;
    }

  return 0;
}

/* quotes and links are not cut; brackets are one part */
static gsize
skip_whole (AtriumReader *reader,
            gsize         at,
            gsize         end)
{
  const char *text = reader->text;
  static const char *const pairs[] = { "“”", "\"\"", "《》", "「」", "«»" };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      const char *close = g_utf8_next_char (pairs[i]);
      gsize length = close - pairs[i];

      if (end - at > length && strncmp (text + at, pairs[i], length) == 0)
        {
          const char *found = g_strstr_len (text + at + length, end - at - length, close);

          if (found != NULL)
            return found + strlen (close) - text;
        }
    }

  if (atrium_flat_get_style (reader->flat, at) & ATRIUM_STYLE_LINK)
    return MIN (end, atrium_flat_run_end (reader->flat, at, ATRIUM_STYLE_LINK));

  return 0;
}

static gsize
find_close (const char *text,
            gsize       at,
            gsize       end)
{
  guint open = 1;

  while (at < end)
    {
      gunichar c = g_utf8_get_char (text + at);

      if (c == '(' || c == 0xff08)
        open++;
      else if ((c == ')' || c == 0xff09) && --open == 0)
        return at;
      at = g_utf8_next_char (text + at) - text;
    }

  return end;
}

/* "博士(经济学)": a bracket without a space in front belongs to the word */
static gboolean
opens_inside (const char *text,
              gsize       from,
              gsize       at)
{
  int open = 0;

  for (gsize i = from; i < at; i++)
    open += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;

  return open > 0;
}

/* "University of Northport at Eastbay" is one university */
static gboolean
names_campus (const char *text,
              gsize       from,
              gsize       at,
              gsize       end)
{
  static const char *const names[] = { "University of ", "The University of ", "Univ. of " };
  gsize next = at + strlen (" at ");

  if (end - at <= strlen (" at ") || !g_str_has_prefix (text + at, " at ") || !g_ascii_isupper (text[next]))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (text + from, names[i]) && from + strlen (names[i]) < at)
      return TRUE;

  return FALSE;
}

static void
cut_range (AtriumReader *reader,
           GArray       *parts,
           guint         line,
           gsize         start,
           gsize         end)
{
  gsize from = start;
  gunichar before = 0;

  for (gsize at = start; at < end;)
    {
      gsize whole = skip_whole (reader, at, end);
      gunichar which = 0;
      gsize length;

      if (whole > at)
        {
          at = whole;
          continue;
        }
      length = names_campus (reader->text, from, at, end) ? 0 : match_separator (reader->text, at, end, &which);
      if (which == '(')
        {
          gsize close = find_close (reader->text, at + length, end);

          /* what stands in brackets is one part */
          add_part (reader, parts, line, from, at, before);
          if (close < end)
            {
              add_part (reader, parts, line, at + length, close, '(');
              from = at = g_utf8_next_char (reader->text + close) - reader->text;
              before = ')';
              continue;
            }
          from = at = at + length;
          before = which;
          continue;
        }
      if (length > 0)
        {
          gsize stop = which == ')' && reader->text[at] == ')' && opens_inside (reader->text, from, at) ? at + 1 : at;

          add_part (reader, parts, line, from, stop, before);
          at += length;
          from = at;
          before = which;
          continue;
        }
      at = g_utf8_next_char (reader->text + at) - reader->text;
    }
  add_part (reader, parts, line, from, end, before);
}

/**
 * atrium_parts_cut:
 * @reader: a reader
 *
 * Cuts what is free of an entry's own lines at commas, dashes, bars and the like, and looks
 * at the words of each part.
 *
 * Returns: (transfer full): array of AtriumPart
 */
GArray *
atrium_parts_cut (AtriumReader *reader)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (AtriumPart));

  for (guint i = 0; i < reader->lines->len; i++)
    {
      const AtriumLine *line = &g_array_index (reader->lines, AtriumLine, i);
      gsize at = line->start;
      gsize stop;

      if (line->role != ATRIUM_LINE_TEXT)
        continue;
      for (; atrium_reader_next_free (reader, &at, &stop, line->end); at = stop)
        cut_range (reader, parts, i, at, stop);
    }

  return parts;
}

/**
 * atrium_parts_end:
 * @parts: (element-type AtriumPart): parts
 *
 * An empty array has no storage to point into.
 *
 * Returns: (transfer none) (nullable): the place behind the last part
 */
AtriumPart *
atrium_parts_end (GArray *parts)
{
  return parts->len > 0 ? &g_array_index (parts, AtriumPart, parts->len) : NULL;
}

/**
 * atrium_parts_find:
 * @parts: parts
 * @flags: what is looked for
 * @without: what it must not be
 *
 * Returns: (nullable): the first unused part
 */
AtriumPart *
atrium_parts_find (GArray *parts,
                   guint   flags,
                   guint   without)
{
  for (guint i = 0; i < parts->len; i++)
    {
      AtriumPart *part = &g_array_index (parts, AtriumPart, i);

      if (!part->used && (flags == 0 || (part->flags & flags) != 0) && (part->flags & without) == 0)
        return part;
    }

  return NULL;
}

/**
 * atrium_parts_set:
 * @reader: a reader
 * @field: id of a field
 * @part: (nullable): a part
 *
 * Returns: TRUE where the field was set
 */
gboolean
atrium_parts_set (AtriumReader *reader,
                  const char   *field,
                  AtriumPart   *part)
{
  if (part == NULL || !atrium_reader_set (reader, field, part->start, part->end))
    return FALSE;
  part->used = TRUE;

  return TRUE;
}

/**
 * atrium_parts_set_run:
 * @reader: a reader
 * @parts: its parts
 * @field: id of a field
 * @first: the first part
 * @flags: what the ones behind it must be
 *
 * Returns: TRUE where the field was set
 */
gboolean
atrium_parts_set_run (AtriumReader *reader,
                      GArray       *parts,
                      const char   *field,
                      AtriumPart   *first,
                      guint         flags)
{
  guint index = first - (AtriumPart *) (gpointer) parts->data;
  guint last = index;

  while (last + 1 < parts->len)
    {
      const AtriumPart *next = &g_array_index (parts, AtriumPart, last + 1);

      if (next->used || next->line != first->line || (next->flags & flags) == 0 || next->before != ',' ||
          atrium_reader_is_taken (reader, first->start, next->end))
        break;
      last++;
    }

  while (last >= index)
    {
      if (atrium_reader_set (reader, field, first->start, g_array_index (parts, AtriumPart, last).end))
        break;
      if (last-- == index)
        return FALSE;
    }
  for (guint i = index; i <= last; i++)
    g_array_index (parts, AtriumPart, i).used = TRUE;

  return TRUE;
}

static gboolean
is_bare_year (const char              *text,
              const AtriumScannedDate *date,
              gsize                    end)
{
  return date->from.month == 0 && date->second == date->end && date->end + 1 < end && text[date->end] == ' ' &&
         g_ascii_isalpha (text[date->end + 1]);
}

/* "2021, 2022" and "(now)" behind a date */
static void
take_more_dates (AtriumReader *reader,
                 gsize         at,
                 gsize         end)
{
  static const char *const words[] = { "now", "expected", "present", "ongoing", "current", "至今", "预计", NULL };
  static const char *const seasons[] = { " spring", " summer", " fall", " autumn", " winter" };
  gsize start = at;
  AtriumScannedDate date;

  for (;;)
    {
      gsize next = at;

      gboolean range = FALSE;

      while (next < end && g_utf8_strchr (" ,&/;~-–—至", -1, g_utf8_get_char (reader->text + next)) != NULL)
        {
          range |= g_utf8_strchr ("~-–—至", -1, g_utf8_get_char (reader->text + next)) != NULL;
          next = g_utf8_next_char (reader->text + next) - reader->text;
        }
      if (next == at || next >= end || !g_ascii_isalnum (reader->text[next]) ||
          !atrium_scan_leading_date (reader->text, next, end, &date) || date.start != next || is_bare_year (reader->text, &date, end))
        break;
      /* an end before the start is no range to a reader of dates, but it is one here */
      if (range && !atrium_reader_has (reader, "end"))
        atrium_reader_set_date (reader, "end", date.start, date.first_end, &date.from);
      at = date.end;
    }

  /* "2022 autumn" */
  for (guint i = 0; i < G_N_ELEMENTS (seasons); i++)
    if (g_ascii_strncasecmp (reader->text + at, seasons[i], strlen (seasons[i])) == 0)
      {
        at += strlen (seasons[i]);
        break;
      }
  /* "2023 年度" is the year as well */
  if (g_str_has_prefix (reader->text + at, "度"))
    at += strlen ("度");
  if (at < end && reader->text[at] == ' ' && at + 1 < end && reader->text[at + 1] == '(')
    {
      gsize close = find_close (reader->text, at + 2, end);

      if (close < end && atrium_scan_count_words (reader->text, at + 2, close) <= 3 && atrium_scan_has_word (reader->text, at + 2, close, words))
        at = close + 1;
    }

  if (at > start)
    atrium_reader_take (reader, start, at);
}

/* "ICLR 2026" is the name of an event; a date of service stands behind a comma or bracket */
static gboolean
is_set_off (AtriumReader            *reader,
            gsize                    start,
            const AtriumScannedDate *date)
{
  gsize at = date->start;

  if (atrium_entry_get_kind (reader->entry) != ATRIUM_KIND_SERVICE)
    return TRUE;
  while (at > start && reader->text[at - 1] == ' ')
    at--;

  return at == start || strchr ("([,;|", reader->text[at - 1]) != NULL || (guchar) reader->text[at - 1] >= 0x80;
}

/**
 * atrium_parts_read_date:
 * @reader: a reader
 *
 * Sets the dates of the entry: at the start of its first line, else the range or date that
 * stands on its own in one of its lines.
 */
void
atrium_parts_read_date (AtriumReader *reader)
{
  AtriumScannedDate date;
  AtriumScannedDate last;

  for (guint i = 0; i < reader->lines->len; i++)
    {
      const AtriumLine *line = &g_array_index (reader->lines, AtriumLine, i);

      if (line->role != ATRIUM_LINE_TEXT || !atrium_scan_leading_date (reader->text, line->start, line->end, &date))
        continue;
      /* "2023 Challenge (2023.08)": a year that begins a name is no date of its own */
      if (is_bare_year (reader->text, &date, line->end) && atrium_scan_trailing_date (reader->text, date.end, line->end, &last) &&
          last.from.month != 0)
        continue;
      if (atrium_reader_set_dates (reader, &date))
        {
          /* the brackets and separators around it belong to nothing else */
          atrium_reader_take (reader, line->start, date.end);
          take_more_dates (reader, date.end, line->end);
          return;
        }
    }

  for (guint i = 0; i < reader->lines->len; i++)
    {
      const AtriumLine *line = &g_array_index (reader->lines, AtriumLine, i);

      if (line->role == ATRIUM_LINE_TEXT && atrium_scan_trailing_date (reader->text, line->start, line->end, &date) &&
          is_set_off (reader, line->start, &date) && atrium_reader_set_dates (reader, &date))
        {
          take_more_dates (reader, date.end, line->end);
          return;
        }
    }
}

static AtriumPart *
previous_part (GArray     *parts,
               AtriumPart *part)
{
  AtriumPart *first = (AtriumPart *) (gpointer) parts->data;

  return part > first && part[-1].line == part->line ? part - 1 : NULL;
}

/**
 * atrium_part_is_capitalised:
 * @text: flat text
 * @start: start of a range
 * @end: its end
 * @most: words in lower case that may be in it
 *
 * Returns: TRUE where the range reads like a name or label
 */
gboolean
atrium_part_is_capitalised (const char *text,
                            gsize       start,
                            gsize       end,
                            guint       most)
{
  guint low = 0;
  gboolean edge = TRUE;

  for (const char *p = text + start; p < text + end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      low += edge && g_unichar_islower (c);
      edge = !g_unichar_isalnum (c);
    }

  return low <= most;
}

/* a name of an organization is capitalised, whatever it is called */
static AtriumPart *
find_capitalised (AtriumReader *reader,
                  GArray       *parts)
{
  for (guint i = 0; i < parts->len; i++)
    {
      AtriumPart *part = &g_array_index (parts, AtriumPart, i);

      if (!part->used && part->before != '(' && (part->flags & (ATRIUM_PART_ADVISOR | ATRIUM_PART_ROLE | ATRIUM_PART_DEGREE)) == 0 &&
          atrium_part_is_capitalised (reader->text, part->start, part->end, 1) && atrium_scan_count_words (reader->text, part->start, part->end) <= 8)
        return part;
    }

  return NULL;
}

/**
 * atrium_parts_read_organization:
 * @reader: a reader
 * @parts: its parts
 * @any: whether a part without any word of an organization can be one
 *
 * Sets `organization` to the parts that name one ("Dept. of X, University of Y"), `url`
 * where it is linked, and `place` to the short parts behind it.
 */
void
atrium_parts_read_organization (AtriumReader *reader,
                                GArray       *parts,
                                gboolean      any)
{
  AtriumPart *first = atrium_parts_find (parts, ATRIUM_PART_ORGANIZATION, ATRIUM_PART_ADVISOR | ATRIUM_PART_ROLE | ATRIUM_PART_DEGREE);
  const AtriumFlatMark *link;
  AtriumPart *next;

  if (first == NULL)
    first = atrium_parts_find (parts, ATRIUM_PART_LINK, ATRIUM_PART_ADVISOR | ATRIUM_PART_ROLE | ATRIUM_PART_DEGREE);
  if (first == NULL)
    first = atrium_parts_find (parts, ATRIUM_PART_ORGANIZATION, ATRIUM_PART_ADVISOR);
  if (first == NULL && any)
    first = find_capitalised (reader, parts);
  if (first == NULL || atrium_scan_count_words (reader->text, first->start, first->end) > 14)
    return;

  /* "NLP Group, X Academy": the short part in front belongs to it */
  for (AtriumPart *before = any ? previous_part (parts, first) : NULL; before != NULL; before = previous_part (parts, before))
    {
      if (before->used || (before->flags & ATRIUM_PART_PLACE) == 0 || first->before != ',' ||
          (before->flags & (ATRIUM_PART_ROLE | ATRIUM_PART_DEGREE | ATRIUM_PART_STRONG)) != 0 || (first->flags & ATRIUM_PART_ORGANIZATION) == 0)
        break;
      first = before;
    }

  link = atrium_reader_find_link (reader, first->start, first->end);
  next = first;
  if (!atrium_parts_set_run (reader, parts, "organization", first, ATRIUM_PART_ORGANIZATION))
    return;
  if (link != NULL)
    {
      atrium_reader_set_url (reader, "url", link->node);
      atrium_reader_take (reader, link->start, link->end);
    }

  while (next < atrium_parts_end (parts) && next->used)
    next++;
  if (next < atrium_parts_end (parts) && next->line == first->line && next->before == ',' && reader->text[next->end] != ':' &&
      (next->flags & ATRIUM_PART_PLACE) != 0 && (next->flags & (ATRIUM_PART_ROLE | ATRIUM_PART_DEGREE)) == 0)
    atrium_parts_set_run (reader, parts, "place", next, ATRIUM_PART_PLACE);
}

/* "advised by Prof. Ada Byron": the name follows words that are in no name */
static GArray *
find_single_name (AtriumReader *reader,
                  GArray       *names,
                  gsize         start,
                  gsize         end)
{
  for (gsize at = start; at < end; at++)
    {
      AtriumScannedName name = { .start = at, .end = end, .name_start = at, .name_end = end, .weight = 2 };

      if (at > start && reader->text[at - 1] != ' ')
        continue;
      atrium_scan_strip (reader->text, &name.start, &name.end, ".,;:()");
      name.name_start = name.start;
      name.name_end = name.end;
      if (name.start < name.end && atrium_scan_is_name (reader->text, name.start, name.end))
        {
          g_array_append_val (names, name);
          break;
        }
    }

  return names;
}

/**
 * atrium_parts_read_people:
 * @reader: a reader
 * @parts: its parts
 *
 * Sets `people` to the names in a part like "advised by Ada Byron".
 */
void
atrium_parts_read_people (AtriumReader *reader,
                          GArray       *parts)
{
  AtriumPart *part = atrium_parts_find (parts, ATRIUM_PART_ADVISOR, 0);
  g_autoptr(GArray) names = NULL;
  const AtriumLine *line;
  gsize start;

  if (part == NULL)
    return;

  /* the names may be cut into parts at their commas */
  line = &g_array_index (reader->lines, AtriumLine, part->line);
  start = part->start;
  names = atrium_scan_names (reader->flat, start, line->end);
  if (names->len == 0)
    names = find_single_name (reader, names, start, part->end);
  if (names->len == 0)
    return;

  atrium_reader_set_people (reader, "people", names);
  /* the label in front and the position behind in brackets say nothing more */
  atrium_reader_take (reader, part->start, g_array_index (names, AtriumScannedName, 0).start);
  start = g_array_index (names, AtriumScannedName, names->len - 1).end;
  if (start + 1 < line->end && reader->text[start] == ' ' && reader->text[start + 1] == '(')
    atrium_reader_take (reader, start, MIN (line->end, find_close (reader->text, start + 2, line->end) + 1));
  for (guint i = 0; i < parts->len; i++)
    {
      AtriumPart *other = &g_array_index (parts, AtriumPart, i);

      other->used |= atrium_reader_is_taken (reader, other->start, other->end);
    }
  part->used = TRUE;
}
