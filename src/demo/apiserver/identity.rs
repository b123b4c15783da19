//! Who a client certificate signs in.
//!
//! As a real API server does it, the handshake lets every certificate in (its holder proves to
//! have the key), and each request then asks whether the cluster knows it: an expired, revoked
//! or foreign one gets 401 and no TLS alert.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use rustls::client::danger::HandshakeSignatureValid;
use rustls::pki_types::{CertificateDer, UnixTime};
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::server::{VerifierBuilderError, WebPkiClientVerifier};
use rustls::{DigitallySignedStruct, DistinguishedName, RootCertStore, SignatureScheme};

use crate::demo::cluster::Cluster;

/// The certificate that the client of a connection showed, if any.
#[derive(Clone)]
pub(super) struct Peer(pub(super) Option<CertificateDer<'static>>);

/// A signed-in client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Identity {
    pub(super) user: String,
    pub(super) groups: Vec<String>,
}

/// Knows the certificates of one cluster.
pub(super) struct Authenticator {
    known: Arc<dyn ClientCertVerifier>,
}

impl Authenticator {
    pub(super) fn new(authority: &CertificateDer<'static>) -> Result<Self, VerifierBuilderError> {
        let mut roots = RootCertStore::empty();
        // A root that cannot be read leaves the store empty, which the builder refuses.
        roots.add(authority.clone()).ok();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let known =
            WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build()?;
        Ok(Self { known })
    }

    /// The verifier for the handshake.
    pub(super) fn verifier(&self) -> Arc<dyn ClientCertVerifier> {
        Arc::new(AnyCertificate { known: Arc::clone(&self.known) })
    }

    /// Whom a certificate signs in at this time.
    pub(super) fn identify(
        &self,
        certificate: &CertificateDer<'_>,
        cluster: &Cluster,
        now: Timestamp,
    ) -> Option<Identity> {
        let seconds = u64::try_from(now.as_second()).ok()?;
        let time = UnixTime::since_unix_epoch(Duration::from_secs(seconds));
        self.known.verify_client_cert(certificate, &[], time).ok()?;
        let (_, parsed) = x509_parser::parse_x509_certificate(certificate).ok()?;
        let subject = parsed.subject();
        let user = subject.iter_common_name().next()?.as_str().ok()?.to_owned();
        let groups = subject.iter_organization().filter_map(|group| group.as_str().ok());
        let mut groups: Vec<String> = groups.map(str::to_owned).collect();
        groups.push("system:authenticated".to_owned());
        let serial = *parsed.tbs_certificate.serial.to_u64_digits().first()?;
        (!cluster.is_revoked(&user, serial)).then_some(Identity { user, groups })
    }
}

/// Asks for a certificate and takes any, or none.
#[derive(Debug)]
struct AnyCertificate {
    known: Arc<dyn ClientCertVerifier>,
}

impl ClientCertVerifier for AnyCertificate {
    fn client_auth_mandatory(&self) -> bool {
        false
    }

    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        self.known.root_hint_subjects()
    }

    fn verify_client_cert(
        &self,
        _end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _now: UnixTime,
    ) -> Result<ClientCertVerified, rustls::Error> {
        Ok(ClientCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.known.verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.known.verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.known.supported_verify_schemes()
    }
}
