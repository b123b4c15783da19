//! Plans how fetched kubeconfigs get into a file: which entries are added, which are renewed,
//! what they are called, and what the file's text is then. A pure function of the text, the
//! documents and the user's choices.
//!
//! Every kubeconfig that ACK gives out calls its cluster `kubernetes` and its user by the RAM
//! uid. A merge by name would give one cluster the address and the key of another, so names
//! count for nothing here. The rule is:
//!
//! 1. A document is for a cluster id, an identity and an endpoint. It renews the context that
//!    says so in its extension, or by ACK's own name for it, or by server, authority and user;
//!    otherwise it is new (`found`).
//! 2. What it renews is changed in place: address, authority, credentials. What the user added
//!    stays. Entries that another cluster uses too are left to the other, and the renewed
//!    context is given its own (`decide`).
//! 3. New cluster and user entries are called after the id, new contexts by the template, made
//!    unique by region and then by id (`names`). `current-context` stays, unless asked.

mod choices;
mod decide;
mod diff;
mod found;
mod incoming;
mod names;
mod plan;
mod write;

pub use choices::{
    Asking, Choice, Choices, Current, NameTemplate, NameTemplateError, OnCollision, SignIn,
};
pub(super) use choices::{clean, word};
pub use diff::{DiffLine, DiffPiece, Side};
pub use incoming::{About, Incoming, IncomingError};
pub use plan::{Collision, EntryPlan, Landing, Outcome, Plan, PlanError};

use super::KubeconfigText;
use super::entries::Entries;
use super::hands::{Hands, OneHand};
use decide::decide;
use found::Found;
use write::Writer;

/// Plans the merge of fetched documents into a file's text; none if there is no file.
///
/// # Errors
/// [`PlanError`], if the file cannot be edited safely or the documents contradict one another.
pub fn plan(
    existing: Option<&KubeconfigText>,
    incoming: &[Incoming],
    choices: &Choices,
) -> Result<Plan, PlanError> {
    plan_and((existing, incoming, choices), |_before, _after| (), &OneHand).map(|(plan, ())| plan)
}

/// The plan, and the difference that it makes, as [`diff`] gives it: with two hands sooner than
/// one after the other.
///
/// # Errors
/// [`PlanError`], as [`plan`].
pub fn plan_and_diff(
    existing: Option<&KubeconfigText>,
    incoming: &[Incoming],
    choices: &Choices,
    (around, hands): (usize, &impl Hands),
) -> Result<(Plan, Vec<DiffLine>), PlanError> {
    let diff = |before: &str, after: &str| diff::lines(before, after, around);
    plan_and((existing, incoming, choices), diff, hands)
}

fn plan_and<T: Send>(
    (existing, incoming, choices): (Option<&KubeconfigText>, &[Incoming], &Choices),
    also: impl FnOnce(&str, &str) -> T + Send,
    hands: &impl Hands,
) -> Result<(Plan, T), PlanError> {
    let before = existing.cloned().unwrap_or_else(|| KubeconfigText::new(String::new()));
    let entries = Entries::read(before.as_str())?;
    entries.refuse_duplicates()?;
    let targets = decide(&Found::new(&entries), incoming, choices)?;
    let mut writer = Writer::new(&entries, choices, &targets, incoming);
    let mut landings = Vec::with_capacity(incoming.len());
    for (index, target) in targets.into_iter().enumerate() {
        landings.push(match target {
            Ok(target) => writer.land(&target, index, incoming)?,
            Err(left_out) => left_out,
        });
    }
    let current_after = current_after(&entries, &landings, choices);
    if let Some(current) = current_after.as_deref().filter(|_| current_after != entries.current) {
        writer.rewrite.set_current(current);
    }
    let (after, made) = writer.rewrite.finish_and(|after| also(before.as_str(), after), hands)?;
    let after = KubeconfigText::from(after);
    let current_before = entries.current.clone();
    drop(entries);
    Ok((Plan { landings, current_before, current_after, before, after }, made))
}

/// The difference between two texts of a file line by line, secrets masked, with this many lines
/// around each change.
#[must_use]
pub fn diff(before: &KubeconfigText, after: &KubeconfigText, around: usize) -> Vec<DiffLine> {
    diff::lines(before.as_str(), after.as_str(), around)
}

/// The context in use follows its new name, and moves only if that was asked.
fn current_after(entries: &Entries<'_>, landings: &[Landing], choices: &Choices) -> Option<String> {
    if let Current::SwitchTo(index) = choices.current
        && let Some(landing) = landings.get(index)
        && landing.context.outcome != Outcome::Skipped
    {
        return Some(landing.context.name.clone());
    }
    let renamed = landings.iter().find(|landing| {
        entries.current.is_some() && landing.context.renamed_from == entries.current
    });
    renamed.map(|landing| landing.context.name.clone()).or_else(|| entries.current.clone())
}
