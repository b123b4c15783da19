aliyun cs GET /k8s/c5b5e80b0b64a4bf6939d2d8fbbc5a1f7/user_config \
  --endpoint '127.0.0.1:9000' \
  --PrivateIpAddress true --TemporaryDurationMinutes 90 | jq -r .config
