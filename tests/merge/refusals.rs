//! Files that are not touched, each for its reason, and hostile ones, refused in bounded time.

use ack_kubeconfig::core::kubeconfig::check::Entry;
use ack_kubeconfig::core::kubeconfig::contexts::contexts;
use ack_kubeconfig::core::kubeconfig::edit::EditError;
use ack_kubeconfig::core::kubeconfig::manage::{extract, remove, rename};
use ack_kubeconfig::core::kubeconfig::merge::{
    About, Choices, Incoming, IncomingError, PlanError, plan,
};

use crate::support::{Fetched, PROD, STAGING, UID, kubectl, planned, text};

fn refusal(before: &str) -> EditError {
    let incoming = [Fetched::new(PROD, "prod").incoming()];
    match plan(Some(&text(before)), &incoming, &Choices::default()) {
        Err(PlanError::Edit(error)) => error,
        other => panic!("{before:?} is not refused: {other:?}"),
    }
}

fn key(key: &str, line: usize) -> EditError {
    EditError::AmbiguousKey { key: key.to_owned(), line }
}

#[test]
fn what_is_no_kubeconfig_is_named_for_what_it_is() {
    for (before, error) in [
        ("a: [b", EditError::NotYaml { line: 1 }),
        ("kind: Config\nclusters:\n\t- name: a\n", EditError::NotYaml { line: 3 }),
        ("kind: Config\nusers: *nobody\n", EditError::NotYaml { line: 2 }),
        ("hello", EditError::NotAMapping),
        ("- a", EditError::NotAMapping),
        ("kind: Pod", EditError::WrongKind),
        ("kind: Config\napiVersion: v2\n", EditError::WrongKind),
        ("kind: Config\n---\nkind: Config\n", EditError::SeveralDocuments),
        ("kind: Config\nclusters: {}\n", EditError::NotAList(Entry::Cluster)),
        ("kind: Config\nusers: none\n", EditError::NotAList(Entry::User)),
        ("kind: Config\rclusters: []\r", EditError::OddLineBreak { line: 1 }),
        ("kind: Config\n# a\u{85}clusters: []\n", EditError::OddLineBreak { line: 2 }),
        ("kind: Config # \u{2028}clusters: []\n", EditError::OddLineBreak { line: 1 }),
    ] {
        assert_eq!(refusal(before), error, "{before:?}");
    }
}

#[test]
fn what_is_ambiguous_is_refused_as_kubectl_does_or_would_surprise() {
    let twice = "clusters: [{name: a}, {name: b}, {name: a}]";
    let error = EditError::DuplicateName { list: Entry::Cluster, name: "a".to_owned() };
    assert_eq!(refusal(twice), error);
    assert!(kubectl(twice).unwrap_err().contains("duplicate name"));
    assert_eq!(refusal("clusters: []\nusers: []\nclusters: []\n"), key("clusters", 3));
    assert_eq!(refusal("x: &x {clusters: []}\n<<: *x\n"), key("<<", 2));
}

#[test]
fn what_anchors_share_is_not_changed_in_one_place() {
    for (before, line) in [
        ("x: &x []\ncontexts: *x\n", 2),
        ("contexts: &x []\ny: *x\n", 1),
        ("clusters: &x\n- name: a\nx: *x\n", 1),
    ] {
        assert_eq!(refusal(before), EditError::Anchored { line }, "{before}");
    }
    // An entry that is to be renewed, whose content is another's too.
    let shared = format!(
        "clusters:\n- name: one\n  cluster: &c {{server: https://a}}\n- name: two\n  cluster: *c\nusers: []\n\
         contexts:\n- name: {UID}-{PROD}\n  context: {{cluster: one, user: u}}\n"
    );
    assert_eq!(refusal(&shared), EditError::Anchored { line: 3 });
    let aliased = shared.replace("cluster: one,", "cluster: two,");
    assert_eq!(refusal(&aliased), EditError::Anchored { line: 3 });
    let merged = shared
        .replace("*c", "{<<: *c, server: https://b}")
        .replace("cluster: one,", "cluster: two,");
    let after = planned(&merged, &[Fetched::new(PROD, "prod")]);
    assert!(after.after.as_str().contains("cluster: &c {server: https://a}\n"));
    assert!(after.after.as_str().contains("{<<: *c, server: \"https://47.1"));
}

#[test]
fn an_entry_in_a_strange_form_is_not_renewed() {
    let file = |context: &str| format!("contexts:\n- name: {UID}-{PROD}\n  context: {context}\n");
    let error = EditError::WrongForm { list: Entry::Context, line: 2 };
    assert_eq!(refusal(&file("7")), error);
    assert_eq!(refusal(&file("[a]")), error);
    assert_eq!(refusal(&file("{cluster: a, cluster: b}")), key("cluster", 3));
    let explicit = format!("contexts:\n- ? name\n  : {UID}-{PROD}\n  ? context\n  : cluster: a\n");
    assert!(matches!(refusal(&explicit), EditError::UnusualLayout { .. }));
}

