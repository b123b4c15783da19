//! Looking at documents in a real window: searched, revealed for a while, and dropped onto it.

use std::fs;

use crate::assert_idle;
use crate::desktop::Desktop;
use crate::program::Program;
use crate::x11::Other;

/// A kubeconfig of somebody else.
const THEIRS: &str = "kind: Config
current-context: theirs
clusters: [{name: k, cluster: {server: 'https://192.0.2.7:6443'}}]
users: [{name: u, user: {token: of-theirs}}]
contexts: [{name: theirs, context: {cluster: k, user: u}}]
";

#[test]
fn a_document_is_searched_hides_when_nobody_looks_and_gives_way_to_a_dropped_file() {
    let desktop = Desktop::start();
    let file = desktop.home().join("their file.yaml");
    fs::write(&file, THEIRS).unwrap();
    let other = Other::connect(desktop.display());
    let program = Program::start(&desktop, &["--demo"], &[]);
    program.wait_for_node("the cluster id", |node| {
        node.name == "Cluster ID" && node.text.as_ref().is_some_and(|id| id.len() == 33)
    });
    program.press("ctrl+Return");
    program.wait_for_name("label", "Retrieved in");

    program.press("ctrl+f");
    program.wait_for_node("the search", |node| node.name == "Find" && node.is("focused"));
    program.type_over("kubernetes");
    program.wait_for_name("label", "1 of 2");
    program.press("F3");
    program.wait_for_name("label", "2 of 2");
    program.press("Escape");
    program.click("push button", "Reveal");
    program.wait_for_name("push button", "Hide");
    other.take_the_keyboard();
    program.wait_for_name("push button", "Reveal");
    program.activate();
    assert_idle(&program);

    other.drop_file(program.window_id(), &file);
    program.wait_for_name("label", "opened from a file, not fetched");
    program.wait_for_name("label", "Looking at ~/their file.yaml");
    program.wait_for_name("label", "token: •••••••• secret, 9 bytes");
    program.press("Escape");
    program.wait_for_name("label", "Retrieved in");
    program.wait_for_name("label", "endpoint public");
    assert_eq!(fs::read_to_string(&file).unwrap(), THEIRS);
    let (status, output) = program.close();
    assert_eq!(status.code(), Some(0), "{output}");
    assert!(!output.contains("of-theirs"), "{output}");
}
