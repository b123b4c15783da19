//! Bodies that are made while they are sent: endless, broken off, or far larger than they look.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::Body;
use hyper::body::{Bytes, Frame};
use tokio::time::Interval;

/// The next thing that a body does.
pub(super) enum Piece {
    /// Sends these bytes.
    Data(Bytes),
    /// Lets what was sent so far reach the wire.
    Flush,
    /// Breaks off: the connection closes with the body unfinished.
    BreakOff,
}

/// The body was meant to break off here.
#[derive(Debug, thiserror::Error)]
#[error("the body breaks off on purpose")]
pub(super) struct BrokenOff;

/// A body that asks for one piece after the other.
struct Script<P> {
    pieces: P,
    ticks: Option<Interval>,
}

/// A body of these pieces.
pub(super) fn scripted(pieces: impl Iterator<Item = Piece> + Send + Unpin + 'static) -> Body {
    Body::new(Script { pieces, ticks: None })
}

/// A body that sends `byte` again and again, with a pause before each, and never ends.
pub(super) fn trickle(byte: &'static [u8], pause: Duration) -> Body {
    let pieces = std::iter::repeat_with(move || Piece::Data(Bytes::from_static(byte)));
    Body::new(Script { pieces, ticks: Some(tokio::time::interval(pause)) })
}

impl<P: Iterator<Item = Piece> + Unpin> hyper::body::Body for Script<P> {
    type Data = Bytes;
    type Error = BrokenOff;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BrokenOff>>> {
        if let Some(ticks) = &mut self.ticks {
            ready!(ticks.poll_tick(context));
        }
        match self.pieces.next() {
            None => Poll::Ready(None),
            Some(Piece::Data(bytes)) => Poll::Ready(Some(Ok(Frame::data(bytes)))),
            Some(Piece::BreakOff) => Poll::Ready(Some(Err(BrokenOff))),
            Some(Piece::Flush) => {
                context.waker().wake_by_ref();
                Poll::Pending
            }
        }
    }
}

/// One MiB of spaces, deflated: the bytes before and after a long run of zeros. It ends on a
/// full flush, so it can be repeated: `zlib.compressobj(9, DEFLATED, -15)`, `Z_FULL_FLUSH`.
const MIB_HEAD: [u8; 17] = [
    0xec, 0xc1, 0x31, 0x01, 0x00, 0x00, 0x00, 0xc2, 0xa0, 0x2a, 0xeb, 0x9f, 0xd2, 0x10, 0xbe, 0x40,
    0x01,
];
const MIB_ZEROS: usize = 1015;
const MIB_TAIL: [u8; 6] = [0x7c, 0x06, 0x00, 0x00, 0xff, 0xff];
/// The header of a gzip stream without a file name or a time.
const GZIP_HEAD: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 0xff];
/// An empty last block, then the CRC-32 of 1 GiB of spaces and its length.
const GZIP_TAIL: [u8; 10] = [0x03, 0x00, 0xa6, 0x7f, 0xc4, 0x9a, 0x00, 0x00, 0x00, 0x40];

/// One GiB of spaces as gzip: about one MiB on the wire.
pub(super) fn gzip_bomb() -> Body {
    let mut mebibyte = MIB_HEAD.to_vec();
    mebibyte.resize(MIB_HEAD.len() + MIB_ZEROS, 0);
    mebibyte.extend(MIB_TAIL);
    let mebibyte = Bytes::from(mebibyte);
    let head = std::iter::once(Bytes::from_static(&GZIP_HEAD));
    let tail = std::iter::once(Bytes::from_static(&GZIP_TAIL));
    let middle = std::iter::repeat_n(mebibyte, 1024);
    scripted(head.chain(middle).chain(tail).map(Piece::Data))
}
