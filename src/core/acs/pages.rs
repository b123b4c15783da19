//! The pages of Alibaba Cloud on which a call, its code and its errors can be looked up.

use super::operation::API_VERSION;

/// The official SDKs for this API.
pub const SDK: &str = "https://api.aliyun.com/api-tools/sdk/CS?version=2015-12-15";

/// Where the error codes are explained.
pub const ERROR_CENTRE: &str = "https://error-center.aliyun.com/status/product/CS";

/// An operation in OpenAPI Explorer, where it can be tried out.
#[must_use]
pub fn explorer(action: &str) -> String {
    format!("https://api.aliyun.com/api/CS/{API_VERSION}/{action}")
}
