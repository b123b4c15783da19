//! Undo gives back the very bytes, or says who else wrote; the list of backups.

use std::fs;

use ack_kubeconfig::core::kubeconfig::KubeconfigText;
use ack_kubeconfig::io::kubeconfig_file::{ReadError, UndoError};

use crate::home::{Home, deed};

#[test]
fn undo_gives_back_the_very_bytes_step_by_step() {
    let texts = ["\u{feff}# old\r\na:\t1", "", "second\n", "third\n"];
    let home = Home::with(texts[0]);
    for text in &texts[1..] {
        home.commit(text).unwrap();
    }
    for text in texts[..3].iter().rev() {
        home.undo().unwrap();
        assert_eq!(home.text(), *text);
    }
    assert!(matches!(home.undo(), Err(UndoError::Nothing)));
    assert_eq!(home.text(), texts[0]);
}

#[test]
fn a_file_that_was_made_is_removed_again() {
    let home = Home::new();
    let committed = home.commit("new\n").unwrap();
    assert!(committed.backup.as_ref().unwrap().made_the_file());
    drop(committed);
    assert!(home.undo().unwrap().backup.made_the_file());
    assert_eq!(home.names(), [""; 0]);
}

#[test]
fn what_others_wrote_since_stays_and_both_texts_are_given() {
    for theirs in [Some("theirs\n"), None] {
        let home = Home::with("old\n");
        home.commit("ours\n").unwrap();
        match theirs {
            Some(theirs) => fs::write(home.config(), theirs).unwrap(),
            None => fs::remove_file(home.config()).unwrap(),
        }
        let error = home.undo().unwrap_err();
        let UndoError::Changed { now, old, .. } = error else { panic!("{error:?}") };
        assert_eq!(now.existing().map(KubeconfigText::as_str), theirs);
        assert_eq!(old.unwrap().as_str(), "old\n");
        assert_eq!(fs::read_to_string(home.config()).ok().as_deref(), theirs);
        assert_eq!(home.list().len(), 1);
    }
}

#[test]
fn the_same_text_again_is_no_write() {
    let home = Home::with("same\n");
    let before = home.stamp();
    let committed = home.commit("same\n").unwrap();
    assert_eq!((committed.backup, committed.stamp), (None, before));
    assert_eq!(home.list(), []);
}

#[test]
fn the_last_twenty_are_kept_with_what_was_done_and_when() {
    let home = Home::with("0\n");
    for number in 1..=23 {
        home.commit(&format!("{number}\n")).unwrap();
    }
    let list = home.list();
    let texts: Vec<String> =
        list.iter().map(|it| it.text().unwrap().unwrap().as_str().trim().to_owned()).collect();
    let expected: Vec<String> = (3..=22).rev().map(|number| number.to_string()).collect();
    assert_eq!(texts, expected);
    assert!(list.iter().all(|it| it.deed == deed() && it.when == jiff::Timestamp::UNIX_EPOCH));
    let folder = fs::read_dir(home.at("state/backups")).unwrap().next().unwrap().unwrap().path();
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 40);
    // For people who look there themselves.
    let record = fs::read_to_string(folder.join("000023.json")).unwrap();
    assert!(record.contains(home.config().to_str().unwrap()), "{record}");
    assert!(record.contains(r#""act": "merge""#) && record.contains("1970-01-01T00:00:00Z"));
}

#[test]
fn a_backup_that_is_not_as_it_was_written_is_not_restored() {
    let home = Home::with("old\n");
    home.commit("new\n").unwrap();
    let folder = fs::read_dir(home.at("state/backups")).unwrap().next().unwrap().unwrap().path();
    fs::write(folder.join("000001.kubeconfig"), "ol").unwrap();
    let error = home.undo().unwrap_err();
    assert!(matches!(error, UndoError::Read(ReadError::Read { .. })), "{error:?}");
    assert_eq!(home.text(), "new\n");
}

#[test]
fn each_file_has_its_own_backups_by_whatever_name_it_is_called() {
    let home = Home::with("old\n");
    home.commit("new\n").unwrap();
    std::os::unix::fs::symlink("config", home.at("kube/link")).unwrap();
    assert_eq!(home.backups().of(&home.at("kube/link")).unwrap(), home.list());
    assert_eq!(home.backups().of(&home.at("kube/other")).unwrap(), []);
}
