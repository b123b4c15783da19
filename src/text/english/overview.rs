//! What a kubeconfig holds, in English.

use jiff::Timestamp;

use crate::core::kubeconfig::overview::{Address, KeyKind, Proof, Warning};
use crate::core::printable::printable;
use crate::text::overview::{OverviewWords, PlaceWords, ValidityWords, When, WhoWords};

pub(super) const OVERVIEW: OverviewWords = OverviewWords {
    contexts: |count| format!("{count} contexts"),
    in_use: "in use",
    no_name: "(no name)",
    ambiguous: |error| {
        let why = printable(&error.to_string());
        format!(
            "What this document says is not certain: {why}. Look at the document itself before \
             you use it."
        )
    },
    who: WHO,
    place: PLACE,
    validity: VALIDITY,
    worth_knowing: "Worth knowing",
    warning,
    nothing_runs: "No program is run by this context, no file is read, and TLS is verified.",
};

const WHO: WhoWords = WhoWords {
    heading: "Who it signs in as",
    user: "user entry",
    identity: "identity",
    groups: "groups",
    more_groups: |count| format!("and {count} more"),
    key: "key",
    key_kind: |kind| match kind {
        KeyKind::Rsa(bits) => format!("RSA {bits}"),
        KeyKind::Ec(curve) => format!("ECDSA {curve}"),
        KeyKind::Ed25519 => "Ed25519".to_owned(),
        KeyKind::Other(identifier) => format!("kind {identifier}"),
    },
    no_key: "no private key",
    key_belongs: |proof| match proof {
        Proof::Holds => "matches the certificate",
        Proof::Fails => "of another certificate",
        Proof::Unknown => "not comparable",
        Proof::NotTried => "not compared",
    },
    issuer: "issued by",
    signed: |proof| match proof {
        Proof::Holds => "signature holds",
        Proof::Fails => "not by this CA",
        Proof::Unknown => "not verifiable",
        Proof::NotTried => "not verified",
    },
    serial: "serial",
    fingerprint: "SHA-256",
    chain: "chain",
    more_certificates: |count| match count {
        1 => "1 more certificate".to_owned(),
        count => format!("{count} more certificates"),
    },
    certificate: "certificate",
    unreadable: "cannot be read",
    token: "token",
    token_of: |subject| match subject {
        Some(subject) => format!("of {subject}"),
        None => "a bearer token".to_owned(),
    },
    program: "program",
    variables: "variables",
    plugin: "plugin",
    password: "password of",
    files: "file",
    nothing: "nothing to sign in with",
};

const PLACE: PlaceWords = PlaceWords {
    heading: "Where it goes",
    cluster: "cluster entry",
    server: "server",
    address: "address",
    address_kind: |kind| match kind {
        Address::Public => "public",
        Address::Private => "private",
        Address::Loopback => "this computer",
        Address::Name => "a name, to be looked up",
        Address::Unreadable => "not an address",
    },
    namespace: "namespace",
    authority: "CA",
    authority_fingerprint: "CA SHA-256",
    authority_until: "CA valid until",
    authority_unreadable: "cannot be read",
    system_authorities: "those of this computer",
    authority_file: |path| format!("the file {path}"),
    server_name: "TLS name",
    proxy: "by the proxy",
};

const VALIDITY: ValidityWords = ValidityWords {
    heading: "Validity",
    long_lived: "long-lived",
    soon: "ends soon",
    expired: "expired",
    not_yet: "not valid yet",
    today: "today",
    bar: |from, until| format!("Valid from {from} until {until}"),
    until: |until| format!("Valid until {until}"),
    unknown: "The document does not say how long this sign-in lasts.",
    long_meaning: |year| {
        format!(
            "Anyone who reads this file can use the cluster until {year}. For work of an hour, \
             take a temporary one."
        )
    },
    get_temporary: |time| format!("Get one for {time}"),
};

