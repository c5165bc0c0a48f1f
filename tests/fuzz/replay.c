/* Runs a fuzz target as an ordinary test: over each file of the folders it is
 * given, and over what each becomes when it is cut or when bytes of it change.
 * The changes follow from the file alone, so that a failure comes again. */

#include "fuzz.h"

#define MUTATIONS 64
#define MAX_MUTATED_BYTES (64 * 1024)

/* The target sees exactly SIZE bytes, so that a sanitizer notices one more. */
static void
run_bytes (const guint8 *bytes,
           gsize         size)
{
  g_autofree guint8 *copy = g_malloc (MAX (size, 1));

  if (size > 0)
    memcpy (copy, bytes, size);

  LLVMFuzzerTestOneInput (copy, size);
}

static void
mutate (GRand  *random,
        guint8 *bytes,
        gsize   size)
{
  static const char interesting[] = "\0\n\r\t \"'#&*-:<>[]{}\\|%@`~\xff\xc3\xe2";
  guint changes = g_rand_int_range (random, 1, 5);

  for (guint i = 0; i < changes; i++)
    {
      gsize at = g_rand_int (random) % size;

      if (g_rand_boolean (random))
        bytes[at] = interesting[g_rand_int (random) % (sizeof interesting - 1)];
      else
        bytes[at] = bytes[g_rand_int (random) % size];
    }
}

static void
test_file (gconstpointer data)
{
  const char *path = data;
  g_autofree char *contents = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr(GRand) random = g_rand_new_with_seed (g_str_hash (name));
  gsize size;

  g_file_get_contents (path, &contents, &size, &error);
  g_assert_no_error (error);

  run_bytes ((const guint8 *) contents, size);
  if (size == 0 || size > MAX_MUTATED_BYTES)
    return;

  for (guint i = 0; i < MUTATIONS; i++)
    {
      g_autofree guint8 *mutated = g_memdup2 (contents, size);

      run_bytes (mutated, size * i / MUTATIONS);
      mutate (random, mutated, size);
      run_bytes (mutated, size);
    }
}

static guint
add_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *parent = g_path_get_dirname (folder);
  g_autofree char *kind = g_path_get_basename (parent);
  const char *name;
  guint n_files = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *test = g_strdup_printf ("/fuzz/%s/%s", kind, name);

      g_test_add_data_func_full (test, g_build_filename (folder, name, NULL), test_file, g_free);
      n_files++;
    }

  return n_files;
}

int
main (int   argc,
      char *argv[])
{
  guint n_files = 0;

  g_test_init (&argc, &argv, NULL);
  for (int i = 1; i < argc; i++)
    n_files += add_folder (argv[i]);

  if (n_files == 0)
    {
      g_printerr ("%s: nothing to replay\n", argv[0]);
      return 1;
    }

  return g_test_run ();
}
