//! `get`: a kubeconfig to stdout or into a file, or those of many clusters into a folder.

use std::collections::HashSet;
use std::io::IsTerminal as _;
use std::path::{Path, is_separator};
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::account::Account;
use super::args::{Get, Shared};
use super::exit::Exit;
use super::get_many;
use super::print;
use super::tell::Teller;
use super::with_worker::with_worker;
use crate::core::acs::step::CLOCK_TOLERANCE;
use crate::core::acs::{ApiServerEndpoint, ClusterId, GetKubeconfig, Problem};
use crate::core::history::Subject;
use crate::core::session::{Errand, Fetched, Judgement, Question, RequestId};
use crate::worker::protocol::{Command, Event, Existing, SaveError, Saving};
use crate::worker::{self, Worker, WorkerUnavailable};

/// The only question of a process.
const ONLY: RequestId = RequestId(1);

pub(super) async fn run(get: Get, shared: &Shared) -> Exit {
    with_worker(shared, async |teller, worker| answer(get, shared, teller, worker).await).await
}

async fn answer(get: Get, shared: &Shared, teller: &Teller, worker: &mut Worker) -> Exit {
    let ids = distinct(&get.cluster_ids);
    let folder = get.output.clone().filter(|path| ids.len() > 1 || means_folder(path));
    if folder.is_none() && ids.len() > 1 {
        teller.error(teller.phrases.cli.several_need_a_folder);
        return Exit::Usage;
    }
    let account = match Account::find(shared, teller, worker).await {
        Ok(account) => account,
        Err(exit) => return exit,
    };
    let mut questions: Vec<Question> =
        ids.into_iter().map(|id| question(id, &get, &account, shared)).collect();
    let existing = if get.force { Existing::Replace } else { Existing::Keep };
    if let Some(folder) = folder {
        return get_many::run(questions, folder, existing, teller, worker).await;
    }
    let Some(question) = questions.pop() else { return Exit::Usage };
    let about = Subject::of(&question);
    let fetched = match ask(question, teller, worker).await {
        Ok(fetched) => fetched,
        Err(exit) => return exit,
    };
    let summary = match &fetched.judgement {
        Judgement::Kubeconfig(summary) => summary,
        Judgement::Other(why) => {
            teller.error(&(teller.phrases.cli.not_a_kubeconfig)(why));
            return Exit::Failed;
        }
    };
    for concern in &summary.concerns {
        teller.warning(&(teller.phrases.concern.sentence)(concern));
    }
    if shared.demo {
        teller.aside(teller.phrases.cli.demo_ends);
    }
    match get.output {
        Some(path) => {
            let saving = Saving { path, text: fetched.text.clone(), existing, about };
            write(saving, &fetched, teller, worker).await
        }
        None => print(&fetched, teller),
    }
}

fn question(cluster_id: ClusterId, get: &Get, account: &Account, shared: &Shared) -> Question {
    let api_server =
        if get.private { ApiServerEndpoint::Private } else { ApiServerEndpoint::Public };
    Question {
        get: GetKubeconfig { cluster_id, api_server, duration: get.duration },
        profile: Arc::clone(&account.profile),
        endpoint: account.endpoint.clone(),
        scheme: shared.scheme(),
        timeout: shared.timeout,
        errand: Errand::default(),
    }
}

/// Each id once, in the order given.
pub(super) fn distinct(ids: &[ClusterId]) -> Vec<ClusterId> {
    let mut seen = HashSet::new();
    ids.iter().filter(|id| seen.insert(id.as_str())).cloned().collect()
}

/// Whether a path stands for a folder, in which there may be files of any name.
fn means_folder(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().last().is_some_and(|last| is_separator(char::from(*last)))
        || worker::is_folder(path)
}

async fn ask(question: Question, teller: &Teller, worker: &mut Worker) -> Result<Fetched, Exit> {
    let host = question.endpoint.host();
    if let Err(WorkerUnavailable) = worker.send(Command::Ask(ONLY, Box::new(question.clone()))) {
        teller.error(teller.phrases.status.no_worker);
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
                        teller.failure(&failure, Some((&question).into()));
                        Err(Exit::of(Problem::of(&failure.error)))
                    }
                };
            }
            _ => {}
        }
    }
    teller.error(teller.phrases.status.no_worker);
    Err(Exit::Failed)
}

pub(super) fn warn_of_clock(fetched: &Fetched, teller: &Teller) {
    if let Some(ahead) = fetched.exchange.clock_ahead
        && ahead.abs() > CLOCK_TOLERANCE
    {
        let words = &teller.phrases.status;
        teller.warning(&(words.clock_corrected)(
            &teller.phrases.time.roughly(ahead),
            ahead.is_positive(),
        ));
    }
}

async fn write(saving: Saving, fetched: &Fetched, teller: &Teller, worker: &mut Worker) -> Exit {
    if let Err(WorkerUnavailable) = worker.send(Command::Save(Box::new(saving))) {
        teller.error(teller.phrases.status.no_worker);
        return Exit::Failed;
    }
    while let Some(event) = worker.event().await {
        match event {
            Event::Saved(path) => {
                let zone = TimeZone::system();
                let until = fetched
                    .valid_until()
                    .map(|until| teller.phrases.time.date_or_time(until, worker::now(), &zone));
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
    teller.error(teller.phrases.status.no_worker);
    Exit::Failed
}

/// Prints the document as it is, unless a terminal would take parts of it for commands.
fn print(fetched: &Fetched, teller: &Teller) -> Exit {
    let text = fetched.text.as_str();
    let commands = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if std::io::stdout().is_terminal() && text.contains(commands) {
        teller.error(teller.phrases.cli.not_on_a_terminal);
        return Exit::Failed;
    }
    print::print(text)
}
