//! C53, C55 and C69: numbers at their edges, and commands that are cut off or say they are long.

use std::sync::Arc;

use futures::FutureExt;
use hark_protocol::{ClientFrame, Command, CommandId, ErrorCode, HistoryFrom, Reply, Seq};

use super::commands::{STRIKES, ask, post, refused, say_raw};
use super::scene::Scene;
use super::{Case, Verdict, tried};
use crate::peer::Peer;

pub(super) fn cases() -> Vec<Case> {
    vec![
        tried(53, "numbers at and beyond their edges", |scene| edges(scene).boxed()),
        tried(55, "commands that are cut off", |scene| cut_off(scene).boxed()),
        tried(69, "a length of four gigabytes", |scene| huge_length(scene).boxed()),
    ]
}

async fn edges(scene: Arc<Scene>) -> Verdict {
    let (room, mut peer) = (scene.room(), Peer::open(&scene.somebody().visitor).await?);
    for seq in [0, 1 << 31, 1 << 63, u64::MAX].map(Seq) {
        for command in [
            Command::Delete { room, target: seq },
            Command::Pin { room, target: seq },
            Command::Versions { room, target: seq, before: Some(seq) },
            Command::Follow { room, root: seq },
        ] {
            let answered = ask(&mut peer, command.clone()).await?;
            refused(&answered, ErrorCode::NotFound).map_err(|it| format!("{command:?}: {it}"))?;
        }
        for limit in [0, 1, u16::MAX] {
            for from in
                [HistoryFrom::Before(seq), HistoryFrom::After(seq), HistoryFrom::Around(seq)]
            {
                let command = Command::History { room, from, limit };
                match ask(&mut peer, command.clone()).await? {
                    Ok(Reply::History(_)) | Err(ErrorCode::BadRequest) => {}
                    other => return Err(format!("{command:?} was answered with {other:?}")),
                }
            }
        }
        let read = Command::MarkRead { room, seq, set_back: u32::MAX };
        match ask(&mut peer, read).await? {
            Ok(Reply::Done) | Err(ErrorCode::BadRequest | ErrorCode::NotFound) => {}
            other => return Err(format!("reading up to {seq:?} was answered with {other:?}")),
        }
    }
    // A number that takes eleven bytes is none.
    let overlong = [&[1, 1, 0][..], &[0xff; 10], &[0x01]].concat();
    refused(&say_raw(&mut peer, overlong).await?, ErrorCode::BadFrame)
}

/// Every beginning of a command is no command.
async fn cut_off(scene: Arc<Scene>) -> Verdict {
    let whole =
        ClientFrame::Command { id: CommandId(1), command: post(scene.room(), 55, "whole")? };
    let whole = whole.encode();
    let crook = &scene.somebody().visitor;
    let lengths: Vec<usize> = (0..whole.len()).collect();
    for lengths in lengths.chunks(STRIKES - 1) {
        let mut peer = Peer::open(crook).await?;
        for length in lengths {
            let answered = say_raw(&mut peer, whole[..*length].to_vec()).await?;
            refused(&answered, ErrorCode::BadFrame)
                .map_err(|problem| format!("{length} bytes of it: {problem}"))?;
        }
    }
    Ok(())
}

/// Nothing is made room for: the same server has a hundred other cases to do.
async fn huge_length(scene: Arc<Scene>) -> Verdict {
    let mut peer = Peer::open(&scene.somebody().visitor).await?;
    let memory = || scene.town.server().ok().and_then(|server| server.memory_kib("VmRSS"));
    let before = memory().ok_or("no memory to be seen")?;
    let whole = ClientFrame::Command { id: CommandId(1), command: post(scene.room(), 69, "x")? };
    let whole = whole.encode();
    // The length of the text stands before the text, and that before the last byte, which says
    // that it answers nothing.
    let at = whole.len() - 3;
    let huge = [&whole[..at], &[0xff, 0xff, 0xff, 0xff, 0x0f, b'x', 0]].concat();
    for _ in 0..STRIKES - 1 {
        refused(&say_raw(&mut peer, huge.clone()).await?, ErrorCode::BadFrame)?;
    }
    let grown = memory().unwrap_or(u64::MAX).saturating_sub(before);
    if grown > 1024 * 1024 { Err(format!("the server grew by {grown} KiB")) } else { Ok(()) }
}
