#include "atrium-missing-picture.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "atrium-image-row.h"
#include "atrium-page.h"
#include "atrium-site-file.h"

/* One picture on its way into the site. */
typedef struct
{
  AtriumDocument    *document;
  GtkWindow         *parent;
  char              *path;          /* that is missing */
  AtriumEntry       *owner;         /* whose field names it; NULL where it stands in a text */
  const AtriumField *field;
  AtriumPictureAdded added;
  GObject           *object;
} Choice;

static void
choice_free (Choice *self)
{
  g_object_unref (self->document);
  g_clear_object (&self->parent);
  g_clear_object (&self->owner);
  g_object_unref (self->object);
  g_free (self->path);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choice, choice_free)

/* A site may name its pictures from another folder than its own; of an entry that was not clicked on
 * that is not believed, for many have a picture of the same name. */
static gboolean
names (const char *value,
       const char *path,
       gboolean    clicked)
{
  gsize value_length, path_length;

  while (g_str_has_prefix (value, "./"))
    value += 2;
  while (*value == '/')
    value++;
  value_length = strlen (value);
  path_length = strlen (path);
  if (value_length == 0 || value_length > path_length || !g_str_has_suffix (path, value))
    return FALSE;

  return value_length == path_length || (clicked && path[path_length - value_length - 1] == '/');
}

static gboolean
find_in_entry (Choice      *self,
               AtriumEntry *entry,
               gboolean     clicked)
{
  const AtriumKindInfo *info = atrium_kind_get_info (atrium_entry_get_kind (entry));

  for (guint i = 0; i < info->n_fields; i++)
    {
      const char *value = info->fields[i].type == ATRIUM_FIELD_IMAGE ? atrium_entry_get_string (entry, info->fields[i].id) : NULL;

      if (value != NULL && names (value, self->path, clicked))
        {
          self->owner = g_object_ref (entry);
          self->field = &info->fields[i];
          return TRUE;
        }
    }

  return FALSE;
}

/* the entry that was clicked on, or else any that shows this picture */
static void
find_owner (Choice     *self,
            const char *element_id)
{
  AtriumProfile *profile = atrium_document_get_profile (self->document);
  AtriumEntry *person = atrium_profile_get_person (profile);
  AtriumEntry *clicked = NULL;

  if (g_str_has_prefix (element_id, "e-"))
    clicked = atrium_profile_find_entry (profile, element_id + 2, NULL);
  else if (g_str_equal (element_id, "person"))
    clicked = person;
  if ((clicked != NULL && find_in_entry (self, clicked, TRUE)) || find_in_entry (self, person, FALSE))
    return;

  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    {
      AtriumSection *section = atrium_profile_get_section (profile, i);

      for (guint j = 0; j < atrium_section_get_n_entries (section); j++)
        if (find_in_entry (self, atrium_section_get_entry (section, j), FALSE))
          return;
    }
}

static Choice *
choice_new (AtriumDocument *document,
            const char     *path,
            const char     *element_id,
            GtkWindow      *parent,
            AtriumPictureAdded added,
            GObject        *object)
{
  Choice *self = g_new0 (Choice, 1);

  self->document = g_object_ref (document);
  self->parent = parent != NULL ? g_object_ref (parent) : NULL;
  self->path = g_strdup (path);
  self->added = added;
  self->object = g_object_ref (object);
  find_owner (self, element_id);

  return self;
}

static void
tell (Choice     *self,
      const char *heading,
      const char *body)
{
  AdwDialog *dialog = adw_alert_dialog_new (heading, body);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self->parent));
}

