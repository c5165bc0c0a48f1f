#include "sample-profile.h"

#include <stdlib.h>
#include <string.h>

static AtriumValue *
take_list (GPtrArray *items)
{
  return atrium_value_new_list_take (items);
}

static AtriumValue *
with_string (AtriumValue *record,
             const char  *name,
             const char  *text)
{
  AtriumValue *changed = atrium_value_with_string (record, name, text);

  atrium_value_unref (record);

  return changed;
}

static AtriumValue *
with_flag (AtriumValue *record,
           const char  *name)
{
  g_autoptr(AtriumValue) flag = atrium_value_new_boolean (TRUE);
  AtriumValue *changed = atrium_value_with_member (record, name, flag);

  atrium_value_unref (record);

  return changed;
}

static AtriumValue *
parse_people (const char *text)
{
  g_auto(GStrv) names = g_strsplit (text, "; ", -1);
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);

  for (gsize i = 0; names[i] != NULL; i++)
    {
      gsize length = strcspn (names[i], "*!^");
      g_autofree char *name = g_strndup (names[i], length);
      AtriumValue *person = with_string (atrium_value_new_record (), "name", name);

      if (strchr (names[i] + length, '*') != NULL)
        person = with_flag (person, "equal");
      if (strchr (names[i] + length, '!') != NULL)
        person = with_flag (person, "self");
      if (strchr (names[i] + length, '^') != NULL)
        person = with_flag (person, "corresponding");
      g_ptr_array_add (people, person);
    }

  return take_list (people);
}

static AtriumValue *
parse_links (const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  GPtrArray *links = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      char *url = strrchr (lines[i], ' ');
      AtriumValue *link;

      *url = '\0';
      link = with_string (atrium_value_new_record (), "label", lines[i]);
      g_ptr_array_add (links, with_string (link, "url", url + 1));
    }

  return take_list (links);
}

static AtriumValue *
parse_lines (const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);

  for (gsize i = 0; lines[i] != NULL; i++)
    g_ptr_array_add (items, atrium_value_new_string (lines[i]));

  return take_list (items);
}

static void
set_field (AtriumEntry *entry,
           const char  *name,
           const char  *text)
{
  g_autoptr(AtriumValue) value = NULL;
  g_autofree char *list_name = NULL;

  if (g_str_equal (name, "authors") || g_str_equal (name, "people"))
    value = parse_people (text);
  else if (g_str_equal (name, "links"))
    value = parse_links (text);
  else if (g_str_equal (name, "#count"))
    {
      g_autoptr(AtriumValue) count = atrium_value_new_integer (atoi (text));
      g_autoptr(AtriumValue) record = with_string (atrium_value_new_record (), "source", "Semantic Scholar");

      value = atrium_value_with_member (record, "count", count);
      name = "citations";
    }
  else if (g_str_has_suffix (name, "[]"))
    {
      list_name = g_strndup (name, strlen (name) - 2);
      name = list_name;
      value = parse_lines (text);
    }
  else
    value = atrium_value_new_string (text);

  atrium_entry_set (entry, name, value);
}

AtriumEntry *
sample_entry_new (AtriumKind  kind,
                  const char *id,
                  ...)
{
  AtriumEntry *entry = atrium_entry_new (kind, id);
  va_list args;
  const char *name;

  va_start (args, id);
  while ((name = va_arg (args, const char *)) != NULL)
    set_field (entry, name, va_arg (args, const char *));
  va_end (args);

  return entry;
}

static AtriumSection *
add_section (AtriumProfile *profile,
             AtriumKind     kind,
             const char    *id,
             const char    *title)
{
  g_autoptr(AtriumSection) section = atrium_section_new (kind, id, title);

  atrium_profile_append (profile, section);

  return section;
}

static void
add (AtriumSection *section,
     AtriumEntry   *entry)
{
  atrium_section_append (section, entry);
  g_object_unref (entry);
}

static void
fill_person (AtriumEntry *person)
{
  set_field (person, "name", "Ines Okoro");
  set_field (person, "names[]", "伊内丝\nI. Okoro");
  set_field (person, "headline", "Assistant Professor of Machine Learning");
  set_field (person, "affiliation", "Harbour Institute of Technology");
  set_field (person, "location", "Aalvik, Norway");
  set_field (person, "picture", "images/ada.png");
  set_field (person, "emails[]", "ines@harbour.example");
  set_field (person, "links",
             "GitHub https://github.com/ines-okoro-example\nGoogle Scholar https://scholar.google.com/citations?user=X\n"
             "ORCID https://orcid.org/0000-0000-0000-0000\nLinkedIn https://www.linkedin.com/in/ines-okoro-example\n"
             "X https://x.com/ines_okoro_example\nDBLP https://dblp.org/pid/0/0.html\nCurriculum vitae (CV) /files/cv.pdf\n"
             "Website https://okoro.example");
}

