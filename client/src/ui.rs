//! The small things every page is made of.

mod icon;
mod avatar;

pub use avatar::Avatar;
pub use icon::{Icon, icon};
