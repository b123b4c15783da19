//! The icons of the window, by name: their code points in `assets/fonts/phosphor-subset.ttf`.

pub(crate) const ARROW_CLOCKWISE: &str = "\u{e036}";
pub(crate) const ARROW_DOWN: &str = "\u{e03e}";
pub(crate) const ARROW_SQUARE_OUT: &str = "\u{e5de}";
pub(crate) const ARROW_UP: &str = "\u{e08e}";
pub(crate) const CHECK: &str = "\u{e182}";
pub(crate) const CIRCLE_HALF: &str = "\u{e18c}";
pub(crate) const CLOCK: &str = "\u{e19a}";
pub(crate) const FOLDER_OPEN: &str = "\u{e256}";
pub(crate) const GEAR: &str = "\u{e270}";
pub(crate) const KEY: &str = "\u{e2d6}";
pub(crate) const LIST: &str = "\u{e2f0}";
pub(crate) const MOON: &str = "\u{e330}";
pub(crate) const SUN: &str = "\u{e472}";
pub(crate) const WARNING: &str = "\u{e4e0}";
pub(crate) const X: &str = "\u{e4f6}";
