#include "harmless.h"

#include <gumbo.h>
#include <string.h>

/* Deliberately another reader and other lists than the filter's own: this one says what is
 * harmful, after HTML 5's rules, and knows nothing of how the output came about. */

static const char *const harmful_tags[] = {
  "script", "style", "iframe", "object", "embed", "applet", "svg", "math", "link", "meta", "base",
  "form", "input", "button", "textarea", "select", "video", "audio", "source", "track", "template",
  "noscript", "frame", "frameset", "portal", "dialog", "marquee", "bgsound", "title", "area", "map",
};

static const char *const url_attributes[] = {
  "href", "src", "action", "formaction", "data", "srcset", "poster", "background", "cite", "longdesc",
  "ping", "xlink:href", "manifest", "usemap", "lowsrc", "dynsrc",
};

static char *
url_problem (const char *name,
             const char *value)
{
  GString *squeezed = g_string_new (NULL);
  const char *colon;
  char *problem = NULL;

  for (const char *p = value; *p != '\0'; p++)
    if ((guchar) *p > 0x20)
      g_string_append_c (squeezed, g_ascii_tolower (*p));
  colon = strchr (squeezed->str, ':');
  if (colon != NULL && strcspn (squeezed->str, "/?#\\") > (gsize) (colon - squeezed->str) &&
      !g_str_has_prefix (squeezed->str, "http:") && !g_str_has_prefix (squeezed->str, "https:") &&
      !g_str_has_prefix (squeezed->str, "mailto:"))
    problem = g_strdup_printf ("%s=\"%s\"", name, value);
  g_string_free (squeezed, TRUE);

  return problem;
}

static char *
element_problem (const GumboElement *element)
{
  const char *tag = gumbo_normalized_tagname (element->tag);

  if (element->tag == GUMBO_TAG_UNKNOWN)
    return g_strndup (element->original_tag.data, element->original_tag.length);
  if (element->tag_namespace != GUMBO_NAMESPACE_HTML || g_strv_contains (harmful_tags, tag))
    return g_strdup (tag);

  for (guint i = 0; i < element->attributes.length; i++)
    {
      const GumboAttribute *attribute = element->attributes.data[i];

      if (g_str_has_prefix (attribute->name, "on") || g_str_equal (attribute->name, "id") ||
          g_str_equal (attribute->name, "name") || g_str_equal (attribute->name, "style") ||
          g_str_equal (attribute->name, "target"))
        return g_strdup_printf ("%s on %s", attribute->name, tag);
      for (gsize j = 0; j < G_N_ELEMENTS (url_attributes); j++)
        if (g_str_equal (attribute->name, url_attributes[j]))
          {
            char *problem = url_problem (attribute->name, attribute->value);

            if (problem != NULL)
              return problem;
          }
    }

  return NULL;
}

char *
harmless_dup_problem (const char *html)
{
  g_autofree char *document = g_strconcat ("<!DOCTYPE html><body><article id=guard>", html,
                                           "</article><p id=after></p>", NULL);
  GumboOutput *output = gumbo_parse (document);
  g_autoptr(GPtrArray) queue = g_ptr_array_new ();
  const GumboElement *body = NULL;
  char *problem = NULL;

  for (guint i = 0; i < output->root->v.element.children.length; i++)
    {
      const GumboNode *child = output->root->v.element.children.data[i];

      if (child->type == GUMBO_NODE_ELEMENT && child->v.element.tag == GUMBO_TAG_BODY)
        body = &child->v.element;
    }

  /* what is in the guard stays in it: nothing closes it early, nothing leaves it */
  if (body->children.length != 2)
    problem = g_strdup_printf ("breaks out of its element, %u children", body->children.length);
  else
    {
      const GumboNode *guard = body->children.data[0];

      for (guint i = 0; i < guard->v.element.children.length; i++)
        g_ptr_array_add (queue, guard->v.element.children.data[i]);
    }

  for (guint i = 0; problem == NULL && i < queue->len; i++)
    {
      const GumboNode *node = g_ptr_array_index (queue, i);

      if (node->type == GUMBO_NODE_COMMENT || node->type == GUMBO_NODE_CDATA)
        problem = g_strdup ("comment");
      if (node->type != GUMBO_NODE_ELEMENT)
        continue;
      problem = element_problem (&node->v.element);
      if (node->v.element.attributes.length > 0 && problem == NULL &&
          gumbo_get_attribute (&node->v.element.attributes, "class") != NULL &&
          !g_str_has_prefix (gumbo_get_attribute (&node->v.element.attributes, "class")->value, "math") &&
          !g_str_has_prefix (gumbo_get_attribute (&node->v.element.attributes, "class")->value, "language-"))
        problem = g_strdup ("class");
      for (guint j = 0; j < node->v.element.children.length; j++)
        g_ptr_array_add (queue, node->v.element.children.data[j]);
    }
  gumbo_destroy_output (&kGumboDefaultOptions, output);

  return problem;
}
