//! The viewer as a user and a screen reader meet it.

use std::fmt::Write as _;
use std::sync::Arc;

use ack_kubeconfig::core::kubeconfig::KubeconfigText;
use ack_kubeconfig::ui::viewer::{Viewer, ViewerResponse, ViewerStyle, ViewerWords};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use egui::accesskit::Role;
use egui::{
    Color32, Event, FontData, FontFamily, FontId, Key, Modifiers, OutputCommand, PointerButton,
    Pos2, Vec2, vec2,
};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

const WORDS: ViewerWords = ViewerWords {
    name: "Kubeconfig",
    reveal: "Reveal",
    hide: "Hide",
    copy: "Copy",
    select_all: "Select all",
    private_key: |bytes| format!("private key, {} bytes", grouped(bytes)),
    secret: |bytes| format!("secret, {} bytes", grouped(bytes)),
    bytes: |bytes| format!("{} bytes", grouped(bytes)),
};

/// The first character of the first line stands here in the viewer, and a line is so high.
const ORIGIN: Vec2 = vec2(52.0, 10.0);
const ROW: f32 = 20.0;

fn grouped(bytes: usize) -> String {
    if bytes < 1000 { bytes.to_string() } else { format!("{},{:03}", bytes / 1000, bytes % 1000) }
}

fn dark() -> ViewerStyle {
    style(["#7cb7ff", "#9fd6a3", "#e0a36a", "#657082", "#232831", "#929cab", "#ff8e3c", "#2a3342"])
}

fn light() -> ViewerStyle {
    style(["#1f5fb4", "#2b7a3b", "#a8590b", "#8b95a4", "#eef0f4", "#5b6676", "#f06c12", "#e3ebf8"])
}

fn style(colors: [&str; 8]) -> ViewerStyle {
    let [key, string, number, faint, mask_background, mask_text, link, selection] =
        colors.map(|color| Color32::from_hex(color).unwrap());
    ViewerStyle {
        font: FontId::monospace(12.5),
        key,
        text: string,
        string,
        number,
        punctuation: faint,
        comment: faint,
        faint,
        mask_background,
        mask_text,
        link,
        selection,
    }
}

/// A window with nothing but a viewer.
struct Window {
    viewer: Viewer,
    document: KubeconfigText,
    style: ViewerStyle,
    copied: Vec<String>,
    responses: Vec<ViewerResponse>,
}

fn window(text: &str, size: Vec2) -> Harness<'static, Window> {
    let state = Window {
        viewer: Viewer::default(),
        document: KubeconfigText::new(text.to_owned()),
        style: dark(),
        copied: Vec::new(),
        responses: Vec::new(),
    };
    let setup = |ctx: &egui::Context| ctx.set_fonts(fonts());
    let builder = Harness::builder().with_size(size).with_step_dt(0.01).with_context_setup(setup);
    let mut harness = builder.build_ui_state(
        |ui, window: &mut Window| {
            let Window { viewer, document, style, copied, responses } = window;
            responses.extend(viewer.ui(ui, document, style, &WORDS));
            ui.output(|output| {
                copied.extend(output.commands.iter().filter_map(|command| match command {
                    OutputCommand::CopyText(text) => Some(text.clone()),
                    OutputCommand::CopyImage(_)
                    | OutputCommand::OpenUrl(_)
                    | OutputCommand::TextSelectionSettled(_) => None,
                }));
            });
        },
        state,
    );
    harness.run();
    harness
}

fn open(text: &str) -> Harness<'static, Window> {
    window(text, vec2(888.0, 440.0))
}

fn char_width(harness: &Harness<'_, Window>) -> f32 {
    let font = harness.state().style.font.clone();
    harness.ctx.fonts_mut(|fonts| fonts.glyph_width(&font, '0'))
}

/// The place before a character of a line, a little to its right.
fn place(harness: &Harness<'_, Window>, line: u16, column: u16) -> Pos2 {
    let viewer = harness.get_by_label("Kubeconfig").rect().min;
    viewer
        + ORIGIN
        + vec2(f32::from(column) * char_width(harness) + 1.0, (f32::from(line) + 0.5) * ROW)
}

fn press(harness: &mut Harness<'_, Window>, pos: Pos2, pressed: bool, modifiers: Modifiers) {
    harness.event(Event::PointerMoved(pos));
    harness.event(Event::ModifiersChanged(modifiers));
    harness.event(Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers });
    harness.event(Event::ModifiersChanged(Modifiers::NONE));
    harness.step();
}

fn click(harness: &mut Harness<'_, Window>, pos: Pos2, modifiers: Modifiers) {
    press(harness, pos, true, modifiers);
    press(harness, pos, false, modifiers);
}

fn drag(harness: &mut Harness<'_, Window>, from: Pos2, to: Pos2) {
    press(harness, from, true, Modifiers::NONE);
    harness.hover_at(from.lerp(to, 0.5));
    harness.step();
    press(harness, to, false, Modifiers::NONE);
    harness.run();
}

