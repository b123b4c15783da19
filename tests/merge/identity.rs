//! Which entries a merge renews, which it adds, and what it calls them, as kubectl sees it.

use ack_kubeconfig::core::acs::ClusterId;
use ack_kubeconfig::core::kubeconfig::contexts::contexts;
use ack_kubeconfig::core::kubeconfig::manage::rename;
use ack_kubeconfig::core::kubeconfig::mark::FoundBy;
use ack_kubeconfig::core::kubeconfig::merge::{
    Choice, Choices, Collision, Current, NameTemplate, OnCollision, Outcome, PlanError, SignIn,
    plan,
};

use crate::support::{
    Fetched, PROD, STAGING, UID, entry, file, kubectl, kubectl_with, planned, planned_as, text,
};

fn choices(choice: Choice) -> Choices {
    Choices { each: vec![choice], ..Choices::default() }
}

fn named(name: &str, on_collision: OnCollision) -> Choices {
    choices(Choice { name: Some(name.to_owned()), on_collision })
}

fn template(template: &str) -> Choices {
    Choices { template: NameTemplate::parse(template).unwrap(), ..Choices::default() }
}

fn names(fetched: &[Fetched], before: &str, choices: &Choices) -> Vec<String> {
    let plan = planned_as(before, fetched, choices);
    plan.landings.into_iter().map(|landing| landing.context.name).collect()
}

fn id(number: usize) -> String {
    format!("c{number:032x}")
}

#[test]
fn ten_clusters_that_are_all_called_kubernetes_stay_ten() {
    let mut before = String::new();
    let fetched: Vec<_> =
        (1..=10).map(|n| Fetched::new(&id(n * 0x1111_1111), &format!("cluster-{n}"))).collect();
    for one in &fetched {
        before = planned(&before, std::slice::from_ref(one)).after.as_str().to_owned();
    }
    let seen = kubectl(&before).unwrap();
    for one in &fetched {
        let context = entry(&seen, "contexts", &one.name);
        let cluster = entry(&seen, "clusters", context["cluster"].as_str().unwrap());
        assert_eq!(cluster["server"], one.server());
        let user = entry(&seen, "users", context["user"].as_str().unwrap());
        assert_eq!(user["client-key-data"], one.key());
    }
    let (_folder, path) = file(&before);
    let listed = kubectl_with(&path, &["config", "get-contexts", "-o", "name"]).unwrap();
    assert_eq!(String::from_utf8(listed).unwrap().lines().count(), 10);
    let at_once = planned("", &fetched).after.as_str().to_owned();
    assert_eq!(kubectl(&at_once).unwrap()["users"], seen["users"]);
}

/// Two contexts as ACK gives them, in one file, as every other tool leaves them.
fn collided() -> String {
    Fetched::new(STAGING, "staging")
        .document()
        .replace(
            "current-context",
            &format!("- context: {{cluster: kubernetes, user: \"{UID}\"}}\n  name: {UID}-{PROD}\ncurrent-context"),
        )
}

#[test]
fn a_context_that_shares_entries_with_another_cluster_gets_its_own() {
    let before = collided();
    let plan = planned(&before, &[Fetched::new(PROD, "prod")]);
    let [landing] = plan.landings.as_slice() else { panic!("one landing") };
    assert_eq!(landing.found_by, Some(FoundBy::Name));
    assert_eq!(landing.context.name, format!("{UID}-{PROD}"));
    assert_eq!(landing.context.outcome, Outcome::Changed(vec!["cluster", "user", "extensions"]));
    let with = ClusterId::parse(STAGING).ok();
    let collision = Some(Collision { wanted: "kubernetes".to_owned(), with, in_file: true });
    assert_eq!((landing.cluster.name.as_str(), &landing.cluster.collision), (PROD, &collision));
    assert_eq!(landing.cluster.outcome, Outcome::Added);
    assert_eq!(landing.user.name, format!("{UID}-{PROD}"));

    let (old, new) = (kubectl(&before).unwrap(), kubectl(plan.after.as_str()).unwrap());
    for (list, name) in
        [("clusters", "kubernetes"), ("users", UID), ("contexts", &format!("{UID}-{STAGING}"))]
    {
        assert_eq!(entry(&old, list, name), entry(&new, list, name));
    }
    let context = entry(&new, "contexts", &format!("{UID}-{PROD}"));
    assert_eq!(
        (&context["cluster"], &context["user"]),
        (&PROD.into(), &format!("{UID}-{PROD}").into())
    );
}

