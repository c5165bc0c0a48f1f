#include "atrium-cv-shapes.h"

/* the keys that the generations of a CV have for the same thing, the usual ones first */

#define TITLE_KEYS            \
  { "title", "title", NULL }, \
  { "name", "title", NULL },  \
  { "bullet", "title", NULL }

#define PERIOD_KEYS                \
  { "start_date", "start", NULL }, \
  { "startDate", "start", NULL },  \
  { "year", "start", NULL },       \
  { "date", "start", NULL },       \
  { "end_date", "end", NULL },     \
  { "endDate", "end", NULL }

#define HIGHLIGHT_KEYS                  \
  { "highlights", "highlights", NULL }, \
  { "description", "highlights", NULL }, \
  { "items", "highlights", NULL }

static const AtriumCollectionKey experience_keys[] = {
  { "position", "role", NULL },
  { "title", "role", NULL },
  { "company", "organization", NULL },
  { "organization", "organization", NULL },
  { "institution", "organization", NULL },
  { "name", "organization", NULL },
  { "department", "field", NULL },
  { "url", "url", NULL },
  { "location", "place", NULL },
  PERIOD_KEYS,
  { "summary", "text", NULL },
  { "maindescription", "text", NULL },
  { "details", "text", NULL },
  { "bullet", "role", NULL },
  HIGHLIGHT_KEYS,
};

static const AtriumCollectionKey education_keys[] = {
  { "studyType", "degree", NULL },
  { "degree", "degree", NULL },
  { "title", "degree", NULL },
  { "area", "field", NULL },
  { "department", "field", NULL },
  { "institution", "organization", NULL },
  { "url", "url", NULL },
  { "location", "place", NULL },
  PERIOD_KEYS,
  { "summary", "text", NULL },
  { "maindescription", "text", NULL },
  HIGHLIGHT_KEYS,
};

static const AtriumCollectionKey publication_keys[] = {
  TITLE_KEYS,
  { "authors", "authors", NULL },
  { "publisher", "venue", NULL },
  { "journal", "venue", NULL },
  { "institution", "venue", NULL },
  { "releaseDate", "date", NULL },
  { "date", "date", NULL },
  { "year", "date", NULL },
  { "url", "url", NULL },
  { "doi", "doi", NULL },
  { "summary", "abstract", NULL },
};

static const AtriumCollectionKey project_keys[] = {
  { "name", "title", NULL },
  { "title", "title", NULL },
  { "bullet", "title", NULL },
  { "summary", "text", NULL },
  { "maindescription", "text", NULL },
  { "institution", "organization", NULL },
  { "url", "url", NULL },
  { "location", "place", NULL },
  PERIOD_KEYS,
  HIGHLIGHT_KEYS,
};

static const AtriumCollectionKey honor_keys[] = {
  TITLE_KEYS,
  { "awarder", "organization", NULL },
  { "issuer", "organization", NULL },
  { "institution", "organization", NULL },
  { "date", "date", NULL },
  { "year", "date", NULL },
  { "url", "url", NULL },
  { "location", "place", NULL },
  { "summary", "text", NULL },
  { "maindescription", "text", NULL },
  { "details", "text", NULL },
  { "description", "text", NULL },
  { "items", "text", NULL },
};

static const AtriumCollectionKey talk_keys[] = {
  TITLE_KEYS,
  { "label", "title", NULL },
  { "institution", "event", NULL },
  { "organization", "event", NULL },
  { "location", "place", NULL },
  { "date", "date", NULL },
  { "year", "date", NULL },
  { "url", "url", NULL },
  { "summary", "text", NULL },
  { "details", "text", NULL },
  { "description", "text", NULL },
};

static const AtriumCollectionKey teaching_keys[] = {
  TITLE_KEYS,
  { "label", "title", NULL },
  { "position", "role", NULL },
  { "institution", "organization", NULL },
  { "company", "organization", NULL },
  { "organization", "organization", NULL },
  { "location", "place", NULL },
  PERIOD_KEYS,
  { "url", "url", NULL },
  { "summary", "text", NULL },
  { "details", "text", NULL },
  { "maindescription", "text", NULL },
  HIGHLIGHT_KEYS,
};

static const AtriumCollectionKey service_keys[] = {
  { "bullet", "role", NULL },
  { "position", "role", NULL },
  { "title", "role", NULL },
  { "label", "role", NULL },
  { "organization", "organization", NULL },
  { "company", "organization", NULL },
  { "institution", "organization", NULL },
  { "name", "organization", NULL },
  PERIOD_KEYS,
  { "url", "url", NULL },
  { "summary", "text", NULL },
  { "details", "text", NULL },
  { "description", "text", NULL },
  { "items", "text", NULL },
};

static const AtriumCollectionKey skill_keys[] = {
  { "name", "title", NULL },
  { "language", "title", NULL },
  { "label", "title", NULL },
  { "title", "title", NULL },
  { "category", "title", NULL },
  { "bullet", "title", NULL },
  { "keywords", "text", NULL },
  { "details", "text", NULL },
  { "summary", "text", NULL },
  { "fluency", "text", NULL },
  { "level", "text", NULL },
  { "items", "text", NULL },
};

static const AtriumCollectionKey list_keys[] = {
  { "bullet", "text", NULL },
  { "name", "text", NULL },
  { "title", "text", NULL },
  { "label", "text", NULL },
};

#define SHAPE(KIND, keys) { ATRIUM_KIND_##KIND, keys, G_N_ELEMENTS (keys) }

static const AtriumRecordShape shapes[] = {
  SHAPE (EXPERIENCE, experience_keys),
  SHAPE (EDUCATION, education_keys),
  SHAPE (PUBLICATIONS, publication_keys),
  SHAPE (PROJECTS, project_keys),
  SHAPE (HONORS, honor_keys),
  SHAPE (GRANTS, honor_keys),
  SHAPE (TALKS, talk_keys),
  SHAPE (TEACHING, teaching_keys),
  SHAPE (SERVICE, service_keys),
  SHAPE (SKILLS, skill_keys),
  SHAPE (LIST, list_keys),
};

/* What records of a kind look like; of a kind that a CV has none of, those of a plain list. */
const AtriumRecordShape *
_atrium_cv_shape_for_kind (AtriumKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (shapes[i].kind == kind)
      return &shapes[i];

  return &shapes[G_N_ELEMENTS (shapes) - 1];
}
