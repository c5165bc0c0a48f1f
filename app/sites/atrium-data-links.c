#include "atrium-data-links.h"

#include <string.h>

#include "atrium-front-matter.h"
#include "atrium-patches.h"
#include "atrium-data-entry.h"
#include "atrium-data-list.h"

/* what themes call an icon or a type of link, and what people call it */
static const struct
{
  const char *id;
  const char *label;
} names[] = {
  { "pdf", "PDF" },
  { "preprint", "Preprint" },
  { "doi", "DOI" },
  { "code", "Code" },
  { "dataset", "Dataset" },
  { "model", "Model" },
  { "slides", "Slides" },
  { "video", "Video" },
  { "poster", "Poster" },
  { "project", "Project" },
  { "site", "Website" },
  { "source", "Source" },
  { "demo", "Demo" },
  { "github", "GitHub" },
  { "gitlab", "GitLab" },
  { "google-scholar", "Google Scholar" },
  { "googlescholar", "Google Scholar" },
  { "orcid", "ORCID" },
  { "linkedin", "LinkedIn" },
  { "x", "X" },
  { "twitter", "Twitter" },
  { "x-twitter", "X" },
  { "mastodon", "Mastodon" },
  { "bluesky", "Bluesky" },
  { "dblp", "DBLP" },
  { "arxiv", "arXiv" },
  { "researchgate", "ResearchGate" },
  { "semantic-scholar", "Semantic Scholar" },
  { "youtube", "YouTube" },
  { "instagram", "Instagram" },
  { "cv", "CV" },
};

static const char *const label_keys[] = { "label", "name", "linkname", "type", "icon" };

/* "brands/github" is the icon "github" */
static const char *
id_of (const char *text)
{
  const char *slash = strrchr (text, '/');

  return slash != NULL ? slash + 1 : text;
}

static const char *
label_of (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (names[i].id, id_of (text)) == 0)
      return names[i].label;

  return id_of (text);
}

static const char *
id_of_label (const char *label)
{
  for (guint i = 0; label != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (names[i].label, label) == 0)
      return names[i].id;

  return NULL;
}

/* The address of an item of a list of links, or NULL. */
AtriumDataNode *
_atrium_data_link_url (AtriumDataNode *item)
{
  AtriumDataNode *url = item;

  if (item->type == ATRIUM_DATA_MAPPING)
    {
      url = atrium_data_lookup (item, "url");
      if (!_atrium_data_node_is_text (url))
        url = atrium_data_lookup (item, "link");
    }

  return _atrium_data_node_is_text (url) ? url : NULL;
}

/* the value that names the link, and the key that it has */
static AtriumDataNode *
find_label (AtriumDataNode  *item,
            const char     **key)
{
  *key = NULL;
  for (guint i = 0; item->type == ATRIUM_DATA_MAPPING && i < G_N_ELEMENTS (label_keys); i++)
    {
      AtriumDataNode *node = atrium_data_lookup (item, label_keys[i]);

      if (!_atrium_data_node_is_text (node))
        continue;
      *key = label_keys[i];
      return node;
    }

  return NULL;
}

static gboolean
is_coded (const char *key)
{
  return key != NULL && (g_str_equal (key, "type") || g_str_equal (key, "icon"));
}

/* What the link is called: by its label, else by its type or icon. */
char *
_atrium_data_link_dup_label (AtriumDataNode *item)
{
  const char *key;
  AtriumDataNode *node = find_label (item, &key);

  if (node == NULL)
    return NULL;

  return g_strdup (is_coded (key) ? label_of (node->text) : node->text);
}

static void
spell (AtriumData     *data,
       AtriumDataNode *node,
       const char     *text,
       GArray         *patches)
{
  g_autofree char *spelled = NULL;

  if (g_strcmp0 (node->text, text) == 0)
    return;
  spelled = atrium_data_spell (data, node, text);
  if (spelled != NULL)
    _atrium_patches_cover (patches, node->span, spelled);
}

static void
set_label (AtriumData     *data,
           AtriumDataNode *item,
           const char     *label,
           GArray         *patches)
{
  const char *key;
  AtriumDataNode *node = find_label (item, &key);
  const char *id = id_of_label (label);
  g_autofree char *text = NULL;
  gsize offset;

  if (label == NULL || item->type != ATRIUM_DATA_MAPPING)
    return;
  if (node != NULL && !is_coded (key))
    spell (data, node, label, patches);
  else if (node != NULL && id != NULL && g_str_equal (key, "type"))
    spell (data, node, id, patches);
  else if (atrium_data_add_member (data, item, "label", label, &offset, &text))
    _atrium_patches_add (patches, ATRIUM_SPAN (offset, offset), text);
}

