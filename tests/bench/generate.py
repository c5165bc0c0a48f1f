"""Makes homepages of any size, of invented people, for the benchmark.

The same size gives the same bytes every time.
"""

import json
import pathlib
import random

GIVEN = "Ada Bram Chiara Deniz Elif Farah Goran Hana Imre Jun Kofi Lin Marit Noor Oskar Priya".split()
FAMILY = (
    "Elvestad Okonkwo Lindqvist Tanaka Moreau Petrov Haddad Nakamura Silva Novak Byrne Castellan"
).split()
WORDS = (
    "sparse neural ocean drift currents operators uncertain graphs forecasts buoys kernels calibrated "
    "learning waves from few robust inference bounds transport maps turbulent flows sampling without"
).split()
VENUES = [
    ("International Conference on Tidal Computing", "ICTC"),
    ("Journal of Invented Results", "JIR"),
    ("Symposium on Calm Seas", "SCS"),
    ("Workshop on Learning from Buoys", "WLB"),
]


def paper(number):
    """One invented paper; its number is its seed."""
    pick = random.Random(number)
    title = " ".join(pick.choice(WORDS) for _ in range(pick.randint(5, 10))).capitalize()
    authors = [f"{pick.choice(GIVEN)} {pick.choice(FAMILY)}" for _ in range(pick.randint(1, 6))]
    venue, short = pick.choice(VENUES)
    return {
        "title": f"{title} {number}",
        "authors": authors + ["Ada Elvestad"],
        "venue": venue,
        "venueShort": short,
        "year": 2000 + number % 26,
        "paper": f"https://papers.example/{number}.pdf",
        "code": f"https://code.example/elvestad/{number}",
    }


def page_line(entry):
    """A paper as academicpages and AcadHomepage people write it."""
    authors = ", ".join(f"**{name}**" if name == "Ada Elvestad" else name for name in entry["authors"])
    return (
        f"- [{entry['title']}]({entry['paper']}), {authors}. *{entry['venue']}* "
        f"**{entry['venueShort']} {entry['year']}**. [[code]({entry['code']})]\n"
    )


def write_site(folder, size):
    """A site with one page that lists SIZE papers."""
    folder = pathlib.Path(folder)
    (folder / "_pages").mkdir(parents=True, exist_ok=True)
    (folder / "_layouts").mkdir(exist_ok=True)
    (folder / "_config.yml").write_text(
        'title: "Ada Elvestad"\nauthor:\n  name: "Ada Elvestad"\n  bio: "Oceans"\n'
        "include:\n  - _pages\nmarkdown: kramdown\n",
        encoding="utf-8",
    )
    (folder / "_layouts" / "default.html").write_text(
        "<!doctype html><html><body>{{ content }}</body></html>\n", encoding="utf-8"
    )
    with open(folder / "_pages" / "about.md", "w", encoding="utf-8") as page:
        page.write('---\npermalink: /\ntitle: ""\nlayout: default\nauthor_profile: true\n---\n\n')
        page.write("I learn how oceans move.\n\n# News\n- *2026.03*: A new buoy is in the water.\n\n")
        page.write("# Publications\n\n")
        page.writelines(page_line(paper(number)) for number in range(size))


def write_profile(path, size):
    """A profile document with SIZE papers."""
    entries = []
    for number in range(size):
        entry = paper(number)
        entries.append({
            "title": entry["title"],
            "authors": [
                {"name": name, **({"self": True} if name == "Ada Elvestad" else {})}
                for name in entry["authors"]
            ],
            "venue": entry["venue"],
            "venueShort": entry["venueShort"],
            "date": str(entry["year"]),
            "links": [{"label": "paper", "url": entry["paper"]}, {"label": "code", "url": entry["code"]}],
        })
    document = {
        "person": {"name": "Ada Elvestad", "headline": "Oceans"},
        "sections": [
            {"kind": "news", "title": "News",
             "entries": [{"date": "2026-03", "text": "A new buoy is in the water."}]},
            {"kind": "publications", "title": "Publications", "entries": entries},
        ],
    }
    pathlib.Path(path).write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def write_bibtex(path, size):
    """A BibTeX file of about half a kilobyte an entry."""
    with open(path, "w", encoding="utf-8") as file:
        for number in range(size):
            entry = paper(number)
            authors = " and ".join(", ".join(reversed(name.split(" ", 1))) for name in entry["authors"])
            file.write(
                f"@inproceedings{{elvestad{entry['year']}paper{number},\n"
                f"  title     = {{{{{entry['title'].split()[0]}}} {entry['title']} \\& more}},\n"
                f"  author    = {{{authors} and M{{\\\"u}}ller, J{{\\\"o}}rg}},\n"
                f"  booktitle = {{Proceedings of the {entry['venue']}}},\n"
                f"  year      = {{{entry['year']}}},\n"
                "  month     = sep,\n"
                f"  pages     = {{{number}--{number + 11}}},\n"
                f"  doi       = {{10.5555/{number}}},\n"
                f"  pdf       = {{{entry['paper']}}},\n"
                f"  code      = {{{entry['code']}}},\n"
                f"  abstract  = {{We study paper {number}, which is long, and its tides, which are longer.}},\n"
                "}\n\n"
            )


def write_hugo_site(folder, size):
    """The same page for Hugo."""
    folder = pathlib.Path(folder)
    (folder / "content").mkdir(parents=True, exist_ok=True)
    (folder / "layouts").mkdir(exist_ok=True)
    (folder / "hugo.toml").write_text(
        'baseURL = "https://elvestad.example/"\ntitle = "Ada Elvestad"\n'
        'disableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n',
        encoding="utf-8",
    )
    (folder / "layouts" / "index.html").write_text(
        "<!doctype html><html><body>{{ .Content }}</body></html>\n", encoding="utf-8"
    )
    with open(folder / "content" / "_index.md", "w", encoding="utf-8") as page:
        page.write('---\ntitle: "Ada Elvestad"\n---\n\n# Publications\n\n')
        page.writelines(page_line(paper(number)) for number in range(size))
