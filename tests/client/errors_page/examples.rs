//! One of each that can go wrong.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use ack_kubeconfig::core::acs::codes::CODES;
use ack_kubeconfig::core::acs::{
    ClusterId, FetchError, Problem, ReplyError, Scheme, ServiceError, TransportError,
};
use ack_kubeconfig::core::connection::{CheckTrouble, Runs, TlsTrouble};
use ack_kubeconfig::core::kubeconfig::check::Entry;
use ack_kubeconfig::core::kubeconfig::edit::EditError;
use ack_kubeconfig::core::kubeconfig::merge::{IncomingError, PlanError};
use ack_kubeconfig::core::kubeconfig::{Concern, NotAKubeconfig};
use ack_kubeconfig::core::profile::{
    CommandFailure, KeychainError, Mode, ProfileProblem, SignInError, SignInStep,
};
use ack_kubeconfig::core::session::{Exchange, Failure};
use ack_kubeconfig::io::file::SaveError;
use ack_kubeconfig::io::kubeconfig_file::trouble::{
    BreakError, ChooseError, FileTrouble, LockError, ReadError, TightenError, WriteError,
};
use ack_kubeconfig::io::kubeconfig_file::{SeenLock, lock_on};
use jiff::SignedDuration;

/// Stands for the host that was asked.
const HOST: &str = "HOST";

/// Stands for what a program, a server or the system says.
const TEXT: &str = "TEXT";

/// Every problem, in the order of the page, but for that there is no key: that has a table.
pub(super) const PROBLEMS: [Problem; 29] = [
    Problem::UnknownAccessKey,
    Problem::DisabledAccessKey,
    Problem::SignatureMismatch,
    Problem::TokenExpired,
    Problem::TokenInvalid,
    Problem::NoPermission,
    Problem::TokenPolicy,
    Problem::IdentityRefused,
    Problem::NoRole,
    Problem::ClusterNotFound,
    Problem::ClusterState,
    Problem::NoEndpoint,
    Problem::WrongEndpoint,
    Problem::NeedsHttps,
    Problem::SignatureRefused,
    Problem::RequestIncomplete,
    Problem::Clock,
    Problem::Setup,
    Problem::OtherCode,
    Problem::Name,
    Problem::Connect,
    Problem::Tls,
    Problem::Broken,
    Problem::Timeout,
    Problem::NotTheService,
    Problem::RequestRepeated,
    Problem::ClusterUnclear,
    Problem::Throttled,
    Problem::ServerTrouble,
];

/// Failures that come down to this: one for each way in which it is told.
pub(super) fn failures(problem: Problem) -> Vec<Failure> {
    let failure = failure(problem);
    let mut told_otherwise = failure.clone();
    match problem {
        Problem::SignatureMismatch => told_otherwise.same_string_to_sign = Some(false),
        Problem::Clock => {
            let exchange = told_otherwise.exchange.as_mut().unwrap();
            exchange.clock_ahead = Some(SignedDuration::ZERO);
        }
        _ => return vec![failure],
    }
    vec![failure, told_otherwise]
}

fn failure(problem: Problem) -> Failure {
    let (host, source) = (HOST.to_owned(), system());
    let error = match problem {
        Problem::Name => TransportError::Name { host, source }.into(),
        Problem::Connect => TransportError::Connect { host, source }.into(),
        Problem::Tls => TransportError::Tls { host, source }.into(),
        Problem::Broken => TransportError::Broken(source).into(),
        Problem::Timeout => TransportError::Timeout { seconds: 30 }.into(),
        Problem::Setup => TransportError::Setup(source).into(),
        Problem::NotTheService => {
            FetchError::Reply(ReplyError::WebPage { status: 200, title: None })
        }
        Problem::OtherCode => refused("CODE", 400, ""),
        coded => {
            let known = CODES.iter().find(|known| known.problem == coded).expect("its code");
            let message = known.message.unwrap_or_default();
            refused(&known.code.replace('*', ""), known.statuses[0], message)
        }
    };
    assert_eq!(Problem::of(&error), problem);
    Failure { error, same_string_to_sign: None, exchange: Some(exchange()) }
}

fn refused(code: &str, status: u16, message: &str) -> FetchError {
    FetchError::Reply(ReplyError::Service(Box::new(ServiceError {
        status,
        code: code.to_owned(),
        message: message.to_owned(),
        request_id: None,
        retry_after_ms: None,
        date: None,
        access_denied: None,
    })))
}

