//! English.

mod actions;
mod clusters;
mod connection;
mod contexts;
mod denied;
mod exchange;
mod fault;
mod files;
mod history;
mod landing;
mod many;
mod opened;
mod overview;
mod problems;
mod profiles;
mod settings;
mod steps;
mod time;
mod viewer;

use super::{
    CliWords, ConcernWords, CredentialsWords, FailureWords, Phrases, RequestWords, ResultWords,
    SaveWords, StatusWords, WelcomeWords, WhoamiWords,
};
use crate::core::acs::{ClusterIdError, CredentialsError, TemporaryDuration};
use crate::core::kubeconfig::{Concern, NotAKubeconfig};
use crate::core::printable::{harmless, printable};
use crate::core::session::ThemeChoice;
use crate::io::file::SaveError;
use crate::io::terminal::TerminalError;

pub(super) const ENGLISH: Phrases = Phrases {
    title: "ACK Kubeconfig",
    named: |name, told| format!("{name}: {told}"),
    sentences: |first, second| format!("{}. {second}", first.trim_end_matches('.')),
    with_remark: |text, remark| format!("{text} ({remark})"),
    clear_field: |field| format!("Clear: {field}"),
    time: time::TIME,
    credentials: CredentialsWords {
        heading: "CREDENTIALS",
        access_key_id: "AccessKey ID",
        access_key_secret: "AccessKey secret",
        security_token: "STS token — only for temporary keys",
        access_key_id_hint: "LTAI…",
        secret_hint: "••••••••",
        show: "show",
        hide: "hide",
        use_these: "Use these credentials",
        edit: "Edit",
        keep_current: "Keep the current ones",
        kept_in_memory: "Kept in memory until the window closes; written to no file, and to the \
                         keychain only if you say so.",
        also_looked: |places| format!("Also looked in: {} — nothing found.", places.join(", ")),
        unusable: credentials_error,
        profile: "Profile",
        choose: "Choose a profile",
        filter_profiles: "Filter profiles",
        add: "Enter an AccessKey…",
        import: "Import a config.json…",
        ask_ecs: "Use the role of this ECS instance",
        keep_in_keychain: "Keep in the system keychain",
        keychain_asked: "Asking the system keychain; it may want to be unlocked.",
        name: "Name in the keychain",
        kept_name: "Name",
        account_name: "My account",
        rename: "Rename",
        forget: "Forget",
        forget_hint: "Removes this key from the system keychain",
        forget_import: "Forget this file",
        imported_from: |file| format!("Imported from {file}, which is only read."),
        other_credentials: "Other credentials",
        only_read: "This profile is the aliyun CLI's, and only read here. To change it:",
        run_command: "Run in a terminal",
        copy_command: "Copy command",
        signing_in: "Getting a key…",
        sign_in_again: "Asks the profile for its key again",
        no_identity: "STS does not say who this is. Getting a kubeconfig may work all the same.",
        ends: |when, ahead| if ahead { format!("ends {when}") } else { format!("ended {when}") },
        imported: |count| {
            format!("Imported {count} {}", if count == 1 { "profile" } else { "profiles" })
        },
        nothing_imported: "Nothing was chosen. If no dialog appeared, name the file in \
                           ALIBABA_CLOUD_CONFIG_FILE.",
        terminal_opened: "The command runs in a terminal; its result is read when it is there",
        no_terminal: terminal_error,
        kept: |name| format!("Kept in the system keychain as {name}"),
        not_kept: |why| format!("Not kept in the keychain. {why}"),
        not_removed: |why| format!("Still in the keychain: it could not be removed. {why}"),
        not_renamed: |why| format!("Not renamed in the keychain. {why}"),
        no_such_profile: |name| format!("There is no profile {name}; choose another."),
        nodes: |count| if count == 1 { "1 node".to_owned() } else { format!("{count} nodes") },
    },
    profiles: profiles::WORDS,
    request: RequestWords {
        cluster_id: "Cluster ID",
        cluster_id_hint: "c5b5e80b0b64a4bf6939d2d8fbbc5…",
        unusual_form: "Unusual: cluster IDs are c and 32 hex digits",
        bad_id: cluster_id_error,
        endpoint: "API server endpoint",
        public: "Public",
        private: "Private",
        public_hint: "The kubeconfig names the address on the Internet",
        private_hint: "The kubeconfig names the address inside the cluster's VPC",
        valid_for: "Valid for",
        default_validity: "Default",
        default_validity_hint: "The service decides: about three years",
        validity,
        get: "Get kubeconfig",
        cancel: "Cancel",
        needs_credentials: "Enter credentials first",
        needs_cluster_id: "Enter a cluster ID first",
    },
    clusters: clusters::CLUSTERS,
    many: many::MANY,
    landing: landing::LANDING,
    files: files::FILES,
    connection: connection::CONNECTION,
    contexts: contexts::CONTEXTS,
    viewer: viewer::VIEWER,
    opened: opened::OPENED,
    history: history::HISTORY,
    diagnostics: history::DIAGNOSTICS,
    overview: overview::OVERVIEW,
    result: ResultWords {
        endpoint: "endpoint",
        expires: "expires",
        expired: "expired",
        signed_in_as: "signed in as",
        groups: "groups",
        tab_kubeconfig: "Kubeconfig",
        tab_connection: "Connection",
        tab_overview: "Overview",
        tab_request: "Request",
        save_as: "Save as…",
        copy: "Copy",
        copy_hint: "Copies the whole document, private key included",
        copied: |seconds| format!("Copied with its private key · cleared in {seconds} s"),
        clipboard_cleared: "Clipboard cleared",
        clipboard_replaced: "The clipboard holds something else by now and was left alone",
        copied_for_good: "Copied with its private key · clear the clipboard yourself after use",
        not_a_kubeconfig: "This is not a kubeconfig",
        why_not,
        not_a_kubeconfig_meaning: "The service answered with something else. It was not saved or \
                                   run; look at it before you trust it.",
        show_raw: "Show it as it came",
        save_anyway: "Save it anyway…",
        signing_in: "Getting a key from the profile",
        waiting: |host, attempt| {
            if attempt == 1 {
                format!("Waiting for {host}")
            } else {
                format!("Waiting for {host} · try {attempt} of 4")
            }
        },
        pausing: |next, seconds| format!("A passing fault · try {next} of 4 in {seconds} s"),
        elapsed: "Time waited",
        elapsed_of: |elapsed, most| format!("{elapsed} of at most {most} s"),
    },
    welcome: WelcomeWords {
        heading: "Get a kubeconfig in two clicks",
        text: |folded| {
            if folded {
                "Sign in under Credentials and clusters, enter a cluster ID, press Get. Nothing \
                 leaves this computer but the signed request."
            } else {
                "Sign in on the left, enter a cluster ID, press Get. Nothing leaves this computer \
                 but the signed request."
            }
        },
        ready_heading: "Which cluster?",
        ready_text: "Paste a cluster ID, a console address or an ARN above, and press Get.",
        pick_text: |folded| {
            if folded {
                "Pick a cluster under Credentials and clusters, or paste a cluster ID, a console \
                 address or an ARN above, and press Get."
            } else {
                "Pick a cluster on the left, or paste a cluster ID, a console address or an ARN \
                 above, and press Get."
            }
        },
        demo: "Try the demo account",
        demo_text: "A built-in ACK in four regions. No Alibaba Cloud account needed.",
        open_demo: "Open demo",
        import: "Use an aliyun CLI profile",
        import_text: "Import every profile from a config.json you choose.",
        choose_file: "Choose file…",
        choose_config: "Choose a config.json of the aliyun CLI",
        demo_failed: "The demo account did not start",
    },
    exchange: exchange::EXCHANGE,
    failure: FailureWords {
        try_again: "Try again",
        copy_details: "Copy details",
        code: "Code",
        request_id: "Request ID",
        sent_to: "Sent to",
        tries: "Tries",
        message: "Message",
        action: "Action",
        denied_to: "Denied to",
        principal: denied::principal,
        denied_by: "Denied by",
        policy: denied::policy,
        string_to_sign: "String to sign",
        same_string: "identical on both sides — so the secret is the cause",
        other_string: "differs — something on the way changed the request",
        differs: problems::differs,
        clock_right: "clock right",
        clock_off,
        cause: "Cause",
        unanswered: ToString::to_string,
        unread: ToString::to_string,
    },
    fault: fault::FAULT,
    steps: steps::STEPS,
    save: SaveWords {
        title: "Save the kubeconfig",
        path: "Save to",
        no_dialog: "Nothing was chosen. If no dialog appeared, type the path here.",
        save: "Save",
        cancel: "Cancel",
        replace: "Replace it",
        exists: |path| format!("{path} already exists."),
        saved: |path| format!("Saved to {path}"),
        failed: save_error,
        type_a_path: "Type a path…",
    },
    actions: actions::ACTIONS,
    settings: settings::SETTINGS,
    about: settings::ABOUT,
    notes: settings::NOTES,
    status: StatusWords {
        ready: "Ready",
        no_worker: "the background worker does not answer",
        no_account: "no account",
        retrieved: |milliseconds| format!("Retrieved in {milliseconds} ms"),
        request_id: "request ID",
        clock_corrected: |by, behind| {
            let side = if behind { "behind" } else { "ahead" };
            format!("this computer's clock is {by} {side}; the server's time was used")
        },
        theme: |choice| match choice {
            ThemeChoice::System => "Theme: as the system",
            ThemeChoice::Dark => "Theme: dark",
            ThemeChoice::Light => "Theme: light",
        },
    },
    concern: ConcernWords {
        sentence: concern,
        more: |count| {
            let warnings = if count == 1 { "warning" } else { "warnings" };
            format!("And {count} more {warnings}: see the overview.")
        },
    },
    cli: CliWords {
        error: "error",
        warning: "warning",
        no_credentials: "no credentials found. Set ALIBABA_CLOUD_ACCESS_KEY_ID and \
                         ALIBABA_CLOUD_ACCESS_KEY_SECRET, run `aliyun configure`, or try the demo \
                         account with --demo",
        looked: |place| format!("looked in {place}"),
        unknown_profile: |name, known| {
            let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
            format!("there is no profile {name}; known profiles: {known}")
        },
        unusable_profile: |profile, why| format!("{profile} cannot be used: {why}"),
        file_skipped: |file, why| format!("{file} was not read: {why}"),
        demo_has_no_profiles: "--demo has an account of its own: leave --profile out",
        whoami: WhoamiWords {
            identity: "Identity",
            account: "Account",
            source: "Source",
            mode: "Mode",
            access_key_id: "AccessKey ID",
            expires: "Expires",
            region: "Region",
            endpoint: "Endpoint",
        },
        wrote: |path, until| match until {
            Some(until) => format!("wrote {path} (only you can read it), valid until {until}"),
            None => format!("wrote {path} (only you can read it)"),
        },
        several_need_a_folder: "several clusters need a folder to write to: add -o DIR, for kubectl \
                                reads one document at a time",
        many_so_far: |done, failed, all, slowed| {
            let mut text = format!("{done} of {all} done");
            if failed > 0 {
                text.push_str(&format!(", {failed} failed"));
            }
            if slowed {
                text.push_str(", slowed down by the service's limit");
            }
            text
        },
        wrote_many: |written, all, folder| {
            format!("wrote {written} of {all} kubeconfigs to {folder} (only you can read them)")
        },
        use_force: "to replace it, add --force",
        cancelled: "cancelled",
        not_a_kubeconfig: |error| {
            format!("the answer is not a kubeconfig: {error}. Nothing was written.")
        },
        no_window: |why| {
            format!(
                "no window can be opened here: {why}. The commands work without one: \
                 ack-kubeconfig get --help"
            )
        },
        no_opengl: "no window can be opened here: no driver for OpenGL was found. On Debian and \
                    Ubuntu, `apt install libegl1 libgl1-mesa-dri` brings one that needs no \
                    graphics card. The commands work without a window: ack-kubeconfig get --help",
        brought_forward: "The window is open already, and comes forward.",
        demo_serves: "The embedded ACK serves until Ctrl+C.",
        demo_ends: "The demo's clusters end with this command; `ack-kubeconfig demo` keeps them \
                    running.",
        unknown_exec_version: "KUBERNETES_EXEC_INFO does not ask for an ExecCredential of \
                               client.authentication.k8s.io/v1 or v1beta1. Set one of them as \
                               apiVersion in the user entry of the kubeconfig.",
        no_key: "the kubeconfig that the service sent holds no certificate with its key, and no \
                 token",
        old_key: "no new key could be got; the kept one is given out, which will soon end",
        no_program: |why| {
            format!("where this program is cannot be told, so kubectl could not ask it: {why}")
        },
        not_on_a_terminal: "the document holds control characters and is not shown on a terminal; \
                            write it to a file with -o FILE",
    },
    problems: problems::notice,
};

