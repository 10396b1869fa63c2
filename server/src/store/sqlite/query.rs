//! Running statements. Values are stored in SQLite's signed integers.

use hark_protocol::{Person, PersonName, PictureId, RoomId, Seq, Timestamp, UserId};
use rusqlite::{Connection, Params, Row};

use crate::store::StoreError;

/// A number for a column. Those beyond SQLite's range become its largest, which no row has: ids
/// from outside then find nothing, and a `Seq` stands after every event.
pub(super) fn int(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Runs a statement that changes rows; says how many.
pub(super) fn run(conn: &Connection, sql: &str, params: impl Params) -> Result<usize, StoreError> {
    Ok(conn.prepare_cached(sql)?.execute(params)?)
}

/// The first row, if there is one.
pub(super) fn one<T>(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnOnce(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Option<T>, StoreError> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let value = rows.next()?.map(read).transpose()?;
    Ok(value)
}

/// All rows.
pub(super) fn all<T>(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    mut read: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut values = Vec::new();
    while let Some(row) = rows.next()? {
        values.push(read(row)?);
    }
    Ok(values)
}

/// A number that was stored by [`int`].
pub(super) fn number(row: &Row<'_>, column: usize) -> Result<u64, StoreError> {
    let value: i64 = row.get(column)?;
    u64::try_from(value).map_err(|_| StoreError::Corrupt("a negative number"))
}

pub(super) fn count(row: &Row<'_>, column: usize) -> Result<u32, StoreError> {
    Ok(u32::try_from(number(row, column)?).unwrap_or(u32::MAX))
}

pub(super) fn seq(row: &Row<'_>, column: usize) -> Result<Seq, StoreError> {
    number(row, column).map(Seq)
}

pub(super) fn room_id(row: &Row<'_>, column: usize) -> Result<RoomId, StoreError> {
    number(row, column).map(RoomId)
}

pub(super) fn user_id(row: &Row<'_>, column: usize) -> Result<UserId, StoreError> {
    number(row, column).map(UserId)
}

pub(super) fn time(row: &Row<'_>, column: usize) -> Result<Timestamp, StoreError> {
    Ok(Timestamp(row.get(column)?))
}

/// Text without a copy of its own.
pub(super) fn text<'r>(row: &'r Row<'_>, column: usize) -> Result<&'r str, StoreError> {
    row.get_ref(column)?.as_str().map_err(|_| StoreError::Corrupt("a text that is none"))
}

/// A person whose id, name and picture stand in this column and the next two.
pub(super) fn person(row: &Row<'_>, column: usize) -> Result<Person, StoreError> {
    let name = PersonName::parse(text(row, column + 1)?)
        .map_err(|_| StoreError::Corrupt("a person's name"))?;
    Ok(Person { id: user_id(row, column)?, name, picture: picture(row, column + 2)? })
}

/// The picture of a person, if they have one.
pub(super) fn picture(row: &Row<'_>, column: usize) -> Result<Option<PictureId>, StoreError> {
    Ok(row.get::<_, Option<u32>>(column)?.map(PictureId))
}
