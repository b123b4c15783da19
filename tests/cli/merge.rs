//! `merge` and `undo`: clusters into a person's file, of which nothing else changes.

use std::fs;

use ack_kubeconfig::demo::Fault;

use super::landing::{Home, MINE, id, lost, said};
use super::support::{Ack, code, run, text};

#[test]
fn two_clusters_are_merged_and_kubectl_reaches_both_while_all_else_stays() {
    let ack = Ack::start();
    let home = Home::with(MINE);
    for name in ["prod-payments", "staging"] {
        let output = home.ack(&ack, &["merge", id(&ack, name)]);
        assert_eq!((code(&output), text(&output.stdout)), (0, ""), "{}", said(&output));
        assert!(text(&output.stderr).contains(&format!("merged {name} into")), "{}", said(&output));
    }
    assert_eq!(lost(MINE, &home.text()), [""; 0]);
    let view = home.kubectl(&["config", "view", "--raw", "-o", "jsonpath={.contexts[*].name}"]);
    assert_eq!(text(&view.stdout), "home prod-payments staging", "{}", said(&view));
    for (name, namespace) in [("prod-payments", "payments"), ("staging", "default")] {
        let output = home.kubectl(&["--context", name, "get", "namespaces"]);
        assert!(text(&output.stdout).contains(namespace), "{name}: {}", said(&output));
    }
    let current = home.kubectl(&["config", "current-context"]);
    assert_eq!(text(&current.stdout), "home\n");
}

