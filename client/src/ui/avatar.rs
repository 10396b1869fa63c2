//! A person's picture, or their initials on a color of their own.

use crate::ui::view::{Node, view};
use hark_protocol::Person;

use super::address;

/// Colors there are; `style/` has a class for each.
const HUES: u64 = 12;

/// What stands for a person where there is no room for the name. Decoration: the name is near.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Avatar {
    class: &'static str,
    initials: String,
    picture: Option<String>,
}

impl Avatar {
    /// The avatar of this person.
    pub fn of(person: &Person) -> Self {
        Self {
            class: class(person.id.0 % HUES),
            initials: initials(person.name.as_str()),
            picture: person.picture.map(|picture| address::picture(person.id, picture)),
        }
    }

    /// Draws it.
    pub fn view(self) -> Node {
        // The initials are there until the picture is, and where it cannot be had.
        let picture = self.picture.map(|address| {
            view! { <img class="avatar__picture" src=address alt="" decoding="async"/> }
        });
        view! { <span class=self.class aria-hidden="true">{self.initials} {picture}</span> }
    }
}

/// The first letters of the first and the last word, else the first two letters; `style/` writes
/// them large.
fn initials(name: &str) -> String {
    let first = |word: &str| word.chars().find(|letter| letter.is_alphanumeric());
    let mut words = name.split_whitespace().filter(|word| first(word).is_some());
    let Some(start) = words.next() else {
        return name.chars().take(1).collect();
    };
    match words.next_back() {
        Some(end) => first(start).into_iter().chain(first(end)).collect(),
        None => start.chars().filter(|letter| letter.is_alphanumeric()).take(2).collect(),
    }
}

fn class(hue: u64) -> &'static str {
    const CLASSES: [&str; HUES as usize] = [
        "avatar avatar--h0",
        "avatar avatar--h1",
        "avatar avatar--h2",
        "avatar avatar--h3",
        "avatar avatar--h4",
        "avatar avatar--h5",
        "avatar avatar--h6",
        "avatar avatar--h7",
        "avatar avatar--h8",
        "avatar avatar--h9",
        "avatar avatar--h10",
        "avatar avatar--h11",
    ];
    CLASSES[(hue % HUES) as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_come_from_first_and_last_word() {
        assert_eq!(initials("Ann"), "An");
        assert_eq!(initials("Ann Marie Lee"), "AL");
        assert_eq!(initials("  jiří (ops) "), "jo");
        assert_eq!(initials("李小龍"), "李小");
        assert_eq!(initials("🙂"), "🙂");
    }
}
