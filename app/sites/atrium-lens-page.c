#include "atrium-lens-private.h"

#include "atrium-error.h"
#include "atrium-hidden.h"
#include "atrium-site-name.h"
#include "atrium-writer.h"

/* The lens of a single page, and of a folder that no theme claims. */

static const AtriumPattern patterns[] = {
  { ATRIUM_KIND_BIO, "{text}", "\n\n", NULL },
  { ATRIUM_KIND_NEWS, "- {?*{date:2024.05}*: ?}{text}", "\n", NULL },
  { ATRIUM_KIND_EXPERIENCE,
    "- {?*{start:2024.05}{? - {end:2024.05}?}*, ?}{role}{?, {organization:linked}?}{?, {place}?}", "\n" },
  { ATRIUM_KIND_EDUCATION,
    "- {?*{start:2024.05}{? - {end:2024.05}?}*, ?}{degree}{? in {field}?}{?, {organization:linked}?}{?, {place}?}", "\n" },
  { ATRIUM_KIND_PUBLICATIONS,
    "- {title:linked}{?, {authors}?}{?, **{venue}**?}{?, {date:2024}?}{? {links}?}", "\n" },
  { ATRIUM_KIND_PROJECTS, "- **{title:linked}**{?: {text}?}{? {links}?}{highlights}", "\n", NULL },
  { ATRIUM_KIND_HONORS, "- {?*{date:2024.05}* ?}{title}{?, {organization}?}", "\n", NULL },
  { ATRIUM_KIND_GRANTS, "- {?*{date:2024.05}* ?}{title}{?, {organization}?}{?, {amount}?}", "\n", NULL },
  { ATRIUM_KIND_TALKS, "- {?*{date:2024.05}*, ?}{title}{?, {event}?}{?, {place}?}{? \\| {links}?}", "\n", NULL },
  { ATRIUM_KIND_TEACHING, "- {?*{start:2024.05}{? - {end:2024.05}?}*, ?}{title}{?, {role}?}{?, {organization}?}", "\n", NULL },
  { ATRIUM_KIND_SERVICE, "- {role}{?, {organization}?}", "\n", NULL },
  { ATRIUM_KIND_SKILLS, "- **{title}**{?: {text}?}", "\n", NULL },
  { ATRIUM_KIND_PLACES, "- {city}{?, {country}?}{? ({date:2024.05})?}", "\n", NULL },
  { ATRIUM_KIND_LIST, "- {text}", "\n", NULL },
  { ATRIUM_KIND_TEXT, "{text}", "\n\n", NULL },
};

static const AtriumLensStyle style = {
  .patterns = patterns,
  .n_patterns = G_N_ELEMENTS (patterns),
  .heading = "# {title}",
};

static int
detect_site (AtriumFileTree *files)
{
  return _atrium_site_find_home (files) != NULL ? 1 : 0;
}

static AtriumReading *
read_site (const AtriumLens  *lens,
           AtriumFileTree    *files,
           const char        *page,
           GError           **error)
{
  AtriumReading *reading = _atrium_reading_new (lens, files, page);
  const char *path = page != NULL ? page : _atrium_site_find_home (files);

  _atrium_site_name_read (reading);
  if (path == NULL)
    g_set_error_literal (error, ATRIUM_ERROR, ATRIUM_ERROR_NO_PAGE, "no page that can be edited");
  else if (_atrium_hidden_read_page (reading, path, error))
    return reading;

  atrium_reading_free (reading);

  return NULL;
}

const AtriumLens atrium_lens_page = {
  .id = "page",
  .label = "Page",
  .detect = detect_site,
  .read = read_site,
  .write = atrium_write,
  .style = &style,
};
