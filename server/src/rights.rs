//! Who may do what: the one table. The store asks it, with what it knows of somebody at that
//! moment, and makes the proofs of it; nobody else decides.

use hark_protocol::{Command, Role};

/// Something that not everybody may do.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Right {
    /// Look after one's own account.
    Account,
    /// Know of everybody on this server, not only of those one shares a room with.
    SeeEverybody,
    /// Find open rooms and join them.
    FindRooms,
    /// Make rooms.
    MakeRooms,
    /// Let people in by invites.
    Invite,
    /// Look after people: their addresses, their roles and where they are signed in.
    KeepPeople,
    /// Keep people from this server, and let them in again.
    Ban,
    /// Keep people from writing for a while.
    Silence,
    /// Read what members report, and decide what comes of it.
    HandleReports,
    /// Read what was done that somebody may have to answer for.
    ReadAudit,
    /// Read a room and say how far one has read.
    Read,
    /// Ask those who look after what is said to look at a message.
    Report,
    /// Post, change what one has posted, react and pin.
    Write,
    /// Mention a whole room.
    CallRoom,
    /// Name a room, set its topic and add others.
    ShapeRoom,
    /// Leave a room.
    Leave,
    /// Remove what others wrote.
    Moderate,
    /// Have members of a room wait between two messages.
    SlowRoom,
    /// Archive a room, open it again and remove others from it.
    KeepRoom,
}

/// What somebody has to do with a room.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Tie {
    /// Nothing, or no longer.
    Stranger,
    /// A member.
    Member,
    /// The member who made it.
    Keeper,
    /// A member of a direct room, which is its people for good.
    Direct,
}

/// Who somebody is to what they ask for.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Standing {
    /// Their role; `None`: nobody is signed in, or they are banned.
    pub role: Option<Role>,
    /// What they have to do with the room that it is about, if it is about one.
    pub tie: Tie,
    /// They may not write for a while.
    pub silenced: bool,
}

impl Standing {
    /// Of somebody who may write.
    pub const fn of(role: Option<Role>, tie: Tie) -> Self {
        Self { role, tie, silenced: false }
    }
}

/// What the table says.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Verdict {
    /// Yes.
    Yes,
    /// Not before signing in.
    SignIn,
    /// No, and it may be known that there is such a thing.
    Forbidden,
    /// Not for a while: they may only read.
    Silenced,
    /// No, and exactly as if there were no such thing.
    Unknown,
}

/// A line of the table: who may.
struct Line {
    place: Place,
    /// This role or a higher one.
    least: Role,
    /// Who made the room may too, unless they are a guest by now.
    or_keeper: bool,
    /// Others hear of it: not for those who are silenced.
    is_heard: bool,
}

enum Place {
    /// On the server.
    Server,
    /// On the server; to others what it is about does not exist.
    Hidden,
    /// In a room, among its members.
    Room,
    /// The same, but in no direct room.
    NamedRoom,
}

/// The table.
fn line(right: Right) -> Line {
    use Place::{Hidden, NamedRoom, Room, Server};
    use Role::{Admin, Guest, Member, Moderator};
    const HEARD: bool = true;
    const QUIET: bool = false;
    let (place, least, or_keeper, is_heard) = match right {
        Right::Account => (Server, Guest, false, QUIET),
        Right::SeeEverybody => (Hidden, Member, false, QUIET),
        Right::FindRooms => (Hidden, Member, false, QUIET),
        Right::MakeRooms => (Server, Member, false, HEARD),
        Right::Invite => (Server, Admin, false, QUIET),
        Right::KeepPeople => (Server, Admin, false, QUIET),
        Right::Ban => (Server, Admin, false, QUIET),
        Right::Silence => (Server, Moderator, false, QUIET),
        Right::HandleReports => (Server, Moderator, false, QUIET),
        Right::ReadAudit => (Server, Admin, false, QUIET),
        Right::Read => (Room, Guest, false, QUIET),
        Right::Report => (Room, Guest, false, QUIET),
        Right::Write => (Room, Guest, false, HEARD),
        Right::CallRoom => (Room, Member, false, HEARD),
        Right::ShapeRoom => (NamedRoom, Member, false, HEARD),
        Right::Moderate => (NamedRoom, Moderator, false, HEARD),
        Right::SlowRoom => (NamedRoom, Moderator, true, HEARD),
        Right::Leave => (NamedRoom, Guest, false, QUIET),
        Right::KeepRoom => (NamedRoom, Admin, true, QUIET),
    };
    Line { place, least, or_keeper, is_heard }
}

