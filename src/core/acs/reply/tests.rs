//! What answers look like, the good and the bad ones.

use super::{AccessDenied, Format, KubeconfigReply, RawReply, ReplyError, read_kubeconfig};

const CONFIG: &str = "\napiVersion: v1\nusers:\n- name: \"kubernetes-admin\"\n";

fn answer(status: u16, body: &[u8]) -> Result<KubeconfigReply, ReplyError> {
    read_kubeconfig(RawReply {
        status,
        request_id: Some("FROM-HEADER".to_owned()),
        retry_after_ms: Some(700),
        body: body.to_vec(),
        ..RawReply::default()
    })
}

fn service_error(status: u16, body: &str) -> super::ServiceError {
    match answer(status, body.as_bytes()) {
        Err(ReplyError::Service(error)) => *error,
        other => panic!("no service error: {other:?}"),
    }
}

#[test]
fn json_is_kept_byte_for_byte() {
    let body = serde_json::json!({"config": CONFIG, "expiration": "2029-11-23T08:00:00Z"});
    let reply = answer(200, body.to_string().as_bytes()).unwrap();
    assert_eq!(reply.config.as_str(), CONFIG);
    assert_eq!(reply.expiration.unwrap().to_string(), "2029-11-23T08:00:00Z");
    assert_eq!(reply.request_id.as_deref(), Some("FROM-HEADER"));

    let old = serde_json::json!({"config": CONFIG}).to_string();
    assert_eq!(answer(200, old.as_bytes()).unwrap().expiration, None);
    let odd = serde_json::json!({"config": CONFIG, "expiration": "soon"}).to_string();
    assert_eq!(answer(200, odd.as_bytes()).unwrap().expiration, None);
}

#[test]
fn xml_is_read_with_entities_and_cdata() {
    let tricky = "a: \"<&>'\"\r\nb: ]] >\n";
    let escaped = tricky
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('\r', "&#13;")
        .replace('"', "&quot;");
    for body in [
        format!("<config>{escaped}</config>"),
        format!("<config><![CDATA[{tricky}]]></config>"),
        format!("<?xml version='1.0'?>\n<R><config>{escaped}</config><x/></R>"),
        format!("<R><requestId>1</requestId></R><config>{escaped}</config>"),
    ] {
        assert_eq!(answer(200, body.as_bytes()).unwrap().config.as_str(), tricky, "{body}");
    }
    let seed = format!("<config>{CONFIG}</config>");
    assert_eq!(answer(200, seed.as_bytes()).unwrap().config.as_str(), CONFIG);
}

#[test]
fn a_document_type_is_refused_and_its_entities_are_unknown() {
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><config>&b;</config>";
    assert_eq!(answer(200, bomb.as_bytes()).unwrap_err(), ReplyError::DocumentType);
    let unknown = answer(200, b"<config>&file;</config>").unwrap_err();
    assert_eq!(unknown, ReplyError::Unreadable(Format::Xml));
}

#[test]
fn both_error_shapes_are_read_in_both_formats() {
    let gateway = r#"{"RequestId":"R-1","Message":"M","Recommend":"https://x","HostId":"h","Code":"SignatureDoesNotMatch"}"#;
    let own = r#"{"code":"SignatureDoesNotMatch","message":"M","requestId":"R-1","accessDeniedDetail":{"a":1}}"#;
    let xml = "<Error><RequestId>R-1</RequestId><HostId>h</HostId>\
               <Code>SignatureDoesNotMatch</Code><Message>M</Message></Error>";
    for body in [gateway, own, xml] {
        let error = service_error(400, body);
        assert_eq!(error.code, "SignatureDoesNotMatch");
        assert_eq!(error.message, "M");
        assert_eq!(error.request_id.as_deref(), Some("R-1"));
        assert_eq!((error.status, error.retry_after_ms), (400, Some(700)));
    }
}

