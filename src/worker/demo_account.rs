//! The demo account: the embedded ACK, started once and kept as long as the worker lives.

use crate::core::session::{Account, KnownCluster, Source, edition};
use crate::demo::{DemoAck, DemoCluster, DemoError, DemoOptions};

#[derive(Default)]
pub(super) struct DemoAccount(Option<DemoAck>);

impl DemoAccount {
    /// The account of the running demo, which is started first if need be.
    pub(super) async fn open(&mut self) -> Result<Account, DemoError> {
        let demo = match self.0.take() {
            Some(running) => running,
            None => DemoAck::start(DemoOptions::default()).await?,
        };
        let account = Account {
            credentials: demo.credentials().clone(),
            endpoint: demo.endpoint().clone(),
            source: Source::Demo,
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
