//! What went over the wire, kept to be looked at. It is masked where it is made, so that nothing
//! secret can be in it: neither the key's secret nor the token nor the signature, and the
//! AccessKey ID only as it is shown elsewhere.

use std::time::Duration;

use jiff::Timestamp;
use secrecy::{ExposeSecret as _, SecretString};

use super::credentials::mask;
use super::difference::{Difference, Place, first_difference};
use super::{ApiEndpoint, Credentials, FetchError, Prepared, RawReply, ReplyError, Scheme};
use crate::core::printable::harmless;

/// The most tries that are kept of one question: one that was refused because there were too many
/// may wait in line for long.
pub const MOST_TRIES: usize = 8;

/// The longest line that is kept, in characters.
const LONGEST_LINE: usize = 2_000;

/// What stands for a header's value that only the two sides concern.
const NOT_KEPT: &str = "••••••••";

/// What was sent to ask one question, and what came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Where the requests went.
    pub endpoint: ApiEndpoint,
    /// The last [`MOST_TRIES`] tries, in their order.
    pub tries: Vec<Try>,
}

/// One request, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Try {
    /// The request.
    pub sent: Sent,
    /// The answer, if a whole one came.
    pub answer: Option<Answered>,
    /// From sending to the end of the answer.
    pub took: Duration,
    /// What was wrong with it: the service's error code, or why no answer came, as the library
    /// below told it.
    pub trouble: Option<String>,
    /// For a refused signature: the first difference between the text that the server signed and
    /// ours. `None` too if there is none, or the server did not tell its text.
    pub difference: Option<Difference>,
}

/// A request as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// When, by this machine's clock.
    pub at: Timestamp,
    /// How it was signed.
    pub scheme: Scheme,
    /// The HTTP method.
    pub method: &'static str,
    /// The whole URL.
    pub url: String,
    /// The headers, in the order in which they were sent.
    pub headers: Vec<(String, String)>,
    /// The request in canonical form, the signature's first step.
    pub canonical: String,
    /// The text that the signature was computed over.
    pub string_to_sign: String,
}

/// An answer as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// `HTTP/1.1 200 OK`.
    pub status_line: String,
    /// The headers, in the order in which they came.
    pub headers: Vec<(String, String)>,
    /// How long the body was, in bytes after decompression.
    pub body_bytes: usize,
    /// The id of the request, if the headers tell it.
    pub request_id: Option<String>,
}

/// A record being made: it knows what to mask.
pub struct Recorder<'a> {
    key: &'a Credentials,
    record: Record,
}

impl Record {
    /// What was sent last.
    #[must_use]
    pub fn last(&self) -> Option<&Try> {
        self.tries.last()
    }

    /// Puts the tries of an earlier record of the same question before its own.
    pub fn put_before(&mut self, earlier: &Self) {
        self.tries.splice(0..0, earlier.tries.iter().cloned());
        self.keep_the_last();
    }

    fn keep_the_last(&mut self) {
        let surplus = self.tries.len().saturating_sub(MOST_TRIES);
        self.tries.drain(..surplus);
    }
}

impl<'a> Recorder<'a> {
    /// Begins a record of what is asked of `endpoint` with the key.
    #[must_use]
    pub fn new(endpoint: &ApiEndpoint, key: &'a Credentials) -> Self {
        Self { key, record: Record { endpoint: endpoint.clone(), tries: Vec::new() } }
    }

    /// Takes note of a try: what was sent, signed how and when, and the answer with the time that
    /// it took. `added` are headers that the HTTP client puts on every request.
    pub fn note(
        &mut self,
        request: &Prepared,
        (scheme, at): (Scheme, Timestamp),
        added: &[(&str, &str)],
        (answer, took): (Option<&RawReply>, Duration),
    ) {
        let Some(sent) = sent(request, scheme, at, added, self.key) else { return };
        let veil = Veil::new(self.key, request);
        let answer = answer.map(|reply| Answered::of(reply, &veil));
        self.record.tries.push(Try { sent, answer, took, trouble: None, difference: None });
        self.record.keep_the_last();
    }

