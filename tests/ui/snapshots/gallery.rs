//! Every page and state of the walk, in every look: both themes, both languages, the size that opens
//! at first, the smallest one, and the first one at 200 %, in which there are half as many points. A
//! sheet for each page and size: the themes beside each other, the languages one below the other.

use std::collections::BTreeMap;
use std::path::Path;

use ack_kubeconfig::io::history::HistoryFile;
use ack_kubeconfig::text::Language;
use ack_kubeconfig::ui::Options;
use egui::epaint::Shape;
use egui::{Rect, Theme, Vec2, vec2};
use egui_kittest::{SnapshotResults, try_image_snapshot};
use image::RgbaImage;
use image::imageops::replace;

use super::chinese::is_english;
use super::history::entries;
use super::{DOCUMENT, profile, status, that_day};
use crate::flow::tour::Tour;
use crate::support::{SIZE, Service, Window};

/// A size in points, and how many pixels there are to a point.
const SIZES: [(&str, Vec2, f32); 3] = [
    ("first", SIZE, 1.0),
    ("smallest", vec2(720.0, 480.0), 1.0),
    ("200-percent", vec2(590.0, 380.0), 2.0),
];

const LANGUAGES: [Language; 2] = [Language::English, Language::Chinese];

/// The pictures of a page in a size, in the order of the sheet.
type Sheets = BTreeMap<String, Vec<RgbaImage>>;

#[test]
fn every_page_in_every_look() {
    let mut sheets = Sheets::new();
    for language in LANGUAGES {
        Tour { prepare: the_same_each_time, ..Tour::of(language) }.walk(&mut |window, page| {
            for (called, size, pixels) in SIZES {
                let name = format!("gallery/{}-{called}", page.replace(' ', "-"));
                for theme in [Theme::Dark, Theme::Light] {
                    look(window, size, pixels, theme);
                    no_english(window, language, &name);
                    let picture = picture(window);
                    sheets.entry(name.clone()).or_default().push(picture);
                }
            }
            look(window, SIZE, 1.0, Theme::Dark);
        });
    }
    let mut results = SnapshotResults::new();
    for (name, pictures) in sheets {
        results.add(try_image_snapshot(&sheet(&pictures), name));
    }
}

/// What the outside decides is the same each time: when it is, the document, what was done.
fn the_same_each_time(service: &Service, home: &Path, options: Options) -> Options {
    HistoryFile::at(home.join("history.jsonl")).add(&entries(home)).unwrap();
    service.documents_are(DOCUMENT);
    // The demo's own questions leave no entry in the history.
    let profile = Some(profile(service, service.ack.credentials().clone()));
    Options { profile, clock: that_day, ..options }
}

fn look(window: &mut Window, size: Vec2, pixels: f32, theme: Theme) {
    // With other pixels to a point, egui turns the points of the frame before into as many fewer.
    let ratio = pixels / window.harness.ctx.pixels_per_point();
    window.harness.set_size(size * ratio).step();
    window.harness.set_size(size).set_pixels_per_point(pixels);
    window.harness.ctx.set_theme(theme);
    window.harness.ctx.all_styles_mut(|style| style.visuals.text_cursor.blink = false);
    window.harness.remove_cursor();
    window.step();
}

fn no_english(window: &Window, language: Language, name: &str) {
    let painted = window.painted();
    let mut lines = painted.lines().filter(|_| language == Language::Chinese);
    let english = lines.find(|line| is_english(line));
    assert_eq!(english, None, "{name} has English left");
}

fn picture(window: &mut Window) -> RgbaImage {
    let mut changing = status(window).to_vec();
    for clipped in &window.harness.output().shapes {
        find_changing(&clipped.shape, clipped.clip_rect, &mut changing);
    }
    let mut picture = window.harness.render().unwrap();
    let pixels = window.harness.ctx.pixels_per_point();
    let inside = window.harness.ctx.content_rect().shrink(2.0);
    for place in changing {
        erase(&mut picture, place.intersect(inside) * pixels);
    }
    picture
}

/// Paints each line of a place in the colour that lies to the left of it.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the place lies in the picture, and has whole pixels"
)]
fn erase(picture: &mut RgbaImage, place: Rect) {
    let place = place.round();
    let [left, right] = [place.left(), place.right()].map(|x| x as u32);
    let [top, bottom] = [place.top(), place.bottom()].map(|y| y as u32);
    for y in top..bottom {
        // The ground may grow paler from line to line, where there is more to scroll to.
        let ground = *picture.get_pixel(left - 1, y);
        for x in left..right {
            picture.put_pixel(x, y, ground);
        }
    }
}

/// Finds the lines of text that are another each time.
fn find_changing(shape: &Shape, clip: Rect, places: &mut Vec<Rect>) {
    match shape {
        Shape::Text(text) => {
            let rows = text.galley.rows.iter().filter(|row| is_another_each_time(&row.text()));
            let rects = rows.map(|row| row.rect().translate(text.pos.to_vec2()));
            // The longest figures reach further than the shortest ones.
            let longest =
                rects.map(|rect| Rect::from_min_max(rect.min, rect.max + vec2(24.0, 0.0)));
            let seen = longest.map(|rect| rect.expand(1.0).intersect(clip));
            places.extend(seen.filter(Rect::is_positive));
        }
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| find_changing(shape, clip, places)),
        _ => {}
    }
}

/// Whether a line tells of a port, of the id or the nonce of a request, of a date of today, of a time
/// that something took, or of the machine.
fn is_another_each_time(line: &str) -> bool {
    let words = || line.split(|c: char| c.is_whitespace() || "\"'=,：，".contains(c));
    let is_id = |word: &str| {
        let parts: Vec<usize> = word.split('-').map(str::len).collect();
        parts == [8, 4, 4, 4, 12]
    };
    let is_time = |word: &str| word.len() == 20 && word.contains('T') && word.ends_with('Z');
    // The version stands before what this is built for.
    line.contains(concat!(env!("CARGO_PKG_VERSION"), " ·"))
        || line.contains("127.0.0.1:")
        || line.contains(" GMT")
        || line.contains("nonce")
        || words().any(|word| is_id(word) || is_time(word))
        || took(line)
}

/// `31 ms`, `0.2 s`, `31 毫秒`, alone or beside other facts.
fn took(line: &str) -> bool {
    let is_number = |word: &str| word.parse::<f64>().is_ok();
    let facts = line.split(" · ").filter_map(|fact| fact.trim().split_once(' '));
    let mut times = facts.filter(|(_, unit)| ["ms", "s", "毫秒", "秒"].contains(unit));
    times.any(|(number, _)| is_number(number))
}

/// Two and two beside each other.
fn sheet(pictures: &[RgbaImage]) -> RgbaImage {
    let (width, height) = pictures[0].dimensions();
    let mut sheet = RgbaImage::new(width * 2, height * 2);
    for (number, picture) in (0_u32..).zip(pictures) {
        let (x, y) = (number % 2 * width, number / 2 * height);
        replace(&mut sheet, picture, i64::from(x), i64::from(y));
    }
    sheet
}
