//! `renew` and `remove` where several profiles or several files are at play.

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::process::Output;

use ack_kubeconfig::core::acs::Credentials;
use ack_kubeconfig::demo::{ROLE_ID, USER_ID};
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};

use super::landing::{Home, MINE, id, lost, said};
use super::support::{Ack, code, program, run, text};

/// Three profiles of the aliyun CLI: the current one has a key that is switched off, `mine` is
/// the demo's RAM user, `guest` a role.
fn home_with_profiles(ack: &Ack) -> Home {
    let home = Home::with(MINE);
    let profile = |name: &str, key: &Credentials| {
        let token = key.security_token().map(|token| token.expose_secret().to_owned());
        json!({
            "name": name,
            "mode": if token.is_some() { "StsToken" } else { "AK" },
            "access_key_id": key.access_key_id(),
            "access_key_secret": key.access_key_secret().expose_secret(),
            "sts_token": token.unwrap_or_default(),
        })
    };
    let profiles = [
        profile("off", &ack.demo.inactive_credentials()),
        profile("mine", ack.demo.credentials()),
        profile("guest", &ack.demo.sts_credentials()),
    ];
    fs::create_dir(home.0.path().join(".aliyun")).unwrap();
    let config = json!({ "current": "off", "profiles": profiles }).to_string();
    fs::write(home.0.path().join(".aliyun/config.json"), config).unwrap();
    home
}

/// The program with no other keys than those of the profiles.
fn by_profile(ack: &Ack, home: &Home, words: &[&str]) -> Output {
    let mut program = home.at_home(program());
    run(program.args(["--endpoint", ack.demo.endpoint().as_str()]).args(words))
}

fn contexts(home: &Home) -> Vec<Value> {
    let output = home.offline(&["contexts", "--output", "json"]);
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    json["contexts"].as_array().unwrap().clone()
}

/// The profile and the identity that a context tells.
fn whose(home: &Home, name: &str) -> (String, String) {
    let contexts = contexts(home);
    let context = contexts.iter().find(|context| context["name"] == name).expect("a context");
    let text = |key: &str| context[key].as_str().unwrap().to_owned();
    (text("profile"), text("identity"))
}

