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
