//! A window with nothing but a viewer, and the hands and eyes of its user.

#![expect(clippy::unwrap_used, reason = "what is not there fails the test")]

use std::fmt::Write as _;
use std::sync::Arc;

use ack_kubeconfig::core::kubeconfig::KubeconfigText;
use ack_kubeconfig::ui::viewer::{Shown, Viewer, ViewerResponse, ViewerStyle, ViewerWords};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use egui::accesskit::Role;
use egui::{
    Color32, Event, FontData, FontFamily, FontId, Key, Modifiers, OutputCommand, PointerButton,
    Pos2, Vec2, vec2,
};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, HarnessBuilder};
use jiff::Timestamp;

const WORDS: ViewerWords = ViewerWords {
    name: "Kubeconfig",
    reveal: "Reveal",
    hide: "Hide",
    copy: "Copy",
    select_all: "Select all",
    private_key: |bytes| format!("private key, {} bytes", grouped(bytes)),
    secret: |bytes| format!("secret, {} bytes", grouped(bytes)),
    bytes: |bytes| format!("{} bytes", grouped(bytes)),
    hide_in: |seconds| format!("Hide {seconds}"),
    unfold: |bytes| format!("Unfold {bytes}"),
    fold: "Fold",
    find: "Find",
    found: |which, count, more| format!("{which:?} of {count}{}", if more { "+" } else { "" }),
    next: "Next",
    previous: "Previous",
    close: "Close",
    line: "Line",
    line_of: |last| format!("1 to {last}"),
    wrap: "Wrap",
};

/// The first character of the first line stands here in the viewer, and a line is so high.
const ORIGIN: Vec2 = vec2(52.0, 10.0);
pub(crate) const ROW: f32 = 20.0;

fn grouped(bytes: usize) -> String {
    if bytes < 1000 { bytes.to_string() } else { format!("{},{:03}", bytes / 1000, bytes % 1000) }
}

pub(crate) fn dark() -> ViewerStyle {
    style(["#7cb7ff", "#9fd6a3", "#e0a36a", "#657082", "#232831", "#929cab", "#ff8e3c", "#2a3342"])
}

pub(crate) fn light() -> ViewerStyle {
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
        found: key.gamma_multiply(0.4),
    }
}

/// A window with nothing but a viewer.
pub(crate) struct Window {
    pub(crate) viewer: Viewer,
    pub(crate) document: KubeconfigText,
    pub(crate) style: ViewerStyle,
    pub(crate) wrap: bool,
    pub(crate) now: Timestamp,
    pub(crate) copied: Vec<String>,
    pub(crate) responses: Vec<ViewerResponse>,
}

fn window(text: &str, builder: HarnessBuilder<Window>) -> Harness<'static, Window> {
    let state = Window {
        viewer: Viewer::default(),
        document: KubeconfigText::new(text.to_owned()),
        style: dark(),
        wrap: false,
        now: "2026-11-23T00:00:00Z".parse().unwrap(),
        copied: Vec::new(),
        responses: Vec::new(),
    };
    let setup = |ctx: &egui::Context| ctx.set_fonts(fonts());
    let builder =
        builder.with_size(vec2(888.0, 440.0)).with_step_dt(0.01).with_context_setup(setup);
    let mut harness = builder.build_ui_state(
        |ui, window: &mut Window| {
            let Window { viewer, document, style, wrap, now, copied, responses } = window;
            let shown = Shown { text: document, lines: None, now: *now, wrap: *wrap };
            if let Some(response) = viewer.ui(ui, &shown, style, &WORDS) {
                // Whoever shows a viewer copies what is secret.
                if let ViewerResponse::CopySecret(text) = &response {
                    copied.push(text.as_str().to_owned());
                }
                responses.push(response);
            }
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

pub(crate) fn open(text: &str) -> Harness<'static, Window> {
    window(text, Harness::builder())
}

/// For texts with characters that the fonts of the program do not have.
pub(crate) fn open_with_any_glyph(text: &str) -> Harness<'static, Window> {
    window(text, Harness::builder().allow_missing_glyphs())
}

fn char_width(harness: &Harness<'_, Window>) -> f32 {
    let font = harness.state().style.font.clone();
    harness.ctx.fonts_mut(|fonts| fonts.glyph_width(&font, '0'))
}

/// The place before a character of a line, a little to its right.
pub(crate) fn place(harness: &Harness<'_, Window>, line: u16, column: u16) -> Pos2 {
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

pub(crate) fn click(harness: &mut Harness<'_, Window>, pos: Pos2, modifiers: Modifiers) {
    press(harness, pos, true, modifiers);
    press(harness, pos, false, modifiers);
}

pub(crate) fn drag(harness: &mut Harness<'_, Window>, from: Pos2, to: Pos2) {
    press(harness, from, true, Modifiers::NONE);
    harness.hover_at(from.lerp(to, 0.5));
    harness.step();
    press(harness, to, false, Modifiers::NONE);
    harness.run();
}

pub(crate) fn copy(harness: &mut Harness<'_, Window>) -> Option<String> {
    harness.state_mut().copied.clear();
    harness.event(Event::Copy);
    harness.step();
    harness.state_mut().copied.pop()
}

pub(crate) fn select_all(harness: &mut Harness<'_, Window>) {
    harness.get_by_label("Kubeconfig").focus();
    harness.step();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
}

/// The shown texts of the rows that were laid out.
pub(crate) fn rows(harness: &Harness<'_, Window>) -> Vec<String> {
    let labels = harness.query_all_by_role(Role::Label);
    labels.filter_map(|label| label.accesskit_node().value()).collect()
}

/// All that a screen reader could read.
pub(crate) fn tree(harness: &Harness<'_, Window>) -> String {
    let mut text = String::new();
    for node in harness.root().children_recursive() {
        let node = node.accesskit_node();
        writeln!(text, "{:?} {:?}", node.label(), node.value()).unwrap();
    }
    text
}

pub(crate) fn kubeconfig() -> String {
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
pub(crate) fn private_key(text: &str) -> &str {
    text.rsplit_once("client-key-data: ").unwrap().1.trim_end()
}

/// The fonts of the program: egui brings none of its own here.
fn fonts() -> egui::FontDefinitions {
    let mut fonts = egui::FontDefinitions::empty();
    let files: [(_, _, &[u8]); 3] = [
        (
            "mono",
            FontFamily::Monospace,
            include_bytes!("../../../assets/fonts/JetBrainsMono-Regular.ttf"),
        ),
        (
            "inter",
            FontFamily::Proportional,
            include_bytes!("../../../assets/fonts/Inter-Regular.ttf"),
        ),
        (
            "icons",
            FontFamily::Proportional,
            include_bytes!("../../../assets/fonts/phosphor-subset.ttf"),
        ),
    ];
    for (name, family, file) in files {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(file)));
        fonts.families.entry(family).or_default().push(name.to_owned());
    }
    fonts
}
