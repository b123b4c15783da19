//! The viewer as a user and a screen reader meet it.

mod folding;
mod search;
mod window;
mod wrapping;

use std::fmt::Write as _;

use ack_kubeconfig::core::kubeconfig::KubeconfigText;
use ack_kubeconfig::ui::viewer::ViewerResponse;
use egui::{Color32, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use window::{
    ROW, Window, click, copy, dark, drag, kubeconfig, light, open, open_with_any_glyph, place,
    private_key, rows, select_all, tree,
};

#[test]
fn a_kubeconfig_is_shown_with_certificates_shortened_and_the_key_masked() {
    let harness = open(&kubeconfig());
    harness.get_by_label("apiVersion: v1");
    let authority = harness.get_by_label_contains("certificate-authority-data").value().unwrap();
    assert!(
        authority.ends_with("LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUM2QU… 1,302 bytes"),
        "{authority}"
    );
    let key = harness.get_by_label_contains("client-key-data").value().unwrap();
    assert_eq!(key, "    client-key-data: •••••••• private key, 2,272 bytes");
    assert_eq!(rows(&harness).len(), 19);
}

#[test]
fn the_masked_key_is_nowhere_in_the_accessibility_tree() {
    let text = kubeconfig();
    let mut harness = open(&text);
    let start = &private_key(&text)[..24];
    assert!(!tree(&harness).contains(start));
    harness.get_by_label("Reveal").click();
    harness.run();
    assert!(tree(&harness).contains(start));
    harness.get_by_label("Hide").click();
    harness.run();
    assert!(!tree(&harness).contains(start));
    harness.get_by_label("Reveal");
}

#[test]
fn reveal_works_by_keyboard() {
    let text = kubeconfig();
    let mut harness = open(&text);
    harness.get_by_label("Reveal").focus();
    harness.run();
    harness.key_press(Key::Space);
    harness.run();
    harness.get_by_label("Hide");
    assert!(tree(&harness).contains(private_key(&text)), "the whole key, not a part of it");
}

#[test]
fn another_document_begins_masked_and_at_its_top() {
    let text = kubeconfig();
    let mut harness = open(&text);
    harness.get_by_label("Reveal").click();
    harness.run();
    harness.state_mut().document = KubeconfigText::new(format!("{text}# another\n"));
    harness.run();
    harness.get_by_label("Reveal");
    assert!(!tree(&harness).contains(&private_key(&text)[..24]));
}

#[test]
fn the_same_text_in_another_handle_is_the_same_document() {
    let mut harness = open(&kubeconfig());
    harness.get_by_label("Reveal").click();
    harness.run();
    harness.state_mut().document = KubeconfigText::new(kubeconfig());
    harness.run();
    harness.get_by_label("Hide");
}

#[test]
fn a_dragged_selection_copies_the_true_text() {
    let text = kubeconfig();
    let mut harness = open(&text);
    let (from, to) = (place(&harness, 3, 4), place(&harness, 5, 6));
    drag(&mut harness, from, to);
    let start = text.find("server:").unwrap();
    let end = text.find("name: kubernetes").unwrap() + 4;
    assert_eq!(copy(&mut harness).unwrap(), text[start..end]);
    assert_eq!(harness.state().responses, [ViewerResponse::Copied]);
}

#[test]
fn an_end_within_something_shown_as_one_takes_all_of_it() {
    let text = kubeconfig();
    let mut harness = open(&text);
    // From within the shortened certificate into the dots.
    let (from, to) = (place(&harness, 17, 50), place(&harness, 18, 26));
    drag(&mut harness, from, to);
    let start = text.find("client-certificate-data: ").unwrap() + 25;
    assert_eq!(copy(&mut harness).unwrap(), text[start..].trim_end());
    let secret = KubeconfigText::new(text[start..].trim_end().to_owned());
    assert_eq!(harness.state().responses, [ViewerResponse::CopySecret(secret)]);
    // Also backwards, and all within the dots.
    drag(&mut harness, to, from);
    assert_eq!(copy(&mut harness).unwrap(), text[start..].trim_end());
    let (from, to) = (place(&harness, 18, 24), place(&harness, 18, 45));
    drag(&mut harness, from, to);
    assert_eq!(copy(&mut harness).unwrap(), private_key(&text));
}

#[test]
fn double_click_takes_a_word_and_triple_click_a_line() {
    let text = kubeconfig();
    let mut harness = open(&text);
    let pos = place(&harness, 10, 30);
    click(&mut harness, pos, Modifiers::NONE);
    click(&mut harness, pos, Modifiers::NONE);
    assert_eq!(copy(&mut harness).unwrap(), "2345678901234567-c5b5e80b0b64a4bf6939d2d8fbbc5a1f7");
    // A double click on the dots takes the true value.
    let mut harness = open(&text);
    let pos = place(&harness, 18, 26);
    click(&mut harness, pos, Modifiers::NONE);
    click(&mut harness, pos, Modifiers::NONE);
    assert_eq!(copy(&mut harness).unwrap(), private_key(&text));
    click(&mut harness, pos, Modifiers::NONE);
    assert_eq!(
        copy(&mut harness).unwrap(),
        format!("    client-key-data: {}\n", private_key(&text))
    );
}

#[test]
fn shift_extends_the_selection_by_click_and_by_key() {
    let mut harness = open("alpha: one\nbeta: two\ngamma: three\n");
    let (from, to) = (place(&harness, 0, 7), place(&harness, 1, 4));
    click(&mut harness, from, Modifiers::NONE);
    click(&mut harness, to, Modifiers::SHIFT);
    assert_eq!(copy(&mut harness).unwrap(), "one\nbeta");
    for (key, modifiers, expected) in [
        (Key::ArrowRight, Modifiers::SHIFT, "one\nbeta:"),
        (Key::End, Modifiers::SHIFT, "one\nbeta: two"),
        (Key::ArrowDown, Modifiers::SHIFT, "one\nbeta: two\ngamma: th"),
        (Key::ArrowLeft, Modifiers::SHIFT | Modifiers::COMMAND, "one\nbeta: two\ngamma: "),
        (Key::End, Modifiers::SHIFT | Modifiers::COMMAND, "one\nbeta: two\ngamma: three\n"),
        (Key::Home, Modifiers::SHIFT | Modifiers::COMMAND, "alpha: "),
    ] {
        harness.key_press_modifiers(modifiers, key);
        harness.run();
        assert_eq!(copy(&mut harness).unwrap(), expected);
    }
}

#[test]
fn select_all_copies_the_document_byte_for_byte() {
    for text in
        [kubeconfig(), kubeconfig().replace('\n', "\r\n"), "a: \u{202e}b\r\n\r\n\tc\n\n".to_owned()]
    {
        let mut harness = open(&text);
        select_all(&mut harness);
        assert_eq!(copy(&mut harness).unwrap(), text);
    }
}

#[test]
fn the_context_menu_selects_and_copies() {
    let text = kubeconfig();
    let mut harness = open(&text);
    for item in ["Select all", "Copy"] {
        harness.get_by_label("Kubeconfig").click_secondary();
        harness.run();
        harness.state_mut().copied.clear();
        harness.get_by_label(item).click();
        harness.run();
    }
    assert_eq!(harness.state().copied, [text]);
}

#[test]
fn nothing_is_copied_without_focus_or_selection() {
    let mut harness = open(&kubeconfig());
    assert_eq!(copy(&mut harness), None);
    harness.get_by_label("Kubeconfig").focus();
    harness.step();
    assert_eq!(copy(&mut harness), None);
}

/// How many rows the 440-pixel window can show, a part of one at each edge counted.
const IN_VIEW: usize = 23;

#[test]
fn of_a_hundred_thousand_lines_only_those_in_view_are_laid_out() {
    let text = (0..100_000).fold(String::new(), |mut text, line| {
        writeln!(text, "key-{line}: value").unwrap();
        text
    });
    let mut harness = open(&text);
    assert!(rows(&harness).len() <= IN_VIEW, "{}", rows(&harness).len());
    harness.get_by_label("Kubeconfig").focus();
    harness.run();
    harness.key_press(Key::End);
    harness.run();
    harness.get_by_label("key-99999: value");
    assert!(rows(&harness).len() <= IN_VIEW, "{}", rows(&harness).len());
    harness.key_press(Key::PageUp);
    harness.run();
    assert!(harness.query_by_label("key-99999: value").is_none());
    harness.key_press(Key::Home);
    harness.run();
    harness.get_by_label("key-0: value");
}

#[test]
fn the_keyboard_scrolls_and_the_view_rests_then() {
    let text = (0..200).fold(String::new(), |text, line| text + &format!("line-{line}: x\n"));
    let mut harness = open(&text);
    harness.get_by_label("Kubeconfig").focus();
    harness.run();
    let top = |harness: &Harness<'_, Window>| harness.get_by_label("line-5: x").rect().top();
    let before = top(&harness);
    for (key, moved) in [(Key::ArrowDown, ROW), (Key::ArrowDown, 2.0 * ROW), (Key::ArrowUp, ROW)] {
        harness.key_press(key);
        // `run` fails if frames are still asked for after a few.
        harness.run();
        assert!((before - top(&harness) - moved).abs() < 0.01, "{key:?}");
    }
    assert!(harness.get_by_label("Kubeconfig").is_focused(), "the arrows scroll, the focus stays");
}

#[test]
fn a_kubeconfig_fits_without_scrolling_sideways() {
    let mut harness = open(&kubeconfig());
    let left = |harness: &Harness<'_, Window>| harness.get_by_label("apiVersion: v1").rect().left();
    let before = left(&harness);
    harness.get_by_label("Kubeconfig").focus();
    harness.run();
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert!((before - left(&harness)).abs() < 0.01);
}

#[test]
fn control_characters_and_bidi_overrides_are_not_shown_raw() {
    let harness = open("name: a\u{1b}[31mb\u{202e}c\rd\u{0}\n");
    let tree = tree(&harness);
    for raw in ['\u{1b}', '\u{202e}', '\r', '\0'] {
        assert!(rows(&harness).iter().all(|row| !row.contains(raw)), "{raw:?} in {tree}");
    }
    harness.get_by_label("name: a\\u{1b}[31mb\\u{202e}c\\u{d}d\\u{0}");
}

#[test]
fn an_escape_is_selected_whole() {
    let mut harness = open("a: \u{202e}b\n");
    let (from, to) = (place(&harness, 0, 6), place(&harness, 0, 12));
    drag(&mut harness, from, to);
    assert_eq!(copy(&mut harness).unwrap(), "\u{202e}b");
}

#[test]
fn a_line_of_four_megabytes_is_cut_on_the_screen_and_whole_in_the_copy() {
    let text = format!("note: {}\n", "long line, ".repeat(4 * 1024 * 1024 / 11));
    let mut harness = open(&text);
    let shown = rows(&harness);
    assert_eq!(shown.len(), 1);
    assert_eq!(shown[0].chars().count(), 2001);
    assert!(shown[0].ends_with('…'));
    select_all(&mut harness);
    assert!(copy(&mut harness).unwrap() == text);
}

#[test]
fn a_long_line_scrolls_sideways_to_its_end() {
    let text = format!("note: {}\n", "word ".repeat(300));
    let mut harness = open(&text);
    let pos = place(&harness, 0, 0);
    click(&mut harness, pos, Modifiers::NONE);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::End);
    harness.run();
    let right = harness.get_by_label_contains("note").accesskit_node().raw_bounds().unwrap().x1;
    assert!(right < 888.0, "the end of the line is in view: {right}");
    assert_eq!(copy(&mut harness).unwrap(), text.trim_end_matches('\n'));
}

