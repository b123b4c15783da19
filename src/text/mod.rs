//! Every phrase that a person reads, in one place and made for two languages.
//!
//! [`Phrases`] has a field for each: a language is a value of it, so that a missing phrase is a
//! compile error. [`explain()`] is the one place that turns an error into a sentence.

pub mod actions;
mod chinese;
pub mod clusters;
pub mod connection;
pub mod contexts;
mod english;
pub mod exchange;
pub mod explain;
pub mod fault;
pub mod files;
pub mod format;
pub mod history;
pub mod landing;
pub mod many;
pub mod opened;
pub mod overview;
mod profiles;
pub mod settings;
pub mod steps;
pub mod time;
pub mod viewer;

use crate::core::acs::difference::Difference;
use crate::core::acs::{AccessDenied, ReplyError, TransportError};
use crate::core::session::ThemeChoice;

pub use crate::core::session::Language;
pub use explain::{Notice, explain};
pub use profiles::ProfileWords;

/// The phrases of one language.
pub struct Phrases {
    /// The window's title and the program's name.
    pub title: &'static str,
    /// A name and what is told of it: `Code: 404`.
    pub named: fn(&str, &str) -> String,
    /// Two sentences, of which the first may lack its full stop.
    pub sentences: fn(&str, &str) -> String,
    /// A remark in brackets: `dev-ops (RAM user)`.
    pub with_remark: fn(&str, &str) -> String,
    /// Button in a field that is called so: removes what is typed.
    pub clear_field: fn(&str) -> String,
    /// Times, durations and dates.
    pub time: time::TimeWords,
    /// The credentials panel.
    pub credentials: CredentialsWords,
    /// Profiles: where credentials come from, and why they do not.
    pub profiles: ProfileWords,
    /// The line with the cluster id.
    pub request: RequestWords,
    /// Clusters and their list.
    pub clusters: clusters::ClusterWords,
    /// Many kubeconfigs at once.
    pub many: many::ManyWords,
    /// The user's kubeconfig files.
    pub landing: landing::LandingWords,
    /// Changes of them in the window.
    pub files: files::FilesWords,
    /// Whether a kubeconfig works.
    pub connection: connection::ConnectionWords,
    /// The page about the contexts that the user has.
    pub contexts: contexts::ContextsWords,
    /// The history of what was done.
    pub history: history::HistoryWords,
    /// A report of a fault.
    pub diagnostics: history::DiagnosticsWords,
    /// The result and what can be done with it.
    pub result: ResultWords,
    /// The view of a document's text.
    pub viewer: viewer::ViewerWords,
    /// A file that was opened to be looked at.
    pub opened: opened::OpenedWords,
    /// What a kubeconfig says.
    pub overview: overview::OverviewWords,
    /// The first screen.
    pub welcome: WelcomeWords,
    /// The failure card.
    pub failure: FailureWords,
    /// A fault of the program itself.
    pub fault: fault::FaultWords,
    /// What can be done next.
    pub steps: steps::StepWords,
    /// What was sent and what came back.
    pub exchange: exchange::ExchangeWords,
    /// Saving to a file.
    pub save: SaveWords,
    /// What can be done from anywhere.
    pub actions: actions::ActionWords,
    /// The settings.
    pub settings: settings::SettingsWords,
    /// What the program is, and where its files are.
    pub about: settings::AboutWords,
    /// Notes on the desktop.
    pub notes: settings::NoteWords,
    /// The status bar.
    pub status: StatusWords,
    /// What to beware of in a document.
    pub concern: ConcernWords,
    /// The command line's own phrases.
    pub cli: CliWords,
    /// What each problem is called, means, and asks for.
    pub problems: fn(&explain::Told<'_>) -> Notice,
}

/// The credentials panel.
pub struct CredentialsWords {
    /// Heading.
    pub heading: &'static str,
    /// Field.
    pub access_key_id: &'static str,
    /// Field.
    pub access_key_secret: &'static str,
    /// Field.
    pub security_token: &'static str,
    /// Shown in the empty id field.
    pub access_key_id_hint: &'static str,
    /// Shown in the empty secret field.
    pub secret_hint: &'static str,
    /// Shows the secret.
    pub show: &'static str,
    /// Hides it again.
    pub hide: &'static str,
    /// Takes the typed key into use.
    pub use_these: &'static str,
    /// Goes back to the fields.
    pub edit: &'static str,
    /// Goes back without a change.
    pub keep_current: &'static str,
    /// Where keys are kept, and where not.
    pub kept_in_memory: &'static str,
    /// Where else it was looked, with nothing found.
    pub also_looked: fn(&[String]) -> String,
    /// A key part is missing or unusable.
    pub unusable: fn(&crate::core::acs::CredentialsError) -> &'static str,
    /// Name of the list of profiles.
    pub profile: &'static str,
    /// In the list of profiles, while none is in use.
    pub choose: &'static str,
    /// Field above a long list.
    pub filter_profiles: &'static str,
    /// Opens the fields.
    pub add: &'static str,
    /// Imports a file.
    pub import: &'static str,
    /// Asks the metadata service.
    pub ask_ecs: &'static str,
    /// Box.
    pub keep_in_keychain: &'static str,
    /// Under the box, while the keychain is asked.
    pub keychain_asked: &'static str,
    /// The name of an account in the keychain.
    pub name: &'static str,
    /// The same, of one that is kept already.
    pub kept_name: &'static str,
    /// What an account is called unless it gets a name.
    pub account_name: &'static str,
    /// Button.
    pub rename: &'static str,
    /// Button.
    pub forget: &'static str,
    /// Explains it.
    pub forget_hint: &'static str,
    /// Forgets an imported file.
    pub forget_import: &'static str,
    /// Where an imported profile is from.
    pub imported_from: fn(&str) -> String,
    /// Above the fields, while a profile is in use.
    pub other_credentials: &'static str,
    /// About a profile of the aliyun CLI.
    pub only_read: &'static str,
    /// Link.
    pub run_command: &'static str,
    /// Link.
    pub copy_command: &'static str,
    /// While the profile is asked for its key.
    pub signing_in: &'static str,
    /// Explains what trying again does.
    pub sign_in_again: &'static str,
    /// STS did not say who it is.
    pub no_identity: &'static str,
    /// When a temporary key ends: with the distance, and whether it lies ahead.
    pub ends: fn(&str, bool) -> String,
    /// After importing so many profiles.
    pub imported: fn(usize) -> String,
    /// Nothing was chosen to import.
    pub nothing_imported: &'static str,
    /// A terminal opened.
    pub terminal_opened: &'static str,
    /// None did.
    pub no_terminal: fn(&crate::io::terminal::TerminalError) -> String,
    /// The key is kept under this name.
    pub kept: fn(&str) -> String,
    /// The key is not kept, and why.
    pub not_kept: fn(&str) -> String,
    /// The key is still in the keychain, and why.
    pub not_removed: fn(&str) -> String,
    /// The account in the keychain still has its name, and why.
    pub not_renamed: fn(&str) -> String,
    /// The profile that was asked for by name is not there.
    pub no_such_profile: fn(&str) -> String,
    /// The last part of a cluster's line.
    pub nodes: fn(u32) -> String,
}

/// The line with the cluster id.
pub struct RequestWords {
    /// Field.
    pub cluster_id: &'static str,
    /// Shown in the empty field.
    pub cluster_id_hint: &'static str,
    /// The id is not of the usual form.
    pub unusual_form: &'static str,
    /// The id cannot be one.
    pub bad_id: fn(&crate::core::acs::ClusterIdError) -> String,
    /// Label of the toggle.
    pub endpoint: &'static str,
    /// Toggle.
    pub public: &'static str,
    /// Toggle.
    pub private: &'static str,
    /// Explains the toggle.
    pub public_hint: &'static str,
    /// Explains the toggle.
    pub private_hint: &'static str,
    /// Label of the choice.
    pub valid_for: &'static str,
    /// The service's own validity.
    pub default_validity: &'static str,
    /// Explains it.
    pub default_validity_hint: &'static str,
    /// A temporary validity.
    pub validity: fn(crate::core::acs::TemporaryDuration) -> String,
    /// The button.
    pub get: &'static str,
    /// Its other face while a request runs.
    pub cancel: &'static str,
    /// Why the button is off.
    pub needs_credentials: &'static str,
    /// Why the button is off.
    pub needs_cluster_id: &'static str,
}

/// The result and what can be done with it.
pub struct ResultWords {
    /// Chip.
    pub endpoint: &'static str,
    /// Chip.
    pub expires: &'static str,
    /// Chip, for a date in the past.
    pub expired: &'static str,
    /// Chip.
    pub signed_in_as: &'static str,
    /// Chip.
    pub groups: &'static str,
    /// Tab.
    pub tab_kubeconfig: &'static str,
    /// Tab.
    pub tab_overview: &'static str,
    /// Tab: whether it works.
    pub tab_connection: &'static str,
    /// Tab.
    pub tab_request: &'static str,
    /// Button.
    pub save_as: &'static str,
    /// Button.
    pub copy: &'static str,
    /// Explains it.
    pub copy_hint: &'static str,
    /// After copying: with the seconds left.
    pub copied: fn(i64) -> String,
    /// After the clipboard was cleared.
    pub clipboard_cleared: &'static str,
    /// After something else was copied.
    pub clipboard_replaced: &'static str,
    /// Copied by the window's own way, which cannot clear it.
    pub copied_for_good: &'static str,
    /// Heading when the document is no kubeconfig.
    pub not_a_kubeconfig: &'static str,
    /// Why it is none.
    pub why_not: fn(&crate::core::kubeconfig::NotAKubeconfig) -> String,
    /// What that means.
    pub not_a_kubeconfig_meaning: &'static str,
    /// Shows the document all the same.
    pub show_raw: &'static str,
    /// Saves it all the same.
    pub save_anyway: &'static str,
    /// While busy: the profile is asked for its key.
    pub signing_in: &'static str,
    /// While busy: the try.
    pub waiting: fn(&str, u32) -> String,
    /// While pausing before the next try.
    pub pausing: fn(u32, u64) -> String,
    /// The bar that fills while it is waited.
    pub elapsed: &'static str,
    /// Since when, and for how many seconds at most.
    pub elapsed_of: fn(&str, u64) -> String,
}

/// The first screen.
pub struct WelcomeWords {
    /// Heading.
    pub heading: &'static str,
    /// What to do; the flag says that the side is a page of its own.
    pub text: fn(bool) -> &'static str,
    /// Heading once there are credentials.
    pub ready_heading: &'static str,
    /// What to do then.
    pub ready_text: &'static str,
    /// What to do then, with a list to pick from; the flag as above.
    pub pick_text: fn(bool) -> &'static str,
    /// Card.
    pub demo: &'static str,
    /// Card.
    pub demo_text: &'static str,
    /// Button.
    pub open_demo: &'static str,
    /// Card.
    pub import: &'static str,
    /// Card.
    pub import_text: &'static str,
    /// Button.
    pub choose_file: &'static str,
    /// Title of the dialog.
    pub choose_config: &'static str,
    /// The demo did not start.
    pub demo_failed: &'static str,
}

/// The failure card.
pub struct FailureWords {
    /// Button.
    pub try_again: &'static str,
    /// Button.
    pub copy_details: &'static str,
    /// Row.
    pub code: &'static str,
    /// Row.
    pub request_id: &'static str,
    /// Row.
    pub sent_to: &'static str,
    /// Row.
    pub tries: &'static str,
    /// Row.
    pub message: &'static str,
    /// Row.
    pub action: &'static str,
    /// Row.
    pub denied_to: &'static str,
    /// Its value.
    pub principal: fn(&AccessDenied) -> String,
    /// Row.
    pub denied_by: &'static str,
    /// Its value.
    pub policy: fn(&AccessDenied) -> String,
    /// Row.
    pub string_to_sign: &'static str,
    /// Its value.
    pub same_string: &'static str,
    /// Its value.
    pub other_string: &'static str,
    /// Its value, with the first line that differs.
    pub differs: fn(&Difference) -> String,
    /// The clock agrees.
    pub clock_right: &'static str,
    /// The clock is off by so much; the flag says whether this machine is behind.
    pub clock_off: fn(&str, bool) -> String,
    /// Row: what failed underneath.
    pub cause: &'static str,
    /// Its value, without the causes below: why no answer came.
    pub unanswered: fn(&TransportError) -> String,
    /// Its value: why the answer is none.
    pub unread: fn(&ReplyError) -> String,
}

/// Saving to a file.
pub struct SaveWords {
    /// The dialog's title.
    pub title: &'static str,
    /// The typed path.
    pub path: &'static str,
    /// Why there is a typed path.
    pub no_dialog: &'static str,
    /// Button.
    pub save: &'static str,
    /// Button.
    pub cancel: &'static str,
    /// Button.
    pub replace: &'static str,
    /// Question.
    pub exists: fn(&str) -> String,
    /// Told in the status bar.
    pub saved: fn(&str) -> String,
    /// Told in the status bar.
    pub failed: fn(&crate::io::file::SaveError) -> String,
    /// Switches to the typed path.
    pub type_a_path: &'static str,
}

/// The status bar.
pub struct StatusWords {
    /// Nothing happens.
    pub ready: &'static str,
    /// The worker is gone.
    pub no_worker: &'static str,
    /// No credentials.
    pub no_account: &'static str,
    /// After success.
    pub retrieved: fn(u128) -> String,
    /// Before the id.
    pub request_id: &'static str,
    /// After success with a wrong clock.
    pub clock_corrected: fn(&str, bool) -> String,
    /// The theme button.
    pub theme: fn(ThemeChoice) -> &'static str,
}

/// What to beware of in a document.
pub struct ConcernWords {
    /// A sentence for each.
    pub sentence: fn(&crate::core::kubeconfig::Concern) -> String,
    /// How many are not listed.
    pub more: fn(usize) -> String,
}

/// The command line's own phrases.
pub struct CliWords {
    /// Before a sentence about an error.
    pub error: &'static str,
    /// Before a warning.
    pub warning: &'static str,
    /// No credentials.
    pub no_credentials: &'static str,
    /// Where it was looked.
    pub looked: fn(&str) -> String,
    /// No profile of this name; the second are those that there are.
    pub unknown_profile: fn(&str, &[&str]) -> String,
    /// A profile cannot be used: what it is, and why.
    pub unusable_profile: fn(&str, &str) -> String,
    /// A file was not read: which, and why.
    pub file_skipped: fn(&str, &str) -> String,
    /// `--demo` and `--profile` exclude each other.
    pub demo_has_no_profiles: &'static str,
    /// The rows of `whoami`.
    pub whoami: WhoamiWords,
    /// After writing.
    pub wrote: fn(&str, Option<&str>) -> String,
    /// Several clusters without a folder to write to.
    pub several_need_a_folder: &'static str,
    /// How far many clusters are: how many are done, failed, and there are, and whether the
    /// service slowed it down.
    pub many_so_far: fn(usize, usize, usize, bool) -> String,
    /// After writing many: how many, of how many, to which folder.
    pub wrote_many: fn(usize, usize, &str) -> String,
    /// The file is there.
    pub use_force: &'static str,
    /// Cancelled by Ctrl+C.
    pub cancelled: &'static str,
    /// The answer is no kubeconfig.
    pub not_a_kubeconfig: fn(&crate::core::kubeconfig::NotAKubeconfig) -> String,
    /// The desktop gives no window.
    pub no_window: fn(&str) -> String,
    /// The desktop gives no window, because nothing there can draw by OpenGL.
    pub no_opengl: &'static str,
    /// Another process had the window, and brings it forward.
    pub brought_forward: &'static str,
    /// While the demo serves.
    pub demo_serves: &'static str,
    /// The kubeconfig of a demo that ends with the command.
    pub demo_ends: &'static str,
    /// kubectl wants an answer of a form that is not known.
    pub unknown_exec_version: &'static str,
    /// In a kubeconfig there is no key.
    pub no_key: &'static str,
    /// A key that will soon end is given out.
    pub old_key: &'static str,
    /// Where this program is, is not known.
    pub no_program: fn(&str) -> String,
    /// The document would command the terminal.
    pub not_on_a_terminal: &'static str,
}

/// The rows of `whoami`.
pub struct WhoamiWords {
    /// The RAM user or role.
    pub identity: &'static str,
    /// The account's number.
    pub account: &'static str,
    /// The source.
    pub source: &'static str,
    /// The mode.
    pub mode: &'static str,
    /// The masked AccessKey ID.
    pub access_key_id: &'static str,
    /// When the key ends.
    pub expires: &'static str,
    /// The region that the profile names.
    pub region: &'static str,
    /// The API endpoint.
    pub endpoint: &'static str,
}

impl Phrases {
    /// The phrases of a language.
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &english::ENGLISH,
            Language::Chinese => &chinese::CHINESE,
        }
    }
}

#[cfg(test)]
mod tests;
