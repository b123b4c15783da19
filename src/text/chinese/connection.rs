//! Whether a kubeconfig works, in Chinese.

use crate::core::connection::{CheckTrouble, Extent, Finding, Rights, Rung, Runs, TlsTrouble};
use crate::core::printable::{printable, printable_long};
use crate::text::Notice;
use crate::text::connection::ConnectionWords;

pub(super) const CONNECTION: ConnectionWords = ConnectionWords {
    rung: |rung| match rung {
        Rung::Name => "域名解析",
        Rung::Tcp => "TCP",
        Rung::Tls => "TLS",
        Rung::Identity => "身份",
        Rung::Permission => "权限",
    },
    finding,
    trouble,
    holds: "通过",
    fails: "失败",
    not_reached: "未执行",
    climbing: "…",
    intro: "逐步检查到集群的连接：域名解析、TCP、TLS、身份、权限。不会改动集群中的任何内容。",
    test: "测试连接",
    test_again: "重新测试",
    check_all: "检查全部连接",
    works: "一切正常",
    broken: "无法连接",
    not_run: "需运行程序",
    checking: "检查中…",
    may_i: "我的权限",
    in_cluster: "集群级",
    cluster_question: |question| format!("{} {}", question.verb, question.resource),
    yes: "允许",
    no: "不允许",
    copy_binding: "复制角色绑定",
    copy_message: "复制给管理员的消息",
    message: |user, server| {
        format!(
            "你好，我可以用 {user} 登录集群 {server}，但没有绑定任何 RBAC 角色。请为我授权：在 \
             ACK 控制台的“授权管理”中操作（RAM 操作 cs:GrantPermissions），或应用下面的角色绑定。"
        )
    },
    run_program: "运行并测试",
    send_file: "发送并测试",
    allow_exec: "加上 --allow-exec 即可允许运行。",
    none_in_use: "没有当前上下文：请指定一个，或加上 --all",
};

fn finding(finding: &Finding) -> String {
    match finding {
        Finding::Name { host, is_proxy, addresses } => {
            let host = printable(host);
            let by = if *is_proxy { "（代理）" } else { "" };
            let addresses: Vec<String> = addresses.iter().map(ToString::to_string).collect();
            match addresses.as_slice() {
                [one] if *one == host => format!("{host}{by} 本身就是 IP 地址，无需解析"),
                several => format!("{host}{by} 解析为 {}", several.join("、")),
            }
        }
        Finding::Tcp(address) => format!("{address} 有响应"),
        Finding::Tls { protocol, unverified: false } => {
            format!("{protocol}，证书属于该服务器，由集群 CA 签发")
        }
        Finding::Tls { protocol, unverified: true } => {
            format!("{protocol}，未校验：已开启 insecure-skip-tls-verify")
        }
        Finding::NoTls => "未检查：没有 TLS，或由代理负责".to_owned(),
        Finding::Identity { user, version, .. } => {
            let version = printable(version);
            match user {
                Some(user) => format!("认证身份 {} · Kubernetes {version}", printable(user)),
                None => format!("认证通过 · Kubernetes {version}"),
            }
        }
        Finding::Permission(rights) => permission(rights),
    }
}

fn permission(rights: &Rights) -> String {
    match rights.extent() {
        Extent::Cluster => "可以管理整个集群".to_owned(),
        Extent::Pods(namespaces) => {
            let namespaces: Vec<String> = namespaces.into_iter().map(printable).collect();
            format!("可以列出这些命名空间的 Pod：{}", namespaces.join("、"))
        }
        Extent::Other => "已绑定角色，但不能列出 Pod".to_owned(),
    }
}

fn trouble(trouble: &CheckTrouble) -> Notice {
    match trouble {
        CheckTrouble::Document(why) => Notice::new(
            format!("kubeconfig 无法使用：{}", printable(why)),
            "",
            "请重新获取，或修复文件。",
        ),
        CheckTrouble::WouldRun(runs) => would_run(runs),
        CheckTrouble::WouldSend(file) => would_send(file),
        CheckTrouble::WouldRead(file) => would_read(file),
        CheckTrouble::TwoWays => Notice::new(
            "登录方式同时指定了程序和文件",
            "不同的工具会选用不同的方式。目前没有运行程序，也没有读取文件。",
            "请在 kubeconfig 中只保留其中一种。",
        ),
        CheckTrouble::Program(why) => Notice::new(
            format!("提供凭据的程序运行失败：{}", printable(why)),
            "kubectl 也会同样失败。",
            "请在终端中运行该程序，查看它的输出。",
        ),
        CheckTrouble::Proxy(scheme) => Notice::new(
            format!("不支持 {} 类型的代理", printable(scheme)),
            "",
            "请在 proxy-url 或 HTTPS_PROXY 中使用 http 或 socks5 代理。",
        ),
        CheckTrouble::ProxyRefused(line) => Notice::new(
            format!("代理拒绝了请求：{}", printable(line)),
            "代理不允许连接到该集群。",
            "请联系代理的管理员，或绕过代理：用 NO_PROXY 指定不走代理的地址。",
        ),
        CheckTrouble::Unauthorized { ended: true } => Notice::new(
            "凭据已到期",
            "集群不再接受此凭据（401）。",
            "请为该上下文续期，新凭据会原地更新。",
        ),
        CheckTrouble::Unauthorized { ended: false } => Notice::new(
            "集群不接受此凭据（401）",
            "凭据已被吊销，或属于其他集群。",
            "请为该上下文续期；如果仍然失败，请联系集群管理员。",
        ),
        CheckTrouble::Forbidden(message) => Notice::new(
            format!("集群拒绝访问：{}", printable(message)),
            "已登录，但连查询自己的身份都不允许（403）。",
            "请联系集群管理员。",
        ),
        CheckTrouble::NoRole(user) => Notice::new(
            "可以连接，但没有任何权限",
            format!("此集群中没有 RBAC 角色绑定到 {}。", printable(user)),
            "管理员可以在控制台的“授权管理”中授权，或应用角色绑定。",
        ),
        CheckTrouble::Status(code, message) => Notice::new(
            format!("集群返回 {code}：{}", printable(message)),
            "API Server 自身出现故障。",
            "请稍后重试。",
        ),
        CheckTrouble::Tls(trouble) => tls(trouble),
        unreachable => network(unreachable),
    }
}

