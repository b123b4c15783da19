//! `docs/errors.md`, the page about everything that can go wrong, made of the program's own
//! words. With `UPDATE_DOCS=1` it is written there; else it is compared with what is there.

mod examples;
mod words;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use ack_kubeconfig::cli::exit::Exit;
use ack_kubeconfig::core::acs::codes::{CODES, KnownCode};
use ack_kubeconfig::core::acs::step::ClockCommand;
use ack_kubeconfig::core::acs::{
    ApiEndpoint, ClusterId, Credentials, Problem, Scheme, SchemeChoice, Step,
};
use ack_kubeconfig::core::session::{Failure, Question};
use ack_kubeconfig::text::{Language, Notice, Phrases, explain};

use examples::PROBLEMS;
use words::{Group, PageWords};

#[test]
fn the_page_about_errors_is_what_the_program_says() {
    for (language, file) in words::PAGES {
        let text = page(language);
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(file);
        if std::env::var_os("UPDATE_DOCS").is_some() {
            fs::write(path, text).unwrap();
            continue;
        }
        let written = fs::read_to_string(path).unwrap_or_default();
        for (written, made) in written.lines().zip(text.lines()) {
            assert_eq!(written, made, "docs/{file} is stale: {COMMAND}");
        }
        assert_eq!(written.len(), text.len(), "docs/{file} is stale: {COMMAND}");
    }
}

/// How the page is written anew.
const COMMAND: &str = "run `UPDATE_DOCS=1 cargo test --test client -- errors_page`, and look at \
                       the difference";

/// Each code leads to a problem that the page tells of, in one group alone.
#[test]
fn the_page_leaves_no_code_and_no_problem_out() {
    for known in CODES {
        assert!(PROBLEMS.contains(&known.problem), "{}", known.code);
    }
    for problem in PROBLEMS {
        let groups = Group::ALL.into_iter().filter(|group| group.holds(problem)).count();
        assert_eq!(groups, 1, "{problem:?}");
    }
}

fn page(language: Language) -> String {
    let (words, phrases) = (PageWords::of(language), Phrases::of(language));
    let mut page = format!("{}\n\n{}\n\n", words.title, words.intro.join("\n\n"));
    page.push_str(&index(words, phrases));
    for group in Group::ALL {
        write!(page, "## {}\n\n", (words.group)(group)).unwrap();
        for problem in PROBLEMS.into_iter().filter(|problem| group.holds(*problem)) {
            for failure in examples::failures(problem) {
                page.push_str(&section(problem, &failure, words, phrases));
            }
        }
    }
    let sections = [
        (words.sign_in, sign_in(words, phrases)),
        (words.keychain, list(examples::keychain_errors().iter().map(phrases.profiles.keychain))),
        (words.files, files(words, phrases)),
        (words.saving, list(examples::save_errors().iter().map(phrases.save.failed))),
        (words.checks, checks(words, phrases)),
    ];
    for ((title, about), section) in sections {
        write!(page, "## {title}\n\n{about}\n\n{section}\n").unwrap();
    }
    format!("{}\n", page.trim_end())
}

/// Where each code is explained.
fn index(words: &PageWords, phrases: &Phrases) -> String {
    let mut index = format!("{}\n|---|---|---|---|\n", words.index_heads);
    for known in CODES {
        let title = explain(&examples::failures(known.problem)[0], phrases).title;
        let code = match known.message {
            Some(part) => format!("`{}`, “{part} …”", known.code),
            None => format!("`{}`", known.code),
        };
        let (statuses, exit) = (statuses(known), Exit::of(known.problem).code());
        let link = anchor(&title);
        writeln!(index, "| {code} | {statuses} | [{title}](#{link}) | {exit} |").unwrap();
    }
    index + "\n"
}

fn statuses(known: &KnownCode) -> String {
    known.statuses.iter().map(u16::to_string).collect::<Vec<_>>().join(", ")
}

/// The anchor that a heading gets.
fn anchor(heading: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    heading.to_lowercase().chars().filter(kept).collect::<String>().replace(' ', "-")
}

