#include "atrium-kramdown-private.h"

#include <string.h>

/* What is gathered from all over the text: ids of headings, the table of contents, footnotes. */

/* -- ids */

/* GFM's: what is neither letter, digit, mark, underscore nor hyphen goes, spaces become hyphens */
static char *
make_id (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *lower = g_utf8_strdown (valid, -1);
  GString *out = g_string_new (NULL);

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeType type = g_unichar_type (c);

      if (c == ' ' || c == '\t' || c == '-')
        g_string_append_c (out, '-');
      else if (g_unichar_isalpha (c) || g_unichar_ismark (c) || type == G_UNICODE_DECIMAL_NUMBER ||
               type == G_UNICODE_CONNECT_PUNCTUATION)
        g_string_append_unichar (out, c);
    }

  return g_string_free (out, FALSE);
}

/* kramdown's own: letters, digits and hyphens of ASCII, from the first letter on */
static char *
make_plain_id (const char *text)
{
  GString *out = g_string_new (NULL);

  while (*text != '\0' && !g_ascii_isalpha (*text))
    text++;
  for (; *text != '\0'; text++)
    if (g_ascii_isalnum (*text) || *text == ' ' || *text == '-')
      g_string_append_c (out, *text == ' ' ? '-' : g_ascii_tolower (*text));
  if (out->len == 0)
    g_string_append (out, "section");

  return g_string_free (out, FALSE);
}

static char *
make_unique (GHashTable **ids,
             char        *id)
{
  guint before;

  if (*ids == NULL)
    *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  before = GPOINTER_TO_UINT (g_hash_table_lookup (*ids, id));
  g_hash_table_insert (*ids, g_strdup (id), GUINT_TO_POINTER (before + 1));
  if (before > 0)
    {
      char *numbered = g_strdup_printf ("%s-%u", id, before);

      g_free (id);
      return numbered;
    }

  return id;
}

/* Gives a heading its id, if it has none, and a line in the table of contents. */
void
_atrium_kramdown_heading_id (AtriumKramdown   *self,
                             const AtriumNode *node,
                             AtriumIal        *ial)
{
  const char *id;
  const char *class;

  if (self->auto_ids && _atrium_ial_get (ial, "id") == NULL && self->in_toc == 0)
    {
      gboolean plain = self->elements > 0 || self->in_notes > 0;
      g_autofree char *text = _atrium_kramdown_dup_text (self, node);
      g_autofree char *made = NULL;

      made = make_unique (plain ? &self->plain_ids : &self->ids, plain ? make_plain_id (text) : make_id (text));
      _atrium_ial_set (ial, "id", made);
    }

  id = _atrium_ial_get (ial, "id");
  class = _atrium_ial_get (ial, "class");
  if (id != NULL && self->toc_list != NULL && (class == NULL || strstr (class, "no_toc") == NULL))
    {
      AtriumTocEntry entry = { node, g_strdup (id) };

      g_array_append_val (self->toc, entry);
    }
}

/* -- table of contents */

static void
append_entry (AtriumKramdown *self,
              AtriumTocEntry *entry,
              const char     *list_id)
{
  g_auto(AtriumIal) ial = { .pairs = NULL };
  g_autofree char *href = g_strconcat ("#", entry->id, NULL);
  g_autofree char *id = g_strconcat (list_id, "-", entry->id, NULL);

  _atrium_ial_set (&ial, "href", href);
  _atrium_ial_set (&ial, "id", id);
  g_string_append (self->out, "<li><a");
  _atrium_ial_append (&ial, self->out);
  g_string_append_c (self->out, '>');
  self->in_toc++;
  _atrium_kramdown_children (self, entry->node);
  self->in_toc--;
  g_string_append (self->out, "</a>");
}

typedef struct
{
  guint    level;
  gboolean list;      /* has a list of lower headings */
} OpenEntry;

static void
close_entry (AtriumKramdown  *self,
             const OpenEntry *entry,
             const char      *tag)
{
  if (entry->list)
    g_string_append_printf (self->out, "</%s>", tag);
  g_string_append (self->out, "</li>\n");
}

static void
append_entries (AtriumKramdown *self,
                const char     *tag,
                const char     *list_id)
{
  /* each is deeper than the one before, and headings have six levels */
  OpenEntry open[8];
  guint depth = 0;

  for (guint i = 0; i < self->toc->len && !_atrium_kramdown_is_spent (self); i++)
    {
      AtriumTocEntry *entry = &g_array_index (self->toc, AtriumTocEntry, i);

      while (depth > 0 && open[depth - 1].level >= entry->node->level)
        close_entry (self, &open[--depth], tag);
      if (depth > 0 && !open[depth - 1].list)
        {
          open[depth - 1].list = TRUE;
          g_string_append_printf (self->out, "\n<%s>\n", tag);
        }
      append_entry (self, entry, list_id);
      open[depth++] = (OpenEntry) { entry->node->level, FALSE };
    }
  while (depth > 0)
    close_entry (self, &open[--depth], tag);
}

