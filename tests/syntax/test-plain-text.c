#include "atrium-plain-text.h"

#include <string.h>

static AtriumTree *
read_text (const char *text)
{
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("page.txt", text);
  g_autoptr(GError) error = NULL;
  AtriumTree *tree = atrium_plain_text_read (source, &error);

  g_assert_no_error (error);
  return tree;
}

static void
append_node (GString    *out,
             AtriumTree *tree,
             AtriumNode *node)
{
  g_autofree char *inner = atrium_source_dup_span (atrium_tree_get_source (tree), node->inner);
  AtriumNode *child;

  g_assert_cmpint (node->spelling, ==, ATRIUM_SPELLING_PLAIN);
  switch (node->type)
    {
    case ATRIUM_NODE_HEADING:
      g_string_append_printf (out, "h%u<%s>", node->level, inner);
      return;
    case ATRIUM_NODE_TEXT:
      g_string_append (out, inner);
      return;
    case ATRIUM_NODE_BREAK:
      g_string_append_c (out, '/');
      return;
    case ATRIUM_NODE_SOFT_BREAK:
      g_string_append_c (out, '_');
      return;
    case ATRIUM_NODE_PARAGRAPH:
      g_string_append (out, node->tight ? "t" : "p");
      break;
    case ATRIUM_NODE_LIST:
      g_string_append_printf (out, "%s%u", node->marker == '.' ? "ol" : "ul", node->level);
      break;
    case ATRIUM_NODE_ITEM:
      g_string_append (out, "li");
      break;
    default:
      break;
    }
  g_string_append_c (out, '(');
  for (child = node->first_child; child != NULL; child = child->next)
    append_node (out, tree, child);
  g_string_append_c (out, ')');
}

static void
test_blocks (void)
{
  static const struct { const char *text, *tree; } cases[] = {
    { "", "()" },
    { "\n\n", "()" },
    { "One sentence.", "(p(One sentence.))" },
    { "\xEF\xBB\xBF" "One.\r\n\r\nTwo.\r\n", "(p(One.)p(Two.))" },
    { "One.\rTwo.\r\rThree.", "(p(One./Two.)p(Three.))" },
    { "Short line\nand another.\n\nEnd.", "(p(Short line/and another.)p(End.))" },
    { "A text that somebody wrapped at sixty-four columns by hand goes\non in the next line, which is as long as the line before it was\nand ends.",
      "(p(A text that somebody wrapped at sixty-four columns by hand goes_on in the next line, which is as long as "
      "the line before it was_and ends.))" },
    { "  • a\n  • b\n", "(ul0(li(t(a))li(t(b))))" },
    { "  • a\n\n  • b\n", "(ul0(li(p(a))li(p(b))))" },
    { "•a\n•b\n", "(ul0(li(t(a))li(t(b))))" },
    { "- a\n- b\n  more\n", "(ul0(li(t(a))li(t(b_more))))" },
    { "- a\n\n  more\n- b\n", "(ul0(li(t(a)p(more))li(t(b))))" },
    { "  1. a\n  2. b\n  • c\n", "(ol1(li(t(a))li(t(b)))ul0(li(t(c))))" },
    { "1. a\n2. b\n1. c\n", "(ol1(li(t(a))li(t(b)))ol1(li(t(c))))" },
    { "[3] a\n[4] b\n", "(ol3(li(t(a))li(t(b))))" },
    { "1、甲\n2、乙\n", "(ol1(li(t(甲))li(t(乙))))" },
    { "  • a\n      ◦ b\n      ◦ c\n  • d\n", "(ul0(li(t(a)ul0(li(t(b))li(t(c))))li(t(d))))" },
    { "  • a\n      ◦ b\n    ◦ c\n", "(ul0(li(t(a)ul0(li(t(b))li(t(c))))))" },
    { "- first item that is long enough to have been wrapped\nhere it goes on\n",
      "(ul0(li(t(first item that is long enough to have been wrapped_here it goes on))))" },
    { "2024.05 a year, not an item\n", "(p(2024.05 a year, not an item))" },
    { "-5 degrees.\n", "(p(-5 degrees.))" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AtriumTree) tree = read_text (cases[i].text);
      g_autoptr(GString) out = g_string_new (NULL);

      append_node (out, tree, atrium_tree_get_root (tree));
      g_assert_cmpstr (out->str, ==, cases[i].tree);
    }
}

/* level and text of the headings */
static char *
list_headings (const char *text)
{
  g_autoptr(AtriumTree) tree = read_text (text);
  AtriumNode *root = atrium_tree_get_root (tree);
  GString *out = g_string_new (NULL);
  AtriumNode *node;

  for (node = root->first_child; node != NULL; node = node->next)
    {
      if (node->type != ATRIUM_NODE_HEADING)
        continue;
      if (out->len > 0)
        g_string_append_c (out, ' ');
      append_node (out, tree, node);
    }
  return g_string_free (out, FALSE);
}

