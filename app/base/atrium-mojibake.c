#include "atrium-mojibake.h"

#include <string.h>

#include "atrium-mojibake-tables.inc.h"

/*
 * A unit is a run of two to four characters that are, read as bytes of one of the two
 * encodings, the UTF-8 of one character. Some units are also what somebody could well have
 * meant: "É”" ends a quoted word, "√π" is a square root, "“é" begins one. Those are weak and
 * count only beside others; the rest are strong.
 */
typedef enum
{
  UNIT_NONE,
  UNIT_WEAK,
  UNIT_STRONG,
} UnitStrength;

typedef struct
{
  AtriumMojibake encoding;
  const char *start;
  const char *end;
  gunichar lead;          /* the first character, as it stands in the text */
  gunichar last;
  guchar lead_byte;
  guint n_bytes;
  gunichar before;        /* the characters around it; 0 at an end */
  gunichar after;
  gunichar decoded;
  guint n_letters;        /* of the continuation characters */
  guint n_punctuation;    /* of them: those that end or join words in well-set text */
} Unit;

static gboolean
find_byte (const guint16 *table,
           gunichar       character,
           guchar        *byte)
{
  for (guint i = 0; i < 128; i++)
    {
      if (table[i] == character)
        {
          *byte = 0x80 + i;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
encode_byte (AtriumMojibake  encoding,
             gunichar        character,
             guchar         *byte)
{
  if (character < 0x80)
    return FALSE;
  if (encoding == ATRIUM_MOJIBAKE_WINDOWS_1252)
    {
      if (character >= 0x80 && character < 0xa0)   /* Latin-1 as browsers do not read it */
        {
          *byte = character;
          return TRUE;
        }
      return find_byte (windows_1252, character, byte);
    }
  if (character == 0x2126)                         /* ohm sign, as older tables have it */
    character = 0x03a9;
  if (character == 0x00a4)                         /* currency sign before the euro came */
    character = 0x20ac;

  return find_byte (mac_roman, character, byte);
}

static guint
sequence_length (guchar lead)
{
  if (lead >= 0xc2 && lead <= 0xdf)
    return 2;
  if (lead >= 0xe0 && lead <= 0xef)
    return 3;
  if (lead >= 0xf0 && lead <= 0xf4)
    return 4;

  return 0;
}

static gboolean
is_plausible (gunichar character)
{
  if (character < 0xa0 || !g_unichar_isdefined (character))
    return FALSE;

  switch (g_unichar_type (character))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_UNASSIGNED:
      return FALSE;
    default:
      return TRUE;
    }
}

/* characters that stand right after a word, or between two, in text as it is set well */
static gboolean
is_text_punctuation (gunichar character)
{
  return character != 0 && (character == 0x00a0 || character == 0x00b7
                            || g_utf8_strchr ("‘’“”‚„…–—•«»‹›™®©°¿¡†‡·", -1, character) != NULL);
}

static gunichar
character_before (const char *text,
                  const char *at)
{
  return at == text ? 0 : g_utf8_get_char (g_utf8_prev_char (at));
}

/* reads the bytes of a unit; FALSE where there is none */
static gboolean
unit_read (AtriumMojibake  encoding,
           const char     *text,
           const char     *end,
           const char     *at,
           Unit           *unit)
{
  char bytes[5] = "";
  guchar byte;
  const char *next;

  *unit = (Unit) { .encoding = encoding, .start = at };
  unit->lead = g_utf8_get_char (at);
  if (!encode_byte (encoding, unit->lead, &unit->lead_byte))
    return FALSE;
  unit->n_bytes = sequence_length (unit->lead_byte);
  if (unit->n_bytes == 0)
    return FALSE;

  bytes[0] = unit->lead_byte;
  next = g_utf8_next_char (at);
  for (guint i = 1; i < unit->n_bytes; i++, next = g_utf8_next_char (next))
    {
      if (next >= end)
        return FALSE;
      unit->last = g_utf8_get_char (next);
      if (!encode_byte (encoding, unit->last, &byte) || (byte & 0xc0) != 0x80)
        return FALSE;
      bytes[i] = byte;
      unit->n_letters += g_unichar_isalpha (unit->last);
      unit->n_punctuation += is_text_punctuation (unit->last);
    }

  if (!g_utf8_validate (bytes, unit->n_bytes, NULL))
    return FALSE;
  unit->decoded = g_utf8_get_char (bytes);
  unit->end = next;
  unit->before = character_before (text, at);
  unit->after = next < end ? g_utf8_get_char (next) : 0;

  return is_plausible (unit->decoded);
}

/* ¬ √ ƒ ≈ and ∆ are also signs of mathematics, which stand before a number or name */
static UnitStrength
mac_sign_strength (const Unit *unit)
{
  gboolean after_letter = g_unichar_isalpha (unit->before);

  if (unit->lead_byte == 0xc2)
    {
      /* ¬µ and ¬π could be a negated name */
      if (unit->last == 0x00b5 || unit->last == 0x03c0 || unit->last == 0x03a9)
        return g_unichar_isalnum (unit->before) ? UNIT_STRONG : UNIT_WEAK;
      return UNIT_STRONG;
    }
  if (unit->n_letters > 0 && unit->last != 0x00b5 && unit->last != 0x03c0 && unit->last != 0x03a9)
    return UNIT_STRONG;
  /* √π, ≈∞, √∑: what mathematics has after these signs */
  if (g_utf8_strchr ("πµΩ∞∂∑∫∏", -1, unit->last) != NULL)
    return after_letter ? UNIT_STRONG : UNIT_WEAK;
  if (g_utf8_strchr ("°©®™†¶§´¨≠", -1, unit->last) != NULL && unit->lead_byte == 0xc3)
    return UNIT_STRONG;

  return after_letter || g_unichar_isalpha (unit->after) ? UNIT_STRONG : UNIT_WEAK;
}

static UnitStrength
mac_roman_strength (const Unit *unit)
{
  if (unit->n_bytes == 4)
    return UNIT_STRONG;
  if (unit->n_bytes == 3)
    {
      /* „Äö: an opening quote before two capitals */
      if (unit->lead_byte == 0xe3 && unit->n_letters == 2 && g_unichar_isalpha (unit->after))
        return UNIT_WEAK;
      return UNIT_STRONG;
    }
  if (unit->lead_byte >= 0xc2 && unit->lead_byte <= 0xc6)
    return mac_sign_strength (unit);

  return UNIT_WEAK;
}

/* Â or Ã: the letters and signs of Latin-1 */
static UnitStrength
latin_1_strength (const Unit *unit)
{
  if (unit->n_punctuation > 0 && g_unichar_isupper (unit->before))
    return g_unichar_isalpha (unit->after) && unit->lead_byte == 0xc3 ? UNIT_STRONG : UNIT_WEAK;
  if (unit->n_punctuation > 0 && unit->lead_byte == 0xc3 && !g_unichar_isalpha (unit->after)
      && !g_unichar_isalpha (unit->before) && unit->last != 0x00a9 && unit->last != 0x00b0)
    return UNIT_WEAK;

  return UNIT_STRONG;
}

static UnitStrength
windows_two_byte_strength (const Unit *unit)
{
  switch (unit->lead_byte)
    {
    case 0xc2:
    case 0xc3:
      return latin_1_strength (unit);
    case 0xc4:
    case 0xc5:
      if (unit->n_punctuation == 0)
        return UNIT_STRONG;
      /* Å–B, Ä’s */
      if (g_utf8_strchr ("’–—…", -1, unit->last) != NULL)
        return g_unichar_islower (unit->before) && g_unichar_isalpha (unit->after) ? UNIT_STRONG : UNIT_WEAK;
      return g_unichar_isalpha (unit->after) ? UNIT_STRONG : UNIT_WEAK;
    case 0xce:
    case 0xcf:
    case 0xd0:
    case 0xd1:
      if (unit->n_punctuation == 0)
        return unit->lead_byte == 0xd1 && g_unichar_isalpha (unit->before) ? UNIT_WEAK : UNIT_STRONG;
      return UNIT_WEAK;
    default:
      return UNIT_WEAK;
    }
}

static UnitStrength
windows_1252_strength (const Unit *unit)
{
  if (unit->n_bytes == 4)
    return UNIT_STRONG;
  if (unit->n_bytes == 2)
    return windows_two_byte_strength (unit);

  /* á»… inside a Vietnamese word */
  if (unit->decoded >= 0x1e00 && unit->decoded < 0x1f00 && g_unichar_isalpha (unit->before)
      && g_unichar_isalpha (unit->after))
    return UNIT_STRONG;
  /* "était…”": a French word may well end in two signs */
  if (unit->n_punctuation == 2 && unit->lead_byte != 0xe2)
    return UNIT_WEAK;
  if (unit->n_punctuation == 2 && g_unichar_isalpha (unit->before))
    return UNIT_WEAK;

  return UNIT_STRONG;
}

static UnitStrength
unit_strength (const Unit *unit)
{
  UnitStrength strength = unit->encoding == ATRIUM_MOJIBAKE_MAC_ROMAN ? mac_roman_strength (unit)
                                                                       : windows_1252_strength (unit);

  /* an accent or selector of its own needs something to stand on */
  if (strength == UNIT_STRONG && g_unichar_type (unit->decoded) == G_UNICODE_NON_SPACING_MARK
      && unit->decoded != 0xfe0f && unit->decoded != 0xfe0e)
    return UNIT_WEAK;

  return strength;
}

/* An emoji that was read as Mac Roman and then lost its first character, the Apple logo,
 * which many programs have no code for. */
static gboolean
unit_read_without_logo (const char *text,
                        const char *end,
                        const char *at,
                        Unit       *unit)
{
  char bytes[5] = "\xf0\x9f";
  const char *next = g_utf8_next_char (at);
  guchar byte;

  *unit = (Unit) { .encoding = ATRIUM_MOJIBAKE_MAC_ROMAN, .start = at, .n_bytes = 4 };
  if (g_utf8_get_char (at) != 0x00fc)
    return FALSE;
  for (guint i = 2; i < 4; i++, next = g_utf8_next_char (next))
    {
      if (next >= end || !encode_byte (ATRIUM_MOJIBAKE_MAC_ROMAN, g_utf8_get_char (next), &byte)
          || (byte & 0xc0) != 0x80)
        return FALSE;
      bytes[i] = byte;
      unit->n_letters += g_unichar_islower (g_utf8_get_char (next));
    }
  if (!g_utf8_validate (bytes, 4, NULL))
    return FALSE;

  unit->decoded = g_utf8_get_char (bytes);
  unit->end = next;
  unit->before = character_before (text, at);
  unit->after = next < end ? g_utf8_get_char (next) : 0;
  if (g_unichar_isalnum (unit->before) || g_unichar_isalnum (unit->after))
    return FALSE;

  return unit->decoded >= 0x1f300 && unit->decoded <= 0x1faff && g_unichar_isdefined (unit->decoded);
}

/* ” in Windows-1252 ends with a byte that has no character there and is often dropped */
static gboolean
unit_read_closing_quote (const char *text,
                         const char *end,
                         const char *at,
                         Unit       *unit)
{
  const char *next;

  if (g_utf8_get_char (at) != 0x00e2)
    return FALSE;
  next = g_utf8_next_char (at);
  if (next >= end || g_utf8_get_char (next) != 0x20ac)
    return FALSE;
  next = g_utf8_next_char (next);

  *unit = (Unit) {
    .encoding = ATRIUM_MOJIBAKE_WINDOWS_1252,
    .start = at,
    .end = next,
    .n_bytes = 3,
    .decoded = 0x201d,
  };

  return TRUE;
}

static gboolean
read_any (AtriumMojibake  encoding,
          const char     *text,
          const char     *end,
          const char     *at,
          Unit           *unit,
          UnitStrength   *strength)
{
  if (unit_read (encoding, text, end, at, unit))
    {
      *strength = unit_strength (unit);
      return TRUE;
    }

  *strength = UNIT_STRONG;
  if (encoding == ATRIUM_MOJIBAKE_MAC_ROMAN)
    return unit_read_without_logo (text, end, at, unit);

  return unit_read_closing_quote (text, end, at, unit);
}

/* the maximal run of units at @at; FALSE where there is none, or what is there may be meant */
static gboolean
read_run (AtriumMojibake  encoding,
          const char     *text,
          const char     *end,
          const char     *at,
          const char    **run_end,
          GString        *repaired)
{
  guint n_units = 0;
  gboolean strong = FALSE;
  gboolean letters = TRUE;
  UnitStrength strength;
  Unit unit;

  g_string_truncate (repaired, 0);
  while (at < end && read_any (encoding, text, end, at, &unit, &strength))
    {
      n_units++;
      strong |= strength == UNIT_STRONG;
      letters &= g_unichar_isalpha (unit.decoded);
      g_string_append_unichar (repaired, unit.decoded);
      at = unit.end;
    }
  *run_end = at;

  return strong || (n_units >= 2 && letters);
}

static void
run_clear (gpointer data)
{
  AtriumMojibakeRun *run = data;

  g_free (run->repaired);
}

/**
 * atrium_mojibake_find:
 * @text: valid UTF-8
 * @length: its length in bytes, or -1 where it ends with a NUL
 *
 * Finds the runs of characters that are UTF-8 once read as Mac Roman or Windows-1252. A run
 * is as long as possible and is not given where its author may well have meant it as it stands.
 *
 * Returns: (transfer full) (element-type AtriumMojibakeRun): the runs in order, maybe none
 */
GArray *
atrium_mojibake_find (const char *text,
                      gssize      length)
{
  static const AtriumMojibake encodings[] = { ATRIUM_MOJIBAKE_MAC_ROMAN, ATRIUM_MOJIBAKE_WINDOWS_1252 };
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (AtriumMojibakeRun));
  g_autoptr(GString) repaired = g_string_new (NULL);
  const char *end;
  const char *at;

  g_array_set_clear_func (runs, run_clear);
  g_return_val_if_fail (text != NULL, runs);

  end = length < 0 ? text + strlen (text) : text + length;
  for (at = text; at < end;)
    {
      AtriumMojibakeRun best = { 0 };

      for (guint i = 0; (guchar) *at >= 0x80 && i < G_N_ELEMENTS (encodings); i++)
        {
          const char *run_end;

          if (!read_run (encodings[i], text, end, at, &run_end, repaired)
              || (gsize) (run_end - text) <= best.end)
            continue;
          g_free (best.repaired);
          best = (AtriumMojibakeRun) { at - text, run_end - text, encodings[i], g_strdup (repaired->str) };
        }

      if (best.repaired != NULL)
        {
          g_array_append_val (runs, best);
          at = text + best.end;
        }
      else
        {
          at = g_utf8_next_char (at);
        }
    }

  return runs;
}

/**
 * atrium_mojibake_repair:
 * @text: valid UTF-8
 * @length: its length in bytes, or -1 where it ends with a NUL
 * @n_repaired: (out) (optional): the number of runs that were repaired
 *
 * Returns: (transfer full): the text as its author wrote it
 */
char *
atrium_mojibake_repair (const char *text,
                        gssize      length,
                        guint      *n_repaired)
{
  g_autoptr(GArray) runs = NULL;
  GString *out;
  gsize end;
  gsize at = 0;

  g_return_val_if_fail (text != NULL, NULL);

  end = length < 0 ? strlen (text) : (gsize) length;
  runs = atrium_mojibake_find (text, end);
  out = g_string_sized_new (end);
  for (guint i = 0; i < runs->len; i++)
    {
      const AtriumMojibakeRun *run = &g_array_index (runs, AtriumMojibakeRun, i);

      g_string_append_len (out, text + at, run->start - at);
      g_string_append (out, run->repaired);
      at = run->end;
    }
  g_string_append_len (out, text + at, end - at);

  if (n_repaired != NULL)
    *n_repaired = runs->len;

  return g_string_free_and_steal (out);
}
