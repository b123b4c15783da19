//! What the program is: its version, its licences, and where its files are.

use std::path::{Path, PathBuf};

use egui::{Label, RichText, Ui, vec2};

use super::parts::{next, section};
use super::{Around, SettingsPanel, licences};
use crate::core::printable::printable;
use crate::text::settings::PlaceOf;
use crate::text::{Phrases, format};
use crate::ui::app::Options;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{card, label_row, link, named, small};
use crate::ui::wish::{SettingsWish, Wish};
use crate::worker;

/// Of which commit this was built, if whoever built it said so.
const COMMIT: Option<&str> = option_env!("ACK_KUBECONFIG_COMMIT");

/// How large the logo is.
const LOGO: f32 = 40.0;

impl SettingsPanel {
    pub(super) fn about(
        &mut self,
        ui: &mut Ui,
        around: &Around<'_>,
        phrases: &Phrases,
    ) -> Option<Wish> {
        let words = &phrases.about;
        ui.add_space(12.0);
        program(ui, around, phrases);
        let mut wish = None;
        section(ui, words.files, |ui| wish = files(ui, around.options, phrases));
        section(ui, words.licences, |ui| {
            small(ui, words.own_licence);
            licences::own(ui, &mut self.reading, phrases);
            next(ui);
            small(ui, words.fonts);
            licences::of_fonts(ui, &mut self.reading, phrases);
            next(ui);
            small(ui, words.crates);
        });
        wish
    }
}

/// Its name, its version, and what draws it.
fn program(ui: &mut Ui, around: &Around<'_>, phrases: &Phrases) {
    let words = &phrases.about;
    card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing = vec2(14.0, 4.0);
            if let Some(logo) = around.logo {
                ui.add(egui::Image::new(logo).fit_to_exact_size(vec2(LOGO, LOGO)));
            }
            ui.vertical(|ui| {
                ui.label(RichText::new(phrases.title).heading());
                let version = (words.version)(env!("CARGO_PKG_VERSION"));
                let commit = COMMIT.filter(|commit| !commit.is_empty()).map(words.commit);
                let system = (words.built_for)(&worker::target());
                let parts = [Some(version), commit, Some(system)];
                let told = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
                ui.add(Label::new(RichText::new(told).color(tokens(ui).text)).wrap());
                small(ui, words.purpose);
                if let Some(graphics) = &around.options.graphics {
                    small(ui, &(words.drawn_by)(&printable(graphics)));
                }
            });
        });
    });
}

/// Each file or folder, what it holds, and the ways to it.
fn files(ui: &mut Ui, options: &Options, phrases: &Phrases) -> Option<Wish> {
    small(ui, phrases.about.files_meaning);
    let mut wish = None;
    let places = places(options);
    let of_same = |of| places.iter().filter(move |(other, _)| *other == of).count();
    for (of, path) in &places {
        ui.add_space(8.0);
        let shown = printable(&format::path(path, options.folder.as_deref()));
        let mut name = (phrases.about.place)(*of).to_owned();
        let title = name.clone();
        if of_same(*of) > 1 {
            name = format!("{name} {shown}");
        }
        let folder = if of.is_folder() { path } else { path.parent().unwrap_or(path) };
        wish = wish.or(place(ui, (&title, &shown), (&name, path, folder), phrases));
    }
    wish
}

/// A place: what it is called and its path as they are shown, and as they are told and used.
fn place(
    ui: &mut Ui,
    (title, shown): (&str, &str),
    (name, path, folder): (&str, &Path, &Path),
    phrases: &Phrases,
) -> Option<Wish> {
    let words = &phrases.about;
    let (mut copied, mut opened) = (false, false);
    let name_of = |ui: &mut Ui| {
        ui.label(RichText::new(title).font(theme::semibold(theme::SMALL)));
    };
    label_row(ui, name_of, |ui| {
        let open = link(ui, words.open);
        named(&open, egui::Role::Link, &(words.open_folder)(name));
        let copy = link(ui, words.copy);
        named(&copy, egui::Role::Link, &(words.copy_path)(name));
        (copied, opened) = (copy.clicked(), open.clicked());
    });
    let text = RichText::new(shown).monospace().color(tokens(ui).dim);
    ui.add(Label::new(text).wrap());
    let copied = copied.then(|| Wish::CopyText(path.display().to_string()));
    copied.or_else(|| opened.then(|| SettingsWish::OpenFolder(folder.to_owned()).into()))
}

/// What is kept, and where.
fn places(options: &Options) -> Vec<(PlaceOf, PathBuf)> {
    let history = options.history.as_ref().map(|keeping| keeping.file.path().to_owned());
    let kubeconfig = options.kubeconfig.as_ref();
    let own = [
        (PlaceOf::Settings, options.settings_path.clone()),
        (PlaceOf::History, history),
        (PlaceOf::Log, options.log.clone()),
        (PlaceOf::Clusters, options.cluster_cache.clone()),
        (PlaceOf::Keys, options.credential_cache.clone()),
        (PlaceOf::Backups, kubeconfig.and_then(|place| place.backups.clone())),
    ];
    let files = kubeconfig.and_then(|place| place.files().ok());
    let files = files.map(|files| files.all().to_vec()).unwrap_or_default().into_iter();
    let own = own.into_iter().filter_map(|(of, path)| Some((of, path?)));
    own.chain(files.map(|file| (PlaceOf::Kubeconfig, file))).collect()
}
