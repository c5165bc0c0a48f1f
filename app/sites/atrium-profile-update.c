#include "atrium-profile-json.h"

#include <string.h>

#include "atrium-profile-json-private.h"
#include "atrium-value-json-private.h"

/* What a node of the old file is, for what may be missing in it. */
typedef enum
{
  ROLE_PLAIN,
  ROLE_PROFILE,
  ROLE_PERSON,
  ROLE_SECTIONS,
  ROLE_SECTION,
  ROLE_ENTRIES,
  ROLE_ENTRY,
} Role;

/* A member or item of the new file: an old one that may have changed inside, or a new one. */
typedef struct
{
  AtriumJsonNode *node;
  const char     *name;
  AtriumValue    *value;        /* borrowed; NULL: as it was */
} Child;

typedef struct
{
  AtriumJson      *json;
  const char      *source;
  GHashTable      *ids;
  GHashTable      *origins;     /* AtriumValue to the node that it was, or NULL */
  AtriumJsonStyle  style;
  GString         *out;
} Updater;

static void update_node (Updater        *self,
                         AtriumJsonNode *node,
                         AtriumValue    *value,
                         Role            role);

static void
append_source (Updater *self,
               gsize    start,
               gsize    end)
{
  g_string_append_len (self->out, self->source + start, end - start);
}

/* --- comparing ---------------------------------------------------------- */

static gboolean
node_is_empty (const AtriumJsonNode *node)
{
  switch (node->type)
    {
    case ATRIUM_JSON_NULL:
      return TRUE;
    case ATRIUM_JSON_STRING:
      return node->text[0] == '\0';
    case ATRIUM_JSON_ARRAY:
    case ATRIUM_JSON_OBJECT:
      return node->first_child == NULL;
    case ATRIUM_JSON_FALSE:
    case ATRIUM_JSON_TRUE:
    case ATRIUM_JSON_NUMBER:
    default:
      return FALSE;
    }
}

static gboolean
node_equals (AtriumJsonNode *node,
             AtriumValue    *value)
{
  g_autoptr(AtriumValue) old = NULL;

  if (node->type == ATRIUM_JSON_STRING)
    return g_strcmp0 (node->text, atrium_value_get_string (value)) == 0;
  old = _atrium_json_to_value (node);
  return atrium_value_equal (old, value);
}

static gboolean
is_identified (Role role)
{
  return role == ROLE_SECTION || role == ROLE_ENTRY;
}

/* the id by which the reader knows a node, whether it stands in it or not */
static gboolean
has_id (Updater        *self,
        AtriumJsonNode *node,
        AtriumValue    *id)
{
  return g_strcmp0 (g_hash_table_lookup (self->ids, node), atrium_value_get_string (id)) == 0;
}

/* what the reader takes a missing member for */
static gboolean
is_default (Updater        *self,
            AtriumJsonNode *object,
            Role            role,
            const char     *name,
            AtriumValue    *value)
{
  if (role == ROLE_PLAIN)
    return FALSE;
  if (is_identified (role) && strcmp (name, "id") == 0)
    return has_id (self, object, value);
  if (role == ROLE_PROFILE && strcmp (name, "version") == 0)
    return TRUE;
  if (role == ROLE_SECTION && strcmp (name, "kind") == 0)
    return g_strcmp0 (atrium_value_get_string (value), "list") == 0;
  return atrium_value_is_empty (value);
}

/* whether a member that the profile does not have any more may stay */
static gboolean
may_stay (AtriumJsonNode *node,
          Role            role)
{
  if (role == ROLE_PLAIN)
    return FALSE;
  if (is_identified (role) && strcmp (node->name, "id") == 0)
    return TRUE;
  if (is_identified (role) && strcmp (node->name, "hidden") == 0)
    return node->type != ATRIUM_JSON_TRUE;
  return node_is_empty (node);
}

/* whether a member says the same to the reader, whatever stands in it */
static gboolean
is_fixed (Updater        *self,
          AtriumJsonNode *member,
          Role            role,
          AtriumValue    *value)
{
  if (is_identified (role) && strcmp (member->name, "id") == 0)
    return has_id (self, member->parent, value);
  return role == ROLE_PROFILE && strcmp (member->name, "version") == 0;
}

