//! The people of this server, and the viewer among them.

use std::time::Duration;

use hark_protocol::{
    About, List, PersonName, Receipt, Role, Room, RoomId, RoomSnapshot, Seen, Status, UserId,
    ZoneName,
};

use super::{Refused, mandate, member};
use crate::pictures::Picture;
use crate::rights::Right;
use crate::store::{AuditRow, Invite, InviteId, PersonInfo, Store, Token, Viewer};

/// Everybody whom the viewer may know of, by name.
pub async fn people(store: &Store, viewer: &Viewer) -> Result<Vec<PersonInfo>, Refused> {
    Ok(store.people_known_to(viewer.user.id).await?)
}

/// Gives somebody another role.
pub async fn set_role(
    store: &Store,
    viewer: &Viewer,
    user: UserId,
    role: Role,
) -> Result<(), Refused> {
    let by = mandate(store, viewer, Right::KeepPeople).await?;
    Ok(store.set_role(&by, user, role).await?)
}

/// Keeps somebody from this server.
pub async fn ban(store: &Store, viewer: &Viewer, user: UserId) -> Result<(), Refused> {
    let by = mandate(store, viewer, Right::Ban).await?;
    Ok(store.ban(&by, user).await?)
}

/// Lets somebody in again.
pub async fn lift_ban(store: &Store, viewer: &Viewer, user: UserId) -> Result<(), Refused> {
    let by = mandate(store, viewer, Right::Ban).await?;
    Ok(store.lift_ban(&by, user).await?)
}

/// Keeps somebody from writing for so long; no time at all ends that.
pub async fn silence(
    store: &Store,
    viewer: &Viewer,
    user: UserId,
    how_long: Duration,
) -> Result<(), Refused> {
    let by = mandate(store, viewer, Right::Silence).await?;
    Ok(store.silence(&by, user, how_long).await?)
}

/// Ends all sessions of somebody else.
pub async fn end_sessions_of(store: &Store, viewer: &Viewer, user: UserId) -> Result<(), Refused> {
    let by = mandate(store, viewer, Right::KeepPeople).await?;
    Ok(store.end_sessions_of(&by, user).await?)
}

/// Asks somebody else no longer for a code after their password.
pub async fn take_off_second_step(
    store: &Store,
    viewer: &Viewer,
    user: UserId,
) -> Result<(), Refused> {
    let by = mandate(store, viewer, Right::KeepPeople).await?;
    Ok(store.take_off_second_step(&by, user).await?)
}

/// What was done before this entry of the audit log, newest first, and whether there is more.
pub async fn audit(
    store: &Store,
    viewer: &Viewer,
    before: Option<u64>,
) -> Result<(Vec<AuditRow>, bool), Refused> {
    let by = mandate(store, viewer, Right::ReadAudit).await?;
    Ok(store.audit(&by, before).await?)
}

/// The invites that still work, newest first.
pub async fn invites(store: &Store, viewer: &Viewer) -> Result<Vec<Invite>, Refused> {
    let by = mandate(store, viewer, Right::Invite).await?;
    Ok(store.invites(&by).await?)
}

/// Makes an invite for so many people, and for so long.
pub async fn create_invite(
    store: &Store,
    viewer: &Viewer,
    uses: u32,
    valid: Duration,
) -> Result<Token, Refused> {
    Ok(store.create_invite(viewer.user.id, uses, valid).await?)
}

/// Ends an invite.
pub async fn revoke_invite(
    store: &Store,
    viewer: &Viewer,
    invite: InviteId,
) -> Result<(), Refused> {
    let by = mandate(store, viewer, Right::Invite).await?;
    Ok(store.revoke_invite(&by, invite).await?)
}

/// Gives the viewer another name, here and in every room they were ever a member of.
pub async fn rename_person(
    store: &Store,
    viewer: &Viewer,
    name: PersonName,
) -> Result<(), Refused> {
    Ok(store.rename_person(viewer.user.id, name).await?)
}

/// Gives the viewer another picture or takes theirs away, wherever they are seen.
pub async fn set_picture(
    store: &Store,
    viewer: &Viewer,
    picture: Option<Picture>,
) -> Result<(), Refused> {
    Ok(store.set_picture(viewer.user.id, picture).await?)
}

/// What is said of themselves by those who share a room with the viewer, and by the viewer.
pub async fn around(store: &Store, viewer: &Viewer) -> Result<Vec<About>, Refused> {
    Ok(store.around(viewer.user.id).await?)
}

/// Says of the viewer what they are about, or takes that back.
pub async fn set_status(
    store: &Store,
    viewer: &Viewer,
    status: Option<Status>,
) -> Result<(), Refused> {
    Ok(store.set_status(viewer.user.id, status).await?)
}

/// Says of the viewer where their clock is, or takes that back.
pub async fn set_zone(
    store: &Store,
    viewer: &Viewer,
    zone: Option<ZoneName>,
) -> Result<(), Refused> {
    Ok(store.set_zone(viewer.user.id, zone).await?)
}

/// When the members of a room were seen last.
pub async fn seen(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
) -> Result<List<Seen, { RoomSnapshot::MAX_MEMBERS }>, Refused> {
    let member = member(store, viewer, room).await?;
    Ok(store.seen_in(&member).await?)
}

/// How far the others in a direct room have read; `None` where it is none.
pub async fn receipts(
    store: &Store,
    viewer: &Viewer,
    room: RoomId,
) -> Result<Option<List<Receipt, { Room::MAX_DIRECT }>>, Refused> {
    let member = member(store, viewer, room).await?;
    Ok(store.receipts(&member).await?)
}

/// Lets it be seen how far the viewer has read in direct rooms, or no more.
pub async fn let_see_receipts(store: &Store, viewer: &Viewer, seen: bool) -> Result<(), Refused> {
    Ok(store.let_see_receipts(viewer.user.id, seen).await?)
}
