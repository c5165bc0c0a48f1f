#include "atrium-json-records.h"

#include <string.h>

#include "atrium-name.h"
#include "atrium-value-json-private.h"

/* The person of a JSON Resume file, and the summary as the biography. */

#define WEBSITE "Website"
#define SUMMARY "#basics"

static const char *const order[] = {
  "name", "label", "image", "email", "phone", "url", "summary", "location", "profiles", NULL,
};

static const char *const profile_order[] = { "network", "username", "url", NULL };

static const struct
{
  const char *key;
  const char *member;
} texts[] = {
  { "name", "name" },
  { "label", "headline" },
  { "image", "picture" },
  { "picture", "picture" },
};

static const char *const places[] = { "city", "region", "countryCode" };

static AtriumJsonNode *
text_node (AtriumJsonNode *object,
           const char     *name)
{
  AtriumJsonNode *found = NULL;

  for (AtriumJsonNode *member = object != NULL && object->type == ATRIUM_JSON_OBJECT ? object->first_child : NULL;
       member != NULL; member = member->next)
    if (g_str_equal (member->name, name))
      found = member;

  return found != NULL && found->type == ATRIUM_JSON_STRING && *found->text != '\0' ? found : NULL;
}

static void
add_slot (AtriumReading  *reading,
          AtriumSource   *source,
          const char     *path,
          AtriumJsonNode *node)
{
  atrium_slots_add (reading->map->person, path, source, node->span, ATRIUM_SPELLING_JSON);
}

/* --- reading ------------------------------------------------------------------ */

static AtriumValue *
new_link (const char *label,
          const char *url)
{
  g_autoptr(AtriumValue) record = atrium_value_new_record ();
  g_autoptr(AtriumValue) labelled = atrium_value_with_string (record, "label", label);

  return atrium_value_with_string (labelled, "url", url);
}

static void
add_link (AtriumReading  *reading,
          AtriumSource   *source,
          GPtrArray      *links,
          const char     *label,
          AtriumJsonNode *url)
{
  g_autofree char *path = g_strdup_printf ("links/%u/url", links->len);

  g_ptr_array_add (links, new_link (label, url->text));
  add_slot (reading, source, path, url);
}

static void
read_links (AtriumReading  *reading,
            AtriumSource   *source,
            AtriumJsonNode *basics)
{
  AtriumEntry *person = atrium_profile_get_person (reading->profile);
  AtriumJsonNode *url = text_node (basics, "url");
  AtriumJsonNode *profiles = atrium_json_lookup (basics, "profiles");
  g_autoptr(GPtrArray) links = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);
  g_autoptr(AtriumValue) list = NULL;

  if (url == NULL)
    url = text_node (basics, "website");
  if (url != NULL)
    add_link (reading, source, links, WEBSITE, url);
  for (AtriumJsonNode *item = profiles != NULL && profiles->type == ATRIUM_JSON_ARRAY ? profiles->first_child : NULL;
       item != NULL; item = item->next)
    {
      AtriumJsonNode *network = text_node (item, "network");

      url = text_node (item, "url");
      if (url != NULL && network != NULL)
        add_link (reading, source, links, network->text, url);
    }
  list = atrium_value_new_list ((AtriumValue *const *) links->pdata, links->len);
  if (links->len > 0)
    atrium_entry_set (person, "links", list);
}

static void
read_location (AtriumReading  *reading,
               AtriumSource   *source,
               AtriumJsonNode *location)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      AtriumJsonNode *node = text_node (location, places[i]);

      if (node != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", node->text);
    }
  if (text->len == 0)
    return;
  atrium_entry_set_string (atrium_profile_get_person (reading->profile), "location", text->str);
  add_slot (reading, source, "location", location);
}

/* the paragraphs of a text */
static GPtrArray *
cut_paragraphs (const char *text)
{
  g_auto(GStrv) parts = g_strsplit (text, "\n\n", -1);
  GPtrArray *paragraphs = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_ptr_array_add (paragraphs, g_strdup (parts[i]));

  return paragraphs;
}

