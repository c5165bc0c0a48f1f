#include "atrium-hugoblox.h"

#include <string.h>

#include "atrium-front-matter.h"
#include "atrium-hidden.h"
#include "atrium-records.h"

/* The lists of degrees, positions, awards and skills, which stand in the author's file or, in
 * older sites, in blocks of the home page. */

static const AtriumCollectionKey education_keys[] = {
  { "degree", "degree", NULL },
  { "area", "degree", NULL },
  { "course", "degree", NULL },
  { "institution", "organization", NULL },
  { "start", "start", NULL },
  { "date_start", "start", NULL },
  { "end", "end", NULL },
  { "date_end", "end", NULL },
  { "year", "end", NULL },
  { "summary", "text", NULL },
};

static const AtriumCollectionKey experience_keys[] = {
  { "role", "role", NULL },
  { "position", "role", NULL },
  { "title", "role", NULL },
  { "org", "organization", NULL },
  { "company_name", "organization", NULL },
  { "company", "organization", NULL },
  { "company_url", "url", NULL },
  { "company_logo", "logo", NULL },
  { "location", "place", NULL },
  { "start", "start", NULL },
  { "date_start", "start", NULL },
  { "end", "end", NULL },
  { "date_end", "end", NULL },
  { "summary", "text", NULL },
  { "description", "text", NULL },
};

static const AtriumCollectionKey award_keys[] = {
  { "title", "title", NULL },
  { "awarder", "organization", NULL },
  { "organization", "organization", NULL },
  { "date", "date", NULL },
  { "date_start", "date", NULL },
  { "url", "url", NULL },
  { "certificate_url", "url", NULL },
  { "organization_url", "links", "Organization" },
  { "summary", "text", NULL },
  { "description", "text", NULL },
};

static const AtriumCollectionKey skill_keys[] = {
  { "name", "title", NULL },
  { "label", "title", NULL },
  { "title", "title", NULL },
  { "description", "text", NULL },
};

static const AtriumCollectionKey list_keys[] = {
  { "name", "text", NULL },
  { "title", "text", NULL },
};

#define SHAPE(KIND, keys) { ATRIUM_KIND_##KIND, keys, G_N_ELEMENTS (keys) }

static const AtriumRecordShape shapes[] = {
  SHAPE (EDUCATION, education_keys),
  SHAPE (EXPERIENCE, experience_keys),
  SHAPE (HONORS, award_keys),
  SHAPE (SKILLS, skill_keys),
  SHAPE (LIST, list_keys),
};

/* a section's title that stands in the file can be edited there */
static void
set_title (AtriumReading  *reading,
           AtriumSource   *source,
           const char     *id,
           AtriumDataNode *node)
{
  AtriumSectionMap *map = atrium_map_find_section (reading->map, id);

  if (map == NULL || !_atrium_data_node_is_text (node) || node->style > ATRIUM_DATA_DOUBLE_QUOTED)
    return;
  g_clear_pointer (&map->source, atrium_source_unref);
  map->source = atrium_source_ref (source);
  map->title = node->span;
  map->title_spelling = _atrium_data_spelling (node);
}

/* A scalar of a YAML file as a section of one entry. */
void
_atrium_hugoblox_read_text (AtriumReading  *reading,
                            AtriumSource   *source,
                            AtriumDataNode *text,
                            AtriumKind      kind,
                            const char     *id,
                            AtriumDataNode *title_node)
{
  g_autofree char *entry_id = g_strconcat (id, "/0", NULL);
  g_autoptr(AtriumSection) section = NULL;
  g_autoptr(AtriumEntry) entry = NULL;
  AtriumEntryMap *map;

  if (!_atrium_data_node_is_text (text))
    return;
  section = atrium_section_new (kind, id, _atrium_data_node_is_text (title_node) ? title_node->text : "");
  entry = atrium_entry_new (kind, entry_id);
  map = atrium_section_map_add (atrium_map_add_section (reading->map, id, NULL), entry_id,
                                ATRIUM_ENTRY_FORM_RECORD, source, text->span, text->span);
  atrium_entry_set_string (entry, "text", text->text);
  atrium_slots_add (map->slots, "text", source, text->span, _atrium_data_spelling (text));
  atrium_section_set_page (section, atrium_source_get_path (source));
  atrium_section_append (section, entry);
  atrium_profile_append (reading->profile, section);
  set_title (reading, source, id, title_node);
}

