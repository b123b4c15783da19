//! Which requests the service takes as signed, and what it says to the others.

use ack_kubeconfig::core::acs::Credentials;
use ack_kubeconfig::core::acs::sign::{Message, Scheme, acs3, sign};
use ack_kubeconfig::demo::{DemoAck, DemoOptions};
use jiff::SignedDuration;
use secrecy::{ExposeSecret as _, SecretString};

use crate::support::{SCHEMES, ask, demo, list, nonce, now, request, send, signed, with_header};

fn key(id: &str, secret: &str, token: Option<&str>) -> Credentials {
    Credentials::new(id, &secret.into(), token.map(SecretString::from).as_ref()).unwrap()
}

async fn verdict(demo: &DemoAck, credentials: &Credentials, scheme: Scheme) -> (u16, String) {
    send(&signed(demo, &list(), credentials, scheme)).await.verdict()
}

#[tokio::test]
async fn both_schemes_are_accepted_with_and_without_a_token() {
    let demo = demo().await;
    for scheme in SCHEMES {
        for credentials in [demo.credentials().clone(), demo.sts_credentials()] {
            assert_eq!(verdict(&demo, &credentials, scheme).await, (200, String::new()));
        }
    }
    let recorded = demo.requests();
    assert_eq!(recorded.len(), 4);
    assert!(recorded.iter().all(|request| request.accepted));
    assert_eq!(recorded[0].scheme, Some(Scheme::Roa));
    assert_eq!(recorded[3].scheme, Some(Scheme::Acs3));
    assert_eq!(recorded[0].target, "/api/v1/clusters");
    assert_eq!(recorded[0].header("x-acs-action"), Some("DescribeClustersV1"));
}

#[tokio::test]
async fn a_query_that_needs_encoding_is_verified_as_it_arrives() {
    let demo = demo().await;
    let query = [("name", "数据湖"), ("profile", "a b+c&d=e/*~")];
    let odd = request("GET", "DescribeClustersV1", "/api/v1/clusters", &query);
    for scheme in SCHEMES {
        let answer = send(&signed(&demo, &odd, demo.credentials(), scheme)).await;
        assert_eq!(answer.status, 200, "{scheme:?}: {}", answer.text);
    }
}

#[tokio::test]
async fn a_wrong_secret_is_told_with_the_string_that_the_server_signed() {
    let demo = demo().await;
    let wrong = key(demo.credentials().access_key_id(), "NotTheSecretOfThisKey", None);
    for scheme in SCHEMES {
        let request = signed(&demo, &list(), &wrong, scheme);
        let answer = send(&request).await;
        assert_eq!(answer.verdict(), (400, "SignatureDoesNotMatch".to_owned()));
        let json = answer.json();
        let (_, server) =
            json["Message"].as_str().unwrap().split_once("server string to sign is:").unwrap();
        assert_eq!(server, request.signature.string_to_sign, "{scheme:?}");
    }
    assert!(demo.requests().iter().all(|request| !request.accepted));
}

#[tokio::test]
async fn what_was_changed_on_the_way_is_refused() {
    let demo = demo().await;
    for scheme in SCHEMES {
        let original = || signed(&demo, &list(), demo.credentials(), scheme);
        let mut other_query = original();
        let url = format!("{}?region_id=cn-beijing", other_query.http.url.expose_secret());
        other_query.http.url = url.into();
        let mut other_path = original();
        let url = other_path.http.url.expose_secret();
        other_path.http.url = url.replace("/api/v1/clusters", "/regions/x/clusters").into();
        let mut other_method = original();
        other_method.http.method = "DELETE";
        let other_nonce = with_header(original(), "x-acs-signature-nonce", Some("another"));
        for changed in [other_query, other_path, other_method, other_nonce] {
            let answer = send(&changed).await;
            assert_eq!(answer.verdict(), (400, "SignatureDoesNotMatch".to_owned()), "{changed:?}");
        }
    }
}

#[tokio::test]
async fn keys_and_tokens_are_told_apart() {
    let demo = demo().await;
    let user = demo.credentials();
    let sts = demo.sts_credentials();
    let secret =
        |credentials: &Credentials| credentials.access_key_secret().expose_secret().to_owned();
    for scheme in SCHEMES {
        for (credentials, status, code) in [
            (key("LTAI5tNobodyHasThis01", "x", None), 404, "InvalidAccessKeyId.NotFound"),
            (demo.inactive_credentials(), 400, "InvalidAccessKeyId.Inactive"),
            (demo.expired_sts_credentials(), 400, "InvalidSecurityToken.Expired"),
            (
                key(sts.access_key_id(), &secret(&sts), None),
                400,
                "InvalidSecurityToken.MismatchWithAccessKey",
            ),
            (
                key(sts.access_key_id(), &secret(&sts), Some("AnotherToken")),
                400,
                "InvalidSecurityToken.Malformed",
            ),
            (
                key(user.access_key_id(), &secret(user), Some("AnyToken")),
                400,
                "InvalidSecurityToken.MismatchWithAccessKey",
            ),
        ] {
            let expected = (status, code.to_owned());
            assert_eq!(verdict(&demo, &credentials, scheme).await, expected, "{credentials:?}");
        }
    }
}

#[tokio::test]
async fn the_date_may_be_a_quarter_of_an_hour_off() {
    let demo = demo().await;
    for scheme in SCHEMES {
        for (minutes, accepted) in [(-16, false), (-14, true), (14, true), (16, false)] {
            let date = now() + SignedDuration::from_mins(minutes);
            let request =
                sign(&list(), demo.endpoint(), demo.credentials(), scheme, date, &nonce());
            let answer = send(&request).await;
            let code = if accepted { "" } else { "InvalidTimeStamp.Expired" };
            assert_eq!(answer.code(), code, "{scheme:?} {minutes}");
        }
    }
}

