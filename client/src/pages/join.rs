//! Taking an invite.

use hark_protocol::Person;

use super::card::card;
use super::first_run::{Introduction, introduce};
use crate::ui::view::Node;
use crate::words::entry as words;

/// The form under the name of the one who invites.
pub fn join(invited_by: &Person, introduction: Introduction) -> Node {
    card(
        words::join_title(),
        words::invited_by(invited_by.name.as_str()),
        introduce(introduction, words::join_button()),
    )
}
