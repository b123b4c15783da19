//! The focus: it is shown by a ring, brought into view, and comes back to where it was before a
//! dialog.

use egui::{Context, Id, Memory, Response, Stroke, StrokeKind, Ui, WidgetRect};

use super::theme::{self, tokens};

/// How far outside of what has the focus the ring is, and how thick.
const OUTSIDE: f32 = 3.0;
const THICK: f32 = 2.0;

/// The ring, as a line.
pub(super) fn line(ui: &Ui) -> Stroke {
    Stroke::new(THICK, tokens(ui).link)
}

/// Shows what has the focus, by a ring around it. Called at the end of each frame.
pub(super) fn ring(ui: &Ui) {
    let seen = |focused: &WidgetRect| focused.interact_rect.is_positive();
    let Some(focused) = focused(ui).filter(seen) else { return };
    let by_itself = (focused.id, ui.ctx().cumulative_pass_nr());
    if ui.data(|data| data.get_temp(by_itself_id())) != Some(by_itself) {
        let around = focused.interact_rect.expand(OUTSIDE);
        let painter = ui.ctx().layer_painter(focused.layer_id);
        painter.rect_stroke(around, f32::from(theme::RADIUS), line(ui), StrokeKind::Inside);
    }
}

/// What has the focus. Its response is not asked for: that takes the focus away from what got it by a
/// click elsewhere in this very frame.
fn focused(ui: &Ui) -> Option<WidgetRect> {
    let id = ui.memory(Memory::focused)?;
    ui.ctx().viewport(|viewport| {
        let now = viewport.this_pass.widgets.get(id);
        now.or_else(|| viewport.prev_pass.widgets.get(id)).copied()
    })
}

/// What has the focus shows it by itself in this frame, as a list does by its cursor.
pub(super) fn shown_by_itself(focused: &Response) {
    let by_itself = (focused.id, focused.ctx.cumulative_pass_nr());
    focused.ctx.data_mut(|data| data.insert_temp(by_itself_id(), by_itself));
}

fn by_itself_id() -> Id {
    Id::unique("shows-the-focus")
}

/// The room that is left around what is scrolled to.
const AROUND: f32 = 8.0;

/// Scrolls to what just got the focus, if it is not seen. Called at the end of what is scrolled.
pub(super) fn follow(ui: &Ui) {
    let gained =
        |focused: &WidgetRect| !ui.memory(|memory| memory.had_focus_last_frame(focused.id));
    let Some(focused) = focused(ui).filter(gained) else { return };
    let inside = focused.layer_id == ui.layer_id() && ui.min_rect().intersects(focused.rect);
    if inside && !ui.clip_rect().contains_rect(focused.rect) {
        ui.scroll_to_rect(focused.rect.expand(AROUND), None);
    }
}

/// What has the focus below the dialogs.
#[derive(Default)]
pub(super) struct Focus {
    before: Option<Id>,
    dialog: bool,
}

impl Focus {
    /// Called at the begin of each frame.
    pub(super) fn keep(&mut self, ctx: &Context) {
        let (dialog, focused) =
            ctx.memory(|memory| (memory.top_modal_layer().is_some(), memory.focused()));
        match (self.dialog, dialog) {
            (false, false) => self.before = focused,
            // Only now may what is below have the focus again.
            (true, false) => self.give_back(ctx, focused),
            (_, true) => {}
        }
        self.dialog = dialog;
    }

    fn give_back(&self, ctx: &Context, focused: Option<Id>) {
        if let Some(before) = self.before.filter(|_| focused.is_none()) {
            ctx.memory_mut(|memory: &mut Memory| memory.request_focus(before));
        }
    }
}
