//! What a viewer needs from outside, and what it says back.

use egui::{Color32, FontId};

use crate::core::kubeconfig::KubeconfigText;
use crate::core::kubeconfig::lines::Kind;

/// The font and the colours.
#[derive(Clone, Debug, PartialEq)]
pub struct ViewerStyle {
    /// A monospace font, 12.5 points high in the design.
    pub font: FontId,
    /// Keys of mappings.
    pub key: Color32,
    /// What is none of the others.
    pub text: Color32,
    /// Strings.
    pub string: Color32,
    /// Numbers, truth values and null.
    pub number: Color32,
    /// Colons, dashes, brackets.
    pub punctuation: Color32,
    /// Comments.
    pub comment: Color32,
    /// Line numbers, sizes, and the marks that stand for what is not shown.
    pub faint: Color32,
    /// Behind the dots of a masked value.
    pub mask_background: Color32,
    /// The dots of a masked value.
    pub mask_text: Color32,
    /// The Reveal button, and the frame that shows the keyboard focus.
    pub link: Color32,
    /// Behind what is selected.
    pub selection: Color32,
    /// Behind what was found.
    pub found: Color32,
}

impl ViewerStyle {
    pub(super) fn of(&self, kind: Kind) -> Color32 {
        match kind {
            Kind::Key => self.key,
            Kind::Plain => self.text,
            Kind::Text => self.string,
            Kind::Number => self.number,
            Kind::Punctuation => self.punctuation,
            Kind::Comment => self.comment,
        }
    }
}

/// What the user did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ViewerResponse {
    /// The selected text was copied to the clipboard, true and whole.
    Copied,
    /// The selected text, true and whole, is to be copied as secrets are: a private key, a token or
    /// the like is in it.
    CopySecret(KubeconfigText),
}