static Role
role_of_member (Role        role,
                const char *name)
{
  if (role == ROLE_PROFILE && strcmp (name, "person") == 0)
    return ROLE_PERSON;
  if (role == ROLE_PROFILE && strcmp (name, "sections") == 0)
    return ROLE_SECTIONS;
  if (role == ROLE_SECTION && strcmp (name, "entries") == 0)
    return ROLE_ENTRIES;
  return ROLE_PLAIN;
}

static Role
role_of_item (Role role)
{
  if (role == ROLE_SECTIONS)
    return ROLE_SECTION;
  return role == ROLE_ENTRIES ? ROLE_ENTRY : ROLE_PLAIN;
}

/* --- laying out --------------------------------------------------------- */

/* the white space that the line of @offset begins with; NULL where something else stands
 * before @offset on the line */
static char *
indent_at (Updater *self,
           gsize    offset)
{
  gsize start = offset;

  while (start > 0 && strchr (" \t", self->source[start - 1]) != NULL)
    start--;
  if (start > 0 && self->source[start - 1] != '\n')
    return NULL;
  return g_strndup (self->source + start, offset - start);
}

/* the separator that the collection uses: the comma with its white space */
static char *
separator_of (Updater        *self,
              AtriumJsonNode *node)
{
  AtriumJsonNode *first = node->first_child;
  g_autofree char *lead = NULL;

  if (first->next != NULL)
    return g_strndup (self->source + first->span.end, first->next->member.start - first->span.end);
  lead = g_strndup (self->source + node->span.start + 1, first->member.start - node->span.start - 1);
  return strchr (lead, '\n') != NULL ? g_strconcat (",", lead, NULL) : g_strdup (self->style.comma);
}

static void
append_new_child (Updater        *self,
                  const Child    *child,
                  AtriumJsonNode *model,
                  const char     *indent)
{
  if (child->name != NULL)
    {
      _atrium_json_append_name (self->out, &self->style, child->name);
      g_string_append (self->out, self->style.colon);
    }
  _atrium_json_append (self->out, &self->style, child->value, self->json, model, indent);
}

static void
append_child (Updater        *self,
              const Child    *child,
              AtriumJsonNode *model,
              const char     *indent,
              Role            role)
{
  if (child->node == NULL)
    {
      append_new_child (self, child, model, indent);
      return;
    }
  append_source (self, child->node->member.start, child->node->span.start);
  if (child->value != NULL)
    update_node (self, child->node, child->value, role);
  else
    append_source (self, child->node->span.start, child->node->span.end);
}

