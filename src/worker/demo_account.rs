//! The demo account: the embedded ACK, started once and kept as long as the worker lives.

use std::sync::Arc;

use super::protocol::DemoAccount;
use crate::core::profile::{Places, Profile, Source};
use crate::demo::{DemoAck, DemoCluster, DemoError, DemoOptions};

#[derive(Default)]
pub(super) struct RunningDemo(Option<DemoAck>);

impl RunningDemo {
    /// The account of the running demo, which is started first if need be.
    pub(super) async fn open(&mut self) -> Result<DemoAccount, DemoError> {
        let demo = match self.0.take() {
            Some(running) => running,
            None => DemoAck::start(DemoOptions::default()).await?,
        };
        let profile = Profile {
            // The embedded ACK is its own STS.
            places: Places { sts: demo.endpoint().clone(), ..Places::default() },
            ..Profile::of_key(Source::Demo, demo.credentials().clone())
        };
        let account = DemoAccount {
            profile: Arc::new(profile),
            endpoint: demo.endpoint().clone(),
            clusters: demo.clusters().iter().map(DemoCluster::listed).collect(),
        };
        self.0 = Some(demo);
        Ok(account)
    }
}
