#include <string.h>

#include "atrium-kind.h"
#include "site.h"

/* The laws of the design, over every page that there is: the invented ones of this folder,
 * and real ones where ../shared is there. Every field of every entry is tried. */

typedef struct
{
  guint       n_pages;
  guint       n_entries;
  guint       n_tried;
  guint       n_losses;
  guint       n_strayed;
  GHashTable *lost;       /* "kind/field" to the number of values that the page refused */
  gboolean    strict;     /* on our own pages a word more is never refused */
} Laws;

static void
count_loss (Laws       *laws,
            const char *name,
            const char *kind,
            const char *path,
            const char *value)
{
  char *key = g_strdup_printf ("%s/%s", kind, path);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (laws->lost, key));

  for (char *at = key; *at != '\0'; at++)
    if (g_ascii_isdigit (*at))
      *at = '#';
  n = GPOINTER_TO_UINT (g_hash_table_lookup (laws->lost, key));
  g_hash_table_insert (laws->lost, key, GUINT_TO_POINTER (n + 1));
  laws->n_losses++;
  if (g_getenv ("ATRIUM_LAWS_VERBOSE") != NULL)
    g_test_message ("%s: %s/%s refuses \"%s\"", name, kind, path, value);
}

/* what a person could write instead */
static const struct
{
  const char *field;
  const char *text;
} others[] = {
  { "title", "On the Memory of Slowly Moving Water" },
  { "venue", "Journal of Estuarine Computing" },
  { "venueShort", "KDD 2027" },
  { "role", "Research Assistant" },
  { "degree", "Master of Science" },
  { "organization", "University of Eastport" },
  { "event", "Eastport Workshop on Tides" },
  { "place", "Lisbon, Portugal" },
  { "field", "Marine Engineering" },
  { "award", "Best Paper Award" },
  { "name", "Zoe Quillington" },
  { "amount", "EUR 75,000" },
  { "label", "Slides" },
};

/* another amount of the same money */
static char *
other_number (const char *text)
{
  char *other = g_strdup (text);
  gsize at = strcspn (other, "0123456789");

  if (other[at] != '\0')
    other[at] = other[at] == '9' ? '8' : other[at] + 1;

  return other;
}

/* A value of another content that still fits the field. */
static char *
other_text (const char      *path,
            AtriumFieldType  type,
            const char      *text,
            guint            variant)
{
  const char *field = strrchr (path, '/') != NULL ? strrchr (path, '/') + 1 : path;

  if (type == ATRIUM_FIELD_DATE)
    {
      int year = atoi (text) + (g_str_equal (field, "start") ? -1 : 1);

      return year <= 1 ? g_strdup ("2031")
             : g_strdup_printf ("%04d%s", year, text + strspn (text, "0123456789"));
    }
  if (type == ATRIUM_FIELD_URL || type == ATRIUM_FIELD_IMAGE)
    return g_strdup ("https://example.org/another_place?a=1&b=(2)");
  /* these are no words that one more could follow: "CL", of arXiv's subjects */
  if (g_str_equal (field, "category") && strlen (text) == 2 && g_ascii_isupper (text[0]) && g_ascii_isupper (text[1]))
    return g_strdup (variant == 0 ? "RO" : "HC");
  if (g_str_equal (field, "amount") && variant == 0)
    return other_number (text);
  /* a name in the manner of the others: "Li, L." */
  if (g_str_equal (field, "name") && strstr (text, ", ") != NULL)
    return g_strdup ("Quill, Z.");
  if (variant == 0)
    return g_strconcat (text, " Zeta", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_str_equal (field, others[i].field))
      return g_strdup (others[i].text);

  return g_strdup ("Something that was not there before.");
}

static gboolean
is_scalar_text (AtriumFieldType type)
{
  switch (type)
    {
    case ATRIUM_FIELD_STRING:
    case ATRIUM_FIELD_INLINE:
    case ATRIUM_FIELD_TEXT:
    case ATRIUM_FIELD_DATE:
    case ATRIUM_FIELD_URL:
    case ATRIUM_FIELD_IMAGE:
      return TRUE;
    case ATRIUM_FIELD_NUMBER:
    case ATRIUM_FIELD_BOOLEAN:
    case ATRIUM_FIELD_CHOICE:
    case ATRIUM_FIELD_PEOPLE:
    case ATRIUM_FIELD_LINKS:
    case ATRIUM_FIELD_INLINES:
    case ATRIUM_FIELD_STRINGS:
    case ATRIUM_FIELD_CITATIONS:
    case ATRIUM_FIELD_CODE:
    default:
      return FALSE;
    }
}

static void
assert_identity (const char    *name,
                 AtriumReading *reading)
{
  g_autoptr(AtriumProfile) copy = atrium_profile_copy (reading->profile);
  g_autoptr(GPtrArray) losses = atrium_losses_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(AtriumFileTree) files = reading->lens->write (reading, copy, losses, &error);

  g_assert_no_error (error);
  g_assert_true (files == reading->files);
  g_assert_cmpuint (losses->len, ==, 0);
}

