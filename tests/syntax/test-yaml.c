#include "atrium-yaml.h"

#include <string.h>

#include "atrium-error.h"
#include "atrium-splicer.h"

static AtriumYaml *
read_text (const char  *text,
           GError     **error)
{
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("test.yml", text);

  return atrium_yaml_read (source, ATRIUM_SPAN (0, strlen (text)), error);
}

static AtriumYaml *
must_read (const char *text)
{
  g_autoptr(GError) error = NULL;
  AtriumYaml *yaml = read_text (text, &error);

  if (error != NULL)
    g_test_message ("in: %s", text);
  g_assert_no_error (error);
  return yaml;
}

static char *
splice (AtriumSource *source,
        AtriumSpan    span,
        const char   *text)
{
  gsize length;
  const char *old = atrium_source_get_text (source, &length);
  GString *out = g_string_new_len (old, span.start);

  g_string_append (out, text);
  g_string_append_len (out, old + span.end, length - span.end);
  return g_string_free (out, FALSE);
}

/* `{key=<source of the span> ...}` */
static void
dump_node (GString        *out,
           AtriumYaml     *yaml,
           AtriumYamlNode *node)
{
  g_autofree char *source = NULL;
  AtriumYamlNode *child;

  if (node == NULL)
    {
      g_string_append (out, "nothing");
      return;
    }
  source = atrium_source_dup_span (atrium_yaml_get_source (yaml), node->span);
  if (node->type == ATRIUM_YAML_SCALAR)
    g_string_append_printf (out, "%s<%s>", node->text, source);
  else if (node->type == ATRIUM_YAML_ALIAS)
    g_string_append_printf (out, "*%s%s", node->text, node->target != NULL ? "" : "?");
  else
    {
      gboolean mapping = node->type == ATRIUM_YAML_MAPPING;

      g_string_append_c (out, mapping ? '{' : '[');
      for (child = node->first_child; child != NULL; child = child->next)
        {
          g_assert_true (child->parent == node);
          g_assert_true (child->next != NULL || child == node->last_child);
          if (child != node->first_child)
            g_string_append_c (out, ' ');
          if (mapping)
            {
              dump_node (out, yaml, child->key);
              g_string_append_c (out, '=');
            }
          dump_node (out, yaml, child);
        }
      g_string_append_c (out, mapping ? '}' : ']');
    }
}

