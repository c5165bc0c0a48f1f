"""The command line as scripts see it: the built program, its output, its exit status, the files.

Called with the folder of fixtures; the program is in ATRIUM_BUILD_ROOT. Speaks TAP.
"""

import json
import os
import pathlib
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import traceback

PROGRAM = os.path.join(os.environ["ATRIUM_BUILD_ROOT"], "app/atrium")
FIXTURES = pathlib.Path(sys.argv[1])
PLACE = re.compile(r"^[^\n]*:\d+:\d+: .")

tests = []


def test(function):
    tests.append(function)
    return function


def run(*arguments, cwd=None, env=None, timeout=60):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, cwd=cwd, env=env,
                          timeout=timeout)


def ok(*arguments, **options):
    result = run(*arguments, **options)
    assert result.returncode == 0, f"{arguments}: {result.returncode}, {result.stderr}"
    return result.stdout


def refused(*arguments, **options):
    """Exit status 1, nothing on stdout, one message on stderr."""
    result = run(*arguments, **options)
    assert result.returncode == 1, f"{arguments}: {result.returncode}, {result.stdout[:200]}"
    assert result.stdout == "", result.stdout
    lines = result.stderr.splitlines()
    assert len(lines) == 1, result.stderr
    return lines[0]


def wrong(*arguments):
    result = run(*arguments)
    assert result.returncode == 2, f"{arguments}: {result.returncode}"
    assert result.stdout == ""
    assert "usage" in result.stderr or "no such" in result.stderr, result.stderr


def contents(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*")) if not path.is_symlink()
    }


def changed_lines(before, after):
    """The lines that differ, as two lists, when nothing else does."""
    a, b = before.splitlines(), after.splitlines()
    while a and b and a[0] == b[0]:
        a.pop(0), b.pop(0)
    while a and b and a[-1] == b[-1]:
        a.pop(), b.pop()
    return a, b


class Site:
    """A copy of the fixture."""

    def __init__(self, folder):
        self.path = folder / "site"
        shutil.copytree(FIXTURES / "site", self.path)
        self.about = self.path / "_pages/about.md"
        self.first = contents(self.path)

    def text(self, path="_pages/about.md"):
        return (self.path / path).read_text()

    def first_text(self, path="_pages/about.md"):
        return self.first[path].decode()

    def only_changed(self, path="_pages/about.md"):
        now = contents(self.path)
        assert now.keys() == self.first.keys(), now.keys() ^ self.first.keys()
        assert [name for name in now if now[name] != self.first[name]] == [path]
        return changed_lines(self.first_text(path), self.text(path))

    def untouched(self):
        assert contents(self.path) == self.first


@test
def get_prints_strings_raw_and_others_as_json(folder):
    site = Site(folder)
    assert ok("get", site.path, "person/name") == "Mira Okonjo-Vass\n"
    assert ok("get", site.path, "/sections/1/entries/0/date") == "2024-05\n"
    assert ok("get", site.path, "sections/1/title") == "🔥 News\n"
    author = json.loads(ok("get", site.path, "sections/2/entries/0/authors/0"))
    assert author == {"name": "Mira Okonjo-Vass", "self": True}
    assert ok("get", site.path, "sections/2/entries/0/authors/0/self") == "true\n"
    assert len(json.loads(ok("get", site.path, "sections"))) == 5
    site.untouched()


@test
def set_changes_one_line(folder):
    cases = [
        ("sections/1/entries/0/text", "Worms sing again."), ("sections/1/entries/0/date", "2024-06"),
        ("sections/1/title", "News"), ("sections/2/entries/0/title", "Choirs above the meadow"),
        ("sections/2/entries/0/authors/1/name", "Tamsin Birke"), ("sections/2/entries/1/url", "https://papers.example/hum"),
        ("sections/3/entries/0/title", "Silver Spade"), ("sections/4/entries/1/end", "2016-07"),
        ("sections/0/entries/1/text", "I am looking for two students."),
    ]
    for pointer, value in cases:
        site = Site(folder)
        assert ok("set", site.path, pointer, value) == ""
        before, after = site.only_changed()
        assert len(before) == len(after) == 1, (pointer, before, after)
        assert ok("get", site.path, pointer) == value + "\n"
        ok("set", site.path, pointer, value)
        assert site.only_changed() == (before, after)
        shutil.rmtree(site.path)


