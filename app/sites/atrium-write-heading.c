#include "atrium-writer-private.h"

#include <string.h>

static const char *
find_newline (const char *text)
{
  const char *end = strchr (text, '\n');

  return end != NULL && end > text && end[-1] == '\r' ? "\r\n" : "\n";
}

static gsize
line_start (const char *text,
            gsize       at)
{
  while (at > 0 && text[at - 1] != '\n')
    at--;

  return at;
}

/* the end of the line without its line end */
static gsize
line_end (const char *text,
          gsize       at)
{
  while (text[at] != '\0' && text[at] != '\n' && text[at] != '\r')
    at++;

  return at;
}

static gsize
next_line (const char *text,
           gsize       at)
{
  at = line_end (text, at);
  if (text[at] == '\r')
    at++;
  if (text[at] == '\n')
    at++;

  return at;
}

/* the lines of a heading: with the underline of a Setext one */
static AtriumSpan
heading_lines (const char *text,
               AtriumSpan  title)
{
  AtriumSpan lines = { line_start (text, title.start), line_end (text, title.end) };
  gsize under = next_line (text, lines.end);
  gsize end = line_end (text, under);
  gsize mark = under;

  while (mark < end && (text[mark] == text[under]) && (text[mark] == '=' || text[mark] == '-'))
    mark++;
  while (mark > under && mark < end && (text[mark] == ' ' || text[mark] == '\t'))
    mark++;
  if (mark == end && end > under && text[lines.start] != '#' && text[lines.start] != '<')
    lines.end = end;

  return lines;
}

static char *
spell_title (AtriumPass       *pass,
             AtriumSectionMap *map,
             const char       *before,
             AtriumSection    *after)
{
  g_autofree char *sample = atrium_source_dup_span (map->source, map->title);
  const char *id = atrium_section_get_id (after);
  AtriumRespell place = {
    .type = ATRIUM_FIELD_STRING,
    .spelling = map->title_spelling,
    .sample = sample,
    .before = before,
    .newline = "\n",
  };
  char *spelled =
    _atrium_respell (&place, atrium_section_get_title (after), _atrium_pass_get_way (pass, id, "title"));

  if (spelled == NULL)
    _atrium_pass_set_exhausted (pass, id, "title");

  return spelled;
}

/* a heading as the theme writes one, where no other section of the page has one */
static char *
theme_heading (AtriumPass    *pass,
               AtriumSection *section)
{
  const AtriumLensStyle *style = pass->reading->lens->style;
  const char *pattern = style != NULL && style->heading != NULL ? style->heading : "# {title}";
  const char *at = strstr (pattern, "{title}");

  return g_strdup_printf ("%.*s%s%s", (int) (at - pattern), pattern,
                          atrium_section_get_title (section), at + strlen ("{title}"));
}

static gboolean
has_title (AtriumSectionMap *map)
{
  return map->source != NULL && !atrium_span_is_none (map->title);
}

/* the nearest section whose heading can be copied */
static AtriumSectionMap *
find_titled (AtriumPass       *pass,
             AtriumSectionMap *near)
{
  GPtrArray *sections = pass->reading->map->sections;
  guint index = 0;

  g_ptr_array_find (sections, near, &index);
  for (guint distance = 0; distance < sections->len; distance++)
    {
      if (index >= distance && has_title (g_ptr_array_index (sections, index - distance)))
        return g_ptr_array_index (sections, index - distance);
      if (index + distance < sections->len &&
          has_title (g_ptr_array_index (sections, index + distance)))
        return g_ptr_array_index (sections, index + distance);
    }

  return NULL;
}

/* the heading of a new section, as the nearest other one is written */
static char *
compose_heading (AtriumPass       *pass,
                 AtriumSection    *section,
                 AtriumSectionMap *near)
{
  AtriumSectionMap *model = near != NULL ? find_titled (pass, near) : NULL;
  g_autofree char *title = NULL;
  const char *text;
  AtriumSpan lines;

  if (model == NULL)
    return theme_heading (pass, section);

  title = spell_title (pass, model, NULL, section);
  if (title == NULL)
    return NULL;
  text = atrium_source_get_text (model->source, NULL);
  lines = heading_lines (text, model->title);

  return g_strdup_printf ("%.*s%s%.*s", (int) (model->title.start - lines.start), text + lines.start,
                          title, (int) (lines.end - model->title.end), text + model->title.end);
}

/* Writes another title of a section: inside its heading, or with a heading of its own. */
void
_atrium_write_title (AtriumPass       *pass,
                     AtriumSectionMap *map,
                     AtriumSection    *before,
                     AtriumSection    *after)
{
  const char *old = atrium_section_get_title (before);
  const char *title = atrium_section_get_title (after);
  g_autofree char *text = NULL;
  GArray *patches;

  if (g_strcmp0 (old, title) == 0 || map->source == NULL)
    return;

  patches = _atrium_pass_get_patches (pass, map->source);
  if (has_title (map) && *title != '\0')
    {
      text = spell_title (pass, map, old, after);
      if (text != NULL)
        _atrium_patches_cover (patches, map->title, text);
    }
  else if (has_title (map))
    {
      const char *bytes = atrium_source_get_text (map->source, NULL);
      AtriumSpan lines = heading_lines (bytes, map->title);

      lines.end = next_line (bytes, lines.end);
      _atrium_patches_cover (patches, lines, "");
    }
  else if (!atrium_span_is_none (map->outer))
    {
      const char *newline = find_newline (atrium_source_get_text (map->source, NULL));
      g_autofree char *heading = compose_heading (pass, after, map);

      if (heading == NULL)
        return;
      text = g_strconcat (heading, newline, newline, NULL);
      _atrium_patches_add (patches, ATRIUM_SPAN (map->outer.start, map->outer.start), text);
    }
}

