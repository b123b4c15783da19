//! The desk: takes commands one after the other and gives each to a task.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, watch};
use tokio::task::{AbortHandle, JoinSet};

use super::asker::Asker;
use super::batch::{Batches, save_many};
use super::call::Caller;
use super::check::Checks;
use super::demo_account::RunningDemo;
use super::diagnostics::diagnose;
use super::events::{EventSender, Listener};
use super::fetch::Fetcher;
use super::history::{Chronicle, Keeping, Recorder};
use super::identify::identify;
use super::keychain::Keychain;
use super::landing::Landing;
use super::lookout::Lookout;
use super::programs::Programs;
use super::protocol::Saving;
use super::sign_in::Wallet;
use super::{Command, Event, clusters};
use crate::core::kubeconfig::KubeconfigText;
use crate::core::profile::Profile;
use crate::core::session::{ClusterQuery, KeyFacts, Question, RequestId, Settings};
use crate::io::clipboard::{Cleared, SystemClipboard};
use crate::io::date_settings;
use crate::io::file;
use crate::io::folder;
use crate::io::terminal;
use crate::io::{log_file, settings};

/// How long the end waits for files that are being written.
const WRITE_FAREWELL: Duration = Duration::from_secs(5);

/// How long the end waits for a clipboard that another program may have blocked.
const CLIPBOARD_FAREWELL: Duration = Duration::from_secs(1);

/// Serves until the last sender of commands is gone.
pub(super) async fn serve(
    mut commands: mpsc::Receiver<Command>,
    events: EventSender,
    keeping: Option<Keeping>,
) {
    let mut writes = JoinSet::new();
    let (chronicle, recorder) = Chronicle::begin(keeping, events.clone(), &mut writes);
    let (settings, kept) = watch::channel(None);
    writes.spawn(keep_settings(kept));
    let caller = Caller::default();
    let keychain = Keychain::default();
    let programs = Programs::default();
    let wallet = Wallet::new(caller.clone(), keychain.clone(), programs.clone());
    let asker = Asker::new(caller.clone(), wallet.clone());
    let fetcher = Fetcher::new(asker.clone(), recorder.clone());
    let mut desk = Desk {
        lookout: Lookout::new(events.clone(), programs.clone()),
        keychain,
        landing: Landing::new(events.clone(), recorder.clone()),
        checks: Checks::new(events.clone()),
        batches: Batches::new(fetcher.clone(), events.clone()),
        fetcher,
        asker,
        caller,
        wallet,
        programs,
        events,
        signing_in: None,
        asking: None,
        listing: None,
        clipboard: SystemClipboard::default(),
        copied: None,
        demo: RunningDemo::default(),
        chronicle,
        recorder,
        settings,
        tasks: JoinSet::new(),
        writes,
    };
    while let Some(command) = commands.recv().await {
        desk.take(command);
        while desk.tasks.try_join_next().is_some() {}
        while desk.writes.try_join_next().is_some() {}
    }
    desk.landing.end();
    desk.clear_clipboard_at_the_end().await;
    let writes = std::mem::take(&mut desk.writes);
    // What still runs is cancelled, and leaves its entry in the history.
    drop(desk);
    finish_at_the_end(writes).await;
}

struct Desk {
    events: EventSender,
    caller: Caller,
    wallet: Wallet,
    asker: Asker,
    programs: Programs,
    fetcher: Fetcher,
    batches: Batches,
    lookout: Lookout,
    keychain: Keychain,
    landing: Landing,
    checks: Checks,
    /// The profile that is being signed in with. There is one at a time.
    signing_in: Option<AbortHandle>,
    /// The question under way. There is one at a time.
    asking: Option<(RequestId, AbortHandle)>,
    /// The listing under way. There is one at a time.
    listing: Option<(RequestId, AbortHandle)>,
    clipboard: SystemClipboard,
    /// The document that waits on the clipboard to be cleared.
    copied: Option<(KubeconfigText, AbortHandle)>,
    demo: RunningDemo,
    chronicle: Chronicle,
    recorder: Recorder,
    /// The settings that are to be written.
    settings: watch::Sender<Option<ToKeep>>,
    /// Everything that runs; dropped with the desk, which cancels it.
    tasks: JoinSet<()>,
    /// The files that are being written, which are waited for.
    writes: JoinSet<()>,
}

