//! Puts the documents where they go, and tells what that does to each entry.

use std::collections::{HashMap, HashSet};

use secrecy::ExposeSecret as _;
use zeroize::Zeroizing;

use super::choices::{Asking, Choices, SignIn};
use super::decide::{Place, Spot, Target};
use super::incoming::{Credentials, Incoming};
use super::plan::{EntryPlan, Landing, Outcome};
use crate::core::acs::{ApiEndpoint, ApiServerEndpoint};
use crate::core::kubeconfig::check::Entry;
use crate::core::kubeconfig::edit::{EditError, NodeId, Value};
use crate::core::kubeconfig::entries::{Entries, keys};
use crate::core::kubeconfig::mark::{FoundBy, Mark};
use crate::core::kubeconfig::rewrite::Rewrite;

/// The keys by which a user entry signs in; those that are not written anew are taken away.
const CREDENTIAL_KEYS: [&str; 10] = [
    "client-certificate-data",
    "client-certificate",
    "client-key-data",
    "client-key",
    "token",
    "tokenFile",
    "username",
    "password",
    "exec",
    "auth-provider",
];

/// Writes documents into a file's entries.
pub(super) struct Writer<'e, 'a> {
    entries: &'e Entries<'a>,
    sign_in: SignIn,
    asking: Asking,
    pub(super) rewrite: Rewrite<'e, 'a>,
    /// The cluster and user entries that are written already.
    done: HashSet<(&'static str, String)>,
    /// Of several documents for one user entry, the one that is valid longest.
    newest: HashMap<String, usize>,
}

impl<'e, 'a> Writer<'e, 'a> {
    pub(super) fn new(
        entries: &'e Entries<'a>,
        choices: &Choices,
        targets: &[Result<Target, Landing>],
        incoming: &[Incoming],
    ) -> Self {
        let mut newest: HashMap<String, usize> = HashMap::new();
        for (index, target) in targets.iter().enumerate() {
            let Ok(target) = target else { continue };
            let best = newest.entry(target.user.name.clone()).or_insert(index);
            if incoming[*best].expiry <= incoming[index].expiry {
                *best = index;
            }
        }
        let rewrite = Rewrite::new(entries);
        let (sign_in, asking) = (choices.sign_in.clone(), choices.asking.clone());
        Self { entries, sign_in, asking, rewrite, done: HashSet::new(), newest }
    }

    /// Writes one document.
    pub(super) fn land(
        &mut self,
        target: &Target,
        index: usize,
        incoming: &[Incoming],
    ) -> Result<Landing, EditError> {
        let document = &incoming[index];
        let [context, cluster, user] = &document.received;
        let newest = self.newest.get(&target.user.name).copied().unwrap_or(index);
        let signs_in = self.sign_in_pairs(&incoming[newest]);
        let mut plan = |kind, spot: &Spot, received, pairs| self.entry(kind, spot, received, pairs);
        let cluster = plan(Entry::Cluster, &target.cluster, cluster, cluster_pairs(document))?;
        let user = plan(Entry::User, &target.user, user, signs_in)?;
        Ok(Landing {
            cluster_id: document.about.cluster_id.clone(),
            found_by: target.found_by,
            context: self.context(target, document, context)?,
            cluster,
            user,
        })
    }

