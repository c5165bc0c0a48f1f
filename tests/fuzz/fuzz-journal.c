/* The journal of a save: whatever is read can be written again, and names no file elsewhere. */

#include "../../app/storage/atrium-transaction-private.h"

#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr(AtriumJournal) journal = _atrium_journal_parse (text, NULL);
  g_autoptr(AtriumJournal) back = NULL;
  g_autofree char *written = NULL;
  g_autofree char *again = NULL;

  if (journal == NULL)
    return 0;

  for (guint i = 0; i < journal->operations->len; i++)
    {
      const AtriumOperation *operation = journal->operations->pdata[i];

      g_assert_true (atrium_file_tree_is_safe_path (operation->target));
      if (operation->temporary != NULL)
        g_assert_true (_atrium_is_temporary (operation->target, operation->temporary));
    }
  for (guint i = 0; i < journal->folders->len; i++)
    g_assert_true (atrium_file_tree_is_safe_path (journal->folders->pdata[i]));

  written = _atrium_journal_to_text (journal);
  back = _atrium_journal_parse (written, NULL);
  g_assert_nonnull (back);
  again = _atrium_journal_to_text (back);
  g_assert_cmpstr (again, ==, written);

  return 0;
}
