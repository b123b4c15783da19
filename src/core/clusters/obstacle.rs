//! Why a cluster has no kubeconfig to give.

/// What a cluster's state says against it. Other states, also unknown ones, say nothing: the
/// service is asked then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Obstacle {
    /// It is being created.
    BeingCreated,
    /// Creating it failed.
    NotCreated,
    /// Creating it took too long.
    NotCreatedInTime,
    /// It is registered, and was not connected yet.
    NotConnected,
    /// It is registered, and its connection is lost.
    Disconnected,
    /// It cannot be used now.
    Unavailable,
    /// It is being deleted.
    BeingDeleted,
    /// It is deleted.
    Deleted,
    /// Deleting it failed half-way.
    NotDeleted,
}

impl Obstacle {
    /// What a state says.
    #[must_use]
    pub fn of(state: &str) -> Option<Self> {
        match state {
            "initial" => Some(Self::BeingCreated),
            "failed" => Some(Self::NotCreated),
            "create_timeout" => Some(Self::NotCreatedInTime),
            "waiting" => Some(Self::NotConnected),
            "disconnected" => Some(Self::Disconnected),
            "unavailable" => Some(Self::Unavailable),
            "deleting" => Some(Self::BeingDeleted),
            "deleted" => Some(Self::Deleted),
            "delete_failed" => Some(Self::NotDeleted),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Obstacle;
    use std::collections::HashSet;

    #[test]
    fn each_state_without_a_kubeconfig_has_a_reason_of_its_own_and_others_have_none() {
        let without = [
            "deleting",
            "deleted",
            "delete_failed",
            "failed",
            "waiting",
            "disconnected",
            "initial",
            "create_timeout",
            "unavailable",
        ];
        let reasons: HashSet<_> = without.iter().filter_map(|state| Obstacle::of(state)).collect();
        assert_eq!(reasons.len(), without.len());
        for state in ["running", "updating", "scaling", "stopped", "updating_failed", "novel", ""] {
            assert_eq!(Obstacle::of(state), None, "{state}");
        }
    }
}
