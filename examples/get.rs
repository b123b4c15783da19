//! Gets a kubeconfig through the library and prints it, here from the embedded ACK.
//!
//! `cargo run --example get`
#![expect(clippy::print_stdout, reason = "printing is what this example is for")]

use ack_kubeconfig::core::session::Question;
use ack_kubeconfig::demo::{DemoAck, DemoOptions};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let demo = DemoAck::start(DemoOptions::default()).await?;
    let cluster = demo.cluster("staging").ok_or("the demo has a cluster of this name")?;
    // For Alibaba Cloud itself: a profile of worker::discover_profiles(), and no endpoint.
    let question = Question {
        endpoint: demo.endpoint().clone(),
        ..Question::new(cluster.id.clone(), demo.credentials().clone())
    };
    let fetched = ack_kubeconfig::get(&question).await.map_err(|failure| failure.error)?;
    print!("{}", fetched.text.as_str());
    Ok(())
}
