//! A window that has a fault: it panics while the file that is named is there, to look at what
//! becomes of that.
//!
//! `cargo run --example fault /tmp/broken`, and then `touch /tmp/broken`

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use ack_kubeconfig::core::session::Settings;
use ack_kubeconfig::ui::{Options, window};
use ack_kubeconfig::worker::{self, Faults};

static BROKEN: OnceLock<PathBuf> = OnceLock::new();

fn clock() -> jiff::Timestamp {
    let broken = BROKEN.get().is_some_and(|file| file.exists());
    assert!(!broken, "the clock is broken");
    worker::now()
}

fn main() -> ExitCode {
    let Some(file) = std::env::args_os().nth(1) else {
        return ExitCode::from(2);
    };
    let file = BROKEN.get_or_init(|| file.into());
    let faults = Faults::logged_in(Some(file.with_extension("log")));
    faults.listen();
    match window::run(options(faults), None) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_no_window) => ExitCode::FAILURE,
    }
}

/// The demo account, with nothing remembered.
fn options(faults: Faults) -> Options {
    Options {
        language: None,
        system_language: worker::language(),
        endpoint: None,
        scheme: None,
        timeout: Duration::from_secs(30),
        demo: true,
        lookup: None,
        keychain: false,
        profile_name: None,
        profile: None,
        cluster_cache: None,
        credential_cache: None,
        log: None,
        desktop: worker::protocol::Desktop::default(),
        settings: Settings::default(),
        settings_kept_aside: None,
        settings_path: None,
        kubeconfig: None,
        graphics: None,
        history: None,
        faults: Some(faults),
        folder: worker::home(),
        save_dialog: window::system_save_dialog(),
        open_dialog: Arc::new(|_title, _frame| Box::pin(async { None })),
        folder_dialog: Arc::new(|_title, _frame| Box::pin(async { None })),
        clear_clipboard_after: Duration::from_mins(1),
        clock,
    }
}
