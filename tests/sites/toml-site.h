#pragma once

#include "site.h"

/* Invented homepages of the Hugo Academic theme with front matter in TOML. */

/* the oldest layout: the person in the settings, a file for each part of the home page, papers
 * that are files and papers that are folders */
AtriumFileTree *toml_site_old     (void);
/* the one after it: an author's file */
AtriumFileTree *toml_site_authors (void);
