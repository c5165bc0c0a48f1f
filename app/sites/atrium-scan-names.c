#include "atrium-scan-names.h"

#include <string.h>

#include "atrium-scan.h"

/* from here on Unicode has scripts that are written without spaces */
#define FIRST_WIDE 0x2e80
/* what is longer between two separators is no name */
#define MAX_NAME_BYTES 90
/* words of one name, and bytes of a name in brackets behind another */
#define MAX_NAME_WORDS 6
#define MAX_ALIAS_BYTES 40
#define MARKS "*∗⁎＊†‡§¶#＃^$✉✝⋆★☆♠♣♦♥✳⚹=+~†¹²³⁴⁵⁰"

/* what a piece of a comma-separated run can be */
typedef enum
{
  PIECE_OTHER,
  PIECE_NAME,
  PIECE_INITIALS,            /* "Y." of "Huang, Y." */
  PIECE_MORE,                /* "et al.", "..." */
} PieceType;

typedef struct
{
  gsize     start;
  gsize     end;
  gboolean  soft;            /* a comma, "and" or the like leads on to the next piece */
  PieceType type;
  guint     weight;
  gsize     name_start;
  gsize     name_end;
} Piece;

/* Words that are in no name: they tell titles, venues and places from names. */
static const char *const no_name_words[] = {
  /* function words */
  "the", "a", "an", "of", "for", "in", "on", "with", "via", "using", "from", "to", "by", "at", "is", "are", "as", "under", "through",
  "towards", "toward", "without", "beyond", "between", "against", "over", "into", "how", "what", "why", "when", "can", "do", "does",
  "not", "all", "we", "our", "i", "my", "or", "und", "der", "die", "des", "et", "les", "pour", "sur", "para", "con", "est", "this", "that",
  /* title words */
  "deep", "learning", "network", "networks", "neural", "model", "models", "modeling", "modelling", "data", "dataset", "datasets", "analysis",
  "system", "systems", "method", "methods", "approach", "survey", "review", "study", "framework", "algorithm", "algorithms", "efficient",
  "robust", "language", "vision", "visual", "image", "images", "video", "detection", "recognition", "segmentation", "generation", "reasoning",
  "optimization", "training", "inference", "large", "multi", "multimodal", "graph", "knowledge", "information", "adaptive", "based", "driven",
  "aware", "self", "supervised", "unsupervised", "reinforcement", "adversarial", "attention", "transformer", "transformers", "diffusion",
  "representation", "representations", "prediction", "estimation", "evaluation", "benchmark", "benchmarking", "understanding", "theory",
  "quantum", "statistical", "dynamic", "dynamics", "control", "design", "application", "applications", "computing", "computational",
  "machine", "artificial", "human", "robot", "robotics", "social", "semantic", "temporal", "spatial", "spatio", "scalable", "fast",
  "real", "time", "online", "mobile", "cloud", "wireless", "security", "privacy", "causal", "bayesian", "stochastic", "structure",
  "alignment", "retrieval", "augmented", "agent", "agents", "experts", "mixture", "compression", "tuning", "domain", "feature", "features",
  "tracking", "reconstruction", "rendering", "planning", "decision", "speech", "text", "code", "software", "engineering", "rethinking",
  "exploring", "improving", "enhancing", "leveraging", "learned", "guided", "aided", "assisted", "high", "low", "open", "source",
  "evidence", "effects", "effect", "impact", "role", "policy", "economic", "economics", "market", "markets", "growth", "trade", "digital",
  "clinical", "gene", "genome", "protein", "cell", "cells", "brain", "disease", "cancer", "climate", "energy", "material", "materials",
  /* venue and organization words */
  "proceedings", "conference", "journal", "transactions", "workshop", "symposium", "letters", "international", "ieee", "acm", "arxiv", "preprint",
  "university", "institute", "institut", "department", "school", "college", "laboratory", "lab", "labs", "center", "centre", "research",
  "science", "sciences", "technology", "technologies", "press", "springer", "elsevier", "nature", "magazine", "report", "technical", "thesis",
  "advances", "annual", "meeting", "findings", "association", "society", "academy", "faculty", "group", "team", "company", "inc", "ltd",
  "corporation", "foundation", "program", "programme", "award", "awards", "prize", "scholarship", "fellowship", "best", "paper", "oral", "spotlight",
  "poster", "highlight", "accepted", "published", "submitted", "review", "volume", "vol", "pages", "pp", "issue", "editor", "edition", "chapter",
  "book", "volumes", "series", "lecture", "notes", "track", "main", "demo", "industry", "equal", "contribution", "corresponding", "author", "authors",
  "first", "co-first", "student", "advisor", "supervisor", "mentor", "intern", "engineer", "scientist", "professor", "assistant", "associate",
  "researcher", "postdoc", "present", "china", "usa", "uk", "germany", "france", "spain", "japan", "canada", "australia", "singapore", "korea",
  "india", "italy", "york", "london", "paris", "beijing", "shanghai", "california", "project", "page", "website", "pdf", "slides",
  "link", "bibtex", "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
  "your", "homepage", "website", "site", "blog", "portfolio", "personal", "expertise", "interests", "popular", "product", "products", "resume",
  "curriculum", "publications", "teaching", "spring", "summer", "fall", "autumn", "winter", "introduction", "foundations", "principles", "handbook", "guide", "tutorial", "overview",
  NULL
};

