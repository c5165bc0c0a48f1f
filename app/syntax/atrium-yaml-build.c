/* The tree of YAML out of libyaml's events, with the bytes of each node. */

#include <string.h>
#include <yaml.h>

#include "atrium-error.h"
#include "atrium-yaml-private.h"

#define NODES_PER_BLOCK 256

/* libyaml counts characters; every 32nd is remembered with its byte offset. */
#define CHARACTERS_PER_MARK 32

typedef struct
{
  AtriumYaml *yaml;
  gsize       base;
  gsize       end;
  GArray     *marks;            /* of gsize; NULL where all is ASCII */
  GPtrArray  *open;             /* AtriumYamlNode, the collections around */
  GPtrArray  *keys;             /* AtriumYamlNode or NULL, beside each of them */
  GHashTable *anchors;
} Builder;

/* --- from characters to bytes ------------------------------------------ */

static void
builder_index (Builder *self)
{
  const char *text = self->yaml->text;
  gsize offset = self->base;
  gsize count = 0;

  while (offset < self->end && (guchar) text[offset] < 0x80)
    offset++;
  if (offset == self->end)
    return;

  self->marks = g_array_new (FALSE, FALSE, sizeof (gsize));
  for (offset = self->base; offset < self->end; count++)
    {
      if (count % CHARACTERS_PER_MARK == 0)
        g_array_append_val (self->marks, offset);
      offset += g_utf8_skip[(guchar) text[offset]];
    }
}

static gsize
builder_locate (Builder           *self,
                const yaml_mark_t *mark)
{
  gsize offset, rest;

  if (self->marks == NULL)
    return MIN (self->base + mark->index, self->end);
  if (mark->index / CHARACTERS_PER_MARK >= self->marks->len)
    return self->end;

  offset = g_array_index (self->marks, gsize, mark->index / CHARACTERS_PER_MARK);
  for (rest = mark->index % CHARACTERS_PER_MARK; rest > 0 && offset < self->end; rest--)
    offset += g_utf8_skip[(guchar) self->yaml->text[offset]];
  return MIN (offset, self->end);
}

/* --- building the tree -------------------------------------------------- */

AtriumYamlNode *
_atrium_yaml_add_node (AtriumYaml     *self,
                       AtriumYamlType  type)
{
  AtriumYamlItem *block;

  if (self->n_nodes % NODES_PER_BLOCK == 0)
    g_ptr_array_add (self->blocks, g_new0 (AtriumYamlItem, NODES_PER_BLOCK));
  block = g_ptr_array_index (self->blocks, self->blocks->len - 1);
  block += self->n_nodes++ % NODES_PER_BLOCK;
  block->node.type = type;
  return &block->node;
}

static gsize
skip_anchor (const char *text,
             gsize       offset,
             gsize       end)
{
  while (offset < end && (g_ascii_isalnum (text[offset]) || text[offset] == '_' || text[offset] == '-'))
    offset++;
  return offset;
}

static gsize
skip_tag (const char *text,
          gsize       offset,
          gsize       end)
{
  gboolean verbatim = offset < end && text[offset] == '<';

  while (offset < end && !_atrium_yaml_is_blank (text[offset]) && !_atrium_yaml_is_break (text[offset])
         && (verbatim || strchr (",[]{}", text[offset]) == NULL))
    offset++;
  return offset;
}

/* past an anchor and a tag; stays right behind them where nothing follows */
static gsize
skip_properties (const char *text,
                 gsize       offset,
                 gsize       end)
{
  while (offset < end && (text[offset] == '&' || text[offset] == '!'))
    {
      gsize next = offset + 1;

      if (text[offset] == '&')
        offset = skip_anchor (text, next, end);
      else
        offset = skip_tag (text, next, end);
      next = _atrium_yaml_skip_space (text, offset, end);
      if (next >= end)
        break;
      offset = next;
    }
  return offset;
}

/* An empty value stands right behind its colon or dash, or one space further where
 * the line ends there. */
static gsize
empty_place (Builder *self,
             gsize    offset)
{
  const char *text = self->yaml->text;
  gsize end = offset;

  while (end < self->end && _atrium_yaml_is_blank (text[end]))
    end++;
  if (offset < end && text[offset] == ' ' && (end == self->end || _atrium_yaml_is_break (text[end])))
    return offset + 1;
  return offset;
}

