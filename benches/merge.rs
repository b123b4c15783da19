//! Planning a merge into a file of 5,000 contexts, beside kubectl reading and writing out the
//! same file, and whether the time grows with the size and no faster.
//!
//! It needs kubectl.
#![expect(clippy::print_stdout, reason = "a benchmark tells what it measured")]
#![expect(clippy::panic, reason = "a benchmark that cannot measure says so and ends")]
#![expect(clippy::expect_used, reason = "a benchmark that cannot measure says so and ends")]

mod figures;

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use ack_kubeconfig::core::acs::{ApiServerEndpoint, ClusterId};
use ack_kubeconfig::core::kubeconfig::KubeconfigText;
use ack_kubeconfig::core::kubeconfig::contexts::contexts;
use ack_kubeconfig::core::kubeconfig::merge::{About, Choices, Incoming, plan};
use figures::{median, ms, ratio};

const CONTEXTS: usize = 5_000;
const ROUNDS: usize = 7;

fn main() {
    let (half, whole) = (file(CONTEXTS / 2), file(CONTEXTS));
    println!("a file of {CONTEXTS} contexts, {} MB", whole.as_str().len() / 1_000_000);
    let fetched = [incoming(CONTEXTS + 1)];
    let one = time(|| plan_into(&whole, &fetched));
    let one_in_half = time(|| plan_into(&half, &fetched));
    println!("  one cluster planned        {:8.1} ms", ms(one));
    println!("  the same in half the file  {:8.1} ms", ms(one_in_half));
    let all: Vec<Incoming> = (0..CONTEXTS).map(incoming).collect();
    println!("  all of them renewed        {:8.1} ms", ms(time(|| plan_into(&whole, &all))));
    let planned = plan_into(&whole, &fetched);
    println!("  the difference shown       {:8.1} ms", ms(time(|| planned.diff(3))));
    let listed = time(|| contexts(&whole).expect("a kubeconfig"));
    println!("  the contexts listed        {:8.1} ms", ms(listed));
    let theirs = kubectl(&whole);
    println!("  kubectl view --flatten     {:8.1} ms", ms(theirs));
    println!(
        "  twice the file takes {:.1} times as long (wanted: about 2)",
        ratio(one, one_in_half)
    );
    println!("  kubectl takes {:.0} times as long (wanted: at least 10)", ratio(theirs, one));
}

fn plan_into(
    file: &KubeconfigText,
    fetched: &[Incoming],
) -> ack_kubeconfig::core::kubeconfig::merge::Plan {
    plan(Some(file), fetched, &Choices::default()).expect("a plan")
}

fn time<T>(work: impl Fn() -> T) -> Duration {
    let once = |_| {
        let start = Instant::now();
        let result = work();
        let taken = start.elapsed();
        drop(result);
        taken
    };
    median(&(0..ROUNDS).map(once).collect::<Vec<_>>())
}

fn kubectl(file: &KubeconfigText) -> Duration {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("config");
    std::fs::write(&path, file.as_str()).expect("a file");
    let start = Instant::now();
    let status = Command::new("kubectl")
        .args(["config", "view", "--raw", "--flatten", "--kubeconfig"])
        .arg(&path)
        .stdout(Stdio::null())
        .status();
    let taken = start.elapsed();
    assert!(status.is_ok_and(|status| status.success()), "kubectl does not read the file");
    taken
}

fn id(number: usize) -> String {
    format!("c{number:032x}")
}

/// Base64 of the size of a certificate or key, other for each cluster.
fn data(number: usize, length: usize) -> String {
    let own = format!("{number:08}");
    format!("{own}{}", "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0t".repeat(length / 32))
}

fn document(number: usize, name: &str, user: &str) -> [String; 3] {
    let cluster = format!(
        "- cluster:\n    certificate-authority-data: {}\n    server: https://10.1.{}.{}:6443\n  name: {name}\n",
        data(number, 1500),
        number / 256,
        number % 256
    );
    let context = format!(
        "- context:\n    cluster: {name}\n    user: \"{user}\"\n  name: 2345-{}\n",
        id(number)
    );
    let user = format!(
        "- name: \"{user}\"\n  user:\n    client-certificate-data: {}\n    client-key-data: {}\n",
        data(number, 1500),
        data(number, 2300)
    );
    [cluster, context, user]
}

fn joined(parts: &[[String; 3]]) -> KubeconfigText {
    let list = |at: usize| parts.iter().map(|part| part[at].as_str()).collect::<String>();
    KubeconfigText::new(format!(
        "apiVersion: v1\nclusters:\n{}contexts:\n{}current-context: 2345-{}\nkind: Config\nusers:\n{}",
        list(0),
        list(1),
        id(0),
        list(2)
    ))
}

fn file(contexts: usize) -> KubeconfigText {
    let entry = |number| document(number, &format!("k{number}"), &format!("2345-{number}"));
    joined(&(0..contexts).map(entry).collect::<Vec<_>>())
}

fn incoming(number: usize) -> Incoming {
    let text = joined(&[document(number + 100_000, "kubernetes", "2345")]);
    let text =
        text.as_str().replace(&id(number + 100_000), &id(number)).replace(&id(0), &id(number));
    let about = About {
        cluster_id: ClusterId::parse(&id(number)).unwrap_or_else(|error| panic!("{error}")),
        cluster_name: Some(format!("cluster-{number}")),
        region: Some("cn-hangzhou".to_owned()),
        endpoint: ApiServerEndpoint::Private,
        profile: None,
        expiry: None,
        into: None,
    };
    Incoming::read(&KubeconfigText::new(text), about).unwrap_or_else(|error| panic!("{error}"))
}
