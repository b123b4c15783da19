bash <<'SCRIPT'
# DescribeClusterUserKubeconfig with curl, signed by openssl: HMAC-SHA1 (ROA)
# Takes ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET
# and, of a temporary key, ALIBABA_CLOUD_SECURITY_TOKEN.
set -euo pipefail
export LC_ALL=C
id=${ALIBABA_CLOUD_ACCESS_KEY_ID:?}
secret=${ALIBABA_CLOUD_ACCESS_KEY_SECRET:?}
token=${ALIBABA_CLOUD_SECURITY_TOKEN-}
endpoint='https://cs.cn-hangzhou.aliyuncs.com'
host='cs.cn-hangzhou.aliyuncs.com'
path='/k8s/c5b5e80b0b64a4bf6939d2d8fbbc5a1f7/user_config'
query='PrivateIpAddress=false'

hex() { od -An -v -tx1 | tr -d ' \n'; }
hmac() {
  local key i inner= outer=
  key=$(printf %s "$secret" | hex)
  [ ${#key} -le 128 ] || key=$(printf %s "$secret" | openssl dgst -"$1" -binary | hex)
  printf -v key %-128s "$key"
  key=${key// /0}
  for ((i = 0; i < 128; i += 2)); do
    printf -v inner '%s\\x%02x' "$inner" $((0x${key:i:2} ^ 0x36))
    printf -v outer '%s\\x%02x' "$outer" $((0x${key:i:2} ^ 0x5c))
  done
  {
    printf %b "$outer"
    { printf %b "$inner" && cat; } | openssl dgst -"$1" -binary
  } | openssl dgst -"$1" -binary
}

headers=(
  x-acs-action:DescribeClusterUserKubeconfig
  x-acs-version:2015-12-15
  x-acs-signature-nonce:"$(openssl rand -hex 16)"
)
[ -z "$token" ] || headers+=(x-acs-accesskey-id:"$id" x-acs-security-token:"$token")
headers+=(x-acs-signature-method:HMAC-SHA1 x-acs-signature-version:1.0)
date=$(date -u '+%a, %d %b %Y %H:%M:%S GMT')
signed=$(printf '%s\n' "${headers[@]}" | sort)
text=$(printf 'GET\napplication/json\n\n\n%s\n%s\n%s' "$date" "$signed" "$path?$query")
authorization="acs $id:$(printf %s "$text" | hmac sha1 | openssl base64 -A)"
headers+=("date:$date")
printf '%s\n' accept:application/json "${headers[@]}" "authorization:$authorization" |
  curl --silent --show-error --fail-with-body --header @- "$endpoint$path?$query"
SCRIPT
