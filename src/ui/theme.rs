//! The looks: every colour, font and distance of the window, for both themes.
//!
//! Colours are named for their job. Where a colour of the design could not be read well enough
//! (white on the bright orange, the faintest greys), it was changed until it can: text has a
//! contrast of at least 4.5 to 1 against whatever it may stand on, outlines of controls and the
//! mark of the focus have 3 to 1, which a test computes.

#![expect(clippy::disallowed_methods, reason = "this is the file that colours come from")]

use std::sync::Arc;

use egui::{Color32, CornerRadius, FontFamily, FontId, Stroke, Theme, Visuals};

use crate::core::session::ThemeChoice;

/// The colours of one theme.
pub(crate) struct Tokens {
    /// Behind everything.
    pub(crate) background: Color32,
    /// Header, side, bars.
    pub(crate) panel: Color32,
    /// Buttons, masks.
    pub(crate) raised: Color32,
    /// Lines between things and around what is only read.
    pub(crate) line: Color32,
    /// The lines around fields and buttons, by which one sees where to type and press.
    pub(crate) outline: Color32,
    /// What is chosen.
    pub(crate) selected: Color32,
    /// Text.
    pub(crate) text: Color32,
    /// Text beside the point.
    pub(crate) dim: Color32,
    /// Text that is hardly needed: hints, line numbers.
    pub(crate) faint: Color32,
    /// The main button.
    pub(crate) accent: Color32,
    /// Text on it.
    pub(crate) on_accent: Color32,
    /// Links.
    pub(crate) link: Color32,
    /// Good.
    pub(crate) ok: Color32,
    /// Mind this.
    pub(crate) warning: Color32,
    /// Bad.
    pub(crate) error: Color32,
    /// YAML keys.
    pub(crate) key: Color32,
    /// YAML texts.
    pub(crate) string: Color32,
    /// YAML numbers and truth values.
    pub(crate) number: Color32,
    /// Behind selected text.
    pub(crate) selection: Color32,
    /// Behind text that was found.
    pub(crate) found: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

static DARK: Tokens = Tokens {
    background: rgb(0x15_181d),
    panel: rgb(0x1b_1f26),
    raised: rgb(0x23_2831),
    line: rgb(0x2d_333d),
    outline: rgb(0x74_7f8f),
    selected: rgb(0x2a_3342),
    text: rgb(0xe4_e8ee),
    dim: rgb(0xa8_b1be),
    faint: rgb(0x94_9eae),
    accent: rgb(0xff_7a1a),
    on_accent: rgb(0x1a_1005),
    link: rgb(0xff_8e3c),
    ok: rgb(0x3f_bf7f),
    warning: rgb(0xe3_b341),
    error: rgb(0xf6_7d87),
    key: rgb(0x7c_b7ff),
    string: rgb(0x9f_d6a3),
    number: rgb(0xe0_a36a),
    selection: rgb(0x24_3650),
    found: rgb(0x40_320e),
};

static LIGHT: Tokens = Tokens {
    background: rgb(0xf6_f7f9),
    panel: rgb(0xff_ffff),
    raised: rgb(0xee_f0f4),
    line: rgb(0xdd_e1e8),
    outline: rgb(0x7c_8593),
    selected: rgb(0xe3_ebf8),
    text: rgb(0x1b_2330),
    dim: rgb(0x4d_5867),
    faint: rgb(0x5c_6777),
    accent: rgb(0xc8_4e00),
    on_accent: rgb(0xff_ffff),
    link: rgb(0xac_4100),
    ok: rgb(0x12_7041),
    warning: rgb(0x83_5a00),
    error: rgb(0xb8_2434),
    key: rgb(0x1f_5fb4),
    string: rgb(0x24_6f33),
    number: rgb(0x98_5008),
    selection: rgb(0xda_e6fb),
    found: rgb(0xff_e9a8),
};

/// The size of text.
pub(crate) const BODY: f32 = 13.0;
/// The size of labels, chips and the status bar.
pub(crate) const SMALL: f32 = 11.5;
/// The size of headings.
pub(crate) const HEADING: f32 = 17.0;
/// The size of ids.
pub(crate) const MONO: f32 = 12.0;
/// The size of the document.
pub(crate) const CODE: f32 = 12.5;
/// The height of fields and buttons.
pub(crate) const CONTROL: f32 = 30.0;
/// The roundness of fields and buttons.
pub(crate) const RADIUS: u8 = 6;

/// Chinese characters hang too low beside Latin letters, whose font sets the line: by so much of
/// their size they are moved, down being positive.
const CHINESE_RISE: f32 = -0.08;

/// The name of the family for what stands out.
const SEMIBOLD: &str = "semibold";

/// The tokens of the theme that this part of the window has.
pub(crate) fn tokens(ui: &egui::Ui) -> &'static Tokens {
    if ui.visuals().dark_mode { &DARK } else { &LIGHT }
}

