//! What kubectl asks of a credential plugin, and what it is answered: an `ExecCredential` of
//! `client.authentication.k8s.io`. The form of the answer is also that of the file in which it is
//! kept for the next time.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::Kubeconfig;

/// How long before its end another key is got: clocks differ, and kubectl works a while with what
/// it was given.
const BEFORE_THE_END: SignedDuration = SignedDuration::from_mins(3);

/// A form of the answer, by Kubernetes' name for it. The fields are the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ApiVersion {
    /// Since Kubernetes 1.22.
    #[default]
    #[serde(rename = "client.authentication.k8s.io/v1")]
    V1,
    /// The one before.
    #[serde(rename = "client.authentication.k8s.io/v1beta1")]
    V1Beta1,
}

/// The question of kubectl is in no form that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("KUBERNETES_EXEC_INFO asks for no known version of ExecCredential")]
pub struct UnknownApiVersion;

/// What a client signs in to a cluster with, and until when. `Debug` shows nothing of it.
#[derive(Clone)]
pub struct ExecKey {
    means: Means,
    expires: Option<Timestamp>,
}

#[derive(Clone)]
enum Means {
    /// Both PEM.
    Certificate {
        certificate: String,
        key: SecretString,
    },
    Token(SecretString),
}

#[derive(Deserialize)]
struct Asked {
    #[serde(rename = "apiVersion")]
    api_version: ApiVersion,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer<T> {
    api_version: ApiVersion,
    kind: String,
    status: Status<T>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Status<T> {
    expiration_timestamp: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_certificate_data: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_key_data: Option<T>,
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<T>,
}

impl ApiVersion {
    /// The version that `KUBERNETES_EXEC_INFO` asks for; the newest, where a person asks.
    ///
    /// # Errors
    /// [`UnknownApiVersion`], for another version and for what is no question at all.
    pub fn asked(exec_info: Option<&str>) -> Result<Self, UnknownApiVersion> {
        let Some(text) = exec_info else { return Ok(Self::default()) };
        let asked = serde_json::from_str::<Asked>(text).map_err(|_unread| UnknownApiVersion)?;
        Ok(asked.api_version)
    }
}

impl ExecKey {
    /// What the context in use of a kubeconfig signs in with; none, if that is no certificate
    /// with its key and no token.
    #[must_use]
    pub fn of(kubeconfig: &Kubeconfig, expires: Option<Timestamp>) -> Option<Self> {
        let user = kubeconfig.user_of(&kubeconfig.context_in_use()?.context)?;
        let means = match (&user.client_certificate_data, &user.client_key_data, &user.token) {
            (Some(certificate), Some(key), _) => Means::Certificate {
                certificate: decoded(certificate)?.as_str().to_owned(),
                key: decoded(key.expose_secret())?.as_str().into(),
            },
            (_, _, Some(token)) => Means::Token(token.clone()),
            _ => return None,
        };
        Some(Self { means, expires })
    }

    /// Reads an answer that was kept.
    #[must_use]
    pub fn read(json: &[u8]) -> Option<Self> {
        let Status { expiration_timestamp, client_certificate_data, client_key_data, token } =
            serde_json::from_slice::<Answer<SecretString>>(json).ok()?.status;
        let means = match (client_certificate_data, client_key_data, token) {
            (Some(certificate), Some(key), None) => Means::Certificate { certificate, key },
            (None, None, Some(token)) => Means::Token(token),
            _ => return None,
        };
        Some(Self { means, expires: Some(expiration_timestamp?) })
    }

    /// The answer, as kubectl reads it. It holds the key.
    #[must_use]
    pub fn answer(&self, api_version: ApiVersion) -> Zeroizing<String> {
        let mut status = Status::<&str> {
            expiration_timestamp: self.expires,
            client_certificate_data: None,
            client_key_data: None,
            token: None,
        };
        match &self.means {
            Means::Certificate { certificate, key } => {
                status.client_certificate_data = Some(certificate.clone());
                status.client_key_data = Some(key.expose_secret());
            }
            Means::Token(token) => status.token = Some(token.expose_secret()),
        }
        let answer = Answer { api_version, kind: "ExecCredential".to_owned(), status };
        // Texts under fixed keys: this cannot fail.
        Zeroizing::new(serde_json::to_string(&answer).unwrap_or_default() + "\n")
    }

    /// Until when it is valid, if that is known.
    #[must_use]
    pub fn expires(&self) -> Option<Timestamp> {
        self.expires
    }

    /// Whether it will be valid for long enough to be given out without getting another.
    #[must_use]
    pub fn is_fresh(&self, now: Timestamp) -> bool {
        let renewed = self.expires.and_then(|expires| expires.checked_sub(BEFORE_THE_END).ok());
        renewed.is_some_and(|renewed| now < renewed)
    }

    /// Whether it is still valid.
    #[must_use]
    pub fn is_valid(&self, now: Timestamp) -> bool {
        self.expires.is_some_and(|expires| now < expires)
    }
}

impl fmt::Debug for ExecKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ExecKey").field("expires", &self.expires).finish_non_exhaustive()
    }
}

