//! `man`: the manual pages, made from the same definition as `--help`.
//!
//! They are printed by the program itself: whoever packages it has it at hand, whereas a build
//! script would have to be compiled with half of the library, because the definition checks what
//! is typed by the types of the core.

use std::io::{self, Write};

use clap::CommandFactory as _;
use clap_mangen::Man as Page;
use clap_mangen::roff::{Roff, roman};

use super::args::{Args, Man};
use super::exit::Exit;
use super::print::print;

pub(super) fn run(man: &Man) -> Exit {
    // `help` tells what the pages tell, and has none.
    let mut program = Args::command().disable_help_subcommand(true);
    program.build();
    let command = match &man.command {
        Some(name) => program.find_subcommand(name).cloned(),
        None => Some(program),
    };
    let mut page = Vec::new();
    match command.map(|command| write(command, &mut page)) {
        Some(Ok(())) => print(&String::from_utf8_lossy(&page)),
        Some(Err(_)) | None => Exit::Failed,
    }
}

/// As [`Page::render`] does, but no name is broken at the end of a line, the last section has a
/// name that says something, and a reader is told where to go on.
fn write(command: clap::Command, page: &mut dyn Write) -> io::Result<()> {
    let is_program = command.has_subcommands();
    let notes = command.get_after_long_help().or(command.get_after_help()).map(ToString::to_string);
    let title = command.get_display_name().unwrap_or(command.get_name()).to_uppercase();
    let man = Page::new(command)
        .title(title)
        // A page without a date is the same whenever it is made; roff drops an empty one, and
        // with it the places of what follows.
        .date(" ")
        .source(concat!("ack-kubeconfig ", env!("CARGO_PKG_VERSION")))
        .manual("ACK Kubeconfig");
    man.render_title(page)?;
    unbroken_words().to_writer(page)?;
    man.render_name_section(page)?;
    man.render_synopsis_section(page)?;
    man.render_description_section(page)?;
    man.render_options_section(page)?;
    if is_program {
        man.render_subcommands_section(page)?;
    }
    if let Some(notes) = notes {
        notes_section(&notes).to_writer(page)?;
    }
    see_also_section(is_program).to_writer(page)
}

/// No hyphens in names of variables and files, and no wide gaps instead.
fn unbroken_words() -> Roff {
    let mut settings = Roff::new();
    settings.control("nh", []).control("ad", ["l"]);
    settings
}

/// A line that begins with a space, as those of tables do, is a line of its own to roff as well.
fn notes_section(notes: &str) -> Roff {
    let mut section = Roff::new();
    section.control("SH", ["NOTES"]);
    for line in notes.lines() {
        if line.is_empty() {
            section.control("PP", []);
        } else {
            section.text([roman(line)]);
        }
    }
    section
}

fn see_also_section(is_program: bool) -> Roff {
    let mut section = Roff::new();
    section.control("SH", ["SEE ALSO"]);
    section.text([roman(if is_program { "kubectl(1)" } else { "ack-kubeconfig(1), kubectl(1)" })]);
    section
}
