aliyun cs GET /k8s/c5b5e80b0b64a4bf6939d2d8fbbc5a1f7/user_config \
  --region cn-hangzhou --endpoint 'cs.cn-hangzhou.aliyuncs.com' --secure \
  --PrivateIpAddress false | jq -r .config
