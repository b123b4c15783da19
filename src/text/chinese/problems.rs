//! What each problem is called, means, and asks for, in Chinese.

use super::{clock_off, denied, time};
use crate::core::acs::Problem;
use crate::core::acs::difference::{Difference, Place};
use crate::core::acs::step::CLOCK_TOLERANCE;
use crate::core::printable::printable;
use crate::text::explain::{Notice, Told};

/// What every failure of a question has in common.
pub(super) const UNTOUCHED: &str = "没有保存或更改任何内容。";

pub(super) fn notice(told: &Told<'_>) -> Notice {
    if told.problem.is_about_credentials() {
        return about_credentials(told);
    }
    if told.problem.is_about_permission() {
        return about_permission(told);
    }
    if told.problem.is_network_or_server() {
        return about_the_way(told);
    }
    about_the_request(told)
}

/// A notice that ends its meaning with what all have in common.
fn untouched(title: impl Into<String>, meaning: &str, next: &str) -> Notice {
    Notice::new(title, format!("{meaning}{UNTOUCHED}"), next)
}

fn about_credentials(told: &Told<'_>) -> Notice {
    match told.problem {
        Problem::UnknownAccessKey => untouched(
            "AccessKey ID 不存在",
            "阿里云没有这个 AccessKey ID：输入有误、已被删除，或属于另一个站点（中国站 aliyun.com 和\
             国际站 alibabacloud.com 的账号互不相通）。",
            "请检查 AccessKey ID，或在 RAM 控制台创建新的密钥。",
        ),
        Problem::DisabledAccessKey => untouched(
            "此 AccessKey 已禁用",
            "密钥存在，但已被停用。",
            "请在 RAM 控制台启用它，或使用其他密钥。",
        ),
        Problem::TokenExpired => untouched(
            "STS Token 已到期",
            "临时密钥只在几分钟到几小时内有效，这一个已经到期。",
            "请重新获取临时密钥，并将三个部分一起填入。",
        ),
        Problem::TokenInvalid => untouched(
            "STS Token 不匹配",
            "Token 不完整，或属于另一个 AccessKey。",
            "请完整填入同一次返回的 AccessKey ID、Secret 和 Token。",
        ),
        _ if told.failure.same_string_to_sign == Some(false) => changed_on_its_way(told),
        _ => untouched(
            "AccessKey Secret 与此 AccessKey ID 不匹配",
            "阿里云对同一请求算出了不同的签名，因此 Secret 输入有误，或属于另一个密钥。",
            "请重新输入 Secret。",
        ),
    }
}

fn changed_on_its_way(told: &Told<'_>) -> Notice {
    let what = match told.failure.difference() {
        Some(difference) => differs(difference),
        None => "阿里云签名的文本与本程序的不同".to_owned(),
    };
    untouched(
        "请求在传输途中被改动",
        &format!("{what}。Secret 可能没有问题，多半是代理改动了请求。"),
        "请绕过代理，或换用另一种签名方式。",
    )
}

/// The first thing that was changed on the way.
pub(super) fn differs(difference: &Difference) -> String {
    let place = match &difference.place {
        Place::Method => "请求方法".to_owned(),
        Place::Header(name) => format!("请求头 {} ", printable(name)),
        Place::Resource => "请求地址".to_owned(),
        Place::CanonicalRequest => return "请求中的某些内容被改动".to_owned(),
    };
    let quoted = |text: &String| match text.as_str() {
        "" => "空值".to_owned(),
        text => format!("“{}”", printable(text)),
    };
    match (&difference.ours, &difference.theirs) {
        (Some(ours), Some(theirs)) => {
            format!("{place}发出时为{}，到达时为{}", quoted(ours), quoted(theirs))
        }
        (Some(ours), None) => format!("{place}发出时为{}，没有到达", quoted(ours)),
        (None, theirs) => {
            let theirs = theirs.as_ref().map(quoted).unwrap_or_default();
            format!("{place}是途中添加的，值为{theirs}")
        }
    }
}

fn about_the_request(told: &Told<'_>) -> Notice {
    match told.problem {
        Problem::SignatureRefused => untouched(
            "服务端不接受这种签名方式",
            "本程序的两种签名方式中，服务端只接受另一种，或两种都不接受。",
            "请将签名方式设为自动；如果已是自动，接入点可能属于其他服务。",
        ),
        Problem::RequestIncomplete => untouched(
            "请求到达时不完整",
            "阿里云没有收到其中的一部分。本程序会发出全部内容，因此多半是途中的代理去掉了某个请求头。",
            "请绕过代理，或换用另一种签名方式。如果仍然失败，就是本程序的错误：请反馈详情。",
        ),
        Problem::Clock => about_the_clock(told),
        Problem::WrongEndpoint => untouched(
            format!("{} 上没有这个 API", host(told)),
            "应答的是阿里云，但不是 ACK，或不是这个版本：接入点属于其他服务。",
            "请使用默认接入点，或更正已设置的接入点。",
        ),
        Problem::NeedsHttps => untouched(
            format!("{} 只接受 HTTPS", host(told)),
            "请求到达时没有加密：接入点以 http:// 开头，或途中有设备解密了流量。",
            "请使用默认接入点，或以 https:// 填写。",
        ),
        Problem::ClusterNotFound => untouched(
            "此账号中没有这个集群",
            "集群 ID 有误、集群已删除，或属于其他账号。",
            "请在 ACK 控制台的集群页面复制集群 ID。",
        ),
        Problem::ClusterState => untouched(
            "此集群在当前状态下没有 kubeconfig",
            "正在创建、正在删除或已失败的集群没有可连接的 API Server。",
            "请在 ACK 控制台查看集群，待其正常运行后重试。",
        ),
        Problem::NoEndpoint => untouched(
            "此集群没有这种端点",
            "它的 API Server 没有所要的地址（公网或内网）。",
            "请选择另一种端点；内网地址只能在 VPC 内访问。",
        ),
        Problem::Setup => Notice::new(
            "无法在本机建立安全连接",
            "无法读取系统的根证书。没有发出任何请求。",
            "请安装 ca-certificates 软件包，或查看下面的原因。",
        ),
        _ => {
            let code = told.service.map(|error| printable(&error.code)).unwrap_or_default();
            untouched(
                format!("阿里云拒绝了请求：{code}"),
                "下面是服务端自己的错误信息。",
                "请在错误中心查询错误码，或向技术支持提供请求 ID。",
            )
        }
    }
}

