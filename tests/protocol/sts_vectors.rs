//! Every request that the official SDK made to STS, made again by ours, step by step.

use ack_kubeconfig::core::acs::sign::{Message, acs3};
use ack_kubeconfig::core::acs::{ApiEndpoint, Credentials};
use ack_kubeconfig::core::profile::Role;
use ack_kubeconfig::core::sts::{StsRequest, sign};
use jiff::Timestamp;
use secrecy::ExposeSecret as _;
use serde_json::Value;

const VECTORS: &str = include_str!("../data/sts_rpc_vectors.json");

/// The vectors of a scheme.
fn vectors(scheme: &str) -> Vec<Value> {
    let file: Value = serde_json::from_str(VECTORS).unwrap();
    let vectors = file["vectors"].as_array().unwrap();
    assert_eq!(vectors.len() as u64, file["count"].as_u64().unwrap());
    vectors.iter().filter(|vector| vector["scheme"] == scheme).cloned().collect()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("{name} is no text in {value}"))
}

fn key(vector: &Value) -> Credentials {
    let inputs = &vector["inputs"];
    let token = inputs["sts"].as_str().map(Into::into);
    Credentials::new(text(inputs, "ak"), &text(inputs, "secret").into(), token.as_ref()).unwrap()
}

/// The parameters in an address, decoded and sorted.
fn parameters(url: &str) -> Vec<(String, String)> {
    let (_, query) = url.split_once('?').unwrap_or_default();
    let mut pairs: Vec<_> = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    pairs.sort_unstable();
    pairs
}

#[test]
fn every_rpc_vector_is_reproduced() {
    let vectors = vectors("RPC-HMAC-SHA1");
    assert_eq!(vectors.len(), 5);
    for vector in vectors {
        let signed = vector["signed_params"].as_object().unwrap();
        let pairs: Vec<(&str, &str)> =
            signed.iter().map(|(name, value)| (name.as_str(), value.as_str().unwrap())).collect();
        let ours = sign::sign(text(&vector["inputs"], "method"), &pairs, &key(&vector));
        let id = text(&vector, "id");
        assert_eq!(ours.string_to_sign, text(&vector, "string_to_sign"), "{id}");
        assert_eq!(ours.signature, text(&vector, "signature"), "{id}");
    }
}

/// The role that a vector asks for, if it asks for one.
fn role(signed: &Value) -> Option<Role> {
    let optional = |name: &str| signed[name].as_str().map(str::to_owned);
    Some(Role {
        arn: optional("RoleArn")?,
        session_name: optional("RoleSessionName")?,
        seconds: text(signed, "DurationSeconds").parse().unwrap(),
        external_id: optional("ExternalId"),
        policy: optional("Policy"),
    })
}

#[test]
fn our_requests_have_the_parameters_of_the_sdk_and_no_others() {
    for vector in vectors("RPC-HMAC-SHA1") {
        let inputs = &vector["inputs"];
        let request = match role(&vector["signed_params"]) {
            Some(role) => StsRequest::assume_role(&role),
            None => StsRequest::get_caller_identity(),
        };
        let endpoint = ApiEndpoint::parse(text(inputs, "host")).unwrap();
        let now = Timestamp::from_second(inputs["unix_time"].as_i64().unwrap()).unwrap();
        let ours = request.prepare(&endpoint, Some(&key(&vector)), now, text(inputs, "nonce"));
        let id = text(&vector, "id");
        assert_eq!(ours.http.method, text(inputs, "method"), "{id}");
        assert!(ours.http.body.expose_secret().is_empty(), "{id}");
        let target = text(&vector["raw_request"], "target");
        assert_eq!(parameters(ours.http.url.expose_secret()), parameters(target), "{id}");
        let signed = ours.signing.unwrap().string_to_sign;
        assert_eq!(signed.expose_secret(), text(&vector, "string_to_sign"), "{id}");
    }
}

#[test]
fn every_acs3_vector_of_sts_is_reproduced() {
    let vectors = vectors("ACS3-HMAC-SHA256");
    assert_eq!(vectors.len(), 5);
    for vector in vectors {
        let raw = &vector["raw_request"];
        let sent = raw["headers"].as_array().unwrap();
        let sent: Vec<(String, &str)> = sent
            .iter()
            .map(|pair| (pair[0].as_str().unwrap().to_lowercase(), pair[1].as_str().unwrap()))
            .collect();
        let headers: Vec<(&str, &str)> =
            sent.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        let query = parameters(text(raw, "target"));
        let query: Vec<(&str, &str)> =
            query.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let authorization = text(&vector, "authorization");
        let (_, names) = authorization.split_once("SignedHeaders=").unwrap();
        let names: Vec<&str> = names.split_once(',').unwrap().0.split(';').collect();
        let method = text(raw, "method");
        let message = Message { method, path: "/", query: &query, headers: &headers, body: b"" };
        let ours = acs3::sign(&message, &names, &key(&vector));
        let id = text(&vector, "id");
        assert_eq!(ours.canonical, text(&vector, "canonical_request"), "{id}");
        assert_eq!(ours.string_to_sign, text(&vector, "string_to_sign"), "{id}");
        assert_eq!(ours.authorization, authorization, "{id}");
    }
}
