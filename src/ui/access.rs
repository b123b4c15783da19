//! What screen readers are told, where egui tells nothing by itself: names, what is read out as it
//! comes, and what describes what.

use egui::accesskit::Live;
use egui::{Context, Id, InnerResponse, Response, Ui, accesskit_root_id};

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

/// Names a field that opens a list, and says whether that is open.
pub(crate) fn name_combo<R>(combo: &InnerResponse<Option<R>>, name: &str) {
    let InnerResponse { inner, response } = combo;
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_label(name);
        node.set_expanded(inner.is_some());
    });
}

/// Has a text read out when it comes and whenever it changes.
pub(crate) fn live(text: &Response, how: Live) {
    text.ctx.accesskit_node_builder(text.id, |node| node.set_live(how));
}

/// Has a text read out as what describes a widget.
pub(crate) fn describe(widget: &Response, text: &Response) {
    let text = text.id.accesskit_id();
    widget.ctx.accesskit_node_builder(widget.id, |node| node.set_described_by(vec![text]));
}
