//! The clusters of the account, and many of their kubeconfigs at once: what is asked for and what
//! comes of it.

use std::path::PathBuf;

use super::App;
use super::many::ManyPanel;
use super::status_bar::Remark;
use super::wish::FleetWish;
use crate::core::acs::GetKubeconfig;
use crate::core::acs::region::REGIONS;
use crate::core::clusters::{Cluster, Entry, snapshot_name};
use crate::core::history::Subject;
use crate::core::kubeconfig::unique_file_names;
use crate::core::profile::CallerIdentity;
use crate::core::session::batch::ItemState;
use crate::core::session::{
    Batch, BatchId, CheckOf, ClusterQuery, Clusters, Fetch, ItemId, Question, Saved, Saves, Wanted,
};
use crate::worker::protocol::{Command, Existing, FileToSave, PathPurpose, SaveError};

impl App {
    pub(super) fn fulfil_for_fleet(&mut self, wish: FleetWish, frame: Option<&eframe::Frame>) {
        match wish {
            FleetWish::Refresh => self.list_clusters(),
            FleetWish::ToggleCluster(id) => self.choose(|clusters| clusters.toggle(&id)),
            FleetWish::ChooseClusters(ids) => self.choose(|clusters| clusters.choose(ids)),
            FleetWish::ChooseNoCluster => self.choose(Clusters::choose_none),
            FleetWish::GetMany => self.get_many(),
            FleetWish::CancelMany => self.cancel_many(),
            FleetWish::RetryMany => self.retry_many(None),
            FleetWish::RetryItem(item) => self.retry_many(Some(item)),
            FleetWish::SkipItem(item) => self.skip_item(item),
            FleetWish::ShowItem(item) => self.show_item(item),
            FleetWish::ShowMany => {
                self.session.show_batch = true;
                self.close_file();
                self.close_pages();
            }
            FleetWish::CloseMany => self.close_many(),
            FleetWish::SaveEach => self.save_each(frame),
            FleetWish::SaveEachTo(folder) => self.save_each_to(folder),
            FleetWish::ReplaceExisting => self.replace_existing(),
            FleetWish::KeepExisting => self.session.saves.keep(),
        }
    }

    fn choose(&mut self, change: impl FnOnce(&mut Clusters)) {
        if let Some(account) = &mut self.session.account {
            change(&mut account.clusters);
        }
    }

    /// Lists the clusters, in place of any listing under way. The list stays until pages come.
    pub(super) fn list_clusters(&mut self) {
        let Some(account) = &self.session.account else { return };
        let kept_as = |caller: &CallerIdentity| snapshot_name(caller, &account.endpoint);
        let folder = self.options.cluster_cache.as_ref();
        let cache = folder.zip(account.identity()).map(|(folder, who)| folder.join(kept_as(who)));
        let query = ClusterQuery {
            profile: account.profile.clone(),
            endpoint: account.endpoint.clone(),
            scheme: self.scheme(),
            timeout: self.options.timeout,
            regions: REGIONS.iter().map(|known| known.id.to_owned()).collect(),
            cache,
        };
        let id = self.session.list_clusters();
        self.command(Command::ListClusters(id, Box::new(query)));
    }

    /// Asks for the kubeconfigs of all chosen clusters. While others are under way or on show,
    /// they are asked for in addition: so those of several profiles come together.
    pub(super) fn get_many(&mut self) {
        let Some(account) = &self.session.account else { return };
        let wanted = |entry: &Entry| {
            let cluster = &entry.cluster;
            Some(Wanted {
                question: self.question_for(cluster)?,
                name: Some(cluster.name.clone()),
                region: Some(cluster.region.clone()),
            })
        };
        let wanted: Vec<Wanted> = account.clusters.chosen().filter_map(wanted).collect();
        if wanted.is_empty() {
            return;
        }
        self.remark = None;
        let (id, questions) = self.session.ask_more(wanted, self.now);
        self.session.show_batch = true;
        self.close_file();
        self.close_pages();
        if let Some(account) = &mut self.session.account {
            account.clusters.choose_none();
        }
        self.command(Command::AskMany(id, questions));
    }

    /// The question for one of many clusters: as the line above says, but of the private endpoint
    /// where there is no public one.
    fn question_for(&self, cluster: &Cluster) -> Option<Question> {
        let (wished, duration) = self.request.endpoint_and_duration();
        let api_server = cluster.endpoint_instead_of(wished);
        self.question(GetKubeconfig { cluster_id: cluster.id.clone(), api_server, duration })
    }

    pub(super) fn cancel_many(&mut self) {
        if let Some(id) = self.session.batch.as_mut().and_then(|batch| batch.cancel(self.now)) {
            self.command(Command::CancelBatch(id));
        }
    }