const DANGLING: &str = "The cluster or user entry that this context names is not there: kubectl \
                        cannot use it. Get the kubeconfig again.";
const TLS_NOT_VERIFIED: &str = "The server would not be verified (insecure-skip-tls-verify): \
                                anyone on the way could read and change everything.";
const NOT_HTTPS: &str = "The server has no https:// address: do not send a key there.";
const MISLEADING: &str = "A name or address has characters that cannot be seen or mislead; a □ \
                          stands for each.";
const CERTIFICATE_UNREADABLE: &str = "The client certificate cannot be read, so the server will \
                                      not know you. Get the kubeconfig again.";
const AUTHORITY_UNREADABLE: &str = "The CA cannot be read, so the server cannot be verified. Get \
                                    the kubeconfig again.";
const NO_KEY: &str = "There is no private key beside the client certificate: kubectl refuses it \
                      alone. Get the kubeconfig again.";
const KEY_OF_ANOTHER: &str = "The private key belongs to another certificate: kubectl refuses the \
                              two. Get the kubeconfig again.";
const NOT_SIGNED: &str = "The CA of this context did not sign the client certificate, so the \
                          server will hardly accept it.";
const ADMIN: &str = "The group system:masters may do everything in the cluster, and no role can \
                     take that away. For daily work, use an identity with roles.";
const PRIVATE_ADDRESS: &str = "The address is private: it is reached from inside the VPC, or \
                               through a VPN or a bastion.";

fn warning(warning: &Warning, when: &When<'_>) -> String {
    let far = |at: &Timestamp| when.date_and_distance(*at);
    let plain = match warning {
        Warning::Dangling => DANGLING,
        Warning::TlsNotVerified => TLS_NOT_VERIFIED,
        Warning::NotHttps => NOT_HTTPS,
        Warning::Misleading => MISLEADING,
        Warning::CertificateUnreadable => CERTIFICATE_UNREADABLE,
        Warning::AuthorityUnreadable => AUTHORITY_UNREADABLE,
        Warning::NoKey => NO_KEY,
        Warning::KeyOfAnother => KEY_OF_ANOTHER,
        Warning::NotSigned => NOT_SIGNED,
        Warning::Admin => ADMIN,
        Warning::PrivateAddress => PRIVATE_ADDRESS,
        Warning::RunsProgram(program) => {
            let line = program.command_line();
            return format!(
                "kubectl would run a program to sign in: {line}. Nothing was run; use this \
                 context only if you know the program."
            );
        }
        Warning::Plugin(name) => {
            return format!(
                "It signs in by the plugin {name}, which kubectl no longer has. Ask for a \
                 kubeconfig with a certificate."
            );
        }
        Warning::ReadsFiles(paths) => {
            let paths = paths.join(" and ");
            return format!("It reads {paths} on this computer, and works only where that is.");
        }
        Warning::Expired(at) => return format!("Expired: {}. Get the kubeconfig again.", far(at)),
        Warning::ExpiresSoon(at) => {
            return format!("Expires soon: {}. Get the kubeconfig again before then.", far(at));
        }
        Warning::NotYetValid(at) => {
            let at = far(at);
            return format!(
                "Valid only from {at}. If that is past, this computer's clock is wrong."
            );
        }
        Warning::AuthorityExpired(at) => {
            let at = far(at);
            return format!("The CA expired: {at}. Renew it, then get the kubeconfig again.");
        }
        Warning::LongLived(at) => {
            return format!("Long-lived credential: it ends only on {}.", when.date(*at));
        }
        Warning::OtherExpiration { service, certificate } => {
            let distance = service.duration_since(*certificate);
            let side = if distance.is_negative() { "earlier" } else { "later" };
            let distance = when.time.distance(distance);
            return format!(
                "The service names an end that is {distance} {side} than the certificate's; the \
                 certificate counts."
            );
        }
    };
    plain.to_owned()
}
