//! A walk through all pages and states of the window, in a language, a size and a zoom.

use std::fs;
use std::path::Path;

use ack_kubeconfig::core::session::Settings;
use ack_kubeconfig::demo::Fault;
use ack_kubeconfig::text::{Language, Phrases};
use ack_kubeconfig::ui::Options;
use egui::accesskit::Role;
use egui::{Key, Modifiers, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::contexts;
use super::fault::noted;
use super::history::keeping_in;
use super::merging::merging_into;
use super::opening::drop_file;
use crate::support::{SIZE, Service, Window, options, status};

/// How the window is that is walked through.
#[derive(Clone, Copy)]
pub(crate) struct Tour {
    pub(crate) language: Language,
    /// In points of the screen, before it is zoomed.
    pub(crate) size: Vec2,
    pub(crate) zoom: f32,
    /// Prepares the account and its home before the window opens.
    pub(crate) prepare: fn(&Service, &Path, Options) -> Options,
}

/// What is done at each stop: the window, and what it shows.
type Look<'a> = dyn FnMut(&mut Window, &str) + 'a;

impl Tour {
    pub(crate) fn of(language: Language) -> Self {
        Self { language, size: SIZE, zoom: 1.0, prepare: |_service, _home, options| options }
    }

    /// The whole walk.
    pub(crate) fn walk(self, look: &mut Look<'_>) {
        let phrases = Phrases::of(self.language);
        let mut window = self.open(options());
        let looked_everywhere = match self.language {
            Language::English => "nothing found",
            Language::Chinese => "均未发现凭据",
        };
        let narrow = window.has(Role::Button, phrases.clusters.side);
        if !narrow {
            window.until_seen(looked_everywhere);
        }
        look(&mut window, "the first run");
        if narrow {
            show_side(&mut window, phrases);
            window.until_seen(looked_everywhere);
            look(&mut window, "the credentials");
        }
        let mut window = self.open(Options { faults: Some(noted()), ..options() });
        look(&mut window, "a fault");

        let (service, folder) = (Service::start(), tempfile::tempdir().unwrap());
        contexts::write(folder.path(), &contexts::a_file_of_five());
        let options = merging_into(folder.path(), service.options());
        let options = keeping_in(folder.path(), options);
        let mut window = self.open((self.prepare)(&service, folder.path(), options));
        let side = show_side(&mut window, phrases);
        window.until_seen(&(phrases.clusters.count)(12, 4));
        window.step();
        look(&mut window, "the clusters");
        if side {
            window.key(Modifiers::NONE, Key::Escape);
            look(&mut window, "a cluster to get");
        }
        asking(&mut window, &service, phrases, look);
        result(&mut window, look);
        dialogs(&mut window, phrases, look);
        pages(&mut window, phrases, look);
        many(&mut window, phrases, look);

        let file = folder.path().join("theirs.yaml");
        fs::write(&file, contexts::a_file_of_five()).unwrap();
        drop_file(&mut window, &file);
        window.until_seen("theirs.yaml");
        window.step();
        look(&mut window, "a file that was opened");
    }

    pub(crate) fn open(self, options: Options) -> Window {
        let settings = Settings { zoom: self.zoom, ..options.settings.clone() };
        let options = Options { settings, system_language: self.language, ..options };
        // As a desktop does it, points grow with the zoom and get fewer.
        let mut window = Window::sized(options, self.size / self.zoom);
        window.step();
        window
    }
}

/// A failure, a wait, and at last a kubeconfig.
fn asking(window: &mut Window, service: &Service, phrases: &Phrases, look: &mut Look<'_>) {
    window.fill(phrases.request.cluster_id, &service.id("prod-payments"));
    service.push_fault(status(403, "Forbidden.RAM"));
    window.key(Modifiers::COMMAND, Key::Enter);
    window.until("the failure", |window| window.sees("Forbidden.RAM"));
    window.step();
    look(window, "a failure");
    service.push_fault(Fault::SlowHeaders);
    window.key(Modifiers::COMMAND, Key::Enter);
    window.until_seen(&(phrases.result.waiting)(&service.ack.endpoint().host(), 1));
    window.step();
    look(window, "the wait");
    window.key(Modifiers::NONE, Key::Escape);
    window.key(Modifiers::COMMAND, Key::Enter);
    window.until("the document", |window| window.harness.query_by_role(Role::Document).is_some());
    window.step();
}

fn result(window: &mut Window, look: &mut Look<'_>) {
    let tabs = [
        (Key::Num1, "the kubeconfig"),
        (Key::Num2, "the overview"),
        (Key::Num3, "the connection"),
        (Key::Num4, "the request"),
    ];
    for (key, what) in tabs {
        window.key(Modifiers::COMMAND, key);
        look(window, what);
    }
    window.key(Modifiers::COMMAND, Key::Num1);
    window.key(Modifiers::COMMAND, Key::F);
    look(window, "the search");
    window.key(Modifiers::NONE, Key::Escape);
}

fn dialogs(window: &mut Window, phrases: &Phrases, look: &mut Look<'_>) {
    window.key(Modifiers::COMMAND, Key::M);
    window.until("the plan", |window| window.has(Role::Label, phrases.files.difference));
    window.step();
    look(window, "the merge");
    window.key(Modifiers::NONE, Key::Escape);
    for (modifiers, key, what) in [
        (Modifiers::COMMAND, Key::K, "the palette"),
        (Modifiers::NONE, Key::Questionmark, "the shortcuts"),
    ] {
        unfocus(window);
        window.key(modifiers, key);
        assert!(dialog(window).is_some(), "{what} did not open");
        look(window, what);
        window.key(Modifiers::NONE, Key::Escape);
        assert!(dialog(window).is_none(), "{what} did not close");
    }
}

/// In a field a sign is typed, and is no command.
fn unfocus(window: &mut Window) {
    window.harness.ctx.memory_mut(|memory| {
        if let Some(id) = memory.focused() {
            memory.surrender_focus(id);
        }
    });
    window.step();
}

/// The dialog that lies over everything.
pub(crate) fn dialog(window: &Window) -> Option<egui::LayerId> {
    window.harness.ctx.memory(egui::Memory::top_modal_layer)
}

fn pages(window: &mut Window, phrases: &Phrases, look: &mut Look<'_>) {
    for (heading, what) in [
        (phrases.contexts.heading, "my contexts"),
        (phrases.history.heading, "the history"),
        (phrases.settings.heading, "the settings"),
    ] {
        let button = window.harness.root().children_recursive().find_map(|node| {
            let node = node.accesskit_node();
            let name = node.label().filter(|name| name.starts_with(heading));
            name.filter(|_| node.role() == Role::Button)
        });
        let button = button.unwrap();
        window.press(&button);
        let is_there = |window: &Window| {
            window.harness.query_all_by_role(Role::Row).next().is_some()
                || window.has(Role::Button, phrases.about.button)
        };
        window.until(what, is_there);
        window.step();
        look(window, what);
        if heading == phrases.settings.heading {
            window.press(phrases.about.button);
            look(window, "what is told of the program");
        }
        window.press(&button);
    }
}

/// In a narrow window the credentials and the clusters are a page of their own.
fn show_side(window: &mut Window, phrases: &Phrases) -> bool {
    let folded = window.has(Role::Button, phrases.clusters.side);
    if folded {
        window.press(phrases.clusters.side);
    }
    folded
}

fn many(window: &mut Window, phrases: &Phrases, look: &mut Look<'_>) {
    show_side(window, phrases);
    window.click(Role::Link, &(phrases.clusters.choose_all)(12));
    look(window, "several that are chosen");
    window.press(&(phrases.clusters.get_many)(12));
    window.until("all", |window| window.has(Role::Button, phrases.many.close));
    window.step();
    look(window, "many at once");
}
