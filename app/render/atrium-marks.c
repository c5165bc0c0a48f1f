#include "atrium-marks.h"

#include <string.h>

#include "atrium-bytes.h"
#include "atrium-markers.h"

typedef struct
{
  char           *path;
  gsize           offset;
  guint           index;       /* of the element id, and so of the marker */
  AtriumMarkType  type;
  gboolean        whole_file;
} Mark;

struct _AtriumMarks
{
  gatomicrefcount  ref_count;
  AtriumFileTree  *files;
  GArray          *marks;      /* Mark */
  GPtrArray       *ids;        /* of elements, ended by NULL */
};

static void
mark_clear (gpointer data)
{
  g_free (((Mark *) data)->path);
}

/**
 * atrium_marks_new:
 * @files: the files as they are to be rendered
 *
 * Returns: (transfer full): no marks yet
 */
AtriumMarks *
atrium_marks_new (AtriumFileTree *files)
{
  AtriumMarks *self = g_new0 (AtriumMarks, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->files = atrium_file_tree_ref (files);
  self->marks = g_array_new (FALSE, FALSE, sizeof (Mark));
  g_array_set_clear_func (self->marks, mark_clear);
  self->ids = g_ptr_array_new_null_terminated (32, g_free, TRUE);

  return self;
}

/**
 * atrium_marks_ref:
 *
 * Returns: (transfer full): @self
 */
AtriumMarks *
atrium_marks_ref (AtriumMarks *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * atrium_marks_unref:
 * @self: (transfer full): marks
 */
void
atrium_marks_unref (AtriumMarks *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  atrium_file_tree_unref (self->files);
  g_array_unref (self->marks);
  g_ptr_array_unref (self->ids);
  g_free (self);
}

static void
add (AtriumMarks *self,
     Mark         mark,
     const char  *element_id)
{
  if (self->ids->len >= ATRIUM_MARKERS_MAX || atrium_file_tree_lookup (self->files, mark.path) == NULL)
    {
      mark_clear (&mark);
      return;
    }

  mark.index = self->ids->len;
  g_ptr_array_add (self->ids, g_strdup (element_id));
  g_array_append_val (self->marks, mark);
}

/**
 * atrium_marks_add:
 * @type: what begins there
 * @element_id: the id that its element gets
 * @path: a file of the site
 * @offset: the byte before which its text begins
 *
 * More than %ATRIUM_MARKERS_MAX marks, and those of files that are not there, are passed over.
 */
void
atrium_marks_add (AtriumMarks    *self,
                  AtriumMarkType  type,
                  const char     *element_id,
                  const char     *path,
                  gsize           offset)
{
  g_return_if_fail (self != NULL && element_id != NULL && path != NULL);

  add (self, (Mark) { g_strdup (path), offset, 0, type, FALSE }, element_id);
}

/**
 * atrium_marks_add_file:
 * @element_id: the id that its element gets
 * @path: a file of the site that is an entry as a whole, shown by its title
 */
void
atrium_marks_add_file (AtriumMarks *self,
                       const char  *element_id,
                       const char  *path)
{
  g_return_if_fail (self != NULL && element_id != NULL && path != NULL);

  add (self, (Mark) { g_strdup (path), 0, 0, ATRIUM_MARK_ENTRY, TRUE }, element_id);
}

/**
 * atrium_marks_get_ids:
 * @n_ids: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_ids): the element ids, in the order of the markers
 */
const char *const *
atrium_marks_get_ids (AtriumMarks *self,
                      guint       *n_ids)
{
  *n_ids = self->ids->len;

  return (const char *const *) self->ids->pdata;
}

static int
compare_marks (gconstpointer a,
               gconstpointer b)
{
  const Mark *first = a;
  const Mark *second = b;
  int order = strcmp (first->path, second->path);

  if (order != 0)
    return order;
  if (first->whole_file != second->whole_file)
    return first->whole_file ? 1 : -1;
  return (first->offset > second->offset) - (first->offset < second->offset);
}

/* the marks of one file, in the order in which they stand in it */
static void
mark_file (AtriumFileTree *texts,
           AtriumFileTree *files,
           const Mark     *marks,
           guint           n_marks)
{
  g_autofree gsize *offsets = g_new (gsize, n_marks);
  g_autofree guint *indices = g_new (guint, n_marks);
  GBytes *bytes = atrium_file_tree_lookup (files, marks[0].path);
  gsize length;
  const char *text = atrium_bytes_get_text (bytes, &length);
  char *marked;

  for (guint i = 0; i < n_marks; i++)
    {
      if (marks[i].offset > length)
        return;
      offsets[i] = marks[i].offset;
      indices[i] = marks[i].index;
    }

  marked = g_utf8_validate_len (text, length, NULL) ? atrium_markers_insert (text, length, offsets, indices, n_marks) : NULL;
  if (marked != NULL)
    {
      g_autoptr(GBytes) taken = g_bytes_new_take (marked, strlen (marked));

      atrium_file_tree_set (texts, marks[0].path, taken);
    }
}

/**
 * atrium_marks_dup_texts:
 *
 * Returns: (transfer full): the files that have marks, with a marker at each
 */
AtriumFileTree *
atrium_marks_dup_texts (AtriumMarks *self)
{
  AtriumFileTree *texts = atrium_file_tree_new ();
  g_autoptr(GArray) sorted = g_array_copy (self->marks);
  const Mark *marks = (const Mark *) (gpointer) sorted->data;

  /* the copy has no clear function of its own: the paths stay those of @self */
  g_array_set_clear_func (sorted, NULL);
  g_array_sort (sorted, compare_marks);
  for (guint i = 0, end; i < sorted->len; i = end)
    {
      end = i + 1;
      while (end < sorted->len && !marks[end].whole_file && g_str_equal (marks[end].path, marks[i].path))
        end++;
      if (!marks[i].whole_file)
        mark_file (texts, self->files, marks + i, end - i);
    }

  return texts;
}

/**
 * atrium_marks_dup_headings:
 *
 * Returns: (transfer full): the markers that stand in headings
 */
char *
atrium_marks_dup_headings (AtriumMarks *self)
{
  GString *headings = g_string_new (NULL);

  for (guint i = 0; i < self->marks->len; i++)
    {
      const Mark *mark = &g_array_index (self->marks, Mark, i);

      if (mark->type == ATRIUM_MARK_HEADING)
        g_string_append_unichar (headings, atrium_markers_get_character (mark->index));
    }

  return g_string_free_and_steal (headings);
}

/**
 * atrium_marks_dup_titles:
 *
 * Returns: (transfer full) (element-type utf8 utf8): the marker of each file that is an entry
 */
GHashTable *
atrium_marks_dup_titles (AtriumMarks *self)
{
  GHashTable *titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < self->marks->len; i++)
    {
      const Mark *mark = &g_array_index (self->marks, Mark, i);
      char marker[7] = { 0 };

      if (!mark->whole_file)
        continue;
      g_unichar_to_utf8 (atrium_markers_get_character (mark->index), marker);
      g_hash_table_replace (titles, g_strdup (mark->path), g_strdup (marker));
    }

  return titles;
}

/* up to the value of the front matter's title, in YAML, TOML and JSON */
static const char *const title_patterns[] = {
  "\\A---\\s*?\\n(?:(?!---|\\.\\.\\.).*\\n)*?title:[ \\t]+[\"']?(?=[^\\s\"'|>&*!\\[{#])",
  "\\A\\+\\+\\+\\s*?\\n(?:(?!\\+\\+\\+|\\[).*\\n)*?title[ \\t]*=[ \\t]*[\"'](?=[^\"'])",
  "\\A\\{[^{\\[]*?\"title\"\\s*:\\s*\"(?=[^\"\\\\])",
};

static gboolean
find_title (const char *text,
            gsize      *offset)
{
  static GRegex *regexes[G_N_ELEMENTS (title_patterns)];

  for (gsize i = 0; i < G_N_ELEMENTS (title_patterns); i++)
    {
      g_autoptr(GMatchInfo) match = NULL;
      int end;

      if (g_once_init_enter_pointer (&regexes[i]))
        g_once_init_leave_pointer (&regexes[i], g_regex_new (title_patterns[i], G_REGEX_OPTIMIZE, 0, NULL));
      if (!g_regex_match (regexes[i], text, 0, &match))
        continue;
      g_match_info_fetch_pos (match, 0, NULL, &end);
      *offset = (gsize) end;
      return TRUE;
    }

  return FALSE;
}

/**
 * atrium_marks_dup_titled_texts:
 *
 * As atrium_marks_dup_titles(), for generators that have to read the marker in the file itself.
 *
 * Returns: (transfer full): the files that are entries, with a marker before the title in their
 *   front matter; those without a title are not there
 */
AtriumFileTree *
atrium_marks_dup_titled_texts (AtriumMarks *self)
{
  AtriumFileTree *texts = atrium_file_tree_new ();

  for (guint i = 0; i < self->marks->len; i++)
    {
      const Mark *mark = &g_array_index (self->marks, Mark, i);
      AtriumSource *source = mark->whole_file ? atrium_file_tree_get_source (self->files, mark->path, NULL) : NULL;
      Mark at_title = *mark;

      if (source != NULL && find_title (atrium_source_get_text (source, NULL), &at_title.offset))
        mark_file (texts, self->files, &at_title, 1);
    }

  return texts;
}
