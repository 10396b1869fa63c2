//! Whom one may want to name: the list over the composer while a name is typed behind an `@`, and
//! the question before everybody is told. What keys and clicks do is in `browser::mentioning`.

use hark_protocol::{Person, UserId};
use leptos::prelude::*;

use super::deed::Deed;
use super::screen::Screen;
use super::spot::Side;
use super::switcher::rank::{Rank, Standing, best, rank};
use super::words::mentions as words;
use crate::ui::view::{IntoNode, Node, view};
use crate::ui::{Avatar, Icon, icon};

/// The id of the list on this side.
pub fn list_id(side: Side) -> &'static str {
    match side {
        Side::Room => "mention-list",
        Side::Thread => "thread-mention-list",
    }
}

/// The question.
pub const WIDE_ID: &str = "wide-dialog";

/// So many others are told of a message without a question: no more than one knows by heart.
pub const FEW: u32 = 6;

/// The most choices shown: what does not fit over a phone's keyboard is found by one more letter.
const MOST: usize = 6;

/// Whom a mention of everybody reaches.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Reach {
    /// All who are in the room.
    #[default]
    Room,
    /// Those who follow the thread: a reply that stands only there is for them.
    Thread,
}

/// What the list shows; nothing while no name is typed.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Suggest {
    /// Where a name is typed.
    pub side: Side,
    /// Whom there is to name, best first.
    pub choices: Vec<Choice>,
    /// Which of them Enter takes.
    pub chosen: usize,
}

/// Somebody to name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Choice {
    /// One member.
    Member(Person),
    /// Everybody: so many.
    Room(u32),
}

impl Suggest {
    /// Who answers to what stands before the cursor. Names are compared as `fold` gives them back.
    pub fn of(
        before: &str,
        me: UserId,
        members: &[Person],
        count: u32,
        fold: impl Fn(&str) -> String,
    ) -> Self {
        let Some(typed) = typed_name(before) else { return Self::default() };
        let asked = fold(typed.trim_end());
        let answers = |name: &str| {
            let name = fold(name);
            // Whoever goes on writing behind a name is done with it.
            let done = name == asked && typed.ends_with(char::is_whitespace);
            rank(&name, &asked).filter(|rank| !(done || rank.is_scattered() && typed.contains(' ')))
        };
        let mut ranked: Vec<(Standing, Choice)> = Vec::new();
        let mut put = |rank: Rank, is_me: bool, choice: Choice| {
            ranked.push(((rank, usize::from(is_me), fold(choice.name())), choice));
        };
        for person in members {
            if let Some(rank) = answers(person.name.as_str()) {
                put(rank, person.id == me, Choice::Member(person.clone()));
            }
        }
        if let Some(rank) = answers("room") {
            put(rank.behind(), false, Choice::Room(count));
        }
        let mut choices = best(ranked, MOST);
        // Where only what stands there answers, there is nothing to choose, and Enter sends.
        if let [only] = &choices[..]
            && fold(only.name()) == asked
        {
            choices.clear();
        }
        Self { choices, ..Self::default() }
    }

    /// Whether there is something to choose from on this side.
    pub fn is_shown(&self, side: Side) -> bool {
        self.side == side && !self.choices.is_empty()
    }

    /// One further, and round.
    pub fn down(&mut self) {
        self.chosen = (self.chosen + 1) % self.choices.len().max(1);
    }

    /// One back, and round.
    pub fn up(&mut self) {
        let many = self.choices.len().max(1);
        self.chosen = (self.chosen + many - 1) % many;
    }
}

impl Choice {
    fn name(&self) -> &str {
        match self {
            Self::Member(person) => person.name.as_str(),
            Self::Room(_) => "room",
        }
    }
}

/// What is typed behind the last `@`, if that begins a name.
pub fn typed_name(before: &str) -> Option<&str> {
    let (rest, typed) = before.rsplit_once('@')?;
    let begins = !rest.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '@'));
    (begins && !typed.starts_with(char::is_whitespace) && !typed.contains('\n')).then_some(typed)
}

