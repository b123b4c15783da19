//! What can be typed about the commands themselves: `completion` and `man`.

use clap::Subcommand as _;
use clap_complete::Shell;

use super::Command;

pub(super) const COMPLETION_HELP: &str = "\
The Debian package brings the scripts of bash, zsh and fish along. Elsewhere, once:

  bash        ack-kubeconfig completion bash > FILE
                FILE: ack-kubeconfig in
                ~/.local/share/bash-completion/completions
  zsh         ack-kubeconfig completion zsh > FILE
                FILE: _ack-kubeconfig in a folder of fpath
  fish        ack-kubeconfig completion fish > FILE
                FILE: ~/.config/fish/completions/ack-kubeconfig.fish
  PowerShell  ack-kubeconfig completion powershell |
                Out-String | Invoke-Expression  (in the file $PROFILE)
  elvish      eval (ack-kubeconfig completion elvish | slurp)
                (in the file rc.elv)";

pub(super) const MAN_HELP: &str = "\
The Debian package brings the pages along: man ack-kubeconfig-get. Elsewhere man reads them so:

  ack-kubeconfig man get | man -l -";

/// `completion`
#[derive(Debug, clap::Args)]
pub struct Completion {
    /// Whose script
    pub shell: Shell,
}

/// `man`
#[derive(Debug, clap::Args)]
pub struct Man {
    /// The command, such as get [default: the program as a whole]
    #[arg(value_name = "COMMAND", value_parser = command)]
    pub command: Option<String>,
}

fn command(name: &str) -> Result<String, String> {
    if Command::has_subcommand(name) {
        return Ok(name.to_owned());
    }
    let known = Command::augment_subcommands(clap::Command::new("ack-kubeconfig"));
    let known: Vec<&str> = known.get_subcommands().map(clap::Command::get_name).collect();
    Err(format!("the commands are {}", known.join(", ")))
}
