#include "atrium-fragment-private.h"

#include "atrium-date.h"
#include "atrium-escape.h"
#include "atrium-html-filter.h"
#include "atrium-link-icon.h"
#include "atrium-markdown-html.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More news than this stand in a box that scrolls, and more entries are laid out only as
 * they come into sight. */
#define MANY_NEWS 8
#define MANY_ENTRIES 150

/**
 * atrium_fragment_dup_id:
 * @prefix: `s` for a section, `e` for an entry
 * @id: the id in the profile
 *
 * The id of the element in the page. What is not a letter, digit, `-`, `_` or
 * `.` in @id is spelled as `~` and two hexadecimal digits a byte, so that
 * different ids stay different and no id needs escaping anywhere.
 *
 * Returns: (transfer full): the element's id
 */
char *
atrium_fragment_dup_id (char        prefix,
                        const char *id)
{
  GString *out = g_string_new (NULL);

  g_string_append_c (out, prefix);
  g_string_append_c (out, '-');
  for (const char *p = id; *p != '\0'; p++)
    if (g_ascii_isalnum (*p) || strchr ("-_.", *p) != NULL)
      g_string_append_c (out, *p);
    else
      g_string_append_printf (out, "~%02x", (guchar) *p);

  return g_string_free (out, FALSE);
}

gboolean
_atrium_fragment_has (AtriumEntry *entry,
                      const char  *field)
{
  return !atrium_value_is_empty (atrium_entry_get (entry, field));
}

static AtriumFieldType
field_type (AtriumEntry *entry,
            const char  *field)
{
  const AtriumField *info = atrium_kind_find_field (atrium_kind_get_info (atrium_entry_get_kind (entry)), field);

  return info != NULL ? info->type : ATRIUM_FIELD_STRING;
}

/* the field in a line of text */
void
_atrium_fragment_text (GString     *out,
                       AtriumEntry *entry,
                       const char  *field)
{
  const char *text = atrium_entry_get_string (entry, field);
  AtriumFieldType type = field_type (entry, field);

  if (text == NULL)
    return;
  if (type == ATRIUM_FIELD_INLINE || type == ATRIUM_FIELD_TEXT)
    {
      g_autofree char *html = atrium_markdown_render_inline (text);

      g_string_append (out, html);
      return;
    }
  atrium_append_html_text (out, text);
}

/* the same, to stand inside a link */
void
_atrium_fragment_label (GString     *out,
                        AtriumEntry *entry,
                        const char  *field)
{
  const char *text = atrium_entry_get_string (entry, field);
  g_autofree char *html = NULL;

  if (field_type (entry, field) == ATRIUM_FIELD_STRING)
    {
      _atrium_fragment_text (out, entry, field);
      return;
    }
  html = atrium_markdown_render_label (text);
  g_string_append (out, html);
}

void
_atrium_fragment_element (GString     *out,
                          AtriumEntry *entry,
                          const char  *field,
                          const char  *tag,
                          const char  *class_name)
{
  if (!_atrium_fragment_has (entry, field))
    return;

  g_string_append_printf (out, "<%s class=\"%s\">", tag, class_name);
  _atrium_fragment_text (out, entry, field);
  g_string_append_printf (out, "</%s>", tag);
}

/* a field of blocks */
void
_atrium_fragment_prose (GString     *out,
                        AtriumEntry *entry,
                        const char  *field)
{
  g_autofree char *html = NULL;

  if (!_atrium_fragment_has (entry, field))
    return;

  html = atrium_markdown_render_block (atrium_entry_get_string (entry, field));
  g_string_append_printf (out, "<div class=\"prose\">%s</div>", html);
}

/* a list of inline texts */
void
_atrium_fragment_items (GString     *out,
                        AtriumEntry *entry,
                        const char  *field,
                        const char  *tag,
                        const char  *class_name)
{
  AtriumValue *items = atrium_entry_get (entry, field);
  guint n = atrium_value_get_n_items (items);

  if (n == 0)
    return;

  g_string_append_printf (out, "<%s class=\"%s\">", tag, class_name);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *html = atrium_markdown_render_inline (atrium_value_get_string (atrium_value_get_item (items, i)));

      g_string_append_printf (out, "<li>%s</li>", html);
    }
  g_string_append_printf (out, "</%s>", tag);
}

/* starts a link where @url may be one */
gboolean
_atrium_fragment_link_start (GString    *out,
                             const char *url,
                             const char *class_name)
{
  if (url == NULL || *url == '\0' || !atrium_html_filter_url_is_safe (url, FALSE))
    return FALSE;

  g_string_append (out, "<a");
  if (class_name != NULL)
    g_string_append_printf (out, " class=\"%s\"", class_name);
  g_string_append (out, " href=\"");
  atrium_append_html_attribute (out, url);
  g_string_append (out, "\">");

  return TRUE;
}

