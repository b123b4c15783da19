//! The window: what it starts with, from options, environment and memory.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use super::args::Shared;
use super::exit::Exit;
use super::tell::Teller;
use crate::core::history::By;
use crate::core::session::Settings;
use crate::ui::{Options, window};
use crate::worker::protocol::{Desktop, KubeconfigPlace, Lookup};
use crate::worker::{self, Faults, Keeping, Loaded, LogFile, Start};

/// After how long a copied document is cleared from the clipboard.
const CLEAR_CLIPBOARD_AFTER: Duration = Duration::from_mins(1);

pub(super) fn open(shared: &Shared, faults: &Faults) -> Exit {
    let teller = Teller::new(shared);
    let endpoint = match shared.chosen_endpoint() {
        Ok(endpoint) => endpoint,
        Err(error) => {
            teller.error(&error.to_string());
            return Exit::Usage;
        }
    };
    let instance = match first_of_its_kind(shared) {
        Start::First(instance) => Some(instance),
        Start::Alone => None,
        Start::Forwarded => {
            teller.line(teller.phrases.cli.brought_forward);
            return Exit::Done;
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
        faults: Some(faults.clone()),
        folder: worker::home(),
        save_dialog: window::system_save_dialog(),
        open_dialog: window::system_open_dialog(),
        folder_dialog: window::system_folder_dialog(),
        clear_clipboard_after: CLEAR_CLIPBOARD_AFTER,
        clock: worker::now,
    };
    // What panics while it draws is told by the window itself; this is for what makes the window.
    match catch_unwind(AssertUnwindSafe(|| window::run(options, instance))) {
        Ok(Ok(())) => Exit::Done,
        Ok(Err(error)) => no_window(&error, &teller),
        Err(_told_by_the_hook) => {
            let places = faults.take().into_iter().map(|fault| fault.place);
            let places = places.collect::<Vec<_>>().join(", ");
            let words = &teller.phrases.fault;
            let log = faults.log().map(|log| log.display().to_string());
            let log = log.as_deref().unwrap_or(words.no_log);
            teller.error(&(words.window_gone)(&places, log));
            Exit::Failed
        }
    }
}

/// The same start twice is one window; another account, file or display is another.
fn first_of_its_kind(shared: &Shared) -> Start {
    let Some(folder) = worker::instance_folder() else { return Start::Alone };
    let Shared { profile, region, endpoint, signature, timeout, lang, demo, verbose: _ } = shared;
    let options = format!("{:?}", (profile, region, endpoint, signature, timeout, lang, demo));
    let surroundings = worker::surroundings();
    let kind: Vec<&str> =
        surroundings.iter().map(String::as_str).chain([options.as_str()]).collect();
    worker::start_instance(&folder, &kind)
}

fn no_window(error: &window::NoWindow, teller: &Teller) -> Exit {
    // What OpenGL's own error says is for its makers: the log keeps it.
    tracing::info!(%error, "no window");
    if window::lacks_opengl(error) {
        teller.error(teller.phrases.cli.no_opengl);
    } else {
        teller.error(&(teller.phrases.cli.no_window)(&error.to_string()));
    }
    Exit::Failed
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
