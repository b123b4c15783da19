//! What the command line says of each thing that can go wrong: provoked, and held against a text
//! that was looked at. `UPDATE_SNAPSHOTS=1` writes the text anew.

use std::fs;
#[cfg(unix)]
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};

use ack_kubeconfig::core::acs::codes::{CODES, KnownCode};
use ack_kubeconfig::demo::{DemoOptions, Fault};
use jiff::SignedDuration;

#[cfg(target_os = "linux")]
use super::https::{certificate, tls_in_front_of};
use super::support::{Ack, code, program, run, text};

/// What was said of all that went wrong.
#[derive(Default)]
struct Said(String);

impl Said {
    fn note(&mut self, what: &str, output: &Output, hidden: &[(&str, &str)]) {
        assert_eq!(text(&output.stdout), "", "{what}");
        let mut stderr = text(&output.stderr).to_owned();
        for (of_this_run, name) in hidden {
            stderr = stderr.replace(of_this_run, name);
        }
        // What was planned before it failed is another test's business.
        let stderr = stderr.lines().skip_while(|line| !line.starts_with("error: "));
        let stderr: Vec<String> = stderr.map(without_id).collect();
        let stderr = stderr.join("\n");
        self.0.push_str(&format!("## {what} → {}\n{stderr}\n\n", code(output)));
    }

    /// Compares with the text that was looked at.
    fn hold_against(&self, file: &str) {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(file);
        if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
            fs::write(&file, &self.0).unwrap();
        }
        let expected = fs::read_to_string(&file).unwrap();
        let whole = |text: &str| text.split("## ").map(str::to_owned).collect::<Vec<_>>();
        for (said, expected) in whole(&self.0).iter().zip(&whole(&expected)) {
            assert_eq!(said, expected, "run with UPDATE_SNAPSHOTS=1 and look at the difference");
        }
        assert_eq!(self.0.len(), expected.len(), "there are more or fewer");
    }
}

/// Request ids are new each time.
fn without_id(line: &str) -> String {
    match line.strip_prefix("  Request ID: ") {
        Some(_) => "  Request ID: ID".to_owned(),
        None => line.to_owned(),
    }
}

fn fault(known: &KnownCode) -> Fault {
    Fault::Status {
        code: known.statuses[0],
        error_code: known.code.replace('*', "X"),
        message: known.message.unwrap_or("on purpose").to_owned(),
        // What is tried again is tried again soon.
        retry_after_ms: Some(1),
    }
}

#[test]
fn each_code_of_the_service_is_told_with_its_next_step() {
    let ack = Ack::start();
    let host = ack.demo.endpoint().host();
    let mut said = Said::default();
    for known in CODES {
        ack.demo.set_fault(Some(fault(known)));
        let output = run(ack.program().args(["get", ack.id()]));
        let what = match known.message {
            Some(message) => format!("{} ({message})", known.code),
            None => known.code.to_owned(),
        };
        said.note(&what, &output, &[(&host, "HOST")]);
    }
    ack.demo.set_fault(Some(Fault::Status {
        code: 400,
        error_code: "Something.New".to_owned(),
        message: "Something new.".to_owned(),
        retry_after_ms: None,
    }));
    said.note("Something.New", &run(ack.program().args(["get", ack.id()])), &[(&host, "HOST")]);
    said.hold_against("errors-of-the-service.txt");
}

