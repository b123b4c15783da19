//! What to beware of in a context. Time is an argument: what is a warning today was none yesterday.

use jiff::{SignedDuration, Timestamp};

use super::certificate::Proof;
use super::server::{Address, Authority};
use super::{ClusterFacts, ContextFacts, Overview, Program, UserFacts};

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// The service's own validity is three years; nobody needs a key that long for the work of a day.
const LONG_LIVED: SignedDuration = SignedDuration::from_hours(24 * 366);

/// By how much the service's word on the end may differ from the certificate's.
const TOLERANCE: SignedDuration = SignedDuration::from_mins(1);

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It will not work, or it is dangerous.
    Bad,
    /// Look at it before use.
    Mind,
    /// Good to know.
    Note,
}

/// Something that the user of a context should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// It names a cluster or user entry that is not there.
    Dangling,
    /// The server would not be verified.
    TlsNotVerified,
    /// The server is no `https://` URL.
    NotHttps,
    /// kubectl would run this program.
    RunsProgram(Program),
    /// An authentication plugin of old signs in.
    Plugin(String),
    /// kubectl would read these files.
    ReadsFiles(Vec<String>),
    /// Names or addresses have characters that mislead.
    Misleading,
    /// The client certificate cannot be read.
    CertificateUnreadable,
    /// The authority's certificate cannot be read.
    AuthorityUnreadable,
    /// The credential has ended.
    Expired(Timestamp),
    /// It ends soon.
    ExpiresSoon(Timestamp),
    /// It is not valid yet.
    NotYetValid(Timestamp),
    /// The authority's certificate has ended.
    AuthorityExpired(Timestamp),
    /// There is no private key beside the certificate.
    NoKey,
    /// The private key is that of another certificate.
    KeyOfAnother,
    /// The authority did not sign the client certificate.
    NotSigned,
    /// It may do everything in the cluster (`system:masters`), and no role takes that from it.
    Admin,
    /// It is valid for years.
    LongLived(Timestamp),
    /// The service named another end than the certificate.
    OtherExpiration {
        /// What the service said.
        service: Timestamp,
        /// What the certificate says, which counts.
        certificate: Timestamp,
    },
    /// The address is reached only from inside its network.
    PrivateAddress,
}

impl Warning {
    /// How bad it is.
    #[must_use]
    pub fn level(&self) -> Level {
        match self {
            Self::Dangling
            | Self::TlsNotVerified
            | Self::NotHttps
            | Self::CertificateUnreadable
            | Self::AuthorityUnreadable
            | Self::Expired(_)
            | Self::NotYetValid(_)
            | Self::AuthorityExpired(_)
            | Self::NoKey
            | Self::KeyOfAnother => Level::Bad,
            Self::RunsProgram(_)
            | Self::Plugin(_)
            | Self::ReadsFiles(_)
            | Self::Misleading
            | Self::NotSigned
            | Self::ExpiresSoon(_)
            | Self::Admin
            | Self::LongLived(_) => Level::Mind,
            Self::OtherExpiration { .. } | Self::PrivateAddress => Level::Note,
        }
    }
}

impl Overview {
    /// From when until when a context's credential is valid, as far as the document says: by its
    /// certificate, else by its token.
    #[must_use]
    pub fn validity(&self, context: &ContextFacts) -> (Option<Timestamp>, Option<Timestamp>) {
        if let Some(certificate) = self.certificate(context) {
            return (Some(certificate.not_before), Some(certificate.not_after));
        }
        let token = self.user(context).and_then(|user| user.token.as_ref());
        (None, token.and_then(|token| token.expiry))
    }

