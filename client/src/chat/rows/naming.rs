//! Whom a message names, as far as the people of the room are known.

use hark_protocol::markup::Mentions;
use hark_protocol::{Body, Person, UserId};

/// The members of a room, as far as they are held.
#[derive(Clone, Copy, Debug, Default)]
pub struct Members<'a> {
    /// By id.
    pub known: &'a [Person],
    /// There are more.
    pub more: bool,
}

/// The names that a message is drawn with.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Naming {
    known: Vec<Person>,
    /// Others may be members, too.
    more: bool,
    /// The viewer is told of the message.
    pub meant: bool,
}

impl Naming {
    /// With the names that were written, whoever is in the room by now.
    pub(in crate::chat) fn as_written() -> Self {
        Self { more: true, ..Self::default() }
    }

    /// For this text, if there is one.
    pub(in crate::chat) fn of(body: Option<&Body>, members: Members<'_>, me: UserId) -> Self {
        let Some(body) = body.filter(|body| body.as_str().contains('@')) else {
            return Self::default();
        };
        let named = Mentions::named(body);
        let is_named = |person: &&Person| named.contains(&person.id);
        Self {
            known: members.known.iter().filter(is_named).cloned().collect(),
            more: members.more,
            meant: Mentions::of(body).reach(me),
        }
    }

    /// What a member is called now, where they were called `written`; `None` for anybody else.
    pub fn name<'a>(&'a self, user: UserId, written: &'a str) -> Option<&'a str> {
        let known = self.known.iter().find(|person| person.id == user);
        known.map(|person| person.name.as_str()).or(self.more.then_some(written))
    }
}
