//! Where the columns of the table of contexts stand.

use crate::ui::columns::{Columns, DOT};

/// The room for what can be done.
const ACTIONS: f32 = 132.0;

/// Below these widths, columns give their room to others.
const NARROW: f32 = 560.0;
const MIDDLE: f32 = 760.0;

/// Context, cluster, endpoint, identity, end, actions.
pub(super) fn columns(width: f32) -> Columns<6> {
    let shares = match width {
        _ if width < NARROW => [0.0, 0.56, 0.56, 0.56, 0.56],
        _ if width < MIDDLE => [0.0, 0.36, 0.68, 0.68, 0.68],
        _ => [0.0, 0.25, 0.45, 0.64, 0.79],
    };
    let free = (width - DOT - ACTIONS).max(200.0);
    let [context, cluster, endpoint, identity, end] = shares.map(|share| DOT + free * share);
    Columns { starts: [context, cluster, endpoint, identity, end, DOT + free], end: width }
}
