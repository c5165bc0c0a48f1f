#include <string.h>

#include "atrium-check.h"
#include "atrium-error.h"
#include "lens-edits.h"
#include "record-laws.h"

/* Papers of invented people. */
#define PAPERS \
  "% My papers, me@example.org\n" \
  "@string{ecml = \"European Conference on Made-up Learning\"}\n" \
  "@preamble{ \"\\newcommand{\\noop}[1]{}\" }\n" \
  "\n" \
  "@InProceedings{okoro2031tidal,\n" \
  "  title     = {{Tidal Nets}: Forecasting with {Phase}-Locked Memory \\& more},\n" \
  "  author    = {Okoro, Ines and van der Meer, Ada and\n" \
  "               M{\\\"u}ller, Jr., Sol and {The Harbour Team} and others},\n" \
  "  author+an = {1=self, equal; 2=equal; 1:family=\"x\"},\n" \
  "  booktitle = ecml,\n" \
  "  year      = 2031,\n" \
  "  month     = sep, % the conference\n" \
  "  doi       = {https://doi.org/10.5555/000\\_001},\n" \
  "  pages     = {11--23},\n" \
  "  abstract  = {Tides are {\\em slow}. \\par They are also wet.},\n" \
  "  pdf       = {https://example.org/a_b.pdf},\n" \
  "  code      = {https://example.org/code},\n" \
  "  talk_page = {https://example.org/talk},\n" \
  "}\n" \
  "\n" \
  "% 2030\n" \
  "@article{ okoro2030slow,\n" \
  "  author = \"Ines Okoro* and Tam Varga\",\n" \
  "  title = \"Slow Clocks, \" # \"Part {II}\",\n" \
  "  journal = \"arXiv preprint arXiv:3005.01234\",\n" \
  "  year = \"2030\"\n" \
  "}\n" \
  "@article{DBLP:journals/corr/abs-2905-00001, author={Lio Brandt and Ines Okoro}, title={Brackish Models}, " \
  "journal={CoRR}, volume={abs/2905.00001}, year={2029}, eprinttype={arXiv}, eprint={2905.00001}, bibsource={dblp}}\n" \
  "@comment{ @misc{not, title={Not}} }\n" \
  "@PHDTHESIS(okoro2029thesis,\n" \
  "\tTITLE = {Slow Clocks in $O(n^2)$ Rivers},\n" \
  "\tAUTHOR = {Okoro, Ines},\n" \
  "\tSCHOOL = {Harbour Institute of Technology},\n" \
  "\tDATE = {2029-06-30/2029-07-01},\n" \
  "\tURL = {https://example.org/thesis#top}\n" \
  ")\n" \
  "\n" \
  "@misc{okoro2030slow, title={Dup}, howpublished={\\url{https://example.org/dup}}, year={2029}, note={Best of \\emph{all}}, selected={true}}\n" \
  "\n" \
  "@inproceedings{child, crossref = {proc}, title = {Inherited}, author = {Varga, Tam}}\n" \
  "@proceedings{proc, title = {Proceedings of the Tides}, year = 2028, month = \"10~\" # jan, publisher = {Quay}}\n"

/* the same text with other line ends, and characters beyond ASCII */
#define CHINESE \
  "@article{li2030,\r\n  title = {潮汐网络},\r\n  author = {李, 雷 and Ångström, Åse},\r\n  journal = {潮汐学报},\r\n  year = {2030},\r\n}\r\n" \
  "\r\n@article{li2029,\r\n  title = {Wasser},\r\n  author = {Müller, Jörg},\r\n  journal = {Wasser},\r\n  year = {2029},\r\n}\r\n"

typedef struct
{
  guint       index;
  const char *path;
  const char *text;
} Expected;

static const char *
text_of (AtriumReading *reading,
         guint          index,
         const char    *path)
{
  AtriumEntry *entry = atrium_section_get_entry (atrium_profile_get_section (reading->profile, 0), index);

  return atrium_value_get_string (atrium_entry_get_at (entry, path));
}

static gboolean
flag_of (AtriumReading *reading,
         guint          index,
         const char    *path)
{
  AtriumEntry *entry = atrium_section_get_entry (atrium_profile_get_section (reading->profile, 0), index);

  return atrium_value_get_boolean (atrium_entry_get_at (entry, path));
}

