//! A connection's place in the hub.

use std::collections::btree_map::Entry;
use std::sync::Arc;

use hark_protocol::{Attention, RoomId, Seq};

use super::{Hub, Mailbox, Subscription};

/// One connection's place, given up when it is dropped.
pub struct Registration {
    hub: Hub,
    mailbox: Arc<Mailbox>,
}

impl Registration {
    pub(super) fn new(hub: Hub, mailbox: Arc<Mailbox>) -> Self {
        Self { hub, mailbox }
    }

    /// What the connection is told.
    pub(crate) fn mailbox(&self) -> &Arc<Mailbox> {
        &self.mailbox
    }

    /// Takes in whether the person at this connection is there. Whether that changes what others
    /// see of them: where another of their connections says the same, it does not.
    pub(crate) fn attend(&self, attention: Attention) -> bool {
        let registry = self.hub.registry();
        let Some(online) = registry.people.get(&self.mailbox.user()) else { return false };
        let before = online.attention();
        self.mailbox.set_attention(attention);
        online.attention() != before
    }

    /// Gives the place up. Whether it was the person's last.
    pub(crate) fn leave(self) -> bool {
        self.remove()
    }

    fn remove(&self) -> bool {
        let mut registry = self.hub.registry();
        let Entry::Occupied(mut online) = registry.people.entry(self.mailbox.user()) else {
            return false;
        };
        let mailboxes = &mut online.get_mut().mailboxes;
        let before = mailboxes.len();
        mailboxes.retain(|mailbox| !Arc::ptr_eq(mailbox, &self.mailbox));
        let was_last = mailboxes.is_empty() && before > 0;
        if was_last {
            online.remove();
        }
        was_last
    }

    /// Follows a room from the event after this one. The caller has made sure that the viewer is a
    /// member, after it registered.
    pub(crate) fn subscribe(&self, room: RoomId, after: Seq) -> Subscription {
        self.hub.feed(room).subscribe(Arc::clone(&self.mailbox), after)
    }
}

impl Drop for Registration {
    fn drop(&mut self) {
        self.remove();
    }
}
