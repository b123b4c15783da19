//! What failed underneath, in Chinese. In English the errors say it themselves; what libraries
//! and systems say stays as it came, but for what is said most.

use std::io::ErrorKind;

use crate::core::acs::{ReplyError, TransportError};
use crate::core::printable::printable;

pub(super) fn unanswered(error: &TransportError) -> String {
    match error {
        TransportError::Setup(_) => "HTTPS 客户端无法启动".to_owned(),
        TransportError::Name { host, .. } => format!("域名 {host} 无法解析"),
        TransportError::Connect { host, .. } => format!("无法连接 {host}"),
        TransportError::Tls { host, .. } => format!("无法与 {host} 建立安全连接"),
        TransportError::Broken(_) => "响应完成之前连接中断".to_owned(),
        TransportError::Timeout { seconds } => format!("{seconds} 秒内没有收到完整的响应"),
        TransportError::TooLarge { limit } => format!("响应超过 {limit} 字节"),
        TransportError::HeadersTooLarge { limit } => format!("响应头超过 {limit} 字节"),
        TransportError::NotSecure { host } => format!("对 {host} 的请求将没有加密"),
        TransportError::Redirect { .. } => "响应要求跳转到其他地址，没有跟随".to_owned(),
    }
}

pub(super) fn unread(error: &ReplyError) -> String {
    match error {
        ReplyError::Service(error) => {
            format!("服务端返回 {}（HTTP {}）", printable(&error.code), error.status)
        }
        ReplyError::WebPage { status, .. } => {
            format!("收到的是网页，不是服务端的响应（HTTP {status}）")
        }
        ReplyError::Status { status, .. } => format!("服务端失败，没有说明原因（HTTP {status}）"),
        ReplyError::NotText => "响应不是有效的文本".to_owned(),
        ReplyError::Unreadable(format) => format!("响应无法按 {format} 解析"),
        ReplyError::DocumentType => "响应声明了文档类型（DTD），这种内容一律不处理".to_owned(),
        ReplyError::Lacks(what) => format!("响应中没有 {what}"),
        ReplyError::Invalid(what) => format!("响应中的 {what} 无效"),
        ReplyError::NoKubeconfig => "响应中没有 kubeconfig".to_owned(),
    }
}

/// Why the system refused.
pub(super) fn refused(kind: ErrorKind) -> String {
    match kind {
        ErrorKind::NotFound => "文件不存在".to_owned(),
        ErrorKind::PermissionDenied => "权限不足".to_owned(),
        ErrorKind::IsADirectory => "是文件夹，不是文件".to_owned(),
        ErrorKind::TimedOut => "超时".to_owned(),
        other => other.to_string(),
    }
}
