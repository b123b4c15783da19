//! Java code with `com.aliyun:cs20151215`.

use super::{Call, literal};

/// The code.
pub(super) fn code(call: &Call<'_>) -> String {
    let host = call.host_literal();
    let protocol = if call.plain_http() { "\n            .setProtocol(\"HTTP\")" } else { "" };
    let private = call.private();
    let duration =
        call.minutes().map(|n| format!("\n            .setTemporaryDurationMinutes({n}L)"));
    format!(
        r#"// Maven: com.aliyun:cs20151215
import com.aliyun.cs20151215.Client;
import com.aliyun.cs20151215.models.DescribeClusterUserKubeconfigRequest;
import com.aliyun.teaopenapi.models.Config;

public class GetKubeconfig {{
    public static void main(String[] args) throws Exception {{
        Config config = new Config()
            .setAccessKeyId(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"))
            .setAccessKeySecret(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET"))
            .setSecurityToken(System.getenv("ALIBABA_CLOUD_SECURITY_TOKEN"))
            .setEndpoint({host}){protocol};
        Client client = new Client(config);
        DescribeClusterUserKubeconfigRequest request = new DescribeClusterUserKubeconfigRequest()
            .setPrivateIpAddress({private}){duration};
        System.out.print(client.describeClusterUserKubeconfig({id}, request).getBody().getConfig());
    }}
}}
"#,
        duration = duration.unwrap_or_default(),
        id = literal(call.get.cluster_id.as_str()),
    )
}
