#include "atrium-writer-private.h"

#include <string.h>

/* Above this, items that changed are not looked for elsewhere in the list. */
#define MAX_PAIRS 1000000

typedef struct
{
  AtriumRewrite   *rewrite;
  const char      *path;
  AtriumFieldType  type;
  AtriumValue     *before;
  AtriumValue     *after;
  guint            n_before;
  guint            n_after;
  const AtriumSlot **slots;     /* of the old items */
  AtriumSpan      *cells;       /* their spans, links with their brackets */
  int             *match;       /* old index of each new item, or -1 */
} List;

static AtriumFieldType
item_type (AtriumFieldType type)
{
  switch (type)
    {
    case ATRIUM_FIELD_INLINES:
      return ATRIUM_FIELD_INLINE;
    case ATRIUM_FIELD_STRINGS:
      return ATRIUM_FIELD_STRING;
    default:
      return type;
    }
}

static gboolean
members_equal (AtriumValue       *a,
               AtriumValue       *b,
               const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      AtriumValue *p = atrium_value_get_member (a, names[i]);
      AtriumValue *q = atrium_value_get_member (b, names[i]);

      if (!atrium_value_equal (p, q) &&
          !(atrium_value_is_empty (p) && atrium_value_is_empty (q)) &&
          !(atrium_value_get_boolean (p) == atrium_value_get_boolean (q) &&
            atrium_value_get_string (p) == NULL && atrium_value_get_string (q) == NULL))
        return FALSE;
    }

  return TRUE;
}

/* TRUE where two items say the same; given and family name follow from the name. */
gboolean
_atrium_list_item_equal (AtriumFieldType  type,
                         AtriumValue     *a,
                         AtriumValue     *b)
{
  static const char *const person[] = { "name", "url", "self", "equal", "corresponding", "note", NULL };
  static const char *const link[] = { "label", "url", NULL };

  if (type == ATRIUM_FIELD_PEOPLE)
    return members_equal (a, b, person);
  if (type == ATRIUM_FIELD_LINKS)
    return members_equal (a, b, link);

  return atrium_value_equal (a, b);
}

static gboolean
items_equal (List  *list,
             guint  old,
             guint  new)
{
  return _atrium_list_item_equal (list->type, atrium_value_get_item (list->before, old),
                                  atrium_value_get_item (list->after, new));
}

static gboolean
items_alike (List  *list,
             guint  old,
             guint  new)
{
  AtriumValue *a = atrium_value_get_item (list->before, old);
  AtriumValue *b = atrium_value_get_item (list->after, new);
  const char *name = list->type == ATRIUM_FIELD_PEOPLE ? "name" : "url";

  if (list->type != ATRIUM_FIELD_PEOPLE && list->type != ATRIUM_FIELD_LINKS)
    return FALSE;

  return atrium_value_get_member_string (a, name) != NULL &&
         g_strcmp0 (atrium_value_get_member_string (a, name),
                    atrium_value_get_member_string (b, name)) == 0;
}

static void
match_items (List     *list,
             guint     start,
             guint     old_end,
             guint     new_end,
             gboolean *used,
             gboolean (*same) (List *, guint, guint))
{
  if ((guint64) (old_end - start) * (new_end - start) > MAX_PAIRS)
    return;

  for (guint j = start; j < new_end; j++)
    for (guint i = start; list->match[j] < 0 && i < old_end; i++)
      if (!used[i] && same (list, i, j))
        {
          list->match[j] = i;
          used[i] = TRUE;
        }
}

/* Finds out which item became which: the same ones first, then those with the same name
 * or address, then those that changed where they stand. */
static void
align (List *list)
{
  g_autofree gboolean *used = g_new0 (gboolean, list->n_before + 1);
  guint start = 0;
  guint old_end = list->n_before;
  guint new_end = list->n_after;

  for (guint j = 0; j < list->n_after; j++)
    list->match[j] = -1;
  for (; start < old_end && start < new_end && items_equal (list, start, start); start++)
    list->match[start] = start;
  while (old_end > start && new_end > start && items_equal (list, old_end - 1, new_end - 1))
    list->match[--new_end] = --old_end;

  match_items (list, start, old_end, new_end, used, items_equal);
  match_items (list, start, old_end, new_end, used, items_alike);

  for (guint j = start; j < new_end; j++)
    {
      guint i = list->n_before == list->n_after ? j : j > 0 && list->match[j - 1] >= 0
                  ? (guint) list->match[j - 1] + 1 : start;

      if (list->match[j] < 0 && i < old_end && !used[i] &&
          (j > 0 || i == 0 || list->n_before == list->n_after))
        {
          list->match[j] = i;
          used[i] = TRUE;
        }
    }
}

