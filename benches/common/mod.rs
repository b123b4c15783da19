//! What the benchmarks share: running programs, and telling what came out.

use std::process::{Child, Command};
use std::time::Duration;

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

pub(crate) fn median<T: Copy + Ord>(values: &[T]) -> T {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    sorted[sorted.len() / 2]
}

pub(crate) fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

pub(crate) fn ratio(ours: Duration, theirs: Duration) -> f64 {
    ours.as_secs_f64() / theirs.as_secs_f64()
}
