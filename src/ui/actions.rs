//! What can be done from anywhere in the window, as values: what it is called, which keys do it,
//! whether it can be done now, and what is asked for by it. Keys, the command palette and the
//! sheet of shortcuts are made from these, and buttons take their keys from here, so that none of
//! them can disagree with another.

use egui::{Context, Key, KeyboardShortcut, ModifierNames, Modifiers};

use super::result::Tab;
use super::settings::Part;
use super::wish::{
    CheckWish, ContextsWish, FilesWish, FleetWish, HistoryWish, OpenWish, SettingsWish, ViewerWish,
    Wish,
};
use crate::core::session::Session;
use crate::text::Phrases;

/// Something that can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Action {
    /// Ask for the kubeconfig.
    Get,
    /// Stop asking.
    Cancel,
    /// Copy the document.
    Copy,
    /// Save the document.
    SaveAs,
    /// Merge the document into the user's kubeconfig.
    Merge,
    /// Test whether the document works.
    TestConnection,
    /// Show a view of the document.
    Show(Tab),
    /// Find something in the text.
    Find,
    /// Go to the next match.
    FindNext,
    /// Go to the match before.
    FindPrevious,
    /// Go to a line of the text.
    GoToLine,
    /// Wrap long lines, or no longer.
    Wrap,
    /// List the clusters anew.
    Refresh,
    /// Open a file to look at.
    Open,
    /// The user's contexts, or back.
    Contexts,
    /// Renew those that end soon.
    RenewExpiring,
    /// Check all of them.
    CheckAll,
    /// The history of what was done, or back.
    History,
    /// Open the demo account.
    OpenDemo,
    /// The settings, or back.
    Settings,
    /// What the program is, and where its files are.
    About,
    /// The next theme.
    NextTheme,
    /// Copy a report of how things are.
    CopyDiagnostics,
    /// The command palette.
    Palette,
    /// The sheet of shortcuts.
    Shortcuts,
}

/// How a page over the cluster stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Page {
    /// None is on show.
    Away,
    /// That about the user's contexts is on show, and nothing over it.
    Contexts,
    /// That about the history is.
    History,
    /// The settings are.
    Settings,
    /// The credentials and the clusters are, in a narrow window.
    Side,
    /// Something over it, or a field in it, has the keys.
    Below,
}

/// Who can be asked, and for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asks {
    /// There are no credentials.
    Nobody,
    /// There are, but no cluster is filled in.
    NoCluster,
    /// Everything is there.
    Ready,
}

/// The contexts that the user has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Held {
    /// Nobody knows yet.
    Unknown,
    /// They are known; none is to be renewed now.
    Known,
    /// There are some that end soon.
    Expiring,
}

/// What is on top, and has the keys first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Top {
    /// A dialog.
    Dialog,
    /// The bar over the text.
    Bar,
    /// Neither.
    Page,
}

/// How the window stands, as far as it decides what can be done.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing {
    /// What is on top.
    pub(crate) top: Top,
    /// The page over the cluster.
    pub(crate) page: Page,
    /// Whether a history can be kept.
    pub(crate) has_history: bool,
    /// The contexts that the user has.
    pub(crate) held: Held,
    /// Who can be asked.
    pub(crate) asks: Asks,
    /// Whether a question is under way.
    pub(crate) busy: bool,
    /// The document on show.
    pub(crate) document: Option<Document>,
    /// Whether there is a file to merge into.
    pub(crate) can_merge: bool,
}

/// A document on show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Document {
    /// Whether it is a file that was opened.
    pub(crate) is_file: bool,
    /// Whether it is a kubeconfig.
    pub(crate) is_kubeconfig: bool,
    /// Whether it is being saved.
    pub(crate) is_saving: bool,
}

impl Document {
    pub(crate) fn of(session: &Session) -> Option<Self> {
        if let Some(file) = session.opening.shown() {
            let is_kubeconfig = file.judged.judgement.summary().is_some();
            return Some(Self { is_file: true, is_kubeconfig, is_saving: false });
        }
        let (_, fetched) = session.fetched().filter(|_| !session.show_batch)?;
        let is_kubeconfig = fetched.summary().is_some();
        Some(Self { is_file: false, is_kubeconfig, is_saving: session.is_saving() })
    }
}

