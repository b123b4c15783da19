//! The demo account: the embedded ACK, started once and kept as long as the worker lives.

use std::sync::Arc;

use tokio::sync::OnceCell;

use crate::core::acs::ClusterId;
use crate::core::profile::{Places, Profile, Source};
use crate::demo::{DemoAck, DemoError, DemoOptions};

/// Clones share it.
#[derive(Clone, Default)]
pub(super) struct RunningDemo(Arc<OnceCell<DemoAck>>);

impl RunningDemo {
    /// The profile of the running demo, which is started first if need be, and the cluster that
    /// shows most of it.
    pub(super) async fn open(&self) -> Result<(Arc<Profile>, Option<ClusterId>), DemoError> {
        let demo = self.0.get_or_try_init(|| DemoAck::start(DemoOptions::default())).await?;
        // The embedded ACK is its own STS.
        let own = demo.endpoint().clone();
        let places = Places { sts: own.clone(), endpoint: Some(own), ..Places::default() };
        let profile = Profile::of_key(Source::Demo, demo.credentials().clone());
        let first = demo.clusters().first().map(|cluster| cluster.id.clone());
        Ok((Arc::new(Profile { places, ..profile }), first))
    }
}
