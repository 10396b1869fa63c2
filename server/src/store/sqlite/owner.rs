//! The first run: the server gets its owner, once.

use hark_protocol::{Access, Role, RoomId, RoomName, Topic};
use rusqlite::Connection;

use super::query::{int, one, run};
use super::{Txn, audit, person, room};
use crate::store::{Deed, NewPerson, StoreError, Welcomed};

/// The name of the first room.
const FIRST_ROOM: &str = "General";

/// Whether somebody owns this server.
pub(in crate::store) fn has_owner(conn: &Connection) -> Result<bool, StoreError> {
    Ok(one(conn, "SELECT 1 FROM server WHERE owner IS NOT NULL", [], |_| Ok(()))?.is_some())
}

/// Makes the owner and the first room, where there is no owner yet.
pub(in crate::store) fn claim(txn: &mut Txn<'_>, new: &NewPerson) -> Result<Welcomed, StoreError> {
    let first_room = RoomName::parse(FIRST_ROOM).expect("the name is a good one");
    claim_with(txn, new, &first_room, &Topic::default())
}

/// The same with another first room.
pub(in crate::store) fn claim_with(
    txn: &mut Txn<'_>,
    new: &NewPerson,
    name: &RoomName,
    topic: &Topic,
) -> Result<Welcomed, StoreError> {
    if has_owner(txn.conn)? {
        return Err(StoreError::AlreadyClaimed);
    }
    let owner = person::create(txn, new, Role::Owner)?;
    audit::note(txn, Deed::ServerClaimed, Some(owner.id), None, None, "")?;
    let first_room: RoomId = room::create(txn, owner.id, name, topic, Access::Open)?;
    run(
        txn.conn,
        "UPDATE server SET owner = ?1, first_room = ?2 WHERE owner IS NULL",
        (int(owner.id.0), int(first_room.0)),
    )?;
    Ok(Welcomed { person: owner, room: Some(first_room) })
}
