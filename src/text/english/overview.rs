//! What a kubeconfig says, in English.

use crate::text::overview::OverviewWords;

pub(super) const OVERVIEW: OverviewWords = OverviewWords {
    who: "Who it signs in as",
    identity: "identity",
    groups: "groups",
    place: "Where it goes",
    server: "server",
};
