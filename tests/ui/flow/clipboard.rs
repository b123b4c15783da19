//! The clipboard of the desktop, read back by another program.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::time::Duration;

use ack_kubeconfig::demo::Fault;
use ack_kubeconfig::ui::Options;

use crate::support::{Clipboard, Service, Window};

/// A document whose end and special characters would not survive a careless copy.
const DOCUMENT: &str = "\n# 订单中心\r\nkind: Config\ntoken: abcdef  \n\n";

fn copied(service: &Service, clear_clipboard_after: Duration) -> Window {
    service.ack.set_fault(Some(Fault::KubeconfigText(DOCUMENT.to_owned())));
    let mut window = Window::open(Options { clear_clipboard_after, ..service.options() });
    window.get(&service.id("prod-payments"));
    window.press("Copy");
    window.until_seen("Copied with its private key · cleared in");
    window
}

#[test]
fn a_copy_is_whole_counts_down_and_is_cleared() {
    let clipboard = Clipboard::take();
    let service = Service::start();
    let mut window = copied(&service, Duration::from_secs(5));
    assert_eq!(clipboard.text(), DOCUMENT);
    let left = RefCell::new(BTreeSet::new());
    window.until("the end", |window| {
        let seen = |left: &i32| window.sees(&format!("cleared in {left} s"));
        left.borrow_mut().extend((0..9).filter(seen));
        window.sees("Clipboard cleared")
    });
    // On a busy machine a second may pass unseen.
    let left = left.into_inner();
    assert!(left.len() >= 2 && left.iter().all(|left| *left <= 5), "{left:?}");
    assert_eq!(clipboard.text(), "");
    window.step();
    assert_eq!(window.next_frame(), Duration::MAX, "it still counts");
}

#[test]
fn what_was_copied_since_is_left_alone() {
    let clipboard = Clipboard::take();
    let service = Service::start();
    let mut window = copied(&service, Duration::from_secs(3));
    clipboard.put("something else");
    window.until_seen("The clipboard holds something else by now and was left alone");
    assert_eq!(clipboard.text(), "something else");
}

#[test]
fn a_closed_window_leaves_no_key_on_the_clipboard() {
    let clipboard = Clipboard::take();
    let service = Service::start();
    let window = copied(&service, Duration::from_mins(1));
    assert_eq!(clipboard.text(), DOCUMENT);
    drop(window);
    assert_eq!(clipboard.text(), "");
}
