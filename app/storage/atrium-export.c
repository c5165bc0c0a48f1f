#include "atrium-export.h"

#include <glib/gstdio.h>
#include <string.h>

#include "atrium-beneath.h"
#include "atrium-error.h"
#include "atrium-lens.h"
#include "atrium-plan-private.h"

/* pictures that are carried along, all together */
#define MAX_PICTURE_BYTES (512 * (gsize) 1024 * 1024)

typedef struct
{
  int folder_fd;
  AtriumFileTree *after;
  GPtrArray *losses;
  gsize n_bytes;
} Pictures;

/* the path in the site that a picture's URL names; %NULL where it is somewhere else */
static char *
picture_path (const char *url)
{
  g_autofree char *path = NULL;
  gsize length;

  if (strstr (url, "://") != NULL || g_str_has_prefix (url, "//") || g_str_has_prefix (url, "data:"))
    return NULL;
  while (*url == '/')
    url++;
  if (g_str_has_prefix (url, "./"))
    url += 2;
  length = strcspn (url, "?#");
  path = g_uri_unescape_segment (url, url + length, NULL);

  return path != NULL && atrium_file_tree_is_safe_path (path) ? g_steal_pointer (&path) : NULL;
}

static void
add_picture (Pictures   *self,
             const char *url,
             const char *pointer)
{
  g_autofree char *path = picture_path (url);
  g_autoptr(GBytes) bytes = NULL;

  if (path == NULL || atrium_file_tree_contains (self->after, path))
    return;

  bytes = _atrium_read_beneath (self->folder_fd, path, ATRIUM_SOURCE_MAX_BYTES, NULL);
  if (bytes == NULL || self->n_bytes + g_bytes_get_size (bytes) > MAX_PICTURE_BYTES)
    {
      atrium_losses_add (self->losses, pointer, bytes == NULL ? "The picture is not there" : "There are too many pictures");
      return;
    }
  self->n_bytes += g_bytes_get_size (bytes);
  atrium_file_tree_set (self->after, path, bytes);
}

static void
add_pictures_of (Pictures    *self,
                 AtriumEntry *entry,
                 const char  *pointer)
{
  const AtriumKindInfo *info = atrium_kind_get_info (atrium_entry_get_kind (entry));

  for (guint i = 0; i < info->n_fields; i++)
    {
      const char *url = info->fields[i].type == ATRIUM_FIELD_IMAGE ? atrium_entry_get_string (entry, info->fields[i].id) : NULL;
      g_autofree char *field = g_strdup_printf ("%s/%s", pointer, info->fields[i].id);

      if (url != NULL)
        add_picture (self, url, field);
    }
}

static void
add_pictures (AtriumProfile  *profile,
              const char     *folder,
              AtriumFileTree *after,
              GPtrArray      *losses)
{
  g_autofd int fd = _atrium_open_folder (folder, NULL);
  Pictures self = { .folder_fd = fd, .after = after, .losses = losses };

  if (fd < 0)
    return;

  add_pictures_of (&self, atrium_profile_get_person (profile), "person");
  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    {
      AtriumSection *section = atrium_profile_get_section (profile, i);

      for (guint j = 0; j < atrium_section_get_n_entries (section); j++)
        {
          g_autofree char *pointer = g_strdup_printf ("sections/%u/entries/%u", i, j);

          add_pictures_of (&self, atrium_section_get_entry (section, j), pointer);
        }
    }
}

static AtriumFileTree *
create_site (AtriumProfile  *profile,
             const char     *theme,
             GPtrArray      *losses,
             GError        **error)
{
  const AtriumLens *lens;

  lens = atrium_lens_find (theme);
  if (lens == NULL)
    {
      g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND, "There is no theme “%s”", theme);
      return NULL;
    }
  if (lens->create == NULL)
    {
      g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_CANNOT_CARRY, "A site of the theme “%s” cannot be made from nothing", theme);
      return NULL;
    }

  return lens->create (lens, profile, losses, error);
}

/* what stands now at the places of the new files */
static gboolean
add_present (const char      *folder,
             AtriumFileTree  *after,
             AtriumFileTree  *before,
             GError         **error)
{
  g_autofd int fd = -1;

  if (!g_file_test (folder, G_FILE_TEST_EXISTS))
    return TRUE;
  fd = _atrium_open_folder (folder, error);
  if (fd < 0)
    return FALSE;

  for (guint i = 0; i < atrium_file_tree_get_n_files (after); i++)
    {
      const char *path = atrium_file_tree_get_path (after, i);
      g_autoptr(GError) inner = NULL;
      g_autoptr(GBytes) bytes = _atrium_read_beneath (fd, path, 4 * (gsize) ATRIUM_SOURCE_MAX_BYTES, &inner);

      if (bytes != NULL)
        {
          atrium_file_tree_set (before, path, bytes);
        }
      else if (!g_error_matches (inner, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&inner));
          return FALSE;
        }
    }

  return TRUE;
}

AtriumPlan *
_atrium_export_plan (AtriumProfile  *profile,
                     const char     *theme,
                     const char     *pictures,
                     GFile          *folder,
                     GError        **error)
{
  g_autoptr(AtriumFileTree) before = atrium_file_tree_new ();
  g_autoptr(AtriumFileTree) after = NULL;
  g_autoptr(GPtrArray) losses = atrium_losses_new ();
  g_autofree char *path = g_file_get_path (folder);
  AtriumPlan *plan;

  if (path == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "Only folders of this computer can be written to");
      return NULL;
    }
  after = create_site (profile, theme, losses, error);
  if (after == NULL)
    return NULL;
  if (pictures != NULL)
    add_pictures (profile, pictures, after, losses);
  if (!add_present (path, after, before, error))
    return NULL;

  plan = atrium_plan_new (folder, before, after);
  _atrium_plan_take_losses (plan, g_steal_pointer (&losses));

  return plan;
}