fn exchange() -> Exchange {
    Exchange {
        host: HOST.to_owned(),
        scheme: Some(Scheme::Roa),
        tries: 1,
        elapsed: Duration::ZERO,
        clock_ahead: None,
        record: None,
    }
}

pub(super) fn without_a_key(error: SignInError) -> Failure {
    let error = FetchError::SignIn(Arc::new(error));
    Failure { error, same_string_to_sign: None, exchange: None }
}

pub(super) fn sign_in_errors() -> Vec<SignInError> {
    let steps = [
        SignInStep::AssumeRole,
        SignInStep::AssumeRoleWithOidc,
        SignInStep::GetCallerIdentity,
        SignInStep::EcsMetadata,
        SignInStep::CredentialsUri,
        SignInStep::CloudSso,
    ];
    let asked = steps.map(|step| {
        let error = Box::new(FetchError::Reply(ReplyError::Lacks("Credentials")));
        SignInError::Asked { step, error }
    });
    let stderr = || TEXT.to_owned();
    let commands = [
        CommandFailure::BadQuoting,
        CommandFailure::NotFound { path: "/usr/bin:/bin".to_owned() },
        CommandFailure::NotStarted(io::ErrorKind::PermissionDenied),
        CommandFailure::TimedOut { seconds: 60, stderr: stderr() },
        CommandFailure::Failed { code: Some(1), stderr: stderr() },
        CommandFailure::Failed { code: None, stderr: String::new() },
        CommandFailure::TooMuch { limit: 65_536 },
        CommandFailure::NotJson { stderr: String::new() },
        CommandFailure::Nested,
    ];
    let commands = commands.map(|failure| SignInError::Command {
        profile: "NAME".to_owned(),
        program: "PROGRAM".to_owned(),
        failure,
    });
    let again = |ended| SignInError::SignInAgain {
        profile: "NAME".to_owned(),
        mode: Mode::CloudSso,
        ended,
    };
    let file = PathBuf::from("/run/token");
    let others = [
        again(Some(jiff::Timestamp::UNIX_EPOCH)),
        again(None),
        SignInError::TokenFile { file, kind: io::ErrorKind::NotFound },
        SignInError::Keychain(KeychainError::Locked),
        SignInError::Unusable(ProfileProblem::Missing("access_key_id")),
        SignInError::EndedAlready(jiff::Timestamp::UNIX_EPOCH),
    ];
    asked.into_iter().chain(commands).chain(others).collect()
}

pub(super) fn keychain_errors() -> Vec<KeychainError> {
    vec![
        KeychainError::NoService,
        KeychainError::Locked,
        KeychainError::TimedOut,
        KeychainError::NoAccount("NAME".to_owned()),
        KeychainError::NameTaken("NAME".to_owned()),
        KeychainError::BadName,
        KeychainError::TooLong { limit: 2560 },
        KeychainError::NotAKey,
        KeychainError::Other(TEXT.to_owned()),
    ]
}

fn config() -> PathBuf {
    PathBuf::from("~/.kube/config")
}

/// What the system says, where it says something.
fn system() -> Arc<io::Error> {
    Arc::new(io::Error::other(TEXT))
}

pub(super) fn file_troubles() -> Vec<FileTrouble> {
    let (name, path) = (|| "NAME".to_owned(), config);
    let mut troubles = vec![
        FileTrouble::Choose(ChooseError::NoHome),
        FileTrouble::Choose(ChooseError::EmptyList),
        FileTrouble::TooLarge,
        FileTrouble::Changed,
        FileTrouble::NothingToUndo,
        FileTrouble::NoBackups,
        FileTrouble::NoPlan,
        FileTrouble::Plan(PlanError::Twice(cluster())),
        FileTrouble::Plan(PlanError::OtherCluster(name())),
        FileTrouble::Plan(PlanError::NameTwice(name())),
        FileTrouble::Lock(LockError::Held(held())),
        FileTrouble::Lock(LockError::Cancelled),
        FileTrouble::Break(BreakError::Another),
        FileTrouble::Break(BreakError::AtWork(4711)),
        FileTrouble::Break(BreakError::Refused(system())),
        FileTrouble::Tighten(TightenError::Refused(system())),
    ];
    let reading = [
        ReadError::NotAFile(path()),
        ReadError::LinkLoop(path()),
        ReadError::TooLarge(path()),
        ReadError::NotText(path()),
        ReadError::NoPermission(path()),
        ReadError::Read { path: path(), source: system() },
    ];
    let writing = [
        WriteError::ReadOnly(path()),
        WriteError::NoFolder(path()),
        WriteError::NoPermission(path()),
        WriteError::DiskFull(path()),
        WriteError::MountPoint(path()),
        WriteError::OwnerLost(path()),
        WriteError::Failed { path: path(), source: system() },
    ];
    let incoming = [
        IncomingError::NotAKubeconfig(NotAKubeconfig::WrongKind),
        IncomingError::Concerns(vec![Concern::RunsProgram { user: name(), command: name() }]),
        IncomingError::Incomplete,
    ];
    troubles.extend(reading.map(FileTrouble::Read));
    troubles.extend(writing.map(FileTrouble::Write));
    troubles.extend(incoming.map(|error| FileTrouble::Incoming(cluster(), error)));
    troubles.extend(edit_errors().into_iter().map(FileTrouble::Edit));
    troubles
}

