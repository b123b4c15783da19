//! ACK Kubeconfig gets the kubeconfig of an Alibaba Cloud ACK cluster, by point and click or by
//! command, and lands it safely: byte for byte as the service sent it, readable by its owner alone.
//!
//! The program is a thin `main` over this library, whose rooms are:
//!
//! - [`core`]: the protocol, the document and the state of the window. Values in, values out; the
//!   time and every nonce are arguments.
//! - [`io`]: one small file for each thing outside: HTTP, files, clipboard, environment, settings.
//! - [`worker`]: the background thread; commands in, events out.
//! - [`ui`]: the window. It draws, and says what was asked for.
//! - [`cli`]: the same questions without a window, with exit codes that scripts can rely on.
//! - [`text`]: every sentence a person reads.
//! - [`demo`]: an embedded ACK on loopback, which checks signatures and issues kubeconfigs that a
//!   real `kubectl` can use. Newcomers and tests talk to it.
//!
//! [`get`] asks one question, here of the embedded ACK. With a profile of
//! [`discover_profiles`](worker::discover_profiles) in place of the demo's key, and without the
//! line about the endpoint, it asks Alibaba Cloud.
//!
//! ```
//! use ack_kubeconfig::core::session::Question;
//! use ack_kubeconfig::demo::{DemoAck, DemoOptions};
//!
//! #[tokio::main(flavor = "current_thread")]
//! async fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let demo = DemoAck::start(DemoOptions::default()).await?;
//!     let cluster = &demo.clusters()[0];
//!
//!     let question = Question {
//!         endpoint: demo.endpoint().clone(),
//!         ..Question::new(cluster.id.clone(), demo.credentials().clone())
//!     };
//!     let fetched = ack_kubeconfig::get(&question).await.map_err(|failure| failure.error)?;
//!
//!     let summary = fetched.summary().ok_or("not a kubeconfig")?;
//!     assert_eq!(summary.server.as_deref(), Some(cluster.public_url.as_str()));
//!     assert!(fetched.text.as_str().contains("client-key-data"));
//!     Ok(())
//! }
//! ```
//!
//! Secrets are kept out of every `Debug`: what is printed of a key or a document is who it
//! belongs to and how long it is.

pub mod cli;
pub mod core;
pub mod demo;
pub mod io;
pub mod text;
pub mod ui;
pub mod worker;

pub use worker::get;
