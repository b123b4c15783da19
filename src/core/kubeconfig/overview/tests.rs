//! Certificates of every kind, and documents that mean harm.

use std::io::Write as _;
use std::process::{Command, Stdio};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, IsCa, Issuer, KeyPair,
    SerialNumber, SignatureAlgorithm,
};

use x509_parser::prelude::{FromDer as _, X509Certificate};

use super::{Authority, KeyKind, Overview, Program, Proof, Warning};
use crate::core::kubeconfig::KubeconfigText;

/// A day on which the certificates made here are valid.
const TODAY: &str = "2026-11-24T12:00:00Z";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// An authority, or a certificate with its key.
struct Made {
    params: CertificateParams,
    key: KeyPair,
    pem: String,
}

fn params(name: &str, group: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::OrganizationName, group);
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = rcgen::date_time_ymd(2026, 11, 1);
    params.not_after = rcgen::date_time_ymd(2027, 2, 9);
    params.serial_number = Some(SerialNumber::from(vec![0x0a, 0xbc]));
    params
}

fn authority(name: &str, key: KeyPair) -> Made {
    let mut params = params(name, "alibaba cloud");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let pem = params.self_signed(&key).unwrap().pem();
    Made { params, key, pem }
}

impl Made {
    fn signs(&self, params: CertificateParams, key: KeyPair) -> Self {
        let issuer = Issuer::from_params(&self.params, &self.key);
        let pem = params.signed_by(&key, &issuer).unwrap().pem();
        Self { params, key, pem }
    }

    fn signs_user(&self) -> Self {
        self.signs(params("2345", "system:users"), p256())
    }
}

fn p256() -> KeyPair {
    key(&rcgen::PKCS_ECDSA_P256_SHA256)
}

fn key(kind: &'static SignatureAlgorithm) -> KeyPair {
    KeyPair::generate_for(kind).unwrap()
}

/// Runs openssl, which makes what the library does not.
fn openssl(arguments: &str, input: &str) -> String {
    let mut command = Command::new("openssl");
    command.args(arguments.split(' ')).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.stderr(Stdio::null()).spawn().expect("openssl must be installed");
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "openssl {arguments}");
    String::from_utf8(output.stdout).unwrap()
}

fn rsa() -> KeyPair {
    KeyPair::from_pem(&openssl("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048", "")).unwrap()
}

fn text(cluster: &str, user: &str) -> KubeconfigText {
    KubeconfigText::new(format!(
        "kind: Config\ncurrent-context: x\ncontexts: [{{name: x, context: {{cluster: k, user: u}}}}]\n\
         clusters: [{{name: k, cluster: {{server: 'https://192.0.2.1:6443', {cluster}}}}}]\n\
         users: [{{name: u, user: {{{user}}}}}]\n"
    ))
}

fn document(ca: &str, certificate: &str, key: &str) -> KubeconfigText {
    let [ca, certificate, key] = [ca, certificate, key].map(|pem| STANDARD.encode(pem));
    text(
        &format!("certificate-authority-data: {ca}"),
        &format!("client-certificate-data: {certificate}, client-key-data: {key}"),
    )
}

/// What is found in a document of one context: whether the key belongs and the CA signed, and what
/// to beware of.
fn found(text: &KubeconfigText) -> (Proof, Proof, Vec<Warning>) {
    let overview = Overview::of(text).unwrap();
    let context = &overview.contexts[0];
    let certificate = overview.user(context).unwrap().certificate.as_ref().unwrap();
    let warnings = overview.warnings(context, at(TODAY), None);
    (certificate.key_belongs, context.signed, warnings)
}

fn key_kind(text: &KubeconfigText) -> KeyKind {
    let overview = Overview::of(text).unwrap();
    overview.certificate(&overview.contexts[0]).unwrap().key.clone()
}

#[test]
fn keys_of_every_kind_are_told_and_compared() {
    let (ed25519, p384) = (|| key(&rcgen::PKCS_ED25519), || key(&rcgen::PKCS_ECDSA_P384_SHA384));
    for (authority_key, own, kind) in [
        (rsa(), rsa(), KeyKind::Rsa(2048)),
        (p256(), p256(), KeyKind::Ec("P-256")),
        (rsa(), p384(), KeyKind::Ec("P-384")),
        (p384(), ed25519(), KeyKind::Ed25519),
        (ed25519(), rsa(), KeyKind::Rsa(2048)),
    ] {
        let made = authority("ca", authority_key);
        let user = made.signs(params("2345", "system:users"), own);
        let text = document(&made.pem, &user.pem, &user.key.serialize_pem());
        assert_eq!(key_kind(&text), kind);
        assert_eq!(found(&text), (Proof::Holds, Proof::Holds, vec![]), "{kind:?}");
    }
}

