//! A kubeconfig file of a person, and what kubectl reads in it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::support::{Ack, run, text};

/// What a person's file looks like: comments, quotes, another tool's entries.
pub(crate) const MINE: &str = "\
# my clusters; keep this
apiVersion: v1
kind: Config
current-context: 'home'   # the one at home
clusters:
- cluster: {server: \"https://10.0.0.1:6443\", insecure-skip-tls-verify: true}
  name: kubernetes   # as every ACK cluster is called
contexts:
- context:
    user: admin
    cluster: kubernetes
  name: home
users:
- name: admin
  user:
    token: S3CR3T-of-mine
preferences: {}
";

/// A home folder with a kubeconfig.
pub(crate) struct Home(pub(crate) tempfile::TempDir);

impl Home {
    pub(crate) fn empty() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn with(content: &str) -> Self {
        let home = Self::empty();
        std::fs::create_dir(home.0.path().join(".kube")).unwrap();
        std::fs::write(home.config(), content).unwrap();
        #[cfg(unix)]
        chmod(&home.config(), 0o600);
        home
    }

    pub(crate) fn config(&self) -> PathBuf {
        self.0.path().join(".kube/config")
    }

    pub(crate) fn text(&self) -> String {
        std::fs::read_to_string(self.config()).unwrap()
    }

    /// Every file in it, but for the history and the log, which any command leaves.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut found = Vec::new();
        self.collect(self.0.path(), &mut found);
        let own = [".local/state/ack-kubeconfig/history.", ".local/state/ack-kubeconfig/logs/"];
        found.retain(|file| !own.iter().any(|own| file.starts_with(own)));
        found.sort();
        found
    }

    fn collect(&self, folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                self.collect(&path, found);
            } else {
                let inside = path.strip_prefix(self.0.path()).unwrap();
                found.push(inside.to_str().unwrap().to_owned());
            }
        }
    }

    /// A program with this home folder, and no other place for anything.
    pub(crate) fn at_home(&self, mut program: Command) -> Command {
        program
            .env("HOME", self.0.path())
            .env_remove("KUBECONFIG")
            .env_remove("XDG_STATE_HOME")
            .env_remove("XDG_CACHE_HOME");
        program
    }

    /// Our program, as the demo's user.
    pub(crate) fn ack(&self, ack: &Ack, words: &[&str]) -> Output {
        let mut program = self.at_home(ack.program());
        run(program.args(words))
    }

    /// Our program without credentials.
    pub(crate) fn offline(&self, words: &[&str]) -> Output {
        let mut program = self.at_home(super::support::program());
        run(program.args(words))
    }

    /// A real kubectl.
    pub(crate) fn kubectl(&self, words: &[&str]) -> Output {
        let mut kubectl = Command::new("kubectl");
        kubectl.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
        kubectl.env("HOME", self.0.path()).arg("--kubeconfig").arg(self.config()).args(words);
        run(&mut kubectl)
    }
}

#[cfg(unix)]
pub(crate) fn chmod(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

/// The id of a cluster of the demo.
pub(crate) fn id<'a>(ack: &'a Ack, name: &str) -> &'a str {
    ack.demo.cluster(name).unwrap().id.as_str()
}

/// Everything that the program said.
pub(crate) fn said(output: &Output) -> String {
    format!("{}{}", text(&output.stdout), text(&output.stderr))
}

/// The lines of a text that another has no more.
pub(crate) fn lost<'a>(before: &'a str, after: &str) -> Vec<&'a str> {
    before.lines().filter(|line| !after.lines().any(|other| other == *line)).collect()
}
