//! A worker that is gone is started anew.

use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::Context;

use crate::core::profile::Source;
use crate::core::session::Settings;
use crate::text::Language;
use crate::ui::{App, Options};
use crate::worker::{self, Worker};

/// The demo account, with nothing remembered.
fn options() -> Options {
    Options {
        language: None,
        system_language: Language::English,
        endpoint: None,
        scheme: None,
        timeout: Duration::from_secs(30),
        demo: true,
        lookup: None,
        keychain: false,
        profile_name: None,
        profile: None,
        cluster_cache: None,
        credential_cache: None,
        log: None,
        desktop: worker::protocol::Desktop::default(),
        settings: Settings::default(),
        settings_kept_aside: None,
        settings_path: None,
        kubeconfig: None,
        graphics: None,
        history: None,
        faults: None,
        folder: None,
        save_dialog: Arc::new(|_title, _name, _frame| Box::pin(async { None })),
        open_dialog: Arc::new(|_title, _frame| Box::pin(async { None })),
        folder_dialog: Arc::new(|_title, _frame| Box::pin(async { None })),
        clear_clipboard_after: Duration::from_mins(1),
        clock: worker::now,
    }
}

/// Hears the worker out until the demo's clusters are there.
fn wait_for_clusters(app: &mut App, ctx: &Context) {
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        app.logic(ctx);
        let account = app.session.account.as_ref();
        if account.is_some_and(|account| {
            !account.clusters.is_listing() && !account.clusters.list.is_empty()
        }) {
            return;
        }
        assert!(Instant::now() < deadline, "no clusters: {:?}", app.session);
        std::thread::park_timeout(Duration::from_millis(25));
    }
}

#[test]
fn a_worker_that_is_gone_is_started_anew_and_the_demo_with_it() {
    let ctx = Context::default();
    let test = std::thread::current();
    ctx.set_request_repaint_callback(move |_| test.unpark());
    let mut app = App::new(&ctx, options()).unwrap();
    wait_for_clusters(&mut app, &ctx);
    let before = app.session.account.as_ref().unwrap().endpoint.clone();

    app.worker = Worker::ended();
    assert!(app.worker.has_ended());
    app.recover(&ctx);
    assert!(!app.worker.has_ended());
    app.session.sign_out();
    wait_for_clusters(&mut app, &ctx);
    let account = app.session.account.as_ref().unwrap();
    assert_eq!(account.profile.source, Source::Demo);
    assert_ne!(account.endpoint, before, "the demo that went with the worker is asked");
}
