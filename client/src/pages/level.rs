//! Of what one wants to be told in a room: a choice of a few, each with what it does.

use hark_protocol::{Access, Level, RoomId};

use super::column::{column, section};
use super::notifications::notifications;
use super::rooms::address;
use crate::ui::view::{Node, view};
use crate::words::level as words;

/// What the page shows.
#[derive(Clone, Debug)]
pub struct RoomLevel {
    /// The room.
    pub room: RoomId,
    /// What it is called.
    pub name: String,
    /// What kind of room it is.
    pub access: Access,
    /// What the viewer chose, if they did.
    pub chosen: Option<Level>,
}

/// The page.
pub fn level(page: RoomLevel) -> Node {
    let RoomLevel { room, name, access, chosen } = page;
    let base = address(room);
    let automatic = choice("", words::automatic(), words::automatic_in(access), chosen.is_none());
    let levels = Level::ALL.map(|level| {
        let does = words::does(level).to_owned();
        choice(word(level), words::name(level), does, chosen == Some(level))
    });
    let levels = levels.into_iter().collect::<Node>();
    column(
        name,
        (base.clone(), words::back()),
        (),
        (
            section(
                words::title(),
                view! {
                    <form class="form" method="post" action=format!("{base}/level")>
                        <fieldset class="field">
                            <legend class="visually-hidden">{words::title()}</legend>
                            {automatic}
                            {levels}
                        </fieldset>
                        <p class="list__meta">{words::everywhere()}</p>
                        <button class="button button--primary">{words::save()}</button>
                    </form>
                },
            ),
            notifications(),
        ),
    )
}

fn choice(word: &'static str, name: &'static str, does: String, chosen: bool) -> Node {
    view! {
        <label class="field field--check">
            <input type="radio" name="level" value=word checked=chosen/>
            <span><strong>{name}</strong> " " <span class="list__meta">{does}</span></span>
        </label>
    }
}

/// The level of a choice; none where nothing is chosen.
pub fn of_word(chosen: &str) -> Option<Level> {
    Level::ALL.into_iter().find(|level| word(*level) == chosen)
}

fn word(level: Level) -> &'static str {
    match level {
        Level::Everything => "everything",
        Level::Mentions => "mentions",
        Level::Nothing => "nothing",
        Level::Hidden => "hidden",
    }
}
