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
  /* a year, or year and month, between authors and title */
  { "- **Marten, A.**, Okoro, I., ... & Lind, R. (2031, July). Buoys that count waves. In Tides 2031 (pp. 61-67).",
    "Buoys that count waves", "@Marten, A.; Okoro, I.; Lind, R." },
  { "- Ife Okoro\\*; **Ada Marten**\\*; and Rune Lind. 2031. On counting waves. Tidal Eng. 27, 5 (Sep 2031).",
    "On counting waves", "Ife Okoro=; @Ada Marten=; Rune Lind" },
  { "- Okoro, I., Lind, R., … Maes, E. (2031). <em>Counting waves with many buoys</em>. Manuscript submitted.",
    "Counting waves with many buoys", "Okoro, I.; Lind, R.; Maes, E." },
  /* signs behind initials */
  { "- Okoro, I., Lind, R., & **Marten, A.**\\* Subgroups of waves with double crests.", "Subgroups of waves with double crests", "Okoro, I.; Lind, R.; @Marten, A.^" },
  { "- Okoro, I., **Marten, A.** \\*, & Lind, R. \\* Transfer of waves between buoys.", "Transfer of waves between buoys", "Okoro, I.; @Marten, A.^; Lind, R.^" },
  { "- **Counting Waves.** Ife Okoro $^\\dagger$  Rune Lind $^\\dagger$, Ada Marten. Tides 2031", "Counting Waves", "Ife Okoro=; Rune Lind=; @Ada Marten" },
  /* a venue behind a comma of the title's sentence, and the mark of GB/T 7714 */
  { "- **Ada Marten**; R. Lind; I. Okoro and P. Maes. Waves at Commit Time, 2031 IEEE Conference on Tides Bergen, Norway, pp. 394-405",
    "Waves at Commit Time", "@Ada Marten; R. Lind; I. Okoro; P. Maes" },
  { "- **Marten A**, Lind R, Okoro I. Forecasting waves from buoys[C]//2031 IEEE Conference on Tides. IEEE, 2031: 65-67.",
    "Forecasting waves from buoys", "@Marten A; Lind R; Okoro I" },
  /* single quotes */
  { "- I. Okoro & **Ada Marten**, 'Tests of drift with one buoy’s shadow', 2031 [_arXiv:3108.01190_](https://arxiv.org/abs/3108.01190)",
    "Tests of drift with one buoy’s shadow", "I. Okoro; @Ada Marten" },
  /* remarks between names */
  { "- Ife Okoro, (34 authors), **Ada Marten**, (15 authors), 'BuoyPy: a package for waves', 2031.", "BuoyPy: a package for waves", "Ife Okoro; @Ada Marten" },
  { "- Okoro, I., Lind, R., [9 authors], **Marten, A.**, [35 authors] & Maes, N. J. (2031). Waves of a plant. <i>Tides</i>, 1-15.",
    "Waves of a plant", "Okoro, I.; Lind, R.; @Marten, A.; Maes, N. J." },
  { "- ``TIDE 2031`` [Light waves: a framework](w.pdf), Ife Okoro\\*, **Ada Marten**\\* (Co-first Author), Rune Lind", "Light waves: a framework", "Ife Okoro=; @Ada Marten=; Rune Lind" },
  /* what a semicolon parts is one person */
  { "1. **[Volume of waves on a flat sea](w)**, Okoro, Ife; Marten, Ada, J. Tides 58 (2031), no. 2, 133–144.", "Volume of waves on a flat sea", "Okoro, Ife; @Marten, Ada" },
  { "1. **[Volume of waves on a flat sea](w)**, Okoro, I.-I.; Marten, A. K., J. Tidal Geom. 93 (2031), no. 2, 133–144.", "Volume of waves on a flat sea", "Okoro, I.-I.; @Marten, A. K." },
  /* a group as the author, behind a title of words that are labels elsewhere */
  { "- [Buoy Technical Report](b.pdf), Buoy Team", "Buoy Technical Report", "Buoy Team" },
  /* a title that goes on in the next line */
  { "- [Waves that are counted by <br>very small buoys](w.pdf) <br>**Ada Marten**, Rune Lind", "Waves that are counted by <br>very small buoys", "@Ada Marten; Rune Lind" },
  /* the conference above the title */
  { "- **TIDE 2031**<br>\n**Understanding buoys and waves in reviews**, 27/10/2031, Tides Conference.<br>\n*Ife Okoro, Ada Marten*",
    "Understanding buoys and waves in reviews", "Ife Okoro; @Ada Marten" },
  /* a remark on signs behind the title */
  { "- <b>Buoys that count waves (\\*Equal Contribution)</b><br>Ife Okoro\\*, Ada Marten\\*", "Buoys that count waves", "Ife Okoro=; @Ada Marten=" },
  /* signs in front of the full stop, set apart */
  { "- Ife Okoro, Rune Lind, Ada Marten<sup>*</sup> . Waves with Self-Paced Learning. <em>Tides</em>, 2031.", "Waves with Self-Paced Learning", "Ife Okoro; Rune Lind; @Ada Marten^" },
  { "- Okoro, I., & **Marten, A.** (2031). Waves stay together? Factors of drift in a growing sea. Journal of Tides, 86(1).",
    "Waves stay together? Factors of drift in a growing sea", "Okoro, I.; @Marten, A." },
  { "- Okoro, I., & **Marten, A.** (2031). Do waves stay? *Journal of Tides*, 86(1).", "Do waves stay?", "Okoro, I.; @Marten, A." },
  { "- Ife Okoro, **Ada Marten**. On Salt vs. Proximity-based Waves. Workshop on Tides, 2031.", "On Salt vs. Proximity-based Waves", "Ife Okoro; @Ada Marten" },
  { "- Okoro, I., **Marten, A.** (2031). “Waves Exist”—Exploring Advice of Buoys. Journal of Tides, 1-14.", "“Waves Exist”—Exploring Advice of Buoys", "Okoro, I.; @Marten, A." },
  /* a journal that is linked is no title */
  { "- I. Okoro, **A. Marten**, and R. Lind, <em>Linear waves of buoys</em>, <a href=\"d\">Tid.Rev.D <strong>113</strong>, 044056 (2031)</a>.",
    "Linear waves of buoys", "I. Okoro; @A. Marten; R. Lind" },
  { "- Counting waves at high tide,<br>\nI. Okoro, <b>A. Marten</b> and R. Lind<br>\n<a href=\"d\"><em>The Journal of Tides A 129, 6315 (2031)</em></a>",
    "Counting waves at high tide", "I. Okoro; @A. Marten; R. Lind" },
  /* short given names, family names that are particles elsewhere */
  { "- I. Okoro, Ch. Lind, Q. Du, and A. Marten. Waves on a staggered grid. *Tides*, 79, 2031", "Waves on a staggered grid", "I. Okoro; Ch. Lind; Q. Du; @A. Marten" },
  { "- Ife Okoro, **Ada Marten**, et. al, Rune Lind, Loxa: pruning of waves in buoys, Preprint", "Loxa: pruning of waves in buoys", "Ife Okoro; @Ada Marten; Rune Lind" },
  /* names that stand further down are of editors */
  { "- **Marten, A.** (2031) Red waves (Unda rubra). In: Okoro I, Lind R, Maes J (Eds) Waves of the North.", "Red waves (Unda rubra)", "@Marten, A." },
  { "- **Marten, A.** “The Cost of Waves.” Tides Today, by Rune Lind, Per Maes, 2031, pp. 162–166.", "The Cost of Waves", "@Marten, A." },
  /* the page says who the authors are */
  { "- <div class=\"pub-title\">Counting waves at high tide</div><div class=\"pub-authors\">Ada Ife Rune Marten</div><div>arXiv 2031</div>",
    "Counting waves at high tide", "@Ada Ife Rune Marten" },
  /* authors, year and title in the first line of several */
  { "- Ife Okoro, **Ada Marten**, Rune Lind (2031), A twin of engines: waves that learn. <i>Tidal Engines</i>, 170<br>[Abstract](a)",
    "A twin of engines: waves that learn", "Ife Okoro; @Ada Marten; Rune Lind" },
  /* links of a second paragraph are no title */
  { "(7) <b>Sugar waves.</b> I. Okoro, <u>A. Marten</u> <i>J. Tides</i>, <b>2031</b>.\n\n___\n\n(6) <b>Salt waves in cold water.</b> I. Okoro, <u>A. Marten</u> <i>J. Tides</i>, <b>2030</b>.\n\n<b>Highlight:</b> [Super waves could solve a mystery](h)",
    "Sugar waves", "I. Okoro; @A. Marten" },
};

