//! What a certificate says, and who signed it.

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use x509_parser::error::X509Error;
use x509_parser::objects::{oid_registry, oid2abbrev};
use x509_parser::prelude::{FromDer as _, X509Certificate};
use x509_parser::public_key::PublicKey;
use x509_parser::x509::{AttributeTypeAndValue, RelativeDistinguishedName, X509Name};

use super::pem::{Block, blocks};
use crate::core::printable::printable;

/// Enough for the key, the certificates and their signature of two hundred contexts.
const MOST_PROOFS: usize = 600;

/// More groups than anybody is in; the rest is only counted.
const MOST_GROUPS: usize = 16;

/// The length of the longest serial number that RFC 5280 allows, in bytes.
const SERIAL: usize = 20;

/// Kubernetes lets the members of this group do everything, and no role can take it from them.
const ADMIN_GROUP: &str = "system:masters";

/// What a certificate says. Names in it are made [`printable`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateFacts {
    /// The subject as RFC 4514 writes it: `CN=2345678901234567,O=system:users`.
    pub subject: String,
    /// The subject's common name: with ACK the RAM uid.
    pub identity: Option<String>,
    /// The subject's organizations, at most sixteen: to Kubernetes, the groups.
    pub groups: Vec<String>,
    /// How many groups are not among them.
    pub more_groups: usize,
    /// Whether one of the groups may do everything (`system:masters`).
    pub is_admin: bool,
    /// The issuer, as the subject.
    pub issuer: String,
    /// The serial number in hexadecimal digits, without leading zeros, as `openssl` shows it.
    pub serial: String,
    /// SHA-256 over the certificate: `3F:9A:…`, 32 bytes.
    pub fingerprint: String,
    /// From when it is valid.
    pub not_before: Timestamp,
    /// Until when it is valid.
    pub not_after: Timestamp,
    /// Its key.
    pub key: KeyKind,
    /// How many certificates follow it in the same value.
    pub chain: usize,
}

/// The kind of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyKind {
    /// RSA, with so many bits.
    Rsa(usize),
    /// ECDSA on the curve of this name: `P-256`.
    Ec(&'static str),
    /// Ed25519.
    Ed25519,
    /// Something else, by its object identifier.
    Other(String),
}

/// Whether something that can be computed from the document holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// It does.
    Holds,
    /// It does not.
    Fails,
    /// It cannot be computed with what is in the document.
    Unknown,
    /// It was not computed: there are too many in this document.
    NotTried,
}

/// How many computations with keys are still made for one document. A hostile one can ask for any
/// number of them, and each takes up to a millisecond.
pub(super) struct Budget(usize);

impl Budget {
    pub(super) fn new() -> Self {
        Self(MOST_PROOFS)
    }

    /// Whether one more is made.
    pub(super) fn spend(&mut self) -> bool {
        let has_some = self.0 > 0;
        self.0 = self.0.saturating_sub(1);
        has_some
    }
}

/// The certificates of a value, as bytes.
pub(super) struct Chain(Vec<Block>);

impl Chain {
    /// Reads a value in base64; none, if there is no certificate in it.
    pub(super) fn read(data: &str) -> Option<Self> {
        let mut blocks = blocks(data)?;
        blocks.retain(|block| block.label == "CERTIFICATE");
        (!blocks.is_empty()).then_some(Self(blocks))
    }

    /// What the first certificate says, which is the one that counts; none, if it is none.
    pub(super) fn facts(&self) -> Option<CertificateFacts> {
        let leaf = parse(self.0.first()?)?;
        let subject = leaf.subject();
        let organizations = || subject.iter_organization().filter_map(|value| value.as_str().ok());
        let count = organizations().count();
        let second = |time: x509_parser::time::ASN1Time| Timestamp::from_second(time.timestamp());
        Some(CertificateFacts {
            subject: name(subject),
            identity: subject
                .iter_common_name()
                .next()
                .and_then(|value| value.as_str().ok())
                .map(printable),
            groups: organizations().take(MOST_GROUPS).map(printable).collect(),
            more_groups: count.saturating_sub(MOST_GROUPS),
            is_admin: organizations().any(|group| group == ADMIN_GROUP),
            issuer: name(leaf.issuer()),
            serial: serial(leaf.raw_serial()),
            fingerprint: hex(&Sha256::digest(&self.0.first()?.der), ":"),
            not_before: second(leaf.validity().not_before).ok()?,
            not_after: second(leaf.validity().not_after).ok()?,
            key: key_kind(&leaf),
            chain: self.0.len() - 1,
        })
    }

    /// The bytes of the first certificate's public key, with its algorithm.
    pub(super) fn public_key(&self) -> Option<Vec<u8>> {
        Some(parse(self.0.first()?)?.public_key().raw.to_vec())
    }

