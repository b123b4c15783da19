//! Without a mouse: the whole way from the first run to the end, by keys alone.

use std::fs;

use crate::desktop::{Desktop, PATIENCE, try_for};
use crate::program::Program;
use crate::{assert_kubectl_works, assert_saved, private_key};

/// No page has more stops of the Tab key.
const MOST_STOPS: usize = 60;

/// The program in the hands of somebody who has no mouse, and so has no way to click.
struct Hands<'a> {
    program: Program<'a>,
    /// Where the pointer was at first.
    pointer: String,
}

impl<'a> Hands<'a> {
    fn start(desktop: &'a Desktop, arguments: &[&str]) -> Self {
        let program = Program::start(desktop, arguments, &[]);
        let pointer = program.pointer();
        Self { program, pointer }
    }

    fn press(&self, keys: &str) {
        self.program.press(keys);
    }

    fn type_over(&self, text: &str) {
        self.program.type_over(text);
    }

    fn sees(&self, role: &str, name: &str) {
        self.program.wait_for_name(role, name);
    }

    fn is_at(&self, role: &str, name: &str) {
        self.program.wait_for_focus(role, name);
    }

    /// Goes on by Tab until this has the focus.
    fn tab_to(&self, role: &str, name: &str) {
        let mut passed = Vec::new();
        while passed.len() < MOST_STOPS {
            let before = self.program.focused();
            if before.as_ref().is_some_and(|node| node.role == role && node.name.starts_with(name))
            {
                return;
            }
            self.press("Tab");
            let next = try_for(PATIENCE, || (self.program.focused() != before).then_some(()));
            assert!(next.is_some(), "Tab leads on to nothing, after {passed:#?}");
            passed.push(before.map(|node| format!("{} {}", node.role, node.name)));
        }
        panic!("Tab does not lead to {role} {name}, but to {passed:#?}");
    }

    /// Gives a command by its name.
    fn command(&self, name: &str) {
        self.press("ctrl+k");
        self.sees("entry", "Commands");
        self.type_over(name);
        self.is_at("list item", name);
        self.press("Return");
    }

    /// Opens something over the page by its keys, and leaves it by Esc: the focus is again where
    /// it was.
    fn look_at(&self, keys: &str, what: &str) {
        let before = self.program.focused().unwrap();
        self.press(keys);
        self.sees("label", what);
        self.press("Escape");
        self.is_at(&before.role, &before.name);
    }

    /// Closes the window, and looks whether a mouse was there after all.
    fn end(self) {
        assert_eq!(self.program.pointer(), self.pointer, "the pointer was used");
        let (status, output) = self.program.close();
        assert_eq!(status.code(), Some(0), "{output}");
    }
}

#[test]
fn without_a_mouse_a_cluster_is_picked_and_its_kubeconfig_looked_at_and_saved() {
    let desktop = Desktop::start();
    let hands = Hands::start(&desktop, &[]);
    hands.sees("label", "Get a kubeconfig in two clicks");
    hands.tab_to("push button", "Open demo");
    hands.press("Return");
    hands.sees("label", "12 in 4 regions");

    // A list is one stop, in which arrows lead on; a screen reader reads the row.
    hands.tab_to("list item", "edge-sg ap-southeast-1");
    hands.press("End");
    hands.is_at("list item", "staging cn-shanghai");
    hands.press("Up");
    hands.is_at("list item", "internal-billing cn-shanghai");
    hands.press("Down");
    hands.is_at("list item", "staging cn-shanghai");
    hands.press("Return");
    hands.program.wait_for_node("the row that was picked", |node| {
        node.name == "staging cn-shanghai" && node.is("selected") && node.is("focused")
    });
    hands.press("ctrl+Return");
    hands.sees("label", "Retrieved in");
    views(&hands);
    the_text(&hands);
    hands.look_at("question", "Keyboard shortcuts");
    save(&desktop, &hands);
    hands.end();
}

/// The views of the document.
fn views(hands: &Hands<'_>) {
    for (keys, view, shows) in [
        ("ctrl+2", "Overview", "234567890123456789"),
        ("ctrl+3", "Connection", "Tests the way to the cluster step by step"),
        ("ctrl+4", "Request", "The same call with the aliyun CLI"),
        ("ctrl+1", "Kubeconfig", "signed in as"),
    ] {
        hands.press(keys);
        hands.program.wait_for_node(view, |node| {
            node.role == "page tab" && node.name == view && node.is("selected")
        });
        hands.sees("label", shows);
    }
}

/// Found in, revealed and hidden.
fn the_text(hands: &Hands<'_>) {
    hands.press("ctrl+f");
    hands.is_at("entry", "Find");
    hands.type_over("kubernetes");
    hands.sees("label", "1 of 2");
    hands.press("F3");
    hands.sees("label", "2 of 2");
    hands.press("Escape");
    hands.is_at("list item", "staging cn-shanghai");
    hands.tab_to("push button", "Reveal");
    hands.press("Return");
    hands.sees("push button", "Hide");
    hands.is_at("push button", "Hide");
    hands.press("Return");
    hands.is_at("push button", "Reveal");
}

/// Saved by the dialog of the desktop.
fn save(desktop: &Desktop, hands: &Hands<'_>) {
    hands.press("ctrl+s");
    hands.program.wait_for_dialog();
    let saved = desktop.home().join("by-keys.kubeconfig");
    hands.type_over(saved.to_str().unwrap());
    hands.press("Return");
    hands.sees("label", &format!("Saved to {}", saved.display()));
    let document = fs::read_to_string(&saved).unwrap();
    assert!(!private_key(&document).is_empty());
    assert_saved(&saved, &document);
}

#[test]
fn without_a_mouse_a_kubeconfig_is_merged_and_undone_and_the_settings_are_changed() {
    let desktop = Desktop::start();
    let hands = Hands::start(&desktop, &["--demo"]);
    let file = desktop.home().join(".kube/config");
    hands.program.wait_for_node("the cluster id", |node| {
        node.name == "Cluster ID" && node.text.as_ref().is_some_and(|id| id.len() == 33)
    });
    hands.press("ctrl+Return");
    hands.sees("label", "Retrieved in");
    hands.tab_to("push button", "Copy");
    hands.press("ctrl+m");
    hands.sees("label", "Adds 1 context.");
    hands.tab_to("radio button", "Switch to prod-payments");
    hands.press("space");
    hands.program.wait_for_node("the choice", |node| {
        node.name == "Switch to prod-payments" && node.is("checked")
    });
    hands.tab_to("push button", "Merge");
    hands.press("Return");
    hands.sees("label", "merged prod-payments into ~/.kube/config");
    hands.is_at("push button", "Copy");
    assert_kubectl_works(&desktop, &file);

    hands.command("My contexts");
    hands.sees("table row", "prod-payments: in 3 years");
    hands.tab_to("link", "Undo");
    hands.press("Return");
    hands.sees("label", "undid the merge of prod-payments");
    assert!(!file.exists(), "the file was new, and is removed");
    hands.press("Escape");
    hands.sees("document frame", "Kubeconfig text");

    hands.press("ctrl+comma");
    hands.tab_to("radio button", "Dark");
    hands.press("space");
    hands.sees("push button", "Theme: dark");
    hands.press("Escape");
    hands.end();
}
