//! From when until when a credential is valid, as a bar with today on it.

use egui::{
    Align2, Color32, CornerRadius, FontId, Label, Rect, RichText, Role, Sense, Ui, pos2, vec2,
};
use jiff::Timestamp;

use crate::core::acs::TemporaryDuration;
use crate::core::kubeconfig::overview::Warning;
use crate::text::Phrases;
use crate::text::overview::{ValidityWords, When};
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{self, link, named, small};
use crate::ui::wish::Wish;

/// What is offered in place of a credential for years.
const OFFER: u64 = 180;

/// The height of the bar, and of the words under it.
const BAR: f32 = 8.0;
const WORDS: f32 = 20.0;

/// Draws the card; a temporary credential may be wished for, if there is somebody to ask.
pub(super) fn ui(
    ui: &mut Ui,
    ends: (Option<Timestamp>, Option<Timestamp>),
    warnings: &[Warning],
    when: &When<'_>,
    may_ask: bool,
    phrases: &Phrases,
) -> Option<Wish> {
    let words = &phrases.overview.validity;
    let state = warnings.iter().find_map(State::of);
    widgets::card(ui)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
            ui.spacing_mut().interact_size.y = 22.0;
            ui.horizontal(|ui| {
                ui.label(RichText::new(words.heading).font(theme::semibold(theme::BODY)));
                if let Some(state) = state {
                    pill(ui, state.word(words), state.color(ui));
                }
            });
            match ends {
                (Some(from), Some(until)) => bar(ui, [from, until], state, when, words),
                (None, Some(until)) => {
                    small(ui, &(words.until)(&when.date_and_distance(until)));
                }
                (_, None) => {
                    small(ui, words.unknown);
                }
            }
            let Some(State::Long(until)) = state else { return None };
            offer(ui, until, when, may_ask, phrases)
        })
        .inner
}

/// How it stands with a credential, if there is something to say.
#[derive(Clone, Copy)]
enum State {
    NotYet,
    Expired,
    Soon,
    Long(Timestamp),
}

impl State {
    fn of(warning: &Warning) -> Option<Self> {
        match warning {
            Warning::NotYetValid(_) => Some(Self::NotYet),
            Warning::Expired(_) => Some(Self::Expired),
            Warning::ExpiresSoon(_) => Some(Self::Soon),
            Warning::LongLived(until) => Some(Self::Long(*until)),
            _ => None,
        }
    }

    fn word(self, words: &ValidityWords) -> &'static str {
        match self {
            Self::NotYet => words.not_yet,
            Self::Expired => words.expired,
            Self::Soon => words.soon,
            Self::Long(_) => words.long_lived,
        }
    }

    fn color(self, ui: &Ui) -> Color32 {
        match self {
            Self::NotYet | Self::Expired => tokens(ui).error,
            Self::Soon | Self::Long(_) => tokens(ui).warning,
        }
    }
}

/// A word in a rounded outline.
fn pill(ui: &mut Ui, word: &str, color: Color32) {
    let font = theme::semibold(theme::SMALL);
    let galley = ui.painter().layout_no_wrap(word.to_owned(), font, color);
    let size = galley.size() + vec2(20.0, 7.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let line = egui::Stroke::new(1.0, color);
    let round = CornerRadius::same(11);
    ui.painter().rect_stroke(rect, round, line, egui::StrokeKind::Inside);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, color);
    named(&response, Role::Label, word);
}

/// The life of the credential: what is over is filled, and a mark stands at today.
fn bar(
    ui: &mut Ui,
    ends: [Timestamp; 2],
    state: Option<State>,
    when: &When<'_>,
    words: &ValidityWords,
) {
    let tokens = tokens(ui);
    let size = vec2(ui.available_width(), BAR + 6.0 + WORDS);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let track = Rect::from_min_size(rect.min + vec2(0.0, 3.0), vec2(rect.width(), BAR));
    let share = share(ends, when.now);
    let today = track.left() + track.width() * share;
    let filled = match state {
        Some(State::Expired) => tokens.error,
        Some(State::Soon) => tokens.warning,
        Some(State::NotYet | State::Long(_)) | None => tokens.ok,
    };
    let painter = ui.painter();
    painter.rect_filled(track, BAR / 2.0, tokens.raised);
    painter.rect_filled(track.with_max_x(today), BAR / 2.0, filled);
    let mark = Rect::from_center_size(pos2(today, track.center().y), vec2(2.0, BAR + 6.0));
    painter.rect_filled(mark, 1.0, tokens.text);

    let [from, until] = ends;
    let font = FontId::proportional(theme::SMALL);
    let y = rect.bottom() - WORDS / 2.0;
    let write = |at: f32, align: Align2, text: &str| {
        painter.text(pos2(at, y), align, text, font.clone(), tokens.dim)
    };
    let begin = write(rect.left(), Align2::LEFT_CENTER, &when.date(from));
    let end = write(rect.right(), Align2::RIGHT_CENTER, &when.date_and_distance(until));
    let width = painter.layout_no_wrap(words.today.to_owned(), font.clone(), tokens.dim).size().x;
    let (least, most) = (begin.right() + 16.0, end.left() - 16.0 - width);
    // Outside its life today stands at one of its ends, and between the dates only if it fits.
    if least <= most && share > 0.0 && share < 1.0 {
        write((today - width / 2.0).clamp(least, most), Align2::LEFT_CENTER, words.today);
    }
    let told = (words.bar)(&when.date(from), &when.date_and_distance(until));
    named(&response, Role::Label, &told);
}

/// How much of a life is over, from 0 to 1.
fn share([from, until]: [Timestamp; 2], now: Timestamp) -> f32 {
    let life = until.duration_since(from).as_secs_f32();
    if life <= 0.0 {
        return 1.0;
    }
    (now.duration_since(from).as_secs_f32() / life).clamp(0.0, 1.0)
}

/// What a long life means, and a way to a shorter one.
fn offer(
    ui: &mut Ui,
    until: Timestamp,
    when: &When<'_>,
    may_ask: bool,
    phrases: &Phrases,
) -> Option<Wish> {
    let words = &phrases.overview.validity;
    let duration = TemporaryDuration::from_minutes(OFFER).ok()?;
    let mut wish = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().interact_size.y = 18.0;
        let meaning = (words.long_meaning)(&when.year(until));
        let meaning = RichText::new(meaning).size(theme::SMALL).color(tokens(ui).dim);
        ui.add(Label::new(meaning).wrap());
        let time = (phrases.request.validity)(duration);
        if may_ask && link(ui, &(words.get_temporary)(&time)).clicked() {
            wish = Some(Wish::GetTemporary(duration));
        }
    });
    wish
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn today_stands_where_it_belongs_and_never_outside() {
        let at = |text: &str| text.parse().unwrap();
        let life = [at("2026-01-01T00:00:00Z"), at("2026-01-05T00:00:00Z")];
        for (now, wanted) in [
            ("2020-01-01T00:00:00Z", 0.0),
            ("2026-01-02T00:00:00Z", 0.25),
            ("2026-01-05T00:00:00Z", 1.0),
            ("2030-01-01T00:00:00Z", 1.0),
        ] {
            assert!((share(life, at(now)) - wanted).abs() < 1e-6, "{now}");
        }
        assert!((share([life[1], life[0]], life[0]) - 1.0).abs() < 1e-6);
    }
}
