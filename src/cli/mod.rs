//! The command line: the same questions as the window asks, to the same worker.
//!
//! Results go to stdout, everything else to stderr. The exit codes are a contract, see
//! [`exit::Exit`].

mod account;
pub mod args;
mod change;
mod check;
mod completion;
mod contexts;
mod credential;
mod demo;
mod diagnostics;
pub mod exit;
mod fetch;
mod get;
mod get_many;
mod history;
mod interrupt;
mod list;
mod logging;
mod man;
mod manage;
mod merge;
mod print;
mod renew;
mod table;
mod tell;
mod whoami;
mod window;
mod with_worker;
mod work;

use crate::core::history::By;
use args::{Command, Shared};
use exit::Exit;

/// Runs a subcommand and says how it went.
#[must_use]
pub fn run(command: Command, shared: &Shared) -> Exit {
    logging::start(shared.verbose, By::CommandLine);
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            tell::Teller::new(shared).error(&error.to_string());
            return Exit::Failed;
        }
    };
    let exit = runtime.block_on(async {
        match command {
            Command::Get(get) => get::run(get, shared).await,
            Command::List(list) => list::run(&list, shared).await,
            Command::Whoami(whoami) => whoami::run(&whoami, shared).await,
            Command::Merge(merge) => merge::run(merge, shared).await,
            Command::Contexts(contexts) => contexts::run(contexts, shared).await,
            Command::Renew(renew) => renew::run(renew, shared).await,
            Command::Remove(remove) => manage::remove(remove, shared).await,
            Command::Undo(undo) => manage::undo(undo, shared).await,
            Command::Check(check) => check::run(check, shared).await,
            Command::Credential(credential) => credential::run(credential, shared).await,
            Command::History(history) => history::run(&history, shared),
            Command::Diagnostics => diagnostics::run(shared),
            Command::Demo => demo::run(shared).await,
            Command::Completion(completion) => completion::run(&completion),
            Command::Man(man) => man::run(&man),
        }
    });
    // What may still block is a resolver or a hung disk: nobody waits for those.
    runtime.shutdown_background();
    exit
}

/// Opens the window, which is what happens without a subcommand.
#[must_use]
pub fn window(shared: &Shared) -> Exit {
    let faults = logging::start(shared.verbose, By::Window);
    faults.listen();
    window::open(shared, &faults)
}
