bash <<'SCRIPT'
# DescribeClusterUserKubeconfig with curl, signed by openssl: ACS3-HMAC-SHA256
# Takes ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET
# and, of a temporary key, ALIBABA_CLOUD_SECURITY_TOKEN.
set -euo pipefail
export LC_ALL=C
id=${ALIBABA_CLOUD_ACCESS_KEY_ID:?}
secret=${ALIBABA_CLOUD_ACCESS_KEY_SECRET:?}
token=${ALIBABA_CLOUD_SECURITY_TOKEN-}
endpoint='http://127.0.0.1:9000'
host='127.0.0.1:9000'
path='/k8s/c5b5e80b0b64a4bf6939d2d8fbbc5a1f7/user_config'
query='PrivateIpAddress=true&TemporaryDurationMinutes=90'

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
body=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
headers+=(host:"$host" x-acs-content-sha256:"$body" x-acs-date:"$(date -u +%Y-%m-%dT%H:%M:%SZ)")
signed=$(printf '%s\n' "${headers[@]}" | sort)
names=$(printf '%s\n' "$signed" | cut -d: -f1 | paste -sd';' -)
canonical=$(printf 'GET\n%s\n%s\n%s\n\n%s\n%s' "$path" "$query" "$signed" "$names" "$body")
text=$(printf 'ACS3-HMAC-SHA256\n%s' "$(printf %s "$canonical" | openssl dgst -sha256 -binary | hex)")
signature=$(printf %s "$text" | hmac sha256 | hex)
authorization="ACS3-HMAC-SHA256 Credential=$id,SignedHeaders=$names,Signature=$signature"
printf '%s\n' accept:application/json "${headers[@]}" "authorization:$authorization" |
  curl --silent --show-error --fail-with-body --header @- "$endpoint$path?$query"
SCRIPT