    /// Whether one of these authorities signed the first certificate, perhaps by those that
    /// follow it. Dates are not looked at.
    pub(super) fn signed_by(&self, authorities: &Self, budget: &mut Budget) -> Proof {
        // Reading the certificates counts too: a thousand contexts may share a long chain.
        if !budget.spend() {
            return Proof::NotTried;
        }
        let Some((first, rest)) = self.0.split_first() else { return Proof::Unknown };
        let Some(first) = parse(first) else { return Proof::Unknown };
        let authorities: Vec<_> = authorities.0.iter().filter_map(parse).collect();
        let between: Vec<_> = rest.iter().filter_map(parse).collect();
        let mut at = &first;
        // At most as many steps as there are certificates, so that a circle has an end.
        for _ in 0..=between.len() {
            match issuer_of(at, &authorities, budget) {
                Ok(Some(_)) => return Proof::Holds,
                Ok(None) => {}
                Err(proof) => return proof,
            }
            match issuer_of(at, &between, budget) {
                Ok(Some(next)) => at = next,
                Ok(None) => return Proof::Fails,
                Err(proof) => return proof,
            }
        }
        Proof::Fails
    }
}

/// The one of these certificates whose name is the issuer's and whose key made the signature.
fn issuer_of<'a, 'b>(
    certificate: &X509Certificate<'_>,
    candidates: &'a [X509Certificate<'b>],
    budget: &mut Budget,
) -> Result<Option<&'a X509Certificate<'b>>, Proof> {
    let of_name = |candidate: &&X509Certificate<'_>| {
        candidate.subject().as_raw() == certificate.issuer().as_raw()
    };
    for candidate in candidates.iter().filter(of_name) {
        let key = candidate.public_key();
        // The smallest RSA keys that the library checks have 2,048 bits; of smaller ones it says
        // that the signature is wrong.
        if matches!(key.parsed(), Ok(PublicKey::RSA(rsa)) if rsa.key_size() < 2048) {
            return Err(Proof::Unknown);
        }
        if !budget.spend() {
            return Err(Proof::NotTried);
        }
        match certificate.verify_signature(Some(key)) {
            Ok(()) => return Ok(Some(candidate)),
            Err(X509Error::SignatureVerificationError) => {}
            Err(_) => return Err(Proof::Unknown),
        }
    }
    Ok(None)
}

fn parse(block: &Block) -> Option<X509Certificate<'_>> {
    X509Certificate::from_der(&block.der).ok().map(|(_, certificate)| certificate)
}

/// A name as RFC 4514 writes it: the most telling part first, and signs that divide it escaped.
fn name(name: &X509Name<'_>) -> String {
    let parts: Vec<_> = name.iter_rdn().collect();
    let text = |part: &&RelativeDistinguishedName<'_>| {
        part.iter().map(attribute).collect::<Vec<_>>().join("+")
    };
    printable(&parts.iter().rev().map(text).collect::<Vec<_>>().join(","))
}

fn attribute(attribute: &AttributeTypeAndValue<'_>) -> String {
    let kind = attribute.attr_type();
    let kind =
        oid2abbrev(kind, oid_registry()).map_or_else(|_unknown| kind.to_id_string(), str::to_owned);
    let mut text = kind + "=";
    for sign in attribute.as_str().unwrap_or("?").chars() {
        if matches!(sign, ',' | '+' | '"' | '\\' | '<' | '>' | ';' | '=') {
            text.push('\\');
        }
        text.push(sign);
    }
    text
}

fn key_kind(certificate: &X509Certificate<'_>) -> KeyKind {
    let key = certificate.public_key();
    let curve = || key.algorithm.parameters.as_ref()?.as_oid().ok().map(|oid| oid.to_id_string());
    match (key.algorithm.algorithm.to_id_string().as_str(), key.parsed()) {
        (_, Ok(PublicKey::RSA(rsa))) => KeyKind::Rsa(rsa.key_size()),
        ("1.3.101.112", _) => KeyKind::Ed25519,
        (other, parsed) => match (curve().as_deref(), parsed) {
            (Some("1.2.840.10045.3.1.7"), Ok(PublicKey::EC(_))) => KeyKind::Ec("P-256"),
            (Some("1.3.132.0.34"), Ok(PublicKey::EC(_))) => KeyKind::Ec("P-384"),
            (Some("1.3.132.0.35"), Ok(PublicKey::EC(_))) => KeyKind::Ec("P-521"),
            _ => KeyKind::Other(printable(other)),
        },
    }
}

fn serial(raw: &[u8]) -> String {
    let zeros = raw.iter().take_while(|byte| **byte == 0).count();
    // Zero itself has one digit pair.
    let digits = &raw[zeros.min(raw.len().saturating_sub(1))..];
    let shown = hex(&digits[..digits.len().min(SERIAL)], "");
    if digits.len() > SERIAL { shown + "…" } else { shown }
}

fn hex(bytes: &[u8], between: &str) -> String {
    let digit = |nibble: u8| char::from(b"0123456789ABCDEF"[usize::from(nibble)]);
    let mut text = String::with_capacity(bytes.len() * (2 + between.len()));
    for (place, byte) in bytes.iter().enumerate() {
        text.push_str(if place == 0 { "" } else { between });
        text.extend([digit(byte >> 4), digit(byte & 0xf)]);
    }
    text
}
