//! What can be typed: options, subcommands and their help.

mod help;
mod landing;
mod machine;

use std::path::PathBuf;
use std::time::Duration;

use clap::{Parser, Subcommand, ValueEnum, ValueHint};

use crate::core::acs::{
    ApiEndpoint, ApiEndpointError, ClusterId, Scheme, SchemeChoice, TemporaryDuration,
};
use crate::text::Language;
use help::{COMPLETION_HELP, MAN_HELP};
use landing::{CHECK_HELP, CONTEXTS_JSON, CREDENTIAL_HELP, MERGE_HELP};
use machine::{DIAGNOSTICS_HELP, HISTORY_HELP};

pub use help::{Completion, Man};
pub use landing::{Check, Contexts, Credential, Merge, Remove, Renew, Target, Undo};
pub use machine::History;

/// Get the kubeconfig of an Alibaba Cloud ACK cluster, by point and click or by command.
///
#[derive(Debug, Parser)]
#[command(name = "ack-kubeconfig", version, long_about = ABOUT, after_help = EXIT_CODES)]
pub struct Args {
    /// What to do; without it, the window opens.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// What all commands share.
    #[command(flatten)]
    pub shared: Shared,
}

const ABOUT: &str = "\
Get the kubeconfig of an Alibaba Cloud ACK cluster, by point and click or by command.

Without a command, the window opens; if it is open already, with the same options, it comes
forward. Credentials come from --profile NAME, or from the first of these that has any: the environment variables ALIBABA_CLOUD_ACCESS_KEY_ID,
ALIBABA_CLOUD_ACCESS_KEY_SECRET and, for temporary keys, ALIBABA_CLOUD_SECURITY_TOKEN; the OIDC
variables ALIBABA_CLOUD_ROLE_ARN, ALIBABA_CLOUD_OIDC_PROVIDER_ARN and
ALIBABA_CLOUD_OIDC_TOKEN_FILE; the profile of the aliyun CLI that is current or that
ALIBABA_CLOUD_PROFILE names (~/.aliyun/config.json); that section or [default] of
~/.alibabacloud/credentials; the ECS metadata service, if ALIBABA_CLOUD_ECS_METADATA names a
role; and ALIBABA_CLOUD_CREDENTIALS_URI. --demo takes the embedded demo account instead.";

const EXIT_CODES: &str = "\
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 credentials missing or refused, 4 not found,
5 no permission, 6 network or server trouble after retries, 7 the file could not be changed
safely, 130 cancelled. Results go to stdout, everything else to stderr.";

