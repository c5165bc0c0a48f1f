#include <string.h>

#include "atrium-pointer.h"
#include "atrium-profile-json.h"
#include "site.h"

/* Edits of pages of invented people, and the bytes that they shall make. */

#define CONFIG                                                                             \
  "# settings\ntitle : \"Ines Okoro\"\ngoogle_scholar_stats_use_cdn : true\nauthor:\n"     \
  "  name             : \"Ines Okoro\"\n  avatar           : \"images/ines.jpg\"\n"        \
  "  bio              :\n  location         : Harbour City # for now\n"                    \
  "  email            : 'ines@example.org'\n  github           : \"ines-okoro\"\n"         \
  "  linkedin         :\n\nplugins:\n  - jekyll-feed\n"

#define FRONT "---\npermalink: /\ntitle: \"\"\n---\n\n"

#define NEWS                                                      \
  "# \xf0\x9f\x94\xa5 News\n"                                     \
  "- *2031.06*: &nbsp;One paper on tides &amp; rivers was accepted by **ECML 2031**.\n" \
  "- *2031.02*: &nbsp;I joined the [Harbour Institute](https://harbour.example.org).\n"

#define PAPERS                                                                              \
  "# Publications\n\n"                                                                      \
  "1. __Ines Okoro__\\*, Tam Varga\\*, Lio Brandt, \n\"***River Routing: Mitigating Floods***\", " \
  "Proceedings of the Conference on Rivers (__ICLR 2031__). "                               \
  "[[Paper](https://example.org/a)] [[Code](https://example.org/b)]\n"                      \
  "2. Tam Varga, __Ines Okoro__ and Mara Lindqvist, \n\"***Slow Clocks in Estuaries***\", " \
  "Proceedings of the Conference on Estuaries (__ICML 2030__). [[Paper](https://example.org/c)]\n" \
  "3. Lio Brandt and __Ines Okoro__, \n\"***Brackish Water Models***\", "                   \
  "Proceedings of the Conference on Salt (__KDD 2029__). [[Paper](https://example.org/e)]\n"

#define PAGE FRONT "I study tides.\n\n" NEWS "\n" PAPERS

/* words right in cells, cards that say by their classes what they are */
#define BIO_CELL "<td>I study <i>tides</i>.<br>\n<a href=\"mailto:ines@example.org\">Email</a></td>"
#define CARD(title, author)                                                                 \
  "<div class=\"card\">\n<div class=\"card-body\">\n<h3 class=\"card-title\">" title "</h3>\n" \
  "<div class=\"authors\">Ines Okoro, " author "</div>\n<div class=\"venue\">ECML 2031</div>\n</div>\n</div>\n"
#define HTML                                                                                \
  "<!doctype html>\n<html><head><title>Ines Okoro</title></head>\n<body>\n<h1>Ines Okoro</h1>\n" \
  "<table><tr>\n" BIO_CELL "\n<td><img src=\"ines.jpg\"></td>\n</tr></table>\n"              \
  "<h2>Publications</h2>\n" CARD ("Slow Clocks", "Tam Varga") CARD ("River Routing", "Lio Brandt") \
  "<h2>Service</h2>\n<table><tr><td>Reviewer for the Tide Society<br>\nmany a year</td></tr></table>\n" \
  "<h2>Preprints</h2>\n<ul><li>Ines Okoro. Tides and Bells. Letters on Water, 2030.</li><li>Tam Varga. Wet Bells. Letters on Water, 2029.</li></ul>\n" \
  "<h2>About me</h2>\n<p>I sail &nbsp;/&nbsp; <a href=\"row.html\">row</a></p>\n" \
  "</body></html>\n"

#define PHRASES                                                                             \
  "# Ines Okoro\n\nI study tides.\n\n# 研究方向\n\n数据工程，网络优化\n\n# Research Interests\n\nSlow clocks, Tides\n\n" \
  "# Experience\n\n- 2022年9月至今 助教，清河大学\n- 2020年9月 助教，东山大学\n\n" \
  "# Service\n\n- Reviewer for ICDE, WWW, ICML, KDD, etc.\n- Editor, Journal of Tides\n"

typedef enum
{
  SET,
  INSERT,
  REMOVE,
  MOVE,
  TITLE,
  HIDE,
  HIDE_SECTION,
  INSERT_SECTION,
  REMOVE_SECTION,
  MOVE_SECTION,
} Operation;

