//! RAM's account of why access was denied, in Chinese.

use crate::core::acs::{AccessDenied, ServiceError};
use crate::core::printable::printable;

/// Who was denied: `dev-ops · RAM 用户 · 账号 1234567890123456`.
pub(super) fn principal(denied: &AccessDenied) -> String {
    let kind = match denied.principal_type.as_str() {
        "SubUser" => "RAM 用户".to_owned(),
        "AssumedRoleUser" => "RAM 角色".to_owned(),
        "Account" | "RootUser" => "主账号".to_owned(),
        other => printable(other),
    };
    let account = match denied.account.as_str() {
        "" => String::new(),
        account => format!("账号 {}", printable(account)),
    };
    let parts = [printable(&denied.principal), kind, account];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Which policies decided, and how.
pub(super) fn policy(denied: &AccessDenied) -> String {
    let verdict = if denied.explicit { "其中一条明确拒绝" } else { "没有一条允许" };
    format!("{}：{verdict}", policies(denied))
}

fn policies(denied: &AccessDenied) -> String {
    match denied.policy_type.as_str() {
        "AccountLevelIdentityBasedPolicy" => "该身份的 RAM 权限策略".to_owned(),
        "ResourceGroupLevelIdentityBasedPolicy" => "该身份在资源组内的 RAM 权限策略".to_owned(),
        "ControlPolicy" => "资源目录的管控策略".to_owned(),
        "SessionPolicy" => "此会话的会话策略".to_owned(),
        "AssumeRolePolicy" => "角色的信任策略".to_owned(),
        "" => "权限策略".to_owned(),
        other => format!("{} 类型的策略", printable(other)),
    }
}

/// What is lacking, as a sentence about an identity that may not do this.
pub(super) fn meaning(error: Option<&ServiceError>) -> String {
    let denied = error.and_then(|error| error.access_denied.as_deref());
    let action = error.and_then(ServiceError::denied_action).map(printable);
    let action = action.map_or_else(|| "此操作".to_owned(), |action| format!(" {action}"));
    let why = match denied {
        Some(denied) if denied.explicit => format!("有策略禁止对此集群执行{action}。"),
        Some(denied) if !denied.can_be_granted() => {
            format!("{}不在{}的允许范围内。", action.trim_start(), policies(denied))
        }
        _ => format!("该身份的 RAM 权限策略不允许{action}，或只允许获取临时 kubeconfig。"),
    };
    format!("{why}{}", super::problems::UNTOUCHED)
}