/// The options that every command has.
#[derive(Debug, Clone, clap::Args)]
pub struct Shared {
    /// The profile to sign in with: one of the aliyun CLI's, a section of the credentials file,
    /// or an account kept in the system keychain [default: the first that is found]
    #[arg(long, global = true, value_name = "NAME", value_hint = ValueHint::Other)]
    pub profile: Option<String>,
    /// The region whose endpoint is asked, such as cn-hangzhou [default: the profile's, or else the central endpoint]
    #[arg(
        long,
        global = true,
        value_name = "ID",
        value_parser = region,
        value_hint = ValueHint::Other
    )]
    pub region: Option<String>,
    /// The API endpoint, `https://…` (plain `http://` only for this machine itself)
    #[arg(
        long,
        global = true,
        value_name = "URL",
        conflicts_with = "region",
        value_hint = ValueHint::Url
    )]
    pub endpoint: Option<ApiEndpoint>,
    /// How requests are signed; auto begins with roa and goes to acs3 if the service wants it
    /// [default: auto]
    #[arg(long, global = true, value_enum)]
    pub signature: Option<SignatureArg>,
    /// How many seconds all tries of a request may take together
    #[arg(
        long,
        global = true,
        value_name = "SECONDS",
        default_value = "30",
        value_parser = seconds,
        value_hint = ValueHint::Other
    )]
    pub timeout: Duration,
    /// The language of what is told [default: the system's; help stays English]
    #[arg(long, global = true, value_enum)]
    pub lang: Option<LanguageArg>,
    /// Use the embedded demo account: nothing leaves this computer
    #[arg(long, global = true)]
    pub demo: bool,
    /// Say on stderr what is done
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print the kubeconfig of a cluster, byte for byte as the service sent it, or write it, or those
    /// of many, to files
    Get(Get),
    /// List the clusters of the account, of all regions
    #[command(after_long_help = LIST_JSON)]
    List(List),
    /// Tell who the credentials make of you, and where they were found
    Whoami(Whoami),
    /// Get the kubeconfigs of clusters into your kubeconfig file, and leave everything else in it as
    /// it is
    #[command(after_long_help = MERGE_HELP)]
    Merge(Merge),
    /// List the contexts of your kubeconfig files: cluster, identity, expiry, and what is wrong
    #[command(after_long_help = CONTEXTS_JSON)]
    Contexts(Contexts),
    /// Renew the credentials of ACK contexts in place
    Renew(Renew),
    /// Remove contexts, with the cluster and user entries that nothing else uses
    Remove(Remove),
    /// Undo the last change that this program made to the file, if nobody wrote since
    Undo(Undo),
    /// Check whether contexts work, step by step: name, TCP, TLS, identity, permission
    #[command(after_long_help = CHECK_HELP)]
    Check(Check),
    /// Give kubectl a key for a cluster: its credential plugin, which `merge --exec` puts into the file
    #[command(after_long_help = CREDENTIAL_HELP)]
    Credential(Credential),
    /// Tell what was asked and written on this machine, and with what result
    #[command(after_long_help = HISTORY_HELP)]
    History(History),
    /// Print how things are on this machine, to be pasted into a report of a fault
    #[command(after_long_help = DIAGNOSTICS_HELP)]
    Diagnostics,
    /// Serve the embedded demo ACK on loopback until Ctrl+C, and print how to point tools at it
    Demo,
    /// Print the script by which a shell completes these commands and options
    #[command(after_long_help = COMPLETION_HELP)]
    Completion(Completion),
    /// Print the manual page of this program, or of one of its commands
    #[command(after_long_help = MAN_HELP)]
    Man(Man),
}

/// `get`
#[derive(Debug, clap::Args)]
pub struct Get {
    /// The cluster's ID, or several; a console address or an ARN that holds it will do
    #[arg(required = true, value_name = "CLUSTER_ID")]
    pub cluster_ids: Vec<ClusterId>,
    /// Name the address inside the VPC instead of the one on the Internet
    #[arg(long)]
    pub private: bool,
    /// A temporary kubeconfig: 15m to 3d, such as 90m, 3h or 1d [default: the service decides]
    #[arg(long, value_name = "DURATION", value_hint = ValueHint::Other)]
    pub duration: Option<TemporaryDuration>,
    /// Write to this file instead of stdout, readable by its owner alone; several clusters, or one
    /// to a folder that exists or whose name ends in /, are written to one file each
    #[arg(short, long, value_name = "FILE|DIR")]
    pub output: Option<PathBuf>,
    /// Replace what exists
    #[arg(long, requires = "output")]
    pub force: bool,
}

const LIST_JSON: &str = "\
The table leaves out columns, and cuts names, to fit a terminal; written elsewhere, it is whole.

With --output json, an array of objects, in the order of region, name and ID. What the service
does not tell is null. Members may be added in later versions, none is renamed or removed:
  id                    the cluster's ID
  name, region          its name, its region's ID
  state                 the service's word, such as running
  kubeconfig_available  false where the state rules a kubeconfig out
  type, spec, profile   the service's words, such as ManagedKubernetes, ack.pro.small, Default
  edition               what the console calls that, such as Pro
  version, next_version the Kubernetes version, and the one it can be upgraded to
  size                  how many nodes it has
  endpoints             null while not known, else an object: public and private, each a URL,
                        or null where there is no such endpoint
  tags                  an object: each tag's key with its value
  vpc_id, resource_group_id, deletion_protection
  created               RFC 3339, in UTC";

/// `list`
#[derive(Debug, clap::Args)]
pub struct List {
    /// How to print it
    #[arg(long, value_enum, default_value = "table")]
    pub output: OutputArg,
}

/// `whoami`
#[derive(Debug, clap::Args)]
pub struct Whoami {
    /// How to print it
    #[arg(long, value_enum, default_value = "table")]
    pub output: OutputArg,
}

