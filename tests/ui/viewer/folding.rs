//! What is shortened is shown whole on demand; what is revealed hides again by itself.

use std::time::Duration;

use egui::Key;
use egui_kittest::kittest::Queryable as _;
use jiff::SignedDuration;

use super::window::{Window, copy, kubeconfig, open, place, private_key, rows, select_all, tree};
use egui_kittest::Harness;

fn later(harness: &mut Harness<'_, Window>, seconds: i64) {
    harness.state_mut().now += SignedDuration::from_secs(seconds);
    harness.run();
}

/// The authority's data, as it stands in the document.
fn authority(text: &str) -> &str {
    let data = text.split_once("certificate-authority-data: ").unwrap().1;
    data.lines().next().unwrap()
}

#[test]
fn a_shortened_value_is_shown_whole_by_its_size_and_shortened_again() {
    let text = kubeconfig();
    let mut harness = open(&text);
    let shown = |harness: &Harness<'_, Window>| rows(harness).concat().contains(authority(&text));
    assert!(!shown(&harness));
    harness.get_by_label("Unfold 1302").click();
    harness.run();
    assert!(shown(&harness));
    assert!(harness.query_by_label("Unfold 1868").is_some(), "the other stays as it was");
    harness.get_by_label("Fold").click();
    harness.run();
    assert!(!shown(&harness));
}

#[test]
fn a_size_is_pressed_by_keyboard_as_well() {
    let mut harness = open(&kubeconfig());
    harness.get_by_label("Unfold 1868").focus();
    harness.run();
    harness.key_press(Key::Space);
    harness.run();
    harness.get_by_label("Fold");
}

#[test]
fn what_is_copied_is_the_same_however_it_is_shown() {
    let text = kubeconfig();
    let mut harness = open(&text);
    for button in ["Unfold 1302", "Unfold 1868", "Reveal"] {
        harness.get_by_label(button).click();
        harness.run();
        select_all(&mut harness);
        assert!(copy(&mut harness).unwrap() == text, "{button}");
    }
    // A part of a value that is shown whole.
    let (from, to) = (place(&harness, 4, 45), place(&harness, 4, 55));
    super::window::drag(&mut harness, from, to);
    let part = copy(&mut harness).unwrap();
    assert!(authority(&text).contains(&part) && part.len() < 40, "{part}");
}

#[test]
fn a_revealed_key_counts_down_and_hides_after_thirty_seconds() {
    let text = kubeconfig();
    let mut harness = open(&text);
    assert_eq!(next_frame(&harness), Duration::MAX, "an idle viewer draws no frames");
    harness.get_by_label("Reveal").click();
    harness.run();
    assert!(painted(&harness).contains("Hide 30"), "{}", painted(&harness));
    assert!(next_frame(&harness) <= Duration::from_secs(1));
    later(&mut harness, 1);
    assert!(painted(&harness).contains("Hide 29"));
    later(&mut harness, 28);
    assert!(painted(&harness).contains("Hide 1"));
    assert!(tree(&harness).contains(private_key(&text)));
    later(&mut harness, 1);
    harness.get_by_label("Reveal");
    assert!(!tree(&harness).contains(&private_key(&text)[..24]));
    assert_eq!(next_frame(&harness), Duration::MAX, "it still counts");
}

#[test]
fn each_secret_counts_for_itself_and_all_hide_at_once_when_told() {
    let mut harness = open("a:\n- token: FIRST\n- token: SECOND\n");
    for seconds in [10, 0] {
        let button = harness.query_all_by_label("Reveal").next().unwrap();
        button.click();
        harness.run();
        later(&mut harness, seconds);
    }
    let shown = |harness: &Harness<'_, Window>| {
        ["FIRST", "SECOND"].map(|secret| tree(harness).contains(secret))
    };
    assert_eq!(shown(&harness), [true, true]);
    later(&mut harness, 20);
    assert_eq!(shown(&harness), [false, true]);
    harness.state_mut().viewer.hide_secrets();
    harness.run();
    assert_eq!(shown(&harness), [false, false]);
}

fn next_frame(harness: &Harness<'_, Window>) -> Duration {
    harness.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay
}

fn painted(harness: &Harness<'_, Window>) -> String {
    let mut text = String::new();
    for clipped in &harness.output().shapes {
        crate::support::texts(&clipped.shape, &mut text);
    }
    text
}