/// Text that stands out.
pub(crate) fn semibold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SEMIBOLD.into()))
}

/// Sets fonts and both themes up. `choice` says which theme is used.
pub(crate) fn install(ctx: &egui::Context, choice: ThemeChoice) {
    install_fonts(ctx);
    ctx.set_visuals_of(Theme::Dark, visuals(Visuals::dark(), &DARK));
    ctx.set_visuals_of(Theme::Light, visuals(Visuals::light(), &LIGHT));
    ctx.all_styles_mut(|style| {
        use egui::TextStyle;
        style.text_styles = [
            (TextStyle::Small, FontId::proportional(SMALL)),
            (TextStyle::Body, FontId::proportional(BODY)),
            (TextStyle::Button, FontId::proportional(BODY)),
            (TextStyle::Heading, semibold(HEADING)),
            (TextStyle::Monospace, FontId::monospace(MONO)),
        ]
        .into();
        style.spacing.item_spacing = egui::vec2(8.0, 8.0);
        style.spacing.button_padding = egui::vec2(13.0, 4.0);
        style.spacing.interact_size.y = CONTROL;
        style.spacing.combo_height = 320.0;
        style.interaction.selectable_labels = true;
        // Nothing moves but what is scrolled: so nobody has to ask for less motion, and a caret
        // that does not blink lets the window rest.
        style.animation_time = 0.0;
        style.scroll_animation = egui::style::ScrollAnimation::none();
        style.visuals.text_cursor.blink = false;
    });
    choose(ctx, choice);
}

/// Changes to another theme.
pub(crate) fn choose(ctx: &egui::Context, choice: ThemeChoice) {
    ctx.set_theme(match choice {
        ThemeChoice::System => egui::ThemePreference::System,
        ThemeChoice::Dark => egui::ThemePreference::Dark,
        ThemeChoice::Light => egui::ThemePreference::Light,
    });
}

fn install_fonts(ctx: &egui::Context) {
    let mut fonts = egui::FontDefinitions::empty();
    let mut add = |name: &str, bytes: &'static [u8]| {
        let mut data = egui::FontData::from_static(bytes);
        if name.starts_with("noto") {
            data.tweak.y_offset_factor = CHINESE_RISE;
        }
        fonts.font_data.insert(name.to_owned(), Arc::new(data));
    };
    add("inter", include_bytes!("../../assets/fonts/Inter-Regular.ttf"));
    add("inter-semibold", include_bytes!("../../assets/fonts/Inter-SemiBold.ttf"));
    add("jetbrains-mono", include_bytes!("../../assets/fonts/JetBrainsMono-Regular.ttf"));
    add("phosphor", include_bytes!("../../assets/fonts/phosphor-subset.ttf"));
    add("noto", include_bytes!("../../assets/fonts/NotoSansSC-Regular.otf"));
    add("noto-bold", include_bytes!("../../assets/fonts/NotoSansSC-Bold.otf"));
    let semibold = FontFamily::Name(SEMIBOLD.into());
    // Each family has the others behind it, for the signs that its own font lacks, and at last
    // the Chinese characters of the phrases. Those that a user types are the system's business.
    for (family, names) in [
        (FontFamily::Proportional, ["inter", "phosphor", "jetbrains-mono", "noto"]),
        (FontFamily::Monospace, ["jetbrains-mono", "inter", "phosphor", "noto"]),
        (semibold, ["inter-semibold", "phosphor", "jetbrains-mono", "noto-bold"]),
    ] {
        fonts.families.insert(family, names.map(str::to_owned).to_vec());
    }
    ctx.set_fonts(fonts);
}

