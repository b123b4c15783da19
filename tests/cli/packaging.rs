//! What a package brings to a desktop, judged by the desktops' own tools.

use std::path::PathBuf;
use std::process::Command;

use super::support::{code, run, text};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn desktops_accept_the_entry_and_the_metadata() {
    let output = run(&mut Command::new(root().join("packaging/linux/check")));
    let said = [text(&output.stdout), text(&output.stderr)].concat();
    assert_eq!(code(&output), 0, "{said}");
    assert!(said.contains("Validation was successful"), "{said}");
}

/// Width and height stand in the first part of a PNG.
fn size_of(png: &[u8]) -> (u32, u32) {
    let number = |from: usize| u32::from_be_bytes(png[from..from + 4].try_into().unwrap());
    assert_eq!(png[1..4], *b"PNG");
    (number(16), number(20))
}

#[test]
fn each_icon_is_as_large_as_the_folder_says_where_it_is_installed() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut sizes = Vec::new();
    for line in
        manifest.lines().filter(|line| line.contains("icons/hicolor") && line.contains(".png"))
    {
        let source = line.split('"').nth(1).unwrap();
        let folder = line.split("hicolor/").nth(1).unwrap().split('x').next().unwrap();
        let size: u32 = folder.parse().unwrap();
        let icon = std::fs::read(root().join(source)).unwrap();
        assert_eq!(size_of(&icon), (size, size), "{line}");
        sizes.push(size);
    }
    assert_eq!(sizes, [16, 24, 32, 48, 64, 128, 256, 512]);
}
