//! What a tab was shown, on the way and at the end.

use std::collections::HashMap;

use hark_protocol::{EventKind, Row};

use super::stored::Stored;
use crate::report::Report;
use crate::simclient::{Entry, Journal};

/// Every view goes on by one event at a time, or says that it begins afresh.
pub(super) fn hold_monotone(who: &str, journal: &Journal, report: &mut Report) {
    let mut at: HashMap<u64, u64> = HashMap::new();
    for (ms, entry) in &journal.entries {
        match entry {
            Entry::Page { room, seq }
            | Entry::Summary { room, seq }
            | Entry::Reset { room, seq, .. } => {
                at.insert(*room, *seq);
            }
            Entry::Apply { room, seq, .. } => {
                let before = at.insert(*room, *seq);
                if before.is_some_and(|before| before + 1 != *seq) {
                    report.gaps += 1;
                    report.problem(format!(
                        "{who} went from {before:?} to {seq} in room {room} at {ms} ms"
                    ));
                }
            }
            // A tab that notices a gap has it filled; a server that keeps its word leaves none.
            Entry::Gap { room, have, came } => {
                report.gaps += 1;
                report.problem(format!(
                    "{who} had {have} of room {room} and was sent {came} at {ms} ms"
                ));
            }
            Entry::Send { .. }
            | Entry::Ack { .. }
            | Entry::Refused { .. }
            | Entry::Again { .. }
            | Entry::Open { .. }
            | Entry::Live { .. }
            | Entry::Close { .. }
            | Entry::Failed { .. } => {}
        }
    }
}

/// A message as it has to stand on every screen.
#[derive(Debug, PartialEq)]
struct Shown<'a> {
    seq: u64,
    id: String,
    author: u64,
    body: Option<&'a str>,
}

pub(super) fn compare_screen(
    who: &str,
    room: u64,
    rows: &[Row],
    stored: &Stored,
    report: &mut Report,
) {
    let expected = fold(room, stored);
    let shown: Vec<Shown<'_>> = rows
        .iter()
        .filter_map(|row| match row {
            Row::Message(message) => Some(Shown {
                seq: message.seq.0,
                id: message.client_message_id.to_string(),
                author: message.author.id.0,
                body: message.body.as_ref().map(|body| body.as_str()),
            }),
            Row::Notice(_) => None,
        })
        .collect();
    if shown == expected {
        return;
    }
    let mut counts: HashMap<&str, i64> = HashMap::new();
    for message in &shown {
        *counts.entry(&message.id).or_default() += 1;
    }
    let missing = expected.iter().filter(|message| !counts.contains_key(message.id.as_str()));
    let missing = missing.count() as u64;
    let doubled = counts.values().filter(|count| **count > 1).count() as u64;
    report.lost += missing;
    report.duplicated += doubled;
    let ordered = shown.windows(2).all(|pair| pair[0].seq < pair[1].seq);
    report.reordered += u64::from(!ordered);
    let differs = shown.iter().zip(&expected).find(|(shown, expected)| shown != expected);
    report.problem(format!(
        "{who} shows {} messages of room {room} where {} are stored: {missing} missing, {doubled} \
         doubled; first difference: {differs:?}",
        shown.len(),
        expected.len()
    ));
}

/// The messages of a room as its log says they stand now.
fn fold(room: u64, stored: &Stored) -> Vec<Shown<'_>> {
    let mut messages: Vec<Shown<'_>> = Vec::new();
    for event in stored.rooms.get(&room).into_iter().flatten() {
        let mut revise = |target: u64, body| {
            let found = messages.binary_search_by_key(&target, |message| message.seq);
            if let Ok(at) = found
                && messages[at].body.is_some()
            {
                messages[at].body = body;
            }
        };
        match &event.kind {
            EventKind::ReplyPosted { to, .. } if !to.in_room => {}
            EventKind::MessagePosted { client_message_id, body }
            | EventKind::ReplyPosted { client_message_id, body, .. } => messages.push(Shown {
                seq: event.seq,
                id: client_message_id.to_string(),
                author: event.actor,
                body: body.as_ref().map(|body| body.as_str()),
            }),
            EventKind::MessageEdited { target, body }
            | EventKind::ReplyEdited { target, body, .. } => {
                revise(target.0, body.as_ref().map(|body| body.as_str()));
            }
            EventKind::MessageDeleted { target, .. } | EventKind::ReplyRemoved { target, .. } => {
                revise(target.0, None);
            }
            EventKind::RoomCreated { .. }
            | EventKind::MemberJoined { .. }
            | EventKind::MemberLeft { .. }
            | EventKind::MemberRenamed { .. }
            | EventKind::RoomRenamed { .. }
            | EventKind::TopicChanged { .. }
            | EventKind::RoomArchived
            | EventKind::RoomUnarchived
            | EventKind::SlowModeChanged { .. }
            | EventKind::ReactionAdded { .. }
            | EventKind::ReactionRemoved { .. }
            | EventKind::PictureChanged { .. }
            | EventKind::DirectStarted { .. }
            | EventKind::MessagePinned { .. }
            | EventKind::MessageUnpinned { .. } => {}
        }
    }
    messages
}
