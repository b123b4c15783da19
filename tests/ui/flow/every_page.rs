//! Every eye and every hand: what holds for whatever can be used, on all pages of the window.

use std::collections::{BTreeMap, BTreeSet};

use ack_kubeconfig::text::{Language, Phrases};
use egui::accesskit::{Action, NodeId, Role};
use egui::{Key, Modifiers, Rect};
use egui_kittest::Node;
use egui_kittest::kittest::NodeT as _;

use super::keyboard::CONTROLS;
use super::tour::{Tour, dialog};
use crate::support::Window;

/// Something that can be used now.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Control {
    pub(super) id: NodeId,
    pub(super) role: Role,
    pub(super) name: String,
    pub(super) place: Rect,
}

impl Control {
    fn of(node: &Node<'_>) -> Self {
        let place = node.rect();
        let known = node.accesskit_node();
        Self {
            id: known.locate().0,
            role: known.role(),
            name: known.label().unwrap_or_default(),
            place,
        }
    }
}

/// All that can be used now: what lies below a dialog cannot.
pub(super) fn controls(window: &Window) -> Vec<Control> {
    let top = dialog(window).map(|layer| layer.id.accesskit_id());
    let inside = |node: &Node<'_>| {
        let node = node.accesskit_node();
        let Some(top) = top else { return true };
        std::iter::successors(Some(node), egui_kittest::kittest::AccessKitNode::parent)
            .any(|node| node.locate().0 == top)
    };
    let nodes = window.harness.root().children_recursive().filter(|node| {
        let known = node.accesskit_node();
        CONTROLS.contains(&known.role()) && !known.is_disabled()
    });
    nodes.filter(inside).map(|node| Control::of(&node)).collect()
}

fn languages() -> [Language; 2] {
    [Language::English, Language::Chinese]
}

/// Walks through all pages in both languages; what is wrong anywhere is told together.
fn everywhere(mut wrong: impl FnMut(&mut Window) -> Vec<String>) {
    let mut all = BTreeSet::new();
    for language in languages() {
        Tour::of(language).walk(&mut |window, page| {
            assert!(!controls(window).is_empty(), "{page} has nothing to use:\n{}", window.tree());
            all.extend(wrong(window).into_iter().map(|what| format!("{page}: {what}")));
        });
    }
    assert!(all.is_empty(), "{all:#?}");
}

/// What does the very same thing in two places may have the same name: the test of the connection
/// under the document and on its own page, and the way to one cluster from rows of the history.
fn may_be_twice(control: &Control) -> bool {
    let named = |phrases: &Phrases| {
        let way = phrases.history.pick;
        control.name == phrases.connection.test
            || control.name.split(' ').any(|word| control.name == way(word))
    };
    languages().into_iter().map(Phrases::of).any(named)
}

#[test]
fn whatever_can_be_used_has_a_name_that_tells_it_from_the_others() {
    everywhere(|window| {
        let mut known = BTreeMap::<_, usize>::new();
        for control in controls(window).into_iter().filter(|control| !may_be_twice(control)) {
            *known.entry(format!("{:?} “{}”", control.role, control.name.trim())).or_default() += 1;
        }
        let unclear = known.into_iter().filter(|(name, count)| *count > 1 || name.ends_with("“”"));
        unclear.map(|(name, count)| format!("{count} times {name}")).collect()
    });
}

/// By these a screen reader says where one is.
#[test]
fn the_window_and_its_dialogs_have_names() {
    everywhere(|window| {
        let root = window.harness.root();
        let mut wrong = Vec::new();
        if root.accesskit_node().label().as_deref() != Some("ACK Kubeconfig") {
            wrong.push(format!("the window is called {:?}", root.accesskit_node().label()));
        }
        let dialogs =
            root.children_recursive().filter(|node| node.accesskit_node().role() == Role::Dialog);
        let unnamed = dialogs.filter(|node| node.accesskit_node().label().is_none());
        wrong.extend(unnamed.map(|node| format!("a dialog at {} has no name", node.rect())));
        wrong
    });
}

/// A press is told to a screen reader as what it is. In lists the rows are pressed; of a label the
/// text can be selected.
#[test]
fn whatever_can_be_pressed_has_a_role() {
    const PARTS: [Role; 4] = [Role::ListBoxOption, Role::Row, Role::Label, Role::ScrollBar];
    everywhere(|window| {
        let nodes = window.harness.root().children_recursive();
        let pressed = nodes.map(|node| node.accesskit_node()).filter(|node| {
            node.data().supports_action(Action::Click)
                && ![CONTROLS.as_slice(), PARTS.as_slice()].concat().contains(&node.role())
        });
        pressed.map(|node| format!("{:?} {:?}", node.role(), node.label())).collect()
    });
}

/// The smallest target of WCAG 2.5.8, which excepts what stands in a line of text and has its
/// height: links, and what is pressed in the document.
#[test]
fn nothing_that_can_be_pressed_is_too_small() {
    const LEAST: f32 = 24.0;
    const LEAST_IN_TEXT: f32 = 18.0;
    everywhere(|window| {
        let all = controls(window);
        let document = all.iter().find(|it| it.role == Role::Document).map(|it| it.place);
        let small = all.into_iter().filter(|control| {
            let of_document = document.is_some_and(|text| text.contains_rect(control.place));
            let in_text = control.role == Role::Link || of_document;
            let least = if in_text { LEAST_IN_TEXT } else { LEAST };
            // What a scroll area cuts off can be scrolled to.
            control.place.is_positive() && control.place.size().min_elem() + 0.1 < least
        });
        small.map(|it| format!("{:?} “{}” {}", it.role, it.name, it.place.size())).collect()
    });
}

#[test]
fn tab_reaches_every_control_of_every_page() {
    everywhere(|window| {
        let all = controls(window);
        let mut reached = BTreeSet::new();
        for _ in 0..all.len() + 20 {
            window.key(Modifiers::NONE, Key::Tab);
            // In the palette the field has it, while a screen reader is told of the row.
            let focused = window.harness.ctx.memory(egui::Memory::focused);
            reached.extend(focused.map(|id| id.accesskit_id()));
        }
        let missed = all.into_iter().filter(|control| !reached.contains(&control.id));
        missed.map(|control| format!("{:?} “{}”", control.role, control.name)).collect()
    });
}
