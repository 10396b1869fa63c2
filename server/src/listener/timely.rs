//! A request's body that must come in time: what drips is not waited for.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use http_body::{Frame, SizeHint};
use hyper::body::Incoming;
use tokio::time::{Sleep, sleep};

/// How long a body may take: with a second of slack it is over within thirty.
const WITHIN: Duration = Duration::from_secs(28);

/// A body that comes this fast, in bytes a second, may take as long as it takes: a picture of some
/// megabytes over a line that crawls.
const CRAWL: u32 = 16 * 1024;

/// Whether a body came too late. Clones are the same.
#[derive(Clone, Debug, Default)]
pub(super) struct TooLate(Arc<AtomicBool>);

impl TooLate {
    pub(super) fn is_so(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl fmt::Display for TooLate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("the body did not come in time")
    }
}

impl std::error::Error for TooLate {}

/// A body with a deadline.
pub(super) struct Timely<B> {
    body: B,
    due: Pin<Box<Sleep>>,
    too_late: TooLate,
}

impl Timely<Incoming> {
    /// This body, in time or not at all. Whether it was not is said there.
    pub(super) fn body(body: Incoming, too_late: &TooLate) -> Body {
        if body.is_end_stream() { Body::new(body) } else { Body::new(Timely::new(body, too_late)) }
    }
}

impl<B> Timely<B> {
    fn new(body: B, too_late: &TooLate) -> Self {
        Self { body, due: Box::pin(sleep(WITHIN)), too_late: too_late.clone() }
    }
}

impl<B> HttpBody for Timely<B>
where
    B: HttpBody<Data = Bytes> + Unpin,
    B::Error: Into<axum::BoxError>,
{
    type Data = Bytes;
    type Error = axum::BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::BoxError>>> {
        let this = self.get_mut();
        if this.due.as_mut().poll(context).is_ready() {
            this.too_late.0.store(true, Ordering::Relaxed);
            return Poll::Ready(Some(Err(this.too_late.clone().into())));
        }
        let frame = Pin::new(&mut this.body).poll_frame(context);
        if let Poll::Ready(Some(Ok(frame))) = &frame
            && let Some(bytes) = frame.data_ref()
        {
            let came = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
            let longer = Duration::from_secs(1) * came / CRAWL;
            let due = this.due.deadline() + longer;
            this.due.as_mut().reset(due);
        }
        frame.map(|frame| frame.map(|frame| frame.map_err(Into::into)))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use futures::StreamExt;
    use tokio::time::Instant;

    use super::*;

    /// How long a body of pieces of this size, one a second, is read, in seconds; and whether it
    /// was too late.
    async fn read(size: usize, pieces: usize) -> (u64, bool) {
        let dripping = futures::stream::iter(0..pieces).then(move |_| async move {
            sleep(Duration::from_secs(1)).await;
            Ok::<_, std::io::Error>(Bytes::from(vec![0; size]))
        });
        let (begun, too_late) = (Instant::now(), TooLate::default());
        let body = Timely::new(Body::from_stream(dripping), &too_late);
        let whole = axum::body::to_bytes(Body::new(body), usize::MAX).await;
        assert_eq!(whole.is_err(), too_late.is_so());
        (begun.elapsed().as_secs(), too_late.is_so())
    }

    #[tokio::test(start_paused = true)]
    async fn what_drips_is_not_waited_for() {
        assert_eq!(read(1, 20).await, (20, false));
        assert_eq!(read(1, 1_000).await, (28, true));
        assert_eq!(read(16 * 1024, 300).await, (300, false));
        let (seconds, is_late) = read(8 * 1024, 300).await;
        assert!(is_late && (50..60).contains(&seconds), "{seconds}");
    }
}
