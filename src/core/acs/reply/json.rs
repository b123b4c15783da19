//! The JSON form of an answer.

use serde_json::Value;

use super::{Format, Members, ReplyError};

/// Reads the members of a JSON object; members of other types than text are left out.
pub(super) fn read(text: &str) -> Result<Members, ReplyError> {
    let unreadable = |_error| ReplyError::Unreadable(Format::Json);
    let value: Value = serde_json::from_str(text).map_err(unreadable)?;
    let mut members = Members::default();
    let Value::Object(object) = value else {
        return Err(ReplyError::Unreadable(Format::Json));
    };
    for (name, value) in object {
        if let Value::String(value) = value {
            members.set(&name, value);
        }
    }
    Ok(members)
}
