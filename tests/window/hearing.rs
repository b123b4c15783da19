//! The screen reader's way: on every page each control is told by its role, its name and its state,
//! and whatever the window is for is done through the interfaces of AT-SPI, with neither pointer nor
//! keys. Only what has no button is opened by its keys.

use ack_kubeconfig::text::{Language, Phrases};

use crate::ack::Ack;
use crate::desktop::{Desktop, PATIENCE, try_for};
use crate::program::{Node, Program};

/// What is nothing without a name.
const NAMED: [&str; 16] = [
    "frame",
    "dialog",
    "menu",
    "push button",
    "toggle button",
    "link",
    "entry",
    "password text",
    "combo box",
    "radio button",
    "check box",
    "page tab",
    "list box",
    "list item",
    "table row",
    "document frame",
];

/// What can be pressed without a pointer.
const PRESSED: [&str; 8] = [
    "push button",
    "toggle button",
    "link",
    "combo box",
    "radio button",
    "check box",
    "page tab",
    "list item",
];

/// What has to be told: the role, the name, and a state that it has or, after a `!`, has not.
type Told = (&'static str, &'static str, &'static str);

const HEADER: &[Told] = &[
    ("frame", "ACK Kubeconfig", "active"),
    ("toggle button", "Settings", "!pressed"),
    ("push button", "Theme: as the system", "sensitive"),
    ("push button", "Open a file…", "sensitive"),
    ("toggle button", "History", "!pressed"),
];

const FIRST_RUN: &[Told] = &[
    ("entry", "AccessKey ID", "editable"),
    ("password text", "AccessKey secret", "editable"),
    ("password text", "STS token — only for temporary keys", "editable"),
    ("link", "show", "sensitive"),
    ("check box", "Keep in the system keychain", "!sensitive"),
    ("push button", "Use these credentials", "!sensitive"),
    ("entry", "Cluster ID", "editable"),
    ("radio button", "Public", "checked"),
    ("radio button", "Private", "!checked"),
    ("combo box", "Valid for", "sensitive"),
    ("push button", "Get kubeconfig", "!sensitive"),
    ("push button", "Open demo", "sensitive"),
    ("push button", "Choose file…", "sensitive"),
];

const CLUSTERS: &[Told] = &[
    ("link", "Edit", "sensitive"),
    ("combo box", "Profile", "sensitive"),
    ("push button", "Refresh", "sensitive"),
    ("entry", "Filter by name, ID or region", "editable"),
    ("list box", "CLUSTERS", "focusable"),
    ("list item", "prod-payments cn-hangzhou", "selected"),
    ("list item", "prod-payments cn-hangzhou", "!checked"),
    ("list item", "prod-search cn-hangzhou", "!selected"),
    ("link", "All 12", "sensitive"),
    ("push button", "Get kubeconfig", "sensitive"),
];

const FAILURE: &[Told] = &[
    ("label", "There is no such cluster in this account", "showing"),
    ("push button", "Try again", "sensitive"),
    ("push button", "Copy details", "sensitive"),
    ("push button", "Open in the error centre", "sensitive"),
    ("link", "Show the request", "sensitive"),
];

const DOCUMENT: &[Told] = &[
    ("page tab", "Kubeconfig", "selected"),
    ("page tab", "Overview", "!selected"),
    ("page tab", "Connection", "!selected"),
    ("page tab", "Request", "!selected"),
    ("check box", "Wrap", "!checked"),
    ("link", "Find", "sensitive"),
    ("document frame", "Kubeconfig text", "focusable"),
    ("push button", "Reveal", "sensitive"),
    ("push button", "Save as…", "sensitive"),
    ("push button", "Copy", "sensitive"),
    ("push button", "Test connection", "sensitive"),
    ("link", "Type a path…", "sensitive"),
    ("push button", "Merge into ~/.kube/config…", "sensitive"),
];

const OVERVIEW: &[Told] = &[
    ("page tab", "Overview", "selected"),
    ("scroll pane", "Overview", "showing"),
    ("link", "Get one for 3 hours", "sensitive"),
];

const CONNECTION: &[Told] =
    &[("page tab", "Connection", "selected"), ("push button", "Test again", "sensitive")];

const REQUEST: &[Told] = &[
    ("page tab", "Request", "selected"),
    ("radio button", "Sent", "checked"),
    ("radio button", "Answer", "!checked"),
    ("radio button", "String to sign", "!checked"),
    ("radio button", "aliyun CLI", "checked"),
    ("radio button", "Python", "!checked"),
    ("push button", "Copy as aliyun CLI", "sensitive"),
    ("link", "OpenAPI Explorer", "sensitive"),
];

const MERGE: &[Told] = &[
    ("dialog", "Merge into ~/.kube/config", "showing"),
    ("entry", "Name of the context of c5b5e80b0b64a4bf6939d2d8fbbc5a1f7", "editable"),
    ("radio button", "Keep", "checked"),
    ("radio button", "Switch to prod-payments", "!checked"),
    ("label", "Difference", "showing"),
    ("push button", "Copy diff", "sensitive"),
    ("push button", "Cancel", "sensitive"),
    ("push button", "Merge", "sensitive"),
];

const CONTEXTS: &[Told] = &[
    ("toggle button", "My contexts 1", "pressed"),
    ("push button", "Back", "sensitive"),
    ("push button", "Check all connections", "sensitive"),
    ("entry", "Filter by name, cluster or identity", "editable"),
    ("table row", "prod-payments: in 3 years", "showing"),
    ("link", "Renew: prod-payments", "sensitive"),
    ("link", "More: prod-payments", "sensitive"),
    ("link", "Undo", "sensitive"),
];

const MORE: &[Told] = &[
    ("menu", "More: prod-payments", "showing"),
    ("push button", "Use as current context…", "sensitive"),
    ("push button", "Test connection", "sensitive"),
    ("push button", "Rename…", "sensitive"),
    ("push button", "Save as a file of its own…", "sensitive"),
    ("push button", "Remove…", "sensitive"),
];

const HISTORY: &[Told] = &[
    ("toggle button", "History", "pressed"),
    ("entry", "Filter by cluster, file, result or request ID", "editable"),
    ("check box", "Keep a history", "checked"),
    ("push button", "Clear…", "sensitive"),
    ("push button", "Back", "sensitive"),
    ("link", "Fill in the cluster ID c5b5e80b0b64a4bf6939d2d8fbbc5a1f7 again", "sensitive"),
];

const SETTINGS: &[Told] = &[
    ("radio button", "English", "!checked"),
    ("radio button", "简体中文", "!checked"),
    ("radio button", "As the system", "checked"),
    ("radio button", "Dark", "!checked"),
    ("radio button", "Light", "!checked"),
    ("radio button", "As the profile says", "checked"),
    ("radio button", "Automatic", "checked"),
    ("push button", "Copy diagnostics", "sensitive"),
];

const PALETTE: &[Told] = &[
    ("dialog", "Commands", "showing"),
    ("entry", "Commands", "editable"),
    ("list item", "Get kubeconfig", "focused"),
    ("list item", "Get kubeconfig", "selected"),
    ("list item", "Merge into your kubeconfig…", "!selected"),
];

const SHORTCUTS: &[Told] =
    &[("dialog", "Keyboard shortcuts", "showing"), ("push button", "Close", "sensitive")];

const MANY: &[Told] = &[
    ("push button", "Save each to a folder…", "sensitive"),
    ("table row", "prod-search: expires in 3 years", "showing"),
];

/// Hears a page out: what has to be told is told, and nothing is without a name or out of reach.
fn hear(program: &Program<'_>, page: &str, told: &[Told]) {
    let mut missing = Vec::new();
    let heard = try_for(PATIENCE, || {
        let nodes = program.nodes();
        missing = told.iter().filter(|told| !is_told(&nodes, told)).collect();
        missing.is_empty().then_some(nodes)
    });
    let Some(nodes) = heard else { panic!("{page}: {missing:#?} in {:#?}", program.nodes()) };
    let unnamed = |node: &&Node| NAMED.contains(&&*node.role) && node.name.trim().is_empty();
    let stiff = |node: &&Node| PRESSED.contains(&&*node.role) && !node.can_be_pressed;
    let closed = |node: &&Node| node.is("editable") && !node.can_be_typed_into;
    let wrong = nodes.iter().filter(|node| unnamed(node) || stiff(node) || closed(node));
    let wrong: Vec<_> = wrong.collect();
    assert!(wrong.is_empty(), "{page}: {wrong:#?}");
}

fn is_told(nodes: &[Node], (role, name, state): &Told) -> bool {
    let (state, wanted) = state.strip_prefix('!').map_or((*state, true), |it| (it, false));
    let mut them = nodes.iter().filter(|node| node.role == *role && node.name == *name);
    them.any(|node| node.is(state) == wanted)
}

#[test]
fn on_the_way_to_a_document_all_is_told_and_done_without_pointer_and_keys() {
    let desktop = Desktop::start();
    let program = Program::start(&desktop, &[], &[]);
    hear(&program, "the header", HEADER);
    hear(&program, "the first run", FIRST_RUN);
    program.do_press("push button", "Open demo");
    program.do_press("list item", "prod-payments cn-hangzhou");
    hear(&program, "the clusters", CLUSTERS);

    program.do_type("entry", "Cluster ID", &format!("c{}", "0".repeat(32)));
    program.do_press("push button", "Get kubeconfig");
    hear(&program, "a failure", FAILURE);
    program.do_press("list item", "prod-payments cn-hangzhou");
    program.do_press("push button", "Get kubeconfig");
    hear(&program, "the document", DOCUMENT);
    program.do_focus("document frame", "Kubeconfig text");
    program.wait_for_focus("document frame", "Kubeconfig text");
    program.do_press("page tab", "Overview");
    hear(&program, "the overview", OVERVIEW);
    program.do_press("page tab", "Connection");
    program.do_press("push button", "Test connection");
    hear(&program, "the connection", CONNECTION);
    for rung in ["Name: ", "TCP: ", "TLS: TLS 1.3", "Identity: accepted as", "Permission: may"] {
        program.wait_for_name("table row", rung);
    }
    program.do_press("page tab", "Request");
    hear(&program, "the request", REQUEST);
    program.do_press("radio button", "Python");
    program.wait_for_name("push button", "Copy as Python");
    let (status, output) = program.close();
    assert_eq!(status.code(), Some(0), "{output}");
}

#[test]
fn on_a_chinese_desktop_the_names_are_chinese() {
    let phrases = Phrases::of(Language::Chinese);
    let desktop = Desktop::speaking("zh_CN.UTF-8");
    let program = Program::start(&desktop, &[], &[]);
    let first = [
        ("frame", "ACK Kubeconfig", "active"),
        ("toggle button", phrases.settings.heading, "!pressed"),
        ("toggle button", phrases.history.heading, "!pressed"),
        ("entry", phrases.credentials.access_key_id, "editable"),
        ("password text", phrases.credentials.access_key_secret, "editable"),
        ("push button", phrases.credentials.use_these, "!sensitive"),
        ("entry", phrases.request.cluster_id, "editable"),
        ("radio button", phrases.request.public, "checked"),
        ("combo box", phrases.request.valid_for, "sensitive"),
        ("push button", phrases.request.get, "!sensitive"),
    ];
    hear(&program, "the first run", &first);
    assert!(!phrases.request.get.is_ascii(), "else this would prove nothing");
    program.do_press("push button", phrases.welcome.open_demo);
    program.do_press("list item", "订单中心 cn-hangzhou");
    program.do_press("push button", phrases.request.get);
    let document = [
        ("list box", phrases.clusters.heading, "focusable"),
        ("list item", "订单中心 cn-hangzhou", "selected"),
        ("page tab", phrases.result.tab_kubeconfig, "selected"),
        ("page tab", phrases.result.tab_connection, "!selected"),
        ("document frame", phrases.viewer.name, "focusable"),
        ("push button", phrases.viewer.reveal, "sensitive"),
        ("push button", phrases.result.save_as, "sensitive"),
    ];
    hear(&program, "the document", &document);
    program.close();
}

#[test]
fn on_the_pages_about_files_and_in_dialogs_all_is_told_and_done_without_pointer_and_keys() {
    let desktop = Desktop::start();
    let ack = Ack::start();
    let program = Program::start(&desktop, &[], &ack.places());
    program.do_type("entry", "AccessKey ID", ack.demo.credentials().access_key_id());
    program.do_type("password text", "AccessKey secret", ack.secret());
    program.do_press("push button", "Use these credentials");
    program.do_type("entry", "Filter by name, ID or region", "payments");
    program.wait_for_name("link", "All 1");
    program.do_press("list item", "prod-payments cn-hangzhou");
    program.do_press("push button", "Get kubeconfig");
    program.do_press("push button", "Merge into ~/.kube/config…");
    hear(&program, "the merge", MERGE);
    program.do_press("push button", "Merge");
    program.do_press("toggle button", "My contexts 1");
    hear(&program, "my contexts", CONTEXTS);
    program.do_press("link", "More: prod-payments");
    hear(&program, "what can be done with a context", MORE);
    program.do_press("toggle button", "History");
    hear(&program, "the history", HISTORY);
    program.do_press("push button", "Back");
    program.do_press("toggle button", "Settings");
    hear(&program, "the settings", SETTINGS);
    program.do_press("push button", "Close");
    program.wait_for_no_dialog();

    program.press("ctrl+k");
    hear(&program, "the palette", PALETTE);
    program.do_type("entry", "Commands", "Keyboard");
    program.do_press("list item", "Keyboard shortcuts");
    hear(&program, "the shortcuts", SHORTCUTS);
    program.do_press("push button", "Close");
    program.wait_for_no_dialog();
    program.do_type("entry", "Filter by name, ID or region", "prod");
    program.do_press("link", "All 2");
    program.wait_for_node("both chosen", |node| {
        node.name == "prod-search cn-hangzhou" && node.is("checked")
    });
    program.do_press("push button", "Get 2 kubeconfigs");
    hear(&program, "many at once", MANY);
    let (status, output) = program.close();
    assert_eq!(status.code(), Some(0), "{output}");
}
