//! What a connection is told of the threads that its viewer follows: what the store says when it is
//! told, so that the last word is the newest.

use hark_protocol::{CloseCode, RoomId, Seq, ServerFrame};
use tracing::error;

use super::connection::Connection;
use super::link::{Ending, Transport};
use crate::chat::{self, Refused};
use crate::panics::caught;

impl<T: Transport> Connection<T> {
    /// Something about this thread changed for the viewer.
    pub(super) async fn tell_thread(&mut self, room: RoomId, root: Seq) -> Result<(), Ending> {
        if !self.rooms.contains_key(&room) {
            return Ok(());
        }
        let state = chat::thread_state(&self.app.store, &self.viewer, room, root);
        match caught(state).await {
            Ok(state) => self.send(ServerFrame::Thread { room, root, state }).await?,
            // Removed just now; the news of it are on their way.
            Err(refused) if !refused.is_fault() => {}
            Err(refused) => return Err(fault(&refused)),
        }
        self.tell_threads().await
    }

    /// Tells how many threads have news, where that is not what was told last.
    pub(super) async fn tell_threads(&mut self) -> Result<(), Ending> {
        let unread = caught(chat::unread_threads(&self.app.store, &self.viewer)).await;
        let unread = unread.map_err(|refused| fault(&refused))?;
        if self.threads.replace(unread) == Some(unread) {
            return Ok(());
        }
        self.send(ServerFrame::Threads(unread)).await
    }
}

/// The server is to blame: says so in its log, and ends the connection.
fn fault(refused: &Refused) -> Ending {
    error!("What a viewer follows could not be read: {refused}");
    Ending::Close(CloseCode::Internal)
}
