//! Which of the services on the one port a request is for.

use super::arrived::Arrived;

/// A service of the embedded Alibaba Cloud. They share a port, for their paths differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Service {
    /// ACK's API.
    Ack,
    /// Of ACK's API only what asks for a kubeconfig.
    AckKubeconfig,
    /// STS: the path `/` with the parameter `Action`.
    Sts,
    /// The metadata service of an ECS instance: all below `/latest/`.
    Metadata,
    /// A credentials URI: `/credentials`.
    CredentialsUri,
    /// CloudSSO: `/cloud-credentials`.
    CloudSso,
}

impl Service {
    pub(super) fn of(arrived: &Arrived) -> Self {
        match arrived.path.as_str() {
            "/" if arrived.parameter("Action").is_some() => Self::Sts,
            "/credentials" => Self::CredentialsUri,
            "/cloud-credentials" => Self::CloudSso,
            path if path.starts_with("/latest/") => Self::Metadata,
            _ => Self::Ack,
        }
    }
}
