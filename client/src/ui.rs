//! The small things every page is made of.

mod erase;
mod icon;
mod avatar;
pub mod address;
#[cfg(feature = "ssr")]
mod timestamp;

pub use avatar::Avatar;
pub use erase::{Erase, Erased};
pub use icon::{Icon, icon};
#[cfg(feature = "ssr")]
pub use timestamp::Clock;