fn clock_off(by: &str, behind: bool) -> String {
    format!("this computer's clock is {by} {}", if behind { "behind" } else { "ahead" })
}

fn validity(duration: TemporaryDuration) -> String {
    match duration.minutes() {
        60 => "1 hour".to_owned(),
        1440 => "1 day".to_owned(),
        days if days % 1440 == 0 => format!("{} days", days / 1440),
        hours if hours % 60 == 0 => format!("{} hours", hours / 60),
        minutes => format!("{minutes} minutes"),
    }
}

fn terminal_error(error: &TerminalError) -> String {
    match error {
        TerminalError::NoTerminal => {
            "No terminal program was found. Copy the command, and run it yourself.".to_owned()
        }
        TerminalError::NotFound { program, path } => format!(
            "{} was not found. Looked through the PATH {}",
            printable(program),
            harmless(path, 2000)
        ),
        TerminalError::NotStarted { terminal, kind } => {
            format!(
                "The terminal {} could not be started: {kind}.",
                printable(&terminal.display().to_string())
            )
        }
    }
}

fn credentials_error(error: &CredentialsError) -> &'static str {
    match error {
        CredentialsError::NoAccessKeyId => "The AccessKey ID is missing",
        CredentialsError::NoAccessKeySecret => "The AccessKey secret is missing",
        CredentialsError::BadCharacter(_) => {
            "There is a character in it that no key has; copy it again"
        }
    }
}

