//! Which file of a list is meant: as a real kubectl decides.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use ack_kubeconfig::io::kubeconfig_file::Files;

use crate::home::Home;

fn kubectl(home: &Home, list: &OsString, arguments: &[&str]) -> std::process::Output {
    let mut command = Command::new("kubectl");
    command.env_clear().env("HOME", home.folder()).env("KUBECONFIG", list);
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.current_dir(home.folder()).args(["config"]).args(arguments);
    command.output().expect("kubectl must be installed and in PATH for these tests")
}

fn list(home: &Home, names: &[&str]) -> OsString {
    let path = |name: &&str| if name.is_empty() { PathBuf::new() } else { home.at(name) };
    std::env::join_paths(names.iter().map(path)).unwrap()
}

fn ours(home: &Home, list: &OsString) -> Files {
    Files::of(None, Some(list), Some(home.folder())).unwrap()
}

/// Contexts, each of a namespace that tells the file.
fn put(home: &Home, name: &str, contexts: &[&str]) {
    let mut text = "apiVersion: v1\nkind: Config\ncontexts:\n".to_owned();
    for context in contexts {
        text += &format!("- name: {context}\n  context: {{namespace: {name}}}\n");
    }
    fs::write(home.at(name), text).unwrap();
}

/// The file that holds a namespace after kubectl wrote it.
fn written(home: &Home) -> Option<PathBuf> {
    let holds = |name: &&str| {
        fs::read_to_string(home.at(name)).is_ok_and(|text| text.contains("namespace: written"))
    };
    ["a", "b", "c", ".kube/config"].into_iter().find(holds).map(|name| home.at(name))
}

#[test]
fn a_new_context_goes_where_kubectl_puts_it() {
    let cases: [(&[&str], &[&str]); 9] = [
        (&["a"], &[]),
        (&["a", "b"], &[]),
        (&["a", "b", "c"], &["b"]),
        (&["a", "b"], &["a", "b"]),
        (&["a", "a", "b"], &["b"]),
        (&["", "a"], &[]),
        (&["a", "", "b"], &[]),
        (&["a", ""], &["a"]),
        (&["b", "a"], &["a"]),
    ];
    for (names, existing) in cases {
        let home = Home::new();
        for name in existing {
            put(&home, name, &["other"]);
        }
        let list = list(&home, names);
        let expected = ours(&home, &list).for_new().to_owned();
        let output = kubectl(&home, &list, &["set-context", "new", "--namespace=written"]);
        assert_eq!(written(&home).as_ref(), Some(&expected), "{names:?} {existing:?} {output:?}");
    }
}

#[test]
fn without_a_list_it_is_the_file_in_the_home_folder() {
    let home = Home::new();
    let empty = OsString::new();
    kubectl(&home, &empty, &["set-context", "new", "--namespace=written"]);
    let expected = ours(&home, &empty).for_new().to_owned();
    assert_eq!((written(&home).as_ref(), expected.exists()), (Some(&expected), true));
}

#[test]
fn where_kubectl_would_write_to_a_file_without_a_name_we_take_the_last_that_has_one() {
    let home = Home::new();
    let list = list(&home, &["a", ""]);
    let output = kubectl(&home, &list, &["set-context", "new", "--namespace=written"]);
    assert_eq!(written(&home), None, "{output:?}");
    assert_eq!(ours(&home, &list).for_new(), home.at("a"));
}

#[test]
fn an_entry_that_is_there_is_in_the_file_that_kubectl_reads_it_from_and_writes_it_to() {
    let home = Home::new();
    put(&home, "a", &["one"]);
    put(&home, "b", &["one", "two"]);
    put(&home, "c", &["two", "three"]);
    for (context, name) in [("one", "a"), ("two", "b"), ("three", "c")] {
        let list = list(&home, &["", "a", "b", "c"]);
        let query = format!("jsonpath={{.contexts[?(@.name==\"{context}\")].context.namespace}}");
        let output = kubectl(&home, &list, &["view", "-o", &query]);
        assert_eq!(String::from_utf8_lossy(&output.stdout), name);
        let holds = |file: &Path| fs::read_to_string(file).is_ok_and(|it| it.contains(context));
        assert_eq!(ours(&home, &list).first_that(holds), Some(home.at(name).as_path()));
        let before = ["a", "b", "c"].map(|name| fs::read_to_string(home.at(name)).unwrap());
        kubectl(&home, &list, &["set-context", context, "--namespace=written"]);
        assert_eq!(written(&home), Some(home.at(name)), "{context}");
        for (name, text) in ["a", "b", "c"].iter().zip(before) {
            fs::write(home.at(name), text).unwrap();
        }
    }
}
