//! Killed at every step, and at any moment: the file is the whole old or the whole new one.

use std::io::{BufRead as _, BufReader};
use std::time::Duration;

use crate::child::{STEPS, child, child_after, killed_at, large, modes_at_each_step, with_text};
use crate::home::Home;

const ROUNDS: usize = 10;

/// Whether the new text is there after a death at this step.
fn is_done(step: &str) -> bool {
    ["renamed", "folder flushed", "unlocked"].contains(&step)
}

#[test]
fn a_death_at_any_step_of_a_write_leaves_the_old_or_the_new_file_and_blocks_nobody() {
    for step in STEPS {
        for round in 0..ROUNDS {
            let home = Home::with("older\n");
            home.commit("old\n").unwrap();
            killed_at(step, with_text(&mut child("commit", &home), "new\n"));
            let expected = if is_done(step) { "new\n" } else { "old\n" };
            assert_eq!(home.text(), expected, "{step}");
            assert_eq!(home.mode("kube/config"), 0o600, "{step}");
            if round % 2 == 0 {
                home.commit("next\n").unwrap();
                assert_eq!((home.text().as_str(), home.names()), ("next\n", vec!["config".into()]));
                home.undo().unwrap();
                assert_eq!(home.text(), expected, "{step}");
            }
            // What did happen can be undone, and what did not is passed over.
            home.undo().unwrap();
            assert_eq!(home.text(), if is_done(step) { "old\n" } else { "older\n" }, "{step}");
        }
    }
}

#[test]
fn a_death_at_any_step_of_an_undo_leaves_the_old_or_the_new_file() {
    for step in STEPS.into_iter().filter(|step| !["old text kept", "backup made"].contains(step)) {
        let home = Home::with("older\n");
        home.commit("old\n").unwrap();
        home.commit("new\n").unwrap();
        killed_at(step, &mut child("undo", &home));
        let expected = if is_done(step) { "old\n" } else { "new\n" };
        assert_eq!(home.text(), expected, "{step}");
        home.undo().unwrap();
        let expected = if is_done(step) { "older\n" } else { "old\n" };
        assert_eq!((home.text().as_str(), home.names()), (expected, vec!["config".into()]));
    }
}

#[test]
fn a_death_at_any_moment_leaves_a_whole_file() {
    let home = Home::with(&large('a'));
    let texts = [large('a'), large('b')];
    let mut seen = [0, 0];
    for round in 0..150_u64 {
        let mut child = child("take turns", &home).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        assert!(lines.map_while(Result::ok).any(|line| line.ends_with("ready")));
        // Any moment is as good as another: these only spread over some writes.
        std::thread::sleep(Duration::from_micros(round * 7919 % 60_000));
        child.kill().unwrap();
        child.wait().unwrap();
        let now = home.text();
        let which = texts.iter().position(|text| *text == now);
        seen[which.expect("the file is neither the one nor the other")] += 1;
    }
    assert!(seen.iter().all(|times| *times > 0), "{seen:?}");
    home.commit("next").unwrap();
    assert_eq!(home.names(), ["config"]);
}

#[test]
fn nothing_is_ever_readable_by_others_whatever_the_umask() {
    for old in [None, Some("old\n")] {
        let home = Home::new();
        if let Some(old) = old {
            home.put(old);
        }
        let mut child = child_after("umask 000; exec \"$@\"", "commit", &home);
        let said = modes_at_each_step(with_text(&mut child, "new\n"));
        for step in STEPS {
            assert!(said.contains(&format!("{step}: []\n")), "{said}");
        }
        assert_eq!((home.text().as_str(), home.mode("kube/config")), ("new\n", 0o600));
        assert_eq!(home.mode("state/backups"), 0o700);
    }
}
