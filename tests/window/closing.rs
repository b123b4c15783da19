//! Closing the window while the user's kubeconfig is being written: the file is as it was, or
//! wholly new, and the program ends.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::ack::Ack;
use crate::desktop::Desktop;
use crate::program::{Program, files};

/// Ample for a program that waits for a file; one that waits for a lock of others would need 10 s.
const SOON: Duration = Duration::from_secs(8);

/// A file of the user's own, so large that it is not written in no time.
fn write_mine(desktop: &Desktop) -> (PathBuf, String) {
    let file = desktop.home().join(".kube/config");
    fs::create_dir(file.parent().unwrap()).unwrap();
    let remarks = "# a remark of mine that stays where it is\n".repeat(50_000);
    let mine = format!(
        "{remarks}apiVersion: v1\nkind: Config\nclusters:\n- name: kubernetes\n  \
         cluster: {{server: \"https://127.0.0.1:8443\"}}\ncontexts:\n- name: minikube\n  \
         context: {{cluster: kubernetes, user: me}}\nusers:\n- name: me\n  \
         user: {{token: of-mine}}\ncurrent-context: minikube\n"
    );
    fs::write(&file, &mine).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    (file, mine)
}

/// A window in which a merge has been looked at, and can be written.
fn about_to_merge<'a>(desktop: &'a Desktop, ack: &Ack) -> Program<'a> {
    let program = Program::start(desktop, &[], &ack.environment());
    program.wait_for_name("label", "12 in 4 regions");
    program.click("entry", "Cluster ID");
    program.type_over(ack.demo.cluster("staging").unwrap().id.as_str());
    program.press("ctrl+Return");
    program.wait_for_name("label", "Retrieved in");
    program.press("ctrl+m");
    program.wait_for_name("label", "Adds 1 context.");
    program
}

fn lock_of(file: &Path) -> PathBuf {
    file.with_extension("lock")
}

fn names_beside(file: &Path) -> Vec<String> {
    let mut names: Vec<String> = files(file.parent().unwrap())
        .iter()
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .filter(|name| !name.starts_with("cache"))
        .collect();
    names.sort();
    names
}

#[test]
fn a_write_that_waits_for_kubectl_is_given_up_and_the_file_is_as_it_was() {
    let desktop = Desktop::start();
    let ack = Ack::start();
    let (file, mine) = write_mine(&desktop);
    let program = about_to_merge(&desktop, &ack);
    fs::write(lock_of(&file), "").unwrap();
    program.click("push button", "Merge");
    let closing = Instant::now();
    let (status, output) = program.close();
    assert_eq!(status.code(), Some(0), "{output}");
    assert!(closing.elapsed() < SOON, "{:?}", closing.elapsed());
    assert!(fs::read_to_string(&file).unwrap() == mine, "the file was changed");
    assert_eq!(names_beside(&file), ["config", "config.lock"], "the other's lock stays");
}

#[test]
fn a_write_under_way_is_finished_before_the_program_ends() {
    let desktop = Desktop::start();
    let ack = Ack::start();
    let (file, mine) = write_mine(&desktop);
    let program = about_to_merge(&desktop, &ack);
    // It stands still until both are asked of it: it hears of the end as the write begins.
    let merge = program.place("push button", "Merge");
    program.signal(Signal::STOP);
    program.click_at(merge);
    program.press("alt+F4");
    assert!(fs::read_to_string(&file).unwrap() == mine, "it did not stand still");
    program.signal(Signal::CONT);
    let (status, output) = program.close();
    assert_eq!(status.code(), Some(0), "{output}");

    let merged = fs::read_to_string(&file).unwrap();
    assert!(merged.len() > mine.len() && merged.starts_with(&mine[..mine.len() / 2]));
    assert_eq!(names_beside(&file), ["config"], "neither a lock nor half a file is left");
    let contexts = desktop.run("kubectl", &["config", "get-contexts", "-o", "name"]);
    assert_eq!(contexts, "minikube\nstaging\n");
    let backups = files(&desktop.home().join(".local/state/ack-kubeconfig"));
    let is_old = |path: &PathBuf| fs::read_to_string(path).is_ok_and(|text| text == mine);
    assert!(backups.iter().any(is_old), "no backup among {backups:?}");
}
