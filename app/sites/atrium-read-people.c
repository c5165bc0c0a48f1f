#include "atrium-reader.h"

#include <string.h>

#include "atrium-name.h"
#include "atrium-scan-names.h"

/* people of one list that are told apart; the rest stays text */
#define MAX_PEOPLE 5000

static gboolean
matches_owner (AtriumReader *self,
               const char   *name)
{
  const char *owner = self->person != NULL ? atrium_entry_get_string (self->person, "name") : NULL;
  AtriumValue *others = self->person != NULL ? atrium_entry_get (self->person, "names") : NULL;

  if (owner != NULL && atrium_name_matches (owner, name))
    return TRUE;
  for (guint i = 0; i < atrium_value_get_n_items (others); i++)
    {
      const char *other = atrium_value_get_string (atrium_value_get_item (others, i));

      if (other != NULL && atrium_name_matches (other, name))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_styled (AtriumReader            *self,
           const AtriumScannedName *name)
{
  return atrium_flat_has_style (self->flat, name->name_start, name->name_end, ATRIUM_STYLE_STRONG) ||
         atrium_flat_has_style (self->flat, name->name_start, name->name_end, ATRIUM_STYLE_UNDERLINE);
}

/* Who of @names owns the page: by name, else the one that is set apart in bold or
 * underlined. -1 where nobody is. */
static int
find_self (AtriumReader *self,
           GArray       *names)
{
  int by_name = -1;
  int by_style = -1;
  int by_weight = -1;
  guint n_styled = 0;
  guint n_strong = 0;

  for (guint i = 0; i < names->len; i++)
    {
      const AtriumScannedName *name = &g_array_index (names, AtriumScannedName, i);
      g_autofree char *text = atrium_scan_dup (self->text, name->name_start, name->name_end);
      gboolean styled = is_styled (self, name);

      if (styled)
        {
          n_styled++;
          by_style = i;
        }
      /* students are often underlined where the owner is bold */
      if (atrium_flat_has_style (self->flat, name->name_start, name->name_end, ATRIUM_STYLE_STRONG))
        {
          n_strong++;
          by_weight = i;
        }
      if (matches_owner (self, text) && (by_name < 0 || (styled && !is_styled (self, &g_array_index (names, AtriumScannedName, by_name)))))
        by_name = i;
    }

  if (by_name >= 0)
    return by_name;

  if (n_strong == 1)
    return by_weight;

  return n_styled == 1 ? by_style : -1;
}

static gboolean
has_mark (AtriumReader            *self,
          const AtriumScannedName *name,
          const char              *mark,
          gsize                    length)
{
  return memmem (self->text + name->start, name->name_start - name->start, mark, length) != NULL ||
         memmem (self->text + name->name_end, name->end - name->name_end, mark, length) != NULL;
}

/* What a sign behind names says: a sign of several with one of the first authors is equal
 * contribution, one of the last authors or of one alone is correspondence. */
static const char *
read_mark (AtriumReader *self,
           GArray       *names,
           const char   *mark,
           gsize         length)
{
  guint count = 0;
  gboolean first = FALSE;
  gboolean last = FALSE;

  if (g_strstr_len (self->legend->equal, -1, mark) != NULL)
    return "equal";
  if (g_strstr_len (self->legend->corresponding, -1, mark) != NULL)
    return "corresponding";

  for (guint i = 0; i < names->len; i++)
    if (has_mark (self, &g_array_index (names, AtriumScannedName, i), mark, length))
      {
        count++;
        first |= i == 0;
        last |= i + 1 == names->len;
      }

  if (strncmp (mark, "✉", length) == 0 || count == 1 || (last && !first))
    return "corresponding";

  return "equal";
}

static void
add_mark (char       *marks,
          gsize       size,
          const char *text,
          const char *phrase)
{
  static const char *const signs[] = { "*", "∗", "†", "‡", "#", "§", "¶", "✉", "+", "=" };
  const char *found = strstr (text, phrase);
  const char *best = NULL;
  const char *sign = NULL;

  /* "* equal contribution", "*: equal contribution", "* indicates equal contribution" */
  for (guint i = 0; found != NULL && i < G_N_ELEMENTS (signs); i++)
    {
      const char *at = g_strrstr_len (text, found - text, signs[i]);

      if (at != NULL && found - at <= 40 && (best == NULL || at > best))
        {
          best = at;
          sign = signs[i];
        }
    }

  if (sign != NULL && strstr (marks, sign) == NULL)
    g_strlcat (marks, sign, size);
}

/**
 * atrium_legend_add:
 * @legend: what is known of the signs
 * @text: a remark of the page
 */
void
atrium_legend_add (AtriumLegend *legend,
                   const char   *text)
{
  static const char *const equal[] = { "equal contribution", "contributed equally", "equal contrib", "equally contributed", "co-first", "joint first", "equal author", "共同一作", "共同第一作者" };
  static const char *const corresponding[] = { "corresponding", "通讯作者", "通訊作者", "責任著者" };
  g_autofree char *folded = g_utf8_strdown (text, -1);

  for (guint i = 0; i < G_N_ELEMENTS (equal); i++)
    add_mark (legend->equal, sizeof legend->equal, folded, equal[i]);
  for (guint i = 0; i < G_N_ELEMENTS (corresponding); i++)
    add_mark (legend->corresponding, sizeof legend->corresponding, folded, corresponding[i]);
}

static AtriumValue *
add_flags (AtriumReader            *self,
           GArray                  *names,
           const AtriumScannedName *name,
           AtriumValue             *person)
{
  static const char *const signs[] = { "*", "∗", "⁎", "＊", "†", "‡", "#", "＃", "§", "¶", "✉", "+", "=", "dagger" };
  g_autoptr(AtriumValue) yes = NULL;

  /* most names have no signs */
  if (name->start == name->name_start && name->end == name->name_end)
    return person;
  yes = atrium_value_new_boolean (TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (has_mark (self, name, signs[i], strlen (signs[i])))
      {
        const char *member = read_mark (self, names, signs[i], strlen (signs[i]));
        AtriumValue *with = atrium_value_with_member (person, member, yes);

        atrium_value_unref (person);
        person = with;
      }

  return person;
}

static AtriumValue *
read_person (AtriumReader            *self,
             const char              *field,
             GArray                  *names,
             guint                    index,
             gboolean                 is_self)
{
  const AtriumScannedName *name = &g_array_index (names, AtriumScannedName, index);
  const AtriumFlatMark *link = atrium_reader_find_link (self, name->name_start, name->name_end);
  g_autofree char *text = atrium_scan_dup (self->text, name->name_start, name->name_end);
  g_autoptr(AtriumValue) empty = atrium_value_new_record ();
  AtriumValue *person = atrium_value_with_string (empty, "name", text);

  if (link != NULL)
    {
      g_autofree char *url = atrium_reader_dup_url (self, link->node);

      if (*url != '\0')
        {
          g_autofree char *path = g_strdup_printf ("%s/%u/url", field, index);
          AtriumValue *with = atrium_value_with_string (person, "url", url);

          atrium_value_unref (person);
          person = with;
          atrium_slots_add (self->slots, path, self->source, link->node->target,
                            link->node->type == ATRIUM_NODE_ELEMENT ? ATRIUM_SPELLING_HTML_ATTRIBUTE : ATRIUM_SPELLING_URL);
        }
    }

  if (is_self)
    {
      g_autoptr(AtriumValue) yes = atrium_value_new_boolean (TRUE);
      AtriumValue *with = atrium_value_with_member (person, "self", yes);

      atrium_value_unref (person);
      person = with;
    }

  return add_flags (self, names, name, person);
}

static void
add_person_slots (AtriumReader            *self,
                  const char              *field,
                  guint                    index,
                  const AtriumScannedName *name)
{
  g_autofree char *path = g_strdup_printf ("%s/%u", field, index);
  g_autofree char *name_path = g_strdup_printf ("%s/%u/name", field, index);
  AtriumSpan span;
  AtriumSpan inner;
  AtriumSpelling spelling;

  if (!atrium_flat_get_span (self->flat, name->name_start, name->name_end, &inner, &spelling))
    return;
  if (!atrium_flat_get_outer_span (self->flat, name->start, name->end, &span))
    span = inner;
  atrium_slots_add (self->slots, path, self->source, span, spelling);
  atrium_slots_add (self->slots, name_path, self->source, inner, spelling);
}

/**
 * atrium_reader_set_people:
 * @self: a reader
 * @field: id of a field that is a list of people
 * @names: array of AtriumScannedName in order
 *
 * Sets the field to person records with the owner of the page marked, and with equal
 * contribution and correspondence as far as the signs behind the names say so.
 */
void
atrium_reader_set_people (AtriumReader *self,
                          const char   *field,
                          GArray       *names)
{
  g_autoptr(GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);
  g_autoptr(AtriumValue) list = NULL;
  const AtriumScannedName *first;
  const AtriumScannedName *last;
  AtriumSpan span;
  int owner;

  if (names->len == 0 || names->len > MAX_PEOPLE || atrium_reader_has (self, field))
    return;

  owner = find_self (self, names);
  for (guint i = 0; i < names->len; i++)
    {
      add_person_slots (self, field, i, &g_array_index (names, AtriumScannedName, i));
      g_ptr_array_add (people, read_person (self, field, names, i, (int) i == owner));
    }

  list = atrium_value_new_list ((AtriumValue *const *) people->pdata, people->len);
  atrium_entry_set (self->entry, field, list);

  first = &g_array_index (names, AtriumScannedName, 0);
  last = &g_array_index (names, AtriumScannedName, names->len - 1);
  if (atrium_flat_get_outer_span (self->flat, first->start, last->end, &span))
    atrium_slots_add (self->slots, field, self->source, span, ATRIUM_SPELLING_MARKDOWN);
  atrium_reader_take (self, first->start, last->end);
  if (g_str_equal (field, "authors"))
    self->authors = ATRIUM_SPAN (first->start, last->end);
}
