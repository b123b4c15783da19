//! Those who give keys to whoever may ask: the metadata service of an ECS instance, a credentials
//! URI, and CloudSSO. What each is asked, and what it answers.

use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;

use super::{CloudSso, EcsMetadata, ProfileProblem, Temporary};
use crate::core::acs::{HttpRequest, RawReply, ReplyError, percent};

/// For how many seconds a session token of the metadata service is asked for: the longest.
const METADATA_TOKEN_SECONDS: &str = "21600";
/// Where the metadata service has the instance's role and its key.
const METADATA_KEYS: &str = "/latest/meta-data/ram/security-credentials/";

impl EcsMetadata {
    /// Asks for a session token, with which the newer protocol begins.
    #[must_use]
    pub fn token_request(&self) -> HttpRequest {
        HttpRequest::new("PUT", self.url("/latest/api/token"))
            .header("x-aliyun-ecs-metadata-token-ttl-seconds", METADATA_TOKEN_SECONDS)
    }

    /// Asks which role the instance has; without a token in the older protocol.
    #[must_use]
    pub fn role_request(&self, token: Option<&SecretString>) -> HttpRequest {
        with_token(HttpRequest::new("GET", self.url(METADATA_KEYS)), token)
    }

    /// Asks for the key of a role; without a token in the older protocol.
    #[must_use]
    pub fn key_request(&self, role: &str, token: Option<&SecretString>) -> HttpRequest {
        let url = format!("{}{}", self.url(METADATA_KEYS), percent::encode(role));
        with_token(HttpRequest::new("GET", url), token)
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address.trim_end_matches('/'))
    }
}

fn with_token(request: HttpRequest, token: Option<&SecretString>) -> HttpRequest {
    match token {
        Some(token) => request.header("x-aliyun-ecs-metadata-token", token.expose_secret()),
        None => request,
    }
}

/// Reads the session token of the metadata service.
///
/// # Errors
/// [`ReplyError`], when the answer is no token.
pub fn read_metadata_token(reply: RawReply) -> Result<SecretString, ReplyError> {
    read_word(reply, "session token").map(SecretString::from)
}

/// Reads the name of the instance's role; of several it is the first.
///
/// # Errors
/// [`ReplyError`], when the answer names none.
pub fn read_metadata_role(reply: RawReply) -> Result<String, ReplyError> {
    read_word(reply, "role")
}

/// Reads the key of the instance's role.
///
/// # Errors
/// [`ReplyError`], whatever the answer is instead of a whole key.
pub fn read_metadata_key(reply: RawReply) -> Result<Temporary, ReplyError> {
    check_status(&reply)?;
    Temporary::read(reply, None)?.complete()
}

/// The metadata service refuses by a page of its web server, which says nothing beyond the status
/// and must not be taken for a captive portal's.
fn check_status(reply: &RawReply) -> Result<(), ReplyError> {
    let RawReply { status, retry_after_ms, .. } = *reply;
    if (200..300).contains(&status) {
        return Ok(());
    }
    Err(ReplyError::Status { status, retry_after_ms })
}

/// The first line of an answer that is plain text, if it is a single word.
fn read_word(reply: RawReply, what: &'static str) -> Result<String, ReplyError> {
    check_status(&reply)?;
    let text = String::from_utf8(reply.body).map_err(|_not_utf8| ReplyError::NotText)?;
    match text.lines().map(str::trim).find(|line| !line.is_empty()) {
        None => Err(ReplyError::Lacks(what)),
        Some(word) if word.starts_with('<') || !word.chars().all(|c| c.is_ascii_graphic()) => {
            Err(ReplyError::Invalid(what))
        }
        Some(word) => Ok(word.to_owned()),
    }
}

/// Asks a credentials URI.
#[must_use]
pub fn uri_request(uri: &str) -> HttpRequest {
    HttpRequest::new("GET", uri).header("accept", "application/json")
}

/// Reads the answer of a credentials URI, which may be a key without a token or an end.
///
/// # Errors
/// [`ReplyError`], whatever the answer is instead of a key.
pub fn read_uri_key(reply: RawReply) -> Result<Temporary, ReplyError> {
    Temporary::read(reply, None)
}

impl CloudSso {
    /// Asks the host of the sign-in page for a key, with the token of the sign-in.
    ///
    /// # Errors
    /// [`ProfileProblem::Invalid`], when the address of the sign-in page is none.
    pub fn key_request(&self, access_token: &SecretString) -> Result<HttpRequest, ProfileProblem> {
        let page = url::Url::parse(&self.sign_in_url).ok().filter(url::Url::has_host);
        let page = page.ok_or(ProfileProblem::Invalid("cloud_sso_sign_in_url"))?;
        let url = format!("{}/cloud-credentials", page.origin().ascii_serialization());
        let bearer = format!("Bearer {}", access_token.expose_secret());
        let mut request = HttpRequest::new("POST", url)
            .header("accept", "application/json")
            .header("content-type", "application/json")
            .header("authorization", bearer);
        let (account, access_config) = (&self.account_id, &self.access_config);
        let body = json!({ "AccountId": account, "AccessConfigurationId": access_config });
        request.body = body.to_string().into();
        Ok(request)
    }
}