/* Puts the table of contents where its list stood. */
void
_atrium_kramdown_toc (AtriumKramdown *self)
{
  const char *tag;
  g_auto(AtriumIal) written = { .pairs = NULL };
  g_auto(AtriumIal) ial = { .pairs = NULL };
  GString *out = self->out;
  g_autoptr(GString) toc = NULL;

  if (self->toc_at < 0 || self->toc->len == 0 || _atrium_kramdown_is_spent (self))
    return;

  tag = self->toc_list->marker == '.' ? "ol" : "ul";
  toc = self->out = g_string_new (NULL);
  /* it counts together with what is there */
  self->work += out->len;
  _atrium_kramdown_block_list (self, self->toc_list, &written);
  _atrium_kramdown_apply (self, &ial, &written);
  if (_atrium_ial_get (&ial, "id") == NULL)
    _atrium_ial_set (&ial, "id", "markdown-toc");
  g_string_append_printf (toc, "<%s", tag);
  _atrium_ial_append (&ial, toc);
  g_string_append (toc, ">\n");
  append_entries (self, tag, _atrium_ial_get (&ial, "id"));
  g_string_append_printf (toc, "</%s>\n", tag);
  self->work -= out->len;
  self->out = out;

  g_string_insert_len (out, self->toc_at, toc->str, toc->len);
  if (self->notes_at > self->toc_at)
    self->notes_at += toc->len;
}

/* -- footnotes */

/* Adds the number of a footnote as a link to its text. */
void
_atrium_kramdown_reference (AtriumKramdown   *self,
                            const AtriumNode *node)
{
  g_autofree char *name = g_strndup (self->source + node->label.start, atrium_span_length (node->label));
  g_autofree char *repeat = NULL;
  const AtriumNode *definition = self->footnotes != NULL ? g_hash_table_lookup (self->footnotes, name) : NULL;
  guint index;

  if (definition == NULL || self->in_toc > 0)
    return;

  index = GPOINTER_TO_UINT (g_hash_table_lookup (self->note_numbers, definition));
  if (index > 0)
    repeat = g_strdup_printf (":%u", ++g_array_index (self->notes, AtriumNote, index - 1).repeats);
  else
    {
      AtriumNote added = { g_strdup (name), definition, 0 };

      g_array_append_val (self->notes, added);
      index = self->notes->len;
      g_hash_table_insert (self->note_numbers, (gpointer) definition, GUINT_TO_POINTER (index));
    }
  g_string_append_printf (self->out,
                          "<sup id=\"fnref:%s%s\"><a href=\"#fn:%s\" class=\"footnote\" rel=\"footnote\" "
                          "role=\"doc-noteref\">%u</a></sup>",
                          name, repeat != NULL ? repeat : "", name, index - 1 + self->first_note);
}

static void
append_backlinks (AtriumKramdown *self,
                  AtriumNote     *note,
                  gboolean        behind_text)
{
  static const char format[] =
    "%s<a href=\"#fnref:%s\" class=\"reversefootnote\" role=\"doc-backlink\">\xe2\x86\xa9</a>";

  g_string_append_printf (self->out, format, behind_text ? "\xc2\xa0" : "", note->name);
  for (guint i = 1; i <= note->repeats && !_atrium_kramdown_is_spent (self); i++)
    g_string_append_printf (self->out,
                            "\xc2\xa0<a href=\"#fnref:%s:%u\" class=\"reversefootnote\" "
                            "role=\"doc-backlink\">\xe2\x86\xa9<sup>%u</sup></a>",
                            note->name, i, i + 1);
}

/* The links back stand in the last paragraph, or in one of their own. */
static void
append_note (AtriumKramdown *self,
             guint           index)
{
  /* as they are now: of references in the footnote itself there is no way back */
  AtriumNote note = g_array_index (self->notes, AtriumNote, index);
  const AtriumNode *last = note.definition->last_child;
  gboolean in_text;

  while (last != NULL && last->type == ATRIUM_NODE_ATTRIBUTES && last->literal == NULL)
    last = last->previous;
  in_text = last != NULL && last->type == ATRIUM_NODE_PARAGRAPH;
  g_string_append_printf (self->out, "<li id=\"fn:%s\">\n", note.name);
  _atrium_kramdown_children (self, note.definition);

  if (in_text && _atrium_kramdown_ends_with (self, "</p>\n"))
    g_string_truncate (self->out, self->out->len - strlen ("</p>\n"));
  else
    {
      in_text = FALSE;
      g_string_append (self->out, "<p>");
    }
  append_backlinks (self, &note, in_text);
  g_string_append (self->out, "</p>\n</li>\n");
}

/* Moves what was added from @start on to where the list of footnotes stood. */
static void
move_notes (AtriumKramdown *self,
            gsize           start)
{
  gsize length = self->out->len - start;
  g_autofree char *notes = g_strdup (self->out->str + start);
  gsize at = self->notes_at;

  g_string_truncate (self->out, start);
  g_string_insert_len (self->out, at, notes, length);
  if (self->toc_at >= (gssize) start)
    self->toc_at -= start - at;
  else if (self->toc_at > (gssize) at)
    self->toc_at += length;
}

/* Adds the footnotes that were referred to, at the end or where their list stood. */
void
_atrium_kramdown_notes (AtriumKramdown *self)
{
  gsize start = self->out->len;

  if (self->notes->len == 0 || _atrium_kramdown_is_spent (self))
    return;

  g_string_append (self->out, "<div class=\"footnotes\" role=\"doc-endnotes\">\n<ol");
  if (self->first_note != 1)
    g_string_append_printf (self->out, " start=\"%u\"", self->first_note);
  g_string_append (self->out, ">\n");
  self->in_notes++;
  for (guint i = 0; i < self->notes->len && !_atrium_kramdown_is_spent (self); i++)
    append_note (self, i);
  self->in_notes--;
  g_string_append (self->out, "</ol>\n</div>\n");

  if (self->notes_at >= 0)
    move_notes (self, start);
}
