//! Every character of every phrase has a glyph in the fonts that the program brings along.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use egui::{FontFamily, FontId};

use crate::support::{Window, options};

/// Where the phrases, the names of regions and those of the demo's clusters are;
/// `assets/fonts/chinese.sh` reads the same files.
const SOURCES: [&str; 3] = ["src/text", "src/demo", "src/core/acs/region.rs"];

fn characters(path: &Path, into: &mut BTreeSet<char>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            characters(&entry.unwrap().path(), into);
        }
    } else {
        into.extend(fs::read_to_string(path).unwrap().chars().filter(|c| !c.is_control()));
    }
}

#[test]
fn every_character_of_every_phrase_has_a_glyph_in_the_shipped_fonts() {
    let mut wanted = BTreeSet::new();
    for source in SOURCES {
        characters(&Path::new(env!("CARGO_MANIFEST_DIR")).join(source), &mut wanted);
    }
    assert!(wanted.contains(&'集') && wanted.contains(&'湖') && wanted.contains(&'杭'));
    let window = Window::open(options());
    for family in [FontFamily::Proportional, FontFamily::Monospace] {
        let font = FontId::new(13.0, family);
        let missing: String = window.harness.ctx.fonts_mut(|fonts| {
            wanted.iter().filter(|character| !fonts.has_glyph(&font, **character)).collect()
        });
        assert!(
            missing.is_empty(),
            "the fonts lack {missing}. Chinese characters come in by assets/fonts/chinese.sh, \
             others by assets/fonts/subset.sh"
        );
    }
}

/// Texts of the Chinese phrases that are right without a Chinese character: names, units and
/// words that the service, kubectl and the RFCs write so in every language.
const PROPER: [&str; 0] = [];

/// The string literals of a source file that are told, not compared: no pattern of a `match`.
fn told_literals(source: &str) -> Vec<String> {
    let mut literals = Vec::new();
    let code = source.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code = code.collect::<Vec<_>>().join("\n");
    let mut rest = code.as_str();
    while let Some((_, after)) = rest.split_once('"') {
        let Some((literal, after)) = after.split_once('"') else { break };
        let behind = after.trim_start();
        if !behind.starts_with("=>") && !behind.starts_with('|') {
            literals.push(literal.to_owned());
        }
        rest = after;
    }
    literals
}

/// A text without its `{…}`.
fn without_values(text: &str) -> String {
    text.split('{')
        .enumerate()
        .map(
            |(at, part)| {
                if at == 0 { part } else { part.split_once('}').map_or("", |(_, after)| after) }
            },
        )
        .collect()
}

#[test]
fn no_english_is_left_in_the_chinese_phrases() {
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let mut english = BTreeSet::new();
    let mut files = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/text/chinese.rs")];
    files.extend(sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/text/chinese")));
    for file in files {
        for literal in told_literals(&fs::read_to_string(file).unwrap()) {
            let text = without_values(&literal);
            let is_word =
                |word: &str| word.len() > 1 && word.chars().all(|c| c.is_ascii_alphabetic());
            if !text.contains(han)
                && text.split(|c: char| !c.is_ascii_alphabetic()).any(is_word)
                && !PROPER.contains(&literal.as_str())
            {
                english.insert(literal);
            }
        }
    }
    assert!(english.is_empty(), "English is left in Chinese: {english:#?}");
}

fn sources(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(sources(&path)) } else { files.push(path) }
    }
    files
}
