//! The kubeconfig as ACK writes it: its order of keys, its names, and the line feed before it.

use base64::Engine as _;

use super::pki::ClientCertificate;

/// The document for one identity in one cluster.
pub(super) fn text(
    server: &str,
    ca_pem: &str,
    uid: &str,
    cluster_id: &str,
    client: &ClientCertificate,
) -> String {
    let encode = |pem: &str| base64::engine::general_purpose::STANDARD.encode(pem);
    let (ca, certificate, key) =
        (encode(ca_pem), encode(&client.certificate_pem), encode(&client.key_pem));
    format!(
        r#"
apiVersion: v1
clusters:
- cluster:
    server: {server}
    certificate-authority-data: {ca}
  name: kubernetes
contexts:
- context:
    cluster: kubernetes
    user: "{uid}"
  name: {uid}-{cluster_id}
current-context: {uid}-{cluster_id}
kind: Config
preferences: {{}}
users:
- name: "{uid}"
  user:
    client-certificate-data: {certificate}
    client-key-data: {key}
"#
    )
}

#[cfg(test)]
mod tests {
    use super::text;
    use crate::demo::pki::ClientCertificate;

    #[test]
    fn it_is_written_as_the_service_writes_it() {
        let client = ClientCertificate { certificate_pem: "C".to_owned(), key_pem: "K".to_owned() };
        assert_eq!(
            text("https://192.168.0.10:6443", "A", "2345", "c1", &client),
            "\napiVersion: v1\nclusters:\n- cluster:\n    server: https://192.168.0.10:6443\n    \
             certificate-authority-data: QQ==\n  name: kubernetes\ncontexts:\n- context:\n    \
             cluster: kubernetes\n    user: \"2345\"\n  name: 2345-c1\ncurrent-context: 2345-c1\n\
             kind: Config\npreferences: {}\nusers:\n- name: \"2345\"\n  user:\n    \
             client-certificate-data: Qw==\n    client-key-data: Sw==\n"
        );
    }
}