impl Desk {
    fn take(&mut self, command: Command) {
        match command {
            Command::Ask(id, question) => self.ask(id, *question),
            Command::ListClusters(id, query) => self.list_clusters(id, *query),
            Command::Cancel(id) => self.cancel(id),
            Command::AskMany(id, items) => self.batches.ask(id, items),
            Command::CancelItem(id, item) => self.batches.cancel_item(id, item),
            Command::CancelBatch(id) => self.batches.cancel(id),
            Command::SaveMany(id, folder, files, existing) => {
                let tell = (self.events.clone(), self.recorder.clone());
                self.writes.spawn(save_many(id, folder, files, existing, tell));
            }
            Command::Discover(lookup) => self.lookout.look(lookup),
            Command::LookAgain => self.lookout.look_again(),
            Command::SignIn(id, profile) => self.sign_in(id, profile),
            Command::Keychain(wish) => self.keychain.fulfil(wish, self.events.clone()),
            Command::RunInTerminal(words) => self.run_in_terminal(words),
            Command::OpenDateSettings => self.open_date_settings(),
            Command::OpenFolder(folder) => self.open_folder(folder),
            Command::AskForNotes(desktop) => self.tell(move || desktop.ask(), Event::NotesAsked),
            Command::Show(desktop, note, ending) => {
                self.tell(move || desktop.show(&note), |shown| Event::Shown(ending, shown));
            }
            Command::OpenDemo => {
                let (demo, events) = (self.demo.clone(), self.events.clone());
                self.tasks.spawn(async move {
                    let event = match demo.open().await {
                        Ok((profile, first)) => Event::DemoReady(profile, first),
                        Err(error) => Event::DemoFailed(error),
                    };
                    events.send(event).await;
                });
            }
            Command::Open(id, path) => {
                let events = self.events.clone();
                self.tasks.spawn(async move {
                    events.send(Event::Opened(id, super::open::open(path).await)).await;
                });
            }
            Command::Copy(text, clear_after) => self.copy(text, clear_after),
            Command::AwaitPath(purpose, choice) => {
                let events = self.events.clone();
                self.tasks.spawn(async move {
                    events.send(Event::PathChosen(purpose, choice.await)).await;
                });
            }
            Command::Save(saving) => self.save(*saving),
            Command::Diagnose(request) => {
                self.tell(move || Box::new(diagnose(&request)), Event::Diagnosed);
            }
            Command::History(command) => self.chronicle.take(command, &mut self.writes),
            Command::Landing(command) => {
                self.landing.take(command, &mut self.tasks, &mut self.writes);
            }
            Command::Check(id, request) => self.checks.begin(id, request, &mut self.tasks),
            Command::CheckMany(checks) => {
                for (id, request) in checks {
                    self.checks.begin(id, request, &mut self.tasks);
                }
            }
            Command::CancelCheck(id) => self.checks.cancel(id),
            Command::KeepSettings(path, kept) => {
                log_file::keep_quiet(!kept.history);
                self.settings.send_replace(Some((path, kept)));
            }
        }
    }

