#include "atrium-toml.h"

#include <string.h>

#include "atrium-error.h"
#include "atrium-splicer.h"

static AtriumToml *
read_text (const char  *text,
           GError     **error)
{
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("test.toml", text);

  return atrium_toml_read (source, ATRIUM_SPAN (0, strlen (text)), error);
}

static AtriumToml *
must_read (const char *text)
{
  g_autoptr(GError) error = NULL;
  AtriumToml *toml = read_text (text, &error);

  if (error != NULL)
    g_test_message ("in: %s", text);
  g_assert_no_error (error);

  return toml;
}

static char *
splice (AtriumToml *toml,
        AtriumSpan  span,
        const char *text)
{
  gsize length;
  const char *old = atrium_source_get_text (atrium_toml_get_source (toml), &length);
  GString *out = g_string_new_len (old, span.start);

  g_string_append (out, text);
  g_string_append_len (out, old + span.end, length - span.end);

  return g_string_free (out, FALSE);
}

/* `{key=text<source> ...}` */
static void
dump_node (GString        *out,
           AtriumToml     *toml,
           AtriumDataNode *node)
{
  gboolean table = node->type == ATRIUM_DATA_MAPPING;

  if (node->type == ATRIUM_DATA_SCALAR)
    {
      g_autofree char *source = atrium_source_dup_span (atrium_toml_get_source (toml), node->span);

      g_string_append_printf (out, g_str_equal (source, node->text) ? "%s" : "%s<%s>", node->text, source);
      return;
    }
  g_string_append_c (out, table ? '{' : '[');
  for (AtriumDataNode *child = node->first_child; child != NULL; child = child->next)
    {
      g_assert_true (child->parent == node);
      g_assert_true (child->next != NULL || child == node->last_child);
      g_assert_true (table == (child->key != NULL));
      if (child != node->first_child)
        g_string_append_c (out, ' ');
      if (table)
        g_string_append_printf (out, "%s=", child->key->text);
      dump_node (out, toml, child);
    }
  g_string_append_c (out, table ? '}' : ']');
}

static void
test_read (void)
{
  static const struct { const char *text, *tree; } cases[] = {
    { "", "{}" },
    { "# a comment\n\n \t\n", "{}" },
    { "\xEF\xBB\xBF" "a = 1", "{a=1}" },
    { "a = 1 # x\r\nb=2\r\n", "{a=1 b=2}" },
    { "bare_key-1 = 1\n1234 = 2\n", "{bare_key-1=1 1234=2}" },
    { "\"a b\" = 1\n'c\"d' = 2\n\"\" = 3\n", "{a b=1 c\"d=2 =3}" },
    { "a.b.c = 1\na . d = 2\n\"a\".'e' = 3\n", "{a={b={c=1} d=2 e=3}}" },
    { "3.14 = 'pi'\n", "{3={14=pi<'pi'>}}" },
    { "[t]\nx = 1\n[t.u]\ny = 2\n[ v . \"w.x\" ] # c\nz = 3\n", "{t={x=1 u={y=2}} v={w.x={z=3}}}" },
    { "[a.b]\nx = 1\n[a]\ny = 2\n", "{a={b={x=1} y=2}}" },
    { "[a.b.c]\nz = 9\n[a]\nb.x = 1\n", "{a={b={c={z=9} x=1}}}" },
    { "[f]\na.color = 1\na.taste.sweet = true\n[f.a.texture]\nsmooth = true\n",
      "{f={a={color=1 taste={sweet=true} texture={smooth=true}}}}" },
    { "[[p]]\nn = 1\n\n[[p]]\n\n[[p]]\nn = 3\n", "{p=[{n=1} {} {n=3}]}" },
    { "[[f]]\nn = 1\n[f.p]\nc = 2\n[[f.v]]\nx = 1\n[[f.v]]\nx = 2\n[[f]]\n[[f.v]]\nx = 3\n",
      "{f=[{n=1 p={c=2} v=[{x=1} {x=2}]} {v=[{x=3}]}]}" },
    { "[[a]]\n[b]\n[[a]]\nx = 1\n", "{a=[{} {x=1}] b={}}" },
    { "p = { x = 1, y.z = 2, }", NULL },
    { "p = { x = 1, y.z = 2, y.w = [{q = 1}] }\ne = {}\n", "{p={x=1 y={z=2 w=[{q=1}]}} e={}}" },
    { "a = [1, 2,3 ]\nb = [\n 1, # one\n\n 2, ]\nc = []\nd = [[1], ['x', {}], 1.5,]\n",
      "{a=[1 2 3] b=[1 2] c=[] d=[[1] [x<'x'> {}] 1.5]}" },
    { "a = \"x\\ty\\\"\\\\\\u00e9\\U0001F388\"\n", "{a=x\ty\"\\é🎈<\"x\\ty\\\"\\\\\\u00e9\\U0001F388\">}" },
    { "a = 'C:\\x\\n'\n", "{a=C:\\x\\n<'C:\\x\\n'>}" },
    { "a = \"\"\"\nx\r\n  y \"z\" \"\" w\"\"\"\"\"\n",
      "{a=x\n  y \"z\" \"\" w\"\"<\"\"\"\nx\r\n  y \"z\" \"\" w\"\"\"\"\">}" },
    { "a = \"\"\"x \\\n\n   \t y\\  \r\n z\"\"\"\n", "{a=x yz<\"\"\"x \\\n\n   \t y\\  \r\n z\"\"\">}" },
    { "a = '''\nx\\\ny''z''''\n", "{a=x\\\ny''z'<'''\nx\\\ny''z''''>}" },
    { "a = \"\"\nb = \"\"\"\"\"\"\nc = ''\n", "{a=<\"\"> b=<\"\"\"\"\"\"> c=<''>}" },
    { "a = 'é' # 注\nb = \"🎉\"\n", "{a=é<'é'> b=🎉<\"🎉\">}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(AtriumToml) toml = read_text (cases[i].text, &error);
      g_autoptr(GString) out = g_string_new (NULL);

      g_test_message ("%s", cases[i].text);
      if (cases[i].tree == NULL)
        {
          g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_SYNTAX);
          continue;
        }
      g_assert_no_error (error);
      dump_node (out, toml, atrium_toml_get_root (toml));
      g_assert_cmpstr (out->str, ==, cases[i].tree);
    }
}

