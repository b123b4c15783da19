//! The embedded ACK: a small Alibaba Cloud in this process, for newcomers and for every test.
//!
//! Real HTTP servers on loopback, which verify signatures, list clusters, fail on demand and
//! issue kubeconfigs whose certificates are real; on the same port STS and the others who give
//! temporary keys, which end; and for each cluster with a public endpoint a
//! Kubernetes API server over TLS that a real `kubectl` can talk to.
//!
//! This is a room of its own: it uses `core::acs` for the protocol, `core::clusters` for the states
//! that clusters have and `core::sts` for roles, and only tests, the command line and the worker
//! start it. It has its own clock and randomness, since it is the server.

mod account;
mod api;
mod apiserver;
mod arrived;
mod auth;
pub mod banner;
mod bodies;
mod catalogue;
mod clock;
mod cluster;
mod error;
pub mod faults;
mod givers;
mod keyring;
mod kubeconfig;
mod memory;
mod metadata;
mod pki;
mod roles;
mod rpc;
mod serve;
mod service;
mod signing_in;
mod sts;
mod weather;

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use crate::core::acs::{ApiEndpoint, ApiEndpointError, Credentials};

pub use account::{ACCOUNT_ID, ROLE_ID, ROLE_NAME, USER_ID, USER_NAME};
pub use catalogue::{Access, DemoCluster};
pub use faults::Fault;
pub use givers::{SSO_ACCESS_CONFIG, SSO_ACCESS_TOKEN};
pub use memory::RecordedRequest;
pub use metadata::MetadataProtocol;
pub use roles::{
    CHAINED_ROLE_ID, CHAINED_ROLE_NAME, EXTERNAL_ID, PARTNER_ROLE_ID, PARTNER_ROLE_NAME,
};
pub use service::Service;
pub use sts::{OIDC_PROVIDER_ARN, OIDC_TOKEN};
pub use weather::{Chance, Throttle};

/// How the embedded ACK behaves; the default is like life.
#[derive(Debug, Clone, Copy, Default)]
pub struct DemoOptions {
    /// How far the servers' clock is ahead of this machine's.
    pub clock_offset: SignedDuration,
    /// Refuses the ROA signature as a method that is no longer known.
    pub refuse_roa: bool,
    /// How long each answer is held back.
    pub latency: Duration,
    /// So many clusters more, which give kubeconfigs.
    pub extra_clusters: usize,
    /// So many of those have an API server that answers.
    pub answering_extra: usize,
    /// A limit on requests for clusters and kubeconfigs.
    pub throttle: Option<Throttle>,
    /// Faults by chance that the same requests meet.
    pub chance: Option<Chance>,
    /// Which protocols the metadata service speaks.
    pub metadata: MetadataProtocol,
}

