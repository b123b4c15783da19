//! Pictures of the window in Chinese, and that no English sentence is left in any of them.

use std::sync::Arc;

use ack_kubeconfig::core::acs::Credentials;
use ack_kubeconfig::core::profile::Profile;
use ack_kubeconfig::core::session::{Language, ThemeChoice};
use ack_kubeconfig::demo::Fault;
use ack_kubeconfig::ui::Options;
use egui::accesskit::Role;
use egui::{Vec2, vec2};
use egui_kittest::SnapshotResults;
use egui_kittest::kittest::Queryable as _;
use secrecy::SecretString;

use super::{SIZE, cover_rows, cover_status, cover_steps, hostile, in_theme, profile, rest, told};
use crate::support::{Service, Window};
use ThemeChoice::{Dark, Light};

/// The rows of a failure card about this very exchange.
const ROWS: [&str; 2] = ["请求 ID", "请求地址"];

/// The smallest window.
const SMALL: Vec2 = vec2(720.0, 480.0);

/// The pictures of a test.
#[derive(Default)]
struct Pictures(SnapshotResults);

impl Pictures {
    /// Takes one, and looks for English that was left in it.
    fn take(&mut self, window: &mut Window, called: &str) {
        self.take_covered(window, called, |_| {});
    }

    /// The same of a window in which something is covered that is never the same.
    fn take_covered(&mut self, window: &mut Window, called: &str, cover: impl FnOnce(&mut Window)) {
        rest(window);
        let english: Vec<String> =
            window.painted().lines().filter(|line| is_english(line)).map(str::to_owned).collect();
        assert!(english.is_empty(), "{called} has English left: {english:#?}");
        cover_status(window);
        cover(window);
        window.harness.snapshot(format!("zh-{called}"));
        self.0.extend_harness(&mut window.harness);
    }
}

/// What is not the program's to translate: a command, a comment of the user's file, the words of the
/// service.
const OTHERS: [&str; 3] = ["aliyun cs ", "# do not touch", "on purpose"];

/// Whether there is English in a line: two words beside each other, of which the second is no
/// name. `AccessKey ID` is none, `not told` is.
pub(crate) fn is_english(line: &str) -> bool {
    let words: Vec<&str> = line.split(' ').collect();
    let is_word = |word: &str| word.len() > 1 && word.chars().all(|c| c.is_ascii_alphabetic());
    let is_lower = |word: &str| word.chars().all(|c| c.is_ascii_lowercase());
    let english =
        words.windows(2).any(|pair| is_word(pair[0]) && is_word(pair[1]) && is_lower(pair[1]));
    english && !OTHERS.iter().any(|others| line.contains(others))
}

fn in_chinese(theme: ThemeChoice, options: Options) -> Options {
    Options { system_language: Language::Chinese, ..in_theme(theme, options) }
}

/// A window in which the demo's clusters are listed.
fn listed(service: &Service, options: Options, size: Vec2) -> Window {
    let profile = Some(profile(service, service.ack.credentials().clone()));
    let mut window = Window::sized(Options { profile, ..options }, size);
    window.until_seen("4 个地域共 12 个");
    window
}

fn ask(window: &mut Window, id: &str) {
    window.fill("集群 ID", id);
    window.press("获取 kubeconfig");
}

/// A window with this document on show.
fn with_document(document: Fault, theme: ThemeChoice, size: Vec2) -> Window {
    let service = Service::start();
    service.push_fault(document);
    let mut window = listed(&service, in_chinese(theme, service.without_key()), size);
    ask(&mut window, &service.id("prod-payments"));
    window.until_seen("已获取，用时");
    window
}

#[test]
fn what_to_beware_of() {
    let mut pictures = Pictures::default();
    let mut window = with_document(told(&hostile()), Dark, SIZE);
    window.click(Role::Tab, "概览");
    pictures.take(&mut window, "overview-warnings-dark");
}

/// A failure with steps to take, which say in Chinese what they do.
#[test]
fn a_failure_with_steps() {
    let mut pictures = Pictures::default();
    let service = Service::start();
    for (theme, size, called) in [(Light, SIZE, "light"), (Dark, SMALL, "small-dark")] {
        service.push_fault(Fault::Status {
            code: 403,
            error_code: "Forbidden.RAM".to_owned(),
            message: "cs:DescribeClusterUserKubeconfig".to_owned(),
            retry_after_ms: None,
        });
        let options = in_chinese(theme, service.without_key());
        let mut window = listed(&service, options, size);
        ask(&mut window, &service.id("prod-payments"));
        window.until_seen("复制所缺的权限策略");
        // In the smallest window the rows are out of sight.
        let cover = |window: &mut Window| {
            if size == SIZE {
                cover_rows(window, ROWS, 320.0);
            }
        };
        pictures.take_covered(&mut window, &format!("error-permission-{called}"), cover);
    }
}

#[test]
fn a_failure() {
    let mut pictures = Pictures::default();
    let service = Service::start();
    let id = service.ack.credentials().access_key_id().to_owned();
    let wrong = Credentials::new(&id, &SecretString::from("wrong"), None).unwrap();
    let wrong: Option<Arc<Profile>> = Some(profile(&service, wrong));
    for (theme, size, called) in [(Dark, SIZE, "error-dark"), (Light, SMALL, "error-small-light")] {
        let options = in_chinese(theme, service.without_key());
        let mut window = Window::sized(Options { profile: wrong.clone(), ..options }, size);
        window.until_seen("不匹配");
        ask(&mut window, &service.id("prod-payments"));
        window.until("the failure", |window| window.has(Role::Button, "复制详情"));
        pictures.take_covered(&mut window, called, |window| {
            cover_rows(window, ROWS, 320.0);
        });
    }
}

#[test]
fn a_connection_without_a_role() {
    let mut pictures = Pictures::default();
    let service = Service::start();
    let mut window = listed(&service, in_chinese(Dark, service.without_key()), SIZE);
    ask(&mut window, &service.id("edge-sg"));
    window.until_seen("已获取，用时");
    window.click(Role::Tab, "连接");
    window.harness.get_all_by_label("测试连接").last().unwrap().click();
    window.until_seen("可以连接，但没有任何权限");
    pictures.take_covered(&mut window, "connection-dark", |window| {
        cover_steps(window, "3 年后");
    });
}