/* the marker of the first and of the later items of a list like the section's own */
static char *
separator_of_kind (AtriumPass    *pass,
                   AtriumSection *section)
{
  const AtriumLensStyle *style = pass->reading->lens->style;
  const AtriumPattern *pattern =
    style != NULL ? _atrium_pattern_find (style->patterns, style->n_patterns,
                                          atrium_section_get_kind (section)) : NULL;
  GPtrArray *sections = pass->reading->map->sections;

  for (guint i = 0; i < sections->len; i++)
    {
      AtriumSectionMap *map = g_ptr_array_index (sections, i);
      AtriumSection *other = g_hash_table_lookup (pass->old_sections, map->section_id);
      AtriumEntryMap *a, *b;

      if (other == NULL || atrium_section_get_kind (other) != atrium_section_get_kind (section) ||
          map->entries->len < 2)
        continue;
      a = g_ptr_array_index (map->entries, 0);
      b = g_ptr_array_index (map->entries, 1);
      if (a->source != NULL && a->source == b->source && a->outer.end <= b->outer.start &&
          _atrium_text_is_separator (atrium_source_get_text (a->source, NULL), a->outer.end,
                                     b->outer.start))
        return atrium_source_dup_span (a->source, ATRIUM_SPAN (a->outer.end, b->outer.start));
    }

  return g_strdup (pattern != NULL ? pattern->separator : "\n");
}

/* an HTML block ends with an empty line, and begins after one */
static const char *
separator_between (const char *before,
                   const char *after,
                   const char *separator)
{
  gboolean block = g_str_has_prefix (after, "<") || g_str_has_suffix (before, ">");

  return block && g_str_equal (separator, "\n") ? "\n\n" : separator;
}

/* all entries of a section that has none in the text yet */
static char *
compose_entries (AtriumPass       *pass,
                 AtriumSectionMap *map,
                 AtriumSection    *section)
{
  g_autoptr(GString) out = g_string_new (NULL);
  g_autofree char *separator = separator_of_kind (pass, section);

  for (guint i = 0; i < atrium_section_get_n_entries (section); i++)
    {
      AtriumEntry *entry = atrium_section_get_entry (section, i);
      g_autofree char *text = _atrium_write_new_entry (pass, map, entry, i, -1, NULL);

      if (text == NULL)
        continue;
      if (out->len > 0)
        g_string_append (out, separator_between (out->str, text, separator));
      g_string_append (out, text);
    }

  return g_string_free_and_steal (g_steal_pointer (&out));
}

/* Puts the first entries into a section of the page that has none. */
void
_atrium_write_first_entries (AtriumPass       *pass,
                             AtriumSectionMap *map,
                             AtriumSection    *section)
{
  g_autofree char *entries = NULL;
  g_autofree char *whole = NULL;
  const char *text;
  const char *newline;
  gsize at;

  if (map->source == NULL || atrium_span_is_none (map->body))
    return;
  entries = compose_entries (pass, map, section);
  if (*entries == '\0')
    return;

  text = atrium_source_get_text (map->source, NULL);
  newline = find_newline (text);
  at = map->body.start;
  whole = g_strconcat (at > 0 && text[at - 1] != '\n' ? newline : "", entries,
                       text[at] != '\n' && text[at] != '\r' && text[at] != '\0' ? newline : "", NULL);
  _atrium_patches_add (_atrium_pass_get_patches (pass, map->source), ATRIUM_SPAN (at, at), whole);
}

/* what stands between a heading and the first entry below it */
static char *
heading_gap (AtriumSectionMap *near)
{
  const char *text;
  AtriumEntryMap *first;
  AtriumSpan lines;

  if (near == NULL || !has_title (near) || near->entries->len == 0)
    return g_strdup ("\n");

  text = atrium_source_get_text (near->source, NULL);
  first = g_ptr_array_index (near->entries, 0);
  lines = heading_lines (text, near->title);
  if (!_atrium_source_same (first->source, near->source) || first->outer.start < lines.end ||
      !_atrium_text_is_separator (text, lines.end, first->outer.start))
    return g_strdup (find_newline (text));

  return g_strndup (text + lines.end, first->outer.start - lines.end);
}

/* The text of a whole new section that comes beside @near. */
char *
_atrium_write_new_section (AtriumPass       *pass,
                           AtriumSection    *section,
                           AtriumSectionMap *near)
{
  g_autofree char *heading = NULL;
  g_autofree char *gap = NULL;
  g_autofree char *entries = compose_entries (pass, near, section);

  if (*atrium_section_get_title (section) == '\0')
    return g_steal_pointer (&entries);

  heading = compose_heading (pass, section, near);
  if (heading == NULL)
    return NULL;
  if (*entries == '\0')
    return g_steal_pointer (&heading);
  gap = heading_gap (find_titled (pass, near));

  return g_strconcat (heading, gap, entries, NULL);
}
