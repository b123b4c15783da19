//! The JSON form of an answer.

use serde_json::{Map, Value};

use super::answer::Members;
use super::{Format, ReplyError};

/// Reads the members of a JSON object, and those of the object that `part` names in it; members
/// of other types than text are left out.
pub(super) fn read(text: &str, part: Option<&str>) -> Result<Members, ReplyError> {
    let unreadable = |_error| ReplyError::Unreadable(Format::Json);
    let value: Value = serde_json::from_str(text).map_err(unreadable)?;
    let Value::Object(mut object) = value else {
        return Err(ReplyError::Unreadable(Format::Json));
    };
    let inner = part.and_then(|part| object.remove(part));
    let mut members = Members::default();
    keep_text(object, &mut members);
    if let Some(Value::Object(inner)) = inner {
        keep_text(inner, &mut members);
    }
    Ok(members)
}

/// Keeps what is text; what stands outside counts before what stands inside.
fn keep_text(object: Map<String, Value>, members: &mut Members) {
    for (name, value) in object {
        if let Value::String(value) = value {
            members.entry(name).or_insert(value);
        }
    }
}