void
_atrium_fragment_picture (GString    *out,
                          const char *path,
                          const char *alt,
                          const char *class_name)
{
  if (path == NULL || *path == '\0' || !atrium_html_filter_url_is_safe (path, TRUE))
    return;

  g_string_append_printf (out, "<img class=\"%s\" src=\"", class_name);
  atrium_append_html_attribute (out, path);
  g_string_append (out, "\" alt=\"");
  atrium_append_html_attribute (out, alt != NULL ? alt : "");
  g_string_append (out, "\">");
}

static void
append_mark (GString    *out,
             const char *icon,
             const char *meaning)
{
  g_string_append (out, "<sup title=\"");
  atrium_append_html_attribute (out, meaning);
  g_string_append (out, "\">");
  if (icon != NULL)
    atrium_link_icon_append (out, icon);
  else
    g_string_append_c (out, '*');
  g_string_append (out, "</sup>");
}

static void
append_person (GString     *out,
               AtriumValue *person)
{
  const char *name = atrium_value_get_member_string (person, "name");
  const char *note = atrium_value_get_member_string (person, "note");
  gboolean self = atrium_value_get_boolean (atrium_value_get_member (person, "self"));
  gboolean linked;

  linked = _atrium_fragment_link_start (out, atrium_value_get_member_string (person, "url"), NULL);
  g_string_append (out, self ? "<strong>" : "");
  atrium_append_html_text (out, name != NULL ? name : "");
  g_string_append (out, self ? "</strong>" : "");
  if (linked)
    g_string_append (out, "</a>");

  if (atrium_value_get_boolean (atrium_value_get_member (person, "equal")))
    append_mark (out, NULL, C_("page", "Equal contribution"));
  if (atrium_value_get_boolean (atrium_value_get_member (person, "corresponding")))
    append_mark (out, "mail", C_("page", "Corresponding author"));
  if (note != NULL && *note != '\0')
    {
      g_string_append (out, " <small>(");
      atrium_append_html_text (out, note);
      g_string_append (out, ")</small>");
    }
}

/* people in their order, the owner in bold */
void
_atrium_fragment_people (GString     *out,
                         AtriumValue *people)
{
  guint n = atrium_value_get_n_items (people);

  for (guint i = 0; i < n; i++)
    {
      AtriumValue *person = atrium_value_get_item (people, i);

      if (i > 0)
        g_string_append (out, ", ");
      if (atrium_value_get_value_type (person) == ATRIUM_VALUE_STRING)
        atrium_append_html_text (out, atrium_value_get_string (person));
      else
        append_person (out, person);
    }
}

static char *
format_date (const AtriumDate *date)
{
  g_autoptr(GDateTime) time = NULL;

  if (date->present)
    return g_strdup (C_("page date", "Present"));
  if (date->month == 0)
    return g_strdup_printf ("%d", date->year);

  time = g_date_time_new_utc (date->year, date->month, MAX (date->day, 1), 0, 0, 0);
  if (time == NULL)
    return g_strdup_printf ("%d", date->year);

  return g_date_time_format (time, date->day != 0 ? C_("page date", "%b %-e, %Y") : C_("page date", "%b %Y"));
}

/* as the author spelled it, else in the language of the program */
static char *
dup_date_label (AtriumEntry *entry,
                const char  *field)
{
  g_autofree char *spelled_field = g_strconcat (field, "Text", NULL);
  const char *spelled = atrium_entry_get_string (entry, spelled_field);
  const char *iso = atrium_entry_get_string (entry, field);
  AtriumDate date;

  if (spelled != NULL && *spelled != '\0')
    return g_strdup (spelled);
  if (iso == NULL || *iso == '\0')
    return NULL;

  return atrium_date_from_iso (iso, &date) ? format_date (&date) : g_strdup (iso);
}

void
_atrium_fragment_date (GString     *out,
                       AtriumEntry *entry,
                       const char  *field)
{
  g_autofree char *label = dup_date_label (entry, field);

  if (label != NULL)
    atrium_append_html_text (out, label);
}

/* the date or the range of dates, in an element of its own even where there is none:
 * it holds its column */
