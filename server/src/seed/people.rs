//! Who is in the demo data.

use std::collections::BTreeMap;

use hark_protocol::{PersonName, UserId};

use crate::store::{Email, NewPerson};

/// What they are called in the scripts, then by what name.
const PEOPLE: &str = include_str!("people.txt");

/// The people, some of whom have come already.
#[derive(Clone, Debug)]
pub(super) struct Cast {
    waiting: BTreeMap<&'static str, NewPerson>,
    here: BTreeMap<String, UserId>,
}

impl Cast {
    /// Everybody, with this password, waiting to come.
    pub(super) fn new(password: &str) -> Self {
        let lines = PEOPLE.lines().filter(|line| !line.starts_with('#'));
        let waiting = lines.map(|line| {
            let (short, name) = line.split_once(' ').expect("a short name and a full one");
            let email = Email::parse(&format!("{short}@example.org")).expect("an address");
            let name = PersonName::parse(name).expect("a name");
            (short, NewPerson { name, email, password: password.to_owned() })
        });
        Self { waiting: waiting.collect(), here: BTreeMap::new() }
    }

    /// Somebody who has not come yet.
    pub(super) fn newcomer(&self, who: &str) -> Option<&NewPerson> {
        if self.here.contains_key(who) { None } else { self.waiting.get(who) }
    }

    /// They have come.
    pub(super) fn arrived(&mut self, who: &str, id: UserId) {
        self.here.insert(who.to_owned(), id);
    }

    /// Somebody who has come.
    pub(super) fn id(&self, who: &str) -> UserId {
        *self.here.get(who).unwrap_or_else(|| panic!("{who} acts before they came"))
    }

    /// Everybody who has come, by their short names.
    pub(super) fn ids(&self) -> Vec<UserId> {
        self.here.values().copied().collect()
    }
}
