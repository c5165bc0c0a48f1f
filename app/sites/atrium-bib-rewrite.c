#include "atrium-bib-file.h"

#include <string.h>

#include "atrium-latex.h"

/* The text of one entry, edited field by field: after each edit it is read again, so that the
 * next one finds everything where it is. */

/* An edit after which the text is no entry any more is not made; the field then reads as it
 * was, and the writer says that it was lost. */
static void
set_text (AtriumBibRewrite *self,
          const char       *text)
{
  g_autoptr(AtriumSource) source = atrium_source_new_for_text ("", text);
  g_autoptr(AtriumBibtex) read = atrium_bibtex_read (source, NULL);

  if (self->now != NULL && (read == NULL || atrium_bibtex_get_n_entries (read) == 0))
    return;
  g_clear_pointer (&self->now, atrium_bibtex_free);
  self->now = g_steal_pointer (&read);
}

static gboolean
is_ascii (AtriumBibtex *file)
{
  gsize length;
  const char *text = atrium_source_get_text (atrium_bibtex_get_source (file), &length);

  for (gsize i = 0; i < length; i++)
    if ((guchar) text[i] >= 0x80)
      return FALSE;

  return TRUE;
}

/* @text: (transfer full): the entry. */
void
_atrium_bib_rewrite_init (AtriumBibRewrite     *self,
                          AtriumBibtex         *file,
                          const AtriumBibStyle *style,
                          char                 *text)
{
  g_autofree char *owned = text;

  *self = (AtriumBibRewrite) { .file = file, .style = style, .ascii = is_ascii (file) };
  set_text (self, owned);
}

void
_atrium_bib_rewrite_clear (AtriumBibRewrite *self)
{
  g_clear_pointer (&self->now, atrium_bibtex_free);
}

/* The entry as it is now, or NULL where its text is none. */
const AtriumBibtexEntry *
_atrium_bib_rewrite_get (AtriumBibRewrite *self)
{
  if (self->now == NULL || atrium_bibtex_get_n_entries (self->now) == 0)
    return NULL;

  return atrium_bibtex_get_entry (self->now, 0);
}

const char *
_atrium_bib_rewrite_text (AtriumBibRewrite *self)
{
  return self->now != NULL ? atrium_source_get_text (atrium_bibtex_get_source (self->now), NULL) : "";
}

const AtriumBibtexField *
_atrium_bib_rewrite_find (AtriumBibRewrite *self,
                          const char       *name)
{
  const AtriumBibtexEntry *entry = _atrium_bib_rewrite_get (self);

  return entry != NULL ? atrium_bibtex_find_field (self->now, entry, name) : NULL;
}

/* The LaTeX of a field, or NULL. */
char *
_atrium_bib_rewrite_dup (AtriumBibRewrite *self,
                         const char       *name)
{
  const AtriumBibtexField *field = _atrium_bib_rewrite_find (self, name);

  return field != NULL ? atrium_bibtex_dup_value (self->now, field) : NULL;
}

void
_atrium_bib_splice (AtriumBibRewrite *self,
                    AtriumSpan        span,
                    const char       *text)
{
  const char *old = _atrium_bib_rewrite_text (self);
  g_autofree char *new = g_strdup_printf ("%.*s%s%s", (int) span.start, old, text, old + span.end);

  set_text (self, new);
}

static void
add_field (AtriumBibRewrite *self,
           const char       *name,
           const char       *value,
           gboolean          bare)
{
  g_autofree char *text = NULL;
  gsize offset;

  atrium_bibtex_add_field (self->now, _atrium_bib_rewrite_get (self), name, value, bare, &offset, &text);
  _atrium_bib_splice (self, ATRIUM_SPAN (offset, offset), text);
}

/* Gives a field the value @latex, in the spelling that it has; NULL takes it away. */
void
_atrium_bib_set (AtriumBibRewrite *self,
                 const char       *name,
                 const char       *latex)
{
  const AtriumBibtexField *field = _atrium_bib_rewrite_find (self, name);

  if (_atrium_bib_rewrite_get (self) == NULL)
    return;
  if (latex == NULL)
    {
      if (field != NULL)
        _atrium_bib_splice (self, atrium_bibtex_get_field_span (self->now, _atrium_bib_rewrite_get (self), field), "");
    }
  else if (field != NULL)
    {
      g_autofree char *spelled = atrium_bibtex_spell (self->now, field, latex);

      _atrium_bib_splice (self, field->value, spelled);
    }
  else
    add_field (self, name, latex, FALSE);
}

/* Gives a field a value that stands without braces: a macro, or all of what is behind the =. */
void
_atrium_bib_set_bare (AtriumBibRewrite *self,
                      const char       *name,
                      const char       *value)
{
  const AtriumBibtexField *field = _atrium_bib_rewrite_find (self, name);

  if (field != NULL)
    _atrium_bib_splice (self, field->value, value);
  else if (_atrium_bib_rewrite_get (self) != NULL)
    add_field (self, name, value, TRUE);
}

/* paragraphs of an abstract become \par */
static char *
spell_paragraphs (const char *text,
                  gboolean    ascii)
{
  g_auto(GStrv) parts = g_strsplit (text, "\n\n", -1);
  g_autoptr(GString) out = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *latex = NULL;

      g_strstrip (parts[i]);
      if (*parts[i] == '\0')
        continue;
      g_strdelimit (parts[i], "\r\n", ' ');
      latex = atrium_markdown_to_latex (parts[i], ascii);
      g_string_append_printf (out, "%s%s", out->len > 0 ? " \\par " : "", latex);
    }

  return g_string_free_and_steal (g_steal_pointer (&out));
}

/* What a text is as LaTeX. */
char *
_atrium_bib_spell_text (AtriumBibRewrite *self,
                        AtriumBibForm     form,
                        const char       *text)
{
  if (form == ATRIUM_BIB_MARKDOWN)
    return strstr (text, "\n\n") != NULL ? spell_paragraphs (text, self->ascii)
                                         : atrium_markdown_to_latex (text, self->ascii);
  if (form == ATRIUM_BIB_TEXT)
    return atrium_text_to_latex (text, self->ascii);

  return g_strdup (text);
}