/// All that is told of a problem.
fn section(problem: Problem, failure: &Failure, words: &PageWords, phrases: &Phrases) -> String {
    let Notice { title, meaning, next } = explain(failure, phrases);
    let mut section = format!("### {title}\n\n");
    let codes = CODES.iter().filter(|known| known.problem == problem);
    let codes: Vec<String> =
        codes.map(|known| format!("`{}` (HTTP {})", known.code, statuses(known))).collect();
    if !codes.is_empty() {
        write!(section, "{}\n\n", codes.join(" · ")).unwrap();
    }
    write!(section, "{meaning}\n\n**{next}**\n\n").unwrap();
    let question = question(problem);
    for step in failure.next_steps(Some((&question).into())) {
        section.push_str(&step_line(&step, words, phrases));
    }
    let exit = (words.exit)(Exit::of(problem).code());
    write!(section, "- {exit}\n\n").unwrap();
    section
}

/// What a person would have asked for whom every step is left to take.
fn question(problem: Problem) -> Question {
    let key = Credentials::new("LTAI5tExample", &"secret".into(), None).unwrap();
    let id = ClusterId::parse("CLUSTER-ID").unwrap();
    let mut question = Question::new(id, key);
    question.endpoint = ApiEndpoint::of_region("cn-hangzhou").unwrap();
    if problem == Problem::SignatureRefused {
        question.scheme = SchemeChoice::Only(Scheme::Roa);
    }
    question
}

fn step_line(step: &Step, words: &PageWords, phrases: &Phrases) -> String {
    let button = (phrases.steps.button)(step);
    let command = match step {
        Step::SetClock => {
            let of = |known: ClockCommand| format!("`{}` ({})", known.command, known.system);
            ClockCommand::ALL.map(of).join(", ")
        }
        step => (phrases.steps.command)(step).unwrap_or_default(),
    };
    (words.step)(&button, &command)
}

fn list(sentences: impl Iterator<Item = String>) -> String {
    sentences.map(|sentence| format!("- {sentence}\n")).collect()
}

fn sign_in(words: &PageWords, phrases: &Phrases) -> String {
    let failures = examples::sign_in_errors().into_iter().map(examples::without_a_key);
    let told = failures.map(|failure| (explain(&failure, phrases), Exit::of(Problem::NoKey)));
    table(told.collect(), words)
}

fn files(words: &PageWords, phrases: &Phrases) -> String {
    let troubles = examples::file_troubles();
    let told = troubles.iter().map(|trouble| {
        let notice = (phrases.landing.trouble)(trouble);
        (notice, Exit::of_file(trouble))
    });
    table(told.collect(), words)
}

fn checks(words: &PageWords, phrases: &Phrases) -> String {
    let troubles = examples::check_troubles();
    let told = troubles.iter().map(|trouble| {
        let notice = (phrases.connection.trouble)(trouble);
        (notice, Exit::of_check(trouble))
    });
    table(told.collect(), words)
}

/// What is said, what it means, what to do, and the exit code. What every row means is told once,
/// above.
fn table(mut rows: Vec<(Notice, Exit)>, words: &PageWords) -> String {
    let refrain = refrain(rows.iter().map(|(notice, _)| notice.meaning.as_str()));
    for (notice, _) in &mut rows {
        let own = notice.meaning.len() - refrain.len();
        notice.meaning.truncate(own);
    }
    let with_meaning = rows.iter().any(|(notice, _)| !notice.meaning.is_empty());
    let [said, means, to_do, exit] = words.heads;
    let mut table = match refrain.trim() {
        "" => String::new(),
        refrain => format!("{}{refrain}\n\n", words.always),
    };
    let mut line = |said: &str, means: &str, to_do: &str, exit: &str| {
        let means = if with_meaning { format!(" {means} |") } else { String::new() };
        writeln!(table, "| {said} |{means} {to_do} | {exit} |").unwrap();
    };
    line(said, means, to_do, exit);
    line("---", "---", "---", "---");
    for (Notice { title, meaning, next }, exit) in &rows {
        line(title, meaning.trim(), next, &exit.code().to_string());
    }
    table
}

/// The sentences with which all end, if there are any.
fn refrain<'a>(mut texts: impl Iterator<Item = &'a str>) -> String {
    let first = texts.next().unwrap_or_default();
    let common = texts.fold(first, |common, text| {
        let same = common.chars().rev().zip(text.chars().rev()).take_while(|(a, b)| a == b);
        let length: usize = same.map(|(a, _)| a.len_utf8()).sum();
        &common[common.len() - length..]
    });
    if common == first {
        return common.to_owned();
    }
    // It begins where a sentence does.
    let ends = [". ", ".” ", "。"];
    let begin = ends.iter().filter_map(|end| Some(common.find(end)? + end.trim_end().len())).min();
    begin.map(|begin| common[begin..].to_owned()).unwrap_or_default()
}
