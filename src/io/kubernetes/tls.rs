//! Whether the server is the one that the kubeconfig means.

use std::error::Error;
use std::sync::Arc;

use rustls::pki_types::ServerName;
use rustls::{CertificateError, ProtocolVersion};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use super::target::{CONNECTING, Target};
use crate::core::connection::{CheckTrouble, Finding, TlsTrouble};

/// Shakes hands as the client will.
pub(super) async fn shake_hands(
    target: &Target,
    stream: TcpStream,
) -> Result<Finding, CheckTrouble> {
    let left_to_proxy = target.proxy.as_ref().is_some_and(|proxy| proxy.scheme != "http");
    if !target.tls || left_to_proxy {
        return Ok(Finding::NoTls);
    }
    let config = Arc::new(target.tls_config().await?);
    let name = ServerName::try_from(target.server_name().to_owned());
    let name = name.map_err(|error| CheckTrouble::Document(error.to_string()))?;
    let hands = TlsConnector::from(config).connect(name, stream);
    let stream = match timeout(CONNECTING, hands).await {
        Ok(Ok(stream)) => stream,
        Ok(Err(error)) => return Err(in_chain(&error).unwrap_or(CheckTrouble::BrokeOff)),
        Err(_) => return Err(CheckTrouble::NoAnswer),
    };
    let protocol = match stream.get_ref().1.protocol_version() {
        Some(ProtocolVersion::TLSv1_3) => "TLS 1.3".to_owned(),
        Some(ProtocolVersion::TLSv1_2) => "TLS 1.2".to_owned(),
        other => format!("{other:?}"),
    };
    Ok(Finding::Tls { protocol, unverified: target.is_unverified() })
}

/// The TLS trouble that is somewhere in an error's causes.
pub(super) fn in_chain(error: &(dyn Error + 'static)) -> Option<CheckTrouble> {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(tls) = error.downcast_ref::<rustls::Error>() {
            return Some(CheckTrouble::Tls(of_rustls(tls)));
        }
        if let Some(io) = error.downcast_ref::<std::io::Error>() {
            if io.kind() == std::io::ErrorKind::TimedOut {
                return Some(CheckTrouble::NoAnswer);
            }
            // Its source would leave out the error that it wraps.
            if let Some(inner) = io.get_ref() {
                cause = Some(inner);
                continue;
            }
        }
        cause = error.source();
    }
    None
}

fn of_rustls(error: &rustls::Error) -> TlsTrouble {
    match error {
        rustls::Error::InvalidCertificate(error) => match error {
            CertificateError::UnknownIssuer | CertificateError::BadSignature => {
                TlsTrouble::UnknownAuthority
            }
            CertificateError::NotValidForNameContext { presented, .. } => {
                TlsTrouble::WrongName(presented.iter().map(|name| bare(name)).collect())
            }
            CertificateError::NotValidForName => TlsTrouble::WrongName(Vec::new()),
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
                TlsTrouble::Ended
            }
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                TlsTrouble::NotYet
            }
            other => TlsTrouble::Other(other.to_string()),
        },
        rustls::Error::InvalidMessage(_) => TlsTrouble::NotTls,
        other => TlsTrouble::Other(other.to_string()),
    }
}

/// A name as the library writes it, `DnsName("a")` or `IpAddress(1.2.3.4)`, without its kind.
fn bare(name: &str) -> String {
    let inside = name.split_once('(').and_then(|(_, inside)| inside.strip_suffix(')'));
    inside.unwrap_or(name).trim_matches('"').to_owned()
}
