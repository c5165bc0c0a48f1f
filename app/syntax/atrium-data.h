#pragma once

#include "atrium-data-node.h"
#include "atrium-source.h"
#include "atrium-toml.h"

G_BEGIN_DECLS

/* A document of keys and values with the span of each, in YAML or in TOML: what front matter and
 * settings are written in. Who reads and edits it need not know which it is. */
typedef struct _AtriumData AtriumData;

AtriumData       *atrium_data_read        (AtriumSource     *source,
                                           AtriumSpan        span,
                                           AtriumDataSyntax  syntax,
                                           GError          **error);
void              atrium_data_free        (AtriumData       *self);
AtriumSource     *atrium_data_get_source  (AtriumData       *self);
AtriumDataSyntax  atrium_data_get_syntax  (AtriumData       *self);
AtriumToml       *atrium_data_get_toml    (AtriumData       *self);
const GError     *atrium_data_get_problem (AtriumData       *self);
AtriumDataNode   *atrium_data_get_root    (AtriumData       *self);
AtriumDataNode   *atrium_data_lookup      (AtriumDataNode   *mapping,
                                           const char       *key);
AtriumDataNode   *atrium_data_get_at      (AtriumData       *self,
                                           const char       *path);
const char       *atrium_data_get_string  (AtriumData       *self,
                                           const char       *path);
char             *atrium_data_spell       (AtriumData       *self,
                                           AtriumDataNode   *node,
                                           const char       *text);
char             *atrium_data_quote       (AtriumDataSyntax  syntax,
                                           const char       *text,
                                           AtriumDataStyle   style);
gboolean          atrium_data_add_member  (AtriumData       *self,
                                           AtriumDataNode   *mapping,
                                           const char       *key,
                                           const char       *value,
                                           gsize            *offset,
                                           char            **text);
gboolean          atrium_data_add_spelled (AtriumData       *self,
                                           AtriumDataNode   *mapping,
                                           const char       *key,
                                           const char       *spelled,
                                           gsize            *offset,
                                           char            **text);
AtriumSpan        atrium_data_get_member_span (AtriumData   *self,
                                           AtriumDataNode   *value);
void              atrium_data_append_pair (GString          *out,
                                           AtriumDataSyntax  syntax,
                                           const char       *key,
                                           const char       *spelled);
char             *atrium_data_dup_pair    (AtriumData       *self,
                                           const char       *key,
                                           const char       *spelled);
char             *atrium_data_match_newlines (AtriumSource  *source,
                                           const char       *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtriumData, atrium_data_free)

G_END_DECLS