static void
add_start (AtriumProfile *profile)
{
  const char *const news[][2] = {
    { "2026-03", "🎉 *Tidal Nets* is accepted at **ICLR 2026**." },
    { "2026-01", "I am hiring **two PhD students**; see [the call](https://okoro.example/phd)." },
    { "2025-11", "🏆 Outstanding Reviewer at NeurIPS 2025." },
    { "2025-09", "Keynote at the *Nordic Learning Days* in Uppsala, with [slides](https://okoro.example/slides)." },
    { "2025-06", "Welcome to our new postdoc Lio Brandt!" },
    { "2025-04", "Our survey of memory in recurrent models appeared in JMLR." },
    { "2025-02", "Teaching *Learning from Streams* this spring." },
    { "2024-12", "Two papers at **NeurIPS 2024**, one of them a spotlight." },
    { "2024-10", "Promoted to assistant professor. Thank you to everybody who helped." },
    { "2024-05", "Visiting the Quay Lab in Kyoto until July." },
  };
  AtriumSection *section = add_section (profile, ATRIUM_KIND_BIO, "bio", "");

  add (section, sample_entry_new (ATRIUM_KIND_BIO, "bio-1", "text",
       "I am an assistant professor at the [Harbour Institute of Technology](https://harbour.example), where I lead the "
       "**Slow Clock Group**. We build sequence models that remember what matters and forget the rest, and we measure "
       "whether they do.", NULL));
  add (section, sample_entry_new (ATRIUM_KIND_BIO, "bio-2", "text",
       "Before that I was a research scientist at Quay Research in Kyoto (京都) and took my PhD with *Tam Varga*. My error "
       "bounds are $O(\\sqrt{n \\log n})$, and so are my to-do lists.", NULL));

  section = add_section (profile, ATRIUM_KIND_NEWS, "news", "🔥 News");
  for (gsize i = 0; i < G_N_ELEMENTS (news); i++)
    {
      g_autofree char *id = g_strdup_printf ("news-%zu", i);
      g_autofree char *spelled = g_strdup_printf ("%.4s.%s", news[i][0], news[i][0] + 5);

      add (section, sample_entry_new (ATRIUM_KIND_NEWS, id, "date", news[i][0], "dateText", spelled,
                                      "text", news[i][1], NULL));
    }
}

static void
add_positions (AtriumProfile *profile)
{
  AtriumSection *section = add_section (profile, ATRIUM_KIND_EXPERIENCE, "experience", "💻 Experience");

  add (section, sample_entry_new (ATRIUM_KIND_EXPERIENCE, "x-1", "organization", "Harbour Institute of Technology",
       "url", "https://harbour.example", "role", "Assistant Professor", "field", "Sequence models", "place", "Aalvik, Norway",
       "start", "2024-10", "end", "present", "logo", "images/northfjord.svg", NULL));
  add (section, sample_entry_new (ATRIUM_KIND_EXPERIENCE, "x-2", "organization", "Quay Research", "role", "Research Scientist",
       "place", "Kyoto, Japan", "start", "2021-02", "end", "2024-09", "logo", "images/kestrel.svg", "people",
       "Kaede Mori; Tam Varga", "highlights[]",
       "Led the streaming group of **five** people\nShipped a recurrent decoder that runs on a phone", NULL));
  add (section, sample_entry_new (ATRIUM_KIND_EXPERIENCE, "x-3", "organization", "Lantern Labs", "role", "Research Intern",
       "start", "2019-06", "end", "2019-09", "startText", "06/2019", "endText", "09/2019", NULL));

  section = add_section (profile, ATRIUM_KIND_EDUCATION, "education", "📖 Education");
  add (section, sample_entry_new (ATRIUM_KIND_EDUCATION, "d-1", "degree", "Ph.D.", "field", "Computer Science", "organization",
       "University of Lindholm", "url", "https://lindholm.example", "place", "Sweden", "start", "2016-09", "end", "2021-01",
       "people", "Tam Varga", "text", "Thesis: *Memory with a Slow Clock*.", NULL));
  add (section, sample_entry_new (ATRIUM_KIND_EDUCATION, "d-2", "degree", "M.Sc.", "field", "Mathematics", "organization",
       "University of Lindholm", "start", "2014", "end", "2016", NULL));
  add (section, sample_entry_new (ATRIUM_KIND_EDUCATION, "d-3", "organization", "Lakeland College", "place", "Finland",
       "start", "2011", "end", "2014", NULL));
}

