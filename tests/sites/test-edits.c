#include <string.h>

#include "atrium-history.h"
#include "site.h"

/* Entries that come, go and move, on every page that there is. */

typedef struct
{
  guint       tried;
  guint       refused;
  guint       failed;
} Score;

typedef struct
{
  Score copy;
  Score insert;
  Score remove;
  Score move;
  Score back;        /* there and back again gives the first bytes */
  Score random;
  gboolean strict;   /* on our own pages nothing may be refused */
} Edits;

static gboolean
verbose (void)
{
  return g_getenv ("ATRIUM_LAWS_VERBOSE") != NULL;
}

static void
fail (Score      *score,
      const char *format,
      ...) G_GNUC_PRINTF (2, 3);

static void
fail (Score      *score,
      const char *format,
      ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  score->failed++;
  g_test_message ("%s", text);
  g_test_fail ();
}

/* Writes @profile; NULL where part of it was refused. */
static AtriumFileTree *
write_profile (AtriumReading *reading,
               AtriumProfile *profile,
               char         **reason)
{
  g_autoptr(GPtrArray) losses = atrium_losses_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(AtriumFileTree) files = reading->lens->write (reading, profile, losses, &error);

  g_assert_no_error (error);
  if (losses->len == 0)
    return g_steal_pointer (&files);
  if (reason != NULL)
    {
      const AtriumLoss *loss = g_ptr_array_index (losses, 0);

      *reason = g_strdup_printf ("%s: %s", loss->pointer, loss->reason);
    }

  return NULL;
}