impl Standing {
    /// The document that can be seen.
    fn shown(&self) -> Option<Document> {
        self.document.filter(|_| self.page == Page::Away)
    }

    fn shows_kubeconfig(&self) -> bool {
        self.shown().is_some_and(|document| document.is_kubeconfig)
    }

    fn shows_fetched(&self) -> bool {
        self.shown().is_some_and(|document| !document.is_file)
    }
}

impl Action {
    /// Everything that can be done, in the order of the palette.
    pub(crate) const ALL: [Self; 28] = [
        Self::Get,
        Self::Cancel,
        Self::Merge,
        Self::SaveAs,
        Self::Copy,
        Self::TestConnection,
        Self::Show(Tab::Kubeconfig),
        Self::Show(Tab::Overview),
        Self::Show(Tab::Connection),
        Self::Show(Tab::Request),
        Self::Find,
        // With Shift: before the same key without.
        Self::FindPrevious,
        Self::FindNext,
        Self::GoToLine,
        Self::Wrap,
        Self::Open,
        Self::Contexts,
        Self::RenewExpiring,
        Self::CheckAll,
        Self::History,
        Self::Refresh,
        Self::OpenDemo,
        Self::Settings,
        Self::About,
        Self::NextTheme,
        Self::CopyDiagnostics,
        Self::Palette,
        Self::Shortcuts,
    ];

    /// What it is called.
    pub(crate) fn name(self, phrases: &Phrases) -> String {
        let words = &phrases.actions;
        let name = match self {
            Self::Get => phrases.request.get,
            Self::Cancel => words.cancel,
            Self::Copy => phrases.result.copy,
            Self::SaveAs => phrases.result.save_as,
            Self::Merge => words.merge,
            Self::TestConnection => words.test_connection,
            Self::Show(tab) => return (words.show)(tab.name(&phrases.result)),
            Self::Find => phrases.viewer.find,
            Self::FindNext => phrases.viewer.next,
            Self::FindPrevious => phrases.viewer.previous,
            Self::GoToLine => words.go_to_line,
            Self::Wrap => phrases.viewer.wrap,
            Self::Open => phrases.opened.open,
            Self::Refresh => words.refresh,
            Self::Contexts => phrases.contexts.heading,
            Self::RenewExpiring => words.renew_expiring,
            Self::CheckAll => phrases.connection.check_all,
            Self::History => phrases.history.heading,
            Self::OpenDemo => phrases.welcome.open_demo,
            Self::Settings => phrases.settings.heading,
            Self::About => phrases.about.heading,
            Self::NextTheme => words.next_theme,
            Self::CopyDiagnostics => phrases.diagnostics.copy,
            Self::Palette => words.palette,
            Self::Shortcuts => words.shortcuts,
        };
        name.to_owned()
    }

