//! `completion`: the script by which a shell completes what can be typed.

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::args::{Args, Completion};
use super::exit::Exit;
use super::print::print;

pub(super) fn run(completion: &Completion) -> Exit {
    let mut program = Args::command();
    let name = program.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(completion.shell, &mut program, name, &mut script);
    let script = String::from_utf8_lossy(&script);
    match completion.shell {
        Shell::Bash => print(&of_one_name(&script)),
        _ => print(&script),
    }
}

/// `clap_complete` 4.6 takes the hyphen in the program's name for the border of a command in one
/// half of the script for bash, and not in the other: no command would have its own options.
fn of_one_name(script: &str) -> String {
    script.replace("ack__subcmd__kubeconfig__", "ack__kubeconfig__")
}
