#include "atrium-site-create.h"

#include <string.h>

#include "atrium-lens-private.h"
#include "atrium-splicer.h"
#include "atrium-writer.h"
#include "atrium-data.h"

/* The id that kramdown's GFM parser gives a heading: lower case, without what is no letter,
 * mark, digit or connector; white space becomes a hyphen (kramdown-parser-gfm, gfm.rb). */
char *
_atrium_kramdown_id (const char *title)
{
  g_autofree char *lower = g_utf8_strdown (title, -1);
  GString *out = g_string_new (NULL);

  for (const char *at = lower; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      GUnicodeType type = g_unichar_type (c);

      if (c == ' ' || c == '\t')
        g_string_append_c (out, '-');
      else if (c == '-' || g_unichar_isalpha (c) || g_unichar_ismark (c) ||
               type == G_UNICODE_DECIMAL_NUMBER || type == G_UNICODE_CONNECT_PUNCTUATION)
        g_string_append_unichar (out, c);
    }

  return g_string_free_and_steal (out);
}

/* a title without the picture in front of it */
static const char *
skip_emoji (const char *title)
{
  const char *at = title;

  while (*at != '\0' && !g_unichar_isalnum (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);

  return *at != '\0' ? at : title;
}

/* the id of each section's heading, by the id of the section */
static GHashTable *
heading_ids (AtriumProfile *profile)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr(GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    {
      AtriumSection *section = atrium_profile_get_section (profile, i);
      const char *title = atrium_section_get_title (section);
      g_autofree char *plain = _atrium_kramdown_id (title);
      char *id = g_strdup (plain);

      if (*title == '\0')
        {
          g_free (id);
          continue;
        }
      for (guint n = 1; g_hash_table_contains (used, id); n++)
        {
          g_free (id);
          id = g_strdup_printf ("%s-%u", plain, n);
        }
      g_hash_table_add (used, id);
      g_hash_table_insert (ids, (gpointer) atrium_section_get_id (section), id);
    }

  return ids;
}

/* The menu: an entry for each section with a title. */
char *
_atrium_site_navigation (AtriumProfile *profile,
                         const char    *prefix)
{
  GString *out = g_string_new ("main:\n");
  g_autoptr(GHashTable) ids = heading_ids (profile);

  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    {
      AtriumSection *section = atrium_profile_get_section (profile, i);
      const char *id = g_hash_table_lookup (ids, atrium_section_get_id (section));
      g_autofree char *label = NULL;

      if (id == NULL)
        continue;
      label = atrium_data_quote (ATRIUM_DATA_YAML, skip_emoji (atrium_section_get_title (section)), ATRIUM_DATA_DOUBLE_QUOTED);
      g_string_append_printf (out, "  - title: %s\n    url: \"%s%s\"\n", label, prefix, id);
    }

  return g_string_free_and_steal (out);
}

static gboolean
title_is_lost (GPtrArray *losses,
               guint      section)
{
  g_autofree char *pointer = g_strdup_printf ("sections/%u/title", section);

  for (guint i = 0; losses != NULL && i < losses->len; i++)
    if (g_str_has_prefix (pointer, ((AtriumLoss *) g_ptr_array_index (losses, i))->pointer))
      return TRUE;

  return FALSE;
}

/* one item of the menu that pointed at the old heading */
static void
follow_rename (AtriumData     *yaml,
               AtriumSplicer  *splicer,
               const char     *old_id,
               const char     *new_id,
               const char     *old_title,
               const char     *new_title)
{
  AtriumDataNode *main = atrium_data_get_at (yaml, "main");

  for (AtriumDataNode *item = main != NULL ? main->first_child : NULL; item != NULL; item = item->next)
    {
      AtriumDataNode *url = atrium_data_lookup (item, "url");
      AtriumDataNode *title = atrium_data_lookup (item, "title");
      const char *mark = url != NULL && url->text != NULL ? strchr (url->text, '#') : NULL;
      g_autofree char *address = NULL;
      g_autofree char *spelled = NULL;
      g_autofree char *label = NULL;

      if (mark == NULL || !g_str_equal (mark + 1, old_id))
        continue;
      address = g_strdup_printf ("%.*s#%s", (int) (mark - url->text), url->text, new_id);
      spelled = atrium_data_spell (yaml, url, address);
      if (spelled != NULL)
        atrium_splicer_replace (splicer, url->span, spelled);
      if (title == NULL || title->text == NULL || !g_str_equal (title->text, skip_emoji (old_title)))
        continue;
      label = atrium_data_spell (yaml, title, skip_emoji (new_title));
      if (label != NULL)
        atrium_splicer_replace (splicer, title->span, label);
    }
}

static AtriumSection *
find_section (AtriumProfile *profile,
              const char    *id)
{
  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    if (g_str_equal (atrium_section_get_id (atrium_profile_get_section (profile, i)), id))
      return atrium_profile_get_section (profile, i);

  return NULL;
}

/* An item of the menu whose address was the heading of a section that has another title now
 * gets the new heading's, and the new title where it had the old one. */
void
_atrium_site_update_navigation (AtriumReading  *reading,
                                AtriumProfile  *profile,
                                GPtrArray      *losses,
                                AtriumFileTree *files)
{
  static const char path[] = "_data/navigation.yml";
  AtriumSource *source = atrium_file_tree_contains (files, path) ? atrium_file_tree_get_source (files, path, NULL) : NULL;
  g_autoptr(AtriumData) yaml = NULL;
  g_autoptr(AtriumSplicer) splicer = NULL;
  g_autoptr(GHashTable) old_ids = heading_ids (reading->profile);
  g_autoptr(GHashTable) new_ids = heading_ids (profile);
  g_autoptr(GBytes) bytes = NULL;
  gsize length;

  if (source == NULL)
    return;
  atrium_source_get_text (source, &length);
  yaml = atrium_data_read (source, ATRIUM_SPAN (0, length), ATRIUM_DATA_YAML, NULL);
  if (yaml == NULL)
    return;

  splicer = atrium_splicer_new (source);
  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    {
      AtriumSection *section = atrium_profile_get_section (profile, i);
      AtriumSection *old = find_section (reading->profile, atrium_section_get_id (section));
      const char *old_id = g_hash_table_lookup (old_ids, atrium_section_get_id (section));
      const char *new_id = g_hash_table_lookup (new_ids, atrium_section_get_id (section));

      if (old_id != NULL && new_id != NULL && !title_is_lost (losses, i) &&
          !g_str_equal (atrium_section_get_title (old), atrium_section_get_title (section)))
        follow_rename (yaml, splicer, old_id, new_id, atrium_section_get_title (old),
                       atrium_section_get_title (section));
    }

  if (atrium_splicer_is_empty (splicer))
    return;
  bytes = atrium_splicer_apply (splicer, NULL);
  if (bytes != NULL)
    atrium_file_tree_set (files, path, bytes);
}

void
_atrium_site_set_text (AtriumFileTree *files,
                       const char     *path,
                       const char     *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

  atrium_file_tree_set (files, path, bytes);
}

static guint
place_of (AtriumProfile *profile,
          AtriumSection *section)
{
  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    if (g_str_equal (atrium_section_get_id (atrium_profile_get_section (profile, i)),
                     atrium_section_get_id (section)))
      return i;

  return 0;
}

/* the section of @profile that goes into a collection, or NULL */
static AtriumSection *
find_for_collection (AtriumProfile          *profile,
                     const AtriumCollection *collection)
{
  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    {
      AtriumSection *section = atrium_profile_get_section (profile, i);

      if (atrium_section_get_kind (section) == collection->kind &&
          atrium_section_get_n_entries (section) > 0)
        return section;
    }

  return NULL;
}

static AtriumSection *
copy_for_collection (AtriumSection          *section,
                     const AtriumCollection *collection)
{
  AtriumSection *copy = atrium_section_new (collection->kind, collection->folder, collection->title);

  for (guint i = 0; i < atrium_section_get_n_entries (section); i++)
    {
      g_autoptr(AtriumEntry) entry = atrium_entry_copy (atrium_section_get_entry (section, i));

      atrium_section_append (copy, entry);
    }

  return copy;
}

static gboolean
goes_into_collection (const AtriumLensStyle *style,
                      AtriumProfile         *profile,
                      AtriumSection         *section)
{
  const AtriumCollection *collection =
    _atrium_collection_of_kind (style->collections, style->n_collections, atrium_section_get_kind (section));

  return collection != NULL && find_for_collection (profile, collection) == section;
}

/* The profile in the order in which the theme shows it; @places gets the index in @profile of
 * each of its sections. */
static AtriumProfile *
arrange (const AtriumLensStyle *style,
         AtriumProfile         *profile,
         GArray                *places)
{
  AtriumProfile *arranged = atrium_profile_copy (profile);

  while (atrium_profile_get_n_sections (arranged) > 0)
    atrium_profile_remove (arranged, atrium_profile_get_n_sections (arranged) - 1);

  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    {
      AtriumSection *section = atrium_profile_get_section (profile, i);
      g_autoptr(AtriumSection) copy = NULL;

      if (goes_into_collection (style, profile, section))
        continue;
      copy = atrium_section_copy (section);
      atrium_profile_append (arranged, copy);
      g_array_append_val (places, i);
    }
  for (guint i = 0; i < style->n_collections; i++)
    {
      AtriumSection *section = find_for_collection (profile, &style->collections[i]);
      g_autoptr(AtriumSection) copy = NULL;
      guint place;

      if (section == NULL)
        continue;
      place = place_of (profile, section);
      copy = copy_for_collection (section, &style->collections[i]);
      atrium_profile_append (arranged, copy);
      g_array_append_val (places, place);
    }

  return arranged;
}

/* a pointer into the arranged profile becomes one into the caller's */
static char *
translate (const char *pointer,
           GArray     *places)
{
  const char *rest = pointer;
  guint64 index;
  char *end;

  if (!g_str_has_prefix (pointer, "sections/"))
    return g_strdup (pointer);
  rest += strlen ("sections/");
  index = g_ascii_strtoull (rest, &end, 10);
  if (end == rest || index >= places->len)
    return g_strdup (pointer);

  return g_strdup_printf ("sections/%u%s", g_array_index (places, guint, index), end);
}

static void
report_arrangement (const AtriumLensStyle *style,
                    AtriumProfile         *profile,
                    AtriumProfile         *arranged,
                    GArray                *places,
                    GPtrArray             *losses)
{
  for (guint i = 0; i < places->len; i++)
    {
      guint place = g_array_index (places, guint, i);
      AtriumSection *section = atrium_profile_get_section (profile, place);
      AtriumSection *copy = atrium_profile_get_section (arranged, i);
      g_autofree char *pointer = NULL;

      if (!g_str_equal (atrium_section_get_title (section), atrium_section_get_title (copy)))
        {
          pointer = g_strdup_printf ("sections/%u/title", place);
          atrium_losses_add (losses, pointer, "the theme has its own title for this page");
        }
    }
}

AtriumFileTree *
_atrium_site_fill (const AtriumLens  *lens,
                   AtriumFileTree    *files,
                   AtriumProfile     *profile,
                   GPtrArray         *losses,
                   GError           **error)
{
  g_autoptr(GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(AtriumProfile) arranged = arrange (lens->style, profile, places);
  g_autoptr(GPtrArray) found = atrium_losses_new ();
  g_autoptr(AtriumReading) reading = lens->read (lens, files, NULL, error);
  AtriumFileTree *filled;

  if (reading == NULL)
    return NULL;

  report_arrangement (lens->style, profile, arranged, places, losses);
  filled = atrium_write (reading, arranged, found, error);
  for (guint i = 0; i < found->len; i++)
    {
      const AtriumLoss *loss = g_ptr_array_index (found, i);
      g_autofree char *pointer = translate (loss->pointer, places);

      atrium_losses_add (losses, pointer, loss->reason);
    }

  return filled;
}
