#include "atrium-kramdown-private.h"

#include "atrium-escape.h"
#include "atrium-markdown.h"

#include <string.h>

/* More abbreviations than nobody defines by hand; each is looked for at every word. */
#define MAX_ABBREVIATIONS 200

/* What is written once may be shown often: a title at every abbreviation, a URL at every link, an
 * empty cell in every row. A text that grows more than any that is meant ends there. */
#define MAX_GROWTH 16
#define MIN_BUDGET (1024 * 1024)

/* nothing more is to be added but the ends of what is open */
gboolean
_atrium_kramdown_is_spent (AtriumKramdown *self)
{
  return self->out->len + self->work > self->budget;
}

gboolean
_atrium_kramdown_ends_with (AtriumKramdown *self,
                            const char     *suffix)
{
  gsize length = strlen (suffix);

  return self->out->len >= length && memcmp (self->out->str + self->out->len - length, suffix, length) == 0;
}

static void
clear_note (gpointer data)
{
  g_free (((AtriumNote *) data)->name);
}

static void
clear_entry (gpointer data)
{
  g_free (((AtriumTocEntry *) data)->id);
}

static void
clear_abbreviation (gpointer data)
{
  g_free (((AtriumAbbreviation *) data)->text);
}

static GArray *
new_array (gsize          size,
           GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, FALSE, size);

  g_array_set_clear_func (array, clear);
  return array;
}

/* -- what stands elsewhere in the text */

static void
add_list (AtriumKramdown   *self,
          const AtriumNode *node)
{
  const char *text = self->source + node->inner.start;
  gsize length = atrium_span_length (node->inner);
  gsize name_end = _atrium_ial_definition_name (text, length);
  g_autofree char *name = NULL;
  AtriumIal *list;

  if (name_end == 0)
    return;

  name = g_strndup (text, name_end);
  if (self->lists == NULL)
    self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) _atrium_ial_free);
  list = g_hash_table_lookup (self->lists, name);
  if (list == NULL)
    {
      list = g_new0 (AtriumIal, 1);
      g_hash_table_insert (self->lists, g_steal_pointer (&name), list);
    }
  _atrium_ial_parse (list, text + name_end + 1, length - name_end - 1);
}

/* {::options key="value" /} */
static void
set_options (AtriumKramdown   *self,
             const AtriumNode *node)
{
  static const char name[] = "{::options ";
  const char *text = self->source + node->outer.start;
  gsize length = atrium_span_length (node->outer);
  g_auto(AtriumIal) options = { .pairs = NULL };
  const char *close;
  const char *value;

  while (length > 0 && *text == ' ')
    {
      text++;
      length--;
    }
  if (length < strlen (name) || strncmp (text, name, strlen (name)) != 0)
    return;
  close = memchr (text, '}', length);
  if (close == NULL)
    return;

  _atrium_ial_parse (&options, text + strlen (name), close - text - strlen (name));
  value = _atrium_ial_get (&options, "auto_ids");
  if (value != NULL)
    self->auto_ids = g_strcmp0 (value, "false") != 0;
  value = _atrium_ial_get (&options, "header_offset");
  if (value != NULL)
    self->header_offset = CLAMP (g_ascii_strtoll (value, NULL, 10), 0, 5);
  value = _atrium_ial_get (&options, "footnote_nr");
  if (value != NULL)
    self->first_note = CLAMP (g_ascii_strtoll (value, NULL, 10), 0, 100000);
}

static int
compare_abbreviations (gconstpointer a,
                       gconstpointer b)
{
  gsize first = strlen (((const AtriumAbbreviation *) a)->text);
  gsize second = strlen (((const AtriumAbbreviation *) b)->text);

  return first < second ? 1 : first > second ? -1 : 0;
}

static void
add_abbreviation (AtriumKramdown   *self,
                  const AtriumNode *node)
{
  AtriumAbbreviation added = { g_strndup (self->source + node->label.start, atrium_span_length (node->label)), node };

  if (self->abbreviations == NULL)
    self->abbreviations = new_array (sizeof (AtriumAbbreviation), clear_abbreviation);
  for (guint i = 0; i < self->abbreviations->len; i++)
    if (g_str_equal (g_array_index (self->abbreviations, AtriumAbbreviation, i).text, added.text))
      {
        g_array_index (self->abbreviations, AtriumAbbreviation, i).definition = node;
        g_free (added.text);
        return;
      }
  if (self->abbreviations->len < MAX_ABBREVIATIONS)
    g_array_append_val (self->abbreviations, added);
  else
    g_free (added.text);
}

static void
add_link_definition (AtriumKramdown   *self,
                     const AtriumNode *node)
{
  if (node->level == 1)
    {
      add_abbreviation (self, node);
      return;
    }
  if (self->links == NULL)
    self->links = g_hash_table_new (NULL, NULL);
  g_hash_table_insert (self->links, GSIZE_TO_POINTER (node->target.start), (gpointer) node);
}

static void
add_footnote (AtriumKramdown   *self,
              const AtriumNode *node)
{
  if (self->footnotes == NULL)
    {
      self->footnotes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      self->note_numbers = g_hash_table_new (NULL, NULL);
    }
  g_hash_table_replace (self->footnotes,
                        g_strndup (self->source + node->label.start, atrium_span_length (node->label)),
                        (gpointer) node);
}

