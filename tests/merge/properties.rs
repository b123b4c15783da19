//! What holds for every file, whatever its style.

use ack_kubeconfig::core::kubeconfig::manage::{extract, remove, rename, set_current};
use ack_kubeconfig::core::kubeconfig::merge::Plan;
use proptest::prelude::{ProptestConfig, prop_assert, prop_assert_eq, proptest};
use serde_json::Value;

use crate::generated::{Generated, files};
use crate::support::{Fetched, PROD, STAGING, kubectl, planned, text};

/// What libyaml, a parser that the edit does not use, reads in a text.
fn parsed(text: &str) -> Value {
    let value: serde_yaml::Value =
        serde_yaml::from_str(text.trim_start_matches('\u{feff}')).unwrap();
    serde_json::to_value(value).unwrap()
}

fn fetched() -> [Fetched; 3] {
    let prod = Fetched::new(PROD, "prod: #1");
    [prod.clone(), prod.private(), Fetched::new(STAGING, "on")]
}

/// The same values, but for the entries that a plan says are the merge's.
fn without_landings(mut file: Value, plan: &Plan) -> Value {
    for (list, name) in plan.landings.iter().flat_map(|landing| {
        [("clusters", &landing.cluster), ("users", &landing.user), ("contexts", &landing.context)]
    }) {
        if let Some(entries) = file[list].as_array_mut() {
            entries.retain(|entry| entry["name"] != name.name.as_str());
        }
    }
    file
}

/// The text without what stands in the plan's text in addition.
fn is_contained(before: &str, after: &str) -> bool {
    let mut rest = after.lines();
    before.lines().all(|line| rest.any(|other| other == line))
}

fn check_merge(file: &Generated) {
    let plan = planned(&file.text, &fetched());
    let after = plan.after.as_str();
    assert_eq!(without_landings(parsed(after), &plan), parsed(&file.text));
    let mut from = 0;
    for piece in &file.pieces {
        let bare = piece.trim_end_matches(['\r', '\n']);
        let at = after[from..].find(bare);
        from += at.unwrap_or_else(|| panic!("{bare:?} is gone or moved")) + bare.len();
    }
    assert!(!planned(after, &fetched()).changes_anything(), "a second merge changes something");

    let names: Vec<&str> =
        plan.landings.iter().map(|landing| landing.context.name.as_str()).collect();
    let removal = remove(&plan.after, &names).unwrap();
    assert_eq!((removal.clusters.len(), removal.users.len()), (3, 2));
    assert_eq!(removal.after.as_str(), file.text, "removing does not give back what was there");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_merge_leaves_everything_else_and_can_be_taken_back(file in files()) {
        check_merge(&file);
    }

    #[test]
    fn renewing_changes_nothing_but_the_values(file in files()) {
        let first = planned(&file.text, &fetched()).after;
        let renewed: Vec<_> = fetched().map(|one| Fetched { round: 2, ..one }).to_vec();
        let second = planned(first.as_str(), &renewed);
        prop_assert!(second.changes_anything());
        let (old, new) = (first.as_str(), second.after.as_str());
        prop_assert_eq!(old.lines().count(), new.lines().count());
        let changed = old.lines().zip(new.lines()).filter(|(old, new)| old != new);
        prop_assert!(changed.clone().all(|(old, _)| old.contains("-data\": ") || old.contains("-data: ")));
        let back = planned(new, &fetched());
        prop_assert_eq!(back.after.as_str(), old);
    }

    #[test]
    fn foreign_contexts_can_be_renamed_used_and_removed(file in files()) {
        let before = text(&file.text);
        for entry in &file.foreign {
            let renamed = rename(&before, &entry.name, "a new name").unwrap();
            let back = parsed(rename(&renamed, "a new name", "back").unwrap().as_str());
            let name = back["contexts"].as_array().unwrap().iter().filter(|entry| entry["name"] == "back");
            prop_assert_eq!(name.count(), 1);
            let used = set_current(&before, &entry.name).unwrap();
            prop_assert_eq!(&parsed(used.as_str())["current-context"], entry.name.as_str());
            prop_assert!(is_contained(&file.text, used.as_str()) || file.text.contains("\"kind\""));
            let removed = parsed(remove(&before, &[&entry.name]).unwrap().after.as_str());
            let mut expected = parsed(&file.text);
            for list in ["clusters", "users", "contexts"] {
                let entries = expected[list].as_array_mut().unwrap();
                entries.retain(|other| other["name"] != entry.name.as_str());
            }
            prop_assert_eq!(removed, expected);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30))]

    #[test]
    fn kubectl_sees_the_same_foreign_entries(file in files()) {
        let plan = planned(&file.text, &fetched());
        let before = kubectl(&file.text).unwrap();
        let mut after = without_landings(kubectl(plan.after.as_str()).unwrap(), &plan);
        for list in ["clusters", "users", "contexts"] {
            // kubectl says null for a list without entries that was not there.
            if before[list].is_null() && after[list] == serde_json::json!([]) {
                after[list] = Value::Null;
            }
        }
        prop_assert_eq!(before, after);
    }

    #[test]
    fn kubectl_finds_the_context_that_was_put_in_use_and_that_was_copied(file in files()) {
        let before = text(&file.text);
        if let Some(entry) = file.foreign.first() {
            let used = set_current(&before, &entry.name).unwrap();
            let copied = extract(&before, &entry.name).unwrap();
            for written in [used, copied] {
                let seen = kubectl(written.as_str()).unwrap();
                prop_assert_eq!(&seen["current-context"], entry.name.as_str());
            }
        }
    }
}
