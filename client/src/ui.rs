//! The small things every page is made of.

mod erase;
mod icon;
mod avatar;

pub use avatar::Avatar;
pub use erase::Erase;
pub use icon::{Icon, icon};
