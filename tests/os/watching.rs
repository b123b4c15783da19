//! Files that change while the window is open.

use std::fs;
use std::path::Path;

use ack_kubeconfig::worker::protocol::Lookup;
use ack_kubeconfig::worker::{Command, Event, Worker};
use tokio::time::timeout;

use crate::session::PATIENCE;

async fn assert_discovered(worker: &mut Worker, what: &str) {
    let event = timeout(PATIENCE, worker.event()).await;
    let event = event.unwrap_or_else(|_elapsed| panic!("nobody noticed: {what}"));
    assert!(matches!(event, Some(Event::Discovered(_))), "{what}");
}

fn lookup(file: &Path, watch: bool) -> Command {
    let imported = vec![file.to_owned()];
    Command::Discover(Lookup { imported, watch, ..Lookup::default() })
}

#[tokio::test]
async fn every_change_of_a_file_is_followed_by_another_look() {
    let folder = tempfile::tempdir().unwrap();
    let (file, new) = (folder.path().join("config.json"), folder.path().join("new"));
    let mut worker = Worker::start(|| {}).unwrap();
    worker.send(lookup(&file, true)).unwrap();
    assert_discovered(&mut worker, "the first look").await;

    fs::write(&file, "{}").unwrap();
    assert_discovered(&mut worker, "it was made").await;
    fs::write(&file, "{ }").unwrap();
    assert_discovered(&mut worker, "it was written").await;
    // As the aliyun CLI does it.
    fs::write(&new, "{  }").unwrap();
    fs::rename(&new, &file).unwrap();
    assert_discovered(&mut worker, "it was written anew").await;
    fs::remove_file(&file).unwrap();
    assert_discovered(&mut worker, "it was removed").await;
}

#[tokio::test]
async fn what_appears_where_nothing_was_is_seen_at_the_next_look() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("new/config.json");
    let mut worker = Worker::start(|| {}).unwrap();
    worker.send(lookup(&file, true)).unwrap();
    assert_discovered(&mut worker, "the first look").await;
    fs::create_dir(file.parent().unwrap()).unwrap();
    fs::write(&file, "{}").unwrap();
    worker.send(Command::LookAgain).unwrap();
    assert_discovered(&mut worker, "it appeared").await;
    // From then on it is watched.
    fs::write(&file, "{ }").unwrap();
    assert_discovered(&mut worker, "it was written").await;
}

#[tokio::test]
async fn without_watching_one_looks_again_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("config.json");
    let mut worker = Worker::start(|| {}).unwrap();
    worker.send(lookup(&file, false)).unwrap();
    assert_discovered(&mut worker, "the first look").await;
    fs::write(&file, "{}").unwrap();
    worker.send(Command::LookAgain).unwrap();
    assert_discovered(&mut worker, "it was made").await;
}
