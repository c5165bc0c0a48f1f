#include "atrium-kind.h"

#include <string.h>

/* the member names that scripts rely on */
static void
test_members (void)
{
  static const struct { const char *kind; const char *members; } cases[] = {
    { "bio", "text" }, { "text", "text" }, { "list", "text" }, { "news", "date text" },
    { "experience", "role organization url place start end logo people text highlights" },
    { "education", "degree field organization place start end people text" },
    { "publications", "title authors venue venueShort date type status award note doi arxiv category abstract image highlights citations selected bibtex" },
    { "projects", "title text motivation contributions role people organization event place start end image" },
    { "honors", "title organization date start end amount role text" }, { "grants", "title organization date start end amount role text" },
    { "talks", "title event date place text" }, { "teaching", "title role organization start end text" },
    { "service", "role organization start end text" }, { "skills", "title text" }, { "places", "city country latitude longitude date text" },
  };

  g_assert_cmpuint (G_N_ELEMENTS (cases), ==, ATRIUM_N_SECTION_KINDS);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(GStrv) members = g_strsplit (cases[i].members, " ", -1);
      const AtriumKindInfo *info;
      AtriumKind kind;

      g_assert_true (atrium_kind_from_id (cases[i].kind, &kind));
      info = atrium_kind_get_info (kind);
      for (guint j = 0; members[j] != NULL; j++)
        g_assert_nonnull (atrium_kind_find_field (info, members[j]));
      g_assert_nonnull (atrium_kind_find_field (info, "links"));
      g_assert_nonnull (atrium_kind_find_field (info, "group"));
      g_assert_nonnull (atrium_kind_find_field (info, "source"));
      g_assert_null (atrium_kind_find_field (info, "nothing"));
    }
}

static void
test_rows (void)
{
  for (guint i = 0; i <= ATRIUM_N_SECTION_KINDS; i++)
    {
      const AtriumKindInfo *info = atrium_kind_get_info (i);
      AtriumKind kind;

      g_assert_cmpuint (info->kind, ==, i);
      g_assert_cmpuint (strlen (info->singular) * strlen (info->add_label) * strlen (info->hint) * strlen (info->label), >, 0);
      g_assert_true (g_str_has_suffix (info->icon_name, "-symbolic"));
      g_assert_cmpint (atrium_kind_from_id (info->id, &kind), ==, i < ATRIUM_N_SECTION_KINDS);
      for (guint j = 0; j < info->n_fields; j++)
        {
          g_assert_true (atrium_kind_find_field (info, info->fields[j].id) == &info->fields[j]);
          g_assert_cmpint (info->fields[j].type == ATRIUM_FIELD_CHOICE, ==, info->fields[j].choices != NULL);
        }
    }
  {
    AtriumKind kind;

    g_assert_false (atrium_kind_from_id ("nothing", &kind));
    g_assert_false (atrium_kind_from_id (NULL, &kind));
  }
}

static void
test_spelled_date (void)
{
  const AtriumKindInfo *info = atrium_kind_get_info (ATRIUM_KIND_EXPERIENCE);

  g_assert_cmpstr (atrium_kind_find_spelled_date (info, "startText")->id, ==, "start");
  g_assert_null (atrium_kind_find_spelled_date (info, "roleText"));
  g_assert_null (atrium_kind_find_spelled_date (info, "Text"));
  g_assert_null (atrium_kind_find_spelled_date (info, "text"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/kind/members", test_members);
  g_test_add_func ("/model/kind/rows", test_rows);
  g_test_add_func ("/model/kind/spelled-date", test_spelled_date);

  return g_test_run ();
}
