#include <locale.h>
#include <string.h>

#include "atrium-outline.h"

/* Entries of a publication list as people write them, and what a careful reader sees in each:
 * the title, then the authors with @ for the page's owner, = for equal contribution and ^ for
 * correspondence. */

typedef struct
{
  const char *entry;
  const char *title;
  const char *authors;
} PublicationCase;

static const PublicationCase cases[] = {
  /* initials behind family names end the last name, whatever stands behind them */
  { "- Okoro, I., van der Berg, T., **Marten, A.**, Lind, R. V. North Sea tides from 2000 to 2022. [under review]",
    "North Sea tides from 2000 to 2022", "Okoro, I.; van der Berg, T.; @Marten, A.; Lind, R. V." },
  { "- Okoro, I., Lind, R. V., Cedar, A. M. Interpreting the summer variation of salt in long and narrow estuaries of the northern coast. *Tides*, 2031.",
    "Interpreting the summer variation of salt in long and narrow estuaries of the northern coast", "Okoro, I.; Lind, R. V.; Cedar, A. M." },
  { "- **Marten, A.** Salt in narrow estuaries. *Tides*, 2031.", "Salt in narrow estuaries", "@Marten, A." },
  { "- **Marten, A.** (2031). *Tracking drifting buoys with two cameras.* Master’s Thesis, University of Ems.",
    "Tracking drifting buoys with two cameras", "@Marten, A." },
  { "- Okoro, I., Steen, K. Van Lier, M.C., & Maes, W.H. (2031). Buoys that count waves. *Tides*, 3(1), 1–9.",
    "Buoys that count waves", "Okoro, I.; Steen, K.; Van Lier, M.C.; Maes, W.H." },
  { "- Okoro, I., Springer, M. S. & **Marten, A.** (2031). Buoys that count waves. *Tides*, 3(1), 1–9.",
    "Buoys that count waves", "Okoro, I.; Springer, M. S.; @Marten, A." },
  { "- Okoro, I., Lind, A.‑K., & **Marten, A. HJ.** (2031). Buoys that count waves. *Tides*, 3.",
    "Buoys that count waves", "Okoro, I.; Lind, A.‑K.; @Marten, A. HJ" },
  { "- Okoro, I., **Marten, A.** (shared first author), Lind, R. (2031). Buoys that count waves. *Tides*, 3.",
    "Buoys that count waves", "Okoro, I.; @Marten, A.; Lind, R." },
  /* the first author with the family name in front, the others without */
  { "- Okoro, Ife, **Ada Marten**, Rune Lind, and Per Maes. (2031). Buoys that count waves. *Tides*.",
    "Buoys that count waves", "Okoro, Ife; @Ada Marten; Rune Lind; Per Maes" },
  /* signs between a name and the full stop */
  { "- **Buoys that count waves** <br>Tides, 2031. <br>Ife Okoro, Rune Lind\\#, ***Ada Marten\\#***.",
    "Buoys that count waves", "Ife Okoro; Rune Lind^; @Ada Marten^" },
  /* words that are names too */
  { "- [Buoys that count waves](b.pdf). Ife Okoro, Bo An, **Ada Marten**, Can Lind, Grace Low. Tides, 2031",
    "Buoys that count waves", "Ife Okoro; Bo An; @Ada Marten; Can Lind; Grace Low" },
  { "- [Buoys that count waves](b.pdf). Ife Okoro, Rune A Lind, **Ada Marten**. Tides, 2031",
    "Buoys that count waves", "Ife Okoro; Rune A Lind; @Ada Marten" },
  /* a name in two scripts */
  { "- **Buoys that count waves**<br>\n**高瀬美里 (Misato Takase)**, Rune Lind.<br>\n*Tides 2031*", "Buoys that count waves", "@高瀬美里; Rune Lind" },
  { "- **Buoys that count waves**<br>\nMisato Takase (高瀬美里), Rune Lind.<br>\n*Tides 2031*", "Buoys that count waves", "Misato Takase; Rune Lind" },
  /* a journal right behind the last name */
  { "(64) <b>Buoys that count waves.</b> I. Okoro, <u>A. Marten</u><sup>*</sup> and R. I. Lind <i>J. Tid. Phys.</i>, <b>2031</b>, [doi:10.5555/1](https://doi.org/10.5555/1).",
    "Buoys that count waves", "I. Okoro; @A. Marten^; R. I. Lind" },
  /* a number in front, and a DOI that is shown as it is */
  { "18- Okoro, I., Lind, R., & **Marten, A.** (2031). Buoys that count waves. <i>Tides</i>, 293. DOI: [10.5555/12.34](https://doi.org/10.5555/12.34)",
    "Buoys that count waves", "Okoro, I.; Lind, R.; @Marten, A." },
  { "- [Counting Waves Cheaply](w.pdf) by Ife Okoro, Ada Marten. *Tides*, 2031. **Code:** [https://example.org/waves](https://example.org/waves)",
    "Counting Waves Cheaply", "Ife Okoro; @Ada Marten" },
  /* labels behind the title are none of it */
  { "- Buoys that count waves: a survey [[TechRxiv](https://example.org/t)]  \n  Ife Okoro, **Ada Marten**", "Buoys that count waves: a survey", "Ife Okoro; @Ada Marten" },
  { "- <div class=\"pub-title\">Buoys that count waves. <span><a href=\"w.pdf\">Paper</a><a href=\"w\">Code</a></span></div><div>Ife Okoro, Ada Marten.</div>",
    "Buoys that count waves", "Ife Okoro; @Ada Marten" },
  { "- __Salt waves__ [[pdf]](salt.pdf)  \n(with Ife Okoro and Rune Lind)  \nTides, 16(5), 2031.", "Salt waves", "Ife Okoro; Rune Lind" },
  { "- __Salt Measure, Tidal Dimension and Drift__ [[pdf]](salt.pdf)  \n(with Ife Okoro and Rune Lind)  \nTides, 16(5), 2031.",
    "Salt Measure, Tidal Dimension and Drift", "Ife Okoro; Rune Lind" },
  /* a heading inside an entry is its title */
  { "<ul>\n<li>\n<div>Tides'31</div>\n<div><span>Long waves</span><span>Salt</span></div>\n<h3>Buoys that count waves <a href=\"w.pdf\">[paper]</a></h3>\n<p>I Okoro, A Marten.</p>\n</li>\n</ul>",
    "Buoys that count waves", "I Okoro; @A Marten" },
  /* a bold first line, whatever is quoted below */
  { "- **Learning the drift of buoys from cameras**  \n  *I. Okoro, A. Marten*  \n  *Proceedings of the Workshop on \"Tides Meet Cameras: From Theory to Use\", 2031*",
    "Learning the drift of buoys from cameras", "I. Okoro; @A. Marten" },
};

