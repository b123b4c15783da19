//! The icons of the window, by name: their code points in `assets/fonts/phosphor-subset.ttf`.

pub(crate) const ARROW_SQUARE_OUT: &str = "\u{e5de}";
pub(crate) const CARET_DOWN: &str = "\u{e136}";
pub(crate) const CHECK: &str = "\u{e182}";
pub(crate) const CIRCLE_HALF: &str = "\u{e18c}";
pub(crate) const CLOCK: &str = "\u{e19a}";
pub(crate) const COPY: &str = "\u{e1ca}";
pub(crate) const EYE: &str = "\u{e220}";
pub(crate) const EYE_SLASH: &str = "\u{e224}";
pub(crate) const FLOPPY_DISK: &str = "\u{e248}";
pub(crate) const GEAR: &str = "\u{e270}";
pub(crate) const KEY: &str = "\u{e2d6}";
pub(crate) const LOCK_SIMPLE: &str = "\u{e308}";
pub(crate) const MAGNIFYING_GLASS: &str = "\u{e30c}";
pub(crate) const PLAY: &str = "\u{e3d0}";
pub(crate) const WARNING: &str = "\u{e4e0}";
pub(crate) const WARNING_CIRCLE: &str = "\u{e4e2}";
pub(crate) const X: &str = "\u{e4f6}";
