#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a section holds. ATRIUM_KIND_PERSON is the one record of the person,
 * which is edited like an entry but stands in no section. */
typedef enum
{
  ATRIUM_KIND_BIO,
  ATRIUM_KIND_NEWS,
  ATRIUM_KIND_EXPERIENCE,
  ATRIUM_KIND_EDUCATION,
  ATRIUM_KIND_PUBLICATIONS,
  ATRIUM_KIND_PROJECTS,
  ATRIUM_KIND_HONORS,
  ATRIUM_KIND_GRANTS,
  ATRIUM_KIND_TALKS,
  ATRIUM_KIND_TEACHING,
  ATRIUM_KIND_SERVICE,
  ATRIUM_KIND_SKILLS,
  ATRIUM_KIND_PLACES,
  ATRIUM_KIND_LIST,
  ATRIUM_KIND_TEXT,
  ATRIUM_KIND_PERSON,
} AtriumKind;

#define ATRIUM_N_SECTION_KINDS ((guint) ATRIUM_KIND_PERSON)

/**
 * AtriumFieldType:
 * @ATRIUM_FIELD_STRING: plain text of one line (string)
 * @ATRIUM_FIELD_INLINE: one line or paragraph of inline Markdown (string)
 * @ATRIUM_FIELD_TEXT: Markdown of any number of blocks (string)
 * @ATRIUM_FIELD_DATE: a partial date `2024`, `2024-05`, `2024-05-17` or `present`
 *   (string); the spelling that the site used stands in the member `<id>Text`
 * @ATRIUM_FIELD_URL: an absolute or site-relative URL (string)
 * @ATRIUM_FIELD_IMAGE: path in the site or URL of a picture (string)
 * @ATRIUM_FIELD_NUMBER: number
 * @ATRIUM_FIELD_BOOLEAN: boolean
 * @ATRIUM_FIELD_CHOICE: one of @choices (string); others are kept
 * @ATRIUM_FIELD_PEOPLE: list of person records
 * @ATRIUM_FIELD_LINKS: list of records `label`, `url`
 * @ATRIUM_FIELD_INLINES: list of inline Markdown strings
 * @ATRIUM_FIELD_STRINGS: list of plain strings
 * @ATRIUM_FIELD_CITATIONS: record `count` (number), `source`, `id`, `date`
 * @ATRIUM_FIELD_CODE: text of another language, shown monospaced (BibTeX)
 */
typedef enum
{
  ATRIUM_FIELD_STRING,
  ATRIUM_FIELD_INLINE,
  ATRIUM_FIELD_TEXT,
  ATRIUM_FIELD_DATE,
  ATRIUM_FIELD_URL,
  ATRIUM_FIELD_IMAGE,
  ATRIUM_FIELD_NUMBER,
  ATRIUM_FIELD_BOOLEAN,
  ATRIUM_FIELD_CHOICE,
  ATRIUM_FIELD_PEOPLE,
  ATRIUM_FIELD_LINKS,
  ATRIUM_FIELD_INLINES,
  ATRIUM_FIELD_STRINGS,
  ATRIUM_FIELD_CITATIONS,
  ATRIUM_FIELD_CODE,
} AtriumFieldType;

/* Where the form shows a field, in the order in which people think. */
typedef enum
{
  ATRIUM_FIELD_GROUP_WHAT,
  ATRIUM_FIELD_GROUP_WHO,
  ATRIUM_FIELD_GROUP_WHERE,
  ATRIUM_FIELD_GROUP_WHEN,
  ATRIUM_FIELD_GROUP_LINKS,
  ATRIUM_FIELD_GROUP_MORE,
} AtriumFieldGroup;

typedef struct
{
  const char        *id;        /* member name in the profile document */
  const char        *label;     /* untranslated; N_() */
  AtriumFieldType    type;
  AtriumFieldGroup   group;
  const char *const *choices;   /* NULL-terminated values of a CHOICE, or NULL */
} AtriumField;

typedef struct
{
  AtriumKind         kind;
  const char        *id;        /* "publications" */
  const char        *label;     /* "Publications"; N_() */
  const char        *singular;  /* "Publication", for "Undo Move Publication"; N_() */
  const char        *add_label; /* "Add Publication"; N_() */
  const char        *hint;      /* what belongs into an empty section; N_() */
  const char        *icon_name;
  const AtriumField *fields;
  guint              n_fields;
} AtriumKindInfo;

const AtriumKindInfo *atrium_kind_get_info   (AtriumKind            kind);
gboolean              atrium_kind_from_id    (const char           *id,
                                              AtriumKind           *kind);
const AtriumField    *atrium_kind_find_field (const AtriumKindInfo *info,
                                              const char           *id);
const AtriumField    *atrium_kind_find_spelled_date (const AtriumKindInfo *info,
                                              const char           *id);

G_END_DECLS
