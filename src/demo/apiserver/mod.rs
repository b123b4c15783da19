//! A cluster's Kubernetes API server: TLS with client certificates, and enough answers for
//! `kubectl` and for our own connection check.

mod access;
mod discovery;
mod identity;
mod objects;
mod review;
mod routes;

use std::sync::Arc;

use axum::Extension;
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use rustls::ServerConfig;
use tokio::net::TcpStream;
use tokio::sync::OnceCell;
use tokio_rustls::TlsAcceptor;

use super::clock::Clock;
use super::cluster::Cluster;
use identity::{Authenticator, Peer};

/// The API server of one cluster.
pub(super) struct ApiServer {
    cluster: Arc<Cluster>,
    clock: Clock,
    tls: OnceCell<Tls>,
}

struct Tls {
    config: Arc<ServerConfig>,
    authenticator: Authenticator,
}

/// Why a server has no TLS.
#[derive(Debug, thiserror::Error)]
enum TlsError {
    #[error("a certificate cannot be made")]
    Certificate(#[from] rcgen::Error),
    #[error("TLS cannot be set up")]
    Setup(#[from] rustls::Error),
    #[error("client certificates cannot be verified")]
    Verifier(#[from] rustls::server::VerifierBuilderError),
}

impl ApiServer {
    pub(super) fn new(cluster: Arc<Cluster>, clock: Clock) -> Self {
        Self { cluster, clock, tls: OnceCell::new() }
    }

    async fn tls(&self) -> Result<&Tls, TlsError> {
        self.tls.get_or_try_init(async || self.make_tls().await).await
    }

    async fn make_tls(&self) -> Result<Tls, TlsError> {
        let now = self.clock.now();
        let authority = self.cluster.authority(now).await?;
        let names = ["127.0.0.1", "localhost", "kubernetes", "kubernetes.default"];
        let names = names.iter().map(|&name| name.to_owned()).collect();
        let (certificate, key) = authority.server(names, now)?;
        let authenticator = Authenticator::new(authority.der())?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_client_cert_verifier(authenticator.verifier())
            .with_single_cert(vec![certificate, authority.der().clone()], key)?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Tls { config: Arc::new(config), authenticator })
    }
}

/// Serves one connection.
pub(super) async fn connection(stream: TcpStream, server: Arc<ApiServer>) {
    // A server without TLS has nothing to say to anyone: the connection closes.
    let Ok(tls) = server.tls().await else { return };
    let acceptor = TlsAcceptor::from(Arc::clone(&tls.config));
    let Ok(stream) = acceptor.accept(stream).await else { return };
    let certificates = stream.get_ref().1.peer_certificates();
    let peer = Peer(certificates.and_then(|chain| chain.first()).cloned());
    let router = routes::router(Arc::clone(&server)).layer(Extension(peer));
    let service = TowerToHyperService::new(router);
    // How a connection ends is the client's business.
    http1::Builder::new().serve_connection(TokioIo::new(stream), service).await.ok();
}
