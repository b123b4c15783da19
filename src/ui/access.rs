//! What screen readers are told, where egui tells nothing by itself: names, what is read out as it
//! comes, and what describes what.

use egui::accesskit::Live;
use egui::{InnerResponse, Response, Ui};

/// Names a text field, keeping what egui says about its contents (dots for a password).
pub(crate) fn name_field(ui: &Ui, field: &Response, name: &str) {
    ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(name));
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