@test
def set_keeps_the_configuration_around_a_value(folder):
    site = Site(folder)
    ok("set", site.path, "person/location", "Upper Tarn")
    before, after = site.only_changed("_config.yml")
    assert before == ['  location               : "Lower Tarn"'] and after == ['  location               : "Upper Tarn"']


@test
def set_takes_json_for_lists_and_flags(folder):
    profile = folder / "p.json"
    ok("import", Site(folder).path, "-o", profile)
    ok("set", profile, "sections/2/entries/0/authors", '[{"name": "Tam Birke", "equal": true}]')
    assert json.loads(ok("get", profile, "sections/2/entries/0/authors")) == [{"name": "Tam Birke", "equal": True}]
    ok("set", profile, "sections/2/entries/0/selected", "true")
    assert ok("get", profile, "sections/2/entries/0/selected") == "true\n"
    ok("set", profile, "sections/2/entries/0/citations", '{"count": 12, "source": "hand"}')
    assert ok("get", profile, "sections/2/entries/0/citations/count") == "12\n"
    ok("set", profile, "sections/2/entries/0/title", "12")
    assert ok("get", profile, "sections/2/entries/0/title") == "12\n"
    for pointer, value in (("authors", "Tam"), ("authors", '"Tam"'), ("selected", "yes"), ("date", "soon"), ("citations", "[1]"), ("authors", "[")):
        before = profile.read_bytes()
        refused("set", profile, "sections/2/entries/0/" + pointer, value)
        assert profile.read_bytes() == before


@test
def insert_remove_and_move_touch_one_item(folder):
    site = Site(folder)
    ok("insert", site.path, "sections/1/entries/-", '{"date": "2024-01", "text": "A new spade."}')
    assert site.only_changed() == ([], ["- *2024.01*: A new spade."])
    ok("remove", site.path, "sections/1/entries/2")
    site.untouched()
    ok("insert", site.path, "sections/1/entries/0", '{"date": "2024-07", "text": "First."}')
    assert site.only_changed() == ([], ["- *2024.07*: First."])
    ok("move", site.path, "sections/1/entries/0", "sections/1/entries/2")
    assert site.text().splitlines()[17] == "- *2024.07*: First.", site.text()
    ok("remove", site.path, "sections/1/entries/2")
    site.untouched()
    ok("move", site.path, "sections/3", "sections/1")
    assert ok("get", site.path, "sections/1/title") == "🎖 Honors and Awards\n"
    ok("move", site.path, "sections/1", "sections/3")
    site.untouched()


@test
def a_page_is_opened_in_its_site(folder):
    site = Site(folder)
    assert ok("get", site.about, "person/name") == "Mira Okonjo-Vass\n"
    ok("set", site.about, "sections/1/entries/0/text", "Changed.")
    assert len(site.only_changed()[0]) == 1


@test
def import_writes_a_profile_that_exports_again(folder):
    site = Site(folder)
    profile = json.loads(ok("import", site.path))
    assert profile["version"] == 1 and profile["person"]["name"] == "Mira Okonjo-Vass"
    assert [section["kind"] for section in profile["sections"]] == ["bio", "news", "publications", "honors", "education"]
    path = folder / "profile.json"
    assert ok("import", site.path, "-o", path) == ""
    text = path.read_text()
    assert ok("import", path) == text, "a profile file is read and written without change"
    assert text.endswith("}\n") and not text.endswith("\n\n")


