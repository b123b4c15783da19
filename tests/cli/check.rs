//! `check`: each step of the ladder made to fail, and a real kubectl that agrees.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::Output;

use base64::Engine as _;

use super::landing::{Home, MINE, id, said};
use super::support::{Ack, code, text};

/// A home into whose file a cluster of the service was merged.
fn merged(ack: &Ack, cluster: &str) -> Home {
    let home = Home::with(MINE);
    let output = home.ack(ack, &["merge", id(ack, cluster), "--name", "it"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    home
}

fn check(home: &Home, more: &[&str]) -> Output {
    home.offline(&[&["check", "it"], more].concat())
}

/// The rung that failed, and whether those below it held.
fn broken_at(output: &Output) -> Option<String> {
    let said = text(&output.stdout);
    let steps: Vec<Vec<&str>> = said
        .lines()
        .map(|line| line.split_whitespace().collect())
        .filter(|words: &Vec<&str>| matches!(words.get(1), Some(&"ok" | &"FAILED")))
        .collect();
    let failed = steps.iter().position(|words| words[1] == "FAILED")?;
    assert_eq!(failed + 1, steps.len(), "nothing is climbed above a broken rung: {said}");
    Some(steps[failed][0].to_owned())
}

fn write(home: &Home, text: &str) {
    std::fs::write(home.config(), text).unwrap();
}

/// Another server for the context.
fn lead_to(home: &Home, server: &str) {
    let file = home.text();
    let cluster = file.split("server: https://127.0.0.1:").nth(1).unwrap();
    let port: String = cluster.chars().take_while(char::is_ascii_digit).collect();
    write(home, &file.replace(&format!("https://127.0.0.1:{port}"), server));
}

/// Sets a value in the entry of the context, as kubectl does it.
fn set(home: &Home, arguments: &[&str]) {
    let output = home.kubectl(&[&["config"], arguments].concat());
    assert!(output.status.success(), "{}", said(&output));
}

/// The name of the cluster or user entry that the context names.
fn entry(home: &Home, kind: &str) -> String {
    let path = format!("jsonpath={{.contexts[?(@.name==\"it\")].context.{kind}}}");
    let output = home.kubectl(&["config", "view", "--raw", "-o", &path]);
    text(&output.stdout).to_owned()
}

#[test]
fn what_works_says_so_and_who_may_do_what_as_kubectl_does() {
    let ack = Ack::start();
    for cluster in ["staging", "prod-payments", "data-lake 数据湖"] {
        let home = merged(&ack, cluster);
        let output = check(&home, &[]);
        assert_eq!(code(&output), 0, "{}", said(&output));
        let told = text(&output.stdout);
        let who = home.kubectl(&[
            "--context",
            "it",
            "auth",
            "whoami",
            "-o",
            "jsonpath={.status.userInfo.username}",
        ]);
        assert!(told.contains(&format!("accepted as {} ", text(&who.stdout))), "{told}");
        for question in ["list pods", "get secrets", "delete pods"] {
            let mut words: Vec<&str> = question.split(' ').collect();
            words.extend(["-n", "default"]);
            let may = home.kubectl(&[&["--context", "it", "auth", "can-i"], &words[..]].concat());
            let line = told.lines().find_map(|line| line.trim_start().strip_prefix(question));
            let ours = line.unwrap().split_whitespace().next().unwrap();
            assert_eq!(
                ours,
                text(&may.stdout).trim(),
                "{cluster}: {question}\n{told}{}",
                said(&may)
            );
        }
        assert!(told.contains("TLS 1.3"), "{told}");
    }
}

#[test]
fn without_a_role_the_top_rung_breaks_and_kubectl_may_do_nothing_either() {
    let ack = Ack::start();
    let home = merged(&ack, "edge-sg");
    let output = check(&home, &[]);
    assert_eq!((code(&output), broken_at(&output).as_deref()), (5, Some("Permission")));
    assert!(text(&output.stdout).contains("No RBAC role in this cluster is bound to "));
    let may = home.kubectl(&["--context", "it", "auth", "can-i", "list", "pods"]);
    assert_eq!(text(&may.stdout), "no\n");
}

#[test]
fn the_certificate_of_another_cluster_is_refused_by_the_server() {
    let ack = Ack::start();
    let home = merged(&ack, "staging");
    assert_eq!(code(&home.ack(&ack, &["merge", id(&ack, "prod-payments"), "--name", "other"])), 0);
    let user = home.text();
    let other = home.kubectl(&[
        "config",
        "view",
        "--raw",
        "-o",
        "jsonpath={.contexts[?(@.name==\"other\")].context.user}",
    ]);
    set(&home, &["set-context", "it", "--user", text(&other.stdout)]);
    assert_ne!(home.text(), user);
    let output = check(&home, &[]);
    assert_eq!((code(&output), broken_at(&output).as_deref()), (3, Some("Identity")));
    assert!(text(&output.stdout).contains("does not accept the credentials (401)"));
    let kubectl = home.kubectl(&["--context", "it", "get", "namespaces"]);
    assert!(text(&kubectl.stderr).contains("You must be logged in"), "{}", said(&kubectl));
}

#[test]
fn a_server_that_is_not_the_one_meant_is_not_believed() {
    let ack = Ack::start();
    for (arguments, why) in [
        (
            &["--tls-server-name", "elsewhere.example"][..],
            "certificate is for 127.0.0.1, localhost",
        ),
        (&["--certificate-authority"], "signed by another CA"),
    ] {
        let home = merged(&ack, "staging");
        let other = home.0.path().join("other-ca.pem");
        std::fs::write(&other, another_authority()).unwrap();
        let cluster = entry(&home, "cluster");
        let mut words = vec!["set-cluster", &cluster];
        words.extend(arguments);
        if arguments == ["--certificate-authority"] {
            words.extend([other.to_str().unwrap(), "--embed-certs"]);
        }
        set(&home, &words);
        let output = check(&home, &[]);
        assert_eq!(
            (code(&output), broken_at(&output).as_deref()),
            (6, Some("TLS")),
            "{}",
            said(&output)
        );
        assert!(text(&output.stdout).contains(why), "{why}: {}", said(&output));
        let kubectl = home.kubectl(&["--context", "it", "get", "namespaces"]);
        assert!(text(&kubectl.stderr).contains("x509"), "{}", said(&kubectl));
    }
}

fn another_authority() -> String {
    let key = rcgen::KeyPair::generate().unwrap();
    let mut parameters = rcgen::CertificateParams::default();
    parameters.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    parameters.self_signed(&key).unwrap().pem()
}

#[test]
fn an_unverified_server_is_told() {
    let ack = Ack::start();
    let home = merged(&ack, "staging");
    let cluster = entry(&home, "cluster");
    set(&home, &["set-cluster", &cluster, "--insecure-skip-tls-verify"]);
    set(&home, &["unset", &format!("clusters.{cluster}.certificate-authority-data")]);
    let output = check(&home, &[]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(text(&output.stdout).contains("not verified"), "{}", said(&output));
}

#[test]
fn nobody_who_listens_another_who_answers_and_a_name_that_leads_nowhere() {
    let ack = Ack::start();
    let home = merged(&ack, "staging");
    let merged = home.text();
    // Bound, so that nobody else gets the port, and deaf.
    let deaf_socket = tokio::net::TcpSocket::new_v4().unwrap();
    deaf_socket.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).unwrap();
    let deaf = deaf_socket.local_addr().unwrap();
    let web = Web::start();
    for (server, rung, why) in [
        (format!("https://{deaf}"), "TCP", "refuses connections"),
        (format!("https://{}", web.0), "TLS", "speaks no TLS"),
        ("https://nowhere.invalid:6443".to_owned(), "Name", "nowhere.invalid has no address"),
    ] {
        write(&home, &merged);
        lead_to(&home, &server);
        let output = check(&home, &[]);
        assert_eq!(
            (code(&output), broken_at(&output).as_deref()),
            (6, Some(rung)),
            "{}",
            said(&output)
        );
        assert!(text(&output.stdout).contains(why), "{why}: {}", said(&output));
    }
}

/// A server that answers every connection with a page, in plain HTTP.
struct Web(SocketAddr);

impl Web {
    fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        beside(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                answer(stream, b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
            }
        });
        Self(address)
    }
}