/// Base64, which may be broken into lines, of a text.
fn decoded(data: &str) -> Option<Zeroizing<String>> {
    let compact = Zeroizing::new(data.split_ascii_whitespace().collect::<String>());
    let bytes = Zeroizing::new(STANDARD.decode(compact.as_bytes()).ok()?);
    let text = std::str::from_utf8(&bytes).ok()?;
    // PEM is; nothing else gets to a terminal.
    (!text.is_empty() && text.is_ascii()).then(|| Zeroizing::new(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::{ApiVersion, ExecKey, UnknownApiVersion};
    use crate::core::kubeconfig::{KubeconfigText, check};

    const END: &str = "2026-11-24T12:00:00Z";

    fn key(user: &str) -> Option<ExecKey> {
        let text = format!(
            "kind: Config\ncurrent-context: x\nclusters: [{{name: k, cluster: {{server: 'https://k'}}}}]\n\
             contexts: [{{name: x, context: {{cluster: k, user: u}}}}]\nusers: [{{name: u, user: {user}}}]\n"
        );
        let kubeconfig = check(&KubeconfigText::new(text)).unwrap();
        ExecKey::of(&kubeconfig, Some(END.parse().unwrap()))
    }

    fn told(key: &ExecKey) -> serde_json::Value {
        serde_json::from_str(&key.answer(ApiVersion::V1Beta1)).unwrap()
    }

    #[test]
    fn a_certificate_and_a_token_are_answered_and_read_again() {
        let certificate = key("{client-certificate-data: UEVN, client-key-data: S0VZ}").unwrap();
        let status = serde_json::json!({
            "expirationTimestamp": END, "clientCertificateData": "PEM", "clientKeyData": "KEY",
        });
        let token = key("{token: TOKEN}").unwrap();
        for (key, status) in [
            (certificate, status),
            (token, serde_json::json!({ "expirationTimestamp": END, "token": "TOKEN" })),
        ] {
            let told_first = told(&key);
            assert_eq!(told_first["apiVersion"], "client.authentication.k8s.io/v1beta1");
            assert_eq!(
                (&told_first["kind"], &told_first["status"]),
                (&"ExecCredential".into(), &status)
            );
            let again = ExecKey::read(key.answer(ApiVersion::V1).as_bytes()).unwrap();
            assert_eq!(told(&again), told_first);
            let shown = format!("{again:?}");
            assert!(!shown.contains("KEY\"") && !shown.contains("TOKEN"), "{shown}");
        }
        assert!(key("{username: a, password: b}").is_none());
        assert!(key("{client-certificate-data: '*', client-key-data: S0VZ}").is_none());
    }

    #[test]
    fn a_key_is_renewed_before_its_end_and_valid_until_it() {
        let key = key("{token: t}").unwrap();
        for (now, fresh, valid) in [
            ("2026-11-24T11:56:59Z", true, true),
            ("2026-11-24T11:57:00Z", false, true),
            (END, false, false),
        ] {
            let now = now.parse().unwrap();
            assert_eq!((key.is_fresh(now), key.is_valid(now)), (fresh, valid), "{now}");
        }
    }

    #[test]
    fn what_is_no_kept_answer_is_none() {
        for text in ["", "{}", "[]", "{\"apiVersion\":\"client.authentication.k8s.io/v1\"}"] {
            assert!(ExecKey::read(text.as_bytes()).is_none(), "{text}");
        }
        let whole = key("{token: t}").unwrap().answer(ApiVersion::V1);
        assert!(ExecKey::read(&whole.as_bytes()[..whole.len() / 2]).is_none());
        assert!(ExecKey::read(whole.replace(END, "soon").as_bytes()).is_none());
    }

    #[test]
    fn kubectl_is_answered_in_the_version_that_it_asks_for() {
        let asks = |version: &str| {
            format!(
                "{{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/{version}\",\"spec\":{{\"interactive\":false}}}}"
            )
        };
        assert_eq!(ApiVersion::asked(None), Ok(ApiVersion::V1));
        assert_eq!(ApiVersion::asked(Some(&asks("v1"))), Ok(ApiVersion::V1));
        assert_eq!(ApiVersion::asked(Some(&asks("v1beta1"))), Ok(ApiVersion::V1Beta1));
        for unknown in [asks("v1alpha1").as_str(), "", "{}"] {
            assert_eq!(ApiVersion::asked(Some(unknown)), Err(UnknownApiVersion), "{unknown}");
        }
    }
}
