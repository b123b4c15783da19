//! Where things stand: header, side, request line, contents, status.

use egui::{
    CentralPanel, Context, Frame, Margin, Panel, Rect, ScrollArea, Sense, Ui, UiBuilder, Vec2, vec2,
};

use super::actions::{Asks, Document, Held, Page, Standing, Top};
use super::app::Over;
use super::palette::Outcome;
use super::request_bar::Around;
use super::result::Shown;
use super::theme::tokens;
use super::wish::Wish;
use super::{
    App, access, busy, contexts, files, focus, header, history, keys, many, result, settings,
    shortcuts, status_bar, welcome,
};
use crate::core::acs::Network;
use crate::core::profile::Source;
use crate::core::session::{CheckOf, EndpointChoice, Fetch};

/// Below this size the window is not laid out any smaller: it is scrolled.
const LEAST: Vec2 = vec2(576.0, 380.0);

/// Lower than this, a page has no room for labels above their fields.
const LOW: f32 = 360.0;

impl App {
    /// Draws the window, and then does what was asked for.
    pub fn ui(&mut self, ui: &mut Ui, frame: Option<&eframe::Frame>) {
        let room = ui.available_size();
        if room.x >= LEAST.x && room.y >= LEAST.y {
            self.window(ui, frame);
            return;
        }
        ScrollArea::both().id_salt("window").show(ui, |ui| {
            let place = Rect::from_min_size(ui.cursor().min, room.max(LEAST));
            ui.allocate_rect(place, Sense::hover());
            self.window(&mut ui.new_child(UiBuilder::new().max_rect(place)), frame);
            focus::follow(ui);
        });
    }

    fn window(&mut self, ui: &mut Ui, frame: Option<&eframe::Frame>) {
        self.focus.keep(ui.ctx());
        access::name_window(ui.ctx(), self.phrases.title);
        self.side.fold(ui.available_width());
        let standing = self.standing();
        let mut wish = keys::wish(ui.ctx(), &self.session, &standing);
        wish = wish.or(self.dropped(ui.ctx(), tokens(ui)));
        let fill = tokens(ui).panel;
        let plain = Frame::new().fill(fill);

        let bar = plain.inner_margin(Margin::symmetric(14, 0));
        Panel::top("header").exact_size(44.0).frame(bar).show(ui, |ui| {
            let around = header::Around {
                logo: self.logo.as_ref(),
                side: self.side.as_page(),
                theme: self.options.settings.theme,
                contexts: self.contexts.counts(self.now),
                history: self.options.history.is_some(),
                page: self.page_on_show(),
            };
            wish = wish.take().or(header::ui(ui, &around, self.phrases));
        });
        Panel::bottom("status").exact_size(27.0).frame(bar).show(ui, |ui| {
            let account = self.session.account.as_ref();
            let remark = self.remark.as_ref();
            let opened = self.file_on_show();
            let about = match &opened {
                Some(text) => status_bar::About::File(text),
                None => status_bar::About::Fetch(&self.session.fetch),
            };
            let asked = status_bar::ui(ui, &about, remark, account, self.phrases);
            wish = wish.take().or(asked);
        });
        wish = wish.take().or(self.side_panel(ui));
        if self.side.is_on_show() {
            wish = wish.take().or(self.side_page(ui));
        } else if self.contexts.is_open() {
            wish = wish.take().or(self.contexts_page(ui));
        } else if self.history.is_open() {
            wish = wish.take().or(self.history_page(ui));
        } else if self.settings.is_open() {
            wish = wish.take().or(self.settings_page(ui));
        } else {
            wish = wish.take().or(self.cluster_page(ui));
        }
        if let Some(change) = &mut self.change {
            let home = self.options.folder.as_deref();
            let around = files::Around { home, now: self.now };
            wish = wish.take().or(change.ui(ui.ctx(), &around, self.phrases));
        }
        wish = wish.or(self.over_all(ui.ctx(), &standing));
        focus::ring(ui);
        if let Some(wish) = wish {
            self.fulfil(wish, &ui.ctx().clone(), frame);
            ui.ctx().request_repaint();
        }
    }