/// `--output`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OutputArg {
    /// For people.
    Table,
    /// For programs; its form is documented and stays.
    Json,
}

/// `--signature`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SignatureArg {
    /// ROA, then ACS3 if the service wants it
    Auto,
    /// HMAC-SHA1, signature version 1.0
    Roa,
    /// ACS3-HMAC-SHA256
    Acs3,
}

/// `--lang`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LanguageArg {
    /// 简体中文
    Zh,
    /// English
    En,
}

impl Shared {
    /// The endpoint that was asked for, if any was.
    ///
    /// # Errors
    /// [`ApiEndpointError`], for a region that cannot be one.
    pub fn chosen_endpoint(&self) -> Result<Option<ApiEndpoint>, ApiEndpointError> {
        match (&self.endpoint, &self.region) {
            (Some(endpoint), _) => Ok(Some(endpoint.clone())),
            (None, Some(region)) => ApiEndpoint::of_region(region).map(Some),
            (None, None) => Ok(None),
        }
    }

    /// The signature scheme.
    #[must_use]
    pub fn scheme(&self) -> SchemeChoice {
        match self.signature {
            Some(SignatureArg::Auto) | None => SchemeChoice::Auto,
            Some(SignatureArg::Roa) => SchemeChoice::Only(Scheme::Roa),
            Some(SignatureArg::Acs3) => SchemeChoice::Only(Scheme::Acs3),
        }
    }

    /// The language that was asked for, if any was.
    #[must_use]
    pub fn chosen_language(&self) -> Option<Language> {
        self.lang.map(|language| match language {
            LanguageArg::Zh => Language::Chinese,
            LanguageArg::En => Language::English,
        })
    }
}

fn region(text: &str) -> Result<String, ApiEndpointError> {
    ApiEndpoint::of_region(text).map(|_endpoint| text.trim().to_owned())
}

fn seconds(text: &str) -> Result<Duration, String> {
    let most = 600;
    match text.parse::<u64>() {
        Ok(seconds) if (1..=most).contains(&seconds) => Ok(Duration::from_secs(seconds)),
        _ => Err(format!("give whole seconds, 1 to {most}")),
    }
}

#[cfg(test)]
mod tests {
    use super::{Args, Command};
    use crate::core::session::Question;
    use clap::{CommandFactory as _, Parser as _};

    fn parse(words: &str) -> Result<Args, clap::Error> {
        Args::try_parse_from(words.split_whitespace())
    }

    #[test]
    fn the_definition_holds_together() {
        Args::command().debug_assert();
    }

    #[test]
    fn the_timeout_is_the_same_as_the_windows() {
        assert_eq!(parse("ack-kubeconfig").unwrap().shared.timeout, Question::DEFAULT_TIMEOUT);
    }

    #[test]
    fn shared_options_stand_before_and_after_the_command() {
        for words in
            ["x --demo get c5b5 --region cn-hangzhou", "x get c5b5 --demo --region cn-hangzhou"]
        {
            let args = parse(words).unwrap();
            assert!(args.shared.demo);
            let endpoint = args.shared.chosen_endpoint().unwrap().unwrap();
            assert_eq!(endpoint.as_str(), "https://cs.cn-hangzhou.aliyuncs.com");
            assert!(matches!(args.command, Some(Command::Get(_))));
        }
    }

    #[test]
    fn nonsense_is_wrong_usage() {
        for words in [
            "x get",
            "x get c5/../b5",
            "x get c5b5 --duration 14m",
            "x get c5b5 --duration soon",
            "x get c5b5 --force",
            "x get c5b5 --endpoint http://example.com",
            "x get c5b5 --region ../x",
            "x get c5b5 --timeout 0",
            "x get c5b5 --signature none",
            "x frobnicate",
            "x merge",
            "x merge c5b5 --all",
            "x merge c5b5 --name {nam}",
            "x renew --expiring-within soon",
            "x renew --expiring-within 7ü",
            "x remove",
            "x credential",
            "x credential --cluster-id c5/../b5",
            "x credential --cluster-id c5b5 --duration 1m",
        ] {
            assert_eq!(parse(words).unwrap_err().exit_code(), 2, "{words}");
        }
    }
}
