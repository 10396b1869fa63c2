//! What does harm: to the server's process, its disk and its clock. The network's part is the
//! fault proxy's.

mod server;
mod disk;
mod failing_sync;
mod clock;

pub use clock::OtherClock;
pub use disk::Disk;
pub use failing_sync::FailingSync;
pub use server::{Launch, Server, cpu_of};
