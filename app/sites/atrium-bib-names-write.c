#include "atrium-bib-names.h"

#include <string.h>

#include "atrium-latex.h"
#include "atrium-name.h"
#include "atrium-writer-private.h"

/* Spells the names of a BibTeX field: those that did not change stay as they are written. */

typedef struct
{
  const AtriumBibNameStyle *style;
  const char               *source;     /* the inside of the old value */
  GArray                   *spans;      /* of the old names in it */
  AtriumValue              *before;
  AtriumValue              *after;
  gboolean                  natural;
  char                     *equal;      /* how equal contribution is marked */
  char                     *corresponding;
} Speller;

static const char *
string_of (AtriumValue *person,
           const char  *name)
{
  const char *text = atrium_value_get_member_string (person, name);

  return text != NULL && *text != '\0' ? text : NULL;
}

static gboolean
flag_of (AtriumValue *person,
         const char  *name)
{
  return atrium_value_get_boolean (atrium_value_get_member (person, name));
}

/* whether the parts of the record say its name; else the name was changed and they were not */
static gboolean
parts_say_name (const char *name,
                const char *given,
                const char *family)
{
  g_autofree char *western = g_strdup_printf ("%s %s", given, family);
  g_autofree char *eastern = g_strdup_printf ("%s%s", family, given);
  g_autofree char *comma = g_strdup_printf ("%s, %s", family, given);

  return g_str_equal (western, name) || g_str_equal (eastern, name) || g_str_equal (comma, name);
}

static void
split_name (AtriumValue  *person,
            char        **given,
            char        **family)
{
  const char *name = string_of (person, "name");
  const char *is_given = string_of (person, "given");
  const char *is_family = string_of (person, "family");

  *given = *family = NULL;
  if (is_given != NULL && is_family != NULL && (name == NULL || parts_say_name (name, is_given, is_family)))
    {
      *given = g_strdup (is_given);
      *family = g_strdup (is_family);
    }
  else if (name != NULL)
    atrium_name_split (name, given, family);
}

/* "Reyes Jr." to "Reyes" and "Jr." */
static char *
take_suffix (char *family)
{
  static const char *const suffixes[] = { "Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV", NULL };
  char *space = strrchr (family, ' ');

  if (space == NULL || !g_strv_contains (suffixes, space + 1))
    return NULL;
  *space = '\0';

  return g_strdup (space + 1);
}

/* a piece of a name; in braces where it would fall apart */
static char *
spell_piece (Speller    *self,
             const char *text,
             gboolean    whole)
{
  g_autofree char *latex = atrium_text_to_latex (text, self->style->ascii);

  if (whole || strchr (latex, ',') != NULL || strstr (latex, " and ") != NULL)
    return g_strconcat ("{", latex, "}", NULL);

  return g_steal_pointer (&latex);
}

/* whether "First Last" would be read with another family name */
static gboolean
family_falls_apart (const char *family)
{
  return strchr (family, ' ') != NULL && !g_unichar_islower (g_utf8_get_char (family));
}

static gboolean
begins_small (const char *family)
{
  return g_unichar_islower (g_utf8_get_char (family)) && strchr (family, ' ') != NULL;
}

static char *
spell_parts (Speller    *self,
             const char *given,
             const char *name,
             const char *marks)
{
  g_autofree char *family = g_strdup (name);
  gboolean whole = self->style->whole_family && begins_small (name);
  g_autofree char *suffix = self->style->whole_family ? NULL : take_suffix (family);
  g_autofree char *first = spell_piece (self, given, FALSE);
  g_autofree char *last = NULL;

  if (self->style->whole_family && !whole)
    {
      g_autofree char *copy = g_strdup (family);
      g_autofree char *junior = take_suffix (copy);

      whole = junior != NULL;
    }
  if (suffix == NULL && self->natural && !whole)
    {
      last = spell_piece (self, family, family_falls_apart (family));
      return g_strconcat (first, " ", last, marks, NULL);
    }
  last = spell_piece (self, family, whole);
  if (suffix != NULL)
    return g_strconcat (last, marks, ", ", suffix, ", ", first, NULL);

  return g_strconcat (last, marks, ", ", first, NULL);
}

static char *
spell_person (Speller     *self,
              AtriumValue *person,
              gboolean     group)
{
  const char *name = string_of (person, "name");
  gboolean marked = self->style->marks;
  g_autofree char *marks = g_strconcat (marked && flag_of (person, "equal") ? self->equal : "",
                                        marked && flag_of (person, "corresponding") ? self->corresponding : "",
                                        string_of (person, "note"), NULL);
  g_autofree char *given = NULL;
  g_autofree char *family = NULL;

  if (!group)
    split_name (person, &given, &family);
  if (given != NULL && family != NULL)
    return spell_parts (self, given, family, marks);
  if (name == NULL)
    name = family != NULL ? family : string_of (person, "family");
  if (name == NULL)
    return NULL;
  family = spell_piece (self, name, group || strchr (name, ' ') != NULL);

  return g_strconcat (family, marks, NULL);
}

