#include "atrium-kind.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const publication_types[] = {
  "article", "inproceedings", "preprint", "workshop", "poster", "demo", "thesis", "book", "chapter",
  "editorial", "report", "software", "dataset", "patent", "other", NULL,
};

static const char *const publication_statuses[] = {
  "published", "accepted", "in press", "under revision", "submitted", "preprint", "in preparation", NULL,
};

/* a row of the table of fields */
#define FIELD(id, label, TYPE, GROUP) { id, label, ATRIUM_FIELD_##TYPE, ATRIUM_FIELD_GROUP_##GROUP, NULL }
#define CHOICE(id, label, GROUP, choices) { id, label, ATRIUM_FIELD_CHOICE, ATRIUM_FIELD_GROUP_##GROUP, choices }

/* what every entry has */
#define COMMON_FIELDS                              \
  FIELD ("links", N_("Links"), LINKS, LINKS),      \
  FIELD ("group", N_("Group"), STRING, MORE),      \
  FIELD ("source", N_("Source"), STRING, MORE)

#define PERIOD_FIELDS                              \
  FIELD ("start", N_("Start"), DATE, WHEN),        \
  FIELD ("end", N_("End"), DATE, WHEN)

static const AtriumField bio_fields[] = {
  FIELD ("text", N_("Text"), TEXT, WHAT),
  COMMON_FIELDS,
};

static const AtriumField news_fields[] = {
  FIELD ("date", N_("Date"), DATE, WHEN),
  FIELD ("text", N_("Text"), TEXT, WHAT),
  COMMON_FIELDS,
};

static const AtriumField experience_fields[] = {
  FIELD ("role", N_("Role"), INLINE, WHAT),
  FIELD ("field", N_("Field of work"), INLINE, WHAT),
  FIELD ("organization", N_("Organization"), INLINE, WHERE),
  FIELD ("url", N_("Web page"), URL, LINKS),
  FIELD ("place", N_("Place"), STRING, WHERE),
  PERIOD_FIELDS,
  FIELD ("logo", N_("Logo"), IMAGE, WHERE),
  FIELD ("people", N_("Advisors"), PEOPLE, WHO),
  FIELD ("text", N_("Description"), TEXT, WHAT),
  FIELD ("highlights", N_("Highlights"), INLINES, WHAT),
  COMMON_FIELDS,
};

static const AtriumField education_fields[] = {
  FIELD ("degree", N_("Degree"), INLINE, WHAT),
  FIELD ("field", N_("Field of study"), INLINE, WHAT),
  FIELD ("organization", N_("Organization"), INLINE, WHERE),
  FIELD ("url", N_("Web page"), URL, LINKS),
  FIELD ("place", N_("Place"), STRING, WHERE),
  PERIOD_FIELDS,
  FIELD ("logo", N_("Logo"), IMAGE, WHERE),
  FIELD ("people", N_("Advisors"), PEOPLE, WHO),
  FIELD ("text", N_("Description"), TEXT, WHAT),
  FIELD ("highlights", N_("Highlights"), INLINES, WHAT),
  COMMON_FIELDS,
};

static const AtriumField publication_fields[] = {
  FIELD ("title", N_("Title"), INLINE, WHAT),
  FIELD ("authors", N_("Authors"), PEOPLE, WHO),
  FIELD ("venue", N_("Venue"), INLINE, WHERE),
  FIELD ("venueShort", N_("Short venue"), STRING, WHERE),
  FIELD ("date", N_("Date"), DATE, WHEN),
  CHOICE ("type", N_("Type"), WHERE, publication_types),
  CHOICE ("status", N_("Status"), WHEN, publication_statuses),
  FIELD ("award", N_("Award"), INLINE, WHERE),
  FIELD ("note", N_("Note"), INLINE, MORE),
  FIELD ("url", N_("Web page"), URL, LINKS),
  FIELD ("doi", N_("DOI"), STRING, LINKS),
  FIELD ("arxiv", N_("arXiv id"), STRING, LINKS),
  FIELD ("category", N_("Category"), STRING, MORE),
  FIELD ("abstract", N_("Abstract"), TEXT, MORE),
  FIELD ("image", N_("Picture"), IMAGE, MORE),
  FIELD ("highlights", N_("Highlights"), INLINES, MORE),
  FIELD ("citations", N_("Citations"), CITATIONS, MORE),
  FIELD ("selected", N_("Selected"), BOOLEAN, MORE),
  FIELD ("bibtex", N_("BibTeX"), CODE, MORE),
  FIELD ("text", N_("Further text"), TEXT, MORE),
  COMMON_FIELDS,
};

