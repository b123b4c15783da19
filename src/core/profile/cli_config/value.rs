//! JSON, in which every text is a secret until a field says otherwise.

use std::collections::BTreeMap;
use std::fmt;

use secrecy::{ExposeSecret as _, SecretString};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::core::profile::ProfileProblem;

/// A value of JSON.
pub(super) enum Value {
    Nothing,
    Text(SecretString),
    Number(i64),
    Truth(bool),
    List(Vec<Value>),
    Object(Object),
    /// A number that no field can hold.
    Other,
}

/// An object's values by their keys. Of a key that stands twice, the last value counts, as for Go.
pub(super) struct Object(BTreeMap<String, Value>);

impl Object {
    /// Takes the value of a key out.
    pub(super) fn take(&mut self, key: &str) -> Option<Value> {
        self.0.remove(key)
    }

    /// The text of a key that holds no secret; white space around it is dropped, and nothing is
    /// as good as no text.
    pub(super) fn text(&self, key: &'static str) -> Result<Option<String>, ProfileProblem> {
        Ok(self.secret(key)?.map(|text| text.expose_secret().to_owned()))
    }

    /// The text of a key that holds a secret.
    pub(super) fn secret(&self, key: &'static str) -> Result<Option<SecretString>, ProfileProblem> {
        let text = match self.0.get(key) {
            None | Some(Value::Nothing) => return Ok(None),
            Some(Value::Text(text)) => text.expose_secret().trim(),
            Some(_) => return Err(ProfileProblem::WrongType(key, "text")),
        };
        Ok((!text.is_empty()).then(|| SecretString::from(text)))
    }

    /// A whole number, which may be written as text too. Go leaves a zero where nothing is set,
    /// so zero is none.
    pub(super) fn number(&self, key: &'static str) -> Result<Option<i64>, ProfileProblem> {
        let number = match self.0.get(key) {
            None | Some(Value::Nothing) => None,
            Some(Value::Number(number)) => Some(*number),
            Some(Value::Text(text)) if text.expose_secret().trim().is_empty() => None,
            Some(Value::Text(text)) => Some(parse_number(key, text)?),
            Some(_) => return Err(ProfileProblem::WrongType(key, "a number")),
        };
        Ok(number.filter(|number| *number != 0))
    }

    /// Yes or no, which may be written as text too.
    pub(super) fn truth(&self, key: &'static str) -> Result<Option<bool>, ProfileProblem> {
        match self.0.get(key) {
            None | Some(Value::Nothing) => Ok(None),
            Some(Value::Truth(truth)) => Ok(Some(*truth)),
            Some(Value::Text(text)) => match text.expose_secret().trim() {
                "" => Ok(None),
                word if word.eq_ignore_ascii_case("true") => Ok(Some(true)),
                word if word.eq_ignore_ascii_case("false") => Ok(Some(false)),
                _ => Err(ProfileProblem::WrongType(key, "true or false")),
            },
            Some(_) => Err(ProfileProblem::WrongType(key, "true or false")),
        }
    }
}

fn parse_number(key: &'static str, text: &SecretString) -> Result<i64, ProfileProblem> {
    let number = text.expose_secret().trim().parse();
    number.map_err(|_not_a_number| ProfileProblem::WrongType(key, "a number"))
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(SecretString::from(text)))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(i64::try_from(number).map_or(Value::Other, Value::Number))
    }

    fn visit_f64<E>(self, _number: f64) -> Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Value, E> {
        Ok(Value::Truth(truth))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element()? {
            values.push(value);
        }
        Ok(Value::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        let mut values = BTreeMap::new();
        while let Some((key, value)) = object.next_entry()? {
            values.insert(key, value);
        }
        Ok(Value::Object(Object(values)))
    }
}
