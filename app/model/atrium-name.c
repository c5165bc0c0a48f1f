#include "atrium-name.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* names are compared by at most this many words */
#define MAX_WORDS 16

static gboolean
is_han (gunichar c)
{
  return (c >= 0x3400 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff);
}

/* Han, kana or Hangul: scripts in which the family name comes first */
static gboolean
is_east_asian (gunichar c)
{
  return is_han (c) || (c >= 0x3040 && c <= 0x30ff) || (c >= 0xac00 && c <= 0xd7a3) || c == 0x3005;
}

static gboolean
is_east_asian_name (const char *name)
{
  gboolean any = FALSE;

  for (; *name != '\0'; name = g_utf8_next_char (name))
    {
      gunichar c = g_utf8_get_char (name);

      if (g_unichar_isalpha (c) && !is_east_asian (c))
        return FALSE;
      any |= is_east_asian (c);
    }

  return any;
}

/* one word without accents, in lower case, as names are compared */
static char *
fold_word (const char *word,
           gsize       length)
{
  static const struct { gunichar from; const char *to; } letters[] = {
    { 0x00f8, "o" }, { 0x0142, "l" }, { 0x00df, "ss" }, { 0x0111, "d" }, { 0x0131, "i" }, { 0x00e6, "ae" }, { 0x0153, "oe" }, { 0x00f0, "d" },
    { 0x00fe, "th" },
  };
  g_autofree char *plain = NULL;
  GString *out = g_string_sized_new (length);
  gsize ascii = 0;

  /* most names need no table */
  while (ascii < length && (guchar) word[ascii] < 0x80)
    {
      if (g_ascii_isalnum (word[ascii]))
        g_string_append_c (out, g_ascii_tolower (word[ascii]));
      ascii++;
    }
  if (ascii == length)
    return g_string_free_and_steal (out);

  g_string_truncate (out, 0);
  plain = g_utf8_normalize (word, length, G_NORMALIZE_ALL);
  for (const char *at = plain; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_unichar_tolower (g_utf8_get_char (at));
      guint i;

      if (!g_unichar_isalnum (c))
        continue;
      for (i = 0; i < G_N_ELEMENTS (letters) && letters[i].from != c; i++)
        continue;
      if (i < G_N_ELEMENTS (letters))
        g_string_append (out, letters[i].to);
      else
        g_string_append_unichar (out, c);
    }

  return g_string_free_and_steal (out);
}

/* "王嘉琪  Jiaqi Wang": one spelling in each script, side by side */
static void
split_scripts (char **outside,
               char **inside)
{
  const char *first = *outside;
  const char *at = first;
  gboolean asian = is_east_asian (g_utf8_get_char (first));

  while (*at != '\0' && (!g_unichar_isalpha (g_utf8_get_char (at)) || is_east_asian (g_utf8_get_char (at)) == asian))
    at = g_utf8_next_char (at);
  if (*at == '\0' || at == first)
    return;
  /* only one change from script to script, as of two names */
  for (const char *rest = at; *rest != '\0'; rest = g_utf8_next_char (rest))
    if (g_unichar_isalpha (g_utf8_get_char (rest)) && is_east_asian (g_utf8_get_char (rest)) == asian)
      return;

  *inside = asian ? g_strndup (first, at - first) : g_strdup (at);
  if (asian)
    {
      char *latin = g_strstrip (g_strdup (at));

      g_free (*outside);
      *outside = latin;
    }
  else
    {
      (*outside)[at - first] = '\0';
      g_strstrip (*outside);
    }
  g_strstrip (*inside);
}

/* the name without what stands in parentheses, and that, or the spelling in another script */
static void
split_parentheses (const char  *name,
                   char       **outside,
                   char       **inside)
{
  static const char *const pairs[][2] = { { "(", ")" }, { "（", "）" } };

  *inside = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      const char *open = strstr (name, pairs[i][0]);
      const char *close = open != NULL ? strstr (open, pairs[i][1]) : NULL;

      if (close == NULL)
        continue;
      open += strlen (pairs[i][0]);
      *inside = g_strstrip (g_strndup (open, close - open));
      *outside = g_strdup_printf ("%.*s %s", (int) (open - strlen (pairs[i][0]) - name), name,
                                  close + strlen (pairs[i][1]));
      g_strstrip (*outside);
      return;
    }
  *outside = g_strstrip (g_strdup (name));
  split_scripts (outside, inside);
}

static GPtrArray *
split_words (const char *text)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  while (*text != '\0' && words->len < MAX_WORDS)
    {
      const char *start = text;

      while (*text != '\0' && !g_unichar_isspace (g_utf8_get_char (text)))
        text = g_utf8_next_char (text);
      if (text > start)
        g_ptr_array_add (words, g_strndup (start, text - start));
      if (*text != '\0')
        text = g_utf8_next_char (text);
    }

  return words;
}

