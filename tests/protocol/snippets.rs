//! The golden texts of the same call in the words of others: what they are for Go and Java, whose
//! code no test runs, and that they change only when somebody means it.

use std::fs;
use std::path::PathBuf;

use ack_kubeconfig::core::acs::snippets::{Call, Form};
use ack_kubeconfig::core::acs::{
    ApiEndpoint, ApiServerEndpoint, ClusterId, GetKubeconfig, Scheme, TemporaryDuration,
};

fn get(api_server: ApiServerEndpoint, minutes: Option<u64>) -> GetKubeconfig {
    GetKubeconfig {
        cluster_id: ClusterId::parse("c5b5e80b0b64a4bf6939d2d8fbbc5a1f7").unwrap(),
        api_server,
        duration: minutes.map(|minutes| TemporaryDuration::from_minutes(minutes).unwrap()),
    }
}

fn file_kind(form: Form) -> &'static str {
    match form {
        Form::Curl => "curl.sh",
        Form::AliyunCli => "aliyun.sh",
        Form::Python => "py",
        Form::Go => "go",
        Form::Java => "java",
        Form::TypeScript => "ts",
    }
}

/// `UPDATE_GOLDEN=1` writes the files anew, to be looked at before they are committed.
#[test]
fn each_form_of_a_call_is_as_it_was_looked_at() {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/snippets");
    let usual = (
        get(ApiServerEndpoint::Public, None),
        ApiEndpoint::of_region("cn-hangzhou").unwrap(),
        Scheme::Roa,
        Some("cn-hangzhou"),
    );
    let special = (
        get(ApiServerEndpoint::Private, Some(90)),
        ApiEndpoint::parse("http://127.0.0.1:9000").unwrap(),
        Scheme::Acs3,
        None,
    );
    for (name, (get, endpoint, scheme, region)) in [("usual", usual), ("special", special)] {
        let call = Call { get: &get, endpoint: &endpoint, scheme, region };
        for form in Form::ALL {
            let file = folder.join(format!("{name}.{}", file_kind(form)));
            let text = form.write(&call);
            if update {
                fs::write(&file, &text).unwrap();
            }
            assert_eq!(text, fs::read_to_string(&file).unwrap(), "{}", file.display());
        }
    }
}

/// A host may have characters that mean something to a shell.
#[test]
fn whatever_the_endpoint_is_called_it_is_one_word() {
    let endpoint = ApiEndpoint::parse("https://a';$(id)&`id`.example").unwrap();
    let get = get(ApiServerEndpoint::Public, None);
    let region = Some("cn'; id");
    let call = Call { get: &get, endpoint: &endpoint, scheme: Scheme::Roa, region };
    let words = shlex::split(&Form::AliyunCli.write(&call).replace("\\\n", " ")).unwrap();
    let after = |flag: &str| {
        let at = words.iter().position(|word| word == flag).unwrap();
        words[at + 1].clone()
    };
    assert_eq!(after("--endpoint"), endpoint.host());
    assert!(!words.contains(&"--region".to_owned()), "what cannot be one is left out");
    let script = Form::Curl.write(&call);
    let line = script.lines().find(|line| line.starts_with("host=")).unwrap();
    assert_eq!(shlex::split(line).unwrap(), [format!("host={}", endpoint.host())]);
}