#[test]
fn keys_are_read_in_every_form_in_which_openssl_writes_them() {
    let made = authority("ca", p256());
    for (own, form, marker) in [
        (rsa(), "rsa -traditional", "BEGIN RSA PRIVATE KEY"),
        (p256(), "ec", "BEGIN EC PRIVATE KEY"),
    ] {
        let user = made.signs(params("2345", "system:users"), own);
        let traditional = openssl(form, &user.key.serialize_pem());
        assert!(traditional.contains(marker));
        let text = document(&made.pem, &user.pem, &traditional);
        assert_eq!(found(&text), (Proof::Holds, Proof::Holds, vec![]), "{form}");
    }
}

#[test]
fn what_cannot_be_computed_is_said_to_be_unknown() {
    let made = authority("ca", p256());
    let user = made.signs_user();
    let p521 = openssl("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-521", "");
    let encrypted = openssl("pkcs8 -topk8 -passout pass:x", &user.key.serialize_pem());
    for key in [&p521, &encrypted, "junk"] {
        let (belongs, signed, warnings) = found(&document(&made.pem, &user.pem, key));
        assert_eq!((belongs, signed, warnings), (Proof::Unknown, Proof::Holds, vec![]), "{key}");
    }
    let no_key = text("", &format!("client-certificate-data: {}", STANDARD.encode(&user.pem)));
    assert_eq!(found(&no_key), (Proof::Unknown, Proof::Unknown, vec![Warning::NoKey]));
}

#[test]
fn the_wrong_key_and_the_wrong_authority_are_told() {
    let (made, other) = (authority("ca", p256()), authority("other", p256()));
    let same_name = authority("ca", p256());
    let (user, second) = (made.signs_user(), made.signs_user());
    let key = user.key.serialize_pem();
    for wrong in [second.key.serialize_pem(), rsa().serialize_pem()] {
        let text = document(&made.pem, &user.pem, &wrong);
        assert_eq!(found(&text), (Proof::Fails, Proof::Holds, vec![Warning::KeyOfAnother]));
    }
    for wrong in [&other, &same_name] {
        let text = document(&wrong.pem, &user.pem, &key);
        assert_eq!(found(&text), (Proof::Holds, Proof::Fails, vec![Warning::NotSigned]));
    }
}

#[test]
fn a_chain_is_followed_to_the_authority() {
    let (root, other) = (authority("root", rsa()), authority("other", p256()));
    let mut between = params("between", "alibaba cloud");
    between.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let between = root.signs(between, p256());
    let user = between.signs_user();
    let key = user.key.serialize_pem();
    let chain = format!("{}{}{}", user.pem, between.pem, root.pem);
    let bundle = format!("{}{}", other.pem, root.pem);
    for (ca, certificates, signed) in [
        (&root.pem, &chain, Proof::Holds),
        (&bundle, &chain, Proof::Holds),
        (&between.pem, &user.pem, Proof::Holds),
        (&root.pem, &user.pem, Proof::Fails),
        (&other.pem, &chain, Proof::Fails),
    ] {
        assert_eq!(found(&document(ca, certificates, &key)).1, signed);
    }
    let overview = Overview::of(&document(&root.pem, &chain, &key)).unwrap();
    let facts = overview.certificate(&overview.contexts[0]).unwrap();
    assert_eq!((facts.chain, facts.identity.as_deref()), (2, Some("2345")));
    assert_eq!(facts.issuer, "CN=between,O=alibaba cloud");
}

/// The first certificate is the one that kubectl sends: another after it does not stand for it.
#[test]
fn a_chain_whose_first_certificate_cannot_be_read_proves_nothing() {
    let made = authority("ca", p256());
    let user = made.signs_user();
    let broken =
        format!("-----BEGIN CERTIFICATE-----\nAQID\n-----END CERTIFICATE-----\n{}", user.pem);
    let (belongs, signed, warnings) =
        found(&document(&made.pem, &broken, &user.key.serialize_pem()));
    assert_eq!((belongs, signed), (Proof::Unknown, Proof::Unknown));
    assert_eq!(warnings, [Warning::CertificateUnreadable]);
}