static void
test_bare_values (void)
{
  static const struct { AtriumTomlType type; const char *text; } valid[] = {
    { ATRIUM_TOML_INTEGER, "0" }, { ATRIUM_TOML_INTEGER, "+99" }, { ATRIUM_TOML_INTEGER, "-17" },
    { ATRIUM_TOML_INTEGER, "-0" }, { ATRIUM_TOML_INTEGER, "1_000" }, { ATRIUM_TOML_INTEGER, "5_349_221" },
    { ATRIUM_TOML_INTEGER, "0xDEAD_beef" }, { ATRIUM_TOML_INTEGER, "0o755" }, { ATRIUM_TOML_INTEGER, "0b1101_0" },
    { ATRIUM_TOML_INTEGER, "9223372036854775807" }, { ATRIUM_TOML_INTEGER, "-9223372036854775808" },
    { ATRIUM_TOML_INTEGER, "0x00" }, { ATRIUM_TOML_FLOAT, "3.1415" }, { ATRIUM_TOML_FLOAT, "-0.01" },
    { ATRIUM_TOML_FLOAT, "5e+22" }, { ATRIUM_TOML_FLOAT, "1e06" }, { ATRIUM_TOML_FLOAT, "-2E-2" },
    { ATRIUM_TOML_FLOAT, "6.626e-34" }, { ATRIUM_TOML_FLOAT, "224_617.445_991" }, { ATRIUM_TOML_FLOAT, "+inf" },
    { ATRIUM_TOML_FLOAT, "-nan" }, { ATRIUM_TOML_FLOAT, "nan" }, { ATRIUM_TOML_BOOLEAN, "true" },
    { ATRIUM_TOML_BOOLEAN, "false" }, { ATRIUM_TOML_DATE_TIME, "2031-05-27T07:32:00Z" },
    { ATRIUM_TOML_DATE_TIME, "2031-05-27T00:32:00.999999-07:00" }, { ATRIUM_TOML_DATE_TIME, "2031-05-27 07:32:00z" },
    { ATRIUM_TOML_DATE_TIME, "2031-05-27t07:32:00" }, { ATRIUM_TOML_DATE_TIME, "2031-12-31 23:59:60" },
    { ATRIUM_TOML_DATE, "2032-02-29" }, { ATRIUM_TOML_DATE, "0000-01-01" }, { ATRIUM_TOML_TIME, "07:32:00" },
    { ATRIUM_TOML_TIME, "00:32:00.5" },
  };
  static const char *const invalid[] = {
    "01", "-01", "+", "1_", "_1", "1__0", "0x", "0x_1", "+0x1", "0o8", "0b2", "0XFF", "9223372036854775808",
    "-9223372036854775809", "0xFFFFFFFFFFFFFFFF", "1.", ".5", "1._5", "1_.5", "1e", "1e1.5", "01.5", "0e_1", "Inf", "+true",
    "True", "yes", "null", "2031-02-29", "1900-02-29", "2031-13-01", "2031-00-10", "2031-06-31", "2031-1-01", "31-01-01",
    "2031-05-27T", "2031-05-27T07:32", "2031-05-27T24:00:00", "2031-05-27T07:60:00", "2031-05-27T07:32:61",
    "2031-05-27T07:32:00+7:00", "2031-05-27T07:32:00+24:00", "2031-05-27T07:32:00.", "07:32", "2031-05", "word", "1 2",
    "2031-05-27T07:32:00Z1", "@x", "1.5.2", "--1", "1e+-2",
  };

  for (guint i = 0; i < G_N_ELEMENTS (valid); i++)
    {
      g_autofree char *text = g_strdup_printf ("a = %s # c\nb = [%s,%s]\n", valid[i].text, valid[i].text, valid[i].text);
      g_autoptr(AtriumToml) toml = must_read (text);
      AtriumDataNode *node = atrium_toml_get_at (toml, "a");

      g_assert_cmpstr (node->text, ==, valid[i].text);
      g_assert_cmpint (atrium_toml_get_value_type (node), ==, valid[i].type);
      g_assert_cmpstr (atrium_toml_get_at (toml, "b/1")->text, ==, valid[i].text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (invalid); i++)
    {
      g_autofree char *text = g_strdup_printf ("a = %s\n", invalid[i]);
      g_autoptr(GError) error = NULL;
      g_autoptr(AtriumToml) toml = read_text (text, &error);

      g_test_message ("%s", invalid[i]);
      g_assert_null (toml);
      g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_SYNTAX);
      g_assert_true (g_str_has_prefix (error->message, "test.toml:1:"));
    }
}

