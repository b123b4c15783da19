"""A desktop's service for notes: what it is given to show it writes to a file, a line of JSON each."""

import json
import sys

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

NAME = "org.freedesktop.Notifications"
INTERFACE = """<node><interface name="org.freedesktop.Notifications">
  <method name="GetCapabilities"><arg type="as" direction="out"/></method>
  <method name="Notify">
    <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
    <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
    <arg type="a{sv}" direction="in"/><arg type="i" direction="in"/>
    <arg type="u" direction="out"/>
  </method>
</interface></node>"""


def called(_bus, _sender, _path, _interface, method, arguments, invocation):
    if method == "GetCapabilities":
        invocation.return_value(GLib.Variant("(as)", (["body", "body-markup"],)))
        return
    program, _, icon, title, body, _, hints, _ = arguments.unpack()
    note = {"program": program, "icon": icon, "title": title, "body": body}
    note["entry"] = hints.get("desktop-entry")
    with open(sys.argv[1], "a", encoding="utf-8") as file:
        file.write(json.dumps(note) + "\n")
    invocation.return_value(GLib.Variant("(u)", (1,)))


def on_the_bus(bus, _name):
    interface = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]
    bus.register_object("/org/freedesktop/Notifications", interface, called, None, None)


def ready(_bus, _name):
    print("ready", flush=True)


Gio.bus_own_name(Gio.BusType.SESSION, NAME, Gio.BusNameOwnerFlags.NONE, on_the_bus, ready, None)
GLib.MainLoop().run()