#[test]
fn an_error_under_http_200_is_an_error() {
    let error = service_error(200, r#"{"code":"ErrorClusterNotFound","message":"no"}"#);
    assert_eq!(error.code, "ErrorClusterNotFound");
    assert_eq!(error.request_id.as_deref(), Some("FROM-HEADER"));
}

#[test]
fn a_kubeconfig_under_an_error_status_is_not_taken() {
    let body = serde_json::json!({"config": CONFIG}).to_string();
    let error = answer(500, body.as_bytes()).unwrap_err();
    assert_eq!(error, ReplyError::Status { status: 500, retry_after_ms: Some(700) });
}

#[test]
fn a_web_page_is_told_apart() {
    let page = "\r\n<!DOCTYPE html><HTML><head><Title class=x> Sign in\u{1b}[31m </title></head>";
    let error = answer(200, page.as_bytes()).unwrap_err();
    let title = Some("Sign in[31m".to_owned());
    assert_eq!(error, ReplyError::WebPage { status: 200, title });
    let bare = answer(502, b"<html><body>Bad Gateway").unwrap_err();
    assert_eq!(bare, ReplyError::WebPage { status: 502, title: None });
}

#[test]
fn nonsense_is_named_for_what_it_is() {
    let unreadable = ReplyError::Unreadable;
    assert_eq!(answer(200, b"").unwrap_err(), unreadable(Format::Unknown));
    assert_eq!(answer(200, b"hello").unwrap_err(), unreadable(Format::Unknown));
    assert_eq!(answer(200, b"{\"config\": \"a").unwrap_err(), unreadable(Format::Json));
    assert_eq!(answer(200, b"<config>a").unwrap_err(), unreadable(Format::Xml));
    assert_eq!(answer(200, b"\xff\xfe").unwrap_err(), ReplyError::NotText);
    assert_eq!(answer(200, b"{}").unwrap_err(), ReplyError::NoKubeconfig);
    assert_eq!(answer(200, b"{\"config\": \" \\n\"}").unwrap_err(), ReplyError::NoKubeconfig);
    assert_eq!(answer(200, b"{\"config\": [1]}").unwrap_err(), ReplyError::NoKubeconfig);
    let status = ReplyError::Status { status: 503, retry_after_ms: Some(700) };
    assert_eq!(answer(503, b"upstream connect error").unwrap_err(), status);
    assert_eq!(answer(503, b"\xff").unwrap_err(), status);
}

#[test]
fn deep_nesting_is_refused_and_does_not_overflow() {
    let arrays = format!("{{\"config\":{}", "[".repeat(200_000));
    let error = answer(200, arrays.as_bytes()).unwrap_err();
    assert_eq!(error, ReplyError::Unreadable(Format::Json));
    let elements = "<a>".repeat(200_000);
    let error = answer(200, elements.as_bytes()).unwrap_err();
    assert_eq!(error, ReplyError::Unreadable(Format::Xml));
}

#[test]
fn the_servers_string_to_sign_is_found() {
    let error = service_error(
        400,
        r#"{"Code":"SignatureDoesNotMatch","Message":"Specified signature is not matched with our calculation. server string to sign is:GET\n/x"}"#,
    );
    assert_eq!(error.server_string_to_sign(), Some("GET\n/x"));
}

#[test]
fn rams_account_of_a_denial_is_read_in_each_form_and_shadows_nothing() {
    let detail = serde_json::json!({
        "PolicyType": "AccountLevelIdentityBasedPolicy", "AuthPrincipalOwnerId": "1",
        "AuthPrincipalType": "SubUser", "AuthPrincipalDisplayName": "dev-ops",
        "NoPermissionType": "ImplicitDeny", "AuthAction": "cs:X", "Code": "Inner",
        "EncodedDiagnosticMessage": "AQ",
    });
    let expected = AccessDenied {
        action: "cs:X".to_owned(),
        principal: "dev-ops".to_owned(),
        principal_type: "SubUser".to_owned(),
        account: "1".to_owned(),
        policy_type: "AccountLevelIdentityBasedPolicy".to_owned(),
        explicit: false,
    };
    let xml = "<Error><Code>Forbidden.RAM</Code><AccessDeniedDetail><AuthAction>cs:X</AuthAction>\
               <PolicyType>AccountLevelIdentityBasedPolicy</PolicyType>\
               <AuthPrincipalOwnerId>1</AuthPrincipalOwnerId>\
               <AuthPrincipalType>SubUser</AuthPrincipalType>\
               <AuthPrincipalDisplayName>dev-ops</AuthPrincipalDisplayName>\
               </AccessDeniedDetail></Error>";
    for body in [
        serde_json::json!({"Code": "Forbidden.RAM", "AccessDeniedDetail": detail}).to_string(),
        serde_json::json!({"code": "Forbidden.RAM", "accessDeniedDetail": detail.to_string()})
            .to_string(),
        xml.to_owned(),
    ] {
        let error = service_error(403, &body);
        assert_eq!(error.code, "Forbidden.RAM");
        assert_eq!(error.access_denied.as_deref(), Some(&expected), "{body}");
    }
    let none = r#"{"Code": "Forbidden.RAM", "AccessDeniedDetail": "not JSON"}"#;
    assert_eq!(service_error(403, none).access_denied, None);
}
