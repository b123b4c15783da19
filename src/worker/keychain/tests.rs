//! A keychain that answers, one that does not, and one that breaks.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::mpsc;

use super::{Accounts, Keychain, LIMIT, Open};
use crate::core::acs::Credentials;
use crate::core::profile::KeychainError;
use crate::worker::Event;
use crate::worker::events::EventSender;
use crate::worker::protocol::KeychainWish;

/// Names alone, whose keys are all the same.
#[derive(Clone, Default)]
struct Drawer(Arc<Mutex<Vec<String>>>);

impl Accounts for Drawer {
    fn names(&self) -> Result<Vec<String>, KeychainError> {
        Ok(self.0.lock().unwrap().clone())
    }

    fn read(&self, name: &str) -> Result<Credentials, KeychainError> {
        assert_ne!(name, "trap", "the library breaks");
        Ok(key())
    }

    fn keep(&self, name: &str, _: &Credentials) -> Result<(), KeychainError> {
        assert_ne!(name, "trap", "the library breaks");
        self.0.lock().unwrap().push(name.to_owned());
        Ok(())
    }

    fn rename(&self, from: &str, to: &str) -> Result<(), KeychainError> {
        self.remove(from)?;
        self.keep(to, &key())
    }

    fn remove(&self, name: &str) -> Result<(), KeychainError> {
        let mut names = self.0.lock().unwrap();
        let at = names.iter().position(|there| there == name);
        names.remove(at.ok_or_else(|| KeychainError::NoAccount(name.to_owned()))?);
        Ok(())
    }
}

fn key() -> Credentials {
    Credentials::new("LTAI", &"Secret".into(), None).unwrap()
}

fn keep(name: &str) -> KeychainWish {
    KeychainWish::Keep(name.to_owned(), key())
}

/// A keychain with its events.
struct Window {
    keychain: Keychain,
    sender: EventSender,
    events: mpsc::Receiver<Event>,
}

impl Window {
    fn new(open: Open, limit: Duration) -> Self {
        let (sender, events) = mpsc::channel(64);
        let sender = EventSender::new(sender, Arc::new(|| {}));
        Self { keychain: Keychain::new(open, limit), sender, events }
    }

    fn with_accounts(limit: Duration) -> (Self, Drawer) {
        let accounts = Drawer::default();
        let given = accounts.clone();
        (Self::new(Arc::new(move || Ok(Box::new(given.clone()))), limit), accounts)
    }

    /// A keychain that waits, whenever it is connected to, until it is let go on. It says when it
    /// begins to wait.
    fn hung(limit: Duration) -> (Self, Drawer, Receiver<()>, SyncSender<()>) {
        let accounts = Drawer::default();
        let given = accounts.clone();
        let (begun, has_begun) = sync_channel(16);
        let (go_on, may_go_on) = sync_channel(16);
        let may_go_on = Mutex::new(may_go_on);
        let open: Open = Arc::new(move || {
            begun.send(()).ok();
            may_go_on.lock().unwrap().recv().ok();
            Ok(Box::new(given.clone()))
        });
        (Self::new(open, limit), accounts, has_begun, go_on)
    }

    fn wish(&self, wish: KeychainWish) {
        self.keychain.fulfil(wish, self.sender.clone());
    }

    async fn next(&mut self) -> Event {
        self.events.recv().await.unwrap()
    }

    async fn listed(&mut self) -> Result<Vec<String>, KeychainError> {
        match self.next().await {
            Event::KeychainListed(names) => names,
            other => panic!("{other:?}"),
        }
    }

