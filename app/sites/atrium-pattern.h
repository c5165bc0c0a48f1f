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

/* what the themes write alike: rows of a table of patterns */
#define ATRIUM_PATTERNS_COMMON                                                                            \
  { ATRIUM_KIND_BIO, "{text}", "\n\n", NULL },                                                            \
  { ATRIUM_KIND_PUBLICATIONS,                                                                             \
    "- {title:linked}{?, {authors}?}{?, **{venue}**?}{?, {date:2024}?}{? {links}?}", "\n", NULL },        \
  { ATRIUM_KIND_TEACHING,                                                                                 \
    "- {?*{start:2024.05}{? - {end:2024.05}?}*, ?}{title}{?, {role}?}{?, {organization}?}", "\n", NULL }, \
  { ATRIUM_KIND_SKILLS, "- **{title}**{?: {text}?}", "\n", NULL },                                        \
  { ATRIUM_KIND_LIST, "- {text}", "\n", NULL },                                                           \
  { ATRIUM_KIND_TEXT, "{text}", "\n\n", NULL }

/* and those of one line an entry */
#define ATRIUM_PATTERNS_LINES                                                                             \
  { ATRIUM_KIND_PROJECTS, "- **{title:linked}**{?: {text}?}{? {links}?}{highlights}", "\n", NULL },       \
  { ATRIUM_KIND_HONORS, "- {?*{date:2024.05}* ?}{title}{?, {organization}?}", "\n", NULL },               \
  { ATRIUM_KIND_GRANTS, "- {?*{date:2024.05}* ?}{title}{?, {organization}?}{?, {amount}?}", "\n", NULL }, \
  { ATRIUM_KIND_SERVICE, "- {role}{?, {organization}?}", "\n", NULL },                                    \
  { ATRIUM_KIND_PLACES, "- {city}{?, {country}?}{? ({date:2024.05})?}", "\n", NULL }

/* news, work, education and talks with a comma behind the date */
#define ATRIUM_PATTERNS_PLAIN                                                                             \
  { ATRIUM_KIND_NEWS, "- {?*{date:2024.05}*: ?}{text}", "\n", NULL },                                     \
  { ATRIUM_KIND_EXPERIENCE,                                                                               \
    "- {?*{start:2024.05}{? - {end:2024.05}?}*, ?}{role}{?, {organization:linked}?}{?, {place}?}", "\n", NULL }, \
  { ATRIUM_KIND_EDUCATION,                                                                                \
    "- {?*{start:2024.05}{? - {end:2024.05}?}*, ?}{degree}{? in {field}?}{?, {organization:linked}?}{?, {place}?}", "\n", NULL }, \
  { ATRIUM_KIND_TALKS, "- {?*{date:2024.05}*, ?}{title}{?, {event}?}{?, {place}?}{? \\| {links}?}", "\n", NULL }

/* the same as the themes of one family have them */
#define ATRIUM_PATTERNS_ACADEMIC                                                                          \
  { ATRIUM_KIND_NEWS, "- {?*{date:2024.05}*: &nbsp;?}{text}", "\n", NULL },                               \
  { ATRIUM_KIND_EXPERIENCE,                                                                               \
    "- {?*{start:2024.05}{? - {end:2024.05}?}*, ?}{role}{?, {organization:linked}?}{?, {place}?}.", "\n", NULL }, \
  { ATRIUM_KIND_EDUCATION,                                                                                \
    "- {?*{start:2024.05}{? - {end:2024.05}?}*, ?}{degree}{? in {field}?}{?, {organization:linked}?}{?, {place}?}.", "\n", NULL }, \
  { ATRIUM_KIND_TALKS, "- {?*{date:2024.05}*, ?}{title}{?, {event}?}{?, {place}?}{?  \\| {links}?}", "\n", NULL }

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
