#include "atrium-writer-private.h"

#include <string.h>

/* How many entries are looked through for a person with the same marks. */
#define MAX_SIBLINGS 64

/* what stands around a name in an author list */
typedef struct
{
  char *open;       /* "**" */
  char *close;
} Marks;

/* a person somewhere in the section, who shows how such people are written */
typedef struct
{
  AtriumEntryMap   *map;
  AtriumValue      *value;
  const AtriumSlot *item;
  const AtriumSlot *name;
  const AtriumSlot *url;
} Model;

static gboolean
has_flag (AtriumValue *person,
          const char  *flag)
{
  return atrium_value_get_boolean (atrium_value_get_member (person, flag));
}

static gboolean
has_url (AtriumValue *person)
{
  const char *url = atrium_value_get_member_string (person, "url");

  return url != NULL && *url != '\0';
}

static gboolean
fill_model (Model          *model,
            AtriumEntryMap *map,
            AtriumValue    *value,
            const char     *path,
            guint           index)
{
  g_autofree char *item = g_strdup_printf ("%s/%u", path, index);
  g_autofree char *name = g_strdup_printf ("%s/%u/name", path, index);
  g_autofree char *url = g_strdup_printf ("%s/%u/url", path, index);

  model->map = map;
  model->value = value;
  model->item = atrium_slots_find (map->slots, item);
  model->name = atrium_slots_find (map->slots, name);
  model->url = atrium_slots_find (map->slots, url);

  return model->item != NULL && model->name != NULL && model->item->source == model->name->source &&
         atrium_span_contains (model->item->span, model->name->span);
}

typedef gboolean (*ModelFunc) (AtriumValue *candidate,
                               AtriumValue *wanted);

static gboolean
find_in_entry (AtriumRewrite  *self,
               AtriumEntryMap *map,
               const char     *path,
               ModelFunc       fits,
               AtriumValue    *wanted,
               Model          *model)
{
  AtriumEntry *entry = g_hash_table_lookup (self->pass->old_entries, map->entry_id);
  AtriumValue *people = entry != NULL ? atrium_entry_get (entry, path) : NULL;

  for (guint i = 0; i < atrium_value_get_n_items (people); i++)
    {
      AtriumValue *value = atrium_value_get_item (people, i);

      if (fits (value, wanted) && fill_model (model, map, value, path, i))
        return TRUE;
    }

  return FALSE;
}

/* the nearest person that @fits: in the same list, then in the lists of the section */
static gboolean
find_model (AtriumRewrite *self,
            const char    *path,
            ModelFunc      fits,
            AtriumValue   *wanted,
            Model         *model)
{
  AtriumSectionMap *home = g_hash_table_lookup (self->pass->homes, self->map->entry_id);

  if (find_in_entry (self, self->map, path, fits, wanted, model))
    return TRUE;

  for (guint i = 0; home != NULL && i < home->entries->len && i < MAX_SIBLINGS; i++)
    if (find_in_entry (self, g_ptr_array_index (home->entries, i), path, fits, wanted, model))
      return TRUE;

  return FALSE;
}

static gboolean
same_marks (AtriumValue *candidate,
            AtriumValue *wanted)
{
  return has_flag (candidate, "self") == has_flag (wanted, "self") &&
         has_flag (candidate, "equal") == has_flag (wanted, "equal") &&
         has_flag (candidate, "corresponding") == has_flag (wanted, "corresponding") &&
         has_url (candidate) == has_url (wanted) &&
         atrium_value_is_empty (atrium_value_get_member (candidate, "note"));
}

static gboolean
is_only_self (AtriumValue *candidate,
              AtriumValue *wanted)
{
  return has_flag (candidate, "self") && !has_flag (candidate, "equal") &&
         !has_flag (candidate, "corresponding");
}

static gboolean
is_self (AtriumValue *candidate,
         AtriumValue *wanted)
{
  return has_flag (candidate, "self");
}

static gboolean
is_equal (AtriumValue *candidate,
          AtriumValue *wanted)
{
  return has_flag (candidate, "equal") && !has_flag (candidate, "corresponding");
}

static gboolean
is_corresponding (AtriumValue *candidate,
                  AtriumValue *wanted)
{
  return has_flag (candidate, "corresponding") && !has_flag (candidate, "equal");
}

static char *
spell_name (AtriumRewrite    *self,
            const AtriumSlot *slot,
            AtriumValue      *person)
{
  return _atrium_write_spell (self, slot, ATRIUM_FIELD_STRING, NULL,
                              atrium_value_get_member (person, "name"));
}

