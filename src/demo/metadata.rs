//! The metadata service of an ECS instance that has the role of the demo account: in the newer
//! protocol, where a session token comes first, and in the older.

use std::collections::HashMap;
use std::sync::Mutex;

use jiff::{SignedDuration, Timestamp};

use super::account::{Holder, ROLE_NAME};
use super::arrived::Arrived;
use super::clock;
use super::error::ApiError;
use super::givers::given;
use super::keyring::Keyring;
use super::memory::lock;
use super::roles;
use crate::core::acs::sign::hash;

/// The session of the keys that the metadata service gives.
const SESSION: &str = "i-bp1demodemodemo0001";
/// The longest life of a session token, in seconds.
const LONGEST_TOKEN: u32 = 21_600;

/// Which protocols the metadata service speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MetadataProtocol {
    /// Both.
    #[default]
    Both,
    /// Only the newer: without a session token nothing is told.
    TokensOnly,
    /// Only the older, which knows no session tokens.
    NoTokens,
}

/// The metadata service.
pub(super) struct Metadata {
    protocol: MetadataProtocol,
    /// The session tokens, and until when they are good.
    tokens: Mutex<HashMap<String, Timestamp>>,
}

/// What it tells.
pub(super) enum Told {
    Text(String),
    Json(serde_json::Value),
}

impl Metadata {
    pub(super) fn new(protocol: MetadataProtocol) -> Self {
        Self { protocol, tokens: Mutex::default() }
    }

    /// Whether a request may ask, be it with a session token or without.
    pub(super) fn admit(&self, arrived: &Arrived, now: Timestamp) -> Result<(), ApiError> {
        let asks_for_token = arrived.path == "/latest/api/token";
        let good = match arrived.header("x-aliyun-ecs-metadata-token") {
            Some(token) => lock(&self.tokens).get(token).is_some_and(|end| now < *end),
            None => asks_for_token || self.protocol != MetadataProtocol::TokensOnly,
        };
        if good { Ok(()) } else { Err(refusal(403)) }
    }

    pub(super) fn answer(
        &self,
        arrived: &Arrived,
        keys: &Keyring,
        now: Timestamp,
    ) -> Result<Told, ApiError> {
        match (arrived.method.as_str(), arrived.segments().as_slice()) {
            (_, ["latest", "api", "token"]) if self.protocol == MetadataProtocol::NoTokens => {
                Err(refusal(404))
            }
            ("PUT", ["latest", "api", "token"]) => self.token(arrived, now).map(Told::Text),
            ("GET", ["latest", "meta-data", "ram", "security-credentials", rest @ ..]) => {
                match rest {
                    [] | [""] => Ok(Told::Text(ROLE_NAME.to_owned())),
                    [ROLE_NAME] => key(keys, now).map(Told::Json),
                    _ => Err(refusal(404)),
                }
            }
            ("GET", _) => Err(refusal(404)),
            _ => Err(refusal(405)),
        }
    }

    fn token(&self, arrived: &Arrived, now: Timestamp) -> Result<String, ApiError> {
        let ttl = arrived.header("x-aliyun-ecs-metadata-token-ttl-seconds");
        let ttl: Option<u32> = ttl.and_then(|text| text.parse().ok());
        let ttl =
            ttl.filter(|ttl| (1..=LONGEST_TOKEN).contains(ttl)).ok_or_else(|| refusal(400))?;
        let token = hash::hex(&clock::random::<24>());
        let end = now.checked_add(SignedDuration::from_secs(ttl.into())).unwrap_or(Timestamp::MAX);
        let mut tokens = lock(&self.tokens);
        tokens.retain(|_, end| now < *end);
        tokens.insert(token.clone(), end);
        Ok(token)
    }
}

fn key(keys: &Keyring, now: Timestamp) -> Result<serde_json::Value, ApiError> {
    let holder = Holder::Role { role: &roles::OPERATOR, session: SESSION.to_owned() };
    let mut key = given(&keys.issue(holder, None, now)?);
    key["LastUpdated"] = clock::rfc3339(now).into();
    Ok(key)
}

/// A refusal, which the service tells by the status and a page of its web server alone.
fn refusal(status: u16) -> ApiError {
    ApiError::gateway(status, "", "")
}
