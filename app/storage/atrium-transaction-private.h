#pragma once

#include "atrium-transaction.h"

G_BEGIN_DECLS

#define ATRIUM_JOURNAL_NAME ".atrium-journal"
#define ATRIUM_JOURNAL_MAX_BYTES (64 * 1024 * 1024)

/* what shows that a file has been touched */
typedef struct
{
  guint64 inode;
  gint64 size;
  gint64 seconds;
  gint64 nanoseconds;
} AtriumStamp;

/* one file of a transaction, in memory and in the journal */
typedef struct
{
  char *path;         /* as the caller names it */
  char *target;       /* without links in it */
  char *temporary;    /* beside the target; NULL where the file goes */
  GBytes *before;
  GBytes *after;
  char *before_sum;   /* SHA-256; NULL where there was no file */
  char *after_sum;
  AtriumStamp stamp;
  gboolean made;      /* the temporary file is there */
  gboolean done;      /* the target has been changed */
} AtriumOperation;

typedef struct
{
  gboolean committed;
  GPtrArray *operations;   /* AtriumOperation */
  GPtrArray *folders;      /* char *, that were made, outer ones first */
} AtriumJournal;

void             _atrium_operation_free  (gpointer          data);
AtriumJournal   *_atrium_journal_new     (void);
void             _atrium_journal_free    (AtriumJournal    *self);
gboolean         _atrium_journal_write   (AtriumJournal    *self,
                                          int               folder_fd,
                                          GError          **error);
char            *_atrium_journal_to_text (AtriumJournal   *self);
AtriumJournal   *_atrium_journal_parse   (const char      *text,
                                          GError         **error);
AtriumJournal   *_atrium_journal_read    (int               folder_fd,
                                          GError          **error);
gboolean         _atrium_journal_remove  (int               folder_fd,
                                          GError          **error);
gboolean         _atrium_is_temporary    (const char       *target,
                                          const char       *temporary);
int              _atrium_open_parent     (int               folder_fd,
                                          const char       *path,
                                          const char      **name,
                                          GError          **error);
/* renames the temporary file of an operation over its target, or takes the target away */
gboolean         _atrium_operation_finish (AtriumOperation *self,
                                          int               folder_fd,
                                          GError          **error);

/* lets a test end the program between any two steps; called with the name of the step */
extern void (*_atrium_transaction_step) (const char *step);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtriumJournal, _atrium_journal_free)

G_END_DECLS
