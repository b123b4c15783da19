//! What is asked for on the page of the settings, and what comes of it.

use std::path::Path;

use super::Part;
use crate::core::printable::printable;
use crate::core::profile::Source;
use crate::ui::App;
use crate::ui::status_bar::Remark;
use crate::ui::wish::SettingsWish;
use crate::worker::protocol::{Command, FolderError};

impl App {
    pub(crate) fn fulfil_for_settings(&mut self, wish: SettingsWish) {
        match wish {
            SettingsWish::Toggle if self.settings.is_open() => self.close_pages(),
            SettingsWish::Toggle => self.show_settings(Part::Choices),
            SettingsWish::Show(part) => self.show_settings(part),
            SettingsWish::ForgetImport(file) => self.forget_import(&file),
            SettingsWish::OpenFolder(folder) => self.command(Command::OpenFolder(folder)),
        }
    }

    fn show_settings(&mut self, part: Part) {
        if !self.settings.is_open() {
            self.close_pages();
            if self.options.settings.notes {
                // The desktop may have got somebody who shows notes, or lost him.
                self.ask_for_notes();
            }
        }
        self.settings.open = Some(part);
    }

    /// However the page is left, it is here. An endpoint half typed is nobody to be asked for
    /// clusters: that waits until now.
    pub(crate) fn leave_settings(&mut self) {
        self.settings.open = None;
        if std::mem::take(&mut self.list_after_settings) {
            self.list_clusters();
        }
    }

    /// Forgets a file that was imported. Whoever is signed in by it is so no longer.
    fn forget_import(&mut self, file: &Path) {
        let of_file = |source: &Source| matches!(source, Source::CliProfile { file: Some(from), .. } if from == file);
        let in_use = self.session.account.as_ref().map(|account| account.profile.source.clone());
        if let Some(source) = in_use.filter(|source| of_file(source)) {
            return self.forget(&source);
        }
        let settings = &mut self.options.settings;
        settings.profile.take_if(|source| of_file(source));
        settings.imported.retain(|imported| imported != file);
        self.look();
        self.keep_settings(None);
    }

    pub(crate) fn folder_opened(&mut self, opened: Result<(), FolderError>) {
        if let Err(error) = opened {
            let folder = printable(&self.shown_path(&error.folder));
            self.remark = Some(Remark::Bad((self.phrases.about.no_folder)(&folder)));
        }
    }
}
