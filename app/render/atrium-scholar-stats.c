#include "atrium-scholar-stats.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "atrium-bytes.h"
#include "atrium-error.h"

/* the longest tag that is looked into */
#define MAX_TAG 4096
#define PLACE_CLASS "show_paper_citations"
#define TOTAL_ID "total_cit"
#define BADGE "img.shields.io/endpoint"
#define BADGE_FILE "gs_data_shieldsio"

struct _AtriumScholarStats
{
  gatomicrefcount  ref_count;
  GHashTable      *counts;      /* id of a paper to its count */
  gint64           total;       /* -1 where it is not known */
};

/* a count, also where it is spelled as a string; -1 where it is none */
static gint64
get_count (JsonObject *object,
           const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  guint64 number;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return -1;
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return CLAMP (json_node_get_int (node), -1, G_MAXINT32);
  if (json_node_get_value_type (node) == G_TYPE_STRING &&
      g_ascii_string_to_unsigned (json_node_get_string (node), 10, 0, G_MAXINT32, &number, NULL))
    return (gint64) number;

  return -1;
}

static void
read_publications (AtriumScholarStats *self,
                   JsonObject         *publications)
{
  JsonObjectIter iter;
  const char *id;
  JsonNode *node;

  json_object_iter_init (&iter, publications);
  while (json_object_iter_next (&iter, &id, &node))
    {
      gint64 count = JSON_NODE_HOLDS_OBJECT (node) ? get_count (json_node_get_object (node), "num_citations") : -1;

      if (count >= 0)
        g_hash_table_replace (self->counts, g_strdup (id), GUINT_TO_POINTER ((guint) count));
    }
}

/**
 * atrium_scholar_stats_parse:
 * @json: the bytes of `gs_data.json` or `gs_data_shieldsio.json`
 * @error: where to put an error
 *
 * Papers without a number, and numbers that are none, are passed over.
 *
 * Returns: (transfer full) (nullable): what it says
 */
AtriumScholarStats *
atrium_scholar_stats_parse (GBytes  *json,
                            GError **error)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  gsize length = g_bytes_get_size (json);
  AtriumScholarStats *self;
  JsonObject *object;
  JsonNode *root, *publications;

  if (length > ATRIUM_SCHOLAR_STATS_MAX_BYTES)
    return g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_TOO_LARGE, "gs_data.json:1:1: More than %d bytes",
                        ATRIUM_SCHOLAR_STATS_MAX_BYTES), NULL;

  if (length == 0)
    return g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_SYNTAX, "gs_data.json:1:1: Nothing in it"), NULL;

  json_parser_set_strict (parser, TRUE);
  if (!json_parser_load_from_data (parser, g_bytes_get_data (json, NULL), (gssize) length, error))
    return NULL;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_SYNTAX, "gs_data.json:1:1: Not an object"), NULL;

  self = g_new0 (AtriumScholarStats, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  object = json_node_get_object (root);
  self->total = get_count (object, json_object_has_member (object, "citedby") ? "citedby" : "message");
  publications = json_object_get_member (object, "publications");
  if (publications != NULL && JSON_NODE_HOLDS_OBJECT (publications))
    read_publications (self, json_node_get_object (publications));

  return self;
}

/**
 * atrium_scholar_stats_ref:
 *
 * Returns: (transfer full): @self
 */
