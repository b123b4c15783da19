//! What the user's kubeconfig files hold, and what is done about it.

use std::fs;
use std::path::Path;

use ack_kubeconfig::ui::Options;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jiff::Timestamp;

use super::merging::merging_into;
use crate::support::Window;

/// A context of a hand-made file: its cluster with a mark, and a token that ends.
struct Held<'a> {
    name: &'a str,
    cluster: Option<[&'a str; 3]>,
    server: &'a str,
    ends: &'a str,
}

/// A token for whom and until when.
fn token(subject: &str, ends: &str) -> String {
    let exp = ends.parse::<Timestamp>().unwrap().as_second();
    let part = |text: &str| BASE64_URL_SAFE_NO_PAD.encode(text);
    let claims = format!(r#"{{"sub":"{subject}","exp":{exp}}}"#);
    format!("{}.{}.{}", part(r#"{"alg":"none"}"#), part(&claims), part("signature"))
}

/// A file of five contexts, of which one ends soon, one has ended and two are not ACK's or have
/// no end.
pub(crate) fn a_file_of_five() -> String {
    let held = [
        Held {
            name: "prod-payments",
            cluster: Some(["c5b5e80b0b64a4bf6939d2d8fbbc5a1f7", "cn-hangzhou", "public"]),
            server: "https://47.98.12.34:6443",
            ends: "2029-11-23T12:00:00Z",
        },
        Held {
            name: "staging",
            cluster: Some(["c91f02d7036e2473aa30f6f3d8f0e0a5c", "cn-shanghai", "public"]),
            server: "https://106.14.20.30:6443",
            ends: "2026-11-24T12:41:00Z",
        },
        Held {
            name: "edge-sg",
            cluster: Some(["c7aa10f9e1c5d47bb8be0c2a6f2a3b4c5", "ap-southeast-1", "private"]),
            server: "https://192.168.0.94:6443",
            ends: "2026-11-22T11:00:00Z",
        },
        Held {
            name: "minikube",
            cluster: None,
            server: "https://127.0.0.1:8443",
            ends: "2027-10-30T12:00:00Z",
        },
    ];
    let mut text =
        "# --- mine ---\napiVersion: v1\nkind: Config\ncurrent-context: prod-payments\n".to_owned();
    let (mut clusters, mut contexts, mut users) = (String::new(), String::new(), String::new());
    for Held { name, cluster, server, ends } in held {
        let mark = cluster.map(|[id, region, endpoint]| {
            format!(
                "    extensions:\n    - name: ack-kubeconfig\n      extension: {{cluster-id: {id}, \
                 region: {region}, endpoint: {endpoint}}}\n"
            )
        });
        clusters += &format!("- name: {name}\n  cluster: {{server: \"{server}\"}}\n");
        contexts += &format!(
            "- name: {name}\n  context:\n    cluster: {name}\n    user: {name}\n{}",
            mark.unwrap_or_default()
        );
        let subject = if cluster.is_some() { "dev-ops" } else { "minikube" };
        users += &format!("- name: {name}\n  user: {{token: {}}}\n", token(subject, ends));
    }
    contexts += "- name: search-short\n  context:\n    cluster: prod-payments\n    user: short\n";
    users += "- name: short\n  user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: \
              aws, interactiveMode: Never}}\n";
    text += &format!("clusters:\n{clusters}contexts:\n{contexts}users:\n{users}");
    text
}

/// A window on this folder's file, with the page about its contexts open.
pub(crate) fn opened(folder: &Path, options: Options) -> Window {
    let mut window = Window::open(merging_into(folder, options));
    window.until_seen("My contexts ");
    let name = button(&window);
    window.press(&name);
    window.step();
    window
}

/// The name of the button that opens the page, which says how many contexts there are.
pub(crate) fn button(window: &Window) -> String {
    let tree = window.tree();
    let line = tree.lines().find_map(|line| line.strip_prefix("Button: My contexts "));
    format!("My contexts {}", line.unwrap_or_else(|| panic!("no such button:\n{tree}")))
}

pub(crate) fn write(folder: &Path, text: &str) {
    fs::write(folder.join("config"), text).unwrap();
}