static void
test_errors (void)
{
  static const struct { const char *text, *message; } cases[] = {
    { "a = 1\na = 2\n", "2:1: “a” is defined twice" },
    { "a = 1\n\"a\" = 2\n", "2:1: “a” is defined twice" },
    { "a.b = 1\na.b.c = 2\n", "2:3: “b” is no table that a key can add to" },
    { "a.b.c = 1\na.b = 2\n", "2:3: “b” is defined twice" },
    { "[a]\n[b]\n[a]\n", "3:2: “a” is defined twice" },
    { "[a]\nb = 1\n[a.b]\n", "3:4: “b” is defined twice" },
    { "[a]\nb = 1\n[a.b.c]\n", "3:4: “b” is no table that can be added to" },
    { "a.b = 1\n[a]\n", "2:2: “a” is defined twice" },
    { "[f]\na.c = 1\n[f.a]\n", "3:4: “a” is defined twice" },
    { "[a.b.c]\nz = 9\n[a]\nb.c.t = 1\n", "4:3: “c” is no table that a key can add to" },
    { "[a.b.c.d]\nz = 9\n[a]\nb.c.d.k.t = 1\n", "4:5: “d” is no table that a key can add to" },
    { "[a.b.c]\n[a]\nb.x = 1\n[a.b]\n", "4:4: “b” is defined twice" },
    { "a = {b = 1}\na.c = 2\n", "2:1: “a” is no table that a key can add to" },
    { "a = {b = 1}\n[a.c]\n", "2:2: “a” is no table that can be added to" },
    { "a = {b = 1}\n[a]\n", "2:2: “a” is defined twice" },
    { "a = {b = {c = 1}, b.d = 2}\n", "1:19: “b” is no table that a key can add to" },
    { "a = {b = 1, b = 2}\n", "1:13: “b” is defined twice" },
    { "a = []\n[[a]]\n", "2:3: “a” is defined twice" },
    { "a = [{b = 1}]\n[a.c]\n", "2:2: “a” is no table that can be added to" },
    { "[a]\n[[a]]\n", "2:3: “a” is defined twice" },
    { "[[a]]\n[a]\n", "2:2: “a” is defined twice" },
    { "[a.b]\n[[a]]\n", "2:3: “a” is defined twice" },
    { "[x]\n[[x.a]]\n[y]\nb = 1\n[x.a]\n", "5:4: “a” is defined twice" },
    { "[[a]]\n[b]\na = 1\n[c]\nx = 1\n[[a.d]]\nx = 1\n[[a.d]]\ny = {\n}\n", "9:6: a key is missing here" },
    { "a = {b = 1,}\n", "1:12: a key is missing here" },
    { "a = {b = 1, # c\n c = 2}\n", "1:13: a key is missing here" },
    { "a = {b = 1 c = 2}\n", "1:12: “,” or “}” is missing in an inline table" },
    { "a = [1 2]\n", "1:8: “,” or “]” is missing in an array" },
    { "a = [1,, 2]\n", "1:8: a value is missing here" },
    { "a = [1,\n2\n", "3:1: “,” or “]” is missing in an array" },
    { "a = [\n", "1:5: the array does not end" },
    { "a = 1 b = 2\n", "1:7: something follows on the same line" },
    { "[a] b = 1\n", "1:5: something follows on the same line" },
    { "a\n", "1:2: “=” is missing behind the key “a”" },
    { "a b = 1\n", "1:3: “=” is missing behind the key “a”" },
    { "= 1\n", "1:1: a key is missing here" },
    { "a =\n", "1:4: a value is missing here" },
    { "a = \n1\n", "1:5: a value is missing here" },
    { "a. = 1\n", "1:4: a key is missing here" },
    { ".a = 1\n", "1:1: a key is missing here" },
    { "a..b = 1\n", "1:3: a key is missing here" },
    { "é = 1\n", "1:1: a key is missing here" },
    { "\"\"\"a\"\"\" = 1\n", "1:3: “=” is missing behind the key “”" },
    { "[]\n", "1:2: a key is missing here" },
    { "[a\n", "1:3: the header of a table needs “]”" },
    { "[[a]\n", "1:4: the header of a table needs “]]”" },
    { "[a]]\n", "1:4: something follows on the same line" },
    { "[[a] ]\n", "1:4: the header of a table needs “]]”" },
    { "a = \"x\n\"\n", "1:7: the string does not end on its line" },
    { "a = 'x\n'\n", "1:7: the string does not end on its line" },
    { "a = \"x", "1:5: the string does not end" },
    { "a = \"\"\"x\"\"\n", "1:5: the string does not end" },
    { "a = '''x\n", "1:5: the string does not end" },
    { "a = \"\\x41\"\n", "1:6: there is no such escape in a string" },
    { "a = \"\\u00g0\"\n", "1:6: the escape needs 4 hexadecimal digits" },
    { "a = \"\\ud800\"\n", "1:6: the escape is no Unicode character" },
    { "a = \"\\U00110000\"\n", "1:6: the escape is no Unicode character" },
    { "a = \"\"\"x \\ y\"\"\"\n", "1:10: there is no such escape in a string" },
    { "a = \"x\x01\"\n", "1:7: a string holds the control character 0x01" },
    { "a = '\x7f'\n", "1:6: a string holds the control character 0x7f" },
    { "a = \"\"\"x\ry\"\"\"\n", "1:9: a string holds the control character 0x0d" },
    { "a = 1 # \x02\n", "1:9: a comment holds the control character 0x02" },
    { "a = 1\rb = 2\n", "1:6: something follows on the same line" },
    { "a = \"\"\"\"\"\"\"\"\"\n", "1:13: something follows on the same line" },
    { "a = x\n", "1:5: “x” is no number, date or boolean, and text needs quotes" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(AtriumToml) toml = read_text (cases[i].text, &error);
      g_autofree char *message = g_strconcat ("test.toml:", cases[i].message, NULL);

      g_test_message ("%s", cases[i].text);
      g_assert_null (toml);
      g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_SYNTAX);
      g_assert_cmpstr (error->message, ==, message);
    }
}

