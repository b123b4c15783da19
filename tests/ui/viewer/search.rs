//! Finding in the text, and going to a line.

use egui::accesskit::{Live, Role};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::window::{Window, copy, kubeconfig, open, rows, select_all};

/// Opens the search and types into it.
fn find(harness: &mut Harness<'_, Window>, wanted: &str) {
    let ctx = harness.ctx.clone();
    harness.state_mut().viewer.find(&ctx);
    harness.run();
    let field = harness.get_by_role_and_label(Role::TextInput, "Find");
    field.type_text(wanted);
    harness.run();
}

/// What the count says.
fn count(harness: &Harness<'_, Window>) -> String {
    let mut labels = rows(harness).into_iter().filter(|label| label.contains(" of "));
    labels.next().unwrap_or_default()
}

fn selected(harness: &mut Harness<'_, Window>) -> Option<String> {
    harness.get_by_label("Kubeconfig").focus();
    harness.run();
    copy(harness)
}

#[test]
fn matches_are_counted_as_one_types_and_gone_through_by_enter() {
    let mut harness = open(&kubeconfig());
    find(&mut harness, "kubernetes");
    assert_eq!(count(&harness), "Some(0) of 2");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(count(&harness), "Some(1) of 2");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(count(&harness), "Some(0) of 2", "after the last comes the first");
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Enter);
    harness.run();
    assert_eq!(count(&harness), "Some(1) of 2");
    harness.get_by_label("Previous").click();
    harness.run();
    assert_eq!(count(&harness), "Some(0) of 2");
    harness.get_by_label("Next").click();
    harness.run();
    assert_eq!(count(&harness), "Some(1) of 2");
    assert_eq!(selected(&mut harness).as_deref(), Some("kubernetes"), "the match is selected");
}

#[test]
fn the_count_is_read_out_when_it_changes() {
    let mut harness = open(&kubeconfig());
    find(&mut harness, "cluster");
    let count = harness.get_by_label_contains(" of ");
    assert_eq!(count.accesskit_node().live(), Live::Polite);
}

#[test]
fn a_match_far_away_comes_into_view() {
    let text = (0..5000).fold(String::new(), |text, line| text + &format!("line-{line}: x\n"));
    let mut harness = open(&text);
    find(&mut harness, "line-4321");
    harness.get_by_label("line-4321: x");
    let far = format!("a: {}needle\n", "word ".repeat(200));
    let mut harness = open(&far);
    find(&mut harness, "needle");
    let right = harness.get_by_label_contains("needle").accesskit_node().raw_bounds().unwrap().x1;
    assert!(right < 888.0, "the end of the line is in view: {right}");
}

#[test]
fn what_is_shortened_is_found_and_shown_whole_while_the_user_is_there() {
    let [first, second] = ["A", "B"].map(|of| of.repeat(300) + "needle" + &of.repeat(90));
    let mut harness = open(&format!("a-data: {first}\nb-data: {second}\n"));
    find(&mut harness, "needle");
    let shown = |harness: &Harness<'_, Window>| {
        [&first, &second].map(|value| rows(harness).concat().contains(value.as_str()))
    };
    assert_eq!((count(&harness).as_str(), shown(&harness)), ("Some(0) of 2", [true, false]));
    assert_eq!(selected(&mut harness).as_deref(), Some("needle"));
    harness.get_by_label("Next").click();
    harness.run();
    assert_eq!((count(&harness).as_str(), shown(&harness)), ("Some(1) of 2", [false, true]));
}

#[test]
fn a_masked_key_is_found_only_while_it_is_revealed() {
    let mut harness = open(&format!("client-key-data: {}needle\n", "A".repeat(90)));
    find(&mut harness, "needle");
    assert_eq!(count(&harness), "None of 0");
    harness.get_by_label("Reveal").click();
    harness.run();
    assert_eq!(count(&harness), "None of 1");
    harness.get_by_label("Next").click();
    harness.run();
    assert_eq!(count(&harness), "Some(0) of 1");
    harness.get_by_label("Hide").click();
    harness.run();
    assert_eq!(count(&harness), "None of 0");
}

#[test]
fn closing_gives_the_focus_back() {
    let mut harness = open(&kubeconfig());
    harness.get_by_label("Kubeconfig").focus();
    harness.run();
    find(&mut harness, "server");
    assert!(!harness.get_by_label("Kubeconfig").is_focused());
    harness.get_by_label("Close").click();
    harness.run();
    assert!(harness.get_by_label("Kubeconfig").is_focused());
    assert!(harness.query_by_role_and_label(Role::TextInput, "Find").is_none());
    assert_eq!(copy(&mut harness).as_deref(), Some("server"), "what was found is selected");
}

#[test]
fn a_line_is_gone_to_by_its_number() {
    let text = (1..=500).fold(String::new(), |text, line| text + &format!("line-{line}: x\n"));
    let mut harness = open(&text);
    for (typed, line) in [("321", 321), ("9999", 500), ("0", 1)] {
        let ctx = harness.ctx.clone();
        harness.state_mut().viewer.go_to_line(&ctx);
        harness.run();
        harness.get_by_role_and_label(Role::TextInput, "Line").type_text(typed);
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        harness.get_by_label(&format!("line-{line}: x"));
        assert!(harness.get_by_label("Kubeconfig").is_focused(), "the bar is closed");
        assert_eq!(copy(&mut harness).unwrap(), format!("line-{line}: x"));
    }
}

#[test]
fn a_search_in_a_wrapped_text_shows_the_row_of_the_match() {
    let text = format!("a: {}needle\n{}", "word ".repeat(350), "b: c\n".repeat(50));
    let mut harness = open(&text);
    harness.state_mut().wrap = true;
    harness.run();
    select_all(&mut harness);
    find(&mut harness, "NEEDLE");
    assert_eq!(count(&harness), "None of 0", "upper case counts");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.get_by_role_and_label(Role::TextInput, "Find").type_text("needle");
    harness.run();
    assert_eq!(count(&harness), "Some(0) of 1");
    assert_eq!(selected(&mut harness).as_deref(), Some("needle"));
}
