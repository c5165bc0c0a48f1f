#pragma once

#include "atrium-document.h"

G_BEGIN_DECLS

#define ATRIUM_TYPE_FIELD_MODEL (atrium_field_model_get_type ())
/* One field of one entry, as the widget that edits it sees it. Writes go through the
 * history. Signal "changed" after the value became another one by anything but this
 * model's own setters: an undo, or another view. */
G_DECLARE_FINAL_TYPE (AtriumFieldModel, atrium_field_model, ATRIUM, FIELD_MODEL, GObject)

AtriumFieldModel  *atrium_field_model_new          (AtriumDocument    *document,
                                                    AtriumEntry       *entry,
                                                    const AtriumField *field);
AtriumDocument    *atrium_field_model_get_document (AtriumFieldModel  *self);
AtriumEntry       *atrium_field_model_get_entry    (AtriumFieldModel  *self);
const AtriumField *atrium_field_model_get_field    (AtriumFieldModel  *self);
const char        *atrium_field_model_get_label    (AtriumFieldModel  *self);   /* translated */
AtriumValue       *atrium_field_model_get_value    (AtriumFieldModel  *self);   /* borrowed, NULL where not set */
const char        *atrium_field_model_get_string   (AtriumFieldModel  *self);   /* never NULL */
void               atrium_field_model_set_value    (AtriumFieldModel  *self,
                                                    AtriumValue       *value);
void               atrium_field_model_set_string   (AtriumFieldModel  *self,
                                                    const char        *text);
guint              atrium_field_model_get_n_items  (AtriumFieldModel  *self);
AtriumValue       *atrium_field_model_get_item     (AtriumFieldModel  *self,
                                                    guint              index);
void               atrium_field_model_set_item     (AtriumFieldModel  *self,
                                                    guint              index,
                                                    AtriumValue       *item);
void               atrium_field_model_append_items (AtriumFieldModel  *self,
                                                    GPtrArray         *items);
void               atrium_field_model_remove_item  (AtriumFieldModel  *self,
                                                    guint              index);
void               atrium_field_model_move_item    (AtriumFieldModel  *self,
                                                    guint              from,
                                                    guint              to);
void               atrium_field_model_end_typing   (AtriumFieldModel  *self);

G_END_DECLS
