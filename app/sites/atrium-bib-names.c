#include "atrium-bib-names.h"

#include <string.h>

#include "atrium-author-line.h"
#include "atrium-latex.h"
#include "atrium-name.h"

/* Reads the names of a BibTeX field: "First von Last", "von Last, First", "von Last, Jr, First",
 * joined by `and`; what stands in braces is one piece. */

#define MAX_NAMES 10000

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* the end of the group that opens at @p, or of the text */
static const char *
group_end (const char *p,
           const char *end)
{
  guint depth = 0;

  for (; p < end; p++)
    {
      if (*p == '\\' && p + 1 < end)
        p++;
      else if (*p == '{')
        depth++;
      else if (*p == '}' && --depth == 0)
        return p + 1;
    }

  return end;
}

static const char *
next_piece (const char *p,
            const char *end)
{
  if (*p == '{')
    return group_end (p, end);

  return *p == '\\' && p + 1 < end ? p + 2 : p + 1;
}

static gboolean
is_and (const char *start,
        const char *p,
        const char *end)
{
  return end - p > 3 && g_ascii_strncasecmp (p, "and", 3) == 0 && is_space (p[3]) && p > start && is_space (p[-1]);
}

static void
add_name (GArray     *names,
          const char *text,
          const char *start,
          const char *end)
{
  AtriumSpan span;

  while (start < end && is_space (*start))
    start++;
  while (end > start && is_space (end[-1]))
    end--;
  if (end == start || names->len >= MAX_NAMES)
    return;
  span = ATRIUM_SPAN (start - text, end - text);
  g_array_append_val (names, span);
}

/* where each name stands */
GArray *
_atrium_bib_names_split (const char *text)
{
  GArray *names = g_array_new (FALSE, FALSE, sizeof (AtriumSpan));
  const char *end = text + strlen (text);
  const char *start = text;
  const char *p = text;

  while (p < end)
    {
      if (is_and (text, p, end))
        {
          add_name (names, text, start, p);
          p = start = p + 3;
        }
      else
        p = next_piece (p, end);
    }
  add_name (names, text, start, end);

  return names;
}

/* --- marks behind a name -------------------------------------------------- */

static const struct
{
  const char *latex;
  const char *mark;
} marks[] = {
  { "\\textsuperscript{*}", "*" }, { "\\textsuperscript{\\dag}", "†" }, { "\\textsuperscript{\\dagger}", "†" },
  { "\\textsuperscript{\\textdagger}", "†" }, { "\\textsuperscript{$\\dagger$}", "†" }, { "\\textsuperscript{†}", "†" },
  { "\\textsuperscript{\\textasteriskcentered}", "*" }, { "$^{*}$", "*" }, { "$^*$", "*" }, { "$^\\ast$", "*" },
  { "$^{\\ast}$", "*" }, { "$^\\star$", "*" }, { "$^{\\star}$", "*" }, { "$^\\dagger$", "†" }, { "$^{\\dagger}$", "†" },
  { "$^\\dag$", "†" }, { "$^\\ddagger$", "‡" }, { "$^{\\ddagger}$", "‡" }, { "$\\dagger$", "†" }, { "$\\ddagger$", "‡" },
  { "\\textdagger{}", "†" }, { "\\textdagger", "†" }, { "{\\textdagger}", "†" }, { "\\dag", "†" }, { "\\ddag", "‡" },
  { "\\textasteriskcentered", "*" }, { "\\*", "*" }, { "*", "*" }, { "∗", "*" }, { "†", "†" }, { "‡", "‡" },
  { "§", "§" }, { "¶", "¶" }, { "‖", "‖" },
};

/* TRUE where the piece may end in one of the marks: most end in a letter of the name */
static gboolean
may_have_mark (const char *start,
               const char *end)
{
  guchar last = end > start ? (guchar) end[-1] : 0;

  return last >= 0x80 || is_space (last) || strchr ("}$*", last) != NULL || memchr (start, '\\', end - start) != NULL;
}

/* Takes the marks off the end of a piece of a name. */
static void
take_marks (const char     **start,
            const char     **end,
            AtriumBibMarks  *found)
{
  gboolean again = may_have_mark (*start, *end);

  while (again)
    {
      again = FALSE;
      while (*end > *start && is_space ((*end)[-1]))
        (*end)--;
      for (guint i = 0; i < G_N_ELEMENTS (marks) && !again; i++)
        {
          gsize length = strlen (marks[i].latex);

          if ((gsize) (*end - *start) <= length || strncmp (*end - length, marks[i].latex, length) != 0)
            continue;
          *end -= length;
          if (strstr (found->signs->str, marks[i].mark) == NULL)
            g_string_prepend (found->signs, marks[i].mark);
          g_string_prepend (found->latex, marks[i].latex);
          again = TRUE;
        }
    }
}