AtriumScholarStats *
atrium_scholar_stats_ref (AtriumScholarStats *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * atrium_scholar_stats_unref:
 * @self: (transfer full): stats
 */
void
atrium_scholar_stats_unref (AtriumScholarStats *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_hash_table_unref (self->counts);
  g_free (self);
}

/**
 * atrium_scholar_stats_lookup:
 * @id: the id of a paper, `USER:PAPER`
 * @count: (out): how often it is cited
 *
 * Returns: whether that is known
 */
gboolean
atrium_scholar_stats_lookup (AtriumScholarStats *self,
                             const char         *id,
                             guint              *count)
{
  gpointer value;

  if (!g_hash_table_lookup_extended (self->counts, id, NULL, &value))
    return FALSE;

  *count = GPOINTER_TO_UINT (value);
  return TRUE;
}

/* --- the page --- */

/* The tag around the place @at, if it is in one: from its `<` to after its `>`. */
static gboolean
find_tag (const char  *html,
          const char  *at,
          const char **start,
          const char **end)
{
  gsize n;

  for (n = 0; n < MAX_TAG && at - n > html && at[-(gssize) n] != '<'; n++)
    {
      if (at[-(gssize) n] == '>')
        return FALSE;
    }
  *start = at - n;
  n = strcspn (at, ">");

  *end = at + n + 1;
  return **start == '<' && at[n] == '>' && n < MAX_TAG;
}

/* an attribute's value in a tag, without its quotes */
static char *
dup_attribute (const char  *tag,
               const char  *end,
               const char  *name,
               const char **value_at)
{
  gsize length = strlen (name);

  for (const char *p = tag + 1; p + length + 1 < end; p++)
    {
      const char *value;
      gsize value_length;

      if (!g_ascii_isspace (p[-1]) || strncmp (p, name, length) != 0 || p[length] != '=')
        continue;

      value = p + length + 1;
      if (*value == '"' || *value == '\'')
        {
          const char *close = memchr (value + 1, *value, (gsize) (end - value) - 1);

          if (close == NULL)
            return NULL;
          *value_at = value + 1;
          return g_strndup (value + 1, (gsize) (close - value - 1));
        }
      value_length = strcspn (value, " \t\r\n>");
      *value_at = value;
      return g_strndup (value, value_length);
    }

  return NULL;
}

/* What a place's script would put there, where nothing stands yet. */
static const char *
fill_paper (AtriumScholarStats *self,
            GString            *out,
            const char         *tag,
            const char         *end,
            gboolean            own)
{
  const char *at;
  g_autofree char *id = dup_attribute (tag, end, "data", &at);
  guint count;

  g_string_append_len (out, tag, end - tag);
  if (id == NULL || *end != '<' || !atrium_scholar_stats_lookup (self, id, &count))
    return end;

  if (own)
    g_string_append_printf (out, g_dngettext (GETTEXT_PACKAGE, "%u citation", "%u citations", count), count);
  else
    g_string_append_printf (out, "| Citations: %u", count);

  return end;
}

static const char *
fill_total (AtriumScholarStats *self,
            GString            *out,
            const char         *tag,
            const char         *end)
{
  const char *at;
  g_autofree char *id = dup_attribute (tag, end, "id", &at);

  g_string_append_len (out, tag, end - tag);
  if (self->total < 0 || g_strcmp0 (id, TOTAL_ID) != 0)
    return end;

  g_string_append_printf (out, "%" G_GINT64_FORMAT, self->total);
  return end + strcspn (end, "<");
}

/* A picture with the number, in place of one that a server would draw. */
static void
append_badge (GString *out,
              gint64   total)
{
  g_autofree char *svg = g_strdup_printf (
    "<svg xmlns='http://www.w3.org/2000/svg' width='104' height='20' font-family='sans-serif' font-size='11'>"
    "<rect width='104' height='20' rx='3' fill='#555'/><path d='M62 0h39a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3H62z' fill='#007ec6'/>"
    "<g fill='#fff' text-anchor='middle'><text x='31' y='14'>citations</text>"
    "<text x='83' y='14'>%" G_GINT64_FORMAT "</text></g></svg>", total);
  g_autofree char *escaped = g_uri_escape_string (svg, NULL, FALSE);

  g_string_append (out, "data:image/svg+xml,");
  g_string_append (out, escaped);
}

static const char *
fill_badge (AtriumScholarStats *self,
            GString            *out,
            const char         *tag,
            const char         *end)
{
  const char *at = NULL;
  g_autofree char *source = dup_attribute (tag, end, "src", &at);

  if (self->total < 0 || source == NULL || strstr (source, BADGE) == NULL || strstr (source, BADGE_FILE) == NULL)
    {
      g_string_append_len (out, tag, end - tag);
      return end;
    }

  g_string_append_len (out, tag, at - tag);
  append_badge (out, self->total);
  at += strlen (source);
  g_string_append_len (out, at, end - at);
  return end;
}

static const char *
fill_tag (AtriumScholarStats *self,
          GString            *out,
          const char         *tag,
          const char         *end,
          gboolean            own)
{
  gsize length = (gsize) (end - tag);

  if (g_strstr_len (tag, (gssize) length, PLACE_CLASS) != NULL)
    return fill_paper (self, out, tag, end, own);
  if (g_strstr_len (tag, (gssize) length, BADGE) != NULL)
    return fill_badge (self, out, tag, end);

  return fill_total (self, out, tag, end);
}

/* Where each kind of place comes next; one that does not come again is not looked for again. */
typedef struct
{
  const char *next[3];
} Places;

static const char *
find_first (Places     *places,
            const char *from)
{
  static const char *const names[] = { PLACE_CLASS, TOTAL_ID, BADGE };
  const char *first = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (places->next[i] != NULL && places->next[i] < from)
        places->next[i] = strstr (from, names[i]);
      if (places->next[i] != NULL && (first == NULL || places->next[i] < first))
        first = places->next[i];
    }

  return first;
}

/**
 * atrium_scholar_stats_fill:
 * @html: a page or a part of one
 * @own: whether it is of the built-in engine
 *
 * Puts the numbers where AcadHomepage's script would put them, and into its badge. Where a number
 * is not known, what stands there stays.
 *
 * Returns: (transfer full): the page with its numbers
 */
char *
atrium_scholar_stats_fill (AtriumScholarStats *self,
                           const char         *html,
                           gboolean            own)
{
  GString *out = g_string_new (NULL);
  const char *done = html;
  Places places = { { strstr (html, PLACE_CLASS), strstr (html, TOTAL_ID), strstr (html, BADGE) } };
  const char *at = find_first (&places, html);

  while (at != NULL)
    {
      const char *tag, *end;

      if (find_tag (done, at, &tag, &end))
        {
          g_string_append_len (out, done, tag - done);
          done = fill_tag (self, out, tag, end, own);
        }
      else
        {
          g_string_append_len (out, done, at + 1 - done);
          done = at + 1;
        }
      at = find_first (&places, done);
    }
  g_string_append (out, done);

  return g_string_free_and_steal (out);
}

/**
 * atrium_scholar_stats_fill_bytes:
 * @self: (nullable): what is known
 * @html: a page
 * @own: whether it is of the built-in engine
 *
 * Returns: (transfer full): the page with its numbers
 */
GBytes *
atrium_scholar_stats_fill_bytes (AtriumScholarStats *self,
                                 GBytes             *html,
                                 gboolean            own)
{
  g_autofree char *text = NULL;
  char *filled;

  if (self == NULL)
    return g_bytes_ref (html);

  text = atrium_bytes_dup_text (html);
  filled = atrium_scholar_stats_fill (self, text, own);
  return g_bytes_new_take (filled, strlen (filled));
}