/// Reads the key that CloudSSO gives.
///
/// # Errors
/// [`ReplyError`], whatever the answer is instead of a whole key.
pub fn read_cloud_sso_key(reply: RawReply) -> Result<Temporary, ReplyError> {
    Temporary::read(reply, Some("CloudCredential"))?.complete()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(status: u16, body: &str) -> RawReply {
        RawReply { status, body: body.into(), ..RawReply::default() }
    }

    const KEY: &str = r#""AccessKeyId":"STS.1","AccessKeySecret":"s","SecurityToken":"t","#;
    const END: &str = r#""Expiration":"2026-11-24T09:00:00Z""#;

    #[test]
    fn the_metadata_service_is_asked_in_either_protocol() {
        let (role, allow_v1) = (None, true);
        let metadata = EcsMetadata { role, address: "http://100.100.100.200/".into(), allow_v1 };
        let url = |request: &HttpRequest| request.url.expose_secret().to_owned();
        let token = metadata.token_request();
        assert_eq!(
            (token.method, url(&token).as_str()),
            ("PUT", "http://100.100.100.200/latest/api/token")
        );
        let keys = "http://100.100.100.200/latest/meta-data/ram/security-credentials/";
        let v2 = metadata.role_request(Some(&"T".into()));
        assert_eq!((url(&v2).as_str(), v2.headers.len()), (keys, 1));
        let v1 = metadata.key_request("a b", None);
        assert_eq!((url(&v1), v1.headers.len()), (format!("{keys}a%20b"), 0));
    }

    #[test]
    fn a_word_is_not_taken_from_a_page() {
        assert_eq!(read_metadata_role(reply(200, "\nrole-1\nrole-2\n")).unwrap(), "role-1");
        let refused = ReplyError::Status { status: 404, retry_after_ms: None };
        for (status, body, error) in [
            (404, "<html>", refused),
            (200, "<html>", ReplyError::Invalid("role")),
            (200, "two words", ReplyError::Invalid("role")),
            (200, " \n", ReplyError::Lacks("role")),
        ] {
            assert_eq!(read_metadata_role(reply(status, body)).unwrap_err(), error);
        }
    }

    #[test]
    fn success_is_no_error_code_and_anything_else_is() {
        let good = format!(r#"{{{KEY}"Code":"Success",{END}}}"#);
        for read in [read_metadata_key, read_uri_key] {
            assert_eq!(read(reply(200, &good)).unwrap().credentials.access_key_id(), "STS.1");
            let bad = good.replace("Success", "Failed");
            assert!(matches!(read(reply(200, &bad)), Err(ReplyError::Service(_))));
        }
    }

    #[test]
    fn only_a_uri_may_leave_the_end_open() {
        let endless = format!(r#"{{{KEY}"Code":"Success"}}"#);
        assert_eq!(read_uri_key(reply(200, &endless)).unwrap().expiration, None);
        let error = read_metadata_key(reply(200, &endless)).unwrap_err();
        assert_eq!(error, ReplyError::Lacks("Expiration"));
        let soon = format!(r#"{{{KEY}"Expiration":"soon"}}"#);
        let error = read_uri_key(reply(200, &soon)).unwrap_err();
        assert_eq!(error, ReplyError::Invalid("Expiration"));
    }

    #[test]
    fn cloud_sso_is_asked_at_the_host_of_its_sign_in_page() {
        let mut sso = CloudSso {
            profile: "p".into(),
            sign_in_url: "https://signin-cn-shanghai.alibabacloudsso.com:8443/d/login?a=b".into(),
            account_id: "1".into(),
            access_config: "ac-1".into(),
            access_token: None,
            cached: None,
        };
        let request = sso.key_request(&"T".into()).unwrap();
        assert_eq!(
            request.url.expose_secret(),
            "https://signin-cn-shanghai.alibabacloudsso.com:8443/cloud-credentials"
        );
        let body = r#"{"AccessConfigurationId":"ac-1","AccountId":"1"}"#;
        assert_eq!(request.body.expose_secret(), body);
        "login".clone_into(&mut sso.sign_in_url);
        let error = sso.key_request(&"T".into()).unwrap_err();
        assert_eq!(error, ProfileProblem::Invalid("cloud_sso_sign_in_url"));

        let answer = format!(r#"{{"CloudCredential":{{{KEY}{END}}},"RequestId":"R"}}"#);
        assert!(read_cloud_sso_key(reply(200, &answer)).is_ok());
        let refusal = r#"{"ErrorCode":"InvalidToken","ErrorMessage":"no","RequestId":"R"}"#;
        let error = read_cloud_sso_key(reply(401, refusal)).unwrap_err();
        assert!(matches!(error, ReplyError::Service(error) if error.code == "InvalidToken"));
    }
}
