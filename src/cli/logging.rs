//! Logging to stderr: warnings, and with `-v` what is done. `RUST_LOG` has the last word.

use tracing_subscriber::EnvFilter;

pub(super) fn start(verbose: bool) {
    let usual = if verbose { "ack_kubeconfig=debug" } else { "ack_kubeconfig=warn" };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_unset| EnvFilter::new(usual));
    // Only tests start it twice, and the first one is as good.
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()))
        .with_writer(std::io::stderr)
        .without_time()
        .try_init()
        .ok();
}
