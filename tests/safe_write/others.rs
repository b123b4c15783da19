//! Several writers at once: nothing of anyone's is lost.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use ack_kubeconfig::core::kubeconfig::KubeconfigText;
use ack_kubeconfig::io::kubeconfig_file::CommitError;

use crate::child::{child, said, with_text};
use crate::home::{Home, PATIENCE};

/// A real `kubectl config set-context`; the error is what it said.
pub(crate) fn set_context(file: &Path, context: &str) -> Result<(), String> {
    let output = kubectl_set_context(file, context)
        .output()
        .expect("kubectl must be installed and in PATH for these tests");
    if output.status.success() { Ok(()) } else { Err(said(&output)) }
}

fn kubectl_set_context(file: &Path, context: &str) -> Command {
    let mut command = Command::new("kubectl");
    command.env_clear().env("HOME", file.parent().unwrap());
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.arg("--kubeconfig").arg(file).args(["config", "set-context", context]);
    command
}

#[test]
fn two_processes_of_ours_lose_nothing() {
    let home = Home::with("");
    let start = |text: &str| with_text(&mut child("add", &home), text).spawn().unwrap();
    for child in [start("one"), start("two")] {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
    }
    let text = home.text();
    let lines: BTreeSet<&str> = text.lines().collect();
    let added = |text: &'static str| (0..50).map(move |number| format!("{text} {number}"));
    for line in ["one", "two"].into_iter().flat_map(added) {
        assert!(lines.contains(line.as_str()), "{line} is lost");
    }
    assert_eq!((text.lines().count(), home.names()), (100, vec!["config".into()]));
}

#[test]
fn a_kubectl_at_the_same_time_loses_nothing_and_nothing_of_it_is_lost() {
    let home = Home::with(SEED);
    std::thread::scope(|scope| {
        scope.spawn(|| (0..100).for_each(|number| they_add(&home, number)));
        (0..100).for_each(|number| we_add(&home, number));
    });
    assert_nothing_is_lost(&home, 100);
}

/// kubectl is busy with the file for long before it locks it, and would write what it read.
#[test]
fn a_kubectl_that_is_slow_to_lock_removes_nothing_that_was_added_meanwhile() {
    let key = "a2V5".repeat(1000);
    let users = (0..300).map(|number| format!("- name: u{number}\n  user: {{token: {key}}}\n"));
    let home = Home::with(&format!("{SEED}users:\n{}", users.collect::<String>()));
    for number in 0..30 {
        std::thread::scope(|scope| {
            scope.spawn(|| they_add(&home, number));
            // Now before it reads, now between its reading and its locking, now after.
            std::thread::sleep(Duration::from_millis(40 + 7 * number % 120));
            we_add(&home, number);
        });
    }
    assert_nothing_is_lost(&home, 30);
}

/// The lock of a large file is let go when nobody is at work who may have read it: here one is.
#[cfg(target_os = "linux")]
#[test]
fn a_kubectl_at_work_on_a_large_file_is_waited_for() {
    let key = "a2V5".repeat(1000);
    let users = (0..1500).map(|number| format!("- name: u{number}\n  user: {{token: {key}}}\n"));
    let home = Home::with(&format!("{SEED}users:\n{}", users.collect::<String>()));
    // Some kubectls read it several times before they lock it.
    for (number, reads) in (0..).zip([1, 2, 2]) {
        let mut kubectl = kubectl_set_context(&home.config(), &format!("theirs-{number}"));
        let kubectl = kubectl.stderr(std::process::Stdio::piped()).spawn().unwrap();
        until_it_has_read(kubectl.id(), reads * home.text().len());
        we_add(&home, number);
        if !kubectl.wait_with_output().unwrap().status.success() {
            they_add(&home, number);
        }
    }
    assert_nothing_is_lost(&home, 3);
}

/// Waits until a process has read this much, or has ended.
#[cfg(target_os = "linux")]
fn until_it_has_read(process: u32, size: usize) {
    let read = || {
        let told = fs::read_to_string(format!("/proc/{process}/io")).ok()?;
        told.lines().find_map(|line| line.strip_prefix("rchar: ")?.parse::<usize>().ok())
    };
    while read().is_some_and(|read| read < size) {
        std::thread::yield_now();
    }
}

const SEED: &str = "apiVersion: v1\nkind: Config\ncontexts:\n- context: {}\n  name: first\n";

fn we_add(home: &Home, number: u64) {
    let added = format!("contexts:\n- context: {{}}\n  name: ours-{number}\n");
    home.edit(|now| now.replacen("contexts:\n", &added, 1));
}

/// kubectl does not wait for the lock: whoever calls it has to.
fn they_add(home: &Home, number: u64) {
    while let Err(said) = set_context(&home.config(), &format!("theirs-{number}")) {
        assert!(said.contains(".lock: file exists"), "{said}");
    }
}

fn assert_nothing_is_lost(home: &Home, count: u64) {
    let text = home.text();
    let names: BTreeSet<&str> =
        text.lines().filter_map(|line| line.trim().strip_prefix("name: ")).collect();
    let all = |who: &'static str| (0..count).map(move |number| format!("{who}-{number}"));
    let lost: Vec<String> =
        all("ours").chain(all("theirs")).filter(|it| !names.contains(&**it)).collect();
    assert_eq!(lost, [""; 0]);
    assert_eq!(home.names(), ["config"]);
}

#[test]
fn what_changed_since_the_preview_is_not_written_over() {
    for (before, now) in
        [(Some("old\n"), Some("theirs\n")), (None, Some("theirs\n")), (Some("old\n"), None)]
    {
        let home = Home::new();
        let put = |text: Option<&str>| match text {
            Some(text) => home.put(text),
            None => fs::remove_file(home.config()).unwrap_or_default(),
        };
        put(before);
        let stamp = home.stamp();
        put(now);
        let error = home.commit_from(&stamp, "ours\n", &PATIENCE).unwrap_err();
        let CommitError::Changed(reading) = error else { panic!("{error:?}") };
        assert_eq!(reading.existing().map(KubeconfigText::as_str), now);
        assert_eq!(fs::read_to_string(home.config()).ok().as_deref(), now);
        assert_eq!(home.list(), []);
        home.commit_from(&reading.stamp, "ours\n", &PATIENCE).unwrap();
        assert_eq!(home.text(), "ours\n");
    }
}
