//! The small things every page is made of.

pub mod view;
mod icon;
mod avatar;
pub mod address;
#[cfg(feature = "ssr")]
mod timestamp;

pub use avatar::Avatar;
pub use icon::{Icon, icon};
#[cfg(feature = "ssr")]
pub use timestamp::Clock;
