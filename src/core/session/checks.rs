//! Checks of the document on show and of the user's contexts: which are under way, and what came
//! of each.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::core::connection::{Check, CheckId, Step};

/// All checks of the window.
#[derive(Debug, Default)]
pub struct Checks {
    last: u64,
    /// The one of the document on show.
    document: Option<(CheckId, Check)>,
    /// Those of contexts, by file and name.
    contexts: HashMap<(PathBuf, String), (CheckId, Check)>,
    /// The contexts, by the number of their check.
    of: HashMap<CheckId, (PathBuf, String)>,
}

impl Checks {
    fn next(&mut self) -> CheckId {
        self.last += 1;
        CheckId(self.last)
    }

    /// Begins to check the document on show, in place of any check of it before; the worker is to
    /// be given the number.
    pub fn begin_document(&mut self) -> CheckId {
        let id = self.next();
        self.document = Some((id, Check::default()));
        id
    }

    /// Another document is on show; the worker is to be told the number, if one was under way.
    pub fn forget_document(&mut self) -> Option<CheckId> {
        self.document.take().filter(|(_, check)| !check.over).map(|(id, _)| id)
    }

    /// Begins to check a context, in place of any check of it before; the worker is to be given the
    /// number.
    pub fn begin_context(&mut self, file: PathBuf, context: String) -> CheckId {
        let id = self.next();
        let key = (file, context);
        if let Some((replaced, _)) = self.contexts.insert(key.clone(), (id, Check::default())) {
            self.of.remove(&replaced);
        }
        self.of.insert(id, key);
        id
    }

    /// Takes a step, unless it comes late. Says whether it was taken.
    pub fn hear(&mut self, id: CheckId, step: Step) -> bool {
        let document = self.document.as_mut().filter(|(of, _)| *of == id);
        let context = self.of.get(&id).and_then(|key| self.contexts.get_mut(key));
        let check = document.or(context).map(|(_, check)| check);
        check.map(|check| check.take(step)).is_some()
    }

    /// The check of the document on show.
    #[must_use]
    pub fn document(&self) -> Option<&Check> {
        self.document.as_ref().map(|(_, check)| check)
    }

    /// The check of a context.
    #[must_use]
    pub fn of_context(&self, file: &Path, context: &str) -> Option<&Check> {
        if self.contexts.is_empty() {
            return None;
        }
        let key = (file.to_owned(), context.to_owned());
        self.contexts.get(&key).map(|(_, check)| check)
    }
}

#[cfg(test)]
mod tests {
    use super::Checks;
    use crate::core::connection::{CheckTrouble, Rung, Step};
    use std::path::PathBuf;
    use std::time::Duration;

    fn broken() -> Step {
        Step { rung: Rung::Tls, took: Duration::ZERO, found: Err(CheckTrouble::BrokeOff) }
    }

    #[test]
    fn a_step_of_a_check_that_was_replaced_is_dropped() {
        let mut checks = Checks::default();
        let file = PathBuf::from("/f");
        let old = checks.begin_context(file.clone(), "a".to_owned());
        let new = checks.begin_context(file.clone(), "a".to_owned());
        assert!(!checks.hear(old, broken()));
        assert!(!checks.of_context(&file, "a").unwrap().over);
        assert!(checks.hear(new, broken()));
        assert!(checks.of_context(&file, "a").unwrap().over);
        let document = checks.begin_document();
        assert_eq!(checks.forget_document(), Some(document));
        assert!(!checks.hear(document, broken()));
    }
}
