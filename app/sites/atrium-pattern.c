#include "atrium-pattern.h"

#include <string.h>

#include "atrium-date.h"
#include "atrium-escape.h"
#include "atrium-respell.h"

/* A part of a pattern while it is rendered. */
typedef struct
{
  AtriumEntry *entry;
  const char  *at;
  guint        n_values;     /* values met in the part */
  guint        n_empty;      /* of them empty */
} Reader;

const AtriumPattern *
_atrium_pattern_find (const AtriumPattern *patterns,
                      guint                n_patterns,
                      AtriumKind           kind)
{
  for (guint i = 0; i < n_patterns; i++)
    if (patterns[i].kind == kind && patterns[i].needs == NULL)
      return &patterns[i];

  return NULL;
}

/* The first pattern of the entry's kind that it has everything for. */
const AtriumPattern *
_atrium_pattern_choose (const AtriumPattern *patterns,
                        guint                n_patterns,
                        AtriumEntry         *entry)
{
  for (guint i = 0; i < n_patterns; i++)
    if (patterns[i].kind == atrium_entry_get_kind (entry) &&
        (patterns[i].needs == NULL || !atrium_value_is_empty (atrium_entry_get (entry, patterns[i].needs))))
      return &patterns[i];

  return NULL;
}

static char *
spell (AtriumFieldType  type,
       AtriumSpelling   spelling,
       const char      *sample,
       const char      *text,
       const char      *indent)
{
  AtriumRespell place = { type, spelling, sample, NULL, indent, "\n", FALSE };

  return _atrium_respell (&place, text, 0);
}

static void
append_person (GString     *out,
               AtriumValue *person)
{
  const char *name = atrium_value_get_member_string (person, "name");
  const char *url = atrium_value_get_member_string (person, "url");
  gboolean self = atrium_value_get_boolean (atrium_value_get_member (person, "self"));
  g_autofree char *spelled =
    spell (ATRIUM_FIELD_STRING, ATRIUM_SPELLING_MARKDOWN, "", name != NULL ? name : "", NULL);

  if (self)
    g_string_append (out, "**");
  if (url != NULL)
    {
      g_autofree char *target = spell (ATRIUM_FIELD_URL, ATRIUM_SPELLING_URL, "", url, NULL);

      g_string_append_printf (out, "[%s](%s)", spelled, target);
    }
  else
    g_string_append (out, spelled);
  if (self)
    g_string_append (out, "**");
  if (atrium_value_get_boolean (atrium_value_get_member (person, "equal")))
    g_string_append (out, "\\*");
}

static void
append_link (GString     *out,
             AtriumValue *link)
{
  const char *label = atrium_value_get_member_string (link, "label");
  const char *url = atrium_value_get_member_string (link, "url");
  g_autofree char *text = spell (ATRIUM_FIELD_STRING, ATRIUM_SPELLING_MARKDOWN, "",
                                 label != NULL ? label : url != NULL ? url : "", NULL);
  g_autofree char *target =
    spell (ATRIUM_FIELD_URL, ATRIUM_SPELLING_URL, "", url != NULL ? url : "", NULL);

  g_string_append_printf (out, "[[%s](%s)]", text, target);
}

static void
append_list (GString         *out,
             AtriumFieldType  type,
             AtriumValue     *list,
             guint            skip,
             const char      *bullet)
{
  for (guint i = skip; i < atrium_value_get_n_items (list); i++)
    {
      AtriumValue *item = atrium_value_get_item (list, i);
      const char *text = atrium_value_get_string (item);

      if (type == ATRIUM_FIELD_PEOPLE)
        {
          g_string_append (out, i > skip ? ", " : "");
          append_person (out, item);
        }
      else if (type == ATRIUM_FIELD_LINKS)
        {
          g_string_append (out, i > skip ? " " : "");
          append_link (out, item);
        }
      else if (text != NULL)
        {
          g_autofree char *spelled =
            spell (type == ATRIUM_FIELD_STRINGS ? ATRIUM_FIELD_STRING : ATRIUM_FIELD_INLINE,
                   ATRIUM_SPELLING_MARKDOWN, "", text, NULL);

          g_string_append_printf (out, "\n%s%s", bullet, spelled);
        }
    }
}

/* the link that stands on the title: the first one, where it has no label of its own */
static const char *
title_url (AtriumEntry *entry)
{
  AtriumValue *links = atrium_entry_get (entry, "links");
  AtriumValue *first = atrium_value_get_item (links, 0);
  const char *label = atrium_value_get_member_string (first, "label");

  if (atrium_entry_get_string (entry, "url") != NULL)
    return atrium_entry_get_string (entry, "url");
  if (links == NULL || atrium_value_get_n_items (links) == 0 || (label != NULL && *label != '\0'))
    return NULL;

  return atrium_value_get_member_string (first, "url");
}

/* the links that do not stand on the title */
static guint
count_title_links (AtriumEntry *entry)
{
  AtriumValue *first = atrium_value_get_item (atrium_entry_get (entry, "links"), 0);

  return title_url (entry) != NULL &&
         g_strcmp0 (title_url (entry), atrium_value_get_member_string (first, "url")) == 0;
}

static void
append_linked (GString     *out,
               AtriumEntry *entry,
               const char  *text)
{
  const char *url = title_url (entry);

  if (url == NULL)
    g_string_append (out, text);
  else
    {
      g_autofree char *target = spell (ATRIUM_FIELD_URL, ATRIUM_SPELLING_URL, "", url, NULL);

      g_string_append_printf (out, "[%s](%s)", text, target);
    }
}

