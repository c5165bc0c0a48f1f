"""Lists that are kept by hand name everything there is, and nothing else."""

import os
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

ROOT = pathlib.Path(os.environ["ATRIUM_SOURCE_ROOT"])
TRANSLATABLE = re.compile(r'\b(?:N?C?_|ngettext|g_dngettext|g_dpgettext2?)\s*\("|translatable="yes"|\bC?_\("')


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


def difference(there, listed, where):
    problems = [f"{name} is not in {where}" for name in sorted(there - listed)]
    problems += [f"{where} names {name}, which is not there" for name in sorted(listed - there)]
    return problems


def check_potfiles():
    """Every file with something to translate is in po/POTFILES."""
    listed = {
        line.strip() for line in read("po/POTFILES").splitlines() if line.strip() and line[0] != "#"
    }
    candidates = {
        str(path.relative_to(ROOT))
        for folder in ("app", "ui")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".c", ".h", ".blp"}
    }
    there = {name for name in candidates if TRANSLATABLE.search(read(name))}
    there |= {name for name in listed if name.startswith("data/") and (ROOT / name).is_file()}
    return difference(there, listed, "po/POTFILES")


def check_blueprints():
    """Every template is compiled."""
    there = {path.stem for path in (ROOT / "ui").glob("*.blp")}
    listed = set(re.findall(r"'([\w-]+)'", read("ui/meson.build").split("]")[0]))
    return difference(there, listed, "ui/meson.build")


def check_resources():
    """Every icon and style sheet is bundled."""
    listed = set()
    bundles = set((ROOT / "resources").rglob("*.gresource.xml"))
    for bundle in bundles:
        folder = bundle.parent.relative_to(ROOT / "resources")
        tree = ElementTree.fromstring(bundle.read_text(encoding="utf-8"))
        listed |= {str(folder / element.text.strip()) for element in tree.iter("file")}
    there = {
        str(path.relative_to(ROOT / "resources"))
        for path in (ROOT / "resources").rglob("*")
        if path.is_file() and path.name != "meson.build" and path not in bundles
    }
    return difference(there, listed, "a bundle in resources/")


def check_fuzzers():
    """Every fuzz target is built, and has something to run on."""
    there = {path.stem.removeprefix("fuzz-") for path in (ROOT / "tests/fuzz").glob("fuzz-*.c")}
    listed = set(re.findall(r"^  '([\w-]+)':", read("tests/fuzz/meson.build"), re.MULTILINE))
    problems = difference(there, listed, "tests/fuzz/meson.build")
    for name in sorted(there):
        if not any((ROOT / "tests/fuzz/corpus" / name).glob("*")):
            problems.append(f"tests/fuzz/corpus/{name} is empty")
    return problems


def check_room_sources():
    """Every C file of a room is compiled."""
    problems = []
    for folder in sorted((ROOT / "app").iterdir()):
        if folder.is_dir():
            there = {path.name for path in folder.glob("*.c")}
            listed = set(re.findall(r"'([\w-]+\.c)'", read(folder / "meson.build")))
            problems += difference(there, listed, f"app/{folder.name}/meson.build")
    return problems


CHECKS = [check_potfiles, check_blueprints, check_resources, check_fuzzers, check_room_sources]


def main():
    failed = False
    print(f"1..{len(CHECKS)}")
    for number, check in enumerate(CHECKS, 1):
        problems = check()
        for problem in problems:
            print("#", problem)
        failed = failed or bool(problems)
        name = check.__name__.removeprefix("check_").replace("_", "-")
        print(f"{'not ok' if problems else 'ok'} {number} /lists/{name}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