static void
read_summary (AtriumReading  *reading,
              AtriumSource   *source,
              AtriumJsonNode *summary)
{
  const char *path = atrium_source_get_path (source);
  g_autofree char *id = g_strconcat (path, SUMMARY, NULL);
  g_autoptr(AtriumSection) section = NULL;
  g_autoptr(GPtrArray) paragraphs = NULL;
  AtriumSectionMap *map;

  if (summary == NULL)
    return;
  section = atrium_section_new (ATRIUM_KIND_BIO, id, "");
  map = atrium_map_add_section (reading->map, id, source);
  paragraphs = cut_paragraphs (summary->text);
  map->records = TRUE;
  map->outer = ATRIUM_SPAN_NONE;
  map->body = summary->span;
  atrium_section_set_page (section, path);
  for (guint i = 0; i < paragraphs->len; i++)
    {
      g_autofree char *entry_id = g_strdup_printf ("%s/%u", id, i);
      g_autoptr(AtriumEntry) entry = atrium_entry_new (ATRIUM_KIND_BIO, entry_id);
      AtriumEntryMap *entry_map =
        atrium_section_map_add (map, entry_id, ATRIUM_ENTRY_FORM_RECORD, source, summary->span, summary->span);

      atrium_entry_set_string (entry, "text", g_ptr_array_index (paragraphs, i));
      atrium_slots_add (entry_map->slots, "text", source, summary->span, ATRIUM_SPELLING_JSON);
      atrium_section_append (section, entry);
    }
  atrium_profile_append (reading->profile, section);
}

void
_atrium_json_read_basics (AtriumReading  *reading,
                          AtriumSource   *source,
                          AtriumJsonNode *root)
{
  AtriumEntry *person = atrium_profile_get_person (reading->profile);
  AtriumJsonNode *basics = atrium_json_lookup (root, "basics");
  AtriumJsonNode *email;

  if (basics == NULL || basics->type != ATRIUM_JSON_OBJECT)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      AtriumJsonNode *node = text_node (basics, texts[i].key);

      if (node == NULL || atrium_entry_get (person, texts[i].member) != NULL)
        continue;
      atrium_entry_set_string (person, texts[i].member, node->text);
      add_slot (reading, source, texts[i].member, node);
    }
  email = text_node (basics, "email");
  if (email != NULL)
    {
      g_autoptr(AtriumValue) address = atrium_value_new_string (email->text);
      g_autoptr(AtriumValue) emails = atrium_value_new_list (&address, 1);

      atrium_entry_set (person, "emails", emails);
      add_slot (reading, source, "emails/0", email);
    }
  read_links (reading, source, basics);
  read_location (reading, source, atrium_json_lookup (basics, "location"));
  read_summary (reading, source, text_node (basics, "summary"));
}

/* --- writing ---------------------------------------------------------------------- */

static void
set_key (AtriumValue **record,
         const char   *key,
         const char   *text)
{
  g_autoptr(AtriumValue) value = text != NULL && *text != '\0' ? atrium_value_new_string (text) : NULL;
  AtriumValue *changed = _atrium_json_with_key (*record, order, key, value);

  atrium_value_unref (*record);
  *record = changed;
}

static void
set_value (AtriumValue **record,
           const char   *key,
           AtriumValue  *value)
{
  AtriumValue *changed = _atrium_json_with_key (*record, order, key, value);

  atrium_value_unref (*record);
  *record = changed;
}

/* "Port Vell, Harbourland" into the parts that are there */
static void
write_location (AtriumValue **basics,
                const char   *text)
{
  AtriumValue *old = atrium_value_get_member (*basics, "location");
  AtriumValue *location = old != NULL && atrium_value_get_value_type (old) == ATRIUM_VALUE_RECORD
    ? atrium_value_ref (old) : atrium_value_new_record ();
  g_auto(GStrv) parts = g_strsplit (text != NULL ? text : "", ", ", G_N_ELEMENTS (places));
  const char *keys[G_N_ELEMENTS (places)] = { NULL };
  guint n_parts = g_strv_length (parts);
  guint n_keys = 0;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (!atrium_value_is_empty (atrium_value_get_member (location, places[i])))
      keys[n_keys++] = places[i];
  for (guint i = 0; n_keys != n_parts && i < G_N_ELEMENTS (places); i++)
    keys[i] = places[i];
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      AtriumValue *changed;

      if (keys[i] == NULL)
        continue;
      changed = i < n_parts || atrium_value_get_member (location, keys[i]) != NULL
        ? atrium_value_with_string (location, keys[i], i < n_parts && *parts[i] != '\0' ? parts[i] : NULL)
        : atrium_value_ref (location);
      atrium_value_unref (location);
      location = changed;
    }
  set_value (basics, "location", atrium_value_get_n_items (location) > 0 ? location : NULL);
  atrium_value_unref (location);
}

static gboolean
is_link (AtriumValue *profile)
{
  return !atrium_value_is_empty (atrium_value_get_member (profile, "network")) &&
         atrium_value_get_member_string (profile, "url") != NULL && *atrium_value_get_member_string (profile, "url") != '\0';
}

