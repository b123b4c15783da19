//! Where the columns of the history stand.

use crate::ui::columns::{Columns, DOT};

/// Below these widths, columns give their room to others.
const NARROW: f32 = 560.0;
const MIDDLE: f32 = 760.0;

/// When, what, cluster, result, request ID.
pub(super) fn columns(width: f32) -> Columns<5> {
    let shares = match width {
        _ if width < NARROW => [0.0, 0.27, 0.58, 0.58, 0.79],
        _ if width < MIDDLE => [0.0, 0.23, 0.45, 0.65, 0.83],
        _ => [0.0, 0.22, 0.43, 0.62, 0.8],
    };
    let free = width - DOT;
    Columns { starts: shares.map(|share| DOT + free * share), end: width }
}