typedef struct
{
  const char *name;
  Operation   operation;
  const char *pointer;
  const char *value;       /* JSON, or the index to move to */
  const char *path;        /* of the file that changes */
  const char *old;         /* text that gives way to @new, once */
  const char *new;
} Case;

#define ABOUT "_pages/about.md"
#define INDEX "index.html"
#define README "README.md"

static const Case cases[] = {
  /* plain values, each in its own spelling */
  { "date", SET, "sections/1/entries/0/date", "\"2031-07\"", ABOUT, "*2031.06*", "*2031.07*" },
  { "text keeps what it does not touch", SET, "sections/1/entries/0/text",
    "\"One paper on lakes &amp; rivers was accepted by **ECML 2031**.\"", ABOUT, "tides &amp;", "lakes &amp;" },
  { "title", SET, "sections/2/entries/1/title", "\"Fast Clocks in Estuaries\"", ABOUT,
    "***Slow Clocks", "***Fast Clocks" },
  { "title with signs", SET, "sections/2/entries/1/title", "\"Slow Clocks in \\\\*Estuaries\\\\*\"", ABOUT,
    "in Estuaries***", "in \\*Estuaries\\****" },
  { "link address", SET, "sections/2/entries/0/links/1/url", "\"https://example.org/b(2)\"", ABOUT,
    "(https://example.org/b)", "(https://example.org/b(2))" },
  { "link label", SET, "sections/2/entries/0/links/1/label", "\"Software\"", ABOUT, "[[Code]", "[[Software]" },
  /* people */
  { "rename", SET, "sections/2/entries/0/authors/1/name", "\"Tom Vargas\"", ABOUT, "Tam Varga\\*", "Tom Vargas\\*" },
  { "one more at the end", SET, "sections/2/entries/0/authors",
    "[{\"name\":\"Ines Okoro\",\"self\":true,\"equal\":true},{\"name\":\"Tam Varga\",\"equal\":true},"
    "{\"name\":\"Lio Brandt\"},{\"name\":\"Zoe Quill\"}]",
    ABOUT, "Lio Brandt, \n", "Lio Brandt, Zoe Quill, \n" },
  { "one more behind and", SET, "sections/2/entries/1/authors",
    "[{\"name\":\"Tam Varga\"},{\"name\":\"Ines Okoro\",\"self\":true},{\"name\":\"Mara Lindqvist\"},{\"name\":\"Zoe Quill\"}]",
    ABOUT, "__Ines Okoro__ and Mara Lindqvist, ", "__Ines Okoro__, Mara Lindqvist and Zoe Quill, " },
  { "one less", SET, "sections/2/entries/0/authors",
    "[{\"name\":\"Ines Okoro\",\"self\":true,\"equal\":true},{\"name\":\"Tam Varga\",\"equal\":true}]",
    ABOUT, "Tam Varga\\*, Lio Brandt, ", "Tam Varga\\*, " },
  { "other order", SET, "sections/2/entries/1/authors",
    "[{\"name\":\"Mara Lindqvist\"},{\"name\":\"Tam Varga\"},{\"name\":\"Ines Okoro\",\"self\":true}]",
    ABOUT, "Tam Varga, __Ines Okoro__ and Mara Lindqvist, ", "Mara Lindqvist, Tam Varga and __Ines Okoro__, " },
  { "equal contribution as elsewhere", SET, "sections/2/entries/1/authors",
    "[{\"name\":\"Tam Varga\",\"equal\":true},{\"name\":\"Ines Okoro\",\"self\":true,\"equal\":true},{\"name\":\"Mara Lindqvist\"}]",
    ABOUT, "2. Tam Varga, __Ines Okoro__ and", "2. Tam Varga\\*, __Ines Okoro__\\* and" },
  /* links */
  { "one more link", SET, "sections/2/entries/1/links",
    "[{\"label\":\"Paper\",\"url\":\"https://example.org/c\"},{\"label\":\"Code\",\"url\":\"https://example.org/d\"}]",
    ABOUT, "[[Paper](https://example.org/c)]", "[[Paper](https://example.org/c)] [[Code](https://example.org/d)]" },
  { "one link less", SET, "sections/2/entries/0/links", "[{\"label\":\"Paper\",\"url\":\"https://example.org/a\"}]",
    ABOUT, "a)] [[Code](https://example.org/b)]", "a)]" },
  { "the other link less", SET, "sections/2/entries/0/links", "[{\"label\":\"Code\",\"url\":\"https://example.org/b\"}]",
    ABOUT, "[[Paper](https://example.org/a)] [[Code]", "[[Code]" },
  { "no link", SET, "sections/2/entries/1/links", "null", ABOUT, " [[Paper](https://example.org/c)]", "" },
  /* values that come and go */
  { "a date goes", SET, "sections/1/entries/1/date", "null", ABOUT, "- *2031.02*: &nbsp;I joined", "- I joined" },
  { "a short venue goes", SET, "sections/2/entries/2/venueShort", "null", ABOUT, " (__KDD 2029__)", "" },
  /* entries */
  { "a new item", INSERT, "sections/1/entries/-", "{\"date\":\"2030-12\",\"text\":\"We moved.\"}", ABOUT,
    "harbour.example.org).\n", "harbour.example.org).\n- *2030.12*: &nbsp;We moved.\n" },
  { "a new item first", INSERT, "sections/1/entries/0", "{\"date\":\"2031-08\",\"text\":\"We moved.\"}", ABOUT,
    "News\n", "News\n- *2031.08*: &nbsp;We moved.\n" },
  { "a new paper", INSERT, "sections/2/entries/-",
    "{\"title\":\"Tides in Time\",\"authors\":[{\"name\":\"Zoe Quill\"},{\"name\":\"Ines Okoro\",\"self\":true}],"
    "\"venue\":\"Proceedings of the Conference on Time\",\"venueShort\":\"WWW 2028\","
    "\"links\":[{\"label\":\"Paper\",\"url\":\"https://example.org/t\"}]}",
    ABOUT, "(https://example.org/e)]\n",
    "(https://example.org/e)]\n4. Zoe Quill and __Ines Okoro__, \n\"***Tides in Time***\", "
    "Proceedings of the Conference on Time (__WWW 2028__). [[Paper](https://example.org/t)]\n" },
  { "an item goes", REMOVE, "sections/1/entries/0", NULL, ABOUT,
    "- *2031.06*: &nbsp;One paper on tides &amp; rivers was accepted by **ECML 2031**.\n", "" },
  { "items change places", MOVE, "sections/1/entries/0", "sections/1/entries/1", ABOUT,
    "- *2031.06*: &nbsp;One paper on tides &amp; rivers was accepted by **ECML 2031**.\n"
    "- *2031.02*: &nbsp;I joined the [Harbour Institute](https://harbour.example.org).\n",
    "- *2031.02*: &nbsp;I joined the [Harbour Institute](https://harbour.example.org).\n"
    "- *2031.06*: &nbsp;One paper on tides &amp; rivers was accepted by **ECML 2031**.\n" },
  { "an item is hidden", HIDE, "sections/1/entries/0", "true", ABOUT, "News\n- *2031.06*: &nbsp;One paper on tides &amp; rivers was accepted by **ECML 2031**.",
    "News{% comment %}atrium:hidden\n- *2031.06*: &nbsp;One paper on tides &amp; rivers was accepted by **ECML 2031**.{% endcomment %}" },
  /* words in cells of HTML tables */
  { "a paragraph behind bare words", INSERT, "sections/0/entries/-", "{\"text\":\"I sail.\"}", INDEX,
    "Email</a></td>", "Email</a>\n<p>I sail.</p></td>" },
  { "a paragraph before bare words", INSERT, "sections/0/entries/0", "{\"text\":\"I sail.\"}", INDEX,
    "<td>I study", "<td><p>I sail.</p>\nI study" },
  { "a row without the second line of its sibling", INSERT, "sections/2/entries/-",
    "{\"role\":\"Editor\",\"organization\":\"the Tide Letters\"}", INDEX,
    "many a year</td></tr>", "many a year</td></tr>\n<tr><td>Editor for the Tide Letters</td></tr>" },
  /* one of two is enough to know a card */
  { "the first of two cards goes", REMOVE, "sections/1/entries/0", NULL, INDEX, CARD ("Slow Clocks", "Tam Varga"), "" },
  { "the second of two cards goes", REMOVE, "sections/1/entries/1", NULL, INDEX, CARD ("River Routing", "Lio Brandt"), "" },
  /* phrases of one line */
  { "one more phrase between wide commas", INSERT, "sections/1/entries/-", "{\"text\":\"慢时钟\"}", README,
    "网络优化", "网络优化，慢时钟" },
  { "a phrase first", INSERT, "sections/1/entries/0", "{\"text\":\"慢时钟\"}", README, "数据工程", "慢时钟，数据工程" },
  { "phrases change places", MOVE, "sections/1/entries/0", "sections/1/entries/1", README,
    "数据工程，网络优化", "网络优化，数据工程" },
  { "a phrase of two goes", REMOVE, "sections/2/entries/0", NULL, README, "Slow clocks, Tides", "Tides" },
  { "words that go on in lower case are no organization", SET, "sections/4/entries/0/text",
    "\"several small workshops\"", README, "ICDE, WWW, ICML, KDD, etc.", "several small workshops" },
  { "a day instead of to this day", SET, "sections/3/entries/0/end", "\"2031-05\"", README, "2022年9月至今", "2022年9月至2031年5月" },
  { "an owner who has another name is none", SET, "sections/3/entries/0/authors/0/name", "\"Zoe Quill\"", INDEX,
    "Ines Okoro. Tides and Bells", "Zoe Quill. Tides and Bells" },
  { "a space that does not break", SET, "sections/4/entries/0/text", "\"I sail \u00a0/\u00a0 [row](row.html) a boat\"", INDEX,
    "<a href=\"row.html\">row</a>", "<a href=\"row.html\">row</a> a boat" },
  /* sections */
  { "a section is renamed", TITLE, "sections/2", "Papers", ABOUT, "# Publications", "# Papers" },
  { "a section goes", REMOVE_SECTION, "sections/1", NULL, ABOUT, NEWS "\n", "" },
  { "a section is hidden", HIDE_SECTION, "sections/1", "true", ABOUT, NEWS,
    "{% comment %}atrium:hidden\n"
    "# \xf0\x9f\x94\xa5 News\n"
    "- *2031.06*: &nbsp;One paper on tides &amp; rivers was accepted by **ECML 2031**.\n"
    "- *2031.02*: &nbsp;I joined the [Harbour Institute](https://harbour.example.org).{% endcomment %}\n" },
  { "sections change places", MOVE_SECTION, "sections/1", "2", ABOUT, NEWS "\n" PAPERS, PAPERS "\n" NEWS },
  { "a new section", INSERT_SECTION, "2", "{\"kind\":\"honors\",\"title\":\"Honors\",\"entries\":[{\"title\":\"Harbour Medal\",\"date\":\"2030-05\"}]}",
    ABOUT, NEWS "\n", NEWS "\n# Honors\n- *2030.05* Harbour Medal\n\n" },
  /* the person, in the settings */
  { "name", SET, "person/name", "\"Ines A. Okoro\"", "_config.yml", "name             : \"Ines Okoro\"", "name             : \"Ines A. Okoro\"" },
  { "location keeps its comment", SET, "person/location", "\"Northport\"", "_config.yml", "Harbour City # for", "Northport # for" },
  { "headline into an empty key", SET, "person/headline", "\"Professor of Tides\"", "_config.yml",
    "  bio              :\n", "  bio              : Professor of Tides\n" },
  { "e-mail", SET, "person/emails/0", "\"okoro@example.org\"", "_config.yml", "'ines@example.org'", "'okoro@example.org'" },
  { "user name of a service", SET, "person/links/0/url", "\"https://github.com/okoro\"", "_config.yml", "\"ines-okoro\"", "\"okoro\"" },
  { "one more service", SET, "person/links",
    "[{\"label\":\"GitHub\",\"url\":\"https://github.com/ines-okoro\"},{\"label\":\"LinkedIn\",\"url\":\"https://www.linkedin.com/in/ines\"}]",
    "_config.yml", "  linkedin         :\n", "  linkedin         : ines\n" },
  { "location goes", SET, "person/location", "null", "_config.yml", ": Harbour City # for now", ":  # for now" },
};

