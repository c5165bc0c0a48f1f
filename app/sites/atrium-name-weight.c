#include "atrium-name-weight.h"

#include <string.h>

/* from here on Unicode has scripts that are written without spaces */
#define FIRST_WIDE 0x2e80
/* words of one name */
#define MAX_NAME_WORDS 6
/* no word of the lists is as long */
#define MAX_LISTED_BYTES 32

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

/* Words of the list above that are somebody's name too, "Xinyu An", "Can Cui", or a family
 * name behind a given one, "William Press". One other word has to be with them. */
static const char *const shared_words[] = { "an", "do", "can", "sur", "april", "june", "august", "summer", "winter", "london", "paris", NULL };
static const char *const shared_families[] = { "low", "page", "best", "press", "link", "fall", "gene", "book", "real", "main", "author", "self", "springer", "guide", NULL };

/* particles of names that are written in lower case */
static const char *const particles[] = {
  "van", "von", "der", "den", "de", "del", "della", "da", "di", "dos", "das", "du", "la", "le", "el", "al", "bin", "ibn", "ben", "ter", "ten", "zu",
  "y", "e", "af", "av", "st", "jr", "sr", "ii", "iii", "mc", "o", NULL
};

typedef enum
{
  LISTED_NO_NAME  = 1 << 0,
  LISTED_SHARED   = 1 << 1,
  LISTED_FAMILY   = 1 << 2,
  LISTED_PARTICLE = 1 << 3,
} Listed;

static void
list_words (GHashTable        *table,
            const char *const *words,
            Listed             listed)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      guint known = GPOINTER_TO_UINT (g_hash_table_lookup (table, words[i]));

      g_hash_table_insert (table, (gpointer) words[i], GUINT_TO_POINTER (known | listed));
    }
}

/* which of the lists have @word, which is in lower case */
static Listed
find_listed (const char *word)
{
  static GHashTable *table;

  if (g_once_init_enter_pointer (&table))
    {
      GHashTable *words = g_hash_table_new (g_str_hash, g_str_equal);

      list_words (words, no_name_words, LISTED_NO_NAME);
      list_words (words, shared_words, LISTED_SHARED);
      list_words (words, shared_families, LISTED_FAMILY);
      list_words (words, particles, LISTED_PARTICLE);
      g_once_init_leave_pointer (&table, words);
    }

  return GPOINTER_TO_UINT (g_hash_table_lookup (table, word));
}

/**
 * atrium_name_is_initials:
 * @text: flat text
 * @start: start of a range
 * @end: its end
 *
 * Returns: TRUE for "A.", "J. R.", "A.-K." and "AB"
 */
gboolean
atrium_name_is_initials (const char *text,
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
      else if (c != '-' && c != 0x2010 && c != 0x2011 && c != ' ' && c != 0xa0)
        return FALSE;
    }

  return letters > 0 && letters <= 5 && (dots > 0 || letters <= 3);
}

typedef enum
{
  WORD_NONE,                 /* in no name */
  WORD_WEAK,                 /* an initial or a particle */
  WORD_SHARED,               /* a name or any word */
  WORD_STRONG,
} WordType;

/* the beginning of a word in lower case: what is longer is in no list */
static gsize
fold_word (const char *word,
           gsize       length,
           char        folded[MAX_LISTED_BYTES])
{
  gsize n = 0;

  for (const char *p = word; p < word + length && n + 6 < MAX_LISTED_BYTES; p = g_utf8_next_char (p))
    if ((guchar) *p < 0x80)
      folded[n++] = g_ascii_tolower (*p);
    else
      n += g_unichar_to_utf8 (g_unichar_tolower (g_utf8_get_char (p)), folded + n);

  while (n > 0 && folded[n - 1] == '.')
    n--;
  folded[n] = '\0';

  return n;
}

static WordType
type_word (const char *word,
           gsize       length,
           gboolean    first_word,
           gboolean    last_word)
{
  char folded[MAX_LISTED_BYTES];
  gsize folded_length = fold_word (word, length, folded);
  gunichar first = g_utf8_get_char (word);
  Listed listed;

  if (folded_length == 0)
    return WORD_NONE;
  listed = find_listed (folded);
  /* a particle at the end is a family name: "Q. Du" */
  if (listed & LISTED_PARTICLE)
    return last_word && !first_word && g_unichar_isupper (first) && length > 1 && word[length - 1] != '.' ? WORD_STRONG : WORD_WEAK;
  if (!g_unichar_isupper (first) && !(g_unichar_isalpha (first) && g_unichar_totitle (first) == first))
    return WORD_NONE;
  /* an initial is part of a name */
  if (folded_length == 1)
    return length > 1 || *word != 'A' || !(first_word && last_word) ? WORD_WEAK : WORD_NONE;
  if (!(listed & LISTED_NO_NAME))
    return WORD_STRONG;

  return (listed & LISTED_SHARED) || (last_word && !first_word && (listed & LISTED_FAMILY)) ? WORD_SHARED : WORD_NONE;
}

/**
 * atrium_name_is_wide:
 * @text: flat text
 * @start: start of a range
 * @end: its end
 *
 * Returns: TRUE for a name in a script without spaces
 */
gboolean
atrium_name_is_wide (const char *text,
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

/**
 * atrium_name_weigh:
 * @text: flat text
 * @start: start of a range
 * @end: its end
 *
 * Returns: 0 where the range is no name, 1 where it could be one, 2 where it is one
 */
guint
atrium_name_weigh (const char *text,
                   gsize       start,
                   gsize       end)
{
  guint words = 0;
  guint strong_words = 0;
  guint shared_words_seen = 0;

  if (atrium_name_is_wide (text, start, end))
    return 2;

  for (gsize at = start; at < end;)
    {
      gsize word = at;

      while (at < end && text[at] != ' ' && text[at] != '\n' && strncmp (text + at, "\302\240", 2) != 0)
        {
          gunichar c = g_utf8_get_char (text + at);

          /* "L.T." is two initials; digits and signs are in no name */
          if (!g_unichar_isalpha (c) && !g_unichar_ismark (c) && c != '.' && c != '-' && c != '\'' && c != 0x2019 && c != 0x2010 && c != 0x2011 && c != '`')
            return 0;
          at = g_utf8_next_char (text + at) - text;
        }
      if (at > word)
        {
          WordType type = type_word (text + word, at - word, words == 0, at >= end);

          if (type == WORD_NONE)
            return 0;
          words++;
          strong_words += type == WORD_STRONG;
          shared_words_seen += type == WORD_SHARED;
        }
      while (at < end && (text[at] == ' ' || text[at] == '\n' || strncmp (text + at, "\302\240", 2) == 0))
        at += text[at] == '\302' ? 2 : 1;
    }

  if (words == 0 || words > MAX_NAME_WORDS || strong_words == 0)
    return 0;
  if (shared_words_seen > 0 && (shared_words_seen > 1 || words > 3))
    return 0;

  /* "A Byron" may be the beginning of a title, "Vitamin A" is no name */
  if ((text[start] == 'A' && text[start + 1] == ' ') || (end > start + 2 && text[end - 1] == 'A' && text[end - 2] == ' '))
    return words == 2 || text[end - 1] == 'A' ? 1 : 0;

  return words >= 2 ? 2 : 1;
}
