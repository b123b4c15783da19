//! The paths of the API server.

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Extension, Json, Router};
use serde_json::{Value, json};

use super::access::{self, Action};
use super::identity::{Identity, Peer};
use super::review::Review;
use super::{ApiServer, discovery, objects};

type Server = State<Arc<ApiServer>>;

/// The routes of one connection, all behind the sign-in.
pub(super) fn router(server: Arc<ApiServer>) -> Router {
    let authorization = "/apis/authorization.k8s.io/v1";
    Router::new()
        .route("/version", get(async |server: Server| Json(discovery::version(info(&server)))))
        .route("/readyz", get("ok"))
        .route("/livez", get("ok"))
        .route("/healthz", get("ok"))
        .route("/api", get(async || Json(discovery::core_versions())))
        .route("/api/v1", get(async || Json(discovery::core_resources())))
        .route("/apis", get(async || Json(discovery::groups())))
        .route("/apis/{group}/v1", get(group_resources))
        .route("/api/v1/namespaces", get(list_namespaces))
        .route("/api/v1/namespaces/{name}", get(get_namespace))
        .route("/api/v1/namespaces/{name}/pods", get(list_pods))
        .route("/api/v1/pods", get(list_all_pods))
        .route(&format!("{authorization}/selfsubjectaccessreviews"), post(review_access))
        .route(&format!("{authorization}/selfsubjectrulesreviews"), post(review_rules))
        .route("/apis/authentication.k8s.io/v1/selfsubjectreviews", post(review_self))
        .fallback(async || not_found())
        .method_not_allowed_fallback(async || {
            let message = "the server does not allow this method on the requested resource";
            failure(StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowed", message)
        })
        .layer(middleware::from_fn_with_state(Arc::clone(&server), sign_in))
        .with_state(server)
}

/// Lets a request through if the certificate of its connection is known, still.
async fn sign_in(
    State(server): Server,
    Extension(Peer(certificate)): Extension<Peer>,
    mut request: Request,
    next: Next,
) -> Response {
    let identity = match (certificate, server.tls().await) {
        (Some(certificate), Ok(tls)) => {
            tls.authenticator.identify(&certificate, &server.cluster, server.clock.now())
        }
        (None, _) | (_, Err(_)) => None,
    };
    let Some(identity) = identity else {
        return failure(StatusCode::UNAUTHORIZED, "Unauthorized", "Unauthorized");
    };
    request.extensions_mut().insert(identity);
    next.run(request).await
}

async fn group_resources(Path(group): Path<String>) -> Response {
    discovery::group_resources(&group).map_or_else(not_found, |list| Json(list).into_response())
}

async fn list_namespaces(
    State(server): Server,
    Extension(identity): Extension<Identity>,
    headers: HeaderMap,
) -> Response {
    if let Err(refusal) = allow(&server, &identity, "list", "namespaces", "") {
        return refusal;
    }
    let now = server.clock.now();
    let namespaces = objects::namespaces(info(&server), now);
    Json(match table_version(&headers) {
        Some(version) => objects::namespace_table(version, &namespaces, now),
        None => objects::list("NamespaceList", namespaces),
    })
    .into_response()
}

async fn get_namespace(
    State(server): Server,
    Extension(identity): Extension<Identity>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Response {
    if let Err(refusal) = allow(&server, &identity, "get", "namespaces", &name) {
        return refusal;
    }
    let now = server.clock.now();
    let mut namespaces = objects::namespaces(info(&server), now).into_iter();
    let Some(namespace) = namespaces.find(|namespace| namespace["metadata"]["name"] == *name)
    else {
        let message = format!("namespaces \"{name}\" not found");
        return failure(StatusCode::NOT_FOUND, "NotFound", &message);
    };
    Json(match table_version(&headers) {
        Some(version) => objects::namespace_table(version, &[namespace], now),
        None => namespace,
    })
    .into_response()
}

async fn list_all_pods(
    server: Server,
    identity: Extension<Identity>,
    headers: HeaderMap,
) -> Response {
    list_pods(server, identity, Path(String::new()), headers).await
}

/// There are no pods, but whether one may look is a question of its own.
async fn list_pods(
    State(server): Server,
    Extension(identity): Extension<Identity>,
    Path(namespace): Path<String>,
    headers: HeaderMap,
) -> Response {
    if let Err(refusal) = allow(&server, &identity, "list", "pods", &namespace) {
        return refusal;
    }
    Json(match table_version(&headers) {
        Some(version) => objects::pod_table(version),
        None => objects::list("PodList", vec![]),
    })
    .into_response()
}

/// `SelfSubjectAccessReview`: may the caller do this?
async fn review_access(State(server): Server, Review(mut review): Review) -> Response {
    let attributes = &review["spec"]["resourceAttributes"];
    let part = |name: &str| attributes[name].as_str().unwrap_or_default();
    // Paths that are no resources, like /version, are open to everyone who is signed in.
    let allowed = attributes.is_null()
        || access::allows(
            info(&server),
            Action {
                verb: part("verb"),
                group: part("group"),
                resource: part("resource"),
                namespace: part("namespace"),
            },
        );
    review["status"] = json!({ "allowed": allowed });
    created(review, "authorization.k8s.io/v1", "SelfSubjectAccessReview")
}

/// `SelfSubjectRulesReview`: what may the caller do in a namespace?
async fn review_rules(State(server): Server, Review(mut review): Review) -> Response {
    let namespace = review["spec"]["namespace"].as_str().unwrap_or_default();
    let rules = access::rules(info(&server), namespace);
    review["status"] = json!({
        "resourceRules": rules,
        "nonResourceRules": [{
            "verbs": ["get"],
            "nonResourceURLs": ["/api", "/apis", "/healthz", "/livez", "/readyz", "/version"],
        }],
        "incomplete": false,
    });
    created(review, "authorization.k8s.io/v1", "SelfSubjectRulesReview")
}

/// `SelfSubjectReview`: who is the caller?
async fn review_self(Extension(identity): Extension<Identity>) -> Response {
    let user = json!({ "username": identity.user, "groups": identity.groups });
    let review = json!({ "status": { "userInfo": user } });
    created(review, "authentication.k8s.io/v1", "SelfSubjectReview")
}

fn created(mut object: Value, version: &str, kind: &str) -> Response {
    object["kind"] = kind.into();
    object["apiVersion"] = version.into();
    object["metadata"] = json!({ "creationTimestamp": null });
    (StatusCode::CREATED, Json(object)).into_response()
}

fn info(server: &ApiServer) -> &crate::demo::DemoCluster {
    &server.cluster.info
}

fn table_version(headers: &HeaderMap) -> Option<&'static str> {
    objects::table_version(headers.get("accept")?.to_str().ok()?)
}

#[expect(clippy::result_large_err, reason = "the refusal is the answer, and is returned at once")]
fn allow(
    server: &ApiServer,
    identity: &Identity,
    verb: &str,
    resource: &str,
    namespace: &str,
) -> Result<(), Response> {
    if access::allows(info(server), Action { verb, group: "", resource, namespace }) {
        return Ok(());
    }
    let place = if resource == "namespaces" || namespace.is_empty() {
        "at the cluster scope".to_owned()
    } else {
        format!("in the namespace \"{namespace}\"")
    };
    let message = format!(
        "{resource} is forbidden: User \"{}\" cannot {verb} resource \"{resource}\" \
         in API group \"\" {place}",
        identity.user
    );
    Err(failure(StatusCode::FORBIDDEN, "Forbidden", &message))
}

fn not_found() -> Response {
    let message = "the server could not find the requested resource";
    failure(StatusCode::NOT_FOUND, "NotFound", message)
}

pub(super) fn failure(status: StatusCode, reason: &str, message: &str) -> Response {
    (status, Json(objects::failure(status.as_u16(), reason, message))).into_response()
}
