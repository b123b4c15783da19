//! A bare window with a word in it: the yardstick for what our own window costs.
//!
//! `cargo run --release --example bare`

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

struct Bare;

impl eframe::App for Bare {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        egui::CentralPanel::default().show(ui, |ui| ui.label("A bare window"));
    }
}

fn main() -> eframe::Result {
    let size = egui::ViewportBuilder::default().with_inner_size([1180.0, 760.0]);
    let native = eframe::NativeOptions { viewport: size, ..eframe::NativeOptions::default() };
    let create = |creation: &eframe::CreationContext<'_>| {
        creation.egui_ctx.set_fonts(one_font());
        Ok(Box::new(Bare) as Box<dyn eframe::App>)
    };
    eframe::run_native("bare", native, Box::new(create))
}

fn one_font() -> FontDefinitions {
    let inter = FontData::from_static(include_bytes!("../assets/fonts/Inter-Regular.ttf"));
    let mut fonts = FontDefinitions::empty();
    fonts.font_data.insert("inter".to_owned(), Arc::new(inter));
    for family in [FontFamily::Proportional, FontFamily::Monospace] {
        fonts.families.insert(family, vec!["inter".to_owned()]);
    }
    fonts
}
