//! The credentials panel: who asks, and where else a key could come from.

mod fields;
mod manage;
mod picker;
mod troubles;
mod who;

use egui::Ui;
use jiff::Timestamp;

use self::fields::Fields;
use self::manage::Manage;
use self::picker::Picker;
use super::focus;
use super::widgets::{caption, label_row, link, small};
use super::wish::Wish;
use crate::core::session::Session;
use crate::text::Phrases;

/// The panel's own state.
#[derive(Default)]
pub(crate) struct CredentialsPanel {
    picker: Picker,
    fields: Fields,
    manage: Manage,
    editing: bool,
    /// Whether what was typed is to be wiped.
    wipe: bool,
}

impl CredentialsPanel {
    /// Opens the fields, to enter another key.
    pub(crate) fn edit(&mut self) {
        self.editing = true;
        self.manage.begin();
    }

    /// Closes the fields, as a profile is in use; what was typed is wiped.
    pub(crate) fn done(&mut self) {
        self.editing = false;
        self.wipe = true;
    }

    /// Whether the fields are open over a profile in use.
    pub(crate) fn is_editing(&self) -> bool {
        self.editing
    }

    pub(crate) fn ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        now: Timestamp,
        phrases: &Phrases,
    ) -> Option<Wish> {
        let words = &phrases.credentials;
        let account = session.account.as_ref();
        if std::mem::take(&mut self.wipe) {
            self.fields.forget(ui.ctx());
        }
        // Without a profile in use the fields are open in any case, and keep nobody from a choice.
        self.editing &= account.is_some();
        let mut wish = None;
        let heading = |ui: &mut Ui| {
            caption(ui, words.heading);
        };
        label_row(ui, heading, |ui| {
            if account.is_some() && !self.editing && link(ui, words.edit).clicked() {
                wish = Some(Wish::EditCredentials);
            }
        });
        let anything_to_pick = account.is_some() || session.sources.listed().next().is_some();
        if anything_to_pick && !self.editing {
            wish = wish.or(self.picker.ui(ui, session, phrases));
        }
        match account {
            Some(account) if !self.editing => {
                ui.add_space(2.0);
                wish.or(who::ui(ui, account, session.sources.from_shell(), now, phrases))
            }
            _ => wish.or_else(|| self.form(ui, session, phrases)),
        }
    }

    /// The fields; above them what can be done about the profile in use.
    fn form(&mut self, ui: &mut Ui, session: &Session, phrases: &Phrases) -> Option<Wish> {
        let words = &phrases.credentials;
        let most = ui.available_height();
        let scroll = egui::ScrollArea::vertical().id_salt("credentials").max_height(most);
        let form = |ui: &mut Ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            let mut wish = None;
            if let Some(account) = &session.account {
                wish = self.manage.ui(ui, &account.profile, phrases);
            }
            wish = wish.or(self.fields.ui(ui, session, phrases));
            if session.account.is_some() && link(ui, words.keep_current).clicked() {
                self.done();
            }
            small(ui, words.kept_in_memory);
            if session.account.is_none() {
                troubles::ui(ui, &session.sources, phrases);
            }
            focus::follow(ui);
            wish
        };
        scroll.show(ui, form).inner
    }
}
