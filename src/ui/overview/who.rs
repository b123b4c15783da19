//! The facts about who signs in.

use egui::{Color32, Ui};

use super::card::Row;
use crate::core::kubeconfig::overview::{
    CertificateFacts, ClientCertificate, ContextFacts, Overview, Program, Proof, UserFacts,
};
use crate::text::overview::{OverviewWords, WhoWords};
use crate::ui::icons;
use crate::ui::theme::tokens;

/// The rows of the card.
pub(super) fn rows(
    ui: &Ui,
    overview: &Overview,
    context: &ContextFacts,
    words: &OverviewWords,
) -> Vec<Row> {
    let words = &words.who;
    let mut rows = Vec::new();
    if let Some(user) = overview.user(context) {
        // The names of entries tell contexts apart, and nothing else.
        if overview.contexts.len() > 1 {
            rows.push(Row::code(words.user, &user.name));
        }
        if let Some(certificate) = &user.certificate {
            match &certificate.facts {
                Some(facts) => of_certificate(ui, facts, certificate, context, words, &mut rows),
                None => rows.push(Row::words(words.certificate, words.unreadable)),
            }
        }
        of_others(user, words, &mut rows);
    }
    if overview.user(context).is_none_or(UserFacts::is_empty) {
        rows.push(Row::words(words.certificate, words.nothing));
    }
    rows
}

fn of_certificate(
    ui: &Ui,
    facts: &CertificateFacts,
    certificate: &ClientCertificate,
    context: &ContextFacts,
    words: &WhoWords,
    rows: &mut Vec<Row>,
) {
    if let Some(identity) = &facts.identity {
        rows.push(Row::code(words.identity, identity));
    }
    if !facts.groups.is_empty() {
        let mut groups = facts.groups.join(", ");
        if facts.more_groups > 0 {
            groups = format!("{groups} {}", (words.more_groups)(facts.more_groups));
        }
        rows.push(Row::code(words.groups, groups));
    }
    let key = Row::words(words.key, (words.key_kind)(&facts.key));
    let belongs = certificate.key_belongs;
    rows.push(if certificate.has_key {
        proven(ui, key, belongs, (words.key_belongs)(belongs))
    } else {
        key.with(words.no_key, tokens(ui).error)
    });
    let issuer = Row::code(words.issuer, &facts.issuer);
    rows.push(proven(ui, issuer, context.signed, (words.signed)(context.signed)));
    rows.push(Row::code(words.serial, &facts.serial));
    rows.push(Row::code(words.fingerprint, &facts.fingerprint));
    if facts.chain > 0 {
        rows.push(Row::words(words.chain, (words.more_certificates)(facts.chain)));
    }
}

fn of_others(user: &UserFacts, words: &WhoWords, rows: &mut Vec<Row>) {
    if let Some(token) = &user.token {
        rows.push(Row::words(words.token, (words.token_of)(token.subject.as_deref())));
    }
    if let Some(name) = &user.username {
        rows.push(Row::code(words.password, name));
    }
    let (plugin, its_program) = user.plugin.as_ref().map(|(name, runs)| (name, runs)).unzip();
    rows.extend(plugin.map(|name| Row::code(words.plugin, name)));
    let programs = user.program.iter().chain(its_program.into_iter().flatten());
    for program in programs {
        of_program(program, words, rows);
    }
    rows.extend(user.files.iter().map(|path| Row::code(words.files, path)));
}

fn of_program(program: &Program, words: &WhoWords, rows: &mut Vec<Row>) {
    rows.push(Row::code(words.program, program.command_line()));
    if !program.variables.is_empty() {
        rows.push(Row::code(words.variables, program.variables.join(", ")));
    }
}

/// A fact with what was computed about it.
fn proven(ui: &Ui, row: Row, proof: Proof, said: &str) -> Row {
    let tokens = tokens(ui);
    let (icon, color): (&str, Color32) = match proof {
        Proof::Holds => (icons::CHECK, tokens.ok),
        Proof::Fails => (icons::X, tokens.error),
        Proof::Unknown | Proof::NotTried => return row.with(said, tokens.dim),
    };
    row.with(format!("{icon} {said}"), color)
}