#[test]
fn a_lone_context_as_ack_gives_it_is_renewed_in_place() {
    let fetched = Fetched::new(PROD, "prod");
    let before = fetched.document();
    let plan = planned(&before, &[Fetched { round: 2, ..fetched.clone() }]);
    let [landing] = plan.landings.as_slice() else { panic!("one landing") };
    assert_eq!(
        (landing.found_by, landing.cluster.name.as_str()),
        (Some(FoundBy::Name), "kubernetes")
    );
    assert_eq!(landing.cluster.outcome, Outcome::Unchanged);
    let changed = vec!["client-certificate-data", "client-key-data"];
    assert_eq!(landing.user.outcome, Outcome::Changed(changed));
    assert_eq!(landing.context.outcome, Outcome::Changed(vec!["extensions"]));
    let next = planned(plan.after.as_str(), &[Fetched { round: 3, ..fetched }]);
    assert_eq!(next.landings[0].found_by, Some(FoundBy::Extension));
    assert_eq!(next.landings[0].context.outcome, Outcome::Unchanged);
}

#[test]
fn a_renamed_context_is_found_by_server_authority_and_user() {
    let fetched = Fetched::new(PROD, "prod");
    let before = fetched.document().replace(&format!("{UID}-{PROD}"), "mine");
    let plan = planned(&before, std::slice::from_ref(&fetched));
    assert_eq!(
        (plan.landings[0].found_by, plan.landings[0].context.name.as_str()),
        (Some(FoundBy::Server), "mine")
    );

    // Not if it is another user's, or another authority's.
    let other_user = before.replace(&format!("\"{UID}\""), "admin");
    let other_authority = before.replace(&fetched.authority(), "T1RIRVI=");
    for before in [other_user, other_authority] {
        let plan = planned(&before, std::slice::from_ref(&fetched));
        assert_eq!(
            (plan.landings[0].found_by, plan.landings[0].context.name.as_str()),
            (None, "prod")
        );
        assert!(plan.after.as_str().contains("  name: mine\n"));
    }
}

#[test]
fn a_context_that_was_renamed_here_still_tells_its_cluster() {
    let fetched = Fetched::new(PROD, "prod");
    let before = fetched.document().replace(&fetched.authority(), "T1RIRVI=");
    let renamed = rename(&text(&before), &format!("{UID}-{PROD}"), "mine").unwrap();
    for (one, name) in [(fetched.clone(), "mine"), (fetched.private(), "prod")] {
        let plan = planned(renamed.as_str(), &[one]);
        assert_eq!(plan.landings[0].context.name, name);
    }
    let file = contexts(&renamed).unwrap();
    assert_eq!(file.contexts[0].mark.as_ref().unwrap().cluster_id.as_str(), PROD);
}

#[test]
fn a_context_of_old_is_renewed_unless_its_certificate_is_anothers() {
    let fetched = Fetched::new(PROD, "prod");
    let before = fetched.document().replace(UID, "kubernetes-admin");
    let plan = planned(&before, std::slice::from_ref(&fetched));
    let [landing] = plan.landings.as_slice() else { panic!("one landing") };
    assert_eq!(
        (landing.found_by, landing.user.name.as_str()),
        (Some(FoundBy::Name), "kubernetes-admin")
    );

    let certificate = |name: &str| {
        let mut parameters = rcgen::CertificateParams::new(Vec::new()).unwrap();
        parameters.distinguished_name = rcgen::DistinguishedName::new();
        parameters.distinguished_name.push(rcgen::DnType::CommonName, name);
        let pem = parameters.self_signed(&rcgen::KeyPair::generate().unwrap()).unwrap().pem();
        base64::Engine::encode(&base64::engine::general_purpose::STANDARD, pem)
    };
    let old = Fetched { uid: "kubernetes-admin".to_owned(), ..fetched.clone() }.certificate();
    for (name, found_by) in
        [(format!("{UID}-1641888888"), Some(FoundBy::Name)), ("99-1".to_owned(), None)]
    {
        let before = Fetched { uid: "kubernetes-admin".to_owned(), ..fetched.clone() }.document();
        let plan =
            planned(&before.replace(&old, &certificate(&name)), std::slice::from_ref(&fetched));
        assert_eq!(plan.landings[0].found_by, found_by, "{name}");
    }
}

