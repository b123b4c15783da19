//! With 500 profiles in the aliyun CLI's file: whether the window's first picture comes later for
//! it, and what finding them costs.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::json;

use crate::common::PROGRAM;
use crate::figures::{median, ms, ratio};
use crate::linux::Screen;

const ROUNDS: usize = 25;
const PROFILES: usize = 500;

pub(crate) fn measure(display: &str, screen: &Screen) {
    let (few, many) = (home(1), home(PROFILES));
    let (mut with_few, mut with_many) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        for (home, times) in [(&few, &mut with_few), (&many, &mut with_many)] {
            let mut command = command(home.path());
            let (time, _window) = screen.start(command.env("DISPLAY", display));
            if round > 0 {
                times.push(time);
            }
        }
    }
    let (few_time, many_time) = (median(&with_few), median(&with_many));
    println!("with {PROFILES} profiles in ~/.aliyun/config.json, median of {ROUNDS}");
    println!("  first picture with one    {:6.0} ms", ms(few_time));
    println!("  first picture with many   {:6.0} ms", ms(many_time));
    println!("  ratio {:.2} (wanted: at most 1.05)", ratio(many_time, few_time));

    let (few_cost, many_cost) = (cost(few.path()), cost(many.path()));
    let finding = many_cost.saturating_sub(few_cost);
    println!("  finding them takes {:.1} ms of processor time (wanted: under 20)", ms(finding));
}

/// The program in a home folder; nobody but this machine is asked.
fn command(home: &Path) -> Command {
    let mut command = Command::new(PROGRAM);
    command.env_clear().env("HOME", home).env("SHLVL", "1").stdin(Stdio::null());
    for name in ["ALIBABA_CLOUD_STS_ENDPOINT", "ALIBABA_CLOUD_ENDPOINT"] {
        command.env(name, "http://127.0.0.1:1");
    }
    command
}

/// A home folder with so many profiles, and one more that is broken.
fn home(count: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let profile = |number: usize| {
        json!({ "name": format!("team-{number}"), "mode": "AK", "region_id": "cn-hangzhou",
                "access_key_id": format!("LTAI5tExampleExample{number:04}"),
                "access_key_secret": "ExampleSecretExampleSecret0001" })
    };
    let mut profiles: Vec<_> = (0..count).map(profile).collect();
    profiles.push(json!({ "name": "broken", "mode": "AK" }));
    let config = json!({ "current": "team-0", "profiles": profiles });
    fs::create_dir(folder.path().join(".aliyun")).expect("a folder");
    let file = folder.path().join(".aliyun/config.json");
    fs::write(file, format!("{config:#}")).expect("a file");
    folder
}

/// The processor time of a command that finds all profiles, and asks nobody because the one that
/// is named is broken.
fn cost(home: &Path) -> Duration {
    let before = children_time();
    for _ in 0..ROUNDS {
        let mut command = command(home);
        command.args(["whoami", "--profile", "broken"]);
        let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
        assert_eq!(status.expect("the program").code(), Some(3), "it asked somebody");
    }
    let rounds = u32::try_from(ROUNDS).expect("a few");
    children_time().saturating_sub(before) / rounds
}

/// The processor time of all children that have ended, in steps of 10 ms.
fn children_time() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").expect("this process");
    let (_, after_name) = stat.rsplit_once(')').expect("a name");
    let times = after_name.split_whitespace().skip(13).take(2);
    Duration::from_millis(10 * times.filter_map(|ticks| ticks.parse::<u64>().ok()).sum::<u64>())
}