@test
def export_writes_once(folder):
    site = Site(folder)
    profile, target = folder / "profile.json", folder / "deep/out"
    ok("import", site.path, "-o", profile)
    listed = ok("export", profile, "--theme", "acad-homepage", "--into", target, "--dry-run").splitlines()
    assert not (folder / "deep").exists()
    assert "_pages/about.md" in listed and listed == sorted(listed)
    # the profile file lies outside of the site: no picture beside it
    (folder / "images").mkdir()
    (folder / "images/mira.png").write_bytes(b"PNG")
    assert "images/mira.png" in ok("export", profile, "--theme", "acad-homepage", "--into", target).splitlines()
    written = contents(target)
    assert written["images/mira.png"] == b"PNG"
    assert ok("export", profile, "--theme", "acad-homepage", "--into", target) == ""
    assert contents(target) == written
    again = json.loads(ok("import", target))
    assert again["person"]["name"] == "Mira Okonjo-Vass"
    assert [len(s["entries"]) for s in again["sections"]] == [2, 2, 2, 1, 2]
    (target / "_pages/about.md").write_text("edited\n")
    assert ok("export", profile, "--theme", "acad-homepage", "--into", target) == "_pages/about.md\n"


@test
def modes_and_links_stay(folder):
    site = Site(folder)
    real = site.path / "_pages/real.md"
    site.about.rename(real)
    real.chmod(0o640)
    site.about.symlink_to("real.md")
    ok("set", site.path, "sections/1/entries/0/text", "Changed.")
    assert site.about.is_symlink() and "Changed." in real.read_text()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


@test
def themes_are_listed(folder):
    listed = ok("themes")
    assert "acad-homepage" in listed and "academicpages" in listed and "profile" in listed


@test
def check_finds_and_repairs_mis_decoded_text(folder):
    site = Site(folder)
    assert ok("check", site.path) == ""
    text = site.text().replace("Our paper", "Caf√© ‚Äúworms‚Äù: our paper")
    site.about.write_text(text)
    findings = ok("check", site.path).splitlines()
    assert findings and all(PLACE.match(line) for line in findings), findings
    assert any(line.startswith("_pages/about.md:16:17: ") for line in findings), findings
    assert site.text() == text
    ok("check", site.path, "--repair")
    assert site.text() == text.replace("Caf√© ‚Äúworms‚Äù", "Café “worms”")
    assert ok("check", site.path) == ""


@test
def render_draws_the_page(folder):
    site = Site(folder)
    html = ok("render", site.path)
    assert html.startswith("<!DOCTYPE html>") and "Choirs below the meadow" in html
    page = folder / "page.html"
    assert ok("render", site.path, "-o", page) == ""
    assert "Golden Spade" in page.read_text()
    site.untouched()


@test
def render_fills_in_citations(folder):
    site = pathlib.Path(os.environ["ATRIUM_SOURCE_ROOT"]) / "tests" / "shell" / "sites" / "jekyll"
    copy = folder / "site"
    shutil.copytree(site, copy)
    assert "57 citations" in ok("render", copy)
    assert "57 citations" in ok("render", copy / "_pages" / "about.md")
    (copy / "gs_data.json").write_text("{")
    html = ok("render", copy)
    assert "citations<" not in html and "Tidal Nets" in html


@test
def wrong_calls_exit_2(folder):
    site = Site(folder)
    for arguments in (
        ["get"], ["get", site.path], ["set", site.path, "person/name"], ["set", site.path, "person/name", "a", "b"],
        ["export", site.path], ["export", site.path, "--theme", "acad-homepage"], ["export", site.path, "--into", folder],
        ["import"], ["import", site.path, "-o"], ["import", site.path, "--what"], ["move", site.path, "sections/1"],
        ["render", site.path, "--engine", "nothing"], ["themes", "x"], ["remove", site.path], ["insert", site.path, "sections/1/entries/-"],
    ):
        wrong(*arguments)
    site.untouched()


