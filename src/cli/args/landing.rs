//! What can be typed about kubeconfig files: `merge`, `contexts`, `renew`, `remove`, `undo` and
//! `check`, and `credential`, which stands in them.

use std::path::PathBuf;

use clap::ValueHint;
use jiff::SignedDuration;

use super::OutputArg;
use crate::core::acs::{ClusterId, TemporaryDuration};
use crate::core::kubeconfig::merge::NameTemplate;

pub(super) const MERGE_HELP: &str = "\
The difference is shown first, its secrets masked: on stderr, or with --dry-run on stdout. The old
file is kept as a backup (the last 20 of each file), and the new one takes its place in one step,
under kubectl's lock. A cluster that is there already is renewed in place; what you added to its
entries stays.

Without --kubeconfig, it is the file that kubectl would write to: of those in KUBECONFIG the first
that holds one of the clusters, or else the first that exists; without KUBECONFIG ~/.kube/config.";

pub(super) const CONTEXTS_JSON: &str = "\
Nothing is asked of anybody: all of it stands in the files.

With --output json, an object. Members may be added in later versions, none is renamed or removed:
  contexts       an array, in the order of the files:
    name           the context's name
    current        whether it is the one in use
    file           the file it stands in
    cluster_id, region, profile
                   of an ACK cluster; else null, as is what is not known
    endpoint       public or private, or null
    server         the URL of the API server
    namespace, cluster, user
                   as the context names them
    signs_in       certificate, unreadable-certificate, token, program, plugin, password, file or
                   nothing
    identity       the certificate's common name, or the token's subject
    expires        RFC 3339, in UTC, or null
    days_left      whole days until then; negative when it has passed
  files          an array:
    path, exists   the file, and whether it is there
    for_new        whether new contexts go to it
    error          why it cannot be read as a kubeconfig, or null
    problems       what is wrong, each a sentence";

pub(super) const CHECK_HELP: &str = "\
Nothing in the clusters is changed, and no program is run without --allow-exec. Each step is told
with the time it took; the first that fails ends the ladder, with what it means and what to do.

The exit code is that of the first context that does not work: 1 it cannot be used, 3 the cluster
does not accept the credentials, 5 no role is bound, 6 it cannot be reached or is not the one meant.";

/// `merge`
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that may be typed")]
pub struct Merge {
    /// The clusters' IDs
    #[arg(required_unless_present = "all", conflicts_with = "all", value_name = "CLUSTER_ID")]
    pub cluster_ids: Vec<ClusterId>,
    /// Every cluster of the account that has a kubeconfig to give
    #[arg(long)]
    pub all: bool,
    /// Where to
    #[command(flatten)]
    pub target: Target,
    /// How new contexts are called; {name}, {id}, {region}, {endpoint}, {uid} and {profile} stand
    /// for themselves
    #[arg(
        long,
        value_name = "TEMPLATE",
        default_value = "{name}",
        value_parser = template,
        value_hint = ValueHint::Other
    )]
    pub name: NameTemplate,
    /// Name the address inside the VPC instead of the one on the Internet
    #[arg(long)]
    pub private: bool,
    /// Temporary credentials: 15m to 3d, such as 90m, 3h or 1d [default: the service decides]
    #[arg(long, value_name = "DURATION", value_hint = ValueHint::Other)]
    pub duration: Option<TemporaryDuration>,
    /// Write no key into the file: kubectl asks this program for one each time (see `credential`)
    #[arg(long)]
    pub exec: bool,
    /// Put the context of the cluster in use
    #[arg(long)]
    pub switch: bool,
    /// Only show what would change
    #[arg(long)]
    pub dry_run: bool,
}

/// Which file is changed or read.
#[derive(Debug, Clone, clap::Args)]
pub struct Target {
    /// The kubeconfig file [default: as kubectl, by KUBECONFIG, or else ~/.kube/config]
    #[arg(long, value_name = "PATH")]
    pub kubeconfig: Option<PathBuf>,
}

