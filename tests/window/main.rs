//! The whole way in a real window, as a person goes it: the display, the keyboard, the mouse,
//! the clipboard, the file dialog, the screen reader and kubectl are real.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail")]

mod ack;
mod again;
mod announcements;
mod chinese;
mod closing;
mod daily;
mod desktop;
mod fault;
mod fleet;
mod hearing;
mod keyboard;
mod looking;
mod low_vision;
mod newcomer;
mod notes;
mod program;
mod signed_in;
mod x11;

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use ack_kubeconfig::demo::{DemoAck, DemoOptions};
use desktop::{Desktop, Service, wait_for};
use program::{PROGRAM, Program, files};
use secrecy::ExposeSecret as _;

/// The secret of the demo account.
fn demo_secret() -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let demo = runtime.block_on(DemoAck::start(DemoOptions::default())).unwrap();
    demo.credentials().access_key_secret().expose_secret().to_owned()
}

/// The private key of a kubeconfig, as it stands there.
fn private_key(kubeconfig: &str) -> &str {
    let key = kubeconfig.split_once("client-key-data: ").unwrap().1;
    key.split_whitespace().next().unwrap()
}

/// The file holds the document and nobody else can read it.
fn assert_saved(path: &Path, document: &str) {
    wait_for("the file", || fs::read(path).ok().filter(|bytes| !bytes.is_empty()));
    assert_eq!(fs::read_to_string(path).unwrap(), document);
    assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
}

/// A real kubectl signs in to the cluster with the file.
fn assert_kubectl_works(desktop: &Desktop, path: &Path) {
    let kubectl = |arguments: &[&str]| {
        let file = ["--kubeconfig", path.to_str().unwrap()];
        desktop.run("kubectl", &[&file, arguments].concat())
    };
    assert!(kubectl(&["get", "namespaces", "-o", "name"]).contains("namespace/default\n"));
    assert!(kubectl(&["version"]).contains("Server Version: v1."));
}

/// By its class a desktop knows whose window it is: it gets the name and the icon of the entry.
fn assert_belongs_to_the_desktop_entry(desktop: &Desktop) {
    let entry = include_str!("../../packaging/linux/ack-kubeconfig.desktop");
    let class = entry.lines().find_map(|line| line.strip_prefix("StartupWMClass=")).unwrap();
    let class = format!("^{class}$");
    let windows = desktop.run("xdotool", &["search", "--onlyvisible", "--class", &class]);
    assert_eq!(windows.lines().count(), 1, "{windows}");
}

/// Five seconds in which nothing happens cost nothing. The time is what is measured here.
fn assert_idle(program: &Program<'_>) {
    let rest = |time| {
        let before = program.ticks();
        std::thread::sleep(time);
        program.ticks() - before
    };
    wait_for("the window to come to rest", || (rest(Duration::from_secs(1)) == 0).then_some(()));
    let ticks = rest(Duration::from_secs(5));
    assert!(ticks <= 1, "an idle window used {ticks} ticks in 5 s");
}

#[test]
fn from_the_first_window_to_a_kubeconfig_that_kubectl_uses() {
    let desktop = Desktop::start();
    let program = Program::start(&desktop, &["--demo"], &[]);
    // The demo fills its first cluster in.
    program.wait_for_node("the cluster id", |node| {
        node.role == "entry"
            && node.name == "Cluster ID"
            && node.text.as_ref().is_some_and(|id| id.len() == 33)
    });
    assert_belongs_to_the_desktop_entry(&desktop);
    program.press("ctrl+Return");
    program.wait_for_name("label", "Retrieved in");
    program.wait_for_name("document frame", "Kubeconfig text");
    program.wait_for_name("label", "signed in as 234567890123456789");
    program.wait_for_name("label", "private key, ");
    assert_idle(&program);

    program.press("ctrl+shift+c");
    program.wait_for_name("label", "Copied with its private key");
    let document = desktop.run("xclip", &["-selection", "clipboard", "-o"]);
    let key = private_key(&document);
    let heard = format!("{:?}", program.nodes());
    assert!(!heard.contains(&key[..16]), "a screen reader reads the private key out");

    program.press("ctrl+s");
    let field = program.wait_for_dialog();
    assert_eq!(field.text.as_deref(), Some("prod-payments-c5b5e80b.kubeconfig"));
    let by_dialog = desktop.home().join("by-dialog.kubeconfig");
    program.type_over(by_dialog.to_str().unwrap());
    program.press("Return");
    assert_saved(&by_dialog, &document);
    program.wait_for_name("label", &format!("Saved to {}", by_dialog.display()));
    assert_kubectl_works(&desktop, &by_dialog);

    program.wait_for_node("the window to be active again", |node| {
        node.role == "frame" && node.is("active")
    });
    program.click("link", "Type a path…");
    program.wait_for_node("the field for the path", |node| {
        node.role == "entry" && node.name == "Save to" && node.is("focused")
    });
    let by_hand = desktop.home().join("by-hand.kubeconfig");
    program.type_over(by_hand.to_str().unwrap());
    program.press("Return");
    assert_saved(&by_hand, &document);
    program.wait_for_name("label", &format!("Saved to {}", by_hand.display()));

    let (status, output) = program.close();
    assert_eq!(status.code(), Some(0), "{output}");
    assert_nothing_is_left(&desktop, &output, &[&by_dialog, &by_hand], key);
}