    /// The palette or the sheet of shortcuts, which stand over everything.
    fn over_all(&mut self, ctx: &Context, standing: &Standing) -> Option<Wish> {
        let closed = match self.over.as_mut()? {
            Over::Palette(palette) => {
                let below = Standing { top: Top::Page, ..*standing };
                let clusters = self.session.account.as_ref().map(|account| &account.clusters);
                match palette.ui(ctx, &below, clusters, self.phrases) {
                    Outcome::Stays => false,
                    Outcome::Closed => true,
                    Outcome::Chosen(wish) => {
                        self.over = None;
                        return Some(wish);
                    }
                }
            }
            Over::Shortcuts => shortcuts::ui(ctx, self.phrases),
        };
        if closed {
            self.over = None;
        }
        None
    }

    /// How the window stands.
    fn standing(&mut self) -> Standing {
        let document = Document::of(&self.session);
        let bar = document.is_some() && self.panel_on_show().bar_is_open();
        let top = match (self.has_dialog(), bar) {
            (true, _) => Top::Dialog,
            (false, true) => Top::Bar,
            (false, false) => Top::Page,
        };
        Standing {
            top,
            page: self.page(),
            has_history: self.options.history.is_some(),
            held: match self.contexts.counts(self.now) {
                None => Held::Unknown,
                Some((_, expiring)) if expiring > 0 && !self.session.is_renewing() => {
                    Held::Expiring
                }
                Some(_) => Held::Known,
            },
            asks: match (&self.session.account, self.request.cluster_id()) {
                (None, _) => Asks::Nobody,
                (Some(_), None) => Asks::NoCluster,
                (Some(_), Some(_)) => Asks::Ready,
            },
            busy: matches!(self.session.fetch, Fetch::Busy(_)),
            document,
            can_merge: self.contexts.for_new().is_some(),
        }
    }

    /// How a page over the cluster stands.
    fn page(&self) -> Page {
        match self.page_on_show() {
            Page::Away => Page::Away,
            _ if self.has_dialog() || self.contexts.has_the_keys() => Page::Below,
            open => open,
        }
    }

    /// The page over the cluster, whatever lies over it.
    fn page_on_show(&self) -> Page {
        if self.side.is_on_show() {
            Page::Side
        } else if self.contexts.is_open() {
            Page::Contexts
        } else if self.history.is_open() {
            Page::History
        } else if self.settings.is_open() {
            Page::Settings
        } else {
            Page::Away
        }
    }

    /// The request line, and what came of it.
    fn cluster_page(&mut self, ui: &mut Ui) -> Option<Wish> {
        let mut wish = None;
        let low = ui.available_height() < LOW;
        let contents = Frame::new().fill(ui.visuals().panel_fill);
        let contents = CentralPanel::default().frame(contents);
        if low && self.shows_no_answer() {
            return contents.show(ui, |ui| self.contents(ui)).inner;
        }
        let margin = Margin::symmetric(18, if low { 8 } else { 12 });
        let line = Frame::new().fill(tokens(ui).panel).inner_margin(margin);
        Panel::top("request").frame(line).show(ui, |ui| {
            let account = self.session.account.as_ref();
            let id = self.request.cluster_id();
            let around = Around {
                has_account: account.is_some(),
                cluster: account.zip(id).and_then(|(account, id)| account.clusters.list.get(&id)),
                in_vpc: self.asks_inside_vpc(),
                low,
                busy: match &self.session.fetch {
                    Fetch::Busy(busy) => Some(busy::elapsed(busy, self.now)),
                    Fetch::Idle | Fetch::Done { .. } | Fetch::Failed { .. } => None,
                },
            };
            wish = wish.take().or(self.request.ui(ui, &around, self.phrases));
        });
        wish.or(contents.show(ui, |ui| self.contents(ui)).inner)
    }

    /// Whether something is on show that the request line did not ask for, and that is closed to
    /// come back to it.
    fn shows_no_answer(&self) -> bool {
        let many = self.session.batch.is_some() && self.session.show_batch;
        many || self.session.opening.shown().is_some()
    }

