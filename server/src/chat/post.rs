//! Posting a message.

use hark_protocol::{Body, ClientMessageId, Posted, RoomId};

use super::{Refused, member};
use crate::store::{Store, Viewer};

/// Posts a message; the answer means that it is on disk. A resend gets the first answer.
pub async fn post(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
    client_message_id: ClientMessageId,
    body: Body,
) -> Result<Posted, Refused> {
    let author = member(store, viewer, room).await?;
    Ok(store.post(&author, client_message_id, body).await?)
}
