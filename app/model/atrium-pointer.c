#include "atrium-pointer.h"

#include <string.h>

#include "atrium-error.h"

static gboolean
not_found (const char  *text,
           const char  *reason,
           GError     **error)
{
  g_set_error (error, ATRIUM_ERROR, ATRIUM_ERROR_NOT_FOUND, "%s: %s", text, reason);

  return FALSE;
}

/* takes the next part off; "" at the end */
static char *
take_part (const char **at)
{
  const char *end = *at + strcspn (*at, "/");
  char *part = g_strndup (*at, end - *at);

  *at = *end == '/' ? end + 1 : end;

  return part;
}

/* an index below @n, or @n itself for "-" */
static gboolean
parse_index (const char *part,
             guint       n,
             guint      *index,
             gboolean   *is_end)
{
  guint64 number;

  *is_end = g_str_equal (part, "-");
  if (*is_end)
    {
      *index = n;
      return TRUE;
    }
  if (!g_ascii_string_to_unsigned (part, 10, 0, G_MAXINT, &number, NULL))
    return FALSE;
  *index = number;

  return number < n;
}

static gboolean
parse_entry (const char     *text,
             const char     *at,
             AtriumPointer  *pointer,
             GError        **error)
{
  g_autofree char *part = take_part (&at);
  gboolean is_end;

  if (*part == '\0')
    {
      pointer->rest = g_strdup ("entries");
      return TRUE;
    }
  if (!parse_index (part, atrium_section_get_n_entries (pointer->section), &pointer->entry_index, &is_end))
    return not_found (text, "there is no such entry", error);

  pointer->entry = is_end ? NULL : atrium_section_get_entry (pointer->section, pointer->entry_index);
  pointer->is_entry = *at == '\0';
  if (*at == '\0')
    return TRUE;
  if (is_end)
    return not_found (text, "an entry that is not there has no members", error);
  pointer->rest = g_strdup (at);

  return TRUE;
}

static gboolean
parse_section (AtriumProfile  *profile,
               const char     *text,
               const char     *at,
               AtriumPointer  *pointer,
               GError        **error)
{
  g_autofree char *part = take_part (&at);
  gboolean is_end;

  if (*part == '\0')
    {
      pointer->rest = g_strdup ("sections");
      return TRUE;
    }
  if (!parse_index (part, atrium_profile_get_n_sections (profile), &pointer->section_index, &is_end))
    return not_found (text, "there is no such section", error);

  pointer->section = is_end ? NULL : atrium_profile_get_section (profile, pointer->section_index);
  pointer->is_section = *at == '\0';
  if (*at == '\0')
    return TRUE;
  if (is_end)
    return not_found (text, "a section that is not there has no members", error);
  if (g_str_equal (at, "entries") || g_str_has_prefix (at, "entries/"))
    return parse_entry (text, at[strlen ("entries")] == '/' ? at + strlen ("entries/") : "", pointer, error);
  pointer->rest = g_strdup (at);

  return TRUE;
}

/**
 * atrium_pointer_parse:
 * @profile: a profile
 * @text: a pointer: `person`, `person/name`, `sections/2`, `sections/2/title`,
 *   `sections/2/entries/0/authors/1/name`; `-` is the place after the last
 * @pointer: (out caller-allocates): what it points to; clear it with atrium_pointer_clear()
 * @error: where to put an error
 *
 * Finds the section or entry that a pointer of the command line names. Whether a member of the
 * entry is there is not looked at. A slash at the start is allowed, as RFC 6901 has it.
 *
 * Returns: whether the section and entry are there; if not, %ATRIUM_ERROR_NOT_FOUND
 */
gboolean
atrium_pointer_parse (AtriumProfile  *profile,
                      const char     *text,
                      AtriumPointer  *pointer,
                      GError        **error)
{
  g_autofree char *part = NULL;
  const char *at;
  gboolean ok;

  g_return_val_if_fail (ATRIUM_IS_PROFILE (profile), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (pointer != NULL, FALSE);

  *pointer = (AtriumPointer) { 0 };
  at = *text == '/' ? text + 1 : text;
  part = take_part (&at);

  if (g_str_equal (part, "person"))
    {
      pointer->entry = atrium_profile_get_person (profile);
      pointer->is_entry = *at == '\0';
      pointer->rest = *at != '\0' ? g_strdup (at) : NULL;
      return TRUE;
    }
  if (g_str_equal (part, "sections"))
    {
      ok = parse_section (profile, text, at, pointer, error);
      if (!ok)
        atrium_pointer_clear (pointer);
      return ok;
    }
  if (*part == '\0')
    return TRUE;

  return not_found (text, "a pointer begins with “person” or “sections”", error);
}

/**
 * atrium_pointer_clear:
 * @pointer: a pointer
 *
 * Frees what the pointer holds.
 */
void
atrium_pointer_clear (AtriumPointer *pointer)
{
  g_return_if_fail (pointer != NULL);

  g_free (pointer->rest);
  *pointer = (AtriumPointer) { 0 };
}
