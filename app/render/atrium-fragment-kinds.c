#include "atrium-fragment-private.h"

#include "atrium-escape.h"
#include "atrium-link-icon.h"
#include "atrium-markdown-html.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* a title that leads to the entry's `url`, or to its link without a label */
static void
append_linked (GString     *out,
               AtriumEntry *entry,
               const char  *field,
               const char  *tag)
{
  const char *url = atrium_entry_get_string (entry, "url");

  if (!_atrium_fragment_has (entry, field))
    return;

  g_string_append_printf (out, "<%s class=\"%s\">", tag, g_str_equal (tag, "h4") ? "title" : "organization");
  if (_atrium_fragment_link_start (out, url, NULL))
    {
      _atrium_fragment_label (out, entry, field);
      g_string_append (out, "</a>");
    }
  else
    _atrium_fragment_text (out, entry, field);
  g_string_append_printf (out, "</%s>", tag);
}

static void
append_people_line (GString     *out,
                    AtriumEntry *entry,
                    const char  *label)
{
  if (!_atrium_fragment_has (entry, "people"))
    return;

  g_string_append_printf (out, "<div class=\"people\"><span class=\"label\">%s</span> ", label);
  _atrium_fragment_people (out, atrium_entry_get (entry, "people"));
  g_string_append (out, "</div>");
}

static void
append_rest (GString     *out,
             AtriumEntry *entry)
{
  _atrium_fragment_prose (out, entry, "text");
  _atrium_fragment_items (out, entry, "highlights", "ul", "highlights");
  _atrium_fragment_chips (out, entry);
}

static void
append_logo (GString     *out,
             AtriumEntry *entry)
{
  const char *organization = atrium_entry_get_string (entry, "organization");
  const char *logo = atrium_entry_get_string (entry, "logo");
  g_autofree char *initial = NULL;

  g_string_append (out, "<div class=\"mark\">");
  if (logo != NULL && *logo != '\0')
    _atrium_fragment_picture (out, logo, "", "logo");
  else
    {
      initial = _atrium_fragment_dup_initial (organization);
      g_string_append (out, "<span class=\"initial\" aria-hidden=\"true\">");
      atrium_append_html_text (out, initial);
      g_string_append (out, "</span>");
    }
  g_string_append (out, "</div>");
}

static void
append_experience (GString     *out,
                   AtriumEntry *entry)
{
  append_logo (out, entry);
  g_string_append (out, "<div class=\"body\"><div class=\"line\">");
  append_linked (out, entry, "organization", "h4");
  _atrium_fragment_time (out, entry, "when");
  g_string_append (out, "</div>");
  _atrium_fragment_joined (out, entry, "sub", "role", "field", "place", NULL);
  append_people_line (out, entry, C_("page", "Advised by"));
  append_rest (out, entry);
  g_string_append (out, "</div>");
}

static gboolean
has_degree (AtriumEntry *entry)
{
  return _atrium_fragment_has (entry, "degree") || _atrium_fragment_has (entry, "field");
}

static void
append_degree_title (GString     *out,
                     AtriumEntry *entry)
{
  if (!has_degree (entry))
    {
      append_linked (out, entry, "organization", "h4");
      return;
    }

  g_string_append (out, "<h4 class=\"title\">");
  _atrium_fragment_text (out, entry, "degree");
  if (_atrium_fragment_has (entry, "degree") && _atrium_fragment_has (entry, "field"))
    g_string_append (out, ", ");
  _atrium_fragment_text (out, entry, "field");
  g_string_append (out, "</h4>");
}

static void
append_degree_rest (GString     *out,
                    AtriumEntry *entry)
{
  if (!has_degree (entry))
    {
      _atrium_fragment_joined (out, entry, "sub", "place", NULL);
      return;
    }

  g_string_append (out, "<div class=\"sub\">");
  append_linked (out, entry, "organization", "span");
  if (_atrium_fragment_has (entry, "organization") && _atrium_fragment_has (entry, "place"))
    g_string_append (out, " <span class=\"dot\">·</span> ");
  _atrium_fragment_text (out, entry, "place");
  g_string_append (out, "</div>");
}

