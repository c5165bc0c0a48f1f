#include "atrium-fragment-private.h"

#include "atrium-escape.h"
#include "atrium-link-icon.h"
#include "atrium-markdown-html.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *
find_link (AtriumEntry *entry,
           const char  *label)
{
  AtriumValue *links = atrium_entry_get (entry, "links");
  guint n = atrium_value_get_n_items (links);

  for (guint i = 0; i < n; i++)
    {
      AtriumValue *link = atrium_value_get_item (links, i);
      const char *found = atrium_value_get_member_string (link, "label");

      if (g_ascii_strcasecmp (found != NULL ? found : "", label) == 0)
        return atrium_value_get_member_string (link, "url");
    }

  return NULL;
}

static char *
dup_doi_url (AtriumEntry *entry)
{
  const char *doi = atrium_entry_get_string (entry, "doi");

  if (doi == NULL || *doi == '\0')
    return NULL;
  if (g_str_has_prefix (doi, "https://") || g_str_has_prefix (doi, "http://"))
    return g_strdup (doi);

  return g_strconcat ("https://doi.org/", doi, NULL);
}

static char *
dup_arxiv_url (AtriumEntry *entry)
{
  const char *arxiv = atrium_entry_get_string (entry, "arxiv");

  if (arxiv == NULL || *arxiv == '\0')
    return NULL;

  return g_strconcat ("https://arxiv.org/abs/", arxiv, NULL);
}

/* where the title leads: the paper itself, by the best address there is */
static char *
dup_title_url (AtriumEntry *entry)
{
  const char *labels[] = { "", "paper", "pdf", "论文", "preprint", "project", "website" };
  char *url = g_strdup (atrium_entry_get_string (entry, "url"));

  if (url != NULL && *url != '\0')
    return url;
  g_clear_pointer (&url, g_free);
  for (gsize i = 0; i < 5; i++)
    if (find_link (entry, labels[i]) != NULL)
      return g_strdup (find_link (entry, labels[i]));
  url = dup_doi_url (entry);
  if (url == NULL)
    url = dup_arxiv_url (entry);
  for (gsize i = 5; url == NULL && i < G_N_ELEMENTS (labels); i++)
    url = g_strdup (find_link (entry, labels[i]));

  return url;
}

static void
append_title (GString     *out,
              AtriumEntry *entry)
{
  g_autofree char *url = dup_title_url (entry);

  g_string_append (out, "<h4 class=\"title\">");
  if (_atrium_fragment_link_start (out, url, NULL))
    {
      _atrium_fragment_label (out, entry, "title");
      g_string_append (out, "</a>");
    }
  else
    _atrium_fragment_text (out, entry, "title");
  g_string_append (out, "</h4>");
}

static void
append_year (GString     *out,
             AtriumEntry *entry)
{
  const char *date = atrium_entry_get_string (entry, "date");
  const char *venue = atrium_entry_get_string (entry, "venue");
  const char *venue_short = atrium_entry_get_string (entry, "venueShort");
  char year[5] = { 0 };

  if (date == NULL || strlen (date) < 4)
    return;
  strncpy (year, date, 4);
  /* "NeurIPS 2024" already says it */
  if ((venue != NULL && strstr (venue, year) != NULL) ||
      (venue_short != NULL && strstr (venue_short, year) != NULL))
    return;

  g_string_append (out, "<span class=\"year\">");
  atrium_append_html_text (out, year);
  g_string_append (out, "</span>");
}

/* where the site's own statistics put a number; see atrium_scholar_stats_fill() */
static void
append_citations_place (GString    *out,
                        const char *id)
{
  if (id == NULL || *id == '\0')
    return;

  g_string_append (out, "<span class=\"citations show_paper_citations\" data=\"");
  atrium_append_html_attribute (out, id);
  g_string_append (out, "\"></span>");
}

static void
append_citations (GString     *out,
                  AtriumEntry *entry)
{
  AtriumValue *citations = atrium_entry_get (entry, "citations");
  AtriumValue *count = atrium_value_get_member (citations, "count");
  const char *source = atrium_value_get_member_string (citations, "source");
  const char *date = atrium_value_get_member_string (citations, "date");
  g_autofree char *label = NULL;
  guint n;

  if (atrium_value_get_value_type (citations) != ATRIUM_VALUE_RECORD)
    return;
  if (atrium_value_is_empty (count) || atrium_value_get_number (count) < 0)
    {
      append_citations_place (out, atrium_value_get_member_string (citations, "id"));
      return;
    }

  n = MIN (atrium_value_get_number (count), G_MAXINT32);
  label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u citation", "%u citations", n), n);
  g_string_append (out, "<span class=\"citations\" title=\"");
  if (source != NULL)
    atrium_append_html_attribute (out, source);
  if (source != NULL && date != NULL)
    g_string_append (out, ", ");
  if (date != NULL)
    atrium_append_html_attribute (out, date);
  g_string_append (out, "\">");
  atrium_link_icon_append (out, "quote");
  atrium_append_html_text (out, label);
  g_string_append (out, "</span>");
}

static void
append_badge (GString     *out,
              AtriumEntry *entry,
              const char  *field,
              const char  *class_name,
              const char  *icon)
{
  if (!_atrium_fragment_has (entry, field))
    return;

  g_string_append_printf (out, "<span class=\"%s\">", class_name);
  if (icon != NULL)
    atrium_link_icon_append (out, icon);
  _atrium_fragment_text (out, entry, field);
  g_string_append (out, "</span>");
}