@test
def pointers_to_nothing_are_refused(folder):
    site = Site(folder)
    for arguments in (
        ["get", "sections/9"], ["get", "sections/1/entries/7/text"], ["get", "person/nothing"], ["get", "nothing"],
        ["set", "sections/1/entries/7/text", "x"], ["set", "sections/9/title", "x"], ["set", "nothing", "x"], ["set", "sections/1", "x"],
        ["remove", "sections/9"], ["remove", "sections/1/entries/5"], ["move", "sections/1/entries/0", "sections/9/entries/0"],
        ["insert", "sections/1/entries/9", '{"text": "x"}'], ["insert", "sections/1/entries/-", "{"], ["insert", "sections/1/entries/-", "[]"],
    ):
        refused(arguments[0], site.path, *arguments[1:])
    site.untouched()


def bad_inputs(folder):
    """Name of the input, and words that its message holds."""
    def write(name, data):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    yield write("not-utf8.md", b"# News\n- caf\xe9\n"), "not-utf8.md:2:6: "
    yield write("nul.md", b"# News\n\0\n"), "nul.md:2:1: "
    yield write("truncated.json", b'{"version": 1, "sections": [{"kind": "news", "ti'), "truncated.json:1:"
    yield write("deep.json", b'{"a":' * 100000), "deep.json:1:"
    yield write("deep-list.json", b"[" * 100000), "deep-list.json:1:"
    yield write("deep-quote.md", b"> " * 100000 + b"x\n"), "deep-quote.md:1:"
    yield write("deep.html", b"<div>" * 100000), "deep.html:1:"
    yield write("empty.json", b""), "empty.json:1:1: "
    yield write("no-profile.json", b'{"a": 1}'), "no-profile.json:1:1: "
    large = write("large.md", b"# News\n")
    os.truncate(large, 200 * 1024 * 1024)
    yield large, "large.md:1:1: "
    yield folder / "missing.md", "missing.md:1:1: "
    (folder / "no-page").mkdir()
    write("no-page/x.png", b"PNG")
    yield folder / "no-page", "no-page:1:1: "
    (folder / "loop-a").symlink_to("loop-b")
    (folder / "loop-b").symlink_to("loop-a")
    yield folder / "loop-a", "loop-a:1:1: "
    (folder / "link-site").mkdir()
    (folder / "link-site/about.md").symlink_to("about.md")
    yield folder / "link-site", "about.md:1:1: "
    write("include-site/_config.yml", b"title: x\n")
    write("include-site/_pages/about.md", b"---\npermalink: /\n---\n{% include_relative a.md %}\n")
    write("include-site/_pages/a.md", b"{% include_relative a.md %}\n")
    yield folder / "include-site", "a.md:1:1: "
    os.mkfifo(folder / "pipe.md")
    yield folder / "pipe.md", "pipe.md:1:1: "
    yield pathlib.Path("/dev/zero"), "/dev/zero:1:1: "


@test
def bad_input_ends_in_one_message_with_the_place(folder):
    for path, place in bad_inputs(folder):
        size = path.lstat().st_size if path.exists() and path.is_file() else None
        for arguments in (["import"], ["set", "person/name", "x"]):
            message = refused(arguments[0], path, *arguments[1:])
            assert place in message and PLACE.match(message), (path, message)
        assert size is None or path.lstat().st_size == size
    assert not list(folder.rglob(".atrium*"))


def as_nobody(*arguments):
    """Runs the program as a user whom permissions bind, which they do not bind root."""
    if os.geteuid() != 0:
        return run(*arguments)
    try:
        return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=60,
                              user=65534, group=65534, extra_groups=[])
    except OSError as error:
        raise SkipTest(f"root may do everything, and cannot become nobody: {error}") from error


