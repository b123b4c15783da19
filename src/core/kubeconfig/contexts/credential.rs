//! How a user entry signs in, as whom, and until when. No secret is kept.

use jiff::Timestamp;

use super::ahead::Ahead;
use crate::core::kubeconfig::edit::{NodeId, Tree};
use crate::core::kubeconfig::summary::read_certificate;
use crate::core::kubeconfig::token::TokenFacts;
use crate::core::printable::printable;

/// How a user entry signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignsIn {
    /// By a certificate in the file.
    Certificate,
    /// By a certificate in the file that cannot be read.
    UnreadableCertificate,
    /// By a token in the file.
    Token,
    /// By a program that gives credentials when they are needed.
    Program(String),
    /// By an authentication plugin of old.
    Plugin(String),
    /// By a name and a password.
    Password,
    /// By a certificate or token in a file of its own.
    File(String),
    /// Not at all, or by a user entry that is not there.
    Nothing,
}

/// What a user entry says, without its secrets.
#[derive(Debug, Clone)]
pub(super) struct Credential {
    pub(super) signs_in: SignsIn,
    pub(super) identity: Option<String>,
    pub(super) since: Option<Timestamp>,
    pub(super) expiry: Option<Timestamp>,
}

/// That of a user entry that is not there.
pub(super) static NOTHING: Credential =
    Credential { signs_in: SignsIn::Nothing, identity: None, since: None, expiry: None };

impl Credential {
    /// Reads a user entry; kubectl takes the first of these ways as well.
    pub(super) fn read(tree: &Tree<'_>, user: Option<NodeId>, ahead: &Ahead) -> Self {
        let Some(user) = user else { return NOTHING.clone() };
        let text = |key| tree.text_of(user, key).filter(|text| !text.is_empty());
        let of = |key, inner| Some(printable(tree.text_of(tree.get(user, key)?, inner)?));
        if let Some(data) = text("client-certificate-data") {
            return ahead.of(data).cloned().unwrap_or_else(|| Self::of_certificate(data));
        }
        if let Some(token) = text("token") {
            return Self::of_token(token);
        }
        let file = || text("client-certificate").or_else(|| text("tokenFile"));
        let signs_in = if let Some(command) = of("exec", "command") {
            SignsIn::Program(command)
        } else if let Some(path) = file() {
            SignsIn::File(printable(path))
        } else if let Some(plugin) = of("auth-provider", "name") {
            SignsIn::Plugin(plugin)
        } else if text("username").is_some() {
            SignsIn::Password
        } else {
            SignsIn::Nothing
        };
        let identity = text("username").map(printable);
        Self { signs_in, identity, ..NOTHING.clone() }
    }

    /// What a `client-certificate-data` says.
    pub(super) fn of_certificate(data: &str) -> Self {
        match read_certificate(data) {
            Some(certificate) => Self {
                signs_in: SignsIn::Certificate,
                identity: certificate.identity,
                since: Some(certificate.not_before),
                expiry: Some(certificate.not_after),
            },
            None => Self { signs_in: SignsIn::UnreadableCertificate, ..NOTHING.clone() },
        }
    }

    fn of_token(token: &str) -> Self {
        let TokenFacts { subject, expiry } = TokenFacts::of(token);
        Self { signs_in: SignsIn::Token, identity: subject, since: None, expiry }
    }
}
