#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ATRIUM_TYPE_GROUP_MODEL (atrium_group_model_get_type ())
/* A list of entries as it is, with the runs that have the same "group" as its sections. */
G_DECLARE_FINAL_TYPE (AtriumGroupModel, atrium_group_model, ATRIUM, GROUP_MODEL, GObject)

AtriumGroupModel *atrium_group_model_new        (GListModel       *model);   /* of AtriumEntry */
/* whether any entry has a group; notify::has-groups */
gboolean          atrium_group_model_get_has_groups (AtriumGroupModel *self);

/* "2024 / Journals" of a group, which is a string or a list of strings; "" for none */
char             *atrium_entry_dup_group_label  (gpointer          entry);

G_END_DECLS
