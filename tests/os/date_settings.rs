//! The desktop's page for date and time, which is a script here.

use std::fs;

use crate::session::{Session, wait_for};

#[test]
fn the_desktops_page_opens_or_it_is_told_that_there_is_none() {
    let mut session = Session::new();
    session.write_program("gnome-control-center", "#!/bin/sh\necho \"$@\" > ~/opened\n");
    session.set("PATH", "/nonexistent");
    assert_eq!(session.do_all(&["date settings"]), ["date settings: Err(NotFound)"]);

    session.set("PATH", session.home().to_str().unwrap());
    assert_eq!(session.do_all(&["date settings"]), ["date settings: Ok(())"]);
    let opened = wait_for("the page", || {
        let opened = fs::read_to_string(session.home().join("opened")).ok();
        opened.filter(|words| words.ends_with('\n'))
    });
    assert_eq!(opened, "system datetime\n");
}
