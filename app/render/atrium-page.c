#include "atrium-page.h"

#include "atrium-escape.h"
#include "atrium-fragment.h"
#include "atrium-markdown-html.h"
#include "atrium-page-resources.h"

#include <string.h>

/* When more entries than this changed at once, their sections are shown anew. */
#define MAX_ENTRY_PATCHES 64

/* Every entry and section of the profile has a record here, and one signal of the profile
 * tells which entry changed, so that an update looks only at that. */

typedef struct _PageSection PageSection;

typedef struct
{
  AtriumPage  *page;
  PageSection *section;
  AtriumEntry *entry;
  char        *html;       /* as last rendered; NULL before, "" while hidden */
  gboolean     queued;     /* stands in the list of changed entries */
} PageEntry;

struct _PageSection
{
  AtriumPage    *page;
  AtriumSection *section;
  gulong         items_handler;
  gulong         notify_handler;
  GPtrArray     *entries;  /* PageEntry, as they stand in the section */
  gboolean       changed;  /* heading, order, groups: the whole element is new */
};

struct _AtriumPage
{
  GObject        parent_instance;

  AtriumProfile *profile;
  gulong         sections_handler;
  gulong         entry_handler;
  GPtrArray     *sections;        /* PageSection */
  GHashTable    *by_entry;        /* AtriumEntry to PageEntry, both borrowed */
  GPtrArray     *changed;         /* PageEntry, borrowed, those that are queued */
  gboolean       rendered;
  gboolean       person_changed;
  gboolean       menu_changed;
  gboolean       order_changed;   /* sections came, went, moved or were hidden */
};

G_DEFINE_FINAL_TYPE (AtriumPage, atrium_page, G_TYPE_OBJECT)

static void
patch_free (gpointer data)
{
  AtriumPatch *patch = data;

  g_free (patch->id);
  g_free (patch->html);
  g_free (patch);
}

static void
take_patch (GPtrArray  *patches,
            const char *id,
            GString    *html)
{
  AtriumPatch *patch = g_new0 (AtriumPatch, 1);

  patch->id = g_strdup (id);
  patch->html = g_string_free (html, FALSE);
  g_ptr_array_add (patches, patch);
}

/* changes */

static PageEntry *
page_entry_new (PageSection *section,
                AtriumEntry *entry)
{
  PageEntry *self = g_new0 (PageEntry, 1);

  self->page = section->page;
  self->section = section;
  self->entry = g_object_ref (entry);
  g_hash_table_insert (self->page->by_entry, entry, self);

  return self;
}

static void
page_entry_free (gpointer data)
{
  PageEntry *self = data;

  if (self->queued)
    g_ptr_array_remove_fast (self->page->changed, self);
  /* an entry that moves is inserted again before it is removed here, or after */
  if (g_hash_table_lookup (self->page->by_entry, self->entry) == self)
    g_hash_table_remove (self->page->by_entry, self->entry);
  g_object_unref (self->entry);
  g_free (self->html);
  g_free (self);
}

