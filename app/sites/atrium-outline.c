#include "atrium-outline.h"

#include <string.h>

#include "atrium-error.h"
#include "atrium-front-matter.h"
#include "atrium-piece.h"
#include "atrium-read-person.h"
#include "atrium-reader.h"
#include "atrium-scan-names.h"
#include "atrium-section-kind.h"

/* a heading of more words is no title of a section */
#define MAX_TITLE_WORDS 8
/* deeper headings cut a section only with a title that is short and plain */
#define MAX_SUB_TITLE_WORDS 4

/* a box with more in it is no widget */
#define MAX_WIDGET_NODES 200
/* a remark about signs is short */
#define MAX_LEGEND_BYTES 300
/* a label in front of an item is short */
#define MAX_LABEL_BYTES 24
/* characters of a name in Han */
#define MAX_WIDE_NAME 6
/* blocks around a heading that are looked at for headings like it */
#define MAX_BROTHERS 200

typedef struct
{
  AtriumBlocks  *blocks;
  AtriumProfile *profile;
  AtriumMap     *map;
  const char    *page;
  guint          top;            /* headings up to this level cut sections */
  gboolean       real_headings;  /* there are headings besides bold lines */
  AtriumLegend   legend;
} Outline;

/* a range of blocks under one heading */
typedef struct
{
  const AtriumBlock *heading;    /* or NULL */
  guint              first;      /* the first block behind the heading */
  guint              end;
  AtriumKind         kind;
  gboolean           known;      /* @kind is said by the title */
} OutlineSection;

static AtriumBlock *
get_block (Outline *self,
           guint    index)
{
  return g_ptr_array_index (self->blocks->blocks, index);
}

/* ---- cutting ---- */

static gboolean
title_kind (AtriumBlock *heading,
            AtriumKind  *kind)
{
  if (heading->kind == -2)
    {
      heading->kind = -1;
      if (atrium_scan_count_words (heading->title, 0, strlen (heading->title)) <= MAX_TITLE_WORDS &&
          atrium_section_kind_from_title (heading->title, kind))
        heading->kind = *kind;
    }
  if (heading->kind >= 0)
    *kind = heading->kind;

  return heading->kind >= 0;
}

/* the level of the headings that cut sections */
static void
find_top (Outline *self)
{
  guint counts[ATRIUM_BLOCK_LEVEL_BOLD + 1] = { 0 };
  guint known[ATRIUM_BLOCK_LEVEL_BOLD + 1] = { 0 };
  guint bios[ATRIUM_BLOCK_LEVEL_BOLD + 1] = { 0 };
  guint level = 1;
  AtriumKind kind;

  for (guint i = 0; i < self->blocks->blocks->len; i++)
    {
      AtriumBlock *block = get_block (self, i);

      if (block->type != ATRIUM_BLOCK_HEADING || atrium_scan_is_years (block->title, TRUE))
        continue;
      counts[block->level]++;
      if (title_kind (block, &kind))
        {
          known[block->level]++;
          bios[block->level] += kind == ATRIUM_KIND_BIO;
        }
      self->real_headings |= block->level < ATRIUM_BLOCK_LEVEL_BOLD;
    }

  while (level < ATRIUM_BLOCK_LEVEL_BOLD && counts[level] == 0)
    level++;
  /* one heading above all others is the page's own title */
  if (level < ATRIUM_BLOCK_LEVEL_BOLD && counts[level] == 1 && known[level] == bios[level])
    for (guint deeper = level + 1; deeper < ATRIUM_BLOCK_LEVEL_BOLD; deeper++)
      if (counts[deeper] > 0)
        {
          level = deeper;
          break;
        }
  /* bold lines cut a page only where they are titles */
  if (level == ATRIUM_BLOCK_LEVEL_BOLD && known[level] == 0)
    level = 0;

  self->top = level;
}

/* topics like "Language Modelling" sound like kinds; among titles of kinds, most are known */
static gboolean
brothers_are_titles (Outline *self,
                     guint    index)
{
  guint level = get_block (self, index)->level;
  guint first = index;
  guint all = 0;
  guint known = 0;
  AtriumKind kind;

  while (first > 0 && first + MAX_BROTHERS > index &&
         (get_block (self, first)->type != ATRIUM_BLOCK_HEADING || get_block (self, first)->level >= level))
    first--;
  for (guint i = first; i < self->blocks->blocks->len && i < first + 2 * MAX_BROTHERS; i++)
    {
      AtriumBlock *block = get_block (self, i);

      if (block->type != ATRIUM_BLOCK_HEADING)
        continue;
      if (block->level < level && i > first)
        break;
      if (block->level != level)
        continue;
      all++;
      known += title_kind (block, &kind);
    }

  /* one heading alone, right under the title, divides nothing */
  if (all == 1 && index > 0 && get_block (self, index - 1)->type == ATRIUM_BLOCK_HEADING)
    return FALSE;

  return known * 2 > all;
}

