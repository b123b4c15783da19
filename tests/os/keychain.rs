//! Accounts in a real Secret Service.

use crate::session::Session;

#[test]
fn accounts_are_kept_listed_read_renamed_and_removed() {
    let session = Session::with_keyring();
    let told = session.do_all(&[
        "list",
        "keep work SecretOne",
        "keep 'home 集群' 'Secret\"Two' Token/Two==",
        "read work",
        "read 'home 集群'",
        "rename work office",
        "read work",
        "read office",
        "remove office",
        "remove office",
        "list",
    ]);
    assert_eq!(
        told,
        [
            "listed:",
            "done, listed: work",
            "done, listed: home 集群 work",
            "LTAI5tExampleKey0001 SecretOne none",
            "LTAI5tExampleKey0001 Secret\"Two Token/Two==",
            "done, listed: home 集群 office",
            "NoAccount(\"work\")",
            "LTAI5tExampleKey0001 SecretOne none",
            "done, listed: home 集群",
            "not done: NoAccount(\"office\"), listed: home 集群",
            "listed: home 集群",
        ]
    );
}

#[test]
fn another_program_finds_what_is_kept_and_another_run_too() {
    let session = Session::with_keyring();
    session.do_all(&["keep work TheSecret TheToken"]);
    let looked_up = session
        .run("secret-tool", &["lookup", "service", "ack-kubeconfig", "username", "work"])
        .replace(char::is_whitespace, "");
    assert_eq!(
        looked_up,
        r#"{"access_key_id":"LTAI5tExampleKey0001","access_key_secret":"TheSecret","sts_token":"TheToken"}"#
    );
    let found = session.run("secret-tool", &["search", "service", "ack-kubeconfig"]);
    assert!(found.contains("label = ACK Kubeconfig: work"), "{found}");
    assert_eq!(session.do_all(&["list"]), ["listed: work"]);
}

#[test]
fn a_name_that_is_taken_stays_as_it_is() {
    let session = Session::with_keyring();
    let told = session.do_all(&[
        "keep work SecretOne",
        "keep work SecretTwo",
        "keep home SecretThree",
        "rename home work",
        "rename home home",
        "rename nothing else",
        "read work",
        "read home",
    ]);
    assert_eq!(
        told[1..],
        [
            "not done: NameTaken(\"work\"), listed: work",
            "done, listed: home work",
            "not done: NameTaken(\"work\"), listed: home work",
            "done, listed: home work",
            "not done: NoAccount(\"nothing\"), listed: home work",
            "LTAI5tExampleKey0001 SecretOne none",
            "LTAI5tExampleKey0001 SecretThree none",
        ]
    );
}

#[test]
fn what_others_keep_is_not_ours() {
    let session = Session::with_keyring();
    let store = "printf other | secret-tool store --label=other service other username work";
    session.run("sh", &["-c", store]);
    let store = "printf no-key | secret-tool store --label=x service ack-kubeconfig username odd";
    session.run("sh", &["-c", store]);
    let told = session.do_all(&["list", "read work", "read odd"]);
    assert_eq!(told, ["listed: odd", "NoAccount(\"work\")", "NotAKey"]);
}

#[test]
fn a_kept_account_is_signed_in_with() {
    let session = Session::with_keyring();
    let told = session.do_all(&["keep work TheSecret", "sign in 'account work'", "await"]);
    assert_eq!(told[2], "signed in: LTAI5t••••••••0001");
    let told = session.do_all(&["sign in 'account nobody'", "await"]);
    assert!(told[1].contains("NoAccount(\"nobody\")"), "{}", told[1]);
}

#[test]
fn nothing_is_written_but_to_the_keyring() {
    let session = Session::with_keyring();
    session.do_all(&["keep work TheSecretOfMine TheTokenOfMine", "read work", "list"]);
    let mut names = Vec::new();
    for (file, text) in session.files() {
        let text = String::from_utf8_lossy(&text).into_owned();
        assert!(!text.contains("OfMine"), "{} holds a secret", file.display());
        names.push(file.strip_prefix(session.home()).unwrap().to_owned());
    }
    assert!(names.iter().all(|name| name.starts_with(".local/share/keyrings")), "{names:?}");
}
