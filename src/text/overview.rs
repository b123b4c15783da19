//! The phrases about what a kubeconfig holds.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::time::TimeWords;
use crate::core::kubeconfig::edit::EditError;
use crate::core::kubeconfig::overview::{Address, KeyKind, Proof, Warning};

/// What a kubeconfig holds.
pub struct OverviewWords {
    /// The list of contexts, with their count.
    pub contexts: fn(usize) -> String,
    /// Beside the context in use.
    pub in_use: &'static str,
    /// A context without a name.
    pub no_name: &'static str,
    /// Nothing is told of a document that can be read in several ways.
    pub ambiguous: fn(&EditError) -> String,
    /// The names of the cards and their rows.
    pub who: WhoWords,
    /// The names of the cards and their rows.
    pub place: PlaceWords,
    /// The card with the dates.
    pub validity: ValidityWords,
    /// Card.
    pub worth_knowing: &'static str,
    /// A sentence for each warning; times are told from a place in time.
    pub warning: fn(&Warning, &When<'_>) -> String,
    /// There is no program, no file, and the server is verified.
    pub nothing_runs: &'static str,
}

/// As whom a context signs in.
pub struct WhoWords {
    /// Card.
    pub heading: &'static str,
    /// Row.
    pub user: &'static str,
    /// Row.
    pub identity: &'static str,
    /// Row.
    pub groups: &'static str,
    /// So many groups are not listed.
    pub more_groups: fn(usize) -> String,
    /// Row.
    pub key: &'static str,
    /// What a kind of key is called.
    pub key_kind: fn(&KeyKind) -> String,
    /// In place of that.
    pub no_key: &'static str,
    /// Whether key and certificate belong together.
    pub key_belongs: fn(Proof) -> &'static str,
    /// Row.
    pub issuer: &'static str,
    /// Whether the authority signed it.
    pub signed: fn(Proof) -> &'static str,
    /// Row.
    pub serial: &'static str,
    /// Row.
    pub fingerprint: &'static str,
    /// Row.
    pub chain: &'static str,
    /// How many certificates come after the first.
    pub more_certificates: fn(usize) -> String,
    /// Row.
    pub certificate: &'static str,
    /// In place of a certificate.
    pub unreadable: &'static str,
    /// Row.
    pub token: &'static str,
    /// A token: whose it is, if it says so.
    pub token_of: fn(Option<&str>) -> String,
    /// Row.
    pub program: &'static str,
    /// Row.
    pub variables: &'static str,
    /// Row.
    pub plugin: &'static str,
    /// Row.
    pub password: &'static str,
    /// Row.
    pub files: &'static str,
    /// There is nothing to sign in with.
    pub nothing: &'static str,
}

/// Where a context goes.
pub struct PlaceWords {
    /// Card.
    pub heading: &'static str,
    /// Row.
    pub cluster: &'static str,
    /// Row.
    pub server: &'static str,
    /// Row.
    pub address: &'static str,
    /// What kind of address it is.
    pub address_kind: fn(Address) -> &'static str,
    /// Row.
    pub namespace: &'static str,
    /// Row.
    pub authority: &'static str,
    /// Row.
    pub authority_fingerprint: &'static str,
    /// Row.
    pub authority_until: &'static str,
    /// In place of an authority.
    pub authority_unreadable: &'static str,
    /// In place of an authority.
    pub system_authorities: &'static str,
    /// In place of an authority: a file.
    pub authority_file: fn(&str) -> String,
    /// Row.
    pub server_name: &'static str,
    /// Row.
    pub proxy: &'static str,
}

/// From when until when.
pub struct ValidityWords {
    /// Card.
    pub heading: &'static str,
    /// Chip, for years.
    pub long_lived: &'static str,
    /// Chip.
    pub soon: &'static str,
    /// Chip.
    pub expired: &'static str,
    /// Chip.
    pub not_yet: &'static str,
    /// Under the mark in the bar.
    pub today: &'static str,
    /// What the bar is called: from when until when.
    pub bar: fn(&str, &str) -> String,
    /// Only an end is known.
    pub until: fn(&str) -> String,
    /// No dates are known.
    pub unknown: &'static str,
    /// What long validity means: until which year.
    pub long_meaning: fn(&str) -> String,
    /// Link: for how long.
    pub get_temporary: fn(&str) -> String,
}

/// Now, where, and in which words: what dates are told from.
pub struct When<'a> {
    /// The words.
    pub time: &'a TimeWords,
    /// Now.
    pub now: Timestamp,
    /// The zone that dates are told in.
    pub zone: TimeZone,
}

impl When<'_> {
    /// A date, with the time of day when it is near.
    #[must_use]
    pub fn date(&self, at: Timestamp) -> String {
        self.time.date_or_time(at, self.now, &self.zone)
    }

    /// A date and how far it is away: `23 Nov 2029 · in 2 years 11 months`.
    #[must_use]
    pub fn date_and_distance(&self, at: Timestamp) -> String {
        format!("{} · {}", self.date(at), self.time.countdown(at, self.now))
    }

    /// The year of a date.
    #[must_use]
    pub fn year(&self, at: Timestamp) -> String {
        at.to_zoned_datetime(self.zone.clone()).strftime("%Y").to_string()
    }
}