    /// What to beware of in a context, the worst first. `expiration` is the end that the service
    /// named beside the document.
    #[must_use]
    pub fn warnings(
        &self,
        context: &ContextFacts,
        now: Timestamp,
        expiration: Option<Timestamp>,
    ) -> Vec<Warning> {
        let (cluster, user) = (self.cluster(context), self.user(context));
        let mut warnings = Vec::new();
        if cluster.is_none() || user.is_none() {
            warnings.push(Warning::Dangling);
        }
        warnings.extend(cluster.into_iter().flat_map(|cluster| of_cluster(cluster, now)));
        warnings.extend(user.into_iter().flat_map(of_user));
        warnings.extend(self.of_time(context, now, expiration));
        for (found, warning) in [
            (context.misleading, Warning::Misleading),
            (context.signed == Proof::Fails, Warning::NotSigned),
        ] {
            warnings.extend(found.then_some(warning));
        }
        let files = user.map(|user| user.files.clone()).filter(|files| !files.is_empty());
        warnings.extend(files.map(Warning::ReadsFiles));
        warnings.sort_by_key(Warning::level);
        warnings
    }

    fn of_time(
        &self,
        context: &ContextFacts,
        now: Timestamp,
        expiration: Option<Timestamp>,
    ) -> impl Iterator<Item = Warning> {
        let (from, until) = self.validity(context);
        let early = from.filter(|from| now < *from).map(Warning::NotYetValid);
        let long = from.zip(until).filter(|(from, until)| until.duration_since(*from) > LONG_LIVED);
        let end = until.and_then(|until| {
            if now >= until {
                Some(Warning::Expired(until))
            } else if until.duration_since(now) < soon(from, until) {
                Some(Warning::ExpiresSoon(until))
            } else {
                long.map(|(_, until)| Warning::LongLived(until))
            }
        });
        let other = expiration.zip(until).filter(|(service, certificate)| {
            service.duration_since(*certificate).abs() > TOLERANCE
        });
        let other =
            other.map(|(service, certificate)| Warning::OtherExpiration { service, certificate });
        early.into_iter().chain(end).chain(other)
    }
}

/// How long before its end a credential ends soon: a tenth of its life, at most thirty days.
fn soon(from: Option<Timestamp>, until: Timestamp) -> SignedDuration {
    let most = DAY * 30;
    from.map_or(DAY, |from| (until.duration_since(from) / 10).min(most))
}

fn of_cluster(cluster: &ClusterFacts, now: Timestamp) -> impl Iterator<Item = Warning> {
    let authority = match &cluster.authority {
        Authority::Unreadable => Some(Warning::AuthorityUnreadable),
        Authority::Certificate(facts) if facts.not_after <= now => {
            Some(Warning::AuthorityExpired(facts.not_after))
        }
        Authority::File(path) => Some(Warning::ReadsFiles(vec![path.clone()])),
        Authority::Certificate(_) | Authority::System => None,
    };
    let is_https = |server: &String| server.trim().to_ascii_lowercase().starts_with("https://");
    let address = (cluster.address == Address::Private).then_some(Warning::PrivateAddress);
    let skips = cluster.skips_verification.then_some(Warning::TlsNotVerified);
    let https = !cluster.server.as_ref().is_some_and(is_https);
    skips.into_iter().chain(https.then_some(Warning::NotHttps)).chain(authority).chain(address)
}

fn of_user(user: &UserFacts) -> impl Iterator<Item = Warning> {
    let certificate = user.certificate.as_ref();
    let facts = certificate.and_then(|certificate| certificate.facts.as_ref());
    let unreadable = certificate.is_some_and(|certificate| certificate.facts.is_none());
    let no_key = certificate.is_some_and(|certificate| !certificate.has_key);
    let other_key = certificate.is_some_and(|certificate| certificate.key_belongs == Proof::Fails);
    let is_admin = facts.is_some_and(|facts| facts.is_admin);
    let plugin = user.plugin.as_ref();
    let programs = [user.program.as_ref(), plugin.and_then(|(_, program)| program.as_ref())];
    let plain = plugin.filter(|(_, program)| program.is_none());
    [
        (unreadable, Warning::CertificateUnreadable),
        (no_key, Warning::NoKey),
        (other_key, Warning::KeyOfAnother),
        (is_admin, Warning::Admin),
    ]
    .into_iter()
    .filter_map(|(found, warning)| found.then_some(warning))
    .chain(programs.into_iter().flatten().map(|program| Warning::RunsProgram(program.clone())))
    .chain(plain.map(|(name, _)| Warning::Plugin(name.clone())))
}
