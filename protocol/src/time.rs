//! Moments, for people to read.

use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01T00:00Z by the server's clock. For show only: nothing is ordered,
/// paged or resumed by it. Within a room it never decreases.
#[derive(
    Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd, Deserialize, Serialize,
)]
pub struct Timestamp(pub i64);
