#include "atrium-diff.h"

#include <string.h>

/*
 * Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), in linear space. Where two
 * versions have too little in common to be worth the time, the rest is given as replaced.
 */

#define CONTEXT_LINES 3

/* edits after which the search for the shortest script gives up */
#define MAX_COST 2000

typedef struct
{
  const char **lines;       /* not NUL-terminated */
  gsize *lengths;           /* with the line end */
  guint *symbols;           /* equal lines have equal ones */
  gboolean *changed;
  guint n;
} Version;

typedef struct
{
  Version a;
  Version b;
  gint64 *forward;          /* furthest x of each diagonal, offset by the middle */
  gint64 *backward;
  gint64 middle;
} Diff;

static void
version_split (Version *self,
               GBytes  *bytes)
{
  gsize length = 0;
  /* no bytes have no place either */
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
  const char *text = data != NULL ? data : "";
  const char *end = text + length;
  guint n = 0;

  for (const char *at = text; at < end; n++)
    {
      const char *newline = memchr (at, '\n', end - at);

      at = newline != NULL ? newline + 1 : end;
    }

  self->n = n;
  self->lines = g_new0 (const char *, n + 1);
  self->lengths = g_new0 (gsize, n + 1);
  self->symbols = g_new0 (guint, n + 1);
  self->changed = g_new0 (gboolean, n + 1);
  n = 0;
  for (const char *at = text; at < end; n++)
    {
      const char *newline = memchr (at, '\n', end - at);

      self->lines[n] = at;
      self->lengths[n] = (newline != NULL ? newline + 1 : end) - at;
      at += self->lengths[n];
    }
}

static void
version_clear (Version *self)
{
  g_free (self->lines);
  g_free (self->lengths);
  g_free (self->symbols);
  g_free (self->changed);
}

/* gives each line of both versions a number, the same for the same bytes */
static void
number_lines (Version    *self,
              GHashTable *table)
{
  for (guint i = 0; i < self->n; i++)
    {
      g_autoptr(GBytes) line = g_bytes_new_static (self->lines[i], self->lengths[i]);
      guint symbol = GPOINTER_TO_UINT (g_hash_table_lookup (table, line));

      if (symbol == 0)
        {
          symbol = g_hash_table_size (table) + 1;
          g_hash_table_insert (table, g_bytes_ref (line), GUINT_TO_POINTER (symbol));
        }
      self->symbols[i] = symbol;
    }
}

/* the middle of a shortest edit script of a[a0..a1) and b[b0..b1); FALSE where it takes too long */
static gboolean
find_middle (Diff   *self,
             gint64  a0,
             gint64  a1,
             gint64  b0,
             gint64  b1,
             gint64 *x,
             gint64 *y)
{
  gint64 *forward = self->forward + self->middle;
  gint64 *backward = self->backward + self->middle;
  gint64 n = a1 - a0;
  gint64 m = b1 - b0;
  gint64 delta = n - m;
  gboolean odd = delta & 1;

  forward[1] = 0;
  backward[1] = 0;
  for (gint64 d = 0; d <= (n + m + 1) / 2; d++)
    {
      if (d > MAX_COST)
        return FALSE;
      for (gint64 k = -d; k <= d; k += 2)
        {
          gint64 at = k == -d || (k != d && forward[k - 1] < forward[k + 1]) ? forward[k + 1] : forward[k - 1] + 1;

          while (at < n && at - k < m && at - k >= 0 && self->a.symbols[a0 + at] == self->b.symbols[b0 + at - k])
            at++;
          forward[k] = at;
          if (odd && delta - k >= -(d - 1) && delta - k <= d - 1 && at + backward[delta - k] >= n)
            {
              *x = a0 + MIN (at, n);
              *y = b0 + CLAMP (at - k, 0, m);
              return TRUE;
            }
        }
      for (gint64 k = -d; k <= d; k += 2)
        {
          gint64 at = k == -d || (k != d && backward[k - 1] < backward[k + 1]) ? backward[k + 1] : backward[k - 1] + 1;

          while (at < n && at - k < m && at - k >= 0 && self->a.symbols[a1 - 1 - at] == self->b.symbols[b1 - 1 - (at - k)])
            at++;
          backward[k] = at;
          if (!odd && delta - k >= -d && delta - k <= d && at + forward[delta - k] >= n)
            {
              *x = a1 - MIN (at, n);
              *y = b1 - CLAMP (at - k, 0, m);
              return TRUE;
            }
        }
    }

  return FALSE;
}

static void
mark (Version *self,
      gint64   from,
      gint64   to)
{
  for (gint64 i = from; i < to; i++)
    self->changed[i] = TRUE;
}

/* Marks the lines that are not common. Each half of a split is at least as deep as the other,
 * so the recursion is no deeper than the logarithm of MAX_COST times two. */
static void
compare (Diff   *self,
         gint64  a0,
         gint64  a1,
         gint64  b0,
         gint64  b1)
{
  gint64 x, y;

  while (a0 < a1 && b0 < b1 && self->a.symbols[a0] == self->b.symbols[b0])
    a0++, b0++;
  while (a0 < a1 && b0 < b1 && self->a.symbols[a1 - 1] == self->b.symbols[b1 - 1])
    a1--, b1--;

  if (a0 == a1 || b0 == b1 || !find_middle (self, a0, a1, b0, b1, &x, &y)
      || (x == a0 && y == b0) || (x == a1 && y == b1))
    {
      mark (&self->a, a0, a1);
      mark (&self->b, b0, b1);
      return;
    }

  compare (self, a0, x, b0, y);
  compare (self, x, a1, y, b1);
}