static char *
join_words (GPtrArray *words,
            guint      first,
            guint      end)
{
  GString *out = g_string_new (NULL);

  for (guint i = first; i < end; i++)
    g_string_append_printf (out, "%s%s", i > first ? " " : "", (char *) words->pdata[i]);

  return g_string_free_and_steal (out);
}

static gboolean
is_particle (const char *word)
{
  static const char *const particles[] = {
    "van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "das", "du", "la", "le", "el", "al",
    "bin", "ibn", "ter", "ten", "zu", "zur", "vom", "af", "av", "y", "e", NULL,
  };

  return g_strv_contains (particles, word);
}

static gboolean
is_suffix (const char *word)
{
  static const char *const suffixes[] = { "Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", NULL };

  return g_strv_contains (suffixes, word);
}

/* "L.", "LJ", "J.-P." */
static gboolean
is_initials (const char *word)
{
  guint letters = 0;
  gboolean dot = FALSE;

  for (; *word != '\0'; word = g_utf8_next_char (word))
    {
      gunichar c = g_utf8_get_char (word);

      if (c == '.' || c == '-')
        dot |= c == '.';
      else if (g_unichar_isupper (c))
        letters++;
      else
        return FALSE;
    }

  return letters == 1 || (dot && letters <= 4);
}

/* a word written in capitals, as many write the family name */
static gboolean
is_capitals (const char *word)
{
  guint letters = 0;
  gboolean vowel = g_str_equal (word, "NG");

  for (; *word != '\0'; word = g_utf8_next_char (word))
    {
      gunichar c = g_utf8_get_char (word);

      if (c == '.' || g_unichar_islower (c))
        return FALSE;
      letters += g_unichar_isupper (c);
      vowel |= c < 0x80 && strchr ("AEIOUY", c) != NULL;
    }

  /* two consonants are initials */
  return letters >= 3 || (letters == 2 && vowel);
}

/* the only word in capitals, where there are others; else the number of words */
static guint
find_capitals (GPtrArray *words)
{
  guint found = words->len;

  for (guint i = 0; i < words->len; i++)
    {
      if (!is_capitals (words->pdata[i]) || is_suffix (words->pdata[i]))
        continue;
      if (found < words->len)
        return words->len;
      found = i;
    }

  return found;
}

static gboolean
split_east_asian (const char  *name,
                  char       **given,
                  char       **family)
{
  static const char *const compound[] = {
    "欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官", "皇甫", "尉迟", "尉遲", "公孙", "公孫", "慕容", "令狐", "司徒", "夏侯", "东方", "東方", "南宫", "端木", NULL,
  };
  g_autoptr(GPtrArray) words = split_words (name);
  const char *word;
  gsize length;

  if (words->len >= 2)
    {
      *family = g_strdup (words->pdata[0]);
      *given = join_words (words, 1, words->len);
      return TRUE;
    }
  if (words->len == 0 || g_utf8_strlen (words->pdata[0], -1) < 2)
    return FALSE;

  word = words->pdata[0];
  length = g_utf8_next_char (word) - word;
  for (guint i = 0; compound[i] != NULL; i++)
    if (g_str_has_prefix (word, compound[i]) && word[strlen (compound[i])] != '\0')
      length = strlen (compound[i]);
  *family = g_strndup (word, length);
  *given = g_strdup (word + length);

  return TRUE;
}

static gboolean
split_at_comma (const char  *name,
                char       **given,
                char       **family)
{
  const char *comma = strchr (name, ',');
  g_autofree char *first = g_strstrip (g_strndup (name, comma - name));
  g_autofree char *rest = g_strstrip (g_strdup (comma + 1));
  char *second = strchr (rest, ',');

  /* "King, Jr., Martin" and "Martin King, Jr." */
  if (second != NULL)
    {
      *second = '\0';
      *family = g_strdup_printf ("%s %s", first, g_strstrip (rest));
      *given = g_strstrip (g_strdup (second + 1));
    }
  else if (is_suffix (rest))
    {
      g_autofree char *joined = g_strdup_printf ("%s %s", first, rest);

      return atrium_name_split (joined, given, family);
    }
  else
    {
      *family = g_steal_pointer (&first);
      *given = g_steal_pointer (&rest);
    }

  return **given != '\0' && **family != '\0';
}

static gboolean
split_western (const char  *name,
               char       **given,
               char       **family)
{
  g_autoptr(GPtrArray) words = split_words (name);
  guint end = words->len;
  guint first;
  guint capitals;

  if (words->len < 2)
    return FALSE;

  capitals = find_capitals (words);
  if (capitals == 0 || (words->len == 2 && is_initials (words->pdata[1]) && !is_initials (words->pdata[0])))
    {
      *family = g_strdup (words->pdata[0]);
      *given = join_words (words, 1, end);
      return TRUE;
    }

  first = end - 1;
  if (is_suffix (words->pdata[first]) && first > 1)
    first--;
  while (first > 1 && is_particle (words->pdata[first - 1]))
    first--;
  *given = join_words (words, 0, first);
  *family = join_words (words, first, end);

  return TRUE;
}

