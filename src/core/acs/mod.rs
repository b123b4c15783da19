//! The Alibaba Cloud protocol: requests, signatures and answers of ACK's API (product CS, 2015-12-15).
//!
//! Nothing here talks to a network: [`operation`] says what to ask, [`sign`] makes a request
//! that the service accepts, [`reply`] reads what came back, and [`retry`] says whether asking
//! again can help.

pub mod access_denied;
pub mod cluster_id;
pub mod codes;
pub mod credentials;
pub mod difference;
pub mod duration;
pub mod endpoint;
pub mod failure;
pub mod http;
pub mod operation;
pub mod pace;
pub mod pages;
pub mod percent;
pub mod problem;
pub mod record;
pub mod region;
pub mod reply;
pub mod retry;
pub mod sign;
pub mod snippets;
pub mod step;

pub use access_denied::AccessDenied;
pub use cluster_id::{ClusterId, ClusterIdError};
pub use credentials::{Credentials, CredentialsError};
pub use duration::{DurationError, TemporaryDuration};
pub use endpoint::{ApiEndpoint, ApiEndpointError, ApiServerEndpoint, Network};
pub use failure::{FetchError, TransportError};
pub use http::{HttpRequest, Prepared, RawReply, Signing};
pub use operation::{ApiRequest, GetKubeconfig, ListClusters};
pub use problem::Problem;
pub use record::Record;
pub use reply::{KubeconfigReply, ReplyError, ServiceError};
pub use sign::{Scheme, SchemeChoice, SignedRequest};
pub use step::Step;