/// Serves while the test goes on.
fn beside(work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().name("server of a test".to_owned()).spawn(work).unwrap();
}

/// Reads what comes, and answers so.
fn answer(mut stream: TcpStream, with: &[u8]) {
    let mut asked = [0; 1024];
    if stream.read(&mut asked).is_ok_and(|count| count > 0) {
        stream.write_all(with).ok();
    }
}

#[test]
fn a_proxy_is_gone_through_and_one_that_refuses_is_told() {
    let ack = Ack::start();
    let home = merged(&ack, "staging");
    let cluster = entry(&home, "cluster");
    for (refuses, expected) in [(false, None), (true, Some("TCP"))] {
        let proxy = proxy(refuses.then_some("never sent"));
        set(&home, &["set-cluster", &cluster, "--proxy-url", &format!("http://{proxy}")]);
        let output = check(&home, &[]);
        assert_eq!(broken_at(&output).as_deref(), expected, "{}", said(&output));
        assert!(text(&output.stdout).contains("(the proxy)"), "{}", said(&output));
        if refuses {
            assert!(text(&output.stdout).contains("403 Not You"), "{}", said(&output));
        }
    }
}

/// A proxy for `CONNECT`, which refuses whoever does not say this.
fn proxy(wants: Option<&'static str>) -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    beside(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            beside(move || tunnel(stream, wants));
        }
    });
    address
}

