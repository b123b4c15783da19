//! `credential`: kubectl asks for a key, and gets it on stdout.

use std::sync::Arc;

use super::account::Account;
use super::args::{Credential, Shared};
use super::exit::Exit;
use super::print::print;
use super::tell::Teller;
use super::with_worker::with_worker;
use crate::core::acs::{ApiServerEndpoint, GetKubeconfig, Problem};
use crate::core::history::{By, What};
use crate::core::kubeconfig::exec::ApiVersion;
use crate::core::session::{Errand, Question};
use crate::worker::{self, CredentialError, Keeping, Worker};

pub(super) async fn run(credential: Credential, shared: &Shared) -> Exit {
    with_worker(shared, async |teller, worker| {
        match answer(credential, shared, teller, worker).await {
            Ok(exit) | Err(exit) => exit,
        }
    })
    .await
}

async fn answer(
    credential: Credential,
    shared: &Shared,
    teller: &Teller,
    worker: &mut Worker,
) -> Result<Exit, Exit> {
    let words = &teller.phrases.cli;
    let version = ApiVersion::asked(worker::exec_info().as_deref()).map_err(|_unknown| {
        teller.error(words.unknown_exec_version);
        Exit::Usage
    })?;
    let account = Account::find(shared, teller, worker).await?;
    let api_server =
        if credential.private { ApiServerEndpoint::Private } else { ApiServerEndpoint::Public };
    let get = GetKubeconfig {
        cluster_id: credential.cluster_id,
        api_server,
        duration: Some(credential.duration),
    };
    let question = Question {
        get,
        profile: Arc::clone(&account.profile),
        endpoint: account.endpoint,
        scheme: shared.scheme(),
        timeout: shared.timeout,
        errand: Errand::new(What::Credential, None, None),
    };
    // The demo's clusters end with this command, and so do its keys.
    let folder = if shared.demo { None } else { worker::credential_cache_folder() };
    let history = Keeping::of_this_user(By::CommandLine);
    let given = worker::credential(&question, folder.as_deref(), history.as_ref()).await;
    let given = given.map_err(|error| tell(&error, &question, teller))?;
    if let Some(error) = given.old_because {
        tell(&error, &question, teller);
        teller.warning(words.old_key);
    }
    Ok(print(&given.key.answer(version)))
}

fn tell(error: &CredentialError, question: &Question, teller: &Teller) -> Exit {
    match error {
        CredentialError::Failed(failure) => {
            teller.failure(failure, Some(question.into()));
            Exit::of(Problem::of(&failure.error))
        }
        CredentialError::NotAKubeconfig(why) => {
            teller.error(&(teller.phrases.cli.not_a_kubeconfig)(why));
            Exit::Failed
        }
        CredentialError::NoKey => {
            teller.error(teller.phrases.cli.no_key);
            Exit::Failed
        }
    }
}
