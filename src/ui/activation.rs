//! Coming forward, when the program is started a second time.

use std::time::Duration;

use egui::{Context, UserAttentionType, ViewportCommand};

use crate::worker::Instance;

/// A desktop takes its time to show a window again, and gives the focus only to what it shows.
const TRIES: u8 = 20;
const PAUSE: Duration = Duration::from_millis(50);

/// Takes the calls of later starts.
pub(crate) struct Activation {
    instance: Option<Instance>,
    tries: u8,
    /// Whether the desktop was asked to point at the window. It may do so where a program cannot
    /// take the focus, as on Wayland.
    wants_attention: bool,
}

impl Activation {
    pub(crate) fn new(instance: Option<Instance>, ctx: &Context) -> Self {
        if let Some(instance) = &instance {
            let waker = ctx.clone();
            instance.take_calls(move || waker.request_repaint());
        }
        Self { instance, tries: 0, wants_attention: false }
    }

    /// Called before each frame, and while the window is hidden.
    pub(crate) fn logic(&mut self, ctx: &Context) {
        let calls =
            self.instance.iter().flat_map(|instance| std::iter::from_fn(|| instance.next_call()));
        for call in calls {
            call.answer();
            self.tries = TRIES;
        }
        let (focused, minimized) = ctx.input(|input| {
            let window = input.viewport();
            (window.focused == Some(true), window.minimized == Some(true))
        });
        if focused && !minimized {
            self.tries = 0;
            if std::mem::take(&mut self.wants_attention) {
                let calm = UserAttentionType::Reset;
                ctx.send_viewport_cmd(ViewportCommand::RequestUserAttention(calm));
            }
        } else if self.tries > 0 {
            self.come(ctx, minimized);
        }
    }

    fn come(&mut self, ctx: &Context, minimized: bool) {
        if minimized {
            ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
        }
        ctx.send_viewport_cmd(ViewportCommand::Focus);
        if !std::mem::replace(&mut self.wants_attention, true) {
            let look = UserAttentionType::Informational;
            ctx.send_viewport_cmd(ViewportCommand::RequestUserAttention(look));
        }
        self.tries -= 1;
        ctx.request_repaint_after(PAUSE);
    }
}