static gboolean
is_lost (GPtrArray  *losses,
         const char *pointer)
{
  for (guint i = 0; i < losses->len; i++)
    {
      const AtriumLoss *loss = g_ptr_array_index (losses, i);
      gsize length = strlen (loss->pointer);

      /* a loss of what the value stands in is one of the value */
      if (strncmp (loss->pointer, pointer, length) == 0 &&
          (pointer[length] == '\0' || pointer[length] == '/'))
        return TRUE;
    }

  return FALSE;
}

/* what else than the slot's lines may change: nothing */
static void
check_locality (Laws             *laws,
                const char       *name,
                const char       *pointer,
                AtriumReading    *reading,
                AtriumFileTree   *files,
                const AtriumSlot *slot)
{
  const char *path = atrium_source_get_path (slot->source);
  g_autoptr(GPtrArray) changed = atrium_file_tree_dup_changed (reading->files, files);
  g_autofree char *before = site_dup_text (reading->files, path);
  g_autofree char *after = site_dup_text (files, path);

  for (guint i = 0; i < changed->len; i++)
    g_assert_cmpstr (g_ptr_array_index (changed, i), ==, path);
  if (site_only_lines_changed (before, after, slot->span.start, slot->span.end))
    return;

  laws->n_strayed++;
  g_test_message ("%s: %s changed other lines", name, pointer);
  g_test_fail ();
}

/* white space aside */
static gboolean
same_words (const char *a,
            const char *b)
{
  g_auto(GStrv) p = g_strsplit_set (a, " \t\r\n", -1);
  g_auto(GStrv) q = g_strsplit_set (b, " \t\r\n", -1);
  guint i = 0;
  guint j = 0;

  for (;;)
    {
      while (p[i] != NULL && *p[i] == '\0')
        i++;
      while (q[j] != NULL && *q[j] == '\0')
        j++;
      if (p[i] == NULL || q[j] == NULL)
        return p[i] == q[j];
      if (!g_str_equal (p[i++], q[j++]))
        return FALSE;
    }
}

static void
check_read_back (const char    *name,
                 const char    *pointer,
                 AtriumReading *reading,
                 AtriumFileTree *files,
                 guint          section,
                 guint          entry,
                 const char    *path,
                 const char    *value)
{
  g_autoptr(AtriumReading) again = reading->lens->read (reading->lens, files, reading->page, NULL);
  AtriumEntry *got;
  g_autofree char *is = NULL;

  g_assert_nonnull (again);
  if (g_strcmp0 (path, "date") == 0 || g_strcmp0 (path, "start") == 0)
    {
      /* the files of a collection are sorted by date */
      const char *id = atrium_entry_get_id (atrium_section_get_entry (
        atrium_profile_get_section (reading->profile, section), entry));

      got = atrium_profile_find_entry (again->profile, id, NULL);
      is = got != NULL ? g_strdup (atrium_entry_get_string (got, path)) : NULL;
      if (is != NULL && strchr (id, '/') != NULL)
        {
          g_assert_cmpstr (is, ==, value);
          return;
        }
      g_clear_pointer (&is, g_free);
    }
  got = atrium_section_get_entry (atrium_profile_get_section (again->profile, section), entry);
  is = g_strdup (atrium_value_get_string (atrium_entry_get_at (got, path)));
  if (is == NULL || !same_words (is, value))
    {
      g_test_message ("%s: %s reads \"%s\" and not \"%s\"", name, pointer, is, value);
      g_test_fail ();
    }
}

/* sets one value of one entry */
static void
try_value (Laws             *laws,
           const char       *name,
           AtriumReading    *reading,
           guint             section,
           guint             entry,
           const char       *path,
           AtriumFieldType   type,
           guint             variant)
{
  g_autoptr(AtriumProfile) profile = atrium_profile_copy (reading->profile);
  AtriumSection *in = atrium_profile_get_section (profile, section);
  AtriumEntry *edited = atrium_section_get_entry (in, entry);
  AtriumSectionMap *map = g_ptr_array_index (reading->map->sections, section);
  AtriumEntryMap *entry_map = g_ptr_array_index (map->entries, entry);
  const AtriumSlot *slot = atrium_slots_find (entry_map->slots, path);
  const char *old = atrium_value_get_string (atrium_entry_get_at (edited, path));
  g_autofree char *text = old != NULL ? other_text (path, type, old, variant) : NULL;
  g_autofree char *pointer = g_strdup_printf ("sections/%u/entries/%u/%s", section, entry, path);
  g_autoptr(AtriumValue) value = text != NULL ? atrium_value_new_string (text) : NULL;
  g_autoptr(GPtrArray) losses = atrium_losses_new ();
  g_autoptr(AtriumFileTree) files = NULL;
  g_autoptr(GError) error = NULL;

  if (slot == NULL || text == NULL || !atrium_entry_set_at (edited, path, value, &error))
    return;

  laws->n_tried++;
  files = reading->lens->write (reading, profile, losses, &error);
  g_assert_no_error (error);
  if (is_lost (losses, pointer))
    {
      count_loss (laws, name, atrium_kind_get_info (atrium_section_get_kind (in))->id, path, text);
      if (laws->strict && variant == 0)
        {
          g_test_message ("%s: %s refuses \"%s\"", name, pointer, text);
          g_test_fail ();
        }
      if (atrium_file_tree_lookup (files, atrium_source_get_path (slot->source)) !=
          atrium_file_tree_lookup (reading->files, atrium_source_get_path (slot->source)))
        {
          g_test_message ("%s: %s is refused but the file changed", name, pointer);
          g_test_fail ();
        }
      return;
    }

  check_locality (laws, name, pointer, reading, files, slot);
  /* the writer has read it again itself; that it did so is looked at now and then */
  if (laws->strict || laws->n_tried % 8 == 0)
    check_read_back (name, pointer, reading, files, section, entry, path, text);
}