static void
test_reads (void)
{
  static const Expected expected[] = {
    { 0, "title", "Tidal Nets: Forecasting with Phase-Locked Memory & more" },
    { 0, "authors/0/name", "Ines Okoro" },
    { 0, "authors/0/given", "Ines" },
    { 0, "authors/0/family", "Okoro" },
    { 0, "authors/1/name", "Ada van der Meer" },
    { 0, "authors/1/family", "van der Meer" },
    { 0, "authors/2/name", "Sol Müller Jr." },
    { 0, "authors/3/name", "The Harbour Team" },
    { 0, "authors/3/family", NULL },
    { 0, "authors/4/name", NULL },
    { 0, "venue", "European Conference on Made-up Learning" },
    { 0, "date", "2031-09" },
    { 0, "type", "inproceedings" },
    { 0, "doi", "10.5555/000_001" },
    { 0, "pages", "11–23" },
    { 0, "abstract", "Tides are *slow*.\n\nThey are also wet." },
    { 0, "links/0/label", "PDF" },
    { 0, "links/0/url", "https://example.org/a_b.pdf" },
    { 0, "links/2/label", "Talk page" },
    { 0, "links/2/url", "https://example.org/talk" },
    { 1, "title", "Slow Clocks, Part II" },
    { 1, "authors/0/name", "Ines Okoro" },
    { 1, "arxiv", "3005.01234" },
    { 1, "type", "preprint" },
    { 1, "venue", "arXiv preprint arXiv:3005.01234" },
    { 2, "arxiv", "2905.00001" },
    { 2, "type", "preprint" },
    { 3, "type", "thesis" },
    { 3, "venue", "Harbour Institute of Technology" },
    { 3, "date", "2029-06-30" },
    { 3, "url", "https://example.org/thesis#top" },
    { 4, "title", "Dup" },
    { 4, "url", "https://example.org/dup" },
    { 4, "note", "Best of *all*" },
    { 4, "venue", NULL },
    { 5, "venue", "Proceedings of the Tides" },
    { 5, "date", "2028-01-10" },
    { 6, "type", "book" },
    { 6, "venue", "Quay" },
  };
  g_autoptr(AtriumFileTree) files = site_new ("papers.bib", PAPERS, NULL);
  g_autoptr(AtriumReading) reading = site_read (files, NULL);

  g_assert_cmpstr (reading->lens->id, ==, "bibtex");
  g_assert_cmpuint (atrium_profile_get_n_sections (reading->profile), ==, 1);
  g_assert_cmpuint (atrium_section_get_n_entries (atrium_profile_get_section (reading->profile, 0)), ==, 7);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_test_message ("%u %s", expected[i].index, expected[i].path);
      g_assert_cmpstr (text_of (reading, expected[i].index, expected[i].path), ==, expected[i].text);
    }
  g_assert_true (flag_of (reading, 0, "authors/0/equal"));
  g_assert_true (flag_of (reading, 0, "authors/0/self"));
  g_assert_true (flag_of (reading, 0, "authors/1/equal"));
  g_assert_false (flag_of (reading, 0, "authors/2/equal"));
  g_assert_true (flag_of (reading, 1, "authors/0/equal"));
  g_assert_true (flag_of (reading, 4, "selected"));
  edits_assert_identity (files);
}

static void
test_reads_other_scripts (void)
{
  g_autoptr(AtriumFileTree) files = site_new ("x.bib", CHINESE, NULL);
  g_autoptr(AtriumReading) reading = site_read (files, NULL);

  g_assert_cmpstr (text_of (reading, 0, "title"), ==, "潮汐网络");
  g_assert_cmpstr (text_of (reading, 0, "authors/0/name"), ==, "李雷");
  g_assert_cmpstr (text_of (reading, 0, "authors/1/name"), ==, "Åse Ångström");
}

