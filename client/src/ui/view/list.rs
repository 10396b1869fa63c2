//! Rows that stay what they are while others come and go.

use super::Node;

/// A place in a list.
pub enum Place {
    /// What stood there in the list before, counted from 0.
    Kept(usize),
    /// What was not in it.
    New(Node),
}

impl Place {
    /// What is new there.
    #[cfg(feature = "hydrate")]
    pub(super) fn into_new(self) -> Option<Node> {
        match self {
            Self::New(node) => Some(node),
            Self::Kept(_) => None,
        }
    }
}

/// Rows that stay what they are, and where they have the focus or are scrolled, while others come
/// and go. `key` tells them apart; what has the key of another row is drawn anew. `draw` reads no
/// signal: what changes in a row is a closure in it.
pub fn each<T, K: PartialEq + 'static>(
    items: impl Fn() -> Vec<T> + 'static,
    key: impl Fn(&T) -> K + 'static,
    draw: impl Fn(T) -> Node + 'static,
) -> Node {
    let mut keys: Vec<K> = Vec::new();
    Node::List(Box::new(move || {
        let mut old = Left::of(std::mem::take(&mut keys));
        let place = |item: T| {
            let key = key(&item);
            let kept = old.take(|old| *old == key).map(|(at, _)| at);
            keys.push(key);
            kept.map_or_else(|| Place::New(draw(item)), Place::Kept)
        };
        items().into_iter().map(place).collect()
    }))
}

/// What is left of a list from which things are taken, mostly in the order in which they stand. So
/// each is looked for behind the one that was taken last, and found at the first look.
pub struct Left<T> {
    things: Vec<Option<T>>,
    next: usize,
}

impl<T> Left<T> {
    /// All of them.
    pub fn of(things: Vec<T>) -> Self {
        Self { things: things.into_iter().map(Some).collect(), next: 0 }
    }

    /// Takes the first that is meant, and says where it stood.
    pub fn take(&mut self, is_meant: impl Fn(&T) -> bool) -> Option<(usize, T)> {
        let (before, behind) = (0..self.next, self.next..self.things.len());
        let at =
            behind.chain(before).find(|at| self.things[*at].as_ref().is_some_and(&is_meant))?;
        self.next = at + 1;
        self.things[at].take().map(|thing| (at, thing))
    }
}