fn tunnel(mut client: TcpStream, wants: Option<&str>) {
    let mut asked = Vec::new();
    let mut byte = [0];
    while !asked.ends_with(b"\r\n\r\n") && client.read_exact(&mut byte).is_ok() {
        asked.push(byte[0]);
    }
    let asked = String::from_utf8(asked).unwrap();
    if wants.is_some_and(|wanted| !asked.lines().any(|line| line == wanted)) {
        client.write_all(b"HTTP/1.1 403 Not You\r\n\r\n").ok();
        return;
    }
    let mut server = TcpStream::connect(asked.split(' ').nth(1).unwrap()).unwrap();
    client.write_all(b"HTTP/1.1 200 Established\r\n\r\n").unwrap();
    let (mut from, mut to) = (client.try_clone().unwrap(), server.try_clone().unwrap());
    beside(move || {
        std::io::copy(&mut from, &mut to).ok();
    });
    std::io::copy(&mut server, &mut client).ok();
}

#[test]
fn a_proxy_that_wants_a_password_gets_the_one_of_its_address() {
    let ack = Ack::start();
    let home = merged(&ack, "staging");
    let cluster = entry(&home, "cluster");
    let proxy = proxy(Some("Proxy-Authorization: Basic bWU6cEBzcw=="));
    for (account, expected) in [("me:p%40ss@", None), ("", Some("TCP"))] {
        set(&home, &["set-cluster", &cluster, "--proxy-url", &format!("http://{account}{proxy}")]);
        let output = check(&home, &[]);
        assert_eq!(broken_at(&output).as_deref(), expected, "{}", said(&output));
    }
}

#[test]
fn files_are_found_from_the_kubeconfigs_folder() {
    let ack = Ack::start();
    let home = merged(&ack, "staging");
    let cluster = entry(&home, "cluster");
    let path = format!(
        "jsonpath={{.clusters[?(@.name==\"{cluster}\")].cluster.certificate-authority-data}}"
    );
    let output = home.kubectl(&["config", "view", "--raw", "-o", &path]);
    let authority = base64::engine::general_purpose::STANDARD.decode(text(&output.stdout)).unwrap();
    let file = home.config().with_file_name("ca.pem");
    std::fs::write(&file, authority).unwrap();
    set(&home, &["set-cluster", &cluster, "--certificate-authority", file.to_str().unwrap()]);
    assert!(home.text().contains("certificate-authority: ca.pem"), "kubectl makes it relative");
    let output = check(&home, &[]);
    assert_eq!(code(&output), 0, "{}", said(&output));
}

