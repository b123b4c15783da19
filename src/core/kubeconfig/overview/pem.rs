//! The PEM blocks of a value in base64, such as `certificate-authority-data`, whatever stands
//! between them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use memchr::memmem;
use zeroize::Zeroizing;

/// More blocks than any chain has; what comes after them is not read.
const MOST_BLOCKS: usize = 32;

const BEGIN: &str = "-----BEGIN ";
const DASHES: &str = "-----";

/// A block: what it is called, and its bytes. They may be a private key, so they are wiped.
pub(super) struct Block {
    pub(super) label: String,
    pub(super) der: Zeroizing<Vec<u8>>,
}

/// The blocks of a value. None, if it is not base64.
pub(super) fn blocks(data: &str) -> Option<Vec<Block>> {
    let pem = decode(data.as_bytes())?;
    let mut blocks = Vec::new();
    let mut rest = pem.as_slice();
    while blocks.len() < MOST_BLOCKS
        && let Some((block, after)) = next(rest)
    {
        blocks.extend(block);
        rest = after;
    }
    Some(blocks)
}

/// The next block, if it can be read, and what follows it.
fn next(text: &[u8]) -> Option<(Option<Block>, &[u8])> {
    let begin = memmem::find(text, BEGIN.as_bytes())?;
    let text = &text[begin + BEGIN.len()..];
    let label_end = memmem::find(text, DASHES.as_bytes())?;
    let body = &text[label_end + DASHES.len()..];
    let Ok(label) = std::str::from_utf8(&text[..label_end]) else { return Some((None, body)) };
    let end = format!("-----END {label}-----");
    let body_end = memmem::find(body, end.as_bytes())?;
    let der = decode(&body[..body_end]);
    let block = der.map(|der| Block { label: label.to_owned(), der });
    Some((block, &body[body_end + end.len()..]))
}

/// Base64 with line breaks in it.
fn decode(text: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let mut compact = Zeroizing::new(Vec::with_capacity(text.len()));
    for line in text.split(u8::is_ascii_whitespace) {
        compact.extend_from_slice(line);
    }
    // Room for all of it from the start: growing would leave a copy behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(compact.len() / 4 * 3 + 3));
    STANDARD.decode_vec(compact.as_slice(), &mut bytes).ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::{MOST_BLOCKS, blocks};
    use base64::Engine as _;

    fn labels(pem: &str) -> Option<Vec<(String, Vec<u8>)>> {
        let data = base64::engine::general_purpose::STANDARD.encode(pem);
        let blocks = blocks(&data)?;
        Some(blocks.into_iter().map(|block| (block.label, block.der.to_vec())).collect())
    }

    #[test]
    fn blocks_are_found_among_anything() {
        let pem = "junk -----\nsubject=CN=x\n-----BEGIN A-----\nAQ\nID\n-----END A-----\n\u{1}\
                   -----BEGIN B C-----\r\nBAUG\r\n-----END B C-----";
        let a = ("A".to_owned(), vec![1, 2, 3]);
        let b = ("B C".to_owned(), vec![4, 5, 6]);
        assert_eq!(labels(pem), Some(vec![a, b]));
    }

    #[test]
    fn what_is_no_block_is_left_out() {
        for pem in ["", "-----BEGIN A-----\nAQID", "-----BEGIN A-----\nAQID\n-----END B-----"] {
            assert_eq!(labels(pem), Some(Vec::new()), "{pem}");
        }
        let broken =
            "-----BEGIN A-----\n*\n-----END A-----\n-----BEGIN A-----\nAQID\n-----END A-----";
        assert_eq!(labels(broken).map(|blocks| blocks.len()), Some(1));
        assert!(blocks("not base64!").is_none());
    }

    #[test]
    fn a_chain_without_end_has_one() {
        let many = "-----BEGIN A-----\nAQID\n-----END A-----\n".repeat(5_000);
        assert_eq!(labels(&many).map(|blocks| blocks.len()), Some(MOST_BLOCKS));
    }
}
