//! To whom STS gives keys of roles, and to whom it does not.

use ack_kubeconfig::demo::{
    ACCOUNT_ID, CHAINED_ROLE_ID, EXTERNAL_ID, OIDC_PROVIDER_ARN, OIDC_TOKEN, ROLE_ID,
};

use crate::sts::{Parameters, assume, common, issued, joined, who};
use crate::support::{builder, demo, read};

#[tokio::test]
async fn a_role_is_given_by_its_own_rules() {
    let demo = demo().await;
    let user = demo.credentials();
    let other = "acs:ram::9999999999999999:role/ack-operator".to_owned();
    let unknown = format!("acs:ram::{ACCOUNT_ID}:role/nobody");
    for (arn, status, code) in [
        (other, 400, "InvalidParameter.RoleArn"),
        ("ack-operator".to_owned(), 400, "InvalidParameter.RoleArn"),
        (unknown, 404, "EntityNotExist.Role"),
        (demo.chained_role_arn(), 403, "NoPermission"),
        (demo.partner_role_arn(), 403, "NoPermission"),
    ] {
        let answer = assume(&demo, user, arn.clone(), &[]).await;
        assert_eq!(answer.verdict(), (status, code.to_owned()), "{arn}");
    }
    for (name, value) in [
        ("DurationSeconds", "899"),
        ("DurationSeconds", "7201"),
        ("DurationSeconds", "soon"),
        ("RoleSessionName", "x"),
        ("RoleSessionName", "with space"),
        ("RoleSessionName", &"x".repeat(65)),
    ] {
        let answer = assume(&demo, user, demo.role_arn(), &[(name, value)]).await;
        let code = format!("InvalidParameter.{name}");
        assert_eq!(answer.verdict(), (400, code), "{value}");
    }
    let answer = assume(&demo, user, demo.role_arn(), &[("Policy", "{")]).await;
    assert_eq!(answer.verdict(), (400, "InvalidParameter.PolicyGrammar".to_owned()));
    let partner = [("ExternalId", EXTERNAL_ID)];
    assert_eq!(assume(&demo, user, demo.partner_role_arn(), &partner).await.status, 200);
    let long = [("DurationSeconds", "7200")];
    assert_eq!(assume(&demo, user, demo.role_arn(), &long).await.status, 200);
}

#[tokio::test]
async fn a_role_leads_to_the_next() {
    let demo = demo().await;
    let (first, _) = issued(&assume(&demo, demo.credentials(), demo.role_arn(), &[]).await);
    let (second, _) = issued(&assume(&demo, &first, demo.chained_role_arn(), &[]).await);
    assert_eq!(who(&demo, &second).await.json()["RoleId"], CHAINED_ROLE_ID);
}

#[tokio::test]
async fn an_oidc_token_is_enough_for_a_role_that_trusts_its_provider() {
    let demo = demo().await;
    let client = builder().build().unwrap();
    let ask = async |arn: String, provider: &str, token: &str| {
        let (mut query, mut form) = (common("AssumeRoleWithOIDC"), Parameters::new());
        query.retain(|(name, _)| *name != "SignatureNonce");
        form.extend([("RoleArn", arn), ("RoleSessionName", "pod-1".to_owned())]);
        form.push(("OIDCProviderArn", provider.to_owned()));
        form.push(("OIDCToken", token.to_owned()));
        let url = format!("{}/?{}", demo.endpoint(), joined(&query));
        let form_type = "application/x-www-form-urlencoded";
        let request = client.post(url).header("content-type", form_type).body(joined(&form));
        read(request.send().await.unwrap()).await.unwrap()
    };
    let (key, _) = issued(&ask(demo.role_arn(), OIDC_PROVIDER_ARN, OIDC_TOKEN).await);
    assert_eq!(who(&demo, &key).await.json()["PrincipalId"], format!("{ROLE_ID}:pod-1"));
    for (arn, provider, token, verdict) in [
        (
            demo.role_arn(),
            OIDC_PROVIDER_ARN,
            "a.b.c",
            (400, "AuthenticationFail.OIDCToken.Invalid"),
        ),
        (demo.role_arn(), "acs:x", OIDC_TOKEN, (404, "EntityNotExist.OIDCProvider")),
        (
            demo.chained_role_arn(),
            OIDC_PROVIDER_ARN,
            OIDC_TOKEN,
            (403, "AuthenticationFail.NoPermission"),
        ),
        (demo.role_arn(), OIDC_PROVIDER_ARN, "", (400, "MissingOIDCToken")),
    ] {
        let (status, code) = verdict;
        assert_eq!(ask(arn, provider, token).await.verdict(), (status, code.to_owned()));
    }
}
