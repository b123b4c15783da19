// npm install @alicloud/cs20151215 @alicloud/openapi-core
import Client, { DescribeClusterUserKubeconfigRequest } from "@alicloud/cs20151215";
import { $OpenApiUtil } from "@alicloud/openapi-core";

async function main() {
  const client = new Client(new $OpenApiUtil.Config({
    accessKeyId: process.env.ALIBABA_CLOUD_ACCESS_KEY_ID,
    accessKeySecret: process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET,
    securityToken: process.env.ALIBABA_CLOUD_SECURITY_TOKEN || undefined,
    endpoint: "127.0.0.1:9000",
    protocol: "HTTP",
  }));
  const request = new DescribeClusterUserKubeconfigRequest({
    privateIpAddress: true,
    temporaryDurationMinutes: 90,
  });
  const response = await client.describeClusterUserKubeconfig("c5b5e80b0b64a4bf6939d2d8fbbc5a1f7", request);
  process.stdout.write(response.body?.config ?? "");
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
