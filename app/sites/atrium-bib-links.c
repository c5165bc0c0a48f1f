#include "atrium-bib-file.h"

#include <string.h>

/* Writes the links of an entry: each is a field, and their order is that of the fields. */

typedef struct
{
  char *name;        /* of the field */
  char *value;
} Link;

static void
link_clear (gpointer data)
{
  Link *self = data;

  g_free (self->name);
  g_free (self->value);
}

/* what stands in the field of a link */
static char *
dup_value (const AtriumBibStyle *style,
           const char           *name,
           const char           *url)
{
  const AtriumBibLink *link = _atrium_bib_link_find (name);
  g_autofree char *folder = style->file_folder != NULL ? g_strconcat ("/", style->file_folder, NULL) : NULL;

  if (link != NULL && link->prefix != NULL && g_str_has_prefix (url, link->prefix))
    return g_strdup (url + strlen (link->prefix));
  if (link != NULL && link->file && folder != NULL && g_str_has_prefix (url, folder))
    return g_strdup (url + strlen (folder));

  return g_strdup (url);
}

static GArray *
list_wanted (AtriumBibRewrite *self,
             AtriumValue      *links)
{
  GArray *wanted = g_array_new (FALSE, FALSE, sizeof (Link));

  g_array_set_clear_func (wanted, link_clear);
  for (guint i = 0; i < atrium_value_get_n_items (links); i++)
    {
      AtriumValue *item = atrium_value_get_item (links, i);
      const char *label = atrium_value_get_member_string (item, "label");
      const char *url = atrium_value_get_member_string (item, "url");
      Link link = { 0 };

      link.name = label != NULL && url != NULL && *url != '\0' ? _atrium_bib_link_dup_name (label) : NULL;
      if (link.name == NULL)
        continue;
      link.value = dup_value (self->style, link.name, url);
      g_array_append_val (wanted, link);
    }

  return wanted;
}

/* the fields that are links now, in their order */
static GPtrArray *
list_fields (AtriumBibRewrite *self)
{
  const AtriumBibtexEntry *entry = _atrium_bib_rewrite_get (self);
  GPtrArray *fields = g_ptr_array_new ();

  for (guint i = 0; entry != NULL && i < entry->n_fields; i++)
    {
      const AtriumBibtexField *field = atrium_bibtex_get_field (self->now, entry, i);
      g_autofree char *label = NULL;
      g_autofree char *url = _atrium_bib_link_dup_url (self->now, entry, field, self->style, &label);

      if (url != NULL)
        g_ptr_array_add (fields, (gpointer) field);
    }

  return fields;
}

static gboolean
has_name (GArray     *links,
          const char *name)
{
  for (guint i = 0; i < links->len; i++)
    if (g_str_equal (g_array_index (links, Link, i).name, name))
      return TRUE;

  return FALSE;
}

/* Takes away the fields of links that went; each time all are looked for again. */
static void
remove_gone (AtriumBibRewrite *self,
             GArray           *wanted)
{
  const AtriumBibtexEntry *entry = _atrium_bib_rewrite_get (self);
  guint budget = entry != NULL ? entry->n_fields : 0;
  gboolean again = TRUE;

  while (again && budget-- > 0)
    {
      g_autoptr(GPtrArray) fields = list_fields (self);

      again = FALSE;
      for (guint i = 0; i < fields->len && !again; i++)
        {
          const AtriumBibtexField *field = g_ptr_array_index (fields, i);
          g_autofree char *name = g_strdup (field->name);

          if (has_name (wanted, name))
            continue;
          _atrium_bib_set (self, name, NULL);
          again = TRUE;
        }
    }
}

/* `name = ` with the = where it was */
static char *
compose_head (const char *text,
              const AtriumBibtexField *field,
              const char              *name)
{
  gsize old = strlen (field->name);
  g_autofree char *gap = g_strndup (text + field->outer.start + old, field->value.start - field->outer.start - old);
  gsize spaces = strspn (gap, " ");
  gsize wanted = spaces;

  if (spaces > 1)
    wanted = old + spaces > strlen (name) + 1 ? old + spaces - strlen (name) : 1;

  return g_strdup_printf ("%s%*s%s", name, (int) wanted, "", gap + spaces);
}

/* Puts a link into the place of another one. */
static void
replace_field (AtriumBibRewrite        *self,
               const AtriumBibtexField *field,
               const Link              *link)
{
  g_autofree char *head = compose_head (_atrium_bib_rewrite_text (self), field, link->name);
  g_autofree char *value = atrium_bibtex_spell (self->now, field, link->value);
  g_autofree char *whole = g_strconcat (head, value, NULL);

  _atrium_bib_splice (self, field->outer, whole);
}

/* links that only got another label stay where they are */
static void
rename_fields (AtriumBibRewrite *self,
               GArray           *wanted)
{
  for (guint i = 0; i < wanted->len; i++)
    {
      const Link *link = &g_array_index (wanted, Link, i);
      g_autoptr(GPtrArray) fields = list_fields (self);
      const AtriumBibtexField *field;

      if (fields->len != wanted->len)
        return;
      field = g_ptr_array_index (fields, i);
      if (!has_name (wanted, field->name) && _atrium_bib_rewrite_find (self, link->name) == NULL)
        replace_field (self, field, link);
    }
}

static void
set_value (AtriumBibRewrite *self,
           const Link       *link)
{
  g_autofree char *latex = _atrium_bib_rewrite_dup (self, link->name);
  g_autofree char *old = latex != NULL ? _atrium_bib_text_read (ATRIUM_BIB_VERBATIM, latex) : NULL;

  if (g_strcmp0 (old, link->value) != 0)
    _atrium_bib_set (self, link->name, link->value);
}

static void
set_link (AtriumBibRewrite *self,
          guint             index,
          const Link       *link)
{
  g_autoptr(GPtrArray) fields = list_fields (self);
  const AtriumBibtexField *field = index < fields->len ? g_ptr_array_index (fields, index) : NULL;

  if (field == NULL || g_str_equal (field->name, link->name))
    {
      set_value (self, link);
      return;
    }
  /* the field itself may stand farther down */
  _atrium_bib_set (self, link->name, NULL);
  g_ptr_array_unref (fields);
  fields = list_fields (self);
  if (index < fields->len)
    replace_field (self, g_ptr_array_index (fields, index), link);
  else
    set_value (self, link);
}

void
_atrium_bib_write_links (AtriumBibRewrite *self,
                         AtriumValue      *after)
{
  g_autoptr(GArray) wanted = list_wanted (self, after);

  rename_fields (self, wanted);
  remove_gone (self, wanted);
  for (guint i = 0; i < wanted->len; i++)
    set_link (self, i, &g_array_index (wanted, Link, i));
  /* what stood in the places that others took */
  remove_gone (self, wanted);
}
