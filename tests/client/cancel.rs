//! Cancelling, replacing and ending: nothing arrives late, nothing goes on.

use std::time::{Duration, Instant};

use ack_kubeconfig::core::acs::ApiEndpoint;
use ack_kubeconfig::worker::{Command, Event};
use tokio::io::AsyncReadExt as _;
use tokio::net::{TcpListener, TcpStream};

use super::support::{DEADLINE, Rig};

/// A server that reads and never answers; gives the connection once a request has come.
async fn silent_server() -> (ApiEndpoint, TcpListener) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = ApiEndpoint::parse(&format!("http://{}", listener.local_addr().unwrap()));
    (endpoint.unwrap(), listener)
}

async fn request_on(listener: &TcpListener) -> TcpStream {
    let (mut stream, _) = tokio::time::timeout(DEADLINE, listener.accept()).await.unwrap().unwrap();
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.unwrap());
    }
    stream
}

/// Waits until the other side has closed the connection.
async fn closed(mut stream: TcpStream) {
    let end = tokio::time::timeout(DEADLINE, stream.read(&mut [0; 64])).await;
    assert!(matches!(end.expect("the connection stays open"), Ok(0) | Err(_)));
}

#[tokio::test]
async fn cancelling_closes_the_connection() {
    let mut rig = Rig::new().await;
    let (endpoint, listener) = silent_server().await;
    let mut question = rig.question();
    question.endpoint = endpoint;
    let id = rig.send(&question);
    let stream = request_on(&listener).await;
    rig.worker.send(Command::Cancel(id)).unwrap();
    closed(stream).await;
}

#[tokio::test]
async fn a_second_question_cancels_the_first_and_only_its_answer_comes() {
    let mut rig = Rig::new().await;
    let (endpoint, listener) = silent_server().await;
    let mut silent = rig.question();
    silent.endpoint = endpoint;
    let first = rig.send(&silent);
    let stream = request_on(&listener).await;
    let question = rig.question();
    let second = rig.send(&question);
    closed(stream).await;
    loop {
        if let Event::Finished(id, outcome) = rig.event().await {
            assert_ne!(id, first);
            assert_eq!(id, second);
            outcome.unwrap();
            break;
        }
    }
}

#[tokio::test]
async fn cancelling_another_question_does_nothing() {
    let mut rig = Rig::new().await;
    let question = rig.question();
    rig.ask(&question).await.unwrap();
    let id = rig.send(&question);
    let other = ack_kubeconfig::core::session::RequestId(1);
    rig.worker.send(Command::Cancel(other)).unwrap();
    loop {
        if let Event::Finished(of, outcome) = rig.event().await {
            assert_eq!(of, id);
            outcome.unwrap();
            break;
        }
    }
}

#[tokio::test]
async fn dropping_the_worker_ends_it_quickly_and_closes_the_connection() {
    let mut rig = Rig::new().await;
    let (endpoint, listener) = silent_server().await;
    let mut question = rig.question();
    question.endpoint = endpoint;
    rig.send(&question);
    let stream = request_on(&listener).await;
    let started = Instant::now();
    drop(rig.worker);
    assert!(started.elapsed() < Duration::from_secs(3));
    closed(stream).await;
}