/* "Lecturer in Glaciology" below the name: what the person is, and not a title */
static gboolean
is_tagline (Outline              *self,
            AtriumBlock          *heading,
            const OutlineSection *section,
            guint                 index)
{
  AtriumKind kind;

  return index == section->first && section->heading != NULL && heading->level > section->heading->level &&
         heading->level < ATRIUM_BLOCK_LEVEL_BOLD && !title_kind (heading, &kind) &&
         section->heading->level < ATRIUM_BLOCK_LEVEL_BOLD &&
         atrium_person_is_name (self->profile, section->heading->title);
}

/* Headings below the top level are groups, unless their titles are those of another kind. */
static gboolean
cuts_section (Outline              *self,
              AtriumBlock          *heading,
              const OutlineSection *section,
              guint                 index)
{
  AtriumKind kind;

  if (is_tagline (self, heading, section, index))
    return FALSE;
  /* years group what stands under a title, also where they are as large as that */
  if (atrium_scan_is_years (heading->title, TRUE))
    return FALSE;
  if (heading->level <= self->top && heading->level < ATRIUM_BLOCK_LEVEL_BOLD)
    return TRUE;
  /* a heading closes what stands under one of its own level */
  if (section->heading != NULL && heading->level <= section->heading->level && heading->level < ATRIUM_BLOCK_LEVEL_BOLD)
    return TRUE;
  if (!title_kind (heading, &kind))
    return heading->level <= self->top && section->heading != NULL;
  if (heading->level <= self->top)
    return TRUE;
  if (atrium_scan_count_words (heading->title, 0, strlen (heading->title)) > MAX_SUB_TITLE_WORDS)
    return FALSE;
  if (heading->level == ATRIUM_BLOCK_LEVEL_BOLD && (self->real_headings || self->top != ATRIUM_BLOCK_LEVEL_BOLD))
    return FALSE;
  if (!section->known)
    return index == section->first || kind != ATRIUM_KIND_LIST || (section->heading == NULL && heading->level < ATRIUM_BLOCK_LEVEL_BOLD);
  if (kind == section->kind)
    return FALSE;
  /* a heading in a box of its own stands beside the section, not in it */
  if (heading->first->parent != section->heading->first->parent && heading->tree == section->heading->tree)
    return TRUE;

  return kind != ATRIUM_KIND_LIST && kind != ATRIUM_KIND_BIO && brothers_are_titles (self, index);
}

/* "• News: ..." in an introduction: a list whose items all name one kind */
static gboolean
list_names_kind (Outline     *self,
                 AtriumBlock *block,
                 AtriumKind  *kind)
{
  gboolean any = FALSE;

  if (block->type != ATRIUM_BLOCK_LIST)
    return FALSE;
  for (AtriumNode *n = block->first->first_child; n != NULL; n = n->next)
    {
      g_autofree char *text = NULL;
      char *colon;
      AtriumKind found;

      if (!atrium_node_is_item (n))
        continue;
      text = atrium_node_dup_text (block->tree, n);
      colon = strchr (text, ':');
      if (colon == NULL || colon - text > MAX_LABEL_BYTES)
        return FALSE;
      *colon = '\0';
      if (!atrium_section_kind_from_title (text, &found) || found != ATRIUM_KIND_NEWS)
        return FALSE;
      *kind = found;
      any = TRUE;
    }

  return any;
}

static void
close_section (GArray         *sections,
               OutlineSection *section,
               guint           end)
{
  section->end = end;
  if (section->heading != NULL || section->end > section->first)
    g_array_append_val (sections, *section);
}

/* remarks about the signs behind names, wherever they stand */
static void
read_legend (Outline *self)
{
  for (guint i = 0; i < self->blocks->blocks->len; i++)
    {
      const AtriumBlock *block = get_block (self, i);
      g_autoptr(AtriumFlat) flat = NULL;

      if ((block->type != ATRIUM_BLOCK_PARAGRAPH && block->type != ATRIUM_BLOCK_QUOTE) || atrium_span_length (block->span) > MAX_LEGEND_BYTES)
        continue;
      flat = atrium_block_flatten (block);
      atrium_legend_add (&self->legend, atrium_flat_get_text (flat, NULL));
    }
}

