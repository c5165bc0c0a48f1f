#pragma once

#include "atrium-lens.h"

G_BEGIN_DECLS

/* One key of a theme's author block: plain text, an address, or a user name of a service. */
typedef struct
{
  const char *key;        /* "github" */
  const char *label;      /* of the link, or NULL for a member of the person */
  const char *member;     /* "name", "emails", "links" */
  const char *prefix;     /* what the value is put behind: "https://github.com/"; "" for a URL */
} AtriumAuthorKey;

#define ATRIUM_AUTHOR_LINK(key, label, prefix) { key, label, "links", prefix }

/* Rows that the themes which descend from Minimal Mistakes have in common: who somebody is and
 * where else they are found, in the order of the theme's side bar. */
#define ATRIUM_AUTHOR_KEYS                                                     \
  { "bio", NULL, "headline", "" },                                             \
  { "location", NULL, "location", "" },                                        \
  { "employer", NULL, "affiliation", "" },                                     \
  { "email", NULL, "emails", "" },                                             \
  ATRIUM_AUTHOR_LINK ("uri", "Website", ""),                                   \
  ATRIUM_AUTHOR_LINK ("googlescholar", "Google Scholar", ""),                  \
  ATRIUM_AUTHOR_LINK ("github", "GitHub", "https://github.com/"),              \
  ATRIUM_AUTHOR_LINK ("orcid", "ORCID", ""),                                   \
  ATRIUM_AUTHOR_LINK ("dblp", "DBLP", ""),                                     \
  ATRIUM_AUTHOR_LINK ("linkedin", "LinkedIn", "https://www.linkedin.com/in/"), \
  ATRIUM_AUTHOR_LINK ("twitter", "Twitter", "https://twitter.com/")

#define ATRIUM_AUTHOR_KEYS_RESEARCH                        \
  ATRIUM_AUTHOR_LINK ("researchgate", "ResearchGate", ""), \
  ATRIUM_AUTHOR_LINK ("pubmed", "PubMed", ""),             \
  ATRIUM_AUTHOR_LINK ("impactstory", "ImpactStory", "")

#define ATRIUM_AUTHOR_KEYS_SOCIAL                                                                \
  ATRIUM_AUTHOR_LINK ("xing", "XING", "https://www.xing.com/profile/"),                          \
  ATRIUM_AUTHOR_LINK ("instagram", "Instagram", "https://instagram.com/"),                       \
  ATRIUM_AUTHOR_LINK ("tumblr", "Tumblr", ""),                                                   \
  ATRIUM_AUTHOR_LINK ("bitbucket", "Bitbucket", "https://bitbucket.org/"),                       \
  ATRIUM_AUTHOR_LINK ("stackoverflow", "Stackoverflow", "https://www.stackoverflow.com/users/"), \
  ATRIUM_AUTHOR_LINK ("lastfm", "Last.fm", "https://last.fm/user/"),                             \
  ATRIUM_AUTHOR_LINK ("dribbble", "Dribbble", "https://dribbble.com/"),                          \
  ATRIUM_AUTHOR_LINK ("pinterest", "Pinterest", "https://www.pinterest.com/"),                   \
  ATRIUM_AUTHOR_LINK ("foursquare", "Foursquare", "https://foursquare.com/")

#define ATRIUM_AUTHOR_KEYS_MEDIA                                                        \
  ATRIUM_AUTHOR_LINK ("soundcloud", "Soundcloud", "https://soundcloud.com/"),           \
  ATRIUM_AUTHOR_LINK ("weibo", "Weibo", "https://www.weibo.com/"),                      \
  ATRIUM_AUTHOR_LINK ("flickr", "Flickr", "https://www.flickr.com/"),                   \
  ATRIUM_AUTHOR_LINK ("codepen", "CodePen", "https://codepen.io/"),                     \
  ATRIUM_AUTHOR_LINK ("vine", "Vine", "https://vine.co/u/"),                            \
  ATRIUM_AUTHOR_LINK ("wikipedia", "Wikipedia", "https://en.wikipedia.org/wiki/User:")

typedef struct
{
  const char            *path;      /* "_config.yml", or a page with front matter */
  const char            *block;     /* "author"; NULL: the keys stand at the top */
  const AtriumAuthorKey *keys;
  guint                  n_keys;
} AtriumAuthorBlock;

void     _atrium_site_person_read  (const AtriumAuthorBlock *block,
                                    AtriumReading           *reading);
gboolean _atrium_site_person_write (const AtriumAuthorBlock *block,
                                    AtriumReading           *reading,
                                    AtriumEntry             *person,
                                    AtriumFileTree          *files,
                                    GHashTable              *left,
                                    GError                 **error);
char    *_atrium_site_person_compose (const AtriumAuthorBlock *block,
                                    AtriumEntry             *person);

G_END_DECLS
