//! Signing in, in a real window: a real keychain, the environment as a desktop leaves it, and the
//! aliyun CLI run in a real terminal.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Stdio;

use serde_json::json;

use crate::ack::Ack;
use crate::desktop::{Desktop, Service, wait_for};
use crate::program::{Program, files};

fn start_keyring(desktop: &Desktop) -> Service {
    let mut command = desktop.command("gnome-keyring-daemon");
    command.args(["--unlock", "--foreground", "--components=secrets"]);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut service = Service::spawn(command);
    service.child.stdin.take().unwrap().write_all(b"open").unwrap();
    wait_for("the Secret Service", || {
        let ask = [
            "--session",
            "--print-reply",
            "--dest=org.freedesktop.DBus",
            "/",
            "org.freedesktop.DBus.NameHasOwner",
            "string:org.freedesktop.secrets",
        ];
        let answer = desktop.command("dbus-send").args(ask).output().unwrap();
        String::from_utf8_lossy(&answer.stdout).contains("boolean true").then_some(())
    });
    service
}

/// Types the demo's key, and has it kept under a name.
fn keep(program: &Program<'_>, ack: &Ack, name: &str) {
    program.wait_for_name("label", "nothing found");
    program.wait_for_node("the box", |node| {
        node.name == "Keep in the system keychain" && node.is("checked")
    });
    program.fill("AccessKey ID", ack.demo.credentials().access_key_id());
    program.fill("AccessKey secret", ack.secret());
    program.fill("Name in the keychain", name);
    program.press("Return");
    program.wait_for_name("label", &format!("Kept in the system keychain as {name}"));
    program.wait_for_name("label", "RAM user");
}

#[test]
fn a_key_that_is_kept_in_the_keychain_signs_in_at_the_next_start() {
    let desktop = Desktop::start();
    let _keyring = start_keyring(&desktop);
    let ack = Ack::start();
    let program = Program::start(&desktop, &[], &ack.places());
    keep(&program, &ack, "work");
    let (status, output) = program.close();
    assert_eq!(status.code(), Some(0), "{output}");

    // The service keeps it, and nobody else: no file holds the secret in the clear.
    let lookup = ["lookup", "service", "ack-kubeconfig", "username", "work"];
    assert!(desktop.run("secret-tool", &lookup).contains(ack.secret()));
    for path in files(&desktop.home()) {
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        assert!(!text.contains(ack.secret()), "{}", path.display());
    }

    let again = Program::start(&desktop, &[], &ack.places());
    again.wait_for_name("label", "RAM user");
    again.click("link", "Edit");
    again.fill("Name", "home");
    again.press("Return");
    again.wait_for_name("label", "Kept in the system keychain as home");
    again.click("link", "Edit");
    again.click("push button", "Forget");
    again.wait_for_name("label", "no account");
    wait_for("the keychain to forget", || {
        let lookup = ["lookup", "service", "ack-kubeconfig", "username", "home"];
        let found = desktop.command("secret-tool").args(lookup).output().unwrap();
        found.stdout.is_empty().then_some(())
    });
    let (status, output) = again.close();
    assert_eq!(status.code(), Some(0), "{output}");
    assert!(!output.contains(ack.secret()));
}

#[test]
fn an_account_that_is_gone_from_the_keychain_gives_way_to_the_usual_profile() {
    let desktop = Desktop::start();
    let _keyring = start_keyring(&desktop);
    let ack = Ack::start();
    let program = Program::start(&desktop, &[], &ack.places());
    keep(&program, &ack, "work");
    program.close();
    desktop.run("secret-tool", &["clear", "service", "ack-kubeconfig", "username", "work"]);
    let profile = json!({ "name": "usual", "mode": "AK", "access_key_secret": ack.secret(),
                          "access_key_id": ack.demo.credentials().access_key_id() });
    write_config(&desktop, &profile);
    let program = Program::start(&desktop, &[], &ack.places());
    program.wait_for_name("label", "RAM user");
    program.close();
}

#[test]
fn without_a_keychain_the_box_is_off_and_says_why() {
    let desktop = Desktop::start();
    let ack = Ack::start();
    let program = Program::start(&desktop, &[], &ack.places());
    program.wait_for_name("label", "There is no keychain service on this desktop.");
    program.wait_for_node("the box", |node| {
        node.name == "Keep in the system keychain" && !node.is("enabled")
    });
    program.fill("AccessKey ID", ack.demo.credentials().access_key_id());
    program.fill("AccessKey secret", ack.secret());
    program.press("Return");
    program.wait_for_name("label", "RAM user");
    program.close();
}

/// A program of the user's, in a folder that only a login shell's PATH has.
fn write_program(desktop: &Desktop, name: &str, text: &str) {
    let folder = desktop.home().join("bin");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
}

