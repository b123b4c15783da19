//! The phrases about many kubeconfigs at once.

/// Many kubeconfigs at once.
pub struct ManyWords {
    /// Heading while they are under way.
    pub getting: fn(usize) -> String,
    /// Heading when all is over.
    pub got: fn(usize) -> String,
    /// How many came.
    pub done: fn(usize) -> String,
    /// How many failed.
    pub failed: fn(usize) -> String,
    /// How many were cancelled.
    pub cancelled: fn(usize) -> String,
    /// How many are under way.
    pub under_way: fn(usize) -> String,
    /// How many wait.
    pub waiting: fn(usize) -> String,
    /// The bar that tells how many are over.
    pub progress: &'static str,
    /// How often the service slowed it down.
    pub slowed_down: fn(u32) -> String,
    /// Column.
    pub cluster: &'static str,
    /// Column.
    pub region: &'static str,
    /// Column.
    pub endpoint: &'static str,
    /// Column.
    pub result: &'static str,
    /// An endpoint.
    pub public: &'static str,
    /// An endpoint.
    pub private: &'static str,
    /// It waits for its turn.
    pub in_line: &'static str,
    /// It is asked.
    pub asking: &'static str,
    /// It is asked once more.
    pub asking_again: fn(u32) -> String,
    /// The service takes no more at the moment; again in so long.
    pub slowed: fn(&str) -> String,
    /// A passing fault; again in so long.
    pub pausing: fn(&str) -> String,
    /// The document came, and says nothing of its end.
    pub came: &'static str,
    /// The document came, and ends then: how far that is from now.
    pub expires: fn(&str) -> String,
    /// It was cancelled.
    pub was_cancelled: &'static str,
    /// Link.
    pub show: &'static str,
    /// Link.
    pub why: &'static str,
    /// Link.
    pub retry_one: &'static str,
    /// Link.
    pub skip: &'static str,
    /// Button.
    pub save_each: &'static str,
    /// Button.
    pub retry: fn(usize) -> String,
    /// Button.
    pub close: &'static str,
    /// So many files exist already, in this folder.
    pub exist: fn(usize, &str) -> String,
    /// Button.
    pub replace: &'static str,
    /// Button.
    pub keep: &'static str,
    /// So many were saved, into this folder.
    pub saved: fn(usize, &str) -> String,
    /// The way back: how many came, of how many.
    pub in_background: fn(usize, usize) -> String,
}
