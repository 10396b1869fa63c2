//! What people do on the plain pages: the forms call `chat` while the sockets do, too.

use futures::FutureExt;
use hark_protocol::{
    Access, ErrorCode, EventKind, Level, PersonName, RoomId, RoomName, Status, StatusText,
    Timestamp, Topic, UserId,
};
use tokio::task::JoinHandle;

use super::world::{World, note};
use crate::chat::{self, Refused};
use crate::pictures::Picture;
use crate::store::{Store, Viewer};

/// A form that was posted and not answered yet.
#[derive(Debug)]
pub(crate) struct Form {
    pub(crate) task: JoinHandle<Result<Done, Refused>>,
    /// What its answer promises.
    promise: Option<(RoomId, EventKind)>,
}

/// What came of a form.
#[derive(Debug)]
pub(crate) enum Done {
    Done,
    /// This browser has a new session.
    SignedIn {
        browser: usize,
        token: String,
    },
}

impl World {
    /// Somebody posts a form.
    pub(crate) fn post_form(&mut self) {
        let browser = self.random.below(self.browsers.len() as u64) as usize;
        let Some((store, viewer)) = self.viewer(browser) else { return };
        let number = self.next_number();
        let rooms: Vec<RoomId> = self.logs.rooms.keys().copied().collect();
        let room = self.random.pick(&rooms).expect("there are rooms");
        let others = self.template.people.iter().map(|person| person.id);
        let others: Vec<UserId> = others.filter(|id| *id != viewer.user.id).collect();
        let other = self.random.pick(&others).expect("there are others");
        let (user, who) = (viewer.user.id, viewer.user.name.as_str().to_owned());
        let mut promise = None;
        macro_rules! form {
            ($what:literal, $store:ident, $viewer:ident, $call:expr) => {{
                note!(self, "{who}: {} {room} {other}", $what);
                let ($store, $viewer) = (store, viewer);
                tokio::spawn(async move { $call.await.map(|_| Done::Done) })
            }};
        }
        let task = match self.random.below(21) {
            0 => {
                let picture =
                    (!number.is_multiple_of(3)).then(|| Picture::assumed(vec![number as u8; 3]));
                form!("new picture", s, v, chat::set_picture(&s, &v, picture))
            }
            19 => {
                let text = StatusText::parse(&format!("Busy with {number}")).unwrap();
                // One that does not end, one that has ended, one that will.
                let until = [None, Some(0), Some(i64::MAX)][(number % 3) as usize];
                let until = until.map(Timestamp);
                let status = (!number.is_multiple_of(4)).then_some(Status { text, until });
                form!("new status", s, v, chat::set_status(&s, &v, status))
            }
            1 => {
                let name = PersonName::parse(&format!("Person {number}")).unwrap();
                form!("new name", s, v, chat::rename_person(&s, &v, name))
            }
            2 => {
                let name = RoomName::parse(&format!("Room {number}")).unwrap();
                promise = Some((room, EventKind::RoomRenamed { name: name.clone() }));
                form!("renames the room", s, v, chat::rename_room(&s, &v, room, name))
            }
            3 => {
                let topic = Topic::parse(&format!("Of {number}")).unwrap();
                promise = Some((room, EventKind::TopicChanged { topic: topic.clone() }));
                form!("sets the topic", s, v, chat::set_topic(&s, &v, room, topic))
            }
            4..=6 => form!("joins", s, v, chat::join(&s, &v, room)),
            7 | 8 => form!("leaves", s, v, chat::leave(&s, &v, room)),
            9 | 10 => form!("adds", s, v, chat::add_member(&s, &v, room, other)),
            11 | 12 => form!("removes", s, v, chat::remove_member(&s, &v, room, other)),
            13 => form!("archives", s, v, chat::archive(&s, &v, room)),
            14 => form!("unarchives", s, v, chat::unarchive(&s, &v, room)),
            17 | 18 => {
                let level = Level::ALL.get(self.random.below(5) as usize).copied();
                form!("chooses a level", s, v, chat::choose_level(&s, &v, room, level))
            }
            20 => {
                let seconds = [0, 1, 3][(number % 3) as usize];
                form!("slows the room", s, v, chat::set_slow_mode(&s, &v, room, seconds))
            }
            15 => form!("talks directly", s, v, chat::direct_room(&s, &v, vec![other])),
            _ => {
                let name = RoomName::parse(&format!("New {number}")).unwrap();
                let (topic, access) = (Topic::default(), Access::Open);
                form!("makes a room", s, v, chat::create_room(&s, &v, name, topic, access))
            }
        };
        self.forms.push(Form { task, promise });
        // Whoever comes and goes does so while connections do, too.
        if self.random.one_in(3) {
            let whom = self.random.pick(&[user, other]).expect("there are two");
            self.cut_all_of(whom);
        }
    }

    /// A browser's session ends: by itself, or from another browser of the person.
    pub(crate) fn sign_out(&mut self) {
        let browser = self.random.below(self.browsers.len() as u64) as usize;
        let Some((store, viewer)) = self.viewer(browser) else { return };
        note!(self, "{} signs out of browser {browser}", viewer.user.name.as_str());
        let task = tokio::spawn(async move {
            store.end_session(viewer.user.id, viewer.session).await?;
            Ok(Done::Done)
        });
        self.forms.push(Form { task, promise: None });
    }

    /// Somebody signs in again.
    pub(crate) fn sign_in(&mut self, browser: usize) {
        let Some(server) = self.server.as_ref().filter(|server| !server.is_dead()) else { return };
        note!(self, "browser {browser} signs in");
        let store = server.app.store.clone();
        let user = self.template.people[self.browsers[browser].person].id;
        let task = tokio::spawn(async move {
            let session = store.create_session(user, "a simulated browser", None).await?;
            Ok(Done::SignedIn { browser, token: session.token.as_str().to_owned() })
        });
        self.forms.push(Form { task, promise: None });
    }

    /// Whether this browser's session is good.
    pub(crate) fn is_signed_in(&self, browser: usize) -> bool {
        self.viewer(browser).is_some()
    }

    fn viewer(&self, browser: usize) -> Option<(Store, Viewer)> {
        let server = self.server.as_ref().filter(|server| !server.is_dead())?;
        let store = server.app.store.clone();
        let viewer = store.viewer(&self.browsers[browser].token).now_or_never();
        let viewer = viewer.expect("reads do not wait").ok().flatten()?;
        Some((store, viewer))
    }

    /// Hears what came of forms.
    pub(crate) fn collect_forms(&mut self) {
        let mut at = 0;
        while at < self.forms.len() {
            if !self.forms[at].task.is_finished() {
                at += 1;
                continue;
            }
            let Form { task, promise } = self.forms.remove(at);
            let answer = task.now_or_never().expect("it is finished");
            match answer.expect("a form does not panic") {
                Ok(Done::Done) => {
                    // A server that is dying has promised on what its disk holds.
                    self.claims.promised.extend(promise);
                }
                Ok(Done::SignedIn { browser, token }) => self.signed_in(browser, token),
                Err(refused) => {
                    assert_ne!(refused.code(), ErrorCode::Internal, "a form failed: {refused}");
                }
            }
        }
    }

    fn signed_in(&mut self, browser: usize, token: String) {
        self.browsers[browser].token = token;
        for tab in 0..self.tabs.len() {
            if self.tabs[tab].browser == browser && self.is_stopped(tab) {
                self.load(tab);
            }
        }
    }
}
