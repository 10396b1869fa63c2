//! Threads that people follow: what they do with them, and whether every tab says what is on disk.

use futures::FutureExt;
use hark_protocol::sync::Input;
use hark_protocol::{Row, Seq};

use super::world::{World, note};

impl World {
    /// Somebody opens a thread, reads it, follows it or does not.
    pub(crate) fn act_on_thread(&mut self, tab: usize) {
        let client = self.tabs[tab].client.as_ref().expect("it is awake");
        let Some(room) = client.open() else { return };
        let window = client.thread().and_then(|root| client.room(room)?.thread(root));
        let last = window.and_then(|window| window.last());
        let input = match (self.random.below(5), last) {
            (0, _) => Input::Follow,
            (1, _) => Input::Unfollow,
            (2.., Some(last)) => Input::MarkThreadRead(last),
            (2.., None) => {
                let Some(to) = self.somewhere_to_reply(tab, room) else { return };
                Input::OpenThread { root: to.root, near: None }
            }
        };
        note!(self, "tab {tab}: {input:?}");
        self.give(tab, input);
    }

    /// What a tab does not know of the threads that its person follows, if anything.
    pub(crate) fn untold_of_threads(&self, tab: usize) -> Option<String> {
        let client = self.tabs[tab].client.as_ref()?;
        let user = self.user(tab);
        let store = &self.server.as_ref()?.app.store;
        let stored = store.unread_threads(user).now_or_never().expect("reads do not wait").ok()?;
        let told = client.unread_threads();
        if told != stored {
            return Some(format!("{told:?} instead of {stored:?}"));
        }
        // A thread that an older state does not know cannot be shown.
        let (room, root) = client.open().zip(client.thread())?;
        client.room(room)?.thread(root)?;
        let member = store.membership(user, room).now_or_never().expect("reads do not wait");
        let state = store.thread_state(&member.ok()?, root).now_or_never();
        let (told, stored) = (client.thread_state(room, root), state.expect("reads do not wait"));
        (told != stored.ok()).then(|| format!("the thread {room}/{root} is {told:?}"))
    }

    /// What the store counts of a thread is what the log says.
    pub(crate) fn judge_following(&self, tab: usize) {
        let client = self.tabs[tab].client.as_ref().expect("asked for open ones only");
        assert_eq!(self.untold_of_threads(tab), None, "tab {tab}");
        let Some((room, root)) = client.open().zip(client.thread()) else { return };
        let Some(state) = client.thread_state(room, root).filter(|state| state.followed) else {
            return;
        };
        let rows = self.logs.rooms[&room].all_rows(&self.logs.people());
        let user = self.user(tab);
        let replies = rows
            .iter()
            .filter_map(Row::message)
            .filter(|reply| reply.to.is_some_and(|to| to.root == root) && reply.seq > state.read);
        let standing = replies.filter(|reply| reply.body.is_some());
        let unread: Vec<Seq> = standing
            .clone()
            .map(|reply| {
                assert_ne!(reply.author.id, user, "one's own is unread in {room}/{root}");
                reply.seq
            })
            .collect();
        let name = format!("]({user})");
        let named = |text: &str| text.contains(&name) || text.contains("@room");
        let mentions =
            standing.filter(|reply| reply.body.as_ref().is_some_and(|body| named(body.as_str())));
        let counted = (state.unread as usize, state.mentions as usize);
        assert_eq!(counted, (unread.len(), mentions.count()), "{room}/{root} on tab {tab}");
    }
}
