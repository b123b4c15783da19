//! What can be done next about a problem, as values: the window has a button for each, the command
//! line tells the flag or the command.

use std::time::Duration;

use jiff::SignedDuration;

use super::{
    AccessDenied, ApiServerEndpoint, GetKubeconfig, Problem, Scheme, TemporaryDuration,
    access_denied,
};

/// Something that can be done next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Run this command, which signs in again.
    Run(Vec<String>),
    /// Use other credentials.
    EditCredentials,
    /// Ask again, for a kubeconfig that lasts only so long.
    Temporary(TemporaryDuration),
    /// Ask again, for the cluster's other address.
    ApiServer(ApiServerEndpoint),
    /// Ask the API endpoint that the profile names, or the usual one, in place of the chosen.
    DefaultApiEndpoint,
    /// Ask again, signed by the other scheme.
    Sign(Scheme),
    /// Ask again, and wait so long.
    Wait(Duration),
    /// Set this computer's clock.
    SetClock,
    /// Have this RAM policy granted, which is JSON.
    GrantPolicy(String),
    /// Look the code up where Alibaba Cloud explains it.
    LookUp,
}

/// A clock that is off by less is nobody's concern.
pub const CLOCK_TOLERANCE: SignedDuration = SignedDuration::from_mins(1);

/// How long a temporary kubeconfig lasts that is got as a next step, in minutes.
const TEMPORARY_MINUTES: u64 = 180;
/// The shortest and the longest wait that is offered.
const WAITS: (Duration, Duration) = (Duration::from_mins(1), Duration::from_mins(10));

/// What decides which steps are left to take.
#[derive(Debug, Clone, Copy, Default)]
pub struct Situation<'a> {
    /// The kubeconfig that was asked for, if one was.
    pub get: Option<&'a GetKubeconfig>,
    /// Whether the request went to an endpoint that was chosen in place of the usual one.
    pub chose_endpoint: bool,
    /// How long it was waited for, if that can be changed.
    pub waited: Option<Duration>,
    /// How the request was signed, if by one of the CS API's schemes.
    pub scheme: Option<Scheme>,
    /// Whether the other scheme is tried without a word where one is refused.
    pub tries_both_schemes: bool,
    /// By how much the service's clock is ahead of this computer's, as far as an answer told.
    pub clock_ahead: Option<SignedDuration>,
    /// Whether the service signed another text than was sent.
    pub changed_on_its_way: bool,
    /// RAM's account of why access was denied.
    pub denied: Option<&'a AccessDenied>,
    /// The RAM action that was denied, as far as it was told.
    pub action: Option<&'a str>,
}

/// The steps that may help against a problem, the likeliest first. To try again is always one,
/// and not among them.
#[must_use]
pub fn steps(problem: Problem, situation: &Situation<'_>) -> Vec<Step> {
    let steps = match problem {
        Problem::SignatureMismatch if situation.changed_on_its_way => {
            [situation.other_scheme(), Some(Step::EditCredentials)]
        }
        Problem::UnknownAccessKey
        | Problem::DisabledAccessKey
        | Problem::SignatureMismatch
        | Problem::TokenExpired
        | Problem::TokenInvalid
        | Problem::TokenPolicy
        | Problem::IdentityRefused
        | Problem::NoKey => [Some(Step::EditCredentials), None],
        Problem::SignatureRefused if situation.tries_both_schemes => {
            [situation.default_endpoint(), None]
        }
        Problem::SignatureRefused => [situation.other_scheme(), situation.default_endpoint()],
        Problem::RequestIncomplete => [situation.other_scheme(), Some(Step::LookUp)],
        // The two schemes send the date in headers of different names.
        Problem::Clock if situation.clock_is_right() => [situation.other_scheme(), None],
        Problem::Clock => [Some(Step::SetClock), None],
        Problem::NoPermission => [situation.temporary(), situation.policy()],
        Problem::NoEndpoint => [situation.other_api_server(), None],
        Problem::Timeout => [situation.longer(), situation.default_endpoint()],
        Problem::OtherCode => [Some(Step::LookUp), None],
        Problem::ServerTrouble => [None, Some(Step::LookUp)],
        Problem::ClusterNotFound
        | Problem::ClusterUnclear
        | Problem::WrongEndpoint
        | Problem::NeedsHttps
        | Problem::Name
        | Problem::Connect
        | Problem::Tls
        | Problem::NotTheService => [situation.default_endpoint(), None],
        Problem::RequestRepeated
        | Problem::NoRole
        | Problem::ClusterState
        | Problem::Throttled
        | Problem::Broken
        | Problem::Setup => [None, None],
    };
    steps.into_iter().flatten().collect()
}

impl Situation<'_> {
    fn clock_is_right(&self) -> bool {
        self.clock_ahead.is_some_and(|ahead| ahead.abs() < CLOCK_TOLERANCE)
    }

    /// Some are allowed temporary kubeconfigs only.
    fn temporary(&self) -> Option<Step> {
        self.get.filter(|get| get.duration.is_none())?;
        TemporaryDuration::from_minutes(TEMPORARY_MINUTES).ok().map(Step::Temporary)
    }

    /// What the administrator has to grant, if one more policy of the identity would do.
    fn policy(&self) -> Option<Step> {
        if self.denied.is_some_and(|denied| !denied.can_be_granted()) {
            return None;
        }
        let action = match (self.action, self.get) {
            (Some(action), _) => action.to_owned(),
            (None, Some(get)) => format!("cs:{}", get.to_request().action),
            (None, None) => return None,
        };
        let cluster_id = self.get.map(|get| &get.cluster_id);
        access_denied::policy(&action, cluster_id).map(Step::GrantPolicy)
    }

    fn other_api_server(&self) -> Option<Step> {
        self.get.map(|get| Step::ApiServer(get.api_server.other()))
    }

    fn default_endpoint(&self) -> Option<Step> {
        self.chose_endpoint.then_some(Step::DefaultApiEndpoint)
    }

    fn other_scheme(&self) -> Option<Step> {
        self.scheme.map(|scheme| Step::Sign(scheme.other()))
    }

    fn longer(&self) -> Option<Step> {
        let waited = self.waited?;
        let (shortest, longest) = WAITS;
        let longer = (waited * 2).clamp(shortest, longest);
        (longer > waited).then_some(Step::Wait(longer))
    }
}