fn copy(harness: &mut Harness<'_, Window>) -> Option<String> {
    harness.state_mut().copied.clear();
    harness.event(Event::Copy);
    harness.step();
    harness.state_mut().copied.pop()
}

fn select_all(harness: &mut Harness<'_, Window>) {
    harness.get_by_label("Kubeconfig").focus();
    harness.step();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
}

/// The shown texts of the rows that were laid out.
fn rows(harness: &Harness<'_, Window>) -> Vec<String> {
    let labels = harness.query_all_by_role(Role::Label);
    labels.filter_map(|label| label.accesskit_node().value()).collect()
}

/// All that a screen reader could read.
fn tree(harness: &Harness<'_, Window>) -> String {
    let mut text = String::new();
    for node in harness.root().children_recursive() {
        let node = node.accesskit_node();
        writeln!(text, "{:?} {:?}", node.label(), node.value()).unwrap();
    }
    text
}

fn kubeconfig() -> String {
    let data = |header: &str, size: usize| {
        let mut bytes = header.as_bytes().to_vec();
        bytes.extend((0..size - header.len()).map(|at| b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[at * 7 % 26]));
        STANDARD.encode(bytes)
    };
    let (ca, certificate, key) = (
        data("-----BEGIN CERTIFICATE-----\nMIIC6", 1302),
        data("-----BEGIN CERTIFICATE-----\nMIIEx", 1868),
        data("-----BEGIN RSA PRIVATE KEY-----\n", 2272),
    );
    format!(
        "apiVersion: v1\nclusters:\n- cluster:\n    server: https://47.98.12.34:6443\n    certificate-authority-data: {ca}\n  name: kubernetes\ncontexts:\n- context:\n    cluster: kubernetes\n    user: \"2345678901234567\"\n  name: 2345678901234567-c5b5e80b0b64a4bf6939d2d8fbbc5a1f7\ncurrent-context: 2345678901234567-c5b5e80b0b64a4bf6939d2d8fbbc5a1f7\nkind: Config\npreferences: {{}}\nusers:\n- name: \"2345678901234567\"\n  user:\n    client-certificate-data: {certificate}\n    client-key-data: {key}\n"
    )
}

/// The private key of [`kubeconfig`], as it stands in the document.
fn private_key(text: &str) -> &str {
    text.rsplit_once("client-key-data: ").unwrap().1.trim_end()
}

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
    assert_eq!(harness.state().responses, [ViewerResponse::Copied { holds_secret: false }]);
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
    assert_eq!(harness.state().responses, [ViewerResponse::Copied { holds_secret: true }]);
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
    let text = "line: x\n".repeat(200);
    let mut harness = open(&text);
    harness.get_by_label("Kubeconfig").focus();
    harness.run();
    let top = |harness: &Harness<'_, Window>| {
        harness.get_all_by_label("line: x").next().unwrap().rect().top()
    };
    let before = top(&harness);
    harness.key_press(Key::ArrowDown);
    // `run` fails if frames are still asked for after a few.
    harness.run();
    assert!((before - top(&harness) - ROW).abs() < 0.01 || rows(&harness).len() <= IN_VIEW);
    assert!(harness.get_by_label("Kubeconfig").is_focused(), "the arrows scroll, the focus stays");
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

/// Pictures for the eye: `cargo test --test ui -- --ignored`, then look into `$VIEWER_PICTURES`.
#[test]
#[ignore = "draws pictures to look at, asserts nothing"]
fn pictures() {
    let folder = std::path::PathBuf::from(std::env::var("VIEWER_PICTURES").unwrap());
    for (name, style, background) in [("dark", dark(), "#15181d"), ("light", light(), "#f6f7f9")] {
        let text = kubeconfig();
        let mut harness = open(&text);
        harness.ctx.all_styles_mut(|style| {
            style.visuals.panel_fill = Color32::from_hex(background).unwrap()
        });
        harness.state_mut().style = style;
        harness.run();
        harness.render().unwrap().save(folder.join(format!("{name}.png"))).unwrap();
        let (from, to) = (place(&harness, 9, 10), place(&harness, 18, 30));
        drag(&mut harness, from, to);
        harness.render().unwrap().save(folder.join(format!("{name}-selected.png"))).unwrap();
        harness.get_by_label("Reveal").click();
        harness.run();
        harness.render().unwrap().save(folder.join(format!("{name}-revealed.png"))).unwrap();
    }
}

/// The fonts of the program: egui brings none of its own here.
fn fonts() -> egui::FontDefinitions {
    let mut fonts = egui::FontDefinitions::empty();
    let files: [(_, _, &[u8]); 2] = [
        (
            "mono",
            FontFamily::Monospace,
            include_bytes!("../../assets/fonts/JetBrainsMono-Regular.ttf"),
        ),
        ("inter", FontFamily::Proportional, include_bytes!("../../assets/fonts/Inter-Regular.ttf")),
    ];
    for (name, family, file) in files {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(file)));
        fonts.families.insert(family, vec![name.to_owned()]);
    }
    fonts
}
