//! Where programs are looked for. While the login shell is being asked for its `PATH`, whoever
//! starts a program waits for that: what a desktop gives would find fewer, and other ones.

use std::ffi::OsString;

use tokio::sync::watch;

/// The `PATH` for programs. Clones share it.
#[derive(Clone)]
pub(super) struct Programs(watch::Sender<Known>);

/// What is known of it.
struct Known {
    path: Option<OsString>,
    settled: bool,
}

impl Default for Programs {
    /// This process's own path.
    fn default() -> Self {
        Self(watch::Sender::new(Known { path: None, settled: true }))
    }
}

impl Programs {
    /// The path is not known yet, and will be.
    pub(super) fn expect_path(&self) {
        self.0.send_modify(|known| known.settled = false);
    }

    /// Sets the path; `None` is this process's own.
    pub(super) fn set_path(&self, path: Option<OsString>) {
        self.0.send_replace(Known { path, settled: true });
    }

    /// The path, as soon as it is known.
    pub(super) async fn path(&self) -> Option<OsString> {
        let mut known = self.0.subscribe();
        let settled = known.wait_for(|known| known.settled).await;
        // The sender is ours, so there is always an answer.
        settled.ok().and_then(|known| known.path.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::Programs;

    #[tokio::test]
    async fn whoever_asks_waits_until_the_path_is_known() {
        let programs = Programs::default();
        assert_eq!(programs.path().await, None);
        programs.set_path(Some("/own".into()));
        assert_eq!(programs.path().await, Some("/own".into()));

        programs.expect_path();
        let waiting = programs.clone();
        let (path, ()) = tokio::join!(waiting.path(), async {
            tokio::task::yield_now().await;
            programs.set_path(Some("/shells".into()));
        });
        assert_eq!(path, Some("/shells".into()));
    }
}
