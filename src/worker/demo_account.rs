//! The demo account: the embedded ACK, started once and kept as long as the worker lives.

use std::sync::Arc;

use super::protocol::DemoAccount;
use crate::core::profile::{Places, Profile, Source};
use crate::core::session::{KnownCluster, edition};
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
            clusters: demo.clusters().iter().map(known).collect(),
        };
        self.0 = Some(demo);
        Ok(account)
    }
}

fn known(cluster: &DemoCluster) -> KnownCluster {
    KnownCluster {
        id: cluster.id.clone(),
        name: cluster.name.clone(),
        region: cluster.region.clone(),
        state: cluster.state.clone(),
        edition: edition(&cluster.spec, &cluster.profile).to_owned(),
        version: cluster.version.clone(),
        nodes: cluster.nodes,
    }
}
