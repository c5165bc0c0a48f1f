#include "atrium-bib-file.h"

#include <string.h>

#include "atrium-date.h"

/* What the fields and types of BibTeX, biblatex and al-folio are called in an entry. */

/* Several names of one member stand in the order in which they count. */
static const AtriumBibKey keys[] = {
  { "title", "title", ATRIUM_BIB_MARKDOWN },
  { "abbr", "venueShort", ATRIUM_BIB_TEXT },
  { "shortjournal", "venueShort", ATRIUM_BIB_TEXT },
  { "doi", "doi", ATRIUM_BIB_VERBATIM },
  { "url", "url", ATRIUM_BIB_VERBATIM },
  { "abstract", "abstract", ATRIUM_BIB_MARKDOWN },
  { "note", "note", ATRIUM_BIB_MARKDOWN },
  { "award", "award", ATRIUM_BIB_MARKDOWN },
  { "award_name", "award", ATRIUM_BIB_MARKDOWN },
  { "primaryclass", "category", ATRIUM_BIB_TEXT },
  { "eprintclass", "category", ATRIUM_BIB_TEXT },
  { "selected", "selected", ATRIUM_BIB_BOOLEAN },
  /* what an entry has no member for is kept under its own name */
  { "subtitle", "subtitle", ATRIUM_BIB_MARKDOWN },
  { "volume", "volume", ATRIUM_BIB_TEXT },
  { "number", "number", ATRIUM_BIB_TEXT },
  { "issue", "issue", ATRIUM_BIB_TEXT },
  { "pages", "pages", ATRIUM_BIB_TEXT },
  { "series", "series", ATRIUM_BIB_TEXT },
  { "edition", "edition", ATRIUM_BIB_TEXT },
  { "chapter", "chapter", ATRIUM_BIB_TEXT },
  { "publisher", "publisher", ATRIUM_BIB_TEXT },
  { "editor", "editor", ATRIUM_BIB_TEXT },
  { "address", "address", ATRIUM_BIB_TEXT },
  { "location", "location", ATRIUM_BIB_TEXT },
  { "isbn", "isbn", ATRIUM_BIB_TEXT },
  { "issn", "issn", ATRIUM_BIB_TEXT },
  { "keywords", "keywords", ATRIUM_BIB_TEXT },
  { "language", "language", ATRIUM_BIB_TEXT },
};

static const AtriumBibLink links[] = {
  { "pdf", "PDF", NULL, TRUE },
  { "code", "Code", NULL, FALSE },
  { "html", "HTML", NULL, FALSE },
  { "video", "Video", NULL, FALSE },
  { "slides", "Slides", NULL, TRUE },
  { "poster", "Poster", NULL, TRUE },
  { "website", "Website", NULL, FALSE },
  { "blog", "Blog", NULL, FALSE },
  { "supp", "Supplement", NULL, TRUE },
  { "hal", "HAL", "https://hal.science/", FALSE },
  { "adsurl", "ADS", NULL, FALSE },
  { "demo", "Demo", NULL, FALSE },
  { "data", "Data", NULL, FALSE },
  { "github", "GitHub", NULL, FALSE },
  { "openreview", "OpenReview", NULL, FALSE },
};

/* fields that are neither members nor links, whatever stands in them */
static const char *const other_names[] = {
  "author", "author+an", "editor", "journal", "journaltitle", "booktitle", "school", "institution", "organization",
  "howpublished", "year", "month", "day", "date", "eprint", "eprinttype", "archiveprefix", "archive", "arxiv",
  "crossref", "xref", "xdata", "pubstate", "entrysubtype", "preview", "annotation", "annote", "additional_info",
  "bibtex_show", "altmetric", "dimensions", "google_scholar_id", "inspirehep_id", "pmid", "pmcid", "key", "type",
  "biburl", "bibsource", "timestamp", "file", "urldate", "eventtitle", "venue", "hidden", "id", "group", "source",
  "links", "text", "image", "status", "category", "citations", "highlights", "bibtex", "authors", "people",
};

static const struct
{
  const char *bib;
  const char *type;
} types[] = {
  { "article", "article" },
  { "inproceedings", "inproceedings" },
  { "conference", "inproceedings" },
  { "book", "book" },
  { "proceedings", "book" },
  { "collection", "book" },
  { "mvbook", "book" },
  { "booklet", "book" },
  { "incollection", "chapter" },
  { "inbook", "chapter" },
  { "inreference", "chapter" },
  { "phdthesis", "thesis" },
  { "mastersthesis", "thesis" },
  { "thesis", "thesis" },
  { "techreport", "report" },
  { "report", "report" },
  { "manual", "report" },
  { "software", "software" },
  { "dataset", "dataset" },
  { "patent", "patent" },
  { "misc", "other" },
};

