/* Names and short texts: nothing reads beyond the end, and a name matches itself. */

#include "atrium-name.h"

#include "atrium-plain.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) data, MIN (size, 4096));
  char *newline = strchr (text, '\n');
  const char *other = newline != NULL ? newline + 1 : "";
  g_autofree char *plain = atrium_inline_to_plain (text);
  g_autoptr(AtriumValue) person = NULL;
  const char *family;

  g_assert_true (g_utf8_validate (plain, -1, NULL));
  g_assert_null (strpbrk (plain, "\n\t"));

  if (newline != NULL)
    *newline = '\0';
  g_assert_cmpint (atrium_name_matches (text, other), ==, atrium_name_matches (other, text));
  person = atrium_name_to_person (text);
  family = atrium_value_get_member_string (person, "family");
  g_assert_cmpstr (atrium_value_get_member_string (person, "name"), ==, text);
  g_assert_cmpint (family != NULL, ==, atrium_value_get_member (person, "given") != NULL);
  if (family != NULL)
    {
      g_assert_true (g_utf8_validate (family, -1, NULL));
      g_assert_cmpuint (strlen (family), >, 0);
    }

  return 0;
}