#[test]
fn public_and_private_are_two_contexts_with_one_user() {
    let public = Fetched::new(PROD, "prod");
    let private = public.clone().private();
    let both = [private.clone(), public.clone()];
    let plan = planned("", &both);
    let [of_private, of_public] = plan.landings.as_slice() else { panic!("two landings") };
    assert_eq!(
        (of_public.context.name.as_str(), of_private.context.name.as_str()),
        ("prod", "prod-private")
    );
    assert_eq!(
        (of_public.cluster.name.as_str(), of_private.cluster.name.as_str()),
        (PROD, format!("{PROD}-private").as_str())
    );
    assert_eq!(of_public.user.name, of_private.user.name);
    let seen = kubectl(plan.after.as_str()).unwrap();
    assert_eq!(seen["users"].as_array().unwrap().len(), 1);
    assert_eq!(entry(&seen, "clusters", PROD)["server"], public.server());
    assert_eq!(entry(&seen, "clusters", &format!("{PROD}-private"))["server"], private.server());

    // The same, one after the other; and the one that is there keeps its name.
    let after = planned("", std::slice::from_ref(&private)).after;
    let plan = planned(after.as_str(), std::slice::from_ref(&public));
    assert_eq!(plan.landings[0].context.name, "prod-public");
    assert_eq!(plan.landings[0].user.outcome, Outcome::Unchanged);

    // What ACK named does not say which it is: the address does.
    let before = public.document();
    let plan = planned(&before, &[private]);
    assert_eq!(plan.landings[0].found_by, None);
    assert_eq!(plan.landings[0].user.name, UID);
}

#[test]
fn of_two_certificates_for_one_user_the_one_that_is_valid_longer_stays() {
    let fetched = Fetched::new(PROD, "prod");
    let incoming = |fetched: &Fetched, hours: i64| {
        let mut about = fetched.incoming().about().clone();
        about.expiry = Some(jiff::Timestamp::from_second(3600 * hours).unwrap());
        let document = text(&fetched.document());
        ack_kubeconfig::core::kubeconfig::merge::Incoming::read(&document, about).unwrap()
    };
    let newer = Fetched { round: 2, ..fetched.clone() };
    let both = [incoming(&newer, 2), incoming(&fetched.private(), 1)];
    let plan = plan(None, &both, &Choices::default()).unwrap();
    let seen = kubectl(plan.after.as_str()).unwrap();
    assert_eq!(entry(&seen, "users", &plan.landings[0].user.name)["client-key-data"], newer.key());
}

#[test]
fn another_ram_user_has_a_user_and_a_context_of_their_own() {
    let fetched = Fetched::new(PROD, "prod");
    let after = planned("", std::slice::from_ref(&fetched)).after;
    let other = Fetched { uid: "99".to_owned(), ..fetched.clone() };
    let plan = planned(after.as_str(), std::slice::from_ref(&other));
    let [landing] = plan.landings.as_slice() else { panic!("one landing") };
    assert_eq!(
        (landing.context.name.as_str(), landing.user.name.as_str()),
        ("prod-99", format!("99-{PROD}").as_str())
    );
    assert_eq!(
        (landing.cluster.name.as_str(), &landing.cluster.outcome),
        (PROD, &Outcome::Unchanged)
    );
    let seen = kubectl(plan.after.as_str()).unwrap();
    assert_eq!(entry(&seen, "users", &format!("{UID}-{PROD}"))["client-key-data"], fetched.key());
    assert_eq!(entry(&seen, "users", &format!("99-{PROD}"))["client-key-data"], other.key());
}

#[test]
fn a_named_context_is_renewed_whoever_it_says_it_is() {
    let fetched = Fetched::new(PROD, "prod");
    let after = planned("", std::slice::from_ref(&fetched)).after;
    let mut other = Fetched { uid: "99".to_owned(), ..fetched };
    other.into = Some("prod".to_owned());
    let plan = planned(after.as_str(), &[other]);
    let [landing] = plan.landings.as_slice() else { panic!("one landing") };
    assert_eq!((landing.found_by, landing.context.name.as_str()), (Some(FoundBy::Choice), "prod"));
    let seen = kubectl(plan.after.as_str()).unwrap();
    assert_eq!(seen["contexts"].as_array().unwrap().len(), 1);
    let context = entry(&seen, "contexts", "prod");
    assert_eq!(context["extensions"][0]["extension"]["identity"], "99");
}