static AtriumValue *
parse (const char *json)
{
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("value", json);
  g_autoptr(GError) error = NULL;
  AtriumValue *value = atrium_value_from_json (source, &error);

  g_assert_no_error (error);

  return value;
}

static AtriumEntry *
make_entry (AtriumKind   kind,
            AtriumValue *value)
{
  AtriumEntry *entry = atrium_entry_new (kind, NULL);

  for (guint i = 0; i < atrium_value_get_n_items (value); i++)
    atrium_entry_set (entry, atrium_value_get_member_name (value, i), atrium_value_get_item (value, i));

  return entry;
}

static AtriumSection *
make_section (AtriumValue *value)
{
  AtriumKind kind;
  AtriumSection *section;
  AtriumValue *entries = atrium_value_get_member (value, "entries");

  g_assert_true (atrium_kind_from_id (atrium_value_get_member_string (value, "kind"), &kind));
  section = atrium_section_new (kind, NULL, atrium_value_get_member_string (value, "title"));
  for (guint i = 0; i < atrium_value_get_n_items (entries); i++)
    {
      g_autoptr(AtriumEntry) entry = make_entry (kind, atrium_value_get_item (entries, i));

      atrium_section_append (section, entry);
    }

  return section;
}

static void
edit (AtriumProfile *profile,
      const Case    *test)
{
  g_auto(AtriumPointer) pointer = { 0 };
  g_autoptr(AtriumValue) value = NULL;
  g_autoptr(AtriumEntry) entry = NULL;
  g_autoptr(AtriumSection) section = NULL;
  g_autoptr(GError) error = NULL;

  if (test->operation == INSERT_SECTION)
    {
      value = parse (test->value);
      section = make_section (value);
      atrium_profile_insert (profile, atoi (test->pointer), section);
      return;
    }

  atrium_pointer_parse (profile, test->pointer, &pointer, &error);
  g_assert_no_error (error);
  switch (test->operation)
    {
    case SET:
      value = parse (test->value);
      atrium_entry_set_at (pointer.entry, pointer.rest, value, &error);
      g_assert_no_error (error);
      break;
    case INSERT:
      value = parse (test->value);
      entry = make_entry (atrium_section_get_kind (pointer.section), value);
      atrium_section_insert (pointer.section, pointer.entry_index, entry);
      break;
    case REMOVE:
      atrium_section_remove (pointer.section, pointer.entry_index);
      break;
    case MOVE:
      atrium_section_move (pointer.section, pointer.entry_index, atoi (strrchr (test->value, '/') + 1));
      break;
    case TITLE:
      atrium_section_set_title (pointer.section, test->value);
      break;
    case HIDE:
      atrium_entry_set_hidden (pointer.entry, g_str_equal (test->value, "true"));
      break;
    case HIDE_SECTION:
      atrium_section_set_hidden (pointer.section, g_str_equal (test->value, "true"));
      break;
    case REMOVE_SECTION:
      atrium_profile_remove (profile, pointer.section_index);
      break;
    case MOVE_SECTION:
      atrium_profile_move (profile, pointer.section_index, atoi (test->value));
      break;
    case INSERT_SECTION:
    default:
      g_assert_not_reached ();
    }
}

