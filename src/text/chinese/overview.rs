//! What a kubeconfig holds, in Chinese.

use jiff::Timestamp;

use super::document;
use crate::core::kubeconfig::overview::{Address, KeyKind, Proof, Warning};
use crate::text::overview::{OverviewWords, PlaceWords, ValidityWords, When, WhoWords};

pub(super) const OVERVIEW: OverviewWords = OverviewWords {
    contexts: |count| format!("{count} 个上下文"),
    in_use: "当前",
    no_name: "（无名称）",
    ambiguous: |error| {
        format!("无法确定这份文档的含义：{}。使用前请先查看文档本身。", document::edit_error(error))
    },
    who: WHO,
    place: PLACE,
    validity: VALIDITY,
    worth_knowing: "注意事项",
    warning,
    nothing_runs: "此上下文不运行程序，不读取文件，并且会校验 TLS。",
};

const WHO: WhoWords = WhoWords {
    heading: "登录身份",
    user: "用户条目",
    identity: "身份",
    groups: "用户组",
    more_groups: |count| format!("另有 {count} 个"),
    key: "密钥",
    key_kind: |kind| match kind {
        KeyKind::Rsa(bits) => format!("RSA {bits}"),
        KeyKind::Ec(curve) => format!("ECDSA {curve}"),
        KeyKind::Ed25519 => "Ed25519".to_owned(),
        KeyKind::Other(identifier) => format!("类型 {identifier}"),
    },
    no_key: "没有私钥",
    key_belongs: |proof| match proof {
        Proof::Holds => "与证书匹配",
        Proof::Fails => "属于其他证书",
        Proof::Unknown => "无法比对",
        Proof::NotTried => "未比对",
    },
    issuer: "签发者",
    signed: |proof| match proof {
        Proof::Holds => "签名有效",
        Proof::Fails => "并非此 CA 签发",
        Proof::Unknown => "无法校验",
        Proof::NotTried => "未校验",
    },
    serial: "序列号",
    fingerprint: "SHA-256",
    chain: "证书链",
    more_certificates: |count| format!("另有 {count} 个证书"),
    certificate: "证书",
    unreadable: "无法读取",
    token: "Token",
    token_of: |subject| match subject {
        Some(subject) => format!("属于 {subject}"),
        None => "Bearer Token（不记名）".to_owned(),
    },
    program: "程序",
    variables: "环境变量",
    plugin: "插件",
    password: "密码所属",
    files: "文件",
    nothing: "没有可用于登录的凭据",
};

const PLACE: PlaceWords = PlaceWords {
    heading: "连接目标",
    cluster: "集群条目",
    server: "服务器",
    address: "地址",
    address_kind: |kind| match kind {
        Address::Public => "公网",
        Address::Private => "内网",
        Address::Loopback => "本机",
        Address::Name => "域名，需解析",
        Address::Unreadable => "不是地址",
    },
    namespace: "命名空间",
    authority: "CA",
    authority_fingerprint: "CA SHA-256",
    authority_until: "CA 有效期至",
    authority_unreadable: "无法读取",
    system_authorities: "本机信任的 CA",
    authority_file: |path| format!("文件 {path}"),
    server_name: "TLS 名称",
    proxy: "代理",
};

const VALIDITY: ValidityWords = ValidityWords {
    heading: "有效期",
    long_lived: "长期",
    soon: "即将到期",
    expired: "已到期",
    not_yet: "尚未生效",
    today: "今天",
    bar: |from, until| format!("有效期从 {from} 到 {until}"),
    until: |until| format!("有效期至 {until}"),
    unknown: "文档中没有说明登录的有效期。",
    long_meaning: |year| {
        format!(
            "拿到此文件的任何人都可以使用该集群，直到 {year} 年。如果只用一小时，建议获取临时凭据。"
        )
    },
    get_temporary: |time| format!("获取有效期 {time}的 kubeconfig"),
};

