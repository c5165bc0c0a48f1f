#pragma once

#include "atrium-yaml.h"

G_BEGIN_DECLS

/* The front matter of a page, or the whole of a YAML file. */
gboolean    _atrium_front_matter_find (AtriumSource  *source,
                                       AtriumSpan    *yaml,
                                       AtriumSpan    *body);
AtriumYaml *_atrium_front_matter_read (AtriumSource  *source,
                                       AtriumSpan    *body,
                                       GError       **error);
AtriumYaml *_atrium_yaml_file_read    (AtriumSource  *source,
                                       AtriumSpan    *body,
                                       GError       **error);
char       *_atrium_yaml_slot_spell   (AtriumSource  *source,
                                       AtriumSpan     span,
                                       const char    *text);

G_END_DECLS