#[test]
fn each_context_is_renewed_by_the_profile_that_is_kept_in_it() {
    let ack = Ack::start();
    let home = home_with_profiles(&ack);
    let merge = |name: &str, profile: &str| {
        let words = ["merge", id(&ack, name), "--profile", profile, "--duration", "3h"];
        let output = by_profile(&ack, &home, &words);
        assert_eq!(code(&output), 0, "{}", said(&output));
    };
    merge("staging", "mine");
    merge("prod-payments", "guest");
    let before = home.text();
    let output = by_profile(&ack, &home, &["renew"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(text(&output.stderr).contains("renewed 2 contexts"), "{}", said(&output));
    assert!(!text(&output.stderr).contains("becomes"), "{}", said(&output));
    assert_eq!(whose(&home, "staging"), ("mine".to_owned(), USER_ID.to_owned()));
    assert_eq!(whose(&home, "prod-payments"), ("guest".to_owned(), ROLE_ID.to_owned()));
    let gone = lost(&before, &home.text());
    let keys: Vec<&str> = gone.iter().map(|line| line.trim().split(':').next().unwrap()).collect();
    let (certificate, key) = ("client-certificate-data", "client-key-data");
    assert_eq!(keys, [certificate, key, certificate, key]);

    // Where no profile is kept, it is the current one, whose key is refused.
    let unkept = home.text().replace("profile: mine", "region: cn-shanghai").replacen(
        "        region: cn-shanghai\n",
        "",
        1,
    );
    fs::write(home.config(), &unkept).unwrap();
    let output = by_profile(&ack, &home, &["renew", "staging"]);
    assert_eq!(code(&output), 3, "{}", said(&output));
    assert_eq!(home.text(), unkept);
}

#[test]
fn renewing_by_another_identity_is_warned_of() {
    let ack = Ack::start();
    let home = home_with_profiles(&ack);
    let words = ["merge", id(&ack, "staging"), "--profile", "mine"];
    assert_eq!(code(&by_profile(&ack, &home, &words)), 0);
    let output = by_profile(&ack, &home, &["renew", "staging", "--profile", "guest"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let warning = format!(
        "warning: the context staging was the identity {USER_ID}'s, and becomes {ROLE_ID}'s"
    );
    assert!(text(&output.stderr).lines().any(|line| line == warning), "{}", said(&output));
    assert_eq!(whose(&home, "staging"), ("guest".to_owned(), ROLE_ID.to_owned()));
    // Now it is the guest's, which is no news.
    let output = by_profile(&ack, &home, &["renew", "staging"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(!text(&output.stderr).contains("becomes"), "{}", said(&output));
}

/// Two files, and the list of both.
struct TwoFiles {
    home: Home,
    second: PathBuf,
}

impl TwoFiles {
    /// `prod-payments` in the first; `staging`, and another context called `prod-payments`, in
    /// the second.
    fn new(ack: &Ack) -> Self {
        let home = Home::with(MINE);
        assert_eq!(code(&home.ack(ack, &["merge", id(ack, "prod-payments")])), 0);
        let second = home.0.path().join("second");
        fs::write(&second, MINE.replace("home", "away")).unwrap();
        let two = Self { home, second };
        let only_second = two.second.clone().into_os_string();
        let merge = |words: &[&str]| assert_eq!(code(&two.run(ack, &only_second, words)), 0);
        merge(&["merge", id(ack, "staging")]);
        merge(&["merge", id(ack, "订单中心"), "--name", "prod-payments"]);
        two
    }

    fn run(&self, ack: &Ack, list: &OsString, words: &[&str]) -> Output {
        let mut program = self.home.at_home(ack.program());
        run(program.env("KUBECONFIG", list).args(words))
    }

    fn both(&self, ack: &Ack, words: &[&str]) -> Output {
        let list = std::env::join_paths([&self.home.config(), &self.second]).unwrap();
        self.run(ack, &list, words)
    }

    fn texts(&self) -> [String; 2] {
        [self.home.text(), fs::read_to_string(&self.second).unwrap()]
    }
}

/// The entry of a context's user in a file.
fn user_of<'a>(text: &'a str, id: &str) -> &'a str {
    let start = text.find(&format!("-{id}\"\n  user:")).expect("a user entry");
    let entry = &text[start..];
    &entry[..entry.find("\n- ").unwrap_or(entry.len())]
}

#[test]
fn contexts_in_several_files_are_renewed_each_in_its_own() {
    let ack = Ack::start();
    let two = TwoFiles::new(&ack);
    let before = two.texts();
    let output = two.both(&ack, &["renew", "prod-payments", "staging"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let after = two.texts();
    for (before, after) in before.iter().zip(&after) {
        let gone = lost(before, after);
        let keys: Vec<&str> =
            gone.iter().map(|line| line.trim().split(':').next().unwrap()).collect();
        assert_eq!(keys, ["client-certificate-data", "client-key-data"]);
        assert_eq!(before.lines().count(), after.lines().count());
    }
    // What kubectl does not see, since the first file has the name, is not what was meant.
    let shadowed = id(&ack, "订单中心");
    assert_eq!(user_of(&before[1], shadowed), user_of(&after[1], shadowed));
    for (at, name) in [(0, "prod-payments"), (1, "staging")] {
        assert_ne!(user_of(&before[at], id(&ack, name)), user_of(&after[at], id(&ack, name)));
    }
}

#[test]
fn contexts_in_several_files_are_removed_each_from_its_own() {
    let ack = Ack::start();
    let two = TwoFiles::new(&ack);
    let before = two.texts();
    let output = two.both(&ack, &["remove", "prod-payments", "staging", "--dry-run"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    for name in ["prod-payments", "staging"] {
        let gone = format!("-  name: {name}");
        assert!(text(&output.stdout).lines().any(|line| line == gone), "{}", said(&output));
    }
    assert_eq!(two.texts(), before);

    let output = two.both(&ack, &["remove", "prod-payments", "staging"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let [first, second] = two.texts();
    assert_eq!(first, MINE);
    let shadowed = id(&ack, "订单中心");
    assert_eq!(user_of(&second, shadowed), user_of(&before[1], shadowed));
    assert!(second.contains("name: prod-payments") && !second.contains("staging"), "{second}");
    assert_eq!(lost(&MINE.replace("home", "away"), &second), [""; 0]);
}