static void
find_toc (AtriumKramdown   *self,
          const AtriumNode *list)
{
  g_auto(AtriumIal) written = { .pairs = NULL };

  if (self->toc_list != NULL)
    return;
  _atrium_kramdown_block_list (self, list, &written);
  if (_atrium_ial_refers (&written, "toc"))
    self->toc_list = list;
}

static void
gather (AtriumKramdown *self)
{
  const AtriumNode *root = atrium_tree_get_root (self->tree);

  for (const AtriumNode *node = root; node != NULL; node = atrium_node_walk (root, node))
    if (node->type == ATRIUM_NODE_LINK_DEFINITION)
      add_link_definition (self, node);
    else if (node->type == ATRIUM_NODE_FOOTNOTE_DEFINITION)
      add_footnote (self, node);
    else if (node->type == ATRIUM_NODE_LIST)
      find_toc (self, node);
    else if (node->type == ATRIUM_NODE_ATTRIBUTES && (node->block || node->literal != NULL))
      set_options (self, node);
    else if (node->type == ATRIUM_NODE_ATTRIBUTES)
      add_list (self, node);
  if (self->abbreviations != NULL)
    g_array_sort (self->abbreviations, compare_abbreviations);
}

/* -- the whole */

static void
kramdown_clear (AtriumKramdown *self)
{
  g_clear_pointer (&self->lists, g_hash_table_unref);
  g_clear_pointer (&self->links, g_hash_table_unref);
  g_clear_pointer (&self->footnotes, g_hash_table_unref);
  g_clear_pointer (&self->note_numbers, g_hash_table_unref);
  g_clear_pointer (&self->abbreviations, g_array_unref);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_pointer (&self->plain_ids, g_hash_table_unref);
  g_clear_pointer (&self->notes, g_array_unref);
  g_clear_pointer (&self->toc, g_array_unref);
}

/* the text goes on, but is not shown */
static void
append_ellipsis (AtriumKramdown *self)
{
  g_string_append (self->out, (self->flags & ATRIUM_KRAMDOWN_ONE_PARAGRAPH) != 0 ? "…" : "<p>…</p>\n");
}

static void
render_tree (AtriumTree          *tree,
             GString             *out,
             AtriumKramdownFlags  flags)
{
  AtriumKramdown self = {
    .tree = tree, .out = out, .flags = flags, .auto_ids = TRUE, .first_note = 1, .toc_at = -1, .notes_at = -1,
    .notes = new_array (sizeof (AtriumNote), clear_note),
    .toc = new_array (sizeof (AtriumTocEntry), clear_entry),
  };

  self.source = atrium_source_get_text (atrium_tree_get_source (tree), NULL);
  self.budget = MAX (MAX_GROWTH * strlen (self.source), MIN_BUDGET);
  gather (&self);
  _atrium_kramdown_children (&self, atrium_tree_get_root (tree));
  if (_atrium_kramdown_is_spent (&self))
    append_ellipsis (&self);
  _atrium_kramdown_notes (&self);
  _atrium_kramdown_toc (&self);
  kramdown_clear (&self);
}

/* what is nested deeper than anybody writes, as it stands there */
static void
render_plain (GString    *out,
              const char *text,
              gboolean    one_paragraph)
{
  g_string_append (out, one_paragraph ? "" : "<p>");
  atrium_append_html_text (out, text);
  g_string_append (out, one_paragraph ? "" : "</p>\n");
}

/**
 * atrium_kramdown_render:
 * @markdown: Markdown without front matter, hostile
 * @length: its bytes, or -1 where it ends with a NUL
 * @flags: how
 *
 * Makes the HTML that kramdown 2.5 with its GFM parser makes, with the options that Jekyll
 * gives it (https://kramdown.gettalong.org/syntax.html): attribute lists, footnotes,
 * abbreviations, ids of headings, the table of contents, typographic symbols. Code is not
 * coloured. Of Liquid nothing is left where it stands in text. Text that is nested too deep
 * to be read is shown as it is. Time is linear, and so is what is made: of text that would
 * become more than 16 times as long, and more than 1 MiB, the beginning is shown up to there,
 * with all elements closed and an ellipsis behind them; footnotes may be missing then. Where
 * rows of a table would take thousands of empty cells to be as long as the longest, the last
 * ones stay short.
 *
 * Returns: (transfer full): HTML that is neither safe nor balanced
 */
char *
atrium_kramdown_render (const char          *markdown,
                        gssize               length,
                        AtriumKramdownFlags  flags)
{
  gboolean one_paragraph = (flags & ATRIUM_KRAMDOWN_ONE_PARAGRAPH) != 0;
  g_autofree char *text = NULL;
  g_autoptr(AtriumSource) source = NULL;
  g_autoptr(AtriumTree) tree = NULL;
  GString *out;

  g_return_val_if_fail (markdown != NULL, NULL);

  text = g_utf8_make_valid (markdown, length);
  source = atrium_source_new_for_text ("", text);
  out = g_string_sized_new (strlen (text) + strlen (text) / 4 + 64);
  tree = atrium_markdown_read_as_kramdown (source, one_paragraph, NULL);
  if (tree != NULL)
    render_tree (tree, out, flags);
  else
    render_plain (out, text, one_paragraph);

  return g_string_free (out, FALSE);
}