/* what the legend says behind a mark */
static const char *
meaning_of (const char *legend,
            const char *mark,
            gsize       length)
{
  const char *p = legend != NULL ? g_strstr_len (legend, -1, mark) : NULL;
  g_autofree char *rest = NULL;

  if (p == NULL)
    return strcmp (mark, "*") == 0 ? "equal" : NULL;
  rest = g_ascii_strdown (p + length, MIN (strlen (p + length), 60));
  if (strstr (rest, "correspond") != NULL &&
      (strstr (rest, "equal") == NULL || strstr (rest, "correspond") < strstr (rest, "equal")))
    return "corresponding";

  return strstr (rest, "equal") != NULL || strcmp (mark, "*") == 0 ? "equal" : NULL;
}

static AtriumValue *
with_flag (AtriumValue *person,
           const char  *name)
{
  g_autoptr(AtriumValue) yes = atrium_value_new_boolean (TRUE);
  AtriumValue *changed = atrium_value_with_member (person, name, yes);

  atrium_value_unref (person);

  return changed;
}

static AtriumValue *
with_marks (AtriumValue *person,
            const char  *found,
            const char  *legend)
{
  g_autoptr(GString) rest = g_string_new (NULL);

  for (const char *p = found; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *mark = g_strndup (p, g_utf8_next_char (p) - p);
      const char *meaning = meaning_of (legend, mark, strlen (mark));

      if (meaning == NULL)
        g_string_append (rest, mark);
      else
        person = with_flag (person, meaning);
    }
  if (rest->len > 0)
    {
      AtriumValue *noted = atrium_value_with_string (person, "note", rest->str);

      atrium_value_unref (person);
      person = noted;
    }

  return person;
}

/* --- one name -------------------------------------------------------------- */

typedef struct
{
  const char *start;
  const char *end;
} Piece;

static char *
piece_text (const char *start,
            const char *end)
{
  g_autofree char *latex = NULL;
  char *text;

  if (end <= start)
    return NULL;
  latex = g_strndup (start, end - start);
  for (char *p = latex; *p != '\0'; p++)
    if (is_space (*p) || (*p == '~' && (p == latex || p[-1] != '\\')))
      *p = ' ';
  text = strpbrk (latex, "\\{}$-`'^") == NULL ? g_steal_pointer (&latex) : atrium_latex_to_text (latex);
  g_strstrip (text);
  if (*text == '\0')
    g_clear_pointer (&text, g_free);

  return text;
}

/* TRUE where all of the name stands in one pair of braces. */
gboolean
_atrium_bib_name_is_group (const char *start,
                           const char *end)
{
  return end > start && *start == '{' && group_end (start, end) == end;
}

/* the parts between commas that stand in no braces; at most three */
static guint
cut_at_commas (const char *start,
               const char *end,
               Piece       parts[3])
{
  const char *p = start;
  guint n = 0;

  parts[0].start = start;
  while (p < end)
    {
      if (*p == ',' && n < 2)
        {
          parts[n++].end = p;
          parts[n].start = p + 1;
        }
      p = next_piece (p, end);
    }
  parts[n++].end = end;
  for (guint i = 0; i < n; i++)
    {
      while (parts[i].start < parts[i].end && is_space (*parts[i].start))
        parts[i].start++;
      while (parts[i].end > parts[i].start && is_space (parts[i].end[-1]))
        parts[i].end--;
    }

  return n;
}

static GArray *
cut_words (const char *start,
           const char *end)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Piece));

  while (start < end)
    {
      Piece word;

      while (start < end && (is_space (*start) || *start == '~'))
        start++;
      word.start = start;
      while (start < end && !is_space (*start) && *start != '~')
        start = next_piece (start, end);
      word.end = MIN (start, end);
      if (word.end > word.start)
        g_array_append_val (words, word);
    }

  return words;
}

static gboolean
is_lower_word (const Piece *word)
{
  return *word->start != '{' && *word->start != '\\' && g_unichar_islower (g_utf8_get_char_validated (word->start, word->end - word->start));
}

/* "First von Last": the family name begins with the first small word, else it is the last */
static const char *
find_family (const char *start,
             const char *end)
{
  g_autoptr(GArray) words = cut_words (start, end);
  guint first;

  if (words->len < 2)
    return start;
  for (first = 0; first + 1 < words->len; first++)
    if (is_lower_word (&g_array_index (words, Piece, first)))
      break;

  return g_array_index (words, Piece, first).start;
}