pub(super) const CREDENTIAL_HELP: &str = "\
It prints an ExecCredential of client.authentication.k8s.io, v1 or v1beta1 as KUBERNETES_EXEC_INFO
asks. The key is kept in your cache folder, for your eyes only, until three minutes before its end;
of several calls at the same time one asks the service, and the others wait for it. If the service
cannot be asked, a kept key is given out until its end.

The key is that of the profile: where the file names none, kubectl must run with the credentials
in its environment.";

/// `credential`
#[derive(Debug, clap::Args)]
pub struct Credential {
    /// The cluster's ID
    #[arg(long, value_name = "CLUSTER_ID", value_hint = ValueHint::Other)]
    pub cluster_id: ClusterId,
    /// Ask for the kubeconfig with the address inside the VPC; the key is good for both
    #[arg(long)]
    pub private: bool,
    /// How long the key lasts: 15m to 3d, such as 90m, 3h or 1d
    #[arg(long, value_name = "DURATION", default_value = "1h", value_hint = ValueHint::Other)]
    pub duration: TemporaryDuration,
}

/// `contexts`
#[derive(Debug, clap::Args)]
pub struct Contexts {
    /// Which file
    #[command(flatten)]
    pub target: Target,
    /// How to print it
    #[arg(long, value_enum, default_value = "table")]
    pub output: OutputArg,
}

/// `renew`
#[derive(Debug, clap::Args)]
pub struct Renew {
    /// The contexts [default: all of ACK clusters that end within 7 days]
    #[arg(value_name = "CONTEXT")]
    pub contexts: Vec<String>,
    /// Only those that end within this time, such as 7d or 12h
    #[arg(long, value_name = "DURATION", value_parser = span, value_hint = ValueHint::Other)]
    pub expiring_within: Option<SignedDuration>,
    /// Temporary credentials: 15m to 3d, such as 90m, 3h or 1d [default: the service decides]
    #[arg(long, value_name = "DURATION", value_hint = ValueHint::Other)]
    pub duration: Option<TemporaryDuration>,
    /// Which file
    #[command(flatten)]
    pub target: Target,
    /// Only show what would change, with what is fetched now
    #[arg(long)]
    pub dry_run: bool,
}

/// `remove`
#[derive(Debug, clap::Args)]
pub struct Remove {
    /// The contexts
    #[arg(required = true, value_name = "CONTEXT")]
    pub contexts: Vec<String>,
    /// Which file
    #[command(flatten)]
    pub target: Target,
    /// Only show what would change
    #[arg(long)]
    pub dry_run: bool,
}

/// `undo`
#[derive(Debug, clap::Args)]
pub struct Undo {
    /// Which file
    #[command(flatten)]
    pub target: Target,
}

fn template(text: &str) -> Result<NameTemplate, String> {
    NameTemplate::parse(text).map_err(|error| {
        let pieces = NameTemplate::PIECES.map(|piece| format!("{{{piece}}}"));
        format!("{error}; it knows {}", pieces.join(", "))
    })
}

/// A number of minutes, hours or days.
fn span(text: &str) -> Result<SignedDuration, String> {
    let wrong = || "give a number of minutes, hours or days, such as 90m, 12h or 7d".to_owned();
    let unit = text.chars().next_back().ok_or_else(wrong)?;
    let number = text.strip_suffix(unit).and_then(|number| number.parse::<u32>().ok());
    let seconds = match unit {
        'm' => 60,
        'h' => 60 * 60,
        'd' => 24 * 60 * 60,
        _ => return Err(wrong()),
    };
    number.map(|number| SignedDuration::from_secs(i64::from(number) * seconds)).ok_or_else(wrong)
}

/// `check`
#[derive(Debug, clap::Args)]
pub struct Check {
    /// The contexts [default: the one in use]
    #[arg(conflicts_with = "all", value_name = "CONTEXT")]
    pub contexts: Vec<String>,
    /// Every context of the files
    #[arg(long)]
    pub all: bool,
    /// Let the programs run by which contexts sign in (exec entries)
    #[arg(long)]
    pub allow_exec: bool,
    /// Where they are
    #[command(flatten)]
    pub target: Target,
}