static AtriumSpan
span_at (Speller *self,
         guint    index)
{
  return g_array_index (self->spans, AtriumSpan, index);
}

/* the mark that a name of the list has for @flag */
static char *
find_mark (Speller    *self,
           const char *flag,
           const char *otherwise)
{
  g_auto(AtriumBibMarks) found = { NULL, NULL };

  _atrium_bib_marks_init (&found);
  for (guint i = 0; i < self->spans->len; i++)
    {
      AtriumSpan span = span_at (self, i);
      g_autoptr(AtriumValue) person = NULL;

      if (!flag_of (atrium_value_get_item (self->before, i), flag))
        continue;
      person = _atrium_bib_name_read (self->source + span.start, self->source + span.end, &found);
      if (found.latex->len > 0 && g_utf8_strlen (found.signs->str, -1) == 1)
        return g_strdup (found.latex->str);
    }

  return g_strdup (otherwise);
}

static gboolean
same_person (AtriumValue *a,
             AtriumValue *b)
{
  return _atrium_list_item_equal (ATRIUM_FIELD_PEOPLE, a, b);
}

/* the old name that each new one was, or -1 where it is new */
static int *
match_people (Speller *self)
{
  guint n_old = self->spans->len;
  guint n_new = atrium_value_get_n_items (self->after);
  int *match = g_new (int, n_new + 1);
  g_autofree gboolean *used = g_new0 (gboolean, n_old + 1);

  for (guint i = 0; i < n_new; i++)
    {
      match[i] = -1;
      if (i < n_old && same_person (atrium_value_get_item (self->before, i), atrium_value_get_item (self->after, i)))
        {
          match[i] = i;
          used[i] = TRUE;
        }
    }
  for (guint i = 0; i < n_new && (guint64) n_new * n_old < 4000000; i++)
    for (guint j = 0; match[i] < 0 && j < n_old; j++)
      if (!used[j] && same_person (atrium_value_get_item (self->before, j), atrium_value_get_item (self->after, i)))
        {
          match[i] = j;
          used[j] = TRUE;
        }

  return match;
}

static char *
spell_item (Speller *self,
            guint    index,
            int      match)
{
  AtriumValue *person = atrium_value_get_item (self->after, index);
  gboolean group = FALSE;

  if (match >= 0)
    {
      AtriumSpan span = span_at (self, match);

      return g_strndup (self->source + span.start, span.end - span.start);
    }
  if (index < self->spans->len && self->spans->len == atrium_value_get_n_items (self->after))
    {
      AtriumSpan span = span_at (self, index);

      group = _atrium_bib_name_is_group (self->source + span.start, self->source + span.end);
    }

  return spell_person (self, person, group);
}

/* what stands between two names: what stood there, or between the first two */
static char *
joint_of (Speller *self,
          guint    index,
          int      match,
          int      next)
{
  guint at = 0;

  if (self->spans->len < 2)
    return g_strdup (" and ");
  if (match >= 0 && next == match + 1)
    at = match;
  else if (self->spans->len == atrium_value_get_n_items (self->after) && index + 1 < self->spans->len)
    at = index;

  return g_strndup (self->source + span_at (self, at).end, span_at (self, at + 1).start - span_at (self, at).end);
}

static char *
spell_all (Speller *self)
{
  guint n = atrium_value_get_n_items (self->after);
  g_autofree int *match = match_people (self);
  g_autoptr(GString) out = g_string_new (NULL);

  if (self->spans->len > 0)
    g_string_append_len (out, self->source, span_at (self, 0).start);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = spell_item (self, i, match[i]);
      g_autofree char *joint = i + 1 < n ? joint_of (self, i, match[i], match[i + 1]) : NULL;

      if (name == NULL)
        return NULL;
      g_string_append (out, name);
      if (joint != NULL)
        g_string_append (out, joint);
    }
  if (self->spans->len > 0 && !self->style->whole_list)
    g_string_append (out, self->source + span_at (self, self->spans->len - 1).end);

  return g_string_free_and_steal (g_steal_pointer (&out));
}

/* The names of @after as the inside of a value. @source is the inside of the old one, which
 * holds the names of @before, or "". NULL where a person has no name. */
char *
_atrium_bib_names_spell (const AtriumBibNameStyle *style,
                         const char               *source,
                         AtriumValue              *before,
                         AtriumValue              *after)
{
  Speller self = { style, source, _atrium_bib_names_find (source), before, after };
  char *spelled;

  if (self.spans->len != atrium_value_get_n_items (before))
    g_array_set_size (self.spans, 0);
  self.natural = self.spans->len > 0 ? _atrium_bib_names_are_natural (source) : style->natural;
  self.equal = find_mark (&self, "equal", "*");
  self.corresponding = find_mark (&self, "corresponding", "†");
  spelled = spell_all (&self);
  g_free (self.equal);
  g_free (self.corresponding);
  g_array_unref (self.spans);

  return spelled;
}