#[test]
fn a_second_merge_of_the_same_answer_changes_no_byte() {
    let ack = Ack::start();
    let home = Home::with(MINE);
    let id = id(&ack, "prod-payments");
    // The service makes a certificate for each answer: here the very same answer comes again.
    let answer = home.ack(&ack, &["get", id]);
    ack.demo.set_fault(Some(Fault::KubeconfigText(text(&answer.stdout).to_owned())));
    assert_eq!(code(&home.ack(&ack, &["merge", id])), 0);
    let once = home.text();
    let output = home.ack(&ack, &["merge", id]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(text(&output.stderr).contains("nothing to change in"), "{}", said(&output));
    assert_eq!(home.text(), once);
    // It is no write either: what is undone is the first.
    assert_eq!(code(&home.offline(&["undo"])), 0);
    assert_eq!(home.text(), MINE);
}

#[test]
fn a_second_merge_changes_the_credentials_and_no_other_byte() {
    let ack = Ack::start();
    let home = Home::with(MINE);
    let id = id(&ack, "prod-payments");
    assert_eq!(code(&home.ack(&ack, &["merge", id])), 0);
    let once = home.text();
    let output = home.ack(&ack, &["merge", id, "--name", "another"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let twice = home.text();
    assert_eq!(without_credentials(&twice), without_credentials(&once));
    for (key, count) in [("client-certificate-data: ", 1), ("client-key-data: ", 1)] {
        let values = |text: &str| -> Vec<String> {
            text.lines().filter(|line| line.contains(key)).map(str::to_owned).collect()
        };
        assert_eq!(values(&twice).len(), count, "{key}");
        assert_ne!(values(&twice), values(&once), "{key}");
    }
}

/// A file without the base64 of its certificates and keys; how that is written stays.
fn without_credentials(text: &str) -> String {
    let base64 = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=');
    let lines = text.split_inclusive('\n').map(|line| {
        let credential = line.trim_start().starts_with("client-");
        match line.split_once(": ").filter(|_| credential) {
            Some((key, value)) => format!("{key}: {}", value.replace(base64, "")),
            None => line.to_owned(),
        }
    });
    lines.collect()
}

#[test]
fn a_dry_run_shows_the_masked_difference_and_writes_nothing() {
    let ack = Ack::start();
    let home = Home::with(MINE);
    let output = home.ack(&ack, &["merge", id(&ack, "prod-payments"), "--dry-run"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(text(&output.stdout).lines().any(|line| line == "+  name: prod-payments"));
    assert!(text(&output.stdout).contains("client-key-data: ‹private key, "));
    assert_eq!(home.text(), MINE);
    assert_eq!(home.files(), [".kube/config"], "something was left");
}

#[test]
fn no_secret_is_said() {
    let ack = Ack::start();
    let home = Home::with(MINE);
    let output = home.ack(&ack, &["merge", id(&ack, "prod-payments"), "-v"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let secrets = home.text();
    let key = secrets.lines().find_map(|line| line.trim().strip_prefix("client-key-data: "));
    let said = said(&output);
    assert!(!said.contains(&key.unwrap()[..40]) && !said.contains("S3CR3T"), "{said}");
}

#[test]
fn the_template_names_the_context_and_switch_puts_it_in_use() {
    let ack = Ack::start();
    let home = Home::empty();
    let words = ["merge", id(&ack, "staging"), "--name", "ack-{name}-{endpoint}", "--switch"];
    let output = home.ack(&ack, &words);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let current = home.kubectl(&["config", "current-context"]);
    assert_eq!(text(&current.stdout), "ack-staging-public\n");
    #[cfg(unix)]
    assert_eq!(super::support::mode(&home.config()), 0o600);

    let two = ["merge", id(&ack, "staging"), id(&ack, "prod-payments"), "--switch"];
    assert_eq!(code(&home.ack(&ack, &two)), 2);
}

#[test]
fn what_comes_of_all_is_merged_and_the_first_failure_is_the_exit_code() {
    let ack = Ack::start();
    let home = Home::empty();
    let output = home.ack(&ack, &["merge", "--all"]);
    // The first in the list that fails is stopped (1); one further down is not permitted (5).
    assert_eq!(code(&output), 1, "{}", said(&output));
    for why in ["in its present state", "not allowed", "is being deleted"] {
        assert!(text(&output.stderr).contains(why), "{why}: {}", said(&output));
    }
    let names = home.kubectl(&["config", "get-contexts", "-o", "name"]);
    let names: Vec<&str> = text(&names.stdout).lines().collect();
    assert_eq!(names.len(), 6, "{names:?}");
    for name in ["prod-payments", "staging", "订单中心"] {
        let output = home.kubectl(&["--context", name, "get", "namespaces"]);
        assert!(output.status.success(), "{name}: {}", said(&output));
    }
}

#[test]
fn undo_gives_back_the_very_bytes_and_removes_a_file_that_was_new() {
    let ack = Ack::start();
    for (home, before) in [(Home::with(MINE), Some(MINE)), (Home::empty(), None)] {
        assert_eq!(code(&home.ack(&ack, &["merge", id(&ack, "staging")])), 0);
        let output = home.offline(&["undo"]);
        assert_eq!(code(&output), 0, "{}", said(&output));
        assert_eq!(fs::read_to_string(home.config()).ok().as_deref(), before);
        assert_eq!(code(&home.offline(&["undo"])), 1, "there is nothing more");
    }
}

#[test]
fn undo_shows_the_difference_if_others_wrote_since() {
    let ack = Ack::start();
    let home = Home::with(MINE);
    assert_eq!(code(&home.ack(&ack, &["merge", id(&ack, "staging")])), 0);
    assert!(home.kubectl(&["config", "use-context", "staging"]).status.success());
    let changed = home.text();
    let output = home.offline(&["undo"]);
    assert_eq!(code(&output), 7);
    assert!(text(&output.stderr).contains("-  name: staging"), "{}", said(&output));
    assert_eq!(home.text(), changed);
}

#[test]
fn a_file_that_cannot_be_changed_safely_is_7_and_stays() {
    let ack = Ack::start();
    for (content, why) in [
        ("a: [", "not valid YAML"),
        ("- a\n", "no mapping"),
        (&MINE.replace("- context:", "- {name: home}\n- context:"), "called home"),
    ] {
        let home = Home::with(content);
        let output = home.ack(&ack, &["merge", id(&ack, "staging")]);
        assert_eq!(code(&output), 7, "{why}: {}", said(&output));
        assert!(text(&output.stderr).contains(why), "{}", said(&output));
        assert_eq!(home.text(), content);
    }
}

#[test]
fn a_foreign_lock_is_named_and_a_read_only_file_stays() {
    let ack = Ack::start();
    let home = Home::with(MINE);
    let lock = home.config().with_file_name("config.lock");
    fs::write(&lock, "").unwrap();
    let output = home.ack(&ack, &["merge", id(&ack, "staging")]);
    assert_eq!(code(&output), 7, "{}", said(&output));
    assert!(text(&output.stderr).contains("config.lock"), "{}", said(&output));
    fs::remove_file(&lock).unwrap();
    #[cfg(unix)]
    {
        super::landing::chmod(&home.config(), 0o400);
        let output = home.ack(&ack, &["merge", id(&ack, "staging")]);
        assert_eq!(code(&output), 7, "{}", said(&output));
        assert!(text(&output.stderr).contains("read-only"), "{}", said(&output));
    }
    assert_eq!(home.text(), MINE);
}

#[test]
fn a_document_that_must_not_be_merged_is_told_and_nothing_is_written() {
    let ack = Ack::with(Fault::KubeconfigText("hello".into()));
    let home = Home::with(MINE);
    let output = home.ack(&ack, &["merge", ack.id()]);
    assert_eq!(code(&output), 1, "{}", said(&output));
    assert_eq!(home.text(), MINE);
}

#[test]
fn of_a_list_of_files_the_one_that_holds_the_cluster_is_renewed() {
    let ack = Ack::start();
    let home = Home::with(MINE);
    let second = home.0.path().join("second");
    let merge = |list: &std::ffi::OsStr, words: &[&str]| {
        let mut program = home.at_home(ack.program());
        run(program.env("KUBECONFIG", list).args(words))
    };
    let id = id(&ack, "staging");
    assert_eq!(code(&merge(second.as_os_str(), &["merge", id])), 0);
    let list = std::env::join_paths([&home.config(), &second]).unwrap();
    let output = merge(&list, &["merge", id, "--name", "other"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert_eq!(home.text(), MINE, "the first file holds the cluster now");
    // A new one goes to the first that exists.
    assert_eq!(code(&merge(&list, &["merge", self::id(&ack, "prod-payments")])), 0);
    assert!(home.text().contains("name: prod-payments"));
}

#[test]
fn clusters_of_several_files_are_each_renewed_in_their_own() {
    let ack = Ack::start();
    let home = Home::empty();
    let files = ["one", "two"].map(|name| home.0.path().join(name));
    for (file, cluster) in files.iter().zip(["prod-payments", "staging"]) {
        let words = ["merge", id(&ack, cluster), "--kubeconfig", file.to_str().unwrap()];
        assert_eq!(code(&home.ack(&ack, &words)), 0);
    }
    let before = files.each_ref().map(|file| fs::read_to_string(file).unwrap());
    let mut program = home.at_home(ack.program());
    program.env("KUBECONFIG", std::env::join_paths(&files).unwrap());
    program.args([
        "merge",
        id(&ack, "prod-payments"),
        id(&ack, "staging"),
        id(&ack, "prod-search"),
    ]);
    let output = run(&mut program);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let after = files.each_ref().map(|file| fs::read_to_string(file).unwrap());
    for (before, after) in before.iter().zip(&after) {
        assert_ne!(before, after, "its own cluster is renewed");
    }
    assert!(after[0].contains("name: prod-search\n"), "a new one goes where new ones go");
    assert!(!after[1].contains("prod-search") && !after[0].contains("name: staging\n"));
    assert_eq!(after[1].matches("- context:").count(), 1, "{}", after[1]);
}
