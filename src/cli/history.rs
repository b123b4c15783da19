//! `history`: what was asked and written on this machine, by commands and in the window.

use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::args::{History, OutputArg, Shared};
use super::exit::Exit;
use super::print::{json_text, print, terminal_width};
use super::table::{Column, Fit, render};
use super::tell::Teller;
use crate::core::acs::ApiServerEndpoint;
use crate::core::history::{By, Entry};
use crate::text::format;
use crate::worker::protocol::SaveError;
use crate::worker::{self, Keeping};

pub(super) fn run(history: &History, shared: &Shared) -> Exit {
    let teller = Teller::new(shared);
    let words = &teller.phrases.history;
    let Some(keeping) = Keeping::of_this_user(By::CommandLine) else {
        teller.error(&(words.trouble)(words.no_place));
        return Exit::File;
    };
    let failed = |error: &SaveError| {
        teller.error(&(words.trouble)(&(teller.phrases.save.failed)(error)));
        Exit::File
    };
    if history.clear {
        return match keeping.clear() {
            Ok(()) => {
                teller.aside(words.cleared);
                Exit::Done
            }
            Err(error) => failed(&error),
        };
    }
    let kept = match keeping.read() {
        Ok(kept) => kept,
        Err(error) => return failed(&error),
    };
    if let Some(aside) = kept.damaged {
        teller.warning(&(words.damaged)(&teller.safe(&aside.display().to_string())));
    }
    if !keeping.is_on() {
        teller.aside(words.off);
    }
    match history.output {
        OutputArg::Json => print(&json_text(&kept.entries.iter().map(object).collect())),
        OutputArg::Table if kept.entries.is_empty() => {
            teller.line(words.none);
            Exit::Done
        }
        OutputArg::Table => print(&table(&kept.entries, &teller)),
    }
}

fn table(entries: &[Entry], teller: &Teller) -> String {
    let words = &teller.phrases.history;
    let [when, what, cluster, id, endpoint, result, by, file, request_id] = words.table_heads;
    let column = |head, fit, cell: &dyn Fn(&Entry) -> String| {
        Column::new(head, fit, entries.iter().map(cell))
    };
    let (now, zone, home) = (worker::now(), TimeZone::system(), worker::home());
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let name = |entry: &Entry| match &entry.about.cluster_name {
        Some(name) => name.clone(),
        None => (words.contexts)(entry),
    };
    let came = |entry: &Entry| {
        let why = entry.why.map_or((words.result)(entry.result), words.why);
        [why].into_iter().chain(entry.code.as_deref()).collect::<Vec<_>>().join(" · ")
    };
    let place = |entry: &Entry| {
        let file = entry.file.as_ref().map(std::path::Path::new);
        file.map_or_else(String::new, |file| format::path(file, home.as_deref()))
    };
    let columns = vec![
        column(when, Fit::Stays, &|entry| teller.phrases.time.date_or_time(entry.at, now, &zone)),
        column(what, Fit::Stays, &|entry| (words.what)(entry.what).to_owned()),
        column(cluster, Fit::Cut(16), &name),
        column(id, Fit::Goes(4), &|entry| text(&entry.about.cluster_id)),
        column(endpoint, Fit::Goes(5), &|entry| told_endpoint(entry, teller).to_owned()),
        column(result, Fit::Cut(20), &came),
        column(by, Fit::Goes(3), &|entry| (words.by)(entry.by).to_owned()),
        column(file, Fit::Goes(1), &place),
        column(request_id, Fit::Goes(2), &|entry| text(&entry.request_id)),
    ];
    render(columns, terminal_width())
}

fn endpoint_word(entry: &Entry) -> Option<&'static str> {
    entry.about.endpoint.map(|endpoint| match endpoint {
        ApiServerEndpoint::Public => "public",
        ApiServerEndpoint::Private => "private",
    })
}

fn told_endpoint(entry: &Entry, teller: &Teller) -> &'static str {
    let words = &teller.phrases.many;
    entry.about.endpoint.map_or("", |endpoint| match endpoint {
        ApiServerEndpoint::Public => words.public,
        ApiServerEndpoint::Private => words.private,
    })
}

/// The form for programs, as the help documents it.
fn object(entry: &Entry) -> Value {
    json!({
        "at": entry.at.to_string(),
        "by": entry.by,
        "what": entry.what,
        "cluster_id": entry.about.cluster_id,
        "cluster_name": entry.about.cluster_name,
        "endpoint": endpoint_word(entry),
        "profile": entry.about.profile,
        "host": entry.host,
        "file": entry.file,
        "contexts": entry.contexts,
        "more_contexts": entry.more_contexts,
        "result": entry.result,
        "why": entry.why,
        "code": entry.code,
        "http_status": entry.status,
        "request_id": entry.request_id,
    })
}
