//! The manual pages, read by the program that shows them.

use std::process::{Command, Stdio};

use ack_kubeconfig::cli::args::Args;
use clap::CommandFactory as _;

use super::support::{code, program, run, text};

/// The page as a terminal of 80 columns shows it; roff has nothing to say about it.
fn page(command: Option<&str>) -> String {
    let printed = run(program().arg("man").args(command));
    assert_eq!(code(&printed), 0, "{}", text(&printed.stderr));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.1");
    std::fs::write(&file, &printed.stdout).unwrap();
    let mut groff = Command::new("groff");
    groff.args(["-Kutf8", "-Tutf8", "-man", "-ww", "-rLL=80n", "-P-cbou"]).arg(file);
    let shown = run(groff.stdin(Stdio::null()));
    assert_eq!(code(&shown), 0, "{command:?}: {}", text(&shown.stderr));
    assert_eq!(text(&shown.stderr), "", "{command:?}");
    text(&shown.stdout).to_owned()
}

#[test]
fn every_command_has_a_page_with_all_its_options() {
    let mut program = Args::command().disable_help_subcommand(true);
    program.build();
    for command in program.get_subcommands() {
        let page = page(Some(command.get_name()));
        assert!(page.contains(&format!("ack-kubeconfig-{} - ", command.get_name())), "{page}");
        for option in command.get_arguments().filter_map(|argument| argument.get_long()) {
            assert!(page.contains(&format!("--{option}")), "{option} in {page}");
        }
    }
}

#[test]
fn the_programs_page_names_those_of_all_commands() {
    let page = page(None);
    for command in Args::command().get_subcommands() {
        let name = format!("ack-kubeconfig-{}(1)", command.get_name());
        assert!(page.contains(&name), "{name} in {page}");
    }
    assert!(page.contains("Exit codes: 0 done"), "{page}");
    assert!(!page.contains('\u{2010}'), "a name is broken at a hyphen: {page}");
}

#[test]
fn head_and_foot_say_what_it_is_a_page_of() {
    let page = page(Some("get"));
    let lines: Vec<&str> = page.lines().filter(|line| !line.is_empty()).collect();
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let head = words(lines.first().unwrap());
    assert_eq!(head, "ACK-KUBECONFIG-GET(1) ACK Kubeconfig ACK-KUBECONFIG-GET(1)");
    let foot = words(lines.last().unwrap());
    assert_eq!(
        foot,
        concat!("ack-kubeconfig ", env!("CARGO_PKG_VERSION"), " ACK-KUBECONFIG-GET(1)")
    );
}

#[test]
fn a_table_keeps_its_columns() {
    let page = page(Some("list"));
    let line = "  vpc_id, resource_group_id, deletion_protection";
    assert!(page.contains(line), "{page}");
    assert!(page.contains("  name, region          its name, its region's ID"), "{page}");
}

#[test]
fn what_is_no_command_has_no_page() {
    let output = run(program().args(["man", "frobnicate"]));
    assert_eq!(code(&output), 2);
    assert!(text(&output.stderr).contains("get, list, whoami"), "{}", text(&output.stderr));
}