/// How a system's clock is set from the network by a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockCommand {
    /// The system.
    pub system: &'static str,
    /// The command, as it is typed.
    pub command: &'static str,
}

impl ClockCommand {
    /// The command of each system.
    pub const ALL: [Self; 3] = [
        Self { system: "Linux", command: "timedatectl set-ntp true" },
        Self { system: "macOS", command: "sudo sntp -sS time.apple.com" },
        Self { system: "Windows", command: "w32tm /resync" },
    ];

    /// The command of the system that this program is for.
    #[must_use]
    pub fn here() -> Self {
        let [linux, macos, windows] = Self::ALL;
        if cfg!(target_os = "macos") {
            macos
        } else if cfg!(windows) {
            windows
        } else {
            linux
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Situation, Step, steps};
    use crate::core::acs::{
        AccessDenied, ApiServerEndpoint, ClusterId, GetKubeconfig, Problem, Scheme,
        TemporaryDuration,
    };
    use jiff::SignedDuration;
    use std::time::Duration;

    fn get() -> GetKubeconfig {
        let cluster_id = ClusterId::parse("c5b5").unwrap();
        GetKubeconfig { cluster_id, api_server: ApiServerEndpoint::Public, duration: None }
    }

    #[test]
    fn a_step_that_was_taken_is_not_offered_again() {
        let asked = get();
        let hours = TemporaryDuration::from_minutes(180).unwrap();
        let temporary = GetKubeconfig { duration: Some(hours), ..get() };
        let of = |get| steps(Problem::NoPermission, &Situation { get, ..Situation::default() });
        assert_eq!(of(Some(&asked))[0], Step::Temporary(hours));
        assert!(matches!(of(Some(&temporary))[..], [Step::GrantPolicy(_)]));
        assert_eq!(of(None), []);

        let at = |chose_endpoint| {
            steps(Problem::Name, &Situation { chose_endpoint, ..Situation::default() })
        };
        assert_eq!((at(true), at(false)), (vec![Step::DefaultApiEndpoint], vec![]));

        let after = |seconds| {
            let waited = Some(Duration::from_secs(seconds));
            steps(Problem::Timeout, &Situation { waited, ..Situation::default() })
        };
        for (waited, longer) in [(2, 60), (30, 60), (60, 120), (500, 600)] {
            assert_eq!(after(waited), [Step::Wait(Duration::from_secs(longer))]);
        }
        assert_eq!(after(600), []);
    }

    #[test]
    fn a_policy_is_named_only_where_one_more_would_do() {
        let asked = get();
        let denied = |explicit| AccessDenied { explicit, ..AccessDenied::default() };
        let named = |denied: Option<&AccessDenied>| {
            let action = denied.map(|_| "cs:DescribeClusterDetail");
            let situation = Situation { get: Some(&asked), denied, action, ..Situation::default() };
            let policy = steps(Problem::NoPermission, &situation).into_iter().last();
            match policy {
                Some(Step::GrantPolicy(policy)) => policy,
                _ => String::new(),
            }
        };
        assert!(named(Some(&denied(false))).contains("cs:DescribeClusterDetail"));
        assert!(named(None).contains("cs:DescribeClusterUserKubeconfig"));
        assert_eq!(named(Some(&denied(true))), "");
    }

    #[test]
    fn a_clock_that_is_right_is_not_to_be_set() {
        let of = |clock_ahead: Option<i64>| {
            let clock_ahead = clock_ahead.map(SignedDuration::from_secs);
            let scheme = Some(Scheme::Roa);
            steps(Problem::Clock, &Situation { scheme, clock_ahead, ..Situation::default() })
        };
        assert_eq!(of(None), [Step::SetClock]);
        assert_eq!(of(Some(-3600)), [Step::SetClock]);
        assert_eq!(of(Some(1)), [Step::Sign(Scheme::Acs3)]);
    }

    #[test]
    fn a_changed_request_is_not_blamed_on_the_secret_first() {
        let of = |changed_on_its_way| {
            let scheme = Some(Scheme::Roa);
            let situation = Situation { scheme, changed_on_its_way, ..Situation::default() };
            steps(Problem::SignatureMismatch, &situation)
        };
        assert_eq!(of(false), [Step::EditCredentials]);
        assert_eq!(of(true), [Step::Sign(Scheme::Acs3), Step::EditCredentials]);

        let refused = |tries_both_schemes| {
            let scheme = Some(Scheme::Roa);
            let situation = Situation { scheme, tries_both_schemes, ..Situation::default() };
            steps(Problem::SignatureRefused, &situation)
        };
        assert_eq!(refused(false), [Step::Sign(Scheme::Acs3)]);
        assert_eq!(refused(true), []);
    }
}