/// Who was asked.
fn host<'a>(told: &'a Told<'_>) -> &'a str {
    told.failure.exchange.as_ref().map_or("服务端", |exchange| &exchange.host)
}

fn about_the_clock(told: &Told<'_>) -> Notice {
    let ahead = told.failure.exchange.as_ref().and_then(|exchange| exchange.clock_ahead);
    if ahead.is_some_and(|ahead| ahead.abs() < CLOCK_TOLERANCE) {
        return untouched(
            "请求的时间被拒绝",
            "阿里云拒绝时间偏差超过 15 分钟的请求，而本机时钟准确：途中多半有设备改动了时间。",
            "请绕过代理，或换用另一种签名方式。",
        );
    }
    let off = ahead.map_or_else(String::new, |ahead| {
        let off = clock_off(&time::TIME.roughly(ahead), ahead.is_positive());
        format!("，而{off}")
    });
    untouched(
        "本机时钟不准",
        &format!("阿里云拒绝时间偏差超过 15 分钟的请求{off}；改用服务端时间也没有解决。"),
        "请校准时钟，或让系统自动从网络同步时间。",
    )
}

fn about_permission(told: &Told<'_>) -> Notice {
    match told.problem {
        Problem::TokenPolicy => untouched(
            "临时密钥没有执行此操作的权限",
            "STS Token 自带的策略，或其角色的策略，不允许此操作。",
            "请重新获取策略允许此操作的临时密钥，或使用其他凭据。",
        ),
        Problem::IdentityRefused => untouched(
            "ACK 不允许该身份执行此操作",
            "与 RAM 权限策略无关，是 ACK 自己的访问控制拒绝了它。",
            "请集群的所有者在 ACK 控制台的“授权管理”中为该身份授权，或使用其他凭据。",
        ),
        Problem::NoRole => untouched(
            "该身份在此集群中没有角色",
            "RAM 已允许访问，但集群内没有 RBAC 角色绑定到该身份。",
            "请集群管理员在 ACK 控制台的“授权管理”中授予角色；RAM 权限策略解决不了这个问题。",
        ),
        _ => Notice::new(
            "已登录，但没有执行此操作的权限",
            denied::meaning(told.service),
            "如果只允许临时 kubeconfig，请选择几小时的有效期；如果仍然失败，请向管理员申请权限。",
        ),
    }
}

fn about_the_way(told: &Told<'_>) -> Notice {
    let host = host(told);
    match told.problem {
        Problem::Name => untouched(
            format!("无法解析域名 {host}"),
            "本机未联网、DNS 没有响应，或接入点填写有误。",
            "请检查网络连接和接入点。",
        ),
        Problem::Connect => untouched(
            format!("无法连接 {host}"),
            "连接被拒绝或丢失：可能是防火墙、代理，或端口有误。",
            "请检查网络、VPN 和代理，然后重试。",
        ),
        Problem::Tls => Notice::new(
            format!("无法与 {host} 建立安全连接"),
            "本机不信任对端的证书，或对端没有证书：可能是会解密流量的代理、网络认证页面，或时钟有误。没有发出任何请求。",
            "如果网络需要认证，请先登录；或将公司的根证书添加到系统。",
        ),
        Problem::Broken => untouched(
            "连接中断",
            "响应多次在中途断开。",
            "请重试；如果仍然失败，请检查代理或 VPN。",
        ),
        Problem::Timeout => untouched(
            format!("{host} 未及时响应"),
            "连接已建立或已尝试，但没有收到完整的响应。",
            "请重试；网络较慢时，请等待更长时间。",
        ),
        Problem::RequestRepeated => untouched(
            "请求重复到达",
            "每个请求带有一个只能使用一次的编号，而阿里云每次都已收到过它：多半是代理重复发送了请求。",
            "请重试；如果仍然失败，请绕过代理。",
        ),
        Problem::ClusterUnclear => untouched(
            "ACK 未能查询此集群",
            "服务端没有查到它的信息：集群是新建的、正在变更，或不属于接入点的地域。",
            "请等待一分钟后重试；如果仍然失败，请检查集群 ID 和接入点。",
        ),
        Problem::Throttled => untouched(
            "当前请求过多",
            "阿里云限制账号的请求频率，多次尝试后仍被限流。",
            "请等待一分钟后重试。",
        ),
        Problem::ServerTrouble => untouched(
            "阿里云服务端故障",
            "服务端出错，多次尝试后仍未恢复。",
            "请稍后重试；技术支持可以通过请求 ID 查询。",
        ),
        _ => untouched(
            "应答的不是阿里云",
            "收到的不是服务端的响应：可能是网络认证页面、代理，或接入点有误。没有跟随跳转，也没有执行任何内容。",
            "如果网络需要认证，请先登录；并检查接入点和代理。",
        ),
    }
}