    /// What came of a wish, which is told with it.
    async fn done(&mut self, wish: &KeychainWish) -> Result<(), KeychainError> {
        match self.next().await {
            Event::KeychainDone(of, done) => {
                assert_eq!(format!("{of:?}"), format!("{wish:?}"));
                done
            }
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn each_wish_is_told_of_and_followed_by_the_list() {
    let (mut window, _) = Window::with_accounts(LIMIT);
    window.wish(KeychainWish::List);
    assert_eq!(window.listed().await.unwrap(), Vec::<String>::new());
    for (wish, names) in [
        (keep("work"), &["work"][..]),
        (KeychainWish::Rename { from: "work".into(), to: "home".into() }, &["home"]),
        (KeychainWish::Remove("home".into()), &[]),
    ] {
        window.wish(wish.clone());
        window.done(&wish).await.unwrap();
        assert_eq!(window.listed().await.unwrap(), names);
    }
    let again = KeychainWish::Remove("home".into());
    window.wish(again.clone());
    assert_eq!(window.done(&again).await.unwrap_err(), KeychainError::NoAccount("home".into()));
    assert_eq!(window.listed().await.unwrap(), Vec::<String>::new());
    assert_eq!(window.keychain.read("any").await.unwrap().access_key_id(), "LTAI");
}

#[tokio::test]
async fn without_a_service_every_answer_says_so() {
    let mut window = Window::new(Arc::new(|| Err(KeychainError::NoService)), LIMIT);
    window.wish(keep("work"));
    assert_eq!(window.done(&keep("work")).await.unwrap_err(), KeychainError::NoService);
    assert_eq!(window.listed().await.unwrap_err(), KeychainError::NoService);
    assert_eq!(window.keychain.read("work").await.unwrap_err(), KeychainError::NoService);
}

#[tokio::test]
async fn a_hung_service_is_told_of_in_time_and_its_late_answer_still_lists() {
    let (mut window, accounts, begun, go_on) = Window::hung(Duration::from_millis(50));
    window.wish(keep("first"));
    begun.recv().unwrap();
    window.wish(keep("second"));
    for wish in [keep("first"), keep("second")] {
        assert_eq!(window.done(&wish).await.unwrap_err(), KeychainError::TimedOut);
        assert_eq!(window.listed().await.unwrap_err(), KeychainError::TimedOut);
    }
    assert_eq!(window.keychain.read("first").await.unwrap_err(), KeychainError::TimedOut);

    go_on.send(()).unwrap();
    assert_eq!(window.listed().await.unwrap(), ["first"]);
    // The second had not begun when it was given up, and is not done any more.
    go_on.send(()).unwrap();
    assert_eq!(window.listed().await.unwrap(), ["first"]);
    assert_eq!(*accounts.0.lock().unwrap(), ["first"]);
}

#[tokio::test]
async fn too_many_wishes_behind_a_hung_service_are_refused_at_once() {
    let (mut window, _, begun, _go_on) = Window::hung(LIMIT);
    window.wish(KeychainWish::List);
    begun.recv().unwrap();
    for _ in 0..super::QUEUE {
        window.wish(KeychainWish::List);
    }
    window.wish(KeychainWish::List);
    assert_eq!(window.listed().await.unwrap_err(), KeychainError::TimedOut);
    let error = window.keychain.read("work").await.unwrap_err();
    assert_eq!(error, KeychainError::TimedOut);
}

#[tokio::test]
async fn the_end_of_the_window_waits_for_no_hung_service() {
    let (window, _, begun, go_on) = Window::hung(LIMIT);
    window.wish(KeychainWish::List);
    begun.recv().unwrap();
    drop(window);
    // The thread still waits, and nobody waited for it: this is reached.
    go_on.send(()).unwrap();
}

#[tokio::test]
async fn a_library_that_breaks_is_an_error_and_the_thread_goes_on() {
    let (mut window, _) = Window::with_accounts(LIMIT);
    window.wish(keep("trap"));
    assert!(matches!(window.done(&keep("trap")).await, Err(KeychainError::Other(_))));
    assert!(matches!(window.listed().await, Err(KeychainError::Other(_))));
    assert!(matches!(window.keychain.read("trap").await, Err(KeychainError::Other(_))));
    window.wish(keep("work"));
    assert!(window.done(&keep("work")).await.is_ok());
    assert_eq!(window.listed().await.unwrap(), ["work"]);
}
