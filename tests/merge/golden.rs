//! Files in many styles, and what a merge makes of each, byte for byte.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::support::{Fetched, PROD, STAGING, entry, kubectl, planned, pyyaml};

/// The files of a folder, by name: what is there, and what it is to become.
fn cases() -> Vec<(String, String, PathBuf)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/merge");
    let paths = fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path());
    let before = paths.filter(|path| path.extension().is_some_and(|kind| kind == "before"));
    let mut cases: Vec<_> = before
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(&path).unwrap(), path.with_extension("after"))
        })
        .collect();
    cases.sort();
    assert!(cases.len() > 15, "the files were not found");
    cases
}

/// One cluster that some of the files know already, and one that none does.
fn fetched() -> [Fetched; 2] {
    [Fetched::new(PROD, "prod"), Fetched::new(&STAGING.replace("c9", "c8"), "数据湖 on")]
}

/// `UPDATE_GOLDEN=1` writes the files anew, to be looked at before they are committed.
#[test]
fn each_style_is_edited_as_it_is_written() {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    for (name, before, after) in cases() {
        let plan = planned(&before, &fetched());
        if update {
            fs::write(&after, plan.after.as_str()).unwrap();
        }
        let expected = fs::read_to_string(&after).unwrap();
        assert_eq!(plan.after.as_str(), expected, "{name}");
        if name.starts_with("json") {
            serde_json::from_str::<Value>(&expected).unwrap();
        }
    }
}

#[test]
fn kubectl_and_pyyaml_see_the_same_before_and_after_but_for_the_plan() {
    for (name, before, _) in cases() {
        let plan = planned(&before, &fetched());
        let seen = |text: &str| {
            [kubectl(text).unwrap_or_else(|error| panic!("{name}: {error}")), pyyaml(text)]
        };
        for (before, after) in seen(&before).iter().zip(&seen(plan.after.as_str())) {
            for list in ["clusters", "users", "contexts"] {
                let empty = Vec::new();
                let own: Vec<&str> = plan
                    .landings
                    .iter()
                    .map(|landing| match list {
                        "clusters" => landing.cluster.name.as_str(),
                        "users" => landing.user.name.as_str(),
                        _ => landing.context.name.as_str(),
                    })
                    .collect();
                let foreign = |file: &Value| {
                    let entries = file[list].as_array().unwrap_or(&empty).iter();
                    let foreign =
                        entries.filter(|entry| !own.iter().any(|own| entry["name"] == *own));
                    foreign.cloned().collect::<Vec<_>>()
                };
                assert_eq!(foreign(before), foreign(after), "{name}: {list}");
            }
            for (landing, fetched) in plan.landings.iter().zip(fetched()) {
                let context = entry(after, "contexts", &landing.context.name);
                assert_eq!(context["cluster"], landing.cluster.name.as_str(), "{name}");
                assert_eq!(context["user"], landing.user.name.as_str(), "{name}");
                let cluster = entry(after, "clusters", &landing.cluster.name);
                assert_eq!(cluster["server"], fetched.server(), "{name}");
                let authority = cluster["certificate-authority-data"].as_str().unwrap();
                assert_eq!(authority.replace('\n', ""), fetched.authority(), "{name}");
                let user = entry(after, "users", &landing.user.name);
                assert_eq!(user["client-certificate-data"], fetched.certificate(), "{name}");
                assert_eq!(user["client-key-data"], fetched.key(), "{name}");
            }
        }
    }
}

#[test]
fn a_second_merge_changes_nothing() {
    for (name, before, _) in cases() {
        let first = planned(&before, &fetched());
        let second = planned(first.after.as_str(), &fetched());
        assert_eq!(second.after.as_str(), first.after.as_str(), "{name}");
        assert!(!second.changes_anything() && first.changes_anything());
    }
}