    /// Does what may block in a task of its own, and tells what came of it.
    fn tell<T: Send + 'static>(
        &mut self,
        job: impl FnOnce() -> T + Send + 'static,
        told: impl FnOnce(T) -> Event + Send + 'static,
    ) {
        let events = self.events.clone();
        self.tasks.spawn(async move {
            if let Some(done) = blocking(job).await {
                events.send(told(done)).await;
            }
        });
    }

    fn ask(&mut self, id: RequestId, question: Question) {
        if let Some((_, replaced)) = self.asking.take() {
            replaced.abort();
        }
        let (fetcher, events) = (self.fetcher.clone(), self.events.clone());
        let task = self.tasks.spawn(async move {
            let outcome = fetcher.fetch(&question, &Listener::new(id, &events)).await;
            events.send(Event::Finished(id, outcome)).await;
        });
        self.asking = Some((id, task));
    }

    fn list_clusters(&mut self, id: RequestId, query: ClusterQuery) {
        if let Some((_, replaced)) = self.listing.take() {
            replaced.abort();
        }
        let listing = clusters::list(self.asker.clone(), id, query, self.events.clone());
        self.listing = Some((id, self.tasks.spawn(listing)));
    }

    /// Gets a key, and asks whose it is, in place of another profile's.
    fn sign_in(&mut self, id: RequestId, profile: Arc<Profile>) {
        if let Some(replaced) = self.signing_in.take() {
            replaced.abort();
        }
        let Self { caller, wallet, events, .. } = self;
        let (caller, wallet, events) = (caller.clone(), wallet.clone(), events.clone());
        let task = self.tasks.spawn(async move {
            let key = match wallet.key(&profile).await {
                Ok(key) => key,
                Err(failure) => return events.send(Event::SignedIn(id, Err(failure))).await,
            };
            events.send(Event::SignedIn(id, Ok(KeyFacts::of(&key)))).await;
            let who = identify(&caller, &profile.places.sts, &key.credentials).await;
            events.send(Event::Identified(id, who)).await;
        });
        self.signing_in = Some(task);
    }

    fn run_in_terminal(&mut self, words: Vec<String>) {
        let (events, programs) = (self.events.clone(), self.programs.clone());
        self.tasks.spawn(async move {
            let path = programs.path().await;
            let opened = blocking(move || terminal::open(&words, path.as_deref())).await;
            if let Some(opened) = opened {
                events.send(Event::TerminalOpened(opened)).await;
            }
        });
    }

    fn open_date_settings(&mut self) {
        let (events, programs) = (self.events.clone(), self.programs.clone());
        self.tasks.spawn(async move {
            let path = programs.path().await;
            let opened = blocking(move || date_settings::open(path.as_deref())).await;
            if let Some(opened) = opened {
                events.send(Event::DateSettingsOpened(opened)).await;
            }
        });
    }

    fn open_folder(&mut self, folder: PathBuf) {
        let (events, programs) = (self.events.clone(), self.programs.clone());
        self.tasks.spawn(async move {
            let path = programs.path().await;
            let opened = blocking(move || folder::open(&folder, path.as_deref())).await;
            if let Some(opened) = opened {
                events.send(Event::FolderOpened(opened)).await;
            }
        });
    }

    fn cancel(&mut self, id: RequestId) {
        for under_way in [&mut self.asking, &mut self.listing] {
            if let Some((_, task)) = under_way.take_if(|(of, _)| *of == id) {
                task.abort();
            }
        }
    }

    /// Copies in a task of its own: the clipboard belongs to another program, which may hang.
    fn copy(&mut self, text: KubeconfigText, clear_after: Duration) {
        if let Some((_, waiting)) = self.copied.take() {
            waiting.abort();
        }
        let (clipboard, events, ours) = (self.clipboard.clone(), self.events.clone(), text.clone());
        let task = self.tasks.spawn(async move {
            let copy = {
                let (clipboard, text) = (clipboard.clone(), ours.clone());
                move || clipboard.copy(&text)
            };
            match blocking(copy).await {
                Some(Ok(())) => events.send(Event::Copied(clear_after)).await,
                Some(Err(error)) => return events.send(Event::CopyFailed(ours, error)).await,
                None => return,
            }
            tokio::time::sleep(clear_after).await;
            let cleared = blocking(move || clipboard.clear_if_ours(&ours)).await;
            let cleared = cleared.and_then(Result::ok).unwrap_or(Cleared::Replaced);
            events.send(Event::ClipboardCleared(cleared)).await;
        });
        self.copied = Some((text, task));
    }

    /// Writes in a task of its own, which is finished even if the worker ends.
    fn save(&mut self, saving: Saving) {
        let Saving { path, text, existing, about } = saving;
        let (events, recorder) = (self.events.clone(), self.recorder.clone());
        self.writes.spawn(async move {
            let target = path.clone();
            let write = move || file::write_private(&target, text.as_str().as_bytes(), existing);
            let Some(written) = blocking(write).await else { return };
            recorder.saved(about, &path, written.as_ref().map(drop));
            let event = match written {
                Ok(()) => Event::Saved(path),
                Err(error) => Event::SaveFailed(error),
            };
            events.send(event).await;
        });
    }

    /// A private key does not outlive the window on the clipboard, where a clipboard manager
    /// would keep it.
    async fn clear_clipboard_at_the_end(&mut self) {
        let Some((text, waiting)) = self.copied.take() else { return };
        if waiting.is_finished() {
            return;
        }
        waiting.abort();
        let clipboard = self.clipboard.clone();
        let clear = blocking(move || clipboard.clear_if_ours(&text));
        if !matches!(tokio::time::timeout(CLIPBOARD_FAREWELL, clear).await, Ok(Some(Ok(_)))) {
            tracing::warn!("the clipboard was not cleared at the end");
        }
    }
}

/// Settings, and the file that they are written to.
type ToKeep = (PathBuf, Settings);

/// Writes the settings down, always the last, until nobody is there any more who could change
/// them. A slow disk delays nothing else.
async fn keep_settings(mut kept: watch::Receiver<Option<ToKeep>>) {
    while kept.changed().await.is_ok() {
        let Some((path, settings)) = kept.borrow_and_update().clone() else { continue };
        if let Some(Err(error)) = blocking(move || settings::save(&path, &settings)).await {
            tracing::warn!(%error, "the settings were not kept");
        }
    }
}

/// A file that was asked for is written, unless the disk hangs.
async fn finish_at_the_end(mut writes: JoinSet<()>) {
    let all = async { while writes.join_next().await.is_some() {} };
    if tokio::time::timeout(WRITE_FAREWELL, all).await.is_err() {
        tracing::warn!("a file was still being written at the end");
    }
}

/// Runs something that may block off the worker's thread. `None`, when it panicked (and has said
/// so itself) or the runtime is ending.
pub(super) async fn blocking<T: Send + 'static>(
    job: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    tokio::task::spawn_blocking(job).await.ok()
}