/* what is not an entry, and what is one */
typedef struct
{
  const char *text;
  const char *titles;        /* with the group in front where there is one */
} SectionCase;

static const SectionCase section_cases[] = {
  /* remarks */
  { "(* corresponding author)\n\n**Buoys that count waves**  \nIfe Okoro, Ada Marten", "Buoys that count waves" },
  { "- * means Equal Contribution\n- [Buoys that count waves](b), Ife Okoro, Ada Marten", "Buoys that count waves" },
  { "- For full publications, please refer to my Google Scholar.\n- [Buoys that count waves](b), Ife Okoro, Ada Marten", "Buoys that count waves" },
  /* years as items of a list */
  { "- 2031\n  - **Buoys that count waves**, Tides<br>\n    *Ife Okoro, Ada Marten*\n- 2030\n  - **Waves that sink buoys**, Tides<br>\n    *Ife Okoro, Ada Marten*",
    "2031: Buoys that count waves|2030: Waves that sink buoys" },
  /* years that open */
  { "<details open markdown=\"1\">\n  <summary>2031</summary>\n\n- [Buoys that count waves](b), Ife Okoro, Ada Marten\n\n</details>\n\n"
    "<details markdown=\"1\">\n  <summary>2030</summary>\n\n- [Waves that sink buoys](b), Ife Okoro, Ada Marten\n\n</details>",
    "2031: Buoys that count waves|2030: Waves that sink buoys" },
  /* cards with a heading, with and without a class */
  { "<div class=\"list\">\n<article class=\"card\">\n<span>TIDE 2031</span><img src=\"a.png\">\n<h3><a href=\"b\">Tension Control</a></h3>\n<p>Ife Okoro, Ada Marten</p>\n</article>\n\n"
    "<article class=\"card\">\n<span>TIDE 2030</span><img src=\"b.png\">\n<h3><a href=\"c\">Force Control</a></h3>\n<p>Ife Okoro, Ada Marten</p>\n</article>\n</div>",
    "Tension Control|Force Control" },
  { "<div style=\"margin: 1px\">\n<img src=\"a.png\">\n<h3>Buoys that count waves</h3>\n<p>Ife Okoro, Ada Marten</p>\n</div>\n\n<hr />\n\n"
    "<div style=\"margin: 2px\">\n<img src=\"b.png\">\n<h3>Waves that sink buoys</h3>\n<p>Ife Okoro, Ada Marten</p>\n</div>\n\n"
    "Ife Okoro, Ada Marten. \"**Drift in shallow water**\". [[arXiv](d)]",
    "Buoys that count waves|Waves that sink buoys|Drift in shallow water" },
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
      g_assert_cmpuint (atrium_section_get_n_entries (section), >=, 1);
      entry = atrium_section_get_entry (section, 0);
      authors = authors_to_text (atrium_entry_get (entry, "authors"));
      g_assert_cmpstr (atrium_entry_get_string (entry, "title"), ==, cases[i].title);
      g_assert_cmpstr (authors, ==, cases[i].authors);
    }
}

static void
test_sections (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (section_cases); i++)
    {
      g_autoptr(AtriumProfile) profile = read_entry (section_cases[i].text);
      AtriumSection *section = atrium_profile_get_section (profile, 0);
      g_autoptr(GString) titles = g_string_new (NULL);

      g_test_message ("%s", section_cases[i].text);
      g_assert_cmpuint (atrium_profile_get_n_sections (profile), ==, 1);
      for (guint j = 0; j < atrium_section_get_n_entries (section); j++)
        {
          AtriumEntry *entry = atrium_section_get_entry (section, j);
          const char *group = atrium_entry_get_string (entry, "group");

          g_string_append_printf (titles, "%s%s%s%s", j > 0 ? "|" : "", group != NULL ? group : "", group != NULL ? ": " : "",
                                  atrium_entry_get_string (entry, "title"));
        }
      g_assert_cmpstr (titles->str, ==, section_cases[i].titles);
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/publications/entries", test_entries);
  g_test_add_func ("/publications/sections", test_sections);

  return g_test_run ();
}
