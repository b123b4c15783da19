//! Every language quotes others safely.

use super::{Language, Notice, Phrases};
use crate::core::acs::{AccessDenied, Step};
use crate::core::connection::{
    CheckTrouble, Finding, Question, Rights, Rule, Runs, TlsTrouble, table_of,
};
use crate::core::kubeconfig::check::Entry;
use crate::core::kubeconfig::contexts::{Problem, SignsIn};
use crate::core::kubeconfig::edit::EditError;
use crate::core::kubeconfig::merge::PlanError;
use crate::core::profile::{KeychainError, Mode, ProfileProblem, SignInError, Source};
use crate::io::kubeconfig_file::trouble::{Act, FileTrouble};

/// What is quoted of others in any language, with a name that would command a terminal.
fn quoted(phrases: &Phrases) -> Vec<String> {
    let name = || "a\u{1b}[31m\u{202e}b".to_owned();
    let denied = AccessDenied {
        action: name(),
        principal: name(),
        principal_type: name(),
        policy_type: name(),
        account: name(),
        ..AccessDenied::default()
    };
    let rights = Rights {
        namespaces: vec![name()],
        table: table_of(&[vec![Rule {
            verbs: vec!["*".to_owned()],
            groups: vec!["*".to_owned()],
            resources: vec!["*".to_owned()],
            names: Vec::new(),
        }]]),
        cluster: vec![(Question::CLUSTER[0], false)],
    };
    let list = Entry::User;
    let edit = EditError::DuplicateName { list, name: name() };
    let identity = Finding::Identity { user: Some(name()), version: name(), groups: Vec::new() };
    let address = Finding::Name { host: name(), is_proxy: true, addresses: Vec::new() };
    let troubles = [
        CheckTrouble::Document(name()),
        CheckTrouble::WouldRun(Runs::Command(vec![name()])),
        CheckTrouble::WouldRun(Runs::Provider(name())),
        CheckTrouble::WouldSend(name()),
        CheckTrouble::WouldRead(name()),
        CheckTrouble::Program(name()),
        CheckTrouble::Proxy(name()),
        CheckTrouble::ProxyRefused(name()),
        CheckTrouble::NoAddress(name()),
        CheckTrouble::Forbidden(name()),
        CheckTrouble::NoRole(name()),
        CheckTrouble::Status(500, name()),
        CheckTrouble::Tls(TlsTrouble::WrongName(vec![name()])),
        CheckTrouble::Tls(TlsTrouble::Other(name())),
    ];
    let ended = SignInError::SignInAgain { profile: name(), mode: Mode::CloudSso, ended: None };
    let told = |notice: Notice| [notice.title, notice.meaning, notice.next].concat();
    let (profiles, landing) = (&phrases.profiles, &phrases.landing);
    let mut texts = vec![
        (phrases.failure.principal)(&denied),
        (phrases.failure.policy)(&denied),
        (phrases.connection.finding)(&Finding::Permission(rights)),
        (phrases.connection.finding)(&identity),
        (phrases.connection.finding)(&address),
        (phrases.overview.ambiguous)(&edit),
        told((landing.trouble)(&FileTrouble::Edit(edit))),
        told((landing.trouble)(&FileTrouble::Plan(PlanError::OtherCluster(name())))),
        (landing.landed)(Act::Merge, &[name(), name()], "file"),
        (landing.signs_in)(&SignsIn::Program(name())),
        (landing.problem)(&Problem::CurrentMissing(name())),
        (landing.problem)(&Problem::Unused { list, name: name() }),
        (profiles.unnamed)(&Source::Keychain(name())),
        (profiles.problem)(&ProfileProblem::NoSourceProfile(name())),
        (profiles.problem)(&ProfileProblem::Circle(vec![name()])),
        (profiles.keychain)(&KeychainError::Other(name())),
        told((profiles.sign_in)(&ended)),
        (phrases.steps.hint)(&Step::Run(vec![name()])).unwrap_or_default(),
    ];
    texts.extend(troubles.iter().map(|trouble| told((phrases.connection.trouble)(trouble))));
    texts
}

#[test]
fn what_is_quoted_commands_no_terminal_and_misleads_nobody_in_any_language() {
    for language in [Language::English, Language::Chinese] {
        for text in quoted(Phrases::of(language)) {
            assert!(text.contains("a□[31m□b"), "not shown safely, or not at all: {text:?}");
            assert!(!text.contains(['\u{1b}', '\u{202e}']), "shown raw as well: {text:?}");
        }
    }
}
