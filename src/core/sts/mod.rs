//! STS, which lets a key act as a role and says whose a key is: RPC style, version 2015-04-01.

pub mod reply;
pub mod sign;

use jiff::Timestamp;
use secrecy::{ExposeSecret as _, SecretString};

use crate::core::acs::{ApiEndpoint, Credentials, HttpRequest, Prepared, Signing, percent};
use crate::core::profile::Role;

pub use reply::{read_identity, read_temporary};

/// The version of the STS API that every request names.
pub const STS_VERSION: &str = "2015-04-01";

/// The only signature method that the RPC style has in use, and its version.
pub const SIGNATURE_METHOD: &str = "HMAC-SHA1";
/// The version of the RPC signature.
pub const SIGNATURE_VERSION: &str = "1.0";

/// A question to STS, before it is signed.
#[derive(Debug, Clone)]
pub struct StsRequest {
    action: &'static str,
    /// The operation's own parameters, not encoded.
    parameters: Vec<(&'static str, String)>,
    /// The token of someone who has no key to sign with.
    oidc_token: Option<SecretString>,
}

impl StsRequest {
    /// Who am I?
    #[must_use]
    pub fn get_caller_identity() -> Self {
        Self { action: "GetCallerIdentity", parameters: Vec::new(), oidc_token: None }
    }

    /// Let me act as this role.
    #[must_use]
    pub fn assume_role(role: &Role) -> Self {
        let mut parameters = role_parameters(role);
        parameters.extend(role.external_id.clone().map(|id| ("ExternalId", id)));
        Self { action: "AssumeRole", parameters, oidc_token: None }
    }

    /// Let the bearer of this token act as a role that trusts the identity provider.
    #[must_use]
    pub fn assume_role_with_oidc(role: &Role, provider_arn: &str, token: SecretString) -> Self {
        let mut parameters = role_parameters(role);
        parameters.push(("OIDCProviderArn", provider_arn.to_owned()));
        Self { action: "AssumeRoleWithOIDC", parameters, oidc_token: Some(token) }
    }

    /// The request to send: a POST with all its parameters in the address and signed with the
    /// key, or, with an OIDC token, not signed and with that in the body, where no log has it.
    #[must_use]
    pub fn prepare(
        &self,
        endpoint: &ApiEndpoint,
        key: Option<&Credentials>,
        now: Timestamp,
        nonce: &str,
    ) -> Prepared {
        let timestamp = now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let mut query = vec![
            ("Action", self.action),
            ("Format", "json"),
            ("Version", STS_VERSION),
            ("Timestamp", &timestamp),
            ("SignatureNonce", nonce),
        ];
        let own = self.parameters.iter().map(|(name, value)| (*name, value.as_str()));
        if let Some(token) = &self.oidc_token {
            let form = own.chain([("OIDCToken", token.expose_secret())]);
            return unsigned(endpoint, query, percent::encode_query(form).into());
        }
        query.extend(own);
        match key {
            Some(key) => signed(endpoint, query, key),
            None => unsigned(endpoint, query, SecretString::default()),
        }
    }
}

/// What both ways to a role have in common.
fn role_parameters(role: &Role) -> Vec<(&'static str, String)> {
    let mut parameters = vec![
        ("DurationSeconds", role.seconds.to_string()),
        ("RoleArn", role.arn.clone()),
        ("RoleSessionName", role.session_name.clone()),
    ];
    parameters.extend(role.policy.clone().map(|policy| ("Policy", policy)));
    parameters
}

fn signed<'a>(
    endpoint: &ApiEndpoint,
    mut query: Vec<(&'a str, &'a str)>,
    key: &'a Credentials,
) -> Prepared {
    let token = key.security_token().map(|token| ("SecurityToken", token.expose_secret()));
    query.extend(token);
    query.push(("SignatureMethod", SIGNATURE_METHOD));
    query.push(("SignatureVersion", SIGNATURE_VERSION));
    query.push(("AccessKeyId", key.access_key_id()));
    let signature = sign::sign("POST", &query, key);
    let all = query.into_iter().chain([("Signature", signature.signature.as_str())]);
    let http = post(endpoint, &percent::encode_query(all));
    let signing = Signing {
        canonical: signature.canonical.into(),
        string_to_sign: signature.string_to_sign.into(),
        signature: signature.signature.into(),
    };
    Prepared { http, signing: Some(signing) }
}

fn unsigned(endpoint: &ApiEndpoint, query: Vec<(&str, &str)>, form: SecretString) -> Prepared {
    let mut http = post(endpoint, &percent::encode_query(query));
    if !form.expose_secret().is_empty() {
        http = http.header("content-type", "application/x-www-form-urlencoded");
        http.body = form;
    }
    http.into()
}

fn post(endpoint: &ApiEndpoint, query: &str) -> HttpRequest {
    HttpRequest::new("POST", format!("{endpoint}/?{query}")).header("accept", "application/json")
}

#[cfg(test)]
mod tests {
    use super::StsRequest;
    use crate::core::acs::{ApiEndpoint, Credentials, Prepared};
    use crate::core::profile::Role;
    use secrecy::ExposeSecret as _;

    fn role() -> Role {
        Role {
            arn: "acs:ram::1:role/r".to_owned(),
            session_name: "s@1".to_owned(),
            seconds: 900,
            external_id: Some("e".to_owned()),
            policy: None,
        }
    }

    fn prepared(request: &StsRequest, key: Option<&Credentials>) -> Prepared {
        let endpoint = ApiEndpoint::parse("sts.aliyuncs.com").unwrap();
        request.prepare(&endpoint, key, "2025-11-24T16:00:00.7Z".parse().unwrap(), "nonce-1")
    }

    #[test]
    fn a_signed_request_has_everything_in_its_address() {
        let key = Credentials::new("STS.1", &"secret".into(), Some(&"a+b=".into())).unwrap();
        let Prepared { http, signing } = prepared(&StsRequest::assume_role(&role()), Some(&key));
        let url = http.url.expose_secret();
        assert!(url.starts_with(
            "https://sts.aliyuncs.com/?Action=AssumeRole&Format=json&Version=2015-04-01\
             &Timestamp=2025-11-24T16%3A00%3A00Z&SignatureNonce=nonce-1&DurationSeconds=900\
             &RoleArn=acs%3Aram%3A%3A1%3Arole%2Fr&RoleSessionName=s%401&ExternalId=e\
             &SecurityToken=a%2Bb%3D&SignatureMethod=HMAC-SHA1&SignatureVersion=1.0\
             &AccessKeyId=STS.1&Signature="
        ));
        assert!(http.body.expose_secret().is_empty());
        let signing = signing.unwrap();
        assert!(signing.string_to_sign.expose_secret().starts_with("POST&%2F&AccessKeyId%3D"));
    }

    #[test]
    fn an_oidc_token_goes_into_the_body_and_nothing_is_signed() {
        let request = StsRequest::assume_role_with_oidc(&role(), "acs:p", "to.ken".into());
        let Prepared { http, signing } = prepared(&request, None);
        assert!(signing.is_none());
        assert!(!http.url.expose_secret().contains("Signature="));
        assert!(!http.url.expose_secret().contains("to.ken"));
        assert_eq!(
            http.body.expose_secret(),
            "DurationSeconds=900&RoleArn=acs%3Aram%3A%3A1%3Arole%2Fr&RoleSessionName=s%401\
             &OIDCProviderArn=acs%3Ap&OIDCToken=to.ken"
        );
        assert!(!format!("{request:?}").contains("to.ken"));
    }
}
