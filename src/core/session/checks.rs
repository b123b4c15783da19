//! Checks of the document on show and of the user's contexts: which are under way, and what came
//! of each.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::core::connection::{Check, CheckId, Step};

/// Whose check it is, if not a context's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckOf {
    /// That of the document that was fetched.
    Fetched,
    /// That of the file that was opened.
    Opened,
}

/// All checks of the window.
#[derive(Debug, Default)]
pub struct Checks {
    last: u64,
    /// The one of the document that was fetched.
    fetched: Option<(CheckId, Check)>,
    /// The one of the file that was opened.
    opened: Option<(CheckId, Check)>,
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

    fn slot(&mut self, of: CheckOf) -> &mut Option<(CheckId, Check)> {
        match of {
            CheckOf::Fetched => &mut self.fetched,
            CheckOf::Opened => &mut self.opened,
        }
    }

    /// Begins to check a document, in place of any check of it before; the worker is to be given
    /// the number.
    pub fn begin_document(&mut self, of: CheckOf) -> CheckId {
        let id = self.next();
        *self.slot(of) = Some((id, Check::default()));
        id
    }

    /// Another document took its place; the worker is to be told the number, if a check was under
    /// way.
    pub fn forget_document(&mut self, of: CheckOf) -> Option<CheckId> {
        self.slot(of).take().filter(|(_, check)| !check.over).map(|(id, _)| id)
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

    /// Forgets the checks of contexts that are others by now, or gone; the worker is to be told the
    /// numbers of those that were under way.
    pub fn forget_contexts(&mut self, is_another: impl Fn(&Path, &str) -> bool) -> Vec<CheckId> {
        let mut under_way = Vec::new();
        self.contexts.retain(|(file, name), (id, check)| {
            let forget = is_another(file, name);
            if forget && !check.over {
                under_way.push(*id);
            }
            !forget
        });
        self.of.retain(|_, key| self.contexts.contains_key(key));
        under_way
    }

    /// Takes a step, unless it comes late. Says whether it was taken.
    pub fn hear(&mut self, id: CheckId, step: Step) -> bool {
        let documents = [&mut self.fetched, &mut self.opened].into_iter().flatten();
        let document = documents.into_iter().find(|(of, _)| *of == id);
        let context = self.of.get(&id).and_then(|key| self.contexts.get_mut(key));
        let check = document.or(context).map(|(_, check)| check);
        check.map(|check| check.take(step)).is_some()
    }

    /// The check of a document.
    #[must_use]
    pub fn document(&self, of: CheckOf) -> Option<&Check> {
        let document = match of {
            CheckOf::Fetched => &self.fetched,
            CheckOf::Opened => &self.opened,
        };
        document.as_ref().map(|(_, check)| check)
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
    use super::{CheckOf, Checks};
    use crate::core::connection::{CheckTrouble, Rung, Step};
    use std::path::PathBuf;
    use std::time::Duration;

    fn broken() -> Step {
        Step { rung: Rung::Tls, took: Duration::ZERO, found: Err(CheckTrouble::BrokeOff) }
    }

    #[test]
    fn the_check_of_a_context_that_is_another_by_now_is_forgotten() {
        let mut checks = Checks::default();
        let file = PathBuf::from("/f");
        let [renewed, same, running] =
            ["a", "b", "c"].map(|name| checks.begin_context(file.clone(), name.to_owned()));
        checks.hear(renewed, broken());
        checks.hear(same, broken());
        let forgotten = checks.forget_contexts(|_, name| name != "b");
        assert_eq!(forgotten, [running], "what is over has nobody to be told");
        assert!(checks.of_context(&file, "a").is_none() && checks.of_context(&file, "c").is_none());
        assert!(checks.of_context(&file, "b").unwrap().over);
        assert!(!checks.hear(running, broken()));
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
        let document = checks.begin_document(CheckOf::Fetched);
        let file = checks.begin_document(CheckOf::Opened);
        assert_eq!(checks.forget_document(CheckOf::Fetched), Some(document));
        assert!(!checks.hear(document, broken()));
        assert!(checks.hear(file, broken()), "of the other nothing was forgotten");
        assert!(checks.document(CheckOf::Opened).unwrap().over);
    }
}
