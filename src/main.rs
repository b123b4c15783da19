//! The program: the window, or one of the commands.

use std::process::ExitCode;

use ack_kubeconfig::cli::args::Args;
use clap::Parser as _;

fn main() -> ExitCode {
    let args = Args::parse();
    match args.command {
        Some(command) => ack_kubeconfig::cli::run(command, &args.shared).into(),
        None => ExitCode::SUCCESS,
    }
}
