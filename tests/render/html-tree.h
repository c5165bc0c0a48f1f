#pragma once

#include <glib.h>

/* HTML as the tree that a browser makes of it, one node a line, indented by depth: attributes in
 * order, white space folded where a browser shows it folded, and nothing else made equal */
char *html_tree_dump  (const char *html);
/* the first line that differs, with some lines before it, of both; NULL where none does */
char *html_tree_diff  (const char *ours,
                       const char *theirs);
