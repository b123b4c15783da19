//! The line at the top: the name, and the choices about the window itself.

use egui::{RichText, Ui, vec2};

use super::theme;
use super::widgets::icon_button;
use super::{icons, wish::Wish};
use crate::core::session::ThemeChoice;
use crate::text::Phrases;

/// The logo, as the icon has it.
pub(crate) static LOGO: &[u8] = include_bytes!("../../assets/icon-64.png");

pub(crate) fn ui(
    ui: &mut Ui,
    logo: Option<&egui::TextureHandle>,
    theme: ThemeChoice,
    phrases: &Phrases,
) -> Option<Wish> {
    let mut wish = None;
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        if let Some(logo) = logo {
            let image = egui::Image::new(logo).fit_to_exact_size(vec2(22.0, 22.0));
            ui.add(image.alt_text(phrases.title));
        }
        ui.label(RichText::new(phrases.title).font(theme::semibold(14.0)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let icon = match theme {
                ThemeChoice::System => icons::CIRCLE_HALF,
                ThemeChoice::Dark => icons::MOON,
                ThemeChoice::Light => icons::SUN,
            };
            if icon_button(ui, icons::GEAR, phrases.settings.heading).clicked() {
                wish = Some(Wish::ToggleSettings);
            }
            if icon_button(ui, icon, (phrases.status.theme)(theme)).clicked() {
                wish = Some(Wish::NextTheme);
            }
        });
    });
    wish
}
