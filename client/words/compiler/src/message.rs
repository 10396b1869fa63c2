//! A message of a catalogue, as far as Hark uses them.

use std::collections::BTreeMap;

/// One message in one language.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Message {
    /// Its name, the first word of which is its module: `threads-replies`.
    pub(crate) id: String,
    /// What it says.
    pub(crate) pieces: Vec<Piece>,
}

/// A piece of what a message says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Piece {
    /// As it stands.
    Text(String),
    /// What a variable holds.
    Variable(String, Kind),
    /// One of several, by a number: the first whose key fits.
    Choice(String, Vec<(Key, Vec<Piece>)>),
}

/// What a variable can hold.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    /// Text of people, which is kept apart from the text around it.
    Text,
    /// A whole number from zero on.
    Number,
}

/// When a piece is chosen, in the order in which they are tried.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Key {
    /// For this number.
    Exactly(u64),
    /// For the numbers of this category of the CLDR.
    Category(String),
    /// For all others.
    Other,
}

impl Message {
    /// Its variables in the order of the alphabet, which no other wording changes.
    pub(crate) fn variables(&self) -> BTreeMap<&str, Kind> {
        let mut found = BTreeMap::new();
        collect(&self.pieces, &mut found);
        found
    }

    /// The keys of each of its choices.
    pub(crate) fn choices(&self) -> Vec<Vec<&Key>> {
        let mut found = Vec::new();
        keys(&self.pieces, &mut found);
        found
    }
}

fn collect<'a>(pieces: &'a [Piece], found: &mut BTreeMap<&'a str, Kind>) {
    for piece in pieces {
        match piece {
            Piece::Text(_) => {}
            Piece::Variable(name, kind) => {
                let known = found.entry(name).or_insert(*kind);
                if *kind == Kind::Number {
                    *known = Kind::Number;
                }
            }
            Piece::Choice(name, variants) => {
                found.insert(name, Kind::Number);
                variants.iter().for_each(|(_, inside)| collect(inside, found));
            }
        }
    }
}

fn keys<'a>(pieces: &'a [Piece], found: &mut Vec<Vec<&'a Key>>) {
    for piece in pieces {
        if let Piece::Choice(_, variants) = piece {
            found.push(variants.iter().map(|(key, _)| key).collect());
            variants.iter().for_each(|(_, inside)| keys(inside, found));
        }
    }
}