static const struct
{
  guint       index;
  const char *path;
  const char *text;
  const char *before;
  const char *after;
} edits[] = {
  /* what had braces keeps them; what LaTeX minds is escaped */
  { 0, "title", "Tidal Nets: Phase-Locked & 50% of *x*", "{{Tidal Nets}: Forecasting with {Phase}-Locked Memory \\& more}",
    "{{Tidal Nets}: {Phase}-Locked \\& 50\\% of \\emph{x}}" },
  { 0, "authors/1/name", "Ada van der Berg", "van der Meer, Ada", "van der Berg, Ada" },
  { 0, "authors/2/name", "Sol Möller", "M{\\\"u}ller, Jr., Sol", "M{\\\"o}ller, Sol" },
  { 0, "authors/3/name", "The Quay Team", "{The Harbour Team}", "{The Quay Team}" },
  { 0, "venue", "Another, Venue", "= ecml,\n", "= {Another, Venue},\n" },
  { 0, "date", "2032-11", "2031,\n  month     = sep,", "2032,\n  month     = nov," },
  { 0, "date", "2031-12", "= sep,", "= dec," },
  { 0, "doi", "10.5555/2", "10.5555/000\\_001", "10.5555/2" },
  { 0, "pages", "1–9", "11--23", "1--9" },
  { 0, "links/1/url", "https://example.org/new_code", "https://example.org/code", "https://example.org/new_code" },
  { 0, "links/1/label", "Video", "code      =", "video     =" },
  { 0, "arxiv", "3101.00001", "https://example.org/talk},\n",
    "https://example.org/talk},\n  eprint    = {3101.00001},\n  archiveprefix = {arXiv},\n" },
  { 0, "type", "article", "@InProceedings{okoro2031tidal", "@Article{okoro2031tidal" },
  { 0, "status", "in press", "https://example.org/talk},\n", "https://example.org/talk},\n  pubstate  = {inpress},\n" },
  { 1, "title", "Slow Clocks, All Parts", "\"Slow Clocks, \" # \"Part {II}\"", "\"Slow Clocks, All Parts\"" },
  { 1, "arxiv", "3005.99999", "arXiv:3005.01234", "arXiv:3005.99999" },
  { 1, "authors/1/name", "Tam Quill", "and Tam Varga\"", "and Tam Quill\"" },
  { 1, "date", "2031", "\"2030\"", "\"2031\"" },
  { 3, "date", "2029-08", "{2029-06-30/", "{2029-08/" },
  { 3, "title", "Slow Clocks in $O(n)$ Rivers", "$O(n^2)$", "$O(n)$" },
  { 3, "url", "https://example.org/a%20b", "https://example.org/thesis#top", "https://example.org/a%20b" },
  { 4, "url", "https://example.org/dap", "{\\url{https://example.org/dup}}", "{\\url{https://example.org/dap}}" },
  { 4, "note", "Worst", "{Best of \\emph{all}}", "{Worst}" },
  { 5, "venue", "Another Book", "{Varga, Tam}}", "{Varga, Tam}, booktitle = {Another Book}}" },
};

/* an edit of a paper that moves from proceedings to a journal says so in the field's name too */
static char *
expected_text (guint i)
{
  const char *at = strstr (PAPERS, edits[i].before);
  g_autofree char *text = NULL;
  g_auto(GStrv) parts = NULL;

  g_assert_nonnull (at);
  text = g_strdup_printf ("%.*s%s%s", (int) (at - PAPERS), PAPERS, edits[i].after, at + strlen (edits[i].before));
  if (!g_str_equal (edits[i].path, "type"))
    return g_steal_pointer (&text);
  parts = g_strsplit (text, "booktitle = ecml", 2);

  return g_strjoinv ("journal = ecml", parts);
}

static void
test_edits (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autoptr(AtriumFileTree) files = site_new ("papers.bib", PAPERS, NULL);
      g_autoptr(AtriumReading) reading = site_read (files, NULL);
      g_autoptr(AtriumFileTree) new = NULL;
      g_autofree char *text = NULL;
      g_autofree char *wanted = expected_text (i);

      g_test_message ("%u %s", edits[i].index, edits[i].path);
      new = edits_set (reading, ATRIUM_KIND_PUBLICATIONS, edits[i].index, edits[i].path, edits[i].text);
      text = site_dup_text (new, "papers.bib");
      g_assert_cmpstr (text, ==, wanted);
    }
}

/* a file with other characters gets them as they are */
static void
test_edits_utf8 (void)
{
  g_autoptr(AtriumFileTree) files = site_new ("x.bib", CHINESE, NULL);
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  g_autoptr(AtriumFileTree) new = edits_set (reading, ATRIUM_KIND_PUBLICATIONS, 1, "title", "Größe & 水");

  edits_assert_line (files, new, "x.bib", "{Wasser},\r\n  author", "{Größe \\& 水},\r\n  author");
}