/// The list, over the composer on this side.
pub(super) fn list(screen: Screen, side: Side) -> Node {
    let hidden = move || screen.suggest.with(|suggest| !suggest.is_shown(side));
    view! {
        <ul class="suggest" id=list_id(side) role="listbox" aria-label=words::list() hidden=hidden>
            {move || screen.suggest.with(|suggest| suggest.is_shown(side).then(|| options(suggest)))}
        </ul>
    }
}

/// The option that Enter takes, for who listens.
pub(super) fn active(screen: Screen, side: Side) -> Option<String> {
    screen.suggest.with(|suggest| suggest.is_shown(side).then(|| option_id(suggest.chosen)))
}

fn options(suggest: &Suggest) -> Vec<Node> {
    let options = suggest.choices.iter().enumerate();
    options.map(|(place, choice)| option(place, choice, suggest)).collect()
}

fn option(place: usize, choice: &Choice, suggest: &Suggest) -> Node {
    let chosen = place == suggest.chosen;
    let (glyph, note) = match choice {
        Choice::Member(person) => (Avatar::of(person).view().into_node(), None),
        Choice::Room(count) => {
            let note = match suggest.side {
                Side::Room => words::everybody(*count),
                Side::Thread => words::followers().to_owned(),
            };
            (icon(Icon::People).into_node(), Some(note))
        }
    };
    let note = note.map(|note| view! { <span class="choice__note">{note}</span> });
    view! {
        <li class="choice" id=option_id(place) role="option" data-mention=place as u64
            aria-selected=if chosen { "true" } else { "false" }>
            <span class="choice__glyph" aria-hidden="true">{glyph}</span>
            <span class="choice__name" dir="auto">{["@", choice.name()].concat()}</span>
            {note}
        </li>
    }
}

fn option_id(place: usize) -> String {
    ["mention-", &place.to_string()].concat()
}

/// The question, closed until it is asked.
pub(super) fn wide_dialog(screen: Screen) -> Node {
    // So many, where that is known.
    let others = move || match screen.wide.get() {
        Reach::Room => Some(screen.room.with(|room| room.members.unwrap_or(1).saturating_sub(1))),
        Reach::Thread => None,
    };
    view! {
        <dialog class="dialog" id=WIDE_ID aria-labelledby="wide-title">
            <h2 class="dialog__title" id="wide-title">{move || words::ask(others())}</h2>
            <p>{move || others().map_or_else(words::wide_thread, |_| words::wide())}</p>
            <div class="dialog__actions">
                <button class="button button--quiet" type="button" data-do=Deed::NotWide.word()>
                    {words::go_back()}
                </button>
                <button class="button" type="button" data-do=Deed::Wide.word()>
                    {move || words::tell(others())}
                </button>
            </div>
        </dialog>
    }
}

#[cfg(test)]
mod tests {
    use hark_protocol::PersonName;

    use super::*;

    fn suggested(before: &str) -> Vec<String> {
        let names = ["Ann Lee", "Andrea", "Bob", "Jan Roomer"];
        let person = |(id, name): (u64, &str)| Person {
            id: UserId(id),
            name: PersonName::parse(name).unwrap(),
            picture: None,
        };
        let members: Vec<Person> = (1..).zip(names).map(person).collect();
        let suggest = Suggest::of(before, UserId(1), &members, 4, str::to_lowercase);
        suggest.choices.iter().map(|choice| choice.name().to_owned()).collect()
    }

    #[test]
    fn members_answer_to_what_is_typed_behind_an_at_sign() {
        assert_eq!(suggested("hi @an"), ["Andrea", "Ann Lee", "Jan Roomer"]);
        assert_eq!(suggested("@ann l"), ["Ann Lee"]);
        assert_eq!(suggested("@lee"), ["Ann Lee"]);
        assert_eq!(suggested("@room"), ["Jan Roomer", "room"]);
        assert_eq!(suggested("@").len(), 5);
    }

    #[test]
    fn nothing_is_offered_where_no_name_is_typed() {
        for before in
            ["", "@andrea", "an", "me@an", "@ an", "@@an", "@an\n", "@Bob ", "@Ann Lee ", "@xyz"]
        {
            assert_eq!(suggested(before), <[&str; 0]>::default(), "{before}");
        }
    }
}
