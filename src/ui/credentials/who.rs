//! Who is signed in: name, kind, key and account as far as they may be shown, and until when.

use egui::accesskit::Live;
use egui::{Align2, FontId, RichText, Ui, vec2};
use jiff::Timestamp;

use super::super::theme::{self, tokens};
use super::super::widgets::{label, link, small};
use super::super::{access, icons, wish::Wish};
use super::manage::run_or_copy;
use crate::core::acs::FetchError;
use crate::core::printable::printable;
use crate::core::profile::{CallerIdentity, IdentityKind};
use crate::core::session::{Account, Failure, Identity, KeyFacts, SignIn};
use crate::text::Phrases;
use crate::text::explain::explain;

/// A temporary key is coloured when it ends sooner, in minutes: it cannot be renewed then.
const SOON: i64 = 10;

pub(super) fn ui(
    ui: &mut Ui,
    account: &Account,
    from_shell: bool,
    now: Timestamp,
    phrases: &Phrases,
) -> Option<Wish> {
    match &account.sign_in {
        SignIn::Waiting => {
            row(ui, icons::KEY, |ui| {
                access::live(&label(ui, phrases.credentials.signing_in), Live::Polite);
            });
            None
        }
        SignIn::Done { key, identity } => {
            signed_in(ui, (account, from_shell), key, identity, now, phrases);
            None
        }
        SignIn::Failed(failure) => failed(ui, failure, phrases),
    }
}

fn signed_in(
    ui: &mut Ui,
    (account, from_shell): (&Account, bool),
    key: &KeyFacts,
    identity: &Identity,
    now: Timestamp,
    phrases: &Phrases,
) {
    let caller = match identity {
        Identity::Known(caller) => Some(caller),
        Identity::Asking | Identity::Unknown(_) => None,
    };
    let response = row(ui, caller.map_or(icons::KEY, initials), |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let (name, kind) = name_and_kind(account, caller, phrases);
            access::live(&ui.add(egui::Label::new(name).truncate()), Live::Polite);
            label(ui, &kind);
        });
        let mut line = key.access_key_id.clone();
        if let Some(caller) = caller {
            line.push_str(&format!(" · {}", shortened(&caller.account_id)));
        }
        let line = RichText::new(line).monospace().size(theme::SMALL);
        ui.add(egui::Label::new(line.color(tokens(ui).dim)).truncate());
        mode_line(ui, account, key, now, phrases);
        if from_shell && account.profile.source.is_of_variables() {
            label(ui, phrases.profiles.from_shell);
        }
    });
    if let Some(caller) = caller {
        response.on_hover_text(printable(&caller.arn));
    }
    if let Identity::Unknown(failure) = identity {
        let notice = explain(failure, phrases);
        let text = format!("{} {}", icons::WARNING, phrases.credentials.no_identity);
        let text = RichText::new(text).size(theme::SMALL).color(tokens(ui).warning);
        ui.add(egui::Label::new(text).wrap())
            .on_hover_text(format!("{}\n{}\n{}", notice.title, notice.meaning, notice.next));
    }
}

/// The mode, and for a temporary key how long it lasts.
fn mode_line(ui: &mut Ui, account: &Account, key: &KeyFacts, now: Timestamp, phrases: &Phrases) {
    let tokens = tokens(ui);
    let mode = (phrases.profiles.mode)(account.profile.mode);
    let (text, color) = match key.expiration {
        None => (mode.to_owned(), tokens.dim),
        Some(end) => {
            let left = end.duration_since(now);
            let soon = left.as_mins() < SOON && !account.profile.recipe.can_renew();
            let ends =
                (phrases.credentials.ends)(&phrases.time.relative(end, now), left.is_positive());
            (format!("{mode} · {ends}"), if soon { tokens.warning } else { tokens.dim })
        }
    };
    ui.add(egui::Label::new(RichText::new(text).size(theme::SMALL).color(color)).truncate());
}

/// What went wrong, and what can be done about it here.
fn failed(ui: &mut Ui, failure: &Failure, phrases: &Phrases) -> Option<Wish> {
    let words = &phrases.credentials;
    let notice = explain(failure, phrases);
    let title = format!("{} {}", icons::WARNING, notice.title);
    let title = RichText::new(title).color(tokens(ui).error);
    access::live(&ui.add(egui::Label::new(title).wrap()), Live::Assertive);
    small(ui, &notice.meaning);
    let command = match &failure.error {
        FetchError::SignIn(error) => error.renewing_command(),
        FetchError::Transport(_) | FetchError::Reply(_) => None,
    };
    let wish = if let Some(command) = command {
        run_or_copy(ui, command, phrases)
    } else {
        small(ui, &notice.next);
        None
    };
    let again = link(ui, phrases.failure.try_again).on_hover_text(words.sign_in_again).clicked();
    wish.or(again.then_some(Wish::SignInAgain))
}

/// A circle with a sign, and lines beside it.
fn row(ui: &mut Ui, sign: &str, lines: impl FnOnce(&mut Ui)) -> egui::Response {
    let tokens = tokens(ui);
    ui.horizontal(|ui| {
        let (circle, _) = ui.allocate_exact_size(vec2(28.0, 28.0), egui::Sense::hover());
        let font = if sign.len() == 2 { theme::semibold(11.0) } else { FontId::proportional(14.0) };
        ui.painter().circle_filled(circle.center(), 14.0, tokens.raised);
        ui.painter().text(circle.center(), Align2::CENTER_CENTER, sign, font, tokens.dim);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.spacing_mut().interact_size.y = 16.0;
            lines(ui);
        });
    })
    .response
}

fn initials(caller: &CallerIdentity) -> &'static str {
    match caller.kind {
        IdentityKind::Account => "AC",
        IdentityKind::RamUser => "RU",
        IdentityKind::AssumedRole => "RR",
        IdentityKind::Other(_) => icons::KEY,
    }
}

fn name_and_kind(
    account: &Account,
    caller: Option<&CallerIdentity>,
    phrases: &Phrases,
) -> (String, String) {
    match caller {
        Some(caller) => {
            let kind = (phrases.profiles.identity)(&caller.kind);
            match caller.name() {
                Some(name) => (printable(name), kind),
                None => (kind, String::new()),
            }
        }
        None => ((phrases.profiles.unnamed)(&account.profile.source), String::new()),
    }
}

/// An account's number, its first and last four digits.
fn shortened(account_id: &str) -> String {
    let id = printable(account_id);
    if id.len() > 10 && id.is_ascii() {
        format!("{}…{}", &id[..4], &id[id.len() - 4..])
    } else {
        id
    }
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn an_account_is_told_by_its_ends() {
        assert_eq!(shortened("1234567890123456"), "1234…3456");
        assert_eq!(shortened("12345"), "12345");
        assert_eq!(shortened("一二三四五六七八九十"), "一二三四五六七八九十");
    }
}
