//! Why a rung of the ladder broke.

use ::core::net::SocketAddr;

/// A program that a kubeconfig would run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Runs {
    /// A command: the variables that are set for it, as `NAME=value`, itself, its arguments.
    Command(Vec<String>),
    /// An `auth-provider` entry that names no command, by its name.
    Provider(String),
}

/// Why a kubeconfig does not work. Texts are as the server or the file has them: show them only
/// through [`printable`](crate::core::printable::printable).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckTrouble {
    /// The document cannot be used, and why.
    #[error("the kubeconfig cannot be used: {0}")]
    Document(String),
    /// It would run a program, and nobody has allowed that.
    #[error("it would run a program")]
    WouldRun(Runs),
    /// It would send the content of this file to its server, and nobody has allowed that.
    #[error("it would send a file to its server")]
    WouldSend(String),
    /// It would read this file for a certificate or a key, and it is not the user's own.
    #[error("it would read a file of this computer")]
    WouldRead(String),
    /// It names both a program and a file to sign in with, and is not the user's own.
    #[error("it names both a program and a file to sign in with")]
    TwoWays,
    /// The program that gives the credentials failed, and why.
    #[error("the program for the credentials failed: {0}")]
    Program(String),
    /// The proxy is of a kind that is not supported.
    #[error("the proxy {0} is not supported")]
    Proxy(String),
    /// The proxy does not let through, and what it says.
    #[error("the proxy refused: {0}")]
    ProxyRefused(String),
    /// The name has no address.
    #[error("{0} has no address")]
    NoAddress(String),
    /// Nobody listens at the address.
    #[error("{0} refuses connections")]
    Refused(SocketAddr),
    /// Nobody answers at the address; whether it is a private one.
    #[error("{0} does not answer")]
    Silent(SocketAddr, bool),
    /// There is no way to the address; whether it is a private one.
    #[error("{0} cannot be reached")]
    Unreachable(SocketAddr, bool),
    /// The server is not believed.
    #[error(transparent)]
    Tls(#[from] TlsTrouble),
    /// The connection broke off.
    #[error("the connection broke off")]
    BrokeOff,
    /// The server does not know who asks (401); whether the certificate has ended.
    #[error("the server does not accept the credentials")]
    Unauthorized {
        /// Whether the credentials have ended by this computer's clock.
        ended: bool,
    },
    /// The server does not let the user ask who they are (403), and what it says.
    #[error("the server refuses: {0}")]
    Forbidden(String),
    /// The user may do nothing: no role is bound to them.
    #[error("no role is bound to {0}")]
    NoRole(String),
    /// The server answers with a failure of its own: the status, and what it says.
    #[error("the server answers {0}: {1}")]
    Status(u16, String),
    /// No answer came in time.
    #[error("no answer came in time")]
    NoAnswer,
}

/// Why a server is not believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TlsTrouble {
    /// Its certificate is by another authority than the kubeconfig says.
    #[error("the server's certificate is by another authority")]
    UnknownAuthority,
    /// Its certificate is for other names; these.
    #[error("the server's certificate is for other names")]
    WrongName(Vec<String>),
    /// Its certificate has ended.
    #[error("the server's certificate has ended")]
    Ended,
    /// Its certificate is not valid yet.
    #[error("the server's certificate is not valid yet")]
    NotYet,
    /// It speaks no TLS.
    #[error("the server speaks no TLS")]
    NotTls,
    /// Anything else, as the library says it.
    #[error("{0}")]
    Other(String),
}
