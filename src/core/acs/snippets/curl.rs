//! A script with curl. curl has no signature that this API accepts, so bash and openssl make it;
//! the secret, the token and the signature are on no command line, where others could read them.

use super::{Call, word};
use crate::core::acs::operation::API_VERSION;
use crate::core::acs::sign::{acs3, hash};
use crate::core::acs::{Scheme, percent};

/// The script. It is handed to bash by whichever shell it is pasted into.
pub(super) fn script(call: &Call<'_>) -> String {
    let (scheme, sign) = match call.scheme {
        Scheme::Roa => ("HMAC-SHA1 (ROA)", ROA.to_owned()),
        Scheme::Acs3 => (acs3::ALGORITHM, acs3_signature()),
    };
    let request = call.get.to_request();
    let query = percent::encode_query(request.query.iter().map(|(n, v)| (*n, v.as_str())));
    format!(
        "bash <<'SCRIPT'
# {action} with curl, signed by openssl: {scheme}
# Takes ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET
# and, of a temporary key, ALIBABA_CLOUD_SECURITY_TOKEN.
set -euo pipefail
export LC_ALL=C
id=${{ALIBABA_CLOUD_ACCESS_KEY_ID:?}}
secret=${{ALIBABA_CLOUD_ACCESS_KEY_SECRET:?}}
token=${{ALIBABA_CLOUD_SECURITY_TOKEN-}}
endpoint={endpoint}
host={host}
path={path}
query={query}
{HMAC}
headers=(
  x-acs-action:{action}
  x-acs-version:{API_VERSION}
  x-acs-signature-nonce:\"$(openssl rand -hex 16)\"
)
[ -z \"$token\" ] || headers+=(x-acs-accesskey-id:\"$id\" x-acs-security-token:\"$token\")
{sign}
printf '%s\\n' accept:application/json \"${{headers[@]}}\" \"authorization:$authorization\" |
  curl --silent --show-error --fail-with-body --header @- \"$endpoint$path?$query\"
SCRIPT
",
        action = request.action,
        endpoint = word(call.endpoint.as_str()),
        host = word(&call.endpoint.host()),
        path = word(&request.path),
        query = word(&query),
    )
}

/// HMAC (RFC 2104) of what is read, with the secret as its key.
const HMAC: &str = r#"
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
"#;

const ROA: &str = r#"headers+=(x-acs-signature-method:HMAC-SHA1 x-acs-signature-version:1.0)
date=$(date -u '+%a, %d %b %Y %H:%M:%S GMT')
signed=$(printf '%s\n' "${headers[@]}" | sort)
text=$(printf 'GET\napplication/json\n\n\n%s\n%s\n%s' "$date" "$signed" "$path?$query")
authorization="acs $id:$(printf %s "$text" | hmac sha1 | openssl base64 -A)"
headers+=("date:$date")"#;

fn acs3_signature() -> String {
    let (algorithm, nothing) = (acs3::ALGORITHM, hash::sha256_hex(b""));
    format!(
        r#"body={nothing}
headers+=(host:"$host" x-acs-content-sha256:"$body" x-acs-date:"$(date -u +%Y-%m-%dT%H:%M:%SZ)")
signed=$(printf '%s\n' "${{headers[@]}}" | sort)
names=$(printf '%s\n' "$signed" | cut -d: -f1 | paste -sd';' -)
canonical=$(printf 'GET\n%s\n%s\n%s\n\n%s\n%s' "$path" "$query" "$signed" "$names" "$body")
text=$(printf '{algorithm}\n%s' "$(printf %s "$canonical" | openssl dgst -sha256 -binary | hex)")
signature=$(printf %s "$text" | hmac sha256 | hex)
authorization="{algorithm} Credential=$id,SignedHeaders=$names,Signature=$signature""#
    )
}
