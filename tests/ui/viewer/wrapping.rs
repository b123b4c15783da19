//! Long lines that go on below.

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::window::{
    ROW, Window, click, copy, drag, kubeconfig, open, open_with_any_glyph, place, rows, select_all,
};

fn wrapped(text: &str) -> Harness<'static, Window> {
    let mut harness = open_with_any_glyph(text);
    harness.state_mut().wrap = true;
    harness.run();
    harness
}

fn height(harness: &Harness<'_, Window>, line: &str) -> f32 {
    harness.get_by_label_contains(line).rect().height()
}

#[test]
fn a_long_line_takes_several_rows_and_all_of_it_is_in_view() {
    let text = format!("note: {}\nnext: x\n", "word ".repeat(60));
    let harness = open(&text);
    assert!(harness.get_by_label_contains("note").rect().width() > 1000.0);
    let harness = wrapped(&text);
    let note = harness.get_by_label_contains("note").rect();
    assert!(note.width() < 888.0 && note.height() >= 3.0 * ROW - 0.1, "{note}");
    let next = harness.get_by_label("next: x").rect();
    assert!((next.top() - note.bottom()).abs() < 0.1, "the next line stands under it");
    assert!((next.height() - ROW).abs() < 0.1);
}

#[test]
fn what_is_shortened_or_masked_is_not_torn() {
    let mut harness = wrapped(&kubeconfig());
    assert_eq!(rows(&harness).len(), 19);
    assert!((height(&harness, "client-key-data") - ROW).abs() < 0.1);
    harness.get_by_label("Unfold 1302").click();
    harness.run();
    assert!(height(&harness, "certificate-authority-data") > 15.0 * ROW);
    harness.get_by_label("Fold").click();
    harness.run();
    assert!((height(&harness, "certificate-authority-data") - ROW).abs() < 0.1);
}

#[test]
fn what_is_selected_in_a_lower_row_is_copied() {
    let text = format!("a: {}\nb: c\n", "0123456789".repeat(30));
    let mut harness = wrapped(&text);
    // In the second row of the first line, indented a little.
    let (from, to) = (place(&harness, 1, 12), place(&harness, 1, 22));
    drag(&mut harness, from, to);
    let copied = copy(&mut harness).unwrap();
    assert_eq!(copied.len(), 10);
    assert!(text.find(&copied).is_some());
    let (from, to) = (place(&harness, 0, 13), place(&harness, 1, 12));
    drag(&mut harness, from, to);
    let copied = copy(&mut harness).unwrap();
    assert!(text[13..].starts_with(&copied) && copied.len() > 80, "{copied}");
    select_all(&mut harness);
    assert_eq!(copy(&mut harness).unwrap(), text);
}

#[test]
fn the_selection_goes_down_row_by_row() {
    let text = format!("a: {}\nb: c\n", "0123456789".repeat(30));
    let mut harness = wrapped(&text);
    let from = place(&harness, 0, 13);
    click(&mut harness, from, Modifiers::NONE);
    let mut before = 0;
    for _ in 0..2 {
        harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
        harness.run();
        let copied = copy(&mut harness).unwrap();
        assert!(text[13..].starts_with(&copied));
        assert!((90..120).contains(&(copied.len() - before)), "a row is that long: {copied}");
        before = copied.len();
    }
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowUp);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowUp);
    harness.run();
    assert_eq!(copy(&mut harness), None, "it is back where it began");
}

#[test]
fn the_first_line_in_view_stays_the_first_when_lines_are_wrapped() {
    let text = (0..300).fold(String::new(), |text, line| {
        text + &format!("line-{line}: {}\n", "word ".repeat(if line % 2 == 0 { 1 } else { 50 }))
    });
    let mut harness = open(&text);
    let ctx = harness.ctx.clone();
    harness.state_mut().viewer.go_to_line(&ctx);
    harness.run();
    harness.get_by_label("Line").type_text("200");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let first = rows(&harness).first().unwrap().clone();
    for wrap in [true, false] {
        harness.state_mut().wrap = wrap;
        harness.run();
        assert_eq!(*rows(&harness).first().unwrap(), first, "wrapped: {wrap}");
    }
}

/// Whatever is in a line, the rows that are counted are the rows that are shown.
#[test]
fn lines_of_all_kinds_stand_one_under_the_other() {
    let lines = [
        "tab:\tb\t".to_owned() + &"c\t".repeat(60),
        "集群".repeat(90),
        "\u{202e}".repeat(40),
        format!("password: {}", "S".repeat(300)),
        format!("d: {} {}", "A".repeat(200), "B".repeat(100)),
        " ".repeat(300),
        "é".repeat(111),
        String::new(),
        "end: x".to_owned(),
    ];
    let mut harness = wrapped(&lines.join("\n"));
    for button in ["Reveal", "Hide"] {
        let labels: Vec<_> = harness.query_all_by_role(egui::accesskit::Role::Label).collect();
        let mut bottom = labels[0].rect().top();
        for label in labels {
            let rect = label.rect();
            assert!((rect.top() - bottom).abs() < 0.1, "{rect} after {bottom}");
            assert!(rect.right() < 888.0, "{rect}");
            bottom = rect.bottom();
        }
        harness.get_by_label(button).click();
        harness.run();
    }
}