static void
append_education (GString     *out,
                  AtriumEntry *entry)
{
  if (_atrium_fragment_has (entry, "logo"))
    append_logo (out, entry);
  else
    _atrium_fragment_time (out, entry, "when");
  g_string_append (out, "<div class=\"body\">");
  if (_atrium_fragment_has (entry, "logo"))
    {
      g_string_append (out, "<div class=\"line\">");
      append_degree_title (out, entry);
      _atrium_fragment_time (out, entry, "when");
      g_string_append (out, "</div>");
    }
  else
    append_degree_title (out, entry);
  append_degree_rest (out, entry);
  append_people_line (out, entry, C_("page", "Advised by"));
  append_rest (out, entry);
  g_string_append (out, "</div>");
}

static void
append_news (GString     *out,
             AtriumEntry *entry)
{
  g_autofree char *html = atrium_markdown_render_block (atrium_entry_get_string (entry, "text"));

  _atrium_fragment_time (out, entry, "when");
  g_string_append_printf (out, "<div class=\"body prose\">%s", html);
  _atrium_fragment_chips (out, entry);
  g_string_append (out, "</div>");
}

/* a row of a list with dates: honors, grants, talks, teaching, service */
static void
append_dated (GString     *out,
              AtriumEntry *entry)
{
  AtriumKind kind = atrium_entry_get_kind (entry);
  const char *title = kind == ATRIUM_KIND_SERVICE ? "role" : "title";

  _atrium_fragment_time (out, entry, "when");
  g_string_append (out, "<div class=\"body\">");
  append_linked (out, entry, title, "h4");
  if (kind == ATRIUM_KIND_TALKS)
    _atrium_fragment_joined (out, entry, "sub", "type", "event", "place", NULL);
  else if (kind == ATRIUM_KIND_SERVICE)
    _atrium_fragment_joined (out, entry, "sub", "organization", NULL);
  else
    _atrium_fragment_joined (out, entry, "sub", "role", "organization", "place", "amount", NULL);
  append_people_line (out, entry, C_("page", "With"));
  append_rest (out, entry);
  g_string_append (out, "</div>");
}

/* "C, Rust, Python" becomes chips; anything more than that stays a line */
static void
append_skill_words (GString    *out,
                    const char *text)
{
  g_auto(GStrv) words = NULL;

  if (strpbrk (text, "*_`[<\\\n.;:$") != NULL)
    {
      g_autofree char *html = atrium_markdown_render_block (text);

      g_string_append_printf (out, "<div class=\"prose\">%s</div>", html);
      return;
    }

  words = g_strsplit_set (text, ",", 100);
  g_string_append (out, "<div class=\"words\">");
  for (gsize i = 0; words[i] != NULL; i++)
    {
      g_auto(GStrv) parts = g_strsplit (words[i], "、", 100);

      for (gsize j = 0; parts[j] != NULL; j++)
        {
          if (*g_strstrip (parts[j]) == '\0')
            continue;
          g_string_append (out, "<span class=\"word\">");
          atrium_append_html_text (out, parts[j]);
          g_string_append (out, "</span>");
        }
    }
  g_string_append (out, "</div>");
}

static void
append_skill (GString     *out,
              AtriumEntry *entry)
{
  const char *text = atrium_entry_get_string (entry, "text");

  _atrium_fragment_element (out, entry, "title", "h4", "title");
  if (text != NULL && *text != '\0')
    append_skill_words (out, text);
  _atrium_fragment_chips (out, entry);
}

static void
append_place (GString     *out,
              AtriumEntry *entry)
{
  if (_atrium_fragment_has (entry, "image"))
    _atrium_fragment_picture (out, atrium_entry_get_string (entry, "image"), "", "thumb");
  else
    atrium_link_icon_append (out, "pin");
  _atrium_fragment_element (out, entry, "city", "span", "city");
  _atrium_fragment_element (out, entry, "country", "span", "country");
  if (_atrium_fragment_has (entry, "date"))
    _atrium_fragment_time (out, entry, "when");
  _atrium_fragment_element (out, entry, "text", "div", "note");
}

static void
append_markdown (GString     *out,
                 AtriumEntry *entry)
{
  g_autofree char *html = atrium_markdown_render_block (atrium_entry_get_string (entry, "text"));

  g_string_append (out, html);
  _atrium_fragment_chips (out, entry);
}

