//! The phrases about what was sent and what came back.

use crate::core::acs::Scheme;

/// What was sent and what came back.
pub struct ExchangeWords {
    /// Shows it under a failure.
    pub show: &'static str,
    /// Hides it again.
    pub hide: &'static str,
    /// Part: the request.
    pub sent: &'static str,
    /// Part: the answer.
    pub answer: &'static str,
    /// Part: the steps of the signature.
    pub string_to_sign: &'static str,
    /// Name of the choice between the parts.
    pub part_hint: fn(ExchangePart) -> &'static str,
    /// One of several tries: its number, and how it ended.
    pub one_try: fn(usize, &str) -> String,
    /// The signature's first step.
    pub canonical: &'static str,
    /// No whole answer came.
    pub no_answer: &'static str,
    /// Heading over the call in the words of this tool or language.
    pub same_call: fn(&str) -> String,
    /// Name of the list of tools and languages.
    pub form: &'static str,
    /// Button.
    pub copy: &'static str,
    /// What the button does, for this tool or language.
    pub copy_as: fn(&str) -> String,
    /// Where the key comes from that is not in the code.
    pub key_from_variables: &'static str,
    /// The same, of the aliyun CLI.
    pub key_from_cli: &'static str,
    /// Fact: when, where to and how it was signed.
    pub sent_fact: &'static str,
    /// Fact.
    pub answer_fact: &'static str,
    /// Fact.
    pub request_id: &'static str,
    /// Fact: pages.
    pub look_up: &'static str,
    /// So many bytes.
    pub bytes: fn(usize) -> String,
    /// What a scheme is called.
    pub scheme: fn(Scheme) -> &'static str,
    /// Page.
    pub explorer: &'static str,
    /// Page.
    pub sdk: &'static str,
    /// Page.
    pub error_centre: &'static str,
}

/// A part of an exchange that is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ExchangePart {
    /// The request.
    #[default]
    Sent,
    /// The answer.
    Answer,
    /// The steps of the signature.
    StringToSign,
}
