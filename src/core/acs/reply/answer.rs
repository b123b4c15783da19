//! An answer whose format has been read: its members by name, and the error that it may be.

use std::collections::HashMap;

use jiff::Timestamp;

use super::{AccessDenied, Format, RawReply, ReplyError, ServiceError, json, page, xml};

/// The members that are text, whichever format they came in.
pub(super) type Members = HashMap<String, String>;

/// The names under which the several services tell their errors.
const CODE: [&str; 3] = ["Code", "code", "ErrorCode"];
const MESSAGE: [&str; 3] = ["Message", "message", "ErrorMessage"];
const REQUEST_ID: [&str; 4] = ["RequestId", "requestId", "requestid", "request_id"];

/// The `Code` of an answer that is no error: the metadata service and its kin always send one.
const SUCCESS: &str = "Success";

/// An answer that was read.
pub(crate) struct Answer {
    status: u16,
    retry_after_ms: Option<u64>,
    date: Option<Timestamp>,
    request_id: Option<String>,
    code: Option<String>,
    members: Members,
}

impl Answer {
    /// Reads an answer. Its members are those of the outermost object, and of the one that `part`
    /// names in it.
    ///
    /// The format is told by the first character and not by `Content-Type`: the service, proxies
    /// and portals between all get that header wrong at times.
    pub(crate) fn read(reply: RawReply, part: Option<&str>) -> Result<Self, ReplyError> {
        let RawReply { status, request_id, date, retry_after_ms, body, .. } = reply;
        let silent = ReplyError::Status { status, retry_after_ms };
        let succeeded = (200..300).contains(&status);
        let text = match String::from_utf8(body) {
            Ok(text) => text,
            Err(_not_utf8) if succeeded => return Err(ReplyError::NotText),
            Err(_not_utf8) => return Err(silent),
        };
        let mut members = match read_members(&text, status, part) {
            Ok(members) => members,
            Err(ReplyError::Unreadable(_)) if !succeeded => return Err(silent),
            Err(error) => return Err(error),
        };
        let request_id = first(&mut members, &REQUEST_ID).or(request_id);
        let code = first(&mut members, &CODE).filter(|code| code != SUCCESS);
        Ok(Self { status, retry_after_ms, date, request_id, code, members })
    }

    /// Whether the status says that it is what was asked for.
    pub(crate) fn succeeded(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Whether it names an error, which may come with any status.
    pub(crate) fn names_an_error(&self) -> bool {
        self.code.is_some()
    }

    /// The id of the request, to quote to support.
    pub(crate) fn request_id(&self) -> Option<String> {
        self.request_id.clone()
    }

    /// Takes a member out; `None` also if it is blank.
    pub(crate) fn take(&mut self, name: &str) -> Option<String> {
        self.members.remove(name).filter(|value| !value.trim().is_empty())
    }

    /// The error that it is; `otherwise` when it names none though its status is good.
    pub(crate) fn into_error(mut self, otherwise: ReplyError) -> ReplyError {
        let succeeded = self.succeeded();
        let Self { status, retry_after_ms, date, request_id, code, .. } = self;
        match code {
            Some(code) => {
                let message = first(&mut self.members, &MESSAGE).unwrap_or_default();
                let access_denied = access_denied(&mut self.members).map(Box::new);
                ReplyError::Service(Box::new(ServiceError {
                    status,
                    code,
                    message,
                    request_id,
                    retry_after_ms,
                    date,
                    access_denied,
                }))
            }
            None if succeeded => otherwise,
            None => ReplyError::Status { status, retry_after_ms },
        }
    }
}

/// RAM's account of a denial, whose members both formats bring up to the others.
fn access_denied(members: &mut Members) -> Option<AccessDenied> {
    let action = members.remove("AuthAction");
    let policy_type = members.remove("PolicyType");
    action.as_ref().or(policy_type.as_ref())?;
    let mut take = |name: &str| members.remove(name).unwrap_or_default();
    Some(AccessDenied {
        action: action.unwrap_or_default(),
        principal: take("AuthPrincipalDisplayName"),
        principal_type: take("AuthPrincipalType"),
        account: take("AuthPrincipalOwnerId"),
        policy_type: policy_type.unwrap_or_default(),
        explicit: take("NoPermissionType") == "ExplicitDeny",
    })
}

/// The first of the names that stands for something.
fn first(members: &mut Members, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| members.remove(*name).filter(|value| !value.is_empty()))
}

fn read_members(text: &str, status: u16, part: Option<&str>) -> Result<Members, ReplyError> {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if start.starts_with('{') {
        return json::read(start, part);
    }
    if !start.starts_with('<') {
        return Err(ReplyError::Unreadable(Format::Unknown));
    }
    if page::is_web_page(start) {
        return Err(ReplyError::WebPage { status, title: page::title(start) });
    }
    xml::read(start)
}
