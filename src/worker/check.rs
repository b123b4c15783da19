//! Checks whether kubeconfigs work: several at a time, each told step by step.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Semaphore, mpsc};
use tokio::task::{AbortHandle, JoinSet};

use super::Event;
use super::clock::now;
use super::desk::blocking;
use super::events::EventSender;
use crate::core::connection::{CheckId, CheckTrouble, Rung, Step};
use crate::core::kubeconfig::{KubeconfigText, manage};
use crate::io::kubeconfig_file::read;
use crate::io::kubernetes::{ToCheck, climb};

/// How many go at a time.
const AT_A_TIME: usize = 8;

/// What is to be checked.
#[derive(Debug, Clone)]
pub struct CheckRequest {
    /// Where the kubeconfig is.
    pub source: CheckSource,
    /// Whether the program that it names may be run, or the file sent, if a document names one.
    pub may_run: bool,
}

/// Where a kubeconfig that is checked is.
#[derive(Debug, Clone)]
pub enum CheckSource {
    /// It is at hand; its context in use.
    Document(KubeconfigText),
    /// A context of a file.
    Context(PathBuf, String),
}

/// The checks under way.
pub(super) struct Checks {
    events: EventSender,
    under_way: HashMap<CheckId, AbortHandle>,
    gate: Arc<Semaphore>,
}

impl Checks {
    pub(super) fn new(events: EventSender) -> Self {
        Self { events, under_way: HashMap::new(), gate: Arc::new(Semaphore::new(AT_A_TIME)) }
    }

    /// Begins a check, in place of any of this number.
    pub(super) fn begin(&mut self, id: CheckId, request: CheckRequest, tasks: &mut JoinSet<()>) {
        self.under_way.retain(|_, task| !task.is_finished());
        self.cancel(id);
        let (events, gate) = (self.events.clone(), Arc::clone(&self.gate));
        let task = tasks.spawn(async move {
            let Ok(_turn) = gate.acquire().await else { return };
            run(id, request, events).await;
        });
        self.under_way.insert(id, task);
    }

    pub(super) fn cancel(&mut self, id: CheckId) {
        if let Some(task) = self.under_way.remove(&id) {
            task.abort();
        }
    }
}

async fn run(id: CheckId, request: CheckRequest, events: EventSender) {
    // The user's own files are the user's to answer for; a document came from elsewhere.
    let is_own = matches!(request.source, CheckSource::Context(..));
    // What is asked about is one thing: a document with a program and a file is refused.
    let may_send = request.may_run || is_own;
    let text = match request.source {
        CheckSource::Document(text) => Ok(text),
        CheckSource::Context(file, context) => {
            let copied = blocking(move || copy(&file, &context)).await;
            copied.unwrap_or(Err(CheckTrouble::BrokeOff))
        }
    };
    let text = match text {
        Ok(text) => text,
        Err(trouble) => {
            let step = Step { rung: Rung::Name, took: Duration::ZERO, found: Err(trouble) };
            return events.send(Event::Checked(id, step)).await;
        }
    };
    let to_check = ToCheck { text, may_run: request.may_run, may_send, may_read: is_own };
    let (tell, mut steps) = mpsc::channel(Rung::ALL.len());
    let pass_on = async {
        while let Some(step) = steps.recv().await {
            events.send(Event::Checked(id, step)).await;
        }
    };
    tokio::join!(climb(to_check, now(), tell), pass_on);
}

/// The context by itself, with the paths that kubectl takes from the file's folder.
fn copy(file: &std::path::Path, context: &str) -> Result<KubeconfigText, CheckTrouble> {
    let document = |error: &dyn std::error::Error| CheckTrouble::Document(error.to_string());
    let reading = read(file).map_err(|error| document(&error))?;
    let folder = file.parent().unwrap_or(file);
    manage::extract_in(&reading.text, context, folder).map_err(|error| document(&error))
}
