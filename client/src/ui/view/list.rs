//! Rows that stay what they are while others come and go.

use std::collections::BTreeMap;

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
pub fn each<T, K: Ord + 'static>(
    items: impl Fn() -> Vec<T> + 'static,
    key: impl Fn(&T) -> K + 'static,
    draw: impl Fn(T) -> Node + 'static,
) -> Node {
    let mut places: BTreeMap<K, usize> = BTreeMap::new();
    Node::List(Box::new(move || {
        let mut old = std::mem::take(&mut places);
        let place = |(at, item): (usize, T)| {
            let key = key(&item);
            let kept = old.remove(&key);
            places.insert(key, at);
            kept.map_or_else(|| Place::New(draw(item)), Place::Kept)
        };
        items().into_iter().enumerate().map(place).collect()
    }))
}
