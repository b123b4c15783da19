//! The settings, the program itself, and notes on the desktop.

use crate::core::acs::{ApiEndpointError, Scheme, SchemeChoice};
use crate::core::session::{EndpointChoice, Language, NoNotes, ThemeChoice};
use crate::text::settings::{AboutWords, NoteWords, PlaceOf, SettingsWords};

pub(super) const SETTINGS: SettingsWords = SettingsWords {
    heading: "Settings",
    looks: "Appearance",
    requests: "Requests",
    notes: "Notices",
    kept: "On this computer",
    language: "Language",
    language_meaning: "Of this window. Commands speak the system's, or what --lang says.",
    language_choice: |language| match language {
        None => "The system's",
        Some(Language::English) => "English",
        Some(Language::Chinese) => "简体中文",
    },
    theme: "Theme",
    theme_meaning: "“As the system” follows the desktop whenever it changes.",
    theme_choice: |theme| match theme {
        ThemeChoice::System => "As the system",
        ThemeChoice::Dark => "Dark",
        ThemeChoice::Light => "Light",
    },
    zoom: "Size",
    zoom_meaning: |keys| format!("How large everything is shown. By keys: {keys}"),
    smaller: "Smaller",
    larger: "Larger",
    usual_size: "The usual size",
    lines: "Long lines",
    lines_meaning: |keys| {
        format!("Wrapped, they go on in the next row instead of out of sight. By keys: {keys}")
    },
    endpoint: "API endpoint",
    endpoint_purpose: "Whom to ask for clusters and kubeconfigs.",
    endpoint_choice: |choice| match choice {
        EndpointChoice::Automatic => "As the profile says",
        EndpointChoice::Public => "Public",
        EndpointChoice::Vpc => "Inside the VPC",
        EndpointChoice::Address => "Another address",
    },
    endpoint_meaning: |choice| match choice {
        EndpointChoice::Automatic => {
            "Its endpoint, that of its region, or the central one, which knows every region"
        }
        EndpointChoice::Public => "cs.REGION.aliyuncs.com, over the Internet",
        EndpointChoice::Vpc => {
            "cs-anony-vpc.REGION.aliyuncs.com, from a machine inside the VPC; where only \
             cs-vpc.REGION is known, type it as another address"
        }
        EndpointChoice::Address => "https://, or http:// to this computer itself",
    },
    region: "Region",
    no_region: "None: the central endpoint",
    region_name: |region| region.english,
    address: "Address",
    bad_endpoint: |error| match error {
        ApiEndpointError::NotAUrl => "Write it like https://cs.cn-hangzhou.aliyuncs.com",
        ApiEndpointError::NotSecure => "Only https://, and http:// only to this computer",
        ApiEndpointError::MoreThanAHost => "Only a protocol, a host and perhaps a port",
        ApiEndpointError::BadRegion => "Only lower-case letters, digits and hyphens",
    },
    asked: |host| format!("Requests go to {host}"),
    by_option: "as --endpoint or --region says",
    signature: "Signature",
    signature_meaning: "How a request proves who sends it. “Automatic” begins with ROA and takes \
                        ACS3 where the service wants that.",
    signature_choice: |choice| match choice {
        SchemeChoice::Auto => "Automatic",
        SchemeChoice::Only(Scheme::Roa) => "ROA (HMAC-SHA1)",
        SchemeChoice::Only(Scheme::Acs3) => "ACS3 (HMAC-SHA256)",
    },
    ends_of_contexts: "Contexts that end",
    ends: "Tell me when a context in use is about to end",
    ends_meaning: "A notice on the desktop, once for each, while the window is open or minimised: \
                   a week before the end, of what lasts hours when a sixth of them is left, or once \
                   it has ended. It names the context and its file.",
    no_notes: |why| match why {
        NoNotes::NoBus => "This session has no message bus, so no notices can be shown.",
        NoNotes::NoService => "This desktop has no service that shows notices.",
        NoNotes::Refused => "The desktop did not take the notice.",
    },
    log: "Log",
    log_meaning: |file| {
        format!(
            "What the program does and what goes wrong is written to {file}, for your eyes only, \
             3 MiB at most. Without a history, only warnings and errors are."
        )
    },
    imported: "Imported files",
    imported_meaning: "Profiles in the aliyun CLI's form from elsewhere. They are read at every \
                       start, and never changed.",
    forget: |file| format!("Forget {file}"),
    forget_it: "Forget",
    clipboard: "Clipboard",
    clipboard_meaning: |after| {
        format!(
            "A copy with a secret in it is cleared after {after} and when the window closes, \
             unless something else was copied since. Clipboard histories are asked to leave it out."
        )
    },
    remembered: "Remembered",
    remembered_meaning: |file| {
        format!(
            "In {file}: this page, the window's size, the last profile, the endpoint and validity \
             that you asked for last, and the filters of lists, while they find something. Never \
             a secret."
        )
    },
    back: "To the settings",
    close: "Close",
    kept_aside: |file| {
        format!("The settings could not be read and start anew; the old ones are in {file}")
    },
};

pub(super) const ABOUT: AboutWords = AboutWords {
    heading: "About ACK Kubeconfig",
    button: "About",
    purpose: "Gets kubeconfigs of Alibaba Cloud ACK clusters, and lands them safely.",
    version: |version| format!("Version {version}"),
    commit: |commit| format!("commit {commit}"),
    built_for: |system| format!("for {system}"),
    drawn_by: |graphics| format!("Drawn by {graphics}"),
    licences: "Licences",
    own_licence: "The program is free software, under either of two licences, as you choose.",
    crates: "It is built with Rust crates of many authors, under permissive licences. A package \
             brings their texts along, in /usr/share/doc/ack-kubeconfig/third-party-notices.gz; \
             from the sources, packaging/deb collects them.",
    fonts: "Fonts and icons in it:",
    read: |name| format!("Read the licence {name}"),
    put_away: |name| format!("Put the licence {name} away"),
    files: "Where files live",
    files_meaning: "What is not there yet is made when it is needed.",
    place: |place| match place {
        PlaceOf::Settings => "Settings",
        PlaceOf::History => "History",
        PlaceOf::Log => "Log",
        PlaceOf::Clusters => "Lists of clusters",
        PlaceOf::Keys => "Keys for kubectl",
        PlaceOf::Backups => "Backups",
        PlaceOf::Kubeconfig => "Kubeconfig",
    },
    copy_path: |what| format!("Copy the path: {what}"),
    copy: "Copy path",
    open_folder: |what| format!("Open the folder: {what}"),
    open: "Open folder",
    no_folder: |folder| format!("The folder did not open: {folder}"),
};

pub(super) const NOTES: NoteWords = NoteWords {
    ends: |context, when| format!("{context} ends {when}"),
    ended: |context, when| format!("{context} ended {when}"),
    good_until: |file, when| format!("In use in {file}, and good until {when}."),
    refused_since: |file, when| format!("In use in {file}, and refused since {when}."),
    renew: "Renew it under My contexts.",
};
