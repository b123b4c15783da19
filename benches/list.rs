//! Finding among 10,000 clusters as someone types, beside the plain way: each cluster's texts
//! made lower case and looked through anew.
#![expect(clippy::print_stdout, reason = "a benchmark tells what it measured")]
#![expect(clippy::expect_used, reason = "a benchmark that cannot measure says so and ends")]

mod figures;

use std::hint::black_box;
use std::time::{Duration, Instant};

use ack_kubeconfig::core::clusters::{Cluster, ClusterList, Filter, Tag};
use figures::{median, ms, ratio};

const CLUSTERS: usize = 10_000;
const ROUNDS: usize = 101;

/// What is typed: letter by letter, in both languages, by tag, several words, and in vain.
const TYPED: [&str; 8] =
    ["p", "pr", "prod", "订单", "杭州", "team=payments", "prod cn-beijing running", "nowhere"];

fn main() {
    let clusters: Vec<Cluster> = (0..CLUSTERS).map(cluster).collect();
    let mut list = ClusterList::default();
    let began = Instant::now();
    list.take(clusters.clone());
    println!("a list of {CLUSTERS} clusters, made in {:.1} ms", ms(began.elapsed()));
    let mut slowest = Duration::ZERO;
    for typed in TYPED {
        let ours = timed(|| {
            let filter = Filter::new(black_box(typed));
            list.matching(&filter).count()
        });
        let plain = timed(|| clusters.iter().filter(|cluster| plainly(cluster, typed)).count());
        assert_eq!(ours.1, plain.1, "{typed}");
        slowest = slowest.max(ours.0);
        println!(
            "  {:>5} found in {:.3} ms, the plain way takes {:>3.0} times as long: {typed}",
            ours.1,
            ms(ours.0),
            ratio(plain.0, ours.0),
        );
    }
    println!("  the slowest keystroke takes {:.3} ms (wanted: under 1)", ms(slowest));
}

/// A cluster as a large company has many.
fn cluster(number: usize) -> Cluster {
    let regions = ["cn-hangzhou", "cn-shanghai", "cn-beijing", "ap-southeast-1", "eu-central-1"];
    let kinds = ["prod-payments", "staging-orders", "订单中心", "dev-search", "data-lake 数据湖"];
    let tag = |key: &str, value: &str| Tag { key: key.to_owned(), value: value.to_owned() };
    Cluster {
        name: format!("{}-{number:05}", kinds[number % kinds.len()]),
        region: regions[number / 7 % regions.len()].to_owned(),
        state: if number.is_multiple_of(20) { "updating" } else { "running" }.to_owned(),
        tags: vec![
            tag("team", if number.is_multiple_of(3) { "payments" } else { "platform" }),
            tag("ack.aliyun.com", &format!("c{number:032x}")),
        ],
        ..Cluster::new(format!("c{number:032x}").parse().expect("an id"))
    }
}

fn plainly(cluster: &Cluster, typed: &str) -> bool {
    let region = ack_kubeconfig::core::acs::region::find(&cluster.region).expect("a known region");
    let mut texts: Vec<String> =
        cluster.tags.iter().map(|tag| format!("{}={}", tag.key, tag.value)).collect();
    texts.extend([&cluster.name, &cluster.region, &cluster.state].map(ToOwned::to_owned));
    texts.extend([cluster.id.as_str(), region.english, region.chinese].map(str::to_owned));
    let occurs = |word: &str| texts.iter().any(|text| text.to_lowercase().contains(word));
    typed.to_lowercase().split_whitespace().all(occurs)
}

/// The median time of a look through all, and how many were found.
fn timed(look: impl Fn() -> usize) -> (Duration, usize) {
    let mut times = Vec::with_capacity(ROUNDS);
    let mut found = 0;
    for _ in 0..ROUNDS {
        let began = Instant::now();
        found = black_box(look());
        times.push(began.elapsed());
    }
    (median(&times), found)
}
