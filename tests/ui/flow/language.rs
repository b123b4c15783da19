//! The language of the window: the system's, an option's or the settings', changed at once.

use std::fs;

use ack_kubeconfig::core::session::{Language, Settings};
use ack_kubeconfig::ui::Options;
use ack_kubeconfig::worker::load_settings;
use egui::accesskit::Role;

use super::contexts;
use super::merging::merging_into;
use crate::snapshots::chinese::is_english;
use crate::support::{Service, Window, options};

fn english_in(window: &Window) -> Vec<String> {
    let painted = window.painted();
    painted.lines().filter(|line| is_english(line)).map(str::to_owned).collect()
}

#[test]
fn another_language_is_on_show_at_once_and_remembered() {
    let (service, folder) = (Service::start(), tempfile::tempdir().unwrap());
    let path = folder.path().join("settings.yaml");
    contexts::write(folder.path(), &contexts::a_file_of_five());
    let keeping = Options { settings_path: Some(path.clone()), ..service.options() };
    let mut window = Window::open(merging_into(folder.path(), keeping));
    window.until_seen("12 in 4 regions");
    window.get(&service.id("prod-payments"));
    window.press("Settings");
    window.click(Role::RadioButton, "简体中文");
    assert!(window.has(Role::Button, "关闭"), "{}", window.tree());
    window.press("关闭");
    for (role, name) in [
        (Role::Button, "获取 kubeconfig"),
        (Role::Button, "另存为…"),
        (Role::RadioButton, "内网"),
        (Role::Tab, "概览"),
        (Role::Document, "kubeconfig 内容"),
    ] {
        assert!(window.has(role, name), "{name}:\n{}", window.tree());
    }
    assert!(window.sees("已获取，用时") && window.sees("4 个地域共 12 个"));
    for tab in ["概览", "连接", "请求"] {
        window.click(Role::Tab, tab);
        assert_eq!(english_in(&window), Vec::<String>::new(), "{tab}");
    }
    window.until("the settings", |_| load_settings(&path).settings.language.is_some());
    assert_eq!(load_settings(&path).settings.language, Some(Language::Chinese));
    assert!(fs::read_to_string(&path).unwrap().contains("language: zh\n"));

    window.press("设置");
    window.click(Role::RadioButton, "English");
    window.press("Close");
    assert!(window.has(Role::Tab, "Overview") && window.sees("Retrieved in"));
    window.press("Settings");
    window.click(Role::RadioButton, "The system's");
    window.until("the settings", |_| load_settings(&path).settings.language.is_none());
}

#[test]
fn an_option_comes_before_the_settings_and_those_before_the_system() {
    use Language::{Chinese, English};
    for (option, settings, system, shown) in [
        (None, None, Chinese, "未登录"),
        (None, Some(English), Chinese, "no account"),
        (None, Some(Chinese), English, "未登录"),
        (Some(English), Some(Chinese), Chinese, "no account"),
        (Some(Chinese), None, English, "未登录"),
    ] {
        let settings = Settings { language: settings, ..Settings::default() };
        let options = Options { language: option, system_language: system, settings, ..options() };
        let window = Window::open(options);
        assert!(window.sees(shown), "{shown}:\n{}", window.tree());
    }
}
