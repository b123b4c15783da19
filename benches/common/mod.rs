//! What the benchmarks of programs share: running them.

use std::process::{Child, Command};

/// The program, built as it is released.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_ack-kubeconfig");

/// A program that ends with the benchmark.
pub(crate) struct Background(pub(crate) Child);

impl Background {
    pub(crate) fn spawn(command: &mut Command) -> Self {
        let child = command.spawn();
        let name = command.get_program().display();
        Self(child.unwrap_or_else(|error| panic!("{name} does not start: {error}")))
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}
