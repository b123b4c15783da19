//! In a large type and in the smallest window: nothing is cut off or lies over something else.

use ack_kubeconfig::text::{Language, Phrases};
use egui::accesskit::Role;
use egui::{Rect, Vec2, vec2};

use super::every_page::{Control, controls};
use super::tour::Tour;
use crate::support::{SIZE, Window, options};

/// A window and its zoom: the smallest one that a desktop makes, the one that opens at first, and a
/// whole screen.
const SCREENS: [(Vec2, f32); 4] = [
    (vec2(720.0, 480.0), 1.0),
    (vec2(1440.0, 960.0), 2.0),
    (vec2(1920.0, 1040.0), 2.0),
    (vec2(1920.0, 1040.0), 2.5),
];

/// What can be seen of a control: what a scroll area cuts off is scrolled to.
fn seen(window: &Window, control: &Control) -> Rect {
    let whole = window.harness.ctx.content_rect();
    let seen = window.harness.ctx.viewport(|viewport| {
        let mut all = viewport.prev_pass.widgets.layers().flat_map(|(_, widgets)| widgets);
        let widget = all.find(|widget| widget.id.accesskit_id() == control.id);
        widget.map_or(control.place, |widget| widget.interact_rect)
    });
    seen.intersect(whole)
}

/// What is wrong with how controls lie. A list and a document hold others.
fn wrong(window: &Window) -> Vec<String> {
    let holds = |control: &Control| [Role::Document, Role::ListBox].contains(&control.role);
    let all: Vec<_> = controls(window).into_iter().filter(|control| !holds(control)).collect();
    // The document is as wide as its lines, and is moved sideways.
    let document = controls(window).into_iter().find(|it| it.role == Role::Document);
    let pans = |it: &Control| {
        document.as_ref().is_some_and(|document| document.place.contains(it.place.left_center()))
    };
    let told = |it: &Control| format!("{:?} “{}” {}", it.role, it.name, it.place);
    let seen: Vec<Rect> = all.iter().map(|control| seen(window, control)).collect();
    let mut wrong = Vec::new();
    for (index, one) in all.iter().enumerate() {
        let cut = seen[index].is_positive() && seen[index].width() + 1.0 < one.place.width();
        if cut && !pans(one) {
            wrong.push(format!("of {} only {} is seen", told(one), seen[index]));
        }
        for (other, lies) in all.iter().zip(&seen).skip(index + 1) {
            let both = seen[index].intersect(*lies);
            if both.width() > 1.0 && both.height() > 1.0 {
                wrong.push(format!("{} lies over {}", told(one), told(other)));
            }
        }
    }
    wrong
}

#[test]
fn nothing_is_cut_off_or_covered_at_any_zoom() {
    let mut all = std::collections::BTreeSet::new();
    for (size, zoom) in SCREENS {
        for language in [Language::English, Language::Chinese] {
            Tour { language, size, zoom }.walk(&mut |window, page| {
                let found = wrong(window).into_iter();
                all.extend(found.map(|what| format!("{page} at {zoom}: {what}")));
            });
        }
    }
    assert!(all.is_empty(), "{all:#?}");
}

/// Where there is less room than in the smallest window, what the window is for is still at hand.
#[test]
fn the_window_that_opens_at_first_keeps_its_main_button_at_200_percent() {
    for language in [Language::English, Language::Chinese] {
        let tour = Tour { language, size: SIZE, zoom: 2.0 };
        let window = tour.open(options());
        let get = window.node(Role::Button, Phrases::of(language).request.get).rect();
        assert!(window.harness.ctx.content_rect().contains_rect(get), "{get}");
    }
}
