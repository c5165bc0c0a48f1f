/* GLib ends a fatal message with SIGTRAP, which libFuzzer would die of without
 * keeping the input that led there. */

#include <signal.h>
#include <stdlib.h>

int LLVMFuzzerInitialize (int    *argc,
                          char ***argv);

static void
trap_cb (int number)
{
  abort ();
}

int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  signal (SIGTRAP, trap_cb);

  return 0;
}
