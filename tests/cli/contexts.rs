//! `contexts`, `renew` and `remove`.

use std::fs;

use serde_json::Value;

use super::landing::{Home, MINE, id, lost, said};
use super::support::{Ack, code, text};

/// A home with two clusters of the demo.
fn home_with_two(ack: &Ack) -> Home {
    let home = Home::with(MINE);
    let words = ["merge", id(ack, "prod-payments"), id(ack, "staging")];
    let output = home.ack(ack, &words);
    assert_eq!(code(&output), 0, "{}", said(&output));
    home
}

#[test]
fn contexts_are_told_from_the_file_alone() {
    let ack = Ack::start();
    let home = home_with_two(&ack);
    let output = home.offline(&["contexts", "--output", "json"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let contexts = json["contexts"].as_array().unwrap();
    let names: Vec<&str> = contexts.iter().map(|it| it["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["home", "prod-payments", "staging"]);
    assert_eq!((&contexts[0]["current"], &contexts[0]["cluster_id"]), (&true.into(), &Value::Null));
    let payments = &contexts[1];
    assert_eq!(payments["cluster_id"], id(&ack, "prod-payments"));
    assert_eq!(
        (&payments["region"], &payments["endpoint"]),
        (&"cn-hangzhou".into(), &"public".into())
    );
    assert_eq!(payments["signs_in"], "certificate");
    assert!(payments["days_left"].as_i64().unwrap() > 0 && payments["expires"].is_string());
    assert_eq!(json["files"][0]["path"], home.config().display().to_string());

    let output = home.offline(&["contexts"]);
    let row = text(&output.stdout).lines().find(|line| line.contains("prod-payments")).unwrap();
    assert!(row.contains(id(&ack, "prod-payments")) && row.contains(" days"), "{row}");
    assert!(text(&output.stdout).lines().any(|line| line.starts_with("*  home")));
    assert!(!said(&output).contains("S3CR3T"));
}

#[test]
fn what_is_wrong_is_told_and_an_unreadable_file_is_1() {
    let home = Home::with(&MINE.replace("user: admin", "user: nobody"));
    #[cfg(unix)]
    super::landing::chmod(&home.config(), 0o644);
    let output = home.offline(&["contexts"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    for problem in ["names the user nobody", "mode 0644", "no context uses the user admin"] {
        #[cfg(not(unix))]
        if problem.contains("mode") {
            continue;
        }
        assert!(text(&output.stderr).contains(problem), "{problem}: {}", said(&output));
    }
    let home = Home::with("token: [S3CR3T");
    let output = home.offline(&["contexts", "--output", "json"]);
    assert_eq!(code(&output), 1);
    assert!(!said(&output).contains("S3CR3T"), "{}", said(&output));
    let none = Home::empty().offline(&["contexts", "--output", "json"]);
    assert_eq!(code(&none), 0, "{}", said(&none));
}

#[test]
fn of_a_file_that_cannot_be_read_it_is_not_said_what_is_not_in_it() {
    let home = Home::with("contexts: [");
    for (words, wanted) in [(&["contexts"][..], 1), (&["remove", "x"], 7)] {
        let output = home.offline(words);
        assert_eq!(code(&output), wanted, "{}", said(&output));
        assert!(said(&output).contains("not valid YAML"), "{}", said(&output));
        assert!(!said(&output).contains("there "), "{}", said(&output));
    }
    assert_eq!(home.text(), "contexts: [");
    let none = Home::empty().offline(&["contexts"]);
    assert!(said(&none).contains("there are no contexts"), "{}", said(&none));
}

#[test]
fn renewing_in_place_keeps_what_a_person_added() {
    let ack = Ack::start();
    let home = home_with_two(&ack);
    let edited =
        home.text().replace("    user: ", "    namespace: payments   # mine\n    user: ").replace(
            "- cluster:\n    server",
            "- cluster:\n    # through the tunnel\n    proxy-url: socks5://127.0.0.1:1\n    server",
        );
    fs::write(home.config(), &edited).unwrap();
    let output = home.ack(&ack, &["renew", "staging", "--duration", "3h"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(text(&output.stderr).contains("renewed staging"), "{}", said(&output));
    let after = home.text();
    for line in lost(&edited, &after) {
        let key = line.trim().split(':').next().unwrap();
        assert!(["client-certificate-data", "client-key-data"].contains(&key), "{line}");
    }
    assert_ne!(edited, after);
    let json = home.offline(&["contexts", "--output", "json"]);
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["contexts"][2]["days_left"], 0);
    assert_ne!(json["contexts"][1]["days_left"], 0);

    // Only that one ends soon.
    let output = home.ack(&ack, &["renew", "--dry-run"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let changed = text(&output.stdout).matches("+    client-key-data").count();
    assert_eq!((changed, home.text()), (1, after), "{}", said(&output));
    let output = home.ack(&ack, &["renew", "prod-payments", "--expiring-within", "7d"]);
    assert!(text(&output.stderr).contains("no context has to be renewed"), "{}", said(&output));
}

#[test]
fn a_context_that_is_not_there_is_4_and_nothing_changes() {
    let ack = Ack::start();
    let home = Home::with(MINE);
    for words in [["renew", "nothing"], ["renew", "home"], ["remove", "nothing"]] {
        let output = home.ack(&ack, &words);
        assert_eq!(code(&output), 4, "{words:?}: {}", said(&output));
    }
    assert_eq!(home.text(), MINE);
}

#[test]
fn removing_keeps_what_others_use_and_gives_the_file_back() {
    let ack = Ack::start();
    let home = Home::with(MINE);
    let id = id(&ack, "prod-payments");
    assert_eq!(code(&home.ack(&ack, &["merge", id])), 0);
    let public = home.text();
    let output = home.ack(&ack, &["merge", id, "--private", "--name", "inside"]);
    assert_eq!(code(&output), 0, "{}", said(&output));

    let output = home.offline(&["remove", "inside", "--dry-run"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(text(&output.stdout).contains("-  name: inside"), "{}", said(&output));
    let output = home.offline(&["remove", "inside"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    // The user entry was shared, and stays; its credentials are the newer ones.
    assert_eq!(home.text().lines().count(), public.lines().count());
    let output = home.kubectl(&["--context", "prod-payments", "get", "namespaces"]);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(code(&home.offline(&["remove", "prod-payments"])), 0);
    assert_eq!(home.text(), MINE);
}
