//! Names for screen readers, where egui gives none by itself.

use egui::{Response, Ui};

/// Names a text field, keeping what egui says about its contents (dots for a password).
pub(crate) fn name_field(ui: &Ui, field: &Response, name: &str) {
    ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(name));
}
