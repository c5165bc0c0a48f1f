#include "atrium-author-notes.h"

#include <string.h>

#include "atrium-data-list.h"
#include "atrium-patches.h"
#include "atrium-data-entry.h"

#define KEY "author_notes"

static const char *const copied[] = { "equal", "corresponding", "note" };

static AtriumDataNode *
find_notes (AtriumDataNode *mapping)
{
  AtriumDataNode *node = atrium_data_lookup (mapping, KEY);

  return node != NULL && node->type == ATRIUM_DATA_SEQUENCE ? node : NULL;
}

/* what a note says of the person: the member it sets, or `note` for any other */
static const char *
member_of (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);

  if (strstr (lower, "equal") != NULL)
    return "equal";

  return strstr (lower, "correspond") != NULL ? "corresponding" : "note";
}

static AtriumValue *
with_note (AtriumValue *person,
           const char  *text)
{
  const char *member = member_of (text);
  g_autoptr(AtriumValue) yes = atrium_value_new_boolean (TRUE);

  if (g_str_equal (member, "note"))
    return atrium_value_with_string (person, "note", text);

  return atrium_value_with_member (person, member, yes);
}

/* Adds the notes of a paper to its authors. */
void
_atrium_author_notes_read (AtriumEntry    *entry,
                           const char     *member,
                           AtriumDataNode *mapping)
{
  AtriumDataNode *notes = find_notes (mapping);
  AtriumValue *list = atrium_entry_get (entry, member);
  g_autoptr(AtriumValue) new = list != NULL ? atrium_value_ref (list) : NULL;
  guint i = 0;

  if (notes == NULL || list == NULL || atrium_value_get_value_type (list) != ATRIUM_VALUE_LIST)
    return;
  for (AtriumDataNode *item = notes->first_child; item != NULL && i < atrium_value_get_n_items (list); item = item->next, i++)
    {
      g_autoptr(AtriumValue) person = NULL;
      AtriumValue *changed;

      if (!_atrium_data_node_is_text (item))
        continue;
      person = with_note (atrium_value_get_item (new, i), item->text);
      changed = atrium_value_with_item (new, i, person);
      atrium_value_unref (new);
      new = changed;
    }
  atrium_entry_set (entry, member, new);
}

static gboolean
same_notes (AtriumValue *a,
            AtriumValue *b)
{
  return atrium_value_get_boolean (atrium_value_get_member (a, "equal")) ==
         atrium_value_get_boolean (atrium_value_get_member (b, "equal")) &&
         atrium_value_get_boolean (atrium_value_get_member (a, "corresponding")) ==
         atrium_value_get_boolean (atrium_value_get_member (b, "corresponding")) &&
         g_strcmp0 (atrium_value_get_member_string (a, "note"), atrium_value_get_member_string (b, "note")) == 0;
}

/* the text that another author has for the same thing, or the usual one */
static const char *
usual_text (AtriumDataNode *notes,
            const char     *member,
            const char     *usual)
{
  for (AtriumDataNode *item = notes != NULL ? notes->first_child : NULL; item != NULL; item = item->next)
    if (_atrium_data_node_is_text (item) && g_str_equal (member_of (item->text), member))
      return item->text;

  return usual;
}

static AtriumDataNode *
nth_item (AtriumDataNode *notes,
          guint           index)
{
  AtriumDataNode *item = notes != NULL ? notes->first_child : NULL;

  while (item != NULL && index-- > 0)
    item = item->next;

  return item;
}

static const char *
text_of (AtriumDataNode *item)
{
  return item != NULL && _atrium_data_node_is_text (item) ? item->text : "";
}

/* the note of the @index-th author: the one that this author had, where nothing changed */
static const char *
wanted_text (AtriumDataNode *notes,
             AtriumValue    *before,
             AtriumValue    *after,
             guint           index)
{
  AtriumValue *person = atrium_value_get_item (after, index);
  const char *name = atrium_value_get_member_string (person, "name");
  const char *note = atrium_value_get_member_string (person, "note");

  for (guint i = 0; i < atrium_value_get_n_items (before); i++)
    {
      AtriumValue *old = atrium_value_get_item (before, i);
      AtriumDataNode *item = nth_item (notes, i);

      if (g_strcmp0 (atrium_value_get_member_string (old, "name"), name) == 0 && same_notes (old, person))
        return text_of (item);
    }
  /* another name for the same author */
  if (atrium_value_get_n_items (before) == atrium_value_get_n_items (after) &&
      same_notes (atrium_value_get_item (before, index), person))
    return text_of (nth_item (notes, index));
  if (atrium_value_get_boolean (atrium_value_get_member (person, "equal")))
    return usual_text (notes, "equal", "Equal contribution");
  if (atrium_value_get_boolean (atrium_value_get_member (person, "corresponding")))
    return usual_text (notes, "corresponding", "Corresponding author");

  return note != NULL ? note : "";
}

