//! What can be done from anywhere in the window.

use crate::text::actions::ActionWords;

pub(super) const ACTIONS: ActionWords = ActionWords {
    palette: "Commands",
    palette_hint: "A command, or a cluster's name, ID or region",
    nothing: "Nothing is called that",
    cluster: "Cluster",
    shortcuts: "Keyboard shortcuts",
    everywhere: "Everywhere",
    document: "The kubeconfig on show",
    lists: "Lists",
    close: "Close",
    cancel: "Cancel",
    show: |view| format!("Show {view}"),
    merge: "Merge into your kubeconfig…",
    test_connection: "Test connection",
    go_to_line: "Go to a line",
    refresh: "Refresh the list of clusters",
    renew_expiring: "Renew every context that ends soon",
    next_theme: "Switch the theme",
    move_in_list: "Move up and down, by pages",
    to_the_ends: "To the first, to the last",
    pick: "Take the cluster's ID",
    choose: "Choose it, to get several at once",
    choose_range: "Choose all from the last one to this one",
    choose_all: "Choose all that match",
    next_control: "To the next control, to the one before",
    close_or_cancel: "Close what is on top, or cancel",
    zoom: "Larger, smaller",
    zoom_reset: "The usual size",
};