/* the indentation of a block scalar's content, from its first line that is not empty */
static gsize
block_indent (const char *text,
              gsize       start,
              gsize       end)
{
  gsize line = start;

  while (line < end)
    {
      gsize offset;

      while (line < end && text[line] != '\n')
        line++;
      offset = ++line;
      while (offset < end && text[offset] == ' ')
        offset++;
      if (offset < end && !_atrium_yaml_is_break (text[offset]))
        return offset - line;
    }
  return 0;
}

/* The line ends after a block scalar belong to it only where it keeps them: the span
 * ends with the last line of content, before that line's end. */
static gsize
block_end (const char *text,
           gsize       start,
           gsize       end)
{
  const char *header_end = memchr (text + start, '\n', end - start);
  gsize header = header_end != NULL ? (gsize) (header_end - text) : end;
  gsize indent = block_indent (text, start, end);
  gsize indicator;

  for (indicator = start + 1; indicator < header && indicator < start + 3; indicator++)
    if (text[indicator] == '+')
      indent = G_MAXSIZE;

  if (!_atrium_yaml_is_break (text[end - 1]) && _atrium_yaml_ends_line (text + end, end - start))
    return end - (text[end - 1] == '\x85' ? 2 : 3);
  while (end > start && _atrium_yaml_is_break (text[end - 1]))
    {
      gsize last = end;
      gsize line;

      last -= last >= start + 2 && text[last - 1] == '\n' && text[last - 2] == '\r' ? 2 : 1;
      end = last;
      for (line = end; line > start && text[line - 1] == ' '; line--)
        ;
      if (indent == G_MAXSIZE || line == start || !_atrium_yaml_is_break (text[line - 1]) || end - line > indent)
        break;
      end = line;
    }
  return end;
}

/* Below a plain scalar, and only there, libyaml lets blank lines hold tabs: such lines go
 * with it, since it may become another scalar. */
static gsize
plain_end (const char *text,
           gsize       end,
           gsize       limit)
{
  gsize offset = end;
  gboolean below = FALSE;
  gboolean tab = FALSE;

  for (; offset < limit && (_atrium_yaml_is_blank (text[offset]) || _atrium_yaml_is_break (text[offset])); offset++)
    {
      if (_atrium_yaml_is_break (text[offset]))
        {
          if (tab)
            end = offset;
          below = TRUE;
          tab = FALSE;
        }
      tab |= below && text[offset] == '\t';
    }
  return offset == limit && tab ? limit : end;
}

/* the `-` of a block sequence's next item */
static gsize
builder_find_dash (Builder              *self,
                   const AtriumYamlNode *sequence,
                   const AtriumYamlNode *last,
                   gsize                 start)
{
  const char *text = self->yaml->text;
  gsize offset = last != NULL ? last->span.end : sequence->span.start;

  offset = _atrium_yaml_skip_space (text, offset, start);
  return offset < start && text[offset] == '-' ? offset : start;
}

static void
builder_attach (Builder        *self,
                AtriumYamlNode *node)
{
  AtriumYamlNode *parent;
  AtriumYamlNode **key;
  AtriumYamlNode *last;

  if (self->open->len == 0)
    {
      g_ptr_array_add (self->yaml->roots, node);
      return;
    }

  parent = g_ptr_array_index (self->open, self->open->len - 1);
  key = (AtriumYamlNode **) &g_ptr_array_index (self->keys, self->keys->len - 1);
  node->parent = parent;
  if (parent->type == ATRIUM_YAML_MAPPING && *key == NULL)
    {
      *key = node;
      return;
    }

  last = parent->last_child;
  if (parent->type == ATRIUM_YAML_SEQUENCE && !parent->flow)
    ATRIUM_YAML_ITEM (node)->marker = builder_find_dash (self, parent, last, ATRIUM_YAML_ITEM (node)->start);
  node->key = g_steal_pointer (key);
  if (last != NULL)
    last->next = node;
  else
    parent->first_child = node;
  parent->last_child = node;
}

