//! What is printed, byte for byte, and what never is.

use std::io::Read as _;
use std::process::Stdio;

use ack_kubeconfig::demo::Fault;
use secrecy::ExposeSecret as _;

use super::support::{Ack, code, program, run, text};

/// A kubeconfig with everything that a formatter would change.
const ODD: &str = "\n\u{feff}# a comment\r\nkind:   Config\ncurrent-context: 'c'\n\
    clusters: [{name: a, cluster: {server: 'https://192.0.2.1'}}]   \n\
    contexts: [{name: c, context: {cluster: a, user: u}}]\nusers: [{name: u, user: {}}]";

#[test]
fn stdout_is_the_document_byte_for_byte() {
    let odd = ODD.replace('\u{feff}', "");
    let ack = Ack::with(Fault::KubeconfigText(odd.clone()));
    let output = run(ack.program().args(["get", ack.id()]));
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    assert_eq!(text(&output.stdout), odd);
}

#[test]
fn both_schemes_endpoints_and_durations_reach_the_service() {
    let ack = Ack::start();
    for (words, target, authorization) in [
        (vec!["--signature", "roa"], "PrivateIpAddress=false", "acs "),
        (vec!["--signature", "acs3", "--private"], "PrivateIpAddress=true", "ACS3-HMAC-SHA256 "),
        (vec!["--duration", "1h30m"], "TemporaryDurationMinutes=90", "acs "),
    ] {
        let output = run(ack.program().args(["get", ack.id()]).args(&words));
        assert_eq!(code(&output), 0, "{words:?}: {}", text(&output.stderr));
        let request = ack.demo.requests().pop().unwrap();
        assert!(request.target.contains(target), "{words:?}: {}", request.target);
        assert!(request.header("authorization").unwrap().starts_with(authorization));
    }
}

#[test]
fn a_temporary_key_is_used_with_its_token() {
    let ack = Ack::start();
    let temporary = ack.demo.sts_credentials();
    let endpoint = ack.demo.endpoint().as_str();
    let output = run(ack.program_as(&temporary).args(["get", ack.id(), "--endpoint", endpoint]));
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
}

#[test]
fn the_highest_log_level_shows_no_secret() {
    let ack = Ack::start();
    let temporary = ack.demo.sts_credentials();
    let endpoint = ack.demo.endpoint().as_str();
    let mut program = ack.program_as(&temporary);
    let output =
        run(program.env("RUST_LOG", "trace").args(["-v", "get", ack.id(), "--endpoint", endpoint]));
    assert_eq!(code(&output), 0);
    let logged = text(&output.stderr);
    assert!(logged.contains("ack_kubeconfig"), "nothing was logged");
    assert!(!logged.contains(temporary.access_key_secret().expose_secret()));
    assert!(!logged.contains(temporary.security_token().unwrap().expose_secret()));
}

#[test]
fn dangers_in_the_document_are_told_on_stderr_and_nothing_is_run() {
    let folder = tempfile::tempdir().unwrap();
    let touched = folder.path().join("touched");
    let document = format!(
        "kind: Config\ncurrent-context: c\nclusters: [{{name: a, cluster: {{server: 'https://x', \
         insecure-skip-tls-verify: true}}}}]\ncontexts: [{{name: c, context: {{cluster: a, user: u}}}}]\n\
         users: [{{name: u, user: {{exec: {{command: touch, args: ['{}']}}}}}}]\n",
        touched.display()
    );
    let ack = Ack::with(Fault::KubeconfigText(document.clone()));
    let output = run(ack.program().args(["get", ack.id()]));
    assert_eq!((code(&output), text(&output.stdout)), (0, document.as_str()));
    let told = text(&output.stderr);
    assert!(
        told.contains("insecure-skip-tls-verify") && told.contains("run the program touch"),
        "{told}"
    );
    assert!(!touched.exists());
}

#[test]
fn whoever_reads_only_the_beginning_meets_no_panic() {
    let ack = Ack::start();
    let mut program = ack.program();
    program.args(["get", ack.id()]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = program.spawn().unwrap();
    drop(child.stdout.take());
    let mut told = String::new();
    child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    child.wait().unwrap();
    assert!(!told.contains("panicked"), "{told}");
}

#[test]
fn help_and_version_are_on_stdout() {
    let help = run(program().arg("--help"));
    assert_eq!(code(&help), 0);
    for word in ["get", "demo", "--endpoint", "--signature", "--timeout", "Exit codes", "130"] {
        assert!(text(&help.stdout).contains(word), "{word}");
    }
    let version = run(program().arg("--version"));
    assert_eq!(text(&version.stdout), concat!("ack-kubeconfig ", env!("CARGO_PKG_VERSION"), "\n"));
}
