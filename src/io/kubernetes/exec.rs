//! Running the program that a kubeconfig names for credentials, as kubectl does, but within
//! limits: of time, of what it may print, and with all that it started ended with it.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kube::config::{AuthInfo, ExecConfig};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use serde_json::json;
use tokio::process::Command;

use crate::core::connection::CheckTrouble;
use crate::io::process::{self, Limits, Trouble};

/// Long enough for someone who signs in with a browser, and for several certificates.
const LIMITS: Limits = Limits { time: Duration::from_mins(1), stdout: 1024 * 1024 };

/// What a program answers, as far as it is of use.
#[derive(Deserialize)]
struct ExecCredential {
    status: Option<Status>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Status {
    token: Option<SecretString>,
    client_certificate_data: Option<String>,
    client_key_data: Option<SecretString>,
}

/// Lets the program of a user entry give the credentials, which take its place in the entry.
pub(super) async fn sign_in(user: &mut AuthInfo) -> Result<(), CheckTrouble> {
    let Some(exec) = user.exec.take() else { return Ok(()) };
    let ended =
        process::run(command(&exec)?, &LIMITS).await.map_err(|trouble| of_trouble(&trouble))?;
    if !ended.status.success() {
        return Err(CheckTrouble::Program(ended.status.to_string()));
    }
    let no_credential = || CheckTrouble::Program("its answer is no ExecCredential".to_owned());
    // The parser's message would quote what was printed, which is a key.
    let answer = serde_json::from_slice(&ended.stdout).map_err(|_quotes| no_credential())?;
    let ExecCredential { status } = answer;
    let Status { token, client_certificate_data, client_key_data } =
        status.ok_or_else(no_credential)?;
    let encoded = |text: &str| STANDARD.encode(text);
    if let (Some(certificate), Some(key)) = (client_certificate_data, client_key_data) {
        user.client_certificate_data = Some(encoded(&certificate));
        user.client_key_data = Some(encoded(key.expose_secret()).into());
    }
    user.token = token;
    Ok(())
}

/// The command, which is told that nobody is there to be asked.
fn command(exec: &ExecConfig) -> Result<Command, CheckTrouble> {
    let program = exec.command.as_ref();
    let missing = || CheckTrouble::Program("no command is named".to_owned());
    let mut command = Command::new(program.ok_or_else(missing)?);
    process::in_own_group(&mut command);
    command.args(exec.args.iter().flatten()).envs(variables(exec));
    let cluster = exec.cluster.as_ref().filter(|_| exec.provide_cluster_info);
    let mut about = json!({
        "apiVersion": exec.api_version,
        "kind": "ExecCredential",
        "spec": { "interactive": false },
    });
    if let Some(cluster) = cluster {
        about["spec"]["cluster"] = json!(cluster);
    }
    command.env("KUBERNETES_EXEC_INFO", about.to_string());
    Ok(command)
}

/// The variables that are set for the program.
pub(super) fn variables(exec: &ExecConfig) -> impl Iterator<Item = (&str, &str)> {
    exec.env.iter().flatten().filter_map(|variable| {
        Some((variable.get("name")?.as_str(), variable.get("value")?.as_str()))
    })
}

fn of_trouble(trouble: &Trouble) -> CheckTrouble {
    match trouble {
        Trouble::NotStarted(kind) => CheckTrouble::Program(kind.to_string()),
        Trouble::TimedOut { .. } => CheckTrouble::Program("it did not end in time".to_owned()),
        Trouble::TooMuch => CheckTrouble::Program("it printed too much".to_owned()),
    }
}
