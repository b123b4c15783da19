//! Where it was looked for profiles, and what could not be read or used there.

use std::path::Path;

use egui::{RichText, Ui};

use super::super::icons;
use super::super::theme::{self, tokens};
use super::super::widgets::small;
use crate::core::printable::printable;
use crate::core::profile::{Listed, Place};
use crate::core::session::{Keychain, Sources};
use crate::text::{Phrases, format};

/// How many broken profiles are told of one by one.
const MOST: usize = 5;

pub(super) fn ui(ui: &mut Ui, sources: &Sources, phrases: &Phrases) {
    let Some(discovery) = &sources.discovery else { return };
    let broken: Vec<Listed> =
        sources.listed().filter(|listed| listed.profile.is_err()).take(MOST).collect();
    if broken.is_empty() && discovery.troubles.is_empty() {
        let home = sources.home.as_deref();
        let mut places: Vec<String> =
            discovery.looked.iter().map(|place| name(place, home, phrases)).collect();
        if matches!(sources.keychain, Keychain::Accounts(_)) {
            places.push(phrases.profiles.system_keychain.to_owned());
        }
        if !places.is_empty() {
            small(ui, &(phrases.credentials.also_looked)(&places));
        }
    }
    if let Some(problem) = &discovery.places_problem {
        warn(ui, &(phrases.profiles.problem)(problem));
    }
    for trouble in &discovery.troubles {
        let why = (phrases.profiles.file_problem)(&trouble.problem);
        let file = printable(&format::path(&trouble.file, sources.home.as_deref()));
        warn(ui, &(phrases.cli.file_skipped)(&file, &why));
    }
    for listed in broken {
        if let Err(problem) = &listed.profile {
            let why = (phrases.profiles.problem)(problem);
            let name = (phrases.profiles.unnamed)(&listed.source);
            warn(ui, &(phrases.cli.unusable_profile)(&name, &why));
        }
    }
}

fn name(place: &Place, home: Option<&Path>, phrases: &Phrases) -> String {
    match place {
        Place::Environment => phrases.profiles.environment.to_owned(),
        Place::Keychain => phrases.profiles.system_keychain.to_owned(),
        Place::File(file) => printable(&format::path(file, home)),
    }
}

fn warn(ui: &mut Ui, text: &str) {
    let text = RichText::new(format!("{} {text}", icons::WARNING)).size(theme::SMALL);
    ui.add(egui::Label::new(text.color(tokens(ui).warning)).wrap());
}
