//! What was sent and what came back, in Chinese.

use crate::core::acs::Scheme;
use crate::text::exchange::{ExchangePart, ExchangeWords};
use crate::text::format;

pub(super) const EXCHANGE: ExchangeWords = ExchangeWords {
    show: "显示请求",
    hide: "隐藏请求",
    sent: "请求",
    answer: "响应",
    string_to_sign: "待签名字符串",
    part_hint: |part| match part {
        ExchangePart::Sent => "实际发出的请求。签名、Token 和 AccessKey ID 的大部分已遮盖。",
        ExchangePart::Answer => "响应的状态和响应头。",
        ExchangePart::StringToSign => "计算签名所用的文本。",
    },
    one_try: |number, end| format!("第 {number} 次 · {end}"),
    canonical: "规范化请求",
    no_answer: "没有收到响应。",
    same_call: |form| format!("用 {form} 发起同样的调用"),
    form: "工具或语言",
    copy: "复制",
    copy_as: |form| format!("复制为 {form}"),
    key_from_variables: "密钥取自 ALIBABA_CLOUD_ACCESS_KEY_ID、…_KEY_SECRET 和 …_SECURITY_TOKEN。",
    key_from_cli: "密钥取自 CLI 的配置，或 ALIBABA_CLOUD_ACCESS_KEY_ID 和 …_KEY_SECRET。",
    sent_fact: "请求",
    answer_fact: "响应",
    request_id: "请求 ID",
    look_up: "查阅",
    bytes: |bytes| format!("{} 字节", format::thousands(bytes)),
    scheme: |scheme| match scheme {
        Scheme::Roa => "ROA, HMAC-SHA1",
        Scheme::Acs3 => "ACS3-HMAC-SHA256",
    },
    explorer: "OpenAPI 门户",
    sdk: "SDK",
    error_centre: "错误中心",
};
