//! The window: what it starts with, from options, environment and memory.

use std::time::Duration;

use super::args::Shared;
use super::exit::Exit;
use super::tell::Teller;
use crate::ui::{Options, window};
use crate::worker::{self, protocol::EnvironmentError};

/// After how long a copied document is cleared from the clipboard.
const CLEAR_CLIPBOARD_AFTER: Duration = Duration::from_mins(1);

pub(super) fn open(shared: &Shared) -> Exit {
    let teller = Teller::new(shared);
    if shared.profile.is_some() {
        teller.error(teller.phrases.cli.profiles_later);
        return Exit::Usage;
    }
    let endpoint = match shared.chosen_endpoint() {
        Ok(endpoint) => endpoint,
        Err(error) => {
            teller.error(&error.to_string());
            return Exit::Usage;
        }
    };
    let environment = match worker::credentials_of_environment() {
        _ if shared.demo => Ok(None),
        Ok(credentials) => Ok(Some(credentials)),
        Err(EnvironmentError::NotSet) => Ok(None),
        Err(EnvironmentError::Unusable(error)) => Err(error.to_string()),
    };
    let settings_path = worker::settings_path();
    let options = Options {
        language: shared.language(),
        endpoint,
        scheme: shared.scheme(),
        timeout: shared.timeout,
        demo: shared.demo,
        environment,
        settings: settings_path.as_deref().map(worker::load_settings).unwrap_or_default(),
        settings_path,
        folder: directories::UserDirs::new().map(|folders| folders.home_dir().to_owned()),
        save_dialog: window::system_save_dialog(),
        clear_clipboard_after: CLEAR_CLIPBOARD_AFTER,
        clock: worker::now,
        account: None,
    };
    match window::run(options) {
        Ok(()) => Exit::Done,
        Err(error) => {
            teller.error(&(teller.phrases.cli.no_window)(&error.to_string()));
            Exit::Failed
        }
    }
}
