#include "atrium-patch-queue.h"

typedef struct
{
  GList  link;
  char  *id;
  char  *html;
} Patch;

struct _AtriumPatchQueue
{
  GQueue      order;
  GHashTable *by_id;    /* id, owned by the patch, to Patch */
};

static void
patch_free (Patch *patch)
{
  g_free (patch->id);
  g_free (patch->html);
  g_free (patch);
}

AtriumPatchQueue *
atrium_patch_queue_new (void)
{
  AtriumPatchQueue *self = g_new0 (AtriumPatchQueue, 1);

  g_queue_init (&self->order);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);

  return self;
}

void
atrium_patch_queue_free (AtriumPatchQueue *self)
{
  atrium_patch_queue_clear (self);
  g_hash_table_unref (self->by_id);
  g_free (self);
}

static void
append (AtriumPatchQueue *self,
        Patch            *patch)
{
  Patch *older = g_hash_table_lookup (self->by_id, patch->id);

  if (older != NULL)
    {
      g_hash_table_remove (self->by_id, older->id);
      g_queue_unlink (&self->order, &older->link);
      patch_free (older);
    }
  g_queue_push_tail_link (&self->order, &patch->link);
  g_hash_table_insert (self->by_id, patch->id, patch);
}

void
atrium_patch_queue_push (AtriumPatchQueue *self,
                         const char       *id,
                         const char       *html)
{
  Patch *patch = g_new0 (Patch, 1);

  patch->id = g_strdup (id);
  patch->html = g_strdup (html);
  patch->link.data = patch;
  append (self, patch);
}

void
atrium_patch_queue_take (AtriumPatchQueue *self,
                         AtriumPatchQueue *other)
{
  GList *link;

  g_hash_table_remove_all (other->by_id);
  while ((link = g_queue_pop_head_link (&other->order)) != NULL)
    append (self, link->data);
}

guint
atrium_patch_queue_get_length (AtriumPatchQueue *self)
{
  return self->order.length;
}

void
atrium_patch_queue_clear (AtriumPatchQueue *self)
{
  GList *link;

  g_hash_table_remove_all (self->by_id);
  while ((link = g_queue_pop_head_link (&self->order)) != NULL)
    patch_free (link->data);
}

/* dictionaries, because WebKit takes no arrays */
GVariant *
atrium_patch_queue_to_arguments (AtriumPatchQueue *self)
{
  GVariantBuilder arguments = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);
  GVariantBuilder ids = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);
  GVariantBuilder htmls = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);
  guint i = 0;

  for (GList *link = self->order.head; link != NULL; link = link->next, i++)
    {
      Patch *patch = link->data;
      char key[12];

      g_snprintf (key, sizeof key, "%u", i);
      g_variant_builder_add (&ids, "{sv}", key, g_variant_new_string (patch->id));
      g_variant_builder_add (&htmls, "{sv}", key, g_variant_new_string (patch->html));
    }
  g_variant_builder_add (&arguments, "{sv}", "count", g_variant_new_uint32 (i));
  g_variant_builder_add (&arguments, "{sv}", "ids", g_variant_builder_end (&ids));
  g_variant_builder_add (&arguments, "{sv}", "htmls", g_variant_builder_end (&htmls));

  return g_variant_builder_end (&arguments);
}
