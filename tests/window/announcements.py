"""What programs have a screen reader say by themselves: each as a line of JSON."""

import json

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402


def heard(event):
    print(json.dumps({"text": str(event.any_data), "politeness": event.detail1}), flush=True)


listener = Atspi.EventListener.new(heard)
listener.register("object:announcement")
print(json.dumps({"text": "listening", "politeness": 0}), flush=True)
Atspi.event_main()
