//! The one statement of a search, put together from its conditions. Whatever they are, it joins the
//! viewer's memberships of now and the texts of now.

use hark_protocol::{Timestamp, UserId};
use rusqlite::types::Value;

use super::super::direct::called;
use super::super::indexing::ID_BITS;
use super::super::query::int;
use crate::finding::Pattern;
use crate::store::Hits;

/// What every search reads and asks. The joins are crossed so that the newest stay first: the
/// planner may not begin with anything but the index.
const COLUMNS: &str = concat!(
    "SELECT f.id, f.room, ",
    called!(),
    ", f.seq, t.at, t.author, p.name, p.picture, t.body"
);
const JOINS: &str = "
 CROSS JOIN member m ON m.room = f.room AND m.person = ?1 AND m.present = 1
 CROSS JOIN timeline t ON t.room = f.room AND t.seq = f.seq AND t.body IS NOT NULL
 CROSS JOIN room r ON r.id = f.room
 CROSS JOIN person p ON p.id = t.author";

/// A statement in the making.
#[derive(Debug)]
pub(super) struct Statement {
    values: Vec<Value>,
    before: i64,
    /// Expressions for the index, all of which must match.
    wanted: Vec<String>,
    /// Those of which none may.
    unwanted: Vec<String>,
    /// Conditions on the joined rows.
    conditions: Vec<String>,
    /// Some text has to be looked at that the index knows nothing of.
    looks_at_texts: bool,
}

impl Statement {
    /// For this viewer, below this place.
    pub(super) fn new(viewer: UserId, before: i64) -> Self {
        Self {
            values: vec![Value::Integer(int(viewer.0))],
            before,
            wanted: Vec::new(),
            unwanted: Vec::new(),
            conditions: Vec::new(),
            looks_at_texts: false,
        }
    }

    /// The text matches this, or does not.
    pub(super) fn text(&mut self, negated: bool, pattern: &Pattern) {
        match (pattern.expression(), &pattern.literal) {
            (Some(expression), None) if negated => self.unwanted.push(expression),
            (Some(expression), None) => self.wanted.push(expression),
            (expression, Some(literal)) => {
                match expression {
                    Some(expression) if !negated => self.wanted.push(expression),
                    Some(_) | None => self.looks_at_texts |= !negated,
                }
                self.holds(negated, literal);
            }
            (None, None) => {}
        }
    }

    /// The text holds this, as it is written but for the case of ASCII letters; or does not.
    fn holds(&mut self, negated: bool, literal: &str) {
        let mut pattern = String::from("%");
        for c in literal.chars() {
            if matches!(c, '%' | '_' | '\\') {
                pattern.push('\\');
            }
            pattern.push(c);
        }
        pattern.push('%');
        let value = self.value(Value::Text(pattern));
        self.filter(negated, &format!("t.body LIKE {value} ESCAPE '\\'"));
    }

    /// The column holds one of these, or none.
    pub(super) fn one_of(&mut self, negated: bool, column: &str, ids: &[u64]) {
        let values: Vec<String> =
            ids.iter().map(|id| self.value(Value::Integer(int(*id)))).collect();
        match values.as_slice() {
            [] => self.filter(negated, "0"),
            [one] => self.filter(negated, &format!("{column} = {one}")),
            many => self.filter(negated, &format!("{column} IN ({})", many.join(", "))),
        }
    }

    /// The message is older than this moment, or not.
    pub(super) fn older(&mut self, negated: bool, moment: Timestamp) {
        let place = self.value(Value::Integer(moment.0.saturating_mul(1 << ID_BITS)));
        self.filter(negated, &format!("f.id < {place}"));
    }

    /// This condition holds, or does not.
    pub(super) fn filter(&mut self, negated: bool, condition: &str) {
        let not = if negated { "NOT " } else { "" };
        self.conditions.push(format!("{not}({condition})"));
    }

    /// Whether only the newest messages are looked at: else all would have to be.
    pub(super) fn looks_at_newest_only(&self) -> bool {
        self.looks_at_texts && self.wanted.is_empty()
    }

    /// The statement and its values.
    pub(super) fn finish(mut self, limit: usize) -> (String, Vec<Value>) {
        let (source, place) = if self.wanted.is_empty() {
            ("searchable f", "f.id")
        } else {
            (
                "search_index CROSS JOIN searchable f ON f.id = search_index.rowid",
                "search_index.rowid",
            )
        };
        let before = self.value(Value::Integer(self.before));
        let mut conditions = vec![format!("{place} < {before}")];
        let unwanted = self.unwanted.join(" OR ");
        if !self.wanted.is_empty() {
            let mut expression = self.wanted.join(" AND ");
            if !unwanted.is_empty() {
                expression = format!("({expression}) NOT ({unwanted})");
            }
            let expression = self.value(Value::Text(expression));
            conditions.push(format!("search_index MATCH {expression}"));
        } else if !unwanted.is_empty() {
            let unwanted = self.value(Value::Text(unwanted));
            conditions.push(format!(
                "f.id NOT IN (SELECT rowid FROM search_index WHERE search_index MATCH {unwanted})"
            ));
        }
        if self.looks_at_newest_only() {
            let newest = Hits::NEWEST;
            conditions.push(format!(
                "f.id > coalesce((SELECT id FROM searchable ORDER BY id DESC
                                  LIMIT 1 OFFSET {newest}), 0)"
            ));
        }
        conditions.append(&mut self.conditions);
        let conditions = conditions.join(" AND ");
        let sql = format!(
            "{COLUMNS} FROM {source}{JOINS} WHERE {conditions} ORDER BY {place} DESC LIMIT {limit}"
        );
        (sql, self.values)
    }

    /// A value, as the statement names it.
    fn value(&mut self, value: Value) -> String {
        self.values.push(value);
        format!("?{}", self.values.len())
    }
}
