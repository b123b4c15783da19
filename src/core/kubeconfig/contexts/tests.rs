//! What is told about files.

use super::{FileContext, Problem, SignsIn, contexts};
use crate::core::acs::ApiServerEndpoint;
use crate::core::kubeconfig::KubeconfigText;
use crate::core::kubeconfig::check::Entry;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

const ID: &str = "c5b5e80b0b64a4bf6939d2d8fbbc5a1f7";
const OTHER: &str = "c9f02aaaaaaaaaaaaaaaaaaaaaaaaaaaa";

fn listed(text: &str) -> super::FileContexts {
    contexts(&KubeconfigText::new(text.to_owned())).unwrap()
}

fn certificate(name: &str) -> String {
    let mut parameters = rcgen::CertificateParams::new(Vec::new()).unwrap();
    parameters.distinguished_name = rcgen::DistinguishedName::new();
    parameters.distinguished_name.push(rcgen::DnType::CommonName, name);
    parameters.not_after = rcgen::date_time_ymd(2029, 1, 2);
    let key = rcgen::KeyPair::generate().unwrap();
    STANDARD.encode(parameters.self_signed(&key).unwrap().pem())
}

#[test]
fn a_context_tells_its_cluster_identity_and_expiry() {
    let text = format!(
        "current-context: prod\nclusters: [{{name: k, cluster: {{server: 'https://192.168.0.1:6443'}}}}]\n\
         users: [{{name: u, user: {{client-certificate-data: {}}}}}]\ncontexts:\n- name: prod\n  context:\n    \
         cluster: k\n    user: u\n    namespace: shop\n    extensions: [{{name: ack-kubeconfig, extension: \
         {{cluster-id: {ID}, region: cn-hangzhou, profile: dev, identity: '2345'}}}}]\n",
        certificate("2345-1641888888")
    );
    let listed = listed(&text);
    assert_eq!(listed.problems, []);
    let [context] = listed.contexts.as_slice() else { panic!("one context") };
    let FileContext { name, is_current, mark, endpoint, identity, expiry, signs_in, .. } = context;
    assert_eq!((name.as_str(), *is_current, signs_in), ("prod", true, &SignsIn::Certificate));
    let mark = mark.as_ref().unwrap();
    assert_eq!((mark.cluster_id.as_str(), mark.profile.as_deref()), (ID, Some("dev")));
    assert_eq!(*endpoint, Some(ApiServerEndpoint::Private));
    assert_eq!(identity.as_deref(), Some("2345-1641888888"));
    assert_eq!(expiry.unwrap().to_string(), "2029-01-02T00:00:00Z");
    assert_eq!(context.namespace.as_deref(), Some("shop"));
    assert_eq!(context.server.as_deref(), Some("https://192.168.0.1:6443"));
}

#[test]
fn every_way_to_sign_in_is_told_apart() {
    let claims = URL_SAFE_NO_PAD.encode(r#"{"exp":1893456000,"sub":"system:sa"}"#);
    for (user, signs_in) in [
        (format!("{{token: h.{claims}.s}}"), SignsIn::Token),
        ("{token: opaque}".to_owned(), SignsIn::Token),
        ("{exec: {command: /bin/x}}".to_owned(), SignsIn::Program("/bin/x".to_owned())),
        ("{client-certificate: c.pem}".to_owned(), SignsIn::File("c.pem".to_owned())),
        ("{auth-provider: {name: gcp}}".to_owned(), SignsIn::Plugin("gcp".to_owned())),
        ("{username: me, password: p}".to_owned(), SignsIn::Password),
        ("{client-certificate-data: AAAA}".to_owned(), SignsIn::UnreadableCertificate),
        ("{}".to_owned(), SignsIn::Nothing),
        ("null".to_owned(), SignsIn::Nothing),
    ] {
        let text = format!(
            "users: [{{name: u, user: {user}}}]\ncontexts: [{{name: c, context: {{user: u}}}}]"
        );
        let context = listed(&text).contexts.remove(0);
        assert_eq!(context.signs_in, signs_in, "{user}");
        if user.contains(&claims) {
            assert_eq!(context.identity.as_deref(), Some("system:sa"));
            assert_eq!(context.expiry.unwrap().to_string(), "2030-01-01T00:00:00Z");
        }
    }
}

#[test]
fn what_is_wrong_is_listed() {
    let text = format!(
        "current-context: gone\nclusters: [{{name: kubernetes}}, {{name: kubernetes}}, {{name: left}}]\n\
         users: [{{name: u, user: {{client-certificate-data: AAAA}}}}]\ncontexts:\n\
         - {{name: 2345-{ID}, context: {{cluster: kubernetes, user: u}}}}\n\
         - {{name: 2345-{OTHER}, context: {{cluster: kubernetes, user: nobody}}}}\n"
    );
    let owned = |name: &str| name.to_owned();
    let (first, second) = (format!("2345-{ID}"), format!("2345-{OTHER}"));
    assert_eq!(
        listed(&text).problems,
        [
            Problem::Duplicate { list: Entry::Cluster, name: owned("kubernetes") },
            Problem::CurrentMissing(owned("gone")),
            Problem::SharedByClusters {
                list: Entry::Cluster,
                name: owned("kubernetes"),
                contexts: vec![first, second.clone()],
            },
            Problem::Unused { list: Entry::Cluster, name: owned("left") },
            Problem::Dangling { context: second, list: Entry::User, name: owned("nobody") },
            Problem::UnreadableCertificate { user: owned("u") },
        ]
    );
}

#[test]
fn an_empty_file_has_no_contexts() {
    for text in ["", "# nothing\n", "---\n", "apiVersion: v1\nkind: Config\ncontexts: null\n"] {
        assert_eq!(listed(text), super::FileContexts::default());
    }
}

#[test]
fn a_large_file_is_told_as_a_small_one_is() {
    let user = |name: &str| {
        format!("- name: {name}\n  user:\n    client-certificate-data: {}\n", certificate(name))
    };
    let users: String = ["a", "b"].map(user).concat();
    let small = format!(
        "users:\n{users}- name: c\n  user: {{client-certificate-data: AAAA}}\ncontexts:\n- name: \
         x\n  context: {{user: b}}\n- name: y\n  context: {{user: c}}\n"
    );
    let large = format!("{small}# {}\n", "x".repeat(super::LARGE));
    assert_eq!(listed(&large), listed(&small));
    assert_eq!(listed(&large).contexts[0].identity.as_deref(), Some("b"));
}
