//! The same call in the words of others: as a script with curl, a command of the aliyun CLI, and
//! code with the official SDKs. None of them has a key in it: variables of the environment stand
//! in, under the names that all the official tools know.

mod aliyun;
mod curl;
mod go;
mod java;
mod python;
mod typescript;

use super::{ApiEndpoint, GetKubeconfig, Scheme};

/// In whose words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Form {
    /// A script that signs with openssl and sends with curl, for curl cannot sign this itself.
    Curl,
    /// A command of the aliyun CLI.
    #[default]
    AliyunCli,
    /// Code with the SDK for Python.
    Python,
    /// Code with the SDK for Go.
    Go,
    /// Code with the SDK for Java.
    Java,
    /// Code with the SDK for TypeScript.
    TypeScript,
}

/// The call that is put in words.
#[derive(Debug, Clone, Copy)]
pub struct Call<'a> {
    /// What is asked.
    pub get: &'a GetKubeconfig,
    /// Who is asked.
    pub endpoint: &'a ApiEndpoint,
    /// How the script signs. The SDKs and the aliyun CLI sign in the way of their own.
    pub scheme: Scheme,
    /// The cluster's region, if it is known; the aliyun CLI wants one to be named, though the
    /// endpoint alone says where the request goes.
    pub region: Option<&'a str>,
}

impl Form {
    /// Every form, in the order in which they are shown.
    pub const ALL: [Self; 6] =
        [Self::Curl, Self::AliyunCli, Self::Python, Self::Go, Self::Java, Self::TypeScript];

    /// The tool or language, as its makers write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Curl => "curl",
            Self::AliyunCli => "aliyun CLI",
            Self::Python => "Python",
            Self::Go => "Go",
            Self::Java => "Java",
            Self::TypeScript => "TypeScript",
        }
    }

    /// Puts a call in these words.
    #[must_use]
    pub fn write(self, call: &Call<'_>) -> String {
        match self {
            Self::Curl => curl::script(call),
            Self::AliyunCli => aliyun::command(call),
            Self::Python => python::code(call),
            Self::Go => go::code(call),
            Self::Java => java::code(call),
            Self::TypeScript => typescript::code(call),
        }
    }
}

impl Call<'_> {
    fn private(&self) -> bool {
        self.get.api_server == super::ApiServerEndpoint::Private
    }

    fn minutes(&self) -> Option<u16> {
        self.get.duration.map(super::TemporaryDuration::minutes)
    }

    /// The protocol, where it is not the usual one.
    fn plain_http(&self) -> bool {
        self.endpoint.as_str().starts_with("http://")
    }

    /// The endpoint's host as a string of any of the languages.
    fn host_literal(&self) -> String {
        literal(&self.endpoint.host())
    }
}

/// A text as a string that Python, Go, Java and TypeScript read alike. A URL's host has neither
/// backslashes nor control characters, but it may have quotes.
fn literal(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A text as one word of a shell.
fn word(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
