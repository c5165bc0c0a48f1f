#include "atrium-site-name.h"

#include <string.h>

#include "atrium-read-person.h"
#include "atrium-section-kind.h"
#include "atrium-data.h"

/* The owner's name as a site's settings spell it: with a title in front, a degree behind, a
 * line break in the middle, or not filled in at all. */

/* titles in front of a name, longer ones first */
static const char *const titles[] = {
  "Assistant Professor ", "Associate Professor ", "Professor ", "Prof. ", "Prof ", "Doctor ", "Dr. ", "Dr ", NULL
};

/* degrees behind a name, after a comma */
static const char *const degrees[] = {
  "Ph.D.", "Ph.D", "PhD", "Ph. D.", "M.D.", "MD", "M.Sc.", "M.Sc", "MSc", "M.S.", "MS", "M.A.", "MA", "B.Sc.", "BSc", "Dr.", "Sc.D.", "D.Phil.", "DPhil",
  "P.E.", "PE", "博士", NULL
};

/* words of what a theme puts where a name shall be, and of what people put there instead */
static const char *const no_owner_words[] = {
  "your", "name", "sidebar", "bio", "biography", "interests", "expertise", "about", "home", "homepage", "page", "profile", "contact", "website", "site",
  "title", "untitled", "welcome", "cv", "resume", "blog", NULL
};

/* "he/him", "she/her/hers" */
static gboolean
is_pronouns (const char *start,
             const char *end)
{
  gboolean slash = FALSE;

  for (; start < end; start++)
    {
      if (!g_ascii_isalpha (*start) && *start != '/' && *start != ' ')
        return FALSE;
      slash |= *start == '/';
    }

  return slash;
}

static gboolean
strip_degree (const char *raw,
              gsize       start,
              gsize      *end)
{
  const char *comma = NULL;
  const char *word;

  for (const char *p = raw + start; p < raw + *end; p++)
    if (*p == ',')
      comma = p;
  if (comma == NULL)
    return FALSE;
  word = comma + 1;
  while (*word == ' ')
    word++;

  for (guint i = 0; degrees[i] != NULL; i++)
    if (strlen (degrees[i]) == (gsize) (raw + *end - word) && g_ascii_strncasecmp (word, degrees[i], strlen (degrees[i])) == 0)
      {
        *end = comma - raw;
        return TRUE;
      }

  return FALSE;
}

static gboolean
strip_pronouns (const char *raw,
                gsize       start,
                gsize      *end)
{
  const char *open = g_strrstr_len (raw + start, *end - start, "(");

  if (open == NULL || raw[*end - 1] != ')' || !is_pronouns (open + 1, raw + *end - 1))
    return FALSE;
  *end = open - raw;

  return TRUE;
}

/* the range of the name itself */
static void
find_core (const char *raw,
           gsize      *start,
           gsize      *end)
{
  gboolean again = TRUE;

  *start = 0;
  *end = strlen (raw);
  while (again)
    {
      again = FALSE;
      while (*start < *end && g_ascii_isspace (raw[*start]))
        (*start)++;
      while (*end > *start && g_ascii_isspace (raw[*end - 1]))
        (*end)--;
      for (guint i = 0; titles[i] != NULL && !again; i++)
        if (g_str_has_prefix (raw + *start, titles[i]))
          {
            *start += strlen (titles[i]);
            again = TRUE;
          }
      again |= *end > *start && (strip_degree (raw, *start, end) || strip_pronouns (raw, *start, end));
    }
}

/* without tags, and with one space for any number */
static char *
dup_plain (const char *text,
           gsize       length)
{
  GString *out = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    {
      const char *close = text[i] == '<' ? memchr (text + i, '>', length - i) : NULL;

      if (close != NULL)
        i = close - text;
      if (close != NULL || g_ascii_isspace (text[i]))
        {
          if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c (out, ' ');
        }
      else
        g_string_append_c (out, text[i]);
    }
  g_strchomp (out->str);

  return g_string_free (out, FALSE);
}

static gboolean
is_no_owner (const char *name)
{
  g_autofree char *folded = atrium_section_kind_fold (name);
  g_auto(GStrv) words = g_strsplit (folded, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_strv_contains (no_owner_words, words[i]))
      return TRUE;

  return *folded == '\0';
}

/* "Plato": one word of letters, with a capital first */
static gboolean
is_one_name (const char *name)
{
  if (!g_unichar_isupper (g_utf8_get_char (name)))
    return FALSE;
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isalpha (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

/* The name in a value of the settings, or NULL where it is the theme's own ("Your Name"). */
char *
_atrium_site_name_dup (const char *raw)
{
  g_autofree char *name = NULL;
  gsize start;
  gsize end;

  find_core (raw, &start, &end);
  name = dup_plain (raw + start, end - start);

  return is_no_owner (name) ? NULL : g_steal_pointer (&name);
}

/* The value of the settings that was @raw with another name in it: titles and degrees stay. */
char *
_atrium_site_name_spell (const char *raw,
                         const char *name)
{
  g_autofree char *old = _atrium_site_name_dup (raw);
  gsize start;
  gsize end;

  if (old == NULL)
    return g_strdup (name);
  find_core (raw, &start, &end);

  return g_strdup_printf ("%.*s%s%s", (int) start, raw, name, raw + end);
}

/* Where nothing else names the owner, a site is named after who owns it. */
void
_atrium_site_name_read (AtriumReading *reading)
{
  static const char *const keys[] = { "author/name", "author", "name", "title" };
  AtriumEntry *person = atrium_profile_get_person (reading->profile);
  AtriumSource *source;
  g_autoptr(AtriumData) yaml = NULL;
  gsize length;

  if (atrium_entry_get (person, "name") != NULL || atrium_file_tree_lookup (reading->files, "_config.yml") == NULL)
    return;
  source = atrium_file_tree_get_source (reading->files, "_config.yml", NULL);
  if (source == NULL)
    return;
  atrium_source_get_text (source, &length);
  yaml = atrium_data_read (source, ATRIUM_SPAN (0, length), ATRIUM_DATA_YAML, NULL);

  for (guint i = 0; yaml != NULL && i < G_N_ELEMENTS (keys); i++)
    {
      AtriumDataNode *node = atrium_data_get_at (yaml, keys[i]);
      g_autofree char *name = NULL;

      if (node == NULL || node->type != ATRIUM_DATA_SCALAR || node->text == NULL)
        continue;
      name = _atrium_site_name_dup (node->text);
      if (name == NULL || !(atrium_person_looks_like_name (name) || (i < 3 && is_one_name (name))))
        continue;
      atrium_entry_set_string (person, "name", name);
      if (g_str_equal (name, node->text))
        atrium_slots_add (reading->map->person, "name", source, node->span, ATRIUM_SPELLING_YAML);
      return;
    }
}
