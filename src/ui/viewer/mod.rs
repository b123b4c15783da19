//! Stub until the branch lands.
#![allow(missing_docs, dead_code)]
use crate::core::kubeconfig::KubeconfigText;
use egui::{Color32, FontId, Ui};
#[derive(Default)]
pub struct Viewer {}
pub struct ViewerStyle {
    pub font: FontId,
    pub key: Color32,
    pub text: Color32,
    pub string: Color32,
    pub number: Color32,
    pub punctuation: Color32,
    pub comment: Color32,
    pub faint: Color32,
    pub mask_background: Color32,
    pub mask_text: Color32,
    pub link: Color32,
    pub selection: Color32,
}
pub struct ViewerWords {
    pub reveal: &'static str,
    pub hide: &'static str,
    pub private_key: fn(usize) -> String,
    pub bytes: fn(usize) -> String,
    pub name: &'static str,
}
impl Viewer {
    pub fn ui(&mut self, ui: &mut Ui, d: &KubeconfigText, s: &ViewerStyle, _w: &ViewerWords) {
        ui.label(egui::RichText::new(d.as_str()).font(s.font.clone()));
    }
}