/* the notes as the value of their key, spelled like @notes where there is one */
static char *
compose (AtriumDataSyntax  syntax,
         AtriumDataNode   *notes,
         GPtrArray        *texts)
{
  AtriumDataNode *first = notes != NULL ? notes->first_child : NULL;
  AtriumDataStyle style = syntax == ATRIUM_DATA_TOML ? ATRIUM_DATA_DOUBLE_QUOTED : ATRIUM_DATA_SINGLE_QUOTED;

  if (first != NULL && first->type == ATRIUM_DATA_SCALAR &&
      (first->style == ATRIUM_DATA_SINGLE_QUOTED || first->style == ATRIUM_DATA_DOUBLE_QUOTED))
    style = first->style;

  return _atrium_data_list_compose (syntax, notes, NULL, texts, style);
}

/* TRUE where each text has its item already, so that only some of them change */
static gboolean
spell_items (AtriumData     *data,
             AtriumDataNode *notes,
             GPtrArray      *texts,
             GArray         *patches)
{
  guint n = 0;

  for (AtriumDataNode *item = notes->first_child; item != NULL; item = item->next, n++)
    if (item->type != ATRIUM_DATA_SCALAR)
      return FALSE;
  if (n < texts->len)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      AtriumDataNode *item = nth_item (notes, i);
      const char *text = i < texts->len ? g_ptr_array_index (texts, i) : "";
      g_autofree char *spelled = NULL;

      if (g_strcmp0 (item->text != NULL ? item->text : "", text) == 0)
        continue;
      spelled = atrium_data_spell (data, item, text);
      if (spelled != NULL)
        _atrium_patches_cover (patches, item->span, spelled);
    }

  return TRUE;
}

static void
replace_or_add (AtriumData     *data,
                AtriumDataNode *mapping,
                AtriumDataNode *node,
                const char     *spelled,
                GArray         *patches)
{
  g_autofree char *text = NULL;
  gsize offset;

  if (node != NULL && node->syntax == ATRIUM_DATA_TOML)
    _atrium_patches_cover (patches, node->span, spelled);
  else if (node != NULL)
    {
      text = atrium_data_dup_pair (data, KEY, spelled);
      _atrium_patches_cover (patches, atrium_data_get_member_span (data, node), text);
    }
  else if (atrium_data_add_spelled (data, mapping, KEY, spelled, &offset, &text))
    _atrium_patches_add (patches, ATRIUM_SPAN (offset, offset), text);
}

/* Writes the notes of authors that changed, and their places where the authors moved. */
void
_atrium_author_notes_write (AtriumData     *data,
                            AtriumDataNode *mapping,
                            AtriumValue    *before,
                            AtriumValue    *after,
                            GArray         *patches)
{
  AtriumDataNode *notes = find_notes (mapping);
  AtriumDataNode *node = atrium_data_lookup (mapping, KEY);
  g_autoptr(GPtrArray) texts = g_ptr_array_new ();
  g_autofree char *whole = NULL;

  for (guint i = 0; i < atrium_value_get_n_items (after); i++)
    g_ptr_array_add (texts, (gpointer) wanted_text (notes, before, after, i));
  while (texts->len > 0 && *(const char *) g_ptr_array_index (texts, texts->len - 1) == '\0')
    g_ptr_array_set_size (texts, texts->len - 1);

  if (notes == NULL && texts->len == 0)
    return;
  if (notes != NULL && notes->first_child != NULL && texts->len > 0 && spell_items (data, notes, texts, patches))
    return;
  if (texts->len == 0)
    {
      _atrium_patches_cover (patches, atrium_data_get_member_span (data, node), "");
      return;
    }
  whole = compose (atrium_data_get_syntax (data), notes, texts);
  replace_or_add (data, mapping, node, whole, patches);
}

/* The notes of a new paper as the value of their key, spelled as in the front matter of another
 * one (@mapping, or NULL); NULL where no author has any. */
char *
_atrium_author_notes_compose (AtriumDataSyntax  syntax,
                              AtriumDataNode   *mapping,
                              AtriumValue      *authors)
{
  AtriumDataNode *notes = mapping != NULL ? find_notes (mapping) : NULL;
  g_autoptr(GPtrArray) texts = g_ptr_array_new ();

  for (guint i = 0; i < atrium_value_get_n_items (authors); i++)
    g_ptr_array_add (texts, (gpointer) wanted_text (notes, NULL, authors, i));
  while (texts->len > 0 && *(const char *) g_ptr_array_index (texts, texts->len - 1) == '\0')
    g_ptr_array_set_size (texts, texts->len - 1);

  return texts->len > 0 ? compose (syntax, notes, texts) : NULL;
}

/* Gives @person the notes of @other, which is the same one under another name. */
AtriumValue *
_atrium_author_notes_copy (AtriumValue *person,
                           AtriumValue *other)
{
  AtriumValue *out = atrium_value_ref (person);

  for (guint i = 0; i < G_N_ELEMENTS (copied); i++)
    {
      AtriumValue *member = atrium_value_get_member (other, copied[i]);
      AtriumValue *changed = member != NULL ? atrium_value_with_member (out, copied[i], member) : NULL;

      if (changed == NULL)
        continue;
      atrium_value_unref (out);
      out = changed;
    }

  return out;
}