static void
entries_changed_cb (GListModel *model,
                    guint       position,
                    guint       removed,
                    guint       added,
                    gpointer    user_data)
{
  PageSection *self = user_data;

  self->changed = TRUE;
  if (removed > 0)
    g_ptr_array_remove_range (self->entries, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (self->entries, position + i,
                        page_entry_new (self, atrium_section_get_entry (self->section, position + i)));
}

static void
section_notify_cb (AtriumSection *section,
                   GParamSpec    *pspec,
                   gpointer       user_data)
{
  PageSection *self = user_data;

  if (g_str_equal (pspec->name, "n-items"))
    return;
  if (g_str_equal (pspec->name, "hidden"))
    self->page->order_changed = TRUE;
  self->changed = TRUE;
  self->page->menu_changed = TRUE;
}

static PageSection *
page_section_new (AtriumPage    *page,
                  AtriumSection *section)
{
  PageSection *self = g_new0 (PageSection, 1);
  guint n = atrium_section_get_n_entries (section);

  self->page = page;
  self->section = g_object_ref (section);
  self->entries = g_ptr_array_new_full (n, page_entry_free);
  self->items_handler = g_signal_connect (section, "items-changed", G_CALLBACK (entries_changed_cb), self);
  self->notify_handler = g_signal_connect (section, "notify", G_CALLBACK (section_notify_cb), self);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (self->entries, page_entry_new (self, atrium_section_get_entry (section, i)));

  return self;
}

static void
page_section_free (gpointer data)
{
  PageSection *self = data;

  g_signal_handler_disconnect (self->section, self->items_handler);
  g_signal_handler_disconnect (self->section, self->notify_handler);
  g_ptr_array_unref (self->entries);
  g_object_unref (self->section);
  g_free (self);
}

static void
sections_changed_cb (GListModel *model,
                     guint       position,
                     guint       removed,
                     guint       added,
                     gpointer    user_data)
{
  AtriumPage *self = ATRIUM_PAGE (user_data);

  self->order_changed = TRUE;
  self->menu_changed = TRUE;
  if (removed > 0)
    g_ptr_array_remove_range (self->sections, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (self->sections, position + i,
                        page_section_new (self, atrium_profile_get_section (self->profile, position + i)));
}

static void
entry_changed_cb (AtriumProfile *profile,
                  AtriumSection *section,
                  AtriumEntry   *entry,
                  const char    *field,
                  gpointer       user_data)
{
  AtriumPage *self = ATRIUM_PAGE (user_data);
  PageEntry *record;

  if (section == NULL)
    {
      self->person_changed = TRUE;
      if (g_strcmp0 (field, "name") == 0)
        self->menu_changed = TRUE;
      return;
    }

  record = g_hash_table_lookup (self->by_entry, entry);
  if (record == NULL)
    return;
  /* a sub-heading stands between entries, and a hidden entry has no element */
  if (g_strcmp0 (field, "group") == 0 || g_strcmp0 (field, "hidden") == 0)
    record->section->changed = TRUE;
  if (record->queued)
    return;

  record->queued = TRUE;
  g_ptr_array_add (self->changed, record);
}

/* rendering */

static const char *
page_entry_get_html (PageEntry *self)
{
  if (self->html == NULL || self->queued)
    {
      GString *out = g_string_new (NULL);

      atrium_fragment_entry (out, self->entry);
      g_free (self->html);
      self->html = g_string_free (out, FALSE);
    }

  return self->html;
}

static void
append_section (GString     *out,
                PageSection *self)
{
  const char *group = NULL;
  guint n_shown = 0;

  if (atrium_section_get_hidden (self->section))
    return;

  for (guint i = 0; i < self->entries->len; i++)
    if (*page_entry_get_html (g_ptr_array_index (self->entries, i)) != '\0')
      n_shown++;

  atrium_fragment_section_start (out, self->section, n_shown);
  for (guint i = 0; i < self->entries->len; i++)
    {
      PageEntry *entry = g_ptr_array_index (self->entries, i);
      const char *own = atrium_entry_get_string (entry->entry, "group");

      if (*entry->html == '\0')
        continue;
      if (own != NULL && *own != '\0' && g_strcmp0 (own, group) != 0)
        atrium_fragment_group (out, own);
      group = own;
      g_string_append (out, entry->html);
    }
  atrium_fragment_section_end (out, self->section);
}

static void
append_sections (GString    *out,
                 AtriumPage *self)
{
  g_string_append (out, "<main id=\"sections\">\n");
  for (guint i = 0; i < self->sections->len; i++)
    append_section (out, g_ptr_array_index (self->sections, i));
  g_string_append (out, "</main>\n");
}

static void
append_menu (GString    *out,
             AtriumPage *self)
{
  const char *name = atrium_entry_get_string (atrium_profile_get_person (self->profile), "name");

  g_string_append (out, "<nav id=\"menu\"><div class=\"bar\"><a class=\"home\" href=\"#person\">");
  atrium_append_html_text (out, name != NULL ? name : "");
  g_string_append (out, "</a>");
  for (guint i = 0; i < self->sections->len; i++)
    {
      PageSection *section = g_ptr_array_index (self->sections, i);
      const char *title = atrium_section_get_title (section->section);
      g_autofree char *id = NULL;
      g_autofree char *html = NULL;

      if (atrium_section_get_hidden (section->section) || title == NULL || *title == '\0')
        continue;
      id = atrium_fragment_dup_id ('s', atrium_section_get_id (section->section));
      html = atrium_markdown_render_label (title);
      g_string_append_printf (out, "<a href=\"#%s\">%s</a>", id, html);
    }
  g_string_append (out, "</div></nav>\n");
}

static void
append_resource (GString    *out,
                 const char *path)
{
  g_autoptr(GBytes) bytes = g_resource_lookup_data (atrium_page_get_resource (), path, 0, NULL);

  if (bytes != NULL)
    g_string_append_len (out, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* which writing most of the headings and the biography are in: fonts are chosen by it */
static const char *
guess_language (AtriumPage *self)
{
  GString *sample = g_string_new (NULL);
  guint letters = 0;
  guint han = 0;
  guint kana = 0;
  guint hangul = 0;

  for (guint i = 0; i < self->sections->len; i++)
    {
      PageSection *section = g_ptr_array_index (self->sections, i);

      g_string_append (sample, atrium_section_get_title (section->section));
      if (section->entries->len > 0 && sample->len < 4000)
        {
          PageEntry *entry = g_ptr_array_index (section->entries, 0);
          const char *text = atrium_entry_get_string (entry->entry, "text");

          g_string_append (sample, text != NULL ? text : "");
        }
    }
  for (const char *p = sample->str; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeScript script = g_unichar_get_script (c);

      letters += g_unichar_isalpha (c);
      han += script == G_UNICODE_SCRIPT_HAN;
      kana += script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA;
      hangul += script == G_UNICODE_SCRIPT_HANGUL;
    }
  g_string_free (sample, TRUE);

  if ((han + kana + hangul) * 4 < letters || letters == 0)
    return "en";

  return kana * 5 > han ? "ja" : hangul > han ? "ko" : "zh";
}

static void
mark_clean (AtriumPage *self)
{
  for (guint i = 0; i < self->changed->len; i++)
    {
      PageEntry *entry = g_ptr_array_index (self->changed, i);

      entry->queued = FALSE;
      /* not rendered now, so what is kept is older than the entry */
      if (atrium_section_get_hidden (entry->section->section))
        g_clear_pointer (&entry->html, g_free);
    }
  g_ptr_array_set_size (self->changed, 0);
  for (guint i = 0; i < self->sections->len; i++)
    ((PageSection *) g_ptr_array_index (self->sections, i))->changed = FALSE;

  self->person_changed = FALSE;
  self->menu_changed = FALSE;
  self->order_changed = FALSE;
}

/**
 * atrium_page_render:
 * @self: an #AtriumPage
 *
 * Renders the whole document, HTML 5 in UTF-8 with its style sheet and icons
 * inside, no script, and nothing that is loaded but the site's own pictures.
 * Later calls of atrium_page_update() count from here.
 *
 * Returns: (transfer full): the document
 */
GBytes *
atrium_page_render (AtriumPage *self)
{
  GString *out = g_string_new ("<!DOCTYPE html>\n<html lang=\"");
  AtriumEntry *person;
  const char *name;

  g_return_val_if_fail (ATRIUM_IS_PAGE (self), NULL);

  person = atrium_profile_get_person (self->profile);
  name = atrium_entry_get_string (person, "name");
  g_string_append (out, guess_language (self));
  g_string_append (out, "\">\n<head>\n<meta charset=\"utf-8\">\n"
                        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
  atrium_append_html_text (out, name != NULL ? name : "");
  g_string_append (out, "</title>\n<style>\n");
  append_resource (out, "/io/github/atrium_editor/Atrium/page/page.css");
  append_resource (out, "/io/github/atrium_editor/Atrium/page/icons.css");
  g_string_append (out, "</style>\n</head>\n<body>\n");
  append_menu (out, self);
  g_string_append (out, "<div class=\"page\">\n");
  atrium_fragment_person (out, person);
  append_sections (out, self);
  g_string_append (out, "</div>\n</body>\n</html>\n");

  mark_clean (self);
  self->rendered = TRUE;

  return g_string_free_to_bytes (out);
}

static void
update_entries (AtriumPage *self,
                GPtrArray  *patches)
{
  for (guint i = 0; i < self->changed->len; i++)
    {
      PageEntry *entry = g_ptr_array_index (self->changed, i);
      g_autofree char *before = g_steal_pointer (&entry->html);
      g_autofree char *id = NULL;

      page_entry_get_html (entry);
      if (before == NULL || *before == '\0' || *entry->html == '\0' ||
          g_str_equal (before, entry->html) || atrium_section_get_hidden (entry->section->section))
        continue;
      id = atrium_page_dup_entry_element_id (entry->entry);
      take_patch (patches, id, g_string_new (entry->html));
    }
}

/* sections whose elements are new; their changed entries are in them */
static void
update_sections (AtriumPage *self,
                 GPtrArray  *patches)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      PageSection *section = g_ptr_array_index (self->sections, i);
      g_autofree char *id = NULL;
      GString *html;

      if (!section->changed || atrium_section_get_hidden (section->section))
        continue;
      html = g_string_new (NULL);
      append_section (html, section);
      id = atrium_page_dup_section_element_id (section->section);
      take_patch (patches, id, html);
    }
}

static void
forget_entries_of_changed_sections (AtriumPage *self)
{
  gboolean many = self->changed->len > MAX_ENTRY_PATCHES;

  for (guint i = self->changed->len; i > 0; i--)
    {
      PageEntry *entry = g_ptr_array_index (self->changed, i - 1);

      if (many)
        entry->section->changed = TRUE;
      if (!entry->section->changed)
        continue;
      g_clear_pointer (&entry->html, g_free);
      entry->queued = FALSE;
      g_ptr_array_remove_index_fast (self->changed, i - 1);
    }
}

/**
 * atrium_page_update:
 * @self: an #AtriumPage
 *
 * Renders what changed in the profile since the last render or update, and
 * only that: after an edit of a field this is one entry, however many there
 * are.
 *
 * Returns: (transfer full) (element-type AtriumPatch) (nullable): the patches
 *   in the order in which they have to be applied, or %NULL where nothing has
 *   been rendered yet
 */
GPtrArray *
atrium_page_update (AtriumPage *self)
{
  g_autoptr(GPtrArray) patches = NULL;
  GString *html;

  g_return_val_if_fail (ATRIUM_IS_PAGE (self), NULL);

  if (!self->rendered)
    return NULL;

  patches = g_ptr_array_new_with_free_func (patch_free);
  if (self->person_changed)
    {
      html = g_string_new (NULL);
      atrium_fragment_person (html, atrium_profile_get_person (self->profile));
      take_patch (patches, "person", html);
    }
  if (self->menu_changed)
    {
      html = g_string_new (NULL);
      append_menu (html, self);
      take_patch (patches, "menu", html);
    }
  if (self->order_changed)
    {
      html = g_string_new (NULL);
      append_sections (html, self);
      take_patch (patches, "sections", html);
    }
  else
    {
      forget_entries_of_changed_sections (self);
      update_entries (self, patches);
      update_sections (self, patches);
    }
  mark_clean (self);

  return g_steal_pointer (&patches);
}

/**
 * atrium_page_dup_entry_element_id:
 * @entry: an entry, or the profile's person
 *
 * Returns: (transfer full): the id of its element in the page
 */
char *
atrium_page_dup_entry_element_id (AtriumEntry *entry)
{
  g_return_val_if_fail (ATRIUM_IS_ENTRY (entry), NULL);

  if (atrium_entry_get_kind (entry) == ATRIUM_KIND_PERSON)
    return g_strdup ("person");

  return atrium_fragment_dup_id ('e', atrium_entry_get_id (entry));
}

/**
 * atrium_page_dup_section_element_id:
 * @section: a section
 *
 * Returns: (transfer full): the id of its element in the page
 */
char *
atrium_page_dup_section_element_id (AtriumSection *section)
{
  g_return_val_if_fail (ATRIUM_IS_SECTION (section), NULL);

  return atrium_fragment_dup_id ('s', atrium_section_get_id (section));
}

/**
 * atrium_page_find_entry:
 * @self: an #AtriumPage
 * @element_id: id of an element in the page
 *
 * Returns: (transfer none) (nullable): the entry that the element shows, or
 *   the person, or %NULL where it shows none
 */
AtriumEntry *
atrium_page_find_entry (AtriumPage *self,
                        const char *element_id)
{
  g_return_val_if_fail (ATRIUM_IS_PAGE (self), NULL);
  g_return_val_if_fail (element_id != NULL, NULL);

  if (g_str_equal (element_id, "person"))
    return atrium_profile_get_person (self->profile);

  for (guint i = 0; i < self->sections->len; i++)
    {
      PageSection *section = g_ptr_array_index (self->sections, i);

      for (guint j = 0; j < section->entries->len; j++)
        {
          PageEntry *entry = g_ptr_array_index (section->entries, j);
          g_autofree char *id = atrium_page_dup_entry_element_id (entry->entry);

          if (g_str_equal (id, element_id))
            return entry->entry;
        }
    }

  return NULL;
}

/**
 * atrium_page_find_section:
 * @self: an #AtriumPage
 * @element_id: id of an element in the page
 *
 * Returns: (transfer none) (nullable): the section that the element shows, or
 *   %NULL where it shows none
 */
AtriumSection *
atrium_page_find_section (AtriumPage *self,
                          const char *element_id)
{
  g_return_val_if_fail (ATRIUM_IS_PAGE (self), NULL);
  g_return_val_if_fail (element_id != NULL, NULL);

  for (guint i = 0; i < self->sections->len; i++)
    {
      PageSection *section = g_ptr_array_index (self->sections, i);
      g_autofree char *id = atrium_page_dup_section_element_id (section->section);

      if (g_str_equal (id, element_id))
        return section->section;
    }

  return NULL;
}

static void
atrium_page_dispose (GObject *object)
{
  AtriumPage *self = ATRIUM_PAGE (object);

  if (self->profile != NULL)
    {
      g_clear_signal_handler (&self->sections_handler, self->profile);
      g_clear_signal_handler (&self->entry_handler, self->profile);
    }
  g_clear_pointer (&self->sections, g_ptr_array_unref);
  g_clear_pointer (&self->changed, g_ptr_array_unref);
  g_clear_pointer (&self->by_entry, g_hash_table_unref);
  g_clear_object (&self->profile);

  G_OBJECT_CLASS (atrium_page_parent_class)->dispose (object);
}

static void
atrium_page_class_init (AtriumPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = atrium_page_dispose;
}

static void
atrium_page_init (AtriumPage *self)
{
  self->sections = g_ptr_array_new_with_free_func (page_section_free);
  self->changed = g_ptr_array_new ();
  self->by_entry = g_hash_table_new (NULL, NULL);
}

/**
 * atrium_page_new:
 * @profile: what is shown
 *
 * Returns: (transfer full): a page of @profile that is not rendered yet
 */
AtriumPage *
atrium_page_new (AtriumProfile *profile)
{
  AtriumPage *self;
  guint n;

  g_return_val_if_fail (ATRIUM_IS_PROFILE (profile), NULL);

  self = g_object_new (ATRIUM_TYPE_PAGE, NULL);
  self->profile = g_object_ref (profile);
  self->sections_handler = g_signal_connect (profile, "items-changed", G_CALLBACK (sections_changed_cb), self);
  self->entry_handler = g_signal_connect (profile, "entry-changed", G_CALLBACK (entry_changed_cb), self);
  n = atrium_profile_get_n_sections (profile);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (self->sections, page_section_new (self, atrium_profile_get_section (profile, i)));

  return self;
}
