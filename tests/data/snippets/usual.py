# pip install alibabacloud_cs20151215
import os

from alibabacloud_cs20151215.client import Client
from alibabacloud_cs20151215.models import DescribeClusterUserKubeconfigRequest
from alibabacloud_tea_openapi.models import Config

client = Client(Config(
    access_key_id=os.environ["ALIBABA_CLOUD_ACCESS_KEY_ID"],
    access_key_secret=os.environ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"],
    security_token=os.environ.get("ALIBABA_CLOUD_SECURITY_TOKEN") or None,
    endpoint="cs.cn-hangzhou.aliyuncs.com",
))
request = DescribeClusterUserKubeconfigRequest(
    private_ip_address=False,
)
response = client.describe_cluster_user_kubeconfig("c5b5e80b0b64a4bf6939d2d8fbbc5a1f7", request)
print(response.body.config, end="")
