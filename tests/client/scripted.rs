//! A service that answers each request as a test says. It verifies nothing.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use ack_kubeconfig::core::acs::ApiEndpoint;
use axum::Router;
use axum::http::{HeaderMap, StatusCode, Uri};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::Barrier;
use tokio::task::JoinHandle;

/// A request, as far as a script goes by it.
pub(crate) struct Asked {
    pub(crate) path: String,
    /// `page_number`.
    pub(crate) page: usize,
    /// The STS token that it is signed with, or nothing.
    pub(crate) token: String,
    /// How often the same was asked before.
    pub(crate) before: usize,
}

type Script = dyn Fn(&Asked) -> (u16, Value) + Send + Sync;

struct Stage {
    script: Box<Script>,
    /// Where requests for other pages than the first wait until there are enough of them.
    meeting: Option<Barrier>,
    asked: Mutex<Vec<String>>,
    present: AtomicUsize,
    most_present: AtomicUsize,
}

pub(crate) struct Scripted {
    pub(crate) endpoint: ApiEndpoint,
    stage: Arc<Stage>,
    task: JoinHandle<()>,
}

impl Scripted {
    pub(crate) async fn start(
        script: impl Fn(&Asked) -> (u16, Value) + Send + Sync + 'static,
    ) -> Self {
        Self::with(None, script).await
    }

    /// One that answers requests for other pages than the first only when so many are there.
    pub(crate) async fn meeting(
        count: usize,
        script: impl Fn(&Asked) -> (u16, Value) + Send + Sync + 'static,
    ) -> Self {
        Self::with(Some(Barrier::new(count)), script).await
    }

    async fn with(
        meeting: Option<Barrier>,
        script: impl Fn(&Asked) -> (u16, Value) + Send + Sync + 'static,
    ) -> Self {
        let stage = Arc::new(Stage {
            script: Box::new(script),
            meeting,
            asked: Mutex::default(),
            present: AtomicUsize::new(0),
            most_present: AtomicUsize::new(0),
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let served = Arc::clone(&stage);
        let answer = move |uri: Uri, headers: HeaderMap| {
            let stage = Arc::clone(&served);
            async move { stage.answer(&uri, &headers).await }
        };
        let router = Router::new().fallback(answer);
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { endpoint: ApiEndpoint::parse(&endpoint).unwrap(), stage, task }
    }

    /// Path and query of everything that was asked, in order.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.stage.asked.lock().unwrap().clone()
    }

    /// How many requests were there at once, at most.
    pub(crate) fn most_present(&self) -> usize {
        self.stage.most_present.load(Ordering::SeqCst)
    }
}

impl Drop for Scripted {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Stage {
    async fn answer(&self, uri: &Uri, headers: &HeaderMap) -> (StatusCode, String) {
        let present = self.present.fetch_add(1, Ordering::SeqCst) + 1;
        self.most_present.fetch_max(present, Ordering::SeqCst);
        let asked = self.note(uri, headers);
        if let Some(meeting) = &self.meeting
            && asked.page > 1
        {
            meeting.wait().await;
        }
        let (status, answer) = (self.script)(&asked);
        self.present.fetch_sub(1, Ordering::SeqCst);
        (StatusCode::from_u16(status).unwrap(), answer.to_string())
    }

    fn note(&self, uri: &Uri, headers: &HeaderMap) -> Asked {
        let target = uri.to_string();
        let (_, after) = target.split_once("page_number=").unwrap_or_default();
        let page = after.split('&').next().unwrap().parse().unwrap_or_default();
        let token = headers.get("x-acs-security-token").map(|token| token.to_str().unwrap());
        let mut all = self.asked.lock().unwrap();
        let before = all.iter().filter(|earlier| **earlier == target).count();
        all.push(target);
        let (path, token) = (uri.path().to_owned(), token.unwrap_or_default().to_owned());
        Asked { path, page, token, before }
    }
}

/// An entry of a list.
pub(crate) fn entry(number: usize) -> Value {
    json!({
        "cluster_id": format!("c{number:032x}"),
        "name": format!("cluster-{number:04}"),
        "region_id": "cn-hangzhou",
        "state": "running",
    })
}

/// The page of this number of a list of `count` clusters, `size` to a page.
pub(crate) fn page(count: usize, size: usize, number: usize) -> Value {
    let numbers = (number - 1) * size..(number * size).min(count);
    json!({
        "clusters": numbers.map(entry).collect::<Vec<_>>(),
        "page_info": { "page_number": number, "page_size": size, "total_count": count },
    })
}

/// An error of the service.
pub(crate) fn error(code: &str) -> Value {
    json!({ "code": code, "message": "on demand", "requestId": "R-1" })
}
