//! RAM's account of why access was denied, in English.

use crate::core::acs::AccessDenied;
use crate::core::kubeconfig::summary::printable;

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
pub(super) fn meaning(denied: Option<&AccessDenied>) -> String {
    let action = match denied.map(|denied| denied.action.as_str()) {
        None | Some("") => "cs:DescribeClusterUserKubeconfig".to_owned(),
        Some(action) => printable(action),
    };
    match denied {
        Some(denied) if denied.explicit => {
            format!("A policy forbids {action} for this cluster. Nothing was saved or changed.")
        }
        Some(denied) if !denied.can_be_granted() => format!(
            "{action} is not among what {} allow. Nothing was saved or changed.",
            policy(denied).split(':').next().unwrap_or_default()
        ),
        _ => format!(
            "The RAM policy of this identity lacks {action} for this cluster, or allows only \
             temporary kubeconfigs. Nothing was saved or changed."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::{meaning, policy, principal};
    use crate::core::acs::AccessDenied;

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
            ("", false, "the policies: none allows it", "lacks cs:X for this cluster"),
        ] {
            let denied = denied(policy_type, explicit);
            assert_eq!(policy(&denied), told);
            let meaning = meaning(Some(&denied));
            assert!(meaning.contains(means), "{meaning}");
        }
        assert!(meaning(None).contains("lacks cs:DescribeClusterUserKubeconfig"));
    }

    #[test]
    fn who_was_denied_is_told_as_far_as_it_is_known() {
        assert_eq!(principal(&denied("", false)), "dev\u{25a1} · Odd\u{25a1}");
        assert_eq!(principal(&AccessDenied::default()), "");
    }
}
