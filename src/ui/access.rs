//! Names for screen readers, where egui gives none by itself.

use egui::{Context, Id, Response, Ui, accesskit_root_id};

/// Names the window.
pub(crate) fn name_window(ctx: &Context, name: &str) {
    ctx.accesskit_node_builder(accesskit_root_id(), |node| node.set_label(name));
}

/// Names a text field, keeping what egui says about its contents (dots for a password).
pub(crate) fn name_field(ui: &Ui, field: &Response, name: &str) {
    ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(name));
}

/// While `whole` has the focus, this part of it is read: of a list, the row under the cursor.
pub(crate) fn read_part(ctx: &Context, whole: Id, part: &Response) {
    let part = part.id.accesskit_id();
    ctx.accesskit_node_builder(whole, |node| node.set_active_descendant(part));
}

/// Says whether this one of a list is the one that holds.
pub(crate) fn selected(response: &Response, selected: bool) {
    response.ctx.accesskit_node_builder(response.id, |node| node.set_selected(selected));
}