static void
set_item (AtriumData     *data,
          AtriumDataNode *item,
          AtriumValue    *before,
          AtriumValue    *after,
          GArray         *patches)
{
  const char *url = atrium_value_get_member_string (after, "url");
  const char *label = atrium_value_get_member_string (after, "label");

  if (url != NULL && g_strcmp0 (url, atrium_value_get_member_string (before, "url")) != 0)
    spell (data, _atrium_data_link_url (item), url, patches);
  if (g_strcmp0 (label, atrium_value_get_member_string (before, "label")) != 0)
    set_label (data, item, label, patches);
}

/* the keys and the spelled values of a new item */
typedef struct
{
  GPtrArray *keys;
  GPtrArray *values;
} Members;

static void
members_init (Members *self)
{
  self->keys = g_ptr_array_new ();
  self->values = g_ptr_array_new_with_free_func (g_free);
}

static void
members_clear (Members *self)
{
  g_ptr_array_unref (self->keys);
  g_ptr_array_unref (self->values);
}

/* @sibling is the value of that key beside it */
static void
add_member (Members        *self,
            AtriumDataNode *sibling,
            const char     *key,
            const char     *value)
{
  AtriumDataStyle style = sibling->style <= ATRIUM_DATA_DOUBLE_QUOTED ? sibling->style : ATRIUM_DATA_PLAIN;

  if (style == ATRIUM_DATA_PLAIN && sibling->parent->flow && strpbrk (value, ",[]{}") != NULL)
    style = ATRIUM_DATA_DOUBLE_QUOTED;
  g_ptr_array_add (self->keys, (gpointer) key);
  g_ptr_array_add (self->values, atrium_data_quote (sibling->syntax, value, style));
}

static char *
join_members (const Members *self,
              const char    *joint)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < self->keys->len; i++)
    g_string_append_printf (out, "%s%s: %s", i > 0 ? joint : "", (const char *) g_ptr_array_index (self->keys, i),
                            (const char *) g_ptr_array_index (self->values, i));

  return g_string_free_and_steal (out);
}

/* what a key of a new item holds, as @key of its sibling does; NULL where it is left out */
static const char *
value_of_key (const char  *key,
              const char  *label_key,
              AtriumValue *link)
{
  const char *label = atrium_value_get_member_string (link, "label");
  const char *id = id_of_label (label);

  if (g_str_equal (key, "url") || g_str_equal (key, "link"))
    return atrium_value_get_member_string (link, "url");
  if (g_str_equal (key, "type"))
    return id;
  if (g_str_equal (key, "icon"))
    return id != NULL ? id : "link";
  if (g_strcmp0 (key, label_key) == 0)
    return label;

  return NULL;
}

static gboolean
icon_has_pack (AtriumDataNode *model)
{
  AtriumDataNode *icon = atrium_data_lookup (model, "icon");

  return _atrium_data_node_is_text (icon) && strchr (icon->text, '/') != NULL;
}

static const char *
pack_of (const char *id,
         gboolean    short_name)
{
  static const char *const academic[] = { "google-scholar", "orcid", "arxiv", "dblp", "researchgate", "cv", NULL };

  if (g_str_equal (id, "link"))
    return short_name ? "fas" : "hero";
  if (g_strv_contains (academic, id))
    return short_name ? "ai" : "academicons";

  return short_name ? "fab" : "brands";
}

/* `icon: brands/github`, or the icon and its pack */
static void
add_icon (Members        *members,
          AtriumDataNode *model,
          AtriumDataNode *child,
          const char     *id)
{
  AtriumDataNode *pack = atrium_data_lookup (model, "icon_pack");

  if (icon_has_pack (model))
    {
      g_autofree char *icon = g_strconcat (pack_of (id, FALSE), "/", id, NULL);

      add_member (members, child, "icon", icon);
      return;
    }
  add_member (members, child, "icon", id);
  if (pack != NULL)
    add_member (members, pack, "icon_pack", pack_of (id, TRUE));
}

