//! The pages and forms. Each handler reads what came, asks `chat` or the store, fills a view model
//! and lets `hark_client` draw it. No handler knows SQL or markup, and none needs a script in the
//! browser: forms are posted, and answered by a redirect or by the form with what was wrong.

mod frame;
mod policy;
mod visit;
mod signed_in;
mod fields;
mod problem;
mod beginning;
mod qr;

pub mod home;
pub mod health;
pub mod first_run;
pub mod sign_in;
pub mod sign_in_code;
pub mod join;
pub mod reset;
pub mod room;
pub mod thread;
pub mod threads;
pub mod messages;
pub mod search;
pub mod rooms;
pub mod room_settings;
pub mod level;
pub mod members;
pub mod direct;
pub mod account;
pub mod about;
pub mod picture;
pub mod sessions;
pub mod second_step;
pub mod passkeys;
pub mod people;
pub mod report;
pub mod reports;
pub mod admin;
pub mod audit;

pub use frame::{fallback, frame};
pub use problem::Problem;
pub use signed_in::{Asker, SignedIn};
pub use visit::Visit;

/// The largest form, in bytes: the largest message when each of its bytes is percent-encoded, and
/// the names around it.
pub const FORM_BYTES: usize = 3 * hark_protocol::Body::MAX_BYTES + 4096;
