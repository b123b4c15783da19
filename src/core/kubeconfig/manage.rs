//! What is done with contexts that are in a file: take away, rename, put in use, copy out.

use std::collections::HashSet;
use std::path::Path;

use zeroize::Zeroizing;

use super::KubeconfigText;
use super::check::Entry;
use super::edit::{EditError, Kind, NodeId, Tree, Value};
use super::entries::{Entries, keys};
use super::mark::FoundBy;
use super::merge::clean;
use super::rewrite::{Rewrite, document};

/// A changed file, and what went with a context that was taken away.
#[derive(Debug, Clone)]
pub struct Removal {
    /// The text as it would be.
    pub after: KubeconfigText,
    /// The cluster entries that go, since no other context uses them.
    pub clusters: Vec<String>,
    /// The user entries that go.
    pub users: Vec<String>,
    /// Whether one of the contexts was in use; then none is afterwards.
    pub was_current: bool,
}

/// Takes contexts away, and those of their cluster and user entries that no other context uses.
///
/// # Errors
/// [`EditError`], if one is not there or the file cannot be edited safely.
pub fn remove(before: &KubeconfigText, contexts: &[&str]) -> Result<Removal, EditError> {
    let entries = Entries::read(before.as_str())?;
    entries.refuse_duplicates()?;
    let mut rewrite = Rewrite::new(&entries);
    let places = contexts.iter().map(|name| entries.contexts.place_of(name));
    let gone: HashSet<usize> = places.collect::<Result<_, _>>()?;
    for context in &gone {
        rewrite.remove(Entry::Context, *context);
    }
    let mut orphans = |kind| {
        let named = |context: &usize| entries.named_by(*context, kind);
        let kept = (0..entries.contexts.entries.len()).filter(|context| !gone.contains(context));
        let kept: HashSet<usize> = kept.filter_map(|context| named(&context)).collect();
        let mut orphans: Vec<usize> = gone.iter().filter_map(named).collect();
        orphans.retain(|place| !kept.contains(place));
        orphans.sort_unstable();
        orphans.dedup();
        for place in &orphans {
            rewrite.remove(kind, *place);
        }
        let list = &entries.list(kind).entries;
        orphans.into_iter().map(|place| list[place].name.clone()).collect()
    };
    let (clusters, users) = (orphans(Entry::Cluster), orphans(Entry::User));
    let was_current = entries.current.as_deref().is_some_and(|current| contexts.contains(&current));
    if was_current {
        rewrite.set_current("");
    }
    let after = rewrite.finish()?.into();
    Ok(Removal { after, clusters, users, was_current })
}

/// Gives a context another name; `current-context` follows. If it was its name that told the
/// ACK cluster, that is kept in its extension.
///
/// # Errors
/// [`EditError`], if it is not there, the name is empty or taken, or the file cannot be edited safely.
pub fn rename(before: &KubeconfigText, from: &str, to: &str) -> Result<KubeconfigText, EditError> {
    let entries = Entries::read(before.as_str())?;
    entries.refuse_duplicates()?;
    let context = entries.contexts.place_of(from)?;
    let to = clean(to);
    if from == to {
        return Ok(before.clone());
    }
    if to.is_empty() {
        return Err(EditError::NoName);
    }
    if entries.contexts.find(&to).is_some() {
        return Err(EditError::NameTaken { list: Entry::Context, name: to });
    }
    let body = entries.body(Entry::Context, context)?;
    let mut rewrite = Rewrite::new(&entries);
    if let Some(mark) = entries.mark(context).filter(|mark| mark.found_by == FoundBy::Name) {
        rewrite.leave_mark(context, body, &mark);
    }
    rewrite.editor.set(entries.contexts.entries[context].item, "name", Value::text(&to));
    if entries.current.as_deref() == Some(from) {
        rewrite.set_current(&to);
    }
    Ok(rewrite.finish()?.into())
}

