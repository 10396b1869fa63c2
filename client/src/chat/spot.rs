//! Where a message stands on the page: one that is in a thread and in the room may stand twice.

use hark_protocol::Seq;

/// What shows rows.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub enum Side {
    /// The room.
    #[default]
    Room,
    /// The thread beside it.
    Thread,
}

/// A row that is stored, where it is shown.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Spot {
    /// On which side.
    pub side: Side,
    /// Its place in the log.
    pub seq: Seq,
}

impl Spot {
    /// The id of its element.
    pub fn anchor(self) -> String {
        let before = match self.side {
            Side::Room => "m-",
            Side::Thread => "t-",
        };
        [before, &self.seq.to_string()].concat()
    }

    /// The row with this id.
    #[cfg(any(test, feature = "hydrate"))]
    pub fn of_anchor(id: &str) -> Option<Self> {
        let (side, seq) = match (id.strip_prefix("m-"), id.strip_prefix("t-")) {
            (Some(seq), _) => (Side::Room, seq),
            (None, seq) => (Side::Thread, seq?),
        };
        Some(Self { side, seq: seq.parse().ok()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_is_read_back() {
        for side in [Side::Room, Side::Thread] {
            let spot = Spot { side, seq: Seq(12) };
            assert_eq!(Spot::of_anchor(&spot.anchor()), Some(spot));
        }
        assert_eq!(Spot::of_anchor("x-12"), None);
        assert_eq!(Spot::of_anchor("m-twelve"), None);
    }
}