static void
append_status (GString     *out,
               AtriumEntry *entry)
{
  const char *status = atrium_entry_get_string (entry, "status");

  /* what is published says so by its venue */
  if (status == NULL || *status == '\0' || g_ascii_strcasecmp (status, "published") == 0)
    return;

  g_string_append (out, "<span class=\"tag\">");
  _atrium_fragment_text (out, entry, "status");
  g_string_append (out, "</span>");
}

static void
append_venue (GString     *out,
              AtriumEntry *entry,
              gboolean     badge_on_image)
{
  g_string_append (out, "<div class=\"venue\">");
  if (!badge_on_image)
    append_badge (out, entry, "venueShort", "badge", NULL);
  if (_atrium_fragment_has (entry, "venue"))
    {
      const char *venue = atrium_entry_get_string (entry, "venue");
      const char *venue_short = atrium_entry_get_string (entry, "venueShort");

      if (badge_on_image || g_strcmp0 (venue, venue_short) != 0)
        _atrium_fragment_element (out, entry, "venue", "em", "name");
    }
  append_year (out, entry);
  append_status (out, entry);
  append_badge (out, entry, "award", "award", "trophy");
  append_badge (out, entry, "category", "tag", NULL);
  append_citations (out, entry);
  g_string_append (out, "</div>");
}

static gboolean
has_link_to (AtriumEntry *entry,
             const char  *host)
{
  AtriumValue *links = atrium_entry_get (entry, "links");
  guint n = atrium_value_get_n_items (links);

  for (guint i = 0; i < n; i++)
    {
      const char *url = atrium_value_get_member_string (atrium_value_get_item (links, i), "url");

      if (url != NULL && strstr (url, host) != NULL)
        return TRUE;
    }

  return FALSE;
}

static void
append_identifiers (GString     *out,
                    AtriumEntry *entry)
{
  g_autofree char *doi = dup_doi_url (entry);
  g_autofree char *arxiv = dup_arxiv_url (entry);

  if (doi != NULL && !has_link_to (entry, "doi.org/"))
    _atrium_fragment_chip (out, "DOI", doi);
  if (arxiv != NULL && !has_link_to (entry, "arxiv.org/"))
    _atrium_fragment_chip (out, "arXiv", arxiv);
}

static void
append_abstract (GString     *out,
                 AtriumEntry *entry)
{
  if (!_atrium_fragment_has (entry, "abstract"))
    return;

  g_string_append_printf (out, "<details class=\"abstract\"><summary class=\"chip\">%s</summary>", C_("page", "Abstract"));
  _atrium_fragment_prose (out, entry, "abstract");
  g_string_append (out, "</details>");
}

static void
append_bibtex (GString     *out,
               AtriumEntry *entry)
{
  const char *bibtex = atrium_entry_get_string (entry, "bibtex");

  if (bibtex == NULL || *bibtex == '\0')
    return;

  g_string_append (out, "<details class=\"bibtex\"><summary class=\"chip\">BibTeX</summary><pre><code>");
  atrium_append_html_text (out, bibtex);
  g_string_append (out, "</code></pre></details>");
}

static void
append_chips (GString     *out,
              AtriumEntry *entry)
{
  AtriumValue *links = atrium_entry_get (entry, "links");
  guint n = atrium_value_get_n_items (links);
  gsize start;

  g_string_append (out, "<div class=\"chips\">");
  start = out->len;
  for (guint i = 0; i < n; i++)
    {
      AtriumValue *link = atrium_value_get_item (links, i);
      const char *label = atrium_value_get_member_string (link, "label");

      /* the link without a label is the title's */
      if (label != NULL && *label != '\0')
        _atrium_fragment_chip (out, label, atrium_value_get_member_string (link, "url"));
    }
  append_identifiers (out, entry);
  append_abstract (out, entry);
  append_bibtex (out, entry);
  if (out->len == start)
    g_string_truncate (out, start - strlen ("<div class=\"chips\">"));
  else
    g_string_append (out, "</div>");
}

/* a paper box where there is a picture, else a listing of text */
void
_atrium_fragment_publication (GString     *out,
                              AtriumEntry *entry)
{
  const char *image = atrium_entry_get_string (entry, "image");
  gboolean boxed = image != NULL && *image != '\0';

  if (boxed)
    {
      g_string_append (out, "<div class=\"teaser\">");
      append_badge (out, entry, "venueShort", "badge", NULL);
      _atrium_fragment_picture (out, image, "", "picture");
      g_string_append (out, "</div>");
    }
  g_string_append (out, "<div class=\"body\">");
  append_title (out, entry);
  if (_atrium_fragment_has (entry, "authors"))
    {
      g_string_append (out, "<div class=\"authors\">");
      _atrium_fragment_people (out, atrium_entry_get (entry, "authors"));
      g_string_append (out, "</div>");
    }
  append_venue (out, entry, boxed);
  _atrium_fragment_element (out, entry, "note", "div", "note");
  _atrium_fragment_items (out, entry, "highlights", "ul", "highlights");
  append_chips (out, entry);
  _atrium_fragment_prose (out, entry, "text");
  g_string_append (out, "</div>");
}