static AtriumYamlNode *
builder_add (Builder            *self,
             AtriumYamlType      type,
             const yaml_event_t *event,
             const yaml_char_t  *anchor)
{
  AtriumYamlNode *node = _atrium_yaml_add_node (self->yaml, type);
  gsize start = builder_locate (self, &event->start_mark);
  gsize end = builder_locate (self, &event->end_mark);

  ATRIUM_YAML_ITEM (node)->start = start;
  ATRIUM_YAML_ITEM (node)->marker = start;
  node->span.start = type == ATRIUM_YAML_ALIAS ? start : skip_properties (self->yaml->text, start, end);
  node->span.end = MAX (end, node->span.start);
  if (anchor != NULL)
    g_hash_table_replace (self->anchors, g_strdup ((const char *) anchor), node);
  return node;
}

static AtriumYamlStyle
style_of_event (const yaml_event_t *event)
{
  switch (event->data.scalar.style)
    {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
      return ATRIUM_YAML_SINGLE_QUOTED;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
      return ATRIUM_YAML_DOUBLE_QUOTED;
    case YAML_LITERAL_SCALAR_STYLE:
      return ATRIUM_YAML_LITERAL;
    case YAML_FOLDED_SCALAR_STYLE:
      return ATRIUM_YAML_FOLDED;
    case YAML_ANY_SCALAR_STYLE:
    case YAML_PLAIN_SCALAR_STYLE:
    default:
      return ATRIUM_YAML_PLAIN;
    }
}

static void
builder_add_scalar (Builder            *self,
                    const yaml_event_t *event)
{
  AtriumYamlNode *node = builder_add (self, ATRIUM_YAML_SCALAR, event, event->data.scalar.anchor);

  node->style = style_of_event (event);
  node->text = g_string_chunk_insert_len (self->yaml->strings,
                                          (const char *) event->data.scalar.value,
                                          event->data.scalar.length);
  if (node->style == ATRIUM_YAML_LITERAL || node->style == ATRIUM_YAML_FOLDED)
    node->span.end = block_end (self->yaml->text, node->span.start, node->span.end);
  else if (node->style == ATRIUM_YAML_PLAIN && event->data.scalar.length == 0)
    {
      node->span.start = empty_place (self, node->span.end);
      node->span.end = node->span.start;
    }
  else if (node->style == ATRIUM_YAML_PLAIN)
    node->span.end = plain_end (self->yaml->text, node->span.end, self->end);
  builder_attach (self, node);
  /* `? key` without a colon, in a block: the value would come on the next line */
  if (atrium_span_is_empty (node->span) && node->key != NULL && !node->parent->flow
      && !_atrium_yaml_has_colon (self->yaml, node))
    node->span = ATRIUM_SPAN (node->key->span.end, node->key->span.end);
}

static void
builder_add_alias (Builder            *self,
                   const yaml_event_t *event)
{
  AtriumYamlNode *node = builder_add (self, ATRIUM_YAML_ALIAS, event, NULL);
  const char *name = (const char *) event->data.alias.anchor;

  node->text = g_string_chunk_insert (self->yaml->strings, name);
  node->target = g_hash_table_lookup (self->anchors, name);
  builder_attach (self, node);
}

static void
builder_open_collection (Builder            *self,
                         const yaml_event_t *event)
{
  gboolean mapping = event->type == YAML_MAPPING_START_EVENT;
  AtriumYamlNode *node = builder_add (self,
                                      mapping ? ATRIUM_YAML_MAPPING : ATRIUM_YAML_SEQUENCE,
                                      event,
                                      mapping ? event->data.mapping_start.anchor
                                              : event->data.sequence_start.anchor);

  node->flow = mapping ? event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
                       : event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
  /* a block collection begins with the first thing that it holds */
  if (!node->flow)
    {
      node->span.start = _atrium_yaml_skip_space (self->yaml->text, node->span.start, self->end);
      node->span.end = node->span.start;
    }
  builder_attach (self, node);
  g_ptr_array_add (self->open, node);
  g_ptr_array_add (self->keys, NULL);
}

