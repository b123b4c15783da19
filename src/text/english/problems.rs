//! What each problem is called, means, and asks for.

use super::{clock_off, denied, time};
use crate::core::acs::Problem;
use crate::core::acs::difference::{Difference, Place};
use crate::core::acs::step::CLOCK_TOLERANCE;
use crate::core::printable::printable;
use crate::text::explain::{Notice, Told};

pub(super) fn notice(told: &Told<'_>) -> Notice {
    if told.problem.is_about_credentials() {
        return about_credentials(told);
    }
    if told.problem.is_about_permission() {
        return about_permission(told);
    }
    if told.problem.is_network_or_server() {
        return about_the_way(told);
    }
    about_the_request(told)
}

fn words(title: &str, meaning: &str, next: &str) -> Notice {
    Notice { title: title.to_owned(), meaning: meaning.to_owned(), next: next.to_owned() }
}

fn about_credentials(told: &Told<'_>) -> Notice {
    match told.problem {
        Problem::UnknownAccessKey => words(
            "There is no such AccessKey ID",
            "Alibaba Cloud does not know it: it was mistyped, deleted, or belongs to the other \
             site (aliyun.com and alibabacloud.com have separate accounts). Nothing was saved or \
             changed.",
            "Check the AccessKey ID, or create a new key in the RAM console.",
        ),
        Problem::DisabledAccessKey => words(
            "This AccessKey is disabled",
            "The key exists, but it was switched off. Nothing was saved or changed.",
            "Enable it in the RAM console, or use another key.",
        ),
        Problem::TokenExpired => words(
            "The STS token has expired",
            "Temporary keys end after minutes or hours, and this one has. Nothing was saved or \
             changed.",
            "Get a new temporary key, and enter its three parts together.",
        ),
        Problem::TokenInvalid => words(
            "The STS token does not fit",
            "It is incomplete or belongs to another AccessKey. Nothing was saved or changed.",
            "Enter AccessKey ID, secret and token from the same answer, in full.",
        ),
        _ if told.failure.same_string_to_sign == Some(false) => changed_on_its_way(told),
        _ => words(
            "The AccessKey secret does not match this AccessKey ID",
            "Alibaba Cloud computed another signature for the same request, so the secret was \
             mistyped or belongs to another key. Nothing was saved or changed.",
            "Enter the secret again.",
        ),
    }
}

fn changed_on_its_way(told: &Told<'_>) -> Notice {
    let what = match told.failure.difference() {
        Some(difference) => format!("{}, ", sentence(&differs(difference))),
        None => "Alibaba Cloud signed a different text than this program did, ".to_owned(),
    };
    words(
        "The request was changed on its way",
        &format!(
            "{what}so the secret may be right: a proxy has probably changed it. Nothing was saved \
             or changed."
        ),
        "Try without the proxy, or with the other signature scheme.",
    )
}

/// The first thing that was changed on the way: `x-acs-version was sent as “a” and arrived as “b”`.
pub(super) fn differs(difference: &Difference) -> String {
    let place = match &difference.place {
        Place::Method => "the method".to_owned(),
        Place::Header(name) => format!("the header {}", printable(name)),
        Place::Resource => "the address".to_owned(),
        Place::CanonicalRequest => return "something in the request was changed".to_owned(),
    };
    let quoted = |text: &String| match text.as_str() {
        "" => "nothing".to_owned(),
        text => format!("“{}”", printable(text)),
    };
    match (&difference.ours, &difference.theirs) {
        (Some(ours), Some(theirs)) => {
            format!("{place} was sent as {} and arrived as {}", quoted(ours), quoted(theirs))
        }
        (Some(ours), None) => format!("{place} was sent as {} and did not arrive", quoted(ours)),
        (None, theirs) => {
            let theirs = theirs.as_ref().map(quoted).unwrap_or_default();
            format!("{place} was added on the way, as {theirs}")
        }
    }
}

fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    characters
        .next()
        .map(|first| first.to_uppercase().chain(characters).collect())
        .unwrap_or_default()
}

fn about_the_request(told: &Told<'_>) -> Notice {
    match told.problem {
        Problem::SignatureRefused => words(
            "The service does not accept this signature method",
            "Of the two that this program knows it takes only the other, or neither. Nothing was \
             saved or changed.",
            "Leave the signature on automatic; where it is, the endpoint may be another product's.",
        ),
        Problem::RequestIncomplete => words(
            "The request arrived incomplete",
            "Alibaba Cloud misses a part of it. This program sends every part, so something on the \
             way has probably taken one out: a proxy that keeps headers back. Nothing was saved or \
             changed.",
            "Try without the proxy, or with the other signature scheme. If that does not help, the \
             mistake is this program's: please report it, with the details.",
        ),
        Problem::Clock => about_the_clock(told),
        Problem::WrongEndpoint => words(
            &format!("{} does not know this API", host(told)),
            "Alibaba Cloud answers there, but not ACK, or not this version of it: the API endpoint \
             is another product's. Nothing was saved or changed.",
            "Use the default API endpoint, or correct the one that was set.",
        ),
        Problem::NeedsHttps => words(
            &format!("{} wants HTTPS", host(told)),
            "The request arrived without encryption: the endpoint begins with http://, or \
             something on the way takes the encryption off. Nothing was saved or changed.",
            "Use the default API endpoint, or write it with https://.",
        ),
        Problem::ClusterNotFound => words(
            "There is no such cluster in this account",
            "The ID was mistyped, the cluster was deleted, or it belongs to another account. \
             Nothing was saved or changed.",
            "Copy the ID from the cluster's page in the ACK console.",
        ),
        Problem::ClusterState => words(
            "This cluster has no kubeconfig in its present state",
            "A cluster that is being created or deleted, or has failed, has no API server to go \
             to. Nothing was saved or changed.",
            "Look at the cluster in the ACK console, and try again when it runs.",
        ),
        Problem::NoEndpoint => words(
            "This cluster has no such endpoint",
            "Its API server has no address of the kind that was asked for, the one on the Internet \
             or the one inside the VPC. Nothing was saved or changed.",
            "Choose the other endpoint; the private one is reached from inside the VPC.",
        ),
        Problem::Setup => words(
            "A secure connection cannot be set up on this computer",
            "The system's root certificates could not be read. No request was sent.",
            "Install the package ca-certificates, or see the cause below.",
        ),
        _ => {
            let code = told.service.map(|error| printable(&error.code)).unwrap_or_default();
            words(
                &format!("Alibaba Cloud refused the request: {code}"),
                "The message below is the service's own. Nothing was saved or changed.",
                "Look the code up in the error centre, or quote the request ID to support.",
            )
        }
    }
}

/// Who was asked.
fn host<'a>(told: &'a Told<'_>) -> &'a str {
    told.failure.exchange.as_ref().map_or("the service", |exchange| &exchange.host)
}

fn about_the_clock(told: &Told<'_>) -> Notice {
    const RULE: &str = "Alibaba Cloud refuses requests whose date is more than 15 minutes off";
    let ahead = told.failure.exchange.as_ref().and_then(|exchange| exchange.clock_ahead);
    let (title, meaning, next) = match ahead {
        Some(ahead) if ahead.abs() < CLOCK_TOLERANCE => (
            "The date of the request was refused",
            format!(
                "{RULE}, and this computer's clock is right: something on the way probably \
                 changes the date."
            ),
            "Try without the proxy, or with the other signature scheme.",
        ),
        _ => {
            let off = ahead.map_or_else(String::new, |ahead| {
                let off = clock_off(&time::TIME.roughly(ahead), ahead.is_positive());
                format!(", and {off}")
            });
            (
                "This computer's clock is wrong",
                format!("{RULE}{off}. To sign with the service's own time did not help."),
                "Set the clock, or let the system set it from the network.",
            )
        }
    };
    words(title, &format!("{meaning} Nothing was saved or changed."), next)
}