#[tokio::test]
async fn a_client_whose_clock_is_wrong_can_take_the_servers() {
    let options =
        DemoOptions { clock_offset: SignedDuration::from_hours(-5), ..DemoOptions::default() };
    let demo = DemoAck::start(options).await.unwrap();
    let send_at = async |time| {
        let credentials = demo.credentials();
        send(&sign(&list(), demo.endpoint(), credentials, Scheme::Roa, time, &nonce())).await
    };
    let refused = send_at(now()).await;
    assert_eq!(refused.code(), "InvalidTimeStamp.Expired");
    let server = jiff::fmt::rfc2822::parse(refused.header("date")).unwrap().timestamp();
    assert_eq!(send_at(server).await.status, 200);
}

#[tokio::test]
async fn a_nonce_counts_once() {
    let demo = demo().await;
    for scheme in SCHEMES {
        let request = signed(&demo, &list(), demo.credentials(), scheme);
        assert_eq!(send(&request).await.status, 200);
        assert_eq!(send(&request).await.verdict(), (400, "SignatureNonceUsed".to_owned()));
    }
    let recorded = demo.requests();
    assert_eq!(recorded.iter().filter(|request| request.accepted).count(), 2);
}

#[tokio::test]
async fn a_nonce_of_a_refused_request_is_not_used_up() {
    let demo = demo().await;
    let wrong = key(demo.credentials().access_key_id(), "wrong", None);
    let with = |credentials| {
        sign(&list(), demo.endpoint(), credentials, Scheme::Roa, now(), "the-same-nonce")
    };
    assert_eq!(send(&with(&wrong)).await.code(), "SignatureDoesNotMatch");
    assert_eq!(send(&with(demo.credentials())).await.status, 200);
}

#[tokio::test]
async fn a_missing_header_is_named() {
    let demo = demo().await;
    for (scheme, header, value, code) in [
        (Scheme::Roa, "authorization", None, "MissingAuthorization"),
        (Scheme::Roa, "authorization", Some("acs no-colon"), "IncompleteSignature"),
        (Scheme::Roa, "authorization", Some("acs"), "IncompleteSignature"),
        (Scheme::Roa, "authorization", Some("Bearer x"), "InvalidSignatureMethod"),
        (Scheme::Roa, "date", None, "MissingDate"),
        (Scheme::Roa, "date", Some("24 Brumaire"), "InvalidTimeStamp.Format"),
        (Scheme::Roa, "x-acs-version", None, "MissingVersion"),
        (Scheme::Roa, "x-acs-version", Some("2016-01-01"), "InvalidVersion"),
        (Scheme::Roa, "x-acs-signature-method", Some("HMAC-MD5"), "InvalidSignatureMethod"),
        (Scheme::Roa, "x-acs-signature-version", Some("9"), "InvalidSignatureVersion"),
        (Scheme::Acs3, "authorization", Some("ACS3-HMAC-SHA256 x"), "IncompleteSignature"),
        (Scheme::Acs3, "x-acs-date", None, "MissingDate"),
        (Scheme::Acs3, "x-acs-date", Some("2026-01-01"), "InvalidTimeStamp.Format"),
        (Scheme::Acs3, "x-acs-action", None, "MissingAction"),
        (Scheme::Acs3, "x-acs-signature-nonce", None, "MissingSignatureNonce"),
        (Scheme::Acs3, "x-acs-content-sha256", None, "IncompleteSignature"),
        (Scheme::Acs3, "x-acs-content-sha256", Some("00"), "IncompleteSignature"),
    ] {
        let request = signed(&demo, &list(), demo.credentials(), scheme);
        let answer = send(&with_header(request, header, value)).await;
        assert_eq!(answer.verdict(), (400, code.to_owned()), "{header} {value:?}");
    }
}

#[tokio::test]
async fn acs3_must_cover_the_headers_that_matter() {
    let demo = demo().await;
    let request = signed(&demo, &list(), demo.credentials(), Scheme::Acs3);
    let headers: Vec<(&str, &str)> =
        request.http.headers.iter().map(|(name, value)| (*name, value.expose_secret())).collect();
    let message = Message {
        method: "GET",
        path: "/api/v1/clusters",
        query: &[],
        headers: &headers,
        body: b"",
    };
    let all = acs3::headers_to_sign(&message);
    for left_out in ["host", "x-acs-action", "x-acs-signature-nonce", "x-acs-version"] {
        let some: Vec<&str> = all.iter().copied().filter(|name| *name != left_out).collect();
        let signature = acs3::sign(&message, &some, demo.credentials());
        let weak = with_header(request.clone(), "authorization", Some(&signature.authorization));
        assert_eq!(send(&weak).await.code(), "IncompleteSignature", "{left_out}");
    }
}

#[tokio::test]
async fn a_service_without_roa_says_so_and_takes_acs3() {
    let options = DemoOptions { refuse_roa: true, ..DemoOptions::default() };
    let demo = DemoAck::start(options).await.unwrap();
    assert_eq!(ask(&demo, &list()).await.verdict(), (400, "InvalidSignatureMethod".to_owned()));
    let acs3 = signed(&demo, &list(), demo.credentials(), Scheme::Acs3);
    assert_eq!(send(&acs3).await.status, 200);
}