static char *
repeat (const char *text,
        guint       n)
{
  GString *out = g_string_new (NULL);

  while (n-- > 0)
    g_string_append (out, text);

  return g_string_free (out, FALSE);
}

static void
assert_too_deep (const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AtriumToml) toml = read_text (text, &error);

  g_assert_null (toml);
  g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_TOO_DEEP);
}

static void
test_bounds (void)
{
  g_autofree char *arrays = repeat ("[", 100000);
  g_autofree char *tables = repeat ("{a=", 100000);
  g_autofree char *dots = repeat ("a.", 100000);
  g_autofree char *nested_array = g_strconcat ("a = ", arrays, NULL);
  g_autofree char *nested_table = g_strconcat ("a = ", tables, NULL);
  g_autofree char *dotted = g_strconcat (dots, "a = 1", NULL);
  g_autofree char *header = g_strconcat ("[", dots, "a]", NULL);
  g_autofree char *inside = g_strconcat ("a = {", dots, "a = 1}", NULL);

  assert_too_deep (nested_array);
  assert_too_deep (nested_table);
  assert_too_deep (dotted);
  assert_too_deep (header);
  assert_too_deep (inside);
}

/* a large table takes time in proportion to its size */
static void
test_many_members (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(AtriumToml) toml = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 200000; i++)
    g_string_append_printf (text, "key%u = %u\n", i, i);
  toml = must_read (text->str);
  g_assert_cmpstr (atrium_toml_get_at (toml, "key123456")->text, ==, "123456");
  g_string_append (text, "key77 = 1\n");
  g_assert_null (read_text (text->str, &error));
  g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_SYNTAX);
}

