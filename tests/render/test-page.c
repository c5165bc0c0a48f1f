#include "atrium-page.h"

#include "harmless.h"
#include "sample-profile.h"

#include <gumbo.h>
#include <string.h>

static char *
render (AtriumPage *page)
{
  g_autoptr(GBytes) bytes = atrium_page_render (page);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static const GumboNode *
find_by_id (const GumboNode *root,
            const char      *id,
            guint           *n_found)
{
  g_autoptr(GPtrArray) queue = g_ptr_array_new ();
  const GumboNode *found = NULL;

  *n_found = 0;
  g_ptr_array_add (queue, (gpointer) root);
  for (guint i = 0; i < queue->len; i++)
    {
      const GumboNode *node = g_ptr_array_index (queue, i);
      const GumboAttribute *attribute;

      if (node->type != GUMBO_NODE_ELEMENT)
        continue;
      attribute = gumbo_get_attribute (&node->v.element.attributes, "id");
      if (attribute != NULL && g_str_equal (attribute->value, id))
        {
          found = node;
          (*n_found)++;
        }
      for (guint j = 0; j < node->v.element.children.length; j++)
        g_ptr_array_add (queue, node->v.element.children.data[j]);
    }

  return found;
}

/* the outer HTML of the element with an id, as it stands in the source */
static char *
dup_element (const char *html,
             const char *id)
{
  GumboOutput *output = gumbo_parse (html);
  guint n;
  const GumboNode *node = find_by_id (output->root, id, &n);
  char *text = NULL;

  g_assert_cmpuint (n, <=, 1);
  if (node != NULL)
    {
      const GumboElement *element = &node->v.element;
      const char *start = element->original_tag.data;

      g_assert_cmpuint (element->original_end_tag.length, >, 0);
      text = g_strndup (start, element->original_end_tag.data + element->original_end_tag.length - start);
    }
  gumbo_destroy_output (&kGumboDefaultOptions, output);

  return text;
}

/* what a person reads there, white space folded */
static void
append_text (GString         *out,
             const GumboNode *node)
{
  if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE)
    g_string_append (out, node->v.text.text);
  if (node->type != GUMBO_NODE_ELEMENT)
    return;
  g_string_append_c (out, ' ');
  for (guint i = 0; i < node->v.element.children.length; i++)
    append_text (out, node->v.element.children.data[i]);
}