static AtriumFieldType
type_of (AtriumEntry *entry,
         const char  *field)
{
  const AtriumField *row =
    atrium_kind_find_field (atrium_kind_get_info (atrium_entry_get_kind (entry)), field);

  return row != NULL ? row->type : ATRIUM_FIELD_TEXT;
}

static char *
value_text (AtriumValue *value)
{
  if (atrium_value_get_value_type (value) == ATRIUM_VALUE_NUMBER)
    return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) atrium_value_get_number (value));

  return g_strdup (atrium_value_get_string (value));
}

/* how a value is spelled where @sample says so, or else by its type */
static AtriumSpelling
spelling_of (AtriumFieldType  type,
             const char      *sample)
{
  if (g_strcmp0 (sample, "html") == 0)
    return ATRIUM_SPELLING_HTML_TEXT;
  if (g_strcmp0 (sample, "attribute") == 0)
    return ATRIUM_SPELLING_HTML_ATTRIBUTE;

  return type == ATRIUM_FIELD_URL || type == ATRIUM_FIELD_IMAGE ? ATRIUM_SPELLING_URL
                                                                : ATRIUM_SPELLING_MARKDOWN;
}

static void
append_value (GString    *out,
              Reader     *reader,
              const char *field,
              const char *sample)
{
  gboolean linked = g_strcmp0 (sample, "linked") == 0;
  AtriumValue *value = atrium_entry_get (reader->entry, field);
  AtriumFieldType type = type_of (reader->entry, field);
  g_autofree char *text = NULL;
  g_autofree char *spelled = NULL;
  gsize length = out->len;

  reader->n_values++;
  if (atrium_value_is_empty (value))
    {
      reader->n_empty++;
      return;
    }
  if (atrium_value_get_value_type (value) == ATRIUM_VALUE_LIST)
    {
      append_list (out, type, value, type == ATRIUM_FIELD_LINKS ? count_title_links (reader->entry) : 0,
                   sample != NULL ? sample : "  - ");
      if (out->len == length)
        reader->n_empty++;
      return;
    }

  text = value_text (value);
  spelled = spell (type, spelling_of (type, sample),
                   sample == NULL || type != ATRIUM_FIELD_DATE ? "" : sample, text != NULL ? text : "",
                   type == ATRIUM_FIELD_TEXT ? "  " : NULL);
  if (linked)
    append_linked (out, reader->entry, spelled);
  else
    g_string_append (out, spelled);
}

/* `{field}` or `{field:sample}`; @at is behind the brace */
static void
read_value (GString *out,
            Reader  *reader)
{
  const char *end = strchr (reader->at, '}');
  g_autofree char *name = g_strndup (reader->at, end - reader->at);
  char *sample = strchr (name, ':');

  if (sample != NULL)
    *sample++ = '\0';
  append_value (out, reader, name, sample);
  reader->at = end + 1;
}

/* up to the end of the part; a part that has only empty values, or one that must not be
 * empty, gives nothing */
static void
read_part (GString *out,
           Reader  *reader)
{
  while (*reader->at != '\0' && !g_str_has_prefix (reader->at, "?}"))
    {
      if (g_str_has_prefix (reader->at, "{?"))
        {
          Reader part = { reader->entry, reader->at + 2, 0, 0 };
          gsize length = out->len;

          read_part (out, &part);
          if (part.n_empty > 0)
            g_string_truncate (out, length);
          reader->at = part.at + (*part.at != '\0' ? 2 : 0);
        }
      else if (*reader->at == '{' && g_ascii_isalpha (reader->at[1]))
        {
          reader->at++;
          read_value (out, reader);
        }
      else
        g_string_append_c (out, *reader->at++);
    }
}

/* An entry as the pattern writes it. */
char *
_atrium_pattern_render (const AtriumPattern *pattern,
                        AtriumEntry         *entry)
{
  GString *out = g_string_new (NULL);
  Reader reader = { entry, pattern->entry, 0, 0 };

  read_part (out, &reader);

  return g_string_free_and_steal (out);
}

/* The part of the kind's pattern that is about @field alone, or NULL. */
char *
_atrium_pattern_render_field (const AtriumPattern *patterns,
                              guint                n_patterns,
                              AtriumEntry         *entry,
                              const char          *field)
{
  const AtriumPattern *pattern =
    _atrium_pattern_find (patterns, n_patterns, atrium_entry_get_kind (entry));
  g_autofree char *plain = g_strdup_printf ("{%s}", field);
  g_autofree char *sampled = g_strdup_printf ("{%s:", field);
  const char *at = pattern != NULL ? pattern->entry : "";

  for (at = strstr (at, "{?"); at != NULL; at = strstr (at + 2, "{?"))
    {
      const char *end = strstr (at, "?}");
      const char *value = strstr (at, plain) != NULL ? strstr (at, plain) : strstr (at, sampled);
      g_autoptr(GString) out = NULL;
      Reader reader = { entry, at + 2, 0, 0 };

      if (value == NULL || end == NULL || value > end)
        continue;
      out = g_string_new (NULL);
      read_part (out, &reader);
      if (reader.n_empty == 0)
        return g_string_free_and_steal (g_steal_pointer (&out));
    }

  return NULL;
}
