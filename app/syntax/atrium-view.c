#include "atrium-view-private.h"

#include <string.h>

typedef struct
{
  gsize    at;
  gsize    source;
  gboolean fixed;    /* all bytes of the run are the same one of the source */
  gsize    width;    /* of the fixed: 0 where there is nothing in the source */
} Run;

#define RUN(self, i) (&g_array_index ((self)->runs, Run, (i)))

AtriumView *
_atrium_view_new (void)
{
  AtriumView *self = g_new0 (AtriumView, 1);

  self->text = g_string_new (NULL);
  self->runs = g_array_new (FALSE, FALSE, sizeof (Run));

  return self;
}

void
_atrium_view_free (AtriumView *self)
{
  g_string_free (self->text, TRUE);
  g_array_unref (self->runs);
  g_free (self);
}

static gboolean
continues_run (AtriumView *self,
               gsize       source)
{
  Run *last;

  if (self->runs->len == 0)
    return FALSE;

  last = RUN (self, self->runs->len - 1);
  return !last->fixed && last->source + (self->text->len - last->at) == source;
}

static void
begin_run (AtriumView *self,
           gsize       source)
{
  Run run = { self->text->len, source, FALSE, 0 };

  if (!continues_run (self, source))
    g_array_append_val (self->runs, run);
}

static void
append_fixed (AtriumView *self,
              char        fill,
              gsize       n,
              gsize       source,
              gsize       width)
{
  Run run = { self->text->len, source, TRUE, width };

  if (n == 0)
    return;

  g_array_append_val (self->runs, run);
  g_string_set_size (self->text, run.at + n);
  memset (self->text->str + run.at, fill, n);
}

void
_atrium_view_append (AtriumView *self,
                     const char *bytes,
                     gsize       length,
                     gsize       source)
{
  if (length == 0)
    return;

  begin_run (self, source);
  g_string_append_len (self->text, bytes, length);
}

void
_atrium_view_append_fill (AtriumView *self,
                          char        fill,
                          gsize       length,
                          gsize       source)
{
  gsize at = self->text->len;

  begin_run (self, source);
  g_string_set_size (self->text, at + length);
  memset (self->text->str + at, fill, length);
}

/* spaces that are the tab at @source, or where @width is 0 nothing in the source */
void
_atrium_view_append_spaces (AtriumView *self,
                            gsize       n,
                            gsize       source,
                            gsize       width)
{
  append_fixed (self, ' ', n, source, width);
}

/* the index of the run that the byte at @at is in */
static guint
find_run (AtriumView *self,
          gsize       at)
{
  guint low = 0;
  guint high = self->runs->len;

  if (self->hint < high && RUN (self, self->hint)->at <= at)
    {
      low = self->hint;
      if (low + 1 == high || at < RUN (self, low + 1)->at)
        return low;
    }

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (RUN (self, middle)->at <= at)
        low = middle;
      else
        high = middle;
    }

  self->hint = low;
  return low;
}

/* a line end that the source does not have */
void
_atrium_view_append_line_end (AtriumView *self,
                              gsize       source)
{
  append_fixed (self, '\n', 1, source, 0);
}

void
_atrium_view_append_slice (AtriumView *self,
                           AtriumView *from,
                           gsize       start,
                           gsize       end)
{
  for (guint i = start < end ? find_run (from, start) : 0; start < end; i++)
    {
      Run *run = RUN (from, i);
      gsize stop = i + 1 < from->runs->len ? MIN (end, RUN (from, i + 1)->at) : end;

      if (run->fixed)
        append_fixed (self, from->text->str[start], stop - start, run->source, run->width);
      else
        _atrium_view_append (self, from->text->str + start, stop - start,
                             run->source + (start - run->at));
      start = stop;
    }
}

void
_atrium_view_truncate (AtriumView *self,
                       gsize       length)
{
  g_string_truncate (self->text, length);
  while (self->runs->len > 0 && RUN (self, self->runs->len - 1)->at >= length)
    g_array_set_size (self->runs, self->runs->len - 1);
  self->hint = 0;
}

/* the byte of the source that the byte at @at is */
gsize
_atrium_view_map (AtriumView *self,
                  gsize       at)
{
  Run *run;

  if (self->runs->len == 0)
    return 0;

  run = RUN (self, find_run (self, at));
  return run->fixed ? run->source : run->source + (at - run->at);
}

AtriumSpan
_atrium_view_span (AtriumView *self,
                   gsize       start,
                   gsize       end)
{
  gsize first = _atrium_view_map (self, start);
  Run *last;

  if (start >= end)
    return ATRIUM_SPAN (first, first);

  last = RUN (self, find_run (self, end - 1));
  return ATRIUM_SPAN (first, last->fixed ? last->source + last->width : last->source + (end - last->at));
}

/* where the bytes from @at on stop to be neighbours in the source */
gsize
_atrium_view_run_end (AtriumView *self,
                      gsize       at)
{
  guint i = find_run (self, at);

  return i + 1 < self->runs->len ? RUN (self, i + 1)->at : self->text->len;
}

/* the text of a range as it stands in the source, with Liquid */
char *
_atrium_view_dup (AtriumView   *self,
                  AtriumSource *source,
                  gsize         start,
                  gsize         end)
{
  GString *out = g_string_new (NULL);
  const char *bytes = atrium_source_get_text (source, NULL);

  while (start < end)
    {
      gsize stop = MIN (end, _atrium_view_run_end (self, start));

      if (ATRIUM_IS_MASK (self->text->str[start]) || !RUN (self, find_run (self, start))->fixed)
        g_string_append_len (out, bytes + _atrium_view_map (self, start), stop - start);
      else
        g_string_append_len (out, self->text->str + start, stop - start);
      start = stop;
    }

  return g_string_free (out, FALSE);
}

void
_atrium_scan_init (AtriumScan *scan,
                   AtriumView *view,
                   gsize       start,
                   gsize       end)
{
  *scan = (AtriumScan) { .view = view, .text = view->text->str, .pos = start, .end = end };
}

void
_atrium_scan_clear (AtriumScan *scan)
{
  g_clear_pointer (&scan->fences[0], g_array_unref);
  g_clear_pointer (&scan->fences[1], g_array_unref);
}

gsize
_atrium_scan_seek (AtriumScan *scan,
                   AtriumSeek  kind,
                   gsize       from)
{
  static const char * const ends[ATRIUM_N_SEEK] = { "-->", "]]>", "?>", "$$", ">", "{:/", "}", "\n" };
  AtriumSpan *sought = &scan->sought[kind];
  const char *found;

  if (from < sought->start || from > sought->end || sought->end == 0)
    {
      found = from < scan->end
              ? memmem (scan->text + from, scan->end - from, ends[kind], strlen (ends[kind])) : NULL;
      *sought = ATRIUM_SPAN (from, found != NULL ? (gsize) (found - scan->text) : G_MAXSIZE);
    }

  /* the scan may have been cut short since */
  return sought->end < scan->end && sought->end + strlen (ends[kind]) <= scan->end ? sought->end : G_MAXSIZE;
}