/// What stays behind is the settings, and the documents where they were asked for.
fn assert_nothing_is_left(desktop: &Desktop, output: &str, saved: &[&Path], key: &str) {
    let settings = desktop.home().join(".config/ack-kubeconfig/settings.yaml");
    assert!(fs::read_to_string(&settings).unwrap().contains("width: 1180"));
    let secret = demo_secret();
    let holds_secret = |text: &str| text.contains(key) || text.contains(&secret);
    assert!(!holds_secret(output) && !output.contains("panic"), "{output}");
    for path in files(&desktop.home()) {
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        let asked_for = saved.contains(&path.as_path());
        assert_eq!(holds_secret(&text), asked_for, "{}", path.display());
    }
    let clipboard = desktop.command("xclip").args(["-selection", "clipboard", "-o"]).output();
    assert!(!holds_secret(&String::from_utf8_lossy(&clipboard.unwrap().stdout)));
}

#[test]
fn an_account_of_the_environment_and_a_cluster_id_typed_in() {
    let desktop = Desktop::start();
    let mut demo = desktop.command(PROGRAM);
    demo.arg("demo").stdout(Stdio::piped()).stderr(Stdio::null());
    let mut demo = Service::spawn(demo);
    let banner = Banner::read(&mut demo);
    let key: Vec<_> = banner.exports.iter().map(|(name, value)| (&**name, &**value)).collect();

    let program = Program::start(&desktop, &["--endpoint", &banner.endpoint], &key);
    program.wait_for_name("label", "RAM user");
    program.click("entry", "Cluster ID");
    program.wait_for_node("the focus on the cluster id", |node| {
        node.role == "entry" && node.name == "Cluster ID" && node.is("focused")
    });
    program.type_over(&banner.cluster_id);
    program.click("push button", "Get kubeconfig");
    program.wait_for_name("label", "endpoint public");
    program.wait_for_name("label", "Retrieved in");

    program.click("link", "Type a path…");
    program.wait_for_node("the field for the path", |node| {
        node.role == "entry" && node.name == "Save to" && node.is("focused")
    });
    let path = desktop.home().join("typed.kubeconfig");
    program.type_over(path.to_str().unwrap());
    program.press("Return");
    program.wait_for_name("label", "Saved to");
    assert_saved(&path, &fs::read_to_string(&path).unwrap());
    assert_kubectl_works(&desktop, &path);

    program.click("radio button", "Private");
    program.wait_for_node("the choice", |node| node.name == "Private" && node.is("checked"));
    program.click("push button", "Get kubeconfig");
    program.wait_for_name("label", "endpoint private");
    program.wait_for_name("label", "server: https://192.168.");
    let (status, output) = program.close();
    assert_eq!(status.code(), Some(0), "{output}");
}

/// What `demo` prints to be pasted into a shell.
struct Banner {
    exports: Vec<(String, String)>,
    endpoint: String,
    cluster_id: String,
}

impl Banner {
    fn read(demo: &mut Service) -> Self {
        let stdout = demo.child.stdout.as_mut().unwrap();
        let mut lines = BufReader::new(stdout).lines();
        let mut exports = Vec::new();
        let mut endpoint = String::new();
        loop {
            let line = lines.next().unwrap().unwrap();
            if let Some(export) = line.strip_prefix("export ") {
                let (name, value) = export.split_once('=').unwrap();
                exports.push((name.to_owned(), value.to_owned()));
            } else if let Some(address) = line.strip_prefix("# API endpoint: ") {
                address.clone_into(&mut endpoint);
            } else if line.contains("running") && line.ends_with("staging") {
                let cluster_id = line.split_whitespace().nth(1).unwrap().to_owned();
                return Self { exports, endpoint, cluster_id };
            }
        }
    }
}

#[test]
fn without_a_display_the_program_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = std::process::Command::new(PROGRAM);
    command.arg("--demo").env_clear().env("HOME", folder.path()).stdin(Stdio::null());
    let output = command.output().unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{errors}");
    assert!(errors.starts_with("error: no window can be opened here: "), "{errors}");
    assert!(!errors.contains("panic") && errors.trim().lines().count() == 1, "{errors}");
}

#[test]
fn without_opengl_the_program_says_what_to_install() {
    let desktop = Desktop::start();
    let output = desktop
        .command(PROGRAM)
        .arg("--demo")
        .env("LANG", "C.UTF-8")
        .env("__EGL_VENDOR_LIBRARY_DIRS", "/nonexistent")
        .env("LIBGL_DRIVERS_PATH", "/nonexistent")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{errors}");
    assert!(errors.contains("error: no window can be opened here: no driver"), "{errors}");
    assert!(errors.contains("apt install libegl1 libgl1-mesa-dri"), "{errors}");
    assert!(errors.contains("ack-kubeconfig get --help"), "{errors}");
    assert!(!errors.contains("panic") && !errors.contains("ConfigTemplate"), "{errors}");
}