#[test]
fn time_makes_a_warning_of_a_date() {
    let made = authority("ca", p256());
    let user = made.signs_user();
    let text = document(&made.pem, &user.pem, &user.key.serialize_pem());
    let overview = Overview::of(&text).unwrap();
    let (from, until) = (at("2026-11-01T00:00:00Z"), at("2027-02-09T00:00:00Z"));
    for (now, warnings) in [
        ("2026-10-31T23:59:59Z", vec![Warning::NotYetValid(from)]),
        ("2026-11-01T00:00:00Z", vec![]),
        ("2027-01-29T00:00:00Z", vec![]),
        ("2027-01-31T00:00:00Z", vec![Warning::ExpiresSoon(until)]),
        ("2027-02-09T00:00:00Z", vec![Warning::AuthorityExpired(until), Warning::Expired(until)]),
    ] {
        assert_eq!(overview.warnings(&overview.contexts[0], at(now), None), warnings, "{now}");
    }
    for (service, differs) in [
        ("2027-02-09T00:01:00Z", false),
        ("2027-02-09T00:01:01Z", true),
        ("2027-02-08T00:00:00Z", true),
    ] {
        let service = at(service);
        let warnings = overview.warnings(&overview.contexts[0], at(TODAY), Some(service));
        let other = Warning::OtherExpiration { service, certificate: until };
        assert_eq!(warnings, if differs { vec![other] } else { vec![] }, "{service}");
    }

    let mut years = params("2345", "system:masters");
    years.not_after = rcgen::date_time_ymd(2029, 11, 1);
    let user = made.signs(years, p256());
    let warnings = found(&document(&made.pem, &user.pem, &user.key.serialize_pem())).2;
    let end = at("2029-11-01T00:00:00Z");
    assert_eq!(warnings, [Warning::Admin, Warning::LongLived(end)]);
}

#[test]
fn a_certificate_is_found_among_junk_and_nonsense_is_none() {
    let made = authority("ca", p256());
    let user = made.signs_user();
    let key = user.key.serialize_pem();
    let junk = format!("Bag Attributes\n  -----\n{}\u{0}\u{7}junk\r\n", user.pem);
    for pem in
        [&junk, &user.pem.replace('\n', "\r\n"), &format!("{}{junk}", made.key.serialize_pem())]
    {
        assert_eq!(found(&document(&made.pem, pem, &key)), (Proof::Holds, Proof::Holds, vec![]));
    }

    let nonsense = "-----BEGIN CERTIFICATE-----\n".repeat(40_000);
    let cut = &user.pem[..user.pem.len() / 2];
    for pem in ["hello", cut, &nonsense, &"x".repeat(1 << 20), &key] {
        let (belongs, signed, warnings) = found(&document(&made.pem, pem, &key));
        assert_eq!((belongs, signed), (Proof::Unknown, Proof::Unknown));
        assert_eq!(warnings, [Warning::CertificateUnreadable]);
    }
    let raw = text("certificate-authority-data: '%%%'", "client-certificate-data: '%%%'");
    let warnings = found(&raw).2;
    assert!(warnings.contains(&Warning::AuthorityUnreadable), "{warnings:?}");
    let overview = Overview::of(&raw).unwrap();
    assert_eq!(overview.cluster(&overview.contexts[0]).unwrap().authority, Authority::Unreadable);
}

/// A wrong byte may make it unreadable, and in what was signed its signature wrong; it does nothing
/// worse.
#[test]
fn a_certificate_with_any_byte_changed_is_read_without_harm() {
    let made = authority("ca", p256());
    let user = made.signs_user();
    let der = pem_body(&user.pem);
    let (_, certificate) = X509Certificate::from_der(&der).unwrap();
    // The part that is signed comes after the header of the whole.
    let signed_part = 4 + certificate.tbs_certificate.as_ref().len();
    for place in 0..der.len() {
        let mut changed = der.clone();
        changed[place] ^= 0x41;
        let pem = format!(
            "-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n",
            STANDARD.encode(&changed)
        );
        let (_, signed, _) = found(&document(&made.pem, &pem, &user.key.serialize_pem()));
        assert!(signed != Proof::Holds || place >= signed_part, "byte {place}");
    }
}

fn pem_body(pem: &str) -> Vec<u8> {
    let lines: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    STANDARD.decode(lines).unwrap()
}

#[test]
fn names_in_a_certificate_cannot_mislead() {
    let made = authority("ca\u{1b}[31m", p256());
    let mut user = params("a,O=system:masters", "x\u{202e}y");
    user.serial_number = Some(SerialNumber::from(vec![0x7f; 60]));
    let user = made.signs(user, p256());
    let overview =
        Overview::of(&document(&made.pem, &user.pem, &user.key.serialize_pem())).unwrap();
    let facts = overview.certificate(&overview.contexts[0]).unwrap();
    assert_eq!(facts.groups, ["x\u{25a1}y"]);
    assert!(!facts.is_admin);
    assert!(facts.subject.contains("CN=a\\,O\\=system:masters"), "{}", facts.subject);
    assert_eq!(facts.issuer, "CN=ca\u{25a1}[31m,O=alibaba cloud");
    assert_eq!(facts.serial, "7F".repeat(20) + "…");
    assert!(facts.subject.chars().count() <= 200);
}

