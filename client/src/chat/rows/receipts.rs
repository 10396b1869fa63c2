//! Under which of the viewer's messages it stands that others have read so far.

use hark_protocol::{Row, Seq};

use super::Scene;
use crate::chat::words::here::read_by_names;

/// The messages, and what is said under each.
pub(super) fn marks(scene: &Scene<'_>) -> Vec<(Seq, String)> {
    let last = scene.rows.last().map_or(Seq(0), |row| row.seq());
    let mut marks: Vec<(Seq, Vec<&str>)> = Vec::new();
    for (name, read) in &scene.receipts {
        // Where there is more below, their mark may stand there.
        if scene.newer && *read > last {
            continue;
        }
        let Some(row) =
            scene.rows.iter().rev().find(|row| is_own(scene, row) && row.seq() <= *read)
        else {
            continue;
        };
        match marks.iter_mut().find(|(seq, _)| *seq == row.seq()) {
            Some((_, names)) => names.push(name),
            None => marks.push((row.seq(), vec![name])),
        }
    }
    marks.into_iter().map(|(seq, names)| (seq, read_by_names(&names, scene.pair))).collect()
}

fn is_own(scene: &Scene<'_>, row: &Row) -> bool {
    match row {
        Row::Message(message) => message.author.id == scene.me.id && message.body.is_some(),
        Row::Notice(_) => false,
    }
}
