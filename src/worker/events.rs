//! Sending an event and waking the window, in one step so that nobody forgets the second.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;

use super::Event;
use crate::core::session::{BatchId, ItemId, ItemNews, Progress, RequestId};

#[derive(Clone)]
pub(super) struct EventSender {
    queue: mpsc::Sender<Event>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl EventSender {
    pub(super) fn new(queue: mpsc::Sender<Event>, wake: Arc<dyn Fn() + Send + Sync>) -> Self {
        Self { queue, wake }
    }

    /// Sends, waiting while the queue is full. With the window gone there is nobody to tell.
    pub(super) async fn send(&self, event: Event) {
        if self.queue.send(event).await.is_ok() {
            (self.wake)();
        }
    }
}

/// Whoever listens to the progress of one question; perhaps nobody.
#[derive(Clone, Copy, Default)]
pub(super) struct Listener<'a>(Option<(Whom, &'a EventSender)>);

/// What the progress is about.
#[derive(Clone, Copy)]
enum Whom {
    Question(RequestId),
    Item(BatchId, ItemId),
}

impl<'a> Listener<'a> {
    pub(super) fn new(id: RequestId, events: &'a EventSender) -> Self {
        Self(Some((Whom::Question(id), events)))
    }

    /// For one question of many.
    pub(super) fn of_item(batch: BatchId, item: ItemId, events: &'a EventSender) -> Self {
        Self(Some((Whom::Item(batch, item), events)))
    }

    pub(super) async fn tell(&self, progress: Progress) {
        let Some((whom, events)) = self.0 else { return };
        let event = match whom {
            Whom::Question(id) => Event::Progress(id, progress),
            Whom::Item(batch, item) => Event::Item(batch, item, ItemNews::Progress(progress)),
        };
        events.send(event).await;
    }

    /// Tells of waiting in line, which only one of many does.
    pub(super) async fn tell_in_line(&self, refused: bool, wait: Duration) {
        if let Some((Whom::Item(batch, item), events)) = self.0 {
            events.send(Event::Item(batch, item, ItemNews::InLine { refused, wait })).await;
        }
    }
}
