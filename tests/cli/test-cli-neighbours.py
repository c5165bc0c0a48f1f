"""New entries look like their neighbours, on every page of the corpus.

For each section with two or more entries, a copy of its last entry with another title goes
through `atrium insert`; the lines that come are those of the entry, but for the value and the
number of the item. The pages are in $ATRIUM_SHARED/corpus ($ATRIUM_CORPUS for another folder
of that form); the program is in ATRIUM_BUILD_ROOT. Speaks TAP.
"""

import html
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata

PROGRAM = os.path.join(os.environ["ATRIUM_BUILD_ROOT"], "app/atrium")
SOURCE = pathlib.Path(sys.argv[1])

# what an entry is known by, and what it could be instead
MAIN = [
    ("title", "A Study of Slowly Moving Water"),
    ("text", "Something else happened that day."),
    ("role", "Teaching Assistant"),
    ("degree", "Master of Science"),
    ("organization", "University of Eastport"),
    ("city", "Lisbon"),
]
NUMBER = re.compile(r"^(\s*)(\[?)\d+([.)\]])")
# of a record of BibTeX the key is a value too
KEY = re.compile(r"^(\s*@\w+\s*[{(]\s*)[^,]*,?$")
# and what says where it was taken from is not of another one
ORIGIN = re.compile(r"^\s*(timestamp|biburl|bibsource)\s*=")
# lines that a value may have more than the one in its place
MAX_LINES = 16


def find_corpus():
    if "ATRIUM_CORPUS" in os.environ:
        return pathlib.Path(os.environ["ATRIUM_CORPUS"])
    candidates = [SOURCE / ".." / "shared", SOURCE / ".." / ".." / "shared"]
    if "ATRIUM_SHARED" in os.environ:
        candidates = [pathlib.Path(os.environ["ATRIUM_SHARED"])]
    for folder in candidates:
        if (folder / "corpus" / "truth.json").exists():
            return folder / "corpus"
    return None


def run(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=60)


def words(text):
    """The letters and digits of a value, whatever they are marked up with."""
    text = html.unescape(re.sub(r"<[^>]*>", "", text))
    text = re.sub(r"\]\([^)]*\)", "]", text)
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def contents(folder):
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()}


def inserted(before, after):
    """Where lines came into @before, and how many: all the places that explain @after."""
    n = len(after) - len(before)
    common = 0
    while common < len(before) and before[common] == after[common]:
        common += 1
    for at in range(common, max(common - n, 0) - 1, -1):
        if n > 0 and before[:at] + after[at:at + n] + before[at:] == after:
            yield at, n


def bare(lines):
    if any(line.startswith("@") for line in lines):
        lines = [line.rstrip(", \r") for line in lines if not ORIGIN.match(line)]
    return [KEY.sub(r"\1#,", NUMBER.sub(r"\1\2#\3", line.rstrip())) for line in lines]


def looks_alike(old, new, value, other):
    """Whether @new is @old with @other in the place of @value, line by line."""
    old, new = "\n".join(bare(old)), "\n".join(bare(new))
    at = new.find(other)
    if at < 0:
        return False
    head, tail = new[:at], new[at + len(other):]
    return (old.startswith(head) and old.endswith(tail) and len(old) >= len(head) + len(tail) and
            words(old[len(head):len(old) - len(tail)]) == words(value))


def is_copy(before, after, value, other):
    for at, n in inserted(before, after):
        chunk = after[at:at + n]
        while chunk and not chunk[0].strip():
            chunk = chunk[1:]
        while chunk and not chunk[-1].strip():
            chunk = chunk[:-1]
        above = before[:at]
        while above and not above[-1].strip():
            above = above[:-1]
        # a value may have been on more lines than the other is
        for more in range(MAX_LINES):
            if chunk and looks_alike(above[max(len(above) - len(chunk) - more, 0):], chunk, value, other):
                return True
    return is_phrase(before, after, value, other)


def is_phrase(before, after, value, other):
    """“Tides, Rivers” became “Tides, Rivers, Clocks”: one more phrase of a line."""
    changed = [i for i in range(min(len(before), len(after))) if before[i] != after[i]]
    if len(before) != len(after) or len(changed) != 1:
        return False
    old, new = before[changed[0]], after[changed[0]]
    end = old.rfind(value) + len(value)
    return re.fullmatch(re.escape(old[:end]) + r"\W{1,3}" + re.escape(other) + re.escape(old[end:]), new) is not None


class Score:
    def __init__(self):
        self.tried = self.refused = 0
        self.failed = []


def try_section(page, folder, index, section, before, score):
    entry = dict(section["entries"][-1])
    field, other = next(((f, o) for f, o in MAIN if isinstance(entry.get(f), str)), (None, None))
    if field is None:
        return
    value = entry[field]
    entry[field] = other
    entry.pop("id", None)
    score.tried += 1
    result = run("insert", page, f"sections/{index}/entries/-", json.dumps(entry, ensure_ascii=False))
    name = f"{page.relative_to(folder.parent)}: sections/{index} ({section['kind']})"
    if result.returncode != 0:
        score.refused += 1
        print(f"# {name}: refused: {result.stderr.strip()[-160:]}")
        return
    after = contents(folder)
    changed = [path for path in after if before.get(path) != after[path]]
    if len(changed) != 1:
        score.failed.append(f"{name}: {len(changed)} files changed")
    elif changed[0] not in before:
        pass  # an entry of a collection is a file of its own
    else:
        old = before[changed[0]].decode(errors="surrogateescape").split("\n")
        new = after[changed[0]].decode(errors="surrogateescape").split("\n")
        if not is_copy(old, new, value, other):
            came = [line for line in new if line not in old]
            score.failed.append(f"{name}: {field}: the copy of “{value[:60]}” does not look like it: {came[:3]}")
    for path in after:
        if path not in before:
            path.unlink()
        elif before[path] != after[path]:
            path.write_bytes(before[path])


def try_page(corpus, truth, score):
    name = truth["repo"].replace("/", "__")
    if not (corpus / name / truth["path"]).is_file():
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary) / name
        shutil.copytree(corpus / name, folder)
        page = folder / truth["path"]
        result = run("import", page)
        if result.returncode != 0 and page.suffix not in (".md", ".html"):
            return
        assert result.returncode == 0, f"{page}: {result.stderr}"
        before = contents(folder)
        for index, section in enumerate(json.loads(result.stdout)["sections"]):
            if len(section.get("entries", [])) >= 2:
                try_section(page, folder, index, section, before, score)


def main():
    corpus = find_corpus()
    print("TAP version 13\n1..1", flush=True)
    if corpus is None:
        print("ok 1 - neighbours # SKIP no corpus beside the source tree; set ATRIUM_SHARED")
        return 0
    score = Score()
    for truth in json.loads((corpus / "truth.json").read_text()):
        try_page(corpus, truth, score)
    for failure in score.failed:
        print(f"# {failure}")
    print(f"# {score.tried} copies inserted: {score.refused} refused, {len(score.failed)} unlike their neighbour")
    passed = score.tried > 0 and score.refused == 0 and not score.failed
    print(f"{'ok' if passed else 'not ok'} 1 - neighbours")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
