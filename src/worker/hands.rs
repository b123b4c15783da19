//! A second thread for as long as two pieces of work take.

use crate::core::kubeconfig::hands::Hands;

/// Does both at once.
#[derive(Debug, Clone, Copy)]
pub struct TwoHands;

impl Hands for TwoHands {
    fn both<A: Send, B: Send>(
        &self,
        one: impl FnOnce() -> A + Send,
        other: impl FnOnce() -> B + Send,
    ) -> (A, B) {
        std::thread::scope(|scope| {
            let other = scope.spawn(other);
            let one = one();
            (one, other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        })
    }
}
