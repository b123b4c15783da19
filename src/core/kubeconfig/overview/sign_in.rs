//! How a user entry signs in. No secret of it is kept.

use std::fmt;

use super::certificate::{Budget, CertificateFacts, Chain, Proof};
use super::key;
use crate::core::kubeconfig::edit::{NodeId, Tree};
use crate::core::kubeconfig::token::TokenFacts;
use crate::core::printable::{harmless, printable};

/// What a user entry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserFacts {
    /// Its name.
    pub name: String,
    /// The client certificate in the document.
    pub certificate: Option<ClientCertificate>,
    /// The token in the document.
    pub token: Option<TokenFacts>,
    /// The name that is sent with a password.
    pub username: Option<String>,
    /// The program that gives credentials (`exec`).
    pub program: Option<Program>,
    /// The authentication plugin of old (`auth-provider`), and the program that it runs, if any.
    pub plugin: Option<(String, Option<Program>)>,
    /// The paths of files with a certificate, key or token.
    pub files: Vec<String>,
}

impl UserFacts {
    /// Whether it has nothing to sign in with.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Self { name: _, certificate, token, username, program, plugin, files } = self;
        certificate.is_none()
            && token.is_none()
            && username.is_none()
            && program.is_none()
            && plugin.is_none()
            && files.is_empty()
    }
}

/// A client certificate in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientCertificate {
    /// What it says; none, if it cannot be read.
    pub facts: Option<Box<CertificateFacts>>,
    /// Whether there is a private key beside it, in the document or in a file.
    pub has_key: bool,
    /// Whether the private key in the document is its own.
    pub key_belongs: Proof,
}

/// A program that kubectl would run, with its arguments. They may hold a secret, so `Debug` shows
/// none of them.
#[derive(Clone, PartialEq, Eq)]
pub struct Program {
    /// The program.
    pub command: String,
    /// Its arguments, in order.
    pub arguments: Vec<String>,
    /// The names of the variables that are set for it.
    pub variables: Vec<String>,
}

/// More arguments than any such program has, and longer ones.
const MOST_ARGUMENTS: usize = 64;
const LONGEST_ARGUMENT: usize = 400;

impl Program {
    /// The command line, as a shell would take it, on one line.
    #[must_use]
    pub fn command_line(&self) -> String {
        let words = std::iter::once(&self.command).chain(&self.arguments).map(String::as_str);
        shlex::try_join(words).unwrap_or_else(|_nul| self.command.clone())
    }

    fn read(tree: &Tree<'_>, exec: NodeId) -> Self {
        let list = |key| tree.get(exec, key).map_or(&[][..], |list| tree.items(list));
        let arguments = list("args").iter().take(MOST_ARGUMENTS);
        let variables = list("env").iter().take(MOST_ARGUMENTS);
        Self {
            command: harmless(tree.text_of(exec, "command").unwrap_or_default(), LONGEST_ARGUMENT),
            arguments: arguments
                .filter_map(|argument| tree.scalar(*argument))
                .map(|argument| harmless(argument, LONGEST_ARGUMENT))
                .collect(),
            variables: variables
                .filter_map(|variable| tree.text_of(*variable, "name"))
                .map(printable)
                .collect(),
        }
    }
}

impl fmt::Debug for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { command, arguments, variables } = self;
        let counts = format!("{} arguments, {} variables", arguments.len(), variables.len());
        f.debug_tuple("Program").field(command).field(&counts).finish()
    }
}

/// Reads a user entry, and the certificates that it has.
pub(super) fn read(
    tree: &Tree<'_>,
    name: &str,
    body: Option<NodeId>,
    budget: &mut Budget,
) -> (UserFacts, Option<Chain>) {
    let text = |key| tree.text_of(body?, key).filter(|text| !text.is_empty());
    let chain = text("client-certificate-data").map(Chain::read);
    let certificate = chain.as_ref().map(|chain| ClientCertificate {
        facts: chain.as_ref().and_then(Chain::facts).map(Box::new),
        has_key: text("client-key-data").or_else(|| text("client-key")).is_some(),
        key_belongs: match (chain, text("client-key-data")) {
            (Some(chain), Some(key)) => key::belongs(key, chain, budget),
            (Some(_) | None, _) => Proof::Unknown,
        },
    });
    let of = |key| tree.get(body?, key).filter(|node| !tree.is_null(*node));
    let facts = UserFacts {
        name: printable(name),
        certificate,
        token: text("token").map(TokenFacts::of),
        username: text("username").map(printable),
        program: of("exec").map(|exec| Program::read(tree, exec)),
        plugin: of("auth-provider").map(|plugin| read_plugin(tree, plugin)),
        files: ["client-certificate", "client-key", "tokenFile"]
            .into_iter()
            .filter_map(text)
            .map(printable)
            .collect(),
    };
    (facts, chain.flatten())
}

/// The plugins of old are part of kubectl, but `gcp`'s runs the command in its settings.
fn read_plugin(tree: &Tree<'_>, plugin: NodeId) -> (String, Option<Program>) {
    let name = printable(tree.text_of(plugin, "name").unwrap_or_default());
    let setting = |key| tree.text_of(tree.get(plugin, "config")?, key);
    let program = setting("cmd-path").map(|command| Program {
        command: harmless(command, LONGEST_ARGUMENT),
        arguments: setting("cmd-args")
            .map(|line| line.split_whitespace().take(MOST_ARGUMENTS))
            .into_iter()
            .flatten()
            .map(|argument| harmless(argument, LONGEST_ARGUMENT))
            .collect(),
        variables: Vec::new(),
    });
    (name, program)
}
