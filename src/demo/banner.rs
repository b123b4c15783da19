//! What `ack-kubeconfig demo` prints: text that can be pasted into a shell.

use std::fmt::Write as _;

use secrecy::ExposeSecret as _;

use super::DemoAck;

/// The keys and the STS to export, the endpoint, an example, the other ways to a key, and a line
/// for each cluster.
///
/// It holds the AccessKey secret of the demo account, which is invented and opens nothing else.
#[must_use]
pub fn banner(demo: &DemoAck) -> String {
    let (endpoint, credentials) = (demo.endpoint(), demo.credentials());
    let example = demo.clusters().first().map_or("CLUSTER_ID", |cluster| cluster.id.as_str());
    let mut text = format!(
        "# The embedded ACK is running; its account and clusters are invented. Ctrl+C stops it.\n\
         # API endpoint: {endpoint}\n\
         export ALIBABA_CLOUD_ACCESS_KEY_ID={}\n\
         export ALIBABA_CLOUD_ACCESS_KEY_SECRET={}\n\
         export ALIBABA_CLOUD_STS_ENDPOINT={endpoint}\n\
         # ack-kubeconfig get --endpoint {endpoint} {example}\n\
         # Role to assume: {}\n\
         # URI of credentials: {}\n\
         # Metadata service: export ACK_KUBECONFIG_IMDS_ENDPOINT={}\n#\n",
        credentials.access_key_id(),
        credentials.access_key_secret().expose_secret(),
        demo.role_arn(),
        demo.credentials_uri(),
        demo.metadata_address(),
    );
    for cluster in demo.clusters() {
        let (id, region, state) = (&cluster.id, &cluster.region, &cluster.state);
        let note = match (cluster.permitted, cluster.public || !cluster.has_api_server()) {
            (false, _) => ", no permission",
            (true, false) => ", private endpoint only",
            (true, true) => "",
        };
        writeln!(text, "# {id}  {region:<14}  {state}{note}  {}", cluster.name).ok();
    }
    text
}
