//! The certificates in the kubeconfigs are real: signed, dated, and for the one who asked.

use std::sync::Arc;

use ack_kubeconfig::core::acs::{ApiServerEndpoint, GetKubeconfig, Scheme, TemporaryDuration};
use ack_kubeconfig::demo::{DemoAck, ROLE_ID, USER_ID};
use jiff::SignedDuration;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, UnixTime};
use rustls::server::WebPkiClientVerifier;
use x509_parser::prelude::{FromDer as _, X509Certificate};

use crate::support::{Kubeconfig, ask, demo, get_kubeconfig, parse, send, signed};

async fn kubeconfig(demo: &DemoAck, name: &str) -> Kubeconfig {
    parse(&ask(demo, &get_kubeconfig(demo, name, ApiServerEndpoint::Public)).await.config())
}

fn der(pem: &str) -> CertificateDer<'static> {
    CertificateDer::from_pem_slice(pem.as_bytes()).expect("a PEM certificate")
}

fn x509<'a>(der: &'a CertificateDer<'_>) -> X509Certificate<'a> {
    X509Certificate::from_der(der).expect("a certificate").1
}

/// Whether a TLS server that trusts `ca` would let `certificate` in.
fn is_signed_by(certificate: &CertificateDer<'_>, ca: &CertificateDer<'static>) -> bool {
    let mut roots = rustls::RootCertStore::empty();
    roots.add(ca.clone()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier =
        WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build().unwrap();
    verifier.verify_client_cert(certificate, &[], UnixTime::now()).is_ok()
}

#[tokio::test]
async fn the_client_certificate_is_signed_by_its_clusters_authority_alone() {
    let demo = demo().await;
    let payments = kubeconfig(&demo, "prod-payments").await;
    let search = kubeconfig(&demo, "prod-search").await;
    let (certificate, ca) = (der(&payments.certificate_pem), der(&payments.ca_pem));
    assert!(is_signed_by(&certificate, &ca));
    assert!(!is_signed_by(&certificate, &der(&search.ca_pem)));

    let (client, authority) = (x509(&certificate), x509(&ca));
    assert!(authority.is_ca());
    assert_eq!(client.issuer(), authority.subject());
    let id = demo.cluster("prod-payments").unwrap().id.to_string();
    assert!(authority.subject().to_string().contains(&format!("CN={id}")));
}

#[tokio::test]
async fn the_certificate_names_the_caller_and_belongs_to_the_key() {
    let demo = demo().await;
    for (cluster, group) in [("prod-payments", "system:users"), ("staging", "system:masters")] {
        let config = kubeconfig(&demo, cluster).await;
        let certificate = der(&config.certificate_pem);
        let client = x509(&certificate);
        let subject = client.subject();
        let name = subject.iter_common_name().next().unwrap().as_str().unwrap();
        let organization = subject.iter_organization().next().unwrap().as_str().unwrap();
        assert_eq!((name, organization), (USER_ID, group));
        let key = rcgen::KeyPair::from_pem(&config.key_pem).expect("a private key");
        let public: &[u8] = &client.public_key().subject_public_key.data;
        assert_eq!(rcgen::PublicKeyData::der_bytes(&key), public);
    }
    let get = get_kubeconfig(&demo, "staging", ApiServerEndpoint::Public);
    let role = send(&signed(&demo, &get, &demo.sts_credentials(), Scheme::Roa)).await;
    assert_eq!(parse(&role.config()).user, ROLE_ID);
}

#[tokio::test]
async fn the_certificate_lasts_as_long_as_was_asked_for() {
    let demo = demo().await;
    let cluster_id = demo.cluster("staging").unwrap().id.clone();
    for (minutes, length) in [
        (Some(15), SignedDuration::from_mins(15)),
        (Some(4320), SignedDuration::from_hours(72)),
        (None, SignedDuration::from_hours(3 * 365 * 24)),
    ] {
        let duration = minutes.map(|minutes| TemporaryDuration::from_minutes(minutes).unwrap());
        let get = GetKubeconfig {
            cluster_id: cluster_id.clone(),
            api_server: ApiServerEndpoint::Public,
            duration,
        };
        let before = demo.now();
        let answer = ask(&demo, &get.to_request()).await;
        let certificate = der(&parse(&answer.config()).certificate_pem);
        let validity = x509(&certificate).validity().clone();
        let json = answer.json();
        let expiration: jiff::Timestamp = json["expiration"].as_str().unwrap().parse().unwrap();
        assert_eq!(validity.not_after.timestamp(), expiration.as_second());
        let lasts = expiration.duration_since(before);
        assert!((lasts - length).abs() < SignedDuration::from_mins(1), "{lasts:?}");
        assert!(validity.not_before.timestamp() <= before.as_second());
    }
}
