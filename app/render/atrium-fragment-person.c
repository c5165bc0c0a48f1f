#include "atrium-fragment-private.h"

#include "atrium-escape.h"
#include "atrium-link-icon.h"
#include "atrium-markdown-html.h"

#include <glib/gi18n-lib.h>

/* "Ines van der Okoro" is IO, and 伊内丝 is 伊 */
static char *
dup_initials (const char *name)
{
  g_auto(GStrv) words = g_strsplit_set (name != NULL ? name : "", " \t", 50);
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  for (gsize i = 0; words[i] != NULL; i++)
    {
      g_autofree char *initial = _atrium_fragment_dup_initial (words[i]);

      if (*initial == '\0')
        continue;
      if (first == NULL)
        first = g_steal_pointer (&initial);
      else
        g_set_str (&last, initial);
    }

  return g_strconcat (first != NULL ? first : "", last, NULL);
}

static void
append_portrait (GString     *out,
                 AtriumEntry *person)
{
  const char *name = atrium_entry_get_string (person, "name");
  const char *picture = atrium_entry_get_string (person, "picture");
  g_autofree char *initials = NULL;

  if (picture != NULL && *picture != '\0')
    {
      _atrium_fragment_picture (out, picture, name, "portrait");
      return;
    }

  initials = dup_initials (name);
  if (*initials == '\0')
    return;
  g_string_append (out, "<div class=\"portrait initial\" aria-hidden=\"true\">");
  atrium_append_html_text (out, initials);
  g_string_append (out, "</div>");
}

static void
append_names (GString     *out,
              AtriumEntry *person)
{
  AtriumValue *names = atrium_entry_get (person, "names");
  guint n = atrium_value_get_n_items (names);

  if (n == 0)
    return;

  g_string_append (out, "<p class=\"names\">");
  for (guint i = 0; i < n; i++)
    {
      const char *name = atrium_value_get_string (atrium_value_get_item (names, i));

      if (i > 0)
        g_string_append (out, " · ");
      atrium_append_html_text (out, name != NULL ? name : "");
    }
  g_string_append (out, "</p>");
}

static void
append_fact (GString     *out,
             AtriumEntry *person,
             const char  *field,
             const char  *icon)
{
  if (!_atrium_fragment_has (person, field))
    return;

  g_string_append (out, "<li>");
  atrium_link_icon_append (out, icon);
  g_string_append (out, "<span>");
  _atrium_fragment_text (out, person, field);
  g_string_append (out, "</span></li>");
}

static void
append_link (GString    *out,
             const char *label,
             const char *url)
{
  gsize start = out->len;

  g_string_append (out, "<li>");
  if (!_atrium_fragment_link_start (out, url, NULL))
    {
      g_string_truncate (out, start);
      return;
    }
  atrium_link_icon_append (out, atrium_link_icon_find (label, url));
  g_string_append (out, "<span>");
  atrium_append_html_text (out, label != NULL && *label != '\0' ? label : atrium_link_icon_find_label (url));
  g_string_append (out, "</span></a></li>");
}

static void
append_emails (GString     *out,
               AtriumEntry *person)
{
  AtriumValue *emails = atrium_entry_get (person, "emails");
  guint n = atrium_value_get_n_items (emails);

  for (guint i = 0; i < n; i++)
    {
      const char *email = atrium_value_get_string (atrium_value_get_item (emails, i));
      g_autofree char *escaped = NULL;
      g_autofree char *url = NULL;

      if (email == NULL || *email == '\0')
        continue;
      escaped = g_uri_escape_string (email, "@", TRUE);
      url = g_strconcat ("mailto:", escaped, NULL);
      append_link (out, email, url);
    }
}

static void
append_links (GString     *out,
              AtriumEntry *person)
{
  AtriumValue *links = atrium_entry_get (person, "links");
  guint n = atrium_value_get_n_items (links);

  for (guint i = 0; i < n; i++)
    {
      AtriumValue *link = atrium_value_get_item (links, i);

      append_link (out, atrium_value_get_member_string (link, "label"),
                   atrium_value_get_member_string (link, "url"));
    }
}

/**
 * atrium_fragment_person:
 * @out: where the HTML is added
 * @person: the entry of the profile's person
 *
 * Adds the element `person`: picture, name, headline, and where to find them.
 */
void
atrium_fragment_person (GString     *out,
                        AtriumEntry *person)
{
  g_string_append (out, "<header id=\"person\" class=\"person\">");
  append_portrait (out, person);
  g_string_append (out, "<div class=\"who\">");
  _atrium_fragment_element (out, person, "name", "h1", "name");
  append_names (out, person);
  _atrium_fragment_element (out, person, "headline", "p", "headline");
  g_string_append (out, "</div><ul class=\"facts\">");
  append_fact (out, person, "affiliation", "building");
  append_fact (out, person, "location", "pin");
  g_string_append (out, "</ul><ul class=\"links\">");
  append_emails (out, person);
  append_links (out, person);
  g_string_append (out, "</ul></header>\n");
}
