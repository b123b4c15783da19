//! `check`: whether contexts work, step by step.

use std::path::PathBuf;

use super::args::{Check, Shared};
use super::exit::Exit;
use super::print::print;
use super::table::padded;
use super::work::{Work, place, run as work_on};
use crate::core::connection::{self, CheckId, CheckTrouble, Rung, Step};
use crate::worker::protocol::{CheckRequest, CheckSource, ContextsRead};
use crate::worker::{Command, Event};

pub(super) async fn run(check: Check, shared: &Shared) -> Exit {
    work_on(shared, async |work| answer(&check, work).await).await
}

async fn answer(check: &Check, work: &mut Work<'_>) -> Result<Exit, Exit> {
    let read = work.read(place(&check.target)).await?;
    let mut exit = Exit::Done;
    for file in &read.files {
        if let Err(trouble) = &file.contents {
            exit = exit.or(work.teller.trouble(trouble));
        }
    }
    let targets = targets(check, &read, work).map_err(|failed| exit.or(failed))?;
    for (number, (file, context)) in (1..).zip(targets) {
        let source = CheckSource::Context(file, context.clone());
        let request = CheckRequest { source, may_run: check.allow_exec };
        exit = exit.or(one(CheckId(number), &context, request, work).await?);
    }
    Ok(exit)
}

/// The contexts that are meant, each with its file.
fn targets(
    check: &Check,
    read: &ContextsRead,
    work: &Work<'_>,
) -> Result<Vec<(PathBuf, String)>, Exit> {
    let (teller, words) = (work.teller, work.teller.phrases);
    let seen = || read.seen().map(|(file, context)| (file.path.clone(), context.name.clone()));
    if check.all {
        return Ok(seen().collect());
    }
    let current = read.current().map(str::to_owned);
    let names =
        if check.contexts.is_empty() { Vec::from_iter(current) } else { check.contexts.clone() };
    if names.is_empty() {
        teller.error(words.connection.none_in_use);
        return Err(Exit::Usage);
    }
    let find = |name: &String| {
        let found = seen().find(|(_, context)| context == name);
        found.ok_or_else(|| {
            teller.error(&(words.landing.no_context)(&teller.safe(name)));
            Exit::NotFound
        })
    };
    names.iter().map(find).collect()
}

/// Checks one context, and prints each step as it comes.
async fn one(
    id: CheckId,
    context: &str,
    request: CheckRequest,
    work: &mut Work<'_>,
) -> Result<Exit, Exit> {
    let teller = work.teller;
    work.worker.send(Command::Check(id, request)).map_err(|_unavailable| {
        teller.error(teller.phrases.status.no_worker);
        Exit::Failed
    })?;
    let mut exit = print(&format!("{}\n", teller.safe(context)));
    let mut check = connection::Check::default();
    while !check.over {
        match work.worker.event().await {
            Some(Event::Checked(of, step)) if of == id => {
                exit = exit.or(print(&line(&step, work)));
                check.take(step);
            }
            Some(_) => {}
            None => {
                teller.error(teller.phrases.status.no_worker);
                return Err(Exit::Failed);
            }
        }
    }
    if let Some(trouble) = check.trouble() {
        exit = exit.or(print(&meaning(trouble, work)));
        exit = exit.or(Exit::of_check(trouble));
    } else if let Some(table) = may(&check, work) {
        exit = exit.or(print(&table));
    }
    Ok(exit)
}

/// A step: whether it held, what it found, how long it took.
fn line(step: &Step, work: &Work<'_>) -> String {
    let phrases = work.teller.phrases;
    let words = &phrases.connection;
    let (sign, text) = match &step.found {
        Ok(finding) => (words.holds, (words.finding)(finding)),
        Err(trouble) => (words.fails, (words.trouble)(trouble).title),
    };
    let rung = padded((words.rung)(step.rung), Rung::ALL.map(words.rung));
    let sign = padded(sign, [words.holds, words.fails]);
    let told = (phrases.with_remark)(&text, &phrases.time.measured(step.took));
    format!("  {rung}  {sign}  {told}\n")
}

fn meaning(trouble: &CheckTrouble, work: &Work<'_>) -> String {
    let words = &work.teller.phrases.connection;
    let notice = (words.trouble)(trouble);
    let allow = matches!(trouble, CheckTrouble::WouldRun(_)).then(|| words.allow_exec.to_owned());
    let lines = [notice.meaning, allow.unwrap_or(notice.next)];
    let shown = lines.iter().filter(|line| !line.is_empty()).map(|line| format!("  {line}\n"));
    shown.collect()
}

/// What the user may do, as a table of namespaces.
fn may(check: &connection::Check, work: &Work<'_>) -> Option<String> {
    let phrases = work.teller.phrases;
    let words = &phrases.connection;
    let step = check.step(Rung::Permission)?;
    let Ok(connection::Finding::Permission(rights)) = &step.found else { return None };
    let answer = |yes: bool| if yes { words.yes } else { words.no }.to_owned();
    let mut rows = vec![Vec::from([words.may_i.to_owned()])];
    rows[0].extend(rights.namespaces.iter().map(|name| work.teller.safe(name)));
    for (question, answers) in &rights.table {
        let mut row = vec![question.to_string()];
        row.extend(answers.iter().map(|yes| answer(*yes)));
        rows.push(row);
    }
    let line = |row: &Vec<String>| {
        let cells = row
            .iter()
            .enumerate()
            .map(|(column, cell)| padded(cell, rows.iter().map(|row| row[column].as_str())));
        format!("  {}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
    };
    let cluster = rights.cluster.iter().map(|(question, yes)| {
        let question = (words.cluster_question)(*question);
        let question = (phrases.with_remark)(&question, words.in_cluster);
        format!("  {}\n", (phrases.named)(&question, &answer(*yes)))
    });
    Some(rows.iter().map(line).chain(cluster).collect())
}