static void
test_read (void)
{
  static const struct { const char *text, *tree; } cases[] = {
    { "", "nothing" },
    { "# only a comment\n", "nothing" },
    { "a: 1\n", "{a<a>=1<1>}" },
    { "a:\nb: ~\n", "{a<a>=<> b<b>=~<~>}" },
    { "\xEF\xBB\xBF" "a: x\n", "{a<a>=x<x>}" },
    { "名前: 値\n🎉🎉: '🎈é' # 注\nz: end\n", "{名前<名前>=値<値> 🎉🎉<🎉🎉>=🎈é<'🎈é'> z<z>=end<end>}" },
    { "\xEF\xBB\xBF名: \"値\"\n", "{名<名>=値<\"値\">}" },
    { "a: 'it''s'\nb: \"x\\ty\"\n", "{a<a>=it's<'it''s'> b<b>=x\ty<\"x\\ty\">}" },
    { "a: &x one\nb: *x\nc: *y\n", NULL },
    { "a: &x one\nb: *x\n", "{a<a>=one<one> b<b>=*x}" },
    { "a: !!str 12\nb: !t &q\n  deep\nc: !!null\nd: e\n",
      "{a<a>=12<12> b<b>=deep<deep> c<c>=<> d<d>=e<e>}" },
    { "- a\n-\n- - b\n  - c\n", "[a<a> <> [b<b> c<c>]]" },
    { "k:\n- a: 1\n  b: 2\n-\n  c: 3\n", "{k<k>=[{a<a>=1<1> b<b>=2<2>} {c<c>=3<3>}]}" },
    { "a: [x, \"y\", {p: q, r}]\n", "{a<a>=[x<x> y<\"y\"> {p<p>=q<q> r<r>=<>}]}" },
    { "a: one\n  two\n\n  three\nb: c\n", "{a<a>=one two\nthree<one\n  two\n\n  three> b<b>=c<c>}" },
    { "a: |\n  x\n   y\n\nb: c\n", "{a<a>=x\n y\n<|\n  x\n   y> b<b>=c<c>}" },
    { "a: |+\n  x\n\nb: c\n", "{a<a>=x\n\n<|+\n  x\n> b<b>=c<c>}" },
    { "a: >- # note\n  x\n  y\n \n\nb: c\n", "{a<a>=x y<>- # note\n  x\n  y> b<b>=c<c>}" },
    { "a: |-\n  x\n     \n\nb: c\n", "{a<a>=x\n   <|-\n  x\n     > b<b>=c<c>}" },
    { "a: |\nb: c\n", "{a<a>=<|> b<b>=c<c>}" },
    { "a: |\r\n  x\r\n  y\r\n\r\nb: c\r\n", "{a<a>=x\ny\n<|\r\n  x\r\n  y> b<b>=c<c>}" },
    { "a: x\na: y\n", "{a<a>=x<x> a<a>=y<y>}" },
    { "--- \na: 1\n...\n---\nb: 2\n", "{a<a>=1<1>}" },
    { "? a\n? b\n: c\n", "{a<a>=<> b<b>=c<c>}" },
    { "\"a b\"   :   c   # d\n", "{a b<\"a b\">=c<c>}" },
    { "{{ site.title }}: x", "{{{site.title<site.title>=<>}=<>}=x<x>}" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(AtriumYaml) yaml = read_text (cases[i].text, &error);
      g_autoptr(GString) tree = g_string_new (NULL);

      if (yaml == NULL && cases[i].tree == NULL)
        continue;
      g_test_message ("%s", cases[i].text);
      g_assert_no_error (error);
      dump_node (tree, yaml, atrium_yaml_get_root (yaml));
      if (cases[i].tree != NULL)
        g_assert_cmpstr (tree->str, ==, cases[i].tree);
      else
        g_assert_cmpstr (tree->str, ==, "{a<a>=one<one> b<b>=*x c<c>=*y?}");
    }
}

static void
test_documents (void)
{
  g_autoptr(AtriumYaml) yaml = must_read ("a: &x 1\n---\nb: *x\n--- c\n");

  g_assert_cmpuint (atrium_yaml_get_n_documents (yaml), ==, 3);
  g_assert_cmpstr (atrium_yaml_get_document (yaml, 2)->text, ==, "c");
  g_assert_null (atrium_yaml_get_document (yaml, 1)->first_child->target);
  g_assert_null (atrium_yaml_get_document (yaml, 3));
  g_clear_pointer (&yaml, atrium_yaml_free);

  yaml = must_read ("--- # nothing\n--- a\n");
  g_assert_cmpuint (atrium_yaml_get_n_documents (yaml), ==, 2);
  g_assert_null (atrium_yaml_get_root (yaml));
}

static void
test_lookup (void)
{
  g_autoptr(AtriumYaml) yaml = must_read ("base: &base {name: Ada, city: X}\n"
                                          "other: &other\n  town: Y\n"
                                          "author:\n  <<: [*base, *other]\n  name: Bo\n"
                                          "alias: *base\n"
                                          "main:\n- title: one\n- title: two\n- title: \"\"\n- title: null\n"
                                          "- title: 'null'\n"
                                          "main2: x\nmain2: y\n");

  g_assert_cmpstr (atrium_yaml_get_string (yaml, "author/name"), ==, "Bo");
  g_assert_cmpstr (atrium_yaml_get_string (yaml, "author/city"), ==, "X");
  g_assert_cmpstr (atrium_yaml_get_string (yaml, "author/town"), ==, "Y");
  g_assert_cmpstr (atrium_yaml_get_string (yaml, "alias/city"), ==, "X");
  g_assert_cmpstr (atrium_yaml_get_string (yaml, "main/1/title"), ==, "two");
  g_assert_null (atrium_yaml_get_string (yaml, "main/2/title"));
  g_assert_null (atrium_yaml_get_string (yaml, "main/3/title"));
  g_assert_cmpstr (atrium_yaml_get_string (yaml, "main/4/title"), ==, "null");
  g_assert_cmpstr (atrium_yaml_get_string (yaml, "main2"), ==, "y");
  g_assert_null (atrium_yaml_get_at (yaml, "main/9"));
  g_assert_null (atrium_yaml_get_at (yaml, "main/x"));
  g_assert_null (atrium_yaml_get_at (yaml, "nobody/name"));
  g_assert_null (atrium_yaml_get_string (yaml, "main"));
}

/* a merge that leads back to itself ends */
static void
test_merge_loop (void)
{
  g_autoptr(AtriumYaml) yaml = must_read ("a: &a\n  <<: *a\n  b: 1\n");

  g_assert_null (atrium_yaml_get_at (yaml, "a/c"));
  g_assert_cmpstr (atrium_yaml_get_string (yaml, "a/b"), ==, "1");
}

static void
test_errors (void)
{
  static const struct { const char *text, *message; int code; } cases[] = {
    { "a: b: c\n", "test.yml:1:5: ", ATRIUM_ERROR_SYNTAX },
    { "名前: 値\nb: [1, 2\n", "test.yml:3:1: ", ATRIUM_ERROR_SYNTAX },
    { "ok: 1\nx: {% if a %}\n", "test.yml:2:5: ", ATRIUM_ERROR_SYNTAX },
    { "a: 1\n\tb: 2\n", "test.yml:2:", ATRIUM_ERROR_SYNTAX },
    { "a: \x01\n", "test.yml:1:4: ", ATRIUM_ERROR_SYNTAX },
    { "é: \x01\n", "test.yml:1:", ATRIUM_ERROR_SYNTAX },
    { "a: *nobody\nb: \"open\n", "test.yml:", ATRIUM_ERROR_SYNTAX },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(AtriumYaml) yaml = read_text (cases[i].text, &error);

      g_test_message ("%s -> %s", cases[i].text, error != NULL ? error->message : "read");
      g_assert_null (yaml);
      g_assert_error (error, ATRIUM_ERROR, cases[i].code);
      g_assert_true (g_str_has_prefix (error->message, cases[i].message));
    }
}

static void
test_depth (void)
{
  static const char *const openings[] = { "[", "{a: ", "- ", "a:\n" };
  guint i, j;

  for (i = 0; i < G_N_ELEMENTS (openings); i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(AtriumYaml) yaml = NULL;
      gint64 start = g_get_monotonic_time ();

      for (j = 0; j < (i < 3 ? 100000 : 2000); j++)
        {
          if (i == 3)
            g_string_append_printf (text, "%*s", (int) j, "");
          g_string_append (text, openings[i]);
        }
      yaml = read_text (text->str, &error);
      g_assert_null (yaml);
      g_assert_nonnull (error);
      g_test_message ("%s: %s", openings[i], error->message);
      g_assert_true (error->code == ATRIUM_ERROR_TOO_DEEP || error->code == ATRIUM_ERROR_SYNTAX);
      g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
    }
}

/* --- front matter ------------------------------------------------------- */

static AtriumYaml *
read_front_matter (const char *text)
{
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("page.md", text);
  g_autoptr(GError) error = NULL;
  const char *start = strchr (text, '\n') + 1;
  const char *end = strstr (start - 1, "\n---") + 1;
  AtriumYaml *yaml;

  yaml = atrium_yaml_read (source, ATRIUM_SPAN (start - text, end - text), &error);
  g_assert_no_error (error);
  return yaml;
}

static void
test_front_matter (void)
{
  g_autoptr(AtriumYaml) yaml = read_front_matter ("---\ntitle: Über\ntags: [a]\ntext: |\n  x\n---\nbody: no\n");

  g_assert_null (atrium_yaml_get_problem (yaml));
  g_assert_cmpstr (atrium_yaml_get_string (yaml, "title"), ==, "Über");
  g_assert_cmpstr (atrium_yaml_get_string (yaml, "text"), ==, "x\n");
  g_assert_null (atrium_yaml_get_at (yaml, "body"));
}

static void
test_front_matter_lines (void)
{
  g_autoptr(AtriumYaml) yaml = read_front_matter ("---\n"
                                                  "{% assign a = 1 %}\n"
                                                  "title: A tale: of two colons\n"
                                                  "permalink: \"/a/\" # kept\n"
                                                  "author:\n  name: 'Ada'\n"
                                                  "redirect: {% link x.md %}\n"
                                                  "tab:\there\n"
                                                  "empty:\n"
                                                  "---\n");
  g_autoptr(GString) tree = g_string_new (NULL);

  g_assert_error (atrium_yaml_get_problem (yaml), ATRIUM_ERROR, ATRIUM_ERROR_SYNTAX);
  dump_node (tree, yaml, atrium_yaml_get_root (yaml));
  g_assert_cmpstr (tree->str, ==,
                   "{title<title>=A tale: of two colons<A tale: of two colons> "
                   "permalink<permalink>=/a/<\"/a/\"> author<author>={name<name>=Ada<'Ada'>} "
                   "redirect<redirect>={% link x.md %}<{% link x.md %}> tab<tab>=here<here> empty<empty>=<>}");
}

static void
test_empty_front_matter (void)
{
  g_autoptr(AtriumYaml) yaml = read_front_matter ("---\n---\n");
  g_autofree char *text = NULL;
  gsize offset;

  g_assert_null (atrium_yaml_get_root (yaml));
  g_assert_true (atrium_yaml_add_member (yaml, NULL, "title", "x: y", &offset, &text));
  g_assert_cmpuint (offset, ==, 4);
  g_assert_cmpstr (text, ==, "title: \"x: y\"\n");
}

/* --- spelling ----------------------------------------------------------- */

static void
test_spell (void)
{
  static const struct { const char *document, *text, *result; } cases[] = {
    { "a: b\n", "c d", "a: c d\n" },
    { "a: b\n", "yes", "a: \"yes\"\n" },
    { "a: b\n", "No", "a: \"No\"\n" },
    { "a: b\n", "null", "a: \"null\"\n" },
    { "a: b\n", "~", "a: \"~\"\n" },
    { "a: b\n", "2024", "a: \"2024\"\n" },
    { "a: b\n", "2024-01-02", "a: \"2024-01-02\"\n" },
    { "a: b\n", "1e3", "a: \"1e3\"\n" },
    { "a: b\n", "0x1F", "a: \"0x1F\"\n" },
    { "a: b\n", "12:30:45", "a: \"12:30:45\"\n" },
    { "a: b\n", "ICML 2024", "a: ICML 2024\n" },
    { "a: b\n", "2024 spring", "a: 2024 spring\n" },
    { "a: b\n", "x: y", "a: \"x: y\"\n" },
    { "a: b\n", "x #y", "a: \"x #y\"\n" },
    { "a: b\n", "x#y", "a: x#y\n" },
    { "a: b\n", "https://example.org/?a=b#c", "a: https://example.org/?a=b#c\n" },
    { "a: b\n", "- x", "a: \"- x\"\n" },
    { "a: b\n", "-x", "a: -x\n" },
    { "a: b\n", "\"x\" and y\\z", "a: '\"x\" and y\\z'\n" },
    { "a: b\n", "", "a: \"\"\n" },
    { "a: b\n", "{{ x }}", "a: \"{{ x }}\"\n" },
    { "a: b\n", "x\ny", "a: |-\n  x\n  y\n" },
    { "a: b # c\n", "x\ny", "a: \"x\\ny\" # c\n" },
    { "a: 2023\n", "2024", "a: 2024\n" },
    { "a: true\n", "false", "a: false\n" },
    { "a: true\n", "2024", "a: \"2024\"\n" },
    { "a: 2024-01-01\n", "2024-05-06", "a: 2024-05-06\n" },
    { "a: 'b'\n", "it's", "a: 'it''s'\n" },
    { "a: 'b'\n", "x\ny", "a: \"x\\ny\"\n" },
    { "a: \"b\"\n", "é\t\"q\"", "a: \"é\\t\\\"q\\\"\"\n" },
    { "a: \"caf\\u00e9\"\n", "café", "a: \"caf\\u00e9\"\n" },
    { "a: [b, c]\n", "x, y", "a: [\"x, y\", c]\n" },
    { "a:\n", "x", "a: x\n" },
    { "a: \n", "x", "a: x\n" },
    { "a:", "x", "a: x" },
    { "a: # note\n", "x", "a: x # note\n" },
    { "a: {b: }\n", "x", "a: {b: x}\n" },
    { "a: {b}\n", "x", "a: {b: x}\n" },
    { "a: !!str\n", "x", "a: !!str x\n" },
    { "a:\n- \n", "x", "a:\n- x\n" },
    { "a:\n-\n", "x", "a:\n- x\n" },
    { "a: |\n    old\n\nb: c\n", "new\nlines\n", "a: |\n    new\n    lines\n\nb: c\n" },
    { "a: | # why\n  old\nb: c\n", "new", "a: |- # why\n  new\nb: c\n" },
    { "a: |\n  old\n", "  in\nout\n", "a: |2\n    in\n  out\n" },
    { "a: |\r\n  old\r\nb: c\r\n", "x\ny\n", "a: |\r\n  x\r\n  y\r\nb: c\r\n" },
    { "a: >\n  aaaaaaaaaa bbbbbbbbbb\n  cccc\n", "aaaaaaaaaa bbbbbbbbbb dddd\nx\n",
      "a: >\n  aaaaaaaaaa bbbbbbbbbb\n  dddd\n\n  x\n" },
    { "a: >-\n  one\n", "one two three four five six seven eight nine ten eleven", NULL },
    { "a: &x\n- |\n  b\n- c\n", "x\ny\n", "a: &x\n- |\n  x\n  y\n- c\n" },
    { "a: b\n \t\n\nc: d\n", "x: y", "a: \"x: y\"\n\nc: d\n" },
    { "a: |#c\n  b\n", "x\n", "a: | #c\n  x\n" },
    { "a: b\n", "\xC2\x85 x", "a: \"\\x85 x\"\n" },
    { "a: b\n", "\xEF\xBB\xBFx", "a: \"\\uFEFFx\"\n" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AtriumYaml) yaml = must_read (cases[i].document);
      AtriumYamlNode *node = atrium_yaml_get_at (yaml, "a");
      g_autofree char *spelled = NULL;
      g_autofree char *result = NULL;

      while (node->type != ATRIUM_YAML_SCALAR)
        node = node->first_child;
      spelled = atrium_yaml_spell (yaml, node, cases[i].text);
      result = splice (atrium_yaml_get_source (yaml), node->span, spelled);
      if (cases[i].result != NULL)
        g_assert_cmpstr (result, ==, cases[i].result);
      else
        g_assert_cmpstr (strchr (strchr (result, '\n') + 1, '\n') + 1, ==, "");
    }
}

static const char *const spell_documents[] = {
  "a: old\nb: next\n",
  "a: old # comment\nb: next\n",
  "a: 'old'\nb: next\n",
  "a: \"old\"  # comment\nb: next\n",
  "a: |\n  old\n  text\nb: next\n",
  "a: |+\n  old\n\n\nb: next\n",
  "a: |-   # comment\n     old\n\n   \nb: next\n",
  "a: |2\n    old\n  text\n\n      # comment\nb: next\n",
  "a: >\n  old old old old\n  text\n\n  more\nb: next\n",
  "a: >-\n  old\n\n# comment\nb: next\n",
  "a:\nb: next\n",
  "a: \n    # comment\nb: next\n",
  "a: # comment\n",
  "a:",
  "a: old",
  "a: |\n  old",
  "a: >+\n  old\n\n",
  "a: old\n\n\n    \n",
  "a: old   \n      # deep comment\nb: next\n",
  "x:\n  y:\n    a: |\n      old\n    z: 1\n",
  "x:\n- a: old\n  b: next\n- c\n",
  "x:\n  -   a: |\n        old\n      b: next\n",
  "- a\n- |\n  old\n- b\n",
  "- - - old\n    - x\n",
  "-\n- b\n",
  "{a: old, b: next}\n",
  "{a: , b: next}\n",
  "{a, b: next}\n",
  "[old, 'next', \"x\"]\n",
  "[{a: 'old'}, x]\n",
  "\xEF\xBB\xBF名: 値 # 注\nb: next\n",
  "a: old\r\nb: next\r\n",
  "a: |\r\n  old\r\n\r\nb: next\r\n",
  "a: &x !!str old\nb: *x\n",
  "old",
  "--- |\n  old\n",
  "a: old\n  and more\n\n  text\nb: next\n",
};

static char *
random_text (void)
{
  static const char *const pieces[] = {
    "a", "word", " ", "  ", "\n", "\n\n", "\t", ": ", ":", " #", "#", "'", "\"", "\\", "- ", "---", "...", "? ",
    "{", "}", "[", "]", ",", "&", "*", "!", "|", ">", "%", "@", "`", "=", "<<", "~", "null", "yes", "1", "2024",
    "2024-05-01", ".5", "é", "名前", "🎉", "\r", "\r\n", "\xC2\x85", "\xE2\x80\xA8", "\xEF\xBB\xBF", "\x7F", "\x01",
    "\xC2\xA0", "{{ x }}", "{% if %}", "http://x.org/", "\xEF\xBF\xBE",
  };
  GString *out = g_string_new (NULL);
  int n = g_test_rand_int_range (0, 8);

  while (n-- > 0)
    g_string_append (out, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
  return g_string_free (out, FALSE);
}

static AtriumYamlNode *
next_node (AtriumYamlNode *node)
{
  if (node->first_child != NULL)
    return node->first_child->key != NULL ? node->first_child->key : node->first_child;
  for (; node != NULL; node = node->parent)
    {
      AtriumYamlNode *parent = node->parent;
      AtriumYamlNode *child;

      if (parent != NULL && parent->type == ATRIUM_YAML_MAPPING && node->key == NULL)
        {
          for (child = parent->first_child; child->key != node;)
            child = child->next;
          return child;
        }
      if (node->next != NULL)
        return node->next->key != NULL ? node->next->key : node->next;
    }
  return NULL;
}

/* the scalars that are not keys */
static GPtrArray *
list_values (AtriumYaml *yaml)
{
  GPtrArray *values = g_ptr_array_new ();
  AtriumYamlNode *node;

  for (node = atrium_yaml_get_root (yaml); node != NULL; node = next_node (node))
    if (node->type == ATRIUM_YAML_SCALAR
        && (node->key != NULL || node->parent == NULL || node->parent->type == ATRIUM_YAML_SEQUENCE))
      g_ptr_array_add (values, node);
  return values;
}

static void
check_spelling (const char *document,
                const char *text)
{
  g_autoptr(AtriumYaml) yaml = must_read (document);
  g_autoptr(GPtrArray) values = list_values (yaml);
  guint i, j;

  for (i = 0; i < values->len; i++)
    {
      AtriumYamlNode *node = g_ptr_array_index (values, i);
      g_autofree char *spelled = atrium_yaml_spell (yaml, node, text);
      g_autofree char *result = splice (atrium_yaml_get_source (yaml), node->span, spelled);
      g_autofree char *shown = g_strescape (result, NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(AtriumYaml) again = read_text (result, &error);
      g_autoptr(GPtrArray) new_values = NULL;

      if (error != NULL)
        g_test_message ("\"%s\"", shown);
      g_assert_no_error (error);
      new_values = list_values (again);
      g_assert_cmpuint (new_values->len, ==, values->len);
      for (j = 0; j < values->len; j++)
        {
          AtriumYamlNode *expected = g_ptr_array_index (values, j);
          AtriumYamlNode *got = g_ptr_array_index (new_values, j);

          if (strcmp (got->text, j == i ? text : expected->text) != 0)
            g_test_message ("\"%s\"", shown);
          g_assert_cmpstr (got->text, ==, j == i ? text : expected->text);
        }
    }
}

/* any text set into any style reads back the same, and nothing else changes */
static void
test_spell_random (void)
{
  int n = g_test_slow () ? 20000 : 400;
  guint i;

  while (n-- > 0)
    {
      g_autofree char *text = random_text ();

      for (i = 0; i < G_N_ELEMENTS (spell_documents); i++)
        check_spelling (spell_documents[i], text);
    }
}

static void
test_quote_random (void)
{
  int n = 5000;

  while (n-- > 0)
    {
      g_autofree char *text = random_text ();
      AtriumYamlStyle style = g_test_rand_int_range (0, ATRIUM_YAML_FOLDED + 1);
      g_autofree char *spelled = atrium_yaml_quote (text, style);
      g_autofree char *document = g_strconcat ("a: ", spelled, "\nb: x\n", NULL);
      g_autoptr(AtriumYaml) yaml = must_read (document);

      g_assert_cmpstr (atrium_yaml_get_at (yaml, "a")->text, ==, text);
      g_assert_cmpstr (atrium_yaml_get_string (yaml, "b"), ==, "x");
    }
}

/* --- members ------------------------------------------------------------ */

static void
test_add_member (void)
{
  static const struct { const char *document, *path, *key, *value, *result; } cases[] = {
    { "a: 1\nb: 2\n", "", "c", "x", "a: 1\nb: 2\nc: x\n" },
    { "a: 1", "", "c", "x", "a: 1\nc: x" },
    { "a: 1\r\nb: 2\r\n\r\n# end\r\n", "", "c", "x", "a: 1\r\nb: 2\r\nc: x\r\n\r\n# end\r\n" },
    { "name            : \"Ada\"\nurl             : \"x\" # here\n", "", "title", "T",
      "name            : \"Ada\"\nurl             : \"x\" # here\ntitle           : \"T\"\n" },
    { "name            : \"Ada\"\nurl             :\n", "", "a_very_very_long_key", "T",
      "name            : \"Ada\"\nurl             :\na_very_very_long_key: \"T\"\n" },
    { "name:     \"Ada\"\nlocation: 'Y'\n", "", "url", "T", "name:     \"Ada\"\nlocation: 'Y'\nurl:      'T'\n" },
    { "author:\n    name: Ada\nz: 1\n", "author", "url", "yes", "author:\n    name: Ada\n    url: \"yes\"\nz: 1\n" },
    { "author: {name: Ada}\n", "author", "url", "x, y", "author: {name: Ada, url: \"x, y\"}\n" },
    { "author: {\"name\":\"Ada\",\"b\":1}\n", "author", "url", "x", "author: {\"name\":\"Ada\",\"b\":1,\"url\":\"x\"}\n" },
    { "author: {\n  name: Ada,\n  b: 1\n}\n", "author", "c", "x", "author: {\n  name: Ada,\n  b: 1,\n  c: x\n}\n" },
    { "author: {}\n", "author", "c", "x", "author: {c: x}\n" },
    { "author:\nz: 1\n", "author", "name", "Ada", "author:\n  name: Ada\nz: 1\n" },
    { "author: # me\nz:\n    y: 1\n", "author", "name", "Ada", "author: # me\n    name: Ada\nz:\n    y: 1\n" },
    { "main:\n  - title: a\n    url: /a\n  - title: b\n", "main/1", "url", "/b",
      "main:\n  - title: a\n    url: /a\n  - title: b\n    url: /b\n" },
    { "main:\n  - title: a\n    url: /a\n  - title: b\n", "main/0", "x", "1",
      "main:\n  - title: a\n    url: /a\n    x: \"1\"\n  - title: b\n" },
    { "a: |+\n  x\n\nz: 1\n", "", "b", "w", "a: |+\n  x\n\nz: 1\nb: w\n" },
    { "z:\n  a: |\n    x\n\nq: 1\n", "z", "b", "w", "z:\n  a: |\n    x\n  b: w\n\nq: 1\n" },
    { "a: &x # c\n  b: c\n", "a", "d", "w", "a: &x # c\n  b: c\n  d: w\n" },
    { "? a\n: b\n", "", "d", "w", "? a\n: b\nd: w\n" },
    { "", NULL, "a", "b", "a: b\n" },
    { "# c\n", NULL, "a", "b", "# c\na: b\n" },
    { "---\n# c\n", NULL, "a", "b", "---\n# c\na: b\n" },
    { "# c", NULL, "a", "b", "# c\na: b\n" },
    { "\xEF\xBB\xBF名前: 値", "", "é", "w", "\xEF\xBB\xBF名前: 値\né: w" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AtriumYaml) yaml = must_read (cases[i].document);
      AtriumYamlNode *mapping = NULL;
      g_autofree char *text = NULL;
      g_autofree char *result = NULL;
      gsize offset;

      if (cases[i].path != NULL)
        mapping = *cases[i].path == '\0' ? atrium_yaml_get_root (yaml) : atrium_yaml_get_at (yaml, cases[i].path);
      g_assert_true (atrium_yaml_add_member (yaml, mapping, cases[i].key, cases[i].value, &offset, &text));
      result = splice (atrium_yaml_get_source (yaml), ATRIUM_SPAN (offset, offset), text);
      g_assert_cmpstr (result, ==, cases[i].result);
    }
}

static void
test_add_member_refused (void)
{
  g_autoptr(AtriumYaml) yaml = must_read ("a: [x]\nb: text\nc: {d: }\n");
  g_autofree char *text = NULL;
  gsize offset;

  g_assert_false (atrium_yaml_add_member (yaml, atrium_yaml_get_at (yaml, "a"), "k", "v", &offset, &text));
  g_assert_false (atrium_yaml_add_member (yaml, atrium_yaml_get_at (yaml, "b"), "k", "v", &offset, &text));
  g_assert_false (atrium_yaml_add_member (yaml, atrium_yaml_get_at (yaml, "c/d"), "k", "v", &offset, &text));
  g_assert_false (atrium_yaml_add_member (yaml, NULL, "k", "v", &offset, &text));
}

static void
test_member_span (void)
{
  static const struct { const char *document, *path, *result; } cases[] = {
    { "a: 1\nb: 2\nc: 3\n", "b", "a: 1\nc: 3\n" },
    { "a: 1 # one\n# two\nb: 2\n", "a", "# two\nb: 2\n" },
    { "a: 1\nb: 2", "b", "a: 1" },
    { "a: 1\r\nb: 2", "b", "a: 1" },
    { "a: 1\nb:\n  c: 2\n  d: 3\ne: 4\n", "b", "a: 1\ne: 4\n" },
    { "a: 1\nb: |\n  x\n  y\n\ne: 4\n", "b", "a: 1\n\ne: 4\n" },
    { "a: 1\nb:\ne: 4\n", "b", "a: 1\ne: 4\n" },
    { "m:\n  - x\n  - y # why\n  - z\n", "m/1", "m:\n  - x\n  - z\n" },
    { "m:\n- x: 1\n  y: 2\n- z: 3\n", "m/0", "m:\n- z: 3\n" },
    { "m:\n- x: 1\n  y: 2\n- z: 3\n", "m/0/x", "m:\n- y: 2\n- z: 3\n" },
    { "m:\n- x: 1\n  y: 2\n- z: 3\n", "m/0/y", "m:\n- x: 1\n- z: 3\n" },
    { "m:\n- # c\n  &k x\n- # d\n  y\n", "m/1", "m:\n- # c\n  &k x\n" },
    { "m: [a, b, c]\n", "m/0", "m: [b, c]\n" },
    { "m: [a, b, c]\n", "m/2", "m: [a, b]\n" },
    { "m: [a]\n", "m/0", "m: []\n" },
    { "m: {a: 1, b: , c: 3}\n", "m/b", "m: {a: 1, c: 3}\n" },
    { "\xEF\xBB\xBF" "a: 1\nb: 2\n", "a", "\xEF\xBB\xBF" "b: 2\n" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AtriumYaml) yaml = must_read (cases[i].document);
      AtriumSpan span = atrium_yaml_get_member_span (yaml, atrium_yaml_get_at (yaml, cases[i].path));
      g_autofree char *result = splice (atrium_yaml_get_source (yaml), span, "");

      g_assert_cmpstr (result, ==, cases[i].result);
    }
}

/* the time grows with the size, not faster */
static void
test_linear (void)
{
  gint64 times[2];
  guint i, j;

  for (i = 0; i < 2; i++)
    {
      g_autoptr(GString) text = g_string_new ("m:\n");
      g_autoptr(AtriumYaml) yaml = NULL;
      guint n = i == 0 ? 5000 : 50000;

      for (j = 0; j < n; j++)
        g_string_append_printf (text, "- title: 'Paper 名 %u'\n  authors: [A, B]\n  abstract: |\n    x\n\n", j);
      times[i] = g_get_monotonic_time ();
      yaml = must_read (text->str);
      times[i] = g_get_monotonic_time () - times[i];
    }
  g_test_message ("%" G_GINT64_FORMAT " us, then %" G_GINT64_FORMAT " us", times[0], times[1]);
  g_assert_cmpint (times[1], <, 40 * MAX (times[0], 2000));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/yaml/read", test_read);
  g_test_add_func ("/yaml/documents", test_documents);
  g_test_add_func ("/yaml/lookup", test_lookup);
  g_test_add_func ("/yaml/merge-loop", test_merge_loop);
  g_test_add_func ("/yaml/errors", test_errors);
  g_test_add_func ("/yaml/depth", test_depth);
  g_test_add_func ("/yaml/front-matter", test_front_matter);
  g_test_add_func ("/yaml/front-matter/lines", test_front_matter_lines);
  g_test_add_func ("/yaml/front-matter/empty", test_empty_front_matter);
  g_test_add_func ("/yaml/spell", test_spell);
  g_test_add_func ("/yaml/spell/random", test_spell_random);
  g_test_add_func ("/yaml/quote/random", test_quote_random);
  g_test_add_func ("/yaml/add-member", test_add_member);
  g_test_add_func ("/yaml/add-member/refused", test_add_member_refused);
  g_test_add_func ("/yaml/member-span", test_member_span);
  g_test_add_func ("/yaml/linear", test_linear);
  return g_test_run ();
}
