//! Whether the viewer of a connection may no longer be here. Seen from outside of whatever the
//! connection is doing, so that it ends in the middle of that.

use std::future::poll_fn;
use std::sync::atomic::{AtomicU16, Ordering};
use std::task::Poll;

use futures::task::AtomicWaker;
use hark_protocol::CloseCode;

/// Set once; a ban takes the place of the end of a session.
#[derive(Default)]
pub(crate) struct Revocation {
    code: AtomicU16,
    waker: AtomicWaker,
}

impl Revocation {
    /// Takes in why the connection is to end. Whether it is by that, and at once.
    pub(super) fn revoke(&self, code: CloseCode) -> bool {
        let counts = match code {
            CloseCode::Banned => true,
            CloseCode::SessionEnded => self.code() != Some(CloseCode::Banned),
            _ => false,
        };
        if counts {
            self.code.store(code.code(), Ordering::Release);
            self.waker.wake();
        }
        counts
    }

    /// Why the viewer may no longer be here, if that is so.
    pub(crate) fn code(&self) -> Option<CloseCode> {
        // Not yet: zero, which is the number of no close code.
        CloseCode::from_code(self.code.load(Ordering::Acquire))
    }

    /// Waits until that is so. Only one task may wait, the connection's.
    pub(crate) async fn happens(&self) -> CloseCode {
        poll_fn(|context| {
            self.waker.register(context.waker());
            self.code().map_or(Poll::Pending, Poll::Ready)
        })
        .await
    }
}