/// What the embedded ACK refuses by itself, with its own words.
#[test]
fn what_the_service_knows_better_is_told_with_its_next_step() {
    let ack = Ack::start();
    let host = ack.demo.endpoint().host();
    let hidden = [(host.as_str(), "HOST")];
    let mut said = Said::default();
    let id = |name: &str| ack.demo.cluster(name).unwrap().id.to_string();
    for (what, words) in [
        ("no permission", vec![id("audit-vault")]),
        ("no permission, temporary", vec![id("audit-vault"), "--duration".into(), "1h".into()]),
        ("no public endpoint", vec![id("internal-billing")]),
        ("no API server", vec![id("trial-sg")]),
        ("no such cluster", vec![format!("c{}", "0".repeat(32))]),
    ] {
        said.note(what, &run(ack.program().arg("get").args(words)), &hidden);
    }
    let denied = Fault::Status {
        code: 403,
        error_code: "Forbidden.RAM".to_owned(),
        message: "on purpose".to_owned(),
        retry_after_ms: None,
    };
    ack.demo.set_fault(Some(denied));
    said.note("no permission to list", &run(ack.program().arg("list")), &hidden);

    let late = Ack::of(DemoOptions {
        clock_offset: SignedDuration::from_secs(22 * 60 + 30),
        ..DemoOptions::default()
    });
    late.demo.set_fault(Some(Fault::Status {
        code: 400,
        error_code: "InvalidTimeStamp.Expired".to_owned(),
        message: "Specified time stamp or date value is expired.".to_owned(),
        retry_after_ms: None,
    }));
    let host = late.demo.endpoint().host();
    let output = run(late.program().args(["get", late.id()]));
    said.note("the clock is off", &output, &[(&host, "HOST")]);
    said.hold_against("errors-in-their-own-words.txt");
}

/// A command and what of its output is of this run alone.
type Provoked = (&'static str, Command, Vec<(String, &'static str)>);

#[cfg(target_os = "linux")]
#[test]
fn what_breaks_on_the_way_is_told_with_its_next_step() {
    let ack = Ack::start();
    let host = ack.demo.endpoint().host();
    // Bound and not listening, for as long as it is held.
    let held = tokio::net::TcpSocket::new_v4().unwrap();
    held.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let nobody = held.local_addr().unwrap().to_string();
    let at = |endpoint: &str| {
        let mut program = ack.program_as(ack.demo.credentials());
        // No proxy, no resolver and no lookup of the machine has a say.
        program.env("NO_PROXY", "*").args(["get", ack.id(), "--timeout", "2"]);
        program.args(["--endpoint", endpoint]);
        program
    };
    let (leaf, key, _root) = certificate();
    let port = tls_in_front_of(&ack, leaf, key);
    let mut no_roots = at("https://localhost:1");
    no_roots.env("SSL_CERT_FILE", "/nonexistent").env("SSL_CERT_DIR", "/nonexistent");
    let provoked: Vec<Provoked> = vec![
        ("nobody listens", at(&format!("http://{nobody}")), vec![(nobody, "HOST")]),
        (
            "an unknown certificate",
            at(&format!("https://localhost:{port}")),
            vec![(port.to_string(), "PORT")],
        ),
        ("no TLS", at(&format!("https://{host}")), vec![(host.clone(), "HOST")]),
        ("no roots", no_roots, vec![]),
    ];
    let mut said = Said::default();
    for (what, mut program, hidden) in provoked {
        let hidden: Vec<_> = hidden.iter().map(|(from, to)| (from.as_str(), *to)).collect();
        said.note(what, &run(&mut program), &hidden);
    }
    for (what, fault) in [
        ("silence", Fault::SlowHeaders),
        ("the connection is reset", Fault::Reset),
        ("half an answer", Fault::Truncated),
        ("a page", Fault::HtmlPage),
        ("a redirect", Fault::Redirect("https://example.com/".to_owned())),
        ("too much", Fault::Oversized(5)),
        ("too many headers", Fault::OversizedHeaders),
        ("no text", Fault::InvalidUtf8),
        ("no object", Fault::NestedArrays(3)),
        ("an error with 200", Fault::ErrorWith200),
        (
            "a document type",
            Fault::Body {
                content_type: "text/xml".to_owned(),
                bytes: b"<!DOCTYPE a [<!ENTITY b \"c\">]><a/>".to_vec(),
            },
        ),
        (
            "no kubeconfig",
            Fault::Body { content_type: "application/json".to_owned(), bytes: b"{}".to_vec() },
        ),
    ] {
        ack.demo.set_fault(Some(fault));
        said.note(what, &run(&mut at(ack.demo.endpoint().as_str())), &[(&host, "HOST")]);
    }
    said.hold_against("errors-on-the-way.txt");
}