/* the members of a new item that looks like @model */
static void
collect_members (Members        *members,
                 AtriumDataNode *model,
                 AtriumValue    *link)
{
  const char *label = atrium_value_get_member_string (link, "label");
  const char *label_key;
  gboolean named = FALSE;

  find_label (model, &label_key);
  for (AtriumDataNode *child = model->first_child; child != NULL; child = child->next)
    {
      const char *key = child->key != NULL ? child->key->text : "";
      const char *value = value_of_key (key, label_key, link);

      if (value == NULL || child->type != ATRIUM_DATA_SCALAR)
        continue;
      if (g_str_equal (key, "icon"))
        add_icon (members, model, child, value);
      else
        add_member (members, child, key, value);
      named = named || g_strcmp0 (key, label_key) == 0;
    }
  /* an icon says what it is only where it is one of those that are known */
  if (label != NULL && (!named || (g_strcmp0 (label_key, "icon") == 0 && id_of_label (label) == NULL)))
    add_member (members, model->first_child, "name", label);
}

/* a new item that looks like @model; @joint stands between its keys */
static char *
compose_item (AtriumDataNode *model,
              AtriumValue    *link,
              const char     *joint)
{
  Members members;
  char *text;

  members_init (&members);
  collect_members (&members, model, link);
  text = join_members (&members, joint);
  members_clear (&members);

  return text;
}

/* a new table in braces or below a header of its own */
static char *
compose_table (AtriumToml     *toml,
               AtriumDataNode *model,
               AtriumValue    *link)
{
  Members members;
  char *text;

  members_init (&members);
  collect_members (&members, model, link);
  g_ptr_array_add (members.keys, NULL);
  g_ptr_array_add (members.values, NULL);
  text = atrium_toml_compose_table (toml, model, (const char *const *) members.keys->pdata,
                                    (const char *const *) members.values->pdata);
  members_clear (&members);

  return text;
}

/* from the dash to the end of the last value, or the item of a flow list; in TOML the last child
 * need not be the last text */
static AtriumSpan
item_span (AtriumData     *data,
           AtriumDataNode *item)
{
  const char *text = atrium_source_get_text (atrium_data_get_source (data), NULL);
  AtriumSpan span = item->span;
  AtriumDataNode *last = item;

  if (item->syntax == ATRIUM_DATA_TOML)
    return span;
  while (last->last_child != NULL)
    last = last->last_child;
  if (last->type == ATRIUM_DATA_SCALAR && !item->flow && last->span.end > span.start)
    span.end = MIN (span.end, last->span.end);
  if (item->parent->flow)
    return span;
  while (span.start > 0 && (text[span.start - 1] == ' ' || text[span.start - 1] == '\t'))
    span.start--;
  if (span.start > 0 && text[span.start - 1] == '-')
    span.start--;

  return span;
}

/* the indentation of the dash, and the line end before it */
static char *
item_joint (AtriumData *data,
            AtriumSpan  item,
            gboolean    flow)
{
  const char *text = atrium_source_get_text (atrium_data_get_source (data), NULL);
  gsize start = item.start;

  if (flow)
    return g_strdup (", ");
  while (start > 0 && text[start - 1] != '\n')
    start--;

  return g_strdup_printf ("%s%.*s", start > 1 && text[start - 2] == '\r' ? "\r\n" : "\n",
                          (int) (item.start - start), text + start);
}

/* a new item with its dash, as the last one of the list has it */
static char *
compose_whole (AtriumData     *data,
               AtriumDataNode *model,
               AtriumValue    *link,
               const char     *joint)
{
  const char *text = atrium_source_get_text (atrium_data_get_source (data), NULL);
  AtriumSpan span = item_span (data, model);
  g_autofree char *dash = g_strndup (text + span.start, model->span.start - span.start);
  g_autofree char *indent = g_strnfill (model->span.start - span.start, ' ');
  g_autofree char *inner_joint = NULL;
  g_autofree char *inner = NULL;

  if (model->type != ATRIUM_DATA_MAPPING)
    {
      const char *url = atrium_value_get_member_string (link, "url");

      inner = atrium_data_quote (model->syntax, url != NULL ? url : "", model->style <= ATRIUM_DATA_DOUBLE_QUOTED
                                                                          ? model->style : ATRIUM_DATA_PLAIN);
      return g_strconcat (dash, inner, NULL);
    }
  if (model->syntax == ATRIUM_DATA_TOML)
    return compose_table (atrium_data_get_toml (data), model, link);
  if (model->flow)
    {
      inner = compose_item (model, link, ", ");
      return g_strconcat (dash, "{", inner, "}", NULL);
    }
  inner_joint = g_strconcat (joint, indent, NULL);
  inner = compose_item (model, link, inner_joint);

  return g_strconcat (dash, inner, NULL);
}