static void
test_spell (void)
{
  static const struct { const char *text, *value, *result; } cases[] = {
    { "a = \"x\" # c\n", "y", "a = \"y\" # c\n" },
    { "a = 'x'\n", "y\\z", "a = 'y\\z'\n" },
    { "a = 'x'\n", "it's", "a = \"it's\"\n" },
    { "a = 'x'\n", "y\nz", "a = \"y\\nz\"\n" },
    { "a = \"x\"\n", "q\"\\\t\x01\x7fé", "a = \"q\\\"\\\\\\t\\u0001\\u007Fé\"\n" },
    { "a = 1\n", "-20", "a = -20\n" },
    { "a = 1\n", "1.5", "a = 1.5\n" },
    { "a = 1\n", "x", "a = \"x\"\n" },
    { "a = 1\n", "true", "a = \"true\"\n" },
    { "a = true\n", "false", "a = false\n" },
    { "a = true\n", "1", "a = \"1\"\n" },
    { "a = 2031-01-01\n", "2031-01-02T10:00:00Z", "a = 2031-01-02T10:00:00Z\n" },
    { "a = 2031-01-01\n", "2031-02-30", "a = \"2031-02-30\"\n" },
    { "a = 2031-01-01\n", "2031", "a = \"2031\"\n" },
    { "a = \"1\"\n", "2", "a = \"2\"\n" },
    { "a = \"\"\"x\"\"\"\n", "y\nz", "a = \"\"\"y\nz\"\"\"\n" },
    { "a = \"\"\"\r\nx\r\n\"\"\"\r\n", "y\nz\n", "a = \"\"\"\r\ny\r\nz\r\n\"\"\"\r\n" },
    { "a = \"\"\"x\"\"\"\n", "\"\"\"\"q\\\" e\"", "a = \"\"\"\"\"\\\"\"q\\\\\" e\\\"\"\"\"\n" },
    { "a = '''x'''\n", "\ny'z", "a = '''\n\ny'z'''\n" },
    { "a = '''x'''\n", "y'''z", "a = \"\"\"y'''z\"\"\"\n" },
    { "a = '''x'''\n", "z'", "a = \"\"\"z'\"\"\"\n" },
    { "a = [ 'x', \"y\" ]\n", "x", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AtriumToml) toml = must_read (cases[i].text);
      AtriumDataNode *node = atrium_toml_get_at (toml, cases[i].result != NULL ? "a" : "a/0");
      g_autofree char *spelled = atrium_toml_spell (toml, node, cases[i].value);
      g_autofree char *result = splice (toml, node->span, spelled);
      g_autoptr(AtriumToml) again = must_read (result);

      g_assert_cmpstr (result, ==, cases[i].result != NULL ? cases[i].result : cases[i].text);
      g_assert_cmpstr (atrium_toml_get_at (again, cases[i].result != NULL ? "a" : "a/0")->text, ==, cases[i].value);
    }
}

