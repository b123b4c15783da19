//! Notes over the message bus: `org.freedesktop.Notifications`.
//!
//! The bus is the one that the keychain speaks over as well. The connection is kept: some desktops
//! take a note away when whoever sent it is gone.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;
use zbus::zvariant::Value;

use super::{Note, PROGRAM};
use crate::core::session::NoNotes;

/// The name on the bus, its interface, and its object.
const SERVICE: &str = "org.freedesktop.Notifications";
const OBJECT: &str = "/org/freedesktop/Notifications";

/// The entry of the menu, whose icon and name the note gets.
const ENTRY: &str = "ack-kubeconfig";

/// A service may have to be started first.
const PATIENCE: Duration = Duration::from_secs(10);

/// A text is read as markup.
const MARKUP: &str = "body-markup";

/// Over which bus, and the connection, once there is one.
#[derive(Clone, Default)]
pub(super) struct Way {
    bus: Option<String>,
    connection: Arc<Mutex<Option<Connection>>>,
}

impl Way {
    pub(super) fn at_bus(address: &str) -> Self {
        Self { bus: Some(address.to_owned()), ..Self::default() }
    }

    pub(super) fn ask(&self) -> Result<(), NoNotes> {
        self.capabilities(&self.connection()?).map(drop)
    }

    pub(super) fn show(&self, note: &Note) -> Result<(), NoNotes> {
        let connection = self.connection()?;
        let markup = self.capabilities(&connection)?.iter().any(|can| can == MARKUP);
        let body = if markup { escaped(&note.body) } else { note.body.clone() };
        let hints = HashMap::from([("desktop-entry", Value::from(ENTRY))]);
        let (no_other, no_actions, as_long_as_usual) = (0_u32, Vec::<&str>::new(), -1_i32);
        let what = (
            PROGRAM,
            no_other,
            ENTRY,
            note.title.as_str(),
            body.as_str(),
            no_actions,
            hints,
            as_long_as_usual,
        );
        let answer = connection.call_method(Some(SERVICE), OBJECT, Some(SERVICE), "Notify", &what);
        answer.map(drop).map_err(|error| self.failed(&error))
    }

    /// What the service can do.
    fn capabilities(&self, connection: &Connection) -> Result<Vec<String>, NoNotes> {
        let answer = connection
            .call_method(Some(SERVICE), OBJECT, Some(SERVICE), "GetCapabilities", &())
            .map_err(|error| self.failed(&error))?;
        answer.body().deserialize().map_err(|error| self.failed(&error))
    }

    fn connection(&self) -> Result<Connection, NoNotes> {
        let mut slot = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(connection) = &*slot {
            return Ok(connection.clone());
        }
        let builder = self.bus.as_deref().map_or_else(Builder::session, Builder::address);
        let made = builder.and_then(|builder| builder.method_timeout(PATIENCE).build());
        let connection = made.map_err(|error| {
            tracing::info!(%error, "no message bus for notes");
            NoNotes::NoBus
        })?;
        *slot = Some(connection.clone());
        Ok(connection)
    }

    /// What a failure comes down to. Next time the bus is looked for anew: it may have been
    /// another session's, which is gone.
    fn failed(&self, error: &zbus::Error) -> NoNotes {
        tracing::info!(%error, "no note");
        *self.connection.lock().unwrap_or_else(PoisonError::into_inner) = None;
        match error {
            zbus::Error::MethodError(name, ..) if is_nobody(name.as_str()) => NoNotes::NoService,
            _ => NoNotes::Refused,
        }
    }
}

/// Whether an error of the bus says that the service is not there and cannot be started.
fn is_nobody(name: &str) -> bool {
    let said = name.strip_prefix("org.freedesktop.DBus.Error.").unwrap_or_default();
    matches!(said, "ServiceUnknown" | "NameHasNoOwner" | "UnknownMethod" | "UnknownObject")
        || said.starts_with("Spawn.")
}

/// A text that says the same where markup is read.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn no_name_is_read_as_markup() {
        assert_eq!(escaped("a<b>&c</b>"), "a&lt;b&gt;&amp;c&lt;/b&gt;");
        assert_eq!(escaped("生产 “prod”"), "生产 “prod”");
    }
}