static void
add_papers (AtriumProfile *profile)
{
  AtriumSection *section = add_section (profile, ATRIUM_KIND_PUBLICATIONS, "publications", "📝 Publications");

  add (section, sample_entry_new (ATRIUM_KIND_PUBLICATIONS, "p-1", "group", "Sequence models", "title",
       "Tidal Nets: Forecasting with *Phase-Locked* Memory", "authors",
       "Lio Brandt*; Ines Okoro*!; Kaede Mori; Tam Varga^", "venue", "International Conference on Learning Representations",
       "venueShort", "ICLR 2026", "date", "2026-05", "award", "Oral", "image", "images/drift.svg", "links",
       " https://okoro.example/tidal.pdf\nProject https://tidal.example\nCode https://github.com/okoro-example/tidal\n"
       "Video https://youtu.be/example\nPoster /files/tidal-poster.pdf", "arxiv", "2601.00001", "category", "cs.LG",
       "highlights[]", "Matches models **ten times** its size on six benchmarks", "abstract",
       "A recurrent unit whose memory follows a slow clock. We show that $k$ clocks of different periods remember what one "
       "cannot, and bound what is forgotten.", "#count", "57", "bibtex",
       "@inproceedings{okoro2026tidal,\n  title = {Tidal Nets},\n  author = {Brandt, Lio and Okoro, Ines}\n}", NULL));
  add (section, sample_entry_new (ATRIUM_KIND_PUBLICATIONS, "p-2", "group", "Sequence models", "title",
       "Twelve Clocks Are Enough", "authors", "Ines Okoro!; Kaede Mori", "venueShort", "NeurIPS 2024", "award", "Spotlight",
       "date", "2024-12", "image", "images/buoys.svg", "links", "Paper https://openreview.net/forum?id=x\nSlides /files/s.pdf",
       "#count", "128", NULL));
  add (section, sample_entry_new (ATRIUM_KIND_PUBLICATIONS, "p-3", "group", "Theory", "title",
       "What a Stream Forgets: Lower Bounds for Bounded Memory", "authors",
       "Ines Okoro!^; Tam Varga; 山田 花子; Bjørn Ødegård; Łucja Żak; Nguyễn Văn Minh", "venue",
       "Journal of Made-up Learning Research", "date", "2023", "doi", "10.5555/jmlr.2023.17", "#count", "1", NULL));
  add (section, sample_entry_new (ATRIUM_KIND_PUBLICATIONS, "p-4", "group", "Theory", "title",
       "On <b>Forgetting</b> & Remembering: $n^2$ Ways", "authors", "Ines Okoro!", "venue", "arXiv", "status", "submitted",
       "date", "2026-02", "note", "Under review.", NULL));
}

static void
add_projects (AtriumProfile *profile)
{
  AtriumSection *section = add_section (profile, ATRIUM_KIND_PROJECTS, "projects", "🚀 Projects");

  add (section, sample_entry_new (ATRIUM_KIND_PROJECTS, "j-1", "group", "Open systems", "title", "Fjordwatch", "url",
       "https://fjordwatch.example", "role", "Lead", "organization", "Harbour Institute", "start", "2023-01", "end", "present",
       "motivation", "Fishers had a tide table from 1974 and a feeling. We wanted hourly currents for everybody.",
       "contributions[]", "Designed the **streaming** architecture\nWrote the open API\nRan two field campaigns", "links",
       "Code https://github.com/okoro-example/fjordwatch\nDataset https://data.example", NULL));
  add (section, sample_entry_new (ATRIUM_KIND_PROJECTS, "j-2", "group", "Open systems", "title", "Polar Drifters", "image",
       "images/mixing.svg", "start", "2024", "end", "2025", "text", "38 low-cost drifters, built with three schools.", "people",
       "Bjørn Ødegård; Łucja Żak", NULL));
  add (section, sample_entry_new (ATRIUM_KIND_PROJECTS, "j-3", "title", "A Small Thing", "text", "One line about it.", NULL));
}

