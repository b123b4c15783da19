//! Reading what the user's kubeconfig files hold, once and whenever one changes.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;

use super::messages::{ContextFile, ContextsRead, FileTrouble, KubeconfigPlace, LandingEvent};
use crate::core::kubeconfig::contexts::contexts_by;
use crate::io::kubeconfig_file::{Backups, Glance, Reading, lock_on, read};
use crate::io::watch::Watch;
use crate::worker::Event;
use crate::worker::desk::blocking;
use crate::worker::events::EventSender;
use crate::worker::hands::TwoHands;

/// How long a change may take: programs write a file in several steps.
const SETTLING: Duration = Duration::from_millis(200);

/// How the files looked when they were read, and the watch over them.
struct Look {
    seen: Vec<(PathBuf, Glance)>,
    _watch: Option<Watch>,
}

/// Reads the files and tells what they hold; with `watching`, again whenever one changes.
pub(super) async fn attend(place: KubeconfigPlace, watching: bool, events: EventSender) {
    let changed = Arc::new(Notify::new());
    loop {
        let (place, notify) = (place.clone(), watching.then(|| Arc::clone(&changed)));
        let Some((mut look, contexts)) = blocking(move || look(&place, notify)).await else {
            return;
        };
        events.send(Event::Landing(LandingEvent::ContextsRead(Box::new(contexts)))).await;
        if !watching {
            return;
        }
        loop {
            changed.notified().await;
            tokio::time::sleep(SETTLING).await;
            let again = blocking(move || (look.is_old(), look));
            let Some((is_old, same)) = again.await else { return };
            if is_old {
                break;
            }
            look = same;
        }
    }
}

impl Look {
    fn is_old(&self) -> bool {
        self.seen.iter().any(|(file, glance)| Glance::at(file) != *glance)
    }
}

/// First the files are watched, and glanced at: one that changes while it is read is read again.
fn look(place: &KubeconfigPlace, changed: Option<Arc<Notify>>) -> (Look, ContextsRead) {
    let files = match place.files() {
        Ok(files) => files,
        Err(trouble) => {
            let none = ContextsRead { files: Vec::new(), for_new: None, trouble: Some(trouble) };
            return (Look { seen: Vec::new(), _watch: None }, none);
        }
    };
    let glance = |file: &PathBuf| (file.clone(), Glance::at(file));
    let mut seen: Vec<(PathBuf, Glance)> = files.all().iter().map(glance).collect();
    let watch = changed
        .and_then(|changed| Watch::of(seen.iter().flat_map(|(_, glance)| glance.names()), changed));
    seen = files.all().iter().map(glance).collect();
    let backups = place.backups.clone().map(Backups::in_folder);
    let read = |file: &PathBuf| read_file(file, backups.as_ref());
    let contexts = ContextsRead {
        files: files.all().iter().map(read).collect(),
        for_new: Some(files.for_new().to_owned()),
        trouble: None,
    };
    (Look { seen, _watch: watch }, contexts)
}

fn read_file(path: &Path, backups: Option<&Backups>) -> ContextFile {
    let reading = read(path).map_err(FileTrouble::from);
    let last = |backups: &Backups| backups.of(path).ok()?.into_iter().next();
    let contents = |reading: Reading| Ok(contexts_by(&reading.text, &TwoHands)?);
    ContextFile {
        path: path.to_owned(),
        exists: reading.as_ref().map_or(true, |reading| reading.existing().is_some()),
        access: reading.as_ref().ok().and_then(|reading| reading.access),
        contents: reading.and_then(contents),
        lock: lock_on(path).ok().flatten(),
        last_write: backups.and_then(last),
    }
}