#[test]
fn every_line_of_a_block_scalar_is_masked_and_revealed_at_once() {
    let text = "users:\n- user:\n    client-key-data: |\n      FIRST\n      SECOND\n  name: x\n";
    let mut harness = open(text);
    assert!(!tree(&harness).contains("FIRST") && !tree(&harness).contains("SECOND"));
    assert_eq!(harness.query_all_by_label("Reveal").count(), 1);
    harness.get_by_label("Reveal").click();
    harness.run();
    assert!(tree(&harness).contains("FIRST") && tree(&harness).contains("SECOND"));
    harness.get_by_label("  name: x");
}

#[test]
fn an_empty_document_is_a_viewer_without_rows() {
    let mut harness = open("");
    assert!(rows(&harness).is_empty());
    select_all(&mut harness);
    assert_eq!(copy(&mut harness), None);
}

/// Whatever is clicked and pressed, what is copied is a piece of the true text. The secrets have
/// characters of several bytes, in which an end of the selection may come to lie.
#[test]
fn a_monkey_copies_only_pieces_of_the_true_text() {
    let text = "a: é\u{202e}ö\r\n\r\npassword: ÄÖÜßé漢\n- token: |\n    ééé\n    \u{202e}\n\tb: \u{1b}\r\n{\"token\": \"é\", \"n\": 1}\n";
    let long = format!("{text}note: {}\n{}", "é".repeat(2100), "tail: é\n".repeat(30));
    for wrap in [false, true] {
        let mut harness = open_with_any_glyph(&long);
        harness.state_mut().wrap = wrap;
        monkey(&mut harness, &long);
    }
}

