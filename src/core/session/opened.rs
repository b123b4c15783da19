//! A file that was opened to be looked at, in place of what was fetched.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Judged, RequestId};
use crate::core::kubeconfig::KubeconfigText;
use crate::core::kubeconfig::lines::Lines;

/// A file as it was read, and what it was found to be.
#[derive(Debug, Clone)]
pub struct Opened {
    /// Where it is.
    pub path: PathBuf,
    /// What it holds, byte for byte.
    pub text: KubeconfigText,
    /// What that is.
    pub judged: Judged,
    /// Its lines, to show.
    pub lines: Arc<Lines>,
}

impl Opened {
    /// Makes sense of a file's text, which may take a while.
    #[must_use]
    pub fn new(path: PathBuf, text: KubeconfigText) -> Self {
        let (judged, lines) = (Judged::of(&text), Arc::new(Lines::new(text.as_str())));
        Self { path, text, judged, lines }
    }
}

/// The file on show, and the one that is being read.
#[derive(Debug, Default)]
pub struct Opening {
    shown: Option<Box<Opened>>,
    reading: Option<RequestId>,
}

impl Opening {
    /// A file is read under this number, in place of any that was being read.
    pub(super) fn begin(&mut self, id: RequestId) {
        self.reading = Some(id);
    }

    /// Takes note of the end of a reading. Says whether it is the one that is waited for.
    pub fn hear(&mut self, id: RequestId) -> bool {
        self.reading.take_if(|reading| *reading == id).is_some()
    }

    /// Shows a file.
    pub fn show(&mut self, file: Box<Opened>) {
        self.shown = Some(file);
    }

    /// Puts the file on show away, and waits for none any more. Says whether there was one.
    pub fn close(&mut self) -> bool {
        self.reading = None;
        self.shown.take().is_some()
    }

    /// The file on show.
    #[must_use]
    pub fn shown(&self) -> Option<&Opened> {
        self.shown.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::{Opened, Opening, RequestId};
    use crate::core::kubeconfig::KubeconfigText;

    #[test]
    fn a_late_file_is_not_shown() {
        let mut opening = Opening::default();
        opening.begin(RequestId(1));
        opening.begin(RequestId(2));
        assert!(!opening.hear(RequestId(1)), "another was chosen since");
        assert!(opening.hear(RequestId(2)));
        assert!(!opening.hear(RequestId(2)), "it was told already");
        opening.begin(RequestId(3));
        assert!(!opening.close());
        assert!(!opening.hear(RequestId(3)), "something else was asked for since");
        let text = KubeconfigText::new("a: 1\n".to_owned());
        opening.show(Box::new(Opened::new("a".into(), text)));
        assert!(opening.shown().is_some() && opening.close() && opening.shown().is_none());
    }
}
