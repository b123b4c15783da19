//! What a failure comes down to: the few things that a person can do something about.

use super::{FetchError, ReplyError, ServiceError, TransportError, codes};
use crate::core::profile::SignInError;

/// The kinds of failure, as fine as the advice for them differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// No such AccessKey ID.
    UnknownAccessKey,
    /// The AccessKey is disabled.
    DisabledAccessKey,
    /// The signature is not the one that the service computed.
    SignatureMismatch,
    /// The service wants another signature method or version.
    SignatureRefused,
    /// The request arrived without a part that it must have.
    RequestIncomplete,
    /// The request arrived a second time.
    RequestRepeated,
    /// The STS token has ended.
    TokenExpired,
    /// The STS token is broken or belongs to another key.
    TokenInvalid,
    /// The profile gave no key to ask with.
    NoKey,
    /// This machine's clock is wrong.
    Clock,
    /// A RAM policy is missing.
    NoPermission,
    /// The policy of the temporary key itself does not allow it.
    TokenPolicy,
    /// ACK's own list does not let this identity in, whatever RAM says.
    IdentityRefused,
    /// No RBAC role in the cluster is bound to this identity.
    NoRole,
    /// No cluster with this id for this identity.
    ClusterNotFound,
    /// The cluster is in a state in which it has no kubeconfig.
    ClusterState,
    /// The service could not find out about the cluster.
    ClusterUnclear,
    /// The cluster has no such endpoint.
    NoEndpoint,
    /// What answers is Alibaba Cloud, and not the API that is meant.
    WrongEndpoint,
    /// The endpoint wants HTTPS.
    NeedsHttps,
    /// Too many requests.
    Throttled,
    /// The service has trouble of its own.
    ServerTrouble,
    /// A code that is not known here.
    OtherCode,
    /// The host's name cannot be resolved.
    Name,
    /// There is no connection.
    Connect,
    /// There is no *secure* connection.
    Tls,
    /// The connection broke.
    Broken,
    /// It took too long.
    Timeout,
    /// Something answers that is not the service: a page, a redirect, too much, or nonsense.
    NotTheService,
    /// The HTTPS client cannot start.
    Setup,
}

impl Problem {
    /// Sorts a failure.
    #[must_use]
    pub fn of(error: &FetchError) -> Self {
        match error {
            FetchError::Transport(error) => Self::of_transport(error),
            FetchError::Reply(ReplyError::Service(error)) => Self::of_service(error),
            FetchError::Reply(ReplyError::Status { status: 429, .. }) => Self::Throttled,
            FetchError::Reply(ReplyError::Status { status, .. }) if *status >= 500 => {
                Self::ServerTrouble
            }
            FetchError::Reply(_) => Self::NotTheService,
            FetchError::SignIn(error) => Self::of_sign_in(error),
        }
    }

    /// What was asked for a key tells what it comes down to as well as what is asked with one,
    /// except where the advice is about clusters: a role that may not be assumed is no key.
    fn of_sign_in(error: &SignInError) -> Self {
        match error.asked().map(Self::of) {
            Some(problem) if !problem.is_about_the_api() => problem,
            Some(_) | None => Self::NoKey,
        }
    }

    /// Whether the advice for it is about the API of clusters, and no help with another service.
    fn is_about_the_api(self) -> bool {
        self.is_about_permission()
            || matches!(
                self,
                Self::OtherCode
                    | Self::NotTheService
                    | Self::WrongEndpoint
                    | Self::NeedsHttps
                    | Self::RequestIncomplete
            )
    }

    fn of_transport(error: &TransportError) -> Self {
        match error {
            TransportError::Setup(_) | TransportError::NotSecure { .. } => Self::Setup,
            TransportError::Name { .. } => Self::Name,
            TransportError::Connect { .. } => Self::Connect,
            TransportError::Tls { .. } => Self::Tls,
            TransportError::Broken(_) => Self::Broken,
            TransportError::Timeout { .. } => Self::Timeout,
            TransportError::TooLarge { .. }
            | TransportError::HeadersTooLarge { .. }
            | TransportError::Redirect { .. } => Self::NotTheService,
        }
    }

    /// By its code, and where that is not known by its status: what comes with 403 is about
    /// permissions.
    fn of_service(error: &ServiceError) -> Self {
        match (codes::find(error), error.status) {
            (Some(known), _) => known.problem,
            (None, 403) => Self::NoPermission,
            (None, 429) => Self::Throttled,
            (None, 500..) => Self::ServerTrouble,
            (None, _) => Self::OtherCode,
        }
    }

    /// Whether somebody has to allow it first.
    #[must_use]
    pub fn is_about_permission(self) -> bool {
        matches!(
            self,
            Self::NoPermission | Self::TokenPolicy | Self::IdentityRefused | Self::NoRole
        )
    }

    /// Whether other credentials could help.
    #[must_use]
    pub fn is_about_credentials(self) -> bool {
        matches!(
            self,
            Self::UnknownAccessKey
                | Self::DisabledAccessKey
                | Self::SignatureMismatch
                | Self::TokenExpired
                | Self::TokenInvalid
                | Self::NoKey
        )
    }

    /// Whether it lies between here and the service, or in the service itself.
    #[must_use]
    pub fn is_network_or_server(self) -> bool {
        matches!(
            self,
            Self::Name
                | Self::Connect
                | Self::Tls
                | Self::Broken
                | Self::Timeout
                | Self::RequestRepeated
                | Self::ClusterUnclear
                | Self::Throttled
                | Self::ServerTrouble
                | Self::NotTheService
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Problem;
    use crate::core::acs::{FetchError, ReplyError, ServiceError};

    #[test]
    fn codes_are_sorted() {
        for (status, code, problem) in [
            (404, "InvalidAccessKeyId.NotFound", Problem::UnknownAccessKey),
            (400, "SignatureDoesNotMatch", Problem::SignatureMismatch),
            (400, "InvalidSignatureMethod", Problem::SignatureRefused),
            (400, "InvalidSecurityToken.Malformed", Problem::TokenInvalid),
            (400, "InvalidTimeStamp.Expired", Problem::Clock),
            (400, "Throttling.User", Problem::Throttled),
            (403, "Forbidden.RAM", Problem::NoPermission),
            (403, "StatusForbidden", Problem::NoPermission),
            (400, "Forbidden.RAM", Problem::NoPermission),
            (403, "APISERVER_403", Problem::NoRole),
            (403, "SomethingNew", Problem::NoPermission),
            (400, "MissingDate", Problem::RequestIncomplete),
            (404, "InvalidApi.NotFound", Problem::WrongEndpoint),
            (404, "ErrorClusterNotFound", Problem::ClusterNotFound),
            (503, "ServiceUnavailable", Problem::ServerTrouble),
            (400, "SomethingNew", Problem::OtherCode),
        ] {
            let error = FetchError::Reply(ReplyError::Service(Box::new(ServiceError {
                status,
                code: code.to_owned(),
                message: String::new(),
                request_id: None,
                retry_after_ms: None,
                date: None,
                access_denied: None,
            })));
            assert_eq!(Problem::of(&error), problem, "{code}");
        }
    }
}
