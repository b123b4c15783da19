//! The phrases about whether a kubeconfig works.

use super::Notice;
use crate::core::connection::{CheckTrouble, Finding, Question, Rung};

/// Whether a kubeconfig works: the ladder, and what can be done where it breaks.
pub struct ConnectionWords {
    /// What a rung is called.
    pub rung: fn(Rung) -> &'static str,
    /// What a rung found.
    pub finding: fn(&Finding) -> String,
    /// Why a rung broke: what happened, what it means, what to do next.
    pub trouble: fn(&CheckTrouble) -> Notice,
    /// The rung holds, on the command line.
    pub holds: &'static str,
    /// The rung broke, on the command line.
    pub fails: &'static str,
    /// The rung was not reached.
    pub not_reached: &'static str,
    /// The rung is being climbed.
    pub climbing: &'static str,
    /// What the page is for, before anything was checked.
    pub intro: &'static str,
    /// Button: check it.
    pub test: &'static str,
    /// Button: check it again.
    pub test_again: &'static str,
    /// Button: check all contexts.
    pub check_all: &'static str,
    /// Everything works.
    pub works: &'static str,
    /// In a cell: it does not work.
    pub broken: &'static str,
    /// In a cell: it would run a program, so it was not checked.
    pub not_run: &'static str,
    /// In a cell: it is being checked.
    pub checking: &'static str,
    /// The head of the table of what may be done.
    pub may_i: &'static str,
    /// The head of the column about the whole cluster.
    pub in_cluster: &'static str,
    /// A question about the whole cluster.
    pub cluster_question: fn(Question) -> String,
    /// It is allowed.
    pub yes: &'static str,
    /// It is not.
    pub no: &'static str,
    /// Button: copy a role binding for an administrator.
    pub copy_binding: &'static str,
    /// Button: copy a message to the administrator.
    pub copy_message: &'static str,
    /// That message: the user and the cluster's server.
    pub message: fn(&str, &str) -> String,
    /// Button: run the program that the kubeconfig names.
    pub run_program: &'static str,
    /// Button: send the file that the kubeconfig names.
    pub send_file: &'static str,
    /// `--allow-exec` lets it be run.
    pub allow_exec: &'static str,
    /// No context is in use, so none is meant.
    pub none_in_use: &'static str,
}