static char *
authors_to_text (AtriumValue *authors)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < atrium_value_get_n_items (authors); i++)
    {
      AtriumValue *person = atrium_value_get_item (authors, i);

      g_string_append_printf (text, "%s%s%s%s%s", i > 0 ? "; " : "", atrium_value_get_member (person, "self") != NULL ? "@" : "",
                              atrium_value_get_member_string (person, "name"), atrium_value_get_member (person, "equal") != NULL ? "=" : "",
                              atrium_value_get_member (person, "corresponding") != NULL ? "^" : "");
    }

  return g_string_free (text, FALSE);
}

static AtriumProfile *
read_entry (const char *entry)
{
  g_autofree char *text = g_strdup_printf ("# Publications\n\n%s\n", entry);
  g_autoptr(AtriumFileTree) files = atrium_file_tree_new ();
  g_autoptr(AtriumMap) map = atrium_map_new ();
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  AtriumProfile *profile = atrium_profile_new ();

  atrium_entry_set_string (atrium_profile_get_person (profile), "name", "Ada Marten");
  atrium_file_tree_set (files, "page.md", bytes);
  atrium_page_read (files, "page.md", profile, map, &error);
  g_assert_no_error (error);

  return profile;
}

static void
test_entries (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AtriumProfile) profile = read_entry (cases[i].entry);
      AtriumSection *section = atrium_profile_get_section (profile, 0);
      g_autofree char *authors = NULL;
      AtriumEntry *entry;

      g_test_message ("%s", cases[i].entry);
      g_assert_cmpuint (atrium_section_get_n_entries (section), ==, 1);
      entry = atrium_section_get_entry (section, 0);
      authors = authors_to_text (atrium_entry_get (entry, "authors"));
      g_assert_cmpstr (atrium_entry_get_string (entry, "title"), ==, cases[i].title);
      g_assert_cmpstr (authors, ==, cases[i].authors);
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/publications/entries", test_entries);

  return g_test_run ();
}
