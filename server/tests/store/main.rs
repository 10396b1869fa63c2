//! The store through its front door: what is promised, tried on real files.

mod town;
mod messages;