static gboolean
same_link (AtriumValue *a,
           AtriumValue *b)
{
  return g_strcmp0 (atrium_value_get_member_string (a, "url"), atrium_value_get_member_string (b, "url")) == 0;
}

/* The item of @before that each of @after is, or -1: the same addresses in the same order, and
 * where as many are left between two of them, those that stand at the same place. */
static int *
align (AtriumValue *before,
       AtriumValue *after)
{
  guint n_before = atrium_value_get_n_items (before);
  guint n_after = atrium_value_get_n_items (after);
  int *match = g_new (int, n_after + 1);
  guint at = 0;

  for (guint j = 0; j < n_after; j++)
    {
      match[j] = -1;
      for (guint i = at; i < n_before && match[j] < 0; i++)
        if (same_link (atrium_value_get_item (before, i), atrium_value_get_item (after, j)))
          match[j] = i;
      if (match[j] >= 0)
        at = match[j] + 1;
    }
  if (n_before == n_after)
    {
      gboolean aligned = TRUE;

      for (guint j = 0; j < n_after; j++)
        aligned = aligned && (match[j] < 0 || match[j] == (int) j);
      for (guint j = 0; aligned && j < n_after; j++)
        match[j] = j;
    }

  return match;
}

static GPtrArray *
list_items (AtriumDataNode *list)
{
  GPtrArray *items = g_ptr_array_new ();

  for (AtriumDataNode *item = list->first_child; item != NULL; item = item->next)
    if (_atrium_data_link_url (item) != NULL)
      g_ptr_array_add (items, item);

  return items;
}

static void
remove_others (AtriumData *data,
               GPtrArray  *items,
               const int  *match,
               guint       n_after,
               GArray     *patches)
{
  g_autofree gboolean *kept = g_new0 (gboolean, items->len + 1);

  for (guint j = 0; j < n_after; j++)
    if (match[j] >= 0)
      kept[match[j]] = TRUE;
  for (guint i = 0; i < items->len; i++)
    if (!kept[i])
      _atrium_patches_cover (patches, atrium_data_get_member_span (data, g_ptr_array_index (items, i)), "");
}

/* where a new item goes behind @item: in its line, before a comment there */
static gsize
end_of_item (AtriumData     *data,
             AtriumDataNode *item)
{
  const char *text = atrium_source_get_text (atrium_data_get_source (data), NULL);
  gsize end = item_span (data, item).end;

  if (item->parent->flow)
    return end;
  while (text[end] != '\0' && text[end] != '\n' && text[end] != '\r')
    end++;

  return end;
}

static void
add_to_array (AtriumData     *data,
              AtriumDataNode *list,
              AtriumDataNode *previous,
              const char     *spelled,
              GArray         *patches)
{
  guint index = 0;

  for (AtriumDataNode *item = previous != NULL ? list->first_child : NULL; item != NULL; item = item->next)
    {
      index++;
      if (item == previous)
        break;
    }
  _atrium_data_list_add_item (atrium_data_get_toml (data), list, index, spelled, patches);
}

/* Turns the links of a list into others. @before has one for each item that has an address.
 * What stays keeps its line; a new one looks like the one before it. */
void
_atrium_data_links_write (AtriumData     *data,
                          AtriumDataNode *list,
                          AtriumValue    *before,
                          AtriumValue    *after,
                          GArray         *patches)
{
  g_autoptr(GPtrArray) items = list_items (list);
  g_autofree int *match = align (before, after);
  guint n_after = atrium_value_get_n_items (after);
  AtriumDataNode *previous = NULL;

  if (items->len == 0 || items->len != atrium_value_get_n_items (before))
    return;
  remove_others (data, items, match, n_after, patches);
  for (guint j = 0; j < n_after; j++)
    {
      AtriumValue *link = atrium_value_get_item (after, j);
      AtriumDataNode *model = previous != NULL ? previous : g_ptr_array_index (items, 0);
      g_autofree char *joint = NULL;
      g_autofree char *text = NULL;
      g_autofree char *whole = NULL;
      gsize at;

      if (match[j] >= 0)
        {
          previous = g_ptr_array_index (items, match[j]);
          set_item (data, previous, atrium_value_get_item (before, match[j]), link, patches);
          continue;
        }
      joint = item_joint (data, item_span (data, model), list->flow);
      text = compose_whole (data, model, link, joint);
      if (list->syntax == ATRIUM_DATA_TOML)
        {
          add_to_array (data, list, previous, text, patches);
          continue;
        }
      whole = previous != NULL ? g_strconcat (joint, text, NULL) : g_strconcat (text, joint, NULL);
      at = previous != NULL ? end_of_item (data, previous) : item_span (data, model).start;
      _atrium_patches_add (patches, ATRIUM_SPAN (at, at), whole);
    }
}

