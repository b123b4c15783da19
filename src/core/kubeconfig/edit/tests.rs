//! The places of nodes, the layouts that are edited, and the check that catches our own mistakes.

use super::editor::Changes;
use super::{EditError, Editor, Tree, Value};

/// The bytes of a value, found by its keys.
fn raw<'t>(text: &'t str, path: &[&str]) -> &'t str {
    let tree = Tree::read(text).unwrap();
    let mut node = tree.root().unwrap();
    for key in path {
        node = match key.parse::<usize>() {
            Ok(index) => tree.items(node)[index],
            Err(_) => tree.get(node, key).unwrap(),
        };
    }
    &text[tree.nodes[node].start..tree.nodes[node].end]
}

#[test]
fn every_node_knows_its_bytes() {
    let text = "\u{feff}é: \"é\" # c\r\nlist:\r\n- &a !!str plain\r\n  more   # c\r\n-   {k: [1, *a ], }   \r\n\
                block: |+\r\n  x\r\n\r\nfolded: >-\r\n  y\r\n\r\n# c\r\nnull:\r\nlast: {a: , \"b\":1}";
    for (path, bytes) in [
        (&["é"][..], "\"é\""),
        (&["list", "0"], "&a !!str plain\r\n  more"),
        (&["list", "1"], "{k: [1, *a ], }"),
        (&["list"], "&a !!str plain\r\n  more   # c\r\n-   {k: [1, *a ], }"),
        (&["block"], "x\r\n\r\n"),
        (&["folded"], "y\r\n"),
        (&["null"], ""),
        (&["last", "b"], "1"),
    ] {
        let found = raw(text, path);
        assert_eq!(found.trim_start_matches("- "), bytes, "{path:?}");
    }
}

/// A text after a key of its mapping is set.
fn set(text: &str, key: &str, value: Value) -> String {
    let tree = Tree::read(text).unwrap();
    let mut editor = Editor::new(&tree);
    editor.set(tree.root().unwrap(), key, value);
    editor.finish().unwrap().to_string()
}

#[test]
fn a_value_is_set_as_the_one_before_was_written() {
    for (before, after) in [
        ("a: x   # c\n", "a: new   # c\n"),
        ("a: 'x'\n", "a: 'new'\n"),
        ("a: \"x\"", "a: \"new\""),
        ("a:   # c\nb: 1\n", "a: new   # c\nb: 1\n"),
        ("a:\n  x\n  y   # c\nb: 1\n", "a:\n  new   # c\nb: 1\n"),
        ("a: |  # c\n  x\n\n  y\n\n# d\nb: 1\n", "a: new\n\n# d\nb: 1\n"),
        ("a: !!str x\n", "a: new\n"),
        ("a: &unused x\n", "a: new\n"),
        ("a: &unused\nb: 1\n", "a: new\nb: 1\n"),
        ("x: &x y\na: *x\n", "x: &x y\na: new\n"),
        ("a : ~\n", "a : new\n"),
        ("\"a\": x\r\nb: 1\r\n", "\"a\": new\r\nb: 1\r\n"),
        ("a: {b: c}   # d\n", "a: new   # d\n"),
        ("a:   # d\n- 1\n- 2\n\nb: 1\n", "a: new\n\nb: 1\n"),
        ("{a: x, b: 1}", "{a: \"new\", b: 1}"),
        ("{a: , b: 1}", "{a: \"new\" , b: 1}"),
        ("{\n  \"b\": 1\n}\n", "{\n  \"b\": 1,\n  \"a\": \"new\"\n}\n"),
        ("b: 1\n  # deeper\n# foot\n", "b: 1\n  # deeper\na: new\n# foot\n"),
        ("b: 1", "b: 1\na: new"),
        ("---\nb: 1\n...\n", "---\nb: 1\na: new\n...\n"),
        ("  b: 1\n  c: 2\n", "  b: 1\n  c: 2\n  a: new\n"),
    ] {
        assert_eq!(set(before, "a", Value::text("new")), after, "{before:?}");
    }
}

#[test]
fn a_list_that_was_nothing_is_written_below_its_key() {
    let list = || {
        Value::List(vec![Value::map([
            ("k", Value::text("1")),
            ("m", Value::List(vec![Value::text("x")])),
        ])])
    };
    for (before, after) in [
        ("a: []   # c\nb: 1\n", "a:   # c\n- k: \"1\"\n  m:\n  - x\nb: 1\n"),
        ("a:\nb: 1\n", "a:\n- k: \"1\"\n  m:\n  - x\nb: 1\n"),
        ("a: null", "a:\n- k: \"1\"\n  m:\n  - x"),
        ("c:\n  - d\na: ~\n", "c:\n  - d\na:\n  - k: \"1\"\n    m:\n      - x\n"),
        ("{\"a\": null}", "{\"a\": [{\"k\": \"1\", \"m\": [\"x\"]}]}"),
    ] {
        assert_eq!(set(before, "a", list()), after, "{before:?}");
    }
}

