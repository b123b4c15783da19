//! Certificates: a CA for each cluster, and what it signs.

use jiff::{SignedDuration, Timestamp};
use rcgen::{
    BasicConstraints, Certificate, CertificateParams, DistinguishedName, DnType,
    ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose, SerialNumber,
};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// A cluster's certificate authority.
pub(super) struct Authority {
    certificate: Certificate,
    issuer: Issuer<'static, KeyPair>,
}

/// From when until when a certificate is valid.
#[derive(Clone, Copy)]
pub(super) struct Validity {
    pub(super) not_before: Timestamp,
    pub(super) not_after: Timestamp,
}

/// A certificate with its key, as PEM.
pub(super) struct ClientCertificate {
    pub(super) certificate_pem: String,
    pub(super) key_pem: String,
}

impl Authority {
    /// A new authority for the cluster; it is some weeks old and lasts twenty years.
    pub(super) fn new(cluster_id: &str, now: Timestamp) -> Result<Self, rcgen::Error> {
        let mut params = params(cluster_id, "alibaba cloud", years_around(now));
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![
            KeyUsagePurpose::DigitalSignature,
            KeyUsagePurpose::KeyCertSign,
            KeyUsagePurpose::CrlSign,
        ];
        let key = KeyPair::generate()?;
        let certificate = params.self_signed(&key)?;
        Ok(Self { certificate, issuer: Issuer::new(params, key) })
    }

    pub(super) fn der(&self) -> &CertificateDer<'static> {
        self.certificate.der()
    }

    pub(super) fn pem(&self) -> String {
        self.certificate.pem()
    }

    /// The certificate and key of the cluster's API server.
    pub(super) fn server(
        &self,
        names: Vec<String>,
        now: Timestamp,
    ) -> Result<(CertificateDer<'static>, PrivateKeyDer<'static>), rcgen::Error> {
        let mut params = CertificateParams::new(names)?;
        let common = self::params("kube-apiserver", "system:nodes", years_around(now));
        params.distinguished_name = common.distinguished_name;
        (params.not_before, params.not_after) = (common.not_before, common.not_after);
        params.key_usages = common.key_usages;
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        let key = KeyPair::generate()?;
        let certificate = params.signed_by(&key, &self.issuer)?;
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        Ok((certificate.into(), key))
    }

    /// A certificate that signs `uid` in as a member of `group`.
    pub(super) fn client(
        &self,
        uid: &str,
        group: &str,
        serial: u64,
        validity: Validity,
    ) -> Result<ClientCertificate, rcgen::Error> {
        let mut params = params(uid, group, validity);
        params.serial_number = Some(SerialNumber::from(serial));
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        params.use_authority_key_identifier_extension = true;
        let key = KeyPair::generate()?;
        let certificate = params.signed_by(&key, &self.issuer)?;
        Ok(ClientCertificate { certificate_pem: certificate.pem(), key_pem: key.serialize_pem() })
    }
}

fn params(common_name: &str, organization: &str, validity: Validity) -> CertificateParams {
    let mut name = DistinguishedName::new();
    name.push(DnType::OrganizationName, organization);
    name.push(DnType::CommonName, common_name);
    let mut params = CertificateParams::default();
    params.distinguished_name = name;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature, KeyUsagePurpose::KeyEncipherment];
    // The certificate library's own time type is reached through the one constructor that it
    // re-exports, so that no second time library becomes a dependency.
    let epoch = rcgen::date_time_ymd(1970, 1, 1);
    let since_epoch = |time: Timestamp| {
        std::time::Duration::from_secs(u64::try_from(time.as_second()).unwrap_or_default())
    };
    params.not_before = epoch + since_epoch(validity.not_before);
    params.not_after = epoch + since_epoch(validity.not_after);
    params
}

fn years_around(now: Timestamp) -> Validity {
    let add = |days: i32| now.checked_add(DAY * days).unwrap_or(now);
    Validity { not_before: add(-60), not_after: add(20 * 365) }
}
