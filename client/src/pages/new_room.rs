//! Making a room.

use hark_protocol::Access;

use super::column::column;
use super::field::{Entry, Field};
use crate::ui::view::{Node, view};
use crate::words::rooms as words;

/// What the form shows.
#[derive(Clone, Debug)]
pub struct NewRoom {
    /// Its name.
    pub name: Entry,
    /// Its topic, maybe empty.
    pub topic: Entry,
    /// Who may join.
    pub access: Access,
}

/// The value a form sends for a room that only members open to others.
pub const CLOSED: &str = "closed";

/// The form.
pub fn new_room(page: NewRoom) -> Node {
    let NewRoom { name, topic, access } = page;
    let closed = access == Access::Closed;
    let name_field = Field { focus: true, ..Field::text("name", words::name()) };
    column(
        words::new_room(),
        ("/rooms".into(), words::rooms()),
        (),
        view! {
            <form class="form" method="post" action="/rooms/new">
                {name_field.view(name)}
                {topic_field().view(topic)}
                <fieldset class="field">
                    <legend class="field__label">{words::who_may_join()}</legend>
                    <label class="field field--check">
                        <input type="radio" name="access" value="open" checked=!closed/>
                        {words::access_open()}
                    </label>
                    <label class="field field--check">
                        <input type="radio" name="access" value=CLOSED checked=closed/>
                        {words::access_closed()}
                    </label>
                </fieldset>
                <button class="button button--primary">{words::create()}</button>
            </form>
        },
    )
}

/// The field of a topic.
pub(super) fn topic_field() -> Field {
    Field {
        hint: Some(words::topic_hint()),
        required: false,
        ..Field::text("topic", words::topic())
    }
}