/**
 * atrium_name_split:
 * @name: a name as it stands in an author list, plain text
 * @given: (out) (transfer full) (nullable): the given names or initials
 * @family: (out) (transfer full) (nullable): the family name with its particles
 *
 * Tells the given from the family name: "Li, Lei", "Lei Li", "Lei LI", "Jan van der Berg",
 * "李雷". A second spelling in parentheses is left out.
 *
 * Returns: whether there are both; if not, both are %NULL
 */
gboolean
atrium_name_split (const char  *name,
                   char       **given,
                   char       **family)
{
  g_autofree char *outside = NULL;
  g_autofree char *inside = NULL;
  gboolean ok;

  g_return_val_if_fail (name != NULL && given != NULL && family != NULL, FALSE);

  *given = NULL;
  *family = NULL;
  split_parentheses (name, &outside, &inside);

  if (strchr (outside, ',') != NULL)
    ok = split_at_comma (outside, given, family);
  else if (is_east_asian_name (outside))
    ok = split_east_asian (outside, given, family);
  else
    ok = split_western (outside, given, family);

  if (!ok)
    {
      g_clear_pointer (given, g_free);
      g_clear_pointer (family, g_free);
    }

  return ok;
}

/* the words of given names, also where hyphens or dots part them, folded */
static GPtrArray *
fold_given (const char *given)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  const char *at = given;

  while (*at != '\0' && words->len < MAX_WORDS)
    {
      const char *start = at;
      g_autofree char *word = NULL;
      g_autofree char *raw = NULL;

      while (*at != '\0' && !g_unichar_isspace (g_utf8_get_char (at)) && *at != '.' && g_utf8_get_char (at) != 0x2010
             && *at != '-')
        at = g_utf8_next_char (at);
      raw = g_strndup (start, at - start);
      word = fold_word (start, at - start);
      /* LJ are two initials */
      if (strlen (raw) == 2 && g_ascii_isupper (raw[0]) && g_ascii_isupper (raw[1]))
        {
          g_ptr_array_add (words, g_strndup (word, 1));
          g_ptr_array_add (words, g_strdup (word + 1));
        }
      else if (*word != '\0')
        {
          g_ptr_array_add (words, g_steal_pointer (&word));
        }
      if (*at != '\0')
        at = g_utf8_next_char (at);
    }

  return words;
}

static gboolean
is_letter (const char *word)
{
  return *word != '\0' && *g_utf8_next_char (word) == '\0';
}

static gboolean
given_words_match (const char *a,
                   const char *b)
{
  if (is_letter (a) || is_letter (b))
    return g_utf8_get_char (a) == g_utf8_get_char (b);

  return g_str_equal (a, b);
}

static gboolean
given_match (const char *a,
             const char *b)
{
  g_autoptr(GPtrArray) x = fold_given (a);
  g_autoptr(GPtrArray) y = fold_given (b);
  g_autofree char *joined_a = fold_word (a, strlen (a));
  g_autofree char *joined_b = fold_word (b, strlen (b));

  if (g_str_equal (joined_a, joined_b))
    return TRUE;
  if (x->len == 0 || y->len == 0)
    return FALSE;

  /* middle names may be left out, the first one not */
  for (guint i = 0; i < MIN (x->len, y->len); i++)
    if (!given_words_match (x->pdata[i], y->pdata[i]))
      return FALSE;

  return TRUE;
}

static gboolean
split_names_match (const char *given_a,
                   const char *family_a,
                   const char *given_b,
                   const char *family_b)
{
  g_autofree char *x = fold_word (family_a, strlen (family_a));
  g_autofree char *y = fold_word (family_b, strlen (family_b));

  return *x != '\0' && g_str_equal (x, y) && given_match (given_a, given_b);
}

/* the letters that words of a name begin with, and those that more than one begins with; FALSE
 * where they are not all of the alphabet of ASCII */
static gboolean
find_first_letters (const char *name,
                    guint32    *once,
                    guint32    *twice)
{
  gboolean begins = TRUE;

  *once = *twice = 0;
  for (; *name != '\0'; name++)
    {
      if ((guchar) *name >= 0x80)
        return FALSE;
      if (g_ascii_isspace (*name) || strchr (".,-", *name) != NULL)
        begins = TRUE;
      else if (g_ascii_isalpha (*name) && begins)
        {
          guint32 letter = 1u << (g_ascii_tolower (*name) - 'a');

          *twice |= *once & letter;
          *once |= letter;
          begins = FALSE;
        }
    }

  return TRUE;
}

