//! The reactions under a message: what stands there, and how it looks. What a click does is in
//! `browser::reacting`.

use hark_protocol::{Message, Person, Reaction, UserId};

use super::deed::Deed;
use super::rows::Changes;
use super::words;
use crate::ui::view::{Node, view};
use crate::ui::{Icon, icon};

/// The reactions to a message as they are shown.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ReactionsView {
    /// Each, in the order in which they came up.
    pub chips: Vec<Chip>,
    /// The viewer may react.
    pub open: bool,
}

/// One reaction and who is behind it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Chip {
    /// The reaction.
    pub reaction: Reaction,
    /// How many people.
    pub count: usize,
    /// The viewer is among them.
    pub mine: bool,
    /// Who, as a sentence.
    pub who: String,
}

impl ReactionsView {
    /// What the viewer sees of these, in a room that they may write in or not. What they do
    /// themselves is shown at once.
    pub fn of(message: &Message, me: UserId, writable: bool, changes: &Changes) -> Self {
        let changed = |reaction: &Reaction| {
            changes.reactions(message.seq).find(|(other, _)| *other == reaction).map(|(_, on)| on)
        };
        let all = &message.reactions.all;
        let told = all.iter().filter_map(|reacted| {
            let mine = changed(&reacted.reaction).unwrap_or_else(|| reacted.has(me));
            Chip::of(&reacted.reaction, &reacted.people, mine, me)
        });
        let is_new = |reaction: &Reaction| !all.iter().any(|other| other.reaction == *reaction);
        let new = changes.reactions(message.seq).filter(|(reaction, _)| is_new(reaction));
        let new = new.filter_map(|(reaction, mine)| Chip::of(reaction, &[], mine, me));
        let open = writable && message.body.is_some();
        let chips = if message.body.is_some() { told.chain(new).collect() } else { Vec::new() };
        Self { chips, open }
    }
}

impl Chip {
    /// None: nobody's.
    fn of(reaction: &Reaction, people: &[Person], mine: bool, me: UserId) -> Option<Self> {
        let others = people.iter().filter(|person| person.id != me);
        let others: Vec<&str> = others.map(|person| person.name.as_str()).collect();
        let count = others.len() + usize::from(mine);
        let who = || words::reactions::who(reaction.as_str(), &others, mine);
        (count > 0).then(|| Self { reaction: reaction.clone(), count, mine, who: who() })
    }
}

/// The line of chips, where there is one, with a way to add another.
pub(super) fn draw(view: &ReactionsView) -> Option<Node> {
    if view.chips.is_empty() {
        return None;
    }
    let chips: Vec<Node> = view.chips.iter().map(|chip| draw_chip(chip, view.open)).collect();
    let more = view.open.then(|| {
        view! {
            <button class="reaction reaction--more" type="button" aria-haspopup="dialog"
                aria-label=words::reactions::add() data-do=Deed::PickReaction.word()>
                {icon(Icon::React)}
            </button>
        }
    });
    Some(view! {
        <div class="reactions" role="group" aria-label=words::reactions::reactions()>
            {chips} {more}
        </div>
    })
}

/// Where one may not react, a chip still says who did.
fn draw_chip(chip: &Chip, open: bool) -> Node {
    let Chip { reaction, count, mine, who } = chip.clone();
    let (sign, value) = (reaction.as_str().to_owned(), reaction.as_str().to_owned());
    view! {
        <button class="reaction" type="button" dir="auto" aria-label=who.clone() data-who=who
            aria-pressed=if mine { "true" } else { "false" } aria-disabled=(!open).then_some("true")
            data-do=open.then(|| Deed::React.word()) data-reaction=value>
            <span class="reaction__sign">{sign}</span>
            <span class="reaction__count">{count}</span>
        </button>
    }
}

/// The first of a message's actions.
pub(super) fn action(view: &ReactionsView) -> Option<Node> {
    view.open.then(|| {
        view! {
            <button class="icon-button" type="button" aria-haspopup="dialog"
                aria-label=words::reactions::react() data-do=Deed::PickReaction.word()>
                {icon(Icon::React)}
            </button>
        }
    })
}