static const AtriumField project_fields[] = {
  FIELD ("title", N_("Title"), INLINE, WHAT),
  FIELD ("text", N_("Description"), TEXT, WHAT),
  FIELD ("motivation", N_("Motivation"), TEXT, WHAT),
  FIELD ("contributions", N_("Contributions"), INLINES, WHAT),
  FIELD ("role", N_("Role"), INLINE, WHO),
  FIELD ("people", N_("People"), PEOPLE, WHO),
  FIELD ("organization", N_("Organization"), INLINE, WHERE),
  FIELD ("event", N_("Event"), INLINE, WHERE),
  FIELD ("place", N_("Place"), STRING, WHERE),
  PERIOD_FIELDS,
  FIELD ("image", N_("Picture"), IMAGE, MORE),
  FIELD ("url", N_("Web page"), URL, LINKS),
  FIELD ("highlights", N_("Highlights"), INLINES, WHAT),
  COMMON_FIELDS,
};

static const AtriumField honor_fields[] = {
  FIELD ("title", N_("Title"), INLINE, WHAT),
  FIELD ("organization", N_("Organization"), INLINE, WHERE),
  FIELD ("date", N_("Date"), DATE, WHEN),
  PERIOD_FIELDS,
  FIELD ("amount", N_("Amount"), STRING, WHAT),
  FIELD ("role", N_("Role"), INLINE, WHO),
  FIELD ("people", N_("People"), PEOPLE, WHO),
  FIELD ("place", N_("Place"), STRING, WHERE),
  FIELD ("url", N_("Web page"), URL, LINKS),
  FIELD ("text", N_("Description"), TEXT, WHAT),
  COMMON_FIELDS,
};

static const AtriumField talk_fields[] = {
  FIELD ("title", N_("Title"), INLINE, WHAT),
  FIELD ("event", N_("Event"), INLINE, WHERE),
  FIELD ("date", N_("Date"), DATE, WHEN),
  FIELD ("place", N_("Place"), STRING, WHERE),
  FIELD ("people", N_("Speakers"), PEOPLE, WHO),
  FIELD ("type", N_("Type"), STRING, MORE),
  FIELD ("url", N_("Web page"), URL, LINKS),
  FIELD ("text", N_("Description"), TEXT, WHAT),
  COMMON_FIELDS,
};

static const AtriumField teaching_fields[] = {
  FIELD ("title", N_("Course"), INLINE, WHAT),
  FIELD ("role", N_("Role"), INLINE, WHO),
  FIELD ("organization", N_("Organization"), INLINE, WHERE),
  FIELD ("place", N_("Place"), STRING, WHERE),
  PERIOD_FIELDS,
  FIELD ("url", N_("Web page"), URL, LINKS),
  FIELD ("text", N_("Description"), TEXT, WHAT),
  FIELD ("highlights", N_("Highlights"), INLINES, WHAT),
  COMMON_FIELDS,
};

static const AtriumField service_fields[] = {
  FIELD ("role", N_("Role"), INLINE, WHAT),
  FIELD ("organization", N_("Organization"), INLINE, WHERE),
  PERIOD_FIELDS,
  FIELD ("url", N_("Web page"), URL, LINKS),
  FIELD ("text", N_("Description"), TEXT, WHAT),
  COMMON_FIELDS,
};

static const AtriumField skill_fields[] = {
  FIELD ("title", N_("Title"), INLINE, WHAT),
  FIELD ("text", N_("Text"), TEXT, WHAT),
  COMMON_FIELDS,
};

static const AtriumField place_fields[] = {
  FIELD ("city", N_("City"), STRING, WHERE),
  FIELD ("country", N_("Country"), STRING, WHERE),
  FIELD ("latitude", N_("Latitude"), NUMBER, WHERE),
  FIELD ("longitude", N_("Longitude"), NUMBER, WHERE),
  FIELD ("date", N_("Date"), DATE, WHEN),
  FIELD ("text", N_("Text"), TEXT, WHAT),
  FIELD ("image", N_("Picture"), IMAGE, MORE),
  COMMON_FIELDS,
};

static const AtriumField person_fields[] = {
  FIELD ("name", N_("Name"), STRING, WHAT),
  FIELD ("names", N_("Other spellings"), STRINGS, MORE),
  FIELD ("given", N_("Given name"), STRING, MORE),
  FIELD ("family", N_("Family name"), STRING, MORE),
  FIELD ("headline", N_("Headline"), INLINE, WHAT),
  FIELD ("affiliation", N_("Affiliation"), INLINE, WHERE),
  FIELD ("picture", N_("Picture"), IMAGE, WHAT),
  FIELD ("location", N_("Location"), STRING, WHERE),
  FIELD ("emails", N_("E-mail"), STRINGS, LINKS),
  FIELD ("links", N_("Links"), LINKS, LINKS),
};