static char *
insert (const char *papers,
        guint       at,
        const char *title,
        const char *author,
        const char *venue,
        const char *date,
        const char *type)
{
  g_autoptr(AtriumFileTree) files = site_new ("papers.bib", papers, NULL);
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  g_autoptr(AtriumProfile) copy = atrium_profile_copy (reading->profile);
  g_autoptr(AtriumEntry) entry = atrium_entry_new (ATRIUM_KIND_PUBLICATIONS, NULL);
  g_autoptr(AtriumValue) record = atrium_value_new_record ();
  g_autoptr(AtriumValue) person = atrium_value_with_string (record, "name", author);
  g_autoptr(AtriumValue) authors = atrium_value_new_list (&person, 1);
  g_autoptr(AtriumFileTree) new = NULL;

  atrium_entry_set_string (entry, "title", title);
  atrium_entry_set (entry, "authors", authors);
  atrium_entry_set_string (entry, "venue", venue);
  atrium_entry_set_string (entry, "date", date);
  atrium_entry_set_string (entry, "type", type);
  atrium_section_insert (atrium_profile_get_section (copy, 0), at, entry);
  new = edits_write (reading, copy);

  return site_dup_text (new, "papers.bib");
}

static void
test_inserts (void)
{
  g_autofree char *first = insert (PAPERS, 0, "The Quiet Sea", "Tam Varga", "European Conference on Made-up Learning", "2032-05", "inproceedings");
  g_autofree char *second = insert (PAPERS, 2, "The Quiet Sea", "Tam Varga", "Journal of Tides", "2030", "article");
  g_autofree char *thesis = insert (PAPERS, 4, "The Quiet Sea", "Tam Varga", "Quay School", "2030", "thesis");
  g_autofree char *empty = insert ("", 0, "The Quiet Sea", "Tam Varga", "Journal of Tides", "2030-02", "article");

  g_test_message ("%s", first);
  g_assert_nonnull (strstr (first,
                            "@InProceedings{varga2032quiet,\n"
                            "  title     = {The Quiet Sea},\n"
                            "  author    = {Varga, Tam},\n"
                            "  booktitle = ecml,\n"
                            "  year      = 2032,\n"
                            "  month     = may, % the conference\n"
                            "}\n\n@InProceedings{okoro2031tidal,\n"));
  g_assert_nonnull (strstr (second,
                            "@article{ varga2030quiet,\n"
                            "  author = \"Tam Varga\",\n"
                            "  title = \"The Quiet Sea\",\n"
                            "  journal = \"Journal of Tides\",\n"
                            "  year = \"2030\"\n"
                            "}\n@article{DBLP:"));
  g_test_message ("%s", thesis);
  g_assert_nonnull (strstr (thesis,
                            "@PHDTHESIS(varga2030quiet,\n"
                            "\tTITLE = {The Quiet Sea},\n"
                            "\tAUTHOR = {Varga, Tam},\n"
                            "\tSCHOOL = {Quay School},\n"
                            "\tDATE = {2030}\n"
                            ")\n"));
  g_assert_cmpstr (empty, ==,
                   "@article{varga2030quiet,\n"
                   "  title = {The Quiet Sea},\n"
                   "  author = {Varga, Tam},\n"
                   "  journal = {Journal of Tides},\n"
                   "  year = {2030},\n"
                   "  month = feb,\n"
                   "}\n");
}

static const struct
{
  const char *sample;
  const char *key;
} keys[] = {
  { "okoro2031tidal", "varga2033quiet" },
  { "Okoro2031", "Varga2033" },
  { "okoro31", "varga33" },
  { "Okoro:2031:Tidal", "Varga:2033:Quiet" },
  { "okoro-tidal-2031", "varga-quiet-2033" },
  { "OKORO2031", "VARGA2033" },
  { "okoro2031b", "varga2033" },
  { "OV31", "VB33" },
  { "2031-tidal", "2033-quiet" },
  { "DBLP:conf/x/y", "varga2033quiet" },
  { "31", "varga2033quiet" },
};

