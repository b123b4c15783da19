//! A second start brings the first window forward; another account's window is another window.

use std::process::{Output, Stdio};

use rustix::process::Signal;

use crate::assert_idle;
use crate::desktop::{Desktop, Service, wait_for};
use crate::program::{PROGRAM, Program};

/// The windows of the program that can be seen.
fn windows(desktop: &Desktop) -> Vec<String> {
    let search = ["search", "--onlyvisible", "--class", "^ack-kubeconfig$"];
    let found = desktop.command("xdotool").args(search).output().unwrap();
    String::from_utf8(found.stdout).unwrap().lines().map(str::to_owned).collect()
}

fn start_again(desktop: &Desktop, arguments: &[&str]) -> Output {
    desktop.command(PROGRAM).args(arguments).output().unwrap()
}

fn assert_forwarded(output: &Output) {
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains("The window is open already, and comes forward."), "{told}");
}

fn minimize(desktop: &Desktop, program: &Program<'_>) {
    desktop.run("xdotool", &["windowminimize", &program.window_id().to_string()]);
    wait_for("the window to be minimised", || windows(desktop).is_empty().then_some(()));
}

fn wait_until_active(desktop: &Desktop, program: &Program<'_>) {
    let id = program.window_id().to_string();
    wait_for("the window to be active", || {
        let active = desktop.command("xdotool").arg("getactivewindow").output().unwrap();
        (String::from_utf8_lossy(&active.stdout).trim() == id).then_some(())
    });
}

#[test]
fn a_second_start_brings_the_first_window_forward_and_opens_none() {
    let desktop = Desktop::start();
    let program = Program::start(&desktop, &["--demo"], &[]);
    program.wait_for_name("label", "12 in 4 regions");
    minimize(&desktop, &program);
    assert_forwarded(&start_again(&desktop, &["--demo"]));
    wait_until_active(&desktop, &program);
    assert_eq!(windows(&desktop).len(), 1);

    // Behind another window it comes as well.
    let other = Program::start(&desktop, &["--demo", "--lang", "zh"], &[]);
    wait_until_active(&desktop, &other);
    assert_eq!(windows(&desktop).len(), 2, "other options are another window");
    assert_forwarded(&start_again(&desktop, &["--demo", "--verbose"]));
    wait_until_active(&desktop, &program);
    assert_idle(&program);
    let (status, output) = program.close();
    assert_eq!(status.code(), Some(0), "{output}");
}

#[test]
fn what_a_killed_window_left_is_no_obstacle() {
    let desktop = Desktop::start();
    Program::start(&desktop, &["--demo"], &[]).kill();
    let program = Program::start(&desktop, &["--demo"], &[]);
    minimize(&desktop, &program);
    assert_forwarded(&start_again(&desktop, &["--demo"]));
    wait_until_active(&desktop, &program);
}

#[test]
fn a_window_that_hangs_is_not_waited_for() {
    let desktop = Desktop::start();
    let hanging = Program::start(&desktop, &["--demo"], &[]);
    hanging.signal(Signal::STOP);
    let other = Program::start(&desktop, &["--demo"], &[]);
    assert_ne!(hanging.window_id(), other.window_id());
    hanging.signal(Signal::CONT);
}

#[test]
fn of_two_starts_at_the_same_moment_one_opens_the_window() {
    let desktop = Desktop::start();
    let start = || {
        let mut command = desktop.command(PROGRAM);
        command.arg("--demo").stdout(Stdio::null()).stderr(Stdio::null());
        Service::spawn(command)
    };
    let mut both = [start(), start()];
    let ended = wait_for("one of the two to end", || {
        both.iter_mut().find_map(|one| one.child.try_wait().unwrap())
    });
    assert_eq!(ended.code(), Some(0));
    wait_for("the window of the other", || (windows(&desktop).len() == 1).then_some(()));
    let still = both.iter_mut().map(|one| one.child.try_wait().unwrap()).filter(Option::is_none);
    assert_eq!(still.count(), 1);
}
