#include "atrium-units.h"

#include <string.h>

typedef struct
{
  const char *open;
  const char *close;
} Pair;

/* longer ones first */
static const Pair pairs[] = {
  { "***", "***" }, { "**", "**" }, { "__", "__" }, { "~~", "~~" }, { "*", "*" }, { "_", "_" },
  { "`", "`" }, { "\\[", "\\]" }, { "\\(", "\\)" }, { "[", "]" }, { "(", ")" }, { "{", "}" },
  { "\"", "\"" }, { "\xe2\x80\x9c", "\xe2\x80\x9d" }, { "\xe2\x80\x98", "\xe2\x80\x99" },
  { "'", "'" }, { "\xe3\x80\x8c", "\xe3\x80\x8d" }, { "\xe3\x80\x8e", "\xe3\x80\x8f" },
  { "\xe3\x80\x8a", "\xe3\x80\x8b" }, { "\xef\xbc\x88", "\xef\xbc\x89" },
  { "\xe3\x80\x90", "\xe3\x80\x91" }, { "\xef\xbc\xbb", "\xef\xbc\xbd" },
  { "&quot;", "&quot;" }, { "&ldquo;", "&rdquo;" },
};

static gboolean
ends_with (const char *text,
           gsize       low,
           gsize       end,
           const char *word)
{
  gsize length = strlen (word);

  return end >= low + length && memcmp (text + end - length, word, length) == 0;
}

static gboolean
begins_with (const char *text,
             gsize       start,
             gsize       high,
             const char *word)
{
  gsize length = strlen (word);

  return start + length <= high && memcmp (text + start, word, length) == 0;
}

