//! The worker and the kubeconfig files: planned, looked at, written, undone.

use std::fs;
use std::path::PathBuf;

use ack_kubeconfig::core::acs::ApiServerEndpoint;
use ack_kubeconfig::core::kubeconfig::KubeconfigText;
use ack_kubeconfig::core::kubeconfig::merge::{About, Choices, NameTemplate};
use ack_kubeconfig::worker::protocol::{
    Act, ContextEdit, ContextsRead, EditRequest, FileTrouble, KubeconfigPlace, LandingCommand,
    LandingEvent, MergeRequest, PlanDetail, PlanId, UndoRequest,
};
use ack_kubeconfig::worker::{Command, Event};

use jiff::Timestamp;

use super::support::Rig;

pub(crate) const PLAN: PlanId = PlanId(7);

pub(crate) struct Files {
    pub(crate) folder: tempfile::TempDir,
    rig: Rig,
}

impl Files {
    pub(crate) async fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), rig: Rig::new().await }
    }

    pub(crate) fn config(&self) -> PathBuf {
        self.folder.path().join("config")
    }

    pub(crate) fn place(&self) -> KubeconfigPlace {
        let backups = Some(self.folder.path().join("backups"));
        KubeconfigPlace { explicit: Some(self.config()), backups, ..KubeconfigPlace::default() }
    }

    /// Undoing the write of that time, or the last one.
    pub(crate) fn undo(&self, write: Option<Timestamp>) -> UndoRequest {
        UndoRequest { file: self.config(), write, backups: self.place().backups }
    }

    pub(crate) fn send(&self, command: LandingCommand) {
        self.rig.worker.send(Command::Landing(command)).unwrap();
    }

    pub(crate) async fn hear(&mut self) -> LandingEvent {
        loop {
            if let Event::Landing(event) = self.rig.event().await {
                return event;
            }
        }
    }

    /// A fetched document, to be merged under a name.
    pub(crate) async fn request(&mut self, name: &str) -> Box<MergeRequest> {
        let question = self.rig.question();
        let fetched = self.rig.ask(&question).await.unwrap();
        let about = About {
            cluster_id: question.get.cluster_id,
            cluster_name: Some("prod".to_owned()),
            region: None,
            endpoint: ApiServerEndpoint::Public,
            profile: None,
            expiry: None,
            into: None,
        };
        let template = NameTemplate::parse(name).unwrap();
        Box::new(MergeRequest {
            place: self.place(),
            file: None,
            documents: vec![(fetched.text, about)],
            choices: Choices { template, ..Choices::default() },
            act: Act::Merge,
        })
    }

    async fn contexts(&mut self) -> ContextsRead {
        match self.hear().await {
            LandingEvent::ContextsRead(read) => *read,
            other => panic!("{other:?}"),
        }
    }
}

fn names(read: &ContextsRead) -> Vec<&str> {
    read.seen().map(|(_, context)| context.name.as_str()).collect()
}

#[tokio::test]
async fn a_plan_is_looked_at_written_once_and_undone() {
    let mut files = Files::new().await;
    let request = files.request("{name}").await;
    files.send(LandingCommand::PlanMerge(PLAN, request));
    let LandingEvent::Planned(PLAN, Ok(planned)) = files.hear().await else { panic!() };
    assert!(planned.changes_anything && !planned.exists && !files.config().exists());
    files.send(LandingCommand::CommitPlan(PLAN));
    let LandingEvent::Landed(PLAN, Ok(landed)) = files.hear().await else { panic!() };
    assert_eq!(landed.deed.contexts, ["prod"]);
    files.send(LandingCommand::CommitPlan(PLAN));
    let LandingEvent::Landed(PLAN, Err(FileTrouble::NoPlan)) = files.hear().await else { panic!() };

    files.send(LandingCommand::Undo(PLAN, files.undo(None)));
    let LandingEvent::Undone(PLAN, Ok(undone)) = files.hear().await else { panic!() };
    assert!(undone.removed && !files.config().exists());
}