@test
def what_is_not_permitted_stays_as_it_was(folder):
    folder.chmod(0o755)
    site = Site(folder)
    reading = as_nobody("get", site.path, "person/name")
    assert reading.returncode == 0, reading.stderr
    site.about.chmod(0o600 if os.geteuid() == 0 else 0)
    result = as_nobody("get", site.path, "person/name")
    assert result.returncode == 1 and result.stdout == ""
    assert result.stderr.startswith("_pages/about.md:1:1: "), result.stderr
    site.about.chmod(0o644)
    (site.path / "_pages").chmod(0o555)
    for path in (site.path, site.about):
        result = as_nobody("set", path, "sections/1/entries/0/text", "x")
        assert result.returncode == 1 and len(result.stderr.splitlines()) == 1, result.stderr
        assert PLACE.match(result.stderr), result.stderr
    (site.path / "_pages").chmod(0o755)
    site.untouched()


@test
def a_broken_pipe_is_no_crash(folder):
    site = Site(folder)
    with subprocess.Popen([PROGRAM, "import", site.path], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        process.stderr.read()
    assert process.returncode >= -13


class SkipTest(Exception):
    pass

PAPERS = """% of invented people
@string{ecml = "European Conference on Made-up Learning"}

@inproceedings{okoro2031tidal,
  title     = {{Tidal} Nets},
  author    = {Okoro, Ines and Varga, Tam},
  booktitle = ecml,
  year      = 2031,
}

@article{varga2030slow,
  title     = {Slow Clocks},
  author    = {Varga, Tam},
  journal   = {Tides},
  year      = {2030},
}
"""

RESUME = """{
  "basics": { "name": "Ines Okoro", "label": "Lecturer" },
  "work": [
    { "name": "Harbour Institute", "position": "Lecturer", "x-own": 1 },
    { "name": "Brine Labs", "position": "Intern" }
  ]
}
"""


@test
def records_are_edited_in_place(folder):
    for name, text, cases in (
        ("papers.bib", PAPERS, [
            (("set", "sections/0/entries/0/title", "Tidal Webs"), ["  title     = {{Tidal} Nets},"], ["  title     = {{Tidal} Webs},"]),
            (("set", "sections/0/entries/1/date", "2032-05"), ["  year      = {2030},"], ["  year      = {2032},", "  month     = may,"]),
            (("insert", "sections/0/entries/1", json.dumps({"title": "A Third", "authors": [{"name": "Lio Brandt"}]})), [],
             ["@inproceedings{brandtthird,", "  title     = {A Third},", "  author    = {Brandt, Lio},", "}", ""]),
            (("remove", "sections/0/entries/1"), ["", *PAPERS.splitlines()[-6:]], []),
        ]),
        ("resume.json", RESUME, [
            (("set", "person/headline", "Reader"), ['  "basics": { "name": "Ines Okoro", "label": "Lecturer" },'],
             ['  "basics": { "name": "Ines Okoro", "label": "Reader" },']),
            (("remove", "sections/0/entries/0"), ['    { "name": "Harbour Institute", "position": "Lecturer", "x-own": 1 },'], []),
            (("move", "sections/0/entries/1", "sections/0/entries/0"), RESUME.splitlines()[3:5],
             ['    { "name": "Brine Labs", "position": "Intern" },', RESUME.splitlines()[3].rstrip(",")]),
        ]),
    ):
        path = folder / name
        for (verb, *arguments), before, after in cases:
            path.write_text(text)
            first = json.loads(ok("import", path))
            assert len(first["sections"]) == 1
            assert ok("check", path) == ""
            assert ok(verb, path, *arguments) == ""
            assert changed_lines(text, path.read_text()) == (before, after), changed_lines(text, path.read_text())
        path.unlink()


@test
def records_that_cannot_be_read_say_where(folder):
    path = folder / "papers.bib"
    path.write_text("@misc{a, title = {never ends\n")
    assert PLACE.match(refused("import", path))
    path.write_bytes(b"@misc{a, title = {\xff}}\n")
    assert PLACE.match(refused("import", path))
    path.unlink()
    path = folder / "resume.json"
    path.write_text('{"basics": {"name": }}')
    assert PLACE.match(refused("import", path))


@test
def hugo_renders_as_hugo_does(folder):
    if not shutil.which("hugo"):
        raise SkipTest("hugo is not on this machine")
    site = folder / "site"
    shutil.copytree(FIXTURES.parent.parent / "render/sites/hugo", site)
    first = contents(site)
    built = shutil.copytree(site, folder / "built")
    subprocess.run(["hugo", "--quiet", "-s", built], check=True)
    for path, output in (
        (site, "index.html"),
        (site / "content/_index.md", "index.html"),
        (site / "content/publication/tides/index.md", "publication/tides/index.html"),
        (site / "content/people/tam.md", "who/tam/index.html"),
    ):
        page = folder / "page.html"
        assert ok("render", path, "--engine", "hugo", "-o", page) == ""
        assert page.read_bytes() == (built / "public" / output).read_bytes(), path
    assert contents(site) == first
    assert "data/people.yaml" in refused("render", site / "data/people.yaml", "--engine", "hugo")
    (site / "content/_index.md").write_text("---\ntitle: T\n---\n{{< nothing >}}\n")
    assert PLACE.match(refused("render", site, "--engine", "hugo"))
    assert "Hugo" in refused("render", folder, "--engine", "hugo")


def vary_address(site):
    config = site / "hugo.toml"
    config.write_text("uglyURLs = true\n" + config.read_text())
    return "content/publication/kelp/index.md", "publication/kelp.html"


def vary_permalinks(site):
    with open(site / "hugo.toml", "a") as config:
        config.write('[permalinks]\npublication = "/p/:year/:slug/"\n')
    return "content/publication/kelp/index.md", "p/2019/kelp-counts/index.html"


def vary_configuration(site):
    (site / "hugo.toml").unlink()
    (site / "config.yaml").write_text("baseURL: https://a.example/\ntitle: Y\nparams: {greeting: Yo}\n")
    return "content/_index.md", "index.html"


def vary_folders(site):
    (site / "config/_default").mkdir(parents=True)
    (site / "hugo.toml").rename(site / "config/_default/hugo.toml")
    (site / "config/_default/params.toml").write_text('greeting = "From a folder"\n')
    return "content/_index.md", "index.html"


def vary_languages(site):
    with open(site / "hugo.toml", "a") as config:
        config.write("[languages.en]\nweight = 1\n[languages.de]\nweight = 2\n")
    (site / "content/_index.de.md").write_text("---\ntitle: Start\n---\nAuf Deutsch.\n")
    return "content/_index.de.md", "de/index.html"


def vary_content_folders(site):
    with open(site / "hugo.toml", "a") as config:
        config.write('[languages.en]\ncontentDir = "content/english"\n[languages.de]\ncontentDir = "content/german"\n')
    (site / "content").rename(site / "english")
    (site / "content/german").mkdir(parents=True)
    (site / "english").rename(site / "content/english")
    (site / "content/german/_index.md").write_text("---\ntitle: Start\n---\nAuf Deutsch.\n")
    return "content/german/_index.md", "de/index.html"


def vary_theme(site):
    (site / "themes/shore").mkdir(parents=True)
    for name in ("layouts", "assets"):
        (site / name).rename(site / "themes/shore" / name)
    config = site / "hugo.toml"
    config.write_text('theme = "shore"\n' + config.read_text())
    return "content/_index.md", "index.html"


def vary_names(site):
    page = site / "content/Über uns [x]/Das Team.md"
    page.parent.mkdir()
    page.write_text("---\ntitle: Wir\nurl: /wir/\n---\nhier\n")
    return str(page.relative_to(site)), "wir/index.html"


def vary_home(site):
    (site / "content/_index.md").unlink()
    return "", "index.html"


@test
def hugo_sites_of_every_shape_render_as_hugo_does(folder):
    if not shutil.which("hugo"):
        raise SkipTest("hugo is not on this machine")
    for vary in (vary_address, vary_permalinks, vary_configuration, vary_folders, vary_languages, vary_content_folders,
                 vary_theme, vary_names, vary_home):
        site = shutil.copytree(FIXTURES.parent.parent / "render/sites/hugo", folder / vary.__name__)
        page, output = vary(site)
        built = shutil.copytree(site, folder / f"{vary.__name__}-built")
        subprocess.run(["hugo", "--quiet", "-s", built], check=True)
        written = folder / "page.html"
        assert ok("render", site / page, "--engine", "hugo", "-o", written) == ""
        assert written.read_bytes() == (built / "public" / output).read_bytes(), vary.__name__


@test
def hugo_does_not_render_without_bubblewrap(folder):
    if not shutil.which("hugo"):
        raise SkipTest("hugo is not on this machine")
    site = shutil.copytree(FIXTURES.parent.parent / "render/sites/hugo", folder / "site")
    (folder / "secret").mkdir()
    (folder / "secret/token.txt").write_text("do not show")
    # what a site allows itself for a language, and files from outside of it
    with open(site / "hugo.toml", "a") as config:
        config.write('[languages.en]\nweight = 1\n[languages.en.security.exec]\nallow = [".*"]\n'
                     f'[[module.mounts]]\nsource = "{folder}/secret"\ntarget = "assets"\n')
    (site / "layouts/index.html").write_text('{{ with resources.Get "token.txt" }}{{ .Content }}{{ end }}')
    programs = folder / "programs"
    programs.mkdir()
    for name in ("hugo", "rm"):
        (programs / name).symlink_to(shutil.which(name))
    first = contents(folder)
    said = refused("render", site, "--engine", "hugo", env={**os.environ, "PATH": str(programs)})
    assert "Hugo needs bubblewrap" in said, said
    assert contents(folder) == first


@test
def hugo_renders_where_no_folder_stands_over_another(folder):
    bubblewrap = shutil.which("bwrap")
    if not shutil.which("hugo") or not bubblewrap:
        raise SkipTest("hugo and bubblewrap are not on this machine")
    site = shutil.copytree(FIXTURES.parent.parent / "render/sites/hugo", folder / "site")
    built = shutil.copytree(site, folder / "built")
    subprocess.run(["hugo", "--quiet", "-s", built], check=True)
    programs = folder / "programs"
    programs.mkdir()
    # as one of before 0.11 does
    (programs / "bwrap").write_text(
        '#!/bin/sh\ncase "$*" in *overlay*) echo "bwrap: Unknown option --overlay-src" >&2; exit 1;; esac\n'
        f'exec {bubblewrap} "$@"\n')
    (programs / "bwrap").chmod(0o755)
    environment = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"}
    first = contents(site)
    assert ok("render", site, "--engine", "hugo", env=environment) == (built / "public/index.html").read_text()
    assert contents(site) == first


@test
def hugo_modules_that_are_missing_are_named(folder):
    if not shutil.which("hugo"):
        raise SkipTest("hugo is not on this machine")
    site = shutil.copytree(FIXTURES.parent.parent / "render/sites/hugo", folder / "site")
    (site / "go.mod").write_text("module example.org/x\n\ngo 1.19\n")
    with open(site / "hugo.toml", "a") as config:
        config.write('[module]\n[[module.imports]]\npath = "example.org/blocks/v5"\n')
    first = contents(site)
    assert "not on this computer" in refused("render", site, "--engine", "hugo")
    assert contents(site) == first


def main():
    failed = 0
    print(f"1..{len(tests)}")
    for number, function in enumerate(tests, 1):
        name = f"{number} - {function.__name__.replace('_', ' ')}"
        with tempfile.TemporaryDirectory(prefix="atrium-cli-") as folder:
            try:
                function(pathlib.Path(folder))
                print(f"ok {name}", flush=True)
            except SkipTest as reason:
                print(f"ok {name} # SKIP {reason}", flush=True)
            except Exception:
                failed += 1
                for line in traceback.format_exc().splitlines():
                    print(f"# {line}")
                print(f"not ok {name}", flush=True)
    return 1 if failed else 0


sys.exit(main())