static void
test_headings (void)
{
  static const struct { const char *text, *headings; } cases[] = {
    { "I am Ines. I study tides.\n\nNews\n\n  • One.\n\nTwo Papers\n\nOkoro, I. (2031). Tides.\n\nHonors\n\n  • A prize\n",
      "h1<News> h1<Two Papers> h1<Honors>" },
    { "Talks\n• One\n• Two\n\nService\n• Three\n", "h1<Talks> h1<Service>" },
    { "Talks\n• One\n• Two\nService\n• Three\n", "h1<Talks> h1<Service>" },
    { "研究经历\n\n  • 港湾大学，2031年至今\n\n获奖\n\n  • 一等奖\n", "h1<研究经历> h1<获奖>" },
    { "Publications:\n\nA paper.\n\nwe are lower case\n\nText.\n", "h1<Publications:>" },
    { "(Note: a remark)\n\nText.\n\nA sentence that ends.\n\nText.\n\nsee https://example.org\n\nEnd.\n", "" },
    /* nothing below it */
    { "Text.\n\nThe End\n", "" },
    /* a group over things that begin alike */
    { "Projects\n\nMarine Models\n\nTidal\n\nMotivation. Because.\n\n  1. Built it.\n"
      "Drift\n\nMotivation. Because.\n\n  1. Built it.\n\nShore Systems\n\nPier\n\nMotivation. Because.\n\n  1. Built it.\n\n"
      "Places\n\nCities that I know.\n",
      "h1<Projects> h2<Marine Models> h3<Tidal> h3<Drift> h2<Shore Systems> h3<Pier> h1<Places>" },
    /* a title, its date, and what else is known of it */
    { "Other Work\n\nBuoy\n\nJun 2029 - Present\n\nA web page of buoys\n\n  • Made it.\n\nGull\n\n2028.05 – 2028.09\n\n"
      "Bird Hackathon\n\nPort Vell, Spain\n\n  • Made it.\n",
      "h1<Other Work> h2<Buoy> h2<Gull>" },
    { "Publications\n\n2031\n\nA paper. Venue.\n\n2030\n\nAnother one. Venue.\n", "h1<Publications> h2<2031> h2<2030>" },
    { "Home\n\nHome\n\nWelcome to my page.\n\nNews\n\n  • One.\n", "h1<Home> h1<Home> h1<News>" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *headings = list_headings (cases[i].text);

      g_assert_cmpstr (headings, ==, cases[i].headings);
    }
}

static void
test_spans (void)
{
  static const char text[] = "Head\n\n  • a  \n      ◦ b\n";
  g_autoptr(AtriumTree) tree = read_text (text);
  g_autofree char *dump = atrium_tree_dump (tree);

  g_assert_cmpstr (dump, ==,
                   "document 0-28\n"
                   "  heading 1 0-4\n"
                   "    text 0-4 \"Head\"\n"
                   "  list * 6-27\n"
                   "    item * 6-27 (12-27)\n"
                   "      paragraph tight 12-13\n"
                   "        text 12-13 \"a\"\n"
                   "      list * 22-27\n"
                   "        item * 22-27 (26-27)\n"
                   "          paragraph tight 26-27\n"
                   "            text 26-27 \"b\"\n");
}

static void
test_linear (void)
{
  static const char *const pieces[] = {
    "Head\n\n", "• item\n", "      ", "1. a\n", "May 2024\n\n", "Head\n\nMay 2024\n\n", "(", "Label. Text\n\nHead\n\n", " ◦ x\n  • y\n", "a\n",
  };
  guint i, j;

  for (i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autoptr(AtriumTree) tree = NULL;
      gint64 start;

      for (j = 0; j < 100000; j++)
        g_string_append (text, pieces[i]);
      start = g_get_monotonic_time ();
      tree = read_text (text->str);
      g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
    }
}

/* pasted pages: only what their structure says, none of their text */
static void
test_seeds (void)
{
  const char *shared = g_getenv ("ATRIUM_SHARED");
  g_autofree char *folder = shared != NULL ? g_build_filename (shared, "seeds", NULL)
                                           : g_build_filename (g_getenv ("ATRIUM_SOURCE_ROOT"), "..", "shared", "seeds", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint counts[2][4] = { { 0 } };
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      g_autoptr(AtriumTree) tree = NULL;
      AtriumNode *node;
      guint index = g_str_has_prefix (name, "002_") ? 0 : g_str_has_prefix (name, "004_") ? 1 : 2;

      if (index > 1 || !g_file_get_contents (path, &text, NULL, NULL))
        continue;
      tree = read_text (text);
      for (node = atrium_tree_get_root (tree)->first_child; node != NULL; node = node->next)
        if (node->type == ATRIUM_NODE_HEADING)
          counts[index][node->level]++;
    }
  if (counts[0][1] == 0)
    {
      g_test_skip ("the seeds are not there");
      return;
    }
  g_assert_cmpuint (counts[0][2], ==, 3 + 7);
  g_assert_cmpuint (counts[0][3], ==, 26);
  g_assert_cmpuint (counts[1][1], ==, 6);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plain-text/blocks", test_blocks);
  g_test_add_func ("/plain-text/headings", test_headings);
  g_test_add_func ("/plain-text/spans", test_spans);
  g_test_add_func ("/plain-text/linear", test_linear);
  g_test_add_func ("/plain-text/seeds", test_seeds);
  return g_test_run ();
}
