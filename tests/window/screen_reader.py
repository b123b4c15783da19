"""What a screen reader knows of a program, and what it does to it: for each request, which is a
line of JSON, an answer in a line."""

import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402


def below(node):
    """The node, and all that is in it."""
    node.clear_cache()
    yield node
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            yield from below(child)


def tree(program):
    desktop = Atspi.get_desktop(0)
    desktop.clear_cache()
    for index in range(desktop.get_child_count()):
        found = desktop.get_child_at_index(index)
        if found is not None and found.get_name() == program:
            yield from below(found)


def described(node):
    interfaces = node.get_interfaces()
    rect = text = None
    if "Component" in interfaces:
        at = node.get_extents(Atspi.CoordType.WINDOW)
        rect = [at.x, at.y, at.width, at.height]
    if "Text" in interfaces:
        text = Atspi.Text.get_text(node, 0, -1)
    return {
        "role": node.get_role_name(),
        "name": node.get_name(),
        "text": text,
        "rect": rect,
        "states": [state.value_nick for state in node.get_state_set().get_states()],
        "can_be_pressed": "Action" in interfaces,
        "can_be_typed_into": "EditableText" in interfaces,
    }


def focused(program):
    nodes = tree(program)
    return [described(node) for node in nodes if node.get_state_set().contains(Atspi.StateType.FOCUSED)]


def done(request):
    """Does something to the one node of this role and name, and says whether it was there."""
    is_it = lambda node: node.get_role_name() == request["role"] and node.get_name() == request["name"]
    node = next(filter(is_it, tree(request["program"])), None)
    if node is None:
        return False
    match request["do"]:
        case "press":
            return Atspi.Action.do_action(node, 0)
        case "focus":
            return Atspi.Component.grab_focus(node)
        case "type":
            return Atspi.EditableText.set_text_contents(node, request["text"])


def answer(request):
    match request["do"]:
        case "read":
            return [described(node) for node in tree(request["program"])]
        case "find focus":
            return focused(request["program"])
        case _:
            return done(request)


for line in sys.stdin:
    request = json.loads(line)
    # A widget may go while it is looked at: then the tree is no whole picture.
    try:
        answered = answer(request)
    except GLib.Error:
        answered = [] if request["do"] in ("read", "find focus") else False
    print(json.dumps(answered), flush=True)
