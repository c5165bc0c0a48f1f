#include "atrium-preview-picture.h"

#include <gtk/gtk.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  int     width;
  int     height;
  guint32 top;      /* colour of the pixel near the top left, 0xRRGGBB */
} Picture;

static Picture
draw (const char *html,
      GFile      *folder,
      int         width,
      gboolean    dark)
{
  g_autoptr(GBytes) bytes = g_bytes_new (html, strlen (html));
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) png = atrium_preview_draw (bytes, folder, FALSE, width, dark, &error);
  g_autoptr(GdkTexture) texture = NULL;
  g_autofree guint32 *pixels = NULL;
  Picture picture;

  g_assert_no_error (error);
  texture = gdk_texture_new_from_bytes (png, &error);
  g_assert_no_error (error);
  picture.width = gdk_texture_get_width (texture);
  picture.height = gdk_texture_get_height (texture);
  pixels = g_new (guint32, (gsize) picture.width * picture.height);
  gdk_texture_download (texture, (guchar *) pixels, picture.width * 4);
  picture.top = pixels[picture.width * 5 + 5] & 0xffffff;

  return picture;
}

static void
test_size (void)
{
  Picture picture = draw ("<!DOCTYPE html><body style='margin:0;background:#123456'><div style='height:3000px'>", NULL, 360, FALSE);

  g_assert_cmpint (picture.width, ==, 360);
  g_assert_cmpint (picture.height, ==, 3000);
  g_assert_cmphex (picture.top, ==, 0x123456);
}

static void
test_theme (void)
{
  const char *html = "<!DOCTYPE html><style>:root.dark{background:#010203}:root.light{background:#fdfeff}</style><body>";
  Picture light = draw (html, NULL, 500, FALSE);
  Picture dark = draw (html, NULL, 500, TRUE);

  g_assert_cmphex (light.top, ==, 0xfdfeff);
  g_assert_cmphex (dark.top, ==, 0x010203);
}

/* pictures of the folder are there, also those that wait until they are seen; what a link
 * leads out to is not */
static void
test_folder (void)
{
  static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg' width='100' height='100'><rect width='100' height='100' fill='#00ff00'/></svg>";
  g_autofree char *outside = g_dir_make_tmp ("atrium-outside-XXXXXX", NULL);
  g_autofree char *site = g_dir_make_tmp ("atrium-site-XXXXXX", NULL);
  g_autofree char *secret = g_build_filename (outside, "secret.svg", NULL);
  g_autofree char *picture_path = g_build_filename (site, "in.svg", NULL);
  g_autofree char *link_path = g_build_filename (site, "link.svg", NULL);
  g_autoptr(GFile) folder = g_file_new_for_path (site);
  Picture inside;
  Picture linked;

  g_assert_true (g_file_set_contents (secret, svg, -1, NULL));
  g_assert_true (g_file_set_contents (picture_path, svg, -1, NULL));
  g_assert_cmpint (symlink (secret, link_path), ==, 0);
  inside = draw ("<!DOCTYPE html><body style='margin:0;background:#ffffff'><img src=in.svg loading=lazy>", folder, 300, FALSE);
  linked = draw ("<!DOCTYPE html><body style='margin:0;background:#ffffff'><img src=link.svg>", folder, 300, FALSE);
  g_assert_cmphex (inside.top, ==, 0x00ff00);
  g_assert_cmphex (linked.top, !=, 0x00ff00);

  g_remove (link_path);
  g_remove (picture_path);
  g_remove (secret);
  g_rmdir (site);
  g_rmdir (outside);
}

/* a formula is drawn before the picture is taken: it fills the corner that its source would not */
static void
test_math (void)
{
  const char *html = "<!DOCTYPE html><body style='margin:0;background:#ffffff'>\\(\\rule{9em}{9em}\\)";
  g_autoptr(GBytes) bytes = g_bytes_new (html, strlen (html));
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) png = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  g_autofree guint32 *pixels = NULL;
  int width;

  if (!g_file_test ("/usr/share/javascript/katex/katex.css", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("KaTeX is not on this machine");
      return;
    }

  png = atrium_preview_draw (bytes, NULL, TRUE, 400, FALSE, &error);
  g_assert_no_error (error);
  texture = gdk_texture_new_from_bytes (png, &error);
  g_assert_no_error (error);
  width = gdk_texture_get_width (texture);
  pixels = g_new (guint32, (gsize) width * gdk_texture_get_height (texture));
  gdk_texture_download (texture, (guchar *) pixels, width * 4);
  g_assert_cmphex (pixels[width * 60 + 60] & 0xffffff, ==, 0);
  g_assert_cmphex (pixels[width * 100 + 100] & 0xffffff, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/preview/picture/size", test_size);
  g_test_add_func ("/preview/picture/theme", test_theme);
  g_test_add_func ("/preview/picture/folder", test_folder);
  g_test_add_func ("/preview/picture/math", test_math);

  return g_test_run ();
}