#[test]
fn a_server_that_talks_without_end_is_heard_only_so_long() {
    let ack = Ack::start();
    let home = merged(&ack, "staging");
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let server = listener.local_addr().unwrap();
    beside(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            beside(move || {
                let mut asked = [0; 1024];
                if !stream.read(&mut asked).is_ok_and(|read| read > 0) {
                    return;
                }
                stream
                    .write_all(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n\"")
                    .ok();
                while stream.write_all(&[b'x'; 4096]).is_ok() {}
            });
        }
    });
    lead_to(&home, &format!("http://{server}"));
    let output = check(&home, &[]);
    assert_eq!((code(&output), broken_at(&output).as_deref()), (6, Some("Identity")));
    assert!(text(&output.stdout).contains("broke off"), "{}", said(&output));
}

#[test]
fn a_program_is_run_only_when_it_is_allowed_and_then_as_kubectl_runs_it() {
    let ack = Ack::start();
    let home = merged(&ack, "staging");
    let folder = home.0.path();
    let (ran, script) = (folder.join("ran"), folder.join("plugin.sh"));
    let user = entry(&home, "user");
    let get = |key: &str| {
        let path = format!("jsonpath={{.users[?(@.name==\"{user}\")].user.{key}}}");
        let output = home.kubectl(&["config", "view", "--raw", "-o", &path]);
        let decoded = base64::engine::general_purpose::STANDARD.decode(text(&output.stdout));
        serde_json::Value::from(String::from_utf8(decoded.unwrap()).unwrap())
    };
    let credential = serde_json::json!({
        "apiVersion": "client.authentication.k8s.io/v1",
        "kind": "ExecCredential",
        "status": {
            "clientCertificateData": get("client-certificate-data"),
            "clientKeyData": get("client-key-data"),
        },
    });
    std::fs::write(folder.join("credential.json"), credential.to_string()).unwrap();
    let lines =
        format!("touch {}\ncat {}\n", ran.display(), folder.join("credential.json").display());
    std::fs::write(&script, lines).unwrap();
    set(
        &home,
        &[
            "set-credentials",
            "plugin",
            "--exec-command",
            "/bin/sh",
            "--exec-arg",
            script.to_str().unwrap(),
            "--exec-api-version",
            "client.authentication.k8s.io/v1",
        ],
    );
    set(&home, &["set-context", "it", "--user", "plugin"]);

    let output = check(&home, &[]);
    assert_eq!(
        (code(&output), broken_at(&output).as_deref()),
        (1, Some("Name")),
        "{}",
        said(&output)
    );
    let told = text(&output.stdout);
    assert!(told.contains(&format!("/bin/sh {}", script.display())), "{told}");
    assert!(told.contains("Add --allow-exec"), "{told}");
    assert!(!ran.exists(), "it was run unasked");

    let output = check(&home, &["--allow-exec"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(ran.exists());
    std::fs::write(&script, "echo of-no-use; exit 3\n").unwrap();
    let output = check(&home, &["--allow-exec"]);
    assert_eq!((code(&output), broken_at(&output).as_deref()), (3, Some("Identity")));
    assert!(!said(&output).contains("of-no-use"), "what it printed may be a key");
}

#[test]
fn without_a_name_the_context_in_use_is_checked_and_an_unknown_one_is_told() {
    let ack = Ack::start();
    let home = merged(&ack, "staging");
    set(&home, &["use-context", "it"]);
    let output = home.offline(&["check"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(text(&output.stdout).starts_with("it\n"));
    assert_eq!(code(&home.offline(&["check", "nobody"])), 4);
    let all = home.offline(&["check", "--all"]);
    assert!(text(&all.stdout).contains("\nit\n") || text(&all.stdout).starts_with("it\n"));
    assert!(text(&all.stdout).contains("home\n"), "{}", said(&all));
}
