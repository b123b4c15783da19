//! Whether a private key is the one of a certificate. The key is held while it is compared.

use rustls::crypto::ring::sign::any_supported_type;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs1KeyDer, PrivatePkcs8KeyDer, PrivateSec1KeyDer};

use super::certificate::{Budget, Chain, Proof};
use super::pem::{Block, blocks};

/// Whether the private key of a value in base64 belongs to the first certificate of a chain.
pub(super) fn belongs(data: &str, chain: &Chain, budget: &mut Budget) -> Proof {
    let (Some(blocks), Some(public)) = (blocks(data), chain.public_key()) else {
        return Proof::Unknown;
    };
    let Some(key) = blocks.iter().find_map(private_key) else { return Proof::Unknown };
    if !budget.spend() {
        return Proof::NotTried;
    }
    // The library makes the public part anew, and refuses a key whose parts do not fit together.
    let Ok(key) = any_supported_type(&key) else { return Proof::Unknown };
    match key.public_key() {
        Some(own) if own.as_ref() == public => Proof::Holds,
        Some(_) => Proof::Fails,
        None => Proof::Unknown,
    }
}

fn private_key(block: &Block) -> Option<PrivateKeyDer<'_>> {
    let der = block.der.as_slice();
    match block.label.as_str() {
        "PRIVATE KEY" => Some(PrivatePkcs8KeyDer::from(der).into()),
        "RSA PRIVATE KEY" => Some(PrivatePkcs1KeyDer::from(der).into()),
        "EC PRIVATE KEY" => Some(PrivateSec1KeyDer::from(der).into()),
        _ => None,
    }
}