#[cfg(unix)]
#[test]
fn each_trouble_with_a_file_is_told_with_its_next_step() {
    let ack = Ack::start();
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("folder")).unwrap();
    fs::write(at("binary"), b"\xff\xfe\x00").unwrap();
    fs::write(at("broken"), "clusters: [\n").unwrap();
    fs::write(at("empty"), "").unwrap();
    fs::write(at("locked"), "").unwrap();
    fs::write(at("locked.lock"), "").unwrap();
    fs::write(at("read-only"), "").unwrap();
    fs::set_permissions(at("read-only"), fs::Permissions::from_mode(0o400)).unwrap();
    // A hole, which costs no disk.
    fs::File::create(at("large")).unwrap().set_len(65 * 1024 * 1024).unwrap();
    fs::write(at("twice"), TWICE).unwrap();
    std::os::unix::fs::symlink(at("loop-b"), at("loop-a")).unwrap();
    std::os::unix::fs::symlink(at("loop-a"), at("loop-b")).unwrap();
    let shown = folder.path().to_str().unwrap().to_owned();
    let mut said = Said::default();
    let host = ack.demo.endpoint().host();
    let mut note = |what: &str, words: &[&str], file: Option<&str>| {
        let mut program = ack.program();
        program.args(words).env("XDG_STATE_HOME", at("state"));
        match file {
            Some(file) => program.arg("--kubeconfig").arg(at(file)),
            None => program.env("KUBECONFIG", ":"),
        };
        said.note(what, &run(&mut program), &[(&shown, "FOLDER"), (&host, "HOST")]);
    };
    let merge = ["merge", ack.id()];
    note("a folder", &merge, Some("folder"));
    note("links in a circle", &merge, Some("loop-a"));
    note("no text", &merge, Some("binary"));
    note("no YAML", &merge, Some("broken"));
    note("too large", &merge, Some("large"));
    note("read-only", &merge, Some("read-only"));
    note("locked", &merge, Some("locked"));
    note("a name twice", &["remove", "one"], Some("twice"));
    note("no such context", &["remove", "none"], Some("empty"));
    note("nothing to undo", &["undo"], Some("empty"));
    note("no file is meant", &["undo"], None);
    said.hold_against("errors-of-files.txt");
}

const TWICE: &str = "\
apiVersion: v1
kind: Config
contexts:
- {name: one, context: {cluster: a, user: b}}
- {name: one, context: {cluster: a, user: b}}
clusters: []
users: []
";

#[test]
fn a_profile_without_a_key_is_told_with_its_next_step() {
    let ack = Ack::start();
    let folder = tempfile::tempdir().unwrap();
    let aliyun = folder.path().join(".aliyun");
    fs::create_dir(&aliyun).unwrap();
    let profile = |name: &str, command: &str| {
        format!(r#"{{"name":"{name}","mode":"External","process_command":"{command}"}}"#)
    };
    let profiles = [
        profile("gone", "no-such-program-anywhere"),
        profile("fails", "/bin/sh -c 'echo MFA code expired >&2; exit 3'"),
        profile("odd", "/bin/echo hello"),
        r#"{"name":"ended","mode":"CloudSSO","cloud_sso_account_id":"1","cloud_sso_access_config":"ac",
            "cloud_sso_sign_in_url":"https://signin.example.com","access_key_id":"STS.x",
            "access_key_secret":"x","sts_token":"x","sts_expiration":1000000000}"#
            .to_owned(),
    ];
    let config = format!(r#"{{"current":"gone","profiles":[{}]}}"#, profiles.join(","));
    fs::write(aliyun.join("config.json"), config).unwrap();
    let mut said = Said::default();
    for name in ["gone", "fails", "odd", "ended", "nobody"] {
        let mut program = program();
        program.env("HOME", folder.path()).env("PATH", "/nonexistent");
        program.args(["get", ack.id(), "--profile", name]);
        let shown = folder.path().to_str().unwrap();
        said.note(name, &run(&mut program), &[(shown, "HOME")]);
    }
    said.hold_against("errors-of-profiles.txt");
}
