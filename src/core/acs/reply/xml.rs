//! The XML form of an answer: `<config>…</config>` as the API's page shows it, or `<Error>…`.
//!
//! Lenient in what surrounds the members (the documentation's samples have no single root), strict
//! in what could be an attack: a document type ends the reading, only the five predefined
//! entities and character references are known.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};

use super::answer::Members;
use super::{Format, ReplyError};

/// No answer of the service nests deeper than a few elements.
const MAX_DEPTH: usize = 32;

/// Reads the members, wherever in the document they stand.
pub(super) fn read(text: &str) -> Result<Members, ReplyError> {
    let mut reader = Reader::from_str(text);
    let mut members = Members::default();
    let mut open: Vec<(String, String)> = Vec::new();
    loop {
        match reader.read_event().map_err(unreadable)? {
            Event::Start(element) => {
                if open.len() == MAX_DEPTH {
                    return Err(ReplyError::Unreadable(Format::Xml));
                }
                let name = element.local_name();
                let name = std::str::from_utf8(name.as_ref()).map_err(unreadable)?;
                open.push((name.to_owned(), String::new()));
            }
            Event::End(_) => {
                if let Some((name, text)) = open.pop() {
                    members.entry(name).or_insert(text);
                }
            }
            Event::Text(text) => append(&mut open, &text.decode().map_err(unreadable)?),
            Event::CData(text) => append(&mut open, &text.decode().map_err(unreadable)?),
            Event::GeneralRef(reference) => append(&mut open, &resolve(&reference)?),
            Event::DocType(_) => return Err(ReplyError::DocumentType),
            Event::Eof if open.is_empty() => return Ok(members),
            Event::Eof => return Err(ReplyError::Unreadable(Format::Xml)),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

fn append(open: &mut [(String, String)], text: &str) {
    if let Some((_, collected)) = open.last_mut() {
        collected.push_str(text);
    }
}

fn resolve(reference: &BytesRef<'_>) -> Result<String, ReplyError> {
    if let Some(character) = reference.resolve_char_ref().map_err(unreadable)? {
        return Ok(character.to_string());
    }
    let name = reference.decode().map_err(unreadable)?;
    quick_xml::escape::resolve_predefined_entity(&name)
        .map(str::to_owned)
        .ok_or(ReplyError::Unreadable(Format::Xml))
}

fn unreadable<E>(_error: E) -> ReplyError {
    ReplyError::Unreadable(Format::Xml)
}
