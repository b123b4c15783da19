//! A web page that came instead of an answer: a proxy's, a captive portal's, or a wrong address.

/// Whether a text that begins with `<` is a web page.
pub(super) fn is_web_page(start: &str) -> bool {
    let head: String = start.chars().take(512).collect::<String>().to_ascii_lowercase();
    head.contains("<!doctype html") || head.contains("<html") || head.contains("<head")
}

/// The title of a page, shortened, without anything that could trick a terminal.
pub(super) fn title(page: &str) -> Option<String> {
    let lower = page.to_ascii_lowercase();
    let start = lower.find("<title")?;
    let start = start + lower[start..].find('>')? + 1;
    let end = start + lower[start..].find("</title")?;
    let title: String = page[start..end].chars().filter(|c| !c.is_control()).take(80).collect();
    Some(title.trim().to_owned()).filter(|title| !title.is_empty())
}
