// Maven: com.aliyun:cs20151215
import com.aliyun.cs20151215.Client;
import com.aliyun.cs20151215.models.DescribeClusterUserKubeconfigRequest;
import com.aliyun.teaopenapi.models.Config;

public class GetKubeconfig {
    public static void main(String[] args) throws Exception {
        Config config = new Config()
            .setAccessKeyId(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"))
            .setAccessKeySecret(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET"))
            .setSecurityToken(System.getenv("ALIBABA_CLOUD_SECURITY_TOKEN"))
            .setEndpoint("cs.cn-hangzhou.aliyuncs.com");
        Client client = new Client(config);
        DescribeClusterUserKubeconfigRequest request = new DescribeClusterUserKubeconfigRequest()
            .setPrivateIpAddress(false);
        System.out.print(client.describeClusterUserKubeconfig("c5b5e80b0b64a4bf6939d2d8fbbc5a1f7", request).getBody().getConfig());
    }
}