/// A text after some items of its list are removed, and perhaps one is added.
fn without(text: &str, removed: &[usize], added: Option<&str>) -> String {
    let tree = Tree::read(text).unwrap();
    let list = tree.get(tree.root().unwrap(), "a").unwrap();
    let mut editor = Editor::new(&tree);
    for index in removed {
        editor.remove(list, *index);
    }
    if let Some(text) = added {
        editor.append(list, Value::text(text));
    }
    editor.finish().unwrap().to_string()
}

#[test]
fn items_go_with_their_lines_or_commas_and_nothing_else() {
    let block = "a: # h\n- x   # x\n# of y\n- y\n\n- z\nb: 1\n";
    for (removed, added, after) in [
        (&[0][..], None, "a: # h\n# of y\n- y\n\n- z\nb: 1\n"),
        (&[1], None, "a: # h\n- x   # x\n# of y\n\n- z\nb: 1\n"),
        (&[2], Some("new"), "a: # h\n- x   # x\n# of y\n- y\n\n- new\nb: 1\n"),
        (&[0, 1, 2], None, "a: [] # h\n# of y\n\nb: 1\n"),
        (&[0, 1, 2], Some("new"), "a: # h\n# of y\n\n- new\nb: 1\n"),
    ] {
        assert_eq!(without(block, removed, added), after);
    }
    for (before, removed, added, after) in [
        ("a:\n- x\n- y", &[1][..], None, "a:\n- x"),
        ("a:\r\n- x\r\n- y", &[0, 1], None, "a: []"),
        ("a:\n- x\n- y", &[1], Some("new"), "a:\n- x\n- new"),
        ("a: [x, y, z]", &[0], None, "a: [y, z]"),
        ("a: [x, y, z]", &[1, 2], None, "a: [x]"),
        ("a: [x, y, z]", &[0, 1], Some("new"), "a: [z, \"new\"]"),
        ("a: [x, y,]", &[0, 1], None, "a: []"),
        ("a: [x, y,]", &[1], Some("new"), "a: [x, \"new\",]"),
        ("a: [\n  x, # x\n  y # y\n]", &[1], None, "a: [\n  x # x\n]"),
        ("a: [\n  x, # x\n  y # y\n]", &[0], Some("new"), "a: [\n  y, # y\n  \"new\"\n]"),
        ("a: [\n  x,\n  y,\n]", &[1], Some("new"), "a: [\n  x,\n  \"new\",\n]"),
        ("a: [\n  x,\n  y,\n]", &[], Some("new"), "a: [\n  x,\n  y,\n  \"new\",\n]"),
        ("{\n  \"a\": [\n    1\n  ]\n}", &[0], Some("new"), "{\n  \"a\": [\n    \"new\"\n  ]\n}"),
        ("{\n  \"a\": []\n}", &[], Some("new"), "{\n  \"a\": [\n    \"new\"\n  ]\n}"),
    ] {
        assert_eq!(without(before, removed, added), after, "{before:?}");
    }
}

#[test]
fn a_text_that_says_something_else_is_caught() {
    let differs = |old: &str, new: &str| Tree::read(old).unwrap().verify(&Changes::default(), new);
    let old = "a: &x 1\nb: [x, *x]\nc: !t {d: e}\nf: '1'\ng: &y 2\n";
    assert_eq!(differs(old, old), Ok(()));
    assert_eq!(differs(old, &format!("# c\n\n{}", old.replace("[x, *x]", "[ x,*x ]"))), Ok(()));
    for (from, to, line) in [
        ("a: &x 1", "a: &x 2", 1),
        ("a: &x 1", "a: &x '1'", 1),
        ("a: &x", "A: &x", 1),
        ("[x, *x]", "[*x, x]", 2),
        ("[x, *x]", "[x, *x, y]", 2),
        ("[x, *x]", "[x]", 2),
        ("!t", "!u", 3),
        ("{d: e}", "{d: e, f: g}", 3),
        ("f: '1'\n", "", 1),
        ("f: '1'", "f: 1", 4),
        ("&y", "", 5),
        ("f: '1'", "f: '1", 1),
    ] {
        assert_eq!(
            differs(old, &old.replace(from, to)),
            Err(EditError::WouldChange { line }),
            "{from} {to}"
        );
    }
    let two = "a: &x 1\nb: &x 2\nc: *x\n";
    let other = "a: &x 1\nc: *x\nb: &x 2\n";
    assert_eq!(differs(two, other), Err(EditError::WouldChange { line: 2 }));
    let moved = differs("a: &x 1\nb: &y 1\nc: *x\n", "a: &x 1\nb: &y 1\nc: *y\n");
    assert_eq!(moved, Err(EditError::WouldChange { line: 3 }));
}
