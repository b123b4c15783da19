//! The texts of the licences that the program itself brings along.

use egui::{RichText, ScrollArea, Ui};

use crate::text::Phrases;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{card, link, named};

/// How high a text is shown at most.
const HIGHEST: f32 = 280.0;

/// What is under it, what it is called, and its text.
struct Licence {
    of: &'static str,
    name: &'static str,
    text: &'static str,
}

/// The program's own are the first two; the others are those of its fonts and icons.
const LICENCES: [Licence; 6] = [
    Licence { of: "ACK Kubeconfig", name: "MIT", text: include_str!("../../../LICENSE-MIT") },
    Licence {
        of: "ACK Kubeconfig",
        name: "Apache-2.0",
        text: include_str!("../../../LICENSE-APACHE"),
    },
    Licence {
        of: "Inter",
        name: "OFL 1.1",
        text: include_str!("../../../assets/fonts/Inter-OFL.txt"),
    },
    Licence {
        of: "JetBrains Mono",
        name: "OFL 1.1",
        text: include_str!("../../../assets/fonts/JetBrainsMono-OFL.txt"),
    },
    Licence {
        of: "Noto Sans SC",
        name: "OFL 1.1",
        text: include_str!("../../../assets/fonts/NotoSansSC-OFL.txt"),
    },
    Licence {
        of: "Phosphor",
        name: "MIT",
        text: include_str!("../../../assets/fonts/Phosphor-MIT.txt"),
    },
];

/// How many of them are the program's own.
const OWN: usize = 2;

/// The program's own licences; a press shows a text, or puts it away.
pub(super) fn own(ui: &mut Ui, reading: &mut Option<usize>, phrases: &Phrases) {
    ui.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = 18.0;
        for (place, licence) in LICENCES.iter().enumerate().take(OWN) {
            to_read(ui, (place, licence), licence.name, reading, phrases);
        }
    });
    text(ui, reading.filter(|place| *place < OWN));
}

/// Those of fonts and icons.
pub(super) fn of_fonts(ui: &mut Ui, reading: &mut Option<usize>, phrases: &Phrases) {
    for (place, licence) in LICENCES.iter().enumerate().skip(OWN) {
        let shown = format!("{} · {}", licence.of, licence.name);
        to_read(ui, (place, licence), &shown, reading, phrases);
    }
    text(ui, reading.filter(|place| *place >= OWN));
}

/// The link to the text of a licence, or away from it.
fn to_read(
    ui: &mut Ui,
    (place, licence): (usize, &Licence),
    shown: &str,
    reading: &mut Option<usize>,
    phrases: &Phrases,
) {
    let words = &phrases.about;
    let Licence { of, name, .. } = licence;
    let is_read = *reading == Some(place);
    let tells = if is_read { words.put_away } else { words.read };
    let response = link(ui, shown);
    named(&response, egui::Role::Link, &tells(&format!("{name} ({of})")));
    if response.clicked() {
        *reading = (!is_read).then_some(place);
    }
}

fn text(ui: &mut Ui, place: Option<usize>) {
    let Some(licence) = place.map(|place| &LICENCES[place]) else { return };
    ui.add_space(4.0);
    card(ui).fill(tokens(ui).background).inner_margin(12).show(ui, |ui| {
        let scroll = ScrollArea::vertical().id_salt(licence.name).max_height(HIGHEST);
        let scroll = scroll.min_scrolled_height(HIGHEST);
        scroll.show(ui, |ui| {
            ui.set_width(ui.available_width());
            let text = RichText::new(licence.text).monospace().size(theme::SMALL);
            ui.add(egui::Label::new(text.color(tokens(ui).dim)).wrap());
        });
    });
}
