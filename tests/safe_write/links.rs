//! Links stay, and what they lead to is written.

use std::fs;
use std::os::unix::fs::symlink;

use ack_kubeconfig::io::kubeconfig_file::{CommitError, WriteError};

use crate::home::Home;

#[test]
fn a_chain_of_links_stays_and_its_end_is_written() {
    let home = Home::new();
    fs::create_dir(home.at("dotfiles")).unwrap();
    fs::write(home.at("dotfiles/real"), "old\n").unwrap();
    symlink("real", home.at("dotfiles/second")).unwrap();
    symlink("../dotfiles/second", home.config()).unwrap();
    home.commit("new\n").unwrap();
    assert_eq!(fs::read_link(home.config()).unwrap().to_str(), Some("../dotfiles/second"));
    assert_eq!(fs::read_link(home.at("dotfiles/second")).unwrap().to_str(), Some("real"));
    assert_eq!(fs::read_to_string(home.at("dotfiles/real")).unwrap(), "new\n");
    assert_eq!(fs::read_dir(home.at("dotfiles")).unwrap().count(), 2);
    home.undo().unwrap();
    assert_eq!(fs::read_to_string(home.at("dotfiles/real")).unwrap(), "old\n");
}

#[test]
fn a_dangling_link_gets_its_file_and_undo_takes_it_away() {
    let home = Home::new();
    symlink("real", home.config()).unwrap();
    home.commit("new\n").unwrap();
    assert_eq!(
        (home.names(), home.mode("kube/real")),
        (vec!["config".into(), "real".into()], 0o600)
    );
    home.undo().unwrap();
    assert_eq!(home.names(), ["config"]);
}

#[test]
fn a_link_to_a_folder_that_is_not_there_is_refused() {
    let home = Home::new();
    symlink("../unmounted/config", home.config()).unwrap();
    let error = home.commit("new\n").unwrap_err();
    assert!(matches!(error, CommitError::Lock(_)), "{error:?}");
    let CommitError::Lock(error) = error else { return };
    let error = std::error::Error::source(&error).unwrap().downcast_ref::<WriteError>();
    assert!(matches!(error, Some(WriteError::NoFolder(_))), "{error:?}");
    assert!(!home.at("unmounted").exists());
    assert_eq!((home.names(), home.list()), (vec!["config".to_owned()], vec![]));
}

#[test]
fn a_file_that_was_swapped_for_a_link_since_the_preview_is_a_change() {
    let home = Home::with("same\n");
    let stamp = home.stamp();
    fs::write(home.at("elsewhere"), "same\n").unwrap();
    fs::remove_file(home.config()).unwrap();
    symlink("../elsewhere", home.config()).unwrap();
    let error = home.commit_from(&stamp, "new\n", &crate::home::PATIENCE).unwrap_err();
    let CommitError::Changed(now) = error else { panic!("{error:?}") };
    assert_eq!((now.text.as_str(), now.stamp.real()), ("same\n", home.at("elsewhere").as_path()));
    assert_eq!(fs::read_to_string(home.at("elsewhere")).unwrap(), "same\n");
}

#[test]
fn a_missing_folder_is_made_for_the_owner_alone() {
    let home = Home::new();
    fs::remove_dir(home.at("kube")).unwrap();
    home.commit("new\n").unwrap();
    assert_eq!((home.mode("kube"), home.mode("kube/config")), (0o700, 0o600));
}
