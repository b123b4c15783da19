//! The server behind the one port: takes a request, verifies who asks, and answers as the service
//! does that it is for.

mod describe;
mod operations;
mod render;

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use hyper::header::{DATE, HeaderName, HeaderValue};
use hyper::{Request, Response, StatusCode};
use jiff::Timestamp;

use super::account::Key;
use super::arrived::Arrived;
use super::clock::{self, Clock};
use super::cluster::Cluster;
use super::error::ApiError;
use super::faults::{self, Fault, Reset};
use super::keyring::Keyring;
use super::memory::{Memory, RecordedRequest};
use super::metadata::Metadata;
use super::rpc::{self, Parameters};
use super::service::Service;
use super::weather::Weather;
use super::{auth, givers, sts};

/// The services behind the endpoint.
pub(super) struct Api {
    pub(super) keys: Keyring,
    pub(super) metadata: Metadata,
    pub(super) clusters: Vec<Arc<Cluster>>,
    pub(super) memory: Memory,
    pub(super) clock: Clock,
    pub(super) refuse_roa: bool,
    pub(super) latency: Duration,
    pub(super) weather: Weather,
}

impl Api {
    /// Answers a request, or tells that its connection is to be reset.
    pub(super) async fn answer(&self, request: Request<Body>) -> Result<Response<Body>, Reset> {
        let now = self.clock.now();
        let request_id = clock::request_id();
        let Some(arrived) = Arrived::read(request).await else {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
            return Ok(sealed(response, now, Some(&request_id)));
        };
        let service = Service::of(&arrived);
        let caller = self.admit(service, &arrived, now);
        self.memory.record(RecordedRequest {
            time: now,
            method: arrived.method.clone(),
            target: arrived.target.clone(),
            headers: arrived.headers.clone(),
            scheme: auth::scheme(&arrived),
            accepted: caller.is_ok(),
        });
        let fault = self.memory.next_fault(service, operations::asks_for_kubeconfig(&arrived));
        let fault = match fault {
            None if service == Service::Ack => match self.weather.too_many() {
                Some(refusal) => Some(refusal),
                None => self.delayed(self.weather.by_chance()).await,
            },
            fault => self.delayed(fault).await,
        };
        let kubeconfig = match fault {
            Some(Fault::KubeconfigText(text)) => Some(text),
            Some(fault) => {
                // What stands between client and service knows nothing of request ids.
                let is_service = !matches!(fault, Fault::HtmlPage | Fault::Redirect(_));
                let response = faults::answer(fault, &request_id).await?;
                let request_id = Some(request_id.as_str()).filter(|_| is_service);
                return Ok(sealed(response, self.clock.now(), request_id));
            }
            None => None,
        };
        let answer = self.serve(service, &arrived, caller, kubeconfig, &request_id).await;
        Ok(sealed(answer, self.clock.now(), Some(&request_id)))
    }

    /// Holds an answer back for as long as answers take here.
    async fn delayed(&self, fault: Option<Fault>) -> Option<Fault> {
        if !self.latency.is_zero() {
            tokio::time::sleep(self.latency).await;
        }
        fault
    }

    /// Who asks, if that has to be known and may be served.
    fn admit(&self, service: Service, arrived: &Arrived, now: Timestamp) -> Admitted {
        match service {
            Service::Ack | Service::AckKubeconfig => {
                let key = auth::verify(arrived, &self.keys, now, self.refuse_roa)?;
                // The older SDKs send no nonce with an ROA signature, and the service takes that.
                self.check_nonce(arrived.header("x-acs-signature-nonce"), now)?;
                Ok(Some(key))
            }
            Service::Sts => {
                let parameters = Parameters::of(arrived);
                let key = rpc::verify(arrived, &parameters, &self.keys, now)?;
                self.check_nonce(parameters.get("SignatureNonce"), now)?;
                Ok(key)
            }
            Service::Metadata => self.metadata.admit(arrived, now).map(|()| None),
            Service::CredentialsUri => Ok(None),
            Service::CloudSso => givers::admit_to_sso(arrived).map(|()| None),
        }
    }

    fn check_nonce(&self, nonce: Option<&str>, now: Timestamp) -> Result<(), ApiError> {
        if nonce.is_none_or(|nonce| self.memory.is_new_nonce(nonce, now)) {
            return Ok(());
        }
        let message = "Specified signature nonce was used already.";
        Err(ApiError::gateway(400, "SignatureNonceUsed", message))
    }

    async fn serve(
        &self,
        service: Service,
        arrived: &Arrived,
        caller: Admitted,
        kubeconfig: Option<String>,
        request_id: &str,
    ) -> Response<Body> {
        let (keys, now) = (&self.keys, self.clock.now());
        match service {
            Service::Ack | Service::AckKubeconfig => {
                let answer = match caller {
                    Ok(Some(key)) => self.operate(arrived, &key, now, kubeconfig).await,
                    Ok(None) => Err(auth::missing("Authorization")),
                    Err(error) => Err(error),
                };
                render::ack(arrived, answer, request_id)
            }
            Service::Sts => {
                let parameters = Parameters::of(arrived);
                let operate =
                    |key: Option<Arc<Key>>| sts::operate(&parameters, key.as_deref(), keys, now);
                render::sts(arrived, caller.and_then(operate), request_id)
            }
            Service::Metadata => {
                let answer = caller.and_then(|_| self.metadata.answer(arrived, keys, now));
                render::metadata(answer)
            }
            Service::CredentialsUri => {
                render::uri(caller.and_then(|_| givers::at_uri(arrived, keys, now)))
            }
            Service::CloudSso => {
                let answer = caller.and_then(|_| givers::at_sso(arrived, keys, now));
                render::sso(answer, request_id)
            }
        }
    }
}

/// The key of who asks, or none where nobody signs.
type Admitted = Result<Option<Arc<Key>>, ApiError>;

/// Adds what every answer has: the server's time, and the request id if the service itself
/// answers.
fn sealed(
    mut response: Response<Body>,
    now: Timestamp,
    request_id: Option<&str>,
) -> Response<Body> {
    let headers = response.headers_mut();
    if let Ok(date) = HeaderValue::try_from(clock::http_date(now)) {
        headers.insert(DATE, date);
    }
    if let Some(Ok(id)) = request_id.map(HeaderValue::from_str) {
        headers.insert(HeaderName::from_static("x-acs-request-id"), id);
    }
    response
}