fn about_permission(told: &Told<'_>) -> Notice {
    match told.problem {
        Problem::TokenPolicy => words(
            "The temporary key may not do this",
            "The policy that came with the STS token, or the one of its role, does not allow it. \
             Nothing was saved or changed.",
            "Get a temporary key whose policy allows it, or use other credentials.",
        ),
        Problem::IdentityRefused => words(
            "ACK does not let this identity do this",
            "ACK's own list of who may do what refuses it, whatever the RAM policies say. Nothing \
             was saved or changed.",
            "Ask the cluster's owner to authorise this identity in the ACK console under \
             Authorizations, or use other credentials.",
        ),
        Problem::NoRole => words(
            "You have no role in this cluster",
            "RAM lets you in, but no RBAC role inside the cluster is bound to this identity. \
             Nothing was saved or changed.",
            "Ask an administrator of the cluster for a role, in the ACK console under \
             Authorizations: RAM policies do not help here.",
        ),
        _ => words(
            "You are signed in, but not allowed to do this",
            &denied::meaning(told.service),
            "Choose a validity of a few hours, if that is all that is allowed; else ask your \
             administrator for the permission.",
        ),
    }
}

fn about_the_way(told: &Told<'_>) -> Notice {
    let host = host(told);
    match told.problem {
        Problem::Name => words(
            &format!("The name {host} cannot be found"),
            "This computer is offline, its DNS does not answer, or the endpoint is mistyped. \
             Nothing was saved or changed.",
            "Check the connection to the Internet, and the endpoint.",
        ),
        Problem::Connect => words(
            &format!("No connection to {host}"),
            "The connection was refused or got lost: a firewall, a proxy, or a wrong port. Nothing \
             was saved or changed.",
            "Check the network, VPN and proxy, then try again.",
        ),
        Problem::Tls => words(
            &format!("No secure connection to {host}"),
            "The certificate that came is not one that this computer trusts, or none came: a proxy \
             that reads along, a captive portal, or a wrong clock. No request was sent.",
            "Sign in to the network if it asks for it, or add your company's root certificate to \
             the system.",
        ),
        Problem::Broken => words(
            "The connection broke off",
            "The answer ended in the middle, several times. Nothing was saved or changed.",
            "Try again; if it stays so, look at the proxy or VPN.",
        ),
        Problem::Timeout => words(
            &format!("No answer from {host} in time"),
            "The connection stood or was tried, but no whole answer came. Nothing was saved or \
             changed.",
            "Try again; behind a slow connection, wait longer.",
        ),
        Problem::RequestRepeated => words(
            "The request arrived twice",
            "Each request has a number that is good for one time, and Alibaba Cloud had seen it \
             already, whatever the number was: a proxy probably sends requests again. Nothing was \
             saved or changed.",
            "Try again; if it stays so, try without the proxy.",
        ),
        Problem::ClusterUnclear => words(
            "ACK could not look this cluster up",
            "The service failed to find out about it: the cluster is new or changing, or of \
             another region than the endpoint. Nothing was saved or changed.",
            "Try again in a minute; if it stays so, check the ID and the endpoint.",
        ),
        Problem::Throttled => words(
            "Too many requests at the moment",
            "Alibaba Cloud limits how often an account may ask, and it stayed so after several \
             tries. Nothing was saved or changed.",
            "Wait a minute, then try again.",
        ),
        Problem::ServerTrouble => words(
            "Alibaba Cloud has trouble of its own",
            "The service failed, also after several tries. Nothing was saved or changed.",
            "Try again in a while; with the request ID, support can look it up.",
        ),
        _ => words(
            "Something else answered than Alibaba Cloud",
            "What came is no answer of the service: a captive portal, a proxy, or a wrong \
             endpoint. It was not followed or run, and nothing was saved or changed.",
            "Sign in to the network if it asks for it, and check the endpoint and proxy.",
        ),
    }
}
