//! A real kubectl works with the kubeconfigs, as it is installed on this machine.

use std::path::Path;
use std::process::{Command, Output};

use ack_kubeconfig::core::acs::ApiServerEndpoint;
use ack_kubeconfig::demo::{DemoAck, USER_ID};

use crate::support::{ask, demo, get_kubeconfig, request};

/// A kubeconfig in a file, in a home directory of its own.
struct Home(tempfile::TempDir);

impl Home {
    async fn with_kubeconfig(demo: &DemoAck, cluster: &str) -> Self {
        let get = get_kubeconfig(demo, cluster, ApiServerEndpoint::Public);
        let text = ask(demo, &get).await.config();
        let home = tempfile::tempdir().expect("a directory");
        std::fs::write(home.path().join("config"), text).expect("a file");
        Self(home)
    }

    /// Runs kubectl, away from the runtime's own threads, which have to serve it.
    async fn kubectl(&self, arguments: &[&str]) -> Output {
        let mut command = kubectl(self.0.path());
        command.arg("--kubeconfig").arg(self.0.path().join("config")).args(arguments);
        tokio::task::spawn_blocking(move || command.output())
            .await
            .expect("the task ends")
            .expect("kubectl must be installed and in PATH for these tests")
    }

    #[track_caller]
    fn text(output: &Output) -> (String, String) {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (text(&output.stdout), text(&output.stderr))
    }
}

/// A kubectl that knows nothing of this machine's own clusters and proxies.
fn kubectl(home: &Path) -> Command {
    let mut command = Command::new("kubectl");
    command.env_clear().env("HOME", home);
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kubectl_reads_version_and_namespaces() {
    let demo = demo().await;
    let home = Home::with_kubeconfig(&demo, "prod-payments").await;

    let version = home.kubectl(&["version"]).await;
    let (out, err) = Home::text(&version);
    assert!(version.status.success(), "{out}{err}");
    assert!(out.contains("v1.34.1-aliyun.1"), "{out}{err}");

    let namespaces = home.kubectl(&["get", "namespaces"]).await;
    let (out, err) = Home::text(&namespaces);
    assert!(namespaces.status.success(), "{out}{err}");
    let mut lines = out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    assert_eq!(lines.next().unwrap(), ["NAME", "STATUS", "AGE"]);
    assert!(lines.any(|line| line == ["payments", "Active", "250d"]), "{out}");

    let names = home.kubectl(&["get", "ns", "payments", "-o", "name"]).await;
    let (out, err) = Home::text(&names);
    assert_eq!(out, "namespace/payments\n", "{err}");

    let pods = home.kubectl(&["get", "pods", "--all-namespaces"]).await;
    let (out, err) = Home::text(&pods);
    assert_eq!((out.as_str(), err.as_str()), ("", "No resources found\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kubectl_asks_what_it_may_do() {
    let demo = demo().await;
    let home = Home::with_kubeconfig(&demo, "prod-search").await;
    for (namespace, answer) in [("search", "yes"), ("default", "no")] {
        let output = home.kubectl(&["auth", "can-i", "list", "pods", "-n", namespace]).await;
        let (out, err) = Home::text(&output);
        assert!(out.starts_with(answer), "{namespace}: {out}{err}");
    }
    let rules = home.kubectl(&["auth", "can-i", "--list", "-n", "search"]).await;
    let (out, err) = Home::text(&rules);
    assert!(rules.status.success() && out.contains("pods"), "{out}{err}");
    let forbidden = home.kubectl(&["get", "namespaces"]).await;
    let (_, err) = Home::text(&forbidden);
    assert!(!forbidden.status.success() && err.contains("(Forbidden)"), "{err}");
    assert!(err.contains(USER_ID), "{err}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kubectl_is_locked_out_after_a_revocation() {
    let demo = demo().await;
    let home = Home::with_kubeconfig(&demo, "staging").await;
    assert!(home.kubectl(&["get", "namespaces"]).await.status.success());
    let path = format!("/k8s/{}/certs", demo.cluster("staging").unwrap().id);
    ask(&demo, &request("DELETE", "RevokeK8sClusterKubeConfig", &path, &[])).await;
    let output = home.kubectl(&["get", "namespaces"]).await;
    let (out, err) = Home::text(&output);
    assert!(!output.status.success(), "{out}{err}");
    assert!(err.contains("You must be logged in to the server"), "{err}");
}