static const struct
{
  const char *pubstate;
  const char *status;
} statuses[] = {
  { "inpreparation", "in preparation" },
  { "submitted", "submitted" },
  { "forthcoming", "accepted" },
  { "inpress", "in press" },
  { "prepublished", "preprint" },
};

const AtriumBibKey *
_atrium_bib_keys_get (guint *n_keys)
{
  *n_keys = G_N_ELEMENTS (keys);

  return keys;
}

/* what the index of names holds: where the numbers of each table begin */
enum
{
  INDEX_OTHER = 1,
  INDEX_LINKS = 2,
  INDEX_KEYS = INDEX_LINKS + G_N_ELEMENTS (links),
};

/* every field of every entry is looked up */
static GHashTable *
get_index (void)
{
  static GHashTable *index;

  if (g_once_init_enter_pointer (&index))
    {
      GHashTable *new = g_hash_table_new (g_str_hash, g_str_equal);

      for (guint i = 0; i < G_N_ELEMENTS (other_names); i++)
        g_hash_table_insert (new, (gpointer) other_names[i], GUINT_TO_POINTER (INDEX_OTHER));
      for (guint i = 0; i < G_N_ELEMENTS (links); i++)
        g_hash_table_insert (new, (gpointer) links[i].name, GUINT_TO_POINTER (INDEX_LINKS + i));
      for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
        g_hash_table_insert (new, (gpointer) keys[i].name, GUINT_TO_POINTER (INDEX_KEYS + i));
      g_once_init_leave_pointer (&index, new);
    }

  return index;
}

/* The key of the table that a field is, or NULL. */
const AtriumBibKey *
_atrium_bib_key_find (const char *name)
{
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (get_index (), name));

  return found >= INDEX_KEYS ? &keys[found - INDEX_KEYS] : NULL;
}

const AtriumBibLink *
_atrium_bib_link_find (const char *name)
{
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (get_index (), name));

  return found >= INDEX_LINKS && found < INDEX_KEYS ? &links[found - INDEX_LINKS] : NULL;
}

const AtriumBibLink *
_atrium_bib_link_of_label (const char *label)
{
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    if (g_ascii_strcasecmp (links[i].label, label) == 0)
      return &links[i];

  return NULL;
}

/* "project_page" to "Project page" */
char *
_atrium_bib_link_dup_label (const char *name)
{
  const AtriumBibLink *link = _atrium_bib_link_find (name);
  char *label = g_strdup (link != NULL ? link->label : name);

  if (link != NULL)
    return label;
  g_strdelimit (label, "_", ' ');
  label[0] = g_ascii_toupper (label[0]);

  return label;
}

/* "Project page" to "project_page"; NULL where no field can be called so */
char *
_atrium_bib_link_dup_name (const char *label)
{
  const AtriumBibLink *link = _atrium_bib_link_of_label (label);
  g_autofree char *name = NULL;

  if (link != NULL)
    return g_strdup (link->name);
  name = g_ascii_strdown (label, -1);
  g_strdelimit (name, " ", '_');
  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '_' && *p != '-')
      return NULL;
  if (!g_ascii_isalpha (name[0]) || _atrium_bib_name_is_known (name))
    return NULL;

  return g_steal_pointer (&name);
}

/* TRUE where the field means something else than a link. */
gboolean
_atrium_bib_name_is_known (const char *name)
{
  return g_hash_table_contains (get_index (), name) && _atrium_bib_link_find (name) == NULL;
}

/* The type of publication that a type of entry is; "other" where none is. */
const char *
_atrium_bib_type_read (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (types[i].bib, type))
      return types[i].type;

  return "other";
}

const char *
_atrium_bib_type_spell (const char *type)
{
  if (g_str_equal (type, "workshop") || g_str_equal (type, "poster") || g_str_equal (type, "demo"))
    return "inproceedings";
  if (g_str_equal (type, "editorial"))
    return "article";
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (types[i].type, type))
      return types[i].bib;

  return "misc";
}

const char *
_atrium_bib_status_read (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (g_ascii_strcasecmp (statuses[i].pubstate, text) == 0)
      return statuses[i].status;

  return text;
}

