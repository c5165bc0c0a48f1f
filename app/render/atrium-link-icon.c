#include "atrium-link-icon.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *needle;
  const char *icon;
  const char *label;    /* where the author gave none; names are not translated */
} IconRule;

/* the host part of the URL ends with, or is, the needle */
static const IconRule host_rules[] = {
  { "github.com", "github", "GitHub" },
  { "github.io", "globe", NULL },
  { "gitlab.com", "code", "GitLab" },
  { "scholar.google.com", "scholar", "Google Scholar" },
  { "semanticscholar.org", "scholar", "Semantic Scholar" },
  { "orcid.org", "orcid", "ORCID" },
  { "linkedin.com", "linkedin", "LinkedIn" },
  { "twitter.com", "x", "X" },
  { "x.com", "x", "X" },
  { "bsky.app", "butterfly", "Bluesky" },
  { "mastodon.social", "bubble", "Mastodon" },
  { "zhihu.com", "bubble", "知乎" },
  { "weibo.com", "bubble", "微博" },
  { "facebook.com", "people", "Facebook" },
  { "instagram.com", "picture", "Instagram" },
  { "dblp.org", "stack", "DBLP" },
  { "dblp.uni-trier.de", "stack", "DBLP" },
  { "arxiv.org", "arxiv", "arXiv" },
  { "openreview.net", "paper", "OpenReview" },
  { "aclanthology.org", "paper", "ACL Anthology" },
  { "researchgate.net", "book", "ResearchGate" },
  { "pubmed.ncbi.nlm.nih.gov", "book", "PubMed" },
  { "huggingface.co", "smile", "Hugging Face" },
  { "kaggle.com", "data", "Kaggle" },
  { "youtube.com", "video", "YouTube" },
  { "youtu.be", "video", "YouTube" },
  { "bilibili.com", "video", "bilibili" },
  { "vimeo.com", "video", "Vimeo" },
  { "wikipedia.org", "globe", "Wikipedia" },
  { "doi.org", "paper", "DOI" },
};

/* a word of the label, in lower case */
static const IconRule label_rules[] = {
  { "scholar", "scholar", NULL },
  { "github", "github", NULL },
  { "orcid", "orcid", NULL },
  { "linkedin", "linkedin", NULL },
  { "twitter", "x", NULL },
  { "dblp", "stack", NULL },
  { "arxiv", "arxiv", NULL },
  { "cv", "paper", NULL },
  { "resume", "paper", NULL },
  { "résumé", "paper", NULL },
  { "简历", "paper", NULL },
  { "email", "mail", NULL },
  { "e-mail", "mail", NULL },
  { "mail", "mail", NULL },
  { "邮箱", "mail", NULL },
  { "phone", "phone", NULL },
  { "code", "code", NULL },
  { "代码", "code", NULL },
  { "paper", "paper", NULL },
  { "论文", "paper", NULL },
  { "pdf", "paper", NULL },
  { "preprint", "paper", NULL },
  { "doi", "paper", NULL },
  { "slides", "slides", NULL },
  { "slide", "slides", NULL },
  { "poster", "picture", NULL },
  { "video", "video", NULL },
  { "talk", "video", NULL },
  { "recording", "video", NULL },
  { "demo", "video", NULL },
  { "dataset", "data", NULL },
  { "data", "data", NULL },
  { "bibtex", "quote", NULL },
  { "bib", "quote", NULL },
  { "cite", "quote", NULL },
  { "project", "globe", NULL },
  { "website", "globe", NULL },
  { "homepage", "globe", NULL },
  { "主页", "globe", NULL },
  { "blog", "book", NULL },
  { "book", "book", NULL },
  { "model", "stack", NULL },
  { "models", "stack", NULL },
};

static gboolean
label_has_word (const char *label,
                const char *word)
{
  const char *found = label;
  gsize length = strlen (word);

  while ((found = strstr (found, word)) != NULL)
    {
      gboolean starts = found == label || !g_ascii_isalnum (found[-1]);
      gboolean ends = !g_ascii_isalnum (found[length]);

      if (starts && ends)
        return TRUE;
      found += length;
    }

  return FALSE;
}

static const IconRule *
find_host_rule (const char *url)
{
  const char *host = strstr (url, "//");
  gsize length;

  if (host == NULL)
    return NULL;
  host += 2;
  length = strcspn (host, "/?#:");

  for (gsize i = 0; i < G_N_ELEMENTS (host_rules); i++)
    {
      gsize n = strlen (host_rules[i].needle);

      if (length >= n && g_ascii_strncasecmp (host + length - n, host_rules[i].needle, n) == 0 &&
          (length == n || host[length - n - 1] == '.'))
        return &host_rules[i];
    }

  return NULL;
}

/**
 * atrium_link_icon_find:
 * @label: (nullable): what the link says
 * @url: (nullable): where it leads
 *
 * Returns: the name of the icon in the page's set that fits best; never %NULL
 */
const char *
atrium_link_icon_find (const char *label,
                       const char *url)
{
  const IconRule *rule;

  if (url != NULL && g_str_has_prefix (url, "mailto:"))
    return "mail";

  if (label != NULL)
    {
      g_autofree char *lower = g_utf8_strdown (label, MIN (strlen (label), 200));

      for (gsize i = 0; i < G_N_ELEMENTS (label_rules); i++)
        if (label_has_word (lower, label_rules[i].needle))
          return label_rules[i].icon;
    }

  rule = url != NULL ? find_host_rule (url) : NULL;

  return rule != NULL ? rule->icon : "link";
}

/**
 * atrium_link_icon_find_label:
 * @url: (nullable): where a link without a label leads
 *
 * Returns: what it may be called: the name of a well-known host, or a
 *   translated "Link"
 */
const char *
atrium_link_icon_find_label (const char *url)
{
  const IconRule *rule = url != NULL ? find_host_rule (url) : NULL;

  return rule != NULL && rule->label != NULL ? rule->label : C_("page", "Link");
}

/**
 * atrium_link_icon_append:
 * @out: where the HTML is added
 * @icon: name of an icon in the page's set
 *
 * Adds an element that shows the icon, which stands in the style sheet.
 */
void
atrium_link_icon_append (GString    *out,
                         const char *icon)
{
  g_string_append_printf (out, "<i class=\"icon i-%s\" aria-hidden=\"true\"></i>", icon);
}