#[test]
fn names_are_made_unique_by_region_and_then_by_id() {
    let of =
        |number: usize, name: &str, region| Fetched { region, ..Fetched::new(&id(number), name) };
    let default = Choices::default();
    let one = of(1, "prod", "cn-hangzhou");
    let before = planned("", std::slice::from_ref(&one)).after.as_str().to_owned();
    let later = [of(2, "prod", "cn-beijing")];
    assert_eq!(names(&later, &before, &default), ["prod-cn-beijing"]);
    let later = planned(&before, &later).after.as_str().to_owned();
    let third = [of(3, "prod", "cn-beijing")];
    assert_eq!(names(&third, &later, &default), ["prod-c0000000"]);

    // At once, none of them has the bare name, in whatever order they come.
    let (a, b) = (of(1, "prod", "cn-hangzhou"), of(2, "prod", "cn-beijing"));
    assert_eq!(
        names(&[a.clone(), b.clone()], "", &default),
        ["prod-cn-hangzhou", "prod-cn-beijing"]
    );
    assert_eq!(names(&[b, a.clone()], "", &default), ["prod-cn-beijing", "prod-cn-hangzhou"]);
    let same_region = [a, of(0x1111_1111, "prod", "cn-hangzhou")];
    let named = names(&same_region, "", &default);
    assert_eq!(named, ["prod-c0000000".to_owned(), format!("prod-{}", id(0x1111_1111))]);
}

#[test]
fn a_template_names_new_contexts_and_those_that_are_there_keep_theirs() {
    let fetched = Fetched::new(PROD, "prod");
    let pieces = template("ack/{region}/{name}-{endpoint}@{uid}");
    let expected = format!("ack/cn-hangzhou/prod-public@{UID}");
    assert_eq!(names(std::slice::from_ref(&fetched), "", &pieces), [expected]);
    let before = planned("", std::slice::from_ref(&fetched)).after.as_str().to_owned();
    assert_eq!(names(std::slice::from_ref(&fetched), &before, &pieces), ["prod"]);
    let unnamed = Fetched { name: "\u{202e} ".to_owned(), ..fetched };
    assert_eq!(names(&[unnamed], "", &Choices::default()), [PROD]);
}

#[test]
fn a_new_name_can_be_asked_for_and_the_context_in_use_follows() {
    let fetched = Fetched::new(PROD, "prod");
    let one = std::slice::from_ref(&fetched);
    let switch = Choices { current: Current::SwitchTo(0), ..Choices::default() };
    let plan = planned_as("", one, &switch);
    assert_eq!((plan.current_before, plan.current_after.as_deref()), (None, Some("prod")));
    let renamed = planned_as(plan.after.as_str(), one, &named("no", OnCollision::Rename));
    assert_eq!(renamed.landings[0].context.renamed_from.as_deref(), Some("prod"));
    let changes = (renamed.current_before.as_deref(), renamed.current_after.as_deref());
    assert_eq!(changes, (Some("prod"), Some("no")));
    let seen = kubectl(renamed.after.as_str()).unwrap();
    assert_eq!(seen["current-context"], "no");
    entry(&seen, "contexts", "no");

    let kept = planned(renamed.after.as_str(), &[Fetched::new(STAGING, "staging")]);
    assert_eq!(kept.current_after.as_deref(), Some("no"));
}

#[test]
fn a_foreign_context_of_the_name_stays_unless_it_is_to_go() {
    let before = "apiVersion: v1\nkind: Config\n# mine\nclusters:\n- {name: k, cluster: {server: https://k}}\n\
                  contexts:\n- {name: a, context: {cluster: k, user: u}}   # first\n\
                  - {name: prod, context: {cluster: k, user: u}}   # theirs\n\
                  users:\n- {name: u, user: {token: t}}\n";
    let fetched = [Fetched::new(PROD, "prod")];
    let with =
        |on_collision| planned_as(before, &fetched, &choices(Choice { name: None, on_collision }));

    let renamed = with(OnCollision::Rename);
    let context = &renamed.landings[0].context;
    assert_eq!(context.name, "prod-cn-hangzhou");
    assert_eq!(
        context.collision,
        Some(Collision { wanted: "prod".to_owned(), with: None, in_file: true })
    );
    assert!(
        renamed
            .after
            .as_str()
            .contains("- {name: prod, context: {cluster: k, user: u}}   # theirs\n")
    );

    let replaced = with(OnCollision::Replace);
    assert_eq!(replaced.landings[0].context.outcome, Outcome::TakesPlace);
    let seen = kubectl(replaced.after.as_str()).unwrap();
    assert_eq!(entry(&seen, "contexts", "prod")["cluster"], PROD);
    assert_eq!(entry(&seen, "clusters", "k")["server"], "https://k");

    let skipped = with(OnCollision::Skip);
    assert_eq!(skipped.landings[0].context.outcome, Outcome::Skipped);
    assert!(!skipped.changes_anything());

    // One that is there already takes the name, and the other goes.
    let there = with(OnCollision::Rename).after;
    let taken = planned_as(there.as_str(), &fetched, &named("prod", OnCollision::Replace));
    let seen = kubectl(taken.after.as_str()).unwrap();
    assert_eq!(seen["contexts"].as_array().unwrap().len(), 2);
    assert_eq!(entry(&seen, "contexts", "prod")["cluster"], PROD);
}

