/* Liquid: tags lie in the text, in order, without overlapping, each from its opening to
 * its end; an include stays in the site. */

#include "atrium-file-tree.h"
#include "atrium-liquid.h"

#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) data, size);
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("_pages/about.md", text);
  g_autoptr(GArray) tags = atrium_liquid_scan (source);
  gsize at = 0;
  guint i;

  for (i = 0; i < tags->len; i++)
    {
      const AtriumLiquidTag *tag = &g_array_index (tags, AtriumLiquidTag, i);
      g_autofree char *path = atrium_liquid_get_include (source, tag);

      g_assert_cmpuint (at, <=, tag->outer.start);
      g_assert_true (atrium_span_contains (tag->outer, tag->inner));
      g_assert_true (atrium_span_contains (tag->inner, tag->argument));
      g_assert_cmpuint (tag->outer.end, <=, strlen (text));
      g_assert_true (text[tag->outer.start] == '{' && text[tag->outer.end - 1] == '}');
      if (path != NULL)
        g_assert_true (atrium_file_tree_is_safe_path (path));
      at = tag->outer.end;
    }
  return 0;
}