/// Puts a context in use.
///
/// # Errors
/// [`EditError`], if it is not there or the file cannot be edited safely.
pub fn set_current(before: &KubeconfigText, context: &str) -> Result<KubeconfigText, EditError> {
    let entries = Entries::read(before.as_str())?;
    entries.refuse_duplicates()?;
    entries.contexts.place_of(context)?;
    let mut rewrite = Rewrite::new(&entries);
    rewrite.set_current(context);
    Ok(rewrite.finish()?.into())
}

/// A context with its cluster and user as a kubeconfig of its own, in which it is in use.
///
/// # Errors
/// [`EditError`], if a part is not there, refers to a file by a relative path (which would be
/// another file elsewhere), has a tag that means something else than it looks like, or is larger
/// than any kubeconfig.
pub fn extract(text: &KubeconfigText, context: &str) -> Result<KubeconfigText, EditError> {
    copy(text, context, None)
}

/// The same, to be used in place: paths that kubectl takes from the file's folder become whole.
///
/// # Errors
/// [`EditError`], if a part is not there or is larger than any kubeconfig.
pub fn extract_in(
    text: &KubeconfigText,
    context: &str,
    folder: &Path,
) -> Result<KubeconfigText, EditError> {
    copy(text, context, Some(folder))
}

fn copy(
    text: &KubeconfigText,
    context: &str,
    folder: Option<&Path>,
) -> Result<KubeconfigText, EditError> {
    let entries = Entries::read(text.as_str())?;
    entries.refuse_duplicates()?;
    let place = entries.contexts.place_of(context)?;
    let mut copy = Copy { tree: &entries.tree, folder, nodes_left: MAX_NODES };
    let mut part = |kind| {
        let name = entries.of_context(place, keys(kind).1).unwrap_or_default();
        let item = entries.list(kind).entries[entries.list(kind).place_of(name)?].item;
        Ok::<_, EditError>(vec![copy.value(item)?])
    };
    let (clusters, users) = (part(Entry::Cluster)?, part(Entry::User)?);
    let contexts = vec![copy.value(entries.contexts.entries[place].item)?];
    let whole = document(clusters, contexts, Some(context), users);
    let empty = Entries::read("")?;
    let mut rewrite = Rewrite::new(&empty);
    rewrite.editor.begin(whole);
    Ok(rewrite.editor.finish()?.into())
}

/// How many nodes a copy may have; aliases are written out, and could grow without end.
const MAX_NODES: usize = 10_000;

/// The keys whose value is the path of a file.
const PATH_KEYS: [&str; 4] =
    ["certificate-authority", "client-certificate", "client-key", "tokenFile"];

/// Copies nodes to values, with aliases and merge keys written out.
struct Copy<'t, 'a> {
    tree: &'t Tree<'a>,
    /// Where relative paths begin; without it they are refused.
    folder: Option<&'t Path>,
    nodes_left: usize,
}

impl Copy<'_, '_> {
    fn value(&mut self, node: NodeId) -> Result<Value, EditError> {
        let node = self.tree.resolve(node);
        let too_large = || EditError::Anchored { line: self.tree.line(node) };
        self.nodes_left = self.nodes_left.checked_sub(1).ok_or_else(too_large)?;
        if !self.tree.has_tag_of_its_kind(node) {
            return Err(EditError::UnusualLayout { line: self.tree.line(node) });
        }
        match self.tree.kind(node) {
            Kind::Scalar(text, _) if self.tree.is_word(node) => Ok(Value::Word(text.to_string())),
            Kind::Scalar(text, _) => Ok(Value::Text(Zeroizing::new(text.to_string()))),
            Kind::Sequence { items, .. } => {
                let items = items.iter().map(|item| self.value(*item));
                Ok(Value::List(items.collect::<Result<_, _>>()?))
            }
            Kind::Mapping { .. } => self.mapping(node),
            Kind::Alias(_) => Err(too_large()),
        }
    }

