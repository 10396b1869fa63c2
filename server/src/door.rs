//! Who comes in: the session a request brings, the page it was sent from and the language it is to
//! be answered in. Both edges, the pages and the socket, ask here.

mod cookie;
mod customer;
mod halfway;
mod host;
mod language;
mod length;
mod origin;
mod tries;

pub use cookie::{
    device_token, forget_halfway, forget_session, halfway_token, keep_device, keep_halfway,
    keep_look, keep_session, look, read, session_token, zone,
};
pub use customer::customer;
pub use halfway::Halfway;
pub use host::only_our_hosts;
pub use language::language;
pub use length::only_whole_requests;
pub use origin::{is_from_our_page, own_origin};
pub use tries::{Counted, Tries};
