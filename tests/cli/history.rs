//! `history`, `diagnostics` and the log: what is kept of what was done, and what is never in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use ack_kubeconfig::demo::{DemoOptions, Fault};
use secrecy::ExposeSecret as _;
use serde_json::Value;

use super::landing::{Home, MINE, id, said};
use super::support::{Ack, code, run, text};

fn state(home: &Home) -> PathBuf {
    home.0.path().join(".local/state/ack-kubeconfig")
}

fn history_file(home: &Home) -> PathBuf {
    state(home).join("history.jsonl")
}

/// What the command tells.
fn told(home: &Home) -> Vec<Value> {
    let output = home.offline(&["history", "--output", "json"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn words<'a>(entry: &'a Value, names: &[&str]) -> Vec<&'a str> {
    names.iter().map(|name| entry[name].as_str().unwrap_or("-")).collect()
}

#[test]
fn requests_and_writes_are_told_with_what_came_of_them() {
    let ack = Ack::start();
    let home = Home::with(MINE);
    let (payments, file) = (id(&ack, "prod-payments"), home.0.path().join("one"));
    let saved = file.display().to_string();
    assert_eq!(code(&home.ack(&ack, &["get", payments, "--private", "-o", &saved])), 0);
    assert_eq!(code(&home.ack(&ack, &["get", "c0nothing"])), 4);
    assert_eq!(code(&home.ack(&ack, &["get", payments, "-o", &saved])), 7);
    assert_eq!(code(&home.ack(&ack, &["merge", payments])), 0);
    assert_eq!(code(&home.ack(&ack, &["renew", "prod-payments"])), 0);
    assert_eq!(code(&home.offline(&["undo"])), 0);
    assert_eq!(code(&home.offline(&["remove", "prod-payments"])), 0);
    let all = told(&home);
    let lines: Vec<Vec<&str>> =
        all.iter().map(|entry| words(entry, &["what", "result", "cluster_id", "why"])).collect();
    let nothing = "c0nothing";
    assert_eq!(
        lines,
        [
            ["get", "done", payments, "-"],
            ["save", "done", payments, "-"],
            ["get", "failed", nothing, "refused"],
            ["get", "done", payments, "-"],
            ["save", "failed", payments, "exists"],
            ["get", "done", payments, "-"],
            ["merge", "done", payments, "-"],
            ["get-to-renew", "done", payments, "-"],
            ["renew", "done", payments, "-"],
            ["undo", "done", "-", "-"],
            ["remove", "done", "-", "-"],
        ]
    );
    assert_eq!(words(&all[0], &["by", "endpoint"]), ["command-line", "private"]);
    assert_eq!(words(&all[1], &["file"]), [saved.as_str()]);
    assert_eq!(words(&all[2], &["code"]), ["ErrorClusterNotFound"]);
    assert_eq!((&all[2]["http_status"], all[2]["request_id"].is_string()), (&404.into(), true));
    assert_eq!(words(&all[6], &["cluster_name"]), ["prod-payments"]);
    assert_eq!(all[6]["file"], home.config().display().to_string());
    assert_eq!(all[10]["contexts"][0], "prod-payments");

    let output = home.offline(&["history"]);
    let table = text(&output.stdout);
    let failed = table.lines().find(|line| line.contains(nothing)).unwrap();
    assert!(
        failed.contains("ErrorClusterNotFound") && failed.contains("Get kubeconfig"),
        "{table}"
    );
}

#[test]
fn keys_for_kubectl_are_told_when_they_are_asked_for_and_not_when_they_are_kept() {
    let ack = Ack::start();
    let home = Home::empty();
    let id = id(&ack, "prod-payments");
    for _ in 0..2 {
        let output = home.ack(&ack, &["credential", "--cluster-id", id]);
        assert_eq!(code(&output), 0, "{}", said(&output));
    }
    let all = told(&home);
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!(words(&all[0], &["what", "result"]), ["credential", "done"]);
}

#[test]
fn the_demo_account_leaves_no_requests_and_files_are_files() {
    let home = Home::empty();
    let demo = super::support::program;
    let id = "c5b5e80b0b64a4bf6939d2d8fbbc5a1f7";
    let output = run(home.at_home(demo()).args(["--demo", "merge", id]));
    assert_eq!(code(&output), 0, "{}", said(&output));
    let all = told(&home);
    let what: Vec<_> = all.iter().map(|entry| words(entry, &["what"])).collect();
    assert_eq!(what, [["merge"]]);
}

/// Everything under a folder, as text.
fn everything(folder: &Path) -> String {
    let mut all = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with("backups") {
            // The old texts of the user's own file: that is what they are for.
        } else if path.is_dir() {
            all += &everything(&path);
        } else {
            #[cfg(unix)]
            assert_eq!(super::support::mode(&path), 0o600, "{}", path.display());
            all += &String::from_utf8_lossy(&fs::read(&path).unwrap());
        }
    }
    all
}