void
_atrium_fragment_time (GString     *out,
                       AtriumEntry *entry,
                       const char  *class_name)
{
  g_autofree char *date = dup_date_label (entry, "date");
  g_autofree char *start = dup_date_label (entry, "start");
  g_autofree char *end = dup_date_label (entry, "end");

  g_string_append_printf (out, "<span class=\"%s\">", class_name);
  if (date != NULL)
    atrium_append_html_text (out, date);
  else if (start != NULL || end != NULL)
    {
      atrium_append_html_text (out, start != NULL ? start : "");
      if (start != NULL && end != NULL)
        g_string_append (out, " <span class=\"dash\">–</span> ");
      atrium_append_html_text (out, end != NULL ? end : "");
    }
  g_string_append (out, "</span>");
}

void
_atrium_fragment_chip (GString    *out,
                       const char *label,
                       const char *url)
{
  if (!_atrium_fragment_link_start (out, url, "chip"))
    return;

  atrium_link_icon_append (out, atrium_link_icon_find (label, url));
  atrium_append_html_text (out, label != NULL && *label != '\0' ? label : atrium_link_icon_find_label (url));
  g_string_append (out, "</a>");
}

void
_atrium_fragment_chips (GString     *out,
                        AtriumEntry *entry)
{
  AtriumValue *links = atrium_entry_get (entry, "links");
  guint n = atrium_value_get_n_items (links);

  if (n == 0)
    return;

  g_string_append (out, "<div class=\"chips\">");
  for (guint i = 0; i < n; i++)
    {
      AtriumValue *link = atrium_value_get_item (links, i);

      _atrium_fragment_chip (out, atrium_value_get_member_string (link, "label"),
                             atrium_value_get_member_string (link, "url"));
    }
  g_string_append (out, "</div>");
}

/* the fields that are there, with a dot between them, in one line */
void
_atrium_fragment_joined (GString     *out,
                         AtriumEntry *entry,
                         const char  *class_name,
                         ...)
{
  va_list args;
  const char *field;
  gboolean started = FALSE;

  va_start (args, class_name);
  while ((field = va_arg (args, const char *)) != NULL)
    {
      if (!_atrium_fragment_has (entry, field))
        continue;
      if (!started)
        g_string_append_printf (out, "<div class=\"%s\">", class_name);
      else
        g_string_append (out, " <span class=\"dot\">·</span> ");
      started = TRUE;
      _atrium_fragment_text (out, entry, field);
    }
  va_end (args);

  if (started)
    g_string_append (out, "</div>");
}

/* the first letter of a name, in capitals, for where a picture is missing */
char *
_atrium_fragment_dup_initial (const char *name)
{
  for (const char *p = name != NULL ? name : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      char buffer[8] = { 0 };

      if (!g_unichar_isalnum (c))
        continue;
      g_unichar_to_utf8 (g_unichar_toupper (c), buffer);
      return g_strdup (buffer);
    }

  return g_strdup ("");
}

/**
 * atrium_fragment_group:
 * @out: where the HTML is added
 * @group: what the entries that follow have in common
 *
 * Adds the sub-heading of a group.
 */
void
atrium_fragment_group (GString    *out,
                       const char *group)
{
  g_autofree char *html = atrium_markdown_render_inline (group);

  g_string_append_printf (out, "<h3 class=\"group\">%s</h3>\n", html);
}

/**
 * atrium_fragment_section_start:
 * @out: where the HTML is added
 * @section: a section
 * @n_shown: how many of its entries are shown
 *
 * Adds the start of the section's element, up to where its entries stand.
 */
void
atrium_fragment_section_start (GString       *out,
                               AtriumSection *section,
                               guint          n_shown)
{
  const AtriumKindInfo *info = atrium_kind_get_info (atrium_section_get_kind (section));
  const char *title = atrium_section_get_title (section);
  g_autofree char *id = atrium_fragment_dup_id ('s', atrium_section_get_id (section));
  gboolean scrolls = info->kind == ATRIUM_KIND_NEWS && n_shown > MANY_NEWS;

  g_string_append_printf (out, "<section id=\"%s\" class=\"section of-%s\">", id, info->id);
  if (title != NULL && *title != '\0')
    {
      g_autofree char *html = atrium_markdown_render_inline (title);

      g_string_append_printf (out, "<h2>%s</h2>", html);
    }
  g_string_append_printf (out, "<div class=\"entries%s%s\"%s>\n", scrolls ? " scroll" : "",
                          n_shown > MANY_ENTRIES ? " many" : "", scrolls ? " tabindex=\"0\"" : "");
}

/**
 * atrium_fragment_section_end:
 * @out: where the HTML is added
 * @section: the section that was started
 *
 * Adds the end of the section's element.
 */
void
atrium_fragment_section_end (GString       *out,
                             AtriumSection *section)
{
  g_string_append (out, "</div></section>\n");
}
