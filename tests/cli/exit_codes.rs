//! The exit codes, a contract.

use std::process::{Command, Stdio};

use ack_kubeconfig::core::acs::Credentials;
use ack_kubeconfig::demo::Fault;

use super::support::{Ack, code, program, run, text, wait_for};

#[test]
fn done_is_0_and_silent() {
    let ack = Ack::start();
    let output = run(ack.program().args(["get", ack.id()]));
    assert_eq!((code(&output), text(&output.stderr)), (0, ""));
}

#[test]
fn failed_is_1_and_nothing_is_printed_for_what_is_no_kubeconfig() {
    let ack = Ack::with(Fault::KubeconfigText("kind: Pod\n".into()));
    let output = run(ack.program().args(["get", ack.id()]));
    assert_eq!((code(&output), text(&output.stdout)), (1, ""));
    assert!(text(&output.stderr).contains("not a kubeconfig"));
}

#[test]
fn a_cluster_that_has_no_kubeconfig_to_give_is_1() {
    let ack = Ack::start();
    for (name, words, expected) in [
        ("legacy-ci", vec![], 1),
        ("internal-billing", vec![], 1),
        ("internal-billing", vec!["--private"], 0),
    ] {
        let id = ack.demo.cluster(name).unwrap().id.as_str();
        let output = run(ack.program().args(["get", id]).args(&words));
        assert_eq!(code(&output), expected, "{name}: {}", text(&output.stderr));
        assert_eq!(output.stdout.is_empty(), expected != 0);
    }
}

#[test]
fn wrong_usage_is_2_before_any_request() {
    let ack = Ack::start();
    for words in [
        vec!["get"],
        vec!["get", "c5/../x"],
        vec!["get", "c5b5", "--duration", "5m"],
        vec!["get", "c5b5", "--demo", "--profile", "x"],
        vec!["get", "c5b5", "--timeout", "0"],
        vec!["nothing"],
    ] {
        let output = run(ack.program().args(&words));
        assert_eq!(code(&output), 2, "{words:?}");
        assert_eq!(text(&output.stdout), "", "{words:?}");
        assert_ne!(text(&output.stderr), "", "{words:?}");
    }
    let plain = run(program().args(["get", "c5b5", "--endpoint", "http://example.com"]));
    assert_eq!(code(&plain), 2);
    assert_eq!(ack.demo.requests().len(), 0);
}

#[test]
fn credentials_missing_or_refused_are_3() {
    let ack = Ack::start();
    let missing = run(program().args(["get", ack.id()]));
    assert_eq!(code(&missing), 3);
    assert!(text(&missing.stderr).contains("ALIBABA_CLOUD_ACCESS_KEY_ID"));
    let id = ack.demo.credentials().access_key_id();
    let half = run(program().env("ALIBABA_CLOUD_ACCESS_KEY_ID", id).args(["get", ack.id()]));
    assert_eq!(code(&half), 3);

    let wrong = Credentials::new(id, &"a-wrong-secret".into(), None).unwrap();
    let unknown = Credentials::new("LTAI5tNobody", &"a-wrong-secret".into(), None).unwrap();
    for credentials in
        [wrong, unknown, ack.demo.inactive_credentials(), ack.demo.expired_sts_credentials()]
    {
        let endpoint = ack.demo.endpoint().as_str();
        let output =
            run(ack.program_as(&credentials).args(["get", ack.id(), "--endpoint", endpoint]));
        assert_eq!(code(&output), 3, "{}", text(&output.stderr));
        assert!(!text(&output.stderr).contains("a-wrong-secret"));
    }
}

#[test]
fn not_found_is_4_and_no_permission_is_5() {
    let ack = Ack::start();
    let nobody = run(ack.program().args(["get", "c00000000000000000000000000000000"]));
    assert_eq!(code(&nobody), 4);
    let denied = ack.demo.clusters().iter().find(|cluster| !cluster.permitted).unwrap();
    let output = run(ack.program().args(["get", denied.id.as_str()]));
    assert_eq!(code(&output), 5, "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("cs:DescribeClusterUserKubeconfig"));
}

#[test]
fn network_and_server_trouble_is_6() {
    let unavailable = Fault::Status {
        code: 503,
        error_code: "ServiceUnavailable".into(),
        message: "on demand".into(),
        retry_after_ms: Some(1),
    };
    for fault in [unavailable, Fault::HtmlPage, Fault::SlowHeaders] {
        let ack = Ack::with(fault.clone());
        let output = run(ack.program().args(["get", ack.id(), "--timeout", "1"]));
        assert_eq!(code(&output), 6, "{fault:?}: {}", text(&output.stderr));
    }
}

#[test]
fn nobody_at_the_endpoint_is_6() {
    // Bound and not listening: a port that was only let go may be somebody's own a moment later.
    let held = tokio::net::TcpSocket::new_v4().unwrap();
    held.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let endpoint = format!("http://{}", held.local_addr().unwrap());
    let ack = Ack::start();
    let mut program = ack.program_as(ack.demo.credentials());
    let output =
        run(program.args(["get", ack.id(), "--timeout", "1", "--endpoint", endpoint.as_str()]));
    assert_eq!((code(&output), text(&output.stdout)), (6, ""), "{}", text(&output.stderr));
}

#[cfg(unix)]
#[test]
fn ctrl_c_and_a_polite_end_are_130_and_quick() {
    for signal in ["-INT", "-TERM"] {
        cancelled_by(signal);
    }
}

#[cfg(unix)]
fn cancelled_by(signal: &str) {
    let ack = Ack::with(Fault::SlowHeaders);
    let mut program = ack.program();
    program.args(["get", ack.id()]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = program.spawn().unwrap();
    wait_for("the request", || (!ack.demo.requests().is_empty()).then_some(()));
    let started = std::time::Instant::now();
    let pid = child.id().to_string();
    assert!(Command::new("kill").args([signal, &pid]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(code(&output), 130);
    assert_eq!(text(&output.stdout), "");
    assert!(started.elapsed() < std::time::Duration::from_secs(5));
}
