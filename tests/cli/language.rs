//! The language of what is told: the system's, or `--lang`.

use std::process::{Command, Output};

use ack_kubeconfig::core::acs::Credentials;
use unicode_width::UnicodeWidthStr as _;

use super::landing::{Home, MINE, id};
use super::support::{Ack, code, program, run, text};

/// The program on a system that is set to Chinese.
fn on_a_chinese_system(mut program: Command) -> Command {
    program.env("LANG", "zh_CN.UTF-8");
    program
}

/// The program as the demo's user, who is known to its STS.
fn known(ack: &Ack) -> Command {
    let mut program = ack.program();
    program.env("ALIBABA_CLOUD_STS_ENDPOINT", ack.demo.endpoint().as_str());
    program
}

/// Where a column of a table begins, on a terminal.
fn column(line: &str, head: &str) -> usize {
    line.split(head).next().unwrap().width()
}

fn printed(output: &Output) -> &str {
    assert_eq!((code(output), text(&output.stderr)), (0, ""));
    text(&output.stdout)
}

#[test]
fn a_table_in_chinese_is_straight_on_a_terminal() {
    let ack = Ack::start();
    let output = run(ack.program().args(["--lang", "zh", "list"]));
    let lines: Vec<&str> = printed(&output).lines().collect();
    let heads = ["名称", "ID", "地域", "状态", "版型", "版本", "节点数", "端点"];
    assert_eq!(lines[0].split_whitespace().collect::<Vec<_>>(), heads);
    for cluster in ack.demo.clusters() {
        let line = lines.iter().find(|line| line.contains(cluster.id.as_str())).unwrap();
        assert_eq!(column(line, cluster.id.as_str()), column(lines[0], "ID"), "{line}");
        assert_eq!(column(line, &cluster.version), column(lines[0], "版本"), "{line}");
    }
    let row = |name: &str| lines.iter().find(|line| line.starts_with(name)).unwrap();
    assert!(row("prod-payments").contains("运行中") && row("prod-payments").contains("Pro 版"));
    assert!(row("legacy-ci").contains("创建失败") && row("订单中心").contains("公网"));
}

#[test]
fn the_system_decides_and_the_option_has_the_last_word() {
    let ack = Ack::start();
    let output = run(on_a_chinese_system(known(&ack)).arg("whoami"));
    let lines: Vec<&str> = printed(&output).lines().collect();
    assert!(lines[0].starts_with("身份") && lines[0].ends_with("（RAM 用户）"), "{lines:?}");
    let values = lines.iter().zip(["dev-ops", "1234", "acs:ram"]);
    let begins: Vec<usize> = values.map(|(line, value)| column(line, value)).collect();
    assert_eq!(begins, [begins[0]; 3], "{lines:?}");

    let english = run(on_a_chinese_system(known(&ack)).args(["--lang", "en", "whoami"]));
    assert!(printed(&english).starts_with("Identity"));
    let english = run(on_a_chinese_system(known(&ack)).env("LC_ALL", "C").arg("whoami"));
    assert!(printed(&english).starts_with("Identity"));
    let listed = run(known(&ack).env("LANGUAGE", "zh_CN:en").arg("whoami"));
    assert!(printed(&listed).starts_with("身份"));
}

#[test]
fn a_failure_says_in_chinese_what_to_do_and_its_exit_code_is_the_same() {
    let ack = Ack::start();
    let key = ack.demo.credentials().access_key_id();
    let wrong = Credentials::new(key, &"wrong".into(), None).unwrap();
    let mut wrongly = on_a_chinese_system(ack.program_as(&wrong));
    wrongly.args(["--endpoint", ack.demo.endpoint().as_str(), "get", ack.id()]);
    let output = run(&mut wrongly);
    assert_eq!(code(&output), 3);
    let told = text(&output.stderr);
    for line in [
        "错误：AccessKey Secret 与此 AccessKey ID 不匹配",
        "没有保存或更改任何内容。",
        "  请重新输入 Secret。",
        "  错误码：SignatureDoesNotMatch · HTTP 400",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
    let output = run(on_a_chinese_system(program()).args(["get", ack.id()]));
    assert!(text(&output.stderr).starts_with("错误：未找到凭据。"), "{}", text(&output.stderr));
}

#[test]
fn what_programs_read_is_the_same_in_every_language() {
    let ack = Ack::start();
    for words in [&["list", "--output", "json"][..], &["whoami", "--output", "json"]] {
        let english = run(known(&ack).args(words));
        let chinese = run(on_a_chinese_system(known(&ack)).args(words));
        assert_eq!(printed(&english), printed(&chinese));
    }
    let home = Home::with(MINE);
    let output = home.ack(&ack, &["merge", "--lang", "zh", id(&ack, "prod-payments")]);
    let told = text(&output.stderr);
    assert!(told.contains("已将 prod-payments 合并到"), "{told}");
    let json = |language| home.offline(&["--lang", language, "contexts", "--output", "json"]);
    assert_eq!(printed(&json("zh")), printed(&json("en")));
    let table = home.offline(&["--lang", "zh", "contexts"]);
    let table = printed(&table);
    let (head, row) = (table.lines().next().unwrap(), table.lines().last().unwrap());
    assert!(row.contains("公网") && row.contains("天后"), "{table}");
    assert_eq!(column(head, "身份"), column(row, "234567890123456789"), "{table}");
}

#[test]
fn the_help_is_english_whatever_the_system() {
    let output = run(on_a_chinese_system(program()).arg("--help"));
    assert!(printed(&output).contains("--lang <LANG>"), "{}", text(&output.stdout));
}
