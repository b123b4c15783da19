//! The phrases about what a kubeconfig says.

/// What a kubeconfig says.
pub struct OverviewWords {
    /// Card.
    pub who: &'static str,
    /// Row.
    pub identity: &'static str,
    /// Row.
    pub groups: &'static str,
    /// Card.
    pub place: &'static str,
    /// Row.
    pub server: &'static str,
}
