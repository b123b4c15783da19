//! Whether a kubeconfig works: the ladder from a name to a permission, what each rung says, and
//! what a failure means. Nothing here connects; `io::kubernetes` climbs.

mod rights;
mod trouble;

use ::core::net::{IpAddr, SocketAddr};
use std::time::Duration;

pub use rights::{Extent, Question, Rights, Rule, binding_for, table_of};
pub use trouble::{CheckTrouble, Runs, TlsTrouble};

/// The number of a check, chosen by whoever asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CheckId(pub u64);

/// The rungs, from the lowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rung {
    /// The server's name, or the proxy's, has an address.
    Name,
    /// Something answers there.
    Tcp,
    /// It is the cluster's API server, by its certificate.
    Tls,
    /// It knows who asks.
    Identity,
    /// It lets them do something.
    Permission,
}

/// What a rung found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The host and its addresses.
    Name {
        /// The host, which is the proxy's if one is used.
        host: String,
        /// Whether it is a proxy's.
        is_proxy: bool,
        /// Its addresses; without a lookup if the host is one.
        addresses: Vec<IpAddr>,
    },
    /// The address that answered.
    Tcp(SocketAddr),
    /// The encrypted connection.
    Tls {
        /// The protocol, as `TLS 1.3`.
        protocol: String,
        /// Whether the server was believed without a look at its certificate.
        unverified: bool,
    },
    /// There is no encryption, as the server's URL wants it; or the proxy speaks for itself.
    NoTls,
    /// Who the server says it is talking with.
    Identity {
        /// The user; none if the server is too old to say.
        user: Option<String>,
        /// Their groups.
        groups: Vec<String>,
        /// The server's version.
        version: String,
    },
    /// What the user may do.
    Permission(Rights),
}

/// How a rung went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which rung.
    pub rung: Rung,
    /// How long it took.
    pub took: Duration,
    /// What came of it.
    pub found: Result<Finding, CheckTrouble>,
}

/// A check as far as it has come.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Check {
    /// The rungs that were climbed, and perhaps the one that broke.
    pub steps: Vec<Step>,
    /// Whether it has come to its end.
    pub over: bool,
}

impl Rung {
    /// Every rung, from the lowest.
    pub const ALL: [Self; 5] = [Self::Name, Self::Tcp, Self::Tls, Self::Identity, Self::Permission];
}

impl Check {
    /// Takes a step; the first that fails is the last.
    pub fn take(&mut self, step: Step) {
        let failed = step.found.is_err();
        let top = step.rung == Rung::Permission;
        self.steps.push(step);
        self.over |= failed || top;
    }

    /// How a rung went, once it was climbed.
    #[must_use]
    pub fn step(&self, rung: Rung) -> Option<&Step> {
        self.steps.iter().find(|step| step.rung == rung)
    }

    /// The rung that is being climbed; none at the end.
    #[must_use]
    pub fn climbing(&self) -> Option<Rung> {
        let next = Rung::ALL.into_iter().find(|rung| self.step(*rung).is_none());
        next.filter(|_| !self.over)
    }

    /// Why it does not work.
    #[must_use]
    pub fn trouble(&self) -> Option<&CheckTrouble> {
        self.steps.iter().find_map(|step| step.found.as_ref().err())
    }

    /// Whether everything works.
    #[must_use]
    pub fn works(&self) -> bool {
        self.over && self.trouble().is_none()
    }

    /// How long the server took to answer at all.
    #[must_use]
    pub fn round_trip(&self) -> Option<Duration> {
        self.step(Rung::Tcp).filter(|step| step.found.is_ok()).map(|step| step.took)
    }
}

#[cfg(test)]
mod tests {
    use super::{Check, CheckTrouble, Finding, Rung, Step};
    use std::time::Duration;

    fn step(rung: Rung, found: Result<Finding, CheckTrouble>) -> Step {
        Step { rung, took: Duration::from_millis(7), found }
    }

    #[test]
    fn a_ladder_ends_at_its_top_or_where_it_breaks() {
        let mut check = Check::default();
        assert_eq!(check.climbing(), Some(Rung::Name));
        let address = "192.0.2.1:6443".parse().unwrap();
        let name = Finding::Name { host: "a".to_owned(), is_proxy: false, addresses: Vec::new() };
        check.take(step(Rung::Name, Ok(name)));
        check.take(step(Rung::Tcp, Ok(Finding::Tcp(address))));
        assert_eq!((check.climbing(), check.works()), (Some(Rung::Tls), false));
        assert_eq!(check.round_trip(), Some(Duration::from_millis(7)));
        check.take(step(Rung::Tls, Err(CheckTrouble::BrokeOff)));
        assert_eq!((check.climbing(), check.works()), (None, false));
        assert_eq!(check.trouble(), Some(&CheckTrouble::BrokeOff));
    }
}
