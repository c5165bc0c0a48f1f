#include "atrium-liquid.h"

#include <string.h>

#include "atrium-file-tree.h"

typedef struct
{
  const char *text;
  gsize       length;
  gsize       offset;
  gboolean    no_tag_end;       /* no %} from here on: they are not looked for again */
  gboolean    no_output_end;
  gboolean    no_endraw;
  GArray     *tags;
} Scanner;

static gboolean
is_space (char c)
{
  return g_ascii_isspace (c);
}

static gsize
skip_space (const Scanner *self,
            gsize          offset,
            gsize          end)
{
  while (offset < end && is_space (self->text[offset]))
    offset++;
  return offset;
}

/* the offset of @pattern, or G_MAXSIZE */
static gsize
find (const Scanner *self,
      gsize          offset,
      const char    *pattern)
{
  const char *found = g_strstr_len (self->text + offset, self->length - offset, pattern);

  return found != NULL ? (gsize) (found - self->text) : G_MAXSIZE;
}

/* the next {% or {{ */
static gsize
find_opening (const Scanner *self,
              gsize          offset)
{
  while (offset + 1 < self->length)
    {
      const char *brace = memchr (self->text + offset, '{', self->length - offset - 1);

      if (brace == NULL)
        break;
      offset = brace - self->text;
      if (brace[1] == '%' || brace[1] == '{')
        return offset;
      offset++;
    }
  return G_MAXSIZE;
}

static AtriumLiquidTag
parse_tag (const Scanner *self,
           AtriumSpan     outer)
{
  AtriumLiquidTag tag = { .outer = outer, .name = g_intern_static_string ("") };
  gsize start = outer.start + 2;
  gsize end = outer.end - 2;

  if (start < end && self->text[start] == '-')
    start++;
  if (start < end && self->text[end - 1] == '-')
    end--;
  start = skip_space (self, start, end);
  while (end > start && is_space (self->text[end - 1]))
    end--;

  tag.output = self->text[outer.start + 1] == '{';
  tag.inner = ATRIUM_SPAN (start, end);
  tag.argument = tag.inner;
  if (!tag.output)
    {
      gsize word = start;
      g_autofree char *name = NULL;

      if (word < end && self->text[word] == '#')
        word++;
      else
        while (word < end && (g_ascii_isalnum (self->text[word]) || self->text[word] == '_'))
          word++;
      name = g_strndup (self->text + start, word - start);
      tag.name = g_intern_string (name);
      tag.argument.start = skip_space (self, word, end);
    }
  return tag;
}

/* Liquid takes the nearest end, whatever stands between. */
static gboolean
scan_tag (Scanner *self,
          gsize    start)
{
  gboolean output = self->text[start + 1] == '{';
  gboolean *none = output ? &self->no_output_end : &self->no_tag_end;
  gsize end = *none ? G_MAXSIZE : find (self, start + 2, output ? "}}" : "%}");
  AtriumLiquidTag tag;

  if (end == G_MAXSIZE)
    {
      *none = TRUE;
      return FALSE;
    }
  tag = parse_tag (self, ATRIUM_SPAN (start, end + 2));
  g_array_append_val (self->tags, tag);
  self->offset = end + 2;
  return TRUE;
}

/* from {% raw %} to its end, where nothing is a tag */
static void
scan_raw (Scanner *self)
{
  gsize offset = self->no_endraw ? G_MAXSIZE : find (self, self->offset, "{%");

  for (; offset != G_MAXSIZE; offset = find (self, offset + 2, "{%"))
    {
      gsize word = offset + 2;

      if (word < self->length && self->text[word] == '-')
        word++;
      word = skip_space (self, word, self->length);
      if (self->length - word >= 6 && memcmp (self->text + word, "endraw", 6) == 0)
        break;
    }
  if (offset == G_MAXSIZE)
    self->no_endraw = TRUE;
  else
    self->offset = offset;
}