#[test]
fn a_last_line_that_would_change_its_meaning_stops_the_edit() {
    // Without a line break at its end the text is `abc`, with one it is `abc` and a line break.
    let before = "clusters: []\nusers:\n- name: u\n  user:\n    token: |\n      abc";
    assert_eq!(refusal(before), EditError::WouldChange { line: 6 });
}

#[test]
fn a_document_that_could_do_harm_is_not_merged() {
    let about = Fetched::new(PROD, "prod").incoming().about().clone();
    let good = Fetched::new(PROD, "prod").document();
    let read = |document: &str, about: &About| Incoming::read(&text(document), about.clone());
    for (from, to) in [
        ("    server: ", "    insecure-skip-tls-verify: true\n    server: "),
        ("server: https", "server: http"),
        ("    client-key-data:", "    exec: {command: /bin/sh}\n    client-key-data:"),
        ("    client-key-data:", "    tokenFile: /etc/passwd\n    client-key-data:"),
    ] {
        let refused = read(&good.replace(from, to), &about).unwrap_err();
        assert!(matches!(refused, IncomingError::Concerns(_)), "{to}: {refused:?}");
    }
    let no_key = good.replace("client-key-data", "x-key");
    assert_eq!(read(&no_key, &about).unwrap_err(), IncomingError::Incomplete);
    assert!(matches!(read("hello", &about), Err(IncomingError::NotAKubeconfig(_))));
    let shown = format!("{:?}", read(&good, &about).unwrap());
    assert!(!shown.contains("S0VZ"), "{shown}");
}

/// None of these may take long or much memory; the limit of the whole test is cargo's patience,
/// so what grows with the square of the size would be seen.
#[test]
fn hostile_files_are_refused_or_read_in_bounded_time() {
    const SIZE: usize = 4 << 20;
    for deep in ["[", "{a: ", "- ", "? ", "{\"a\":", "- ? "] {
        assert!(matches!(refusal(&deep.repeat(SIZE / deep.len())), EditError::NotYaml { .. }));
    }
    let nested: String = (0..2000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    assert!(matches!(refusal(&nested), EditError::NotYaml { .. }));

    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..20 {
        let previous = format!("*a{}, ", level - 1).repeat(10);
        bomb.push_str(&format!("a{level}: &a{level} [{previous}]\n"));
    }
    let bomb = format!(
        "{bomb}clusters: [*a19]\nusers: [{{name: u, user: *a19}}]\ncontexts: [{{name: c, context: {{user: u}}}}]\n"
    );
    assert!(contexts(&text(&bomb)).is_ok());
    assert!(planned(&bomb, &[Fetched::new(PROD, "prod")]).after.as_str().starts_with(&bomb[..500]));
    assert!(extract(&text(&bomb), "c").is_err());

    let merges = format!(
        "x: &x {{{}}}\nclusters: [{}]\n",
        (0..50_000).map(|key| format!("k{key}: 1, ")).collect::<String>(),
        "{<<: [*x, *x, *x, *x]}, ".repeat(50_000)
    );
    assert!(matches!(refusal(&merges), EditError::DuplicateName { .. }));
    let keys: String = (0..SIZE / 40).map(|key| format!("k{key}: 1\n")).collect();
    planned(&keys, &[Fetched::new(PROD, "prod")]);
    let anchors: String = (0..SIZE / 80).map(|key| format!("k{key}: &a{key} x\n")).collect();
    planned(&anchors, &[Fetched::new(PROD, "prod")]);
    let unnamed = format!("contexts: [{}]", "{}, ".repeat(SIZE / 16));
    assert!(matches!(refusal(&unnamed), EditError::DuplicateName { .. }));
    assert!(contexts(&text(&unnamed)).is_ok());
}

#[test]
fn what_is_not_there_is_named() {
    let file = text("contexts: [{name: a}]");
    let missing = EditError::NotFound { list: Entry::Context, name: "b".to_owned() };
    assert_eq!(remove(&file, &["b"]).unwrap_err(), missing);
    assert_eq!(rename(&file, "b", "c").unwrap_err(), missing);
    let mut fetched = Fetched::new(PROD, "prod");
    fetched.into = Some("b".to_owned());
    let refused = plan(Some(&file), &[fetched.incoming()], &Choices::default()).unwrap_err();
    assert_eq!(refused, PlanError::Edit(missing));

    // A context that says of itself that it is another cluster's is no place to renew this one.
    let name = format!("{UID}-{STAGING}");
    let others = text(&format!("contexts: [{{name: {name}}}]"));
    fetched.into = Some(name.clone());
    let refused = plan(Some(&others), &[fetched.incoming()], &Choices::default()).unwrap_err();
    assert_eq!(refused, PlanError::OtherCluster(name));
}