static void
append_line (GString       *out,
             char           sign,
             const Version *version,
             guint          index)
{
  g_string_append_c (out, sign);
  g_string_append_len (out, version->lines[index], version->lengths[index]);
  if (version->lines[index][version->lengths[index] - 1] != '\n')
    g_string_append (out, "\n\\ No newline at end of file\n");
}

static void
append_range (GString *out,
              char     sign,
              guint    from,
              guint    n)
{
  /* an empty range is named by the line before it */
  g_string_append_printf (out, "%c%u", sign, n == 0 ? from : from + 1);
  if (n != 1)
    g_string_append_printf (out, ",%u", n);
}

/* one hunk that begins at the change at @i and @j; moves both behind it */
static void
append_hunk (GString *out,
             Diff    *self,
             guint   *i,
             guint   *j)
{
  guint context = MIN (CONTEXT_LINES, MIN (*i, *j));
  guint a0 = *i - context;
  guint b0 = *j - context;
  guint a1 = *i;
  guint b1 = *j;
  guint x, y;

  /* changes with no more than two contexts of common lines between them are one hunk */
  for (;;)
    {
      guint common = 0;

      while (a1 < self->a.n && self->a.changed[a1])
        a1++;
      while (b1 < self->b.n && self->b.changed[b1])
        b1++;
      while (a1 + common < self->a.n && b1 + common < self->b.n
             && !self->a.changed[a1 + common] && !self->b.changed[b1 + common])
        common++;
      if (common > 2 * CONTEXT_LINES || (a1 + common == self->a.n && b1 + common == self->b.n))
        {
          a1 += MIN (common, CONTEXT_LINES);
          b1 += MIN (common, CONTEXT_LINES);
          break;
        }
      a1 += common;
      b1 += common;
    }

  g_string_append (out, "@@ ");
  append_range (out, '-', a0, a1 - a0);
  g_string_append_c (out, ' ');
  append_range (out, '+', b0, b1 - b0);
  g_string_append (out, " @@\n");
  for (x = a0, y = b0; x < a1 || y < b1;)
    {
      while (x < a1 && self->a.changed[x])
        append_line (out, '-', &self->a, x++);
      while (y < b1 && self->b.changed[y])
        append_line (out, '+', &self->b, y++);
      if (x < a1 && y < b1)
        {
          append_line (out, ' ', &self->a, x++);
          y++;
        }
    }
  *i = a1;
  *j = b1;
}

static gboolean
is_binary (GBytes *bytes)
{
  gsize length;
  const char *data;

  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &length);

  return length > 0 && !g_utf8_validate_len (data, length, NULL);
}

static void
diff_init (Diff   *self,
           GBytes *before,
           GBytes *after)
{
  g_autoptr(GHashTable) table = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  gint64 size;

  version_split (&self->a, before);
  version_split (&self->b, after);
  number_lines (&self->a, table);
  number_lines (&self->b, table);
  self->middle = MIN ((gint64) self->a.n + self->b.n, MAX_COST) + 2;
  size = 2 * self->middle + 2;
  self->forward = g_new0 (gint64, size);
  self->backward = g_new0 (gint64, size);
}

static void
diff_clear (Diff *self)
{
  version_clear (&self->a);
  version_clear (&self->b);
  g_free (self->forward);
  g_free (self->backward);
}

/**
 * atrium_diff_unified:
 * @path: path of the file in its site
 * @before: (nullable): the old bytes, %NULL where the file was not there
 * @after: (nullable): the new bytes, %NULL where the file goes
 *
 * Compares two versions of a file line by line.
 *
 * Returns: (transfer full): a unified diff with three lines of context, as patch(1) reads it;
 *   "" where the versions are equal
 */
char *
atrium_diff_unified (const char *path,
                     GBytes     *before,
                     GBytes     *after)
{
  GString *out = g_string_new (NULL);
  Diff self = { 0 };
  guint i = 0;
  guint j = 0;

  g_return_val_if_fail (path != NULL, NULL);

  if (before != NULL && after != NULL && g_bytes_equal (before, after))
    return g_string_free_and_steal (out);

  g_string_append_printf (out, "--- %s%s\n", before != NULL ? "a/" : "/dev/null", before != NULL ? path : "");
  g_string_append_printf (out, "+++ %s%s\n", after != NULL ? "b/" : "/dev/null", after != NULL ? path : "");
  if (is_binary (before) || is_binary (after))
    {
      g_string_append (out, "Binary files differ\n");
      return g_string_free_and_steal (out);
    }

  diff_init (&self, before, after);
  compare (&self, 0, self.a.n, 0, self.b.n);
  while (i < self.a.n || j < self.b.n)
    {
      if ((i < self.a.n && self.a.changed[i]) || (j < self.b.n && self.b.changed[j]))
        append_hunk (out, &self, &i, &j);
      else
        i++, j++;
    }
  diff_clear (&self);

  return g_string_free_and_steal (out);
}