static void
test_keys (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *papers = g_strdup_printf ("@misc{%s, title={Tidal Nets}, author={Okoro, I. and Varga, T.}, year={2031}}\n", keys[i].sample);
      g_autoptr(AtriumFileTree) files = site_new ("papers.bib", papers, NULL);
      g_autoptr(AtriumReading) reading = site_read (files, NULL);
      g_autoptr(AtriumProfile) copy = atrium_profile_copy (reading->profile);
      g_autoptr(AtriumEntry) entry = atrium_entry_new (ATRIUM_KIND_PUBLICATIONS, NULL);
      g_autoptr(AtriumFileTree) new = NULL;
      g_autofree char *text = NULL;
      g_autofree char *wanted = g_strdup_printf ("\n@misc{%s, title={The Quiet Sea}", keys[i].key);
      g_autoptr(AtriumValue) names = NULL;
      AtriumValue *people[2];

      for (guint j = 0; j < 2; j++)
        {
          g_autoptr(AtriumValue) record = atrium_value_new_record ();

          people[j] = atrium_value_with_string (record, "name", j == 0 ? "Tam Varga" : "Lio Brandt");
        }
      names = atrium_value_new_list (people, 2);
      atrium_entry_set_string (entry, "title", "The Quiet Sea");
      atrium_entry_set (entry, "authors", names);
      atrium_entry_set_string (entry, "date", "2033");
      atrium_section_append (atrium_profile_get_section (copy, 0), entry);
      new = edits_write (reading, copy);
      text = site_dup_text (new, "papers.bib");
      g_test_message ("%s", text);
      g_assert_nonnull (strstr (text, wanted));
      atrium_value_unref (people[0]);
      atrium_value_unref (people[1]);
    }
}

/* what stands between entries stays where it is */
static void
test_moves (void)
{
  g_autoptr(AtriumFileTree) files =
    site_new ("papers.bib", "@misc{a, title={A}}\n\n% second\n@misc{b, title={B}}\n\n@misc{c, title={C}}\n% end\n", NULL);
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  g_autoptr(AtriumProfile) copy = atrium_profile_copy (reading->profile);
  g_autoptr(AtriumFileTree) new = NULL;
  g_autofree char *text = NULL;

  atrium_section_move (atrium_profile_get_section (copy, 0), 0, 2);
  new = edits_write (reading, copy);
  text = site_dup_text (new, "papers.bib");
  g_assert_cmpstr (text, ==, "% second\n@misc{b, title={B}}\n\n@misc{c, title={C}}\n\n@misc{a, title={A}}\n% end\n");
}

static gboolean
carries (AtriumKind  kind,
         const char *field)
{
  static const char *const fields[] = {
    "title", "authors", "venue", "venueShort", "date", "type", "status", "award", "note", "url", "doi", "arxiv",
    "category", "abstract", "selected", "links", NULL,
  };

  return g_strv_contains (fields, field);
}

static void
test_laws (void)
{
  static const char *const files[] = { PAPERS, CHINESE, "@misc{a,title={A}}", "@misc{a,\n  title={A}}@misc{b,title={B}\n}% c\n" };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(AtriumFileTree) tree = site_new ("papers.bib", files[i], NULL);

      record_laws (tree, NULL, carries);
    }
}

/* --- hostile ----------------------------------------------------------------------- */

static void
check_hostile (const char *text,
               gsize       length)
{
  g_autoptr(AtriumFileTree) files = atrium_file_tree_new ();
  g_autoptr(GBytes) bytes = g_bytes_new (text, length);
  const AtriumLens *lens = atrium_lens_find ("bibtex");
  g_autoptr(GError) error = NULL;
  g_autoptr(AtriumReading) reading = NULL;
  g_autoptr(AtriumProfile) copy = NULL;
  g_autoptr(AtriumFileTree) new = NULL;
  g_autoptr(GPtrArray) losses = atrium_losses_new ();

  atrium_file_tree_set (files, "papers.bib", bytes);
  reading = lens->read (lens, files, "papers.bib", &error);
  if (reading == NULL)
    {
      g_assert_true (g_str_has_prefix (error->message, "papers.bib:"));
      return;
    }
  copy = atrium_profile_copy (reading->profile);
  if (atrium_section_get_n_entries (atrium_profile_get_section (copy, 0)) > 0)
    atrium_entry_set_string (atrium_section_get_entry (atrium_profile_get_section (copy, 0), 0), "title", "Zeta");
  new = lens->write (reading, copy, losses, NULL);
  g_assert_nonnull (new);
}

/* cut off anywhere, it is read as far as it goes */
static void
test_truncated (void)
{
  gsize length = strlen (PAPERS);

  for (gsize i = 0; i < length; i += 7)
    check_hostile (PAPERS, i);
}

