//! A tab's disk: one file for each message on its way, as IndexedDB holds one record for each.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use hark_protocol::ClientMessageId;
use hark_protocol::sync::OutboxItem;

/// Where messages are kept until they are known to be stored.
#[derive(Debug)]
pub(super) struct Storage {
    dir: Option<PathBuf>,
}

impl Storage {
    /// In this directory; `None`: nowhere.
    pub(super) fn open(dir: Option<&Path>) -> io::Result<Self> {
        let dir = dir.map(|dir| dir.join("outbox"));
        if let Some(dir) = &dir {
            fs::create_dir_all(dir)?;
        }
        Ok(Self { dir })
    }

    /// Everything there is, oldest first.
    pub(super) fn load(&self) -> io::Result<Vec<OutboxItem>> {
        let Some(dir) = &self.dir else { return Ok(Vec::new()) };
        let mut items = Vec::new();
        for file in fs::read_dir(dir)? {
            let path = file?.path();
            // Half a file is one whose writing was cut: it was never said to be stored.
            if path.extension().is_none() {
                let item = OutboxItem::decode(&fs::read(path)?).map_err(io::Error::other)?;
                items.push(item);
            }
        }
        items.sort_by_key(|item| (item.order, item.client_message_id));
        Ok(items)
    }

    /// Keeps an item, in place of one of the same id.
    pub(super) fn keep(&self, item: &OutboxItem) -> io::Result<()> {
        let Some(dir) = &self.dir else { return Ok(()) };
        let path = dir.join(item.client_message_id.to_string());
        let half = path.with_extension("half");
        fs::write(&half, item.encode())?;
        fs::rename(half, path)
    }

    /// Lets an item go.
    pub(super) fn forget(&self, id: ClientMessageId) -> io::Result<()> {
        let Some(dir) = &self.dir else { return Ok(()) };
        match fs::remove_file(dir.join(id.to_string())) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            Ok(()) | Err(_) => Ok(()),
        }
    }
}