static void
test_add_member (void)
{
  static const struct { const char *text, *path, *key, *result; } cases[] = {
    { "", "", "k", "k = \"v\"\n" },
    { "# about\n", "", "k", "# about\nk = \"v\"\n" },
    { "a = 'x' # c\n", "", "k", "a = 'x' # c\nk = 'v'\n" },
    { "a = 1", "", "k", "a = 1\nk = \"v\"" },
    { "a=1\r\n\r\n[t]\r\nb=2\r\n", "", "k", "a=1\r\nk=\"v\"\r\n\r\n[t]\r\nb=2\r\n" },
    { "[t]\n  b = 2\n\n[u]\n", "t", "k", "[t]\n  b = 2\n  k = \"v\"\n\n[u]\n" },
    { "[t]\n[u]\n", "t", "a b", "[t]\n\"a b\" = \"v\"\n[u]\n" },
    { "[t]\n", "", "k", "k = \"v\"\n[t]\n" },
    { "a     = 1\nlong  = 2\n", "", "k", "a     = 1\nlong  = 2\nk     = \"v\"\n" },
    { "a = [\n  1,\n] # c\nb.c = 1\n", "", "k", "a = [\n  1,\n] # c\nb.c = 1\nk = \"v\"\n" },
    { "b.c = 1\nd = 2\n", "b", "k", "b.c = 1\nb.k = \"v\"\nd = 2\n" },
    { "a = {b = 'x'}\n", "a", "k", "a = {b = 'x', k = 'v'}\n" },
    { "a = { b=1,c=2 }\n", "a", "k", "a = { b=1,c=2,k=\"v\" }\n" },
    { "a = {}\n", "a", "k", "a = {k = \"v\"}\n" },
    { "[[p]]\n  a = 1\n  [p.q]\n  x = 1\n[[p]]\n  a = 2\n", "p/0", "k",
      "[[p]]\n  a = 1\n  k = \"v\"\n  [p.q]\n  x = 1\n[[p]]\n  a = 2\n" },
    { "[a.b]\nx = 1\n", "a", "k", NULL },
    { "a = 1\n", "a", "k", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AtriumToml) toml = must_read (cases[i].text);
      AtriumDataNode *table = *cases[i].path != '\0' ? atrium_toml_get_at (toml, cases[i].path)
                                                      : atrium_toml_get_root (toml);
      g_autofree char *path = g_strconcat (cases[i].path, *cases[i].path != '\0' ? "/" : "", cases[i].key, NULL);
      g_autofree char *text = NULL;
      g_autofree char *result = NULL;
      g_autofree char *back = NULL;
      g_autoptr(AtriumToml) again = NULL;
      gsize offset;

      if (!atrium_toml_add_member (toml, table, cases[i].key, "v", &offset, &text))
        {
          g_assert_null (cases[i].result);
          continue;
        }
      result = splice (toml, ATRIUM_SPAN (offset, offset), text);
      g_assert_cmpstr (result, ==, cases[i].result);
      again = must_read (result);
      g_assert_cmpstr (atrium_toml_get_at (again, path)->text, ==, "v");
      /* and away again */
      back = splice (again, atrium_toml_get_member_span (again, atrium_toml_get_at (again, path)), "");
      if (strchr (path, '/') == NULL || !g_str_has_prefix (path, "b"))
        g_assert_cmpstr (back, ==, cases[i].text);
    }
}

