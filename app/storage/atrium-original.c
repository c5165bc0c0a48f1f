#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "atrium-beneath.h"
#include "atrium-document-private.h"
#include "atrium-error.h"
#include "atrium-plan-private.h"
#include "atrium-reading-ids.h"
#include "atrium-site-loader.h"
#include "atrium-transaction.h"

static AtriumOriginal *
original_new (const char *folder,
              const char *page)
{
  AtriumOriginal *self = g_new0 (AtriumOriginal, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->folder = g_canonicalize_filename (folder, NULL);
  self->folder_file = g_file_new_for_path (self->folder);
  self->page = g_strdup (page);

  return self;
}

AtriumOriginal *
_atrium_original_ref (AtriumOriginal *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
_atrium_original_unref (AtriumOriginal *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->folder);
  g_object_unref (self->folder_file);
  g_free (self->page);
  g_clear_pointer (&self->reading, atrium_reading_free);
  g_free (self);
}

static gboolean
read_with (AtriumOriginal    *self,
           const AtriumLens  *lens,
           AtriumFileTree    *files,
           GError           **error)
{
  self->reading = lens->read (lens, files, self->page, error);

  return self->reading != NULL;
}

static gboolean
read_site (AtriumOriginal  *self,
           AtriumFileTree  *files,
           GError         **error)
{
  g_autoptr(GError) inner = NULL;
  const AtriumLens *lens = atrium_lens_detect_page (files, self->page, &inner);

  if (lens == NULL)
    {
      g_autofree char *place = g_build_filename (self->folder, self->page, NULL);

      /* the message is about the folder or page, which only this room knows */
      g_set_error (error, inner->domain, inner->code, "%s:1:1: %s", place, inner->message);
      return FALSE;
    }

  return read_with (self, lens, files, error);
}

static AtriumOriginal *
open_folder (const char      *folder,
             GCancellable    *cancellable,
             GError         **error)
{
  g_autoptr(AtriumOriginal) self = original_new (folder, NULL);
  g_autoptr(AtriumFileTree) files = NULL;

  if (!atrium_transaction_recover (folder, error))
    return NULL;
  files = atrium_site_load (folder, cancellable, error);
  if (files == NULL || !read_site (self, files, error))
    return NULL;

  return g_steal_pointer (&self);
}

static AtriumSource *
read_source (const char  *folder,
             const char  *name,
             GError     **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GBytes) bytes = NULL;
  int fd = g_open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0);

  if (fd < 0)
    {
      _atrium_set_error_errno (error, errno, path);
      return NULL;
    }
  bytes = _atrium_read_fd (fd, path, ATRIUM_SOURCE_MAX_BYTES, error);
  g_close (fd, NULL);

  return bytes != NULL ? atrium_source_new (name, bytes, error) : NULL;
}

/* JSON that says nothing of a person or of sections is something else */
static gboolean
check_profile (AtriumOriginal  *self,
               GError         **error)
{
  AtriumProfile *profile = self->reading->profile;
  g_autofree char *place = NULL;

  if (atrium_profile_get_n_sections (profile) > 0
      || atrium_entry_get_n_members (atrium_profile_get_person (profile)) > 0
      || atrium_profile_get_extra (profile) == NULL)
    return TRUE;

  place = g_build_filename (self->folder, self->page, NULL);
  g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NO_PAGE, "%s:1:1: This JSON is not a profile: it has no person and no sections", place);

  return FALSE;
}

