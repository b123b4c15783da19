//! A panic in a real window: the same window tells of it, and goes on.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::assert_idle;
use crate::desktop::Desktop;
use crate::program::{PROGRAM, Program};

/// The example is built as this program was, beside it.
fn build_faulty() -> PathBuf {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--quiet", "--locked", "--example", "fault"]);
    let output = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    PathBuf::from(PROGRAM).with_file_name("examples").join("fault")
}

#[test]
fn a_panic_becomes_a_page_in_the_window_and_the_document_is_still_there() {
    let desktop = Desktop::start();
    let (faulty, broken) = (build_faulty(), desktop.home().join("broken"));
    let arguments = [broken.to_str().unwrap()];
    let program = Program::start_other(&desktop, faulty.to_str().unwrap(), &arguments, &[]);
    program.wait_for_name("label", "12 in 4 regions");
    program.press("ctrl+Return");
    program.wait_for_name("label", "Retrieved in");

    fs::write(&broken, "").unwrap();
    // It is drawn again, because something moves.
    program.press("Tab");
    program.wait_for_name("label", "ACK Kubeconfig has a fault");
    program.wait_for_name("label", "examples/fault.rs:");
    program.wait_for_name("label", "~/broken.log");
    assert_idle(&program);
    program.click("push button", "Go on");
    program.wait_for_name("label", "ACK Kubeconfig has a fault");

    fs::remove_file(&broken).unwrap();
    program.click("push button", "Go on");
    program.wait_for_name("label", "Retrieved in");
    program.press("ctrl+Return");
    program.wait_for_name("label", "Retrieved in");

    fs::write(&broken, "").unwrap();
    program.press("Tab");
    program.click("push button", "Close the window");
    let (status, output) = program.close();
    assert_eq!(status.code(), Some(0), "{output}");
}
