//! Tests of the editor on odd layouts.
