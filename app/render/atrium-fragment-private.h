#pragma once

#include "atrium-fragment.h"

G_BEGIN_DECLS

/* pieces that the kinds share; each adds nothing where the field is empty */

void     _atrium_fragment_text       (GString     *out,
                                      AtriumEntry *entry,
                                      const char  *field);
void     _atrium_fragment_label      (GString     *out,
                                      AtriumEntry *entry,
                                      const char  *field);
gboolean _atrium_fragment_has        (AtriumEntry *entry,
                                      const char  *field);
void     _atrium_fragment_element    (GString     *out,
                                      AtriumEntry *entry,
                                      const char  *field,
                                      const char  *tag,
                                      const char  *class_name);
void     _atrium_fragment_prose      (GString     *out,
                                      AtriumEntry *entry,
                                      const char  *field);
void     _atrium_fragment_items      (GString     *out,
                                      AtriumEntry *entry,
                                      const char  *field,
                                      const char  *tag,
                                      const char  *class_name);
void     _atrium_fragment_people     (GString     *out,
                                      AtriumValue *people);
void     _atrium_fragment_date       (GString     *out,
                                      AtriumEntry *entry,
                                      const char  *field);
void     _atrium_fragment_time       (GString     *out,
                                      AtriumEntry *entry,
                                      const char  *class_name);
gboolean _atrium_fragment_link_start (GString     *out,
                                      const char  *url,
                                      const char  *class_name);
void     _atrium_fragment_picture    (GString     *out,
                                      const char  *path,
                                      const char  *alt,
                                      const char  *class_name);
void     _atrium_fragment_chip       (GString     *out,
                                      const char  *label,
                                      const char  *url);
void     _atrium_fragment_chips      (GString     *out,
                                      AtriumEntry *entry);
void     _atrium_fragment_joined     (GString     *out,
                                      AtriumEntry *entry,
                                      const char  *class_name,
                                      ...) G_GNUC_NULL_TERMINATED;
char    *_atrium_fragment_dup_initial (const char *name);

void     _atrium_fragment_publication (GString    *out,
                                       AtriumEntry *entry);
void     _atrium_fragment_project     (GString    *out,
                                       AtriumEntry *entry);

G_END_DECLS