/* a link where there is none to look like */
static void
append_plain (GString          *out,
              AtriumDataSyntax  syntax,
              AtriumValue      *link)
{
  const char *label = atrium_value_get_member_string (link, "label");
  const char *url = atrium_value_get_member_string (link, "url");
  g_autofree char *name = label != NULL ? atrium_data_quote (syntax, label, ATRIUM_DATA_PLAIN) : NULL;
  g_autofree char *address = atrium_data_quote (syntax, url != NULL ? url : "", ATRIUM_DATA_PLAIN);

  if (syntax == ATRIUM_DATA_TOML)
    g_string_append_printf (out, name != NULL ? "%s{name = %s, url = %s}" : "%s{%surl = %s}", out->len > 1 ? ", " : "",
                            name != NULL ? name : "", address);
  else if (name != NULL)
    g_string_append_printf (out, "\n  - name: %s\n    url: %s", name, address);
  else
    g_string_append_printf (out, "\n  - url: %s", address);
}

/* A list of links as the value of a key, where there is none yet; @data and @sample are another
 * such list, or NULL. In TOML it is an array in brackets. */
char *
_atrium_data_links_compose (AtriumDataSyntax  syntax,
                            AtriumData       *data,
                            AtriumDataNode   *sample,
                            AtriumValue      *links)
{
  gboolean toml = syntax == ATRIUM_DATA_TOML;
  g_autoptr(GPtrArray) items = sample != NULL && sample->flow == toml ? list_items (sample) : NULL;
  AtriumDataNode *model = items != NULL && items->len > 0 ? g_ptr_array_index (items, 0) : NULL;
  g_autofree char *joint = model != NULL && !toml ? item_joint (data, item_span (data, model), FALSE) : NULL;
  GString *out = g_string_new (toml ? "[" : "");

  for (guint i = 0; i < atrium_value_get_n_items (links); i++)
    {
      AtriumValue *link = atrium_value_get_item (links, i);
      g_autofree char *text = model != NULL ? compose_whole (data, model, link, joint) : NULL;

      if (text != NULL)
        g_string_append_printf (out, "%s%s", !toml ? joint : i > 0 ? ", " : "", text);
      else
        append_plain (out, syntax, link);
    }
  g_string_append (out, toml ? "]" : "");

  return g_string_free_and_steal (out);
}

/* Links as [[tables]] of their own, each with an empty line before it, like those of @sample. */
char *
_atrium_toml_links_compose_tables (AtriumData     *data,
                                   AtriumDataNode *sample,
                                   AtriumValue    *links)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < atrium_value_get_n_items (links); i++)
    {
      g_autofree char *table =
        compose_table (atrium_data_get_toml (data), sample->first_child, atrium_value_get_item (links, i));

      g_string_append_printf (out, "\n%s\n", table);
    }

  return g_string_free_and_steal (out);
}

/* Links as the icons of an author who has none yet: `[{icon = "github", icon_pack = "fab", link = "…"}]`. */
char *
_atrium_toml_social_compose (AtriumValue *links)
{
  GString *out = g_string_new ("[");

  for (guint i = 0; i < atrium_value_get_n_items (links); i++)
    {
      AtriumValue *link = atrium_value_get_item (links, i);
      const char *id = id_of_label (atrium_value_get_member_string (link, "label"));
      const char *url = atrium_value_get_member_string (link, "url");
      g_autofree char *address = atrium_toml_quote (url != NULL ? url : "", ATRIUM_DATA_DOUBLE_QUOTED);

      id = id != NULL ? id : "link";
      g_string_append_printf (out, "%s{icon = \"%s\", icon_pack = \"%s\", link = %s}", i > 0 ? ", " : "", id,
                              pack_of (id, TRUE), address);
    }
  g_string_append_c (out, ']');

  return g_string_free_and_steal (out);
}