static void
add_rows (AtriumProfile *profile)
{
  AtriumSection *section = add_section (profile, ATRIUM_KIND_HONORS, "honors", "🎖 Honors and Awards");

  add (section, sample_entry_new (ATRIUM_KIND_HONORS, "h-1", "title", "Nansen Prize for Open Data", "organization",
       "Nordic Research Council", "date", "2025-11", NULL));
  add (section, sample_entry_new (ATRIUM_KIND_HONORS, "h-2", "title", "Best Dissertation in Computer Science", "date", "2021", NULL));
  section = add_section (profile, ATRIUM_KIND_GRANTS, "grants", "Grants");
  add (section, sample_entry_new (ATRIUM_KIND_GRANTS, "g-1", "title", "Memory that Explains Itself", "role", "Principal investigator",
       "organization", "Nordic Research Fund", "amount", "NOK 12,000,000", "start", "2024", "end", "2028", NULL));
  section = add_section (profile, ATRIUM_KIND_TALKS, "talks", "💬 Invited Talks");
  add (section, sample_entry_new (ATRIUM_KIND_TALKS, "t-1", "title", "What a Model Owes to a Captain", "event", "Nordic Learning Days",
       "place", "Uppsala", "date", "2025-10-02", "type", "Keynote", "links", "Video https://youtu.be/example2", NULL));
  add (section, sample_entry_new (ATRIUM_KIND_TALKS, "t-2", "title", "Slow Clocks", "event", "Quay Research", "date", "2023-06", NULL));
  section = add_section (profile, ATRIUM_KIND_TEACHING, "teaching", "🎓 Teaching");
  add (section, sample_entry_new (ATRIUM_KIND_TEACHING, "c-1", "title", "Learning from Streams (M.Sc.)", "role", "Lecturer",
       "organization", "Harbour Institute", "start", "2025", "text", "64 students, *every spring*.", NULL));
  section = add_section (profile, ATRIUM_KIND_SERVICE, "service", "🤝 Service");
  add (section, sample_entry_new (ATRIUM_KIND_SERVICE, "v-1", "role", "Area Chair", "organization", "NeurIPS, ICML", "start", "2023",
       "end", "present", NULL));
  add (section, sample_entry_new (ATRIUM_KIND_SERVICE, "v-2", "role", "Reviewer", "organization", "TMLR, JMLR, ICLR, CVPR", NULL));
}

static void
add_rest (AtriumProfile *profile)
{
  AtriumSection *section = add_section (profile, ATRIUM_KIND_SKILLS, "skills", "🛠 Skills");

  add (section, sample_entry_new (ATRIUM_KIND_SKILLS, "k-1", "title", "Programming", "text", "Python, C, Julia, CUDA", NULL));
  add (section, sample_entry_new (ATRIUM_KIND_SKILLS, "k-2", "title", "Languages", "text",
       "Norwegian (*native*), English; some Japanese.", NULL));
  section = add_section (profile, ATRIUM_KIND_PLACES, "places", "🌍 Places");
  add (section, sample_entry_new (ATRIUM_KIND_PLACES, "l-1", "city", "Kyoto", "country", "Japan", "date", "2024-05", NULL));
  add (section, sample_entry_new (ATRIUM_KIND_PLACES, "l-2", "city", "Uppsala", "country", "Sweden", NULL));
  add (section, sample_entry_new (ATRIUM_KIND_PLACES, "l-3", "city", "Longyearbyen", "country", "Norway", "date", "2025", "text",
       "Six weeks on a ship.", NULL));
  section = add_section (profile, ATRIUM_KIND_LIST, "list", "Other Things");
  add (section, sample_entry_new (ATRIUM_KIND_LIST, "i-1", "text", "I bake **rye bread**.", NULL));
  add (section, sample_entry_new (ATRIUM_KIND_LIST, "i-2", "text", "I row, slowly: [club](https://row.example).", NULL));
  section = add_section (profile, ATRIUM_KIND_TEXT, "text", "Contact");
  add (section, sample_entry_new (ATRIUM_KIND_TEXT, "w-1", "text",
       "Write to me, or come by:\n\n> Room 4.12\n> Quay Street 7\n\n| Day | Hours |\n|---|---|\n| Monday | 10:00–12:00 |\n"
       "| Thursday | 14:00–15:00 |\n\n```sh\nssh ines@harbour.example\n```", NULL));
}

AtriumProfile *
sample_profile_new (void)
{
  AtriumProfile *profile = atrium_profile_new ();

  fill_person (atrium_profile_get_person (profile));
  add_start (profile);
  add_positions (profile);
  add_papers (profile);
  add_projects (profile);
  add_rows (profile);
  add_rest (profile);

  return profile;
}

AtriumProfile *
sample_profile_new_large (guint n)
{
  AtriumProfile *profile = atrium_profile_new ();
  AtriumSection *section;

  fill_person (atrium_profile_get_person (profile));
  section = add_section (profile, ATRIUM_KIND_PUBLICATIONS, "publications", "Publications");
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("p-%u", i);
      g_autofree char *title = g_strdup_printf ("Paper %u: *On* the Forgetting of Things & Others", i);
      g_autofree char *date = g_strdup_printf ("%u", 2026 - i % 40);

      add (section, sample_entry_new (ATRIUM_KIND_PUBLICATIONS, id, "title", title, "authors",
           "Ines Okoro!*; Tam Varga; Kaede Mori; Lio Brandt^", "venue", "Journal of Made-up Learning Research", "date", date,
           "links", "Paper https://okoro.example/p.pdf\nCode https://github.com/okoro-example/p", "abstract",
           "We study what a stream forgets when its memory is bounded, and show lower bounds that are tight up to a "
           "logarithm. Experiments agree.", NULL));
    }

  return profile;
}