static gboolean
find_slots (List *list)
{
  for (guint i = 0; i < list->n_before; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u", list->path, i);

      list->slots[i] = atrium_slots_find (list->rewrite->map->slots, path);
      if (list->slots[i] == NULL)
        return FALSE;
      list->cells[i] = list->slots[i]->span;
    }

  return TRUE;
}

/* `[[Paper](u)] [[Code](v)]`: the outer brackets go with each link */
static void
wrap_links (List *list)
{
  const char *text = list->rewrite->text;
  AtriumSpan bounds = list->rewrite->map->inner;

  if (list->type != ATRIUM_FIELD_LINKS)
    return;

  for (guint i = 0; i < list->n_before; i++)
    {
      AtriumSpan limits = bounds;

      if (!_atrium_source_same (list->slots[i]->source, list->rewrite->map->source))
        return;
      if (i > 0)
        limits.start = list->cells[i - 1].end;
      if (i + 1 < list->n_before)
        limits.end = list->slots[i + 1]->span.start;
      if (limits.start > list->cells[i].start || limits.end < list->cells[i].end)
        continue;
      list->cells[i] = _atrium_wrap_of (text, list->cells[i], limits);
    }
}

/* the label of a link has no slot of its own in `[label](url)`: its text is looked for */
static gboolean
write_label (List       *list,
             guint       old,
             const char *label)
{
  AtriumRewrite *rewrite = list->rewrite;
  AtriumValue *item = atrium_value_get_item (list->before, old);
  const char *before = atrium_value_get_member_string (item, "label");
  AtriumSpan span = list->slots[old]->span;
  g_autofree char *text = atrium_source_dup_span (list->slots[old]->source, span);
  AtriumSlot slot = *list->slots[old];
  g_autoptr(AtriumValue) value = NULL;
  g_autofree char *spelled = NULL;
  const char *at;

  if (before == NULL || label == NULL || *before == '\0')
    return FALSE;
  at = strstr (text, before);
  if (at == NULL)
    return FALSE;

  slot.span.start = span.start + (at - text);
  slot.span.end = slot.span.start + strlen (before);
  if (slot.spelling == ATRIUM_SPELLING_URL)
    slot.spelling = ATRIUM_SPELLING_MARKDOWN;
  value = atrium_value_new_string (label);
  spelled = _atrium_write_spell (rewrite, &slot, ATRIUM_FIELD_STRING, NULL, value);
  if (spelled == NULL)
    return FALSE;
  _atrium_write_patch (rewrite, &slot, spelled);

  return TRUE;
}

static gboolean
write_member (List       *list,
              guint       old,
              guint       new,
              const char *name)
{
  AtriumValue *a = atrium_value_get_member (atrium_value_get_item (list->before, old), name);
  AtriumValue *b = atrium_value_get_member (atrium_value_get_item (list->after, new), name);
  g_autofree char *path = g_strdup_printf ("%s/%u/%s", list->path, old, name);
  const AtriumSlot *slot = atrium_slots_find (list->rewrite->map->slots, path);
  gboolean url = g_str_equal (name, "url");
  g_autofree char *spelled = NULL;

  if (atrium_value_equal (a, b) || (atrium_value_is_empty (a) && atrium_value_is_empty (b)))
    return TRUE;
  if (slot == NULL && g_str_equal (name, "label"))
    return write_label (list, old, atrium_value_get_string (b));
  if (slot == NULL || atrium_value_is_empty (b))
    return FALSE;

  spelled = _atrium_write_spell (list->rewrite, slot, url ? ATRIUM_FIELD_URL : ATRIUM_FIELD_STRING, a, b);
  if (spelled != NULL)
    _atrium_write_patch (list->rewrite, slot, spelled);

  return TRUE;
}

static gboolean
flags_equal (AtriumValue *a,
             AtriumValue *b)
{
  static const char *const flags[] = { "self", "equal", "corresponding" };

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if (atrium_value_get_boolean (atrium_value_get_member (a, flags[i])) !=
        atrium_value_get_boolean (atrium_value_get_member (b, flags[i])))
      return FALSE;

  return TRUE;
}

