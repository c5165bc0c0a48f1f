#include "atrium-json-records.h"

#include <string.h>

/* The lists of JSON Resume, also as older versions of it and as al-folio call their keys. */

static const AtriumJsonKey work_keys[] = {
  { "position", "role", FALSE },
  { "name", "organization", FALSE },
  { "company", "organization", FALSE },
  { "organization", "organization", FALSE },
  { "location", "place", FALSE },
  { "url", "url", FALSE },
  { "website", "url", FALSE },
  { "startDate", "start", FALSE },
  { "endDate", "end", FALSE },
  { "image", "logo", FALSE },
  { "summary", "text", FALSE },
  { "highlights", "highlights", TRUE },
};

static const AtriumJsonKey volunteer_keys[] = {
  { "position", "role", FALSE },
  { "organization", "organization", FALSE },
  { "name", "organization", FALSE },
  { "location", "place", FALSE },
  { "url", "url", FALSE },
  { "website", "url", FALSE },
  { "startDate", "start", FALSE },
  { "endDate", "end", FALSE },
  { "summary", "text", FALSE },
  { "highlights", "highlights", TRUE },
};

static const AtriumJsonKey education_keys[] = {
  { "studyType", "degree", FALSE },
  { "area", "field", FALSE },
  { "institution", "organization", FALSE },
  { "location", "place", FALSE },
  { "url", "url", FALSE },
  { "website", "url", FALSE },
  { "startDate", "start", FALSE },
  { "endDate", "end", FALSE },
  { "image", "logo", FALSE },
  { "summary", "text", FALSE },
  { "score", "score", FALSE },
  { "gpa", "score", FALSE },
  { "courses", "courses", TRUE },
  { "highlights", "highlights", TRUE },
};

static const AtriumJsonKey award_keys[] = {
  { "title", "title", FALSE },
  { "name", "title", FALSE },
  { "date", "date", FALSE },
  { "awarder", "organization", FALSE },
  { "issuer", "organization", FALSE },
  { "url", "url", FALSE },
  { "summary", "text", FALSE },
};

static const AtriumJsonKey certificate_keys[] = {
  { "name", "title", FALSE },
  { "title", "title", FALSE },
  { "date", "date", FALSE },
  { "issuer", "organization", FALSE },
  { "awarder", "organization", FALSE },
  { "url", "url", FALSE },
  { "summary", "text", FALSE },
};

static const AtriumJsonKey publication_keys[] = {
  { "name", "title", FALSE },
  { "title", "title", FALSE },
  { "authors", "authors", TRUE },
  { "publisher", "venue", FALSE },
  { "releaseDate", "date", FALSE },
  { "date", "date", FALSE },
  { "url", "url", FALSE },
  { "website", "url", FALSE },
  { "doi", "doi", FALSE },
  { "summary", "abstract", FALSE },
};

static const AtriumJsonKey skill_keys[] = {
  { "name", "title", FALSE },
  { "level", "level", FALSE },
  { "keywords", "text", TRUE },
};

static const AtriumJsonKey language_keys[] = {
  { "language", "title", FALSE },
  { "name", "title", FALSE },
  { "fluency", "text", FALSE },
  { "level", "text", FALSE },
};

static const AtriumJsonKey interest_keys[] = {
  { "name", "text", FALSE },
  { "keywords", "keywords", TRUE },
};

static const AtriumJsonKey reference_keys[] = {
  { "name", "name", FALSE },
  { "reference", "text", FALSE },
};

static const AtriumJsonKey project_keys[] = {
  { "name", "title", FALSE },
  { "description", "text", FALSE },
  { "summary", "text", FALSE },
  { "highlights", "highlights", TRUE },
  { "keywords", "keywords", TRUE },
  { "startDate", "start", FALSE },
  { "endDate", "end", FALSE },
  { "url", "url", FALSE },
  { "website", "url", FALSE },
  { "roles", "role", TRUE },
  { "entity", "organization", FALSE },
  { "type", "type", FALSE },
};

#define SHAPE(list, KIND, title, keys) { list, ATRIUM_KIND_##KIND, title, keys, G_N_ELEMENTS (keys) }

/* in the order of the standard */
static const AtriumJsonShape shapes[] = {
  SHAPE ("work", EXPERIENCE, "Work", work_keys),
  SHAPE ("volunteer", SERVICE, "Volunteer", volunteer_keys),
  SHAPE ("education", EDUCATION, "Education", education_keys),
  SHAPE ("awards", HONORS, "Awards", award_keys),
  SHAPE ("certificates", HONORS, "Certificates", certificate_keys),
  SHAPE ("publications", PUBLICATIONS, "Publications", publication_keys),
  SHAPE ("skills", SKILLS, "Skills", skill_keys),
  SHAPE ("languages", SKILLS, "Languages", language_keys),
  SHAPE ("interests", LIST, "Interests", interest_keys),
  SHAPE ("references", LIST, "References", reference_keys),
  SHAPE ("projects", PROJECTS, "Projects", project_keys),
};

const AtriumJsonShape *
_atrium_json_shape_find (const char *list)
{
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (g_str_equal (shapes[i].list, list))
      return &shapes[i];

  return NULL;
}

/* The list that a new section of a kind is; NULL where the standard has none. */
const AtriumJsonShape *
_atrium_json_shape_choose (AtriumKind  kind,
                           const char *title)
{
  const AtriumJsonShape *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      if (shapes[i].kind != kind)
        continue;
      if (g_ascii_strcasecmp (shapes[i].title, title) == 0)
        return &shapes[i];
      if (first == NULL)
        first = &shapes[i];
    }

  return first;
}
