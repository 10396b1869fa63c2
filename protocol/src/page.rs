//! What the server puts into a chat page, so that the page goes on from where it was rendered.

use serde::{Deserialize, Serialize};

use crate::{
    About, DecodeError, List, Person, RoomSnapshot, RoomSummary, ThreadPage, Timestamp,
    UnreadThreads,
};

/// All that the first screen of the chat shows. The server renders it to HTML and puts the same
/// value beside it; the browser decodes it and hydrates from it, then resumes from its cursors.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize)]
pub struct ChatPage {
    /// The viewer.
    pub me: Person,
    /// The viewer may remove what others wrote, as in [`crate::ServerFrame::Welcome`].
    pub moderates: bool,
    /// The viewer's rooms, by name.
    pub rooms: Vec<RoomSummary>,
    /// The room in view.
    pub open: RoomSnapshot,
    /// The thread of it in view.
    pub thread: Option<ThreadPage>,
    /// What the viewer did not see of the threads that they follow.
    pub threads: UnreadThreads,
    /// What people say of themselves.
    pub about: List<About, { About::MAX }>,
    /// When this was rendered, by the server's clock.
    pub now: Timestamp,
}

impl ChatPage {
    /// The bytes that [`ChatPage::decode`] reads.
    pub fn encode(&self) -> Vec<u8> {
        postcard::to_stdvec(self).expect("a page has no maps of unknown length")
    }

    /// Reads what the server put into the page.
    pub fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        postcard::from_bytes(bytes).map_err(|_| DecodeError::Malformed)
    }
}