/// Gets, merges, renews and fails in every way that repeats what was sent, as loud as it goes.
#[test]
fn nothing_secret_is_in_the_history_the_log_or_the_diagnostics() {
    let ack = Ack::start();
    let home = Home::with(MINE);
    let payments = id(&ack, "prod-payments");
    let temporary = ack.demo.sts_credentials();
    let mut hidden: Vec<String> = vec!["S3CR3T-of-mine".to_owned()];
    for key in [&temporary, ack.demo.credentials()] {
        hidden.push(key.access_key_secret().expose_secret().to_owned());
        hidden.extend(key.security_token().map(|token| token.expose_secret().to_owned()));
    }
    let as_temporary = |words: &[&str]| {
        let mut program = home.at_home(ack.program_as(&temporary));
        program.args(["--endpoint", ack.demo.endpoint().as_str(), "-v"]).env("RUST_LOG", "trace");
        run(program.args(words))
    };
    let document = as_temporary(&["get", payments]);
    assert_eq!(code(&document), 0, "{}", said(&document));
    for line in text(&document.stdout).lines() {
        let value = line.split_once("-data: ").map(|(_, value)| value.trim().to_owned());
        hidden.extend(value);
    }
    assert_eq!(code(&as_temporary(&["merge", payments])), 0);
    let merged = fs::read_to_string(home.config()).unwrap();
    let keys = merged.lines().filter_map(|line| line.split_once("client-key-data: "));
    hidden.extend(keys.map(|(_, key)| key.trim().to_owned()));
    for scheme in ["roa", "acs3"] {
        let mut wrong = home.at_home(ack.program());
        wrong.env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "MARKED-WRONG-SECRET");
        let output = run(wrong.args(["get", payments, "--signature", scheme]));
        assert_eq!(code(&output), 3, "{}", said(&output));
    }
    hidden.push("MARKED-WRONG-SECRET".to_owned());
    for fault in [Fault::HtmlPage, Fault::KubeconfigText("token: MARKED-IN-A-DOCUMENT".into())] {
        ack.demo.push_fault(fault);
        assert_ne!(code(&as_temporary(&["get", payments, "--timeout", "2"])), 0);
    }
    hidden.push("MARKED-IN-A-DOCUMENT".to_owned());
    let diagnostics = home.offline(&["diagnostics"]);
    assert_eq!(code(&diagnostics), 0, "{}", said(&diagnostics));
    let report = text(&diagnostics.stdout);
    let kept = everything(&state(&home));
    assert!(kept.contains("\"get\"") && kept.contains("DEBUG"), "{kept}");
    assert!(report.contains("SignatureDoesNotMatch") && report.contains("log:"), "{report}");
    assert!(hidden.len() > 8 && hidden.iter().all(|secret| secret.len() > 8));
    for (number, secret) in hidden.iter().enumerate() {
        assert!(!kept.contains(secret), "what is kept holds secret {number}");
        assert!(!report.contains(secret), "the diagnostics hold secret {number}");
    }
    let home = home.0.path().display().to_string();
    assert!(!report.contains(&home) && report.contains("~/.kube/config"), "{report}");
    for id in [temporary.access_key_id(), ack.demo.credentials().access_key_id()] {
        assert!(!report.contains(id), "{report}");
    }
}

#[test]
fn whoever_wants_no_history_leaves_none_anywhere() {
    let ack = Ack::start();
    let home = Home::with(MINE);
    let settings = home.0.path().join(".config/ack-kubeconfig/settings.yaml");
    fs::create_dir_all(settings.parent().unwrap()).unwrap();
    let payments = id(&ack, "prod-payments");
    for off in
        ["history: false\n", "version: 99\nhistory: false\nmore: 1\n", "theme: [\nhistory: false\n"]
    {
        fs::write(&settings, off).unwrap();
        assert_eq!(code(&home.ack(&ack, &["merge", payments])), 0);
        assert_eq!(code(&home.ack(&ack, &["get", "c0nothing", "-v"])), 4);
        assert!(!history_file(&home).exists(), "{off}");
        let kept = everything(&state(&home));
        assert!(!kept.contains(payments) && !kept.contains("c0nothing"), "{off}: {kept}");
    }
    fs::write(&settings, "theme: dark\n").unwrap();
    assert_eq!(code(&home.ack(&ack, &["get", "c0nothing"])), 4);
    assert_eq!(told(&home).len(), 1);
}