    fn mapping(&mut self, node: NodeId) -> Result<Value, EditError> {
        let mut pairs: Vec<(String, Value)> = Vec::new();
        for key in self.tree.keys(node) {
            let Some(value) = self.tree.get(node, &key) else { continue };
            let path = self.tree.scalar(value).filter(|path| self.is_of_folder(&key, path));
            let value = match path {
                Some(path) => self.in_folder(path)?,
                None => self.value(value)?,
            };
            pairs.push((key, value));
        }
        Ok(Value::Map(pairs))
    }

    /// Whether a value is a path from the file's folder. kubectl takes a program from there only
    /// if its name has a separator.
    fn is_of_folder(&self, key: &str, path: &str) -> bool {
        let is_program = self.folder.is_some() && key == "command" && path.contains(['/', '\\']);
        (is_program || PATH_KEYS.contains(&key)) && is_relative(path)
    }

    fn in_folder(&self, path: &str) -> Result<Value, EditError> {
        let whole = self.folder.and_then(|folder| folder.join(path).to_str().map(str::to_owned));
        whole.map(|whole| Value::Text(Zeroizing::new(whole))).ok_or(EditError::RelativePath)
    }
}

/// Whether a path means another file elsewhere. A drive letter or a share is absolute too: the
/// file may have come from Windows.
fn is_relative(path: &str) -> bool {
    let drive = path.as_bytes().get(1) == Some(&b':');
    !path.is_empty() && !path.starts_with(['/', '\\']) && !drive
}

#[cfg(test)]
mod tests {
    use super::{EditError, Entry, KubeconfigText, Path};
    use super::{extract, extract_in, remove, rename, set_current};

    const FILE: &str = "\
# mine
apiVersion: v1
kind: Config
current-context: b
clusters:
- {name: k, cluster: {server: 'https://k', insecure-skip-tls-verify: true}}   # shared
- cluster:
    server: https://only-b
  name: only-b
contexts:
- {name: a, context: {cluster: k, user: u, namespace: '017'}}
# b is here
- context:
    cluster: only-b
    user: ub
  name: b
- {name: c, context: {cluster: k, user: uc}}
users:
- {name: u, user: {token: t}}
- {name: ub, user: {token: t}}
- {name: uc, user: {client-certificate: certs/c.pem}}
";

    fn text(text: &str) -> KubeconfigText {
        KubeconfigText::new(text.to_owned())
    }

    #[test]
    fn a_context_goes_with_what_only_it_uses_and_every_other_byte_stays() {
        let removal = remove(&text(FILE), &["b"]).unwrap();
        assert_eq!((removal.clusters, removal.users), (vec!["only-b".into()], vec!["ub".into()]));
        assert!(removal.was_current);
        let left = FILE
            .replace("- cluster:\n    server: https://only-b\n  name: only-b\n", "")
            .replace("- context:\n    cluster: only-b\n    user: ub\n  name: b\n", "")
            .replace("- {name: ub, user: {token: t}}\n", "")
            .replace("current-context: b", "current-context: \"\"");
        assert_eq!(removal.after.as_str(), left);

        let removal = remove(&text(FILE), &["a"]).unwrap();
        assert_eq!((removal.clusters.len(), removal.was_current), (0, false));
        assert!(!removal.after.as_str().contains("{name: u,"));

        let removal = remove(&text(FILE), &["a", "b", "c"]).unwrap();
        assert_eq!(removal.clusters, ["k", "only-b"]);
        assert!(removal.after.as_str().contains("contexts: []\n# b is here\nusers: []\n"));
        let missing = EditError::NotFound { list: Entry::Context, name: "x".to_owned() };
        assert_eq!(remove(&text(FILE), &["a", "x"]).unwrap_err(), missing);
    }

