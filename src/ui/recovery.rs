//! Going on after a fault in the background: nothing waits for an answer that never comes.

use egui::Context;

use super::App;
use crate::core::profile::Source;
use crate::core::session::{Save, SignIn};
use crate::worker::Worker;
use crate::worker::protocol::{Command, KeychainWish};

impl App {
    /// Gives up what is under way, and has a worker again if it is gone.
    pub(super) fn recover(&mut self, ctx: &Context) {
        self.cancel();
        self.cancel_many();
        self.session.save = Save::Idle;
        self.session.opening.close();
        if self.worker.has_ended() {
            self.start_again(ctx);
        } else if self.is_signing_in() {
            self.sign_in_again();
        } else if self.is_listing() {
            self.list_clusters();
        }
    }

    /// Starts another worker, which knows nothing yet.
    fn start_again(&mut self, ctx: &Context) {
        let waker = ctx.clone();
        let started = Worker::start_keeping(self.options.history.clone(), move || {
            waker.request_repaint();
        });
        match started {
            Ok(worker) => self.worker = worker,
            // Whatever is asked for next is told that there is no worker.
            Err(error) => return tracing::error!(%error, "no other worker"),
        }
        if let Some(lookup) = self.options.lookup.clone() {
            self.command(Command::Discover(lookup));
        }
        if self.options.keychain {
            self.command(Command::Keychain(KeychainWish::List));
        }
        self.read_contexts();
        let account = self.session.account.as_ref();
        match account.map(|account| account.profile.source == Source::Demo) {
            // The embedded account went with the worker.
            Some(true) => self.command(Command::OpenDemo),
            Some(false) => self.sign_in_again(),
            None => {}
        }
    }

    fn is_signing_in(&self) -> bool {
        let account = self.session.account.as_ref();
        account.is_some_and(|account| matches!(account.sign_in, SignIn::Waiting))
    }

    fn is_listing(&self) -> bool {
        self.session.account.as_ref().is_some_and(|account| account.clusters.is_listing())
    }
}

#[cfg(test)]
mod tests;
