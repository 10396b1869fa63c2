//! What the members of a crowd share, for only one of them is up at a time.

use hark_protocol::ServerFrame;

use super::READ_BYTES;
use crate::tongue::Tongue;

/// What all members need, one at a time.
#[derive(Debug)]
pub(crate) struct Shared {
    /// Where bytes are read to.
    pub(super) scratch: Vec<u8>,
    /// Turned into the next mask.
    masks: u32,
    /// What these two look like, which are answered here.
    pub(super) live: Vec<u8>,
    pub(super) ping: Vec<u8>,
    /// What is spoken.
    pub(crate) tongue: Tongue,
    /// Calls that read.
    pub(crate) reads: u64,
}

impl Default for Shared {
    fn default() -> Self {
        Self {
            scratch: vec![0; READ_BYTES],
            masks: 0x9e37_79b9,
            live: ServerFrame::Live.encode(),
            ping: ServerFrame::Ping.encode(),
            tongue: Tongue::default(),
            reads: 0,
        }
    }
}

impl Shared {
    /// The next mask.
    pub(super) fn mask(&mut self) -> [u8; 4] {
        // Xorshift: never zero, so that every frame has to be unmasked.
        self.masks ^= self.masks << 13;
        self.masks ^= self.masks >> 17;
        self.masks ^= self.masks << 5;
        self.masks.to_be_bytes()
    }
}
