//! `-o FILE`: private, whole, and never in place of another without being told.

use std::fs;

use ack_kubeconfig::demo::Fault;

use super::support::{Ack, code, run, text};

#[test]
fn a_file_is_private_and_what_stdout_would_have_been() {
    let document = "kind: Config\nclusters: [{name: a}]\nusers: [{name: a}]\n\
                    contexts: [{name: a, context: {cluster: a, user: a}}]\n";
    let ack = Ack::with(Fault::KubeconfigText(document.into()));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("prod.kubeconfig");
    let output = run(ack.program().args(["get", ack.id(), "-o"]).arg(&path));
    assert_eq!((code(&output), text(&output.stdout)), (0, ""));
    assert_eq!(fs::read_to_string(&path).unwrap(), document);
    #[cfg(unix)]
    assert_eq!(super::support::mode(&path), 0o600);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn an_existing_file_is_kept_without_force() {
    let ack = Ack::start();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config");
    fs::write(&path, "precious").unwrap();
    let output = run(ack.program().args(["get", ack.id(), "-o"]).arg(&path));
    assert_eq!(code(&output), 7);
    assert!(text(&output.stderr).contains("--force"));
    assert_eq!(fs::read_to_string(&path).unwrap(), "precious");

    let output = run(ack.program().args(["get", ack.id(), "--force", "-o"]).arg(&path));
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    assert!(fs::read_to_string(&path).unwrap().contains("kind: Config"));
    #[cfg(unix)]
    assert_eq!(super::support::mode(&path), 0o600);
}

#[test]
fn what_cannot_be_written_is_7() {
    let ack = Ack::start();
    let folder = tempfile::tempdir().unwrap();
    for path in ["missing/config", "missing/folder/"] {
        let path = folder.path().join(path);
        let output = run(ack.program().args(["get", ack.id(), "--force", "-o"]).arg(&path));
        assert_eq!(code(&output), 7, "{}", text(&output.stderr));
    }
}

/// Not even root may make a file in `/proc`, so this holds whoever runs the tests.
#[cfg(target_os = "linux")]
#[test]
fn where_the_system_forbids_it_nothing_is_written() {
    let ack = Ack::start();
    for path in ["/proc/ack.kubeconfig", "/dev/null"] {
        let output = run(ack.program().args(["get", ack.id(), "--force", "-o", path]));
        assert_eq!((code(&output), text(&output.stdout)), (7, ""), "{}", text(&output.stderr));
        assert!(text(&output.stderr).contains(path), "{}", text(&output.stderr));
    }
}

#[test]
fn a_read_only_file_is_kept_even_with_force() {
    let ack = Ack::start();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config");
    fs::write(&path, "precious").unwrap();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let output = run(ack.program().args(["get", ack.id(), "--force", "-o"]).arg(&path));
    assert_eq!(code(&output), 7, "{}", text(&output.stderr));
    assert_eq!(fs::read_to_string(&path).unwrap(), "precious");
}

#[test]
fn a_failed_request_leaves_the_file_alone() {
    let ack = Ack::with(Fault::HtmlPage);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config");
    fs::write(&path, "precious").unwrap();
    let output = run(ack.program().args(["get", ack.id(), "--force", "-o"]).arg(&path));
    assert_eq!(code(&output), 6);
    assert_eq!(fs::read_to_string(&path).unwrap(), "precious");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "a leftover");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_old_file_as_it_was() {
    // A file size limit of the shell ends a write as a full disk does, with an error.
    let ack = Ack::start();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config");
    fs::write(&path, "precious").unwrap();
    let program = ack.program();
    let mut shell = std::process::Command::new("sh");
    shell.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
    shell.args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$@\"", "sh"]);
    shell.arg(program.get_program()).args(program.get_args());
    let output = run(shell.args(["get", ack.id(), "--force", "-o"]).arg(&path));
    assert_eq!(code(&output), 7, "{}", text(&output.stderr));
    assert_eq!(fs::read_to_string(&path).unwrap(), "precious");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "a leftover");
}

#[test]
fn nothing_is_written_for_what_is_no_kubeconfig() {
    let ack = Ack::with(Fault::KubeconfigText("hello".into()));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config");
    let output = run(ack.program().args(["get", ack.id(), "-o"]).arg(&path));
    assert_eq!(code(&output), 1);
    assert!(!path.exists());
}
