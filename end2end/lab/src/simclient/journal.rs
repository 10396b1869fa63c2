//! What happened to a tab, in order.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use hark_protocol::{ClientMessageId, ErrorCode, RoomId, Seq};
use serde::Serialize;

/// One thing that happened. Room, event and message ids are plain, so that a line reads easily.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Entry {
    /// A page was loaded; its room in view stood here.
    Page { room: u64, seq: u64 },
    /// Somebody sent a message.
    Send { room: u64, id: String, body: String },
    /// The server says that it is stored.
    Ack { id: String, seq: u64, duplicate: bool },
    /// The server refused it.
    Refused { id: String, code: String, retry_after_ms: Option<u32> },
    /// An event was taken in as the next one.
    Apply { room: u64, seq: u64, id: Option<String> },
    /// An event came that had been taken in before.
    Again { room: u64, seq: u64 },
    /// An event came too early.
    Gap { room: u64, have: u64, came: u64 },
    /// A room of which no timeline is held, as the server's list has it now.
    Summary { room: u64, seq: u64 },
    /// A room came afresh.
    Reset { room: u64, reason: String, seq: u64 },
    /// A socket opened.
    Open { generation: u32 },
    /// All that was missed has come.
    Live { generation: u32 },
    /// A socket closed.
    Close { generation: u32, code: u16 },
    /// Something that was asked for did not happen.
    Failed { problem: String },
}

/// The entries so far, each with the milliseconds since the tab was opened.
#[derive(Debug, Default)]
pub struct Journal {
    /// When, and what.
    pub entries: Vec<(u64, Entry)>,
    file: Option<BufWriter<File>>,
}

impl Journal {
    /// A journal that is also written to this file, after what stands there.
    pub fn beside(path: &Path) -> std::io::Result<Self> {
        let file = File::options().create(true).append(true).open(path)?;
        Ok(Self { entries: Vec::new(), file: Some(BufWriter::new(file)) })
    }

    /// Notes something.
    pub fn note(&mut self, at_ms: u64, entry: Entry) {
        if let Some(file) = &mut self.file {
            // A journal that cannot be written must not change what is being watched.
            let _ = serde_json::to_writer(&mut *file, &(at_ms, &entry));
            let _ = file.write_all(b"\n");
        }
        self.entries.push((at_ms, entry));
    }

    /// How many entries are like this.
    pub fn count(&self, like: impl Fn(&Entry) -> bool) -> u64 {
        self.entries.iter().filter(|(_, entry)| like(entry)).count() as u64
    }

    pub(super) fn sent(room: RoomId, id: ClientMessageId, body: &str) -> Entry {
        Entry::Send { room: room.0, id: id.to_string(), body: body.to_owned() }
    }

    pub(super) fn refused(
        id: ClientMessageId,
        code: ErrorCode,
        retry_after_ms: Option<u32>,
    ) -> Entry {
        Entry::Refused { id: id.to_string(), code: format!("{code:?}"), retry_after_ms }
    }

    pub(super) fn acked(id: ClientMessageId, seq: Seq, duplicate: bool) -> Entry {
        Entry::Ack { id: id.to_string(), seq: seq.0, duplicate }
    }
}

/// The clone is in memory only.
impl Clone for Journal {
    fn clone(&self) -> Self {
        Self { entries: self.entries.clone(), file: None }
    }
}
