//! Finding what was said.

use hark_protocol::Timestamp;
use hark_protocol::query::{Date, Query};

use super::Refused;
use crate::store::{Hits, Store, Viewer};

/// What the viewer may see and asks for, newest first. `begins` says when a day begins where they
/// are.
pub async fn search(
    store: &Store,
    viewer: &Viewer,
    query: &Query,
    before: Option<i64>,
    begins: impl Fn(Date) -> Timestamp + Send + 'static,
) -> Result<Hits, Refused> {
    Ok(store.search(viewer.user.id, query, before, begins).await?)
}