const char *
_atrium_bib_status_spell (const char *status)
{
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (g_str_equal (statuses[i].status, status))
      return statuses[i].pubstate;

  return status;
}

/* The fields in which an entry of that type says where it was published; the first is the one
 * that a new entry has. */
const char *const *
_atrium_bib_venue_names (const char *entry_type)
{
  static const char *const journal[] = { "journal", "journaltitle", "booktitle", "howpublished", NULL };
  static const char *const proceedings[] = { "booktitle", "journal", "journaltitle", "eventtitle", NULL };
  static const char *const thesis[] = { "school", "institution", NULL };
  static const char *const report[] = { "institution", "organization", "school", "journal", NULL };
  static const char *const other[] = { "howpublished", "journal", "journaltitle", "booktitle", "institution", "organization", "school", NULL };
  static const char *const book[] = { "publisher", "booktitle", "journal", NULL };
  const char *type = _atrium_bib_type_read (entry_type);

  if (g_str_equal (type, "article"))
    return journal;
  if (g_str_equal (type, "inproceedings") || g_str_equal (type, "chapter"))
    return proceedings;
  if (g_str_equal (type, "thesis"))
    return thesis;
  if (g_str_equal (type, "report"))
    return report;

  return g_str_equal (type, "book") ? book : other;
}

/* "2101.00001v2", "cs/0101001", "hep-th/9901001" */
gboolean
_atrium_bib_is_arxiv_id (const char *text)
{
  AtriumSpan span = _atrium_bib_find_arxiv_id (text);

  return !atrium_span_is_none (span) && span.start == 0 && text[span.end] == '\0';
}

static gsize
count_digits (const char *text)
{
  return strspn (text, "0123456789");
}

static gsize
id_length (const char *text)
{
  gsize first = count_digits (text);
  gsize letters = 0;

  if (first == 4 && text[4] == '.')
    {
      gsize second = count_digits (text + 5);
      gsize end = 5 + second;

      if (second < 4 || second > 5)
        return 0;
      if (text[end] == 'v' && g_ascii_isdigit (text[end + 1]))
        end += 1 + count_digits (text + end + 1);
      return end;
    }
  while (g_ascii_isalpha (text[letters]) || text[letters] == '-' || text[letters] == '.')
    letters++;
  if (letters >= 2 && text[letters] == '/' && count_digits (text + letters + 1) == 7)
    return letters + 8;

  return 0;
}

/* The first arXiv id in a text, or NONE. */
AtriumSpan
_atrium_bib_find_arxiv_id (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      gsize length = p == text || !g_ascii_isalnum (p[-1]) ? id_length (p) : 0;

      if (length > 0 && !g_ascii_isalnum (p[length]))
        return ATRIUM_SPAN (p - text, p - text + length);
    }

  return ATRIUM_SPAN_NONE;
}

static int
month_of_word (const char *word)
{
  static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
  char start[4] = { 0 };
  const char *found;

  for (guint i = 0; i < 3; i++)
    {
      if (!g_ascii_isalpha (word[i]))
        return 0;
      start[i] = g_ascii_tolower (word[i]);
    }
  found = strstr (names, start);

  return found != NULL && (found - names) % 3 == 0 ? (int) (found - names) / 3 + 1 : 0;
}

/* A `month`: a number, a name in whatever language, "10~January" or "January 10"; 0 where it is
 * none of them. @day is left alone where none is said. */
int
_atrium_bib_read_month (const char *text,
                        int        *day)
{
  const char *p = text;
  int month = 0;
  gsize used;
  AtriumDate date;
  g_autofree char *with_year = NULL;

  while (*p != '\0' && month == 0)
    {
      if (g_ascii_isalpha (*p) && (p == text || !g_ascii_isalpha (p[-1])))
        month = month_of_word (p);
      p++;
    }
  for (p = text; *p != '\0' && !g_ascii_isdigit (*p);)
    p++;
  if (month > 0)
    {
      int number = g_ascii_isdigit (*p) ? (int) g_ascii_strtoull (p, NULL, 10) : 0;

      if (number > 0 && number <= 31)
        *day = number;
      return month;
    }
  if (g_ascii_isdigit (*text) && count_digits (text) == strlen (text))
    {
      month = count_digits (text) <= 2 ? (int) g_ascii_strtoull (text, NULL, 10) : 0;
      return month <= 12 ? month : 0;
    }
  with_year = g_strdup_printf ("%s 2000", text);

  return atrium_date_scan (with_year, -1, &date, &used) ? date.month : 0;
}