static void
test_remove (void)
{
  static const struct { const char *text, *path, *result; } cases[] = {
    { "a = 1 # c\nb = 2\n", "a", "b = 2\n" },
    { "# k\na = 1\r\nb = 2", "b", "# k\na = 1" },
    { "a = '''\nx\n'''\nb = 2\n", "a", "b = 2\n" },
    { "[t]\n  a = 1\n  b = 2\n", "t/a", "[t]\n  b = 2\n" },
    { "x = 1\n\n[t]\na = 1\n[t.u]\nb = 1\n\n[v]\n", "t", "x = 1\n\n\n[v]\n" },
    { "a = [1, 2, 3]\n", "a/0", "a = [2, 3]\n" },
    { "a = [1, 2, 3]\n", "a/1", "a = [1, 3]\n" },
    { "a = [1, 2, 3]\n", "a/2", "a = [1, 2]\n" },
    { "a = [1, 2,]\n", "a/1", "a = [1,]\n" },
    { "a = [ 1 ]\n", "a/0", "a = [  ]\n" },
    { "a = [1,]\n", "a/0", "a = []\n" },
    { "a = [\n  1, # one\n  2, # two\n]\n", "a/1", "a = [\n  1, # one\n]\n" },
    { "a = [\n  1, # one\n  2  # two\n]\n", "a/1", "a = [\n  1, # one\n]\n" },
    { "a = [\n  1,\n  2\n]\n", "a/1", "a = [\n  1\n]\n" },
    { "a = [\n  1,\n  2\n]\n", "a/0", "a = [\n  2\n]\n" },
    { "a = {b = 1, c = 2}\n", "a/b", "a = {c = 2}\n" },
    { "a = {b = 1, c = 2}\n", "a/c", "a = {b = 1}\n" },
    { "a = {b = 1}\n", "a/b", "a = {}\n" },
    /* a table that goes on behind what is taken away stays whole */
    { "t = {a.x = 1, c = 2, a.y = 3}\n", "t/c", "t = {a.x = 1, a.y = 3}\n" },
    { "t = {a.x = 1, c = 2, a.y = 3, d = 4}\n", "t/c", "t = {a.x = 1, a.y = 3, d = 4}\n" },
    { "t = {a.x = 1, c = 2, a.y = 3, d = 4}\n", "t/d", "t = {a.x = 1, c = 2, a.y = 3}\n" },
    { "t = {a.x = 1, c = 2, a.y = 3, d = 4, a.z = 5}\n", "t/d", "t = {a.x = 1, c = 2, a.y = 3, a.z = 5}\n" },
    { "t = {a.b.x = 1, c = 2, a.b.y = 3}\n", "t/c", "t = {a.b.x = 1, a.b.y = 3}\n" },
    { "t = {c = 2, a.x = 1, d = 4, a.y = 3}\n", "t/c", "t = {a.x = 1, d = 4, a.y = 3}\n" },
    { "[[p]]\na = 1\n\n[[p]]\na = 2\n\n[q]\n", "p/0", "[[p]]\na = 2\n\n[q]\n" },
    { "[[p]]\na = 1\n\n[[p]]\na = 2\n\n[q]\n", "p/1", "[[p]]\na = 1\n\n[q]\n" },
    { "[[p]]\na = 1\n# next\n[[p]]\na = 2\n", "p/0", "# next\n[[p]]\na = 2\n" },
    { "[[p]]\na = 1\n[[p]]\n[p.s]\na = 2\n[q]\n", "p/1", "[[p]]\na = 1\n[q]\n" },
    { "x = 1\n[[p]]\na = 1\n\n[[p]]\n", "p", "x = 1\n" },
    /* in two pieces: nothing is taken away */
    { "[[p]]\na = 1\n[q]\n[[p]]\n", "p", "[[p]]\na = 1\n[q]\n[[p]]\n" },
    { "[t]\n[q]\n[t.u]\n", "t", "[t]\n[q]\n[t.u]\n" },
    { "a.b = 1\nc = 1\na.d = 2\n", "a", "a.b = 1\nc = 1\na.d = 2\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AtriumToml) toml = must_read (cases[i].text);
      AtriumDataNode *node = atrium_toml_get_at (toml, cases[i].path);
      g_autofree char *result = splice (toml, atrium_toml_get_member_span (toml, node), "");
      g_autoptr(AtriumToml) again = must_read (result);

      g_assert_cmpstr (result, ==, cases[i].result);
    }
}

static void
test_add_item (void)
{
  static const struct { const char *text; guint index; const char *item, *result; } cases[] = {
    { "a = []\n", 0, "9", "a = [9]\n" },
    { "a = [1, 2]\n", 0, "9", "a = [9, 1, 2]\n" },
    { "a = [1,2]\n", 1, "9", "a = [1,9,2]\n" },
    { "a = [1, 2]\n", 2, "9", "a = [1, 2, 9]\n" },
    { "a = [1,]\n", 1, "9", "a = [1, 9,]\n" },
    { "a = [\n  1, # c\n]\n", 1, "9", "a = [\n  1, # c\n  9,\n]\n" },
    { "a = [\n  1,\n  2\n]\n", 2, "9", "a = [\n  1,\n  2,\n  9\n]\n" },
    { "a = [\r\n\t1,\r\n]\r\n", 0, "9", "a = [\r\n\t9,\r\n\t1,\r\n]\r\n" },
    { "[[a]]\nx = 1\n\n[[a]]\nx = 2\n", 2, "[[a]]\nx = 9", "[[a]]\nx = 1\n\n[[a]]\nx = 2\n\n[[a]]\nx = 9\n" },
    { "[[a]]\nx = 1\n[[a]]\nx = 2\n", 1, "[[a]]\nx = 9", "[[a]]\nx = 1\n[[a]]\nx = 9\n[[a]]\nx = 2\n" },
    { "[[a]]\nx = 1\n\n[b]\n", 0, "[[a]]\nx = 9", "[[a]]\nx = 9\n\n[[a]]\nx = 1\n\n[b]\n" },
    { "[[a]]\nx = 1", 1, "[[a]]\nx = 9", "[[a]]\nx = 1\n\n[[a]]\nx = 9" },
    { "a = [\n  1,\n  2 # c\n]\n", 2, "9", "a = [\n  1,\n  2, # c\n  9\n]\n" },
    { "a = [\r\n  1 # c\r\n]\r\n", 1, "9", "a = [\r\n  1, # c\r\n  9\r\n]\r\n" },
    { "a = [\n  1 # c\n  # d\n]\n", 1, "9", "a = [\n  1, # c\n  9\n  # d\n]\n" },
    { "a = [\n  1 # c\n  ,\n]\n", 1, "9", "a = [\n  1,\n  9 # c\n  ,\n]\n" },
    { "a = [1]\n", 2, "9", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AtriumToml) toml = must_read (cases[i].text);
      AtriumDataNode *array = atrium_toml_get_at (toml, "a");
      g_autofree char *text = NULL;
      g_autofree char *result = NULL;
      g_autoptr(AtriumToml) again = NULL;
      gsize comma;
      gsize offset;

      if (!atrium_toml_add_item (toml, array, cases[i].index, cases[i].item, &comma, &offset, &text))
        {
          g_assert_null (cases[i].result);
          continue;
        }
      if (comma != G_MAXSIZE)
        {
          g_autofree char *between = atrium_source_dup_span (atrium_toml_get_source (toml), ATRIUM_SPAN (comma, offset));
          g_autofree char *whole = g_strconcat (",", between, text, NULL);

          result = splice (toml, ATRIUM_SPAN (comma, offset), whole);
        }
      else
        result = splice (toml, ATRIUM_SPAN (offset, offset), text);
      g_assert_cmpstr (result, ==, cases[i].result);
      again = must_read (result);
    }
}

/* every item to every place, and back */
static void
test_move_item (void)
{
  static const char *const texts[] = {
    "a = [1, 2, 3] # c\n",
    "a = [\n  1,\n  2,\n  3,\n]\n",
    "a = [\n  1,\n  2,\n  3\n]\n",
    "# x\n[[a]]\nn = 1\n\n[[a]]\nn = 2\n  [a.s]\n  q = 1\n\n[[a]]\nn = 3 # c\n\n[b]\nm = 1\n",
    "[[a]]\nn = 1\n[[a]]\nn = 2\n[[a]]\nn = 3\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (guint from = 0; from < 3; from++)
      for (guint to = 0; to < 3; to++)
        {
          g_autoptr(AtriumToml) toml = must_read (texts[i]);
          g_autofree char *from_path = g_strdup_printf ("a/%u", from);
          g_autofree char *to_path = g_strdup_printf ("a/%u", to);
          AtriumDataNode *item = atrium_toml_get_at (toml, from_path);
          g_autoptr(GError) error = NULL;
          g_autoptr(GBytes) bytes = atrium_toml_move_item (toml, item, to, &error);
          g_autoptr(GBytes) back = NULL;
          g_autoptr(AtriumToml) again = NULL;
          g_autofree char *text = NULL;
          g_autofree char *back_text = NULL;
          g_autofree char *number = g_strdup_printf ("%u", from + 1);
          AtriumDataNode *moved;

          g_assert_no_error (error);
          text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
          again = must_read (text);
          moved = atrium_toml_get_at (again, to_path);
          g_assert_cmpstr (moved->type == ATRIUM_DATA_MAPPING ? atrium_toml_lookup (moved, "n")->text : moved->text, ==,
                           number);
          back = atrium_toml_move_item (again, moved, from, &error);
          g_assert_no_error (error);
          back_text = g_strndup (g_bytes_get_data (back, NULL), g_bytes_get_size (back));
          g_assert_cmpstr (back_text, ==, texts[i]);
        }
}

static void
test_move_refused (void)
{
  g_autoptr(AtriumToml) toml = must_read ("[[a]]\n[b]\n[a.s]\n[[a]]\n");
  g_autoptr(GError) error = NULL;

  g_assert_null (atrium_toml_move_item (toml, atrium_toml_get_at (toml, "a/0"), 1, &error));
  g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_CANNOT_CARRY);
  g_clear_error (&error);
  g_assert_null (atrium_toml_move_item (toml, atrium_toml_get_at (toml, "a/1"), 2, &error));
  g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND);
}

