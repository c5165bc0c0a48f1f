#include "toml-site.h"

#define CONFIG \
  "# The site of Ines Okoro\n" \
  "baseurl = \"https://example.org/\"\n" \
  "title = \"Ines Okoro\"\n" \
  "\n" \
  "[params]\n" \
  "  # who\n" \
  "  name = \"Ines Okoro\" # as on papers\n" \
  "  role = 'Lecturer in Tides'\n" \
  "  avatar = \"ines.jpg\"\n" \
  "  organizations = [ { name = \"Harbour Institute\", url = \"https://example.org/h\" } ]\n" \
  "  email = \"ines@example.org\"\n" \
  "\n" \
  "  [[params.social]]\n" \
  "    icon = \"github\"\n" \
  "    icon_pack = \"fab\"\n" \
  "    link = \"https://github.com/inesokoro\"\n" \
  "\n" \
  "  [[params.social]]\n" \
  "    icon = \"orcid\" # sixteen digits\n" \
  "    icon_pack = \"ai\"\n" \
  "    link = \"https://orcid.org/0000-0000-0000-0000\"\n" \
  "\n" \
  "[[menu.main]]\n" \
  "  name = \"Papers\"\n" \
  "  url = \"#publications\"\n" \
  "  weight = 1\n"

#define ABOUT \
  "+++\n" \
  "# the first thing that visitors see\n" \
  "widget = \"about\"\n" \
  "active = true\n" \
  "weight = 5\n" \
  "\n" \
  "[interests]\n" \
  "  interests = [\n" \
  "    \"Slow clocks\",\n" \
  "    \"Tides\",\n" \
  "    \"Harbours\"\n" \
  "  ]\n" \
  "\n" \
  "# degrees, the newest first\n" \
  "[[education.courses]]\n" \
  "  course = \"PhD in Computer Science\"\n" \
  "  institution = \"Harbour Institute\"\n" \
  "  year = 2029\n" \
  "\n" \
  "[[education.courses]]\n" \
  "  course = \"BSc in Physics\"\n" \
  "  institution = 'Inland Institute'\n" \
  "  year = 2025\n" \
  "\n" \
  "+++\n" \
  "\n" \
  "# Biography\n" \
  "\n" \
  "Ines Okoro studies recurrent networks with slow clocks.\n"

#define EXPERIENCE \
  "+++\n" \
  "widget = \"experience\"\n" \
  "weight = 10\n" \
  "title = \"Positions\"\n" \
  "\n" \
  "[[experience]]\n" \
  "  title = \"Lecturer\"\n" \
  "  company = \"Harbour Institute\"\n" \
  "  company_url = \"\"\n" \
  "  location = \"Port Vell\"\n" \
  "  date_start = 2030-01-01\n" \
  "  date_end = \"\"\n" \
  "  description = \"\"\"\n" \
  "  Teaches tides.\n" \
  "\n" \
  "  And \"waves\".\"\"\"\n" \
  "\n" \
  "[[experience]]\n" \
  "  title = \"Gauge keeper\"\n" \
  "  company = \"Pier Works\"\n" \
  "  company_url = \"https://example.org/pier\"\n" \
  "  location = \"Port Vell\"\n" \
  "  date_start = 2029-01-01\n" \
  "  date_end = 2029-12-31\n" \
  "  description = \"Kept gauges.\"\n" \
  "\n" \
  "[[experience]]\n" \
  "  title = \"Deckhand\"\n" \
  "  company = \"Ferry Line\"\n" \
  "  company_url = \"\"\n" \
  "  location = \"Inland\"\n" \
  "  date_start = 2027-04-01\n" \
  "  date_end = 2028-10-31\n" \
  "  description = '''Scrubbed.'''\n" \
  "+++\n"

#define AWARDS \
  "+++\n" \
  "widget = \"accomplishments\"\n" \
  "weight = 20\n" \
  "title = 'Prizes'\n" \
  "[[item]]\n" \
  "organization = \"Quay Society\"\n" \
  "title = \"Silver Quay\"\n" \
  "url = \"\"\n" \
  "date_start = \"2031-01-25\"\n" \
  "[[item]]\n" \
  "organization = \"Sand Club\"\n" \
  "title = \"Best \\\"Dune\\\"\"\n" \
  "url = \"https://example.org/dune\"\n" \
  "date_start = \"2030-07-01\"\n" \
  "+++\n"

#define NOTES \
  "+++\n" \
  "widget = \"custom\"\n" \
  "weight = 30\n" \
  "title = \"Teaching notes\"\n" \
  "+++\n" \
  "\n" \
  "My notes are *here*.\n"

#define POSTS \
  "+++\n" \
  "widget = \"posts\"\n" \
  "weight = 40\n" \
  "title = \"Recent News\"\n" \
  "+++\n"

#define PAPERS \
  "+++\n" \
  "widget = \"publications\"\n" \
  "weight = 50\n" \
  "title = \"All papers\" # no talks\n" \
  "+++\n"