    pub(super) fn skip_item(&mut self, item: ItemId) {
        let now = self.now;
        let skipped = self.session.batch.as_mut().and_then(|batch| batch.cancel_item(item, now));
        if let Some((batch, item)) = skipped {
            self.command(Command::CancelItem(batch, item));
        }
    }

    /// Asks for those again that failed or were cancelled, or for one of them.
    pub(super) fn retry_many(&mut self, only: Option<ItemId>) {
        let Some(batch) = &mut self.session.batch else { return };
        let questions = match only {
            Some(item) => batch.retry_item(item),
            None => batch.retry(),
        };
        let id = batch.id;
        if !questions.is_empty() {
            self.command(Command::AskMany(id, questions));
        }
    }

    /// Shows the document of one of many, or why there is none, where a single one is shown.
    pub(super) fn show_item(&mut self, item: ItemId) {
        let Some(batch) = &self.session.batch else { return };
        let Some(item) = batch.items.iter().find(|listed| listed.id == item) else { return };
        let question = &item.wanted.question;
        let fetch = match &item.state {
            ItemState::Done(fetched) => {
                Fetch::Done { question: Box::new(question.clone()), fetched: fetched.clone() }
            }
            ItemState::Failed(failure) => {
                Fetch::Failed { question: Box::new(question.clone()), failure: failure.clone() }
            }
            _ => return,
        };
        self.request.pick(&question.get.cluster_id);
        if let Some(id) = self.session.cancel() {
            self.command(Command::Cancel(id));
        }
        self.session.fetch = fetch;
        self.session.show_batch = false;
        self.result.reset();
        self.close_file();
        self.forget_check(CheckOf::Fetched);
        self.failure.reset();
        self.suggest_path();
    }

    pub(super) fn close_many(&mut self) {
        self.session.batch = None;
        self.session.saves = Saves::default();
        self.session.show_batch = false;
        self.many = ManyPanel::default();
    }

    /// Opens the dialog for the folder to save each document in.
    pub(super) fn save_each(&mut self, frame: Option<&eframe::Frame>) {
        self.many.save_row.close();
        let choice = (self.options.folder_dialog)(self.phrases.many.save_each, frame);
        self.command(Command::AwaitPath(PathPurpose::SaveEach, choice));
    }

    pub(super) fn folder_chosen(&mut self, folder: Option<PathBuf>) {
        match folder {
            Some(folder) => self.save_each_to(folder),
            None => self.many.save_row.open(Some(self.phrases.save.no_dialog)),
        }
    }

    pub(super) fn save_each_to(&mut self, folder: PathBuf) {
        let Some(batch) = &self.session.batch else { return };
        let files = files(batch, |_| true);
        self.session.saves = Saves::begin(batch.id, folder.clone(), files.len());
        self.command(Command::SaveMany(batch.id, folder, files, Existing::Keep));
    }

    /// Writes those over that were there already.
    pub(super) fn replace_existing(&mut self) {
        let (Some(batch), Some((folder, _))) = (&self.session.batch, self.session.saves.existing())
        else {
            return;
        };
        let (id, folder) = (batch.id, folder.to_owned());
        let again = self.session.saves.replace();
        let files = files(batch, |item| again.contains(&item));
        self.command(Command::SaveMany(id, folder, files, Existing::Replace));
    }

    pub(super) fn item_saved(
        &mut self,
        batch: BatchId,
        item: ItemId,
        outcome: Result<PathBuf, SaveError>,
    ) {
        let became = match outcome {
            Ok(_) => Saved::Written,
            Err(SaveError::Exists(_)) => Saved::Exists,
            Err(error) => Saved::Failed((self.phrases.save.failed)(&error)),
        };
        let saves = &mut self.session.saves;
        if !saves.hear(batch, item, became) {
            return;
        }
        self.remark = match (saves.failure(), saves.saved()) {
            (Some(why), _) => Some(Remark::Bad(why.to_owned())),
            (None, Some((count, folder))) => {
                self.many.save_row.close();
                let folder = folder.display().to_string();
                Some(Remark::Good((self.phrases.many.saved)(count, &folder)))
            }
            (None, None) => None,
        };
    }
}

/// The documents that came, each with the name of its file.
fn files(batch: &Batch, wanted: impl Fn(ItemId) -> bool) -> Vec<FileToSave> {
    let came: Vec<_> = batch.fetched().collect();
    let names = unique_file_names(
        came.iter()
            .map(|(item, _)| (item.wanted.name.as_deref(), &item.wanted.question.get.cluster_id)),
    );
    let files = came.into_iter().zip(names).map(|((item, fetched), name)| FileToSave {
        item: item.id,
        name,
        text: fetched.text.clone(),
        about: Subject::of(&item.wanted.question),
    });
    files.filter(|file| wanted(file.item)).collect()
}