/* `](url)` or `][id]` behind the span, and `[` or `![` in front: the link around it */
static gboolean
grow_over_link (const char *text,
                AtriumSpan *span,
                AtriumSpan  limits)
{
  gsize at = span->end;
  char close;
  int depth = 0;

  if (!ends_with (text, limits.start, span->start, "[") || at + 1 >= limits.end ||
      text[at] != ']' || (text[at + 1] != '(' && text[at + 1] != '['))
    return FALSE;

  close = text[at + 1] == '(' ? ')' : ']';
  for (at += 1; at < limits.end && text[at] != '\n'; at++)
    {
      if (text[at] == (close == ')' ? '(' : '['))
        depth++;
      else if (text[at] == close && --depth == 0)
        {
          span->end = at + 1;
          span->start -= ends_with (text, limits.start, span->start, "![") ? 2 : 1;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
is_boundary_tag (const char *name,
                 gsize       length)
{
  static const char *const names[] = { "td", "th", "tr", "li", "ul", "ol", "dl", "table", "tbody", "body" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i]) == length && g_ascii_strncasecmp (name, names[i], length) == 0)
      return TRUE;

  return FALSE;
}

/* `</b>` behind the span and the start tag of the same name right in front of it */
static gboolean
grow_over_element (const char *text,
                   AtriumSpan *span,
                   AtriumSpan  limits)
{
  gsize end = span->end + 2;
  gsize start = span->start;
  gsize length;

  if (!begins_with (text, span->end, limits.end, "</"))
    return FALSE;
  while (end < limits.end && g_ascii_isalnum (text[end]))
    end++;
  length = end - span->end - 2;
  if (length == 0 || end >= limits.end || text[end] != '>' ||
      is_boundary_tag (text + span->end + 2, length))
    return FALSE;

  if (!ends_with (text, limits.start, start, ">"))
    return FALSE;
  while (start > limits.start && text[start - 1] != '<')
    start--;
  if (start == limits.start || start + length > span->start ||
      g_ascii_strncasecmp (text + start, text + span->end + 2, length) != 0 ||
      g_ascii_isalnum (text[start + length]))
    return FALSE;

  *span = ATRIUM_SPAN (start - 1, end + 1);

  return TRUE;
}

static gboolean
grow_over_pair (const char *text,
                AtriumSpan *span,
                AtriumSpan  limits)
{
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (ends_with (text, limits.start, span->start, pairs[i].open) &&
        begins_with (text, span->end, limits.end, pairs[i].close))
      {
        /* the `]` of a link belongs to it, not to its text */
        if (pairs[i].open[0] == '[' && span->end + 1 < limits.end &&
            (text[span->end + 1] == '(' || text[span->end + 1] == '['))
          continue;
        span->start -= strlen (pairs[i].open);
        span->end += strlen (pairs[i].close);
        return TRUE;
      }

  return FALSE;
}

/* The span with the emphasis, brackets, quotes, links and elements around nothing but it. */
AtriumSpan
_atrium_wrap_of (const char *text,
                 AtriumSpan  span,
                 AtriumSpan  limits)
{
  for (;;)
    {
      AtriumSpan spaced = span;

      if (grow_over_link (text, &span, limits) || grow_over_element (text, &span, limits) ||
          grow_over_pair (text, &span, limits))
        continue;

      /* ( x ) */
      while (spaced.start > limits.start && text[spaced.start - 1] == ' ')
        spaced.start--;
      while (spaced.end < limits.end && text[spaced.end] == ' ')
        spaced.end++;
      if (spaced.start == span.start || spaced.end == span.end ||
          !(grow_over_pair (text, &spaced, limits) || grow_over_element (text, &spaced, limits)))
        return span;
      span = spaced;
    }
}

static void
unit_clear (gpointer data)
{
  AtriumUnit *unit = data;

  g_free (unit->field);
}

static int
compare_units (gconstpointer a,
               gconstpointer b)
{
  const AtriumUnit *p = a;
  const AtriumUnit *q = b;

  if (p->span.start != q->span.start)
    return p->span.start < q->span.start ? -1 : 1;
  if (p->span.end != q->span.end)
    return p->span.end > q->span.end ? -1 : 1;

  return 0;
}

/* A file may have been read into more than one source. */
gboolean
_atrium_source_same (AtriumSource *a,
                     AtriumSource *b)
{
  return a == b || (a != NULL && b != NULL &&
                    g_str_equal (atrium_source_get_path (a), atrium_source_get_path (b)));
}

/* a member, or an item of a list that has no span of its own */
static gboolean
is_unit (AtriumEntryMap   *entry,
         const AtriumSlot *slot)
{
  const char *slash = strchr (slot->path, '/');
  g_autofree char *parent = NULL;

  if (!_atrium_source_same (slot->source, entry->source) || !atrium_span_contains (entry->outer, slot->span))
    return FALSE;
  if (slash == NULL)
    return TRUE;
  if (strchr (slash + 1, '/') != NULL)
    return FALSE;
  parent = g_strndup (slot->path, slash - slot->path);

  return atrium_slots_find (entry->slots, parent) == NULL;
}

/* The fields of an entry in the order of the text, without those inside others. */
GArray *
_atrium_units_new (AtriumEntryMap *entry,
                   const char     *text)
{
  GArray *units = g_array_new (FALSE, FALSE, sizeof (AtriumUnit));
  guint kept = 0;

  for (guint i = 0; i < entry->slots->len; i++)
    {
      const AtriumSlot *slot = &g_array_index (entry->slots, AtriumSlot, i);
      AtriumUnit unit = { NULL, slot->span, slot->span };

      if (!is_unit (entry, slot))
        continue;
      unit.field = g_strdup (slot->path);
      g_array_append_val (units, unit);
    }

  g_array_sort (units, compare_units);
  for (guint i = 0; i < units->len; i++)
    {
      AtriumUnit *unit = &g_array_index (units, AtriumUnit, i);

      if (kept > 0 && unit->span.start < g_array_index (units, AtriumUnit, kept - 1).span.end)
        g_free (unit->field);
      else
        g_array_index (units, AtriumUnit, kept++) = *unit;
    }
  g_array_set_size (units, kept);
  g_array_set_clear_func (units, unit_clear);

  for (guint i = 0; i < kept; i++)
    {
      AtriumUnit *unit = &g_array_index (units, AtriumUnit, i);
      AtriumSpan limits = entry->inner;

      if (i > 0)
        limits.start = g_array_index (units, AtriumUnit, i - 1).wrap.end;
      if (i + 1 < kept)
        limits.end = g_array_index (units, AtriumUnit, i + 1).span.start;
      if (limits.start <= unit->span.start && unit->span.end <= limits.end)
        unit->wrap = _atrium_wrap_of (text, unit->span, limits);
    }

  return units;
}

int
_atrium_units_index (GArray     *units,
                     const char *field)
{
  for (guint i = 0; i < units->len; i++)
    if (g_str_equal (g_array_index (units, AtriumUnit, i).field, field))
      return i;

  return -1;
}

const AtriumUnit *
_atrium_units_find (GArray     *units,
                    const char *field)
{
  int index = _atrium_units_index (units, field);

  return index >= 0 ? &g_array_index (units, AtriumUnit, index) : NULL;
}