void
_atrium_fragment_project (GString     *out,
                          AtriumEntry *entry)
{
  const char *image = atrium_entry_get_string (entry, "image");

  if (image != NULL && *image != '\0')
    {
      g_string_append (out, "<div class=\"teaser\">");
      _atrium_fragment_picture (out, image, "", "picture");
      g_string_append (out, "</div>");
    }
  g_string_append (out, "<div class=\"body\"><div class=\"line\">");
  append_linked (out, entry, "title", "h4");
  _atrium_fragment_time (out, entry, "when");
  g_string_append (out, "</div>");
  _atrium_fragment_joined (out, entry, "sub", "role", "organization", "event", "place", NULL);
  append_people_line (out, entry, C_("page", "With"));
  _atrium_fragment_prose (out, entry, "text");
  if (_atrium_fragment_has (entry, "motivation"))
    {
      g_string_append_printf (out, "<div class=\"part\"><span class=\"label\">%s</span>", C_("page", "Motivation"));
      _atrium_fragment_prose (out, entry, "motivation");
      g_string_append (out, "</div>");
    }
  if (_atrium_fragment_has (entry, "contributions"))
    {
      g_string_append_printf (out, "<div class=\"part\"><span class=\"label\">%s</span>", C_("page", "Contributions"));
      _atrium_fragment_items (out, entry, "contributions", "ol", "contributions");
      g_string_append (out, "</div>");
    }
  _atrium_fragment_items (out, entry, "highlights", "ul", "highlights");
  _atrium_fragment_chips (out, entry);
  g_string_append (out, "</div>");
}

typedef struct
{
  const char *class_name;
  void      (*append) (GString *out, AtriumEntry *entry);
} KindRule;

static const KindRule kind_rules[] = {
  [ATRIUM_KIND_BIO] = { "prose", append_markdown },
  [ATRIUM_KIND_NEWS] = { "dated news", append_news },
  [ATRIUM_KIND_EXPERIENCE] = { "post", append_experience },
  [ATRIUM_KIND_EDUCATION] = { "dated step", append_education },
  [ATRIUM_KIND_PUBLICATIONS] = { "paper", _atrium_fragment_publication },
  [ATRIUM_KIND_PROJECTS] = { "project", _atrium_fragment_project },
  [ATRIUM_KIND_HONORS] = { "dated", append_dated },
  [ATRIUM_KIND_GRANTS] = { "dated", append_dated },
  [ATRIUM_KIND_TALKS] = { "dated", append_dated },
  [ATRIUM_KIND_TEACHING] = { "dated", append_dated },
  [ATRIUM_KIND_SERVICE] = { "dated", append_dated },
  [ATRIUM_KIND_SKILLS] = { "skill", append_skill },
  [ATRIUM_KIND_PLACES] = { "place", append_place },
  [ATRIUM_KIND_LIST] = { "item prose", append_markdown },
  [ATRIUM_KIND_TEXT] = { "prose", append_markdown },
};

/**
 * atrium_fragment_entry:
 * @out: where the HTML is added
 * @entry: an entry of a section
 *
 * Adds the element of one entry, or nothing where it is hidden.
 */
void
atrium_fragment_entry (GString     *out,
                       AtriumEntry *entry)
{
  AtriumKind kind = atrium_entry_get_kind (entry);
  g_autofree char *id = NULL;
  gboolean boxed;
  gboolean post;

  if (atrium_entry_get_hidden (entry) || kind >= G_N_ELEMENTS (kind_rules))
    return;

  id = atrium_fragment_dup_id ('e', atrium_entry_get_id (entry));
  boxed = _atrium_fragment_has (entry, "image") && kind != ATRIUM_KIND_PLACES;
  post = kind == ATRIUM_KIND_EDUCATION && _atrium_fragment_has (entry, "logo");
  g_string_append_printf (out, "<article id=\"%s\" class=\"entry %s%s\">", id,
                          post ? "post" : kind_rules[kind].class_name, boxed ? " boxed" : "");
  kind_rules[kind].append (out, entry);
  g_string_append (out, "</article>\n");
}
