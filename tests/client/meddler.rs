//! A proxy that changes requests on their way, and how that is told from a wrong secret.

use ack_kubeconfig::core::acs::difference::Place;
use ack_kubeconfig::core::acs::{ApiEndpoint, Problem, Scheme, SchemeChoice};
use ack_kubeconfig::core::session::{Failure, Question};
use ack_kubeconfig::text::{Language, Phrases, explain};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::support::{Rig, typed};

/// Passes each request on after it has changed its head.
struct Meddler {
    endpoint: ApiEndpoint,
    task: JoinHandle<()>,
}

impl Meddler {
    async fn before(service: &ApiEndpoint, from: &'static str, to: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let service = service.host();
        let task = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                pass_on(client, &service, from, to).await;
            }
        });
        Self { endpoint: ApiEndpoint::parse(&endpoint).unwrap(), task }
    }
}

impl Drop for Meddler {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn pass_on(mut client: TcpStream, service: &str, from: &str, to: &str) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(client.read_u8().await.unwrap());
    }
    let head = String::from_utf8(head).unwrap();
    assert!(head.contains(from), "{from} is not in {head}");
    let head = head.replacen(from, to, 1).replacen("\r\n\r\n", "\r\nconnection: close\r\n\r\n", 1);
    let mut service = TcpStream::connect(service).await.unwrap();
    service.write_all(head.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    service.read_to_end(&mut answer).await.unwrap();
    client.write_all(&answer).await.unwrap();
}

async fn meddled(scheme: Scheme, from: &'static str, to: &'static str) -> Box<Failure> {
    let mut rig = Rig::new().await;
    let meddler = Meddler::before(rig.demo.endpoint(), from, to).await;
    let question = Question {
        profile: typed(&rig.demo.sts_credentials()),
        endpoint: meddler.endpoint.clone(),
        scheme: SchemeChoice::Only(scheme),
        ..rig.question()
    };
    let failure = rig.fail(&question).await;
    assert_eq!(Problem::of(&failure.error), Problem::SignatureMismatch, "{failure:?}");
    assert_eq!(failure.same_string_to_sign, Some(false));
    failure
}

#[tokio::test]
async fn the_header_that_a_proxy_changed_is_named() {
    for (from, to, place, told) in [
        (
            "accept: application/json",
            "accept: application/json;q=1",
            Some("accept"),
            "The header accept was sent as “application/json” and arrived as \
             “application/json;q=1”, so the secret may be right",
        ),
        (
            "x-acs-signature-method: HMAC-SHA1\r\n",
            "x-acs-signature-method: HMAC-SHA1\r\nx-acs-proxy: p\r\n",
            Some("x-acs-proxy"),
            "The header x-acs-proxy was added on the way, as “p”, so",
        ),
        (
            "?PrivateIpAddress=false",
            "?PrivateIpAddress=true",
            None,
            "PrivateIpAddress=true”, so the secret may be right",
        ),
    ] {
        let failure = meddled(Scheme::Roa, from, to).await;
        let difference = failure.difference().unwrap();
        let place = place.map_or(Place::Resource, |name| Place::Header(name.to_owned()));
        assert_eq!(difference.place, place);
        let notice = explain(&failure, Phrases::of(Language::English));
        assert_eq!(notice.title, "The request was changed on its way");
        assert!(notice.meaning.contains(told), "{}", notice.meaning);
    }
    let failure =
        meddled(Scheme::Acs3, "x-acs-signature-nonce: ", "x-acs-signature-nonce: 0").await;
    assert_eq!(failure.difference().unwrap().place, Place::CanonicalRequest);
}
