//! A command of the aliyun CLI, which takes the key from its own profile, or from the variables
//! if that has none.

use super::{Call, word};
use crate::core::acs::ApiEndpoint;

/// The command.
pub(super) fn command(call: &Call<'_>) -> String {
    let request = call.get.to_request();
    let mut lines = vec![format!("aliyun cs {} {}", request.method, request.path)];
    let region = call.region.filter(|region| ApiEndpoint::of_region(region).is_ok());
    let region = region.map(|region| format!("--region {region} "));
    // Without the word the CLI may ask by plain HTTP.
    let secure = if call.plain_http() { "" } else { " --secure" };
    let host = word(&call.endpoint.host());
    lines.push(format!("{}--endpoint {host}{secure}", region.unwrap_or_default()));
    let parameters = request.query.iter().map(|(name, value)| format!("--{name} {value}"));
    lines.push(format!("{} | jq -r .config", parameters.collect::<Vec<_>>().join(" ")));
    format!("{}\n", lines.join(" \\\n  "))
}