static char *
replace_once (const char *text,
              const char *old,
              const char *new)
{
  const char *at = strstr (text, old);

  g_assert_nonnull (at);

  return g_strdup_printf ("%.*s%s%s", (int) (at - text), text, new, at + strlen (old));
}

static void
assert_losses_empty (GPtrArray  *losses,
                     const char *name)
{
  for (guint i = 0; i < losses->len; i++)
    {
      const AtriumLoss *loss = g_ptr_array_index (losses, i);

      g_test_message ("%s: %s: %s", name, loss->pointer, loss->reason);
      g_test_fail ();
    }
}

/* says where two texts part */
static void
compare_text (const char *name,
              const char *text,
              const char *expected)
{
  gsize same = 0;
  gsize start;

  if (g_str_equal (text, expected))
    return;
  while (text[same] == expected[same])
    same++;
  start = same > 40 ? same - 40 : 0;
  g_test_message ("%s: wrote    …%.160s", name, text + start);
  g_test_message ("%s: expected …%.160s", name, expected + start);
  g_test_fail ();
}

/* the site that has the file @path */
static AtriumFileTree *
make_site (const char *path)
{
  if (g_str_equal (path, INDEX))
    return site_new (INDEX, HTML, NULL);
  if (g_str_equal (path, README))
    return site_new (README, PHRASES, NULL);

  return site_new ("_config.yml", CONFIG, ABOUT, PAGE, NULL);
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr(AtriumFileTree) files = make_site (test->path);
  g_autofree char *before = site_dup_text (files, test->path);
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  g_autoptr(AtriumProfile) profile = atrium_profile_copy (reading->profile);
  g_autoptr(GPtrArray) losses = atrium_losses_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(AtriumFileTree) written = NULL;
  g_autofree char *text = NULL;
  g_autofree char *expected = NULL;

  edit (profile, test);
  written = reading->lens->write (reading, profile, losses, &error);
  g_assert_no_error (error);
  assert_losses_empty (losses, test->name);
  text = site_dup_text (written, test->path);
  expected = replace_once (before, test->old, test->new);
  compare_text (test->name, text, expected);
}

