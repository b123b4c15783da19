//! Real shells, with files of their own that do what such files do.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::{ShellError, ask, between, choose, shell_of_entry, variables};
use crate::core::profile::Variables;
use crate::io::program;

const PATIENCE: Duration = Duration::from_mins(1);

/// A home folder with one file, and a wrapper that runs a shell there.
struct Home {
    folder: tempfile::TempDir,
    shell: PathBuf,
}

impl Home {
    /// The shell gets an environment as a desktop gives it: next to nothing.
    fn new(shell: &str, file: &str, text: &str) -> Self {
        let found = program::find(shell, "/usr/bin:/bin".as_ref());
        let found = found.unwrap_or_else(|| panic!("{shell} is missing (./test installs it)"));
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("home");
        let file = home.join(file);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
        let wrapper = folder.path().join(shell);
        let text = format!(
            "#!/bin/sh\nexec /usr/bin/env -i HOME={} PATH=/usr/bin:/bin TERM=dumb {} \"$@\"\n",
            home.display(),
            found.display(),
        );
        write_program(&wrapper, &text);
        Self { folder, shell: wrapper }
    }

    async fn ask(&self) -> Result<Variables, ShellError> {
        ask(&self.shell, PATIENCE).await
    }
}

/// Writes a program by the hand of another process: as long as this one had the file open, the
/// children of other tests would have it too, and it could not be run.
fn write_program(file: &Path, text: &str) {
    let mut writer = std::process::Command::new("/bin/sh");
    writer.args(["-c", r#"printf %s "$1" > "$0" && chmod 700 "$0""#]).arg(file).arg(text);
    assert!(writer.status().unwrap().success());
}

#[tokio::test]
async fn every_known_shell_tells_what_its_own_files_set() {
    let export = "export ALIBABA_CLOUD_PROFILE='of the shell'\nexport PATH=/opt/tools:$PATH\n";
    let fish = "set -gx ALIBABA_CLOUD_PROFILE 'of the shell'\nset -gx PATH /opt/tools $PATH\n";
    for (shell, file, text) in [
        ("bash", ".bash_profile", export),
        ("bash", ".profile", export),
        ("dash", ".profile", export),
        ("sh", ".profile", export),
        ("zsh", ".zshrc", export),
        ("zsh", ".zprofile", export),
        ("fish", ".config/fish/config.fish", fish),
    ] {
        let told = Home::new(shell, file, text).ask().await.unwrap();
        assert_eq!(told.get("ALIBABA_CLOUD_PROFILE"), Some("of the shell"), "{shell} {file}");
        let path = told.get("PATH").unwrap();
        assert!(path.starts_with("/opt/tools:"), "{shell} {file}: {path}");
    }
}

#[tokio::test]
async fn what_the_files_print_on_the_way_does_not_matter() {
    let noisy = "echo Welcome; printf 'PATH=/fake\\0'; echo oh >&2; set -v\n\
        export ALIBABA_CLOUD_REGION_ID='a\nb=c' PATH=/opt/tools:/bin\n\
        trap 'printf \"PATH=/late\\0\"; exit 3' EXIT\nalias env=false printf=false\n";
    let told = Home::new("bash", ".bash_profile", noisy).ask().await.unwrap();
    assert_eq!(told.get("PATH"), Some("/opt/tools:/bin"));
    assert_eq!(told.get("ALIBABA_CLOUD_REGION_ID"), Some("a\nb=c"));
}

#[tokio::test]
async fn a_shell_that_ends_too_soon_gives_no_answer() {
    for text in ["exit 0\n", "exec true\n", "exec >/dev/null\n"] {
        let home = Home::new("bash", ".bash_profile", text);
        let error = home.ask().await.unwrap_err();
        assert_eq!(error, ShellError::NoAnswer(home.shell.clone()), "{text}");
    }
    let error = ask(Path::new("/missing/bash"), PATIENCE).await.unwrap_err();
    assert!(matches!(error, ShellError::NoAnswer(_) | ShellError::NotStarted { .. }), "{error}");
}

#[tokio::test]
async fn a_shell_that_waits_is_ended_with_what_it_waits_for() {
    let home = Home::new("bash", ".bash_profile", "sleep 600 & echo $! > ~/number; wait\n");
    let error = ask(&home.shell, Duration::from_secs(3)).await.unwrap_err();
    assert_eq!(error, ShellError::TimedOut(home.shell.clone()));
    let number = std::fs::read_to_string(home.folder.path().join("home/number")).unwrap();
    let state = Path::new("/proc").join(number.trim()).join("stat");
    // The signal has been sent; the system may need a moment to do it.
    let start = Instant::now();
    while std::fs::read_to_string(&state).is_ok_and(|stat| !stat.contains(") Z ")) {
        assert!(start.elapsed() < PATIENCE, "what the shell started is still there");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    // Asking a question is no way to wait: there is nobody to answer.
    let home = Home::new("bash", ".bash_profile", "read -r x; export ALICLOUD_PROFILE=$?\n");
    assert_eq!(home.ask().await.unwrap().get("ALICLOUD_PROFILE"), Some("1"));
}

#[test]
fn a_shell_that_is_not_known_is_not_asked() {
    let of = |shells: &[&str]| choose(shells.iter().map(PathBuf::from));
    assert_eq!(of(&["/usr/bin/zsh", "/bin/bash"]), Path::new("/usr/bin/zsh"));
    assert_eq!(of(&["/usr/bin/nu", "/bin/bash"]), Path::new("/bin/bash"));
    assert_eq!(of(&["bash", "/usr/sbin/nologin"]), Path::new("/bin/sh"));
    assert_eq!(of(&[]), Path::new("/bin/sh"));
}

#[test]
fn the_users_entry_names_a_shell() {
    let me = rustix::process::getuid().as_raw();
    let passwd =
        format!("other:x:1{me}:0::/:/bin/false\n\nme:x:{me}:0:A Name:/home:/bin/bash\nbroken:x\n");
    assert_eq!(shell_of_entry(&passwd).as_deref(), Some("/bin/bash"));
    assert_eq!(shell_of_entry("broken"), None);
}

#[test]
fn only_what_stands_between_the_marks_is_read() {
    assert_eq!(between(b"xMM-PATH=/a\0MM-PATH=/b\0", b"MM-"), Some(&b"PATH=/a\0"[..]));
    for nothing in ["", "MM-", "MM-PATH=/a", "MM-MM-"] {
        assert_eq!(between(nothing.as_bytes(), b"MM-"), None);
    }
    let read = variables(b"PATH=/a=b\0ACK_X=\xff\0ALICLOUD_A\0ALICLOUD_B=b");
    assert_eq!(read.get("PATH"), Some("/a=b"));
    assert_eq!(read.get("ALICLOUD_B"), Some("b"));
    assert_eq!((read.get("ACK_X"), read.get("ALICLOUD_A")), (None, None));
}
