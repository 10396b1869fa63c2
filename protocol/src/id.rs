//! The names of things on the wire.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

macro_rules! number_id {
    ($(#[$doc:meta])* $name:ident, $inner:ty) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Deserialize, Serialize,
        )]
        pub struct $name(pub $inner);

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(out)
            }
        }

        impl FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}

number_id! {
    /// A person, for as long as the server's data lives.
    UserId, u64
}
number_id! {
    /// A room, for as long as the server's data lives.
    RoomId, u64
}
number_id! {
    /// A person's picture: a part of a hash of it, so that another picture has another address.
    PictureId, u32
}
number_id! {
    /// Ties a reply to its command, within one connection.
    CommandId, u32
}

/// The sender's idempotency key: 128 random bits, made once when a message is first sent and kept
/// for ever. A resend under the same id gets the first answer.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Deserialize, Serialize)]
pub struct ClientMessageId(pub [u8; 16]);

impl fmt::Display for ClientMessageId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:032x}", u128::from_be_bytes(self.0))
    }
}

impl FromStr for ClientMessageId {
    type Err = BadId;

    /// Reads the 32 hexadecimal digits that `Display` writes.
    fn from_str(text: &str) -> Result<Self, BadId> {
        // The parser of numbers would take a sign.
        if text.len() != 32 || text.starts_with('+') {
            return Err(BadId);
        }
        u128::from_str_radix(text, 16).map(|bits| Self(bits.to_be_bytes())).map_err(|_| BadId)
    }
}

/// A text that is no [`ClientMessageId`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct BadId;

impl fmt::Display for BadId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("this is not 32 hexadecimal digits")
    }
}

impl std::error::Error for BadId {}