static void
try_items (Laws            *laws,
           const char      *name,
           AtriumReading   *reading,
           guint            section,
           guint            entry,
           const char      *field,
           AtriumFieldType  type,
           AtriumValue     *list)
{
  static const struct { AtriumFieldType type; const char *member; AtriumFieldType member_type; } members[] = {
    { ATRIUM_FIELD_PEOPLE, "/name", ATRIUM_FIELD_STRING },
    { ATRIUM_FIELD_LINKS, "/label", ATRIUM_FIELD_STRING },
    { ATRIUM_FIELD_LINKS, "/url", ATRIUM_FIELD_URL },
    { ATRIUM_FIELD_INLINES, "", ATRIUM_FIELD_INLINE },
  };

  for (guint i = 0; i < atrium_value_get_n_items (list); i++)
    for (guint j = 0; j < G_N_ELEMENTS (members); j++)
      if (members[j].type == type)
        {
          g_autofree char *path = g_strdup_printf ("%s/%u%s", field, i, members[j].member);

          try_value (laws, name, reading, section, entry, path, members[j].member_type, 0);
        }
}

static void
try_entry (Laws          *laws,
           const char    *name,
           AtriumReading *reading,
           guint          section,
           guint          index)
{
  AtriumSection *in = atrium_profile_get_section (reading->profile, section);
  AtriumEntry *entry = atrium_section_get_entry (in, index);
  const AtriumKindInfo *info = atrium_kind_get_info (atrium_entry_get_kind (entry));

  laws->n_entries++;
  for (guint i = 0; i < atrium_entry_get_n_members (entry); i++)
    {
      const char *member = atrium_entry_get_member_name (entry, i);
      const AtriumField *field = atrium_kind_find_field (info, member);

      if (field == NULL)
        continue;
      if (is_scalar_text (field->type))
        {
          try_value (laws, name, reading, section, index, member, field->type, 0);
          if (laws->strict || index < 3)
            try_value (laws, name, reading, section, index, member, field->type, 1);
        }
      else
        try_items (laws, name, reading, section, index, member, field->type,
                   atrium_entry_get (entry, member));
    }
}

static void
laws_cb (const char     *name,
         AtriumFileTree *files,
         const char     *page,
         gpointer        user_data)
{
  Laws *laws = user_data;
  g_autoptr(AtriumReading) reading = site_read (files, page);

  g_test_message ("%s", name);
  laws->n_pages++;
  assert_identity (name, reading);
  g_assert_cmpuint (reading->map->sections->len, ==, atrium_profile_get_n_sections (reading->profile));
  for (guint i = 0; i < atrium_profile_get_n_sections (reading->profile); i++)
    {
      AtriumSectionMap *map = g_ptr_array_index (reading->map->sections, i);
      guint n = atrium_section_get_n_entries (atrium_profile_get_section (reading->profile, i));

      g_assert_cmpuint (map->entries->len, ==, n);
      for (guint j = 0; j < n; j++)
        try_entry (laws, name, reading, i, j);
    }
}

static void
report (Laws *laws)
{
  g_autoptr(GList) keys = g_list_sort (g_hash_table_get_keys (laws->lost), (GCompareFunc) strcmp);

  g_test_message ("%u pages, %u entries, %u values set: %u refused, %u changed other lines", laws->n_pages,
                  laws->n_entries, laws->n_tried, laws->n_losses, laws->n_strayed);
  for (GList *item = keys; item != NULL; item = item->next)
    g_test_message ("refused %u times: %s", GPOINTER_TO_UINT (g_hash_table_lookup (laws->lost, item->data)),
                    (char *) item->data);
}

static void
test_invented (void)
{
  Laws laws = { .lost = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), .strict = TRUE };

  site_foreach_invented (laws_cb, &laws);
  report (&laws);
  g_hash_table_unref (laws.lost);
}

static void
test_real (void)
{
  Laws laws = { .lost = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };

  if (!site_foreach_real (laws_cb, &laws))
    g_test_skip ("the folder ../shared with real pages is not here (ATRIUM_SHARED)");
  report (&laws);
  g_hash_table_unref (laws.lost);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/laws/invented", test_invented);
  g_test_add_func ("/laws/real", test_real);

  return g_test_run ();
}
