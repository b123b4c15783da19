//! Listening, and serving each connection until it or the demo ends.

use std::error::Error as _;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use super::api::Api;
use super::faults::Reset;

/// How long to wait when the system has no connection to give, for instance for want of file
/// descriptors.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Serves each connection in a task of its own; dropping this ends them all.
pub(super) async fn accept<F>(listener: TcpListener, connection: impl Fn(TcpStream) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    // Answers are small and written whole: waiting to fill a packet only delays.
                    stream.set_nodelay(true).ok();
                    connections.spawn(connection(stream));
                }
                Err(_) => tokio::time::sleep(ACCEPT_PAUSE).await,
            },
            Some(_ended) = connections.join_next() => {}
        }
    }
}

/// Serves the API on one connection.
pub(super) async fn api(stream: TcpStream, api: Arc<Api>) {
    let service = service_fn(move |request: Request<Incoming>| {
        let api = Arc::clone(&api);
        async move { api.answer(request.map(Body::new)).await }
    });
    let mut connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    // Every other way in which a connection ends is the client's business.
    let Err(error) = (&mut connection).await else { return };
    if error.source().is_some_and(<dyn std::error::Error>::is::<Reset>) {
        // Closing without lingering sends RST in place of FIN.
        connection.into_parts().io.into_inner().set_zero_linger().ok();
    }
}
