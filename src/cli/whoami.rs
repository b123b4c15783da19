//! `whoami`: the identity, and the source it came from.

use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::account::Account;
use super::args::{OutputArg, Shared, Whoami};
use super::exit::Exit;
use super::print::{json_text, print};
use super::table::padded;
use super::tell::Teller;
use super::with_worker::with_worker;
use crate::core::acs::Problem;
use crate::core::profile::{CallerIdentity, Source};
use crate::core::session::{Failure, KeyFacts, RequestId};
use crate::worker::protocol::{Command, Event};
use crate::worker::{self, Worker};

/// The only question of a process.
const ONLY: RequestId = RequestId(1);

/// All that there is to tell.
struct Answer {
    account: Account,
    key: KeyFacts,
    identity: CallerIdentity,
}

pub(super) async fn run(whoami: &Whoami, shared: &Shared) -> Exit {
    with_worker(shared, async |teller, worker| answer(whoami, shared, teller, worker).await).await
}

async fn answer(whoami: &Whoami, shared: &Shared, teller: &Teller, worker: &mut Worker) -> Exit {
    let account = match Account::find(shared, teller, worker).await {
        Ok(account) => account,
        Err(exit) => return exit,
    };
    let answer = match ask(account, teller, worker).await {
        Ok(answer) => answer,
        Err(exit) => return exit,
    };
    let text = match whoami.output {
        OutputArg::Table => table(&answer, teller),
        OutputArg::Json => json_text(&as_json(&answer)),
    };
    print(&text)
}

async fn ask(account: Account, teller: &Teller, worker: &mut Worker) -> Result<Answer, Exit> {
    let failed = |failure: &Failure| {
        teller.failure(failure, None);
        let source = teller.source(&account.profile.source);
        let source = (teller.phrases.named)(teller.phrases.cli.whoami.source, &source);
        teller.line(&format!("  {source}"));
        Exit::of(Problem::of(&failure.error))
    };
    let sign_in = Command::SignIn(ONLY, account.profile.clone());
    let sent = worker.send(sign_in);
    let mut facts = None;
    while sent.is_ok()
        && let Some(event) = worker.event().await
    {
        match event {
            Event::SignedIn(_, Ok(key)) => facts = Some(key),
            Event::SignedIn(_, Err(failure)) | Event::Identified(_, Err(failure)) => {
                return Err(failed(&failure));
            }
            Event::Identified(_, Ok(identity)) => {
                let Some(key) = facts else { continue };
                return Ok(Answer { account, key, identity });
            }
            _ => {}
        }
    }
    teller.error(teller.phrases.status.no_worker);
    Err(Exit::Failed)
}

/// The rows for people; nothing of it reaches the terminal raw.
fn table(answer: &Answer, teller: &Teller) -> String {
    let Answer { account, key, identity } = answer;
    let phrases = teller.phrases;
    let (words, profiles) = (&phrases.cli.whoami, &phrases.profiles);
    let kind = (profiles.identity)(&identity.kind);
    let name =
        identity.name().map_or_else(|| kind.clone(), |name| (phrases.with_remark)(name, &kind));
    let mode = account.profile.mode;
    let mut rows = vec![
        (words.identity, name),
        (words.account, identity.account_id.clone()),
        ("ARN", identity.arn.clone()),
        (words.source, teller.source(&account.profile.source)),
        (words.mode, (phrases.with_remark)(mode.as_str(), (profiles.mode)(mode))),
        (words.access_key_id, key.access_key_id.clone()),
    ];
    if let Some(end) = key.expiration {
        let now = worker::now();
        let date = phrases.time.date_or_time(end, now, &TimeZone::system());
        let left = phrases.time.relative(end, now);
        rows.push((words.expires, (phrases.with_remark)(&date, &left)));
    }
    rows.extend(account.profile.places.region.clone().map(|region| (words.region, region)));
    rows.push((words.endpoint, account.endpoint.to_string()));
    let names = rows.iter().map(|(name, _)| *name);
    let row = |(name, value): &(&str, String)| {
        format!("{}  {}\n", padded(name, names.clone()), teller.safe(value))
    };
    rows.iter().map(row).collect()
}

/// The form for programs, as the README documents it.
fn as_json(answer: &Answer) -> Value {
    let Answer { account, key, identity } = answer;
    let places = &account.profile.places;
    json!({
        "account_id": identity.account_id,
        "arn": identity.arn,
        "identity_type": identity.kind.as_str(),
        "name": identity.name(),
        "user_id": identity.user_id,
        "role_id": identity.role_id,
        "principal_id": identity.principal_id,
        "source": source(&account.profile.source),
        "mode": account.profile.mode.as_str(),
        "access_key_id": key.access_key_id,
        "temporary": key.temporary,
        "expiration": key.expiration.map(|end| end.to_string()),
        "region": places.region,
        "endpoint": account.endpoint.as_str(),
        "sts_endpoint": places.sts.as_str(),
    })
}

fn source(source: &Source) -> Value {
    let kind = match source {
        Source::Typed => "typed",
        Source::Demo => "demo",
        Source::Environment(_) | Source::EnvironmentOidc => "environment",
        Source::CliProfile { .. } => "aliyun-cli",
        Source::CredentialsFile(_) => "credentials-file",
        Source::Keychain(_) => "keychain",
        Source::EcsMetadata => "ecs-metadata",
        Source::CredentialsUri => "credentials-uri",
    };
    json!({ "kind": kind, "name": source.name() })
}
