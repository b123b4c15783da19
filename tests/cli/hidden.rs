//! What the program must not show: keys in logs, in errors, or on a command line.

use ack_kubeconfig::cli::args::Args;
use ack_kubeconfig::core::acs::Credentials;
use clap::CommandFactory as _;
use secrecy::ExposeSecret as _;

use super::support::{Ack, code, run, text};

/// The service repeats the token when it refuses a signature of the ROA scheme.
#[test]
fn neither_a_refusal_nor_its_log_shows_the_key_that_was_refused() {
    let ack = Ack::start();
    let right = ack.demo.sts_credentials();
    let secret = "a-secret-that-is-wrong";
    let credentials =
        Credentials::new(right.access_key_id(), &secret.into(), right.security_token()).unwrap();
    let token = right.security_token().unwrap().expose_secret();
    for scheme in ["roa", "acs3"] {
        let mut program = ack.program_as(&credentials);
        program.env("RUST_LOG", "trace").args(["-v", "get", ack.id(), "--signature", scheme]);
        let output = run(program.args(["--endpoint", ack.demo.endpoint().as_str()]));
        assert_eq!((code(&output), text(&output.stdout)), (3, ""));
        let told = text(&output.stderr);
        assert!(told.contains("SignatureDoesNotMatch") && told.contains("TRACE"), "{scheme}");
        assert!(!told.contains(token) && !told.contains(secret), "{scheme}: a key is shown");
    }
}

#[test]
fn the_log_shows_neither_the_signature_nor_the_private_key() {
    let ack = Ack::start();
    let mut program = ack.program();
    let output = run(program.env("RUST_LOG", "trace").args(["-v", "get", ack.id()]));
    let (_, key) = text(&output.stdout).split_once("client-key-data: ").unwrap();
    let request = ack.demo.requests().pop().unwrap();
    let (_, signature) = request.header("authorization").unwrap().rsplit_once(':').unwrap();
    let told = text(&output.stderr);
    assert!(told.contains("TRACE"));
    assert!(!told.contains(key.trim()), "the private key is logged");
    assert!(!told.contains(signature), "the signature is logged");
}

/// Every user of a machine can read the command lines of all.
#[test]
fn no_option_takes_a_secret() {
    let program = Args::command();
    let mut commands = vec![&program];
    while let Some(command) = commands.pop() {
        commands.extend(command.get_subcommands());
        for argument in command.get_arguments() {
            let name = argument.get_id().as_str();
            let secret = ["secret", "token", "password"].iter().any(|word| name.contains(word));
            assert!(!secret, "{name} would be seen on the command line");
        }
    }
}
