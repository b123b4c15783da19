//! In a large type and in the smallest window: nothing is cut off or lies over something else.

use ack_kubeconfig::text::{Language, Phrases};
use egui::accesskit::Role;
use egui::epaint::Shape;
use egui::{Key, Modifiers, Rect, Vec2, vec2};
use egui_kittest::kittest::NodeT as _;

use super::every_page::{Control, controls};
use super::tour::Tour;
use crate::support::{Service, Window, options};

/// A window and its zoom: the smallest one that a desktop makes, the one that opens at first, and a
/// whole screen.
const SCREENS: [(Vec2, f32); 6] = [
    (vec2(720.0, 480.0), 1.0),
    (vec2(720.0, 480.0), 1.25),
    (vec2(1180.0, 760.0), 2.0),
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

/// The texts that are cut off where nothing scrolls to the rest of them: a text that has no room
/// ends in an ellipsis.
fn cut_texts(window: &Window) -> Vec<String> {
    let bars = window.harness.root().children_recursive();
    let bars = bars.filter(|node| node.accesskit_node().role() == Role::ScrollBar);
    let bars: Vec<Rect> = bars.map(|node| node.rect()).collect();
    // Its bar is as tall as what is seen of a scrolled place, and in it.
    let scrolls = |seen: Rect| {
        bars.iter().any(|bar| {
            let reaches = bar.y_range().expand(BAR);
            reaches.contains(seen.top())
                && reaches.contains(seen.bottom())
                && seen.expand(BAR).x_range().contains(bar.center().x)
        })
    };
    // In a field one goes through the text by the keyboard.
    let fields = controls(window).into_iter().filter(|control| control.role == Role::TextInput);
    let fields: Vec<Rect> = fields.map(|field| field.place.expand(1.0)).collect();
    let typed = |seen: Rect| fields.iter().any(|field| field.contains_rect(seen));
    let mut found = Vec::new();
    for clipped in &window.harness.output().shapes {
        if !scrolls(clipped.clip_rect) && !typed(clipped.clip_rect) {
            cut_text(&clipped.shape, clipped.clip_rect, &mut found);
        }
    }
    found
}

/// How wide a scroll bar is at most.
const BAR: f32 = 16.0;

fn cut_text(shape: &Shape, clip: Rect, found: &mut Vec<String>) {
    match shape {
        Shape::Text(text) => {
            let place = text.galley.mesh_bounds.translate(text.pos.to_vec2());
            if place.intersects(clip) && !clip.expand(1.0).contains_rect(place) {
                found.push(format!("of “{}” at {place} only {clip} is seen", text.galley.text()));
            }
        }
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| cut_text(shape, clip, found)),
        _ => {}
    }
}

/// What has the focus and is not seen whole. A list and a document are as long as they are.
fn unseen_focus(window: &mut Window) -> Vec<String> {
    let mut unseen = Vec::new();
    for _ in 0..controls(window).len() {
        window.key(Modifiers::NONE, Key::Tab);
        let focused = window.harness.ctx.memory(egui::Memory::focused).map(|id| id.accesskit_id());
        let all = controls(window).into_iter();
        let Some(control) = all.into_iter().find(|control| Some(control.id) == focused) else {
            continue;
        };
        let part = seen(window, &control).expand(1.0);
        if !holds(&control) && !part.contains_rect(control.place) {
            unseen.push(format!("{:?} “{}” {}: {part}", control.role, control.name, control.place));
        }
    }
    unseen
}

fn holds(control: &Control) -> bool {
    [Role::Document, Role::ListBox].contains(&control.role)
}

#[test]
fn the_focus_is_brought_into_view() {
    let mut all = std::collections::BTreeSet::new();
    Tour { zoom: 2.0, ..Tour::of(Language::English) }.walk(&mut |window, page| {
        let found = unseen_focus(window).into_iter();
        all.extend(found.map(|what| format!("{page}: {what}")));
    });
    assert!(all.is_empty(), "{all:#?}");
}

/// Where there is less room than anything can be laid out in, all of the window is scrolled.
#[test]
fn at_250_percent_the_window_that_opens_at_first_is_scrolled() {
    let service = Service::start();
    let tour = Tour { zoom: 2.5, ..Tour::of(Language::English) };
    let mut window = tour.open(service.options());
    window.fill("Cluster ID", &service.id("prod-payments"));
    window.key(Modifiers::COMMAND, Key::Enter);
    window.until_seen("Retrieved in");
    window.step();
    let room = window.harness.ctx.content_rect();
    let save = window.node(Role::Button, "Save as…").rect();
    assert!(!room.contains_rect(save), "{save} needs no scrolling");
    assert_eq!(unseen_focus(&mut window), Vec::<String>::new());
    let reached = window.harness.ctx.memory(egui::Memory::focused).unwrap();
    assert!(controls(&window).iter().any(|control| control.id == reached.accesskit_id()));
}

#[test]
fn nothing_is_cut_off_or_covered_at_any_zoom() {
    let mut all = std::collections::BTreeSet::new();
    for (size, zoom) in SCREENS {
        for language in [Language::English, Language::Chinese] {
            Tour { size, zoom, ..Tour::of(language) }.walk(&mut |window, page| {
                let found = wrong(window).into_iter().chain(cut_texts(window));
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
        let tour = Tour { zoom: 2.0, ..Tour::of(language) };
        let window = tour.open(options());
        let get = window.node(Role::Button, Phrases::of(language).request.get).rect();
        assert!(window.harness.ctx.content_rect().contains_rect(get), "{get}");
    }
}
