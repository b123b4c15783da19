//! What a screen reader is given to say by itself, on the bus that it listens on.

use std::fs::{self, File};
use std::path::PathBuf;

use serde::Deserialize;

use crate::desktop::{Desktop, Service, wait_for};
use crate::program::Program;

const LISTENER: &str = include_str!("announcements.py");

/// What was given to say, and how urgently: 1 when there is a pause, 2 at once.
#[derive(Debug, Deserialize)]
struct Announcement {
    text: String,
    politeness: u8,
}

/// A listener of the desktop.
struct Listener {
    output: PathBuf,
    _service: Service,
}

impl Listener {
    fn start(desktop: &Desktop) -> Self {
        let output = desktop.home().join("announcements");
        let mut command = desktop.command("/usr/bin/python3");
        command.args(["-c", LISTENER]).stdout(File::create(&output).unwrap());
        let listener = Self { output, _service: Service::spawn(command) };
        listener.wait_for("listening", 0);
        listener
    }

    fn all(&self) -> Vec<Announcement> {
        let text = fs::read_to_string(&self.output).unwrap();
        // The last line may be half written.
        let lines = text.split_inclusive('\n').filter(|line| line.ends_with('\n'));
        lines.map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn wait_for(&self, text: &str, politeness: u8) {
        wait_for(text, || {
            let heard =
                |said: &Announcement| said.text.starts_with(text) && said.politeness == politeness;
            self.all().iter().any(heard).then_some(())
        });
    }
}

#[test]
fn a_kubeconfig_that_comes_and_what_becomes_of_it_is_announced() {
    let desktop = Desktop::start();
    let listener = Listener::start(&desktop);
    let program = Program::start(&desktop, &["--demo"], &[]);
    program.wait_for_node("the cluster id", |node| {
        node.name == "Cluster ID" && node.text.as_ref().is_some_and(|id| id.len() == 33)
    });
    program.press("ctrl+Return");
    listener.wait_for("Retrieved in ", 1);
    program.press("ctrl+shift+c");
    listener.wait_for("Copied with its private key · cleared in 60 s", 1);
    program.press("ctrl+f");
    program.wait_for_node("the search", |node| node.name == "Find" && node.is("focused"));
    program.type_over("kubernetes");
    listener.wait_for("1 of 2", 1);
    program.click("entry", "Filter by name, ID or region");
    program.type_over("prod");
    listener.wait_for("2 of 12", 1);
    // A countdown is on show, and nobody has to listen to it.
    program.wait_for_name("label", "Copied with its private key");
    let copied = listener.all().into_iter().filter(|said| said.text.starts_with("Copied"));
    assert_eq!(copied.count(), 1, "{:#?}", listener.all());
    program.close();
}