/* a file of its own: nothing but that is known */
static AtriumOriginal *
open_lone_file (const char  *folder,
                const char  *name,
                GError     **error)
{
  g_autoptr(AtriumOriginal) self = original_new (folder, name);
  g_autoptr(AtriumFileTree) files = atrium_file_tree_new ();
  g_autoptr(AtriumSource) source = read_source (folder, name, error);
  const AtriumLens *lens;

  if (source == NULL)
    return NULL;
  atrium_file_tree_set (files, name, atrium_source_get_bytes (source));

  /* JSON that no theme claims is a profile file with a mistake in it, which the lens names */
  lens = g_str_has_suffix (name, ".json") ? atrium_lens_detect (files, NULL) : NULL;
  if (lens == NULL && g_str_has_suffix (name, ".json"))
    lens = atrium_lens_find ("profile");
  if (!(lens != NULL ? read_with (self, lens, files, error) : read_site (self, files, error)))
    return NULL;
  if (self->reading->lens == atrium_lens_find ("profile") && !check_profile (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* a page in the folder of a site, with what it includes and the site's configuration */
static AtriumOriginal *
open_page (const char      *path,
           const char      *folder,
           const char      *name,
           GCancellable    *cancellable,
           GError         **error)
{
  g_autofree char *site = atrium_site_find_folder (path);
  g_autoptr(AtriumOriginal) self = NULL;
  g_autoptr(AtriumFileTree) files = NULL;

  if (site == NULL)
    return open_lone_file (folder, name, error);

  self = original_new (site, path + strlen (site) + (g_str_has_suffix (site, "/") ? 0 : 1));
  if (!atrium_transaction_recover (site, error))
    return NULL;
  files = atrium_site_load (site, cancellable, error);
  if (files == NULL)
    return NULL;
  if (atrium_file_tree_lookup (files, self->page) == NULL)
    return open_lone_file (folder, name, error);
  if (!read_site (self, files, error))
    return NULL;

  return g_steal_pointer (&self);
}

AtriumOriginal *
_atrium_original_open (GFile         *file,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  struct stat info;

  if (path == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "Only files of this computer can be opened");
      return NULL;
    }
  if (stat (path, &info) < 0)
    {
      _atrium_set_error_errno (error, errno, path);
      return NULL;
    }
  if (S_ISDIR (info.st_mode))
    return open_folder (path, cancellable, error);

  folder = g_path_get_dirname (path);
  name = g_path_get_basename (path);
  if (!S_ISREG (info.st_mode) || !atrium_file_tree_is_safe_path (name))
    {
      g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_TEXT, "%s:1:1: Not a file with text in it", path);
      return NULL;
    }
  if (!atrium_transaction_recover (folder, error))
    return NULL;
  if (g_str_has_suffix (name, ".json"))
    return open_lone_file (folder, name, error);

  return open_page (path, folder, name, cancellable, error);
}

AtriumPlan *
_atrium_original_plan (AtriumOriginal  *self,
                       AtriumProfile   *profile,
                       GError         **error)
{
  g_autoptr(AtriumFileTree) after = NULL;
  g_autoptr(GPtrArray) losses = NULL;
  g_autoptr(GFile) folder = NULL;
  AtriumPlan *plan;

  losses = atrium_losses_new ();
  after = self->reading->lens->write (self->reading, profile, losses, error);
  if (after == NULL)
    return NULL;
  folder = g_file_new_for_path (self->folder);
  plan = atrium_plan_new (folder, self->reading->files, after);
  _atrium_plan_take_losses (plan, g_steal_pointer (&losses));

  return plan;
}

AtriumOriginal *
_atrium_original_new_profile_file (const char      *folder,
                                   const char      *name,
                                   AtriumFileTree  *files,
                                   AtriumProfile   *profile,
                                   GError         **error)
{
  g_autoptr(AtriumOriginal) self = original_new (folder, name);

  if (!read_with (self, atrium_lens_find ("profile"), files, error))
    return NULL;
  _atrium_reading_adopt_ids (self->reading, profile);

  return g_steal_pointer (&self);
}

AtriumOriginal *
_atrium_original_advance (AtriumOriginal  *self,
                          AtriumPlan      *plan,
                          AtriumProfile   *profile,
                          GError         **error)
{
  g_autoptr(AtriumOriginal) next = original_new (self->folder, self->page);
  AtriumFileTree *after = _atrium_plan_get_after (plan);

  if (atrium_plan_get_n_changes (plan) == 0)
    return _atrium_original_ref (self);

  next->reading = self->reading->lens->read (self->reading->lens, after, self->page, error);
  if (next->reading == NULL)
    return NULL;
  _atrium_reading_adopt_ids (next->reading, profile);

  return g_steal_pointer (&next);
}
