//! The error codes of the service that are known, and what each comes down to.
//!
//! The list is what the documentation, the official SDKs and public reports name; there may be
//! more. A code that is not in it is sorted by its HTTP status, and shown as it came.

use super::{Problem, ServiceError};

/// A code, or a family of codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownCode {
    /// The code. A `*` at its beginning or end stands for anything.
    pub code: &'static str,
    /// The HTTP statuses that it was seen with. None is relied upon.
    pub statuses: &'static [u16],
    /// What the message holds, where one code comes down to different things.
    pub message: Option<&'static str>,
    /// What it comes down to.
    pub problem: Problem,
}

const fn code(code: &'static str, statuses: &'static [u16], problem: Problem) -> KnownCode {
    KnownCode { code, statuses, message: None, problem }
}

/// Every code that is known. The first that fits counts.
pub const CODES: &[KnownCode] = &[
    code("InvalidAccessKeyId.NotFound", &[404, 400], Problem::UnknownAccessKey),
    code("InvalidAccessKeyId", &[404], Problem::UnknownAccessKey),
    code("InvalidAccessKeyId.Inactive", &[400], Problem::DisabledAccessKey),
    code("SignatureDoesNotMatch", &[400], Problem::SignatureMismatch),
    code("InvalidSignature", &[400], Problem::SignatureMismatch),
    code("InvalidSecurityToken.Expired", &[400], Problem::TokenExpired),
    code("InvalidSecurityToken.Malformed", &[400], Problem::TokenInvalid),
    code("InvalidSecurityToken.MismatchWithAccessKey", &[400], Problem::TokenInvalid),
    code("InvalidSecurityToken*", &[400], Problem::TokenInvalid),
    code("MissingSecurityToken*", &[400], Problem::TokenInvalid),
    code("*SignatureMethod*", &[400], Problem::SignatureRefused),
    code("*SignatureVersion*", &[400], Problem::SignatureRefused),
    code("IncompleteSignature", &[400], Problem::RequestIncomplete),
    code("MissingDate", &[400], Problem::RequestIncomplete),
    code("Missing*", &[400], Problem::RequestIncomplete),
    code("SignatureNonceUsed", &[400], Problem::RequestRepeated),
    code("InvalidTimeStamp.Expired", &[400], Problem::Clock),
    code("InvalidTimeStamp.Format", &[400], Problem::Clock),
    code("InvalidTimeStamp*", &[400], Problem::Clock),
    code("InvalidProduct.NotFound", &[404], Problem::WrongEndpoint),
    code("InvalidApi.NotFound", &[404], Problem::WrongEndpoint),
    code("InvalidAction.NotFound", &[404], Problem::WrongEndpoint),
    code("InvalidVersion", &[400], Problem::WrongEndpoint),
    code("InvalidProtocol.NeedSsl", &[404], Problem::NeedsHttps),
    KnownCode {
        code: "StatusForbidden",
        statuses: &[403],
        message: Some("STSToken policy Forbidden"),
        problem: Problem::TokenPolicy,
    },
    code("StatusForbidden", &[403], Problem::NoPermission),
    code("Forbidden.RAM", &[403, 400], Problem::NoPermission),
    code("NoPermission", &[403, 400], Problem::NoPermission),
    code("ErrorRamPolicyConfig", &[403], Problem::NoPermission),
    code("ForbiddenGrantPermissions", &[403], Problem::NoPermission),
    code("ErrorCheckAcl", &[403], Problem::IdentityRefused),
    code("ForbiddenQueryClusterNamespace", &[403], Problem::NoRole),
    code("APISERVER_403", &[403], Problem::NoRole),
    code("ErrorClusterNotFound", &[404], Problem::ClusterNotFound),
    code("ErrorClusterState", &[400], Problem::ClusterState),
    code("*EndpointNotFound*", &[400], Problem::NoEndpoint),
    code("*NoPublicEndpoint*", &[400], Problem::NoEndpoint),
    code("ErrorQueryCluster", &[400, 500], Problem::ClusterUnclear),
    code("ClusterNameAlreadyExist", &[400], Problem::OtherCode),
    code("Throttling", &[429, 400, 503], Problem::Throttled),
    code("Throttling.User", &[429, 400, 503], Problem::Throttled),
    code("Throttling.Api", &[429, 400, 503], Problem::Throttled),
    code("Throttling*", &[429, 400, 503], Problem::Throttled),
    code("ServiceUnavailable", &[503], Problem::ServerTrouble),
    code("InternalError", &[500], Problem::ServerTrouble),
];

/// The entry that fits what the service said.
#[must_use]
pub fn find(error: &ServiceError) -> Option<&'static KnownCode> {
    CODES.iter().find(|known| {
        fits(known.code, &error.code)
            && known.message.is_none_or(|part| error.message.contains(part))
    })
}

fn fits(pattern: &str, code: &str) -> bool {
    let begins_anyhow = pattern.starts_with('*');
    let ends_anyhow = pattern.ends_with('*');
    let fixed = pattern.trim_matches('*');
    match (begins_anyhow, ends_anyhow) {
        (false, false) => code == fixed,
        (false, true) => code.starts_with(fixed),
        (true, false) => code.ends_with(fixed),
        (true, true) => code.contains(fixed),
    }
}

#[cfg(test)]
mod tests {
    use super::{CODES, find};
    use crate::core::acs::{Problem, ServiceError};

    fn error(code: &str, message: &str) -> ServiceError {
        ServiceError {
            status: 400,
            code: code.to_owned(),
            message: message.to_owned(),
            request_id: None,
            retry_after_ms: None,
            date: None,
            access_denied: None,
        }
    }

    #[test]
    fn each_entry_is_found_by_a_code_of_its_own() {
        for known in CODES {
            let code = known.code.replace('*', "X");
            let found = find(&error(&code, known.message.unwrap_or_default()));
            assert_eq!(found, Some(known), "another entry stands in the way of {}", known.code);
        }
        assert_eq!(find(&error("SomethingNew", "")), None);
    }

    #[test]
    fn a_message_tells_one_code_from_itself() {
        let sorted = |message: &str| find(&error("StatusForbidden", message)).unwrap().problem;
        let token = "STSToken policy Forbidden for action cs:DescribeClusterUserKubeconfig";
        assert_eq!(sorted(token), Problem::TokenPolicy);
        let ram = "RAM policy Forbidden for action cs:DescribeClusterUserKubeconfig";
        assert_eq!(sorted(ram), Problem::NoPermission);
    }
}
