//! Whether a kubeconfig works, in English.

use crate::core::connection::{CheckTrouble, Extent, Finding, Rights, Rung, Runs, TlsTrouble};
use crate::core::printable::{printable, printable_long};
use crate::text::Notice;
use crate::text::connection::ConnectionWords;

pub(super) const CONNECTION: ConnectionWords = ConnectionWords {
    rung: |rung| match rung {
        Rung::Name => "Name",
        Rung::Tcp => "TCP",
        Rung::Tls => "TLS",
        Rung::Identity => "Identity",
        Rung::Permission => "Permission",
    },
    finding,
    trouble,
    holds: "ok",
    fails: "FAILED",
    not_reached: "not reached",
    climbing: "…",
    intro: "Tests the way to the cluster step by step: name, TCP, TLS, identity, permission. \
            Nothing in the cluster is changed.",
    test: "Test connection",
    test_again: "Test again",
    check_all: "Check all connections",
    works: "Everything works",
    broken: "does not work",
    not_run: "runs a program",
    checking: "checking…",
    may_i: "MAY I…",
    in_cluster: "cluster",
    cluster_question: |question| format!("{} {}", question.verb, question.resource),
    yes: "yes",
    no: "no",
    copy_binding: "Copy role binding",
    copy_message: "Copy message to the administrator",
    message: |user, server| {
        format!(
            "Hello, I can sign in to the cluster {server} as {user}, but no RBAC role is bound to \
             me. Please grant me one: in the ACK console under Authorizations (RAM action \
             cs:GrantPermissions), or with the binding below."
        )
    },
    run_program: "Run it and test",
    send_file: "Send it and test",
    allow_exec: "Add --allow-exec to let it run.",
    none_in_use: "no context is in use: name one, or add --all",
};

fn finding(finding: &Finding) -> String {
    match finding {
        Finding::Name { host, is_proxy, addresses } => {
            let host = printable(host);
            let by = if *is_proxy { " (the proxy)" } else { "" };
            let addresses: Vec<String> = addresses.iter().map(ToString::to_string).collect();
            match addresses.as_slice() {
                [one] if *one == host => format!("{host}{by} is an address, no lookup"),
                several => format!("{host}{by} is {}", several.join(", ")),
            }
        }
        Finding::Tcp(address) => format!("{address} answers"),
        Finding::Tls { protocol, unverified: false } => {
            format!("{protocol}, a certificate for this server, signed by the cluster's CA")
        }
        Finding::Tls { protocol, unverified: true } => {
            format!("{protocol}, not verified: insecure-skip-tls-verify is on")
        }
        Finding::NoTls => "not looked at: no TLS, or the proxy's business".to_owned(),
        Finding::Identity { user, version, .. } => {
            let version = printable(version);
            match user {
                Some(user) => format!("accepted as {} · Kubernetes {version}", printable(user)),
                None => format!("accepted · Kubernetes {version}"),
            }
        }
        Finding::Permission(rights) => permission(rights),
    }
}

fn permission(rights: &Rights) -> String {
    match rights.extent() {
        Extent::Cluster => "may manage the whole cluster".to_owned(),
        Extent::Pods(namespaces) => {
            let namespaces: Vec<String> = namespaces.into_iter().map(printable).collect();
            format!("may list pods in {}", namespaces.join(", "))
        }
        Extent::Other => "has a role, and may not list pods".to_owned(),
    }
}

fn trouble(trouble: &CheckTrouble) -> Notice {
    let notice = |title: String, meaning: &str, next: &str| Notice {
        title,
        meaning: meaning.to_owned(),
        next: next.to_owned(),
    };
    match trouble {
        CheckTrouble::Document(why) => notice(
            format!("The kubeconfig cannot be used: {}", printable(why)),
            "",
            "Get it again, or mend the file.",
        ),
        CheckTrouble::WouldRun(runs) => would_run(runs),
        CheckTrouble::WouldSend(file) => would_send(file),
        CheckTrouble::WouldRead(file) => would_read(file),
        CheckTrouble::TwoWays => notice(
            "It names both a program and a file to sign in with".to_owned(),
            "Programs do not agree on which of the two is taken. Nothing was run, and no file \
             was read.",
            "Take one of the two out of the kubeconfig.",
        ),
        CheckTrouble::Program(why) => notice(
            format!("The program for the credentials failed: {}", printable(why)),
            "kubectl would fail in the same way.",
            "Run the program in a terminal to see what it says.",
        ),
        CheckTrouble::Proxy(scheme) => notice(
            format!("Proxies of the kind {} are not supported", printable(scheme)),
            "",
            "Use an http or socks5 proxy in proxy-url or HTTPS_PROXY.",
        ),
        CheckTrouble::ProxyRefused(line) => notice(
            format!("The proxy refused: {}", printable(line)),
            "It does not let you through to the cluster.",
            "Ask whoever runs it, or go without: NO_PROXY names what it is not for.",
        ),
        CheckTrouble::Unauthorized { ended: true } => notice(
            "The credentials have ended".to_owned(),
            "The cluster does not accept them any more (401).",
            "Renew the context: it gets new ones in place.",
        ),
        CheckTrouble::Unauthorized { ended: false } => notice(
            "The cluster does not accept the credentials (401)".to_owned(),
            "They were revoked, or are another cluster's.",
            "Renew the context. If that does not help, ask the cluster's administrator.",
        ),
        CheckTrouble::Forbidden(message) => notice(
            format!("The cluster refuses: {}", printable(message)),
            "You are signed in, but may not even ask who you are (403).",
            "Ask the cluster's administrator.",
        ),
        CheckTrouble::NoRole(user) => notice(
            "You may connect, but do nothing".to_owned(),
            &format!("No RBAC role in this cluster is bound to {}.", printable(user)),
            "An administrator grants one in the console under Authorizations, or by a role \
             binding.",
        ),
        CheckTrouble::Status(code, message) => notice(
            format!("The cluster answers {code}: {}", printable(message)),
            "The API server has trouble of its own.",
            "Try again in a while.",
        ),
        CheckTrouble::Tls(trouble) => tls(trouble),
        unreachable => network(unreachable),
    }
}