static char *
dup_text (const char *html,
          const char *id)
{
  GumboOutput *output = gumbo_parse (html);
  g_autoptr(GString) raw = g_string_new (NULL);
  GString *folded = g_string_new (NULL);
  guint n;
  const GumboNode *node = find_by_id (output->root, id, &n);

  if (node != NULL)
    append_text (raw, node);
  for (const char *p = raw->str; *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (folded, *p);
    else if (folded->len > 0 && folded->str[folded->len - 1] != ' ')
      g_string_append_c (folded, ' ');
  gumbo_destroy_output (&kGumboDefaultOptions, output);

  return g_strchomp (g_string_free (folded, FALSE));
}

static void
test_kinds (void)
{
  g_autoptr(AtriumProfile) profile = sample_profile_new ();
  g_autoptr(AtriumPage) page = atrium_page_new (profile);
  g_autofree char *html = render (page);
  guint kinds = 0;

  g_assert_true (g_str_has_prefix (html, "<!DOCTYPE html>"));
  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    {
      AtriumSection *section = atrium_profile_get_section (profile, i);
      g_autofree char *section_id = atrium_page_dup_section_element_id (section);
      g_autofree char *whole = dup_element (html, section_id);

      g_assert_nonnull (whole);
      g_assert_true (atrium_page_find_section (page, section_id) == section);
      kinds |= 1u << atrium_section_get_kind (section);
      for (guint j = 0; j < atrium_section_get_n_entries (section); j++)
        {
          AtriumEntry *entry = atrium_section_get_entry (section, j);
          g_autofree char *id = atrium_page_dup_entry_element_id (entry);
          g_autofree char *element = dup_element (html, id);

          g_assert_nonnull (element);
          g_assert_nonnull (strstr (whole, element));
          g_assert_true (atrium_page_find_entry (page, id) == entry);
        }
    }
  g_assert_cmpuint (kinds, ==, (1u << ATRIUM_N_SECTION_KINDS) - 1);
}

/* every field with words in it shows them */
static void
test_fields_shown (void)
{
  g_autoptr(AtriumProfile) profile = atrium_profile_new ();
  g_autoptr(AtriumPage) page = NULL;
  g_autofree char *html = NULL;

  for (guint kind = 0; kind < ATRIUM_N_SECTION_KINDS; kind++)
    {
      const AtriumKindInfo *info = atrium_kind_get_info (kind);
      g_autoptr(AtriumSection) section = atrium_section_new (kind, info->id, info->label);
      g_autoptr(AtriumEntry) entry = atrium_entry_new (kind, info->id);

      for (guint i = 0; i < info->n_fields; i++)
        {
          g_autofree char *word = g_strdup_printf ("zq%szq", info->fields[i].id);

          if (info->fields[i].type == ATRIUM_FIELD_STRING || info->fields[i].type == ATRIUM_FIELD_INLINE ||
              info->fields[i].type == ATRIUM_FIELD_TEXT || info->fields[i].type == ATRIUM_FIELD_CODE)
            atrium_entry_set_string (entry, info->fields[i].id, word);
        }
      atrium_section_append (section, entry);
      atrium_profile_append (profile, section);
    }

  page = atrium_page_new (profile);
  html = render (page);
  for (guint kind = 0; kind < ATRIUM_N_SECTION_KINDS; kind++)
    {
      const AtriumKindInfo *info = atrium_kind_get_info (kind);
      g_autofree char *section_id = g_strconcat ("s-", info->id, NULL);
      g_autofree char *element = dup_element (html, section_id);

      for (guint i = 0; i < info->n_fields; i++)
        {
          const AtriumField *field = &info->fields[i];
          g_autofree char *word = g_strdup_printf ("zq%szq", field->id);

          if (field->type != ATRIUM_FIELD_STRING && field->type != ATRIUM_FIELD_INLINE &&
              field->type != ATRIUM_FIELD_TEXT && field->type != ATRIUM_FIELD_CODE)
            continue;
          if (g_str_equal (field->id, "source"))
            continue;
          if (strstr (element, word) == NULL)
            g_test_message ("%s of %s is not shown", field->id, info->id);
          g_assert_nonnull (strstr (element, word));
        }
    }
}

typedef struct
{
  const char *id;
  const char *text;
} Reading;

static void
test_reading (void)
{
  const Reading readings[] = {
    { "e-news-0", "2026.03 🎉 Tidal Nets is accepted at ICLR 2026." },
    { "e-x-1", "Harbour Institute of Technology Oct 2024 – Present Assistant Professor · Sequence models · Aalvik, Norway" },
    { "e-x-3", "L Lantern Labs 06/2019 – 09/2019 Research Intern" },
    { "e-d-2", "2014 – 2016 M.Sc., Mathematics University of Lindholm" },
    { "e-p-2", "NeurIPS 2024 Twelve Clocks Are Enough Ines Okoro, Kaede Mori Spotlight 128 citations Paper Slides" },
    { "e-p-3", "What a Stream Forgets: Lower Bounds for Bounded Memory Ines Okoro , Tam Varga, 山田 花子, Bjørn Ødegård, "
               "Łucja Żak, Nguyễn Văn Minh Journal of Made-up Learning Research 2023 1 citation DOI" },
    { "e-p-4", "On Forgetting & Remembering: $n^2$ Ways Ines Okoro arXiv 2026 submitted Under review." },
    { "e-h-1", "Nov 2025 Nansen Prize for Open Data Nordic Research Council" },
    { "e-t-1", "Oct 2, 2025 What a Model Owes to a Captain Keynote · Nordic Learning Days · Uppsala Video" },
    { "e-k-1", "Programming Python C Julia CUDA" },
    { "e-l-1", "Kyoto Japan May 2024" },
  };
  g_autoptr(AtriumProfile) profile = sample_profile_new ();
  g_autoptr(AtriumPage) page = atrium_page_new (profile);
  g_autofree char *html = render (page);

  for (gsize i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      g_autofree char *text = dup_text (html, readings[i].id);

      g_assert_cmpstr (text, ==, readings[i].text);
    }
}

static void
test_hidden (void)
{
  g_autoptr(AtriumProfile) profile = sample_profile_new ();
  g_autoptr(AtriumPage) page = atrium_page_new (profile);
  AtriumSection *news = atrium_profile_get_section (profile, 1);
  g_autofree char *html = NULL;

  atrium_section_set_hidden (atrium_profile_get_section (profile, 2), TRUE);
  atrium_entry_set_hidden (atrium_section_get_entry (news, 0), TRUE);
  html = render (page);
  g_assert_null (strstr (html, "s-experience"));
  g_assert_null (strstr (html, "Quay Street 12"));
  g_assert_null (strstr (html, "e-news-0"));
  g_assert_nonnull (strstr (html, "e-news-1"));
}

static void
test_ids (void)
{
  const char *ids[] = { "a b", "\"><script>", "é", "x~20", "a/b", "", "A.b_c-1" };
  const char *elements[] = { "e-a~20b", "e-~22~3e~3cscript~3e", "e-~c3~a9", "e-x~7e20", "e-a~2fb", NULL, "e-A.b_c-1" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr(AtriumEntry) entry = atrium_entry_new (ATRIUM_KIND_NEWS, ids[i]);
      g_autofree char *element = atrium_page_dup_entry_element_id (entry);

      if (elements[i] != NULL)
        g_assert_cmpstr (element, ==, elements[i]);
    }
}

/* the whole page, with a trick in every place where text can stand */
static void
test_escaping (void)
{
  const char *tricks[] = {
    "\"><script>alert(1)</script>", "' onload='alert(1)", "</article></section></main><script>1</script>",
    "javascript:alert(1)", "<img src=x onerror=alert(1)>", "</title><script>1</script>", "<!--", "&lt;script&gt;", "data:text/html,x",
  };

  for (gsize t = 0; t < G_N_ELEMENTS (tricks); t++)
    {
      g_autoptr(AtriumProfile) profile = atrium_profile_new ();
      g_autoptr(AtriumPage) page = NULL;
      g_autofree char *html = NULL;
      g_autofree char *links = g_strdup_printf ("%s %s", tricks[t], tricks[t]);

      for (guint kind = 0; kind <= ATRIUM_N_SECTION_KINDS; kind++)
        {
          const AtriumKindInfo *info = atrium_kind_get_info (kind);
          g_autoptr(AtriumSection) section = NULL;
          g_autoptr(AtriumEntry) entry = NULL;

          if (kind == ATRIUM_KIND_PERSON)
            entry = g_object_ref (atrium_profile_get_person (profile));
          else
            {
              entry = sample_entry_new (kind, tricks[t], "people", tricks[t], "authors", tricks[t], "links", links,
                                        "names[]", tricks[t], "emails[]", tricks[t], "highlights[]", tricks[t],
                                        "contributions[]", tricks[t], "dateText", tricks[t], "startText", tricks[t], NULL);
              section = atrium_section_new (kind, tricks[t], tricks[t]);
            }
          for (guint i = 0; i < info->n_fields; i++)
            if (!g_str_equal (info->fields[i].id, "links") && info->fields[i].type != ATRIUM_FIELD_PEOPLE &&
                info->fields[i].type != ATRIUM_FIELD_INLINES && info->fields[i].type != ATRIUM_FIELD_STRINGS)
              atrium_entry_set_string (entry, info->fields[i].id, tricks[t]);
          if (section != NULL)
            {
              atrium_section_append (section, entry);
              atrium_profile_append (profile, section);
            }
        }

      page = atrium_page_new (profile);
      html = render (page);
      g_assert_null (strstr (html, "<script"));
      {
        GumboOutput *output = gumbo_parse (html);
        g_autoptr(GPtrArray) queue = g_ptr_array_new ();

        g_ptr_array_add (queue, output->root);
        for (guint i = 0; i < queue->len; i++)
          {
            const GumboNode *node = g_ptr_array_index (queue, i);
            const GumboElement *element = &node->v.element;

            g_assert_cmpint (node->type, !=, GUMBO_NODE_COMMENT);
            if (node->type != GUMBO_NODE_ELEMENT)
              continue;
            g_assert_cmpint (element->tag, !=, GUMBO_TAG_SCRIPT);
            for (guint j = 0; j < element->attributes.length; j++)
              {
                const GumboAttribute *attribute = element->attributes.data[j];

                g_assert_false (g_str_has_prefix (attribute->name, "on"));
                if (g_str_equal (attribute->name, "href") || g_str_equal (attribute->name, "src"))
                  {
                    g_assert_false (g_str_has_prefix (attribute->value, "javascript:"));
                    g_assert_false (g_str_has_prefix (attribute->value, "data:"));
                  }
              }
            for (guint j = 0; j < element->children.length; j++)
              g_ptr_array_add (queue, element->children.data[j]);
          }
        gumbo_destroy_output (&kGumboDefaultOptions, output);
      }
    }
}

/* the page after patches, kept as text: what the preview does with the DOM */
static char *
apply (const char *html,
       GPtrArray  *patches)
{
  char *now = g_strdup (html);

  for (guint i = 0; i < patches->len; i++)
    {
      AtriumPatch *patch = g_ptr_array_index (patches, i);
      g_autofree char *before = g_steal_pointer (&now);
      g_autofree char *element = dup_element (before, patch->id);
      g_autofree char *patched = g_strchomp (g_strdup (patch->html));
      const char *at;

      g_assert_nonnull (element);
      at = strstr (before, element);
      now = g_strdup_printf ("%.*s%s%s", (int) (at - before), before, patched, at + strlen (element));
    }

  return now;
}

static void
assert_same_body (const char *a,
                  const char *b)
{
  const char *ids[] = { "menu", "person", "sections" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *left = dup_element (a, ids[i]);
      g_autofree char *right = dup_element (b, ids[i]);

      g_assert_cmpstr (left, ==, right);
    }
}

static void
test_update (void)
{
  g_autoptr(AtriumProfile) profile = sample_profile_new ();
  g_autoptr(AtriumPage) page = atrium_page_new (profile);
  AtriumSection *news = atrium_profile_get_section (profile, 1);
  g_autoptr(GPtrArray) patches = NULL;
  g_autofree char *html = NULL;
  AtriumPatch *patch;

  g_assert_null (atrium_page_update (page));
  html = render (page);
  patches = atrium_page_update (page);
  g_assert_cmpuint (patches->len, ==, 0);
  g_clear_pointer (&patches, g_ptr_array_unref);

  atrium_entry_set_string (atrium_section_get_entry (news, 2), "text", "One");
  atrium_entry_set_string (atrium_section_get_entry (news, 2), "text", "Two");
  patches = atrium_page_update (page);
  g_assert_cmpuint (patches->len, ==, 1);
  patch = g_ptr_array_index (patches, 0);
  g_assert_cmpstr (patch->id, ==, "e-news-2");
  g_assert_nonnull (strstr (patch->html, "Two"));
  g_clear_pointer (&patches, g_ptr_array_unref);

  /* a field that is not shown changes nothing */
  atrium_entry_set_string (atrium_section_get_entry (news, 2), "source", "somewhere");
  patches = atrium_page_update (page);
  g_assert_cmpuint (patches->len, ==, 0);
  g_clear_pointer (&patches, g_ptr_array_unref);

  atrium_entry_set_string (atrium_profile_get_person (profile), "headline", "Professor");
  patches = atrium_page_update (page);
  g_assert_cmpuint (patches->len, ==, 1);
  patch = g_ptr_array_index (patches, 0);
  g_assert_cmpstr (patch->id, ==, "person");
}

static AtriumEntry *
random_entry (AtriumProfile  *profile,
              AtriumSection **section,
              guint          *index)
{
  for (;;)
    {
      *section = atrium_profile_get_section (profile, g_test_rand_int_range (0, atrium_profile_get_n_sections (profile)));
      if (atrium_section_get_n_entries (*section) == 0)
        continue;
      *index = g_test_rand_int_range (0, atrium_section_get_n_entries (*section));
      return atrium_section_get_entry (*section, *index);
    }
}

static void
edit_randomly (AtriumProfile *profile)
{
  const char *texts[] = { "", "plain", "**bold** text", "<b>html</b>", "[l](u)", "$x$", "漢字" };
  const char *text = texts[g_test_rand_int_range (0, G_N_ELEMENTS (texts))];
  guint n = atrium_profile_get_n_sections (profile);
  AtriumSection *section;
  guint index;
  AtriumEntry *entry = random_entry (profile, &section, &index);
  const AtriumKindInfo *info = atrium_kind_get_info (atrium_section_get_kind (section));
  const AtriumField *field = &info->fields[g_test_rand_int_range (0, info->n_fields)];

  switch (g_test_rand_int_range (0, 14))
    {
    case 0:
      atrium_entry_set_hidden (entry, g_test_rand_bit ());
      break;
    case 1:
      atrium_section_set_hidden (section, g_test_rand_bit ());
      break;
    case 2:
      atrium_section_move (section, index, g_test_rand_int_range (0, atrium_section_get_n_entries (section)));
      break;
    case 3:
      {
        g_autoptr(AtriumEntry) other = atrium_entry_new (info->kind, NULL);

        atrium_entry_set_string (other, "text", text);
        atrium_section_insert (section, index, other);
      }
      break;
    case 4:
      if (atrium_section_get_n_entries (section) > 1)
        atrium_section_remove (section, index);
      break;
    case 5:
      atrium_profile_move (profile, g_test_rand_int_range (0, n), g_test_rand_int_range (0, n));
      break;
    case 6:
      atrium_section_set_title (section, text);
      break;
    case 7:
      atrium_entry_set_string (atrium_profile_get_person (profile), "name", text);
      break;
    case 8:
      atrium_entry_set_string (entry, "group", g_test_rand_bit () ? "One" : "Two");
      break;
    default:
      if (field->type == ATRIUM_FIELD_STRING || field->type == ATRIUM_FIELD_INLINE || field->type == ATRIUM_FIELD_TEXT)
        atrium_entry_set_string (entry, field->id, text);
      else
        atrium_entry_set_string (entry, "text", text);
    }
}

/* patches, whatever was edited, lead to the very page that is rendered from the start */
static void
test_random_edits (void)
{
  g_autoptr(AtriumProfile) profile = sample_profile_new ();
  g_autoptr(AtriumPage) page = atrium_page_new (profile);
  g_autofree char *html = render (page);

  for (guint i = 0; i < 150; i++)
    {
      g_autoptr(AtriumPage) fresh = NULL;
      g_autoptr(GPtrArray) patches = NULL;
      g_autofree char *before = g_steal_pointer (&html);
      g_autofree char *expected = NULL;
      guint n = g_test_rand_int_range (1, 5);

      for (guint j = 0; j < n; j++)
        edit_randomly (profile);
      patches = atrium_page_update (page);
      html = apply (before, patches);
      fresh = atrium_page_new (profile);
      expected = render (fresh);
      assert_same_body (html, expected);
    }
}

static void
test_many_changes (void)
{
  g_autoptr(AtriumProfile) profile = sample_profile_new_large (200);
  g_autoptr(AtriumPage) page = atrium_page_new (profile);
  AtriumSection *section = atrium_profile_get_section (profile, 0);
  g_autofree char *html = render (page);
  g_autoptr(GPtrArray) patches = NULL;

  for (guint i = 0; i < 200; i++)
    atrium_entry_set_string (atrium_section_get_entry (section, i), "venue", "Elsewhere");
  patches = atrium_page_update (page);
  g_assert_cmpuint (patches->len, ==, 1);
  g_assert_cmpstr (((AtriumPatch *) g_ptr_array_index (patches, 0))->id, ==, "s-publications");
}

static double
measure_update (guint n)
{
  g_autoptr(AtriumProfile) profile = sample_profile_new_large (n);
  g_autoptr(AtriumPage) page = atrium_page_new (profile);
  AtriumSection *section = atrium_profile_get_section (profile, 0);
  g_autofree char *html = render (page);
  gint64 start = g_get_monotonic_time ();
  const guint rounds = 200;

  for (guint i = 0; i < rounds; i++)
    {
      g_autofree char *text = g_strdup_printf ("Title *%u*", i);
      g_autoptr(GPtrArray) patches = NULL;

      atrium_entry_set_string (atrium_section_get_entry (section, i * 7 % n), "title", text);
      patches = atrium_page_update (page);
      g_assert_cmpuint (patches->len, ==, 1);
    }

  return (double) (g_get_monotonic_time () - start) / rounds;
}

/* an edit renders one entry, however many there are */
static void
test_update_cost (void)
{
  double few = measure_update (50);
  double many = measure_update (5000);

  g_test_message ("an update takes %.1f us of 50 and %.1f us of 5,000 entries", few, many);
  g_assert_cmpfloat (many, <, 1000);
}

static void
test_lifetime (void)
{
  AtriumProfile *profile = sample_profile_new ();
  AtriumPage *page = atrium_page_new (profile);
  g_autofree char *html = render (page);

  atrium_profile_remove (profile, 1);
  g_assert_finalize_object (page);
  atrium_section_set_title (atrium_profile_get_section (profile, 0), "Still there");
  g_assert_finalize_object (profile);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/render/page/kinds", test_kinds);
  g_test_add_func ("/render/page/fields-shown", test_fields_shown);
  g_test_add_func ("/render/page/reading", test_reading);
  g_test_add_func ("/render/page/hidden", test_hidden);
  g_test_add_func ("/render/page/ids", test_ids);
  g_test_add_func ("/render/page/escaping", test_escaping);
  g_test_add_func ("/render/page/update", test_update);
  g_test_add_func ("/render/page/random-edits", test_random_edits);
  g_test_add_func ("/render/page/many-changes", test_many_changes);
  g_test_add_func ("/render/page/update-cost", test_update_cost);
  g_test_add_func ("/render/page/lifetime", test_lifetime);

  return g_test_run ();
}