#define KIND(KIND, id, label, singular, add_label, hint, fields) \
  { ATRIUM_KIND_##KIND, id, label, singular, add_label, hint, "atrium-" id "-symbolic", fields, G_N_ELEMENTS (fields) }

static const AtriumKindInfo kinds[] = {
  KIND (BIO, "bio", N_("Biography"), N_("Paragraph"), N_("Add Paragraph"),
        N_("Who you are, where you work and what you work on"), bio_fields),
  KIND (NEWS, "news", N_("News"), N_("News Item"), N_("Add News Item"),
        N_("What happened lately: papers accepted, talks given, positions started"), news_fields),
  KIND (EXPERIENCE, "experience", N_("Experience"), N_("Position"), N_("Add Position"),
        N_("Jobs, internships and research stays"), experience_fields),
  KIND (EDUCATION, "education", N_("Education"), N_("Degree"), N_("Add Degree"),
        N_("Degrees and schools"), education_fields),
  KIND (PUBLICATIONS, "publications", N_("Publications"), N_("Publication"), N_("Add Publication"),
        N_("Papers, preprints, books and whatever else you published"), publication_fields),
  KIND (PROJECTS, "projects", N_("Projects"), N_("Project"), N_("Add Project"),
        N_("What you built or studied, alone or with others"), project_fields),
  KIND (HONORS, "honors", N_("Honors"), N_("Honor"), N_("Add Honor"),
        N_("Awards, prizes, scholarships and fellowships"), honor_fields),
  KIND (GRANTS, "grants", N_("Grants"), N_("Grant"), N_("Add Grant"),
        N_("Funding that you received, and from whom"), honor_fields),
  KIND (TALKS, "talks", N_("Talks"), N_("Talk"), N_("Add Talk"),
        N_("Invited talks, tutorials and presentations"), talk_fields),
  KIND (TEACHING, "teaching", N_("Teaching"), N_("Course"), N_("Add Course"),
        N_("Courses that you gave or assisted"), teaching_fields),
  KIND (SERVICE, "service", N_("Service"), N_("Service"), N_("Add Service"),
        N_("Reviewing, organizing and committees"), service_fields),
  KIND (SKILLS, "skills", N_("Skills"), N_("Skill"), N_("Add Skill"),
        N_("Languages, tools and methods that you know well"), skill_fields),
  KIND (PLACES, "places", N_("Places"), N_("Place"), N_("Add Place"),
        N_("Cities and countries where you have been"), place_fields),
  KIND (LIST, "list", N_("List"), N_("Item"), N_("Add Item"),
        N_("Items of any other kind"), bio_fields),
  KIND (TEXT, "text", N_("Text"), N_("Text"), N_("Add Text"),
        N_("Free text"), bio_fields),
  KIND (PERSON, "person", N_("Person"), N_("Person"), N_("Add Person"),
        N_("Your name, picture and how to reach you"), person_fields),
};

/**
 * atrium_kind_get_info:
 * @kind: a kind
 *
 * Returns: (transfer none): the row of the table for the kind
 */
const AtriumKindInfo *
atrium_kind_get_info (AtriumKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kinds), &kinds[ATRIUM_KIND_TEXT]);

  return &kinds[kind];
}

/**
 * atrium_kind_from_id:
 * @id: (nullable): an id such as `publications`
 * @kind: (out): the kind
 *
 * Finds the kind of a section; the person is none.
 *
 * Returns: whether there is one
 */
gboolean
atrium_kind_from_id (const char *id,
                     AtriumKind *kind)
{
  g_return_val_if_fail (kind != NULL, FALSE);

  for (guint i = 0; id != NULL && i < ATRIUM_N_SECTION_KINDS; i++)
    {
      if (g_str_equal (kinds[i].id, id))
        {
          *kind = kinds[i].kind;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * atrium_kind_find_field:
 * @info: a row of the table
 * @id: name of a member
 *
 * Returns: (transfer none) (nullable): the field, %NULL where the kind has none of that name
 */
const AtriumField *
atrium_kind_find_field (const AtriumKindInfo *info,
                        const char           *id)
{
  g_return_val_if_fail (info != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].id[0] == id[0] && strcmp (info->fields[i].id, id) == 0)
      return &info->fields[i];

  return NULL;
}

/**
 * atrium_kind_find_spelled_date:
 * @info: a row of the table
 * @id: name of a member
 *
 * Returns: (transfer none) (nullable): the date field whose spelling on the site the member
 *   @id holds (`startText` belongs to `start`), %NULL where it holds none
 */
const AtriumField *
atrium_kind_find_spelled_date (const AtriumKindInfo *info,
                               const char           *id)
{
  gsize length;

  g_return_val_if_fail (info != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  length = strlen (id);
  if (length < 5 || strcmp (id + length - 4, "Text") != 0)
    return NULL;

  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].type == ATRIUM_FIELD_DATE
        && strlen (info->fields[i].id) == length - 4
        && strncmp (info->fields[i].id, id, length - 4) == 0)
      return &info->fields[i];

  return NULL;
}
