//! An embedded ACK beside the window, which is the only one that is asked.

use ack_kubeconfig::demo::{DemoAck, DemoOptions};
use secrecy::ExposeSecret as _;
use tokio::runtime::Runtime;

pub(crate) struct Ack {
    pub(crate) demo: DemoAck,
    _runtime: Runtime,
}

impl Ack {
    pub(crate) fn start() -> Self {
        Self::with(DemoOptions::default())
    }

    pub(crate) fn with(options: DemoOptions) -> Self {
        let runtime = Runtime::new().unwrap();
        let demo = runtime.block_on(DemoAck::start(options)).unwrap();
        Self { demo, _runtime: runtime }
    }

    /// The variables that say where it is.
    pub(crate) fn places(&self) -> Vec<(&'static str, &str)> {
        let endpoint = self.demo.endpoint().as_str();
        vec![("ALIBABA_CLOUD_STS_ENDPOINT", endpoint), ("ALIBABA_CLOUD_ENDPOINT", endpoint)]
    }

    /// The same, and the variables of its key.
    pub(crate) fn environment(&self) -> Vec<(&'static str, &str)> {
        let mut environment = self.places();
        let id = self.demo.credentials().access_key_id();
        environment.push(("ALIBABA_CLOUD_ACCESS_KEY_ID", id));
        environment.push(("ALIBABA_CLOUD_ACCESS_KEY_SECRET", self.secret()));
        environment
    }

    pub(crate) fn secret(&self) -> &str {
        self.demo.credentials().access_key_secret().expose_secret()
    }
}
