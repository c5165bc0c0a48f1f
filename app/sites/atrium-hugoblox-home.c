#include "atrium-hugoblox.h"

#include <stdlib.h>
#include <string.h>

#include "atrium-error.h"
#include "atrium-front-matter.h"
#include "atrium-hidden.h"
#include "atrium-section-kind.h"
#include "atrium-data-entry.h"

/* The home page: a list of blocks in content/_index.md, or, before that, a folder of widgets,
 * content/home/, a file each. */

#define HOME "content/_index.md"
#define WIDGETS "content/home/"

/* blocks and widgets with records of their own */
static const struct
{
  const char *block;
  const char *list;       /* where the records stand: in the block, in the widget */
  AtriumKind  kind;
  const char *title;
} lists[] = {
  { "experience", "experience", ATRIUM_KIND_EXPERIENCE, "Experience" },
  { "resume-experience", "experience", ATRIUM_KIND_EXPERIENCE, "Experience" },
  { "accomplishments", "item", ATRIUM_KIND_HONORS, "Awards" },
  { "resume-awards", "item", ATRIUM_KIND_HONORS, "Awards" },
  { "features", "feature", ATRIUM_KIND_SKILLS, "Skills" },
  { "featurette", "feature", ATRIUM_KIND_SKILLS, "Skills" },
  { "skills", "feature", ATRIUM_KIND_SKILLS, "Skills" },
};

static gboolean
key_is (AtriumDataNode *mapping,
        const char     *path,
        const char     *text)
{
  AtriumDataNode *node = _atrium_data_node_at (mapping, path);

  return _atrium_data_node_is_text (node) && g_ascii_strcasecmp (node->text, text) == 0;
}

/* a list of what somebody offers looks like one of skills; the title says which it is */
static AtriumKind
kind_of_list (AtriumKind      kind,
              AtriumDataNode *title)
{
  AtriumKind said;

  if (kind == ATRIUM_KIND_SKILLS && _atrium_data_node_is_text (title) &&
      atrium_section_kind_from_title (title->text, &said))
    return said == ATRIUM_KIND_HONORS || said == ATRIUM_KIND_EXPERIENCE || said == ATRIUM_KIND_EDUCATION ||
           said == ATRIUM_KIND_SKILLS ? said : ATRIUM_KIND_LIST;

  return kind;
}

static void
read_block (AtriumReading  *reading,
            AtriumSource   *source,
            AtriumDataNode *block,
            guint           number)
{
  AtriumDataNode *name = _atrium_data_node_at (block, "block");
  AtriumDataNode *title = _atrium_data_node_at (block, "content/title");
  AtriumDataNode *items = _atrium_data_node_at (block, "content/items");
  g_autofree char *id = g_strdup_printf ("%s#block-%u", atrium_source_get_path (source), number);

  /* a block for the demonstration is not shown on the site */
  if (!_atrium_data_node_is_text (name) || key_is (block, "demo", "true"))
    return;
  if (g_str_equal (name->text, "markdown"))
    _atrium_hugoblox_read_text (reading, source, _atrium_data_node_at (block, "content/text"),
                                ATRIUM_KIND_TEXT, id, title);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (g_str_equal (name->text, lists[i].block) && items != NULL)
      _atrium_hugoblox_read_list (reading, source, items, kind_of_list (lists[i].kind, title), id,
                                  lists[i].title, title);
}

static void
read_blocks (AtriumReading *reading)
{
  AtriumSource *source;
  g_autoptr(AtriumData) data = _atrium_hugoblox_read_data (reading->files, HOME, &source);
  AtriumDataNode *blocks = data != NULL ? _atrium_data_node_at (atrium_data_get_root (data), "sections") : NULL;
  guint number = 0;

  for (AtriumDataNode *block = blocks != NULL ? blocks->first_child : NULL; block != NULL; block = block->next)
    read_block (reading, source, block, number++);
}