fn would_run(runs: &Runs) -> Notice {
    let title = match runs {
        Runs::Command(command) => {
            format!("登录时需要运行程序：{}", printable_long(&command.join(" ")))
        }
        Runs::Provider(provider) => format!("登录时需要使用插件：{}", printable_long(provider)),
    };
    Notice::new(
        title,
        "它在本机上做什么，由编写 kubeconfig 的人决定。目前没有运行。",
        "只有了解该程序时才允许运行。",
    )
}

fn would_send(file: &str) -> Notice {
    Notice::new(
        format!("登录时会把一个文件发送给服务器：{}", printable_long(file)),
        "读取本机哪个文件、发送给谁，都由 kubeconfig 的编写者决定。该文件未被读取。",
        "仅在了解该文件和该服务器时才允许发送。",
    )
}

fn would_read(file: &str) -> Notice {
    Notice::new(
        format!("证书或私钥来自本机文件：{}", printable_long(file)),
        "ACK 的 kubeconfig 自带证书和私钥。读取本机哪个文件，由这份 kubeconfig 的编写者决定。\
        该文件未被读取。",
        "如果了解该文件，请保存 kubeconfig，再用 kubectl 测试。",
    )
}

fn tls(trouble: &TlsTrouble) -> Notice {
    match trouble {
        TlsTrouble::UnknownAuthority => Notice::new(
            "服务器证书由其他 CA 签发",
            "这不是 kubeconfig 对应的集群，或者途中有设备拆开了加密连接。",
            "请为该上下文续期。如果集群没有错，请联系网络管理员。",
        ),
        TlsTrouble::WrongName(names) => {
            let names: Vec<String> = names.iter().map(|name| printable(name)).collect();
            let listed =
                if names.is_empty() { "其他名称".to_owned() } else { names.join("、") };
            Notice::new(
                format!("服务器证书属于 {listed}"),
                "kubeconfig 中的地址不是该集群自己的地址。",
                "请为该上下文续期，或将 tls-server-name 设为上述名称之一。",
            )
        }
        TlsTrouble::Ended => Notice::new(
            "服务器证书已过期",
            "以本机时钟为准。如果时钟无误，需要在集群侧更新证书。",
            "请先检查本机时钟，再到控制台查看集群。",
        ),
        TlsTrouble::NotYet => {
            Notice::new("服务器证书尚未生效", "本机时钟可能慢了。", "请校准时钟后重新测试。")
        }
        TlsTrouble::NotTls => Notice::new(
            "对端没有使用 TLS",
            "对端不是 API Server，而是其他程序，或网络的认证页面。",
            "请检查地址，以及当前所在的网络。",
        ),
        TlsTrouble::Other(why) => Notice::new(
            format!("无法建立加密连接：{}", printable(why)),
            "",
            "请重新测试；如果仍然失败，请为该上下文续期。",
        ),
    }
}

fn network(trouble: &CheckTrouble) -> Notice {
    const PRIVATE: &str = "这是内网地址：只能在集群的 VPC 内，或从与其打通的网络访问。";
    const VPN: &str = "请接入 VPC（VPN 或 VPC 内的机器），或改为获取公网端点。";
    const FIREWALL: &str = "途中有设备丢弃了请求：防火墙，或集群负载均衡的访问控制列表。";
    const AGAIN: &str = "请重新测试；如果仍然失败，请检查网络。";
    match trouble {
        CheckTrouble::NoAddress(host) => Notice::new(
            format!("{} 无法解析", printable(host)),
            "域名有误，或当前网络的 DNS 不认识它。",
            "请检查域名；VPC 的域名只能在 VPC 内解析。",
        ),
        CheckTrouble::Refused(address) => Notice::new(
            format!("{address} 拒绝连接"),
            "该地址有主机，但没有 API Server。",
            "请到控制台确认集群正在运行，并且有这个端点。",
        ),
        CheckTrouble::Silent(address, true) | CheckTrouble::Unreachable(address, true) => {
            Notice::new(format!("从这里无法访问 {address}"), PRIVATE, VPN)
        }
        CheckTrouble::Silent(address, false) => Notice::new(
            format!("{address} 没有响应"),
            FIREWALL,
            "请确认本机地址是否在列表中，以及是否需要 VPN 或代理。",
        ),
        CheckTrouble::Unreachable(address, false) => Notice::new(
            format!("没有到 {address} 的路由"),
            "本机未联网，或当前网络到不了该地址。",
            "请检查网络后重新测试。",
        ),
        CheckTrouble::NoAnswer => Notice::new("未及时收到响应", FIREWALL, AGAIN),
        _ => Notice::new("连接中断", "途中的设备或服务器本身关闭了连接。", AGAIN),
    }
}