static gboolean
is_han (const char *text)
{
  GUnicodeScript script = g_unichar_get_script (g_utf8_get_char (text));

  return script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HANGUL;
}

static AtriumValue *
compose_person (const char *given,
                const char *family)
{
  const char *names[] = { "name", "given", "family" };
  AtriumValue *values[3];
  AtriumValue *person;
  char *name = given == NULL ? g_strdup (family)
    : is_han (given) && is_han (family) ? g_strconcat (family, given, NULL) : g_strconcat (given, " ", family, NULL);

  values[0] = atrium_value_new_take_string (name);
  if (given == NULL)
    person = atrium_value_new_record_of (names, values, 1);
  else
    {
      values[1] = atrium_value_new_string (given);
      values[2] = atrium_value_new_string (family);
      person = atrium_value_new_record_of (names, values, 3);
      atrium_value_unref (values[1]);
      atrium_value_unref (values[2]);
    }
  atrium_value_unref (values[0]);

  return person;
}

void
_atrium_bib_marks_init (AtriumBibMarks *self)
{
  self->signs = g_string_new (NULL);
  self->latex = g_string_new (NULL);
}

void
_atrium_bib_marks_clear (AtriumBibMarks *self)
{
  g_string_free (self->signs, TRUE);
  g_string_free (self->latex, TRUE);
}

/* One name, with the marks behind it taken off; NULL where there is nothing that can be read. */
AtriumValue *
_atrium_bib_name_read (const char     *start,
                       const char     *end,
                       AtriumBibMarks *found)
{
  Piece parts[3];
  guint n;
  Piece given = { NULL, NULL };
  Piece family;
  g_autofree char *given_text = NULL;
  g_autofree char *family_text = NULL;
  g_autofree char *suffix = NULL;

  g_string_truncate (found->signs, 0);
  g_string_truncate (found->latex, 0);
  take_marks (&start, &end, found);
  n = cut_at_commas (start, end, parts);
  family = parts[0];
  if (n > 1)
    given = parts[n - 1];
  else if (!_atrium_bib_name_is_group (start, end))
    {
      family.start = find_family (start, end);
      given = (Piece) { start, family.start };
    }
  take_marks (&family.start, &family.end, found);
  if (given.start != NULL)
    take_marks (&given.start, &given.end, found);

  given_text = piece_text (given.start, given.end);
  family_text = piece_text (family.start, family.end);
  if (n == 3)
    suffix = piece_text (parts[1].start, parts[1].end);
  if (suffix != NULL && family_text != NULL)
    {
      char *whole = g_strconcat (family_text, " ", suffix, NULL);

      g_free (family_text);
      family_text = whole;
    }
  if (family_text == NULL && given_text == NULL)
    return NULL;

  return family_text != NULL ? compose_person (given_text, family_text) : compose_person (NULL, given_text);
}

/* --- what biblatex says of single names -------------------------------------- */

/* the words about item @number, without quotes */
static char *
annotation_of (const char *annotations,
               guint       number)
{
  const char *p = annotations;
  g_autoptr(GString) out = g_string_new (NULL);

  while (p != NULL && *p != '\0')
    {
      const char *stop = strchr (p, ';');
      gsize length = stop != NULL ? (gsize) (stop - p) : strlen (p);
      const char *equals = memchr (p, '=', length);
      char *rest;

      if (equals != NULL && g_ascii_strtoull (p, &rest, 10) == number && rest > p)
        {
          while (is_space (*rest))
            rest++;
          if (rest == equals)
            g_string_append_printf (out, "%s%.*s", out->len > 0 ? "," : "", (int) (p + length - equals - 1), equals + 1);
        }
      p = stop != NULL ? stop + 1 : NULL;
    }

  return g_string_free_and_steal (g_steal_pointer (&out));
}

static gboolean
has_word (const char *list,
          const char *word)
{
  g_auto(GStrv) words = g_strsplit (list, ",", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_equal (g_strstrip (words[i]), word))
      return TRUE;

  return FALSE;
}

static AtriumValue *
with_annotation (AtriumValue *person,
                 const char  *annotations,
                 guint        number)
{
  static const char *const words[] = { "self", "equal", "corresponding" };
  g_autofree char *list = annotation_of (annotations, number);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (has_word (list, words[i]))
      person = with_flag (person, words[i]);

  return person;
}