static void
test_hostile (void)
{
  static const char *const texts[] = {
    "@", "@misc", "@misc{", "@misc{,}", "@misc{a}", "@misc{a,}", "@misc{a,author={and and and}}", "@misc{a,author={,,,}}",
    "@misc{a,author={{}}}", "@misc{a,author={\\}}", "@misc{a,author={{\\}}}", "@misc{a,author={* and †}}",
    "@misc{a,title={\\}}", "@misc{a,month={}}", "@misc{a,month=13,year=0}", "@misc{a,year={99999}}",
    "@misc{a,date={/}}", "@misc{a,crossref={a},title={x}}", "@misc{a,crossref={b}}@misc{b,crossref={a}}",
    "@string{a=b}@string{b=a # b}@misc{a,title=a}", "@misc{a,eprint={},archiveprefix={arXiv}}",
    "@misc{a,author+an={=;=;1=;:=x},author={A B}}", "@misc{a,author={A B},author={C D},title={x},title={y}}",
    "@misc{a,pdf={},code={\\url{}}}",
  };
  g_autoptr(GString) deep = g_string_new ("@misc{a,title={");
  g_autoptr(GString) same = g_string_new (NULL);
  g_autoptr(GString) names = g_string_new ("@misc{a,author={");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    check_hostile (texts[i], strlen (texts[i]));
  check_hostile ("@misc{a,title={\xff}}", strlen ("@misc{a,title={\xff}}"));
  check_hostile ("@misc{a,\0title={x}}", 20);

  for (guint i = 0; i < 50000; i++)
    g_string_append_c (deep, '{');
  check_hostile (deep->str, deep->len);
  for (guint i = 0; i < 50000; i++)
    g_string_append_c (deep, '}');
  g_string_append (deep, "}}");
  check_hostile (deep->str, deep->len);

  for (guint i = 0; i < 5000; i++)
    g_string_append (same, "@misc{a, title={x}}\n");
  check_hostile (same->str, same->len);
  for (guint i = 0; i < 20000; i++)
    g_string_append (names, "A B* and ");
  g_string_append (names, "C D}}");
  check_hostile (names->str, names->len);
}

/* a file in which nothing can be read says where */
static void
test_error (void)
{
  g_autoptr(AtriumFileTree) files = site_new ("papers.bib", "% x\n@misc{a, title = {never ends\n", NULL);
  const AtriumLens *lens = atrium_lens_find ("bibtex");
  g_autoptr(GError) error = NULL;

  g_assert_null (lens->read (lens, files, "papers.bib", &error));
  g_assert_error (error, ATRIUM_ERROR, ATRIUM_ERROR_SYNTAX);
  g_assert_true (g_str_has_prefix (error->message, "papers.bib:2:"));
}

/* what a careful reader would point at: a key that is there twice, an entry that has no end */
static void
test_check (void)
{
  g_autoptr(AtriumFileTree) files =
    site_new ("papers.bib", "@misc{a, title={A}}\n@misc{b, title={B}}\n@misc{a, title={C}}\n@misc{d, title={D\n", NULL);
  g_autoptr(AtriumReading) reading = site_read (files, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) findings = atrium_check_reading (reading, &error);
  const AtriumFinding *first, *second;

  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 2);
  first = g_ptr_array_index (findings, 0);
  second = g_ptr_array_index (findings, 1);
  g_assert_cmpuint (first->span.start, ==, 46);
  g_assert_cmpstr (first->text, ==, "there is another entry with the key a");
  g_assert_cmpuint (second->span.start, >=, 60);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bibtex/reads", test_reads);
  g_test_add_func ("/bibtex/reads-other-scripts", test_reads_other_scripts);
  g_test_add_func ("/bibtex/edits", test_edits);
  g_test_add_func ("/bibtex/edits-utf8", test_edits_utf8);
  g_test_add_func ("/bibtex/inserts", test_inserts);
  g_test_add_func ("/bibtex/keys", test_keys);
  g_test_add_func ("/bibtex/moves", test_moves);
  g_test_add_func ("/bibtex/laws", test_laws);
  g_test_add_func ("/bibtex/truncated", test_truncated);
  g_test_add_func ("/bibtex/hostile", test_hostile);
  g_test_add_func ("/bibtex/error", test_error);
  g_test_add_func ("/bibtex/check", test_check);

  return g_test_run ();
}