static GArray *
cut_sections (Outline *self)
{
  GArray *sections = g_array_new (FALSE, TRUE, sizeof (OutlineSection));
  OutlineSection section = { .kind = ATRIUM_KIND_BIO };
  guint n_blocks = self->blocks->blocks->len;

  for (guint i = 0; i < n_blocks; i++)
    {
      AtriumBlock *block = get_block (self, i);
      AtriumKind kind;

      if (section.heading == NULL && list_names_kind (self, block, &kind))
        {
          close_section (sections, &section, i);
          section = (OutlineSection) { .first = i, .kind = kind, .known = TRUE };
          close_section (sections, &section, i + 1);
          section = (OutlineSection) { .first = i + 1, .kind = ATRIUM_KIND_BIO };
          continue;
        }
      if (block->type != ATRIUM_BLOCK_HEADING || !cuts_section (self, block, &section, i))
        continue;
      close_section (sections, &section, i);
      section = (OutlineSection) { .heading = block, .first = i + 1 };
      section.known = title_kind (block, &section.kind);
    }
  close_section (sections, &section, n_blocks);

  return sections;
}

/* ---- kinds by content ---- */

typedef struct
{
  guint pieces;
  guint papers;
  guint dated;
  guint degrees;
  guint awards;
  guint roles;
} ContentCount;

static const char *const award_words[] = { "award", "scholarship", "prize", "fellowship", "medal", "honor", "奖", "奖学金", NULL };
static const char *const degree_words[] = { "ph.d", "phd", "master", "bachelor", "b.s", "m.s", "b.sc", "m.sc", "博士", "硕士", "学士", NULL };
static const char *const role_words[] = { "intern", "engineer", "research assistant", "research scientist", "research fellow", "researcher", "professor", "lecturer", "postdoc-", "post-doc-", "实习", "工程师", NULL };

static ContentCount
count_content (AtriumPieces *pieces)
{
  ContentCount count = { 0 };

  for (guint i = 0; i < pieces->pieces->len; i++)
    {
      const AtriumPiece *piece = &g_array_index (pieces->pieces, AtriumPiece, i);
      const char *text = atrium_flat_get_text (piece->flat, NULL);
      g_autoptr(GArray) names = atrium_scan_names (piece->flat, piece->start, piece->end);
      AtriumScannedDate date;

      count.pieces++;
      count.papers += names->len >= 2;
      count.dated += atrium_scan_leading_date (text, piece->start, piece->end, &date);
      count.degrees += atrium_scan_has_word (text, piece->start, piece->end, degree_words);
      count.awards += atrium_scan_has_word (text, piece->start, piece->end, award_words);
      count.roles += atrium_scan_has_word (text, piece->start, piece->end, role_words);
    }

  return count;
}

static gboolean
is_most (guint part,
         guint whole)
{
  return part > 0 && part * 5 >= whole * 3;
}

/* the owner's name above the page, where the settings spell it in another script */
static gboolean
is_wide_name (const char *title)
{
  gsize length = strlen (title);

  return atrium_scan_is_wide (title, 0, length) && g_utf8_strlen (title, -1) <= MAX_WIDE_NAME && atrium_scan_is_name (title, 0, length);
}

static AtriumKind
kind_by_content (Outline              *self,
                 const OutlineSection *section,
                 guint                 index)
{
  g_autoptr(AtriumPieces) pieces = atrium_pieces_cut (self->blocks->blocks, section->first, section->end, ATRIUM_KIND_PUBLICATIONS);
  ContentCount count = count_content (pieces);

  if (section->heading != NULL &&
      (atrium_person_is_name (self->profile, section->heading->title) || (index == 0 && is_wide_name (section->heading->title))))
    return ATRIUM_KIND_BIO;
  if (pieces->n_listed == 0)
    return index == 0 && count.papers < 3 ? ATRIUM_KIND_BIO : count.papers >= 2 && is_most (count.papers, count.pieces) ? ATRIUM_KIND_PUBLICATIONS : index == 0 ? ATRIUM_KIND_BIO : ATRIUM_KIND_TEXT;
  if (is_most (count.papers, count.pieces) && (index > 0 || section->heading != NULL || count.papers >= 2))
    return ATRIUM_KIND_PUBLICATIONS;
  if (is_most (count.degrees, count.pieces) && count.dated > 0)
    return ATRIUM_KIND_EDUCATION;
  if (is_most (count.roles, count.pieces) && count.dated > 0)
    return ATRIUM_KIND_EXPERIENCE;
  if (is_most (count.awards, count.pieces))
    return ATRIUM_KIND_HONORS;
  if (index == 0 && section->heading == NULL)
    return ATRIUM_KIND_BIO;

  return ATRIUM_KIND_LIST;
}

