//! Which steps are left to take after a failure, from what was asked and what came of it.

use std::time::Duration;

use super::{Failure, Question};
use crate::core::acs::step::{Situation, steps};
use crate::core::acs::{
    ApiEndpoint, FetchError, GetKubeconfig, Problem, SchemeChoice, ServiceError, Step,
};
use crate::core::profile::Profile;

/// What of a question the steps depend on, whatever it was about.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The kubeconfig that was asked for, if it was one.
    pub get: Option<&'a GetKubeconfig>,
    /// Who asked.
    pub profile: &'a Profile,
    /// Where the request went.
    pub endpoint: &'a ApiEndpoint,
    /// How it was to be signed.
    pub scheme: SchemeChoice,
    /// How long all tries could take together.
    pub timeout: Duration,
}

impl<'a> From<&'a Question> for Asked<'a> {
    fn from(question: &'a Question) -> Self {
        let Question { get, profile, endpoint, scheme, timeout, errand: _ } = question;
        Self { get: Some(get), profile, endpoint, scheme: *scheme, timeout: *timeout }
    }
}

impl Failure {
    /// The steps that may help, the likeliest first; without what was asked, those that do not
    /// depend on it.
    #[must_use]
    pub fn next_steps(&self, asked: Option<Asked<'_>>) -> Vec<Step> {
        let service = self.service_error();
        let exchange = self.exchange.as_ref();
        let situation = Situation {
            get: asked.and_then(|asked| asked.get),
            chose_endpoint: asked.is_some_and(Asked::chose_endpoint),
            waited: asked.map(|asked| asked.timeout),
            scheme: exchange.and_then(|exchange| exchange.scheme),
            clock_ahead: exchange.and_then(|exchange| exchange.clock_ahead),
            tries_both_schemes: asked.is_some_and(|asked| asked.scheme == SchemeChoice::Auto),
            changed_on_its_way: self.same_string_to_sign == Some(false),
            denied: service.and_then(|error| error.access_denied.as_deref()),
            action: service.and_then(ServiceError::denied_action),
        };
        let sign_in_again = match &self.error {
            FetchError::SignIn(error) => error.renewing_command().map(Step::Run),
            FetchError::Reply(_) | FetchError::Transport(_) => None,
        };
        let others = steps(Problem::of(&self.error), &situation);
        sign_in_again.into_iter().chain(others).collect()
    }
}

impl Asked<'_> {
    /// Whether the endpoint is another than the profile's own.
    fn chose_endpoint(self) -> bool {
        *self.endpoint != self.profile.places.api_endpoint(None)
    }
}