/* the model's bytes with another name and address in them */
static char *
copy_model (AtriumRewrite *self,
            const Model   *model,
            AtriumValue   *person)
{
  g_autoptr(GArray) patches = _atrium_patches_new ();
  g_autofree char *name = spell_name (self, model->name, person);
  const char *text = atrium_source_get_text (model->item->source, NULL);

  if (name == NULL)
    return NULL;
  _atrium_patches_add (patches, model->name->span, name);
  if (has_url (person) && model->url != NULL)
    {
      g_autofree char *url = _atrium_write_spell (self, model->url, ATRIUM_FIELD_URL, NULL,
                                                  atrium_value_get_member (person, "url"));

      if (url != NULL)
        _atrium_patches_add (patches, model->url->span, url);
    }
  _atrium_patches_sort (patches);

  return _atrium_patches_render (patches, text, model->item->span);
}

static AtriumSpan
name_wrap (const Model *model)
{
  return _atrium_wrap_of (atrium_source_get_text (model->item->source, NULL), model->name->span,
                          model->item->span);
}

/* the emphasis around the owner's own name */
static Marks
self_marks (AtriumRewrite *self,
            const char    *path)
{
  Marks marks = { NULL, NULL };
  const char *text;
  AtriumSpan wrap;
  Model model;

  if (!find_model (self, path, is_only_self, NULL, &model) &&
      !find_model (self, path, is_self, NULL, &model))
    {
      gboolean html = self->map->form == ATRIUM_ENTRY_FORM_ROW ||
                      self->map->form == ATRIUM_ENTRY_FORM_BOX;

      return (Marks) { g_strdup (html ? "<b>" : "**"), g_strdup (html ? "</b>" : "**") };
    }

  text = atrium_source_get_text (model.item->source, NULL);
  wrap = name_wrap (&model);
  marks.open = g_strndup (text + wrap.start, model.name->span.start - wrap.start);
  marks.close = g_strndup (text + model.name->span.end, wrap.end - model.name->span.end);

  return marks;
}

/* the sign that stands behind a name, as in `\*` or `<sup>†</sup>` */
static char *
sign (AtriumRewrite *self,
      const char    *path,
      ModelFunc      fits,
      const char    *otherwise)
{
  const char *text;
  AtriumSpan wrap;
  Model model;

  if (!find_model (self, path, fits, NULL, &model))
    return g_strdup (otherwise);

  text = atrium_source_get_text (model.item->source, NULL);
  wrap = name_wrap (&model);
  if (wrap.end < model.item->span.end)
    return g_strndup (text + wrap.end, model.item->span.end - wrap.end);

  /* inside the emphasis: **Name\*** */
  wrap.start = model.name->span.end;
  wrap.end = model.item->span.end;
  while (wrap.end > wrap.start && strchr ("*_]", text[wrap.end - 1]) != NULL &&
         text[wrap.end - 2] != '\\')
    wrap.end--;

  return wrap.end > wrap.start ? g_strndup (text + wrap.start, wrap.end - wrap.start)
                               : g_strdup (otherwise);
}

static char *
assemble (AtriumRewrite    *self,
          const char       *path,
          AtriumValue      *person,
          const AtriumSlot *slot)
{
  g_autoptr(GString) out = g_string_new (NULL);
  g_autofree char *name = spell_name (self, slot, person);
  const char *url = atrium_value_get_member_string (person, "url");
  Marks marks = { NULL, NULL };

  if (name == NULL)
    return NULL;
  if (has_flag (person, "self"))
    marks = self_marks (self, path);

  g_string_append (out, marks.open != NULL ? marks.open : "");
  if (!has_url (person))
    g_string_append (out, name);
  else if (slot->spelling == ATRIUM_SPELLING_MARKDOWN)
    g_string_append_printf (out, "[%s](%s)", name, url);
  else
    g_string_append_printf (out, "<a href=\"%s\">%s</a>", url, name);
  g_string_append (out, marks.close != NULL ? marks.close : "");
  g_free (marks.open);
  g_free (marks.close);

  if (has_flag (person, "equal"))
    {
      g_autofree char *equal = sign (self, path, is_equal,
                                     slot->spelling == ATRIUM_SPELLING_MARKDOWN ? "\\*" : "*");

      g_string_append (out, equal);
    }
  if (has_flag (person, "corresponding"))
    {
      g_autofree char *corresponding =
        sign (self, path, is_corresponding,
              slot->spelling == ATRIUM_SPELLING_MARKDOWN ? "\xe2\x9c\x89" : "&#9993;");

      g_string_append (out, corresponding);
    }

  return g_string_free_and_steal (g_steal_pointer (&out));
}

/* A person of an author list with the marks that such people have there; NULL where the
 * name cannot be spelled. */
char *
_atrium_write_compose_person (AtriumRewrite *self,
                              const char    *path,
                              AtriumValue   *person)
{
  g_autofree char *first = g_strdup_printf ("%s/0", path);
  g_autofree char *name = g_strdup_printf ("%s/0/name", path);
  const AtriumSlot *slot = atrium_slots_find (self->map->slots, name);
  Model model;

  if (find_model (self, path, same_marks, person, &model))
    return copy_model (self, &model, person);

  if (slot == NULL)
    slot = atrium_slots_find (self->map->slots, first);

  return slot != NULL ? assemble (self, path, person, slot) : NULL;
}
