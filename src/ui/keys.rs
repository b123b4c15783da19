//! The keys that do what the buttons do.

use egui::{Context, Key, Modifiers};

use super::actions::{Action, Page, Standing, Top};
use super::wish::{ContextsWish, FleetWish, HistoryWish, OpenWish, SettingsWish, ViewerWish, Wish};
use crate::core::session::Session;

/// The wish that a key pressed now stands for.
pub(super) fn wish(ctx: &Context, session: &Session, standing: &Standing) -> Option<Wish> {
    pressed(ctx, standing).map(Action::wish).or_else(|| escape(ctx, session, standing))
}

/// The command whose keys are pressed, if it can be given.
fn pressed(ctx: &Context, standing: &Standing) -> Option<Action> {
    let typing = ctx.text_edit_focused();
    let available = Action::ALL.into_iter().filter(|action| action.is_available(standing));
    let with_keys = available.filter_map(|action| Some((action, action.shortcut()?)));
    // What can be typed into a field is typed.
    let mut heard = with_keys.filter(|(_, keys)| !typing || keys.logical_key != Key::Questionmark);
    ctx.input_mut(|input| heard.find(|(_, keys)| input.consume_shortcut(keys)))
        .map(|(action, _)| action)
}

/// Esc closes what is on top, or cancels what is under way.
fn escape(ctx: &Context, session: &Session, standing: &Standing) -> Option<Wish> {
    if standing.top == Top::Dialog || egui::Popup::is_any_open(ctx) {
        return None;
    }
    let batch = session.batch.as_ref().filter(|_| session.show_batch);
    let file = session.opening.shown().is_some();
    let wish = match (standing.page, batch) {
        (Page::Contexts, _) => ContextsWish::Toggle.into(),
        (Page::History, _) => HistoryWish::Toggle.into(),
        (Page::Settings, _) => SettingsWish::Toggle.into(),
        (Page::Side, _) => Wish::ToggleSide,
        (Page::Away, _) if standing.top == Top::Bar => ViewerWish::CloseBar.into(),
        (Page::Away, _) if file => OpenWish::Close.into(),
        (Page::Away, _) if standing.busy => Wish::Cancel,
        (Page::Away, Some(batch)) if batch.is_over() => FleetWish::CloseMany.into(),
        (Page::Away, Some(_)) => FleetWish::CancelMany.into(),
        (Page::Below, _) | (Page::Away, None) => return None,
    };
    let escape = |input: &mut egui::InputState| input.consume_key(Modifiers::NONE, Key::Escape);
    ctx.input_mut(escape).then_some(wish)
}