/* an item that keeps its place but not its value */
static void
write_item (List  *list,
            guint  old,
            guint  new)
{
  AtriumValue *a = atrium_value_get_item (list->before, old);
  AtriumValue *b = atrium_value_get_item (list->after, new);
  g_autofree char *spelled = NULL;

  if (list->type == ATRIUM_FIELD_PEOPLE)
    {
      if (flags_equal (a, b) && write_member (list, old, new, "name") &&
          write_member (list, old, new, "url"))
        return;
      spelled = _atrium_write_compose_person (list->rewrite, list->path, b);
    }
  else if (list->type == ATRIUM_FIELD_LINKS)
    {
      if (!write_member (list, old, new, "url") || !write_member (list, old, new, "label"))
        _atrium_pass_set_exhausted (list->rewrite->pass, atrium_entry_get_id (list->rewrite->after),
                                    list->path);
      return;
    }
  else
    spelled = _atrium_write_spell (list->rewrite, list->slots[old], item_type (list->type), a, b);

  if (spelled != NULL)
    _atrium_write_patch (list->rewrite, list->slots[old], spelled);
}

/* a new link as the one at @old is written */
static char *
compose_link (List  *list,
              guint  old,
              guint  new)
{
  AtriumRewrite copy = *list->rewrite;
  g_autoptr(GArray) patches = _atrium_patches_new ();
  List one = *list;

  copy.patches = patches;
  copy.clone = TRUE;
  one.rewrite = &copy;
  if (!write_member (&one, old, new, "url") || !write_member (&one, old, new, "label"))
    return NULL;
  _atrium_patches_sort (patches);

  return _atrium_patches_render (patches, copy.text, list->cells[old]);
}

static char *
compose_item (List  *list,
              guint  new)
{
  AtriumValue *value = atrium_value_get_item (list->after, new);
  guint old = 0;

  for (guint j = 0; j < new; j++)
    if (list->match[j] >= 0)
      old = list->match[j];

  if (list->type == ATRIUM_FIELD_PEOPLE)
    return _atrium_write_compose_person (list->rewrite, list->path, value);
  if (list->type == ATRIUM_FIELD_LINKS)
    return compose_link (list, old, new);

  return _atrium_write_spell (list->rewrite, list->slots[old], item_type (list->type), NULL, value);
}

/* the literal between the old items @at and @at + 1 */
static char *
gap (List  *list,
     guint  at)
{
  return g_strndup (list->rewrite->text + list->cells[at].end,
                    list->cells[at + 1].start - list->cells[at].end);
}

/* a list of the same field elsewhere in the section that shows how items are parted */
static char *
sibling_gap (List     *list,
             gboolean  last)
{
  AtriumRewrite *rewrite = list->rewrite;
  AtriumSectionMap *home = g_hash_table_lookup (rewrite->pass->homes, rewrite->map->entry_id);
  g_autofree char *second = g_strdup_printf ("%s/1", list->path);
  g_autofree char *third = g_strdup_printf ("%s/2", list->path);
  g_autofree char *first = g_strdup_printf ("%s/0", list->path);

  for (guint i = 0; home != NULL && i < home->entries->len && i < 64; i++)
    {
      AtriumEntryMap *map = g_ptr_array_index (home->entries, i);
      const AtriumSlot *a = atrium_slots_find (map->slots, first);
      const AtriumSlot *b = atrium_slots_find (map->slots, second);
      AtriumSpan span;

      if (a == NULL || b == NULL || a->source != b->source || a->span.end > b->span.start ||
          (!last && atrium_slots_find (map->slots, third) == NULL))
        continue;
      span = ATRIUM_SPAN (a->span.end, b->span.start);
      return atrium_source_dup_span (a->source, span);
    }

  return NULL;
}

static char *
usual_gap (List *list)
{
  static const char *const words[] = { " and ", " & ", " und ", " et ", " y ", "\xe5\x92\x8c", "\xe4\xb8\x8e" };
  g_autofree char *only = NULL;

  if (list->n_before >= 3)
    return gap (list, 0);
  if (list->n_before == 2)
    {
      only = gap (list, 0);
      for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        if (strstr (only, words[i]) != NULL)
          return g_strdup (list->type == ATRIUM_FIELD_PEOPLE ? ", " : only);
      return g_steal_pointer (&only);
    }
  only = sibling_gap (list, FALSE);
  if (only == NULL)
    only = sibling_gap (list, TRUE);
  if (only != NULL)
    return g_steal_pointer (&only);

  switch (list->type)
    {
    case ATRIUM_FIELD_LINKS:
      return g_strdup (" ");
    case ATRIUM_FIELD_INLINES:
      return g_strdup ("\n  - ");
    default:
      return g_strdup (", ");
    }
}

/* what parts the last item from the one before it, where that is special */
static char *
last_gap (List *list)
{
  return list->n_before >= 2 ? gap (list, list->n_before - 2) : NULL;
}