    /// Takes note of what was wrong with the last try.
    pub fn note_trouble(&mut self, error: &FetchError, request: &Prepared) {
        let trouble = match error {
            FetchError::Reply(ReplyError::Service(error)) => error.code.clone(),
            FetchError::Reply(error) => error.to_string(),
            FetchError::Transport(error) => error.chain(),
            FetchError::SignIn(_) => return,
        };
        let veil = Veil::new(self.key, request);
        if let Some(last) = self.record.tries.last_mut() {
            last.trouble = Some(veil.over(&trouble));
            last.difference = difference(last.sent.scheme, error, request)
                .map(|difference| veil.over_difference(difference));
        }
    }

    /// The record so far.
    #[must_use]
    pub fn record(&self) -> &Record {
        &self.record
    }
}

/// The request as it may be kept; `None` if it is not a signed one.
fn sent(
    request: &Prepared,
    scheme: Scheme,
    at: Timestamp,
    added: &[(&str, &str)],
    key: &Credentials,
) -> Option<Sent> {
    let veil = Veil::new(key, request);
    let signing = request.signing.as_ref()?;
    let own = request.http.headers.iter().map(|(name, value)| (*name, value.expose_secret()));
    let headers = own.chain(added.iter().copied());
    Some(Sent {
        at,
        scheme,
        method: request.http.method,
        url: veil.over(request.http.url.expose_secret()),
        headers: headers.map(|(name, value)| (name.to_owned(), veil.over(value))).collect(),
        canonical: veil.over(signing.canonical.expose_secret()),
        string_to_sign: veil.over(signing.string_to_sign.expose_secret()),
    })
}

/// Compares the texts as they are: masked, a token that was changed would look the same.
fn difference(scheme: Scheme, error: &FetchError, request: &Prepared) -> Option<Difference> {
    let FetchError::Reply(ReplyError::Service(error)) = error else { return None };
    let ours = request.signing.as_ref()?.string_to_sign.expose_secret();
    first_difference(scheme, ours, error.server_string_to_sign()?)
}

impl Answered {
    fn of(reply: &RawReply, veil: &Veil<'_>) -> Self {
        let headers = reply.headers.iter().map(|(name, value)| {
            let value = if name == "set-cookie" { NOT_KEPT.to_owned() } else { veil.over(value) };
            (veil.over(name), value)
        });
        Self {
            status_line: veil.over(&reply.status_line),
            headers: headers.collect(),
            body_bytes: reply.body.len(),
            request_id: reply.request_id.as_deref().map(|id| veil.over(id)),
        }
    }
}

/// Covers what must not be kept, wherever it stands, and what must not reach a window.
struct Veil<'a> {
    secrets: Vec<&'a SecretString>,
    key: &'a Credentials,
}

impl<'a> Veil<'a> {
    fn new(key: &'a Credentials, request: &'a Prepared) -> Self {
        let mut secrets = key.secrets();
        secrets.extend(request.signing.as_ref().map(|signing| &signing.signature));
        Self { secrets, key }
    }

    fn over_difference(&self, difference: Difference) -> Difference {
        let hides = difference.has_token();
        let cover = |text: String| if hides { NOT_KEPT.to_owned() } else { self.over(&text) };
        let Difference { place, ours, theirs } = difference;
        let place = match place {
            Place::Header(name) => Place::Header(self.over(&name)),
            place => place,
        };
        Difference { place, ours: ours.map(cover), theirs: theirs.map(cover) }
    }

    fn over(&self, text: &str) -> String {
        let mut text = text.to_owned();
        mask(&self.secrets, &mut text);
        let text = text.replace(self.key.access_key_id(), &self.key.masked_access_key_id());
        text.split('\n').map(|line| harmless(line, LONGEST_LINE)).collect::<Vec<_>>().join("\n")
    }
}

#[cfg(test)]
mod tests;
