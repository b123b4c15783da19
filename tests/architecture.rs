//! The directions of ARCHITECTURE.md, held by reading the sources: which room may name what.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail")]

use std::fs;
use std::path::{Path, PathBuf};

/// What a room may not name, and why.
struct Wall {
    room: &'static str,
    absent: &'static [&'static str],
    why: &'static str,
}

const WALLS: [Wall; 8] = [
    Wall {
        room: "src/core",
        absent: &[
            "egui",
            "eframe",
            "tokio",
            "reqwest",
            "hyper",
            "axum",
            "rfd::",
            "arboard",
            "std::fs",
            "std::env::",
            "std::net",
            "std::thread",
            "std::process",
            "SystemTime",
            "Instant",
            "Timestamp::now",
            "getrandom",
            "crate::io",
            "crate::worker",
            "crate::ui",
            "crate::cli",
            "crate::demo",
            "crate::text",
        ],
        why: "the core has values in and values out",
    },
    Wall {
        room: "src/io",
        absent: &[
            "egui",
            "eframe",
            "crate::worker",
            "crate::ui",
            "crate::cli",
            "crate::demo",
            "crate::text",
        ],
        why: "io knows the outside world and the core, nothing else",
    },
    Wall {
        room: "src/worker",
        absent: &["egui", "eframe", "crate::ui", "crate::cli", "crate::text"],
        why: "the worker wakes whoever gave it a closure, and knows no window",
    },
    Wall {
        room: "src/ui",
        absent: &[
            "crate::io",
            "crate::cli",
            "crate::demo",
            "reqwest",
            "tokio",
            "arboard",
            "std::fs",
            "std::env::",
            "std::net",
            "std::thread",
            "std::process",
        ],
        why: "panels do no IO: they speak to the worker",
    },
    Wall {
        room: "src/cli",
        absent: &["crate::io", "reqwest", "egui", "eframe", "arboard", "std::fs", "std::net"],
        why: "the command line asks the worker, as the window does",
    },
    Wall {
        room: "src/text",
        absent: &[
            "egui",
            "tokio",
            "reqwest",
            "crate::worker",
            "crate::ui",
            "crate::cli",
            "crate::demo",
        ],
        why: "phrases are made from values",
    },
    Wall {
        room: "src/demo",
        absent: &["egui", "crate::io", "crate::worker", "crate::ui", "crate::cli", "crate::text"],
        why: "the embedded ACK is a server of its own",
    },
    Wall {
        room: "src",
        absent: &["Color32::from_rgb", "Color32::from_hex"],
        why: "colours are tokens of ui/theme.rs",
    },
];

/// The one place that may break a wall.
const EXCEPTIONS: [(&str, &str); 1] = [("src/ui/theme.rs", "Color32::from_rgb")];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    collect(&root().join(folder), &mut found);
    found
}

fn collect(folder: &Path, found: &mut Vec<(String, String)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The code of a file: without comments, and without its test module, which stands last.
fn code(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn breaches(wall: &Wall, files: &[(String, String)]) -> Vec<String> {
    let mut breaches = Vec::new();
    for (name, text) in files {
        // Test modules that are files of their own are no part of the room.
        if !name.starts_with(&format!("{}/", wall.room)) || name.ends_with("/tests.rs") {
            continue;
        }
        let code = code(text);
        for absent in wall.absent {
            if code.contains(absent) && !EXCEPTIONS.contains(&(name.as_str(), absent)) {
                breaches.push(format!("{name} names {absent}, but {}", wall.why));
            }
        }
    }
    breaches
}

#[test]
fn no_room_names_what_must_be_absent_there() {
    let files = sources("src");
    assert!(files.len() > 50, "the sources were not found");
    let breaches: Vec<String> = WALLS.iter().flat_map(|wall| breaches(wall, &files)).collect();
    assert_eq!(breaches, Vec::<String>::new());
}

/// A room is named in full where it is used, so that the walls see it: no `use crate::{io, ui}`,
/// and no way up from a room by `super`.
#[test]
fn no_room_is_reached_by_a_side_door() {
    let rooms = ["core", "io", "worker", "ui", "cli", "text", "demo"];
    for (name, text) in sources("src") {
        let code = code(&text);
        for door in ["crate::{", "std::{", "crate::*", "extern crate", "#[path"] {
            assert!(!code.contains(door), "{name} opens {door}");
        }
        // As many `super`s as lead out of this file's own room.
        let depth = name.split('/').count() - 2 - usize::from(name.ends_with("/mod.rs"));
        for room in rooms {
            let way_out = format!("{}{room}::", "super::".repeat(depth + 1));
            assert!(!code.contains(&way_out), "{name} goes out by {way_out}");
        }
    }
}

/// The types of `io` that phrases are made from, which `worker::protocol` hands on as well.
#[test]
fn text_knows_of_io_what_failures_are_called() {
    for (name, text) in sources("src/text") {
        let code = code(&text)
            .replace("crate::io::file::SaveError", "")
            .replace("crate::io::terminal::TerminalError", "")
            .replace("crate::io::kubeconfig_file::trouble::", "");
        assert!(!code.contains("crate::io"), "{name} knows more of io than its failures");
    }
}

#[test]
fn a_panic_needs_a_reason_outside_of_tests() {
    for (name, text) in sources("src") {
        if !name.ends_with("/tests.rs") {
            assert!(!code(&text).contains(".unwrap()"), "{name} unwraps");
        }
    }
}

#[test]
fn a_breach_would_be_seen() {
    let breach = ("src/core/x.rs".to_owned(), "use std::fs;\n".to_owned());
    assert_eq!(breaches(&WALLS[0], &[breach]).len(), 1);
    let comment = ("src/core/x.rs".to_owned(), "//! Never std::fs.\n".to_owned());
    assert_eq!(breaches(&WALLS[0], &[comment]).len(), 0);
}

#[test]
fn every_file_says_what_it_is_for_and_has_not_outgrown_its_room() {
    for folder in ["src", "tests", "benches", "examples"] {
        for (name, text) in sources(folder) {
            assert!(text.starts_with("//!"), "{name} does not begin with a //! line");
            let lines = text.lines().count();
            assert!(lines <= 600, "{name} has {lines} lines");
        }
    }
}

#[test]
fn nothing_is_left_open() {
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("todo", "!("), "#[ignore"];
    for folder in ["src", "tests", "benches", "examples"] {
        for (name, text) in sources(folder) {
            if name == "tests/architecture.rs" {
                continue;
            }
            for mark in marks {
                assert!(!text.contains(mark), "{name} holds {mark}");
            }
            assert!(!name.contains("util"), "{name} is a room without a purpose");
        }
    }
}