/* Reads the biography: the body of the owner's file, or its `bio`. */
gboolean
_atrium_hugoblox_read_bio (AtriumReading  *reading,
                           const char     *path,
                           GError        **error)
{
  AtriumSource *source;
  g_autoptr(AtriumData) data = path != NULL ? _atrium_hugoblox_read_data (reading->files, path, &source) : NULL;
  AtriumDataSyntax syntax;
  AtriumSpan front;
  AtriumSpan body;
  g_autofree char *text = NULL;
  g_autofree char *id = g_strconcat (path, "#bio", NULL);

  if (data == NULL)
    return TRUE;
  if (g_str_has_suffix (path, ".md") && _atrium_front_matter_find (source, &syntax, &front, &body))
    {
      text = atrium_source_dup_span (source, body);
      if (*g_strstrip (text) != '\0')
        return _atrium_hidden_read_page (reading, path, error);
    }
  _atrium_hugoblox_read_text (reading, source, _atrium_data_node_at (atrium_data_get_root (data), "bio"),
                              ATRIUM_KIND_BIO, id, NULL);

  return TRUE;
}

static const AtriumRecordShape *
find_shape (AtriumKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (shapes[i].kind == kind)
      return &shapes[i];

  return NULL;
}

static void
read_records (AtriumReading           *reading,
              const AtriumRecordShape *shape,
              AtriumSource            *source,
              AtriumDataNode          *list,
              const char              *id,
              const char              *title,
              AtriumDataNode          *title_node)
{
  AtriumSection *section =
    _atrium_records_add_section (reading, shape, id, _atrium_data_node_is_text (title_node) ? title_node->text : title,
                                 atrium_source_get_path (source));

  _atrium_records_read (reading, shape, section, source, list, NULL);
  set_title (reading, source, id, title_node);
}

static gboolean
is_filled (AtriumDataNode *list)
{
  return list != NULL && list->type == ATRIUM_DATA_SEQUENCE && list->first_child != NULL;
}

/* A list of records as a section; one of groups as a section for each of them. */
void
_atrium_hugoblox_read_list (AtriumReading  *reading,
                            AtriumSource   *source,
                            AtriumDataNode *list,
                            AtriumKind      kind,
                            const char     *id,
                            const char     *title,
                            AtriumDataNode *title_node)
{
  const AtriumRecordShape *shape = find_shape (kind);
  guint n = 0;

  if (list != NULL && list->type == ATRIUM_DATA_MAPPING)
    list = _atrium_data_node_at (list, kind == ATRIUM_KIND_LIST ? "interests" : "courses");
  if (shape == NULL || !is_filled (list))
    return;
  if (_atrium_data_node_at (list->first_child, "items") == NULL)
    {
      read_records (reading, shape, source, list, id, title, title_node);
      return;
    }
  for (AtriumDataNode *group = list->first_child; group != NULL; group = group->next, n++)
    {
      g_autofree char *group_id = g_strdup_printf ("%s/%u", id, n);
      AtriumDataNode *items = _atrium_data_node_at (group, "items");

      /* a group without items is shown by no block */
      if (is_filled (items))
        read_records (reading, shape, source, items, group_id, title, _atrium_data_node_at (group, "name"));
    }
}

/* Reads the lists of the owner's file. */
void
_atrium_hugoblox_read_author_lists (AtriumReading *reading,
                                    const char    *path)
{
  static const struct { const char *key; AtriumKind kind; const char *title; } lists[] = {
    { "interests", ATRIUM_KIND_LIST, "Interests" },
    { "experience", ATRIUM_KIND_EXPERIENCE, "Experience" },
    { "work", ATRIUM_KIND_EXPERIENCE, "Experience" },
    { "education", ATRIUM_KIND_EDUCATION, "Education" },
    { "skills", ATRIUM_KIND_SKILLS, "Skills" },
    { "languages", ATRIUM_KIND_SKILLS, "Languages" },
    { "awards", ATRIUM_KIND_HONORS, "Awards" },
  };
  AtriumSource *source;
  g_autoptr(AtriumData) data = path != NULL ? _atrium_hugoblox_read_data (reading->files, path, &source) : NULL;
  AtriumDataNode *root = data != NULL ? atrium_data_get_root (data) : NULL;

  for (guint i = 0; root != NULL && i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *id = g_strdup_printf ("%s#%s", path, lists[i].key);

      _atrium_hugoblox_read_list (reading, source, _atrium_data_node_at (root, lists[i].key),
                                  lists[i].kind, id, lists[i].title, NULL);
    }
}
