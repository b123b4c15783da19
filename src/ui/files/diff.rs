//! A difference: lines that come and go in their colours, secrets masked.

use egui::{Rect, RichText, ScrollArea, Sense, Ui, pos2, vec2};

use crate::core::kubeconfig::merge::{DiffLine, DiffPiece, Side};
use crate::text::Phrases;
use crate::text::landing::LandingWords;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::cell;

/// The height of a line.
const LINE: f32 = 19.0;

/// The sign before a line.
const SIGN: f32 = 20.0;

pub(super) fn ui(ui: &mut Ui, diff: &[DiffLine], height: f32, phrases: &Phrases) {
    let frame = egui::Frame::new()
        .fill(tokens(ui).background)
        .stroke(egui::Stroke::new(1.0, tokens(ui).line))
        .corner_radius(theme::RADIUS)
        .inner_margin(egui::Margin::symmetric(0, 6));
    let response = frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let scroll = ScrollArea::vertical().id_salt("diff").max_height(height);
        // A dialog that grows has no room yet for what it will show.
        let scroll = scroll.min_scrolled_height(height);
        scroll.auto_shrink([false, true]).show_rows(ui, LINE, diff.len(), |ui, range| {
            for shown in &diff[range] {
                line(ui, shown, &phrases.landing);
            }
        });
    });
    crate::ui::widgets::named(&response.response, egui::Role::Label, phrases.files.difference);
}

fn line(ui: &mut Ui, line: &DiffLine, words: &LandingWords) {
    let tokens = tokens(ui);
    let (sign, color) = match line.side {
        Side::Both => ("", tokens.dim),
        Side::Gap => ("", tokens.faint),
        Side::After => ("+", tokens.ok),
        Side::Before => ("-", tokens.error),
    };
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    if matches!(line.side, Side::After | Side::Before) {
        ui.painter().rect_filled(row, 0.0, color.gamma_multiply(0.14));
    }
    let text = pieces(line, words);
    for (text, left) in [(sign, 10.0), (text.as_str(), 10.0 + SIGN)] {
        let place = Rect::from_min_max(pos2(row.left() + left, row.top()), row.right_bottom());
        let text = RichText::new(text).monospace().color(color);
        cell(ui, place, text);
    }
}

/// The difference as text, as a terminal would show it. Nothing secret is in it.
pub(super) fn as_text(diff: &[DiffLine], words: &LandingWords) -> String {
    let line = |line: &DiffLine| {
        let sign = match line.side {
            Side::Both => " ",
            Side::Before => "-",
            Side::After => "+",
            Side::Gap => "",
        };
        format!("{sign}{}\n", pieces(line, words))
    };
    diff.iter().map(line).collect()
}

fn pieces(line: &DiffLine, words: &LandingWords) -> String {
    if line.side == Side::Gap {
        return words.gap.to_owned();
    }
    let piece = |piece: &DiffPiece| match piece {
        DiffPiece::Text(text) => text.clone(),
        DiffPiece::Shortened { shown, decoded_bytes } => {
            format!("{shown}{}", (words.shortened)(*decoded_bytes))
        }
        DiffPiece::Masked { private_key, decoded_bytes } => {
            (words.masked)(*private_key, *decoded_bytes)
        }
    };
    let text: String = line.pieces.iter().map(piece).collect();
    text.trim_end().to_owned()
}