/* --- biblatex's annotations ------------------------------------------------- */

typedef struct
{
  guint  number;      /* of the name, or 0 */
  char  *head;        /* "1", "2:family", "" */
  char  *words;
} Annotation;

static void
annotation_clear (gpointer data)
{
  Annotation *self = data;

  g_free (self->head);
  g_free (self->words);
}

static GArray *
parse_annotations (const char *text)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Annotation));
  g_auto(GStrv) parts = g_strsplit (text != NULL ? text : "", ";", -1);

  g_array_set_clear_func (list, annotation_clear);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *equals = strchr (parts[i], '=');
      Annotation annotation = { 0 };

      if (equals == NULL)
        continue;
      annotation.words = g_strstrip (g_strdup (equals + 1));
      *equals = '\0';
      annotation.head = g_strstrip (g_strdup (parts[i]));
      annotation.number = g_ascii_strtoull (annotation.head, NULL, 10);
      g_array_append_val (list, annotation);
    }

  return list;
}

static gboolean
is_flag_word (const char *word)
{
  return g_str_equal (word, "self") || g_str_equal (word, "equal") || g_str_equal (word, "corresponding");
}

/* the words of an old annotation that are not flags of the record */
static void
append_other_words (GString    *out,
                    const char *words)
{
  g_auto(GStrv) list = g_strsplit (words, ",", -1);

  for (guint i = 0; list[i] != NULL; i++)
    {
      g_strstrip (list[i]);
      if (*list[i] != '\0' && !is_flag_word (list[i]))
        g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", list[i]);
    }
}

static void
append_annotation (GString    *out,
                   const char *head,
                   const char *words)
{
  if (*words != '\0')
    g_string_append_printf (out, "%s%s=%s", out->len > 0 ? "; " : "", head, words);
}

/* the number that a person had: by name, or by place where only names changed */
static int
find_person (AtriumValue *list,
             AtriumValue *person,
             guint        index,
             guint        n)
{
  const char *name = string_of (person, "name");

  for (guint i = 0; i < atrium_value_get_n_items (list); i++)
    if (g_strcmp0 (string_of (atrium_value_get_item (list, i), "name"), name) == 0)
      return i;

  return n == atrium_value_get_n_items (list) ? (int) index : -1;
}

static void
annotate_person (GString     *out,
                 GArray      *old,
                 int          was,
                 AtriumValue *person,
                 guint        number,
                 gboolean     self)
{
  static const char *const flags[] = { "self", "equal", "corresponding" };
  g_autoptr(GString) words = g_string_new (NULL);
  g_autofree char *own = g_strdup_printf ("%u", number);

  for (guint i = 0; i < old->len; i++)
    {
      const Annotation *annotation = &g_array_index (old, Annotation, i);

      if (was >= 0 && annotation->number == (guint) was + 1 && strchr (annotation->head, ':') == NULL)
        append_other_words (words, annotation->words);
    }
  for (guint i = self ? 0 : 1; i < G_N_ELEMENTS (flags); i++)
    if (flag_of (person, flags[i]))
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", flags[i]);
  append_annotation (out, own, words->str);

  /* what is said of a part of the name goes with the name */
  for (guint i = 0; i < old->len; i++)
    {
      const Annotation *annotation = &g_array_index (old, Annotation, i);
      const char *colon = strchr (annotation->head, ':');
      g_autofree char *head = colon != NULL ? g_strconcat (own, colon, NULL) : NULL;

      if (head != NULL && was >= 0 && annotation->number == (guint) was + 1)
        append_annotation (out, head, annotation->words);
    }
}

/* TRUE where what was said of the old people is true of the new ones. */
gboolean
_atrium_bib_names_same_order (AtriumValue *before,
                              AtriumValue *after)
{
  guint n = atrium_value_get_n_items (after);

  if (n != atrium_value_get_n_items (before))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (find_person (before, atrium_value_get_item (after, i), i, n) != (int) i)
      return FALSE;

  return TRUE;
}

/* The value of `author+an` for @after; @annotations is the old one or NULL. @self: it says who
 * owns the file. NULL where nothing has to be said. */
char *
_atrium_bib_names_annotate (const char  *annotations,
                            AtriumValue *before,
                            AtriumValue *after,
                            gboolean     self)
{
  guint n = atrium_value_get_n_items (after);
  g_autoptr(GArray) old = parse_annotations (annotations);
  g_autoptr(GString) out = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      AtriumValue *person = atrium_value_get_item (after, i);

      annotate_person (out, old, find_person (before, person, i, n), person, i + 1, self);
    }
  for (guint i = 0; i < old->len; i++)
    if (g_array_index (old, Annotation, i).number == 0)
      append_annotation (out, g_array_index (old, Annotation, i).head, g_array_index (old, Annotation, i).words);

  return out->len > 0 ? g_string_free_and_steal (g_steal_pointer (&out)) : NULL;
}
