//! What is printed, byte for byte, and what never is.

use std::io::Read as _;
use std::process::Stdio;
use std::sync::{Arc, Mutex};

use ack_kubeconfig::demo::Fault;
use secrecy::ExposeSecret as _;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

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

/// A proxy between program and service, which keeps what the service says.
fn listening_in_front_of(ack: &Ack) -> (String, Arc<Mutex<Vec<u8>>>) {
    let api = ack.demo.endpoint().host();
    let listener = ack.runtime().block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let heard = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&heard);
    ack.runtime().spawn(async move {
        let (outside, _) = listener.accept().await.unwrap();
        let (mut from_program, mut to_program) = outside.into_split();
        let (mut from_api, mut to_api) = TcpStream::connect(api).await.unwrap().into_split();
        tokio::spawn(async move { tokio::io::copy(&mut from_program, &mut to_api).await });
        let mut buffer = [0; 4096];
        while let Ok(length @ 1..) = from_api.read(&mut buffer).await {
            kept.lock().unwrap().extend_from_slice(&buffer[..length]);
            to_program.write_all(&buffer[..length]).await.unwrap();
        }
    });
    (endpoint, heard)
}

#[test]
fn stdout_is_what_was_on_the_wire() {
    let ack = Ack::start();
    let (endpoint, heard) = listening_in_front_of(&ack);
    let mut program = ack.program_as(ack.demo.credentials());
    let output = run(program.args(["get", ack.id(), "--endpoint", &endpoint]));
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    let heard = heard.lock().unwrap();
    let (_, body) = text(&heard).split_once("\r\n\r\n").unwrap();
    let body: serde_json::Value = serde_json::from_str(body).unwrap();
    assert_eq!(text(&output.stdout), body["config"].as_str().unwrap());
}

#[test]
fn a_request_to_this_machine_goes_through_no_proxy() {
    let ack = Ack::start();
    let proxy = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    proxy.set_nonblocking(true).unwrap();
    let address = format!("http://{}", proxy.local_addr().unwrap());
    let mut program = ack.program();
    for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
        program.env(name, &address);
    }
    let output = run(program.env_remove("NO_PROXY").env_remove("no_proxy").args(["get", ack.id()]));
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    assert!(proxy.accept().is_err(), "the proxy was asked");
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
fn with_v_the_request_its_status_and_its_id_are_told() {
    let ack = Ack::start();
    let output = run(ack.program().args(["get", "-v", ack.id()]));
    let request = ack.demo.requests().pop().unwrap();
    let told = text(&output.stderr);
    assert!(told.contains(&format!("GET {}{}", ack.demo.endpoint(), request.target)), "{told}");
    assert!(told.contains("status=200"), "{told}");
    let (_, id) = told.split_once("request_id=\"").unwrap();
    assert_eq!(id.find('"'), Some(36), "{told}");
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

/// The document is larger than any pipe, so the program is still writing when the reader leaves.
#[test]
fn a_reader_who_leaves_early_meets_no_panic_and_no_complaint() {
    let line = "# a line that nobody reads\n".repeat(40_000);
    let ack = Ack::with(Fault::KubeconfigText(format!("{ODD}\n{line}").replace('\u{feff}', "")));
    let mut program = ack.program();
    program.args(["get", ack.id()]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = program.spawn().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut [0; 10]).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert_eq!((code(&output), text(&output.stderr)), (1, ""));
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