/* takes out what stands between {% comment %} and its {% endcomment %} */
static GArray *
drop_comments (GArray *tags)
{
  static const char *comment, *endcomment;
  g_autoptr(GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint *ends = g_new0 (guint, tags->len + 1);
  GArray *kept = g_array_new (FALSE, TRUE, sizeof (AtriumLiquidTag));
  guint i;

  comment = g_intern_static_string ("comment");
  endcomment = g_intern_static_string ("endcomment");
  for (i = 0; i < tags->len; i++)
    {
      const AtriumLiquidTag *tag = &g_array_index (tags, AtriumLiquidTag, i);

      if (tag->name == comment)
        g_array_append_val (open, i);
      else if (tag->name == endcomment && open->len > 0)
        {
          ends[g_array_index (open, guint, open->len - 1)] = i;
          g_array_set_size (open, open->len - 1);
        }
    }
  for (i = 0; i < tags->len; i++)
    {
      g_array_append_val (kept, g_array_index (tags, AtriumLiquidTag, i));
      if (ends[i] > i)
        i = ends[i] - 1;
    }
  return kept;
}

/**
 * atrium_liquid_scan:
 * @source: a page
 *
 * Finds the Liquid tags and outputs as Liquid's own tokenizer does: a tag ends with the
 * nearest `%}`, one without an end is text. What stands in `raw` and `comment` is not
 * looked at; their opening and closing tags are there. A `comment` without an end hides
 * nothing. Takes time linear in the size.
 *
 * Returns: (transfer full) (element-type AtriumLiquidTag): the tags in order
 */
GArray *
atrium_liquid_scan (AtriumSource *source)
{
  g_autoptr(GArray) tags = g_array_new (FALSE, TRUE, sizeof (AtriumLiquidTag));
  const char *raw = g_intern_static_string ("raw");
  Scanner scanner = { .tags = tags };
  gsize start;

  g_return_val_if_fail (source != NULL, NULL);

  scanner.text = atrium_source_get_text (source, &scanner.length);
  while ((start = find_opening (&scanner, scanner.offset)) != G_MAXSIZE)
    {
      if (!scan_tag (&scanner, start))
        scanner.offset = start + 1;
      else if (g_array_index (tags, AtriumLiquidTag, tags->len - 1).name == raw)
        scan_raw (&scanner);
    }
  return drop_comments (tags);
}

/* the folder of @path and then @name, without `.` and `..`; NULL where that leads out */
static char *
resolve (const char *path,
         const char *name)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *joined = g_strconcat (folder, "/", name, NULL);
  g_auto(GStrv) parts = g_strsplit (joined, "/", -1);
  g_autoptr(GPtrArray) kept = g_ptr_array_new ();
  guint i;

  for (i = 0; parts[i] != NULL; i++)
    {
      if (strcmp (parts[i], "..") == 0)
        {
          if (kept->len == 0)
            return NULL;
          g_ptr_array_set_size (kept, kept->len - 1);
        }
      else if (parts[i][0] != '\0' && strcmp (parts[i], ".") != 0)
        {
          g_ptr_array_add (kept, parts[i]);
        }
    }
  if (kept->len == 0)
    return NULL;
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("/", (char **) kept->pdata);
}

/**
 * atrium_liquid_get_include:
 * @source: the page that @tag is in
 * @tag: a tag of it
 *
 * Says which file Jekyll's `{% include_relative file.md %}` brings in.
 *
 * Returns: (transfer full) (nullable): its path in the site; NULL for any other tag, for a
 *   path that a variable makes, and for one that leads out of the site
 */
char *
atrium_liquid_get_include (AtriumSource          *source,
                           const AtriumLiquidTag *tag)
{
  const char *text = atrium_source_get_text (source, NULL);
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  gsize end = tag->argument.start;

  if (tag->output || strcmp (tag->name, "include_relative") != 0)
    return NULL;
  while (end < tag->argument.end && !is_space (text[end]))
    end++;
  name = g_strndup (text + tag->argument.start, end - tag->argument.start);
  /* Jekyll's own list of what a file name may hold, and letters of any script */
  if (name[0] == '\0' || name[0] == '/' || strpbrk (name, "\"'`{}|\\<>*?:$&;=!") != NULL)
    return NULL;
  path = resolve (atrium_source_get_path (source), name);
  return path != NULL && atrium_file_tree_is_safe_path (path) ? g_steal_pointer (&path) : NULL;
}