/* ---- entries ---- */

/* Reading the same bytes twice gives the same ids, so that an import can be compared with the
 * last one; the place is part of it, because people write a line twice. */
static char *
make_id (AtriumSource *source,
         AtriumSpan    span)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  const char *text = atrium_source_get_text (source, NULL);
  const char *path = atrium_source_get_path (source);
  guint64 start = GUINT64_TO_LE (span.start);

  g_checksum_update (checksum, (const guchar *) path, (gssize) strlen (path) + 1);
  g_checksum_update (checksum, (const guchar *) &start, sizeof start);
  g_checksum_update (checksum, (const guchar *) text + span.start, (gssize) atrium_span_length (span));

  return g_strndup (g_checksum_get_string (checksum), 10);
}

static void
read_entry (Outline           *self,
            AtriumKind         kind,
            const AtriumPiece *piece,
            AtriumSection     *section,
            AtriumSectionMap  *section_map)
{
  g_autofree char *id = make_id (piece->source, piece->outer);
  g_autoptr(AtriumEntry) entry = atrium_entry_new (kind, id);
  AtriumEntryMap *map = atrium_section_map_add (section_map, id, piece->form, piece->source, piece->outer, piece->inner);
  AtriumReader reader;

  atrium_reader_init (&reader, piece, entry, map->slots, atrium_profile_get_person (self->profile), &self->legend);
  if (piece->group != NULL)
    atrium_entry_set_string (entry, "group", piece->group);

  switch (kind)
    {
    case ATRIUM_KIND_NEWS:
      atrium_read_news (&reader);
      break;
    case ATRIUM_KIND_EXPERIENCE:
      atrium_read_experience (&reader);
      break;
    case ATRIUM_KIND_EDUCATION:
      atrium_read_education (&reader);
      break;
    case ATRIUM_KIND_HONORS:
    case ATRIUM_KIND_GRANTS:
      atrium_read_honor (&reader);
      break;
    case ATRIUM_KIND_TALKS:
      atrium_read_talk (&reader);
      break;
    case ATRIUM_KIND_TEACHING:
      atrium_read_teaching (&reader);
      break;
    case ATRIUM_KIND_SERVICE:
      atrium_read_service (&reader);
      break;
    case ATRIUM_KIND_SKILLS:
      atrium_read_skill (&reader);
      break;
    case ATRIUM_KIND_PROJECTS:
      atrium_read_project (&reader);
      break;
    case ATRIUM_KIND_PUBLICATIONS:
      atrium_read_publication (&reader);
      break;
    case ATRIUM_KIND_PLACES:
      atrium_read_place (&reader);
      break;
    default:
      atrium_read_text (&reader);
    }

  atrium_reader_finish (&reader);
  atrium_reader_clear (&reader);
  atrium_section_append (section, entry);
}

/* a box with a script in it (a visitor map, a timeline) is nothing to read */
static gboolean
is_widget (const OutlineSection *section)
{
  const AtriumNode *box = section->heading != NULL ? section->heading->first->parent : NULL;
  guint nodes = 0;

  if (box == NULL || box->type != ATRIUM_NODE_ELEMENT || g_strcmp0 (box->tag, "body") == 0)
    return FALSE;
  for (const AtriumNode *n = box->first_child; n != NULL && ++nodes < MAX_WIDGET_NODES; n = atrium_node_walk (box, n))
    if (atrium_node_is_element (n, "script") || atrium_node_is_element (n, "iframe"))
      return TRUE;

  return FALSE;
}