static gboolean
is_others (const char *text,
           AtriumSpan  span)
{
  return span.end - span.start == 6 && g_ascii_strncasecmp (text + span.start, "others", 6) == 0;
}

/* People come again and again in one file, and their records are the same. */
GHashTable *
_atrium_bib_names_new_known (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) atrium_value_unref);
}

static AtriumValue *
read_plain_person (char                 *latex,
                   AtriumEntry          *owner,
                   const AtriumBibNotes *notes,
                   AtriumBibMarks       *found)
{
  g_autofree char *key = latex;
  AtriumValue *person = notes->known != NULL ? g_hash_table_lookup (notes->known, key) : NULL;

  if (person != NULL)
    return atrium_value_ref (person);
  person = _atrium_bib_name_read (key, key + strlen (key), found);
  if (person == NULL)
    return NULL;
  if (_atrium_author_is_owner (owner, atrium_value_get_member_string (person, "name")))
    person = with_flag (person, "self");
  /* what a mark means is another thing in each entry */
  if (found->signs->len > 0)
    return with_marks (person, found->signs->str, notes->legend);
  if (notes->known != NULL)
    g_hash_table_insert (notes->known, g_steal_pointer (&key), atrium_value_ref (person));

  return person;
}

static AtriumValue *
read_person (const char           *start,
             const char           *end,
             AtriumEntry          *owner,
             const AtriumBibNotes *notes,
             guint                 number,
             AtriumBibMarks       *found)
{
  AtriumValue *person = read_plain_person (g_strndup (start, end - start), owner, notes, found);

  return person != NULL && notes->annotations != NULL ? with_annotation (person, notes->annotations, number) : person;
}

/* The people of a field; `and others` is none of them. NULL where there are none. */
AtriumValue *
_atrium_bib_names_read (const char           *latex,
                        AtriumEntry          *owner,
                        const AtriumBibNotes *notes)
{
  g_autoptr(GArray) names = _atrium_bib_names_split (latex);
  g_autoptr(GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);
  g_auto(AtriumBibMarks) found = { NULL, NULL };

  _atrium_bib_marks_init (&found);
  for (guint i = 0; i < names->len; i++)
    {
      AtriumSpan span = g_array_index (names, AtriumSpan, i);
      AtriumValue *person = is_others (latex, span) ? NULL
        : read_person (latex + span.start, latex + span.end, owner, notes, people->len + 1, &found);

      if (person != NULL)
        g_ptr_array_add (people, person);
    }

  return people->len > 0 ? atrium_value_new_list ((AtriumValue *const *) people->pdata, people->len) : NULL;
}

/* Where the names of people stand, without `others`. */
GArray *
_atrium_bib_names_find (const char *latex)
{
  GArray *names = _atrium_bib_names_split (latex);
  g_auto(AtriumBibMarks) found = { NULL, NULL };

  _atrium_bib_marks_init (&found);
  for (guint i = names->len; i > 0; i--)
    {
      AtriumSpan span = g_array_index (names, AtriumSpan, i - 1);
      g_autoptr(AtriumValue) person = _atrium_bib_name_read (latex + span.start, latex + span.end, &found);

      if (person == NULL || is_others (latex, span))
        g_array_remove_index (names, i - 1);
    }

  return names;
}

/* TRUE where a name has a mark behind it. */
gboolean
_atrium_bib_names_have_marks (const char *latex)
{
  g_autoptr(GArray) names = _atrium_bib_names_split (latex);
  g_auto(AtriumBibMarks) found = { NULL, NULL };
  gboolean any = FALSE;

  _atrium_bib_marks_init (&found);
  for (guint i = 0; i < names->len && !any; i++)
    {
      AtriumSpan span = g_array_index (names, AtriumSpan, i);
      g_autoptr(AtriumValue) person = _atrium_bib_name_read (latex + span.start, latex + span.end, &found);

      any = person != NULL && found.signs->len > 0;
    }

  return any;
}

/* TRUE where most names are written "First Last". */
gboolean
_atrium_bib_names_are_natural (const char *latex)
{
  g_autoptr(GArray) names = _atrium_bib_names_split (latex);
  int natural = 0;

  for (guint i = 0; i < names->len; i++)
    {
      AtriumSpan span = g_array_index (names, AtriumSpan, i);
      Piece parts[3];

      if (is_others (latex, span) || latex[span.start] == '{')
        continue;
      natural += cut_at_commas (latex + span.start, latex + span.end, parts) > 1 ? -1 : 1;
    }

  return natural > 0;
}
