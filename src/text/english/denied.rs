//! RAM's account of why access was denied, in English.

use crate::core::acs::{AccessDenied, ServiceError};
use crate::core::printable::printable;

/// Who was denied: `dev-ops · RAM user · account 1234567890123456`.
pub(super) fn principal(denied: &AccessDenied) -> String {
    let kind = match denied.principal_type.as_str() {
        "SubUser" => "RAM user".to_owned(),
        "AssumedRoleUser" => "RAM role".to_owned(),
        "Account" | "RootUser" => "account itself".to_owned(),
        other => printable(other),
    };
    let account = match denied.account.as_str() {
        "" => String::new(),
        account => format!("account {}", printable(account)),
    };
    let parts = [printable(&denied.principal), kind, account];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Which policies decided, and how.
pub(super) fn policy(denied: &AccessDenied) -> String {
    let policies = match denied.policy_type.as_str() {
        "AccountLevelIdentityBasedPolicy" => "the identity's RAM policies".to_owned(),
        "ResourceGroupLevelIdentityBasedPolicy" => {
            "the identity's RAM policies in the resource group".to_owned()
        }
        "ControlPolicy" => "the resource directory's control policies".to_owned(),
        "SessionPolicy" => "the policies that this session was limited to".to_owned(),
        "AssumeRolePolicy" => "the role's trust policies".to_owned(),
        "" => "the policies".to_owned(),
        other => format!("policies of the kind {}", printable(other)),
    };
    if denied.explicit {
        format!("{policies}: one forbids it")
    } else {
        format!("{policies}: none allows it")
    }
}

/// What is lacking, as the end of a sentence about an identity that may not do this.
pub(super) fn meaning(error: Option<&ServiceError>) -> String {
    let denied = error.and_then(|error| error.access_denied.as_deref());
    let action = error.and_then(ServiceError::denied_action).map(printable);
    let action = action.unwrap_or_else(|| "what was asked for".to_owned());
    match denied {
        Some(denied) if denied.explicit => {
            format!("A policy forbids {action} for this cluster. Nothing was saved or changed.")
        }
        Some(denied) if !denied.can_be_granted() => format!(
            "{action} is not among what {} allow. Nothing was saved or changed.",
            policy(denied).split(':').next().unwrap_or_default()
        ),
        _ => format!(
            "The RAM policies of this identity do not allow {action}, or allow only temporary \
             kubeconfigs. Nothing was saved or changed."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::{meaning, policy, principal};
    use crate::core::acs::{AccessDenied, ServiceError};

    fn denied(policy_type: &str, explicit: bool) -> AccessDenied {
        AccessDenied {
            action: "cs:X".to_owned(),
            principal: "dev\u{202e}".to_owned(),
            principal_type: "Odd\u{7}".to_owned(),
            policy_type: policy_type.to_owned(),
            explicit,
            ..AccessDenied::default()
        }
    }

    fn error(message: &str, denied: Option<AccessDenied>) -> ServiceError {
        ServiceError {
            status: 403,
            code: "StatusForbidden".to_owned(),
            message: message.to_owned(),
            request_id: None,
            retry_after_ms: None,
            date: None,
            access_denied: denied.map(Box::new),
        }
    }

    #[test]
    fn who_decided_and_how_is_told_for_each_kind_of_policy() {
        for (policy_type, explicit, told, means) in [
            (
                "AccountLevelIdentityBasedPolicy",
                true,
                "the identity's RAM policies: one forbids it",
                "A policy forbids cs:X for this cluster.",
            ),
            (
                "ControlPolicy",
                false,
                "the resource directory's control policies: none allows it",
                "cs:X is not among what the resource directory's control policies allow.",
            ),
            (
                "Odd\u{202e}",
                false,
                "policies of the kind Odd\u{25a1}: none allows it",
                "cs:X is not among what policies of the kind Odd\u{25a1} allow.",
            ),
            ("", false, "the policies: none allows it", "do not allow cs:X, or"),
        ] {
            let denied = denied(policy_type, explicit);
            assert_eq!(policy(&denied), told);
            let meaning = meaning(Some(&error("", Some(denied))));
            assert!(meaning.contains(means), "{meaning}");
        }
        for (message, means) in [
            ("RAM policy Forbidden for action cs:Y", "do not allow cs:Y, or"),
            ("no", "do not allow what was asked for, or"),
        ] {
            let meaning = meaning(Some(&error(message, None)));
            assert!(meaning.contains(means), "{meaning}");
        }
    }

    #[test]
    fn who_was_denied_is_told_as_far_as_it_is_known() {
        assert_eq!(principal(&denied("", false)), "dev\u{25a1} · Odd\u{25a1}");
        assert_eq!(principal(&AccessDenied::default()), "");
    }
}
