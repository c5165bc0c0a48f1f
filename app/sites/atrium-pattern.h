#pragma once

#include "atrium-profile.h"

G_BEGIN_DECLS

/**
 * AtriumPattern:
 * @kind: of the section
 * @entry: how an entry is written. `{field}` is a value, `{date:2024.05}` a date in the
 *   manner of the sample, `{?…?}` a part that vanishes where a value in it is empty.
 *   `{field:html}` and `{field:attribute}` are spelled for HTML, `{list:- }` is a list of lines
 *   that begin so.
 * @separator: between two entries
 * @needs: a field without which the entry is written in another pattern of its kind, or NULL
 *
 * How a theme writes what no sibling shows. Dates, people and links are spelled as
 * Markdown: `**self**`, `\*` for an equal contribution, `[[label](url)]`.
 */
typedef struct
{
  AtriumKind  kind;
  const char *entry;
  const char *separator;
  const char *needs;
} AtriumPattern;

const AtriumPattern *_atrium_pattern_find         (const AtriumPattern *patterns,
                                                   guint                n_patterns,
                                                   AtriumKind           kind);
const AtriumPattern *_atrium_pattern_choose       (const AtriumPattern *patterns,
                                                   guint                n_patterns,
                                                   AtriumEntry         *entry);
char                *_atrium_pattern_render       (const AtriumPattern *pattern,
                                                   AtriumEntry         *entry);
char                *_atrium_pattern_render_field (const AtriumPattern *patterns,
                                                   guint                n_patterns,
                                                   AtriumEntry         *entry,
                                                   const char          *field);

G_END_DECLS