/* particles of names that are written in lower case */
static const char *const particles[] = {
  "van", "von", "der", "den", "de", "del", "della", "da", "di", "dos", "das", "du", "la", "le", "el", "al", "bin", "ibn", "ben", "ter", "ten", "zu",
  "y", "e", "af", "av", "st", "jr", "sr", "ii", "iii", "mc", "o", NULL
};

static GHashTable *
get_no_names (void)
{
  static GHashTable *table;

  if (g_once_init_enter_pointer (&table))
    {
      GHashTable *words = g_hash_table_new (g_str_hash, g_str_equal);

      for (guint i = 0; no_name_words[i] != NULL; i++)
        g_hash_table_add (words, (gpointer) no_name_words[i]);
      g_once_init_leave_pointer (&table, words);
    }

  return table;
}

static gboolean
is_mark (gunichar c)
{
  return g_utf8_strchr (MARKS, -1, c) != NULL;
}

/* ---- one name ---- */

static gboolean
is_initials (const char *text,
             gsize       start,
             gsize       end)
{
  guint letters = 0;
  guint dots = 0;

  for (const char *p = text + start; p < text + end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isupper (c) && c < FIRST_WIDE)
        letters++;
      else if (c == '.')
        dots++;
      else if (g_unichar_islower (c) && p > text + start && dots + 1 >= letters && letters > 0 && letters <= 4)
        {
          /* "Yu." and "Chr." are spelled-out initials only with their dot */
          const char *q = p;

          while (q < text + end && g_unichar_islower (g_utf8_get_char (q)))
            q = g_utf8_next_char (q);
          if (q - p > 2 || *q != '.')
            return FALSE;
        }
      else if (c != '-' && c != 0x2010 && c != ' ' && c != 0xa0)
        return FALSE;
    }

  return letters > 0 && letters <= 5 && (dots > 0 || letters <= 3);
}

static gboolean
is_name_word (const char *word,
              gsize       length,
              gboolean   *strong)
{
  g_autofree char *folded = g_utf8_strdown (word, length);
  gunichar first = g_utf8_get_char (word);
  gsize folded_length = strlen (folded);

  while (folded_length > 0 && folded[folded_length - 1] == '.')
    folded[--folded_length] = '\0';

  *strong = FALSE;
  if (folded_length == 0)
    return FALSE;
  if (g_strv_contains (particles, folded))
    return TRUE;
  if (!g_unichar_isupper (first) && !(g_unichar_isalpha (first) && g_unichar_totitle (first) == first))
    return FALSE;
  /* an initial is part of a name, "A" alone is not */
  if (folded_length == 1)
    return length > 1 || *word != 'A';
  if (g_hash_table_contains (get_no_names (), folded))
    return FALSE;
  *strong = TRUE;

  return TRUE;
}

