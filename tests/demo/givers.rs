//! The metadata service, the credentials URI and CloudSSO, asked by plain HTTP.

use ack_kubeconfig::core::acs::Credentials;
use ack_kubeconfig::core::acs::sign::Scheme;
use ack_kubeconfig::demo::{
    ACCOUNT_ID, DemoAck, DemoOptions, MetadataProtocol, SSO_ACCESS_CONFIG, SSO_ACCESS_TOKEN,
};
use jiff::SignedDuration;
use secrecy::SecretString;
use serde_json::{Value, json};

use crate::support::{Answer, builder, demo, list, read, send, signed};

const TOKEN: &str = "/latest/api/token";
const KEYS: &str = "/latest/meta-data/ram/security-credentials/";
const TTL: &str = "x-aliyun-ecs-metadata-token-ttl-seconds";

type Headers<'a> = &'a [(&'a str, &'a str)];

async fn ask(demo: &DemoAck, method: &str, path: &str, headers: Headers<'_>) -> Answer {
    let url = format!("{}{path}", demo.metadata_address());
    let mut request = builder().build().unwrap().request(method.parse().unwrap(), url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    read(request.send().await.unwrap()).await.unwrap()
}

fn key(json: &Value) -> Credentials {
    let text = |name: &str| json[name].as_str().unwrap_or_else(|| panic!("{json}")).to_owned();
    let (secret, token): (SecretString, SecretString) =
        (text("AccessKeySecret").into(), text("SecurityToken").into());
    Credentials::new(&text("AccessKeyId"), &secret, Some(&token)).unwrap()
}

/// The key is one that the API takes.
async fn works(demo: &DemoAck, json: &Value) {
    let answer = send(&signed(demo, &list(), &key(json), Scheme::Acs3)).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
}

async fn speaking(metadata: MetadataProtocol) -> DemoAck {
    DemoAck::start(DemoOptions { metadata, ..DemoOptions::default() }).await.unwrap()
}

#[tokio::test]
async fn the_newer_protocol_begins_with_a_session_token() {
    let demo = speaking(MetadataProtocol::TokensOnly).await;
    assert_eq!(ask(&demo, "GET", KEYS, &[]).await.status, 403);
    for ttl in ["0", "21601", "long"] {
        assert_eq!(ask(&demo, "PUT", TOKEN, &[(TTL, ttl)]).await.status, 400, "{ttl}");
    }
    assert_eq!(ask(&demo, "PUT", TOKEN, &[]).await.status, 400);
    assert_eq!(ask(&demo, "GET", TOKEN, &[(TTL, "60")]).await.status, 404);
    let token = ask(&demo, "PUT", TOKEN, &[(TTL, "60")]).await.text;
    let with_token = [("x-aliyun-ecs-metadata-token", token.as_str())];
    assert_eq!(ask(&demo, "GET", KEYS, &with_token).await.text, "ack-operator");
    let answer = ask(&demo, "GET", &format!("{KEYS}ack-operator"), &with_token).await.json();
    assert_eq!(answer["Code"], "Success");
    works(&demo, &answer).await;
    assert_eq!(ask(&demo, "GET", &format!("{KEYS}other"), &with_token).await.status, 404);

    let made_up = [("x-aliyun-ecs-metadata-token", "made-up")];
    assert_eq!(ask(&demo, "GET", KEYS, &made_up).await.status, 403);
    demo.set_clock_offset(SignedDuration::from_secs(61));
    assert_eq!(ask(&demo, "GET", KEYS, &with_token).await.status, 403, "the token has ended");
}

#[tokio::test]
async fn the_older_protocol_knows_no_tokens() {
    let demo = speaking(MetadataProtocol::NoTokens).await;
    assert_eq!(ask(&demo, "PUT", TOKEN, &[(TTL, "60")]).await.status, 404);
    let answer = ask(&demo, "GET", &format!("{KEYS}ack-operator"), &[]).await.json();
    works(&demo, &answer).await;
}

#[tokio::test]
async fn the_uri_gives_a_key_to_whoever_asks() {
    let demo = demo().await;
    let answer = ask(&demo, "GET", "/credentials", &[]).await.json();
    assert_eq!(answer["Code"], "Success");
    works(&demo, &answer).await;
    assert_eq!(ask(&demo, "POST", "/credentials", &[]).await.status, 405);
}

#[tokio::test]
async fn cloud_sso_gives_a_key_for_a_token_and_an_assignment() {
    let demo = demo().await;
    let ask = async |token: &str, account: &str, config: &str| {
        let body = json!({ "AccountId": account, "AccessConfigurationId": config }).to_string();
        let request = builder().build().unwrap();
        let request = request.post(format!("{}/cloud-credentials", demo.endpoint())).body(body);
        let request = request.header("authorization", format!("Bearer {token}"));
        read(request.send().await.unwrap()).await.unwrap()
    };
    let answer = ask(SSO_ACCESS_TOKEN, ACCOUNT_ID, SSO_ACCESS_CONFIG).await.json();
    works(&demo, &answer["CloudCredential"]).await;
    for (token, account, config, status, code) in [
        ("another", ACCOUNT_ID, SSO_ACCESS_CONFIG, 401, "InvalidAccessToken"),
        (SSO_ACCESS_TOKEN, "1", SSO_ACCESS_CONFIG, 403, "NoPermission"),
        (SSO_ACCESS_TOKEN, ACCOUNT_ID, "ac-other", 403, "NoPermission"),
    ] {
        let answer = ask(token, account, config).await;
        assert_eq!((answer.status, &answer.json()["ErrorCode"]), (status, &code.into()));
    }
    let accepted: Vec<bool> = demo.requests().iter().map(|request| request.accepted).collect();
    assert_eq!(accepted, [true, true, false, true, true], "the list request is the second");
}
