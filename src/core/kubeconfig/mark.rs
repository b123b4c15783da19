//! Which cluster a context is for, found from the file alone: by the extension that a merge
//! leaves in it, or by the name that ACK gives.

use super::edit::{NodeId, Tree, Value};
use super::entries::Entries;
use super::merge::word;
use super::overview::Address;
use super::rewrite::Rewrite;
use crate::core::acs::{ApiServerEndpoint, ClusterId};

/// The name of the extension in a context.
const EXTENSION: &str = "ack-kubeconfig";

/// How a context was recognized.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoundBy {
    /// It was named.
    Choice,
    /// By the extension that a merge left in it.
    Extension,
    /// By its name, which is as ACK gives it.
    Name,
    /// By server, certificate authority and user.
    Server,
}

/// What a context says about the ACK cluster that it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The cluster.
    pub cluster_id: ClusterId,
    /// Its region, if it was known when it was merged.
    pub region: Option<String>,
    /// Which address was asked for; a name does not say.
    pub endpoint: Option<ApiServerEndpoint>,
    /// Whose it is: the RAM uid, or `kubernetes-admin` in documents of old.
    pub identity: Option<String>,
    /// The profile that it was fetched with.
    pub profile: Option<String>,
    /// By the extension or by the name.
    pub found_by: FoundBy,
}

impl Mark {
    /// The item of a context's extensions that says so.
    pub(super) fn to_extension(&self) -> Value {
        let pairs = self.to_pairs().into_iter().map(|(key, value)| (key.to_owned(), value));
        Value::map([("extension", Value::Map(pairs.collect())), ("name", Value::text(EXTENSION))])
    }

    fn to_pairs(&self) -> Vec<(&'static str, Value)> {
        let optional = |key, text: &Option<String>| Some((key, Value::text(text.as_deref()?)));
        let endpoint = self.endpoint.map(|endpoint| ("endpoint", Value::text(word(endpoint))));
        [
            Some(("cluster-id", Value::text(self.cluster_id.as_str()))),
            optional("region", &self.region),
            endpoint,
            optional("identity", &self.identity),
            optional("profile", &self.profile),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn of_extension(tree: &Tree<'_>, extension: NodeId) -> Option<Self> {
        let text = |key| tree.text_of(extension, key).map(str::to_owned);
        let endpoint = match tree.text_of(extension, "endpoint") {
            Some("public") => Some(ApiServerEndpoint::Public),
            Some("private") => Some(ApiServerEndpoint::Private),
            Some(_) | None => None,
        };
        Some(Self {
            cluster_id: ClusterId::parse(tree.text_of(extension, "cluster-id")?).ok()?,
            region: text("region"),
            endpoint,
            identity: text("identity"),
            profile: text("profile"),
            found_by: FoundBy::Extension,
        })
    }

    /// `<uid>-<clusterId>` and, of old, `kubernetes-admin-<clusterId>`.
    fn of_name(name: &str) -> Option<Self> {
        let (identity, id) = name.rsplit_once('-')?;
        let uid = !identity.is_empty() && identity.bytes().all(|byte| byte.is_ascii_digit());
        let cluster_id = ClusterId::parse(id).ok().filter(ClusterId::has_usual_form)?;
        (uid || identity == "kubernetes-admin").then(|| Self {
            cluster_id,
            region: None,
            endpoint: None,
            identity: Some(identity.to_owned()),
            profile: None,
            found_by: FoundBy::Name,
        })
    }
}

impl Entries<'_> {
    /// What a context says about its ACK cluster.
    pub(super) fn mark(&self, context: usize) -> Option<Mark> {
        let by_extension = self
            .extension(context)
            .and_then(|item| Mark::of_extension(&self.tree, self.tree.get(item, "extension")?));
        by_extension.or_else(|| Mark::of_name(&self.contexts.entries[context].name))
    }

    /// Our item of a context's extensions.
    fn extension(&self, context: usize) -> Option<NodeId> {
        let list = self.tree.get(self.contexts.entries[context].body?, "extensions")?;
        let ours = |item: &&NodeId| self.tree.text_of(**item, "name") == Some(EXTENSION);
        self.tree.items(list).iter().find(ours).copied()
    }
}

impl Rewrite<'_, '_> {
    /// Leaves a mark in a context, whose mapping is given; other extensions stay. Whether that
    /// changes something is the answer.
    pub(super) fn leave_mark(&mut self, context: usize, body: NodeId, mark: &Mark) -> bool {
        let Self { entries, editor, .. } = self;
        let tree = &entries.tree;
        let ours = entries.extension(context);
        if let Some(content) = ours.and_then(|item| tree.get(item, "extension"))
            && !tree.pairs(content).is_empty()
        {
            let set = |(key, value)| editor.set(content, key, value);
            return mark.to_pairs().into_iter().map(set).fold(false, |any, set| any | set);
        }
        let list = tree.get(body, "extensions").filter(|list| !tree.is_null(*list));
        match (ours, list) {
            (Some(item), _) => editor.replace(item, mark.to_extension()),
            (None, Some(list)) => editor.append(list, mark.to_extension()),
            (None, None) => {
                editor.set(body, "extensions", Value::List(vec![mark.to_extension()]));
            }
        }
        true
    }
}

/// Which kind of address a server has, if its number tells: ACK's private addresses are of the
/// ranges for private networks.
pub(super) fn endpoint_of(server: &str) -> Option<ApiServerEndpoint> {
    match Address::of(server) {
        Address::Public => Some(ApiServerEndpoint::Public),
        Address::Private => Some(ApiServerEndpoint::Private),
        Address::Loopback | Address::Name | Address::Unreadable => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{ApiServerEndpoint, Mark, endpoint_of};

    #[test]
    fn acks_own_names_are_known_and_others_are_not() {
        let id = "c5b5e80b0b64a4bf6939d2d8fbbc5a1f7";
        for identity in ["234567890123456789", "kubernetes-admin"] {
            let mark = Mark::of_name(&format!("{identity}-{id}")).unwrap();
            assert_eq!((mark.cluster_id.as_str(), mark.identity.as_deref()), (id, Some(identity)));
        }
        for other in [id.to_owned(), format!("prod-{id}"), "2345-c5b5".to_owned(), format!("-{id}")]
        {
            assert_eq!(Mark::of_name(&other), None, "{other}");
        }
    }

    #[test]
    fn an_address_tells_its_kind_by_its_range() {
        let (public, private) = (ApiServerEndpoint::Public, ApiServerEndpoint::Private);
        for (server, kind) in [
            ("https://47.98.12.34:6443", Some(public)),
            ("https://192.168.0.1:6443", Some(private)),
            ("https://10.1.2.3", Some(private)),
            ("https://100.100.0.1", Some(private)),
            ("https://100.128.0.1", Some(public)),
            ("https://[fd00::1]:6443", Some(private)),
            ("https://169.254.1.1:6443", Some(private)),
            ("https://[fe80::1]:6443", Some(private)),
            ("https://[::ffff:10.0.0.1]:6443", Some(private)),
            ("https://[::ffff:47.98.12.34]:6443", Some(public)),
            ("https://[::ffff:127.0.0.1]:6443", None),
            ("https://127.0.0.1:6443", None),
            ("https://example.com", None),
            ("x", None),
        ] {
            assert_eq!(endpoint_of(server), kind, "{server}");
        }
    }
}
