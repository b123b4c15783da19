//! What signing in to the embedded ACK takes: addresses, names, and how long its keys last.

use jiff::SignedDuration;

use super::{CHAINED_ROLE_NAME, DemoAck, PARTNER_ROLE_NAME, ROLE_NAME, roles};

impl DemoAck {
    /// The ARN of the role that every user and role of the account may act as.
    #[must_use]
    pub fn role_arn(&self) -> String {
        roles::arn(ROLE_NAME)
    }

    /// The ARN of the role that only the first role may act as.
    #[must_use]
    pub fn chained_role_arn(&self) -> String {
        roles::arn(CHAINED_ROLE_NAME)
    }

    /// The ARN of the role that wants to hear [`EXTERNAL_ID`](super::EXTERNAL_ID).
    #[must_use]
    pub fn partner_role_arn(&self) -> String {
        roles::arn(PARTNER_ROLE_NAME)
    }

    /// The address of the metadata service, in place of `http://100.100.100.200`.
    #[must_use]
    pub fn metadata_address(&self) -> String {
        self.endpoint.to_string()
    }

    /// The credentials URI.
    #[must_use]
    pub fn credentials_uri(&self) -> String {
        format!("{}/credentials", self.endpoint)
    }

    /// The sign-in page of CloudSSO. There is no page, but its host gives keys.
    #[must_use]
    pub fn sso_sign_in_url(&self) -> String {
        format!("{}/start/login", self.endpoint)
    }

    /// Sets how long every temporary key lasts that is issued from now on; `None`: as long as was
    /// asked.
    pub fn set_temporary_lifetime(&self, lifetime: Option<SignedDuration>) {
        self.api.keys.set_lifetime(lifetime);
    }

    /// Forgets the temporary keys that were issued, so that they are no longer known.
    pub fn forget_temporary_keys(&self) {
        self.api.keys.forget_issued();
    }
}
