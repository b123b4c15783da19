//! HTTPS: what this machine does not trust is refused, and not asked again.

use std::sync::Arc;

use ack_kubeconfig::core::acs::{ApiEndpoint, TransportError};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;
use tokio_rustls::rustls::{ServerConfig, crypto::ring};

use super::support::Rig;

/// A TLS server with a certificate that nobody vouches for, which counts its visitors.
async fn self_signed_server() -> (ApiEndpoint, Arc<std::sync::atomic::AtomicUsize>) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key.into())
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let visitors = Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let count = Arc::clone(&visitors);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            count.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            // The client turns away during the handshake: an error here is what is expected.
            acceptor.accept(stream).await.ok();
        }
    });
    (ApiEndpoint::parse(&format!("https://localhost:{port}")).unwrap(), visitors)
}

#[tokio::test]
async fn a_certificate_that_is_not_trusted_is_refused_at_once() {
    let mut rig = Rig::new().await;
    let (endpoint, visitors) = self_signed_server().await;
    let mut question = rig.question();
    question.endpoint = endpoint;
    let error = rig.break_off(&question).await;
    assert!(matches!(error, TransportError::Tls { .. }), "{error:?}");
    assert_eq!(visitors.load(std::sync::atomic::Ordering::SeqCst), 1, "it was asked again");
}

#[tokio::test]
async fn plain_http_behind_https_is_no_secure_connection() {
    let mut rig = Rig::new().await;
    let mut question = rig.question();
    let plain = rig.demo.endpoint().to_string().replace("http://", "https://");
    question.endpoint = ApiEndpoint::parse(&plain).unwrap();
    let error = rig.break_off(&question).await;
    assert!(matches!(error, TransportError::Tls { .. }), "{error:?}");
}