static const char *
last_part (const char *url)
{
  const char *slash = strrchr (url, '/');

  return slash != NULL ? slash + 1 : url;
}

/* a profile with another network or address; the name of the user follows from that */
static AtriumValue *
change_profile (AtriumValue *old,
                const char  *label,
                const char  *url)
{
  g_autoptr(AtriumValue) empty = atrium_value_new_record ();
  AtriumValue *record = old != NULL ? old : empty;
  const char *was = atrium_value_get_member_string (record, "url");
  const char *user = atrium_value_get_member_string (record, "username");
  g_autoptr(AtriumValue) network = atrium_value_new_string (label);
  g_autoptr(AtriumValue) address = atrium_value_new_string (url);
  g_autoptr(AtriumValue) named = NULL;
  g_autoptr(AtriumValue) with_user = NULL;

  if (g_strcmp0 (was, url) == 0 && g_strcmp0 (atrium_value_get_member_string (record, "network"), label) == 0)
    return atrium_value_ref (record);
  named = _atrium_json_with_key (record, profile_order, "network", network);
  if (user != NULL && was != NULL && g_str_equal (last_part (was), user) && *last_part (url) != '\0')
    with_user = atrium_value_with_string (named, "username", last_part (url));
  else
    with_user = atrium_value_ref (named);

  return _atrium_json_with_key (with_user, profile_order, "url", address);
}

/* the profile of that network that is not taken yet */
static int
find_profile (AtriumValue *profiles,
              const char  *label,
              const char  *url,
              gboolean    *used)
{
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < atrium_value_get_n_items (profiles); i++)
      {
        AtriumValue *item = atrium_value_get_item (profiles, i);

        if (!used[i] && is_link (item) &&
            g_strcmp0 (atrium_value_get_member_string (item, round == 0 ? "network" : "url"), round == 0 ? label : url) == 0)
          return i;
      }

  return -1;
}

static void
write_profiles (AtriumValue **basics,
                AtriumValue  *links,
                guint         first)
{
  AtriumValue *old = atrium_value_get_member (*basics, "profiles");
  guint n_old = atrium_value_get_n_items (old);
  g_autofree gboolean *used = g_new0 (gboolean, n_old + 1);
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) atrium_value_unref);
  g_autoptr(AtriumValue) list = NULL;
  guint next = 0;

  for (guint i = first; i < atrium_value_get_n_items (links); i++)
    {
      AtriumValue *link = atrium_value_get_item (links, i);
      const char *label = atrium_value_get_member_string (link, "label");
      const char *url = atrium_value_get_member_string (link, "url");
      int at;

      if (label == NULL || url == NULL)
        continue;
      at = find_profile (old, label, url, used);
      if (at >= 0)
        used[at] = TRUE;
      g_ptr_array_add (items, change_profile (at >= 0 ? atrium_value_get_item (old, at) : NULL, label, url));
    }
  /* what is no link stays, where it was */
  for (guint i = 0; i < n_old; i++)
    {
      AtriumValue *item = atrium_value_get_item (old, i);

      if (!is_link (item))
        g_ptr_array_insert (items, MIN (next, items->len), atrium_value_ref (item));
      next++;
    }
  list = atrium_value_new_list ((AtriumValue *const *) items->pdata, items->len);
  if (items->len > 0 || old != NULL)
    set_value (basics, "profiles", list);
}

/* the page of the person is a link too, the first one */
static void
write_links (AtriumValue **basics,
             AtriumValue  *links)
{
  const char *label = atrium_value_get_member_string (atrium_value_get_item (links, 0), "label");
  gboolean has_page = label != NULL && g_ascii_strcasecmp (label, WEBSITE) == 0;
  const char *url = has_page ? atrium_value_get_member_string (atrium_value_get_item (links, 0), "url") : NULL;
  const char *key = atrium_value_is_empty (atrium_value_get_member (*basics, "url")) &&
                    !atrium_value_is_empty (atrium_value_get_member (*basics, "website")) ? "website" : "url";

  if (g_strcmp0 (url, atrium_value_get_member_string (*basics, key)) != 0)
    set_key (basics, key, url);
  write_profiles (basics, links, has_page ? 1 : 0);
}

static void
write_text (AtriumValue **basics,
            const char   *member,
            const char   *text)
{
  const char *key = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (texts[i].member, member) &&
        (key == NULL || !atrium_value_is_empty (atrium_value_get_member (*basics, texts[i].key))))
      key = texts[i].key;
  if (key != NULL)
    set_key (basics, key, text);
}