/* the field that says what an entry is */
static const char *
main_field (AtriumEntry *entry)
{
  static const char *const fields[] = { "title", "text", "role", "degree", "organization", "city" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (atrium_entry_get_string (entry, fields[i]) != NULL)
      return fields[i];

  return NULL;
}

/* something else that the field can say */
static const char *
other_value (const char *field)
{
  static const char *const values[][2] = {
    { "title", "A Study of Something Else Entirely" },
    { "text", "Something else happened entirely." },
    { "role", "Teaching Assistant" },
    { "degree", "Master of Science" },
    { "organization", "University of Eastport" },
    { "city", "Lisbon" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (g_str_equal (values[i][0], field))
      return values[i][1];

  return values[0][1];
}

static AtriumEntry *
copy_with_new_id (AtriumEntry *entry)
{
  AtriumEntry *copy = atrium_entry_new (atrium_entry_get_kind (entry), NULL);

  for (guint i = 0; i < atrium_entry_get_n_members (entry); i++)
    {
      const char *name = atrium_entry_get_member_name (entry, i);

      atrium_entry_set (copy, name, atrium_entry_get (entry, name));
    }

  return copy;
}

static AtriumEntryMap *
entry_map (AtriumReading *reading,
           guint          section,
           guint          entry)
{
  AtriumSectionMap *map = g_ptr_array_index (reading->map->sections, section);

  return g_ptr_array_index (map->entries, entry);
}

/* the text of an entry with a mark in the place of a value */
static char *
without (AtriumEntryMap   *map,
         const AtriumSlot *slot)
{
  g_autofree char *before = atrium_source_dup_span (map->source, ATRIUM_SPAN (map->inner.start, slot->span.start));
  g_autofree char *after = atrium_source_dup_span (map->source, ATRIUM_SPAN (slot->span.end, map->inner.end));

  return g_strconcat (before, "{}", after, NULL);
}

/* The copy of an entry with another title looks like the entry, line by line. */
static void
check_copy (Edits          *edits,
            const char     *name,
            AtriumReading  *reading,
            AtriumFileTree *files,
            guint           section,
            guint           last,
            const char     *field)
{
  g_autoptr(AtriumReading) again = reading->lens->read (reading->lens, files, reading->page, NULL);
  AtriumEntryMap *old_map = entry_map (reading, section, last);
  AtriumEntryMap *new_map = entry_map (again, section, last + 1);
  const AtriumSlot *old_slot = atrium_slots_find (old_map->slots, field);
  const AtriumSlot *new_slot = atrium_slots_find (new_map->slots, field);
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;

  if (old_slot == NULL || new_slot == NULL || old_map->form == ATRIUM_ENTRY_FORM_FILE)
    return;
  a = without (old_map, old_slot);
  b = without (new_map, new_slot);
  if (g_strcmp0 (a, b) != 0)
    fail (&edits->copy, "%s: sections/%u: the copy \"%s\" does not look like \"%s\"", name, section, b, a);
}

static void
try_copy (Edits         *edits,
          const char    *name,
          AtriumReading *reading,
          guint          index)
{
  g_autoptr(AtriumProfile) profile = atrium_profile_copy (reading->profile);
  AtriumSection *section = atrium_profile_get_section (profile, index);
  guint n = atrium_section_get_n_entries (section);
  AtriumEntry *last = n >= 2 ? atrium_section_get_entry (section, n - 1) : NULL;
  const char *field = last != NULL ? main_field (last) : NULL;
  const char *value = field != NULL ? other_value (field) : NULL;
  g_autoptr(AtriumEntry) copy = NULL;
  g_autoptr(AtriumFileTree) files = NULL;
  g_autofree char *reason = NULL;

  if (field == NULL)
    return;
  copy = copy_with_new_id (last);
  atrium_entry_set_string (copy, field, value);
  atrium_section_append (section, copy);

  edits->copy.tried++;
  files = write_profile (reading, profile, &reason);
  if (files != NULL)
    check_copy (edits, name, reading, files, index, n - 1, field);
  else
    {
      edits->copy.refused++;
      if (verbose ())
        g_test_message ("%s: copy in sections/%u refused: %s", name, index, reason);
    }
}

static GStrv
split_lines (const char *text)
{
  GStrv lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    g_strchomp (lines[i]);

  return lines;
}

/* every line of @after stands in @before, in the same order */
static const char *
find_stray_line (GStrv before,
                 GStrv after)
{
  guint at = 0;

  for (guint i = 0; after[i] != NULL; i++)
    {
      /* what stands behind the line end of a file that had none */
      if (after[i + 1] == NULL && *after[i] == '\0')
        break;
      while (before[at] != NULL && !g_str_equal (before[at], after[i]))
        at++;
      if (before[at] == NULL)
        return after[i];
      at++;
    }

  return NULL;
}

static gboolean
is_numbered (AtriumEntryMap *map)
{
  const char *text = atrium_source_get_text (map->source, NULL);
  gsize at = map->outer.start;

  while (text[at] == ' ')
    at++;

  return g_ascii_isdigit (text[at]);
}

static gsize
common_head (const char *a,
             const char *b)
{
  gsize n = 0;

  while (a[n] != '\0' && a[n] == b[n])
    n++;

  return n;
}

static gsize
common_tail (const char *a,
             const char *b)
{
  gsize p = strlen (a);
  gsize q = strlen (b);
  gsize n = 0;

  while (n < p && n < q && a[p - 1 - n] == b[q - 1 - n])
    n++;

  return n;
}

/* TRUE where @line is what is left of lines of before with one piece cut out: items may stand
 * side by side, or begin on the line of their list */
static gboolean
is_cut_of (const char *line,
           GStrv       before)
{
  gsize length = strlen (line);

  for (guint i = 0; before[i] != NULL; i++)
    for (guint j = i; common_head (line, before[i]) > 0 && before[j] != NULL; j++)
      {
        gsize tail = common_tail (line, before[j]);

        if (tail > 0 && common_head (line, before[i]) + tail >= length && (j > i || strlen (before[i]) > length))
          return TRUE;
      }

  return FALSE;
}

static void
try_remove (Edits         *edits,
            const char    *name,
            AtriumReading *reading,
            guint          section,
            guint          entry)
{
  g_autoptr(AtriumProfile) profile = atrium_profile_copy (reading->profile);
  AtriumEntryMap *map = entry_map (reading, section, entry);
  g_autoptr(AtriumFileTree) files = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_auto(GStrv) before_lines = NULL;
  g_auto(GStrv) after_lines = NULL;
  const char *path = map->source != NULL ? atrium_source_get_path (map->source) : NULL;
  const char *stray;

  if (path == NULL)
    return;
  atrium_section_remove (atrium_profile_get_section (profile, section), entry);
  edits->remove.tried++;
  files = write_profile (reading, profile, &reason);
  if (files == NULL)
    {
      edits->remove.refused++;
      if (verbose ())
        g_test_message ("%s: removing sections/%u/entries/%u refused: %s", name, section, entry, reason);
      return;
    }
  if (map->form == ATRIUM_ENTRY_FORM_FILE)
    {
      g_assert_null (atrium_file_tree_lookup (files, path));
      return;
    }

  before = site_dup_text (reading->files, path);
  after = site_dup_text (files, path);
  before_lines = split_lines (before);
  after_lines = split_lines (after);
  stray = find_stray_line (before_lines, after_lines);
  /* the first of a numbered list leaves its number to the next; a line of its paragraph may
   * have had others beside it */
  if (stray != NULL && !is_numbered (map) && map->form == ATRIUM_ENTRY_FORM_ITEM &&
      !(strchr (stray, '<') != NULL && is_cut_of (stray, before_lines)))
    fail (&edits->remove, "%s: removing sections/%u/entries/%u made the line \"%s\"", name, section, entry, stray);
}

static AtriumReading *
read_again (AtriumReading  *reading,
            AtriumFileTree *files)
{
  g_autoptr(GError) error = NULL;
  AtriumReading *again = reading->lens->read (reading->lens, files, reading->page, &error);

  g_assert_no_error (error);

  return again;
}

static gboolean
same_files (AtriumFileTree *a,
            AtriumFileTree *b)
{
  g_autoptr(GPtrArray) changed = atrium_file_tree_dup_changed (a, b);

  return changed->len == 0;
}

/* Nothing but white space stands between the entries, and blocks have their empty line. */
static gboolean
is_one_list (AtriumReading *reading,
             guint          section,
             guint          first,
             guint          last)
{
  for (guint i = first; i < last; i++)
    {
      AtriumEntryMap *a = entry_map (reading, section, i);
      AtriumEntryMap *b = entry_map (reading, section, i + 1);
      g_autofree char *gap = NULL;

      if (a->source != b->source || a->outer.end > b->outer.start || a->form != b->form)
        return FALSE;
      gap = atrium_source_dup_span (a->source, ATRIUM_SPAN (a->outer.end, b->outer.start));
      if (a->form == ATRIUM_ENTRY_FORM_PARAGRAPH && strchr (gap, '\n') == strrchr (gap, '\n'))
        return FALSE;
      if (*g_strstrip (gap) != '\0')
        return FALSE;
    }

  return TRUE;
}

/* a move and the move back, each a session of its own */
static void
try_move (Edits         *edits,
          const char    *name,
          AtriumReading *reading,
          guint          section,
          guint          from,
          guint          to)
{
  g_autoptr(AtriumProfile) profile = atrium_profile_copy (reading->profile);
  g_autoptr(AtriumProfile) back = NULL;
  g_autoptr(AtriumFileTree) files = NULL;
  g_autoptr(AtriumFileTree) first = NULL;
  g_autoptr(AtriumReading) again = NULL;
  g_autofree char *reason = NULL;

  if (entry_map (reading, section, from)->form == ATRIUM_ENTRY_FORM_FILE)
    return;
  atrium_section_move (atrium_profile_get_section (profile, section), from, to);
  edits->move.tried++;
  files = write_profile (reading, profile, &reason);
  if (files == NULL)
    {
      edits->move.refused++;
      if (verbose ())
        g_test_message ("%s: moving sections/%u/entries/%u to %u refused: %s", name, section, from, to, reason);
      return;
    }

  /* from one list into another there is no way back: where the one ends, the other begins */
  if (!is_one_list (reading, section, MAX (MIN (from, to), 1) - 1, MAX (from, to)))
    return;
  again = read_again (reading, files);
  back = atrium_profile_copy (again->profile);
  atrium_section_move (atrium_profile_get_section (back, section), to, from);
  edits->back.tried++;
  first = write_profile (again, back, &reason);
  if (first == NULL)
    edits->back.refused++;
  else if (!same_files (first, reading->files))
    fail (&edits->back, "%s: moving sections/%u/entries/%u to %u and back changes the page", name, section, from, to);
}

/* an entry comes and goes again */
static void
try_insert_and_remove (Edits         *edits,
                       const char    *name,
                       AtriumReading *reading,
                       guint          section,
                       guint          at)
{
  g_autoptr(AtriumProfile) profile = atrium_profile_copy (reading->profile);
  AtriumSection *in = atrium_profile_get_section (profile, section);
  AtriumEntry *model = atrium_section_get_entry (in, MIN (at, atrium_section_get_n_entries (in) - 1));
  g_autoptr(AtriumEntry) copy = copy_with_new_id (model);
  const char *field = main_field (copy);
  g_autoptr(AtriumProfile) back = NULL;
  g_autoptr(AtriumFileTree) files = NULL;
  g_autoptr(AtriumFileTree) first = NULL;
  g_autoptr(AtriumReading) again = NULL;
  g_autofree char *reason = NULL;

  /* free text is one entry */
  if (field == NULL || atrium_section_get_kind (in) == ATRIUM_KIND_TEXT ||
      entry_map (reading, section, 0)->form == ATRIUM_ENTRY_FORM_FILE ||
      (at > 0 && at < atrium_section_get_n_entries (in) && !is_one_list (reading, section, at - 1, at)))
    return;
  atrium_entry_set_string (copy, field, other_value (field));
  atrium_section_insert (in, at, copy);
  edits->insert.tried++;
  files = write_profile (reading, profile, &reason);
  if (files == NULL)
    {
      edits->insert.refused++;
      if (verbose ())
        g_test_message ("%s: insert in sections/%u/entries/%u refused: %s", name, section, at, reason);
      return;
    }

  edits->back.tried++;
  again = read_again (reading, files);
  back = atrium_profile_copy (again->profile);
  atrium_section_remove (atrium_profile_get_section (back, section), at);
  first = write_profile (again, back, NULL);
  if (first == NULL)
    edits->back.refused++;
  else if (!same_files (first, reading->files))
    fail (&edits->back, "%s: an entry that came to sections/%u/entries/%u and went changes the page", name, section, at);
}

/* ---- many edits, and all of them undone ---- */

#define N_RANDOM 20

static guint
random_index (guint n)
{
  return n > 0 ? (guint) g_test_rand_int_range (0, n) : 0;
}

static void
random_set (AtriumHistory *history,
            AtriumSection *section)
{
  AtriumEntry *entry = atrium_section_get_entry (section, random_index (atrium_section_get_n_entries (section)));
  const char *field = main_field (entry);
  g_autofree char *text = NULL;
  g_autoptr(AtriumValue) value = NULL;

  if (field == NULL)
    return;
  text = g_strdup_printf ("%s Zeta%u", atrium_entry_get_string (entry, field), random_index (1000));
  value = atrium_value_new_string (text);
  atrium_history_set (history, entry, field, value);
  atrium_history_end_typing (history);
}

static void
random_insert (AtriumHistory *history,
               AtriumSection *section)
{
  guint n = atrium_section_get_n_entries (section);
  AtriumEntry *model = atrium_section_get_entry (section, random_index (n));
  g_autoptr(AtriumEntry) copy = copy_with_new_id (model);
  const char *field = main_field (copy);
  g_autofree char *text =
    field != NULL ? g_strdup_printf ("%s Zeta%u", other_value (field), random_index (1000)) : NULL;

  if (field == NULL)
    return;
  atrium_entry_set_string (copy, field, text);
  atrium_history_insert_entry (history, section, random_index (n + 1), copy);
}

static void
random_edit (AtriumHistory *history)
{
  AtriumProfile *profile = atrium_history_get_profile (history);
  AtriumSection *section = NULL;
  guint n = atrium_profile_get_n_sections (profile);
  guint n_entries;

  for (guint i = 0; i < 20 && section == NULL; i++)
    {
      section = atrium_profile_get_section (profile, random_index (n));
      if (atrium_section_get_n_entries (section) < 2)
        section = NULL;
    }
  if (section == NULL)
    return;

  n_entries = atrium_section_get_n_entries (section);
  switch (random_index (5))
    {
    case 0:
    case 1:
      random_set (history, section);
      break;
    case 2:
      random_insert (history, section);
      break;
    case 3:
      atrium_history_remove_entry (history, section, random_index (n_entries));
      break;
    default:
      atrium_history_move_entry (history, section, random_index (n_entries), random_index (n_entries));
      break;
    }
}

static gboolean
entry_map_is_file (AtriumReading *reading,
                   guint          section)
{
  AtriumSectionMap *map = g_ptr_array_index (reading->map->sections, section);

  return map->entries->len > 0 &&
         ((AtriumEntryMap *) g_ptr_array_index (map->entries, 0))->form == ATRIUM_ENTRY_FORM_FILE;
}

/* without any white space */
static char *
squeeze (const char *text)
{
  GString *out = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (!g_ascii_isspace (*text))
      g_string_append_c (out, *text);

  return g_string_free_and_steal (out);
}

static gboolean
stands_somewhere (AtriumFileTree *files,
                  const char     *text)
{
  for (guint i = 0; i < atrium_file_tree_get_n_files (files); i++)
    {
      GBytes *bytes = atrium_file_tree_lookup (files, atrium_file_tree_get_path (files, i));
      gsize length;
      const char *content = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

      if (content != NULL && memmem (content, length, text, strlen (text)) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* All that nobody touched is still there. */
static void
check_untouched (Edits          *edits,
                 const char     *name,
                 AtriumReading  *reading,
                 AtriumProfile  *profile,
                 AtriumFileTree *files)
{
  for (guint i = 0; i < atrium_profile_get_n_sections (reading->profile); i++)
    {
      AtriumSection *section = atrium_profile_get_section (reading->profile, i);

      for (guint j = 0; j < atrium_section_get_n_entries (section); j++)
        {
          AtriumEntry *entry = atrium_section_get_entry (section, j);
          AtriumEntry *now = atrium_profile_find_entry (profile, atrium_entry_get_id (entry), NULL);
          AtriumEntryMap *map = entry_map (reading, i, j);
          g_autofree char *inner = NULL;

          if (now == NULL || !atrium_entry_equal (now, entry) || map->source == NULL)
            continue;
          inner = atrium_source_dup_span (map->source, map->inner);
          if (!stands_somewhere (files, inner))
            fail (&edits->random, "%s: sections/%u/entries/%u was not edited but is not there any more", name, i, j);
        }
    }
}

/* What is read again has the same entries in the same order, each with what it says. */
static void
check_order (Edits          *edits,
             const char     *name,
             AtriumReading  *reading,
             AtriumProfile  *profile,
             AtriumFileTree *files)
{
  g_autoptr(AtriumReading) again = read_again (reading, files);
  guint n = MIN (atrium_profile_get_n_sections (profile), atrium_profile_get_n_sections (again->profile));

  for (guint i = 0; i < n; i++)
    {
      AtriumSection *a = atrium_profile_get_section (profile, i);
      AtriumSection *b = atrium_profile_get_section (again->profile, i);

      if (entry_map_is_file (again, i))
        continue;
      for (guint j = 0; j < atrium_section_get_n_entries (a); j++)
        {
          AtriumEntry *entry = atrium_section_get_entry (a, j);
          const char *field = main_field (entry);
          const char *want = field != NULL ? atrium_entry_get_string (entry, field) : NULL;
          const char *got = field != NULL && j < atrium_section_get_n_entries (b)
            ? atrium_entry_get_string (atrium_section_get_entry (b, j), field) : NULL;
          g_autofree char *p = want != NULL ? squeeze (want) : NULL;
          g_autofree char *q = got != NULL ? squeeze (got) : NULL;

          if (g_strcmp0 (p, q) != 0)
            fail (&edits->random, "%s: sections/%u/entries/%u is \"%s\" and not \"%s\"", name, i, j, got, want);
        }
    }
}

static void
try_random (Edits         *edits,
            const char    *name,
            AtriumReading *reading)
{
  g_autoptr(AtriumProfile) profile = atrium_profile_copy (reading->profile);
  g_autoptr(AtriumHistory) history = atrium_history_new (profile);
  g_autoptr(AtriumFileTree) last = NULL;

  for (guint i = 0; i < N_RANDOM; i++)
    {
      g_autoptr(AtriumFileTree) files = NULL;
      g_autofree char *reason = NULL;
      guint64 revision = atrium_history_get_revision (history);

      random_edit (history);
      if (atrium_history_get_revision (history) == revision)
        continue;
      edits->random.tried++;
      files = write_profile (reading, profile, &reason);
      if (files != NULL)
        {
          check_untouched (edits, name, reading, profile, files);
          check_order (edits, name, reading, profile, files);
          continue;
        }
      /* what the page cannot hold is named, and then the user takes it back */
      edits->random.refused++;
      if (verbose ())
        g_test_message ("%s: random edit refused: %s", name, reason);
      atrium_history_undo (history);
    }

  while (atrium_history_undo (history))
    ;
  last = write_profile (reading, profile, NULL);
  g_assert_nonnull (last);
  if (!same_files (last, reading->files))
    fail (&edits->random, "%s: after all was undone the page is another", name);
}

static void
try_section (Edits         *edits,
             const char    *name,
             AtriumReading *reading,
             guint          index)
{
  guint n = atrium_section_get_n_entries (atrium_profile_get_section (reading->profile, index));

  try_copy (edits, name, reading, index);
  for (guint i = 0; i < n; i++)
    if (i < 2 || i + 2 > n)
      try_remove (edits, name, reading, index, i);
  if (n == 0)
    return;
  if (n >= 2)
    {
      try_move (edits, name, reading, index, 0, n - 1);
      try_move (edits, name, reading, index, n - 1, n - 2);
      try_move (edits, name, reading, index, random_index (n), random_index (n));
    }
  try_insert_and_remove (edits, name, reading, index, 0);
  try_insert_and_remove (edits, name, reading, index, n);
  try_insert_and_remove (edits, name, reading, index, n / 2);
}

static void
edits_cb (const char     *name,
          AtriumFileTree *files,
          const char     *page,
          gpointer        user_data)
{
  Edits *edits = user_data;
  g_autoptr(AtriumReading) reading = site_read (files, page);

  if (verbose ())
    g_test_message ("%s", name);
  for (guint i = 0; i < atrium_profile_get_n_sections (reading->profile); i++)
    try_section (edits, name, reading, i);
  try_random (edits, name, reading);
}

static void
report_score (Edits       *edits,
              const char  *what,
              const Score *score)
{
  g_test_message ("%-22s %5u tried %5u refused %5u failed", what, score->tried, score->refused, score->failed);
  if (edits->strict && score->refused > 0 && score != &edits->random)
    {
      g_test_message ("on our own pages nothing may be refused");
      g_test_fail ();
    }
}

static void
report (Edits *edits)
{
  report_score (edits, "copied", &edits->copy);
  report_score (edits, "inserted", &edits->insert);
  report_score (edits, "removed", &edits->remove);
  report_score (edits, "moved", &edits->move);
  report_score (edits, "there and back", &edits->back);
  report_score (edits, "random", &edits->random);
}

static void
test_invented (void)
{
  Edits edits = { .strict = TRUE };

  site_foreach_invented (edits_cb, &edits);
  report (&edits);
}

/* Of a hundred, no more than @percent may be refused. */
static void
limit (const char  *what,
       const Score *score,
       guint        percent)
{
  if (score->refused * 100 <= score->tried * percent)
    return;
  g_test_message ("of what is %s, more than %u %% is refused", what, percent);
  g_test_fail ();
}

static void
test_real (void)
{
  Edits edits = { .strict = FALSE };

  if (!site_foreach_real (edits_cb, &edits))
    {
      g_test_skip ("the folder ../shared with real pages is not here (ATRIUM_SHARED)");
      return;
    }
  report (&edits);
  limit ("copied", &edits.copy, 0);
  limit ("inserted", &edits.insert, 2);
  limit ("removed", &edits.remove, 2);
  limit ("moved", &edits.move, 2);
  limit ("moved there and back", &edits.back, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edits/invented", test_invented);
  g_test_add_func ("/edits/real", test_real);

  return g_test_run ();
}
