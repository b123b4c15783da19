//! Many kubeconfigs at once, in English.

use crate::text::many::ManyWords;

pub(super) const MANY: ManyWords = ManyWords {
    getting: |count| format!("Getting {}", kubeconfigs(count)),
    got: kubeconfigs,
    done: |count| format!("{count} done"),
    failed: |count| format!("{count} failed"),
    cancelled: |count| format!("{count} cancelled"),
    under_way: |count| format!("{count} under way"),
    waiting: |count| format!("{count} waiting"),
    progress: "Progress",
    slowed_down: |times| match times {
        1 => "slowed down once by the service's limit".to_owned(),
        2 => "slowed down twice by the service's limit".to_owned(),
        times => format!("slowed down {times} times by the service's limit"),
    },
    cluster: "CLUSTER",
    region: "REGION",
    endpoint: "ENDPOINT",
    result: "RESULT",
    public: "public",
    private: "private",
    in_line: "waiting",
    asking: "asking the service",
    asking_again: |attempt| format!("asking the service, try {attempt}"),
    slowed: |left| format!("waiting for the service, again in {left}"),
    pausing: |left| format!("a passing fault, again in {left}"),
    came: "here",
    expires: |far| format!("expires {far}"),
    was_cancelled: "cancelled",
    show: "Show",
    why: "Why?",
    retry_one: "Retry",
    skip: "Skip",
    save_each: "Save each to a folder…",
    retry: |count| format!("Retry {count}"),
    close: "Close",
    exist: |count, folder| match count {
        1 => format!("One file is there already in {folder}."),
        count => format!("{count} files are there already in {folder}."),
    },
    replace: "Replace them",
    keep: "Keep them",
    saved: |count, folder| match count {
        1 => format!("Saved 1 file in {folder}"),
        count => format!("Saved {count} files in {folder}"),
    },
    in_background: |done, all| format!("{done} of {all} kubeconfigs · show"),
};

fn kubeconfigs(count: usize) -> String {
    if count == 1 { "1 kubeconfig".to_owned() } else { format!("{count} kubeconfigs") }
}
