#include "atrium-yaml.h"

#include <string.h>
#include <yaml.h>

#include "atrium-error.h"
#include "atrium-yaml-private.h"

/* Bounds that no page written by people comes near. */
#define MAX_NODES (4 * 1000 * 1000)
#define NODES_PER_BLOCK 256
#define MAX_MERGES 16

struct _AtriumYaml
{
  AtriumSource *source;
  const char   *text;
  gsize         length;
  AtriumSpan    span;
  GPtrArray    *roots;          /* one a document */
  GPtrArray    *blocks;         /* of AtriumYamlItem */
  guint         n_nodes;
  GStringChunk *strings;
  GError       *problem;        /* why the front matter was read line by line */
};

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

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

static gboolean
is_break (char c)
{
  return c == '\n' || c == '\r';
}

/* --- places in the text ------------------------------------------------ */

/* YAML 1.1 takes U+0085, U+2028 and U+2029 for line ends too */
static gboolean
ends_line (const char *end,
           gsize       length)
{
  if (is_break (end[-1]))
    return TRUE;
  if (length >= 2 && memcmp (end - 2, "\xC2\x85", 2) == 0)
    return TRUE;
  return length >= 3 && (memcmp (end - 3, "\xE2\x80\xA8", 3) == 0 || memcmp (end - 3, "\xE2\x80\xA9", 3) == 0);
}

gsize
_atrium_yaml_line_start (AtriumYaml *self,
                         gsize       offset)
{
  while (offset > self->span.start && !ends_line (self->text + offset, offset - self->span.start))
    offset--;
  return offset;
}

gsize
_atrium_yaml_line_end (AtriumYaml *self,
                       gsize       offset)
{
  while (offset < self->length && !is_break (self->text[offset]))
    offset++;
  return offset;
}

gsize
_atrium_yaml_next_line (AtriumYaml *self,
                        gsize       offset)
{
  offset = _atrium_yaml_line_end (self, offset);
  if (offset < self->length && self->text[offset] == '\r')
    offset++;
  if (offset < self->length && self->text[offset] == '\n')
    offset++;
  return offset;
}

/* in characters, as YAML counts indentation */
guint
_atrium_yaml_column (AtriumYaml *self,
                     gsize       offset)
{
  gsize start = _atrium_yaml_line_start (self, offset);

  return g_utf8_strlen (self->text + start, offset - start);
}

const char *
_atrium_yaml_get_newline (AtriumYaml *self)
{
  const char *newline = memchr (self->text + self->span.start, '\n', self->length - self->span.start);

  if (newline == NULL)
    newline = memchr (self->text, '\n', self->length);
  if (newline != NULL && newline > self->text && newline[-1] == '\r')
    return "\r\n";
  return "\n";
}

/* the indentation that the content of @node has to exceed, -1 at the root */
int
_atrium_yaml_parent_column (AtriumYaml           *self,
                            const AtriumYamlNode *node)
{
  if (node->parent == NULL)
    return -1;
  if (node->parent->type == ATRIUM_YAML_SEQUENCE)
    return _atrium_yaml_column (self, ATRIUM_YAML_ITEM (node)->marker);
  return _atrium_yaml_column (self, ATRIUM_YAML_ITEM (node->parent)->node.span.start);
}

/* how deep one level is indented in this file */
guint
_atrium_yaml_get_step (AtriumYaml *self)
{
  AtriumYamlNode *root = atrium_yaml_get_root (self);
  AtriumYamlNode *child;

  for (child = root != NULL ? root->first_child : NULL; child != NULL; child = child->next)
    {
      if (child->type == ATRIUM_YAML_MAPPING && !child->flow && child->first_child != NULL)
        {
          guint column = _atrium_yaml_column (self, child->span.start);
          guint parent = _atrium_yaml_column (self, root->span.start);

          if (column > parent && column - parent <= 8)
            return column - parent;
        }
    }
  return 2;
}

AtriumSpan
_atrium_yaml_get_span (AtriumYaml *self)
{
  return self->span;
}

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