const DANGLING: &str =
    "此上下文引用的集群或用户条目不存在，kubectl 无法使用它。请重新获取 kubeconfig。";
const TLS_NOT_VERIFIED: &str =
    "不会校验服务器（insecure-skip-tls-verify）：传输途中任何人都能读取和篡改全部内容。";
const NOT_HTTPS: &str = "服务器不是 https:// 地址：不要向它发送密钥。";
const MISLEADING: &str = "某个名称或地址含有不可见或有误导性的字符，每个都显示为 □。";
const CERTIFICATE_UNREADABLE: &str =
    "客户端证书无法读取，服务器将无法识别身份。请重新获取 kubeconfig。";
const AUTHORITY_UNREADABLE: &str = "CA 无法读取，因此无法校验服务器。请重新获取 kubeconfig。";
const NO_KEY: &str = "客户端证书没有对应的私钥，kubectl 不接受单独的证书。请重新获取 kubeconfig。";
const KEY_OF_ANOTHER: &str = "私钥属于另一个证书，kubectl 不接受这一对。请重新获取 kubeconfig。";
const NOT_SIGNED: &str = "客户端证书不是由此上下文的 CA 签发，服务器基本不会接受。";
const ADMIN: &str = "用户组 system:masters 可以在集群中执行任何操作，且无法通过角色收回。日常工作请使用绑定了角色的身份。";
const PRIVATE_ADDRESS: &str = "这是内网地址：需在 VPC 内，或通过 VPN、堡垒机访问。";

fn warning(warning: &Warning, when: &When<'_>) -> String {
    let far = |at: &Timestamp| when.date_and_distance(*at);
    let plain = match warning {
        Warning::Dangling => DANGLING,
        Warning::TlsNotVerified => TLS_NOT_VERIFIED,
        Warning::NotHttps => NOT_HTTPS,
        Warning::Misleading => MISLEADING,
        Warning::CertificateUnreadable => CERTIFICATE_UNREADABLE,
        Warning::AuthorityUnreadable => AUTHORITY_UNREADABLE,
        Warning::NoKey => NO_KEY,
        Warning::KeyOfAnother => KEY_OF_ANOTHER,
        Warning::NotSigned => NOT_SIGNED,
        Warning::Admin => ADMIN,
        Warning::PrivateAddress => PRIVATE_ADDRESS,
        Warning::RunsProgram(program) => {
            let line = program.command_line();
            return format!(
                "kubectl 登录时会运行程序：{line}。目前没有运行；只有了解该程序时才使用此上下文。"
            );
        }
        Warning::Plugin(name) => {
            return format!("登录依赖插件 {name}，kubectl 已不再提供。请索取带证书的 kubeconfig。");
        }
        Warning::ReadsFiles(paths) => {
            let paths = paths.join("、");
            return format!("会读取本机的 {paths}，只有文件存在时才能使用。");
        }
        Warning::Expired(at) => return format!("已到期：{}。请重新获取 kubeconfig。", far(at)),
        Warning::ExpiresSoon(at) => {
            return format!("即将到期：{}。请在到期前重新获取 kubeconfig。", far(at));
        }
        Warning::NotYetValid(at) => {
            return format!("生效时间：{}。如果该时间已过，说明本机时钟有误。", far(at));
        }
        Warning::AuthorityExpired(at) => {
            return format!("CA 已过期：{}。请先更新 CA，再重新获取 kubeconfig。", far(at));
        }
        Warning::LongLived(at) => return format!("长期凭据：{} 才到期。", when.date(*at)),
        Warning::OtherExpiration { service, certificate } => {
            let distance = service.duration_since(*certificate);
            let side = if distance.is_negative() { "早" } else { "晚" };
            let distance = when.time.distance(distance);
            return format!("服务端给出的到期时间比证书{side} {distance}，以证书为准。");
        }
    };
    plain.to_owned()
}
