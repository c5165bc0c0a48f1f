#include "atrium-author-notes.h"

#include <string.h>

#include "atrium-patches.h"
#include "atrium-yaml-entry.h"

#define KEY "author_notes"

static const char *const copied[] = { "equal", "corresponding", "note" };

static AtriumYamlNode *
find_notes (AtriumYamlNode *mapping)
{
  AtriumYamlNode *node = atrium_yaml_lookup (mapping, KEY);

  return node != NULL && node->type == ATRIUM_YAML_SEQUENCE ? node : NULL;
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
                           AtriumYamlNode *mapping)
{
  AtriumYamlNode *notes = find_notes (mapping);
  AtriumValue *list = atrium_entry_get (entry, member);
  g_autoptr(AtriumValue) new = list != NULL ? atrium_value_ref (list) : NULL;
  guint i = 0;

  if (notes == NULL || list == NULL || atrium_value_get_value_type (list) != ATRIUM_VALUE_LIST)
    return;
  for (AtriumYamlNode *item = notes->first_child; item != NULL && i < atrium_value_get_n_items (list); item = item->next, i++)
    {
      g_autoptr(AtriumValue) person = NULL;
      AtriumValue *changed;

      if (!_atrium_yaml_node_is_text (item))
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
usual_text (AtriumYamlNode *notes,
            const char     *member,
            const char     *usual)
{
  for (AtriumYamlNode *item = notes != NULL ? notes->first_child : NULL; item != NULL; item = item->next)
    if (_atrium_yaml_node_is_text (item) && g_str_equal (member_of (item->text), member))
      return item->text;

  return usual;
}

static AtriumYamlNode *
nth_item (AtriumYamlNode *notes,
          guint           index)
{
  AtriumYamlNode *item = notes != NULL ? notes->first_child : NULL;

  while (item != NULL && index-- > 0)
    item = item->next;

  return item;
}

static const char *
text_of (AtriumYamlNode *item)
{
  return item != NULL && _atrium_yaml_node_is_text (item) ? item->text : "";
}

/* the note of the @index-th author: the one that this author had, where nothing changed */
static const char *
wanted_text (AtriumYamlNode *notes,
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
      AtriumYamlNode *item = nth_item (notes, i);

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

/* `author_notes:` with its lines, spelled like @notes where there is one */
static char *
compose (AtriumYamlNode *notes,
         GPtrArray      *texts)
{
  AtriumYamlNode *first = notes != NULL ? notes->first_child : NULL;
  AtriumYamlStyle style = first != NULL && first->type == ATRIUM_YAML_SCALAR && first->style == ATRIUM_YAML_DOUBLE_QUOTED
    ? ATRIUM_YAML_DOUBLE_QUOTED : ATRIUM_YAML_SINGLE_QUOTED;
  gboolean flow = notes != NULL && notes->flow;
  GString *out = g_string_new (flow ? KEY ": [" : KEY ":\n");

  for (guint i = 0; i < texts->len; i++)
    {
      g_autofree char *text = atrium_yaml_quote (g_ptr_array_index (texts, i), style);

      g_string_append_printf (out, flow ? "%s%s" : "%s%s\n", flow ? (i > 0 ? ", " : "") : "  - ", text);
    }
  g_string_append (out, flow ? "]\n" : "");

  return g_string_free_and_steal (out);
}

/* TRUE where each text has its item already, so that only some of them change */
static gboolean
spell_items (AtriumYaml     *yaml,
             AtriumYamlNode *notes,
             GPtrArray      *texts,
             GArray         *patches)
{
  guint n = 0;

  for (AtriumYamlNode *item = notes->first_child; item != NULL; item = item->next, n++)
    if (item->type != ATRIUM_YAML_SCALAR)
      return FALSE;
  if (n < texts->len)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      AtriumYamlNode *item = nth_item (notes, i);
      const char *text = i < texts->len ? g_ptr_array_index (texts, i) : "";
      g_autofree char *spelled = NULL;

      if (g_strcmp0 (item->text != NULL ? item->text : "", text) == 0)
        continue;
      spelled = atrium_yaml_spell (yaml, item, text);
      if (spelled != NULL)
        _atrium_patches_cover (patches, item->span, spelled);
    }

  return TRUE;
}

/* Writes the notes of authors that changed, and their places where the authors moved. */
void
_atrium_author_notes_write (AtriumYaml     *yaml,
                            AtriumYamlNode *mapping,
                            AtriumValue    *before,
                            AtriumValue    *after,
                            GArray         *patches)
{
  AtriumYamlNode *notes = find_notes (mapping);
  AtriumYamlNode *node = atrium_yaml_lookup (mapping, KEY);
  g_autoptr(GPtrArray) texts = g_ptr_array_new ();
  g_autofree char *whole = NULL;

  for (guint i = 0; i < atrium_value_get_n_items (after); i++)
    g_ptr_array_add (texts, (gpointer) wanted_text (notes, before, after, i));
  while (texts->len > 0 && *(const char *) g_ptr_array_index (texts, texts->len - 1) == '\0')
    g_ptr_array_set_size (texts, texts->len - 1);

  if (notes == NULL && texts->len == 0)
    return;
  if (notes != NULL && notes->first_child != NULL && texts->len > 0 && spell_items (yaml, notes, texts, patches))
    return;
  whole = texts->len > 0 ? compose (notes, texts) : g_strdup ("");
  if (node != NULL)
    _atrium_patches_cover (patches, atrium_yaml_get_member_span (yaml, node), whole);
  else
    _atrium_patches_add (patches, ATRIUM_SPAN (mapping->span.start, mapping->span.start), whole);
}

/* The notes of a new paper, spelled as in the front matter of another one (@mapping, or NULL);
 * "" where no author has any. */
char *
_atrium_author_notes_compose (AtriumYamlNode *mapping,
                              AtriumValue    *authors)
{
  AtriumYamlNode *notes = mapping != NULL ? find_notes (mapping) : NULL;
  g_autoptr(GPtrArray) texts = g_ptr_array_new ();

  for (guint i = 0; i < atrium_value_get_n_items (authors); i++)
    g_ptr_array_add (texts, (gpointer) wanted_text (notes, NULL, authors, i));
  while (texts->len > 0 && *(const char *) g_ptr_array_index (texts, texts->len - 1) == '\0')
    g_ptr_array_set_size (texts, texts->len - 1);

  return texts->len > 0 ? compose (notes, texts) : g_strdup ("");
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
