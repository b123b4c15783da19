//! The facts about where a context goes.

use super::card::Row;
use crate::core::kubeconfig::overview::{Authority, ContextFacts, Overview};
use crate::text::overview::{OverviewWords, PlaceWords, When};

/// The rows of the card.
pub(super) fn rows(
    overview: &Overview,
    context: &ContextFacts,
    when: &When<'_>,
    words: &OverviewWords,
) -> Vec<Row> {
    let words = &words.place;
    let mut rows = Vec::new();
    if let Some(cluster) = overview.cluster(context) {
        if overview.contexts.len() > 1 {
            rows.push(Row::code(words.cluster, &cluster.name));
        }
        rows.push(Row::code(words.server, cluster.server.as_deref().unwrap_or_default()));
        rows.push(Row::words(words.address, (words.address_kind)(cluster.address)));
        of_authority(&cluster.authority, when, words, &mut rows);
        for (name, value) in
            [(words.server_name, &cluster.tls_server_name), (words.proxy, &cluster.proxy)]
        {
            rows.extend(value.as_ref().map(|value| Row::code(name, value)));
        }
    }
    let namespace = context.namespace.as_ref();
    rows.extend(namespace.map(|namespace| Row::code(words.namespace, namespace)));
    rows
}

fn of_authority(authority: &Authority, when: &When<'_>, words: &PlaceWords, rows: &mut Vec<Row>) {
    match authority {
        Authority::Certificate(facts) => {
            rows.push(Row::code(words.authority, &facts.subject));
            rows.push(Row::code(words.authority_fingerprint, &facts.fingerprint));
            let until = when.date_and_distance(facts.not_after);
            rows.push(Row::words(words.authority_until, until));
        }
        Authority::Unreadable => {
            rows.push(Row::words(words.authority, words.authority_unreadable));
        }
        Authority::File(path) => {
            rows.push(Row::words(words.authority, (words.authority_file)(path)));
        }
        Authority::System => rows.push(Row::words(words.authority, words.system_authorities)),
    }
}
