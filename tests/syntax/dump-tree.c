/* Prints the tree of a file, for people and for tests/syntax/compare-kramdown.rb. */

#include "atrium-flat.h"
#include "atrium-html.h"
#include "atrium-markdown.h"

#include <stdio.h>
#include <string.h>

int
main (int    argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AtriumSource) source = NULL;
  g_autoptr(AtriumTree) tree = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *dump = NULL;
  char *contents;
  gsize length;

  if (argc < 2 || !g_file_get_contents (argv[1], &contents, &length, &error))
    {
      fprintf (stderr, "usage: %s FILE [--text]: %s\n", argv[0], error != NULL ? error->message : "no file");
      return 2;
    }

  bytes = g_bytes_new_take (contents, length);
  source = atrium_source_new (argv[1], bytes, &error);
  if (source != NULL)
    tree = g_str_has_suffix (argv[1], ".html") ? atrium_html_read (source, &error)
                                               : atrium_markdown_read (source, &error);
  if (tree == NULL)
    {
      fprintf (stderr, "%s\n", error->message);
      return 1;
    }

  if (argc > 2 && strcmp (argv[2], "--text") == 0)
    dump = atrium_node_dup_text (tree, atrium_tree_get_root (tree));
  else
    dump = atrium_tree_dump (tree);
  fputs (dump, stdout);
  return 0;
}
