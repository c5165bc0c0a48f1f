#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AtriumMojibake:
 * @ATRIUM_MOJIBAKE_NONE: the text looks as its author wrote it
 * @ATRIUM_MOJIBAKE_MAC_ROMAN: UTF-8 that was once read as Mac Roman
 * @ATRIUM_MOJIBAKE_WINDOWS_1252: UTF-8 that was once read as Windows-1252
 */
typedef enum
{
  ATRIUM_MOJIBAKE_NONE,
  ATRIUM_MOJIBAKE_MAC_ROMAN,
  ATRIUM_MOJIBAKE_WINDOWS_1252,
} AtriumMojibake;

/* one run of mis-decoded characters */
typedef struct
{
  gsize          start;      /* bytes in the text that was searched */
  gsize          end;
  AtriumMojibake encoding;
  char          *repaired;   /* what the author wrote */
} AtriumMojibakeRun;

GArray *atrium_mojibake_find   (const char *text,
                                gssize      length);
char   *atrium_mojibake_repair (const char *text,
                                gssize      length,
                                guint      *n_repaired);

G_END_DECLS
