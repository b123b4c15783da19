//! A terminal that runs a command: one that is only a script, and a real xterm.

use std::fs;

use crate::session::{Session, wait_for};

/// A terminal that shows nothing and presses Enter.
const TERMINAL: &str = "#!/bin/sh\n[ \"$1\" = -e ] || exit 9\nshift\n\
    echo | \"$@\" > ~/screen 2>&1\necho $? > ~/ended\n";

fn read(session: &Session, name: &str) -> Option<String> {
    fs::read_to_string(session.home().join(name)).ok().filter(|text| text.ends_with('\n'))
}

/// A session with a terminal, and the path with which it is found.
fn with_terminal() -> Session {
    let mut session = Session::new();
    session.write_program("x-terminal-emulator", TERMINAL);
    session.set("PATH", format!("{}:/usr/bin:/bin", session.home().display()));
    session
}

#[test]
fn a_command_runs_with_its_words_as_they_are() {
    let session = with_terminal();
    session.write_program("aliyun", "#!/bin/sh\nprintf '<%s>' \"$@\"\nexit 3\n");
    let told = session.do_all(&[r#"terminal aliyun configure --profile 'a"; touch ~/x; $(id) *'"#]);
    assert_eq!(told, ["terminal: Ok(())"]);
    wait_for("the terminal's end", || read(&session, "ended"));
    let screen = fs::read_to_string(session.home().join("screen")).unwrap();
    let (words, rest) = screen.split_once('\n').unwrap();
    assert_eq!(words, r#"<configure><--profile><a"; touch ~/x; $(id) *>"#);
    assert_eq!(rest, "It ended with exit code 3. Press Enter to close this window. ");
    assert!(!session.home().join("x").exists());
}

#[test]
fn what_is_missing_is_named_and_nothing_opens() {
    let session = with_terminal();
    let told = session.do_all(&["terminal aliyun-that-is-nowhere configure"]);
    assert!(told[0].starts_with("terminal: Err(NotFound {"), "{}", told[0]);
    assert!(!session.home().join("screen").exists());

    let mut session = Session::new();
    session.write_program("aliyun", "#!/bin/sh\n");
    session.set("PATH", session.home().to_str().unwrap());
    assert_eq!(session.do_all(&["terminal aliyun configure"]), ["terminal: Err(NoTerminal)"]);
}

#[test]
fn a_terminal_that_cannot_be_started_is_named() {
    let mut session = with_terminal();
    session.set("TERMINAL", "/missing/terminal");
    let told = session.do_all(&["terminal true"]);
    let wanted = r#"terminal: Err(NotStarted { terminal: "/missing/terminal", kind: NotFound })"#;
    assert_eq!(told, [wanted]);
}

#[test]
fn a_real_terminal_stays_open_until_enter_is_pressed() {
    let mut session = Session::new();
    let mut display = session.command("Xvfb");
    display.args(["-displayfd", "1", "-screen", "0", "800x600x24", "-nolisten", "tcp", "-noreset"]);
    let number = session.serve(display);
    session.set("DISPLAY", format!(":{number}"));
    session.set("TERMINAL", "xterm");
    session.write_program("aliyun", "#!/bin/sh\nread -r name\necho \"$name $PPID\" > ~/asked\n");
    session.set("PATH", format!("{}:/usr/bin:/bin", session.home().display()));
    let told = session.do_all(&["terminal aliyun configure"]);
    assert_eq!(told, ["terminal: Ok(())"]);

    let window = wait_for("the terminal's window", || {
        let mut look = session.command("xdotool");
        let found = look.args(["search", "--onlyvisible", "--class", "xterm"]).output().unwrap();
        String::from_utf8(found.stdout).unwrap().lines().next().map(str::to_owned)
    });
    // Without a window manager the keyboard belongs to the window under the mouse.
    let to_window = |keys: &[&str]| {
        session.run("xdotool", &["mousemove", "--window", &window, "20", "20"]);
        session.run("xdotool", keys);
    };
    to_window(&["type", "me"]);
    to_window(&["key", "Return"]);
    let asked = wait_for("the answer that was typed", || read(&session, "asked"));
    let (answer, waiting) = asked.trim().split_once(' ').unwrap();
    assert_eq!(answer, "me");
    let waits = || fs::read_to_string(format!("/proc/{waiting}/stat")).is_ok();
    assert!(waits(), "the terminal did not wait for Enter");
    wait_for("the terminal's end", || {
        to_window(&["key", "Return"]);
        (!waits()).then_some(())
    });
}