static gboolean
is_wide_name (const char *text,
              gsize       start,
              gsize       end)
{
  static const char *const no_names[] = { "学报", "學報", "会议", "期刊", "大学", "公司", "研究", "论文", "大会", "科学", "技术", "工程", "杂志", "学会", "作者", "导师", "通讯", "出版", "中国" };
  guint letters = 0;

  for (const char *p = text + start; p < text + end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= FIRST_WIDE && g_unichar_isalpha (c))
        letters++;
      else if (c != ' ' && c != 0xb7 && c != 0x30fb && c != 0x3000)
        return FALSE;
    }

  if (letters < 2 || letters > 5)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (no_names); i++)
    if (g_strstr_len (text + start, end - start, no_names[i]) != NULL)
      return FALSE;

  return TRUE;
}

/* 0: no name; 1: could be one; 2: a name */
static guint
weigh_name (const char *text,
            gsize       start,
            gsize       end)
{
  guint words = 0;
  guint strong_words = 0;

  if (is_wide_name (text, start, end))
    return 2;

  for (gsize at = start; at < end;)
    {
      gsize word = at;
      gboolean strong;

      while (at < end && text[at] != ' ' && text[at] != '\n' && strncmp (text + at, "\302\240", 2) != 0)
        {
          gunichar c = g_utf8_get_char (text + at);

          /* "L.T." is two initials; digits and signs are in no name */
          if (!g_unichar_isalpha (c) && !g_unichar_ismark (c) && c != '.' && c != '-' && c != '\'' && c != 0x2019 && c != 0x2010 && c != '`')
            return 0;
          at = g_utf8_next_char (text + at) - text;
        }
      if (at > word)
        {
          if (!is_name_word (text + word, at - word, &strong))
            return 0;
          words++;
          strong_words += strong;
        }
      while (at < end && (text[at] == ' ' || text[at] == '\n' || strncmp (text + at, "\302\240", 2) == 0))
        at += text[at] == '\302' ? 2 : 1;
    }

  if (words == 0 || words > MAX_NAME_WORDS || strong_words == 0)
    return 0;

  return words >= 2 ? 2 : 1;
}

/**
 * atrium_scan_is_name:
 * @text: flat text
 * @start: start of a range
 * @end: its end
 *
 * Returns: TRUE where the range reads as a person's name of more than one word
 */
gboolean
atrium_scan_is_name (const char *text,
                     gsize       start,
                     gsize       end)
{
  atrium_scan_strip (text, &start, &end, MARKS ".,;");

  return start < end && weigh_name (text, start, end) == 2;
}

/* ---- pieces ---- */

static gboolean
is_marked (AtriumFlat *flat,
           gsize       offset)
{
  return (atrium_flat_get_style (flat, offset) & (ATRIUM_STYLE_SUPERSCRIPT | ATRIUM_STYLE_MATH)) != 0;
}

/* takes superscripts, math and the signs of footnotes from both ends */
static void
strip_marks (AtriumFlat *flat,
             const char *text,
             gsize      *start,
             gsize      *end)
{
  gsize before;

  do
    {
      before = *end - *start;
      atrium_scan_strip (text, start, end, MARKS);
      while (*start < *end && is_marked (flat, *end - 1))
        (*end)--;
      while (*start < *end && is_marked (flat, *start))
        (*start)++;
      /* math of a plain text: "$^{*}$" was stripped of its last "$" just now */
      for (gsize at = *end; at > *start && *end - at < 12; at--)
        if (text[at - 1] == '$')
          {
            *end = at - 1;
            break;
          }
        else if (g_ascii_isspace (text[at - 1]) || g_ascii_isupper (text[at - 1]))
          break;
    }
  while (*end - *start != before);
}

static gboolean
skip_prefix (const char *text,
             gsize      *start,
             gsize       end,
             const char *prefix)
{
  gsize length = strlen (prefix);

  if (end - *start <= length || g_ascii_strncasecmp (text + *start, prefix, length) != 0)
    return FALSE;
  *start += length;

  return TRUE;
}

