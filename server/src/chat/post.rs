//! Posting a message.

use hark_protocol::{Body, ClientMessageId, Posted, ReplyTo, RoomId};

use super::{Refused, member};
use crate::store::{Store, Viewer};

/// Posts a message, maybe as a reply; the answer means that it is on disk. A resend gets the first
/// answer.
pub async fn post(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
    client_message_id: ClientMessageId,
    body: Body,
    to: Option<ReplyTo>,
) -> Result<Posted, Refused> {
    let author = member(store, viewer, room).await?;
    Ok(match to {
        None => store.post(&author, client_message_id, body).await?,
        Some(to) => store.reply(&author, to, client_message_id, body).await?,
    })
}
