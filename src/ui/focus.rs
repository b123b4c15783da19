//! The focus comes back to where it was before a dialog.

use egui::{Context, Id, Memory};

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
