//! Posting a message.

use hark_protocol::{Body, ClientMessageId, Posted, ReplyTo, RoomId};

use super::Refused;
use crate::store::{Author, Store, Viewer};

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
    let author = Author { user: viewer.user.id, room };
    Ok(store.post(author, to, client_message_id, body).await?)
}