/* a widget whose text is the body of its file */
static void
read_body (AtriumReading  *reading,
           AtriumSource   *source,
           AtriumDataNode *title)
{
  const char *path = atrium_source_get_path (source);
  const char *text = atrium_source_get_text (source, NULL);
  g_autofree char *entry_id = g_strconcat (path, "/0", NULL);
  g_autofree char *value = NULL;
  g_autoptr(AtriumSection) section = NULL;
  g_autoptr(AtriumEntry) entry = NULL;
  AtriumEntryMap *map;
  AtriumDataSyntax syntax;
  AtriumSpan front;
  AtriumSpan body;

  if (!_atrium_front_matter_find (source, &syntax, &front, &body))
    return;
  while (body.start < body.end && g_ascii_isspace (text[body.start]))
    body.start++;
  while (body.end > body.start && g_ascii_isspace (text[body.end - 1]))
    body.end--;
  if (body.start == body.end)
    return;

  value = atrium_source_dup_span (source, body);
  section = atrium_section_new (ATRIUM_KIND_TEXT, path, _atrium_data_node_is_text (title) ? title->text : "");
  entry = atrium_entry_new (ATRIUM_KIND_TEXT, entry_id);
  map = atrium_section_map_add (atrium_map_add_section (reading->map, path, NULL), entry_id,
                                ATRIUM_ENTRY_FORM_RECORD, source, body, body);
  atrium_entry_set_string (entry, "text", value);
  atrium_slots_add (map->slots, "text", source, body, ATRIUM_SPELLING_MARKDOWN);
  atrium_section_set_page (section, path);
  atrium_section_append (section, entry);
  atrium_profile_append (reading->profile, section);
}

static void
read_widget (AtriumReading *reading,
             const char    *path)
{
  AtriumSource *source;
  g_autoptr(AtriumData) data = _atrium_hugoblox_read_data (reading->files, path, &source);
  AtriumDataNode *root = data != NULL ? atrium_data_get_root (data) : NULL;
  AtriumDataNode *name = root != NULL ? _atrium_data_node_at (root, "widget") : NULL;
  AtriumDataNode *title = root != NULL ? _atrium_data_node_at (root, "title") : NULL;

  if (!_atrium_data_node_is_text (name) || key_is (root, "active", "false"))
    return;
  if (g_str_equal (name->text, "blank") || g_str_equal (name->text, "custom"))
    read_body (reading, source, title);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (g_str_equal (name->text, lists[i].block))
      _atrium_hugoblox_read_list (reading, source, _atrium_data_node_at (root, lists[i].list),
                                  kind_of_list (lists[i].kind, title), path, lists[i].title, title);
}

typedef struct
{
  const char *path;
  double      weight;
} Widget;

static int
compare_widgets (gconstpointer a,
                 gconstpointer b)
{
  double p = ((const Widget *) a)->weight;
  double q = ((const Widget *) b)->weight;

  return p < q ? -1 : p > q ? 1 : strcmp (((const Widget *) a)->path, ((const Widget *) b)->path);
}

static gboolean
is_widget (const char *path)
{
  return g_str_has_prefix (path, WIDGETS) && g_str_has_suffix (path, ".md") &&
         strchr (path + strlen (WIDGETS), '/') == NULL;
}

/* TRUE where the file at @path is a part of the home page. */
gboolean
_atrium_hugoblox_is_part (const char *path)
{
  return g_str_equal (path, HOME) || is_widget (path);
}

static void
read_widgets (AtriumReading *reading,
              const char    *only)
{
  g_autoptr(GArray) widgets = g_array_new (FALSE, FALSE, sizeof (Widget));

  for (guint i = 0; i < atrium_file_tree_get_n_files (reading->files); i++)
    {
      Widget widget = { atrium_file_tree_get_path (reading->files, i), 0 };
      AtriumSource *source;
      g_autoptr(AtriumData) data = NULL;
      const char *weight;

      if (!is_widget (widget.path) || (only != NULL && !g_str_equal (widget.path, only)))
        continue;
      data = _atrium_hugoblox_read_data (reading->files, widget.path, &source);
      weight = data != NULL ? atrium_data_get_string (data, "weight") : NULL;
      if (weight == NULL && data != NULL)
        weight = atrium_data_get_string (data, "order");
      widget.weight = weight != NULL ? g_ascii_strtod (weight, NULL) : 0;
      g_array_append_val (widgets, widget);
    }
  g_array_sort (widgets, compare_widgets);
  for (guint i = 0; i < widgets->len; i++)
    read_widget (reading, g_array_index (widgets, Widget, i).path);
}