static gboolean
is_more (const char *text,
         gsize       start,
         gsize       end)
{
  static const char *const words[] = {
    "...", "…", "et al", "et al.", "others", "and others", "....", "⋯", "等", "and more", "……", "other authors", "etc", "etc.", "collaborators", NULL
  };
  g_autofree char *word = end - start <= 24 ? g_utf8_strdown (text + start, end - start) : NULL;

  return word != NULL && g_strv_contains (words, g_strstrip (word));
}

static void
classify (AtriumFlat *flat,
          const char *text,
          Piece      *piece)
{
  gsize start = piece->start;
  gsize end = piece->end;
  static const char *const suffixes[] = { " et al.", " et al", " and others", " 等", "等" };
  static const char *const prefixes[] = { "and ", "& ", "with ", "by ", "authors: ", "author: ", "und ", "et ", "with: " };

  atrium_scan_trim (text, &start, &end);
  if (end - start > MAX_NAME_BYTES)
    return;
  while (start < end && (text[start] == '.' || text[start] == ' ') && !is_more (text, start, end))
    start++;
  /* nothing between two separators, as in ", &" */
  if (start >= end || is_more (text, start, end))
    {
      piece->type = PIECE_MORE;
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (skip_prefix (text, &start, end, prefixes[i]))
      break;

  if (is_more (text, start, end))
    {
      piece->type = PIECE_MORE;
      return;
    }

  strip_marks (flat, text, &start, &end);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      gsize length = strlen (suffixes[i]);

      if (end - start > length && strncmp (text + end - length, suffixes[i], length) == 0)
        {
          end -= length;
          strip_marks (flat, text, &start, &end);
          piece->end = end;
          break;
        }
    }
  piece->name_start = start;
  piece->name_end = end;
  if (start >= end)
    piece->type = PIECE_OTHER;
  else if (is_initials (text, start, end))
    {
      piece->type = PIECE_INITIALS;
      piece->weight = weigh_name (text, start, end);
    }
  else if ((piece->weight = weigh_name (text, start, end)) > 0)
    piece->type = PIECE_NAME;
}

static gboolean
is_soft (gunichar c)
{
  return c == ',' || c == 0xff0c || c == 0x3001 || c == ';' || c == 0xff1b || c == '&' || c == 0x2022 || c == 0xb7;
}

static gboolean
is_hard (gunichar c)
{
  return c == ':' || c == 0xff1a || c == '|' || c == '"' || c == 0x201c || c == 0x201d || c == '(' || c == ')' || c == 0xff08 || c == 0xff09 ||
         c == '[' || c == ']' || c == '{' || c == '}' || c == '?' || c == '!' || c == '<' || c == '>' || c == 0x2013 || c == 0x2014 ||
         c == 0x3002 || c == '\t' || c == '/' || c == 0x300a || c == 0x300b;
}

/* a full stop that ends a sentence rather than an initial or title */
static gboolean
ends_sentence (const char *text,
               gsize       start,
               gsize       at,
               gsize       end)
{
  gsize word = at;
  gsize next = at + 1;
  static const char *const titles[] = { "dr", "prof", "mr", "mrs", "ms", "jr", "sr", "st", "md", "phd", NULL };
  g_autofree char *folded = NULL;

  if (next < end && !g_ascii_isspace (text[next]))
    return FALSE;
  while (word > start && (g_ascii_isalpha (text[word - 1]) || (guchar) text[word - 1] >= 0x80))
    word--;
  if (g_utf8_strlen (text + word, at - word) <= 1)
    return FALSE;
  folded = g_ascii_strdown (text + word, at - word);
  if (g_strv_contains (titles, folded))
    return FALSE;
  if (g_str_equal (folded, "al"))
    return TRUE;

  /* "Li. L.," has a full stop in place of the comma */
  while (next < end && g_ascii_isspace (text[next]))
    next++;

  return !(next + 1 < end && g_ascii_isupper (text[next]) && text[next + 1] == '.');
}

/* "(唐昊)" behind a name belongs to it, and so does "(*)" */
static gsize
skip_alias (const char *text,
            gsize       at,
            gsize       end)
{
  gsize close = at + 1;

  while (close < end && close - at < MAX_ALIAS_BYTES && text[close] != ')' && text[close] != '\n')
    close++;
  if (close >= end || text[close] != ')')
    return 0;
  for (const char *p = text + at + 1; p < text + close; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!(c >= FIRST_WIDE && g_unichar_isalpha (c)) && !is_mark (c) && c != ' ')
        return 0;
    }

  return close + 1;
}

