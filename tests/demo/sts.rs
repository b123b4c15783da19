//! STS, asked by hand: the signature is made here from the documentation, so that a mistake which
//! the client and the embedded STS share shows.

use ack_kubeconfig::core::acs::sign::Scheme;
use ack_kubeconfig::core::acs::{ApiServerEndpoint, Credentials};
use ack_kubeconfig::demo::{ACCOUNT_ID, DemoAck, Fault, ROLE_ID, Service, USER_ID};
use base64::Engine as _;
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;

use crate::by_hand::encoded;
use crate::support::{
    Answer, builder, demo, get_kubeconfig, list, nonce, now, parse, read, send, signed,
};

pub(crate) type Parameters = Vec<(&'static str, String)>;

pub(crate) fn joined(parameters: &Parameters) -> String {
    let pairs = parameters.iter().map(|(name, value)| format!("{name}={}", encoded(value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// The parameters that every request has.
pub(crate) fn common(action: &str) -> Parameters {
    let time = now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    vec![
        ("Action", action.to_owned()),
        ("Format", "JSON".to_owned()),
        ("Version", "2015-04-01".to_owned()),
        ("Timestamp", time),
        ("SignatureNonce", nonce()),
    ]
}

/// The string to sign, and the signature over it.
fn sign(method: &str, parameters: &Parameters, key: &Credentials) -> (String, String) {
    let mut sorted = parameters.clone();
    sorted.sort();
    let text = format!("{method}&%2F&{}", encoded(&joined(&sorted)));
    let secret = format!("{}&", key.access_key_secret().expose_secret());
    let mut mac = Hmac::<sha1::Sha1>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(text.as_bytes());
    let signature = base64::engine::general_purpose::STANDARD.encode(mac.finalize().as_bytes());
    (text, signature)
}

/// Signs, sends, and gives the answer with the string that was signed.
async fn post(demo: &DemoAck, mut parameters: Parameters, key: &Credentials) -> (Answer, String) {
    if let Some(token) = key.security_token() {
        parameters.push(("SecurityToken", token.expose_secret().to_owned()));
    }
    for (name, value) in [("SignatureMethod", "HMAC-SHA1"), ("SignatureVersion", "1.0")] {
        if parameters.iter().all(|(candidate, _)| *candidate != name) {
            parameters.push((name, value.to_owned()));
        }
    }
    parameters.push(("AccessKeyId", key.access_key_id().to_owned()));
    let (text, signature) = sign("POST", &parameters, key);
    parameters.push(("Signature", signature));
    let url = format!("{}/?{}", demo.endpoint(), joined(&parameters));
    let sent = builder().build().unwrap().post(url).send().await.unwrap();
    (read(sent).await.unwrap(), text)
}

pub(crate) async fn who(demo: &DemoAck, key: &Credentials) -> Answer {
    post(demo, common("GetCallerIdentity"), key).await.0
}

fn for_role(action: &str, arn: String, more: &[(&'static str, &str)]) -> Parameters {
    let mut parameters = common(action);
    parameters.extend([("RoleArn", arn), ("RoleSessionName", "hand-made@1".to_owned())]);
    for (name, value) in more {
        parameters.retain(|(candidate, _)| candidate != name);
        parameters.push((name, (*value).to_owned()));
    }
    parameters
}

pub(crate) async fn assume(
    demo: &DemoAck,
    key: &Credentials,
    arn: String,
    more: &[(&'static str, &str)],
) -> Answer {
    post(demo, for_role("AssumeRole", arn, more), key).await.0
}

pub(crate) fn issued(answer: &Answer) -> (Credentials, Timestamp) {
    assert_eq!(answer.status, 200, "{}", answer.text);
    let key = &answer.json()["Credentials"];
    let text = |name: &str| key[name].as_str().unwrap().to_owned();
    let (secret, token): (SecretString, SecretString) =
        (text("AccessKeySecret").into(), text("SecurityToken").into());
    let credentials = Credentials::new(&text("AccessKeyId"), &secret, Some(&token)).unwrap();
    (credentials, text("Expiration").parse().unwrap())
}

#[tokio::test]
async fn everyone_learns_who_they_are() {
    let demo = demo().await;
    let user = who(&demo, demo.credentials()).await.json();
    assert_eq!(user["AccountId"], ACCOUNT_ID);
    assert_eq!(user["Arn"], format!("acs:ram::{ACCOUNT_ID}:user/dev-ops"));
    assert_eq!((&user["IdentityType"], &user["UserId"]), (&"RAMUser".into(), &USER_ID.into()));
    assert_eq!((&user["PrincipalId"], &user["RoleId"]), (&USER_ID.into(), &Value::Null));

    let (key, _) = issued(&assume(&demo, demo.credentials(), demo.role_arn(), &[]).await);
    let role = who(&demo, &key).await.json();
    let arn = format!("acs:ram::{ACCOUNT_ID}:assumed-role/ack-operator/hand-made@1");
    assert_eq!((&role["Arn"], &role["IdentityType"]), (&arn.into(), &"AssumedRoleUser".into()));
    assert_eq!(role["PrincipalId"], format!("{ROLE_ID}:hand-made@1"));
    assert_eq!(role["RoleId"], ROLE_ID);
    assert!(demo.requests().iter().all(|request| request.accepted));
}

#[tokio::test]
async fn a_roles_key_gets_kubeconfigs_as_the_role_until_it_ends() {
    let demo = demo().await;
    let more = [("DurationSeconds", "900"), ("Policy", r#"{"Version":"1","Statement":[]}"#)];
    let answer = assume(&demo, demo.credentials(), demo.role_arn(), &more).await;
    let (key, end) = issued(&answer);
    assert_eq!(answer.json()["RequestId"], answer.header("x-acs-request-id"));
    assert_eq!(answer.json()["AssumedRoleUser"]["AssumedRoleId"], format!("{ROLE_ID}:hand-made@1"));
    let left = end.duration_since(now());
    assert!((left - SignedDuration::from_secs(900)).abs() < SignedDuration::from_secs(60));

    let get = get_kubeconfig(&demo, "订单中心", ApiServerEndpoint::Public);
    for scheme in [Scheme::Roa, Scheme::Acs3] {
        let config = send(&signed(&demo, &get, &key, scheme)).await.config();
        assert_eq!(parse(&config).user, ROLE_ID);
    }
    demo.set_clock_offset(SignedDuration::from_secs(901));
    let ended = (400, "InvalidSecurityToken.Expired".to_owned());
    for scheme in [Scheme::Roa, Scheme::Acs3] {
        assert_eq!(send(&signed(&demo, &get, &key, scheme)).await.verdict(), ended, "{scheme:?}");
    }
    let mut late = common("GetCallerIdentity");
    late[3].1 = demo.now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    assert_eq!(post(&demo, late, &key).await.0.verdict(), ended);
}

#[tokio::test]
async fn a_wrong_secret_is_told_with_the_documented_string_to_sign() {
    let demo = demo().await;
    let id = demo.credentials().access_key_id();
    let wrong = Credentials::new(id, &"NotTheSecret".into(), None).unwrap();
    let more = [("ExternalId", "外部 a+b*c~d/é&=?%20")];
    let request = for_role("AssumeRole", demo.role_arn(), &more);
    let (answer, text) = post(&demo, request, &wrong).await;
    assert_eq!(answer.verdict(), (400, "SignatureDoesNotMatch".to_owned()));
    let body = answer.json();
    let (_, theirs) = body["Message"].as_str().unwrap().split_once("to sign is:").unwrap();
    assert_eq!(theirs, text);
    assert!(!demo.requests()[0].accepted);
}

#[tokio::test]
async fn what_the_signature_covers_cannot_be_changed() {
    let demo = demo().await;
    let mut parameters = for_role("AssumeRole", demo.role_arn(), &[]);
    parameters.push(("SignatureMethod", "HMAC-SHA1".to_owned()));
    parameters.push(("SignatureVersion", "1.0".to_owned()));
    parameters.push(("AccessKeyId", demo.credentials().access_key_id().to_owned()));
    let (_, signature) = sign("POST", &parameters, demo.credentials());
    let client = builder().build().unwrap();
    for changed in ["RoleSessionName=other", "DurationSeconds=7200", "Added=1"] {
        let (name, _) = changed.split_once('=').unwrap();
        let mut sent = parameters.clone();
        sent.retain(|(candidate, _)| *candidate != name);
        sent.push(("Signature", signature.clone()));
        let url = format!("{}/?{}&{changed}", demo.endpoint(), joined(&sent));
        let answer = read(client.post(url).send().await.unwrap()).await.unwrap();
        assert_eq!(answer.verdict(), (400, "SignatureDoesNotMatch".to_owned()), "{changed}");
    }
    // The method is covered as well.
    parameters.push(("Signature", signature));
    let url = format!("{}/?{}", demo.endpoint(), joined(&parameters));
    let answer = read(client.get(&url).send().await.unwrap()).await.unwrap();
    assert_eq!(answer.verdict(), (400, "SignatureDoesNotMatch".to_owned()));
    assert_eq!(read(client.post(&url).send().await.unwrap()).await.unwrap().status, 200);
    let again = read(client.post(&url).send().await.unwrap()).await.unwrap();
    assert_eq!(again.verdict(), (400, "SignatureNonceUsed".to_owned()));
}

#[tokio::test]
async fn time_version_and_method_are_checked() {
    let demo = demo().await;
    let minutes = |minutes: i64| {
        let time = now() + SignedDuration::from_mins(minutes);
        time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    };
    for (name, value, code) in [
        ("Timestamp", minutes(-16), "InvalidTimeStamp.Expired"),
        ("Timestamp", minutes(16), "InvalidTimeStamp.Expired"),
        ("Timestamp", "yesterday".to_owned(), "InvalidTimeStamp.Format"),
        ("Timestamp", String::new(), "MissingTimestamp"),
        ("Version", "2015-12-15".to_owned(), "InvalidVersion"),
        ("SignatureMethod", "HMAC-SHA256".to_owned(), "InvalidSignatureMethod"),
        ("SignatureVersion", "2.0".to_owned(), "InvalidSignatureVersion"),
        ("SignatureNonce", String::new(), "MissingSignatureNonce"),
    ] {
        let mut parameters = common("GetCallerIdentity");
        parameters.retain(|(candidate, _)| *candidate != name);
        parameters.push((name, value));
        let (answer, _) = post(&demo, parameters, demo.credentials()).await;
        assert_eq!(answer.verdict(), (400, code.to_owned()), "{name}");
    }
    let (answer, _) = post(&demo, common("DeleteEverything"), demo.credentials()).await;
    assert_eq!(answer.verdict(), (404, "InvalidAction.NotFound".to_owned()));
}

#[tokio::test]
async fn keys_that_may_not_be_used_are_told_apart() {
    let demo = demo().await;
    let nobody = Credentials::new("LTAI5tNobodyHasThis01", &"x".into(), None).unwrap();
    let sts = demo.sts_credentials();
    let bare = Credentials::new(sts.access_key_id(), sts.access_key_secret(), None).unwrap();
    for (key, status, code) in [
        (nobody, 404, "InvalidAccessKeyId.NotFound"),
        (demo.inactive_credentials(), 400, "InvalidAccessKeyId.Inactive"),
        (demo.expired_sts_credentials(), 400, "InvalidSecurityToken.Expired"),
        (bare, 400, "InvalidSecurityToken.MismatchWithAccessKey"),
    ] {
        assert_eq!(who(&demo, &key).await.verdict(), (status, code.to_owned()), "{key:?}");
    }
}

#[tokio::test]
async fn faults_and_lifetimes_are_set_for_sts_alone() {
    let demo = demo().await;
    let trouble = Fault::Status {
        code: 503,
        error_code: "ServiceUnavailable".to_owned(),
        message: "on demand".to_owned(),
        retry_after_ms: None,
    };
    demo.set_fault_of(Service::Sts, Some(trouble));
    assert_eq!(who(&demo, demo.credentials()).await.status, 503);
    let scheme = Scheme::Roa;
    assert_eq!(send(&signed(&demo, &list(), demo.credentials(), scheme)).await.status, 200);
    demo.set_fault_of(Service::Sts, None);

    demo.set_temporary_lifetime(Some(SignedDuration::from_mins(4)));
    let (key, end) = issued(&assume(&demo, demo.credentials(), demo.role_arn(), &[]).await);
    assert!(end.duration_since(now()) <= SignedDuration::from_mins(4));
    demo.forget_temporary_keys();
    let verdict = who(&demo, &key).await.verdict();
    assert_eq!(verdict, (404, "InvalidAccessKeyId.NotFound".to_owned()));
}

#[tokio::test]
async fn without_a_format_the_answer_is_xml() {
    let demo = demo().await;
    let mut parameters = common("GetCallerIdentity");
    parameters.retain(|(name, _)| *name != "Format");
    let (answer, _) = post(&demo, parameters, demo.credentials()).await;
    assert!(answer.text.starts_with("<GetCallerIdentityResponse>"), "{}", answer.text);
    assert!(answer.text.contains(&format!("<AccountId>{ACCOUNT_ID}</AccountId>")));
}
