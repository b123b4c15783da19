"""What a screen reader knows of a program: for each name read, its tree as a line of JSON."""

import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402


def walk(node, found):
    node.clear_cache()
    interfaces = node.get_interfaces()
    rect = text = None
    if "Component" in interfaces:
        at = node.get_extents(Atspi.CoordType.WINDOW)
        rect = [at.x, at.y, at.width, at.height]
    if "Text" in interfaces:
        text = Atspi.Text.get_text(node, 0, -1)
    found.append(
        {
            "role": node.get_role_name(),
            "name": node.get_name(),
            "text": text,
            "rect": rect,
            "states": [state.value_nick for state in node.get_state_set().get_states()],
        }
    )
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            walk(child, found)


def tree(name):
    desktop = Atspi.get_desktop(0)
    desktop.clear_cache()
    found = []
    for index in range(desktop.get_child_count()):
        program = desktop.get_child_at_index(index)
        if program is not None and program.get_name() == name:
            walk(program, found)
    return found


for line in sys.stdin:
    # A widget may go while it is looked at: then the tree is no whole picture.
    try:
        nodes = tree(line.strip())
    except GLib.Error:
        nodes = []
    print(json.dumps(nodes), flush=True)