/// Whether somebody who stands like this has this right.
pub fn verdict(standing: Standing, right: Right) -> Verdict {
    let Line { place, least, or_keeper, is_heard } = line(right);
    let Standing { role, tie, silenced } = standing;
    let Some(role) = role else { return Verdict::SignIn };
    let made_it = or_keeper && tie == Tie::Keeper && role.is_at_least(Role::Member);
    let may = role.is_at_least(least) || made_it;
    match (place, tie) {
        (Place::Room | Place::NamedRoom, Tie::Stranger) => Verdict::Unknown,
        (Place::NamedRoom, Tie::Direct) => Verdict::Forbidden,
        _ if may && silenced && is_heard => Verdict::Silenced,
        _ if may => Verdict::Yes,
        (Place::Hidden, _) => Verdict::Unknown,
        (Place::Server | Place::Room | Place::NamedRoom, _) => Verdict::Forbidden,
    }
}

/// Whether somebody in a role may give another one, who is in role `from`, the role `to`. Nobody
/// touches whoever stands as high as themselves or higher, nor lifts anybody above themselves; but
/// an owner may make owners, and everybody who looks after people may step down.
pub fn may_give(by: Role, from: Role, to: Role, is_oneself: bool) -> bool {
    let standing = Standing::of(Some(by), Tie::Stranger);
    let keeps_people = verdict(standing, Right::KeepPeople) == Verdict::Yes;
    let reaches = by.outranks(from) || is_oneself;
    let gives = by.outranks(to) || (by == Role::Owner && !is_oneself);
    keeps_people && reaches && gives
}

/// Whether this role removes what others wrote in the rooms it is a member of, if they are not
/// direct: for what a page offers. Who does it is asked again.
pub fn moderates(role: Role) -> bool {
    verdict(Standing::of(Some(role), Tie::Member), Right::Moderate) == Verdict::Yes
}

impl Right {
    /// What a command asks for at the least; what its words ask for besides, as mentioning the
    /// whole room does, is asked where they are read, and so is what removing the message of
    /// somebody else asks for.
    pub fn of(command: &Command) -> Self {
        match command {
            Command::Open { .. }
            | Command::MarkRead { .. }
            | Command::MarkUnread { .. }
            | Command::History { .. }
            | Command::Fill { .. }
            | Command::Versions { .. }
            | Command::Thread { .. }
            | Command::ThreadState { .. }
            | Command::MarkThreadRead { .. }
            | Command::Follow { .. }
            | Command::Unfollow { .. } => Self::Read,
            Command::Post { .. }
            | Command::Edit { .. }
            | Command::Delete { .. }
            | Command::Typing { .. }
            | Command::React { .. }
            | Command::Unreact { .. }
            | Command::Pin { .. }
            | Command::Unpin { .. } => Self::Write,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_touches_their_equals_or_those_above() {
        let mut given = Vec::new();
        for by in Role::ALL {
            for from in Role::ALL {
                for to in Role::ALL {
                    if may_give(by, from, to, false) {
                        assert!(by.outranks(from) && by.is_at_least(to), "{by:?} {from:?} {to:?}");
                        assert!(by.is_at_least(Role::Admin), "{by:?}");
                        given.push((by, from, to));
                    }
                }
            }
        }
        // Owners move four roles anywhere, admins three among three.
        assert_eq!(given.len(), 4 * 5 + 3 * 3);
        assert!(may_give(Role::Owner, Role::Owner, Role::Guest, true), "stepping down");
        assert!(!may_give(Role::Owner, Role::Owner, Role::Guest, false), "another owner");
        assert!(!may_give(Role::Admin, Role::Admin, Role::Owner, true), "climbing");
        assert!(!may_give(Role::Moderator, Role::Moderator, Role::Guest, true));
    }

    #[test]
    fn a_stranger_knows_of_no_room() {
        for right in [Right::Read, Right::Write, Right::KeepRoom] {
            let stranger = Standing::of(Some(Role::Owner), Tie::Stranger);
            assert_eq!(verdict(stranger, right), Verdict::Unknown);
            assert_eq!(verdict(Standing::of(None, Tie::Member), right), Verdict::SignIn);
        }
    }

    #[test]
    fn who_made_a_room_keeps_it_but_not_as_a_guest() {
        let keeps = |role| verdict(Standing::of(Some(role), Tie::Keeper), Right::KeepRoom);
        assert_eq!(keeps(Role::Member), Verdict::Yes);
        assert_eq!(keeps(Role::Guest), Verdict::Forbidden);
        let direct = verdict(Standing::of(Some(Role::Owner), Tie::Direct), Right::KeepRoom);
        assert_eq!(direct, Verdict::Forbidden);
    }
}
