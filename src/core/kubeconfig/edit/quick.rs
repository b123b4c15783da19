//! The parser's input, but quick over base64, of which a kubeconfig is made for the most part.
//!
//! The parser's own goes byte by byte and asks of each whether the scalar ends there. None of the
//! characters of base64 ends one, so a long run of them is passed over as a whole. All else is
//! left to the parser's own.

use granit_parser::input::{SkipTabs, WhitespaceResult};
use granit_parser::{BorrowedInput, ErrorKind, Input, StrInput};

/// So many bytes are looked at together.
const BLOCK: usize = 32;

/// A text, read from front to back.
pub(super) struct QuickInput<'a> {
    text: &'a str,
    /// Where `rest` begins in the text.
    base: usize,
    rest: StrInput<'a>,
}

impl<'a> QuickInput<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, base: 0, rest: StrInput::new(text) }
    }

    fn at(&self) -> usize {
        self.base + self.rest.byte_offset().unwrap_or_default()
    }

    /// Passes over whole blocks of base64; how many bytes that were.
    fn pass_base64(&mut self) -> usize {
        let at = self.at();
        let blocks = self.text.as_bytes()[at..].chunks_exact(BLOCK);
        let passed = BLOCK * blocks.take_while(|block| is_base64(block)).count();
        if passed > 0 {
            let ahead = self.rest.buflen();
            self.base = at + passed;
            self.rest = StrInput::new(&self.text[self.base..]);
            self.rest.lookahead(ahead);
        }
        passed
    }
}

/// Without a branch for each byte, so that many can be compared at once.
#[expect(clippy::needless_bitwise_bool, reason = "a lazy operator is a branch")]
fn is_base64(block: &[u8]) -> bool {
    block.iter().fold(true, |all, byte| {
        let letter = (byte | 0x20).wrapping_sub(b'a') < 26;
        // The slash stands before the digits.
        let digit = byte.wrapping_sub(b'/') < 11;
        all & (letter | digit | (*byte == b'+') | (*byte == b'='))
    })
}

impl<'a> BorrowedInput<'a> for QuickInput<'a> {
    fn slice_borrowed(&self, start: usize, end: usize) -> Option<&'a str> {
        self.text.get(start..end)
    }
}

/// Methods that the parser's own input answers.
macro_rules! by_the_rest {
    ($(fn $name:ident(&self $(, $argument:ident: $kind:ty)*) $(-> $result:ty)?;)*) => {
        $(#[inline] fn $name(&self $(, $argument: $kind)*) $(-> $result)? {
            self.rest.$name($($argument),*)
        })*
    };
    ($(fn $name:ident(&mut self $(, $argument:ident: $kind:ty)*) $(-> $result:ty)?;)*) => {
        $(#[inline] fn $name(&mut self $(, $argument: $kind)*) $(-> $result)? {
            self.rest.$name($($argument),*)
        })*
    };
}

impl Input for QuickInput<'_> {
    fn byte_offset(&self) -> Option<usize> {
        Some(self.at())
    }

    fn slice_bytes(&self, start: usize, end: usize) -> Option<&str> {
        self.text.get(start..end)
    }

    fn fetch_plain_scalar_chunk(
        &mut self,
        out: &mut String,
        count: usize,
        in_flow: bool,
    ) -> (bool, usize) {
        self.rest.fetch_plain_scalar_chunk(out, count, in_flow)
    }

    fn skip_plain_scalar_chunk(&mut self, count: usize, in_flow: bool) -> (bool, usize) {
        match self.pass_base64() {
            0 => self.rest.skip_plain_scalar_chunk(count, in_flow),
            passed => (false, passed),
        }
    }

    fn take_source_error(&mut self) -> Option<ErrorKind> {
        self.rest.take_source_error()
    }

    by_the_rest! {
        fn buflen(&self) -> usize;
        fn bufmaxlen(&self) -> usize;
        fn buf_is_empty(&self) -> bool;
        fn peek(&self) -> char;
        fn peek_nth(&self, n: usize) -> char;
        fn next_char_is(&self, c: char) -> bool;
        fn nth_char_is(&self, n: usize, c: char) -> bool;
        fn next_2_are(&self, first: char, second: char) -> bool;
        fn next_3_are(&self, first: char, second: char, third: char) -> bool;
        fn next_is_document_indicator(&self) -> bool;
        fn next_is_document_start(&self) -> bool;
        fn next_is_document_end(&self) -> bool;
        fn next_can_be_plain_scalar(&self, in_flow: bool) -> bool;
        fn next_is_blank_or_break(&self) -> bool;
        fn next_is_blank_or_breakz(&self) -> bool;
        fn next_is_blank(&self) -> bool;
        fn next_is_break(&self) -> bool;
        fn next_is_breakz(&self) -> bool;
        fn next_is_z(&self) -> bool;
        fn next_is_flow(&self) -> bool;
        fn next_is_digit(&self) -> bool;
        fn next_is_alpha(&self) -> bool;
    }

    by_the_rest! {
        fn lookahead(&mut self, count: usize);
        fn raw_read_ch(&mut self) -> char;
        fn raw_read_non_breakz_ch(&mut self) -> Option<char>;
        fn skip(&mut self);
        fn skip_n(&mut self, count: usize);
        fn look_ch(&mut self) -> char;
        fn skip_ws_to_eol(&mut self, tabs: SkipTabs) -> (usize, Result<WhitespaceResult, ErrorKind>);
        fn skip_ws_to_eol_blanks(&mut self, tabs: SkipTabs) -> (usize, WhitespaceResult);
        fn skip_while_non_breakz(&mut self) -> usize;
        fn skip_while_blank(&mut self) -> usize;
        fn fetch_while_is_alpha(&mut self, out: &mut String) -> usize;
        fn fetch_while_is_yaml_non_space(&mut self, out: &mut String) -> usize;
        fn fetch_block_scalar_line(&mut self, out: &mut String) -> usize;
        fn take_quoted_scalar_ascii_chunk(&mut self, single: bool) -> &str;
        fn take_quoted_scalar_chunk(&mut self, single: bool) -> (&str, usize);
    }
}

#[cfg(test)]
mod tests {
    use super::QuickInput;
    use granit_parser::{BorrowedInput, Options, Parser, StrInput};

    /// Everything that the parser tells, with its places.
    fn told<'a>(input: impl BorrowedInput<'a>) -> Vec<String> {
        Parser::with_options(input, Options::default()).map(|event| format!("{event:?}")).collect()
    }

    #[test]
    fn the_parser_tells_the_same_as_of_its_own_input() {
        let letters = "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t+/09Az==".repeat(3);
        let around = [
            ("k: ", "\n"),
            ("k: ", ""),
            ("k: ", "\r\nl: 1\r\n"),
            ("k: ", " # and this\nl: ü\n"),
            ("k: ", "\n  AAAA\n  BBBB\nl: 1\n"),
            ("ü: é", "集\nl: 1\n"),
            ("", ": value\n"),
            ("", ":value: 1\n"),
            ("[", ", a]\n"),
            ("{k: ", "}\n"),
            ("k: &a ", "\nl: *a\n"),
            ("k: '", "'\n"),
            ("k: |\n  ", "\n"),
            ("- ", "\n- b\n"),
            ("k: ", "\u{7}\n"),
            ("k: [", "\n"),
        ];
        for length in (0..letters.len()).chain([letters.len()]) {
            for (before, after) in around {
                let text = format!("{before}{}{after}", &letters[..length]);
                assert_eq!(told(QuickInput::new(&text)), told(StrInput::new(&text)), "{text:?}");
            }
        }
    }
}
