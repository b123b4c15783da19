//! What was sent and what came back, in English.

use crate::core::acs::Scheme;
use crate::text::exchange::{ExchangePart, ExchangeWords};
use crate::text::format;

pub(super) const EXCHANGE: ExchangeWords = ExchangeWords {
    show: "Show the request",
    hide: "Hide the request",
    sent: "Sent",
    answer: "Answer",
    string_to_sign: "String to sign",
    part_hint: |part| match part {
        ExchangePart::Sent => {
            "The request as it was sent. Signature, token and most of the AccessKey ID are masked."
        }
        ExchangePart::Answer => "The answer's status and headers.",
        ExchangePart::StringToSign => "The text that the signature was computed over.",
    },
    one_try: |number, end| format!("Try {number} · {end}"),
    canonical: "Canonical request",
    no_answer: "No answer came.",
    same_call: |form| format!("The same call with {}{form}", article(form)),
    form: "Tool or language",
    copy: "Copy",
    copy_as: |form| format!("Copy as {form}"),
    key_from_variables: "The key comes from ALIBABA_CLOUD_ACCESS_KEY_ID, …_KEY_SECRET and \
                         …_SECURITY_TOKEN.",
    key_from_cli: "The key comes from the CLI's profile, or from ALIBABA_CLOUD_ACCESS_KEY_ID and \
                   …_KEY_SECRET.",
    sent_fact: "sent",
    answer_fact: "answer",
    request_id: "request ID",
    look_up: "look it up",
    bytes: |bytes| format!("{} bytes", format::thousands(bytes)),
    scheme: |scheme| match scheme {
        Scheme::Roa => "ROA, HMAC-SHA1",
        Scheme::Acs3 => "ACS3-HMAC-SHA256",
    },
    explorer: "OpenAPI Explorer",
    sdk: "SDK",
    error_centre: "Error centre",
};

/// Tools have one where languages have none.
fn article(form: &str) -> &'static str {
    if form.ends_with("CLI") { "the " } else { "" }
}
