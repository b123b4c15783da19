//! `diagnostics`: how things are, to be pasted into a report of a fault.

use super::args::Shared;
use super::exit::Exit;
use super::print::print;
use crate::core::history::By;
use crate::worker::protocol::{DiagnosticsRequest, KubeconfigPlace};
use crate::worker::{self, Keeping};

pub(super) fn run(shared: &Shared) -> Exit {
    let request = DiagnosticsRequest {
        by: Some(By::CommandLine),
        settings: worker::look_at_settings(),
        language: shared.chosen_language().unwrap_or_else(worker::language),
        graphics: None,
        history: Keeping::of_this_user(By::CommandLine),
        kubeconfig: KubeconfigPlace::of_this_process(None),
    };
    print(&worker::diagnose(&request).text())
}
