//! From a name to a connection, through the proxy if there is one.

use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr};

use secrecy::ExposeSecret as _;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;
use zeroize::Zeroizing;

use super::target::{CONNECTING, Target};
use crate::core::connection::{CheckTrouble, Finding};
use crate::core::kubeconfig::overview::Address;

/// The longest answer of a proxy to `CONNECT`.
const LONGEST_ANSWER: usize = 8 * 1024;

/// So many addresses of a name are tried.
const MOST_ADDRESSES: usize = 4;

/// The addresses of the host that is connected to.
pub(super) async fn addresses(target: &Target) -> Result<Finding, CheckTrouble> {
    let (host, port) = first_hop(target);
    let found = match host.parse::<IpAddr>() {
        Ok(address) => vec![address],
        Err(_) => match timeout(CONNECTING, lookup_host((host, port))).await {
            Ok(Ok(found)) => found.map(|address| address.ip()).take(MOST_ADDRESSES).collect(),
            Ok(Err(_)) => Vec::new(),
            Err(_) => return Err(CheckTrouble::NoAnswer),
        },
    };
    if found.is_empty() {
        return Err(CheckTrouble::NoAddress(host.to_owned()));
    }
    let (host, is_proxy) = (host.to_owned(), target.proxy.is_some());
    Ok(Finding::Name { host, is_proxy, addresses: found })
}

/// A connection to the first address that answers, and which that was; from a proxy a way through.
pub(super) async fn connect(
    target: &Target,
    addresses: &[IpAddr],
) -> Result<(TcpStream, SocketAddr), CheckTrouble> {
    let (_, port) = first_hop(target);
    let mut trouble = CheckTrouble::NoAnswer;
    for address in addresses {
        let address = SocketAddr::new(*address, port);
        match timeout(CONNECTING, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => return Ok((through_proxy(target, stream).await?, address)),
            Ok(Err(error)) => trouble = refusal(address, error.kind()),
            Err(_) => trouble = CheckTrouble::Silent(address, is_private(address)),
        }
    }
    Err(trouble)
}

fn first_hop(target: &Target) -> (&str, u16) {
    match &target.proxy {
        Some(proxy) => (&proxy.host, proxy.port),
        None => (&target.host, target.port),
    }
}

fn is_private(address: SocketAddr) -> bool {
    Address::of_number(address.ip()) == Address::Private
}

fn refusal(address: SocketAddr, kind: ErrorKind) -> CheckTrouble {
    let private = is_private(address);
    match kind {
        ErrorKind::ConnectionRefused => CheckTrouble::Refused(address),
        ErrorKind::TimedOut => CheckTrouble::Silent(address, private),
        _ => CheckTrouble::Unreachable(address, private),
    }
}

/// Asks an HTTP proxy for a way to the server. Other proxies are left to the client.
async fn through_proxy(target: &Target, mut stream: TcpStream) -> Result<TcpStream, CheckTrouble> {
    let Some(proxy) = target.proxy.as_ref().filter(|proxy| proxy.scheme == "http") else {
        return Ok(stream);
    };
    let (host, port) = (&target.host, target.port);
    let host =
        if host.contains(':') { format!("[{host}]:{port}") } else { format!("{host}:{port}") };
    let authorization = proxy.authorization.as_ref().map_or_else(Zeroizing::default, |secret| {
        Zeroizing::new(format!("Proxy-Authorization: {}\r\n", secret.expose_secret()))
    });
    let authorization = authorization.as_str();
    let asked = format!("CONNECT {host} HTTP/1.1\r\nHost: {host}\r\n{authorization}\r\n");
    let asked = Zeroizing::new(asked);
    let answer = timeout(CONNECTING, async {
        stream.write_all(asked.as_bytes()).await.ok()?;
        let mut answer = Vec::new();
        while !answer.ends_with(b"\r\n\r\n") && answer.len() < LONGEST_ANSWER {
            answer.push(stream.read_u8().await.ok()?);
        }
        let first = answer.split(|byte| *byte == b'\r').next()?.to_vec();
        String::from_utf8(first).ok()
    });
    match answer.await {
        Ok(Some(line)) if line.split(' ').nth(1).is_some_and(|code| code.starts_with('2')) => {
            Ok(stream)
        }
        Ok(Some(line)) => Err(CheckTrouble::ProxyRefused(line)),
        Ok(None) => Err(CheckTrouble::BrokeOff),
        Err(_) => Err(CheckTrouble::NoAnswer),
    }
}
