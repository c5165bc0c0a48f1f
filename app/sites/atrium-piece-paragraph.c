#include "atrium-piece-private.h"

#include "atrium-piece-remark.h"

/* a piece for each line, phrase or paper of a paragraph */
static void
add_cut_paragraph (AtriumCutter       *self,
                   const AtriumBlock  *block,
                   AtriumFlat         *flat,
                   AtriumParagraphCut  cut)
{
  gsize length;
  const char *text = atrium_flat_get_text (flat, &length);
  gsize at = 0;
  AtriumPiece piece = {
    .form = ATRIUM_ENTRY_FORM_LINE,
    .tree = block->tree,
    .source = block->source,
    .first = block->first,
    .last = block->last,
    .container = block->first->parent,
    .flat = flat,
    .group = self->group,
  };

  while (atrium_paragraph_next (cut, text, length, &at, &piece.start, &piece.end))
    {
      if (piece.start >= piece.end || !atrium_flat_get_outer_span (flat, piece.start, piece.end, &piece.outer))
        continue;
      piece.inner = piece.outer;
      g_array_append_val (self->out->pieces, piece);
    }
}

static void
add_paragraph (AtriumCutter      *self,
               const AtriumBlock *block,
               gboolean           alone)
{
  g_autoptr(AtriumFlat) flat = atrium_block_flatten (block);
  gsize length;
  const char *text = atrium_flat_get_text (flat, &length);
  AtriumParagraphCut cut = atrium_paragraph_cut (text, length, self->kind, alone);

  if (cut == ATRIUM_PARAGRAPH_WHOLE)
    _atrium_cutter_add_block (self, ATRIUM_ENTRY_FORM_PARAGRAPH, block);
  else
    add_cut_paragraph (self, block, _atrium_cutter_keep_flat (self, g_steal_pointer (&flat)), cut);
}

/* paragraphs between rules are one entry */
gboolean
_atrium_cutter_rules_divide (AtriumCutter *self,
                             guint         first,
                             guint         end)
{
  guint chunks = 0;
  guint paragraphs = 0;
  guint in_chunk = 0;

  for (guint i = first; i <= end; i++)
    {
      const AtriumBlock *block = i < end ? _atrium_cutter_get_block (self, i) : NULL;

      if (block != NULL && block->type != ATRIUM_BLOCK_RULE)
        {
          in_chunk++;
          continue;
        }
      chunks += in_chunk > 0;
      paragraphs += in_chunk;
      in_chunk = 0;
    }

  return chunks >= 2 && paragraphs > chunks;
}

void
_atrium_cutter_cut_chunks (AtriumCutter *self,
                           guint         first,
                           guint         end)
{
  for (guint i = first; i < end; i++)
    {
      guint start = i;

      while (i < end && _atrium_cutter_get_block (self, i)->type != ATRIUM_BLOCK_RULE)
        i++;
      if (i > start)
        _atrium_cutter_add_blocks (self, start, i);
    }
}

static gboolean
block_has_authors (const AtriumBlock *block)
{
  g_autoptr(AtriumFlat) flat = atrium_block_flatten (block);

  return atrium_remark_has_authors (flat);
}

static gboolean
is_pointer (const AtriumBlock *block)
{
  g_autoptr(AtriumFlat) flat = atrium_block_flatten (block);

  return atrium_remark_is_pointer (flat);
}

static gboolean
is_remark (const AtriumBlock *block)
{
  g_autoptr(AtriumFlat) flat = atrium_block_flatten (block);

  return atrium_remark_is_nothing (flat);
}

static gboolean
block_has_words (const AtriumBlock *block)
{
  g_autoptr(AtriumFlat) flat = atrium_block_flatten (block);

  return atrium_remark_has_words (flat);
}

gboolean
_atrium_cutter_has_words (AtriumCutter *self,
                          guint         first,
                          guint         end)
{
  for (guint i = first; i < end; i++)
    if (block_has_words (_atrium_cutter_get_block (self, i)))
      return TRUE;

  return FALSE;
}

/* a title in a paragraph of its own, and who wrote it in the next one, again and again */
static gboolean
titles_alternate (AtriumCutter *self,
                  guint         first,
                  guint         end)
{
  guint pairs = 0;

  if (self->kind != ATRIUM_KIND_PUBLICATIONS)
    return FALSE;
  for (guint i = first; i < end; i += 2)
    {
      if (i + 1 >= end || _atrium_cutter_get_block (self, i)->type != ATRIUM_BLOCK_PARAGRAPH || _atrium_cutter_get_block (self, i + 1)->type != ATRIUM_BLOCK_PARAGRAPH ||
          block_has_authors (_atrium_cutter_get_block (self, i)) || !block_has_authors (_atrium_cutter_get_block (self, i + 1)))
        return FALSE;
      pairs++;
    }

  return pairs >= 2;
}

void
_atrium_cutter_cut_paragraphs (AtriumCutter *self,
                               guint         first,
                               guint         end)
{
  guint paragraphs = 0;
  guint papers = 0;
  gboolean words = _atrium_cutter_has_words (self, first, end);

  if (titles_alternate (self, first, end))
    {
      for (guint i = first; i < end; i += 2)
        _atrium_cutter_add_blocks (self, i, i + 2);
      return;
    }

  for (guint i = first; i < end; i++)
    if (_atrium_cutter_get_block (self, i)->type == ATRIUM_BLOCK_PARAGRAPH)
      {
        paragraphs++;
        papers += self->kind == ATRIUM_KIND_PUBLICATIONS && block_has_authors (_atrium_cutter_get_block (self, i));
      }

  for (guint i = first; i < end; i++)
    {
      const AtriumBlock *block = _atrium_cutter_get_block (self, i);

      if (block->type != ATRIUM_BLOCK_PARAGRAPH)
        continue;
      if (self->kind != ATRIUM_KIND_LIST && is_pointer (block))
        continue;
      /* a logo beside an entry */
      if (words && !block_has_words (block))
        continue;
      /* among papers, a paragraph without authors is a remark about them */
      if (papers * 2 > paragraphs && is_remark (block))
        continue;
      add_paragraph (self, block, paragraphs == 1);
    }
}