    /// The keys that do it. Ctrl is the Command key on macOS.
    pub(crate) fn shortcut(self) -> Option<KeyboardShortcut> {
        let command = |key| KeyboardShortcut::new(Modifiers::COMMAND, key);
        let with_shift =
            |key| KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key);
        let with = KeyboardShortcut::new;
        let alone = |key| with(Modifiers::NONE, key);
        Some(match self {
            Self::Get => command(Key::Enter),
            Self::Copy => with_shift(Key::C),
            Self::SaveAs => command(Key::S),
            Self::Merge => command(Key::M),
            Self::Show(tab) => command(tab.key()),
            Self::Find => command(Key::F),
            Self::FindNext => alone(Key::F3),
            Self::FindPrevious => with(Modifiers::SHIFT, Key::F3),
            Self::GoToLine => command(Key::G),
            Self::Wrap => with(Modifiers::ALT, Key::Z),
            Self::Open => command(Key::O),
            Self::Refresh => alone(Key::F5),
            Self::Settings => command(Key::Comma),
            Self::Palette => command(Key::K),
            Self::Shortcuts => alone(Key::Questionmark),
            Self::Cancel
            | Self::TestConnection
            | Self::Contexts
            | Self::RenewExpiring
            | Self::CheckAll
            | Self::History
            | Self::OpenDemo
            | Self::About
            | Self::NextTheme
            | Self::CopyDiagnostics => return None,
        })
    }

    /// The keys as this system writes them; empty if there are none.
    pub(crate) fn keys(self, ctx: &Context) -> String {
        self.shortcut().map(|shortcut| written(ctx, shortcut)).unwrap_or_default()
    }

    /// Whether it can be done now.
    pub(crate) fn is_available(self, standing: &Standing) -> bool {
        if standing.top == Top::Dialog {
            return false;
        }
        match self {
            Self::Get => standing.asks == Asks::Ready,
            Self::Cancel => standing.busy,
            Self::Copy
            | Self::Find
            | Self::FindNext
            | Self::FindPrevious
            | Self::GoToLine
            | Self::Wrap => standing.shown().is_some(),
            Self::SaveAs => {
                standing.shown().is_some_and(|shown| !shown.is_file && !shown.is_saving)
            }
            Self::Merge => {
                standing.shows_fetched() && standing.shows_kubeconfig() && standing.can_merge
            }
            Self::Show(Tab::Request) => standing.shows_fetched() && standing.shows_kubeconfig(),
            Self::TestConnection | Self::Show(_) => standing.shows_kubeconfig(),
            Self::Refresh => standing.asks != Asks::Nobody,
            Self::Contexts | Self::CheckAll => standing.held != Held::Unknown,
            Self::History => standing.has_history,
            Self::RenewExpiring => standing.held == Held::Expiring,
            Self::OpenDemo => standing.asks == Asks::Nobody,
            Self::Open
            | Self::Settings
            | Self::About
            | Self::NextTheme
            | Self::CopyDiagnostics
            | Self::Palette
            | Self::Shortcuts => true,
        }
    }

    /// What is asked for by it.
    pub(crate) fn wish(self) -> Wish {
        match self {
            Self::Get => Wish::Get,
            Self::Cancel => Wish::Cancel,
            Self::Copy => Wish::Copy,
            Self::SaveAs => Wish::SaveAs,
            Self::Merge => FilesWish::Merge.into(),
            Self::TestConnection => CheckWish::Document { may_run: false }.into(),
            Self::Show(tab) => Wish::ShowTab(tab),
            Self::Find => ViewerWish::Find.into(),
            Self::FindNext => ViewerWish::FindNext { forward: true }.into(),
            Self::FindPrevious => ViewerWish::FindNext { forward: false }.into(),
            Self::GoToLine => ViewerWish::GoToLine.into(),
            Self::Wrap => ViewerWish::ToggleWrap.into(),
            Self::Open => OpenWish::Choose.into(),
            Self::Refresh => FleetWish::Refresh.into(),
            Self::Contexts => ContextsWish::Toggle.into(),
            Self::RenewExpiring => ContextsWish::RenewExpiring.into(),
            Self::CheckAll => CheckWish::AllContexts.into(),
            Self::History => HistoryWish::Toggle.into(),
            Self::OpenDemo => Wish::OpenDemo,
            Self::Settings => SettingsWish::Toggle.into(),
            Self::About => SettingsWish::Show(Part::About).into(),
            Self::NextTheme => Wish::NextTheme,
            Self::CopyDiagnostics => Wish::CopyDiagnostics,
            Self::Palette => Wish::ShowPalette,
            Self::Shortcuts => Wish::ShowShortcuts,
        }
    }
}

/// Keys as this system writes them: `Ctrl+,` or, on macOS, `⌘,`.
pub(crate) fn written(ctx: &Context, shortcut: KeyboardShortcut) -> String {
    let is_mac = ctx.os().is_mac();
    let names = if is_mac { ModifierNames::SYMBOLS } else { ModifierNames::NAMES };
    let modifiers = names.format(&shortcut.modifiers, is_mac);
    let between = if modifiers.is_empty() { "" } else { names.concat };
    format!("{modifiers}{between}{}", key_name(shortcut.logical_key))
}

/// What stands on a key.
fn key_name(key: Key) -> &'static str {
    match key {
        Key::Escape => "Esc",
        Key::Minus => "-",
        // Other signs are not in the fonts.
        key if key.symbol_or_name().is_ascii() => key.symbol_or_name(),
        key => key.name(),
    }
}
