//! What does harm: to the server's process, its disk and its clock. The network's part is the
//! fault proxy's.

mod server;
mod disk;

pub use disk::Disk;
pub use server::{Launch, Server};
