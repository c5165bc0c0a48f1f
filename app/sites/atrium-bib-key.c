#include "atrium-bib-file.h"

#include <string.h>

#include "atrium-escape.h"
#include "atrium-name.h"

/* The key of a new entry, made as another one's is: of the family name, the year and a word of
 * the title, in whatever order and letters. */

/* what keys are made of, in small letters */
typedef struct
{
  char  *family;
  char  *families;     /* first letters of all, as in "ovb31" */
  char  *year;
  char **words;        /* of the title, those that say something first */
} Parts;

static void
parts_clear (Parts *self)
{
  g_free (self->family);
  g_free (self->families);
  g_free (self->year);
  g_strfreev (self->words);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

static char *
fold (const char *text)
{
  g_autofree char *slug = atrium_slugify (text);
  GString *out = g_string_new (NULL);

  for (const char *p = slug; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (out, g_ascii_tolower (*p));

  return g_string_free_and_steal (out);
}

static char *
family_of (AtriumValue *person)
{
  const char *family = atrium_value_get_member_string (person, "family");
  const char *name = atrium_value_get_member_string (person, "name");
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (family == NULL && name != NULL && atrium_name_split (name, &first, &last))
    family = last;

  return fold (family != NULL ? family : name != NULL ? name : "");
}

static gboolean
is_small_word (const char *word)
{
  static const char *const words[] = {
    "a", "an", "the", "on", "in", "of", "for", "to", "and", "with", "from", "by", "at", "is", "are", "how", "what", "why",
    "do", "does", "can", "towards", "toward", "via", NULL,
  };

  return *word == '\0' || g_strv_contains (words, word);
}

static char **
title_words (const char *title)
{
  g_auto(GStrv) raw = g_strsplit_set (title != NULL ? title : "", " -\t\n:;,.?!()[]{}$/\\*_\"'`", 200);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint round = 0; round < 2; round++)
    for (guint i = 0; raw[i] != NULL; i++)
      {
        g_autofree char *word = fold (raw[i]);

        if (*word != '\0' && is_small_word (word) == (round == 1))
          g_strv_builder_add (builder, word);
      }

  return g_strv_builder_end (builder);
}

static void
parts_init (Parts       *self,
            AtriumEntry *entry)
{
  AtriumValue *authors = atrium_entry_get (entry, "authors");
  const char *date = atrium_entry_get_string (entry, "date");
  GString *letters = g_string_new (NULL);

  self->family = atrium_value_get_n_items (authors) > 0 ? family_of (atrium_value_get_item (authors, 0)) : g_strdup ("");
  for (guint i = 0; i < MIN (atrium_value_get_n_items (authors), 20); i++)
    {
      g_autofree char *family = family_of (atrium_value_get_item (authors, i));

      g_string_append_len (letters, family, MIN (strlen (family), 1));
    }
  self->families = g_string_free_and_steal (letters);
  self->year = date != NULL && strlen (date) >= 4 ? g_strndup (date, 4) : g_strdup ("");
  self->words = title_words (atrium_entry_get_string (entry, "title"));
}

/* what @text begins with, in whatever letters; 0 where it is something else */
static gsize
begins_with (const char *text,
             const char *part)
{
  gsize length = strlen (part);

  return length > 0 && g_ascii_strncasecmp (text, part, length) == 0 ? length : 0;
}

static void
append_like (GString    *out,
             const char *part,
             const char *sample,
             gsize       length)
{
  gboolean upper = g_ascii_isupper (sample[0]);
  gboolean all = upper && length > 1 && g_ascii_isupper (sample[1]);

  for (gsize i = 0; part[i] != '\0'; i++)
    g_string_append_c (out, all || (upper && i == 0) ? g_ascii_toupper (part[i]) : part[i]);
}

static gsize
take_word (GString     *out,
           const char  *sample,
           const Parts *old,
           const Parts *new,
           guint       *next)
{
  for (guint i = 0; old->words[i] != NULL; i++)
    {
      gsize length = begins_with (sample, old->words[i]);

      if (length == 0)
        continue;
      if (*next < g_strv_length (new->words))
        append_like (out, new->words[*next], sample, length);
      (*next)++;
      return length;
    }

  return 0;
}

/* one part of the sample, said of the new entry; 0 where it cannot be told what it is */
static gsize
take_part (GString     *out,
           const char  *sample,
           const Parts *old,
           const Parts *new,
           guint       *next)
{
  gsize length;

  if (strchr ("-_:/.+", *sample) != NULL)
    {
      g_string_append_c (out, *sample);
      return 1;
    }
  if ((length = begins_with (sample, old->year)) > 0)
    {
      g_string_append (out, new->year);
      return length;
    }
  if (*old->year != '\0' && (length = begins_with (sample, old->year + 2)) > 0)
    {
      g_string_append (out, *new->year != '\0' ? new->year + 2 : "");
      return length;
    }
  if ((length = begins_with (sample, old->family)) > 0)
    {
      append_like (out, new->family, sample, length);
      return length;
    }
  if ((length = take_word (out, sample, old, new, next)) > 0)
    return length;
  if (strlen (old->families) > 1 && (length = begins_with (sample, old->families)) > 0)
    {
      append_like (out, new->families, sample, length);
      return length;
    }

  return 0;
}

static char *
default_key (const Parts *parts)
{
  char *key = g_strconcat (parts->family, parts->year, parts->words[0] != NULL ? parts->words[0] : "", NULL);

  if (*key == '\0')
    {
      g_free (key);
      key = g_strdup ("entry");
    }

  return key;
}

/* A key for @entry that is made as @sample is of @sample_entry. */
char *
_atrium_bib_compose_key (AtriumEntry *entry,
                         const char  *sample,
                         AtriumEntry *sample_entry)
{
  g_auto(Parts) new = { NULL, NULL, NULL, NULL };
  g_auto(Parts) old = { NULL, NULL, NULL, NULL };
  g_autoptr(GString) out = g_string_new (NULL);
  guint next = 0;

  parts_init (&new, entry);
  if (sample == NULL || sample_entry == NULL)
    return default_key (&new);
  parts_init (&old, sample_entry);
  while (*sample != '\0')
    {
      gsize length = take_part (out, sample, &old, &new, &next);

      /* a letter behind the year told it from another key */
      if (length == 0 && sample[1] == '\0' && g_ascii_islower (*sample) && out->len > 0)
        length = 1;
      if (length == 0)
        return default_key (&new);
      sample += length;
    }
  if (out->len == 0 || strpbrk (out->str, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == NULL)
    return default_key (&new);

  return g_string_free_and_steal (g_steal_pointer (&out));
}
