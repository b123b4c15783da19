//! The app, guarded: a panic becomes a page that tells of it, from which the app can go on.

use std::panic::{AssertUnwindSafe, catch_unwind};

use egui::{Context, Ui, ViewportCommand};

use super::fault::{FaultPage, Next};
use super::{App, Options, access, focus};
use crate::worker::Faults;

/// The window's contents: the app, or the page about a fault in its place.
pub struct Guarded {
    app: App,
    faults: Option<Faults>,
    page: Option<FaultPage>,
}

impl Guarded {
    /// The app as [`App::new`] makes it. Without [`Options::faults`] a panic is not caught.
    ///
    /// # Errors
    /// The system's, when it gives no thread for the worker.
    pub fn new(ctx: &Context, options: Options) -> std::io::Result<Self> {
        let faults = options.faults.clone();
        if let Some(faults) = &faults {
            let waker = ctx.clone();
            faults.watch(move || waker.request_repaint());
        }
        Ok(Self { app: App::new(ctx, options)?, faults, page: None })
    }

    /// Hears the worker out, and of faults. Called before each frame, and while the window is
    /// hidden.
    pub fn logic(&mut self, ctx: &Context) {
        if self.page.is_none() {
            self.attempt(|app| app.logic(ctx));
        }
        let found = self.faults.as_ref().map(Faults::take).unwrap_or_default();
        if !found.is_empty() {
            self.page.get_or_insert_default().add(found);
        }
    }

    /// Draws the window.
    pub fn ui(&mut self, ui: &mut Ui, frame: Option<&eframe::Frame>) {
        if self.page.is_some() {
            self.page_ui(ui);
        } else if !self.attempt(|app| app.ui(ui, frame)) {
            // What was drawn up to there is half a page, and not to be seen.
            ui.ctx().request_discard("a panic");
            ui.ctx().request_repaint();
        }
    }

    /// The settings as they are now, with the window's size, to be kept at the end.
    pub fn keep_settings(&mut self, size: Option<egui::Vec2>) {
        self.attempt(|app| app.keep_settings(size));
    }

    /// Does something with the app, and says whether it went well. If not, the page is next.
    fn attempt(&mut self, job: impl FnOnce(&mut App)) -> bool {
        let Self { app, faults, page } = self;
        let Some(faults) = faults else {
            job(app);
            return true;
        };
        // What a panic leaves half done in the app is at worst a fault of its own, and caught here.
        let went_well = catch_unwind(AssertUnwindSafe(|| job(app))).is_ok();
        if !went_well {
            page.get_or_insert_default().add(faults.take());
        }
        went_well
    }

    fn page_ui(&mut self, ui: &mut Ui) {
        let Some(page) = &mut self.page else { return };
        let log = self.faults.as_ref().and_then(Faults::log);
        let log = log.map(|log| self.app.shown_path(log));
        access::name_window(ui.ctx(), self.app.phrases.title);
        let in_background = page.in_background();
        let next = page.ui(ui, log.as_deref(), self.app.phrases);
        focus::ring(ui);
        match next {
            Some(Next::GoOn) => {
                self.page = None;
                let ctx = ui.ctx().clone();
                if in_background {
                    self.attempt(|app| app.recover(&ctx));
                }
                ctx.request_repaint();
            }
            Some(Next::Close) => ui.ctx().send_viewport_cmd(ViewportCommand::Close),
            None => {}
        }
    }
}
