//! The whole way on a desktop that is set to Chinese.

use std::fs;

use crate::desktop::Desktop;
use crate::program::Program;
use crate::{assert_kubectl_works, assert_saved};

#[test]
fn on_a_chinese_desktop_from_the_first_run_to_the_saved_file() {
    let desktop = Desktop::speaking("zh_CN.UTF-8");
    let program = Program::start(&desktop, &[], &[]);
    program.wait_for_name("label", "均未发现凭据");
    program.click("push button", "打开演示");
    program.wait_for_name("label", "4 个地域共 12 个");

    // Chinese is typed as well as it is shown.
    program.click("entry", "按名称、ID 或地域筛选");
    program.wait_for_focus("entry", "按名称、ID 或地域筛选");
    program.type_chinese("按名称、ID 或地域筛选", "订单");
    program.wait_for_node("what is left of the list", |node| node.name.contains("订单中心"));
    assert!(!program.nodes().iter().any(|node| node.name.contains("prod-search")));

    program.click("push button", "获取 kubeconfig");
    program.wait_for_name("label", "已获取，用时");
    program.click("link", "输入路径…");
    program.wait_for_node("the field for the path", |node| {
        node.role == "entry" && node.name == "保存到" && node.is("focused")
    });
    let path = desktop.home().join("zh.kubeconfig");
    program.type_over(path.to_str().unwrap());
    program.press("Return");
    program.wait_for_name("label", &format!("已保存到 {}", path.display()));
    assert_saved(&path, &fs::read_to_string(&path).unwrap());
    assert_kubectl_works(&desktop, &path);

    program.click("push button", "另存为…");
    program.wait_for_dialog();
    let by_dialog = desktop.home().join("by-dialog.kubeconfig");
    program.type_over(by_dialog.to_str().unwrap());
    program.press("Return");
    program.wait_for_name("label", &format!("已保存到 {}", by_dialog.display()));
    assert_saved(&by_dialog, &fs::read_to_string(&path).unwrap());
    program.activate();
    let (status, output) = program.close();
    assert_eq!(status.code(), Some(0), "{output}");
}
