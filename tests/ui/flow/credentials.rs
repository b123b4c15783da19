//! The credentials panel: typed keys, and what is left of them.

use ack_kubeconfig::core::acs::Credentials;
use egui::accesskit::Role;
use egui::text_edit::TextEditState;
use egui::text_selection::CCursorRange;
use egui::{Id, Key, Modifiers, TextEdit};
use secrecy::ExposeSecret as _;

use crate::support::{Service, Window, options};

const ID: &str = "AccessKey ID";
const SECRET: &str = "AccessKey secret";
const TOKEN: &str = "STS token — only for temporary keys";
const USE: &str = "Use these credentials";

fn parts(credentials: &Credentials) -> (String, String, String) {
    let token = credentials.security_token().map(|token| token.expose_secret().to_owned());
    let secret = credentials.access_key_secret().expose_secret().to_owned();
    (credentials.access_key_id().to_owned(), secret, token.unwrap_or_default())
}

/// The state that egui keeps of a field of the panel.
fn state(window: &Window, field: &str) -> Option<TextEditState> {
    TextEdit::load_state(&window.harness.ctx, Id::unique(("credentials", field)))
}

/// Every text to which Undo would go back in a field.
fn history(window: &Window, field: &str) -> Vec<String> {
    let mut undoer = state(window, field).expect("the field was edited").undoer();
    let mut now = (CCursorRange::default(), "\0".to_owned());
    let mut texts = Vec::new();
    while let Some(before) = undoer.undo(&now).cloned() {
        texts.push(before.1.clone());
        now = before;
    }
    texts
}

#[test]
fn the_first_screen_says_what_is_missing() {
    let mut window = Window::open(options());
    for text in ["Get a kubeconfig in two clicks", "Try the demo account", "nothing found", "Ready"]
    {
        window.until_seen(text);
    }
    assert!(!window.enabled("Get kubeconfig"));
    assert!(!window.enabled(USE));

    window.node(Role::Button, "Get kubeconfig").hover();
    window.until_seen("Enter credentials first");
    window.fill(ID, "LTAI5tExample");
    assert!(!window.enabled(USE), "the secret is missing");
    window.fill(SECRET, "secret");
    assert!(window.enabled(USE));
    window.press(USE);
    window.node(Role::Button, "Get kubeconfig").hover();
    window.until_seen("Enter a cluster ID first");
}

#[test]
fn a_typed_secret_is_seen_only_when_asked_for() {
    let mut window = Window::open(options());
    window.fill(ID, "LTAI5tExampleExample01");
    window.fill(SECRET, "TopSecretTopSecret");
    window.fill(TOKEN, "TokenTokenToken");
    let shows = |window: &Window, text: &str| {
        (window.tree().contains(text), window.painted().contains(text))
    };
    assert_eq!(shows(&window, "LTAI5tExampleExample01"), (true, true));
    assert_eq!(shows(&window, "TopSecretTopSecret"), (false, false));
    assert_eq!(shows(&window, "TokenTokenToken"), (false, false));
    assert!(window.has(Role::PasswordInput, SECRET));

    window.click(Role::Link, "show");
    assert_eq!(shows(&window, "TopSecretTopSecret"), (true, true));
    assert_eq!(shows(&window, "TokenTokenToken"), (true, true));
    window.click(Role::Link, "hide");
    assert_eq!(shows(&window, "TopSecretTopSecret"), (false, false));
}

#[test]
fn taken_into_use_a_key_is_gone_from_the_fields_and_their_history() {
    let service = Service::start();
    let (id, secret, token) = parts(&service.ack.sts_credentials());
    let mut window = Window::open(service.without_key());
    for (name, field, text) in
        [(ID, "id", &id), (SECRET, "secret", &secret), (TOKEN, "token", &token)]
    {
        window.fill(name, text);
        // Undo remembers a text that has stood for a second.
        window.harness.run_steps(90);
        assert!(history(&window, field).contains(text), "else this test would prove nothing");
    }
    window.press(USE);
    for field in ["id", "secret", "token"] {
        assert_eq!(history(&window, field), Vec::<String>::new());
    }
    for text in [&id, &secret, &token] {
        assert!(!window.tree().contains(text) && !window.painted().contains(text));
    }
    window.until_seen("typed in");
    window.until_seen("temporary AccessKey");
    assert!(window.sees(&service.ack.sts_credentials().masked_access_key_id()));

    window.click(Role::Link, "Edit");
    for name in [ID, SECRET, TOKEN] {
        assert_eq!(window.field(name).value().unwrap_or_default(), "");
    }
    window.click(Role::Link, "Keep the current ones");
    window.get(&service.id("prod-payments"));
    assert!(service.ack.requests()[0].accepted, "signed by the key that was typed");
}

#[test]
fn enter_in_the_last_field_takes_the_key_into_use() {
    let mut window = Window::open(options());
    window.fill(TOKEN, "token");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.has(Role::PasswordInput, SECRET), "half a key was taken");

    window.fill(ID, "LTAI5tExampleExample01");
    window.fill(SECRET, "secret");
    window.field(TOKEN).focus();
    window.step();
    window.key(Modifiers::NONE, Key::Enter);
    window.until_seen("LTAI5t••••••••le01");
}

#[test]
fn a_character_that_no_key_has_is_told_and_the_fields_stay() {
    let mut window = Window::open(options());
    window.fill(ID, "LTAI5tExampleExample01");
    window.fill(SECRET, "se\u{2026}cret");
    window.press(USE);
    assert!(window.sees("There is a character in it that no key has; copy it again"));
    assert!(window.has(Role::PasswordInput, SECRET));
    window.fill(SECRET, "secret");
    window.press(USE);
    window.until_seen("LTAI5t••••••••le01");
}

#[test]
fn the_demo_account_opens_by_a_click_with_its_clusters() {
    let mut window = Window::open(options());
    window.press("Open demo");
    window.until_seen("12 in 4 regions");
    assert!(window.sees("订单中心"));
    window.click(Role::ListBoxOption, "data-lake 数据湖 cn-beijing");
    window.press("Get kubeconfig");
    window.until_seen("Retrieved in");
    for fact in ["data-lake 数据湖", "updating", "endpoint public", "signed in as", "in 3 years"]
    {
        assert!(window.sees(fact), "{fact}:\n{}", window.tree());
    }
}
