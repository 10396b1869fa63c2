//! How well a name answers to what was typed. Both come folded.

/// How well; the least is the best.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(in crate::chat) struct Rank {
    behind: bool,
    way: Way,
    /// Letters of the name between the first and the last that were typed.
    gaps: usize,
}

/// The ways to answer, the best first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Way {
    Whole,
    Start,
    WordStart,
    Inside,
    Scattered,
}

impl Rank {
    /// As well as it is, but behind all that is not.
    pub(in crate::chat) fn behind(self) -> Self {
        Self { behind: true, ..self }
    }

    /// The typed letters do not stand together.
    pub(in crate::chat) fn is_scattered(self) -> bool {
        self.way == Way::Scattered
    }
}

/// `None`: it does not answer.
pub(in crate::chat) fn rank(name: &str, typed: &str) -> Option<Rank> {
    let way = |way, gaps| Some(Rank { behind: false, way, gaps });
    if typed.is_empty() {
        return way(Way::Start, 0);
    }
    if name == typed {
        return way(Way::Whole, 0);
    }
    if name.starts_with(typed) {
        return way(Way::Start, 0);
    }
    let mut found = name.match_indices(typed).map(|(at, _)| at);
    let starts_word = |at: usize| !name[..at].ends_with(char::is_alphanumeric);
    if let Some(first) = found.next() {
        let word = starts_word(first) || found.any(starts_word);
        return way(if word { Way::WordStart } else { Way::Inside }, 0);
    }
    scattered(name, typed).and_then(|gaps| way(Way::Scattered, gaps))
}

/// What stands where in the list: how well it answers, what tells apart those that do alike, and
/// what it is called where that decides.
pub(in crate::chat) type Standing = (Rank, usize, String);

/// So many of them, the best first; those that stand alike stay in their order.
pub(in crate::chat) fn best<T>(mut ranked: Vec<(Standing, T)>, most: usize) -> Vec<T> {
    let next = |_| {
        let standings = ranked.iter().map(|(standing, _)| standing).enumerate();
        let (at, _) = standings.min_by(|(_, one), (_, other)| one.cmp(other))?;
        Some(ranked.remove(at).1)
    };
    (0..most).map_while(next).collect()
}

/// The typed letters in their order with others between: how many others. Spaces need not be there.
fn scattered(name: &str, typed: &str) -> Option<usize> {
    let mut letters = name.chars().enumerate();
    let (mut first, mut last, mut many) = (None, 0, 0);
    for wanted in typed.chars().filter(|letter| !letter.is_whitespace()) {
        let (place, _) = letters.find(|(_, letter)| *letter == wanted)?;
        first.get_or_insert(place);
        last = place;
        many += 1;
    }
    first.map(|first| last + 1 - first - many)
}
