#include "atrium-markers.h"

#include <string.h>

#include "atrium-escape.h"

/* Supplementary Private Use Area-A: U+F0000 to U+FFFFD (Unicode 16, chapter 23.5). In UTF-8
 * F3 B0 80 80 to F3 BF BF BD, four bytes each. */
#define FIRST 0xF0000u
#define MARKER_BYTES 4

#define ATTRIBUTE "data-atrium-entry"

/* the index that the marker at @at stands for, or -1 */
static int
get_marker (const char *at,
            const char *end)
{
  const guint8 *byte = (const guint8 *) at;
  gunichar character;

  if (end - at < MARKER_BYTES || byte[0] != 0xF3 || byte[1] < 0xB0)
    return -1;

  character = ((gunichar) (byte[0] & 0x07) << 18) | ((gunichar) (byte[1] & 0x3F) << 12) |
              ((gunichar) (byte[2] & 0x3F) << 6) | (byte[3] & 0x3F);
  return character - FIRST <= ATRIUM_MARKERS_MAX ? (int) (character - FIRST) : -1;
}

static gboolean
has_markers (const char *text,
             gsize       length)
{
  const char *end = text + length;

  for (const char *at = memchr (text, 0xF3, length); at != NULL; at = memchr (at + 1, 0xF3, end - at - 1))
    {
      if (get_marker (at, end) >= 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * atrium_markers_get_character:
 * @index: below %ATRIUM_MARKERS_MAX
 *
 * Returns: the marker of entry number @index
 */
gunichar
atrium_markers_get_character (guint index)
{
  return FIRST + index;
}

/**
 * atrium_markers_insert:
 * @text: UTF-8 of a page
 * @length: its length in bytes
 * @offsets: (array length=n_offsets): where entries' texts begin, in bytes, ascending
 * @indices: (array length=n_offsets) (nullable): the number of each entry; 0, 1 and so on where %NULL
 * @n_offsets: at most %ATRIUM_MARKERS_MAX
 *
 * Puts the marker of each entry before its byte.
 *
 * Returns: (transfer full) (nullable): the text with markers; %NULL where @text itself uses such
 *   characters, so that they could not be told from markers
 */
char *
atrium_markers_insert (const char  *text,
                       gsize        length,
                       const gsize *offsets,
                       const guint *indices,
                       guint        n_offsets)
{
  g_autoptr(GString) out = NULL;
  gsize done = 0;

  g_return_val_if_fail (n_offsets <= ATRIUM_MARKERS_MAX, NULL);

  if (has_markers (text, length))
    return NULL;

  out = g_string_sized_new (length + n_offsets * MARKER_BYTES);
  for (guint i = 0; i < n_offsets; i++)
    {
      g_return_val_if_fail (offsets[i] >= done && offsets[i] <= length, NULL);
      g_string_append_len (out, text + done, (gssize) (offsets[i] - done));
      g_string_append_unichar (out, atrium_markers_get_character (indices != NULL ? indices[i] : i));
      done = offsets[i];
    }
  g_string_append_len (out, text + done, (gssize) (length - done));

  return g_string_free_and_steal (g_steal_pointer (&out));
}

/**
 * atrium_markers_remove:
 * @html: UTF-8
 * @length: its length in bytes
 *
 * Returns: (transfer full): @html without markers
 */
char *
atrium_markers_remove (const char *html,
                       gsize       length)
{
  GString *out = g_string_sized_new (length);
  const char *end = html + length;
  const char *done = html;

  for (const char *at = memchr (html, 0xF3, length); at != NULL; at = memchr (at, 0xF3, end - at))
    {
      if (get_marker (at, end) < 0)
        {
          at++;
          continue;
        }
      g_string_append_len (out, done, at - done);
      at += MARKER_BYTES;
      done = at;
    }
  g_string_append_len (out, done, end - done);

  return g_string_free_and_steal (out);
}

/* --- elements --- */

/* An element that is open at the place that was reached. */
typedef struct
{
  const char *name;        /* in the page */
  gsize       name_length;
  gsize       attribute_at;  /* where an attribute can go in, in the page */
  gboolean    block;
  gboolean    taken;
} Open;

typedef struct
{
  gsize at;
  guint index;
} Insertion;

static gboolean
name_is_in (const char        *name,
            gsize              length,
            const char *const *names)
{
  for (gsize i = 0; names[i] != NULL; i++)
    {
      if (strlen (names[i]) == length && g_ascii_strncasecmp (names[i], name, length) == 0)
        return TRUE;
    }

  return FALSE;
}

static const char *const void_elements[] = {
  "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", NULL
};
static const char *const raw_elements[] = { "script", "style", "textarea", "title", "template", NULL };
static const char *const block_elements[] = {
  "article", "blockquote", "dd", "details", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p",
  "section", "td", "th", "tr", NULL
};

/* the end of the tag that begins at @at, after its `>`; quoted values may hold one */
static const char *
skip_tag (const char *at,
          const char *end)
{
  char quote = '\0';

  for (; at < end; at++)
    {
      if (quote != '\0')
        quote = *at == quote ? '\0' : quote;
      else if (*at == '"' || *at == '\'')
        quote = *at;
      else if (*at == '>')
        return at + 1;
    }

  return end;
}

static const char *
skip_to (const char *at,
         const char *end,
         const char *what)
{
  const char *found = g_strstr_len (at, end - at, what);

  return found != NULL ? found + strlen (what) : end;
}

/* after the end tag of an element whose content is no markup */
static const char *
skip_raw (const char *at,
          const char *end,
          const char *name,
          gsize       length)
{
  for (; at < end; at++)
    {
      if (*at == '<' && end - at > (gssize) length + 2 && at[1] == '/' &&
          g_ascii_strncasecmp (at + 2, name, length) == 0)
        return skip_tag (at, end);
    }

  return end;
}

static void
close_element (GArray     *open,
               const char *name,
               gsize       length)
{
  for (guint i = open->len; i > 0; i--)
    {
      const Open *element = &g_array_index (open, Open, i - 1);

      if (element->name_length == length && g_ascii_strncasecmp (element->name, name, length) == 0)
        {
          g_array_set_size (open, i - 1);
          return;
        }
    }
}

/* one tag at @at; gives the place after it */
static const char *
read_tag (const char *html,
          const char *at,
          const char *end,
          GArray     *open)
{
  const char *name = at + 1;
  gboolean closing = name < end && *name == '/';
  const char *after;
  gsize length = 0;

  name += closing ? 1 : 0;
  while (name + length < end && (g_ascii_isalnum (name[length]) || name[length] == '-'))
    length++;
  if (length == 0)
    return at + 1;

  after = skip_tag (at, end);
  if (closing)
    close_element (open, name, length);
  else if (name_is_in (name, length, raw_elements))
    return skip_raw (after, end, name, length);
  else if (!name_is_in (name, length, void_elements) && after[-2] != '/')
    {
      Open element = { name, length, (gsize) (name + length - html), name_is_in (name, length, block_elements), FALSE };

      g_array_append_val (open, element);
    }

  return after;
}

/* the innermost block that no other entry has, or else the innermost element that none has and
 * that stands inside it */
static void
take_element (GArray *open,
              guint   index,
              GArray *insertions)
{
  for (guint i = open->len; i > 0; i--)
    {
      Open *element = &g_array_index (open, Open, i - 1);
      Insertion insertion = { element->attribute_at, index };

      if (element->block && element->taken)
        break;
      if (!element->block)
        continue;
      element->taken = TRUE;
      g_array_append_val (insertions, insertion);
      return;
    }

  if (open->len > 0)
    {
      Open *innermost = &g_array_index (open, Open, open->len - 1);
      Insertion insertion = { innermost->attribute_at, index };

      if (innermost->taken)
        return;
      innermost->taken = TRUE;
      g_array_append_val (insertions, insertion);
    }
}

static GArray *
find_insertions (const char *html,
                 gsize       length,
                 guint       n_ids)
{
  g_autoptr(GArray) open = g_array_new (FALSE, FALSE, sizeof (Open));
  g_autofree guint8 *seen = g_new0 (guint8, n_ids + 1);
  GArray *insertions = g_array_new (FALSE, FALSE, sizeof (Insertion));
  const char *end = html + length;
  const char *at = html;

  while (at < end)
    {
      int marker = get_marker (at, end);

      /* a text that a layout shows twice belongs to its first place */
      if (marker >= 0 && (guint) marker < n_ids && !seen[marker])
        {
          seen[marker] = TRUE;
          take_element (open, (guint) marker, insertions);
        }

      if (marker >= 0)
        at += MARKER_BYTES;
      else if (g_str_has_prefix (at, "<!--"))
        at = skip_to (at + 4, end, "-->");
      else if (*at == '<')
        at = read_tag (html, at, end, open);
      else
        at++;
    }

  return insertions;
}

static int
compare_insertions (gconstpointer a,
                    gconstpointer b)
{
  gsize first = ((const Insertion *) a)->at;
  gsize second = ((const Insertion *) b)->at;

  return (first > second) - (first < second);
}

/**
 * atrium_markers_to_attributes:
 * @html: UTF-8, ended by a NUL, with markers
 * @length: its length in bytes
 * @ids: (array length=n_ids): the element id of each marked entry
 * @n_ids: how many were marked
 *
 * Takes the markers out, and gives the elements that held them the attribute `data-atrium-entry`
 * with the entry's id. Nothing else changes. An entry whose marker did not come through, or that
 * shares its element with another, gets none.
 *
 * Returns: (transfer full): the page as it is shown
 */
char *
atrium_markers_to_attributes (const char        *html,
                              gsize              length,
                              const char *const *ids,
                              guint              n_ids)
{
  g_autoptr(GArray) insertions = find_insertions (html, length, n_ids);
  g_autoptr(GString) marked = g_string_sized_new (length + insertions->len * 48);
  gsize done = 0;

  g_array_sort (insertions, compare_insertions);
  for (guint i = 0; i < insertions->len; i++)
    {
      const Insertion *insertion = &g_array_index (insertions, Insertion, i);

      g_string_append_len (marked, html + done, (gssize) (insertion->at - done));
      g_string_append (marked, " " ATTRIBUTE "=\"");
      atrium_append_html_attribute (marked, ids[insertion->index]);
      g_string_append_c (marked, '"');
      done = insertion->at;
    }
  g_string_append_len (marked, html + done, (gssize) (length - done));

  return atrium_markers_remove (marked->str, marked->len);
}