static gboolean
is_joining_word (const char *text,
                 gsize       at,
                 gsize       end,
                 gsize      *used)
{
  static const char *const words[] = { " and ", " AND ", " und ", " et ", " y ", "\nand " };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);

      if (end - at > length && strncmp (text + at, words[i], length) == 0)
        {
          *used = length;
          return !g_str_has_prefix (text + at, " et al");
        }
    }

  return FALSE;
}

static void
push (GArray  *pieces,
      gsize    start,
      gsize    end,
      gboolean soft)
{
  Piece piece = { .start = start, .end = end, .soft = soft };

  g_array_append_val (pieces, piece);
}

static gboolean
last_is_soft (const char *text,
              gsize       start,
              gsize       at)
{
  while (at > start && (text[at - 1] == ' ' || text[at - 1] == '\n'))
    at--;

  return at > start && (text[at - 1] == ',' || text[at - 1] == ';' || text[at - 1] == '&');
}

static gboolean
has_letters (const char *text,
             gsize       start,
             gsize       end)
{
  atrium_scan_trim (text, &start, &end);

  return start < end;
}

static gboolean
starts_link (AtriumFlat *flat,
             gsize       at)
{
  return (atrium_flat_get_style (flat, at) & ATRIUM_STYLE_LINK) != 0 && (atrium_flat_get_style (flat, at - 1) & ATRIUM_STYLE_LINK) == 0;
}

static GArray *
cut_pieces (AtriumFlat *flat,
            const char *text,
            gsize       start,
            gsize       end)
{
  GArray *pieces = g_array_new (FALSE, TRUE, sizeof (Piece));
  gsize from = start;
  gsize run_end = start;
  gboolean marked = FALSE;

  for (gsize at = start; at < end;)
    {
      gunichar c = g_utf8_get_char (text + at);
      gsize next = g_utf8_next_char (text + at) - text;
      gsize used = 0;
      gboolean edge = at >= run_end;

      /* styles change seldom */
      if (edge)
        {
          run_end = atrium_flat_run_end (flat, at, ATRIUM_STYLE_SUPERSCRIPT | ATRIUM_STYLE_MATH | ATRIUM_STYLE_LINK);
          run_end = MAX (run_end, next);
          marked = is_marked (flat, at);
        }

      /* "A. Byron [pdf](...)": a link that no comma leads to is no part of the name */
      if (edge && at > from && text[at - 1] == ' ' && starts_link (flat, at) && has_letters (text, from, at))
        {
          push (pieces, from, at, FALSE);
          from = at;
        }

      if (marked)
        ;
      else if (is_soft (c))
        {
          push (pieces, from, at, TRUE);
          from = next;
        }
      else if ((c == '(' || c == 0xff08) && (used = skip_alias (text, at, end)) > 0)
        next = used;
      else if (c == '\n' && last_is_soft (text, start, at))
        ;
      else if (is_hard (c) || c == '\n' || (c == '.' && ends_sentence (text, start, at, end)))
        {
          push (pieces, from, at, FALSE);
          from = next;
        }
      else if ((c == ' ' || c == '\n') && is_joining_word (text, at, end, &used))
        {
          push (pieces, from, at, TRUE);
          from = next = at + used;
        }
      at = next;
    }
  push (pieces, from, end, FALSE);

  return pieces;
}

/* "Deep Nets and Efficient Inference of Trees": where only one side of an "and" could be a
 * name, neither is one */
static void
check_joined (GArray     *pieces,
              const char *text)
{
  for (guint i = 0; i + 1 < pieces->len; i++)
    {
      Piece *a = &g_array_index (pieces, Piece, i);
      Piece *b = &g_array_index (pieces, Piece, i + 1);
      gboolean joined = a->soft && text[a->end] == ' ' && a->end < b->start;

      if (joined && a->type == PIECE_NAME && b->type == PIECE_OTHER && b->start < b->end && i > 0)
        a->type = PIECE_OTHER;
    }
}