/* how the field names a file, where it named another one of the same folder before */
static char *
dup_value (const char *old,
           const char *missing,
           const char *path)
{
  g_autofree char *old_folder = g_path_get_dirname (missing);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  const char *slash = strrchr (old, '/');

  if (g_str_equal (old_folder, folder))
    return g_strdup_printf ("%.*s%s", slash != NULL ? (int) (slash + 1 - old) : 0, old, name);

  /* what lies in there is published at the top */
  if (g_str_has_prefix (missing, "static/") && g_str_has_prefix (path, "static/"))
    path += strlen ("static/");

  return g_strconcat (*old == '/' ? "/" : "", path, NULL);
}

static void
set_field (Choice     *self,
           const char *path)
{
  AtriumHistory *history = atrium_document_get_history (self->document);
  const char *old = atrium_entry_get_string (self->owner, self->field->id);
  g_autofree char *text = dup_value (old != NULL ? old : "", self->path, path);
  g_autoptr(AtriumValue) value = atrium_value_new_string (text);

  if (g_strcmp0 (old, text) == 0)
    return;

  atrium_history_end_typing (history);
  atrium_history_set (history, self->owner, self->field->id, value);
  atrium_history_end_typing (history);
}

static void
finish (Choice     *self,
        const char *path)
{
  if (self->owner != NULL)
    set_field (self, path);
  self->added (self->object);
}

static void
added_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Choice) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = atrium_site_file_add_finish (result, &error);

  if (path != NULL)
    finish (self, path);
  else
    tell (self, _("The Picture Was Not Copied"), error->message);
}

/* a name that can stand in an address as it is */
static char *
dup_plain_name (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *plain = g_str_to_ascii (name, NULL);

  return g_strcanon (g_steal_pointer (&plain), "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-", '-');
}

static void
use (Choice *self,
     GFile  *file)
{
  GFile *site = atrium_document_get_folder (self->document);
  g_autofree char *inside = site != NULL ? atrium_image_path_in_site (site, file) : NULL;
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *name = dup_plain_name (file);
  g_autofree char *path = NULL;

  if (site == NULL)
    {
      tell (self, _("Save First"), _("Pictures are kept beside the document, so it needs a place before they can be added."));
      choice_free (self);
      return;
    }
  if (inside != NULL && self->owner != NULL)
    {
      finish (self, inside);
      choice_free (self);
      return;
    }

  if (self->owner == NULL)
    path = g_strdup (self->path);
  else
    path = g_str_equal (folder, ".") ? g_steal_pointer (&name) : g_build_filename (folder, name, NULL);
  atrium_site_file_add_async (self->document, file, path, self->owner != NULL, NULL, added_cb, self);
}

static void
chosen_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Choice *self = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (object), result, NULL);

  if (file != NULL)
    use (self, file);
  else
    choice_free (self);
}

/* what takes the very place of another file has to be of its type */
static GListModel *
create_filters (Choice *self)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();
  const char *dot = self->owner == NULL ? strrchr (self->path, '.') : NULL;

  gtk_file_filter_set_name (filter, _("Pictures"));
  if (dot != NULL)
    gtk_file_filter_add_suffix (filter, dot + 1);
  else
    gtk_file_filter_add_mime_type (filter, "image/*");
  g_list_store_append (filters, filter);

  return G_LIST_MODEL (filters);
}

void
atrium_missing_picture_choose (AtriumDocument *document,
                               const char     *path,
                               const char     *element_id,
                               GtkWindow      *parent,
                               AtriumPictureAdded added,
                               GObject        *object)
{
  Choice *choice = choice_new (document, path, element_id, parent, added, object);
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr(GListModel) filters = create_filters (choice);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *title = g_strdup_printf (_("Choose a Picture for “%s”"), name);

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_filters (dialog, filters);
  gtk_file_dialog_open (dialog, parent, NULL, chosen_cb, choice);
}

void
atrium_missing_picture_use (AtriumDocument *document,
                            const char     *path,
                            const char     *element_id,
                            GFile          *file,
                            GtkWindow      *parent,
                            AtriumPictureAdded added,
                            GObject        *object)
{
  use (choice_new (document, path, element_id, parent, added, object), file);
}