#[test]
fn it_can_be_cleared_and_a_damaged_one_is_told() {
    let ack = Ack::start();
    let home = Home::empty();
    home.ack(&ack, &["get", "c0nothing"]);
    let mut bytes = fs::read(history_file(&home)).unwrap();
    bytes.extend(b"{\"at\": torn");
    fs::write(history_file(&home), &bytes).unwrap();
    let output = home.offline(&["history"]);
    assert_eq!(code(&output), 0);
    assert!(text(&output.stderr).contains("history.jsonl.damaged"), "{}", said(&output));
    assert!(text(&output.stdout).contains("c0nothing"), "{}", said(&output));

    assert_eq!(code(&home.offline(&["history", "--clear"])), 0);
    assert_eq!(told(&home), Vec::<Value>::new());
    assert!(!everything(&state(&home)).contains("torn"), "the damaged one is gone, too");
    for nonsense in [&["history", "--clear", "--output", "json"][..], &["history", "x"]] {
        assert_eq!(code(&home.offline(nonsense)), 2);
    }
}

#[test]
fn two_processes_add_two_hundred_at_once_and_none_is_lost() {
    let ack = Ack::of(DemoOptions::default());
    let home = Home::empty();
    let spawn = |half: usize| {
        let mut program = home.at_home(ack.program());
        program.arg("get").args((0..100).map(|number| format!("c{half}x{number}")));
        program.arg("-o").arg(home.0.path().join("configs/"));
        program.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        program.spawn().unwrap()
    };
    for mut child in [spawn(1), spawn(2)] {
        assert_eq!(child.wait().unwrap().code(), Some(4));
    }
    let mut found: Vec<String> =
        told(&home).iter().map(|entry| entry["cluster_id"].as_str().unwrap().to_owned()).collect();
    found.sort();
    let mut all: Vec<String> =
        [1, 2].iter().flat_map(|half| (0..100).map(move |it| format!("c{half}x{it}"))).collect();
    all.sort();
    assert_eq!(found, all);
}

#[cfg(target_os = "linux")]
#[test]
fn where_nothing_may_be_written_everything_else_goes_on() {
    let ack = Ack::start();
    let home = Home::empty();
    let mut program = home.at_home(ack.program());
    let output = run(program.args(["get", ack.id()]).env("XDG_STATE_HOME", "/proc/self"));
    assert_eq!((code(&output), text(&output.stderr)), (0, ""));
    let mut program = home.at_home(ack.program());
    let output = run(program.args(["history"]).env("XDG_STATE_HOME", "/proc/self"));
    assert_eq!(code(&output), 0, "{}", said(&output));
    let mut homeless = super::support::program();
    assert_eq!(code(&run(homeless.arg("history"))), 7);
}

/// A file size limit of the shell ends a write as a full disk does, with an error.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_no_torn_entry() {
    let ack = Ack::start();
    let home = Home::empty();
    let mut before = Vec::new();
    // As long as it takes to be a few bytes below a block.
    while before.len() % 1024 < 924 {
        assert_eq!(code(&home.ack(&ack, &["get", "c0nothing"])), 4);
        before = fs::read(history_file(&home)).unwrap();
    }
    let program = home.at_home(ack.program());
    let mut shell = Command::new("bash");
    shell.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let limit = format!("trap '' XFSZ; ulimit -f {}; exec \"$@\"", before.len().div_ceil(1024));
    shell.args(["-c", &limit, "bash"]).arg(program.get_program()).args(program.get_args());
    let output = run(shell.args(["get", "c0nothing", "-v"]));
    assert_eq!(code(&output), 4, "{}", said(&output));
    assert_eq!(fs::read(history_file(&home)).unwrap(), before);
    assert!(said(&output).contains("the history was not written"), "{}", said(&output));
}

#[test]
fn the_diagnostics_leave_a_damaged_history_where_it_is() {
    let home = Home::with(MINE);
    fs::create_dir_all(state(&home)).unwrap();
    fs::write(history_file(&home), "no entry\n").unwrap();
    assert_eq!(code(&home.offline(&["diagnostics"])), 0);
    assert_eq!(fs::read_to_string(history_file(&home)).unwrap(), "no entry\n");
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_is_lost_is_told() {
    let home = Home::with(MINE);
    let mut program = home.at_home(super::support::program());
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let ended = program.arg("contexts").stdout(full).stderr(std::process::Stdio::piped());
    let ended = ended.output().unwrap();
    let told = text(&ended.stderr);
    assert!(code(&ended) == 1 && told.contains("No space left"), "{told}");
}