    /// Adds or renews a cluster or user entry.
    fn entry(
        &mut self,
        kind: Entry,
        spot: &Spot,
        received: &str,
        pairs: Vec<(&'static str, Value)>,
    ) -> Result<EntryPlan, EditError> {
        let mut plan = EntryPlan::new(&spot.name, received);
        plan.collision.clone_from(&spot.collision);
        if !self.done.insert((keys(kind).1, spot.name.clone())) {
            plan.outcome = Outcome::Unchanged;
            return Ok(plan);
        }
        if let Place::Own(place) = spot.place {
            let changed = self.renew(kind, place, pairs)?;
            plan.outcome = outcome(changed);
        } else {
            self.rewrite.add(kind, named(kind, &spot.name, pairs));
        }
        Ok(plan)
    }

    /// Sets what was fetched in an entry that is there; what the user added stays.
    fn renew(
        &mut self,
        kind: Entry,
        place: usize,
        pairs: Vec<(&'static str, Value)>,
    ) -> Result<Vec<&'static str>, EditError> {
        let body = self.entries.body(kind, place)?;
        let tree = &self.entries.tree;
        // Who switched the check off has no authority, and kubectl refuses both at once.
        let unchecked = tree.text_of(body, "insecure-skip-tls-verify") == Some("true");
        let mut changed = Vec::new();
        if kind == Entry::User {
            for key in CREDENTIAL_KEYS {
                if pairs.iter().any(|(written, _)| *written == key) {
                    continue;
                }
                if self.rewrite.editor.unset(body, key) {
                    changed.push(key);
                } else if tree.get(body, key).is_some() {
                    return Err(EditError::Anchored { line: tree.line(body) });
                }
            }
        }
        for (key, value) in pairs {
            let switched_off = unchecked && key == "certificate-authority-data";
            if switched_off || self.is_same(body, key, &value) {
                continue;
            }
            self.rewrite.editor.set(body, key, value);
            changed.push(key);
        }
        Ok(changed)
    }

    /// Whether a key has a value already; base64 may be broken into lines, as kubectl takes it.
    fn is_same(&self, body: NodeId, key: &str, value: &Value) -> bool {
        let tree = &self.entries.tree;
        let Some(now) = tree.get(body, key) else { return false };
        let compact = |text: &str| Zeroizing::new(text.replace(['\r', '\n'], ""));
        match (value, tree.scalar(now)) {
            (Value::Text(text), Some(now)) if key.ends_with("-data") => {
                compact(text) == compact(now)
            }
            _ => tree.says(now, value),
        }
    }

    /// Adds or renews the context entry.
    fn context(
        &mut self,
        target: &Target,
        document: &Incoming,
        received: &str,
    ) -> Result<EntryPlan, EditError> {
        let spot = &target.context;
        let mut plan = EntryPlan::new(&spot.name, received);
        plan.collision.clone_from(&spot.collision);
        let own = match spot.place {
            Place::New => {
                self.rewrite.add(Entry::Context, new_context(target, document));
                return Ok(plan);
            }
            Place::Instead(other) => {
                self.rewrite.replace(Entry::Context, other, new_context(target, document));
                plan.outcome = Outcome::TakesPlace;
                return Ok(plan);
            }
            Place::Own(own) => own,
            Place::OwnFor { own, other } => {
                self.rewrite.remove(Entry::Context, other);
                own
            }
        };
        let body = self.entries.body(Entry::Context, own)?;
        let entry = &self.entries.contexts.entries[own];
        let mut changed = Vec::new();
        if entry.name != spot.name {
            plan.renamed_from = Some(entry.name.clone());
            self.rewrite.editor.set(entry.item, "name", Value::text(&spot.name));
            changed.push("name");
        }
        for (key, name) in [("cluster", &target.cluster.name), ("user", &target.user.name)] {
            if self.rewrite.editor.set(body, key, Value::text(name)) {
                changed.push(key);
            }
        }
        if self.rewrite.leave_mark(own, body, &mark(document)) {
            changed.push("extensions");
        }
        plan.outcome = outcome(changed);
        Ok(plan)
    }

    /// What a user entry signs in with.
    fn sign_in_pairs(&self, document: &Incoming) -> Vec<(&'static str, Value)> {
        match (&self.sign_in, &document.credentials) {
            (SignIn::Exec(program), _) => vec![("exec", exec(program, &self.asking, document))],
            (SignIn::Fetched, Credentials::Certificate { certificate, key }) => vec![
                ("client-certificate-data", Value::text(certificate)),
                ("client-key-data", Value::text(key.expose_secret())),
            ],
            (SignIn::Fetched, Credentials::Token(token)) => {
                vec![("token", Value::text(token.expose_secret()))]
            }
        }
    }
}

fn outcome(changed: Vec<&'static str>) -> Outcome {
    if changed.is_empty() { Outcome::Unchanged } else { Outcome::Changed(changed) }
}

fn cluster_pairs(document: &Incoming) -> Vec<(&'static str, Value)> {
    let authority = document.authority.as_deref();
    let authority = authority.map(|data| ("certificate-authority-data", Value::text(data)));
    authority.into_iter().chain([("server", Value::text(&document.server))]).collect()
}

/// A new entry, with its keys in kubectl's order.
fn named(kind: Entry, name: &str, pairs: Vec<(&'static str, Value)>) -> Value {
    let pairs = pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    let (name, content) = (("name", Value::text(name)), (keys(kind).1, Value::Map(pairs)));
    Value::map(if kind == Entry::User { [name, content] } else { [content, name] })
}

fn new_context(target: &Target, document: &Incoming) -> Value {
    let mut pairs = vec![
        ("cluster", Value::text(&target.cluster.name)),
        ("extensions", Value::List(vec![mark(document).to_extension()])),
    ];
    pairs.extend(document.namespace.as_deref().map(|name| ("namespace", Value::text(name))));
    pairs.push(("user", Value::text(&target.user.name)));
    named(Entry::Context, &target.context.name, pairs)
}

fn mark(document: &Incoming) -> Mark {
    let about = &document.about;
    Mark {
        cluster_id: about.cluster_id.clone(),
        region: about.region.clone(),
        endpoint: Some(about.endpoint),
        identity: Some(document.identity.clone()),
        profile: about.profile.clone(),
        found_by: FoundBy::Extension,
    }
}

/// What kubectl says where the program is not to be found.
const INSTALL_HINT: &str = "ack-kubeconfig gets the keys for this cluster, and is not where it was \
                            when the cluster was merged. Merge it again, or set the path anew.";

/// kubectl asks this program for credentials. A key is good for the public and the private
/// address, which share the user; but the service gives none with an address that the cluster
/// does not have. So the one is asked for that it was seen to have.
fn exec(program: &str, asking: &Asking, document: &Incoming) -> Value {
    let about = &document.about;
    let endpoint = asking.endpoint.as_ref().map(ApiEndpoint::as_str);
    let region = about.region.as_deref().filter(|_| endpoint.is_none());
    let duration = asking.duration.map(|duration| duration.to_string());
    let mut arguments = vec!["credential", "--cluster-id", about.cluster_id.as_str()];
    for (option, value) in [
        ("--region", region),
        ("--endpoint", endpoint),
        ("--profile", about.profile.as_deref()),
        ("--duration", duration.as_deref()),
    ] {
        arguments.extend(value.into_iter().flat_map(|value| [option, value]));
    }
    if about.endpoint == ApiServerEndpoint::Private {
        arguments.push("--private");
    }
    Value::map([
        ("apiVersion", Value::text("client.authentication.k8s.io/v1")),
        ("args", Value::List(arguments.into_iter().map(Value::text).collect())),
        ("command", Value::text(program)),
        ("installHint", Value::text(INSTALL_HINT)),
        ("interactiveMode", Value::text("Never")),
        ("provideClusterInfo", Value::Word("false".to_owned())),
    ])
}
