//! Whoever starts the program for the first time: nothing is there, and nothing is known.

use std::fs;
use std::path::Path;

use crate::ack::Ack;
use crate::desktop::{Desktop, wait_for};
use crate::program::{Program, files};
use crate::{assert_kubectl_works, assert_saved, private_key};

/// What of this program is on the disk, seen from the home folder.
fn left_behind(desktop: &Desktop) -> Vec<String> {
    let home = desktop.home();
    let all = files(&home).into_iter();
    let paths = all.map(|path| path.strip_prefix(&home).unwrap().display().to_string());
    // The file dialog and the graphics driver have habits of their own.
    let mut ours: Vec<_> = paths.filter(|path| path.contains("kubeconfig")).collect();
    ours.sort();
    ours
}

#[test]
fn with_nothing_at_all_the_demo_leads_to_a_saved_file_and_is_remembered_without_its_key() {
    let desktop = Desktop::start();
    let program = Program::start(&desktop, &[], &[]);
    program.wait_for_name("label", "Get a kubeconfig in two clicks");
    program.click("push button", "Open demo");
    program.wait_for_name("label", "12 in 4 regions");
    program.click("list item", "prod-payments cn-hangzhou");
    program.wait_for_node("the row that was picked", |node| {
        node.name == "prod-payments cn-hangzhou" && node.is("selected")
    });
    program.click("push button", "Get kubeconfig");
    program.wait_for_name("label", "Retrieved in");
    program.click("page tab", "Overview");
    program.wait_for_name("label", "234567890123456789");
    program.click("page tab", "Kubeconfig");
    program.wait_for_name("document frame", "Kubeconfig text");

    program.click("push button", "Save as…");
    let field = program.wait_for_dialog();
    assert!(field.text.unwrap().starts_with("prod-payments-"));
    let saved = desktop.home().join("first.kubeconfig");
    program.type_over(saved.to_str().unwrap());
    program.press("Return");
    program.wait_for_name("label", &format!("Saved to {}", saved.display()));
    let document = fs::read_to_string(&saved).unwrap();
    assert_saved(&saved, &document);
    assert_kubectl_works(&desktop, &saved);

    program.activate();
    program.click("push button", "Theme: as the system");
    program.wait_for_name("push button", "Theme: dark");
    program.resize([1000, 700]);
    wait_for("the size", || (program.size() == [1000, 700]).then_some(()));
    program.wait_for_node("the window, drawn anew", |node| {
        node.role == "frame" && node.rect.is_some_and(|[_, _, width, _]| width == 1000)
    });
    let (status, output) = program.close();
    assert_eq!(status.code(), Some(0), "{output}");
    assert_only_settings_are_left(&desktop, &saved, private_key(&document));

    let again = Program::start(&desktop, &[], &[]);
    again.wait_for_name("push button", "Theme: dark");
    again.wait_for_name("label", "Get a kubeconfig in two clicks");
    assert_eq!(again.size(), [1000, 700]);
    again.close();
}

/// The README says what is on the disk: settings, the list of clusters, the history, in which the
/// saved file is, and the log.
fn assert_only_settings_are_left(desktop: &Desktop, saved: &Path, key: &str) {
    let (lists, rest): (Vec<_>, Vec<_>) = left_behind(desktop)
        .into_iter()
        .partition(|path| path.starts_with(".cache/ack-kubeconfig/clusters/"));
    assert_eq!(lists.len(), 1, "{lists:?}");
    let ours = [
        ".config/ack-kubeconfig/settings.yaml",
        ".local/state/ack-kubeconfig/history.jsonl",
        ".local/state/ack-kubeconfig/history.lock",
        ".local/state/ack-kubeconfig/logs/ack-kubeconfig.log",
        "first.kubeconfig",
    ];
    assert_eq!(rest, ours);
    for path in files(&desktop.home()).into_iter().filter(|path| path != saved) {
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        assert!(!text.contains(key), "{}", path.display());
    }
}

#[test]
fn with_a_wrong_secret_the_error_says_what_to_do_and_doing_it_helps() {
    let desktop = Desktop::start();
    let ack = Ack::start();
    let program = Program::start(&desktop, &[], &ack.places());
    program.wait_for_name("label", "nothing found");
    let sign_in = |secret: &str| {
        program.fill("AccessKey ID", ack.demo.credentials().access_key_id());
        program.fill("AccessKey secret", secret);
        program.press("Return");
    };
    sign_in("WrongWrongWrongWrongWrongWrong");
    program.wait_for_name("label", "typed in");
    program.fill("Cluster ID", ack.demo.cluster("prod-payments").unwrap().id.as_str());
    program.press("Return");
    program.wait_for_name("label", "The AccessKey secret does not match this AccessKey ID");
    program.wait_for_name("label", "Enter the secret again.");
    program.click("push button", "Edit credentials");

    sign_in(ack.secret());
    program.wait_for_name("label", "RAM user");
    program.wait_for_name("label", "12 in 4 regions");
    program.click("push button", "Try again");
    program.wait_for_name("label", "Retrieved in");
    let failure = "The AccessKey secret does not match this AccessKey ID";
    assert!(!program.nodes().iter().any(|node| node.name.contains(failure)));
    let (status, output) = program.close();
    assert_eq!(status.code(), Some(0), "{output}");
    assert!(!output.contains(ack.secret()));
    for path in files(&desktop.home()) {
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        let secrets = [ack.secret(), "WrongWrong"];
        assert!(!secrets.iter().any(|secret| text.contains(secret)), "{}", path.display());
    }
}