fn would_run(runs: &Runs) -> Notice {
    let (what, name) = match runs {
        Runs::Command(command) => ("runs a program", command.join(" ")),
        Runs::Provider(provider) => ("uses a provider", provider.clone()),
    };
    Notice {
        title: format!("To sign in, it {what}: {}", printable_long(&name)),
        meaning: "Whoever wrote the kubeconfig decides what that does on this computer. It was \
                  not run."
            .to_owned(),
        next: "Let it run only if you know it.".to_owned(),
    }
}

fn would_send(file: &str) -> Notice {
    Notice {
        title: format!("To sign in, it sends a file to the server: {}", printable_long(file)),
        meaning:
            "Whoever wrote the kubeconfig decides which file of this computer that is, and who \
             gets it. It was not read."
                .to_owned(),
        next: "Let it be sent only if you know the file and the server.".to_owned(),
    }
}

fn would_read(file: &str) -> Notice {
    Notice {
        title: format!("It takes a certificate or a key from a file: {}", printable_long(file)),
        meaning:
            "A kubeconfig of ACK holds them itself. Whoever wrote this one decides which file of \
             this computer that is. It was not read."
                .to_owned(),
        next: "If you know the file, save the kubeconfig and test it with kubectl.".to_owned(),
    }
}

fn tls(trouble: &TlsTrouble) -> Notice {
    let (title, meaning, next) = match trouble {
        TlsTrouble::UnknownAuthority => (
            "The server's certificate is signed by another CA".to_owned(),
            "It is not the cluster that the kubeconfig is for, or something between you and it \
             opens the connection.",
            "Renew the context. If the cluster is the right one, ask who runs the network.",
        ),
        TlsTrouble::WrongName(names) => {
            let names: Vec<String> = names.iter().map(|name| printable(name)).collect();
            let listed =
                if names.is_empty() { "another name".to_owned() } else { names.join(", ") };
            (
                format!("The server's certificate is for {listed}"),
                "The address of the kubeconfig is not one of the cluster's own.",
                "Renew the context, or set tls-server-name to one of these.",
            )
        }
        TlsTrouble::Ended => (
            "The server's certificate has ended".to_owned(),
            "By this computer's clock. If the clock is right, the cluster has to renew it.",
            "Look at this computer's clock, then at the cluster in the console.",
        ),
        TlsTrouble::NotYet => (
            "The server's certificate is not valid yet".to_owned(),
            "This computer's clock is probably behind.",
            "Set the clock, then test again.",
        ),
        TlsTrouble::NotTls => (
            "What answers speaks no TLS".to_owned(),
            "It is no API server: another program, or a portal of the network.",
            "Look at the address, and at the network that you are in.",
        ),
        TlsTrouble::Other(why) => (
            format!("No encrypted connection: {}", printable(why)),
            "",
            "Test again; if it stays so, renew the context.",
        ),
    };
    Notice { title, meaning: meaning.to_owned(), next: next.to_owned() }
}

fn network(trouble: &CheckTrouble) -> Notice {
    const PRIVATE: &str = "It is a private address: it works inside the cluster's VPC, and from \
                           networks that are connected to it.";
    const VPN: &str = "Connect to the VPC (VPN, or a machine inside), or get the public endpoint.";
    const FIREWALL: &str = "Something on the way drops it: a firewall, or the access control list \
                            of the cluster's load balancer.";
    let (title, meaning, next) = match trouble {
        CheckTrouble::NoAddress(host) => (
            format!("{} has no address", printable(host)),
            "The name is wrong, or this network's name server does not know it.",
            "Look at the name; names of a VPC are known inside it only.",
        ),
        CheckTrouble::Refused(address) => (
            format!("{address} refuses connections"),
            "There is a computer at the address, and no API server.",
            "See in the console whether the cluster runs and has this endpoint.",
        ),
        CheckTrouble::Silent(address, true) | CheckTrouble::Unreachable(address, true) => {
            (format!("{address} cannot be reached from here"), PRIVATE, VPN)
        }
        CheckTrouble::Silent(address, false) => (
            format!("{address} does not answer"),
            FIREWALL,
            "See whether your address is on the list, and whether a VPN or proxy is needed.",
        ),
        CheckTrouble::Unreachable(address, false) => (
            format!("There is no way to {address}"),
            "This computer has no network, or none that leads there.",
            "Look at the network, then test again.",
        ),
        CheckTrouble::NoAnswer => (
            "No answer came in time".to_owned(),
            FIREWALL,
            "Test again; if it stays so, look at the network.",
        ),
        _ => (
            "The connection broke off".to_owned(),
            "Something on the way, or the server itself, closed it.",
            "Test again; if it stays so, look at the network.",
        ),
    };
    Notice { title, meaning: meaning.to_owned(), next: next.to_owned() }
}
