#include "atrium-typed.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "atrium-name.h"

/* typed lists are short; more than this is a paste that went wrong */
#define MAX_TYPED_PEOPLE 2000

static gboolean
every_piece_is_family_given (char **pieces)
{
  for (guint i = 0; pieces[i] != NULL; i++)
    {
      const char *comma = strchr (pieces[i], ',');

      if (comma == NULL || strchr (comma + 1, ',') != NULL || comma[1] == '\0')
        return FALSE;
    }

  return pieces[0] != NULL;
}

static char *
turn_around (const char *family_given)
{
  const char *comma = strchr (family_given, ',');
  g_autofree char *family = g_strndup (family_given, comma - family_given);
  g_autofree char *given = g_strdup (comma + 1);

  return g_strdup_printf ("%s %s", g_strstrip (given), g_strstrip (family));
}

/* "A, B and C", "A; B; C", "Family, Given and Family, Given" to names */
static GPtrArray *
split_names (const char *text)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GRegex) conjunction = g_regex_new ("\\s*(?:;|、|,?\\s+(?:and|und|et|y|&)\\s)\\s*|\\s*;\\s*",
                                               G_REGEX_OPTIMIZE, 0, NULL);
  g_auto(GStrv) pieces = g_regex_split (conjunction, text, 0);

  if (every_piece_is_family_given (pieces) && (pieces[1] != NULL || strchr (text, ';') != NULL))
    {
      for (guint i = 0; pieces[i] != NULL; i++)
        g_ptr_array_add (names, turn_around (pieces[i]));
      return names;
    }

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      g_auto(GStrv) parts = g_strsplit_set (pieces[i], ",", -1);

      for (guint j = 0; parts[j] != NULL; j++)
        g_ptr_array_add (names, g_strdup (parts[j]));
    }

  return names;
}

static gboolean
is_owner (AtriumEntry *person,
          const char  *name)
{
  AtriumValue *names;

  if (person == NULL)
    return FALSE;

  if (atrium_entry_get_string (person, "name") != NULL &&
      atrium_name_matches (atrium_entry_get_string (person, "name"), name))
    return TRUE;

  names = atrium_entry_get (person, "names");
  for (guint i = 0; i < atrium_value_get_n_items (names); i++)
    {
      const char *other = atrium_value_get_string (atrium_value_get_item (names, i));

      if (other != NULL && atrium_name_matches (other, name))
        return TRUE;
    }

  return FALSE;
}

static AtriumValue *
with_true (AtriumValue *record,
           const char  *member)
{
  g_autoptr(AtriumValue) old = record;
  g_autoptr(AtriumValue) yes = atrium_value_new_boolean (TRUE);

  return atrium_value_with_member (old, member, yes);
}

GPtrArray *
atrium_typed_to_people (const char  *text,
                        AtriumEntry *person)
{
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);
  g_autoptr(GPtrArray) names = split_names (text);

  for (guint i = 0; i < names->len && people->len < MAX_TYPED_PEOPLE; i++)
    {
      char *name = g_strstrip (g_ptr_array_index (names, i));
      gboolean equal = g_str_has_suffix (name, "*");
      AtriumValue *record;

      if (equal)
        name[strlen (name) - 1] = '\0';
      g_strchomp (name);
      if (*name == '\0')
        continue;

      record = atrium_name_to_person (name);
      if (is_owner (person, name))
        record = with_true (record, "self");
      if (equal)
        record = with_true (record, "equal");
      g_ptr_array_add (people, record);
    }

  return people;
}

typedef struct
{
  const char *part;
  const char *label;
} LinkGuess;

