//! What a kubeconfig may not make the check do.

use jiff::Timestamp;

use super::{CheckTrouble, KubeconfigText, LARGEST_FILE, Proxy, Runs, Target, ToCheck};

fn document(cluster: &str, user: &str) -> KubeconfigText {
    KubeconfigText::new(format!(
        "apiVersion: v1\nkind: Config\ncurrent-context: c\n\
         clusters: [{{name: k, cluster: {{server: 'https://k.example', {cluster}}}}}]\n\
         contexts: [{{name: c, context: {{cluster: k, user: u}}}}]\n\
         users: [{{name: u, user: {{{user}}}}}]\n"
    ))
}

const EXEC: &str = "exec: {apiVersion: client.authentication.k8s.io/v1, command: login, args: [-q], \
                    env: [{name: LD_PRELOAD, value: /tmp/evil.so}]}";

async fn stranger(cluster: &str, user: &str, asked: bool) -> Result<(), CheckTrouble> {
    let text = document(cluster, user);
    let to_check = ToCheck { text, may_run: asked, may_send: asked, may_read: false };
    Target::of(to_check, Timestamp::UNIX_EPOCH).await.map(drop)
}

async fn own(cluster: &str, user: &str) -> Result<(), CheckTrouble> {
    let text = document(cluster, user);
    let to_check = ToCheck { text, may_run: false, may_send: true, may_read: true };
    Target::of(to_check, Timestamp::UNIX_EPOCH).await.map(drop)
}

#[tokio::test]
async fn what_is_asked_about_is_all_that_is_run() {
    let command = |words: &[&str]| {
        let words = words.iter().map(|word| (*word).to_owned());
        Err(CheckTrouble::WouldRun(Runs::Command(words.collect())))
    };
    let with_variables = command(&["LD_PRELOAD=/tmp/evil.so", "login", "-q"]);
    assert_eq!(stranger("", EXEC, false).await, with_variables);
    assert_eq!(stranger("", EXEC, true).await, Ok(()));
    let gcp = "auth-provider: {name: gcp, config: {cmd-path: /bin/sh, cmd-args: -c x}}";
    assert_eq!(stranger("", gcp, false).await, command(&["/bin/sh", "-c", "x"]));
    let oidc = "auth-provider: {name: oidc, config: {id-token: t}}";
    let provider = Runs::Provider("oidc".to_owned());
    assert_eq!(stranger("", oidc, false).await, Err(CheckTrouble::WouldRun(provider)));
}

#[tokio::test]
async fn a_program_does_not_hide_a_file_that_would_be_sent() {
    let file = "tokenFile: /home/me/.ssh/id_ed25519";
    let sends = CheckTrouble::WouldSend("/home/me/.ssh/id_ed25519".to_owned());
    assert_eq!(stranger("", file, false).await, Err(sends));
    for asked in [false, true] {
        let both = stranger("", &format!("{EXEC}, {file}"), asked).await;
        assert_eq!(both, Err(CheckTrouble::TwoWays), "{asked}");
    }
}

#[tokio::test]
async fn a_document_of_others_reads_no_file_of_this_computer() {
    for (cluster, user) in [
        ("certificate-authority: /dev/zero", "token: t"),
        ("", "client-certificate: /dev/zero, client-key-data: aw=="),
        ("", "client-key: /dev/zero, client-certificate-data: aw=="),
    ] {
        let refused = stranger(cluster, user, true).await;
        let reads = CheckTrouble::WouldRead("/dev/zero".to_owned());
        assert_eq!(refused, Err(reads), "{cluster} {user}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn of_the_users_own_files_only_plain_ones_of_a_usual_size_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let (fifo, large) = (folder.path().join("fifo"), folder.path().join("large"));
    let made = std::process::Command::new("mkfifo").arg(&fifo).status().unwrap();
    assert!(made.success());
    std::fs::File::create(&large).unwrap().set_len(LARGEST_FILE + 1).unwrap();
    for (path, why) in [(&fifo, "is not a plain file"), (&large, "is too large")] {
        let path = path.display();
        let refused = Err(CheckTrouble::Document(format!("{path} {why}")));
        assert_eq!(own(&format!("certificate-authority: {path}"), "token: t").await, refused);
        assert_eq!(own("", &format!("tokenFile: {path}")).await, refused);
    }
}

#[test]
fn the_account_at_a_proxy_is_kept_and_shown_to_nobody_else() {
    use secrecy::ExposeSecret as _;
    let proxy = Proxy::of("http://me:p%40ss@proxy.example:3128").unwrap();
    assert_eq!((proxy.host.as_str(), proxy.port), ("proxy.example", 3128));
    // `me:p@ss`.
    assert_eq!(proxy.authorization.unwrap().expose_secret(), "Basic bWU6cEBzcw==");
    assert!(Proxy::of("http://proxy.example").unwrap().authorization.is_none());
}
