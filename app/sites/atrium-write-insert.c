#include "atrium-writer-private.h"

#include <string.h>

#include "atrium-outline-shape.h"

/* How far from its place a new entry looks for one to look like. */
#define MAX_SIBLINGS 64
#define TAG_CHARACTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

typedef struct
{
  AtriumEntryMap *map;
  AtriumEntry    *entry;
  double          score;
} Candidate;

static int
compare_candidates (gconstpointer a,
                    gconstpointer b)
{
  double p = ((const Candidate *) a)->score;
  double q = ((const Candidate *) b)->score;

  return p > q ? -1 : p < q ? 1 : 0;
}

static gboolean
is_shown (const char *name)
{
  return !g_str_equal (name, "group") && !g_str_equal (name, "source") &&
         !g_str_has_suffix (name, "Text");
}

/* How well the text of @sibling would do for @entry: the same fields, best the same values. */
static double
similarity (AtriumEntry *entry,
            AtriumEntry *sibling)
{
  double score = 0;

  for (guint i = 0; i < atrium_entry_get_n_members (entry); i++)
    {
      const char *name = atrium_entry_get_member_name (entry, i);
      AtriumValue *other = atrium_entry_get (sibling, name);

      if (!is_shown (name))
        continue;
      if (atrium_value_is_empty (other))
        score -= 2;
      else
        score += atrium_value_equal (atrium_entry_get (entry, name), other) ? 5 : 3;
    }
  for (guint i = 0; i < atrium_entry_get_n_members (sibling); i++)
    {
      const char *name = atrium_entry_get_member_name (sibling, i);

      if (is_shown (name) && atrium_value_is_empty (atrium_entry_get (entry, name)))
        score -= 1;
    }

  return score;
}

static void
add_candidates (AtriumPass       *pass,
                AtriumSectionMap *section,
                AtriumEntry      *entry,
                int               near,
                int               form,
                GArray           *candidates)
{
  for (int i = MAX (near - MAX_SIBLINGS, 0);
       i < MIN (near + MAX_SIBLINGS, (int) section->entries->len); i++)
    {
      AtriumEntryMap *map = g_ptr_array_index (section->entries, i);
      Candidate candidate = { map, g_hash_table_lookup (pass->old_entries, map->entry_id), 0 };

      if (!_atrium_entry_map_has_place (map) || candidate.entry == NULL ||
          (form >= 0 && (int) map->form != form) || map->form >= ATRIUM_ENTRY_FORM_FILE ||
          atrium_entry_get_hidden (candidate.entry) ||
          atrium_entry_get_kind (candidate.entry) != atrium_entry_get_kind (entry))
        continue;
      candidate.score = similarity (entry, candidate.entry) - ABS (i - near) / 1000.0;
      g_array_append_val (candidates, candidate);
    }
}

static GArray *
find_candidates (AtriumPass       *pass,
                 AtriumSectionMap *section,
                 AtriumEntry      *entry,
                 int               near,
                 int               form)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  GPtrArray *sections = pass->reading->map->sections;

  if (section != NULL)
    add_candidates (pass, section, entry, near, form, candidates);
  for (guint i = 0; candidates->len == 0 && i < sections->len; i++)
    if (g_ptr_array_index (sections, i) != section)
      add_candidates (pass, g_ptr_array_index (sections, i), entry, 0, form, candidates);
  g_array_sort (candidates, compare_candidates);

  return candidates;
}

/* the theme's own way, with another marker than the "- " of the pattern */
static char *
compose_by_pattern (AtriumPass  *pass,
                    AtriumEntry *entry,
                    const char  *marker)
{
  const AtriumLensStyle *style = pass->reading->lens->style;
  const AtriumPattern *pattern = NULL;
  g_autofree char *text = NULL;

  /* within a list it has to be an item */
  if (style != NULL && marker != NULL)
    pattern = _atrium_pattern_find (style->patterns, style->n_patterns, atrium_entry_get_kind (entry));
  else if (style != NULL)
    pattern = _atrium_pattern_choose (style->patterns, style->n_patterns, entry);
  if (pattern == NULL)
    return NULL;
  for (guint i = 0; i < atrium_entry_get_n_members (entry); i++)
    _atrium_pass_set_exhausted (pass, atrium_entry_get_id (entry), atrium_entry_get_member_name (entry, i));
  text = _atrium_pattern_render (pattern, entry);
  if (marker == NULL)
    return g_steal_pointer (&text);

  return g_strconcat (marker, text + (g_str_has_prefix (text, "- ") ? 2 : 0), NULL);
}

static gboolean
begins_block (const char *text)
{
  g_autofree char *tag = g_ascii_strdown (text + 1, *text == '<' ? (gssize) strspn (text + 1, TAG_CHARACTERS) : 0);

  return *text == '<' && !atrium_shape_is_inline (tag);
}

/* Words that stand in an HTML element without a paragraph of their own: more of them would
 * become one text with those that are there. */
static gboolean
stands_bare (AtriumEntryMap *map)
{
  const char *path = atrium_source_get_path (map->source);

  return map->form == ATRIUM_ENTRY_FORM_PARAGRAPH && _atrium_site_is_html (path) &&
         !begins_block (atrium_source_get_text (map->source, NULL) + map->outer.start);
}

/* The text of a new entry as its siblings are written, or as the theme writes one.
 * @near: where in the section it comes. @form: of the run it comes into, or -1. @marker: of
 * the list there, or NULL where the entry opens a list of its own. */
char *
_atrium_write_new_entry (AtriumPass       *pass,
                         AtriumSectionMap *section,
                         AtriumEntry      *entry,
                         int               near,
                         int               form,
                         const char       *marker)
{
  g_autoptr(GArray) candidates = find_candidates (pass, section, entry, near, form);
  guint way = _atrium_pass_get_way (pass, atrium_entry_get_id (entry), "");
  const Candidate *best;
  g_autoptr(GArray) patches = NULL;
  g_autofree char *inner = NULL;
  g_autofree char *own = NULL;
  g_autofree char *tail = NULL;
  const char *text;

  if (way >= candidates->len)
    {
      if (way > 0)
        _atrium_pass_set_exhausted (pass, atrium_entry_get_id (entry), "");
      return compose_by_pattern (pass, entry, marker);
    }

  best = &g_array_index (candidates, Candidate, way);
  text = atrium_source_get_text (best->map->source, NULL);
  patches = _atrium_write_entry (pass, best->map, best->entry, entry, TRUE);
  if (best->map->form == ATRIUM_ENTRY_FORM_NODE)
    _atrium_record_drop_comments (best->map, patches);
  inner = _atrium_patches_render (patches, text, best->map->inner);
  if (marker == NULL)
    marker = own = g_strndup (text + best->map->outer.start,
                              best->map->inner.start - best->map->outer.start);

  tail = g_strndup (text + best->map->inner.end, best->map->outer.end - best->map->inner.end);

  if (stands_bare (best->map))
    return g_strconcat ("<p>", marker, inner, tail, "</p>", NULL);

  return g_strconcat (marker, inner, tail, NULL);
}
