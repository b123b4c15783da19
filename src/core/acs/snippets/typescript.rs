//! TypeScript code with `@alicloud/cs20151215`.

use super::{Call, literal};

/// The code.
pub(super) fn code(call: &Call<'_>) -> String {
    let host = call.host_literal();
    let protocol = if call.plain_http() { "\n    protocol: \"HTTP\"," } else { "" };
    let private = call.private();
    let duration = call.minutes().map(|n| format!("\n    temporaryDurationMinutes: {n},"));
    format!(
        r#"// npm install @alicloud/cs20151215 @alicloud/openapi-core
import Client, {{ DescribeClusterUserKubeconfigRequest }} from "@alicloud/cs20151215";
import {{ $OpenApiUtil }} from "@alicloud/openapi-core";

async function main() {{
  const client = new Client(new $OpenApiUtil.Config({{
    accessKeyId: process.env.ALIBABA_CLOUD_ACCESS_KEY_ID,
    accessKeySecret: process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET,
    securityToken: process.env.ALIBABA_CLOUD_SECURITY_TOKEN || undefined,
    endpoint: {host},{protocol}
  }}));
  const request = new DescribeClusterUserKubeconfigRequest({{
    privateIpAddress: {private},{duration}
  }});
  const response = await client.describeClusterUserKubeconfig({id}, request);
  process.stdout.write(response.body?.config ?? "");
}}

main().catch((error) => {{
  console.error(error.message);
  process.exitCode = 1;
}});
"#,
        duration = duration.unwrap_or_default(),
        id = literal(call.get.cluster_id.as_str()),
    )
}
