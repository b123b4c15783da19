//! What every command of the worker's does first and last: it starts the worker, and Ctrl+C ends it.

use super::args::Shared;
use super::exit::Exit;
use super::interrupt::Interrupt;
use super::tell::Teller;
use crate::core::history::By;
use crate::worker::{Keeping, Worker};

/// Answers with a worker of its own, unless the user interrupts.
pub(super) async fn with_worker(
    shared: &Shared,
    answer: impl AsyncFnOnce(&Teller, &mut Worker) -> Exit,
) -> Exit {
    let teller = Teller::new(shared);
    let history = Keeping::of_this_user(By::CommandLine);
    let started = Interrupt::listen()
        .and_then(|interrupt| Ok((interrupt, Worker::start_keeping(history, || {})?)));
    let (interrupt, mut worker) = match started {
        Ok(started) => started,
        Err(error) => {
            teller.error(&error.to_string());
            return Exit::Failed;
        }
    };
    tokio::select! {
        exit = answer(&teller, &mut worker) => exit,
        () = interrupt.wait() => {
            teller.line(teller.phrases.cli.cancelled);
            Exit::Cancelled
        }
    }
}