    /// The contexts that the user has.
    fn contexts_page(&mut self, ui: &mut Ui) -> Option<Wish> {
        let around = contexts::Around {
            renewal: self.session.renewal.as_ref(),
            checks: &self.session.checks,
            home: self.options.folder.as_deref(),
            now: self.now,
        };
        let page = Frame::new().fill(ui.visuals().panel_fill);
        let shown = CentralPanel::default().frame(page);
        shown.show(ui, |ui| self.contexts.ui(ui, &around, self.phrases)).inner
    }

    /// What was done on this machine.
    fn history_page(&mut self, ui: &mut Ui) -> Option<Wish> {
        let keeping = self.options.history.as_ref()?;
        let account = self.session.account.as_ref();
        let around = history::Around {
            file: keeping.file.path(),
            on: self.options.settings.history,
            demo: account.is_some_and(|account| account.profile.source == Source::Demo),
            home: self.options.folder.as_deref(),
            now: self.now,
        };
        let page = Frame::new().fill(ui.visuals().panel_fill);
        let shown = CentralPanel::default().frame(page);
        shown.show(ui, |ui| self.history.ui(ui, &around, self.phrases)).inner
    }

    /// The settings, and what is told of the program.
    fn settings_page(&mut self, ui: &mut Ui) -> Option<Wish> {
        let account = self.session.account.as_ref();
        let host = account.map(|account| account.endpoint.host());
        let around = settings::Around {
            options: &self.options,
            host: host.as_deref(),
            no_notes: self.session.notes.trouble,
            logo: self.logo.as_ref(),
        };
        let page = Frame::new().fill(ui.visuals().panel_fill);
        let shown = CentralPanel::default().frame(page);
        shown.show(ui, |ui| self.settings.ui(ui, &around, self.phrases)).inner
    }

    /// Whether the settings send requests through the VPC.
    fn asks_inside_vpc(&self) -> bool {
        let network = self.session.account.as_ref().map(|account| account.profile.places.network);
        self.options.settings.endpoint == EndpointChoice::Vpc || network == Some(Network::Vpc)
    }

    /// The file that is merged into, as it is shown.
    fn merge_target(&self) -> Option<String> {
        self.contexts.for_new().map(|file| self.shown_path(file))
    }

    fn contents(&mut self, ui: &mut Ui) -> Option<Wish> {
        if self.session.opening.shown().is_some() {
            return self.opened_file_ui(ui);
        }
        let padded = Frame::new().inner_margin(Margin::symmetric(18, 22));
        let merge_into = self.merge_target();
        let merge_into = merge_into.as_deref();
        if let Some(batch) = self.session.batch.as_ref().filter(|_| self.session.show_batch) {
            let around = many::Around { saves: &self.session.saves, merge_into, now: self.now };
            return self.many.ui(ui, batch, &around, self.phrases);
        }
        match &self.session.fetch {
            Fetch::Idle => {
                let account = self.session.account.as_ref();
                let folded = self.side.as_page().is_some();
                let height = ui.available_height();
                let welcome = |ui: &mut Ui| {
                    let asked = welcome::ui(ui, account, (folded, height), self.phrases);
                    focus::follow(ui);
                    asked
                };
                ScrollArea::vertical().id_salt("welcome").show(ui, welcome).inner
            }
            Fetch::Busy(question) => {
                busy::ui(ui, question, self.now, self.phrases);
                None
            }
            Fetch::Failed { question, failure } => {
                let account = self.session.account.as_ref();
                let failed = (&**question, &**failure);
                let scroll = ScrollArea::vertical().id_salt("failure");
                let card = |ui: &mut Ui| {
                    let asked = |ui: &mut Ui| self.failure.ui(ui, failed, account, self.phrases);
                    let asked = padded.show(ui, asked).inner;
                    focus::follow(ui);
                    asked
                };
                scroll.show(ui, card).inner
            }
            Fetch::Done { question, fetched } => {
                let around = result::Around::of(&self.session, self.now, &self.options.settings);
                let around = result::Around { merge_into, ..around };
                let check = self.session.checks.document(CheckOf::Fetched);
                let shown = Shown::fetched((&question.get, fetched), around, check);
                self.result.ui(ui, &shown, self.phrases)
            }
        }
    }
}