/* past white space, line ends and comments */
static gsize
skip_space (const char *text,
            gsize       offset,
            gsize       end)
{
  while (offset < end)
    {
      if (is_blank (text[offset]) || is_break (text[offset]))
        offset++;
      else if (text[offset] == '#')
        while (offset < end && !is_break (text[offset]))
          offset++;
      else
        break;
    }
  return offset;
}

/* `{a}` and `? a` have members without one */
gboolean
_atrium_yaml_has_colon (AtriumYaml           *self,
                        const AtriumYamlNode *value)
{
  gsize offset = skip_space (self->text, value->key->span.end, self->span.end);

  if (offset >= self->span.end || self->text[offset] != ':')
    return FALSE;
  return value->parent->flow || offset + 1 == self->span.end
         || is_blank (self->text[offset + 1]) || is_break (self->text[offset + 1]);
}

/* --- building the tree -------------------------------------------------- */

static AtriumYamlNode *
yaml_add_node (AtriumYaml     *self,
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

  while (offset < end && !is_blank (text[offset]) && !is_break (text[offset])
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
      next = skip_space (text, offset, end);
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

  while (end < self->end && is_blank (text[end]))
    end++;
  if (offset < end && text[offset] == ' ' && (end == self->end || is_break (text[end])))
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
      if (offset < end && !is_break (text[offset]))
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

  if (!is_break (text[end - 1]) && ends_line (text + end, end - start))
    return end - (text[end - 1] == '\x85' ? 2 : 3);
  while (end > start && is_break (text[end - 1]))
    {
      gsize last = end;
      gsize line;

      last -= last >= start + 2 && text[last - 1] == '\n' && text[last - 2] == '\r' ? 2 : 1;
      end = last;
      for (line = end; line > start && text[line - 1] == ' '; line--)
        ;
      if (indent == G_MAXSIZE || line == start || !is_break (text[line - 1]) || end - line > indent)
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

  for (; offset < limit && (is_blank (text[offset]) || is_break (text[offset])); offset++)
    {
      if (is_break (text[offset]))
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

  offset = skip_space (text, offset, start);
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
  AtriumYamlNode *node = yaml_add_node (self->yaml, type);
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
      node->span.start = skip_space (self->yaml->text, node->span.start, self->end);
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

  if (self->yaml->n_nodes >= MAX_NODES)
    {
      atrium_set_error_at (error, ATRIUM_ERROR_TOO_LARGE, self->yaml->source, offset,
                           "more than %d YAML values", MAX_NODES);
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
static gboolean
yaml_parse (AtriumYaml  *self,
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

/* --- front matter that is not YAML -------------------------------------- */

/* a line that begins a member of the top level: `word:` at the first column */
static gboolean
is_member_line (const char *text,
                gsize       start,
                gsize       end,
                gsize      *colon)
{
  gsize offset = start;

  while (offset < end && (g_ascii_isalnum (text[offset]) || strchr ("_-. ", text[offset]) != NULL))
    offset++;
  *colon = offset;
  return offset > start && text[start] != ' ' && text[start] != '-' && text[start] != '.'
         && offset < end && text[offset] == ':'
         && (offset + 1 == end || is_blank (text[offset + 1]) || is_break (text[offset + 1]));
}

static AtriumYamlNode *
add_line_scalar (AtriumYaml     *self,
                 AtriumYamlNode *parent,
                 gsize           start,
                 gsize           end)
{
  AtriumYamlNode *node = yaml_add_node (self, ATRIUM_YAML_SCALAR);

  node->parent = parent;
  node->span = ATRIUM_SPAN (start, end);
  node->text = g_string_chunk_insert_len (self->strings, self->text + start, end - start);
  ATRIUM_YAML_ITEM (node)->start = start;
  ATRIUM_YAML_ITEM (node)->marker = start;
  return node;
}

static void
add_member (AtriumYamlNode *mapping,
            AtriumYamlNode *key,
            AtriumYamlNode *value)
{
  key->parent = mapping;
  value->parent = mapping;
  value->key = key;
  value->next = NULL;
  if (mapping->last_child != NULL)
    mapping->last_child->next = value;
  else
    mapping->first_child = value;
  mapping->last_child = value;
}

/* `key: the rest of the line`, whatever that is */
static void
add_line_member (AtriumYaml     *self,
                 AtriumYamlNode *mapping,
                 gsize           start,
                 gsize           colon)
{
  gsize end = _atrium_yaml_line_end (self, colon);
  gsize value = colon + 1;
  gsize key_end = colon;
  AtriumYamlNode *key;

  while (key_end > start && is_blank (self->text[key_end - 1]))
    key_end--;
  while (value < end && is_blank (self->text[value]))
    value++;
  while (end > value && is_blank (self->text[end - 1]))
    end--;
  key = add_line_scalar (self, mapping, start, key_end);
  add_member (mapping, key, add_line_scalar (self, mapping, value, end));
}

/* the members of one run of lines: by the rules of YAML where it follows them */
static void
add_chunk (AtriumYaml     *self,
           AtriumYamlNode *mapping,
           AtriumSpan      span,
           gsize           colon)
{
  guint n_roots = self->roots->len;
  AtriumYamlNode *root, *child, *next;

  if (!yaml_parse (self, span, NULL) || self->roots->len != n_roots + 1)
    {
      g_ptr_array_set_size (self->roots, n_roots);
      add_line_member (self, mapping, span.start, colon);
      return;
    }

  root = g_ptr_array_steal_index (self->roots, n_roots);
  if (root->type != ATRIUM_YAML_MAPPING || root->flow)
    {
      add_line_member (self, mapping, span.start, colon);
      return;
    }
  for (child = root->first_child; child != NULL; child = next)
    {
      next = child->next;
      add_member (mapping, child->key, child);
    }
}

/* Front matter that libyaml refuses, for its Liquid or a stray colon: each member of
 * the top level is read for itself, so that one bad line hides only itself. */
static void
yaml_read_lines (AtriumYaml *self,
                 AtriumSpan  span)
{
  AtriumYamlNode *mapping = yaml_add_node (self, ATRIUM_YAML_MAPPING);
  gsize line, colon;

  g_ptr_array_set_size (self->roots, 0);
  mapping->span = span;
  for (line = span.start; line < span.end && !is_member_line (self->text, line, span.end, &colon);)
    line = _atrium_yaml_next_line (self, line);
  mapping->span.start = line;

  while (line < span.end && self->n_nodes < MAX_NODES)
    {
      gsize next = _atrium_yaml_next_line (self, line);
      gsize next_colon = 0;

      while (next < span.end && !is_member_line (self->text, next, span.end, &next_colon))
        next = _atrium_yaml_next_line (self, next);
      next = MIN (next, span.end);
      add_chunk (self, mapping, ATRIUM_SPAN (line, next), colon);
      line = next;
      colon = next_colon;
    }
  if (mapping->last_child != NULL)
    {
      mapping->span.end = mapping->last_child->span.end;
      g_ptr_array_add (self->roots, mapping);
    }
}

/* --- reading ------------------------------------------------------------ */

/**
 * atrium_yaml_read:
 * @source: a YAML file, or a page with front matter
 * @span: the whole of @source, or what stands between the lines `---`
 * @error: return location
 *
 * Reads YAML 1.1 as libyaml does. A file ends in an error where it is not well-formed.
 * Front matter (@span is a part of @source) is always read: where it is not YAML,
 * because Liquid stands in it or a colon too many, its top-level members are read one
 * by one, and atrium_yaml_get_problem() says what was wrong.
 *
 * Returns: (transfer full) (nullable): the tree, or NULL with ATRIUM_ERROR_SYNTAX,
 *   ATRIUM_ERROR_TOO_DEEP or ATRIUM_ERROR_TOO_LARGE
 */
AtriumYaml *
atrium_yaml_read (AtriumSource  *source,
                  AtriumSpan     span,
                  GError       **error)
{
  g_autoptr(AtriumYaml) self = g_new0 (AtriumYaml, 1);
  gboolean part;

  g_return_val_if_fail (source != NULL, NULL);

  self->source = atrium_source_ref (source);
  self->text = atrium_source_get_text (source, &self->length);
  self->roots = g_ptr_array_new ();
  self->blocks = g_ptr_array_new_with_free_func (g_free);
  self->strings = g_string_chunk_new (4096);

  span.start = MIN (span.start, self->length);
  span.end = CLAMP (span.end, span.start, self->length);
  part = span.start > 0 || span.end < self->length;
  /* the line end before the closing --- decides how a block scalar ends */
  if (part && span.end < self->length && is_break (self->text[span.end]))
    span.end = _atrium_yaml_next_line (self, span.end);
  if (span.start == 0 && span.end >= 3 && memcmp (self->text, "\xEF\xBB\xBF", 3) == 0)
    span.start = 3;
  self->span = span;

  if (!yaml_parse (self, span, &self->problem))
    {
      if (!part || self->problem->code != ATRIUM_ERROR_SYNTAX)
        {
          g_propagate_error (error, g_steal_pointer (&self->problem));
          return NULL;
        }
      yaml_read_lines (self, span);
    }
  return g_steal_pointer (&self);
}

/**
 * atrium_yaml_free:
 * @self: (transfer full): a tree
 *
 * Frees the tree and all its nodes.
 */
void
atrium_yaml_free (AtriumYaml *self)
{
  g_clear_pointer (&self->source, atrium_source_unref);
  g_clear_pointer (&self->roots, g_ptr_array_unref);
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->strings, g_string_chunk_free);
  g_clear_error (&self->problem);
  g_free (self);
}

/**
 * atrium_yaml_get_source:
 * @self: a tree
 *
 * Returns: (transfer none): the source that the spans are in
 */
AtriumSource *
atrium_yaml_get_source (AtriumYaml *self)
{
  return self->source;
}

/**
 * atrium_yaml_get_problem:
 * @self: a tree
 *
 * Returns: (transfer none) (nullable): why front matter was read line by line, or NULL
 *   where it is YAML
 */
const GError *
atrium_yaml_get_problem (AtriumYaml *self)
{
  return self->problem;
}

/**
 * atrium_yaml_get_root:
 * @self: a tree
 *
 * Returns: (transfer none) (nullable): the node of the first document, which is the one
 *   that the generators read; NULL where there is none
 */
AtriumYamlNode *
atrium_yaml_get_root (AtriumYaml *self)
{
  return atrium_yaml_get_document (self, 0);
}

/**
 * atrium_yaml_get_n_documents:
 * @self: a tree
 *
 * Returns: how many documents the stream has
 */
guint
atrium_yaml_get_n_documents (AtriumYaml *self)
{
  return self->roots->len;
}

/**
 * atrium_yaml_get_document:
 * @self: a tree
 * @index: which document
 *
 * Returns: (transfer none) (nullable): the document's node, NULL where there is none or
 *   the document is empty
 */
AtriumYamlNode *
atrium_yaml_get_document (AtriumYaml *self,
                          guint       index)
{
  AtriumYamlNode *node = index < self->roots->len ? g_ptr_array_index (self->roots, index) : NULL;

  if (node != NULL && node->type == ATRIUM_YAML_SCALAR && atrium_span_is_empty (node->span))
    return NULL;
  return node;
}

static AtriumYamlNode *
follow (AtriumYamlNode *node)
{
  return node != NULL && node->type == ATRIUM_YAML_ALIAS ? node->target : node;
}

static AtriumYamlNode *lookup_merged (AtriumYamlNode *mapping,
                                      const char     *key,
                                      guint          *budget);

/* what `<<: *a` or `<<: [*a, *b]` brings in */
static AtriumYamlNode *
lookup_in_merge (AtriumYamlNode *merge,
                 const char     *key,
                 guint          *budget)
{
  AtriumYamlNode *node = follow (merge);
  AtriumYamlNode *item;

  if (node == NULL || *budget == 0)
    return NULL;
  if (node->type != ATRIUM_YAML_SEQUENCE)
    return lookup_merged (node, key, budget);
  for (item = node->first_child; item != NULL; item = item->next)
    {
      AtriumYamlNode *found = lookup_merged (follow (item), key, budget);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static AtriumYamlNode *
lookup_merged (AtriumYamlNode *mapping,
               const char     *key,
               guint          *budget)
{
  AtriumYamlNode *found = NULL;
  AtriumYamlNode *merge = NULL;
  AtriumYamlNode *child;

  if (mapping == NULL || mapping->type != ATRIUM_YAML_MAPPING || *budget == 0)
    return NULL;
  (*budget)--;
  for (child = mapping->first_child; child != NULL; child = child->next)
    {
      AtriumYamlNode *name = follow (child->key);

      if (name == NULL || name->text == NULL || name->type != ATRIUM_YAML_SCALAR)
        continue;
      if (strcmp (name->text, key) == 0)
        found = child;
      else if (strcmp (name->text, "<<") == 0 && name->style == ATRIUM_YAML_PLAIN)
        merge = child;
    }
  return found == NULL && merge != NULL ? lookup_in_merge (merge, key, budget) : found;
}

/**
 * atrium_yaml_lookup:
 * @mapping: (nullable): a node; an alias is followed
 * @key: a key
 *
 * Looks for the last member of that name, as the generators do, then among what merge
 * keys (`<<`) bring in. Takes time linear in the number of members.
 *
 * Returns: (transfer none) (nullable): the value, which may be an alias itself
 */
AtriumYamlNode *
atrium_yaml_lookup (AtriumYamlNode *mapping,
                    const char     *key)
{
  guint budget = MAX_MERGES;

  return lookup_merged (follow (mapping), key, &budget);
}

static AtriumYamlNode *
get_item (AtriumYamlNode *sequence,
          const char     *index)
{
  AtriumYamlNode *child = sequence->first_child;
  guint64 number;

  if (!g_ascii_string_to_unsigned (index, 10, 0, G_MAXUINT32, &number, NULL))
    return NULL;
  while (child != NULL && number-- > 0)
    child = child->next;
  return child;
}

/**
 * atrium_yaml_get_at:
 * @self: a tree
 * @path: keys and indices, `author/name`, `main/0/title`
 *
 * Returns: (transfer none) (nullable): the node in the first document, or NULL
 */
AtriumYamlNode *
atrium_yaml_get_at (AtriumYaml *self,
                    const char *path)
{
  g_auto(GStrv) parts = g_strsplit (path, "/", -1);
  AtriumYamlNode *node = atrium_yaml_get_root (self);
  guint i;

  for (i = 0; parts[i] != NULL && node != NULL; i++)
    {
      AtriumYamlNode *parent = follow (node);

      if (parent == NULL)
        return NULL;
      node = parent->type == ATRIUM_YAML_SEQUENCE ? get_item (parent, parts[i])
                                                  : atrium_yaml_lookup (parent, parts[i]);
    }
  return node;
}

/**
 * atrium_yaml_get_string:
 * @self: a tree
 * @path: keys and indices
 *
 * Returns: (transfer none) (nullable): the text of a scalar; NULL where there is none,
 *   it is empty, or it is null
 */
const char *
atrium_yaml_get_string (AtriumYaml *self,
                        const char *path)
{
  AtriumYamlNode *node = follow (atrium_yaml_get_at (self, path));

  if (node == NULL || node->type != ATRIUM_YAML_SCALAR || node->text[0] == '\0')
    return NULL;
  if (node->style == ATRIUM_YAML_PLAIN
      && (strcmp (node->text, "~") == 0 || strcmp (node->text, "null") == 0
          || strcmp (node->text, "Null") == 0 || strcmp (node->text, "NULL") == 0))
    return NULL;
  return node->text;
}
