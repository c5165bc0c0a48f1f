#include "atrium-entry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "atrium-date.h"
#include "atrium-name.h"
#include "atrium-plain.h"

/* what a list row shows of an entry */

#define MAX_TITLE_CHARACTERS 200
#define MAX_SUBTITLE_PARTS 3

/* members in the order in which they are tried */
static const char *const *
title_fields (AtriumKind kind)
{
  static const char *const by_title[] = { "title", "text", NULL };
  static const char *const by_role[] = { "role", "organization", "text", NULL };
  static const char *const by_degree[] = { "degree", "field", "organization", "text", NULL };
  static const char *const by_text[] = { "text", NULL };
  static const char *const by_city[] = { "city", "country", "text", NULL };
  static const char *const by_name[] = { "name", NULL };

  switch (kind)
    {
    case ATRIUM_KIND_EXPERIENCE:
    case ATRIUM_KIND_SERVICE:
      return by_role;
    case ATRIUM_KIND_EDUCATION:
      return by_degree;
    case ATRIUM_KIND_BIO:
    case ATRIUM_KIND_NEWS:
    case ATRIUM_KIND_LIST:
    case ATRIUM_KIND_TEXT:
      return by_text;
    case ATRIUM_KIND_PLACES:
      return by_city;
    case ATRIUM_KIND_PERSON:
      return by_name;
    default:
      return by_title;
    }
}

static const char *const *
subtitle_fields (AtriumKind kind)
{
  static const char *const publication[] = { "authors", "venueShort", "venue", "status", NULL };
  static const char *const position[] = { "organization", "field", "place", NULL };
  static const char *const degree[] = { "field", "organization", "place", NULL };
  static const char *const project[] = { "role", "organization", "event", "people", "group", NULL };
  static const char *const honor[] = { "organization", "amount", "role", "place", NULL };
  static const char *const talk[] = { "event", "place", NULL };
  static const char *const course[] = { "role", "organization", "place", NULL };
  static const char *const skill[] = { "text", NULL };
  static const char *const place[] = { "country", NULL };
  static const char *const person[] = { "headline", "affiliation", NULL };
  static const char *const none[] = { NULL };

  switch (kind)
    {
    case ATRIUM_KIND_PUBLICATIONS: return publication;
    case ATRIUM_KIND_EXPERIENCE: return position;
    case ATRIUM_KIND_EDUCATION: return degree;
    case ATRIUM_KIND_PROJECTS: return project;
    case ATRIUM_KIND_HONORS:
    case ATRIUM_KIND_GRANTS: return honor;
    case ATRIUM_KIND_TALKS: return talk;
    case ATRIUM_KIND_TEACHING: return course;
    case ATRIUM_KIND_SERVICE: return position;
    case ATRIUM_KIND_SKILLS: return skill;
    case ATRIUM_KIND_PLACES: return place;
    case ATRIUM_KIND_PERSON: return person;
    default: return none;
    }
}

static char *
plain_member (AtriumEntry *self,
              const char  *field)
{
  AtriumValue *value = atrium_entry_get (self, field);
  g_autofree char *start = NULL;
  const char *text;

  if (atrium_value_get_value_type (value) == ATRIUM_VALUE_LIST)
    return atrium_people_dup_label (value, 6);

  text = atrium_value_get_string (value);
  if (text == NULL)
    return g_strdup ("");
  /* a row shows the start of a long text: read no more than that */
  start = g_utf8_strlen (text, 8 * MAX_TITLE_CHARACTERS) > 4 * MAX_TITLE_CHARACTERS
            ? g_utf8_substring (text, 0, 4 * MAX_TITLE_CHARACTERS) : g_strdup (text);

  return atrium_inline_to_plain (start);
}

static const char *
title_field (AtriumEntry *self)
{
  const char *const *fields = title_fields (atrium_entry_get_kind (self));

  for (guint i = 0; fields[i] != NULL; i++)
    {
      const char *text = atrium_entry_get_string (self, fields[i]);

      if (text != NULL && *text != '\0')
        return fields[i];
    }

  return NULL;
}