fn monkey(harness: &mut Harness<'_, Window>, text: &str) {
    let keys = [
        Key::ArrowLeft,
        Key::ArrowRight,
        Key::ArrowUp,
        Key::ArrowDown,
        Key::Home,
        Key::End,
        Key::PageDown,
    ];
    let mut random = 7_u32;
    let mut next = |below: u16| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        u16::try_from(random >> 16).unwrap() % below
    };
    for _ in 0..400 {
        let pos = place(harness, next(20), next(60));
        let modifiers =
            if next(2) == 0 { Modifiers::SHIFT } else { Modifiers::SHIFT | Modifiers::COMMAND };
        match next(6) {
            0 => click(harness, pos, Modifiers::NONE),
            1 => click(harness, pos, Modifiers::SHIFT),
            2 => {
                let to = place(harness, next(20), next(60));
                drag(harness, pos, to);
            }
            3 => {
                let button =
                    harness.query_all_by_label("Reveal").chain(harness.query_all_by_label("Hide"));
                button.into_iter().for_each(|button| button.click());
                harness.run();
            }
            _ => {
                harness.key_press_modifiers(modifiers, keys[usize::from(next(7))]);
                harness.run();
            }
        }
        if let Some(copied) = copy(harness) {
            assert!(!copied.is_empty() && text.contains(&copied));
        }
    }
}

/// The pictures stay in the target directory, for the eye: `viewer-dark-masked.png` and so on.
#[test]
fn masks_and_the_selection_are_painted_in_both_themes() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    for (name, style, background) in [("dark", dark(), "#15181d"), ("light", light(), "#f6f7f9")] {
        let mut harness = open(&kubeconfig());
        let fill = Color32::from_hex(background).unwrap();
        harness.ctx.all_styles_mut(|style| style.visuals.panel_fill = fill);
        harness.state_mut().style = style.clone();
        harness.run();
        let paints = |harness: &mut Harness<'_, Window>, state: &str, color: Color32| {
            let image = harness.render().unwrap();
            image.save(folder.join(format!("viewer-{name}-{state}.png"))).unwrap();
            image.pixels().any(|pixel| pixel.0 == color.to_array())
        };
        assert!(paints(&mut harness, "masked", style.mask_background));
        assert!(!paints(&mut harness, "masked", style.selection));
        let (from, to) = (place(&harness, 9, 10), place(&harness, 15, 8));
        drag(&mut harness, from, to);
        assert!(paints(&mut harness, "selected", style.selection));
        harness.get_by_label("Reveal").click();
        harness.run();
        assert!(!paints(&mut harness, "revealed", style.mask_background));
    }
}
