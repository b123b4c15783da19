//! What a user may do in a cluster: the rules that the server lists, and a few questions that
//! people ask, answered from them.

/// A rule that the server lists for a namespace (`SelfSubjectRulesReview`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rule {
    /// `get`, `list`, …; `*` is all.
    pub verbs: Vec<String>,
    /// The API groups; empty is the core group, `*` all.
    pub groups: Vec<String>,
    /// The resources; `*` is all.
    pub resources: Vec<String>,
    /// The only names that it is for; empty is all.
    pub names: Vec<String>,
}

/// Something that people want to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// The verb.
    pub verb: &'static str,
    /// The API group; empty is the core group.
    pub group: &'static str,
    /// The resource, perhaps with its subresource.
    pub resource: &'static str,
}

/// What a user may do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rights {
    /// What was asked about the whole cluster, and the server's answers.
    pub cluster: Vec<(Question, bool)>,
    /// The namespaces that were asked about.
    pub namespaces: Vec<String>,
    /// The questions about a namespace, each with the answer for each of them; none if the server
    /// does not list its rules.
    pub table: Vec<(Question, Vec<bool>)>,
}

/// How far rights reach, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extent<'a> {
    /// All that was asked about the whole cluster is allowed.
    Cluster,
    /// Pods may be listed in these namespaces.
    Pods(Vec<&'a str>),
    /// There are rights, though not to list pods.
    Other,
}

impl Question {
    /// About the whole cluster.
    pub const CLUSTER: [Self; 3] = [
        Self { verb: "list", group: "", resource: "namespaces" },
        Self { verb: "list", group: "", resource: "nodes" },
        Self { verb: "create", group: "", resource: "namespaces" },
    ];

    /// About a namespace.
    pub const NAMESPACE: [Self; 6] = [
        Self { verb: "list", group: "", resource: "pods" },
        Self { verb: "get", group: "", resource: "pods/log" },
        Self { verb: "create", group: "apps", resource: "deployments" },
        Self { verb: "delete", group: "", resource: "pods" },
        Self { verb: "get", group: "", resource: "secrets" },
        Self { verb: "create", group: "", resource: "pods/exec" },
    ];
}

impl std::fmt::Display for Question {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.verb, self.resource)
    }
}

impl Rule {
    /// Whether it allows something, of whatever name.
    #[must_use]
    pub fn allows(&self, question: Question) -> bool {
        let has =
            |list: &[String], wanted: &str| list.iter().any(|one| one == "*" || one == wanted);
        // `pods/*` and `*/log` are written in roles as well.
        let resource = |one: &String| match (one.split_once('/'), question.resource.split_once('/'))
        {
            (Some((of, "*")), Some((wanted, _))) => of == wanted,
            (Some(("*", part)), Some((_, wanted))) => part == wanted,
            _ => one == "*" || one == question.resource,
        };
        self.names.is_empty()
            && has(&self.verbs, question.verb)
            && has(&self.groups, question.group)
            && self.resources.iter().any(resource)
    }
}

impl Rights {
    /// Whether anything that was asked is allowed.
    #[must_use]
    pub fn any(&self) -> bool {
        let in_a_namespace = self.table.iter().flat_map(|(_, answers)| answers);
        self.cluster.iter().map(|(_, allowed)| allowed).chain(in_a_namespace).any(|yes| *yes)
    }

    /// How far they reach.
    #[must_use]
    pub fn extent(&self) -> Extent<'_> {
        if self.cluster.iter().all(|(_, yes)| *yes) {
            return Extent::Cluster;
        }
        let pods = self.table.first().map(|(_, answers)| answers.as_slice()).unwrap_or_default();
        let listed = self.namespaces.iter().zip(pods).filter(|(_, yes)| **yes);
        let listed: Vec<&str> = listed.map(|(name, _)| name.as_str()).collect();
        if listed.is_empty() { Extent::Other } else { Extent::Pods(listed) }
    }
}

/// Answers the questions about namespaces from the rules of each.
#[must_use]
pub fn table_of(rules: &[Vec<Rule>]) -> Vec<(Question, Vec<bool>)> {
    let answers = |question: Question| {
        let allowed = |rules: &Vec<Rule>| rules.iter().any(|rule| rule.allows(question));
        rules.iter().map(allowed).collect()
    };
    Question::NAMESPACE.into_iter().map(|question| (question, answers(question))).collect()
}

/// A role binding for an administrator to apply: it lets a user see the whole cluster but its
/// secrets, by Kubernetes' own role `view`.
#[must_use]
pub fn binding_for(user: &str) -> String {
    let name: String = user
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == '-' { c.to_ascii_lowercase() } else { '-' })
        .collect();
    let quoted = user.replace('\\', "\\\\").replace('"', "\\\"");
    format!(
        "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: \
         view-{name}\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ClusterRole\n  \
         name: view\nsubjects:\n- apiGroup: rbac.authorization.k8s.io\n  kind: User\n  name: \
         \"{quoted}\"\n"
    )
}

#[cfg(test)]
mod tests {
    use super::{Question, Rule, binding_for, table_of};

    fn rule(verbs: &[&str], groups: &[&str], resources: &[&str]) -> Rule {
        let owned = |list: &[&str]| list.iter().map(|&one| one.to_owned()).collect();
        Rule {
            verbs: owned(verbs),
            groups: owned(groups),
            resources: owned(resources),
            names: Vec::new(),
        }
    }

    #[test]
    fn rules_allow_what_kubernetes_would() {
        let logs = Question { verb: "get", group: "", resource: "pods/log" };
        let deployments = Question { verb: "create", group: "apps", resource: "deployments" };
        for (rule, logs_allowed, deployments_allowed) in [
            (rule(&["*"], &["*"], &["*"]), true, true),
            (rule(&["get"], &[""], &["pods"]), false, false),
            (rule(&["get"], &[""], &["pods/*"]), true, false),
            (rule(&["get"], &[""], &["*/log"]), true, false),
            (rule(&["create"], &["apps", "batch"], &["deployments"]), false, true),
            (rule(&["create"], &[""], &["deployments"]), false, false),
            (Rule { names: vec!["one".to_owned()], ..rule(&["*"], &["*"], &["*"]) }, false, false),
        ] {
            assert_eq!(rule.allows(logs), logs_allowed, "{rule:?}");
            assert_eq!(rule.allows(deployments), deployments_allowed, "{rule:?}");
        }
    }

    #[test]
    fn the_table_has_a_column_for_each_namespace() {
        let rules = [vec![rule(&["list"], &[""], &["pods"])], Vec::new()];
        let table = table_of(&rules);
        assert_eq!(table.len(), Question::NAMESPACE.len());
        assert_eq!(table[0].1, [true, false]);
        assert!(table[1..].iter().all(|(_, answers)| *answers == [false, false]));
    }

    #[test]
    fn a_binding_is_yaml_whatever_the_user_is_called() {
        let text = binding_for("20000 \"x\": {");
        let read: serde_yaml::Value = serde_yaml::from_str(&text).unwrap();
        assert_eq!(read["subjects"][0]["name"].as_str(), Some("20000 \"x\": {"));
    }
}
