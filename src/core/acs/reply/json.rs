//! The JSON form of an answer.

use serde_json::{Map, Value};

use super::answer::Members;
use super::{Format, ReplyError};

/// The names of RAM's account of a denial.
const ACCESS_DENIED: [&str; 2] = ["AccessDeniedDetail", "accessDeniedDetail"];

/// Reads the members of a JSON object, those of the object that `part` names in it, and those of
/// RAM's account of a denial; members of other types than text are left out.
pub(super) fn read(text: &str, part: Option<&str>) -> Result<Members, ReplyError> {
    let unreadable = |_error| ReplyError::Unreadable(Format::Json);
    let value: Value = serde_json::from_str(text).map_err(unreadable)?;
    let Value::Object(mut object) = value else {
        return Err(ReplyError::Unreadable(Format::Json));
    };
    let inner = part.and_then(|part| object.remove(part));
    let denied = ACCESS_DENIED.iter().find_map(|name| object.remove(*name));
    let mut members = Members::default();
    keep_text(object, &mut members);
    if let Some(Value::Object(inner)) = inner {
        keep_text(inner, &mut members);
    }
    if let Some(Value::Object(mut denied)) = denied.and_then(unwrapped) {
        // Nothing else: an inner `Code` is not that of the answer, which may be called `code`.
        denied.retain(|name, _| name.starts_with("Auth") || name.ends_with("Type"));
        keep_text(denied, &mut members);
    }
    Ok(members)
}

/// An object that sometimes comes as JSON in a text.
fn unwrapped(value: Value) -> Option<Value> {
    match value {
        Value::String(text) => serde_json::from_str(&text).ok(),
        value => Some(value),
    }
}

/// Keeps what is text; what stands outside counts before what stands inside.
fn keep_text(object: Map<String, Value>, members: &mut Members) {
    for (name, value) in object {
        if let Value::String(value) = value {
            members.entry(name).or_insert(value);
        }
    }
}
