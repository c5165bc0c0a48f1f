"""A whole edit, driven through the accessibility tree as a screen reader would.

    test-edit.py PROGRAM

Opens a copy of the example homepage, changes a news item, sees the change in the
page, undoes and redoes it, saves, and compares the bytes: one line is another one.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

PATIENCE = 60
NEW_TEXT = "The Fjordwatch map has its ten thousandth reader."
number = 0


def report(name):
    global number
    number += 1
    print(f"ok {number} {name}", flush=True)


def wait_for(what, function):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            result = function()
        except gi.repository.GLib.GError:
            # something of the tree went while it was looked at
            result = None
        if result:
            return result
        time.sleep(0.1)
    raise SystemExit(f"Bail out! never seen: {what}")


def walk(node, depth=60):
    yield node
    if depth == 0:
        return
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            yield from walk(child, depth - 1)


def find(root, role, name, editable=False):
    for node in walk(root):
        if node.get_role_name() != role or name not in (node.get_name() or ""):
            continue
        if editable and node.get_editable_text_iface() is None:
            continue
        return node
    return None


def text_of(node):
    return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))


def page_text(frame):
    page = find(frame, "document web", "")
    if page is None:
        return ""
    return " ".join(text_of(node) for node in walk(page) if node.get_text_iface() is not None)


def do(node, action):
    interface = node.get_action_iface()
    for index in range(interface.get_n_actions()):
        if Atspi.Action.get_action_name(interface, index) == action:
            return interface.do_action(index)
    return False


def select_item(container, name):
    for index in range(container.get_child_count()):
        child = container.get_child_at_index(index)
        if child is not None and name in (child.get_name() or ""):
            return container.get_selection_iface().select_child(index)
    return False


def is_sensitive(node):
    return node.get_state_set().contains(Atspi.StateType.SENSITIVE)


def frame_of_program():
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        application = desktop.get_child_at_index(index)
        if application is not None and "atrium" in (application.get_name() or "").lower():
            return find(application, "frame", "Ada Elvestad")
    return None


def read_all(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def open_news_item(frame):
    sections = wait_for("the sections", lambda: find(frame, "list", "Sections"))
    wait_for("News in the sidebar", lambda: select_item(sections, "News"))
    entries = wait_for("the news", lambda: find(frame, "list", "Entries"))
    wait_for("the second item", lambda: select_item(entries, "Fjordwatch"))
    wait_for("the form to open", lambda: do(frame, "win.entry-edit"))
    return wait_for("the text field", lambda: find(frame, "text", "Text", editable=True))


def edit(frame):
    report("open")
    field = open_news_item(frame)
    assert "Fjordwatch" in text_of(field), text_of(field)
    old_text = text_of(field)
    report("form")

    Atspi.EditableText.set_text_contents(field, NEW_TEXT)
    wait_for("the edit in the page", lambda: NEW_TEXT in page_text(frame))
    assert "hourly currents for 14 fjords." not in page_text(frame).split("Experience")[0]
    report("preview")

    wait_for("undo", lambda: do(frame, "win.undo"))
    wait_for("the old text in the page", lambda: NEW_TEXT not in page_text(frame))
    wait_for("the old text in the form", lambda: text_of(field) == old_text)
    wait_for("redo", lambda: do(frame, "win.redo"))
    wait_for("the new text in the page", lambda: NEW_TEXT in page_text(frame))
    wait_for("the new text in the form", lambda: text_of(field) == NEW_TEXT)
    report("undo")

    button = wait_for("the button", lambda: find(frame, "button", "Save"))
    assert do(button, "click")
    # while it saves nothing can be done; then there is nothing to save, but to undo
    undo = find(frame, "button", "Undo")
    wait_for("the end of saving", lambda: is_sensitive(undo) and not is_sensitive(button))
    report("save")


def compare(before, after):
    assert before.keys() == after.keys(), after.keys() ^ before.keys()
    page = "_pages/about.md"
    changed = [name for name in before if before[name] != after[name]]
    assert changed == [page], changed
    old = before[page].split(b"\n")
    new = after[page].split(b"\n")
    assert len(old) == len(new)
    lines = [(a, b) for a, b in zip(old, new) if a != b]
    assert len(lines) == 1, lines
    assert lines[0][0].startswith(b"- *2026.01*: &nbsp;The [Fjordwatch]"), lines
    assert lines[0][1] == b"- *2026.01*: &nbsp;" + NEW_TEXT.encode(), lines
    report("bytes")


def main():
    program = sys.argv[1]
    example = pathlib.Path(os.environ["ATRIUM_SOURCE_ROOT"]) / "data" / "example"
    with tempfile.TemporaryDirectory() as folder:
        site = pathlib.Path(folder) / "site"
        shutil.copytree(example, site)
        before = read_all(site)
        environment = dict(os.environ, ATRIUM_READY_FILE=folder + "/ready", HOME=folder)
        with open(folder + "/log", "wb") as log:
            child = subprocess.Popen([program, str(site)], env=environment, stdout=log, stderr=log)
        try:
            wait_for("the window", lambda: os.path.exists(folder + "/ready") or child.poll() is not None)
            Atspi.init()
            frame = wait_for("the frame", frame_of_program)
            edit(frame)
            compare(before, read_all(site))
            assert child.poll() is None, "the program ended"
            try:
                do(frame, "window.close")
            except gi.repository.GLib.GError:
                # it went before it answered
                pass
            child.wait(PATIENCE)
            assert child.returncode == 0, child.returncode
            report("close")
        except BaseException:
            sys.stderr.write(pathlib.Path(folder + "/log").read_text(errors="replace"))
            raise
        finally:
            if child.poll() is None:
                child.kill()
    print(f"1..{number}")


main()
