//! No room: the old file stays whole, and nothing is left behind.

use std::process::Command;

use crate::child::{child_after, outcome, prepared};
use crate::home::Home;

/// A shell that may mount, seen by nobody else.
pub(crate) fn mounting(words: &str, role: &str, home: &Home) -> Command {
    let ways =
        [["unshare", "-m"].as_slice(), &["unshare", "-rm"], &["sudo", "-n", "unshare", "-m"]];
    let try_it = |way: &&&[&str]| {
        let mut command = Command::new(way[0]);
        command.args(&way[1..]).args(["mount", "-t", "tmpfs", "none", "/mnt"]);
        command.output().is_ok_and(|output| output.status.success())
    };
    let way = ways.iter().find(try_it).expect("these tests mount: as root, by unshare or by sudo");
    let mut command = Command::new(way[0]);
    // sudo keeps no environment that it does not know.
    let keep = if way[0] == "sudo" { &way[2..] } else { &way[1..] };
    if way[0] == "sudo" {
        command.args(["-n", "--preserve-env"]);
    }
    command.args(keep).args(["bash", "-ec", words, "bash"]).arg(std::env::current_exe().unwrap());
    let mut command = prepared(command, role, home);
    command.env("KUBE", home.at("kube")).env("STATE", home.at("state"));
    command
}

#[test]
fn a_full_disk_leaves_the_old_file_whole() {
    let home = Home::new();
    std::fs::create_dir(home.at("state")).unwrap();
    let fill = r#"
        mount -t tmpfs -o size=1m,mode=700 none "$KUBE"
        printf 'old\n' >"$KUBE/config"
        "$@"
        cmp "$KUBE/config" <(printf 'old\n')
        ls -A "$KUBE""#;
    let output = mounting(fill, "commit much", &home).output().unwrap();
    let said = crate::child::said(&output);
    assert!(output.status.success(), "{said}");
    assert!(said.contains(r"outcome: Err(Write(DiskFull("), "{said}");
    assert!(said.ends_with("\nconfig\n"), "{said}");
    assert_eq!(home.list(), []);
}

#[test]
fn a_disk_without_room_for_the_backup_leaves_everything_as_it_was() {
    let home = Home::with(&"old\n".repeat(10_000));
    let limit = "trap '' XFSZ; ulimit -f 8; exec \"$@\"";
    let said = outcome(&mut child_after(limit, "commit", &home));
    assert!(said.starts_with(r"Err(Write(DiskFull(") && said.contains("backups"), "{said}");
    assert_eq!((home.text(), home.names()), ("old\n".repeat(10_000), vec!["config".to_owned()]));
    assert_eq!(home.list(), []);
}

#[test]
fn a_write_that_is_cut_short_leaves_the_old_file_and_no_backup() {
    let home = Home::with("old\n");
    let limit = "trap '' XFSZ; ulimit -f 8; exec \"$@\"";
    let said = outcome(&mut child_after(limit, "commit much", &home));
    assert!(said.starts_with(r"Err(Write(DiskFull(") && said.contains("kube/config"), "{said}");
    assert_eq!((home.text().as_str(), home.names()), ("old\n", vec!["config".to_owned()]));
    assert_eq!(home.list(), []);
}

#[test]
fn a_file_that_is_itself_mounted_is_refused() {
    let home = Home::with("old\n");
    std::fs::create_dir(home.at("state")).unwrap();
    std::fs::write(home.at("outside"), "old\n").unwrap();
    let bind = r#"mount --bind "$KUBE/../outside" "$KUBE/config"; exec "$@""#;
    let said = outcome(&mut mounting(bind, "commit much", &home));
    assert!(said.starts_with("Err(Write(MountPoint("), "{said}");
    assert_eq!(std::fs::read_to_string(home.at("outside")).unwrap(), "old\n");
    assert_eq!((home.names(), home.list()), (vec!["config".to_owned()], vec![]));
}
