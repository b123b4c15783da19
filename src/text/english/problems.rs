//! What each problem is called, means, and asks for.

use super::denied;
use crate::core::acs::Problem;
use crate::core::acs::difference::{Difference, Place};
use crate::core::kubeconfig::summary::printable;
use crate::text::explain::{Notice, Told};

pub(super) fn notice(told: &Told<'_>) -> Notice {
    if told.problem.is_about_credentials() {
        return about_credentials(told);
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
            "It answers only to the other of the two. Nothing was saved or changed.",
            "Use --signature auto, or the scheme that the message names.",
        ),
        Problem::Clock => words(
            "This computer's clock is wrong",
            "Alibaba Cloud refuses requests that are more than 15 minutes off, and the server's \
             own time did not help. Nothing was saved or changed.",
            "Set the clock, or let the system set it from the network.",
        ),
        Problem::NoPermission => words(
            "You are signed in, but not allowed to do this",
            &denied::meaning(told.service.and_then(|error| error.access_denied.as_deref())),
            "Choose a validity of a few hours and try again; else ask your administrator for the \
             permission.",
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
            "Its API server cannot be reached from the Internet. Nothing was saved or changed.",
            "Choose Private, and use the kubeconfig from inside the VPC.",
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

fn about_the_way(told: &Told<'_>) -> Notice {
    let host = told.failure.exchange.as_ref().map_or("the service", |exchange| &exchange.host);
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
            "The certificate that came is not one that this computer trusts: a proxy that reads \
             along, a captive portal, or a wrong clock. No request was sent.",
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
            "Try again; behind a slow connection, use --timeout.",
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