#[tokio::test]
async fn a_file_that_changed_since_is_planned_anew_and_not_written() {
    let mut files = Files::new().await;
    let request = files.request("{name}").await;
    files.send(LandingCommand::PlanMerge(PLAN, request));
    files.hear().await;
    let theirs = "# theirs\ncontexts: []\n";
    fs::write(files.config(), theirs).unwrap();
    files.send(LandingCommand::CommitPlan(PLAN));
    let LandingEvent::Planned(PLAN, Ok(planned)) = files.hear().await else { panic!() };
    assert!(planned.file_changed && planned.exists);
    assert_eq!(fs::read_to_string(files.config()).unwrap(), theirs);
    files.send(LandingCommand::CommitPlan(PLAN));
    let LandingEvent::Landed(PLAN, Ok(_)) = files.hear().await else { panic!() };
    assert!(fs::read_to_string(files.config()).unwrap().starts_with("# theirs\n"));
}

#[tokio::test]
async fn a_dropped_plan_is_not_written() {
    let mut files = Files::new().await;
    let request = files.request("{name}").await;
    files.send(LandingCommand::PlanMerge(PLAN, request));
    let LandingEvent::Planned(PLAN, Ok(_)) = files.hear().await else { panic!() };
    files.send(LandingCommand::DropPlan(PLAN));
    files.send(LandingCommand::CommitPlan(PLAN));
    let LandingEvent::Landed(PLAN, Err(FileTrouble::NoPlan)) = files.hear().await else { panic!() };
    assert!(!files.config().exists());
}

#[tokio::test]
async fn contexts_are_told_again_when_others_write() {
    let mut files = Files::new().await;
    files.send(LandingCommand::ReadContexts(files.place(), true));
    let read = files.contexts().await;
    assert!(!read.files[0].exists && names(&read).is_empty());
    let theirs = "contexts: [{name: a, context: {cluster: k, user: u}}]\ncurrent-context: a\n";
    fs::write(files.config(), theirs).unwrap();
    let read = files.contexts().await;
    assert_eq!((names(&read), read.current()), (vec!["a"], Some("a")));
    let edit = ContextEdit::Rename { from: "a".to_owned(), to: "b".to_owned() };
    let request = EditRequest { file: files.config(), backups: files.place().backups, edit };
    files.send(LandingCommand::PlanEdit(PLAN, Box::new(request)));
    files.hear().await;
    files.send(LandingCommand::CommitPlan(PLAN));
    let LandingEvent::Landed(PLAN, Ok(_)) = files.hear().await else { panic!() };
    assert_eq!(names(&files.contexts().await), ["b"]);
}

#[tokio::test]
async fn what_others_wrote_since_is_undone_only_by_its_plan() {
    let mut files = Files::new().await;
    let before = "contexts: []\n";
    fs::write(files.config(), before).unwrap();
    let request = files.request("{name}").await;
    files.send(LandingCommand::PlanMerge(PLAN, request));
    files.hear().await;
    files.send(LandingCommand::CommitPlan(PLAN));
    files.hear().await;
    let theirs = fs::read_to_string(files.config()).unwrap() + "# theirs\n";
    fs::write(files.config(), &theirs).unwrap();
    files.send(LandingCommand::Undo(PLAN, files.undo(None)));
    let LandingEvent::Planned(PLAN, Ok(planned)) = files.hear().await else { panic!() };
    assert!(matches!(planned.detail, PlanDetail::Restore));
    assert_eq!(fs::read_to_string(files.config()).unwrap(), theirs);
    files.send(LandingCommand::CommitPlan(PLAN));
    let LandingEvent::Landed(PLAN, Ok(landed)) = files.hear().await else { panic!() };
    assert_eq!(landed.deed.act, Act::Restore);
    assert_eq!(fs::read_to_string(files.config()).unwrap(), before);
}

#[tokio::test]
async fn a_context_is_copied_as_its_own_document() {
    let mut files = Files::new().await;
    let theirs = "clusters: [{name: k, cluster: {server: s}}]\nusers: [{name: u, user: {token: t}}]\n\
                  contexts: [{name: a, context: {cluster: k, user: u}}]\n";
    fs::write(files.config(), theirs).unwrap();
    files.send(LandingCommand::CopyContext(files.config(), "a".to_owned()));
    let LandingEvent::ContextCopied(_, Ok(copy)) = files.hear().await else { panic!() };
    assert!(KubeconfigText::as_str(&copy).contains("current-context: a"));
    files.send(LandingCommand::CopyContext(files.config(), "b".to_owned()));
    let LandingEvent::ContextCopied(_, Err(FileTrouble::Edit(_))) = files.hear().await else {
        panic!()
    };
}