/* ---- runs ---- */

static void
add_name (GArray      *names,
          const Piece *first,
          const Piece *last,
          const char  *text)
{
  AtriumScannedName name = {
    .start = first->start,
    .end = last->end,
    .name_start = first->name_start,
    .name_end = last->name_end,
    .weight = first == last ? first->weight : 2,      /* an initial alone weighs nothing */
  };

  atrium_scan_trim (text, &name.start, &name.end);
  /* "and B" starts with the name */
  if (name.start < name.name_start && g_ascii_isalpha (text[name.start]))
    name.start = name.name_start;
  g_array_append_val (names, name);
}

/* "A, B, C" stands for names in templates */
static gboolean
is_letters (GArray *names)
{
  for (guint i = 0; i < names->len; i++)
    {
      const AtriumScannedName *name = &g_array_index (names, AtriumScannedName, i);

      if (name->name_end - name->name_start != 1)
        return FALSE;
    }

  return names->len >= 2;
}

/* single words at the ends of a run are places and the like */
static void
trim_run (GArray *names)
{
  if (is_letters (names))
    return;
  while (names->len > 0 && g_array_index (names, AtriumScannedName, names->len - 1).weight < 2)
    g_array_set_size (names, names->len - 1);
  while (names->len > 0 && g_array_index (names, AtriumScannedName, 0).weight < 2)
    g_array_remove_index (names, 0);
}

static GArray *
better_run (GArray *best,
            GArray *run)
{
  trim_run (run);
  if (run->len > best->len)
    {
      g_array_set_size (best, 0);
      g_array_append_vals (best, run->data, run->len);
    }
  g_array_set_size (run, 0);

  return best;
}

/**
 * atrium_scan_names:
 * @flat: flat text
 * @start: start of a range
 * @end: its end
 *
 * Finds the longest run of names that are separated by commas, semicolons, "and" and the
 * like, in any of the orders "Ada Byron", "Byron, A." and "Byron A". Signs of footnotes,
 * superscripts and "et al." do not end it; a full stop, a bracket or a word that is in no
 * name does.
 *
 * Returns: (transfer full): array of AtriumScannedName
 */
GArray *
atrium_scan_names (AtriumFlat *flat,
                   gsize       start,
                   gsize       end)
{
  const char *text = atrium_flat_get_text (flat, NULL);
  g_autoptr(GArray) pieces = cut_pieces (flat, text, start, end);
  g_autoptr(GArray) run = g_array_new (FALSE, FALSE, sizeof (AtriumScannedName));
  GArray *best = g_array_new (FALSE, FALSE, sizeof (AtriumScannedName));

  for (guint i = 0; i < pieces->len; i++)
    classify (flat, text, &g_array_index (pieces, Piece, i));
  check_joined (pieces, text);

  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);
      const Piece *next = i + 1 < pieces->len ? piece + 1 : NULL;
      gboolean soft = piece->soft;

      if (piece->type == PIECE_NAME && piece->soft && next != NULL && next->type == PIECE_INITIALS && text[piece->end] == ',')
        {
          add_name (run, piece, next, text);
          soft = next->soft;
          i++;
        }
      else if (piece->type == PIECE_NAME && !(text[piece->end] == ':' && !soft))
        add_name (run, piece, piece, text);
      else if (piece->type == PIECE_INITIALS && (piece->weight == 2 || piece->name_end - piece->name_start == 1))
        add_name (run, piece, piece, text);
      else if (piece->type != PIECE_MORE)
        soft = piece->start >= piece->end && soft;

      if (!soft)
        best = better_run (best, run);
    }
  better_run (best, run);

  return best;
}

/**
 * atrium_scan_dup_marks:
 * @text: flat text
 * @name: a name in it
 *
 * Returns: (transfer full): the signs around the letters of a name
 */
char *
atrium_scan_dup_marks (const char              *text,
                       const AtriumScannedName *name)
{
  GString *marks = g_string_new_len (text + name->start, name->name_start - name->start);

  g_string_append_len (marks, text + name->name_end, name->end - name->name_end);

  return g_string_free (marks, FALSE);
}