/* TRUE where the widget lists the pages of @folder, and not a selection of them. */
static gboolean
widget_lists (AtriumDataNode *root,
              const char     *folder)
{
  static const struct { const char *widget, *folder; } names[] = {
    { "publications", "publication" }, { "projects", "project" }, { "portfolio", "project" }, { "talks", "talk" },
    { "talks", "event" }, { "posts", "post" },
  };

  if (key_is (root, "active", "false"))
    return FALSE;
  if (key_is (root, "widget", "pages"))
    return key_is (root, "content/page_type", folder) && !key_is (root, "content/filters/featured_only", "true");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (key_is (root, "widget", names[i].widget) && g_str_equal (folder, names[i].folder))
      return TRUE;

  return FALSE;
}

/* The widget that lists the pages of @folder ("post"), or NULL; @source is its file, and @title
 * what it calls them, or NULL. */
AtriumData *
_atrium_hugoblox_find_list_widget (AtriumFileTree  *files,
                                   const char      *folder,
                                   AtriumSource   **source,
                                   AtriumDataNode **title)
{
  for (guint i = 0; i < atrium_file_tree_get_n_files (files); i++)
    {
      const char *path = atrium_file_tree_get_path (files, i);
      g_autoptr(AtriumData) data = is_widget (path) ? _atrium_hugoblox_read_data (files, path, source) : NULL;
      AtriumDataNode *node;

      if (data == NULL || !widget_lists (atrium_data_get_root (data), folder))
        continue;
      node = atrium_data_get_at (data, "title");
      *title = _atrium_data_node_is_text (node) ? node : NULL;
      return g_steal_pointer (&data);
    }

  return NULL;
}

/* Reads what the home page itself holds; @only is one file of it, or NULL for all. */
void
_atrium_hugoblox_read_home (AtriumReading *reading,
                            const char    *only)
{
  if (only == NULL || g_str_equal (only, HOME))
    read_blocks (reading);
  if (only == NULL || is_widget (only))
    read_widgets (reading, only);
}

/* TRUE where the block lists the pages of @folder, and not a selection of them. */
static gboolean
block_lists (AtriumDataNode *block,
             const char     *folder)
{
  AtriumDataNode *folders = _atrium_data_node_at (block, "content/filters/folders");
  AtriumDataNode *type = _atrium_data_node_at (block, "content/page_type");
  gsize length = strlen (folder);

  if (key_is (block, "demo", "true") || key_is (block, "content/filters/featured_only", "true"))
    return FALSE;
  if (_atrium_data_node_is_text (type) && strlen (type->text) == length && g_str_equal (folder, type->text))
    return TRUE;
  for (AtriumDataNode *item = folders != NULL ? folders->first_child : NULL; item != NULL; item = item->next)
    if (_atrium_data_node_is_text (item) && strlen (item->text) == length && g_str_equal (folder, item->text))
      return TRUE;

  return FALSE;
}

/* The title of the block of the home page that lists the pages of @folder ("post"), or NULL;
 * @listed says whether there is such a block. */
AtriumDataNode *
_atrium_hugoblox_collection_title (AtriumData *home,
                                   const char *folder,
                                   gboolean   *listed)
{
  AtriumDataNode *blocks = home != NULL ? _atrium_data_node_at (atrium_data_get_root (home), "sections") : NULL;

  *listed = FALSE;
  for (AtriumDataNode *block = blocks != NULL ? blocks->first_child : NULL; block != NULL; block = block->next)
    {
      AtriumDataNode *title = _atrium_data_node_at (block, "content/title");

      if (!block_lists (block, folder))
        continue;
      *listed = TRUE;
      return _atrium_data_node_is_text (title) ? title : NULL;
    }

  return NULL;
}
