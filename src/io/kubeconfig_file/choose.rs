//! Which kubeconfig file is meant, as kubectl decides it.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// Why no file is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChooseError {
    /// Nothing names a file, and there is no home folder to look in.
    #[error("there is no home folder for .kube/config")]
    NoHome,
    /// `KUBECONFIG` is set, and all its elements are empty: kubectl would use no file at all.
    #[error("KUBECONFIG names no file")]
    EmptyList,
}

/// The files that kubectl would read, the first of them winning. There is at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Files(Vec<PathBuf>);

impl Files {
    /// Decides: the file that was asked for, else the list of `KUBECONFIG`, else `.kube/config`
    /// in the home folder. An empty `KUBECONFIG` counts as none, empty elements and repeated ones
    /// are passed over.
    ///
    /// # Errors
    /// [`ChooseError`], when that leaves no file.
    pub fn of(
        explicit: Option<&Path>,
        kubeconfig: Option<&OsStr>,
        home: Option<&Path>,
    ) -> Result<Self, ChooseError> {
        if let Some(file) = explicit {
            return Ok(Self(vec![file.to_owned()]));
        }
        let Some(list) = kubeconfig.filter(|list| !list.is_empty()) else {
            let home = home.ok_or(ChooseError::NoHome)?;
            return Ok(Self(vec![home.join(".kube").join("config")]));
        };
        let mut files = Vec::new();
        for file in std::env::split_paths(list) {
            if !file.as_os_str().is_empty() && !files.contains(&file) {
                files.push(file);
            }
        }
        if files.is_empty() { Err(ChooseError::EmptyList) } else { Ok(Self(files)) }
    }

    /// All of them. Those that are not there count as empty.
    #[must_use]
    pub fn all(&self) -> &[PathBuf] {
        &self.0
    }

    /// The file for a new entry, and for the current context: the first that exists, else the
    /// last.
    #[must_use]
    pub fn for_new(&self) -> &Path {
        self.first_that(Path::exists).unwrap_or(&self.0[self.0.len() - 1])
    }

    /// The file for an entry that is there: the first that holds it.
    #[must_use]
    pub fn first_that(&self, holds_it: impl Fn(&Path) -> bool) -> Option<&Path> {
        self.0.iter().map(PathBuf::as_path).find(|file| holds_it(file))
    }
}

#[cfg(test)]
mod tests {
    use super::{ChooseError, Files};
    use std::ffi::OsString;
    use std::path::{Path, PathBuf};

    fn list(paths: &[&str]) -> OsString {
        std::env::join_paths(paths).unwrap()
    }

    fn files(explicit: Option<&str>, kubeconfig: Option<&OsString>) -> Vec<PathBuf> {
        let kubeconfig = kubeconfig.map(OsString::as_os_str);
        let files = Files::of(explicit.map(Path::new), kubeconfig, Some(Path::new("/home/me")));
        files.unwrap().all().to_vec()
    }

    #[test]
    fn what_was_asked_for_comes_before_the_list_and_the_list_before_the_home_folder() {
        let kubeconfig = list(&["/a", "/b"]);
        assert_eq!(files(Some("/x"), Some(&kubeconfig)), [Path::new("/x")]);
        assert_eq!(files(None, Some(&kubeconfig)), [Path::new("/a"), Path::new("/b")]);
        let home = Path::new("/home/me/.kube/config");
        assert_eq!(files(None, None), [home]);
        assert_eq!(files(None, Some(&OsString::new())), [home]);
    }

    #[test]
    fn empty_and_repeated_elements_are_passed_over() {
        let kubeconfig = list(&["", "/a", "", "/b", "/a", ""]);
        assert_eq!(files(None, Some(&kubeconfig)), [Path::new("/a"), Path::new("/b")]);
    }

    #[test]
    fn no_file_at_all_is_said() {
        let empty = list(&["", ""]);
        let home = Some(Path::new("/home/me"));
        assert_eq!(Files::of(None, Some(&empty), home), Err(ChooseError::EmptyList));
        assert_eq!(Files::of(None, None, None), Err(ChooseError::NoHome));
    }

    #[test]
    fn a_new_entry_goes_to_the_first_file_that_exists_else_to_the_last() {
        let folder = tempfile::tempdir().unwrap();
        let [a, b, c] = ["a", "b", "c"].map(|name| folder.path().join(name));
        let kubeconfig = std::env::join_paths([&a, &b, &c]).unwrap();
        let files = Files::of(None, Some(&kubeconfig), None).unwrap();
        assert_eq!(files.for_new(), c);
        std::fs::write(&b, "").unwrap();
        assert_eq!(files.for_new(), b);
        assert_eq!(files.first_that(|file| file != b && file != a), Some(c.as_path()));
        assert_eq!(files.first_that(|_| false), None);
    }
}
