//! `demo`: serves the embedded ACK, and prints how to point tools at it.

use std::io::Write as _;

use super::args::Shared;
use super::exit::Exit;
use super::interrupt::Interrupt;
use super::tell::Teller;
use crate::demo::banner::banner;
use crate::demo::{DemoAck, DemoOptions};

pub(super) async fn run(shared: &Shared) -> Exit {
    let teller = Teller::new(shared);
    let interrupt = match Interrupt::listen() {
        Ok(interrupt) => interrupt,
        Err(error) => {
            teller.error(&error.to_string());
            return Exit::Failed;
        }
    };
    let demo = match DemoAck::start(DemoOptions::default()).await {
        Ok(demo) => demo,
        Err(error) => {
            teller.error(&error.to_string());
            return Exit::Failed;
        }
    };
    let mut stdout = std::io::stdout();
    if let Err(error) = write!(stdout, "{}", banner(&demo)).and_then(|()| stdout.flush()) {
        teller.error(&error.to_string());
        return Exit::Failed;
    }
    teller.aside(teller.phrases.cli.demo_serves);
    interrupt.wait().await;
    Exit::Done
}
