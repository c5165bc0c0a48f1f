#include "atrium-author-line.h"

#include <string.h>

#include "atrium-escape.h"
#include "atrium-name.h"

/* The authors of a citation string: "Okoro, I., <b>T. Varga</b>, and L. Brandt (2031). …" */

#define MAX_AUTHORS 2000

static gboolean
is_year_mark (const char *text,
              gsize       at,
              gsize       end)
{
  gsize digits = 0;

  if (text[at] != '(')
    return FALSE;
  for (at++; at < end && g_ascii_isdigit (text[at]); at++)
    digits++;

  return digits == 4;
}

static gboolean
begins (const char *text,
        gsize       at,
        gsize       end,
        const char *word)
{
  gsize length = strlen (word);

  return at + length <= end && strncmp (text + at, word, length) == 0;
}

/* the names end at a year in parentheses, at a quotation mark or at slanted text */
static gsize
find_end (const char *text,
          AtriumSpan  span)
{
  static const char *const stops[] = { "\"", "&quot;", "\xe2\x80\x9c", "&ldquo;", "<i>", "<em>", "''" };

  for (gsize at = span.start; at < span.end; at++)
    {
      if (is_year_mark (text, at, span.end))
        return at;
      for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
        if (begins (text, at, span.end, stops[i]))
          return at;
    }

  return span.end;
}

/* the length of what parts two names at @at, or 0 */
static gsize
joint_length (const char *text,
              gsize       at,
              gsize       end)
{
  static const char *const joints[] = { ", and ", ", &amp; ", ", & ", " and ", " &amp; ", " & ", "; ", ", " };

  for (guint i = 0; i < G_N_ELEMENTS (joints); i++)
    if (begins (text, at, end, joints[i]))
      return strlen (joints[i]);

  return 0;
}

static AtriumSpan
trim (const char *text,
      AtriumSpan  span)
{
  while (span.start < span.end && (g_ascii_isspace (text[span.start]) || text[span.start] == ','))
    span.start++;
  while (span.end > span.start && (g_ascii_isspace (text[span.end - 1]) || text[span.end - 1] == ','))
    span.end--;

  return span;
}

/* the name without the bold or underlined markup around it */
static AtriumSpan
bare_name (const char *text,
           AtriumSpan  span)
{
  static const char *const pairs[][2] = {
    { "<b>", "</b>" }, { "<strong>", "</strong>" }, { "<u>", "</u>" }, { "**", "**" }, { "__", "__" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      gsize open = strlen (pairs[i][0]);
      gsize close = strlen (pairs[i][1]);

      if (span.end - span.start > open + close && begins (text, span.start, span.end, pairs[i][0]) &&
          begins (text, span.end - close, span.end, pairs[i][1]))
        return ATRIUM_SPAN (span.start + open, span.end - close);
    }

  return span;
}

/* "I." or "J. R.", the second half of "Okoro, I." */
static gboolean
is_initials (const char *text,
             AtriumSpan  span)
{
  gboolean dot = FALSE;

  for (gsize at = span.start; at < span.end; at++)
    {
      if (text[at] == '.')
        dot = TRUE;
      else if (g_ascii_islower (text[at]) || (!g_ascii_isupper (text[at]) && strchr (" -", text[at]) == NULL))
        return FALSE;
    }

  return dot && span.end - span.start <= 12;
}

static GArray *
cut_names (const char *text,
           AtriumSpan  span)
{
  GArray *names = g_array_new (FALSE, FALSE, sizeof (AtriumSpan));
  gsize start = span.start;

  for (gsize at = span.start; at <= span.end && names->len < MAX_AUTHORS;)
    {
      gsize joint = at < span.end ? joint_length (text, at, span.end) : 1;
      AtriumSpan name = trim (text, ATRIUM_SPAN (start, at));

      if (joint == 0)
        {
          at++;
          continue;
        }
      if (is_initials (text, name) && names->len > 0)
        g_array_index (names, AtriumSpan, names->len - 1).end = name.end;
      else if (name.end > name.start)
        g_array_append_val (names, name);
      at += joint;
      start = at;
    }

  return names;
}

static gboolean
are_names (const char *text,
           GArray     *names)
{
  for (guint i = 0; i < names->len; i++)
    {
      AtriumSpan name = g_array_index (names, AtriumSpan, i);

      if (name.end - name.start > 80 || name.end - name.start < 2 ||
          memchr (text + name.start, '\n', name.end - name.start) != NULL ||
          memchr (text + name.start, '\\', name.end - name.start) != NULL)
        return FALSE;
    }

  return names->len > 0;
}

/* TRUE where the owner may be of that name. */
gboolean
_atrium_author_is_owner (AtriumEntry *person,
                         const char  *name)
{
  AtriumValue *names = atrium_entry_get (person, "names");
  const char *own = atrium_entry_get_string (person, "name");

  if (own != NULL && atrium_name_matches (own, name))
    return TRUE;
  for (guint i = 0; i < atrium_value_get_n_items (names); i++)
    {
      const char *other = atrium_value_get_string (atrium_value_get_item (names, i));

      if (other != NULL && atrium_name_matches (other, name))
        return TRUE;
    }

  return FALSE;
}

/* A person of that name, marked as the owner where @person is. */
AtriumValue *
_atrium_author_person (AtriumEntry *person,
                       const char  *name,
                       gboolean     marked)
{
  AtriumValue *value = atrium_name_to_person (name);

  if (marked || _atrium_author_is_owner (person, name))
    {
      g_autoptr(AtriumValue) yes = atrium_value_new_boolean (TRUE);
      AtriumValue *self = atrium_value_with_member (value, "self", yes);

      atrium_value_unref (value);
      value = self;
    }

  return value;
}

/* Reads the names at the start of @span, which is the inside of a quoted or plain scalar of
 * one line, into `authors`, with a slot for each. What does not look like names gives none. */
void
_atrium_author_line_read (AtriumEntry  *entry,
                          GArray       *slots,
                          AtriumEntry  *person,
                          AtriumSource *source,
                          AtriumSpan    span)
{
  const char *text = atrium_source_get_text (source, NULL);
  g_autoptr(GArray) names = NULL;
  g_autoptr(GPtrArray) people = NULL;
  g_autoptr(AtriumValue) list = NULL;

  span.end = find_end (text, span);
  span = trim (text, span);
  names = cut_names (text, span);
  if (!are_names (text, names))
    return;

  people = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);
  atrium_slots_add (slots, "authors", source,
                    ATRIUM_SPAN (g_array_index (names, AtriumSpan, 0).start,
                                 g_array_index (names, AtriumSpan, names->len - 1).end),
                    ATRIUM_SPELLING_HTML_ATTRIBUTE);
  for (guint i = 0; i < names->len; i++)
    {
      AtriumSpan outer = g_array_index (names, AtriumSpan, i);
      AtriumSpan inner = bare_name (text, outer);
      g_autofree char *name = atrium_html_unescape (text + inner.start, inner.end - inner.start);
      g_autofree char *path = g_strdup_printf ("authors/%u", i);
      g_autofree char *name_path = g_strconcat (path, "/name", NULL);

      g_ptr_array_add (people, _atrium_author_person (person, name, inner.start != outer.start));
      atrium_slots_add (slots, path, source, outer, ATRIUM_SPELLING_HTML_ATTRIBUTE);
      atrium_slots_add (slots, name_path, source, inner, ATRIUM_SPELLING_HTML_ATTRIBUTE);
    }

  list = atrium_value_new_list ((AtriumValue *const *) people->pdata, people->len);
  atrium_entry_set (entry, "authors", list);
}