#[test]
fn documents_that_contradict_one_another_are_refused() {
    let (prod, staging) =
        (Fetched::new(PROD, "prod").incoming(), Fetched::new(STAGING, "staging").incoming());
    let default = Choices::default();
    let twice = plan(None, &[prod.clone(), prod.clone()], &default).unwrap_err();
    assert_eq!(twice, PlanError::Twice(ClusterId::parse(PROD).unwrap()));
    let choice = Choice { name: Some("x".to_owned()), ..Choice::default() };
    let same_name = Choices { each: vec![choice.clone(), choice], ..Choices::default() };
    let twice = plan(None, &[prod, staging], &same_name).unwrap_err();
    assert_eq!(twice, PlanError::NameTwice("x".to_owned()));
}

#[test]
fn a_user_entry_can_ask_a_program_in_place_of_holding_a_key() {
    let fetched = Fetched::new(PROD, "prod");
    let one = std::slice::from_ref(&fetched);
    let exec = Choices {
        sign_in: SignIn::Exec("/opt/ack kubeconfig/bin".to_owned()),
        ..Choices::default()
    };
    let held = planned("", one);
    let plan = planned_as(held.after.as_str(), one, &exec);
    let seen = kubectl(plan.after.as_str()).unwrap();
    let user = entry(&seen, "users", &format!("{UID}-{PROD}"));
    assert_eq!(user["client-key-data"], serde_json::Value::Null);
    assert_eq!(user["exec"]["command"], "/opt/ack kubeconfig/bin");
    let arguments =
        ["credential", "--cluster-id", PROD, "--region", "cn-hangzhou", "--profile", "dev"];
    assert_eq!(user["exec"]["args"], serde_json::json!(arguments));
    assert!(!planned_as(plan.after.as_str(), one, &exec).changes_anything());
    let back = planned(plan.after.as_str(), one);
    let seen = kubectl(back.after.as_str()).unwrap();
    let user = entry(&seen, "users", &format!("{UID}-{PROD}"));
    assert_eq!(
        (&user["client-key-data"], &user["exec"]),
        (&fetched.key().into(), &serde_json::Value::Null)
    );
}

#[test]
fn the_program_asks_for_the_address_that_was_there_for_the_merge() {
    let program = SignIn::Exec("/opt/ack".to_owned());
    let exec = Choices { sign_in: program, ..Choices::default() };
    let public = Fetched::new(PROD, "prod");
    let both = [public.clone(), public.clone().private()];
    for (fetched, asked) in
        [(&both[..1], None), (&both[1..], Some("--private")), (&both, Some("--private"))]
    {
        let plan = planned_as("", fetched, &exec);
        let seen = kubectl(plan.after.as_str()).unwrap();
        assert_eq!(seen["users"].as_array().unwrap().len(), 1, "they have one user");
        let user = entry(&seen, "users", &format!("{UID}-{PROD}"));
        let last = user["exec"]["args"].as_array().unwrap().last();
        let private = last.and_then(|word| word.as_str()).filter(|word| *word == "--private");
        assert_eq!(private, asked, "{user}");
        assert!(!planned_as(plan.after.as_str(), fetched, &exec).changes_anything());
    }
}

#[test]
fn what_the_user_switched_off_stays_off() {
    let fetched = Fetched::new(PROD, "prod");
    let after = planned("", std::slice::from_ref(&fetched)).after.as_str().to_owned();
    let authority = format!("certificate-authority-data: {}", fetched.authority());
    let unchecked = after.replace(&authority, "insecure-skip-tls-verify: true");
    let plan = planned(&unchecked, &[Fetched { round: 2, ..fetched }]);
    assert_eq!(plan.landings[0].cluster.outcome, Outcome::Unchanged);
}
