//! Plans that overtake one another, and what the worker repairs: a lock left behind, loose modes.

use std::fs;

use ack_kubeconfig::io::kubeconfig_file::LockError;
use ack_kubeconfig::worker::protocol::{
    FileTrouble, Holder, LandingCommand, LandingEvent, MergeRequest, PlanDetail, PlanId,
    PlannedChange,
};

use super::landing::{Files, PLAN};

/// Another plan than the one that is written.
const OTHER: PlanId = PlanId(8);

/// A kubeconfig that takes long to plan in, compared with none at all.
fn large() -> String {
    let entry = |number| format!("- {{name: u{number}, user: {{token: t, tokens: [a, b, c]}}}}\n");
    format!("users:\n{}", (0..20_000).map(entry).collect::<String>())
}

fn context_of(planned: &PlannedChange) -> &str {
    let PlanDetail::Merge(plan) = &planned.detail else { panic!("{planned:?}") };
    &plan.landings[0].context.name
}

#[tokio::test]
async fn of_two_plans_under_way_at_once_the_later_one_wins() {
    let mut files = Files::new().await;
    let slow = files.folder.path().join("large");
    fs::write(&slow, large()).unwrap();
    let slowly = |request: Box<MergeRequest>| {
        Box::new(MergeRequest { file: Some(slow.clone()), ..*request })
    };
    let (first, second) = (files.request("first").await, files.request("second").await);
    let third = files.request("third").await;
    files.send(LandingCommand::PlanMerge(PLAN, slowly(first)));
    files.send(LandingCommand::PlanMerge(PLAN, second));
    let LandingEvent::Planned(PLAN, Ok(planned)) = files.hear().await else { panic!() };
    assert_eq!((context_of(&planned), &planned.file), ("second", &files.config()));
    // By the time that this one is made, begun after the first and as slow, so is the first; of
    // which nothing is told.
    files.send(LandingCommand::PlanMerge(OTHER, slowly(third)));
    let LandingEvent::Planned(OTHER, Ok(planned)) = files.hear().await else { panic!() };
    assert_eq!(context_of(&planned), "third");
    files.send(LandingCommand::CommitPlan(PLAN));
    let LandingEvent::Landed(PLAN, Ok(landed)) = files.hear().await else { panic!() };
    assert_eq!(
        (landed.deed.contexts.as_slice(), &landed.file),
        (&["second".to_owned()][..], &files.config())
    );
    assert!(fs::read_to_string(files.config()).unwrap().contains("name: second"));
    assert_eq!(fs::read_to_string(&slow).unwrap(), large());
}

#[tokio::test]
async fn a_lock_that_was_left_behind_is_broken_when_told_and_the_plan_is_written_after_all() {
    let mut files = Files::new().await;
    let lock = files.folder.path().join("config.lock");
    fs::write(&lock, "").unwrap();
    let request = files.request("{name}").await;
    files.send(LandingCommand::PlanMerge(PLAN, request.clone()));
    files.hear().await;
    files.send(LandingCommand::CommitPlan(PLAN));
    let landed = files.hear().await;
    let LandingEvent::Landed(PLAN, Err(FileTrouble::Lock(error))) = landed else { panic!() };
    let LockError::Held(seen) = error else { panic!() };
    assert_eq!((&seen.path, seen.holder), (&lock, Holder::Unknown));
    assert!(!files.config().exists() && lock.exists());

    files.send(LandingCommand::BreakLock(seen.clone()));
    let LandingEvent::LockBroken(Ok(())) = files.hear().await else { panic!() };
    assert!(!lock.exists());
    // It is not there any more: whatever is there next is not what was shown.
    fs::write(&lock, "").unwrap();
    let moved = files.folder.path().join("moved");
    fs::rename(&lock, &moved).unwrap();
    fs::write(&lock, "theirs").unwrap();
    files.send(LandingCommand::BreakLock(seen));
    let LandingEvent::LockBroken(Err(FileTrouble::Break(_))) = files.hear().await else { panic!() };
    assert_eq!(fs::read_to_string(&lock).unwrap(), "theirs");

    fs::remove_file(&lock).unwrap();
    files.send(LandingCommand::PlanMerge(PLAN, request));
    files.hear().await;
    files.send(LandingCommand::CommitPlan(PLAN));
    let LandingEvent::Landed(PLAN, Ok(_)) = files.hear().await else { panic!() };
    assert!(files.config().exists());
}

#[cfg(unix)]
#[tokio::test]
async fn a_file_that_others_may_read_is_made_private_when_told() {
    use std::os::unix::fs::PermissionsExt as _;

    let mut files = Files::new().await;
    let mode = |files: &Files| fs::metadata(files.config()).unwrap().permissions().mode() & 0o777;
    let theirs = "contexts: [{name: a, context: {cluster: k, user: u}}]\n";
    fs::write(files.config(), theirs).unwrap();
    fs::set_permissions(files.config(), fs::Permissions::from_mode(0o664)).unwrap();
    files.send(LandingCommand::ReadContexts(files.place(), false));
    let LandingEvent::ContextsRead(read) = files.hear().await else { panic!() };
    assert!(read.files[0].access.unwrap().is_loose());
    assert_eq!(mode(&files), 0o664, "only when told");

    files.send(LandingCommand::Tighten(files.config()));
    let LandingEvent::Tightened(file, Ok(())) = files.hear().await else { panic!() };
    assert_eq!((file, mode(&files)), (files.config(), 0o600));
    assert_eq!(fs::read_to_string(files.config()).unwrap(), theirs);
    let nothing = files.folder.path().join("nothing");
    files.send(LandingCommand::Tighten(nothing.clone()));
    let LandingEvent::Tightened(file, Err(FileTrouble::Tighten(_))) = files.hear().await else {
        panic!()
    };
    assert_eq!(file, nothing);
}