    #[test]
    fn a_renamed_context_stays_in_use() {
        let renamed = rename(&text(FILE), "b", "no").unwrap();
        let expected = FILE
            .replace("current-context: b", "current-context: \"no\"")
            .replace("  name: b\n", "  name: \"no\"\n");
        assert_eq!(renamed.as_str(), expected);
        assert_eq!(rename(&text(FILE), "a", "a").unwrap().as_str(), FILE);
        assert!(matches!(rename(&text(FILE), "a", "c"), Err(EditError::NameTaken { .. })));
        for nothing in ["", " \u{1b}"] {
            assert_eq!(rename(&text(FILE), "a", nothing).unwrap_err(), EditError::NoName);
        }
    }

    #[test]
    fn a_context_is_put_in_use_also_if_none_was() {
        let changed = set_current(&text(FILE), "a").unwrap();
        assert_eq!(changed.as_str(), FILE.replace("current-context: b", "current-context: a"));
        let without = FILE.replace("current-context: b\n", "");
        let changed = set_current(&text(&without), "a").unwrap();
        assert_eq!(changed.as_str(), format!("{without}current-context: a\n"));
    }

    #[test]
    fn a_copy_holds_one_context_and_nothing_else() {
        let copy = extract(&text(FILE), "a").unwrap();
        assert_eq!(
            copy.as_str(),
            "apiVersion: v1\nclusters:\n- name: k\n  cluster:\n    server: https://k\n    \
             insecure-skip-tls-verify: true\ncontexts:\n- name: a\n  context:\n    cluster: k\n    \
             user: u\n    namespace: \"017\"\ncurrent-context: a\nkind: Config\nusers:\n- name: u\n  \
             user:\n    token: t\n"
        );
        assert_eq!(extract(&text(FILE), "c").unwrap_err(), EditError::RelativePath);
        let in_place = extract_in(&text(FILE), "c", Path::new("/home/me/.kube")).unwrap();
        let whole = "client-certificate: /home/me/.kube/certs/c.pem";
        assert!(in_place.as_str().contains(whole), "{}", in_place.as_str());
    }

    #[test]
    fn a_copy_keeps_what_a_tag_says_is_a_text_and_refuses_other_tags() {
        let with = |token: &str| {
            FILE.replace(
                "{name: u, user: {token: t}}",
                &format!("{{name: u, user: {{token: {token}}}}}"),
            )
        };
        for (tagged, copied) in [
            ("!!str 0123456", "\"0123456\""),
            ("!<tag:yaml.org,2002:str> no", "\"no\""),
            ("! 1e3", "\"1e3\""),
            ("!!str t", "t"),
            ("!!str", "\"\""),
        ] {
            let copy = extract(&text(&with(tagged)), "a").unwrap();
            let token = copy.as_str().lines().last().unwrap();
            assert_eq!(token.trim(), format!("token: {copied}"), "{tagged}");
        }
        for odd in ["!!binary aGk=", "!!int 7", "!mine t", "!!float '1'"] {
            let refused = extract(&text(&with(odd)), "a").unwrap_err();
            assert_eq!(refused, EditError::UnusualLayout { line: 19 }, "{odd}");
        }
    }

    #[test]
    fn a_copy_writes_anchors_out_but_not_without_end() {
        let merged = "clusters: [{name: k, cluster: &k {server: s}}]\nusers: [{name: u, user: {<<: *k}}]\n\
                      contexts: [{name: a, context: {cluster: k, user: u}}]";
        let copy = extract(&text(merged), "a").unwrap();
        assert!(copy.as_str().ends_with("user:\n    server: s\n"), "{}", copy.as_str());

        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..20 {
            let previous = format!("*a{}, ", level - 1).repeat(10);
            bomb.push_str(&format!("a{level}: &a{level} [{previous}]\n"));
        }
        bomb.push_str(&merged.replace("{<<: *k}", "*a19"));
        assert!(matches!(extract(&text(&bomb), "a"), Err(EditError::Anchored { .. })));
    }
}
