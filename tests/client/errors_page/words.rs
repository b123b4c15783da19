//! What stands between the program's own words on the page about errors.

use ack_kubeconfig::core::acs::Problem;
use ack_kubeconfig::text::Language;

/// The page of each language.
pub(super) const PAGES: [(Language, &str); 1] = [(Language::English, "errors.md")];

/// What problems are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Credentials,
    Permission,
    Request,
    Way,
}

impl Group {
    pub(super) const ALL: [Self; 4] =
        [Self::Credentials, Self::Permission, Self::Request, Self::Way];

    pub(super) fn holds(self, problem: Problem) -> bool {
        let credentials = problem.is_about_credentials();
        let permission = problem.is_about_permission();
        let way = problem.is_network_or_server();
        match self {
            Self::Credentials => credentials,
            Self::Permission => permission,
            Self::Way => way,
            Self::Request => !credentials && !permission && !way,
        }
    }
}

pub(super) struct PageWords {
    pub(super) title: &'static str,
    pub(super) intro: &'static [&'static str],
    pub(super) index_heads: &'static str,
    pub(super) group: fn(Group) -> &'static str,
    /// The button, and what it is on the command line.
    pub(super) step: fn(&str, &str) -> String,
    pub(super) exit: fn(u8) -> String,
    /// Heading and what is said below it, of each table.
    pub(super) sign_in: (&'static str, &'static str),
    pub(super) keychain: (&'static str, &'static str),
    pub(super) files: (&'static str, &'static str),
    pub(super) saving: (&'static str, &'static str),
    pub(super) checks: (&'static str, &'static str),
    /// Before what every row of a table means.
    pub(super) always: &'static str,
    pub(super) heads: [&'static str; 4],
}

impl PageWords {
    pub(super) fn of(language: Language) -> &'static Self {
        match language {
            Language::English | Language::Chinese => &ENGLISH,
        }
    }
}

const ENGLISH: PageWords = PageWords {
    title: "# When something goes wrong",
    intro: &[
        "Everything that ACK Kubeconfig can tell of a failure: what happened, what it means, and \
         what to do next. The window shows it on a card, with a button for each step that it can \
         take for you. The command line says the same on stderr; the lines that begin with `Next:` \
         name what to add, to leave out, to set or to run.",
        "Nothing is saved or changed by a question that fails. What support wants to know (code, \
         HTTP status, request ID, host) is under **Copy details**, and in the command line's last \
         lines.",
        "This page is made of the program's own words by a test, and cannot say anything else than \
         the program. `HOST` stands for the host that was asked, and other words in capitals for \
         what they say.",
        "## Find a code\n\nA `*` stands for anything. The HTTP status is the one that was seen, and \
         not relied upon. A code that is not here is shown as it came.",
    ],
    index_heads: "| code | HTTP | comes down to | exit code |",
    group: |group| match group {
        Group::Credentials => "Credentials",
        Group::Permission => "Permission",
        Group::Request => "The request and the cluster",
        Group::Way => "The way there, and the service itself",
    },
    step: |button, command| match command {
        "" => format!("- window: **{button}**\n"),
        command => format!("- window: **{button}**; command line: {command}\n"),
    },
    exit: |code| format!("exit code {code}"),
    sign_in: (
        "Getting a key from a profile",
        "A profile whose mode is not AccessKey gets its key from somewhere: STS, a program, the \
         keychain. Where that was asked and refused with a code, the code is explained above.",
    ),
    keychain: (
        "The system keychain",
        "Told beside the box *Keep in the system keychain*, and with exit code 3 where a kept key is \
         needed.",
    ),
    files: (
        "Kubeconfig files",
        "Why the window, `merge`, `renew`, `remove` or `undo` left a kubeconfig file as it was.",
    ),
    saving: ("Saving a document", "Of **Save as…**, and with exit code 7 of `get -o`."),
    checks: (
        "Does a kubeconfig work?",
        "Of **Test connection** and `check`: what is said of the step that breaks.",
    ),
    always: "In every case:",
    heads: ["what is said", "what it means", "what to do", "exit code"],
};