/* What was hidden reads as hidden, and shown again it is the page that it was. */
static void
test_hide_and_show (void)
{
  g_autoptr(AtriumFileTree) files = site_new ("_config.yml", CONFIG, ABOUT, PAGE, NULL);
  g_autoptr(AtriumReading) reading = site_read (files, NULL);

  for (guint i = 0; i < atrium_profile_get_n_sections (reading->profile); i++)
    for (guint j = 0; j < atrium_section_get_n_entries (atrium_profile_get_section (reading->profile, i)); j++)
      {
        g_autoptr(AtriumProfile) profile = atrium_profile_copy (reading->profile);
        g_autoptr(AtriumProfile) shown = NULL;
        g_autoptr(GPtrArray) losses = atrium_losses_new ();
        g_autoptr(AtriumFileTree) hidden = NULL;
        g_autoptr(AtriumFileTree) back = NULL;
        g_autoptr(AtriumReading) again = NULL;
        g_autofree char *text = NULL;

        atrium_entry_set_hidden (atrium_section_get_entry (atrium_profile_get_section (profile, i), j), TRUE);
        hidden = reading->lens->write (reading, profile, losses, NULL);
        assert_losses_empty (losses, "hide");
        again = site_read (hidden, NULL);
        shown = atrium_profile_copy (again->profile);
        g_assert_true (atrium_entry_get_hidden (atrium_section_get_entry (atrium_profile_get_section (shown, i), j)));
        atrium_entry_set_hidden (atrium_section_get_entry (atrium_profile_get_section (shown, i), j), FALSE);
        back = again->lens->write (again, shown, losses, NULL);
        assert_losses_empty (losses, "show");
        text = site_dup_text (back, ABOUT);
        compare_text ("show", text, PAGE);
      }
}