static void
builder_close_collection (Builder            *self,
                          const yaml_event_t *event)
{
  AtriumYamlNode *node = g_ptr_array_index (self->open, self->open->len - 1);

  g_ptr_array_set_size (self->open, self->open->len - 1);
  g_ptr_array_set_size (self->keys, self->keys->len - 1);
  if (node->flow)
    node->span.end = builder_locate (self, &event->end_mark);
  else if (node->last_child != NULL)
    node->span.end = MAX (node->last_child->span.end, node->span.start);
}

static gboolean
builder_check (Builder            *self,
               const yaml_event_t *event,
               GError            **error)
{
  gsize offset = builder_locate (self, &event->start_mark);

  if (self->yaml->n_nodes >= ATRIUM_YAML_MAX_NODES)
    {
      atrium_set_error_at (error, ATRIUM_ERROR_TOO_LARGE, self->yaml->source, offset,
                           "more than %d YAML values", ATRIUM_YAML_MAX_NODES);
      return FALSE;
    }
  if (self->open->len > ATRIUM_YAML_MAX_DEPTH)
    {
      atrium_set_error_at (error, ATRIUM_ERROR_TOO_DEEP, self->yaml->source, offset,
                           "YAML nested deeper than %d", ATRIUM_YAML_MAX_DEPTH);
      return FALSE;
    }
  return TRUE;
}

static gboolean
builder_take (Builder            *self,
              const yaml_event_t *event,
              GError            **error)
{
  if (!builder_check (self, event, error))
    return FALSE;

  switch (event->type)
    {
    case YAML_DOCUMENT_START_EVENT:
      g_hash_table_remove_all (self->anchors);
      break;
    case YAML_SCALAR_EVENT:
      builder_add_scalar (self, event);
      break;
    case YAML_ALIAS_EVENT:
      builder_add_alias (self, event);
      break;
    case YAML_SEQUENCE_START_EVENT:
    case YAML_MAPPING_START_EVENT:
      builder_open_collection (self, event);
      break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
      builder_close_collection (self, event);
      break;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_END_EVENT:
    default:
      break;
    }
  return TRUE;
}

static void
builder_set_error (Builder             *self,
                   const yaml_parser_t *parser,
                   GError             **error)
{
  gsize offset = builder_locate (self, &parser->problem_mark);

  if (parser->error == YAML_READER_ERROR)
    offset = MIN (self->base + parser->problem_offset, self->end);
  atrium_set_error_at (error,
                       parser->error == YAML_MEMORY_ERROR ? ATRIUM_ERROR_TOO_LARGE : ATRIUM_ERROR_SYNTAX,
                       self->yaml->source, offset, "%s%s%s",
                       parser->problem != NULL ? parser->problem : "not YAML",
                       parser->context != NULL ? " " : "",
                       parser->context != NULL ? parser->context : "");
}

static gboolean
builder_run (Builder        *self,
             yaml_parser_t  *parser,
             GError        **error)
{
  for (;;)
    {
      yaml_event_t event;
      gboolean taken, ended;

      if (!yaml_parser_parse (parser, &event))
        {
          builder_set_error (self, parser, error);
          return FALSE;
        }
      taken = builder_take (self, &event, error);
      ended = event.type == YAML_STREAM_END_EVENT;
      yaml_event_delete (&event);
      if (!taken || ended)
        return taken;
    }
}

/* reads @span as a stream of documents, which are added to the roots */
gboolean
_atrium_yaml_parse (AtriumYaml  *self,
                    AtriumSpan   span,
                    GError     **error)
{
  Builder builder = { .yaml = self, .base = span.start, .end = span.end };
  yaml_parser_t parser;
  gboolean done;

  if (!yaml_parser_initialize (&parser))
    {
      atrium_set_error_at (error, ATRIUM_ERROR_TOO_LARGE, self->source, span.start, "no memory");
      return FALSE;
    }

  builder.open = g_ptr_array_new ();
  builder.keys = g_ptr_array_new ();
  builder.anchors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  builder_index (&builder);
  yaml_parser_set_encoding (&parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string (&parser, (const guchar *) self->text + span.start, span.end - span.start);
  done = builder_run (&builder, &parser, error);

  yaml_parser_delete (&parser);
  g_clear_pointer (&builder.marks, g_array_unref);
  g_ptr_array_unref (builder.open);
  g_ptr_array_unref (builder.keys);
  g_hash_table_unref (builder.anchors);
  return done;
}
