//! What can be typed about this machine: `history`.

use super::OutputArg;

pub(super) const HISTORY_HELP: &str = "\
The last 200 requests for kubeconfigs and changes of files, by commands and in the window, the
newest last: no keys, and nothing of the kubeconfigs. They are kept in ack-kubeconfig/history.jsonl
in your folder for state (on Linux ~/.local/state), for your eyes only. What --demo is asked is not
kept. It is switched off on the window's page, or by `history: false` in settings.yaml; then
nothing is written, and the log holds no more than warnings.

With --output json, an array of objects. What is not known is null. Members may be added in later
versions, and other words for them; none is renamed or removed:
  at             when it was over, RFC 3339, in UTC
  by             window or command-line
  what           get, get-to-renew or credential, which are requests; save, merge, renew, remove,
                 rename, use, restore, undo, make-private or break-lock, which are changes of files
  cluster_id, cluster_name, endpoint, profile
                 which cluster, public or private, and who asked
  host           who was asked
  file           what was written
  contexts       the first contexts that a change concerned
  more_contexts  how many there are besides
  result         done, failed or cancelled
  why            why it failed: refused, no-key, timeout, exists, disk-full, locked and others
  code           the service's own code
  http_status    a number
  request_id     what support asks for

Exit code 7: the history could not be read or cleared.";

/// `history`
#[derive(Debug, clap::Args)]
pub struct History {
    /// How to print it
    #[arg(long, value_enum, default_value = "table")]
    pub output: OutputArg,
    /// Remove every entry instead
    #[arg(long, conflicts_with = "output")]
    pub clear: bool,
}

pub(super) const DIAGNOSTICS_HELP: &str = "\
The versions, the desktop, the settings, where files are and whether they are there, the last
failures, and the end of the log. It names hosts, cluster IDs and files; it holds no keys and no
kubeconfigs. The home folder is shortened to ~, account and AccessKey IDs are masked. Look it
through before you publish it.";