static void
write_person (AtriumValue **basics,
              AtriumEntry  *before,
              AtriumEntry  *after)
{
  static const char *const members[] = { "name", "headline", "picture", "location", "emails", "links" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      AtriumValue *value = atrium_entry_get (after, members[i]);

      if (atrium_value_equal (atrium_entry_get (before, members[i]), value))
        continue;
      if (g_str_equal (members[i], "location"))
        write_location (basics, atrium_value_get_string (value));
      else if (g_str_equal (members[i], "emails"))
        set_key (basics, "email", atrium_value_get_string (atrium_value_get_item (value, 0)));
      else if (g_str_equal (members[i], "links"))
        write_links (basics, value);
      else
        write_text (basics, members[i], atrium_value_get_string (value));
    }
}

static char *
join_paragraphs (AtriumSection *section)
{
  g_autoptr(GString) out = g_string_new (NULL);

  for (guint i = 0; section != NULL && i < atrium_section_get_n_entries (section); i++)
    {
      const char *text = atrium_entry_get_string (atrium_section_get_entry (section, i), "text");

      if (text != NULL)
        g_string_append_printf (out, "%s%s", out->len > 0 ? "\n\n" : "", text);
    }

  return g_string_free_and_steal (g_steal_pointer (&out));
}

static AtriumSection *
find_summary (AtriumProfile *profile,
              const char    *path)
{
  g_autofree char *id = g_strconcat (path, SUMMARY, NULL);

  for (guint i = 0; i < atrium_profile_get_n_sections (profile); i++)
    {
      AtriumSection *section = atrium_profile_get_section (profile, i);

      if (atrium_section_get_kind (section) == ATRIUM_KIND_BIO &&
          (g_str_equal (atrium_section_get_id (section), id) || i == 0))
        return section;
    }

  return NULL;
}

static void
write_summary (AtriumJsonWrite  *self,
               AtriumValue     **basics,
               const char       *path)
{
  AtriumSection *section = find_summary (self->pass->profile, path);
  g_autofree char *before = join_paragraphs (find_summary (self->pass->reading->profile, path));
  g_autofree char *after = join_paragraphs (section);

  if (g_str_equal (before, after))
    return;
  for (guint i = 0; section != NULL && i < atrium_section_get_n_entries (section); i++)
    {
      const char *id = atrium_entry_get_id (atrium_section_get_entry (section, i));

      _atrium_pass_set_exhausted (self->pass, id, "");
      _atrium_pass_set_exhausted (self->pass, id, "text");
    }
  set_key (basics, "summary", after);
}

void
_atrium_json_write_basics (AtriumJsonWrite *self,
                           const char      *path)
{
  static const char *const root_order[] = { "$schema", "basics", NULL };
  AtriumValue *old = atrium_value_get_member (self->root, "basics");
  AtriumEntry *before = atrium_profile_get_person (self->pass->reading->profile);
  AtriumEntry *after = atrium_profile_get_person (self->pass->profile);
  AtriumValue *basics = old != NULL && atrium_value_get_value_type (old) == ATRIUM_VALUE_RECORD
    ? atrium_value_ref (old) : atrium_value_new_record ();
  AtriumValue *root;

  for (guint i = 0; i < atrium_entry_get_n_members (after); i++)
    _atrium_pass_set_exhausted (self->pass, atrium_entry_get_id (after), atrium_entry_get_member_name (after, i));
  write_person (&basics, before, after);
  write_summary (self, &basics, path);
  if (basics != old && atrium_value_get_n_items (basics) > 0)
    {
      root = _atrium_json_with_key (self->root, root_order, "basics", basics);
      atrium_value_unref (self->root);
      self->root = root;
    }
  atrium_value_unref (basics);
}

/* The name alone, in a file that follows the person of a site. */
void
_atrium_json_write_name (AtriumJsonWrite *self)
{
  const char *before = atrium_entry_get_string (atrium_profile_get_person (self->pass->reading->profile), "name");
  const char *after = atrium_entry_get_string (atrium_profile_get_person (self->pass->profile), "name");
  AtriumValue *old = atrium_value_get_member (self->root, "basics");
  const char *name = atrium_value_get_member_string (old, "name");
  g_autoptr(AtriumValue) basics = NULL;
  AtriumValue *root;

  if (before == NULL || after == NULL || name == NULL || g_str_equal (before, after) || !atrium_name_matches (before, name))
    return;
  basics = atrium_value_with_string (old, "name", after);
  root = atrium_value_with_member (self->root, "basics", basics);
  atrium_value_unref (self->root);
  self->root = root;
}
