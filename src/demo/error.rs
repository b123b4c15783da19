//! Errors as the service tells them: two JSON shapes, one XML shape.

use serde_json::{Map, Value, json};

/// Who refuses: the gateway in front (signature, throttling, unknown paths) or ACK itself. The
/// two write their members differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    Gateway,
    Service,
}

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ApiError {
    pub(super) status: u16,
    pub(super) code: String,
    pub(super) message: String,
    origin: Origin,
    access_denied: Option<Value>,
}

impl ApiError {
    pub(super) fn gateway(status: u16, code: &str, message: impl Into<String>) -> Self {
        Self::new(Origin::Gateway, status, code, message.into())
    }

    pub(super) fn service(status: u16, code: &str, message: impl Into<String>) -> Self {
        Self::new(Origin::Service, status, code, message.into())
    }

    /// Adds RAM's account of why access was denied.
    #[must_use]
    pub(super) fn with_access_denied(mut self, detail: Value) -> Self {
        self.access_denied = Some(detail);
        self
    }

    fn new(origin: Origin, status: u16, code: &str, message: String) -> Self {
        Self { status, code: code.to_owned(), message, origin, access_denied: None }
    }

    pub(super) fn json(&self, request_id: &str, host: &str) -> Value {
        let mut object = match self.origin {
            Origin::Gateway => json!({
                "RequestId": request_id,
                "Message": self.message,
                "Recommend": format!(
                    "https://api.aliyun.com/troubleshoot?q={}&product=CS&requestId={request_id}",
                    self.code,
                ),
                "HostId": host,
                "Code": self.code,
            }),
            Origin::Service => json!({
                "code": self.code,
                "message": self.message,
                "requestId": request_id,
            }),
        };
        if let Some(detail) = &self.access_denied {
            let name = match self.origin {
                Origin::Gateway => "AccessDeniedDetail",
                Origin::Service => "accessDeniedDetail",
            };
            object[name] = detail.clone();
        }
        object
    }

    pub(super) fn xml(&self, request_id: &str, host: &str) -> String {
        let mut members = Map::new();
        for (name, value) in [
            ("RequestId", request_id),
            ("HostId", host),
            ("Code", &self.code),
            ("Message", &self.message),
        ] {
            members.insert(name.to_owned(), value.into());
        }
        format!(
            "<?xml version='1.0' encoding='UTF-8'?><Error>{}</Error>",
            to_xml(&Value::Object(members))
        )
    }
}

/// A JSON object in the service's XML form: an element for each member, no common root, a list
/// as its element repeated.
pub(super) fn to_xml(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            members.iter().map(|(name, member)| element(name, member)).collect()
        }
        Value::String(text) => escape(text),
        Value::Null => String::new(),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) => value.to_string(),
    }
}

fn element(name: &str, value: &Value) -> String {
    match value {
        Value::Array(items) => items.iter().map(|item| element(name, item)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
            format!("<{name}>{}</{name}>", to_xml(value))
        }
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::{ApiError, to_xml};
    use serde_json::json;

    #[test]
    fn the_gateway_and_the_service_write_their_members_differently() {
        let gateway = ApiError::gateway(404, "InvalidAccessKeyId.NotFound", "no").json("R", "h");
        assert_eq!(gateway["Code"], "InvalidAccessKeyId.NotFound");
        assert_eq!((&gateway["RequestId"], &gateway["HostId"]), (&json!("R"), &json!("h")));
        let service = ApiError::service(404, "ErrorClusterNotFound", "no").json("R", "h");
        assert_eq!(
            service,
            json!({"code": "ErrorClusterNotFound", "message": "no", "requestId": "R"})
        );
    }

    #[test]
    fn xml_is_escaped_and_lists_repeat() {
        let value = json!({"config": "\na: <&>\n", "n": [{"x": 1}, {"x": true}], "gone": null});
        assert_eq!(
            to_xml(&value),
            "<config>\na: &lt;&amp;&gt;\n</config><gone></gone><n><x>1</x></n><n><x>true</x></n>"
        );
        let error = ApiError::gateway(400, "C", "a < b").xml("R", "h");
        assert!(error.contains("<Code>C</Code><HostId>h</HostId><Message>a &lt; b</Message>"));
    }
}
