//! Sending an event and waking the window, in one step so that nobody forgets the second.

use std::sync::Arc;

use tokio::sync::mpsc;

use super::Event;
use crate::core::session::{Progress, RequestId};

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
pub(super) struct Listener<'a>(Option<(RequestId, &'a EventSender)>);

impl<'a> Listener<'a> {
    pub(super) fn new(id: RequestId, events: &'a EventSender) -> Self {
        Self(Some((id, events)))
    }

    pub(super) async fn tell(&self, progress: Progress) {
        if let Some((id, events)) = self.0 {
            events.send(Event::Progress(id, progress)).await;
        }
    }
}