/* free text is one entry for what stands together in one file */
static void
read_free_text (Outline              *self,
                const OutlineSection *cut,
                AtriumSection        *section,
                AtriumSectionMap     *map)
{
  for (guint i = cut->first; i < cut->end;)
    {
      const AtriumBlock *first = get_block (self, i);
      const AtriumBlock *last = NULL;
      AtriumSpan span = first->span;
      AtriumSpelling spelling = ATRIUM_SPELLING_MARKDOWN;
      g_autoptr(AtriumEntry) entry = NULL;
      AtriumEntryMap *entry_map;
      g_autofree char *text = NULL;
      g_autofree char *id = NULL;

      while (i < cut->end && get_block (self, i)->tree == first->tree)
        {
          if (get_block (self, i)->type != ATRIUM_BLOCK_RULE)
            last = get_block (self, i);
          i++;
        }
      if (last == NULL)
        continue;
      span.end = MAX (span.end, last->span.end);
      id = make_id (first->source, span);
      entry = atrium_entry_new (ATRIUM_KIND_TEXT, id);
      entry_map = atrium_section_map_add (map, atrium_entry_get_id (entry), ATRIUM_ENTRY_FORM_PARAGRAPH, first->source, span, span);
      /* of one HTML paragraph, the text is what stands between its tags */
      if (first == last && first->first == first->last && first->first->type == ATRIUM_NODE_ELEMENT)
        {
          span = first->first->inner;
          spelling = ATRIUM_SPELLING_HTML_TEXT;
        }
      text = atrium_source_dup_span (first->source, span);
      atrium_entry_set_string (entry, "text", text);
      atrium_slots_add (entry_map->slots, "text", first->source, span, spelling);
      atrium_section_append (section, entry);
    }
}

/* ---- sections ---- */

static void
map_title (AtriumSectionMap  *map,
           const AtriumBlock *heading)
{
  g_autoptr(AtriumFlat) flat = atrium_block_flatten (heading);
  gsize start = 0;
  gsize end;
  const char *text = atrium_flat_get_text (flat, &end);

  atrium_scan_trim (text, &start, &end);
  if (!atrium_flat_get_span (flat, start, end, &map->title, &map->title_spelling))
    map->title = ATRIUM_SPAN_NONE;
}

static void
map_section (Outline              *self,
             const OutlineSection *cut,
             AtriumSectionMap     *map)
{
  AtriumSpan outer = ATRIUM_SPAN_NONE;

  if (cut->heading != NULL)
    {
      outer = cut->heading->span;
      map_title (map, cut->heading);
    }
  map->body = ATRIUM_SPAN (outer.end, outer.end);
  for (guint i = cut->first; i < cut->end; i++)
    {
      const AtriumBlock *block = get_block (self, i);

      if (block->source != map->source || block->type == ATRIUM_BLOCK_RULE)
        continue;
      if (atrium_span_is_none (outer))
        {
          outer = block->span;
          map->body = block->span;
        }
      outer.end = MAX (outer.end, block->span.end);
    }
  map->outer = outer;
  map->body.end = outer.end;
}

/* a page without headings is named by its front matter */
static gboolean
read_front_title (Outline          *self,
                  char            **title,
                  AtriumKind       *kind,
                  AtriumSpan       *span,
                  AtriumSpelling   *spelling)
{
  AtriumTree *tree = g_ptr_array_index (self->blocks->trees, 0);
  g_autoptr(AtriumData) front = _atrium_front_matter_of_tree (tree, NULL);
  AtriumDataNode *node = front != NULL ? atrium_data_get_at (front, "title") : NULL;

  if (node == NULL || node->type != ATRIUM_DATA_SCALAR || node->text == NULL || !atrium_section_kind_from_title (node->text, kind))
    return FALSE;
  *title = g_strdup (node->text);
  *span = node->span;
  *spelling = _atrium_data_spelling (node);

  return TRUE;
}

/* what has motivations and contributions is projects, wherever it stands */
static gboolean
holds_projects (Outline              *self,
                const OutlineSection *section)
{
  guint labels = 0;

  for (guint i = section->first; i < section->end && labels < 2; i++)
    {
      const AtriumBlock *block = get_block (self, i);
      g_autofree char *text = NULL;

      if (block->type != ATRIUM_BLOCK_PARAGRAPH)
        continue;
      text = atrium_node_dup_text (block->tree, block->first);
      labels += g_ascii_strncasecmp (g_strchug (text), "motivation", strlen ("motivation")) == 0;
    }

  return labels >= 2;
}