static const LinkGuess link_guesses[] = {
  { "arxiv.org/", N_("arXiv") },
  { "doi.org/", N_("DOI") },
  { "github.com/", N_("Code") },
  { "gitlab.com/", N_("Code") },
  { "codeberg.org/", N_("Code") },
  { "//git.", N_("Code") },
  { "youtube.com/", N_("Video") },
  { "youtu.be/", N_("Video") },
  { "vimeo.com/", N_("Video") },
  { "//video.", N_("Video") },
  { "zenodo.org/", N_("Data") },
  { "huggingface.co/datasets", N_("Data") },
  { "huggingface.co/", N_("Model") },
  { "openreview.net/", N_("Paper") },
  { "slides", N_("Slides") },
  { "poster", N_("Poster") },
  { ".bib", N_("BibTeX") },
  { ".pdf", N_("Paper") },
};

static char *
guess_label (const char *url)
{
  g_autoptr(GUri) uri = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (link_guesses); i++)
    if (strstr (url, link_guesses[i].part) != NULL)
      return g_strdup (_(link_guesses[i].label));

  uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  if (uri != NULL && g_strcmp0 (g_uri_get_scheme (uri), "mailto") == 0)
    return g_strdup (_("E-mail"));

  return g_strdup (_("Website"));
}

static gboolean
looks_like_target (const char *word)
{
  return strstr (word, "://") != NULL || g_str_has_prefix (word, "mailto:") ||
         g_str_has_prefix (word, "www.") || strchr (word, '/') != NULL || strchr (word, '#') == word;
}

AtriumValue *
atrium_typed_to_link (const char *text)
{
  g_autofree char *copy = g_strstrip (g_strdup (text));
  g_autoptr(AtriumValue) record = atrium_value_new_record ();
  g_autoptr(AtriumValue) labelled = NULL;
  g_autofree char *url = NULL;
  g_autofree char *label = NULL;
  char *space = strrchr (copy, ' ');

  if (*copy == '\0')
    return NULL;

  if (space != NULL && looks_like_target (space + 1))
    {
      url = g_strdup (space + 1);
      label = g_strchomp (g_strndup (copy, space - copy));
    }
  else if (space == NULL && looks_like_target (copy))
    url = g_strdup (copy);
  else
    label = g_strdup (copy);

  if (url != NULL && g_str_has_prefix (url, "www."))
    {
      g_autofree char *bare = g_steal_pointer (&url);

      url = g_strconcat ("https://", bare, NULL);
    }
  if (label == NULL)
    label = guess_label (url);

  labelled = atrium_value_with_string (record, "label", label);
  return atrium_value_with_string (labelled, "url", url);
}

gboolean
atrium_typed_to_date (const char *text,
                      AtriumDate *date)
{
  g_autofree char *copy = g_strstrip (g_strdup (text));
  gsize used = 0;

  if (atrium_date_from_iso (copy, date))
    return TRUE;

  return atrium_date_scan (copy, -1, date, &used) && used == strlen (copy);
}

AtriumValue *
atrium_typed_to_number (const char *text)
{
  g_autofree char *copy = g_strstrip (g_strdup (text));
  char *end = NULL;
  gint64 whole;
  double number;

  g_strdelimit (copy, ",", '.');
  if (*copy == '\0')
    return NULL;

  whole = g_ascii_strtoll (copy, &end, 10);
  if (*end == '\0' && whole > G_MININT64 && whole < G_MAXINT64)
    return atrium_value_new_integer (whole);

  number = g_ascii_strtod (copy, &end);
  if (*end != '\0' || !isfinite (number))
    return NULL;

  return atrium_value_new_double (number);
}

gboolean
atrium_typed_is_url (const char *text)
{
  g_autoptr(GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);

  if (uri == NULL)
    return FALSE;

  if (g_str_equal (g_uri_get_scheme (uri), "mailto"))
    return TRUE;

  return (g_str_equal (g_uri_get_scheme (uri), "https") || g_str_equal (g_uri_get_scheme (uri), "http")) &&
         g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0';
}

char *
atrium_number_dup_text (AtriumValue *value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (value == NULL || atrium_value_get_value_type (value) != ATRIUM_VALUE_NUMBER)
    return g_strdup (atrium_value_get_string (value) != NULL ? atrium_value_get_string (value) : "");

  if (atrium_value_is_integer (value))
    return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) atrium_value_get_number (value));

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.10g", atrium_value_get_number (value)));
}
