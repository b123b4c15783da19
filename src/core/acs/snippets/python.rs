//! Python code with `alibabacloud_cs20151215`.

use super::{Call, literal};

/// The code.
pub(super) fn code(call: &Call<'_>) -> String {
    let host = call.host_literal();
    let protocol = if call.plain_http() { "\n    protocol=\"HTTP\"," } else { "" };
    let private = if call.private() { "True" } else { "False" };
    let duration = call.minutes().map(|n| format!("\n    temporary_duration_minutes={n},"));
    format!(
        r#"# pip install alibabacloud_cs20151215
import os

from alibabacloud_cs20151215.client import Client
from alibabacloud_cs20151215.models import DescribeClusterUserKubeconfigRequest
from alibabacloud_tea_openapi.models import Config

client = Client(Config(
    access_key_id=os.environ["ALIBABA_CLOUD_ACCESS_KEY_ID"],
    access_key_secret=os.environ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"],
    security_token=os.environ.get("ALIBABA_CLOUD_SECURITY_TOKEN") or None,
    endpoint={host},{protocol}
))
request = DescribeClusterUserKubeconfigRequest(
    private_ip_address={private},{duration}
)
response = client.describe_cluster_user_kubeconfig({id}, request)
print(response.body.config, end="")
"#,
        duration = duration.unwrap_or_default(),
        id = literal(call.get.cluster_id.as_str()),
    )
}
