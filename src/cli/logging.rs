//! Logging: warnings to stderr, and with `-v` what is done, where `RUST_LOG` has the last word; and
//! all of that to a file, whatever is told on stderr, for whoever looks for a fault afterwards.

use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::{Layer as _, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, fmt, registry};

use crate::core::history::By;
use crate::worker::{self, Faults, LogFile};

/// This program's own events: those of libraries quote what they are given.
const OURS: &str = "ack_kubeconfig";

/// Begins, for this face of the program. Gives the place for its faults, which knows the log.
pub(super) fn start(verbose: bool, face: By) -> Faults {
    let usual = if verbose { "ack_kubeconfig=debug" } else { "ack_kubeconfig=warn" };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_unset| EnvFilter::new(usual));
    let told = fmt::layer()
        .with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()))
        .with_writer(std::io::stderr)
        .without_time()
        .with_filter(filter);
    let file = LogFile::of_this_user();
    let faults = Faults::logged_in(file.as_ref().map(|file| file.path().to_owned()));
    let kept = file.map(|file| {
        let ours = Targets::new().with_target(OURS, Level::DEBUG);
        fmt::layer().with_ansi(false).with_writer(file).with_filter(ours)
    });
    worker::respect_settings();
    // Only tests start it twice, and the first one is as good.
    registry().with(told).with(kept).try_init().ok();
    note_panics();
    tracing::info!(version = env!("CARGO_PKG_VERSION"), ?face, "started");
    faults
}

/// A window has no terminal to tell of a panic. What the panic says may quote a document, so only
/// its place is kept.
fn note_panics() {
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if let Some(place) = panic.location() {
            let (file, line) = (place.file(), place.line());
            let thread = std::thread::current();
            tracing::error!(
                file,
                line,
                thread = thread.name(),
                "this program has a fault, and panicked"
            );
        }
        tell(panic);
    }));
}
