//! `contexts`: what the kubeconfig files hold, and what is wrong with them; nobody is asked.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::args::{Contexts, OutputArg, Shared};
use super::exit::Exit;
use super::print::{json_text, print, terminal_width};
use super::table::{Column, Fit, render};
use super::tell::Teller;
use super::work::{Work, place, run as work_on};
use crate::core::acs::ApiServerEndpoint;
use crate::core::kubeconfig::contexts::{FileContext, SignsIn};
use crate::worker;
use crate::worker::protocol::{Access, ContextFile, ContextsRead};

const SECONDS_A_DAY: i64 = 24 * 60 * 60;

pub(super) async fn run(contexts: Contexts, shared: &Shared) -> Exit {
    work_on(shared, async |work| answer(&contexts, work).await).await
}

async fn answer(contexts: &Contexts, work: &mut Work<'_>) -> Result<Exit, Exit> {
    let read = work.read(place(&contexts.target)).await?;
    let (teller, now) = (work.teller, worker::now());
    let mut exit = Exit::Done;
    for file in &read.files {
        if let Err(trouble) = &file.contents {
            teller.trouble(trouble);
            exit = Exit::Failed;
        }
    }
    let printed = match contexts.output {
        OutputArg::Json => print(&json_text(&as_json(&read, now, teller))),
        OutputArg::Table => {
            for file in &read.files {
                let name = teller.safe(&file.path.display().to_string());
                for problem in problems(file, now, teller) {
                    teller.warning(&(teller.phrases.named)(&name, &problem));
                }
            }
            // A file that cannot be read may hold some.
            if exit == Exit::Done && read.seen().next().is_none() {
                teller.line(teller.phrases.landing.no_contexts);
            }
            print(&table(&read, now, teller))
        }
    };
    Ok(exit.or(printed))
}

/// Everything that is wrong with a file, as sentences.
fn problems(file: &ContextFile, now: Timestamp, teller: &Teller) -> Vec<String> {
    let words = &teller.phrases.landing;
    let contents = file.contents.iter().flat_map(|contents| &contents.problems);
    let mut problems: Vec<String> = contents.map(words.problem).collect();
    let loose = file.access.filter(Access::is_loose);
    problems.extend(loose.map(|access| (words.loose)(access.mode)));
    if let Some(lock) = &file.lock {
        let since = lock.since.and_then(|since| Timestamp::try_from(since).ok());
        let age = since.map(|since| teller.phrases.time.relative(since, now));
        let path = teller.safe(&lock.path.display().to_string());
        problems.push((words.locked)(&path, age.as_deref(), lock.owner));
    }
    problems
}

fn table(read: &ContextsRead, now: Timestamp, teller: &Teller) -> String {
    let seen: Vec<_> = read.seen().collect();
    let [current, name, cluster, region, endpoint, identity, expires, in_file, server] =
        teller.phrases.landing.heads;
    let column = |head, fit, cell: &dyn Fn(&FileContext) -> String| {
        Column::new(head, fit, seen.iter().map(|(_, context)| cell(context)))
    };
    let mark = |context: &FileContext| {
        if read.current() == Some(&context.name) { "*" } else { "" }.to_owned()
    };
    let id = |context: &FileContext| {
        context.mark.as_ref().map_or_else(String::new, |mark| mark.cluster_id.to_string())
    };
    let region_of = |context: &FileContext| {
        context.mark.as_ref().and_then(|mark| mark.region.clone()).unwrap_or_default()
    };
    let files = seen.iter().map(|(file, _)| file.path.display().to_string());
    let several = read.files.len() > 1;
    let mut columns = vec![
        column(current, Fit::Stays, &mark),
        column(name, Fit::Cut(16), &|context| context.name.clone()),
        column(cluster, Fit::Goes(3), &id),
        column(region, Fit::Goes(4), &region_of),
        column(endpoint, Fit::Goes(2), &|context| {
            let words = &teller.phrases.many;
            let told = context.endpoint.map_or("", |endpoint| match endpoint {
                ApiServerEndpoint::Public => words.public,
                ApiServerEndpoint::Private => words.private,
            });
            told.to_owned()
        }),
        column(identity, Fit::Goes(5), &|context| context.identity.clone().unwrap_or_default()),
        column(expires, Fit::Stays, &|context| expiry(context, now, teller)),
        column(server, Fit::Goes(6), &|context| context.server.clone().unwrap_or_default()),
    ];
    if several {
        columns.push(Column::new(in_file, Fit::Goes(1), files));
    }
    render(columns, terminal_width())
}

fn word(endpoint: Option<ApiServerEndpoint>) -> &'static str {
    match endpoint {
        Some(ApiServerEndpoint::Public) => "public",
        Some(ApiServerEndpoint::Private) => "private",
        None => "",
    }
}

/// When it ends; of what has no end in the file, how it signs in.
fn expiry(context: &FileContext, now: Timestamp, teller: &Teller) -> String {
    let words = &teller.phrases.landing;
    let Some(expiry) = context.expiry else { return (words.signs_in)(&context.signs_in) };
    let date = teller.phrases.time.date(expiry, &TimeZone::system());
    let left = expiry.duration_since(now);
    if left < SignedDuration::ZERO { (words.ended)(&date) } else { (words.ends)(&date, days(left)) }
}

/// Whole days; what has just ended is a day gone.
fn days(left: SignedDuration) -> i64 {
    left.as_secs().div_euclid(SECONDS_A_DAY)
}

/// The form for programs, as the help documents it.
fn as_json(read: &ContextsRead, now: Timestamp, teller: &Teller) -> Value {
    let contexts = read.seen().map(|(file, context)| object(file, context, read.current(), now));
    let files = read.files.iter().map(|file| {
        let error = file.contents.as_ref().err();
        json!({
            "path": file.path.display().to_string(),
            "exists": file.exists,
            "for_new": read.for_new.as_ref() == Some(&file.path),
            "error": error.map(|trouble| (teller.phrases.landing.trouble)(trouble).title),
            "problems": problems(file, now, teller),
        })
    });
    json!({ "contexts": contexts.collect::<Value>(), "files": files.collect::<Value>() })
}

fn object(
    file: &ContextFile,
    context: &FileContext,
    current: Option<&str>,
    now: Timestamp,
) -> Value {
    let mark = context.mark.as_ref();
    let told = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    json!({
        "name": context.name,
        "current": current == Some(&context.name),
        "file": file.path.display().to_string(),
        "cluster_id": mark.map(|mark| mark.cluster_id.as_str()),
        "region": mark.and_then(|mark| mark.region.as_ref()),
        "profile": mark.and_then(|mark| mark.profile.as_ref()),
        "endpoint": told(word(context.endpoint)),
        "server": context.server,
        "namespace": context.namespace,
        "cluster": told(&context.cluster),
        "user": told(&context.user),
        "signs_in": kind(&context.signs_in),
        "identity": context.identity,
        "expires": context.expiry.map(|at| at.to_string()),
        "days_left": context.expiry.map(|expiry| days(expiry.duration_since(now))),
    })
}

fn kind(signs_in: &SignsIn) -> &'static str {
    match signs_in {
        SignsIn::Certificate => "certificate",
        SignsIn::UnreadableCertificate => "unreadable-certificate",
        SignsIn::Token => "token",
        SignsIn::Program(_) => "program",
        SignsIn::Plugin(_) => "plugin",
        SignsIn::Password => "password",
        SignsIn::File(_) => "file",
        SignsIn::Nothing => "nothing",
    }
}