static char *
shorten (char *text)
{
  if (g_utf8_strlen (text, -1) > MAX_TITLE_CHARACTERS)
    {
      char *end = g_utf8_offset_to_pointer (text, MAX_TITLE_CHARACTERS - 1);
      char *shorter;

      *end = '\0';
      shorter = g_strconcat (text, "…", NULL);
      g_free (text);
      return shorter;
    }

  return text;
}

/**
 * atrium_entry_dup_title:
 * @self: an entry
 *
 * Returns: (transfer full): what names the entry in a list, as plain text on one line; ""
 *   where the entry is empty
 */
char *
atrium_entry_dup_title (AtriumEntry *self)
{
  const char *field;

  g_return_val_if_fail (ATRIUM_IS_ENTRY (self), g_strdup (""));

  field = title_field (self);
  if (field != NULL)
    return shorten (plain_member (self, field));

  /* whatever it has */
  for (guint i = 0; i < atrium_entry_get_n_members (self); i++)
    {
      const char *text = atrium_entry_get_string (self, atrium_entry_get_member_name (self, i));

      if (text != NULL)
        return shorten (atrium_inline_to_plain (text));
    }

  return g_strdup ("");
}

/**
 * atrium_entry_dup_subtitle:
 * @self: an entry
 *
 * Returns: (transfer full): people, venue or place of the entry, as plain text on one line;
 *   "" where there is nothing to say beside the title
 */
char *
atrium_entry_dup_subtitle (AtriumEntry *self)
{
  g_autoptr(GString) out = g_string_new (NULL);
  const char *const *fields;
  const char *title;
  guint n = 0;

  g_return_val_if_fail (ATRIUM_IS_ENTRY (self), g_strdup (""));

  fields = subtitle_fields (atrium_entry_get_kind (self));
  title = title_field (self);
  for (guint i = 0; fields[i] != NULL && n < MAX_SUBTITLE_PARTS; i++)
    {
      g_autofree char *part = NULL;

      if (title != NULL && g_str_equal (fields[i], title))
        continue;
      if (g_str_equal (fields[i], "venue") && atrium_entry_get (self, "venueShort") != NULL)
        continue;
      part = plain_member (self, fields[i]);
      if (*part == '\0')
        continue;
      g_string_append_printf (out, "%s%s", n > 0 ? " · " : "", part);
      n++;
    }

  return shorten (g_string_free_and_steal (g_steal_pointer (&out)));
}

/* the date as the site spells it where that is still the same date */
static char *
date_label (AtriumEntry *self,
            const char  *field)
{
  const char *iso = atrium_entry_get_string (self, field);
  g_autofree char *spelled_field = g_strconcat (field, "Text", NULL);
  const char *spelled = atrium_entry_get_string (self, spelled_field);
  AtriumDate date, other;
  gsize used;

  if (iso == NULL)
    return g_strdup ("");
  if (!atrium_date_from_iso (iso, &date))
    return g_strdup (iso);
  if (spelled != NULL && atrium_date_scan (spelled, -1, &other, &used)
      && atrium_date_compare (&date, &other) == 0)
    return g_strdup (spelled);
  if (date.present)
    return g_strdup (_("present"));

  return g_strdup (iso);
}

/**
 * atrium_entry_dup_date_label:
 * @self: an entry
 *
 * Returns: (transfer full): the date or period of the entry, as the site spells it where it
 *   does; "" where it has none
 */
char *
atrium_entry_dup_date_label (AtriumEntry *self)
{
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;

  g_return_val_if_fail (ATRIUM_IS_ENTRY (self), g_strdup (""));

  if (atrium_entry_get (self, "date") != NULL)
    return date_label (self, "date");

  start = date_label (self, "start");
  end = date_label (self, "end");
  if (*start != '\0' && *end != '\0')
    return g_strdup_printf ("%s – %s", start, end);

  return *start != '\0' ? g_steal_pointer (&start) : g_steal_pointer (&end);
}
