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

void
atrium_patch_queue_to_variants (AtriumPatchQueue *self,
                                GVariant        **ids,
                                GVariant        **htmls)
{
  GVariantBuilder id_builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_STRING_ARRAY);
  GVariantBuilder html_builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_STRING_ARRAY);

  for (GList *link = self->order.head; link != NULL; link = link->next)
    {
      Patch *patch = link->data;

      g_variant_builder_add (&id_builder, "s", patch->id);
      g_variant_builder_add (&html_builder, "s", patch->html);
    }

  *ids = g_variant_builder_end (&id_builder);
  *htmls = g_variant_builder_end (&html_builder);
}