/* The menu follows a section that got another title, and nothing else in it changes. */
static void
test_navigation (void)
{
  static const char menu[] =
    "main: # the menu\n  - title: \"News\"\n    url: \"/#-news\"\n\n"
    "  - title: 'Papers I wrote'\n    url: /#publications\n  - title: Blog\n    url: /blog/\n";
  g_autoptr(AtriumFileTree) files =
    site_new ("_config.yml", CONFIG, ABOUT, PAGE, "_data/navigation.yml", menu, NULL);
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  g_autoptr(AtriumProfile) profile = atrium_profile_copy (reading->profile);
  g_autoptr(GPtrArray) losses = atrium_losses_new ();
  g_autoptr(AtriumFileTree) written = NULL;
  g_autofree char *text = NULL;

  atrium_section_set_title (atrium_profile_get_section (profile, 1), "\xf0\x9f\x94\xa5 Latest News");
  atrium_section_set_title (atrium_profile_get_section (profile, 2), "Papers");
  written = reading->lens->write (reading, profile, losses, NULL);
  assert_losses_empty (losses, "navigation");
  text = site_dup_text (written, "_data/navigation.yml");
  compare_text ("navigation", text,
                "main: # the menu\n  - title: \"Latest News\"\n    url: \"/#-latest-news\"\n\n"
                "  - title: 'Papers I wrote'\n    url: /#papers\n  - title: Blog\n    url: /blog/\n");
}

/* What the page cannot hold is named, and the page stays as it was. */
static void
test_refused (void)
{
  g_autoptr(AtriumFileTree) files = site_new ("_config.yml", CONFIG, ABOUT, PAGE, NULL);
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  g_autoptr(AtriumProfile) profile = atrium_profile_copy (reading->profile);
  g_autoptr(GPtrArray) losses = atrium_losses_new ();
  g_autoptr(AtriumFileTree) written = NULL;
  AtriumSection *news = atrium_profile_get_section (profile, 1);

  atrium_entry_set_string (atrium_section_get_entry (news, 0), "unheardOf", "value");
  atrium_entry_set_string (atrium_section_get_entry (news, 1), "date", "2031-03");
  written = reading->lens->write (reading, profile, losses, NULL);
  g_assert_cmpuint (losses->len, ==, 1);
  g_assert_cmpstr (((AtriumLoss *) g_ptr_array_index (losses, 0))->pointer, ==, "sections/1/entries/0/unheardOf");

  /* the other edit is there all the same */
  {
    g_autofree char *text = site_dup_text (written, ABOUT);
    g_autofree char *expected = replace_once (PAGE, "*2031.02*", "*2031.03*");

    compare_text ("refused", text, expected);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/writer/case/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/writer/hide-and-show", test_hide_and_show);
  g_test_add_func ("/writer/navigation", test_navigation);
  g_test_add_func ("/writer/refused", test_refused);

  return g_test_run ();
}
