//! Programs that behave, and programs that do not.

use std::ffi::OsString;
use std::io::ErrorKind;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::time::{Duration, Instant};

use super::{PRINT_LIMIT, Printed, program_of, run};
use crate::core::profile::CommandFailure;
use crate::io::process::STDERR_KEPT;

/// Long enough for anything that is not meant to be slow.
const PATIENCE: Duration = Duration::from_mins(1);

/// Runs a script of the real shell.
async fn script(script: &str) -> Result<Printed, CommandFailure> {
    within(PATIENCE, script).await
}

async fn within(limit: Duration, script: &str) -> Result<Printed, CommandFailure> {
    let line = format!("/bin/sh -c {}", shlex::try_quote(script).unwrap());
    run(&line, None, limit).await
}

fn text(printed: &Printed) -> &str {
    std::str::from_utf8(&printed.stdout).unwrap()
}

/// Waits until a process is gone.
async fn assert_gone(number: &str) {
    let file = Path::new("/proc").join(number.trim()).join("stat");
    // One that nobody has waited for yet is gone as well.
    let runs = || std::fs::read_to_string(&file).is_ok_and(|stat| !stat.contains(") Z "));
    let start = Instant::now();
    while runs() {
        assert!(start.elapsed() < PATIENCE, "process {number} is still there");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// What a process wrote to a file, once it has.
async fn written(file: &Path) -> String {
    let start = Instant::now();
    loop {
        let text = std::fs::read_to_string(file).unwrap_or_default();
        if text.ends_with('\n') {
            return text;
        }
        assert!(start.elapsed() < PATIENCE, "nothing was written");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn words_are_split_as_a_shell_does_and_nothing_is_expanded() {
    let line = r#"printf '%s|' a "b c" 'd "$HOME"' e\ f $HOME '*' "" `id`"#;
    let printed = run(line, None, PATIENCE).await.unwrap();
    assert_eq!(text(&printed), r#"a|b c|d "$HOME"|e f|$HOME|*||`id`|"#);
    for line in ["", "   ", "# only a remark", "sh -c 'open", "sh \"open", "sh \\"] {
        let failure = run(line, None, PATIENCE).await.unwrap_err();
        assert_eq!(failure, CommandFailure::BadQuoting, "{line}");
    }
}

#[tokio::test]
async fn programs_are_looked_up_on_the_path_that_is_given_and_get_it() {
    let folder = tempfile::tempdir().unwrap();
    symlink("/bin/sh", folder.path().join("give-key")).unwrap();
    let path = OsString::from(folder.path());
    let printed = run("give-key -c 'echo $PATH'", Some(&path), PATIENCE).await.unwrap();
    assert_eq!(text(&printed).trim_end(), path.to_str().unwrap());
    let failure = run("sh -c true", Some(&path), PATIENCE).await.unwrap_err();
    assert_eq!(failure, CommandFailure::NotFound { path: path.into_string().unwrap() });
}

#[tokio::test]
async fn what_cannot_be_started_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("no-program");
    std::fs::write(&file, "").unwrap();
    for (program, kind) in [
        (file.to_str().unwrap(), ErrorKind::PermissionDenied),
        ("/missing/program", ErrorKind::NotFound),
    ] {
        let failure = run(program, None, PATIENCE).await.unwrap_err();
        assert_eq!(failure, CommandFailure::NotStarted(kind), "{program}");
    }
}

#[tokio::test]
async fn a_failure_tells_the_code_and_what_was_said() {
    let failure = script("echo out; echo no access >&2; exit 7").await.unwrap_err();
    let stderr = "no access\n".to_owned();
    assert_eq!(failure, CommandFailure::Failed { code: Some(7), stderr });
    let failure = script("echo going >&2; kill -KILL $$").await.unwrap_err();
    let stderr = "going\n".to_owned();
    assert_eq!(failure, CommandFailure::Failed { code: None, stderr });
}

#[tokio::test]
async fn nothing_printed_and_bytes_that_are_no_text_come_as_they_are() {
    assert_eq!(*script("exit 0").await.unwrap().stdout, b"");
    let printed = script(r"printf '\377\000\376'; printf 'x\377y' >&2").await.unwrap();
    assert_eq!(*printed.stdout, b"\xff\0\xfe");
    assert_eq!(printed.stderr, "x\u{fffd}y");
}

#[tokio::test]
async fn noise_on_both_pipes_blocks_nobody_and_the_end_of_it_is_kept() {
    let noisy = "i=0; while [ $i -lt 3000 ]; do
        echo 'warning: something that nobody needs to know, again and again' >&2
        i=$((i+1)); [ $((i % 100)) = 0 ] && echo row; done; echo the end >&2";
    let printed = script(noisy).await.unwrap();
    assert_eq!(text(&printed), "row\n".repeat(30));
    assert_eq!(printed.stderr.len(), STDERR_KEPT);
    assert!(printed.stderr.ends_with("again\nthe end\n"));
}

#[tokio::test]
async fn a_key_that_was_traced_is_masked_also_where_the_trace_is_cut() {
    let key = "0123456789abcdef".repeat(6);
    let traced = format!(
        "echo {key}; echo key {key} >&2; i=0
        while [ $i -lt 2020 ]; do printf 'a ' >&2; i=$((i+1)); done"
    );
    let printed = script(&traced).await.unwrap();
    assert!(!printed.stderr.contains("0123456789abcdef"), "{}", &printed.stderr[..200]);
    assert!(printed.stderr.ends_with("a a "));
}

#[tokio::test]
async fn far_too_much_ends_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("number");
    let endless = format!("echo $$ > {}; while :; do echo yes; done", file.display());
    let failure = script(&endless).await.unwrap_err();
    assert_eq!(failure, CommandFailure::TooMuch { limit: PRINT_LIMIT });
    assert_gone(&written(&file).await).await;
    let just = format!("head -c {PRINT_LIMIT} /dev/zero");
    assert_eq!(script(&just).await.unwrap().stdout.len(), PRINT_LIMIT);
}

#[tokio::test]
async fn a_slow_program_is_ended_with_all_that_it_started() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("numbers");
    let slow = format!(
        "echo asking >&2; sh -c 'sleep 600 & echo $! $$ > {}; wait' & wait",
        file.display()
    );
    let failure = within(Duration::from_secs(3), &slow).await.unwrap_err();
    assert_eq!(failure, CommandFailure::TimedOut { seconds: 3, stderr: "asking\n".to_owned() });
    for number in written(&file).await.split_whitespace() {
        assert_gone(number).await;
    }
}

#[tokio::test]
async fn what_nobody_waits_for_any_more_is_ended_with_all_that_it_started() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("numbers");
    let slow = format!("sleep 600 & echo $! $$ > {}; wait", file.display());
    let running = tokio::spawn(async move { script(&slow).await });
    let numbers = written(&file).await;
    running.abort();
    assert!(running.await.unwrap_err().is_cancelled());
    for number in numbers.split_whitespace() {
        assert_gone(number).await;
    }
}

#[tokio::test]
async fn a_child_that_is_left_behind_with_the_pipes_holds_nothing_up() {
    let start = Instant::now();
    let printed = script("sleep 600 & echo $!").await.unwrap();
    assert!(start.elapsed() < PATIENCE);
    assert_gone(text(&printed)).await;
    // One that went its own way cannot be ended, but is not waited for.
    let printed = script("setsid sleep 30 & echo key").await.unwrap();
    assert_eq!(text(&printed), "key\n");
    assert!(start.elapsed() < Duration::from_secs(20));
}

#[tokio::test]
async fn there_is_nothing_to_read_and_no_question_is_waited_for() {
    let printed = script("read -r answer; echo \"got $?\"").await.unwrap();
    assert_eq!(text(&printed), "got 1\n");
}

#[test]
fn a_command_line_is_told_by_its_program_alone() {
    assert_eq!(program_of("  give-key --secret s"), "give-key");
    assert_eq!(program_of(""), "");
}

#[tokio::test]
async fn what_a_script_says_of_the_key_that_it_prints_is_hidden() {
    let key = "TheSecretOfThirtyCharacters001";
    let traced = format!("set -x; echo '{{\"access_key_secret\":\"{key}\"}}'; echo why >&2; ");
    for (end, limit) in [("exit 3", PATIENCE), ("sleep 600", Duration::from_secs(1))] {
        let failure = within(limit, &format!("{traced}{end}")).await.unwrap_err();
        let (CommandFailure::Failed { stderr, .. } | CommandFailure::TimedOut { stderr, .. }) =
            failure
        else {
            panic!("{failure:?}")
        };
        assert!(stderr.contains("why") && stderr.contains("••••"), "{stderr}");
        assert!(!stderr.contains(key), "{stderr}");
    }
}