static void
read_section (Outline        *self,
              OutlineSection *cut,
              guint           index)
{
  g_autoptr(AtriumSection) section = NULL;
  g_autoptr(AtriumPieces) pieces = NULL;
  g_autofree char *title = NULL;
  g_autofree char *id = NULL;
  AtriumSectionMap *map;
  AtriumSpan title_span = ATRIUM_SPAN_NONE;
  AtriumSpelling title_spelling = ATRIUM_SPELLING_YAML;
  const AtriumBlock *first = cut->heading != NULL ? cut->heading : get_block (self, cut->first);

  if (cut->heading != NULL)
    title = g_strdup (cut->heading->title);
  else if (index == 0 && read_front_title (self, &title, &cut->kind, &title_span, &title_spelling))
    {
      cut->known = cut->kind != ATRIUM_KIND_BIO;
      if (!cut->known)
        {
          g_clear_pointer (&title, g_free);
          title_span = ATRIUM_SPAN_NONE;
        }
    }
  if (!cut->known)
    cut->kind = kind_by_content (self, cut, index);
  if ((!cut->known || cut->kind == ATRIUM_KIND_EXPERIENCE) && holds_projects (self, cut))
    cut->kind = ATRIUM_KIND_PROJECTS;

  if (cut->kind != ATRIUM_KIND_TEXT)
    pieces = atrium_pieces_cut (self->blocks->blocks, cut->first, cut->end, cut->kind);
  /* a list without items is text */
  if (cut->kind == ATRIUM_KIND_LIST && pieces->n_listed == 0 && pieces->pieces->len != 0 &&
      g_array_index (pieces->pieces, AtriumPiece, 0).form == ATRIUM_ENTRY_FORM_PARAGRAPH)
    cut->kind = ATRIUM_KIND_TEXT;

  /* a picture before the first heading is no section */
  if (title == NULL && pieces != NULL && pieces->pieces->len == 0)
    return;

  id = make_id (first->source, ATRIUM_SPAN (first->span.start, first->span.start));
  section = atrium_section_new (cut->kind, id, title != NULL ? title : "");
  atrium_section_set_page (section, self->page);
  map = atrium_map_add_section (self->map, atrium_section_get_id (section), first->source);
  map_section (self, cut, map);
  if (!atrium_span_is_none (title_span) && first->tree == g_ptr_array_index (self->blocks->trees, 0))
    {
      map->title = title_span;
      map->title_spelling = title_spelling;
    }

  if (cut->kind == ATRIUM_KIND_TEXT && !is_widget (cut))
    read_free_text (self, cut, section, map);
  else if (cut->kind != ATRIUM_KIND_TEXT)
    for (guint i = 0; i < pieces->pieces->len; i++)
      read_entry (self, cut->kind, &g_array_index (pieces->pieces, AtriumPiece, i), section, map);

  atrium_profile_append (self->profile, section);
}

/* Front matter that is no YAML is read member by member, and what is no TOML is left unread, but
 * one that is too deep or too large to be read is refused as everywhere. */
static gboolean
check_front_matter (AtriumTree  *tree,
                    GError     **error)
{
  g_autoptr(GError) failed = NULL;
  g_autoptr(AtriumData) front = _atrium_front_matter_of_tree (tree, &failed);

  if (front != NULL || failed == NULL || g_error_matches (failed, ATRIUM_ERROR, ATRIUM_ERROR_SYNTAX))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));

  return FALSE;
}

/**
 * atrium_page_read:
 * @files: the site
 * @path: the page: Markdown, HTML or plain text, by its name
 * @profile: gets the sections
 * @map: gets where they stand
 *
 * Reads one page, with its includes, into sections and entries. Headings at the page's top
 * level cut sections, deeper ones group entries. @profile's person is used to know the
 * owner's name in author lists; where it has no name, the page is searched for it.
 *
 * Returns: FALSE with the error of a reader (%ATRIUM_ERROR_NOT_TEXT, %ATRIUM_ERROR_TOO_DEEP,
 *   %ATRIUM_ERROR_LINK_LOOP, ...); then nothing was added
 */
gboolean
atrium_page_read (AtriumFileTree  *files,
                  const char      *path,
                  AtriumProfile   *profile,
                  AtriumMap       *map,
                  GError         **error)
{
  g_autoptr(AtriumBlocks) blocks = atrium_blocks_collect (files, path, error);
  g_autoptr(GArray) sections = NULL;
  Outline self = { .blocks = blocks, .profile = profile, .map = map, .page = path };

  if (blocks == NULL || !check_front_matter (g_ptr_array_index (blocks->trees, 0), error))
    return FALSE;

  atrium_person_read_page (blocks, profile, map);
  read_legend (&self);
  find_top (&self);
  sections = cut_sections (&self);
  for (guint i = 0; i < sections->len; i++)
    read_section (&self, &g_array_index (sections, OutlineSection, i), i);

  return TRUE;
}
