//! Programs that print a key, or a profile to go on with.

use ack_kubeconfig::core::profile::cli_config::CliProfile;
use ack_kubeconfig::core::profile::{External, Recipe};
use ack_kubeconfig::demo::{ROLE_ID, USER_ID};
use secrecy::ExposeSecret as _;

use crate::support::Rig;

/// A program that prints a profile of this mode, with the demo user's key.
fn printing(rig: &Rig, mode: &str, members: &str) -> Recipe {
    let key = rig.demo.credentials();
    let printed = format!(
        r#"{{"mode":"{mode}","access_key_id":"{}","access_key_secret":"{}"{members}}}"#,
        key.access_key_id(),
        key.access_key_secret().expose_secret(),
    );
    let command = format!("printf %s {}", shlex::try_quote(&printed).unwrap());
    let (profile, defaults) = ("work".to_owned(), CliProfile::default());
    Recipe::External(Box::new(External { command, profile, defaults }))
}

#[tokio::test]
async fn a_key_that_a_program_prints_is_used() {
    let mut rig = Rig::new().await;
    let profile = rig.profile(printing(&rig, "AK", ""));
    assert_eq!(rig.uid(&profile).await, USER_ID);
}

#[tokio::test]
async fn a_role_that_a_program_prints_is_assumed_with_its_key() {
    let mut rig = Rig::new().await;
    let role = format!(r#","ram_role_arn":"{}""#, rig.demo.role_arn());
    let profile = rig.profile(printing(&rig, "RamRoleArn", &role));
    assert_eq!(rig.uid(&profile).await, ROLE_ID);
}