static gboolean
stand_in_one_run (List *list)
{
  for (guint i = 0; i < list->n_before; i++)
    {
      if (!_atrium_source_same (list->slots[i]->source, list->rewrite->map->source) ||
          !atrium_span_contains (list->rewrite->map->outer, list->cells[i]))
        return FALSE;
      if (i > 0 && list->cells[i].start < list->cells[i - 1].end)
        return FALSE;
    }

  return TRUE;
}

/* no other field stands between the items */
static gboolean
is_pure (List *list)
{
  GArray *slots = list->rewrite->map->slots;
  AtriumSpan run = { list->cells[0].start, list->cells[list->n_before - 1].end };
  gsize length = strlen (list->path);

  for (guint i = 0; i < slots->len; i++)
    {
      const AtriumSlot *slot = &g_array_index (slots, AtriumSlot, i);
      gboolean inside = FALSE;

      if ((strncmp (slot->path, list->path, length) == 0 &&
           (slot->path[length] == '\0' || slot->path[length] == '/')) ||
          !_atrium_source_same (slot->source, list->rewrite->map->source) ||
          !atrium_span_overlaps (slot->span, run) || atrium_span_contains (slot->span, run))
        continue;
      for (guint j = 0; j < list->n_before && !inside; j++)
        inside = atrium_span_contains (list->cells[j], slot->span);
      if (!inside)
        return FALSE;
    }

  return TRUE;
}

static void
append_gap (List       *list,
            GString    *out,
            guint       new,
            const char *usual,
            const char *last)
{
  g_autofree char *own = NULL;
  int a = list->match[new - 1];
  int b = list->match[new];
  gboolean at_end = new + 1 == list->n_after;
  gboolean was_at_end = b == (int) list->n_before - 1;

  if (a >= 0 && b == a + 1 && (at_end == was_at_end || list->type != ATRIUM_FIELD_PEOPLE))
    own = gap (list, a);
  else if (at_end && last != NULL && list->type == ATRIUM_FIELD_PEOPLE)
    own = g_strdup (last);

  g_string_append (out, own != NULL ? own : usual);
}

/* the whole run anew, of the bytes of the items that stay and what lies between them */
static gboolean
rebuild (List *list)
{
  AtriumRewrite *rewrite = list->rewrite;
  AtriumSpan run = { list->cells[0].start, list->cells[list->n_before - 1].end };
  g_autoptr(GString) out = g_string_new (NULL);
  g_autofree char *usual = NULL;
  g_autofree char *last = NULL;

  if (!stand_in_one_run (list) || !is_pure (list))
    return FALSE;

  usual = usual_gap (list);
  last = last_gap (list);
  _atrium_patches_sort (rewrite->patches);
  for (guint j = 0; j < list->n_after; j++)
    {
      g_autofree char *item = list->match[j] >= 0
        ? _atrium_patches_render (rewrite->patches, rewrite->text, list->cells[list->match[j]])
        : compose_item (list, j);

      if (item == NULL)
        return FALSE;
      if (j > 0)
        append_gap (list, out, j, usual, last);
      g_string_append (out, item);
    }
  _atrium_patches_cover (rewrite->patches, run, out->str);

  return TRUE;
}

static gboolean
keeps_order (List *list)
{
  if (list->n_before != list->n_after)
    return FALSE;
  for (guint j = 0; j < list->n_after; j++)
    if (list->match[j] != (int) j)
      return FALSE;

  return TRUE;
}

static gboolean
write_list (List *list)
{
  if (!find_slots (list))
    return FALSE;
  wrap_links (list);
  align (list);

  for (guint j = 0; j < list->n_after; j++)
    if (list->match[j] >= 0 && !items_equal (list, list->match[j], j))
      write_item (list, list->match[j], j);

  return keeps_order (list) || rebuild (list);
}

/* Writes a list item by item: who stays keeps their bytes, and what parts the items is
 * learned from the list. FALSE where the list has no places for its items. */
gboolean
_atrium_write_list (AtriumRewrite   *self,
                    const char      *path,
                    AtriumFieldType  type,
                    AtriumValue     *before,
                    AtriumValue     *after)
{
  List list = {
    .rewrite = self,
    .path = path,
    .type = type,
    .before = before,
    .after = after,
    .n_before = atrium_value_get_n_items (before),
    .n_after = atrium_value_get_n_items (after),
  };
  gboolean written;

  list.slots = g_new0 (const AtriumSlot *, list.n_before + 1);
  list.cells = g_new0 (AtriumSpan, list.n_before + 1);
  list.match = g_new0 (int, list.n_after + 1);
  written = write_list (&list);
  g_free (list.slots);
  g_free (list.cells);
  g_free (list.match);

  return written;
}
