//! The whole way over real TLS, with a root certificate that the system is told to trust.

use std::sync::Arc;

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};

use super::support::{Ack, code, run, text};

/// A certificate for `localhost` and the PEM of the authority that vouches for it.
pub(super) fn certificate() -> (CertificateDer<'static>, PrivatePkcs8KeyDer<'static>, String) {
    let authority_key = rcgen::KeyPair::generate().unwrap();
    let mut authority = rcgen::CertificateParams::new(Vec::new()).unwrap();
    authority.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let root = authority.self_signed(&authority_key).unwrap();
    let issuer = rcgen::Issuer::new(authority, authority_key);
    let key = rcgen::KeyPair::generate().unwrap();
    let mut leaf = rcgen::CertificateParams::new(["localhost".to_owned()]).unwrap();
    leaf.extended_key_usages = vec![rcgen::ExtendedKeyUsagePurpose::ServerAuth];
    let leaf = leaf.signed_by(&key, &issuer).unwrap();
    (leaf.der().clone(), PrivatePkcs8KeyDer::from(key.serialize_der()), root.pem())
}

/// TLS in front of the demo's API; gives the port.
pub(super) fn tls_in_front_of(
    ack: &Ack,
    leaf: CertificateDer<'static>,
    key: PrivatePkcs8KeyDer<'static>,
) -> u16 {
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![leaf], key.into())
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let api = ack.demo.endpoint().host();
    let listener = ack.runtime().block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
    let port = listener.local_addr().unwrap().port();
    ack.runtime().spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (acceptor, api) = (acceptor.clone(), api.clone());
            tokio::spawn(async move {
                let Ok(mut outside) = acceptor.accept(stream).await else { return };
                let mut inside = TcpStream::connect(api).await.unwrap();
                // Either side may end it.
                copy_bidirectional(&mut outside, &mut inside).await.ok();
            });
        }
    });
    port
}

#[cfg(target_os = "linux")]
#[test]
fn a_trusted_certificate_leads_to_a_kubeconfig_and_an_unknown_one_to_nothing() {
    let ack = Ack::start();
    let (leaf, key, root) = certificate();
    let port = tls_in_front_of(&ack, leaf, key);
    let folder = tempfile::tempdir().unwrap();
    let roots = folder.path().join("roots.pem");
    std::fs::write(&roots, root).unwrap();
    let endpoint = format!("https://localhost:{port}");

    for scheme in ["roa", "acs3"] {
        let mut program = ack.program_as(ack.demo.credentials());
        program.args(["get", ack.id(), "--endpoint", &endpoint, "--signature", scheme]);
        program.env("NO_PROXY", "localhost").env("SSL_CERT_FILE", &roots);
        let output = run(&mut program);
        assert_eq!(code(&output), 0, "{scheme}: {}", text(&output.stderr));
        assert!(text(&output.stdout).contains("kind: Config"));
    }

    let before = ack.demo.requests().len();
    let mut program = ack.program_as(ack.demo.credentials());
    program.env("NO_PROXY", "localhost").args(["get", ack.id(), "--endpoint", &endpoint]);
    let output = run(&mut program);
    assert_eq!((code(&output), text(&output.stdout)), (6, ""));
    assert!(text(&output.stderr).contains("certificate"), "{}", text(&output.stderr));
    assert_eq!(ack.demo.requests().len(), before, "a request was sent all the same");
}
