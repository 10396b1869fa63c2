//! What is kept for a time only is forgotten when that has passed.

use std::time::Duration;

use tokio_util::sync::CancellationToken;
use tracing::error;

use crate::store::Store;

/// How often it is looked for: often enough for what is kept for weeks.
const EVERY: Duration = Duration::from_secs(60 * 60);

/// Forgets it when the server starts, and every hour, until the server is to stop.
pub(crate) async fn run(store: Store, stop: CancellationToken) {
    loop {
        if let Err(error) = store.forget_reported().await {
            error!("What was reported could not be forgotten: {error}");
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = stop.cancelled() => return,
        }
    }
}
