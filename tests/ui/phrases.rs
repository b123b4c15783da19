//! The phrases as they are written: every character of every one has a glyph in the fonts that the
//! program brings along, and no English is left among the Chinese ones.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use egui::{FontFamily, FontId};

use crate::support::{Window, options};

/// Where the phrases, the names of regions and those of the demo's clusters are;
/// `assets/fonts/chinese.sh` reads the same files.
const SOURCES: [&str; 3] = ["src/text", "src/demo", "src/core/acs/region.rs"];

/// A file, or all files of a folder and those below.
fn files(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    fs::read_dir(path).unwrap().flat_map(|entry| files(&entry.unwrap().path())).collect()
}

#[test]
fn every_character_of_every_phrase_has_a_glyph_in_the_shipped_fonts() {
    let mut wanted = BTreeSet::new();
    for source in SOURCES {
        for file in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(source)) {
            wanted.extend(fs::read_to_string(file).unwrap().chars().filter(|c| !c.is_control()));
        }
    }
    assert!(wanted.contains(&'集') && wanted.contains(&'湖') && wanted.contains(&'杭'));
    let window = Window::open(options());
    let semibold = FontFamily::Name("semibold".into());
    for family in [FontFamily::Proportional, FontFamily::Monospace, semibold] {
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

/// What has a word of small letters and is no English all the same: a key of kubeconfig, and the
/// service's name of an action.
const PROPER: [&str; 2] = ["current-context", "cs:DescribeClusterUserKubeconfig"];

/// The string literals of a source file that are told, not compared: no pattern of a `match`.
fn literals(source: &str) -> Vec<String> {
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    let code = source.lines().filter(is_code).collect::<Vec<_>>().join("\n");
    let parts: Vec<&str> = code.split('"').collect();
    let is_told = |behind: &str| !behind.starts_with("=>") && !behind.starts_with('|');
    let inside = parts.windows(2).skip(1).step_by(2);
    let told = inside.filter(|pair| is_told(pair[1].trim_start()));
    told.map(|pair| pair[0].to_owned()).collect()
}

/// Whether a text has a word of small letters, outside of its `{…}`, and no Chinese. What begins
/// with a capital (`AccessKey ID`, `SHA-256`) is a name in every language.
fn is_english(text: &str) -> bool {
    let parts = text.split('{').enumerate().map(|(number, part)| match number {
        0 => part,
        _ => part.split_once('}').map_or("", |(_value, behind)| behind),
    });
    let spoken: String = parts.collect();
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let is_word = |word: &str| word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase());
    let mut words = spoken.split(|c: char| !c.is_ascii_alphanumeric());
    !spoken.contains(han) && !PROPER.contains(&text) && words.any(is_word)
}

#[test]
fn no_english_is_left_in_the_chinese_phrases() {
    let text = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/text");
    let (mut english, mut count) = (BTreeSet::new(), 0);
    for file in [files(&text.join("chinese.rs")), files(&text.join("chinese"))].concat() {
        let literals = literals(&fs::read_to_string(file).unwrap());
        count += literals.len();
        english.extend(literals.into_iter().filter(|literal| is_english(literal)));
    }
    assert!(count > 500, "{count} phrases are few");
    assert!(english.is_empty(), "English is left in the Chinese phrases: {english:#?}");
    for text in ["Retry", "The disk is full", "not told", "{count} done"] {
        assert_eq!(is_english(text), text != "Retry", "{text}");
    }
}