/* a part of a page is read with the page's own offsets */
static void
test_front_matter (void)
{
  static const char page[] = "+++\ntitle = \"X\"\n+++\nbody = no\n";
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("page.md", page);
  g_autoptr(GError) error = NULL;
  g_autoptr(AtriumToml) toml = atrium_toml_read (source, ATRIUM_SPAN (4, 16), &error);
  g_autofree char *text = NULL;
  gsize offset;

  g_assert_no_error (error);
  g_assert_cmpuint (atrium_toml_get_at (toml, "title")->span.start, ==, 12);
  g_assert_true (atrium_toml_add_member (toml, atrium_toml_get_root (toml), "date", "x", &offset, &text));
  g_assert_cmpuint (offset, ==, 16);
  g_assert_cmpstr (text, ==, "date = \"x\"\n");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/toml/read", test_read);
  g_test_add_func ("/toml/bare-values", test_bare_values);
  g_test_add_func ("/toml/errors", test_errors);
  g_test_add_func ("/toml/bounds", test_bounds);
  g_test_add_func ("/toml/many-members", test_many_members);
  g_test_add_func ("/toml/spell", test_spell);
  g_test_add_func ("/toml/add-member", test_add_member);
  g_test_add_func ("/toml/remove", test_remove);
  g_test_add_func ("/toml/add-item", test_add_item);
  g_test_add_func ("/toml/move-item", test_move_item);
  g_test_add_func ("/toml/move-refused", test_move_refused);
  g_test_add_func ("/toml/front-matter", test_front_matter);

  return g_test_run ();
}