fn visuals(base: Visuals, tokens: &Tokens) -> Visuals {
    let mut visuals = base;
    visuals.panel_fill = tokens.background;
    visuals.window_fill = tokens.panel;
    visuals.window_stroke = Stroke::new(1.0, tokens.line);
    visuals.window_corner_radius = CornerRadius::same(10);
    visuals.extreme_bg_color = tokens.background;
    visuals.text_edit_bg_color = Some(tokens.background);
    visuals.faint_bg_color = tokens.raised;
    visuals.hyperlink_color = tokens.link;
    visuals.warn_fg_color = tokens.warning;
    visuals.error_fg_color = tokens.error;
    visuals.weak_text_color = Some(tokens.faint);
    visuals.selection.bg_fill = tokens.selection;
    visuals.selection.stroke = Stroke::new(1.5, tokens.link);
    let radius = CornerRadius::same(RADIUS);
    let widgets = &mut visuals.widgets;
    for (state, fill, line, text) in [
        (&mut widgets.noninteractive, tokens.panel, tokens.line, tokens.text),
        (&mut widgets.inactive, tokens.raised, tokens.outline, tokens.text),
        (&mut widgets.hovered, tokens.selected, tokens.faint, tokens.text),
        (&mut widgets.active, tokens.selected, tokens.link, tokens.text),
        (&mut widgets.open, tokens.raised, tokens.faint, tokens.text),
    ] {
        state.bg_fill = fill;
        state.weak_bg_fill = fill;
        state.bg_stroke = Stroke::new(1.0, line);
        state.fg_stroke = Stroke::new(1.0, text);
        state.corner_radius = radius;
        state.expansion = 0.0;
    }
    visuals
}

#[cfg(test)]
mod tests {
    use super::{DARK, LIGHT, Tokens};
    use egui::Color32;

    /// The relative luminance of WCAG 2.
    fn luminance(color: Color32) -> f32 {
        let linear = |part: u8| {
            let part = f32::from(part) / 255.0;
            if part <= 0.03928 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(color.r()) + 0.7152 * linear(color.g()) + 0.0722 * linear(color.b())
    }

    fn contrast(one: Color32, other: Color32) -> f32 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// What text may stand on. What is selected or found is the text's own ground, so that every
    /// colour of text is read on it too.
    fn grounds(tokens: &Tokens) -> [(&'static str, Color32); 6] {
        [
            ("the background", tokens.background),
            ("a panel", tokens.panel),
            ("a raised place", tokens.raised),
            ("what is chosen", tokens.selected),
            ("selected text", tokens.selection),
            ("found text", tokens.found),
        ]
    }

    fn texts(tokens: &Tokens) -> [(&'static str, Color32); 10] {
        [
            ("text", tokens.text),
            ("dim", tokens.dim),
            ("faint", tokens.faint),
            ("link", tokens.link),
            ("ok", tokens.ok),
            ("warning", tokens.warning),
            ("error", tokens.error),
            ("key", tokens.key),
            ("string", tokens.string),
            ("number", tokens.number),
        ]
    }

    fn themes() -> [(&'static str, &'static Tokens); 2] {
        [("dark", &DARK), ("light", &LIGHT)]
    }

    #[test]
    fn text_can_be_read_wherever_it_stands_in_both_themes() {
        for (theme, tokens) in themes() {
            let on_button = contrast(tokens.on_accent, tokens.accent);
            assert!(on_button >= 4.5, "{theme}: the main button's text has {on_button:.2} to 1");
            for (name, color) in texts(tokens) {
                for (ground, behind) in grounds(tokens) {
                    let contrast = contrast(color, behind);
                    assert!(contrast >= 4.5, "{theme}: {name} on {ground}: {contrast:.2} to 1");
                }
            }
        }
    }

    /// As the lines of a difference are, and cards that tell of a failure.
    #[test]
    fn a_ground_with_a_tinge_of_its_text_is_no_harder_to_read() {
        const MOST: f32 = 0.14;
        for (theme, tokens) in themes() {
            for color in [tokens.ok, tokens.error] {
                for ground in [tokens.background, tokens.panel] {
                    let contrast = contrast(color, ground.lerp_to_gamma(color, MOST));
                    assert!(contrast >= 4.5, "{theme}: {color:?} has {contrast:.2} to 1");
                }
            }
        }
    }

    #[test]
    fn one_sees_where_to_press_and_where_the_focus_is() {
        for (theme, tokens) in themes() {
            for (ground, behind) in grounds(tokens).into_iter().take(4) {
                let marks = [
                    ("an outline", tokens.outline),
                    ("the main button", tokens.accent),
                    ("the mark of the focus", tokens.link),
                ];
                for (name, color) in marks {
                    let contrast = contrast(color, behind);
                    assert!(contrast >= 3.0, "{theme}: {name} on {ground}: {contrast:.2} to 1");
                }
            }
        }
    }
}