fn cluster_id_error(error: &ClusterIdError) -> String {
    match error {
        ClusterIdError::Empty => "Enter a cluster ID".to_owned(),
        ClusterIdError::BadCharacter(' ') => "A cluster ID has no spaces inside".to_owned(),
        ClusterIdError::BadCharacter(bad) => {
            format!("Only letters, digits and hyphens, not {}", printable(&bad.to_string()))
        }
        ClusterIdError::TooLong(length) => format!("At most 63 characters, this has {length}"),
    }
}

fn why_not(error: &NotAKubeconfig) -> String {
    let text = error.to_string();
    let mut characters = text.chars();
    let first = characters.next().map(|c| c.to_ascii_uppercase());
    format!("{}{}.", first.map(String::from).unwrap_or_default(), characters.as_str())
}

fn concern(concern: &Concern) -> String {
    match concern {
        Concern::TlsNotVerified { cluster } => format!(
            "The server of cluster entry {cluster} would not be verified \
             (insecure-skip-tls-verify): anyone on the way could read and change everything."
        ),
        Concern::RunsProgram { user, command } => {
            format!("kubectl would run the program {command} for user entry {user}.")
        }
        Concern::AuthProvider { user, provider } => {
            format!("User entry {user} signs in by the plugin {provider}, which may run a program.")
        }
        Concern::ReadsFile { entry, path } => {
            format!("Entry {entry} reads the file {path} on this computer.")
        }
        Concern::ServerNotHttps { cluster, server } => {
            format!("Cluster entry {cluster} has no https:// server: {server}")
        }
        Concern::ControlCharacters => {
            "A name or address holds control characters; they are shown replaced.".to_owned()
        }
        Concern::Dangling => {
            "No complete context is in use: kubectl --context will be needed.".to_owned()
        }
    }
}

fn save_error(error: &SaveError) -> String {
    match error {
        SaveError::NoFileName(_) => "Type the path of a file.".to_owned(),
        SaveError::Exists(path) => format!("{} already exists.", path.display()),
        SaveError::NotAFile(path) => {
            format!("{} is not a file. Choose another name.", path.display())
        }
        SaveError::ReadOnly(path) => {
            format!("{} is read-only. Choose another name.", path.display())
        }
        SaveError::NoFolder(path) => {
            format!("The folder {} does not exist. Create it, or choose another.", path.display())
        }
        SaveError::NotAFolder(path) => {
            format!("{} is a file. Choose a folder.", path.display())
        }
        SaveError::Write { path, source } => match source.kind() {
            std::io::ErrorKind::StorageFull => {
                format!("The disk is full. {} was not changed.", path.display())
            }
            std::io::ErrorKind::PermissionDenied => format!(
                "You may not write to {}. It was not changed; choose another folder.",
                path.display()
            ),
            _ => format!("{} was not changed: {source}.", path.display()),
        },
    }
}
