//! Seeing cheaply that a file may have changed, and knowing what to watch for it.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::access::Access;
use super::place::{Place, folder_of, identity};

/// How the files behind a path look from outside, without reading them: two equal ones mean that
/// there is nothing new to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glance(Vec<(PathBuf, Option<Look>)>);

/// How one file looks.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Look {
    identity: (u64, u64),
    size: u64,
    modified: Option<SystemTime>,
    access: Option<Access>,
}

impl Glance {
    /// Looks at the file, at every link that leads to it, and, where its folder is not there
    /// yet, at what is missing.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        let names = Place::of(path).map_or_else(|_| vec![path.to_owned()], |it| it.names().into());
        let names = names.into_iter().map(|name| missing_folder(&name).unwrap_or(name));
        Self(names.map(|name| (name.clone(), look(&name))).collect())
    }

    /// The names to watch for. Each stands in a folder that exists; a name that appears,
    /// vanishes, is written or is replaced there is a reason to look again, and to watch what
    /// the new glance names.
    pub fn names(&self) -> impl Iterator<Item = &Path> {
        self.0.iter().map(|(name, _)| name.as_path())
    }
}

/// The topmost folder that must appear before this name can.
fn missing_folder(name: &Path) -> Option<PathBuf> {
    let missing = name.ancestors().skip(1).take_while(|folder| !folder.exists()).last();
    missing.filter(|folder| folder_of(folder).exists()).map(Path::to_owned)
}

fn look(name: &Path) -> Option<Look> {
    let metadata = std::fs::symlink_metadata(name).ok()?;
    Some(Look {
        identity: identity(&metadata),
        size: metadata.len(),
        modified: metadata.modified().ok(),
        access: Access::of(&metadata),
    })
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::Glance;
    use std::fs;
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::path::{Path, PathBuf};

    #[test]
    fn whatever_changes_the_file_changes_the_glance() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        symlink("first", at("config")).unwrap();
        let changes: [(&str, &dyn Fn()); 6] = [
            ("made", &|| fs::write(at("first"), "x").unwrap()),
            ("written", &|| fs::write(at("first"), "xy").unwrap()),
            ("its mode", &|| {
                fs::set_permissions(at("first"), fs::Permissions::from_mode(0o640)).unwrap();
            }),
            ("replaced", &|| {
                fs::copy(at("first"), at("other")).unwrap();
                fs::rename(at("other"), at("first")).unwrap();
            }),
            ("the link", &|| {
                fs::copy(at("first"), at("second")).unwrap();
                fs::remove_file(at("config")).unwrap();
                symlink("second", at("config")).unwrap();
            }),
            ("removed", &|| fs::remove_file(at("second")).unwrap()),
        ];
        for (what, change) in changes {
            let before = Glance::at(&at("config"));
            assert_eq!(Glance::at(&at("config")), before, "{what}");
            change();
            assert_ne!(Glance::at(&at("config")), before, "{what}");
        }
    }

    #[test]
    fn every_name_to_watch_stands_in_a_folder_that_exists() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().canonicalize().unwrap();
        let at = |name: &str| folder.join(name);
        symlink("dotfiles/kube/config", at("config")).unwrap();
        let names =
            |path: PathBuf| Glance::at(&path).names().map(Path::to_owned).collect::<Vec<PathBuf>>();
        assert_eq!(names(at("config")), [at("config"), at("dotfiles")]);
        assert_eq!(names(at(".kube/config")), [at(".kube")]);
        fs::create_dir_all(at("dotfiles/kube")).unwrap();
        assert_eq!(names(at("config")), [at("config"), at("dotfiles/kube/config")]);
    }
}
