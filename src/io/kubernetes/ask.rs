//! Asking the API server who it is talking with, and what they may do.

use k8s_openapi::api::authentication::v1::SelfSubjectReview;
use k8s_openapi::api::authorization::v1::{
    ResourceAttributes, ResourceRule, SelfSubjectAccessReview, SelfSubjectAccessReviewSpec,
    SelfSubjectRulesReview, SelfSubjectRulesReviewSpec,
};
use kube::api::{Api, PostParams};
use kube::client::Client;

use super::target::{Target, of_kube};
use crate::core::connection::{CheckTrouble, Finding, Question, Rights, Rule, table_of};

/// Servers before Kubernetes 1.28 do not say who one is.
const NOT_FOUND: u16 = 404;

/// Who the server says it is talking with, and their name by itself.
pub(super) async fn identity(
    client: &Client,
    target: &Target,
) -> (Result<Finding, CheckTrouble>, Option<String>) {
    let version = match client.apiserver_version().await {
        Ok(version) => version.git_version,
        Err(error) => return (Err(refusal(&error, target)), None),
    };
    let reviews: Api<SelfSubjectReview> = Api::all(client.clone());
    let review = reviews.create(&PostParams::default(), &SelfSubjectReview::default()).await;
    let info = match review {
        Ok(review) => review.status.and_then(|status| status.user_info),
        Err(kube::Error::Api(status)) if status.code == NOT_FOUND => None,
        Err(error) => return (Err(refusal(&error, target)), None),
    };
    let (user, groups) = match info {
        Some(info) => (info.username, info.groups.unwrap_or_default()),
        None => (None, Vec::new()),
    };
    (Ok(Finding::Identity { user: user.clone(), groups, version }), user)
}

/// What the user may do.
pub(super) async fn permission(
    client: &Client,
    target: &Target,
    user: Option<String>,
) -> Result<Finding, CheckTrouble> {
    let mut rights = Rights::default();
    for question in Question::CLUSTER {
        let allowed = may(client, question).await.map_err(|error| refusal(&error, target))?;
        rights.cluster.push((question, allowed));
    }
    rights.namespaces = vec!["default".to_owned(), "kube-system".to_owned()];
    if !rights.namespaces.iter().any(|known| known == target.namespace()) {
        rights.namespaces.push(target.namespace().to_owned());
    }
    let mut rules = Vec::with_capacity(rights.namespaces.len());
    for namespace in &rights.namespaces {
        rules.push(rules_in(client, namespace).await.map_err(|error| refusal(&error, target))?);
    }
    rights.table = table_of(&rules);
    if rights.any() {
        Ok(Finding::Permission(rights))
    } else {
        Err(CheckTrouble::NoRole(user.unwrap_or_default()))
    }
}

/// Whether the user may do something in the whole cluster.
async fn may(client: &Client, question: Question) -> Result<bool, kube::Error> {
    let review = SelfSubjectAccessReview {
        spec: SelfSubjectAccessReviewSpec {
            resource_attributes: Some(ResourceAttributes {
                verb: Some(question.verb.to_owned()),
                group: Some(question.group.to_owned()),
                resource: Some(question.resource.to_owned()),
                ..ResourceAttributes::default()
            }),
            ..SelfSubjectAccessReviewSpec::default()
        },
        ..SelfSubjectAccessReview::default()
    };
    let reviews: Api<SelfSubjectAccessReview> = Api::all(client.clone());
    let answer = reviews.create(&PostParams::default(), &review).await?;
    Ok(answer.status.is_some_and(|status| status.allowed))
}

/// The rules for a namespace.
async fn rules_in(client: &Client, namespace: &str) -> Result<Vec<Rule>, kube::Error> {
    let review = SelfSubjectRulesReview {
        spec: SelfSubjectRulesReviewSpec { namespace: Some(namespace.to_owned()) },
        ..SelfSubjectRulesReview::default()
    };
    let reviews: Api<SelfSubjectRulesReview> = Api::all(client.clone());
    let answer = reviews.create(&PostParams::default(), &review).await?;
    let rules = answer.status.map(|status| status.resource_rules).unwrap_or_default();
    let rule = |rule: ResourceRule| Rule {
        verbs: rule.verbs,
        groups: rule.api_groups.unwrap_or_default(),
        resources: rule.resources.unwrap_or_default(),
        names: rule.resource_names.unwrap_or_default(),
    };
    Ok(rules.into_iter().map(rule).collect())
}

fn refusal(error: &kube::Error, target: &Target) -> CheckTrouble {
    match error {
        kube::Error::Api(status) if status.code == 401 => {
            CheckTrouble::Unauthorized { ended: target.ended }
        }
        other => of_kube(other),
    }
}