#[test]
fn many_groups_are_counted_and_the_one_that_matters_is_found() {
    let groups: String = (0..40).map(|number| format!("/O=g{number}")).collect();
    let subject = format!("{groups}/O=system:masters/CN=x");
    let pem = openssl(
        &format!(
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout /dev/null -subj {subject}"
        ),
        "",
    );
    let overview = Overview::of(&document("", &pem, "")).unwrap();
    let facts = overview.certificate(&overview.contexts[0]).unwrap();
    assert_eq!((facts.groups.len(), facts.more_groups, facts.is_admin), (16, 25, true));
    assert_eq!((facts.groups[0].as_str(), facts.subject.chars().count()), ("g0", 200));
}

#[test]
fn only_so_much_is_computed_and_for_the_context_in_use_first() {
    let made = authority("ca", p256());
    let user = made.signs_user();
    let [ca, certificate, key] =
        [&made.pem, &user.pem, &user.key.serialize_pem()].map(|pem| STANDARD.encode(pem));
    let mut text = format!(
        "kind: Config\ncurrent-context: c999\nclusters:\n- {{name: k, cluster: {{server: 'https://x', \
         certificate-authority-data: {ca}}}}}\nusers:\n- {{name: u, user: {{client-certificate-data: \
         {certificate}, client-key-data: {key}}}}}\ncontexts:\n"
    );
    for number in 0..1000 {
        text.push_str(&format!("- {{name: c{number}, context: {{cluster: k, user: u}}}}\n"));
    }
    let overview = Overview::of(&KubeconfigText::new(text)).unwrap();
    assert_eq!(overview.current, Some(999));
    let signed = |place: usize| overview.contexts[place].signed;
    assert_eq!(
        [signed(999), signed(0), signed(998)],
        [Proof::Holds, Proof::Holds, Proof::NotTried]
    );
    let tried = overview.contexts.iter().filter(|context| context.signed == Proof::Holds).count();
    assert_eq!(tried, 299, "one for the key, and two for each context");
}

#[test]
fn a_program_is_told_word_by_word_and_no_secret_is_kept() {
    let text = text(
        "proxy-url: 'http://me:MARKED-1@proxy:1', tls-server-name: t",
        "token: MARKED-2, password: MARKED-3, username: me, exec: {command: \"sh\\e\", \
         args: [-c, 'echo MARKED-4'], env: [{name: A, value: MARKED-5}]}",
    );
    let overview = Overview::of(&text).unwrap();
    let context = &overview.contexts[0];
    let user = overview.user(context).unwrap();
    let program = user.program.as_ref().unwrap();
    assert_eq!(program.command_line(), "'sh\u{25a1}' -c 'echo MARKED-4'");
    assert_eq!(program.variables, ["A"]);
    let cluster = overview.cluster(context).unwrap();
    assert_eq!(cluster.proxy.as_deref(), Some("http://proxy:1"));
    let warnings = overview.warnings(context, at(TODAY), None);
    assert!(matches!(warnings.as_slice(), [Warning::RunsProgram(_)]), "{warnings:?}");
    assert!(!format!("{overview:?} {warnings:?}").contains("MARKED"), "{overview:?}");
}

#[test]
fn plugins_and_files_are_told() {
    let text = text(
        "certificate-authority: ../ca, insecure-skip-tls-verify: true",
        "client-certificate: /c, client-key: /k, auth-provider: {name: gcp, config: \
         {cmd-path: /bin/gcloud, cmd-args: config get}}",
    );
    let overview = Overview::of(&text).unwrap();
    let gcloud = Program {
        command: "/bin/gcloud".to_owned(),
        arguments: vec!["config".to_owned(), "get".to_owned()],
        variables: vec![],
    };
    let paths =
        |paths: &[&str]| Warning::ReadsFiles(paths.iter().map(|path| (*path).to_owned()).collect());
    assert_eq!(
        overview.warnings(&overview.contexts[0], at(TODAY), None),
        [
            Warning::TlsNotVerified,
            paths(&["../ca"]),
            Warning::RunsProgram(gcloud),
            paths(&["/c", "/k"]),
        ]
    );
}

#[test]
fn an_alias_bomb_does_not_grow() {
    let mut text = "kind: Config\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..40 {
        let previous = format!("*a{}, ", level - 1).repeat(10);
        text.push_str(&format!("a{level}: &a{level} [{previous}]\n"));
    }
    text.push_str("contexts: [{name: a, context: *a39}]\nusers: *a39\nclusters: *a39\n");
    let overview = Overview::of(&KubeconfigText::new(text)).unwrap();
    let context = &overview.contexts[0];
    assert_eq!(overview.warnings(context, at(TODAY), None), [Warning::Dangling]);
}
