//! client
/// x
pub fn hydrate() {}