/* what a new member looks like: the member of that name in a neighbour of its object */
static AtriumJsonNode *
find_model (AtriumJsonNode *node,
            const char     *name)
{
  AtriumJsonNode *sibling;
  guint budget = 64;

  if (name == NULL)
    return node->last_child;
  if (node->parent == NULL || node->parent->type != ATRIUM_JSON_ARRAY)
    return NULL;
  for (sibling = node->parent->first_child; sibling != NULL && budget-- > 0; sibling = sibling->next)
    {
      AtriumJsonNode *found = atrium_json_lookup (sibling, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* the old child behind which all of the last ones are new */
static AtriumJsonNode *
last_old_node (GArray *children,
               guint   end)
{
  while (end-- > 0)
    if (g_array_index (children, Child, end).node != NULL)
      return g_array_index (children, Child, end).node;
  return NULL;
}

/* Old children keep the white space between them, also where new ones come between; next
 * to a new, moved or missing one it is that of the collection. */
static void
append_children (Updater        *self,
                 AtriumJsonNode *node,
                 GArray         *children,
                 Role            role)
{
  g_autofree char *separator = separator_of (self, node);
  g_autofree char *indent = indent_at (self, node->first_child->member.start);
  guint i;

  if (children->len == 0)
    {
      g_string_append (self->out, node->type == ATRIUM_JSON_OBJECT ? "{}" : "[]");
      return;
    }
  append_source (self, node->span.start, node->first_child->member.start);
  for (i = 0; i < children->len; i++)
    {
      const Child *child = &g_array_index (children, Child, i);
      AtriumJsonNode *last = child->node != NULL ? last_old_node (children, i) : NULL;
      Role child_role = child->name != NULL ? role_of_member (role, child->name) : role_of_item (role);

      if (last != NULL && last->next == child->node)
        append_source (self, last->span.end, child->node->member.start);
      else if (i > 0)
        g_string_append (self->out, separator);
      append_child (self, child, find_model (node, child->name), indent, child_role);
    }
  append_source (self, node->last_child->span.end, node->span.end);
}

/* --- objects ------------------------------------------------------------ */

/* where a new member goes: behind the one that comes before it in the profile */
static guint
place_of_member (GArray      *children,
                 AtriumValue *value,
                 guint        index)
{
  while (index-- > 0)
    {
      const char *name = atrium_value_get_member_name (value, index);
      guint i;

      for (i = children->len; i > 0; i--)
        if (strcmp (g_array_index (children, Child, i - 1).name, name) == 0)
          return i;
    }
  return 0;
}

static GArray *
match_members (Updater        *self,
               AtriumJsonNode *node,
               AtriumValue    *value,
               Role            role)
{
  GArray *children = g_array_new (FALSE, TRUE, sizeof (Child));
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  AtriumJsonNode *member;
  guint i, n = atrium_value_get_n_items (value);

  /* of members with one name the last is the one that counts */
  for (member = node->first_child; member != NULL; member = member->next)
    g_hash_table_insert (names, member->name, member);
  for (i = 0; i < n; i++)
    g_hash_table_insert (values, (gpointer) atrium_value_get_member_name (value, i), atrium_value_get_item (value, i));
  for (member = node->first_child; member != NULL; member = member->next)
    {
      Child child = { member, member->name, g_hash_table_lookup (values, member->name) };

      if (child.value == NULL && !may_stay (member, role))
        continue;
      if (g_hash_table_lookup (names, member->name) != member || is_fixed (self, member, role, child.value))
        child.value = NULL;
      g_array_append_val (children, child);
    }
  for (i = 0; i < n; i++)
    {
      Child child = { NULL, atrium_value_get_member_name (value, i), atrium_value_get_item (value, i) };

      if (!g_hash_table_contains (names, child.name) && !is_default (self, node, role, child.name, child.value))
        g_array_insert_val (children, place_of_member (children, value, i), child);
    }
  return children;
}

/* --- lists -------------------------------------------------------------- */

static gboolean
is_same_item (Updater        *self,
              AtriumJsonNode *node,
              AtriumValue    *item,
              Role            role)
{
  if (is_identified (role))
    return has_id (self, node, atrium_value_get_member (item, "id"));
  return node_equals (node, item);
}

static guint
hash_value (AtriumValue *value)
{
  guint i, n = atrium_value_get_n_items (value);
  guint hash = 5381 + atrium_value_get_value_type (value);

  if (atrium_value_get_string (value) != NULL)
    return g_str_hash (atrium_value_get_string (value));
  for (i = 0; i < n; i++)
    {
      hash = hash * 33 + hash_value (atrium_value_get_item (value, i));
    }
  return hash + (guint) (gint64) CLAMP (atrium_value_get_number (value), -1e9, 1e9);
}

/* from what makes an item itself to the old node; the first of several that are equal */
static GHashTable *
index_items (Updater         *self,
             AtriumJsonNode **nodes,
             guint            start,
             guint            end,
             Role             role)
{
  GHashTable *index;
  guint i;

  if (is_identified (role))
    index = g_hash_table_new (g_str_hash, g_str_equal);
  else
    index = g_hash_table_new_full ((GHashFunc) hash_value, (GEqualFunc) atrium_value_equal,
                                   (GDestroyNotify) atrium_value_unref, NULL);
  for (i = end; i > start; i--)
    {
      gpointer key = is_identified (role) ? g_hash_table_lookup (self->ids, nodes[i - 1])
                                          : (gpointer) _atrium_json_to_value (nodes[i - 1]);

      g_hash_table_insert (index, key, nodes[i - 1]);
    }
  return index;
}

static gpointer
item_key (AtriumValue *item,
          Role         role)
{
  if (!is_identified (role))
    return item;
  return (gpointer) atrium_value_get_string (atrium_value_get_member (item, "id"));
}

/* Items that changed inside are taken for the old ones that are left over, in order; a
 * section or entry is known by its id. */
static void
match_rest (AtriumJsonNode **nodes,
            guint            start,
            guint            end,
            GHashTable      *used,
            GArray          *children,
            guint            first)
{
  guint i, at = start;

  for (i = first; i < children->len; i++)
    {
      Child *child = &g_array_index (children, Child, i);

      if (child->node != NULL)
        continue;
      while (at < end && g_hash_table_contains (used, nodes[at]))
        at++;
      if (at < end)
        child->node = nodes[at++];
    }
}

static void
match_middle (Updater         *self,
              AtriumJsonNode **nodes,
              guint            start,
              guint            end,
              AtriumValue     *value,
              guint            value_end,
              Role             role,
              GArray          *children)
{
  g_autoptr(GHashTable) index = index_items (self, nodes, start, end, role);
  g_autoptr(GHashTable) used = g_hash_table_new (NULL, NULL);
  guint first = children->len;
  guint i;

  for (i = start; i < value_end; i++)
    {
      Child child = { NULL, NULL, atrium_value_get_item (value, i) };
      gpointer key = item_key (child.value, role);
      AtriumJsonNode *node = key != NULL ? g_hash_table_lookup (index, key) : NULL;

      if (node != NULL && g_hash_table_add (used, node))
        child.node = node;
      g_array_append_val (children, child);
    }
  if (!is_identified (role))
    match_rest (nodes, start, end, used, children, first);
}

/* the items of a list whose origins are known */
static GArray *
match_origins (Updater     *self,
               AtriumValue *value)
{
  GArray *children = g_array_new (FALSE, TRUE, sizeof (Child));

  for (guint i = 0; i < atrium_value_get_n_items (value); i++)
    {
      Child child = { NULL, NULL, atrium_value_get_item (value, i) };

      child.node = g_hash_table_lookup (self->origins, child.value);
      g_array_append_val (children, child);
    }
  return children;
}

static GArray *
match_items (Updater        *self,
             AtriumJsonNode *node,
             AtriumValue    *value,
             Role            role)
{
  GArray *children = g_array_new (FALSE, TRUE, sizeof (Child));
  g_autofree AtriumJsonNode **nodes = g_new (AtriumJsonNode *, node->n_children + 1);
  guint n_old = 0, n_new = atrium_value_get_n_items (value);
  guint start, tail;
  AtriumJsonNode *item;

  for (item = node->first_child; item != NULL; item = item->next)
    nodes[n_old++] = item;
  for (start = 0; start < MIN (n_old, n_new); start++)
    {
      Child child = { nodes[start], NULL, atrium_value_get_item (value, start) };

      if (!is_same_item (self, nodes[start], child.value, role))
        break;
      g_array_append_val (children, child);
    }
  for (tail = 0; tail < MIN (n_old, n_new) - start; tail++)
    if (!is_same_item (self, nodes[n_old - 1 - tail], atrium_value_get_item (value, n_new - 1 - tail), role))
      break;
  match_middle (self, nodes, start, n_old - tail, value, n_new - tail, role, children);
  for (; tail > 0; tail--)
    {
      Child child = { nodes[n_old - tail], NULL, atrium_value_get_item (value, n_new - tail) };

      g_array_append_val (children, child);
    }
  return children;
}

/* --- the whole ---------------------------------------------------------- */

/* a value that takes the place of another of a different type, or of an empty one */
static void
replace_node (Updater        *self,
              AtriumJsonNode *node,
              AtriumValue    *value)
{
  g_autofree char *indent = node->parent != NULL ? indent_at (self, node->member.start) : g_strdup ("");
  AtriumJsonNode *model = node->name != NULL ? find_model (node->parent, node->name) : NULL;

  _atrium_json_append (self->out, &self->style, value, self->json, model, indent);
}

static void
update_node (Updater        *self,
             AtriumJsonNode *node,
             AtriumValue    *value,
             Role            role)
{
  AtriumValueType type = atrium_value_get_value_type (value);
  g_autoptr(GArray) children = NULL;

  if (node->type == ATRIUM_JSON_OBJECT && type == ATRIUM_VALUE_RECORD)
    children = match_members (self, node, value, role);
  else if (node->type == ATRIUM_JSON_ARRAY && type == ATRIUM_VALUE_LIST &&
           self->origins != NULL && g_hash_table_lookup (self->origins, value) == node)
    children = match_origins (self, value);
  else if (node->type == ATRIUM_JSON_ARRAY && type == ATRIUM_VALUE_LIST)
    children = match_items (self, node, value, role_of_item (role));

  if (children != NULL && node->first_child != NULL)
    append_children (self, node, children, role);
  else if (children != NULL && children->len == 0)
    append_source (self, node->span.start, node->span.end);
  else if (node_equals (node, value) || (role != ROLE_PLAIN && node_is_empty (node) && atrium_value_is_empty (value)))
    append_source (self, node->span.start, node->span.end);
  else
    replace_node (self, node, value);
}

static GBytes *
update_file (AtriumJson  *json,
             GHashTable  *ids,
             GHashTable  *origins,
             AtriumValue *value,
             Role         role)
{
  AtriumSource *source = atrium_json_get_source (json);
  AtriumJsonNode *root = atrium_json_get_root (json);
  Updater updater = { .json = json, .ids = ids, .origins = origins };
  gsize length;

  updater.source = atrium_source_get_text (source, &length);
  updater.out = g_string_sized_new (length + 1024);
  _atrium_json_style_init (&updater.style, json);

  append_source (&updater, 0, root->span.start);
  update_node (&updater, root, value, role);
  append_source (&updater, root->span.end, length);
  _atrium_json_style_clear (&updater.style);

  if (updater.out->len == length && memcmp (updater.out->str, updater.source, length) == 0)
    {
      g_string_free (updater.out, TRUE);
      return g_bytes_ref (atrium_source_get_bytes (source));
    }
  return g_string_free_to_bytes (updater.out);
}

/* Writes @value into the file of @json: what is the same keeps its spelling and place. @origins
 * says of values which node they were: a list that is in it has only items that are in it, or
 * new ones. The bytes of the source itself where nothing changed. */
GBytes *
_atrium_json_update (AtriumJson  *json,
                     GHashTable  *origins,
                     AtriumValue *value)
{
  g_autoptr(GHashTable) ids = g_hash_table_new (NULL, NULL);

  return update_file (json, ids, origins, value, ROLE_PLAIN);
}

/**
 * atrium_profile_update_json:
 * @source: a profile file
 * @profile: what it is to say
 * @error: return location
 *
 * Writes @profile into the file: whatever is the same keeps its spelling, spacing and
 * place, members and items that are new are laid out like their neighbours, and sections
 * and entries are known by their ids, so that one that has moved moves as it is.
 *
 * Returns: (transfer full) (nullable): the file; the bytes of @source itself where nothing
 *   changed; NULL with an error of atrium_json_read()
 */
GBytes *
atrium_profile_update_json (AtriumSource   *source,
                            AtriumProfile  *profile,
                            GError        **error)
{
  g_autoptr(AtriumJson) json = atrium_json_read (source, error);
  g_autoptr(GHashTable) ids = NULL;
  g_autoptr(AtriumValue) value = NULL;

  if (json == NULL)
    return NULL;
  ids = _atrium_profile_json_get_ids (atrium_json_get_root (json));
  value = _atrium_profile_to_value (profile);

  return update_file (json, ids, NULL, value, ROLE_PROFILE);
}