fn write_config(desktop: &Desktop, profile: &serde_json::Value) {
    let folder = desktop.home().join(".aliyun");
    fs::create_dir_all(&folder).unwrap();
    let config = json!({ "current": profile["name"], "profiles": [profile] });
    fs::write(folder.join("config.json"), config.to_string()).unwrap();
}

/// What a desktop gives to what it starts: a bare PATH, and no shell above.
fn as_from_a_desktop(ack: &Ack) -> Vec<(&'static str, &str)> {
    let mut environment = ack.places();
    environment.extend([("PATH", "/usr/bin:/bin"), ("SHELL", "/bin/bash")]);
    environment
}

#[test]
fn started_from_a_desktop_it_has_what_the_login_shell_has() {
    let desktop = Desktop::start();
    let ack = Ack::start();
    let key = ack.demo.credentials();
    let variables = format!(
        "echo noise; export ALIBABA_CLOUD_ACCESS_KEY_ID={}\n\
         export ALIBABA_CLOUD_ACCESS_KEY_SECRET={}\nexport PATH=$HOME/bin:$PATH\n",
        key.access_key_id(),
        ack.secret(),
    );
    fs::write(desktop.home().join(".bash_profile"), variables).unwrap();
    let program = Program::start(&desktop, &[], &as_from_a_desktop(&ack));
    program.wait_for_name("label", "RAM user");
    program.wait_for_name("label", "from the login shell");
    let (_, output) = program.close();
    assert!(!output.contains(ack.secret()));
}

#[test]
fn a_program_is_found_on_the_login_shells_path() {
    let desktop = Desktop::start();
    let ack = Ack::start();
    let printed = json!({ "mode": "AK", "access_key_secret": ack.secret(),
                          "access_key_id": ack.demo.credentials().access_key_id() });
    write_program(&desktop, "give-key", &format!("#!/bin/sh\necho '{printed}'\n"));
    let path = "export PATH=$HOME/bin:$PATH\n";
    fs::write(desktop.home().join(".bash_profile"), path).unwrap();
    write_config(
        &desktop,
        &json!({ "name": "work", "mode": "External", "process_command": "give-key" }),
    );
    let program = Program::start(&desktop, &[], &as_from_a_desktop(&ack));
    program.wait_for_name("label", "RAM user");
    program.close();
}

#[test]
fn the_command_that_renews_a_sign_in_runs_in_a_terminal_and_the_window_goes_on() {
    let desktop = Desktop::start();
    let ack = Ack::start();
    write_config(
        &desktop,
        &json!({ "name": "sso", "mode": "CloudSSO",
        "cloud_sso_sign_in_url": "https://signin.example.com", "cloud_sso_account_id": "1",
        "cloud_sso_access_config": "ac-1", "sts_expiration": 1 }),
    );
    let renewed = json!({ "current": "sso", "profiles": [{ "name": "sso", "mode": "AK",
        "access_key_id": ack.demo.credentials().access_key_id(),
        "access_key_secret": ack.secret() }] });
    // Stands in for the aliyun CLI, which signs in by the browser.
    write_program(
        &desktop,
        "aliyun",
        &format!(
            "#!/bin/sh\necho \"$*\" >$HOME/asked\necho '{renewed}' >$HOME/.aliyun/config.json\n"
        ),
    );
    let path = "export PATH=$HOME/bin:$PATH\n";
    fs::write(desktop.home().join(".bash_profile"), path).unwrap();
    let mut environment = as_from_a_desktop(&ack);
    environment.push(("TERMINAL", "xterm"));
    let program = Program::start(&desktop, &[], &environment);
    program.wait_for_name("label", "The CloudSSO sign-in of profile sso has ended");
    program.click("link", "Run in a terminal");
    let asked = wait_for("the command to run", || {
        let asked = fs::read_to_string(desktop.home().join("asked")).ok();
        asked.filter(|asked| asked.ends_with('\n'))
    });
    assert_eq!(asked, "configure --profile sso --mode CloudSSO\n");
    program.wait_for_name("label", "RAM user");
    // The terminal has stayed open, and Enter closes it.
    let search = ["search", "--sync", "--onlyvisible", "--class", "xterm"];
    let terminal = desktop.run("xdotool", &search);
    let terminal = terminal.lines().next().unwrap();
    desktop.run("xdotool", &["windowactivate", "--sync", terminal, "key", "Return"]);
    wait_for("the end of the terminal", || {
        let mut search = desktop.command("xdotool");
        let found = search.args(["search", "--onlyvisible", "--class", "xterm"]).output().unwrap();
        found.stdout.is_empty().then_some(())
    });
    program.activate();
    program.close();
}
