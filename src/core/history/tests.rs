//! What an entry says, and that a file gives back what was written to it, whatever else it holds.

use std::path::Path;

use jiff::Timestamp;
use proptest::prelude::{Just, Strategy, any, prop, prop_oneof, proptest};
use secrecy::SecretString;

use super::{By, Entry, KEPT, NAMED, Outcome, Subject, What, Why, lines, read};
use crate::core::acs::{
    ApiServerEndpoint, ClusterId, Credentials, FetchError, ReplyError, ServiceError, TransportError,
};
use crate::core::clusters::Filter;
use crate::core::profile::{Profile, SignInError, Source};
use crate::core::session::{Errand, Failure, Question};

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

fn question(source: Source) -> Question {
    let secret = SecretString::from("MARKED-SECRET");
    let key = Credentials::new("LTAI5tExampleKey0001", &secret, None).unwrap();
    let profile = Profile::of_key(source, key.clone()).into();
    let errand = Errand::new(What::GetToRenew, Some("prod\u{1b}[31m"), None);
    Question { profile, errand, ..Question::new(ClusterId::parse("c5b5").unwrap(), key) }
}

fn of(error: FetchError) -> Entry {
    let question = question(Source::Keychain("work".to_owned()));
    let failure = Failure { error, same_string_to_sign: None, exchange: None };
    Entry::of_question(&question, Some(Err(&failure)), (NOW, By::Window)).unwrap()
}

fn service() -> FetchError {
    ReplyError::Service(Box::new(ServiceError {
        status: 404,
        code: "ErrorClusterNotFound".to_owned(),
        message: "no cluster".to_owned(),
        request_id: Some("0A1B\r\n2C".to_owned()),
        retry_after_ms: None,
        date: None,
        access_denied: None,
    }))
    .into()
}

#[test]
fn an_entry_tells_what_was_asked_of_whom_and_what_came_of_it() {
    let entry = of(service());
    assert_eq!(
        (entry.what, entry.by, entry.result),
        (What::GetToRenew, By::Window, Outcome::Failed)
    );
    assert_eq!((entry.why, entry.status), (Some(Why::Refused), Some(404)));
    assert_eq!(entry.code.as_deref(), Some("ErrorClusterNotFound"));
    let Subject { cluster_id, cluster_name, endpoint, profile } = &entry.about;
    assert_eq!(cluster_id.as_deref(), Some("c5b5"));
    assert_eq!((*endpoint, profile.as_deref()), (Some(ApiServerEndpoint::Public), Some("work")));
    assert_eq!(entry.host.as_deref(), Some("cs.aliyuncs.com"));
    // What comes from outside commands nobody.
    assert_eq!(cluster_name.as_deref(), Some("prod□[31m"));
    assert_eq!(entry.request_id.as_deref(), Some("0A1B□□2C"));
    let kept = lines(&[entry]);
    assert!(!kept.contains("MARKED") && !kept.contains("LTAI"), "{kept}");
}

#[test]
fn failures_are_told_apart_also_those_on_the_way_to_a_key() {
    for (error, why) in [
        (TransportError::Timeout { seconds: 1 }.into(), Why::Timeout),
        (TransportError::Redirect { status: 302, to: None }.into(), Why::NotTheService),
        (ReplyError::WebPage { status: 200, title: None }.into(), Why::NotTheService),
        (FetchError::SignIn(SignInError::EndedAlready(NOW).into()), Why::NoKey),
    ] {
        assert_eq!(of(error).why, Some(why));
    }
}

#[test]
fn the_demo_leaves_no_entry_and_what_is_given_up_does() {
    assert_eq!(Entry::of_question(&question(Source::Demo), None, (NOW, By::Window)), None);
    let given_up = Entry::of_question(&question(Source::Typed), None, (NOW, By::Window)).unwrap();
    assert_eq!((given_up.result, given_up.why), (Outcome::Cancelled, None));
}

#[test]
fn of_many_contexts_the_first_are_named_and_the_others_counted() {
    let names: Vec<String> = (0..NAMED + 3).map(|number| format!("context {number}")).collect();
    let write =
        Entry::of_write(What::Merge, Subject::default(), Path::new("a"), Ok(()), (NOW, By::Window));
    let entry = write.with_contexts(&names);
    assert_eq!((entry.contexts.as_slice(), entry.more_contexts), (&names[..NAMED], 3));
}

#[test]
fn a_filter_finds_what_an_entry_names_and_the_words_for_it() {
    let haystack = of(service()).haystack(["Renew", "not found"]);
    for text in ["c5b5", "prod", "work", "notfound", "0a1b", "renew found"] {
        assert!(Filter::new(text).matches(&haystack), "{text}");
    }
    assert!(!Filter::new("other").matches(&haystack));
}

#[test]
fn only_the_last_are_read_and_too_long_a_file_is_known() {
    let entries: Vec<Entry> = (0..KEPT + 60)
        .map(|number| Entry { request_id: Some(number.to_string()), ..of(service()) })
        .collect();
    let all = read(lines(&entries).as_bytes());
    assert_eq!((all.entries.as_slice(), all.older), (&entries[60..], 60));
    assert!(all.is_too_long() && !read(lines(&entries[20..]).as_bytes()).is_too_long());
}

#[test]
fn what_a_later_version_writes_is_read_as_far_as_it_is_known() {
    let later = lines(&[of(service())])
        .replace("\"get-to-renew\"", "\"teleport\"")
        .replace("\"refused\"", "\"forbidden-by-moon\"")
        .replace("{\"at\"", "{\"colour\":\"blue\",\"at\"");
    let read = read(later.as_bytes());
    assert_eq!(read.unreadable, 0);
    assert_eq!((read.entries[0].what, read.entries[0].why), (What::Unknown, Some(Why::Other)));
}

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let what = prop_oneof![Just(What::Get), Just(What::Merge), Just(What::Undo)];
    let result = prop_oneof![Just(Outcome::Done), Just(Outcome::Failed), Just(Outcome::Cancelled)];
    let text = || prop::option::of(any::<String>());
    let entry =
        (any::<i32>(), what, result, text(), text(), prop::collection::vec(any::<String>(), 0..3));
    let entry = entry.prop_map(|(at, what, result, code, file, contexts)| Entry {
        at: Timestamp::from_second(at.into()).unwrap(),
        what,
        result,
        code,
        file,
        contexts,
        ..of(service())
    });
    prop::collection::vec(entry, 0..8)
}

proptest! {
    #[test]
    fn what_was_written_is_read_again_with_anything_in_between(
        entries in entries(),
        junk in prop::collection::vec(any::<u8>(), 0..40),
        at in any::<prop::sample::Index>(),
    ) {
        let mut texts: Vec<Vec<u8>> =
            entries.iter().map(|entry| lines(std::slice::from_ref(entry)).into_bytes()).collect();
        let mut broken = vec![b'{'];
        broken.extend(junk);
        broken.push(b'\n');
        texts.insert(at.index(entries.len() + 1), broken);
        let read = read(&texts.concat());
        assert_eq!(read.entries, entries);
        assert!(read.unreadable >= 1);
    }

    #[test]
    fn a_file_cut_anywhere_gives_the_entries_before(entries in entries(), at in any::<prop::sample::Index>()) {
        let bytes = lines(&entries).into_bytes();
        let cut = at.index(bytes.len() + 1);
        let read = read(&bytes[..cut]);
        assert_eq!(read.entries.as_slice(), &entries[..read.entries.len()]);
        assert!(read.unreadable <= 1 && read.entries.len() + 1 >= bytes[..cut].split(|b| *b == b'\n').count());
    }
}