/* Names of one person have the first letters of a family and of a given name in common: most
 * of the others are told apart by that, without splitting them. */
static gboolean
first_letters_match (const char *a,
                     const char *b)
{
  guint32 once_a, twice_a, once_b, twice_b, common;

  if (!find_first_letters (a, &once_a, &twice_a) || !find_first_letters (b, &once_b, &twice_b))
    return TRUE;
  common = once_a & once_b;

  return (common & (common - 1)) != 0 || (common & twice_a & twice_b) != 0;
}

/* one spelling against another, without parentheses */
static gboolean
spellings_match (const char *a,
                 const char *b)
{
  g_autofree char *given_a = NULL;
  g_autofree char *family_a = NULL;
  g_autofree char *given_b = NULL;
  g_autofree char *family_b = NULL;
  g_autofree char *folded_a = fold_word (a, strlen (a));
  g_autofree char *folded_b = fold_word (b, strlen (b));

  if (*folded_a == '\0' || *folded_b == '\0')
    return FALSE;
  if (g_str_equal (folded_a, folded_b))
    return TRUE;
  if (!first_letters_match (a, b))
    return FALSE;
  if (is_east_asian_name (a) || is_east_asian_name (b)
      || !atrium_name_split (a, &given_a, &family_a) || !atrium_name_split (b, &given_b, &family_b))
    return FALSE;
  if (split_names_match (given_a, family_a, given_b, family_b))
    return TRUE;

  /* "Li Lei" and "Lei Li": the family name first, where no given name is only an initial */
  return !is_initials (given_a) && !is_initials (given_b)
         && split_names_match (given_a, family_a, family_b, given_b)
         && split_names_match (family_a, given_a, given_b, family_b);
}

/**
 * atrium_name_matches:
 * @a: a name, plain text
 * @b: another one
 *
 * Compares names without regard to accents, letter case, order, initials and middle names that
 * one of them leaves out. A second spelling in parentheses counts too.
 *
 * Returns: whether both can be the name of one person
 */
gboolean
atrium_name_matches (const char *a,
                     const char *b)
{
  char *spellings_a[2];
  char *spellings_b[2];
  gboolean matches = FALSE;

  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  split_parentheses (a, &spellings_a[0], &spellings_a[1]);
  split_parentheses (b, &spellings_b[0], &spellings_b[1]);
  for (guint i = 0; i < 2; i++)
    for (guint j = 0; j < 2; j++)
      if (spellings_a[i] != NULL && spellings_b[j] != NULL)
        matches |= spellings_match (spellings_a[i], spellings_b[j]);
  for (guint i = 0; i < 2; i++)
    {
      g_free (spellings_a[i]);
      g_free (spellings_b[i]);
    }

  return matches;
}

/**
 * atrium_name_to_person:
 * @name: a name, plain text
 *
 * Returns: (transfer full): a person record with the name as it is, and its given and family
 *   part where they can be told apart
 */
AtriumValue *
atrium_name_to_person (const char *name)
{
  g_autoptr(AtriumValue) person = NULL;
  g_autofree char *given = NULL;
  g_autofree char *family = NULL;
  const char *names[] = { "name", "given", "family" };
  AtriumValue *values[3];
  guint n = 1;

  g_return_val_if_fail (name != NULL, NULL);

  values[0] = atrium_value_new_string (name);
  if (atrium_name_split (name, &given, &family))
    {
      values[n++] = atrium_value_new_string (given);
      values[n++] = atrium_value_new_string (family);
    }
  person = atrium_value_new_record_of (names, values, n);
  for (guint i = 0; i < n; i++)
    atrium_value_unref (values[i]);

  return g_steal_pointer (&person);
}

/**
 * atrium_people_dup_label:
 * @people: (nullable): a list of person records, or of strings
 * @most: the number of names that are given, 0 for all
 *
 * Returns: (transfer full): the names, as in "A, B and C" or "A, B et al."
 */
char *
atrium_people_dup_label (AtriumValue *people,
                         guint        most)
{
  GString *out = g_string_new (NULL);
  guint n = atrium_value_get_value_type (people) == ATRIUM_VALUE_LIST ? atrium_value_get_n_items (people) : 0;
  gboolean shortened = most > 0 && n > most;
  guint shown = shortened ? most : n;

  for (guint i = 0; i < shown; i++)
    {
      AtriumValue *item = atrium_value_get_item (people, i);
      const char *name = atrium_value_get_string (item);

      if (name == NULL)
        name = atrium_value_get_member_string (item, "name");
      if (i > 0)
        g_string_append (out, i == n - 1 ? C_("between the last two names", " and ") : ", ");
      g_string_append (out, name != NULL ? name : "");
    }
  if (shortened)
    g_string_append (out, C_("after some names of many", " et al."));

  return g_string_free_and_steal (out);
}