fn cluster() -> ClusterId {
    ClusterId::parse("CLUSTER-ID").unwrap()
}

/// A lock that somebody else has. It is seen on a real file.
fn held() -> SeenLock {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("config");
    std::fs::write(&file, "").unwrap();
    std::fs::write(folder.path().join("config.lock"), "").unwrap();
    let mut seen = lock_on(&file).unwrap().expect("the lock");
    seen.path = config().with_extension("lock");
    seen
}

fn edit_errors() -> [EditError; 16] {
    let (list, name) = (Entry::Context, || "NAME".to_owned());
    [
        EditError::NotYaml { line: 3 },
        EditError::OddLineBreak { line: 3 },
        EditError::SeveralDocuments,
        EditError::NotAMapping,
        EditError::WrongKind,
        EditError::AmbiguousKey { key: "KEY".to_owned(), line: 3 },
        EditError::NotAList(list),
        EditError::DuplicateName { list, name: name() },
        EditError::NotFound { list, name: name() },
        EditError::NameTaken { list, name: name() },
        EditError::NoName,
        EditError::Anchored { line: 3 },
        EditError::UnusualLayout { line: 3 },
        EditError::WrongForm { list, line: 3 },
        EditError::RelativePath,
        EditError::WouldChange { line: 3 },
    ]
}

pub(super) fn save_errors() -> [SaveError; 9] {
    let path = || PathBuf::from("FILE");
    let write = |kind: io::ErrorKind| SaveError::Write {
        path: path(),
        source: Arc::new(io::Error::from(kind)),
    };
    [
        SaveError::NoFileName(path()),
        SaveError::Exists(path()),
        SaveError::NotAFile(path()),
        SaveError::ReadOnly(path()),
        SaveError::NoFolder(PathBuf::from("FOLDER")),
        SaveError::NotAFolder(PathBuf::from("FOLDER")),
        write(io::ErrorKind::StorageFull),
        write(io::ErrorKind::PermissionDenied),
        SaveError::Write { path: path(), source: system() },
    ]
}

pub(super) fn check_troubles() -> Vec<CheckTrouble> {
    let said = || TEXT.to_owned();
    let public = "192.0.2.1:6443".parse().unwrap();
    let private = "192.168.0.1:6443".parse().unwrap();
    let tls = [
        TlsTrouble::UnknownAuthority,
        TlsTrouble::WrongName(vec!["kubernetes".to_owned()]),
        TlsTrouble::Ended,
        TlsTrouble::NotYet,
        TlsTrouble::NotTls,
        TlsTrouble::Other(said()),
    ];
    let before = [
        CheckTrouble::Document(said()),
        CheckTrouble::WouldRun(Runs::Command(vec!["PROGRAM".to_owned()])),
        CheckTrouble::WouldRun(Runs::Provider("NAME".to_owned())),
        CheckTrouble::WouldSend("FILE".to_owned()),
        CheckTrouble::WouldRead("FILE".to_owned()),
        CheckTrouble::TwoWays,
        CheckTrouble::Program(said()),
        CheckTrouble::Proxy("ftp".to_owned()),
        CheckTrouble::ProxyRefused(said()),
        CheckTrouble::NoAddress("HOST".to_owned()),
        CheckTrouble::Refused(public),
        CheckTrouble::Silent(public, false),
        CheckTrouble::Silent(private, true),
        CheckTrouble::Unreachable(public, false),
    ];
    let after = [
        CheckTrouble::BrokeOff,
        CheckTrouble::NoAnswer,
        CheckTrouble::Unauthorized { ended: true },
        CheckTrouble::Unauthorized { ended: false },
        CheckTrouble::Forbidden(said()),
        CheckTrouble::NoRole("USER".to_owned()),
        CheckTrouble::Status(500, said()),
    ];
    before.into_iter().chain(tls.map(CheckTrouble::Tls)).chain(after).collect()
}
