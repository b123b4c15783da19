//! Pictures of the tab Request.

use ack_kubeconfig::core::session::ThemeChoice;
use egui::accesskit::Role;
use egui::{Rect, Vec2, pos2, vec2};
use egui_kittest::SnapshotResults;
use egui_kittest::kittest::Queryable as _;

use super::{SIZE, THEMES, Window, cover_status, rest, with_document};

fn with_request(theme: ThemeChoice, size: Vec2) -> Window {
    let mut window = with_document(theme, size);
    window.click(Role::Tab, "Request");
    rest(&mut window);
    window
}

/// Covers a line of the text that begins so, from this column on.
fn cover_line(window: &mut Window, text: &str, line: f32, column: f32) {
    let rect = window.harness.get_by_label_contains(text).rect();
    let (lines, height) = (12.0, rect.height() / 12.0);
    assert!(line < lines);
    let from = pos2(rect.left() + column * 7.2, rect.top() + line * height);
    let to = pos2(rect.left() + 480.0, from.y + height);
    window.harness.mask(Rect::from_min_max(from, to));
}

/// Covers the port, the nonce and the times, which are beside the facts of these names.
pub(super) fn cover_exchange(window: &mut Window, facts: [&str; 3]) {
    for (line, column) in [(1.0, 6.0), (5.0, 23.0), (6.0, 6.0)] {
        cover_line(window, "x-acs-signature-nonce", line, column);
    }
    let command = window.harness.get_by_label_contains("aliyun cs GET").rect();
    let (third, left) = (command.height() / 3.0, command.left() + 36.0 * 7.2);
    let from = pos2(left, command.top() + third);
    window.harness.mask(Rect::from_min_max(from, pos2(left + 200.0, from.y + third)));
    for fact in facts {
        // The tabs and the status bar have some of them too.
        let names = window.harness.query_all_by_label(fact).map(|name| name.rect());
        let names = names.filter(|rect| rect.left() > 300.0 && rect.bottom() < SIZE.y - 27.0);
        let name = names.max_by(|one, other| one.top().total_cmp(&other.top())).unwrap();
        let from = pos2(name.left() + 100.0, name.top() - 1.0);
        window.harness.mask(Rect::from_min_max(from, pos2(from.x + 460.0, name.bottom() + 2.0)));
    }
}

#[test]
fn request() {
    let mut pictures = SnapshotResults::new();
    for (theme, called) in THEMES {
        let mut window = with_request(theme, SIZE);
        cover_status(&mut window);
        cover_exchange(&mut window, ["sent", "answer", "request ID"]);
        window.harness.snapshot(format!("request-{called}"));
        pictures.extend_harness(&mut window.harness);
    }
}

#[test]
fn request_in_the_smallest_window() {
    let mut pictures = SnapshotResults::new();
    for (theme, called) in THEMES {
        let mut window = with_request(theme, vec2(720.0, 480.0));
        cover_status(&mut window);
        window.harness.snapshot(format!("request-small-{called}"));
        pictures.extend_harness(&mut window.harness);
    }
}
