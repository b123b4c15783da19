//! What other programs of the desktop do: a file manager that drags a file, something that takes
//! the keyboard.

use std::path::Path;

use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, ClientMessageData, ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask,
    InputFocus, PropMode, SELECTION_NOTIFY_EVENT, SelectionNotifyEvent, SelectionRequestEvent,
    WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;
use x11rb::{COPY_FROM_PARENT, CURRENT_TIME, NONE};

/// Another program on the same display.
pub(crate) struct Other {
    connection: RustConnection,
    /// A window of its own, which is not seen.
    own: u32,
}

impl Other {
    pub(crate) fn connect(display: &str) -> Self {
        let (connection, screen) = x11rb::connect(Some(display)).unwrap();
        let root = connection.setup().roots[screen].root;
        let own = connection.generate_id().unwrap();
        let input = WindowClass::INPUT_OUTPUT;
        let with = CreateWindowAux::new();
        connection
            .create_window(0, own, root, 0, 0, 1, 1, 0, input, COPY_FROM_PARENT, &with)
            .unwrap();
        Self { connection, own }
    }

    /// Takes the keyboard away from every window.
    pub(crate) fn take_the_keyboard(&self) {
        self.connection.set_input_focus(InputFocus::NONE, NONE, CURRENT_TIME).unwrap();
        self.connection.sync().unwrap();
    }

    /// Drags a file over a window and lets it go there, as the protocol XDND says.
    pub(crate) fn drop_file(&self, window: u32, file: &Path) {
        let [selection, list, copy] =
            ["XdndSelection", "text/uri-list", "XdndActionCopy"].map(|name| self.atom(name));
        self.connection.set_selection_owner(self.own, selection, CURRENT_TIME).unwrap();
        self.say(window, "XdndEnter", [self.own, 5 << 24, list, NONE, NONE]);
        // Where the pointer is: 600 across, 400 down.
        self.say(window, "XdndPosition", [self.own, 0, 0x0258_0190, CURRENT_TIME, copy]);
        let uri = format!("file://{}\r\n", file.display());
        let status = self.atom("XdndStatus");
        let (mut asked, mut answered) = (false, false);
        while !(asked && answered) {
            match self.connection.wait_for_event().unwrap() {
                Event::SelectionRequest(request) => {
                    self.give(&request, &uri);
                    asked = true;
                }
                Event::ClientMessage(message) if message.type_ == status => {
                    assert_eq!(message.data.as_data32()[1], 1, "the window takes no file");
                    answered = true;
                }
                _ => {}
            }
        }
        self.say(window, "XdndDrop", [self.own, 0, CURRENT_TIME, NONE, NONE]);
    }

    fn give(&self, request: &SelectionRequestEvent, uri: &str) {
        let SelectionRequestEvent { time, requestor, selection, target, property, .. } = *request;
        self.connection
            .change_property8(PropMode::REPLACE, requestor, property, target, uri.as_bytes())
            .unwrap();
        let told = SelectionNotifyEvent {
            response_type: SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time,
            requestor,
            selection,
            target,
            property,
        };
        self.connection.send_event(false, requestor, EventMask::NO_EVENT, told).unwrap();
        self.connection.flush().unwrap();
    }

    fn say(&self, window: u32, what: &str, words: [u32; 5]) {
        let words = ClientMessageData::from(words);
        let message = ClientMessageEvent::new(32, window, self.atom(what), words);
        self.connection.send_event(false, window, EventMask::NO_EVENT, message).unwrap();
        self.connection.flush().unwrap();
    }

    fn atom(&self, name: &str) -> Atom {
        self.connection.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom
    }
}
