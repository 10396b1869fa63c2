//! What threads are to people: kept by the model's own hand, from what happens and what is chosen.

use hark_protocol::sync::Input;
use hark_protocol::{
    Body, EventKind, HistoryFrom, ReplyTo, RoomId, Seq, ServerFrame, ThreadPage, ThreadState,
    UnreadThreads, UserId,
};

use super::World;
use super::server::Server;
use super::tab::Tab;

/// What a thread is to somebody who takes part in it, or chose.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Mine {
    chosen: Option<Choice>,
    read: Seq,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Choice {
    Follow,
    Mute,
}

impl Server {
    /// Something happens in a room: who takes part in a thread by that, and who is told.
    pub(super) fn follow(&mut self, room: RoomId, actor: UserId, seq: Seq, kind: &EventKind) {
        let (root, reply, body) = match kind {
            EventKind::ReplyPosted { to, body, .. } => (to.root, seq, body.as_ref()),
            EventKind::ReplyEdited { to, target, body } => (to.root, *target, body.as_ref()),
            EventKind::ReplyRemoved { to, target, author: _ } => (to.root, *target, None),
            EventKind::MemberJoined { member } => {
                self.mine
                    .iter_mut()
                    .filter(|((user, of, _), _)| (*user, *of) == (member.id, room))
                    .for_each(|(_, mine)| mine.read = mine.read.max(seq));
                return self.tell_threads(member.id);
            }
            EventKind::MemberLeft { member } => return self.tell_threads(member.id),
            _ => return,
        };
        if matches!(kind, EventKind::ReplyPosted { .. }) {
            let rows = self.logs[&room].all_rows();
            let hung = rows.iter().find(|row| row.seq() == root).expect("a root");
            let author = hung.message().expect("a message").author.id;
            self.mine.entry((author, room, root)).or_default();
            self.mine.entry((actor, room, root)).or_default().read = seq;
        }
        for user in self.logs[&room].members.clone() {
            let named =
                body.is_some_and(|body: &Body| body.as_str().contains(&format!("]({user})")));
            if named && user != actor {
                self.see("somebody mentioned in a thread");
                let before = Mine { chosen: None, read: Seq(reply.0 - 1) };
                self.mine.entry((user, room, root)).or_insert(before);
            }
            self.tell_thread(user, room, root);
        }
    }

    pub(super) fn choose_thread(&mut self, user: UserId, room: RoomId, root: Seq, choice: Choice) {
        self.see("a choice of a thread");
        let newest = self.logs[&room].thread(root).last().map_or(Seq::ZERO, |row| row.seq());
        let before = self.thread_state(user, room, root).followed;
        let mine = self.mine.entry((user, room, root)).or_default();
        mine.chosen = Some(choice);
        if choice == Choice::Follow && !before {
            mine.read = mine.read.max(newest);
        }
        self.tell_thread(user, room, root);
    }

    pub(super) fn mark_thread_read(&mut self, user: UserId, room: RoomId, root: Seq, seq: Seq) {
        let seq = seq.min(self.logs[&room].head());
        if let Some(mine) = self.mine.get_mut(&(user, room, root))
            && mine.chosen != Some(Choice::Mute)
            && mine.read < seq
        {
            mine.read = seq;
            self.see("a thread read");
            self.tell_thread(user, room, root);
        }
    }

    pub(crate) fn thread_state(&self, user: UserId, room: RoomId, root: Seq) -> ThreadState {
        let Some(mine) = self.mine.get(&(user, room, root)) else { return ThreadState::default() };
        let followed = mine.chosen != Some(Choice::Mute);
        let mut state = ThreadState { followed, read: mine.read, unread: 0, mentions: 0 };
        for row in self.logs[&room].thread(root).iter().filter(|row| row.seq() > mine.read) {
            let text = row.message().and_then(|reply| reply.body.as_ref()).map(Body::as_str);
            if let Some(text) = text.filter(|_| followed) {
                state.unread += 1;
                let named = text.contains(&format!("]({user})")) || text.contains("@room");
                state.mentions += u32::from(named);
            }
        }
        state
    }

    pub(crate) fn unread_threads(&self, user: UserId) -> UnreadThreads {
        let mut unread = UnreadThreads::default();
        let theirs = self.mine.keys().filter(|(of, ..)| *of == user);
        for (_, room, root) in theirs.filter(|(_, room, _)| self.is_member(user, *room)) {
            let state = self.thread_state(user, *room, *root);
            unread.threads += u32::from(state.unread > 0);
            unread.mentions += u32::from(state.mentions > 0);
        }
        unread
    }

    pub(super) fn thread_page(
        &self,
        (user, room): (UserId, RoomId),
        message: Seq,
        from: HistoryFrom,
        limit: usize,
    ) -> Option<ThreadPage> {
        let (root, page) = self.logs[&room].thread_page(message, from, limit)?;
        let state = self.thread_state(user, room, root.seq);
        Some(ThreadPage { root, page, state })
    }

    fn is_member(&self, user: UserId, room: RoomId) -> bool {
        self.logs[&room].members.contains(&user)
    }

    fn tell_thread(&mut self, user: UserId, room: RoomId, root: Seq) {
        if self.mine.contains_key(&(user, room, root)) {
            let state = self.thread_state(user, room, root);
            self.tell(user, &ServerFrame::Thread { room, root, state });
            self.tell_threads(user);
        }
    }

    fn tell_threads(&mut self, user: UserId) {
        let frame = ServerFrame::Threads(self.unread_threads(user));
        self.tell(user, &frame);
    }

    fn tell(&mut self, user: UserId, frame: &ServerFrame) {
        for connection in self.connections.values_mut() {
            if connection.user == user && connection.greeted {
                connection.tell(frame);
            }
        }
    }
}

impl World {
    /// Something that a person does with a thread, above all with one that has news.
    pub(super) fn act_on_thread(&mut self, at: usize, some: Option<ReplyTo>) -> Input {
        let Tab { user, client, .. } = &self.tabs[at];
        let room = client.open().unwrap_or(RoomId(1));
        let has_news = |root: &Seq| self.server.thread_state(*user, room, *root).unread > 0;
        let mine = self.server.mine.keys().filter(|(of, place, _)| (of, place) == (user, &room));
        let mut roots = client.thread().into_iter().chain(mine.map(|(_, _, root)| *root));
        let news = roots.find(has_news);
        let window = client.room(room).zip(news).and_then(|(state, root)| state.thread(root));
        let last = window.filter(|_| client.thread() == news).and_then(|window| window.last());
        match (self.random.below(6), last, news.or(some.map(|to| to.root))) {
            (0, ..) => Input::Follow,
            (1, ..) => Input::Unfollow,
            (_, Some(last), _) => Input::MarkThreadRead(last),
            (_, None, Some(root)) => Input::OpenThread { root, near: None },
            (_, None, None) => Input::CloseThread,
        }
    }

    /// What a tab says of threads is what the server holds.
    pub(super) fn check_following(&self, at: usize) {
        let tab = &self.tabs[at];
        let unread = self.server.unread_threads(tab.user);
        assert_eq!(tab.client.unread_threads(), unread, "the threads of tab {at}");
        if let Some((room, root)) = tab.client.open().zip(tab.client.thread())
            && tab.client.room(room).is_some_and(|state| state.thread(root).is_some())
        {
            let state = Some(self.server.thread_state(tab.user, room, root));
            assert_eq!(tab.client.thread_state(room, root), state, "tab {at}: {room}/{root}");
        }
    }
}