#define TIDAL \
  "+++\n" \
  "title = \"Tidal Nets: Forecasting with Phase-Locked Memory\"\n" \
  "date = 2031-09-12\n" \
  "\n" \
  "# Everybody, the owner too.\n" \
  "authors = [\"Ines Okoro\", \"Tam Varga\", \"Lio Brandt\"]\n" \
  "author_notes = [\"Equal contribution\", \"Equally\"]\n" \
  "\n" \
  "# 1: a conference paper, 2: a journal article\n" \
  "publication_types = [\"1\"]\n" \
  "publication = \"In *European Conference on Made-up Learning*\"\n" \
  "publication_short = \"In *ECML*\"\n" \
  "\n" \
  "abstract = \"A recurrent unit whose memory follows a slow clock.\"\n" \
  "selected = true\n" \
  "\n" \
  "# Buttons.\n" \
  "url_pdf = \"pdf/tidal.pdf\" # twelve pages\n" \
  "url_code = \"https://example.org/okoro/tidal\"\n" \
  "url_video = \"\"\n" \
  "doi = \"10.5555/000001\"\n" \
  "\n" \
  "url_custom = [{name = \"Tables\", url = \"https://example.org/tables\"}]\n" \
  "\n" \
  "[header]\n" \
  "  image = \"\"\n" \
  "+++\n" \
  "\n" \
  "More on the *clock*.\n"

#define HARBOUR \
  "+++\n" \
  "title = 'Harbour Noise'\n" \
  "date = \"2030-03-01T00:00:00\"\n" \
  "authors = [\n" \
  "  'Ines Okoro',\n" \
  "  'Tam Varga', # on the gauge\n" \
  "]\n" \
  "publication_types = ['2']\n" \
  "publication = '*Journal of Quays*'\n" \
  "abstract = '''\n" \
  "It is noisy.\n" \
  "'''\n" \
  "selected = false\n" \
  "\n" \
  "[[url_custom]]\n" \
  "  name = 'Data'\n" \
  "  url = 'https://example.org/data'\n" \
  "\n" \
  "[[url_custom]]\n" \
  "  name = 'Sounds'\n" \
  "  url = 'https://example.org/sounds'\n" \
  "+++\n"

#define SAND \
  "+++\n" \
  "title = \"Sand in Clocks\"\n" \
  "date = 2028-05-01\n" \
  "authors = [\"I. Okoro\"]\n" \
  "publication_types = [\"3\"]\n" \
  "publication = \"\"\n" \
  "+++\n"

#define TALK \
  "+++\n" \
  "title = \"On clocks\"\n" \
  "event = \"Clock Days\"\n" \
  "event_url = \"https://example.org/days\"\n" \
  "location = \"Port Vell\"\n" \
  "time_start = 2032-05-06T13:00:00Z\n" \
  "time_end = 2032-05-06T14:00:00Z\n" \
  "date = 2031-01-01T00:00:00Z\n" \
  "abstract = \"Why clocks are slow.\"\n" \
  "url_slides = \"\"\n" \
  "+++\n"

#define PROJECT \
  "+++\n" \
  "title = \"Tide gauge\"\n" \
  "summary = \"A gauge for small harbours\"\n" \
  "date = 2030-04-27T00:00:00\n" \
  "tags = [\"gauges\"]\n" \
  "external_link = \"https://example.org/gauge\"\n" \
  "+++\n"

#define POST \
  "+++\r\n" \
  "title = \"Tidal Nets was accepted\"\r\n" \
  "date = 2031-07-01\r\n" \
  "draft = true\r\n" \
  "+++\r\n" \
  "\r\n" \
  "And presented.\r\n"

#define ADMIN \
  "+++\n" \
  "name = \"Ines Okoro\"\n" \
  "authors = [\"admin\"]\n" \
  "superuser = true\n" \
  "role = \"Lecturer\"\n" \
  "bio = \"Clocks.\"\n" \
  "email = \"\"\n" \
  "interests = [\"Tides\"]\n" \
  "\n" \
  "[[organizations]]\n" \
  "  name = \"Harbour Institute\"\n" \
  "  url = \"\"\n" \
  "\n" \
  "[[social]]\n" \
  "  icon = \"envelope\"\n" \
  "  icon_pack = \"fas\"\n" \
  "  link = \"mailto:ines@example.org\"\n" \
  "\n" \
  "[[social]]\n" \
  "  icon = \"github\"\n" \
  "  icon_pack = \"fab\"\n" \
  "  link = \"https://github.com/inesokoro\"\n" \
  "\n" \
  "[[education.courses]]\n" \
  "  course = \"PhD in Computer Science\"\n" \
  "  institution = \"Harbour Institute\"\n" \
  "  year = 2029\n" \
  "+++\n" \
  "\n" \
  "Ines Okoro sails.\n"

#define NETS \
  "+++\n" \
  "title         = \"Nets\"\n" \
  "date          = 2031-02-03\n" \
  "authors       = [\"admin\", \"Tam Varga\"]\n" \
  "publication   = \"*Nets and Knots*\"\n" \
  "hugoblox.ids.doi = \"10.5555/3\"\n" \
  "+++\n"

AtriumFileTree *
toml_site_old (void)
{
  AtriumFileTree *files =
    site_new ("config.toml", CONFIG, "content/home/about.md", ABOUT, "content/home/experience.md", EXPERIENCE,
              "content/home/awards.md", AWARDS, "content/home/notes.md", NOTES, "content/home/posts.md", POSTS,
              "content/home/publications.md", PAPERS, "content/publication/tidal-nets.md", TIDAL,
              "content/publication/harbour-noise/index.md", HARBOUR, "content/publication/sand.md", SAND,
              "content/talk/clocks.md", TALK, "content/project/gauge.md", PROJECT, "content/post/accepted.md", POST, NULL);

  atrium_file_tree_set (files, "static/img/ines.jpg", NULL);

  return files;
}

AtriumFileTree *
toml_site_authors (void)
{
  return site_new ("config.toml", "title = \"Nets\"\n", "content/authors/admin/_index.md", ADMIN,
                   "content/publication/nets/index.md", NETS, NULL);
}