/// Why the embedded ACK cannot start.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// No port on loopback.
    #[error("no port can be opened on the loopback address")]
    Listen(#[source] std::io::Error),
    /// The address of the port is no endpoint.
    #[error("the loopback address is not usable as an API endpoint")]
    Endpoint(#[source] ApiEndpointError),
}

/// The running servers. Dropping it stops them and breaks their connections.
pub struct DemoAck {
    endpoint: ApiEndpoint,
    credentials: Credentials,
    clusters: Vec<DemoCluster>,
    api: Arc<api::Api>,
    _servers: JoinSet<()>,
}

impl DemoAck {
    /// Starts the servers on the current tokio runtime, on ports that the system picks.
    ///
    /// Certificates are made when they are first needed, so this only opens ports.
    ///
    /// # Errors
    /// [`DemoError`], when no port can be opened.
    pub async fn start(options: DemoOptions) -> Result<Self, DemoError> {
        let clock = clock::Clock::new(options.clock_offset);
        let mut servers = JoinSet::new();
        let mut running = Vec::new();
        for (number, mut info) in catalogue::named().into_iter().enumerate() {
            if info.has_api_server() {
                info.private_url = catalogue::private_url(number);
            }
            let answers = info.has_api_server() && info.public;
            running.push(open(info, answers, &clock, &mut servers).await?);
        }
        for (number, info) in catalogue::extra(options.extra_clusters).enumerate() {
            let answers = number < options.answering_extra;
            running.push(open(info, answers, &clock, &mut servers).await?);
        }

        let (port, listener) = listen().await?;
        let endpoint =
            ApiEndpoint::parse(&format!("http://127.0.0.1:{port}")).map_err(DemoError::Endpoint)?;
        let clusters = running.iter().map(|cluster| cluster.info.clone()).collect();
        let api = Arc::new(api::Api {
            keys: keyring::Keyring::new(),
            metadata: metadata::Metadata::new(options.metadata),
            clusters: running,
            memory: memory::Memory::default(),
            clock,
            refuse_roa: options.refuse_roa,
            latency: options.latency,
            weather: weather::Weather::new(options.throttle, options.chance),
        });
        let served = Arc::clone(&api);
        servers
            .spawn(serve::accept(listener, move |stream| serve::api(stream, Arc::clone(&served))));
        let credentials = account::user();
        Ok(Self { endpoint, credentials, clusters, api, _servers: servers })
    }

    /// The API endpoint, `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn endpoint(&self) -> &ApiEndpoint {
        &self.endpoint
    }

    /// The key of the RAM user.
    #[must_use]
    pub fn credentials(&self) -> &Credentials {
        &self.credentials
    }

    /// A temporary key with its token, of the role.
    #[must_use]
    pub fn sts_credentials(&self) -> Credentials {
        account::sts()
    }

    /// A temporary key whose time is over.
    #[must_use]
    pub fn expired_sts_credentials(&self) -> Credentials {
        account::expired_sts()
    }

    /// A key that its owner switched off.
    #[must_use]
    pub fn inactive_credentials(&self) -> Credentials {
        account::inactive()
    }

    /// The clusters of the account, in the order in which they are listed.
    #[must_use]
    pub fn clusters(&self) -> &[DemoCluster] {
        &self.clusters
    }

    /// The cluster with this name.
    #[must_use]
    pub fn cluster(&self, name: &str) -> Option<&DemoCluster> {
        self.clusters.iter().find(|cluster| cluster.name == name)
    }

    /// What arrived at the API, oldest first; the last 10,000 requests.
    #[must_use]
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.api.memory.requests()
    }

    /// How many requests were refused because there were too many.
    #[must_use]
    pub fn throttled(&self) -> u64 {
        self.api.weather.throttled()
    }

    /// How many requests met a fault by chance.
    #[must_use]
    pub fn struck(&self) -> u64 {
        self.api.weather.struck()
    }

    /// Moves the servers' clock, while they run, to this far ahead of the machine's.
    pub fn set_clock_offset(&self, offset: SignedDuration) {
        self.api.clock.set_offset(offset);
    }

    /// The time by the servers' clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.api.clock.now()
    }

    /// The failure that every request meets from now on, or none.
    pub fn set_fault(&self, fault: Option<Fault>) {
        self.api.memory.set_fault(None, fault);
    }

    /// The failure that every request to one service meets from now on, or none.
    pub fn set_fault_of(&self, service: Service, fault: Option<Fault>) {
        self.api.memory.set_fault(Some(service), fault);
    }

    /// A failure for one request to one service.
    pub fn push_fault_of(&self, service: Service, fault: Fault) {
        self.api.memory.push_fault(Some(service), fault);
    }

    /// A failure for one request; several wait in a queue, and come before the standing one.
    pub fn push_fault(&self, fault: Fault) {
        self.api.memory.push_fault(None, fault);
    }
}

/// A cluster, if it answers with an API server at its public address.
async fn open(
    mut info: DemoCluster,
    answers: bool,
    clock: &clock::Clock,
    servers: &mut JoinSet<()>,
) -> Result<Arc<cluster::Cluster>, DemoError> {
    if !answers {
        return Ok(Arc::new(cluster::Cluster::new(info)));
    }
    let (port, listener) = listen().await?;
    info.public_url = format!("https://127.0.0.1:{port}");
    let cluster = Arc::new(cluster::Cluster::new(info));
    let server = Arc::new(apiserver::ApiServer::new(Arc::clone(&cluster), clock.clone()));
    servers.spawn(serve::accept(listener, move |stream| {
        apiserver::connection(stream, Arc::clone(&server))
    }));
    Ok(cluster)
}

/// A free port of the loopback address.
async fn listen() -> Result<(u16, TcpListener), DemoError> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.map_err(DemoError::Listen)?;
    let port = listener.local_addr().map_err(DemoError::Listen)?.port();
    Ok((port, listener))
}
