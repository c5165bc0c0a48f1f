"""A room can include only the rooms that the design lets it know.

Each room's own compiler command is given a file that includes a header of
another room: it must be found where the room knows the other, and must not
where it does not.
"""

import json
import os
import pathlib
import re
import subprocess
import sys

KNOWS = {
    "base": set(),
    "model": {"base"},
    "syntax": {"base"},
    "sites": {"base", "model", "syntax"},
    "sources": {"base", "model", "syntax"},
    "render": {"base", "model", "syntax"},
    "storage": {"base", "model", "sites"},
    "preview": {"base"},
    "shell": {"base", "model", "syntax", "sites", "sources", "render", "storage", "preview"},
    "cli": {"base", "model", "syntax", "sites", "sources", "render", "storage"},
}

# Libraries that are one room's alone, with the rooms that may use them.
LIBRARIES = {
    "gtk/": {"preview", "shell"},
    "adwaita.h": {"shell"},
    "webkit/": {"preview"},
    "jsc/": {"preview"},
    "libsoup/": {"sources"},
    "yaml.h": {"syntax"},
    "gumbo.h": {"syntax"},
    "gtksourceview/": {"shell"},
    "libspelling.h": {"shell"},
    "libgweather/": {"shell"},
}

INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]', re.MULTILINE)

source_root = pathlib.Path(os.environ["ATRIUM_SOURCE_ROOT"])
build_root = pathlib.Path(os.environ["ATRIUM_BUILD_ROOT"])
number = 0
failures = 0


def report(name, problem=None, skip=None):
    global number, failures
    number += 1
    if problem:
        failures += 1
        for line in problem.splitlines():
            print("#", line)
    suffix = f" # SKIP {skip}" if skip else ""
    print(f"{'not ok' if problem else 'ok'} {number} {name}{suffix}")


def room_commands():
    """The compiler and its arguments, of every room that has a source."""
    targets = json.loads((build_root / "meson-info" / "intro-targets.json").read_text())
    commands = {}
    for target in targets:
        room = target["name"].removeprefix("atrium-")
        if room in KNOWS and target["type"] == "static library":
            for group in target["target_sources"]:
                if group.get("language") == "c":
                    commands[room] = group["compiler"] + group["parameters"]
    return commands


def finds(command, header):
    """Whether the preprocessor finds a header with a room's command."""
    result = subprocess.run(
        command + ["-E", "-x", "c", "-", "-o", os.devnull],
        input=f'#include "{header}"\n', capture_output=True, text=True, cwd=build_root, check=False,
    )
    # What that header includes itself may well be out of this room's sight.
    missing = re.search(rf"{re.escape(header)}.{{0,3}}(file not found|No such file)", result.stderr)
    return missing is None


def check_includes_enforced(room, command):
    problems = []
    for other in sorted(KNOWS):
        headers = sorted(path.name for path in (source_root / "app" / other).glob("*.h"))
        if not headers or other == room:
            continue
        allowed = other in KNOWS[room]
        if finds(command, headers[0]) != allowed:
            verb = "cannot include" if allowed else "can include"
            problems.append(f"{room} {verb} {headers[0]} of {other}")
    return "\n".join(problems)


def check_includes_written(room):
    """What no include path can refuse: a way around it, and libraries of other rooms."""
    problems = []
    for path in sorted((source_root / "app" / room).glob("*.[ch]")):
        for quote, header in INCLUDE.findall(path.read_text(encoding="utf-8")):
            if quote == '"' and "/" in header:
                problems.append(f"{path.name} includes {header} by its folder")
            for prefix, rooms in LIBRARIES.items():
                if header.startswith(prefix) and room not in rooms:
                    problems.append(f"{path.name} includes {header}, which is not for {room}")
    return "\n".join(problems)


def check_header_names_unique():
    """Two headers of one name would hide one another."""
    seen = {}
    problems = []
    for path in sorted((source_root / "app").glob("*/*.h")):
        if path.name in seen:
            problems.append(f"{path.name} is in {seen[path.name]} and in {path.parent.name}")
        seen[path.name] = path.parent.name
    return "\n".join(problems)


def main():
    commands = room_commands()
    print(f"1..{2 * len(KNOWS) + 1}")
    for room in KNOWS:
        if room in commands:
            report(f"/rooms/enforced/{room}", check_includes_enforced(room, commands[room]))
        else:
            report(f"/rooms/enforced/{room}", skip="the room has no source yet")
        report(f"/rooms/written/{room}", check_includes_written(room))
    report("/rooms/header-names", check_header_names_unique())
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
