//! `demo`: what it prints leads tools to it, a real kubectl among them.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use super::support::{code, program, run, text};

/// `ack-kubeconfig demo`, and what it printed.
struct Demo {
    child: Child,
    exports: Vec<String>,
    endpoint: String,
    first_cluster: String,
}

impl Demo {
    fn start() -> Self {
        let mut child = program().arg("demo").stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut demo = Self {
            child,
            exports: Vec::new(),
            endpoint: String::new(),
            first_cluster: String::new(),
        };
        while demo.first_cluster.is_empty() {
            let line = lines.next().expect("a line for each cluster").unwrap();
            if line.starts_with("export ") {
                demo.exports.push(line);
            } else if let Some(endpoint) = line.strip_prefix("# API endpoint: ") {
                endpoint.clone_into(&mut demo.endpoint);
            } else if let Some(cluster) = line.strip_prefix("# c") {
                demo.first_cluster = format!("c{}", cluster.split(' ').next().unwrap());
            }
        }
        demo
    }

    /// The program in a shell into which the printed lines were pasted.
    fn pasted(&self, words: &str) -> Command {
        let mut shell = Command::new("sh");
        let program = env!("CARGO_BIN_EXE_ack-kubeconfig");
        let script = format!("{}\nexec {program} {words}", self.exports.join("\n"));
        shell.args(["-c", &script]);
        shell
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn kubectl(file: &std::path::Path, words: &[&str]) -> std::process::Output {
    let mut kubectl = Command::new("kubectl");
    kubectl.arg("--kubeconfig").arg(file).args(words);
    assert!(
        Command::new("kubectl").args(["version", "--client"]).output().is_ok(),
        "kubectl is missing: ./test installs it"
    );
    run(&mut kubectl)
}

#[test]
fn a_pasted_demo_gives_a_kubeconfig_that_kubectl_works_with() {
    let demo = Demo::start();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("demo.kubeconfig");
    let words =
        format!("get {} --endpoint {} -o {}", demo.first_cluster, demo.endpoint, file.display());
    let got = run(&mut demo.pasted(&words));
    assert_eq!(code(&got), 0, "{}", text(&got.stderr));

    let version = kubectl(&file, &["version"]);
    assert_eq!(code(&version), 0, "{}", text(&version.stderr));
    assert!(text(&version.stdout).contains("Server Version"));
    let namespaces = kubectl(&file, &["get", "namespaces", "-o", "name"]);
    assert_eq!(code(&namespaces), 0, "{}", text(&namespaces.stderr));
    assert!(text(&namespaces.stdout).lines().any(|line| line == "namespace/default"));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_the_demo_as_it_should() {
    let mut demo = Demo::start();
    let pid = demo.child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
    assert_eq!(demo.child.wait().unwrap().code(), Some(0));
}

#[test]
fn get_with_demo_needs_no_account() {
    let demo = Demo::start();
    let output = run(program().args(["--demo", "get", &demo.first_cluster]));
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("kind: Config"));
}
