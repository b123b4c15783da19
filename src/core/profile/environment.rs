//! The variables of the environment that concern credentials.

use std::collections::BTreeMap;

use secrecy::{ExposeSecret as _, SecretString};

use super::Family;

/// The variables that concern Alibaba Cloud, as they were when they were read.
#[derive(Debug, Clone, Default)]
pub struct Variables(BTreeMap<String, SecretString>);

impl Variables {
    /// Keeps those of the variables that are of use here.
    #[must_use]
    pub fn of(variables: impl IntoIterator<Item = (String, String)>) -> Self {
        let kept = variables.into_iter().filter(|(name, _)| concerns(name));
        Self(kept.map(|(name, value)| (name, SecretString::from(value))).collect())
    }

    /// The value of a variable, without white space around it; `None` if that is nothing.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let value = self.0.get(name)?.expose_secret().trim();
        (!value.is_empty()).then_some(value)
    }

    /// Whether a variable says yes: `true` or `1`, in any case.
    #[must_use]
    pub fn says_yes(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| value == "1" || value.eq_ignore_ascii_case("true"))
    }

    /// Whether they lead to credentials by themselves: a key of any family, a role with an OIDC
    /// token, or an address that gives keys.
    #[must_use]
    pub fn hold_credentials(&self) -> bool {
        const LEADING: [&str; 3] = [
            "ALIBABA_CLOUD_OIDC_TOKEN_FILE",
            "ALIBABACLOUD_OIDC_TOKEN_FILE",
            "ALIBABA_CLOUD_CREDENTIALS_URI",
        ];
        let keys = Family::ALL.into_iter().flat_map(Family::access_key_id);
        LEADING.iter().chain(keys).any(|name| self.get(name).is_some())
    }

    /// Whether others say something else, `PATH` aside.
    #[must_use]
    pub fn differ_from(&self, others: &Self) -> bool {
        !self.said().eq(others.said())
    }

    fn said(&self) -> impl Iterator<Item = (&str, &str)> {
        let said = self.0.iter().map(|(name, value)| (name.as_str(), value.expose_secret()));
        said.filter(|(name, _)| *name != "PATH")
    }
}

fn concerns(name: &str) -> bool {
    const BARE: [&str; 6] =
        ["ACCESS_KEY_ID", "ACCESS_KEY_SECRET", "SECURITY_TOKEN", "REGION_ID", "REGION", "PATH"];
    const PREFIXES: [&str; 5] =
        ["ALIBABA_CLOUD_", "ALIBABACLOUD_", "ALICLOUD_", "CS_ENDPOINT", "ACK_"];
    BARE.contains(&name) || PREFIXES.iter().any(|prefix| name.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::Variables;

    fn of(variables: &[(&str, &str)]) -> Variables {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Variables::of(variables.iter().map(owned))
    }

    #[test]
    fn variables_hold_credentials_if_they_lead_to_a_key() {
        for name in [
            "ALIBABA_CLOUD_ACCESS_KEY_ID",
            "ALIBABACLOUD_ACCESS_KEY_ID",
            "ALICLOUD_ACCESS_KEY",
            "ACCESS_KEY_ID",
            "ALIBABA_CLOUD_OIDC_TOKEN_FILE",
            "ALIBABA_CLOUD_CREDENTIALS_URI",
        ] {
            assert!(of(&[(name, "x")]).hold_credentials(), "{name}");
            assert!(!of(&[(name, " ")]).hold_credentials(), "{name}");
        }
        let none = [("ALIBABA_CLOUD_PROFILE", "x"), ("PATH", "/bin"), ("REGION", "cn-beijing")];
        assert!(!of(&none).hold_credentials());
    }

    #[test]
    fn variables_differ_by_all_but_the_path() {
        let ours = of(&[("PATH", "/bin"), ("REGION", "cn-beijing"), ("HOME", "/")]);
        assert!(!ours.differ_from(&of(&[("PATH", "/opt"), ("REGION", "cn-beijing")])));
        assert!(ours.differ_from(&of(&[("PATH", "/bin"), ("REGION", "cn-hangzhou")])));
        assert!(ours.differ_from(&of(&[("PATH", "/bin")])));
    }
}
