//! Whoever needs everything two and a half times as large, on a whole screen, in both themes: the
//! main job is done, and what it needs lies in the window, with nothing over it.

use std::fs;

use crate::desktop::Desktop;
use crate::program::{Node, Program};
use crate::{assert_kubectl_works, assert_saved};

const SCREEN: &str = "1920x1080";

/// What is left of it beside a taskbar.
const WINDOW: [u32; 2] = [1920, 1040];

/// What is used by itself, and lies over nothing else.
const CONTROLS: [&str; 8] = [
    "push button",
    "toggle button",
    "link",
    "entry",
    "combo box",
    "radio button",
    "check box",
    "page tab",
];

/// The controls of a step lie in the window as a whole, and no other control lies over them.
fn see(program: &Program<'_>, picture: &str, needed: &[(&str, &str)]) {
    for (role, name) in needed {
        program.wait_for_node(name, |node| node.role == *role && node.name == *name);
    }
    program.desktop.picture(picture);
    let nodes = program.nodes();
    let whole = nodes.iter().find(|node| node.role == "frame").unwrap().rect.unwrap();
    // Below a dialog nothing is used.
    let top = nodes.iter().position(|node| node.role == "dialog").unwrap_or_default();
    let on_top = &nodes[top..];
    for (role, name) in needed {
        let is_it = |node: &&Node| node.role == *role && node.name == *name;
        let control = on_top.iter().find(is_it).unwrap();
        assert!(holds(whole, control.rect.unwrap()), "{picture}: {control:?} in {whole:?}");
        for other in on_top.iter().filter(|node| CONTROLS.contains(&&*node.role)) {
            let apart = std::ptr::eq(other, control)
                || !overlap(other, control)
                // The button that clears a field lies in it.
                || other.rect.is_some_and(|inside| holds(control.rect.unwrap(), inside));
            assert!(apart, "{picture}: {other:?} over {control:?}");
        }
    }
}

fn holds([x, y, width, height]: [i32; 4], [left, top, across, down]: [i32; 4]) -> bool {
    left >= x && top >= y && left + across <= x + width && top + down <= y + height
}

/// Pixels are whole: neighbours may share one.
fn overlap(one: &Node, other: &Node) -> bool {
    let (Some(one), Some(other)) = (one.rect, other.rect) else { return false };
    (0..2).all(|side| {
        let begin = one[side].max(other[side]);
        let end = (one[side] + one[side + 2]).min(other[side] + other[side + 2]);
        end - begin > 1
    })
}

fn the_main_job(theme: &str) {
    let desktop = Desktop::sized(SCREEN);
    let settings = desktop.home().join(".config/ack-kubeconfig");
    fs::create_dir_all(&settings).unwrap();
    let text = format!("theme: {theme}\nzoom: 2.5\nwindow:\n  width: 1920.0\n  height: 1040.0\n");
    fs::write(settings.join("settings.yaml"), text).unwrap();
    let program = Program::start(&desktop, &[], &[]);
    let picture = |step: &str| format!("low-vision-{theme}-{step}");
    let size = program.size();
    assert!(size[0] <= WINDOW[0] && size[1] <= WINDOW[1], "{size:?}");

    see(&program, &picture("first"), &[("push button", "Open demo")]);
    program.click("push button", "Open demo");
    program.wait_for_name("label", "12 in 4 regions");
    program.fill("Filter by name, ID or region", "payments");
    let row = ("list item", "prod-payments cn-hangzhou");
    let get = ("push button", "Get kubeconfig");
    see(&program, &picture("clusters"), &[("entry", "Filter by name, ID or region"), row, get]);
    program.click(row.0, row.1);
    program.click(get.0, get.1);
    program.wait_for_name("label", "Retrieved in");
    let result = [
        ("push button", "Save as…"),
        ("push button", "Copy"),
        ("push button", "Merge into ~/.kube/config…"),
        ("page tab", "Kubeconfig"),
        ("page tab", "Overview"),
    ];
    see(&program, &picture("document"), &result);
    program.click("push button", "Merge into ~/.kube/config…");
    program.wait_for_name("label", "Adds 1 context.");
    see(&program, &picture("merge"), &[("push button", "Merge"), ("push button", "Cancel")]);
    program.click("push button", "Cancel");
    program.wait_for_no_dialog();
    program.click("push button", "Save as…");
    program.wait_for_dialog();
    let saved = desktop.home().join("large.kubeconfig");
    program.type_over(saved.to_str().unwrap());
    program.press("Return");
    program.wait_for_name("label", "Saved to");
    assert_saved(&saved, &fs::read_to_string(&saved).unwrap());
    assert_kubectl_works(&desktop, &saved);
    program.activate();
    let (status, output) = program.close();
    assert_eq!(status.code(), Some(0), "{output}");
}

#[test]
fn at_250_percent_the_main_job_is_done_in_the_dark_theme() {
    the_main_job("dark");
}

#[test]
fn at_250_percent_the_main_job_is_done_in_the_light_theme() {
    the_main_job("light");
}
