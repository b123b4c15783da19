//! Servers below HTTP: a port whose connections a test holds in its hand, and one that gives
//! every connection the same bytes.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use ack_kubeconfig::core::acs::ApiEndpoint;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::support::DEADLINE;

/// A port on loopback where nobody listens, kept from everyone else for as long as the socket
/// lives: a port that was only let go may be somebody's own a moment later.
pub(crate) fn deaf_port() -> (TcpSocket, ApiEndpoint) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let endpoint = format!("http://{}", socket.local_addr().unwrap());
    (socket, ApiEndpoint::parse(&endpoint).unwrap())
}

/// A port on loopback that answers nobody.
pub(crate) struct Port {
    pub(crate) listener: TcpListener,
    pub(crate) endpoint: ApiEndpoint,
}

impl Port {
    pub(crate) async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        Self { listener, endpoint: ApiEndpoint::parse(&endpoint).unwrap() }
    }

    /// The next connection, with its request read.
    pub(crate) async fn request(&self) -> TcpStream {
        let (mut stream, _) = timeout(DEADLINE, self.listener.accept()).await.unwrap().unwrap();
        let head = timeout(DEADLINE, read_head(&mut stream)).await.unwrap();
        assert!(head.starts_with("GET /k8s/"), "{head}");
        stream
    }

    /// Whether there is a connection that was not taken yet. It waits here as soon as the
    /// client has it, so there is nothing to wait for.
    pub(crate) fn somebody_knocks(self) -> bool {
        self.listener.into_std().unwrap().accept().is_ok()
    }
}

/// Reads to the empty line after the headers, or to the end.
async fn read_head(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => break,
        }
    }
    String::from_utf8(head).unwrap()
}

/// Waits until the client has left this connection.
pub(crate) async fn closed(mut stream: TcpStream) {
    let end = timeout(DEADLINE, stream.read(&mut [0; 64])).await;
    assert!(matches!(end.expect("the connection stays open"), Ok(0) | Err(_)));
}

/// A server that gives everyone the same bytes, and closes.
pub(crate) struct Parrot {
    pub(crate) endpoint: ApiEndpoint,
    served: Arc<AtomicUsize>,
    task: JoinHandle<()>,
}

impl Parrot {
    pub(crate) async fn saying(bytes: impl Into<Vec<u8>>) -> Self {
        let (Port { listener, endpoint }, bytes) = (Port::open().await, bytes.into());
        let served = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&served);
        let task = tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                counter.fetch_add(1, Ordering::SeqCst);
                read_head(&mut stream).await;
                // The client may have heard enough before the end.
                stream.write_all(&bytes).await.ok();
                stream.shutdown().await.ok();
            }
        });
        Self { endpoint, served, task }
    }

    pub(crate) fn served(&self) -> usize {
        self.served.load(Ordering::SeqCst)
    }
}

impl Drop for Parrot {
    fn drop(&mut self) {
        self.task.abort();
    }
}
