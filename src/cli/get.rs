//! `get`: a kubeconfig to stdout or into a file.

use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;

use jiff::SignedDuration;
use jiff::tz::TimeZone;

use super::account::Account;
use super::args::{Get, Shared};
use super::exit::Exit;
use super::interrupt::Interrupt;
use super::tell::Teller;
use crate::core::acs::{ApiServerEndpoint, GetKubeconfig, Problem};
use crate::core::session::{Fetched, Judgement, Question, RequestId};
use crate::text::format;
use crate::worker::protocol::{Command, Event, Existing, SaveError};
use crate::worker::{self, Worker};

/// A clock that is off by less is nobody's concern.
const CLOCK_TOLERANCE: SignedDuration = SignedDuration::from_secs(60);

/// The only question of a process.
const ONLY: RequestId = RequestId(1);

pub(super) async fn run(get: Get, shared: &Shared) -> Exit {
    let teller = Teller::new(shared);
    let started = Interrupt::listen().and_then(|interrupt| Ok((interrupt, Worker::start(|| {})?)));
    let (interrupt, mut worker) = match started {
        Ok(started) => started,
        Err(error) => {
            teller.error(&error.to_string());
            return Exit::Failed;
        }
    };
    tokio::select! {
        exit = answer(get, shared, &teller, &mut worker) => exit,
        () = interrupt.wait() => {
            teller.line(teller.phrases.cli.cancelled);
            Exit::Cancelled
        }
    }
}

async fn answer(get: Get, shared: &Shared, teller: &Teller, worker: &mut Worker) -> Exit {
    let Account { profile, endpoint } = match Account::find(shared, teller, worker).await {
        Ok(account) => account,
        Err(exit) => return exit,
    };
    let api_server =
        if get.private { ApiServerEndpoint::Private } else { ApiServerEndpoint::Public };
    let Get { cluster_id, duration, output, force, .. } = get;
    let question = Question {
        get: GetKubeconfig { cluster_id, api_server, duration },
        profile,
        endpoint,
        scheme: shared.scheme(),
        timeout: shared.timeout,
    };
    let fetched = match ask(question, teller, worker).await {
        Ok(fetched) => fetched,
        Err(exit) => return exit,
    };
    let summary = match &fetched.judgement {
        Judgement::Kubeconfig(summary) => summary,
        Judgement::Other(why) => {
            teller.error(&(teller.phrases.cli.not_a_kubeconfig)(&why.to_string()));
            return Exit::Failed;
        }
    };
    for concern in &summary.concerns {
        teller.warning(&(teller.phrases.concern.sentence)(concern));
    }
    if shared.demo {
        teller.aside(teller.phrases.cli.demo_ends);
    }
    match output {
        Some(path) => {
            let existing = if force { Existing::Replace } else { Existing::Keep };
            write(path, &fetched, existing, teller, worker).await
        }
        None => print(&fetched, teller),
    }
}

async fn ask(question: Question, teller: &Teller, worker: &mut Worker) -> Result<Fetched, Exit> {
    let host = question.endpoint.host();
    if let Err(error) = worker.send(Command::Ask(ONLY, Box::new(question))) {
        teller.error(&error.to_string());
        return Err(Exit::Failed);
    }
    while let Some(event) = worker.event().await {
        match event {
            Event::Progress(_, progress) => teller.progress(&host, progress),
            Event::Finished(_, outcome) => {
                return match outcome {
                    Ok(fetched) => {
                        warn_of_clock(&fetched, teller);
                        Ok(*fetched)
                    }
                    Err(failure) => {
                        teller.failure(&failure);
                        Err(Exit::of(Problem::of(&failure.error)))
                    }
                };
            }
            _ => {}
        }
    }
    teller.error(&worker::WorkerUnavailable.to_string());
    Err(Exit::Failed)
}

fn warn_of_clock(fetched: &Fetched, teller: &Teller) {
    if let Some(ahead) = fetched.exchange.clock_ahead
        && ahead.abs() > CLOCK_TOLERANCE
    {
        let words = &teller.phrases.status;
        teller.warning(&(words.clock_corrected)(&format::roughly(ahead), ahead.is_positive()));
    }
}

async fn write(
    path: PathBuf,
    fetched: &Fetched,
    existing: Existing,
    teller: &Teller,
    worker: &mut Worker,
) -> Exit {
    let save = Command::Save(path.clone(), fetched.text.clone(), existing);
    if let Err(error) = worker.send(save) {
        teller.error(&error.to_string());
        return Exit::Failed;
    }
    while let Some(event) = worker.event().await {
        match event {
            Event::Saved(path) => {
                let zone = TimeZone::system();
                let until = fetched
                    .valid_until()
                    .map(|until| format::date_or_time(until, worker::now(), &zone));
                let path = path.display().to_string();
                teller.aside(&(teller.phrases.cli.wrote)(&path, until.as_deref()));
                return Exit::Done;
            }
            Event::SaveFailed(error) => {
                teller.error(&(teller.phrases.save.failed)(&error));
                if matches!(error, SaveError::Exists(_)) {
                    teller.line(&format!("  {}", teller.phrases.cli.use_force));
                }
                return Exit::File;
            }
            _ => {}
        }
    }
    Exit::File
}

/// Prints the document as it is, unless a terminal would take parts of it for commands.
fn print(fetched: &Fetched, teller: &Teller) -> Exit {
    let text = fetched.text.as_str();
    let mut stdout = std::io::stdout();
    let commands = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if stdout.is_terminal() && text.contains(commands) {
        teller.error(teller.phrases.cli.not_on_a_terminal);
        return Exit::Failed;
    }
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Ok(()) => Exit::Done,
        // Whoever closed the pipe has read enough.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Exit::Failed,
        Err(error) => {
            teller.error(&error.to_string());
            Exit::Failed
        }
    }
}
