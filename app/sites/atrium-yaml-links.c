#include "atrium-yaml-links.h"

#include <string.h>

#include "atrium-front-matter.h"
#include "atrium-patches.h"
#include "atrium-yaml-entry.h"

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
AtriumYamlNode *
_atrium_yaml_link_url (AtriumYamlNode *item)
{
  AtriumYamlNode *url = item;

  if (item->type == ATRIUM_YAML_MAPPING)
    {
      url = atrium_yaml_lookup (item, "url");
      if (!_atrium_yaml_node_is_text (url))
        url = atrium_yaml_lookup (item, "link");
    }

  return _atrium_yaml_node_is_text (url) ? url : NULL;
}

/* the value that names the link, and the key that it has */
static AtriumYamlNode *
find_label (AtriumYamlNode  *item,
            const char     **key)
{
  *key = NULL;
  for (guint i = 0; item->type == ATRIUM_YAML_MAPPING && i < G_N_ELEMENTS (label_keys); i++)
    {
      AtriumYamlNode *node = atrium_yaml_lookup (item, label_keys[i]);

      if (!_atrium_yaml_node_is_text (node))
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
_atrium_yaml_link_dup_label (AtriumYamlNode *item)
{
  const char *key;
  AtriumYamlNode *node = find_label (item, &key);

  if (node == NULL)
    return NULL;

  return g_strdup (is_coded (key) ? label_of (node->text) : node->text);
}

static void
spell (AtriumYaml     *yaml,
       AtriumYamlNode *node,
       const char     *text,
       GArray         *patches)
{
  g_autofree char *spelled = NULL;

  if (g_strcmp0 (node->text, text) == 0)
    return;
  spelled = atrium_yaml_spell (yaml, node, text);
  if (spelled != NULL)
    _atrium_patches_cover (patches, node->span, spelled);
}

static void
set_label (AtriumYaml     *yaml,
           AtriumYamlNode *item,
           const char     *label,
           GArray         *patches)
{
  const char *key;
  AtriumYamlNode *node = find_label (item, &key);
  const char *id = id_of_label (label);
  g_autofree char *text = NULL;
  gsize offset;

  if (label == NULL || item->type != ATRIUM_YAML_MAPPING)
    return;
  if (node != NULL && !is_coded (key))
    spell (yaml, node, label, patches);
  else if (node != NULL && id != NULL && g_str_equal (key, "type"))
    spell (yaml, node, id, patches);
  else if (atrium_yaml_add_member (yaml, item, "label", label, &offset, &text))
    _atrium_patches_add (patches, ATRIUM_SPAN (offset, offset), text);
}

static void
set_item (AtriumYaml     *yaml,
          AtriumYamlNode *item,
          AtriumValue    *before,
          AtriumValue    *after,
          GArray         *patches)
{
  const char *url = atrium_value_get_member_string (after, "url");
  const char *label = atrium_value_get_member_string (after, "label");

  if (url != NULL && g_strcmp0 (url, atrium_value_get_member_string (before, "url")) != 0)
    spell (yaml, _atrium_yaml_link_url (item), url, patches);
  if (g_strcmp0 (label, atrium_value_get_member_string (before, "label")) != 0)
    set_label (yaml, item, label, patches);
}

/* `key: value` of a new item; @sibling is the value of that key beside it */
static void
append_member (GString        *out,
               AtriumYamlNode *sibling,
               const char     *joint,
               const char     *key,
               const char     *value)
{
  AtriumYamlStyle style = sibling != NULL && sibling->style <= ATRIUM_YAML_DOUBLE_QUOTED ? sibling->style
                                                                                        : ATRIUM_YAML_PLAIN;
  g_autofree char *spelled = NULL;

  if (style == ATRIUM_YAML_PLAIN && sibling != NULL && sibling->parent->flow && strpbrk (value, ",[]{}") != NULL)
    style = ATRIUM_YAML_DOUBLE_QUOTED;
  spelled = atrium_yaml_quote (value, style);
  g_string_append_printf (out, "%s%s: %s", out->len > 0 ? joint : "", key, spelled);
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
icon_has_pack (AtriumYamlNode *model)
{
  AtriumYamlNode *icon = atrium_yaml_lookup (model, "icon");

  return _atrium_yaml_node_is_text (icon) && strchr (icon->text, '/') != NULL;
}

/* `icon: brands/github`, or the icon and its pack */
static void
append_icon (GString        *out,
             AtriumYamlNode *model,
             AtriumYamlNode *child,
             const char     *joint,
             const char     *id)
{
  static const char *const academic[] = { "google-scholar", "orcid", "arxiv", "dblp", "researchgate", "cv", NULL };
  gboolean plain = g_str_equal (id, "link");
  gboolean scholarly = g_strv_contains (academic, id);

  if (icon_has_pack (model))
    {
      g_autofree char *icon =
        g_strconcat (plain ? "hero/" : scholarly ? "academicons/" : "brands/", id, NULL);

      append_member (out, child, joint, "icon", icon);
      return;
    }
  append_member (out, child, joint, "icon", id);
  if (atrium_yaml_lookup (model, "icon_pack") != NULL)
    append_member (out, atrium_yaml_lookup (model, "icon_pack"), joint, "icon_pack",
                   plain ? "fas" : scholarly ? "ai" : "fab");
}

/* a new item that looks like @model; @joint stands between its keys */
static char *
compose_item (AtriumYamlNode *model,
              AtriumValue    *link,
              const char     *joint)
{
  GString *out = g_string_new (NULL);
  const char *label = atrium_value_get_member_string (link, "label");
  const char *label_key;
  gboolean named = FALSE;

  find_label (model, &label_key);
  for (AtriumYamlNode *child = model->first_child; child != NULL; child = child->next)
    {
      const char *key = child->key != NULL ? child->key->text : "";
      const char *value = value_of_key (key, label_key, link);

      if (value == NULL || child->type != ATRIUM_YAML_SCALAR)
        continue;
      if (g_str_equal (key, "icon"))
        append_icon (out, model, child, joint, value);
      else
        append_member (out, child, joint, key, value);
      named = named || g_strcmp0 (key, label_key) == 0;
    }
  /* an icon says what it is only where it is one of those that are known */
  if (label != NULL && (!named || (g_strcmp0 (label_key, "icon") == 0 && id_of_label (label) == NULL)))
    append_member (out, model->first_child, joint, "name", label);

  return g_string_free_and_steal (out);
}

/* from the dash to the end of the last value, or the item of a flow list */
static AtriumSpan
item_span (AtriumYaml     *yaml,
           AtriumYamlNode *item)
{
  const char *text = atrium_source_get_text (atrium_yaml_get_source (yaml), NULL);
  AtriumSpan span = item->span;
  AtriumYamlNode *last = item;

  while (last->last_child != NULL)
    last = last->last_child;
  if (last->type == ATRIUM_YAML_SCALAR && !item->flow && last->span.end > span.start)
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
item_joint (AtriumYaml *yaml,
            AtriumSpan  item,
            gboolean    flow)
{
  const char *text = atrium_source_get_text (atrium_yaml_get_source (yaml), NULL);
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
compose_whole (AtriumYaml     *yaml,
               AtriumYamlNode *model,
               AtriumValue    *link,
               const char     *joint)
{
  const char *text = atrium_source_get_text (atrium_yaml_get_source (yaml), NULL);
  AtriumSpan span = item_span (yaml, model);
  g_autofree char *dash = g_strndup (text + span.start, model->span.start - span.start);
  g_autofree char *indent = g_strnfill (model->span.start - span.start, ' ');
  g_autofree char *inner_joint = NULL;
  g_autofree char *inner = NULL;

  if (model->type != ATRIUM_YAML_MAPPING)
    {
      const char *url = atrium_value_get_member_string (link, "url");

      inner = atrium_yaml_quote (url != NULL ? url : "", model->style <= ATRIUM_YAML_DOUBLE_QUOTED
                                                           ? model->style : ATRIUM_YAML_PLAIN);
      return g_strconcat (dash, inner, NULL);
    }
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
list_items (AtriumYamlNode *list)
{
  GPtrArray *items = g_ptr_array_new ();

  for (AtriumYamlNode *item = list->first_child; item != NULL; item = item->next)
    if (_atrium_yaml_link_url (item) != NULL)
      g_ptr_array_add (items, item);

  return items;
}

static void
remove_others (AtriumYaml *yaml,
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
      _atrium_patches_cover (patches, atrium_yaml_get_member_span (yaml, g_ptr_array_index (items, i)), "");
}

/* where a new item goes behind @item: in its line, before a comment there */
static gsize
end_of_item (AtriumYaml     *yaml,
             AtriumYamlNode *item)
{
  const char *text = atrium_source_get_text (atrium_yaml_get_source (yaml), NULL);
  gsize end = item_span (yaml, item).end;

  if (item->parent->flow)
    return end;
  while (text[end] != '\0' && text[end] != '\n' && text[end] != '\r')
    end++;

  return end;
}

/* Turns the links of a list into others. @before has one for each item that has an address.
 * What stays keeps its line; a new one looks like the one before it. */
void
_atrium_yaml_links_write (AtriumYaml     *yaml,
                          AtriumYamlNode *list,
                          AtriumValue    *before,
                          AtriumValue    *after,
                          GArray         *patches)
{
  g_autoptr(GPtrArray) items = list_items (list);
  g_autofree int *match = align (before, after);
  guint n_after = atrium_value_get_n_items (after);
  AtriumYamlNode *previous = NULL;

  if (items->len == 0 || items->len != atrium_value_get_n_items (before))
    return;
  remove_others (yaml, items, match, n_after, patches);
  for (guint j = 0; j < n_after; j++)
    {
      AtriumValue *link = atrium_value_get_item (after, j);
      AtriumYamlNode *model = previous != NULL ? previous : g_ptr_array_index (items, 0);
      g_autofree char *joint = NULL;
      g_autofree char *text = NULL;
      g_autofree char *whole = NULL;
      gsize at;

      if (match[j] >= 0)
        {
          previous = g_ptr_array_index (items, match[j]);
          set_item (yaml, previous, atrium_value_get_item (before, match[j]), link, patches);
          continue;
        }
      joint = item_joint (yaml, item_span (yaml, model), list->flow);
      text = compose_whole (yaml, model, link, joint);
      whole = previous != NULL ? g_strconcat (joint, text, NULL) : g_strconcat (text, joint, NULL);
      at = previous != NULL ? end_of_item (yaml, previous) : item_span (yaml, model).start;
      _atrium_patches_add (patches, ATRIUM_SPAN (at, at), whole);
    }
}

static void
append_plain (GString     *out,
              AtriumValue *link)
{
  const char *label = atrium_value_get_member_string (link, "label");
  const char *url = atrium_value_get_member_string (link, "url");
  g_autofree char *name = label != NULL ? atrium_yaml_quote (label, ATRIUM_YAML_PLAIN) : NULL;
  g_autofree char *address = atrium_yaml_quote (url != NULL ? url : "", ATRIUM_YAML_PLAIN);

  if (name != NULL)
    g_string_append_printf (out, "  - name: %s\n    url: %s\n", name, address);
  else
    g_string_append_printf (out, "  - url: %s\n", address);
}

/* `links:` with its lines, where there is none yet; @yaml and @sample are another such list, or
 * NULL. */
void
_atrium_yaml_links_compose (GString        *out,
                            const char     *key,
                            AtriumYaml     *yaml,
                            AtriumYamlNode *sample,
                            AtriumValue    *links)
{
  g_autoptr(GPtrArray) items = sample != NULL && !sample->flow ? list_items (sample) : NULL;
  AtriumYamlNode *model = items != NULL && items->len > 0 ? g_ptr_array_index (items, 0) : NULL;
  g_autofree char *joint = model != NULL ? item_joint (yaml, item_span (yaml, model), FALSE) : NULL;

  g_string_append_printf (out, model != NULL ? "%s:" : "%s:\n", key);
  for (guint i = 0; i < atrium_value_get_n_items (links); i++)
    {
      AtriumValue *link = atrium_value_get_item (links, i);
      g_autofree char *text = model != NULL ? compose_whole (yaml, model, link, joint) : NULL;

      if (text != NULL)
        g_string_append_printf (out, "%s%s", joint, text);
      else
        append_plain (out, link);
    }
  if (model != NULL)
    g_string_append_c (out, '\n');
}
