//! Whoever uses the keyboard sees at a glance where the focus is, wherever it is.

use ack_kubeconfig::core::session::{Settings, ThemeChoice};
use ack_kubeconfig::text::Language;
use ack_kubeconfig::ui::Options;
use egui::accesskit::Role;
use egui::epaint::{RectShape, Shape};
use egui::{Key, Modifiers, Rect, vec2};

use super::every_page::controls;
use super::tour::Tour;
use crate::support::{Service, Window};

/// The places in the window that have a ring around them in the colour of the focus.
fn rings(window: &Window) -> Vec<Rect> {
    fn find(shape: &Shape, found: &mut Vec<RectShape>) {
        match shape {
            Shape::Rect(rect) => found.push(rect.clone()),
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| find(shape, found)),
            _ => {}
        }
    }
    let line = window.harness.ctx.global_style().visuals.selection.stroke;
    let mut rings = Vec::new();
    for clipped in &window.harness.output().shapes {
        let mut found = Vec::new();
        find(&clipped.shape, &mut found);
        let drawn = found.into_iter().filter(|rect| {
            rect.stroke.color == line.color
                && rect.stroke.width >= line.width
                && clipped.clip_rect.expand(0.5).contains_rect(rect.rect)
        });
        rings.extend(drawn.map(|ring| ring.rect));
    }
    rings
}

/// What has the focus: its place as far as it is seen, and whether it is a page or a list, which has
/// the ring inside, perhaps around one of its rows.
fn focused(window: &Window) -> Option<(Rect, bool, String)> {
    let id = window.harness.ctx.memory(egui::Memory::focused)?;
    let place = window.harness.ctx.viewport(|viewport| {
        viewport.prev_pass.widgets.get(id).map(|widget| widget.interact_rect)
    })?;
    let control = controls(window).into_iter().find(|control| control.id == id.accesskit_id());
    let role = control.as_ref().map(|control| control.role);
    let inside = matches!(role, None | Some(Role::ListBox | Role::Document));
    let name = control.map(|control| control.name).unwrap_or_default();
    Some((place, inside, format!("{role:?} “{name}” {place}")))
}

fn has_ring(window: &Window, place: Rect, inside: bool) -> bool {
    let around = |ring: &Rect| {
        ring.expand(1.0).contains_rect(place) && !ring.contains_rect(place.expand(8.0))
    };
    let within = |ring: &Rect| place.expand(1.0).contains_rect(*ring);
    rings(window).iter().any(|ring| around(ring) || (inside && within(ring)))
}

#[test]
fn whatever_has_the_focus_on_any_page_has_a_ring() {
    let mut all = std::collections::BTreeSet::new();
    for (size, zoom) in [(vec2(1180.0, 760.0), 1.0), (vec2(1180.0, 760.0), 2.0)] {
        Tour { size, zoom, ..Tour::of(Language::English) }.walk(&mut |window, page| {
            for _ in 0..controls(window).len() + 2 {
                window.key(Modifiers::NONE, Key::Tab);
                let Some((place, inside, told)) = focused(window) else { continue };
                if !has_ring(window, place, inside) {
                    all.insert(format!("{page} at {zoom}: {told}: {:?}", rings(window)));
                }
            }
        });
    }
    assert!(all.is_empty(), "{all:#?}");
}

/// The relative luminance of WCAG 2.
fn luminance(pixel: [u8; 4]) -> f32 {
    let linear = |part: u8| {
        let part = f32::from(part) / 255.0;
        if part <= 0.03928 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(pixel[0]) + 0.7152 * linear(pixel[1]) + 0.0722 * linear(pixel[2])
}

fn contrast(one: [u8; 4], other: [u8; 4]) -> f32 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// As WCAG 2.4.13 has it: an area as large as a line of one pixel around it changes by 3 to 1.
#[test]
fn the_focus_changes_enough_pixels_enough_in_both_themes() {
    let service = Service::start();
    for theme in [ThemeChoice::Dark, ThemeChoice::Light] {
        let settings = Settings { theme, ..Settings::default() };
        let mut window = Window::open(Options { settings, ..service.options() });
        window.until_seen("12 in 4 regions");
        window.get(&service.id("prod-payments"));
        window.harness.remove_cursor();
        window.harness.ctx.memory_mut(|memory| {
            if let Some(focused) = memory.focused() {
                memory.surrender_focus(focused);
            }
        });
        window.harness.run();
        let without = window.harness.render().unwrap();
        let mut seen = 0;
        for _ in 0..controls(&window).len() {
            window.key(Modifiers::NONE, Key::Tab);
            window.harness.run();
            let Some((place, inside, told)) = focused(&window) else { continue };
            let with = window.harness.render().unwrap();
            let changed = with.pixels().zip(without.pixels());
            let changed = changed.filter(|(with, without)| contrast(with.0, without.0) >= 3.0);
            let changed = u16::try_from(changed.count()).map_or(f32::MAX, f32::from);
            // A page has its ring inside, a list around one of its rows.
            let around = if inside { 4.0 * 24.0 } else { 2.0 * (place.width() + place.height()) };
            assert!(changed >= around, "{theme:?}: {told} changes {changed} pixels");
            seen += 1;
        }
        assert!(seen >= 20, "{theme:?}: {seen}");
    }
}
