//! The window: what it starts with, from options, environment and memory.

use std::time::Duration;

use super::args::Shared;
use super::exit::Exit;
use super::tell::Teller;
use crate::core::history::By;
use crate::core::session::Settings;
use crate::ui::{Options, window};
use crate::worker::protocol::{Desktop, KubeconfigPlace, Lookup};
use crate::worker::{self, Keeping, Loaded, LogFile};

/// After how long a copied document is cleared from the clipboard.
const CLEAR_CLIPBOARD_AFTER: Duration = Duration::from_mins(1);

pub(super) fn open(shared: &Shared) -> Exit {
    let teller = Teller::new(shared);
    let endpoint = match shared.chosen_endpoint() {
        Ok(endpoint) => endpoint,
        Err(error) => {
            teller.error(&error.to_string());
            return Exit::Usage;
        }
    };
    let settings_path = worker::settings_path();
    let Loaded { settings, kept_aside } =
        settings_path.as_deref().map(worker::load_settings).unwrap_or_default();
    let options = Options {
        language: shared.chosen_language(),
        system_language: worker::language(),
        endpoint,
        scheme: shared.signature.map(|_chosen| shared.scheme()),
        timeout: shared.timeout,
        demo: shared.demo,
        lookup: (!shared.demo).then(|| lookup(&settings)),
        keychain: !shared.demo,
        profile_name: shared.profile.clone(),
        profile: None,
        cluster_cache: worker::cluster_cache_folder(),
        credential_cache: worker::credential_cache_folder(),
        log: LogFile::of_this_user().map(|log| log.path().to_owned()),
        desktop: Desktop::default(),
        settings,
        settings_kept_aside: kept_aside,
        settings_path,
        kubeconfig: Some(KubeconfigPlace::of_this_process(None)),
        graphics: None,
        history: Keeping::of_this_user(By::Window),
        folder: worker::home(),
        save_dialog: window::system_save_dialog(),
        open_dialog: window::system_open_dialog(),
        folder_dialog: window::system_folder_dialog(),
        clear_clipboard_after: CLEAR_CLIPBOARD_AFTER,
        clock: worker::now,
    };
    match window::run(options) {
        Ok(()) => Exit::Done,
        Err(error) => {
            // What OpenGL's own error says is for its makers: the log keeps it.
            tracing::info!(%error, "no window");
            if window::lacks_opengl(&error) {
                teller.error(teller.phrases.cli.no_opengl);
            } else {
                teller.error(&(teller.phrases.cli.no_window)(&error.to_string()));
            }
            Exit::Failed
        }
    }
}

fn lookup(settings: &Settings) -> Lookup {
    Lookup {
        variables: worker::variables(),
        home: worker::home(),
        imported: settings.imported.clone(),
        ask_shell: true,
        watch: true,
    }
}
