//! What a panic comes to: one line in the log, under an id, and an error for whoever asked.
//!
//! A panic is a fault of ours in one request. It is caught where that request is carried out:
//! around what a command asks of `chat`, around a page, around one write in the store's thread.
//! Whatever was half done there is undone or dropped with it, and the rest of the server goes on.
//! The answer is `internal`; why the wire has no id of the panic stands in
//! `docs/adr/0011-a-panic-ends-one-request.md`.

use std::any::Any;
use std::cell::Cell;
use std::fmt;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError};

use futures::FutureExt;
use tracing::error;

/// What a fault of ours goes by, in the log and with whoever meets it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct FaultId(u32);

thread_local! {
    /// What the log calls the last panic of this thread, until it is caught.
    static LAST: Cell<Option<FaultId>> = const { Cell::new(None) };
}

impl FaultId {
    /// An id that no other fault has, as far as chance goes.
    pub fn random() -> Self {
        let mut bytes = [0; 4];
        // Without random numbers the id is a poor one, but the log still has its line.
        let _ = getrandom::fill(&mut bytes);
        Self(u32::from_be_bytes(bytes))
    }
}

impl fmt::Display for FaultId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:08x}", self.0)
    }
}

/// From here on, every panic of the process is one line in its log.
pub fn log_panics() {
    std::panic::set_hook(Box::new(log));
}

fn log(panic: &PanicHookInfo<'_>) {
    let id = FaultId::random();
    LAST.set(Some(id));
    let place = panic.location().map_or_else(String::new, ToString::to_string);
    let thread = std::thread::current();
    let thread = thread.name().unwrap_or_default();
    error!(%id, place, thread, "{}", said(panic.payload()));
}

/// What may be logged of what a panic says. What was put together at run time may hold a message's
/// text, which no log of ours has; the place tells as much to whoever has the source.
fn said(payload: &(dyn Any + Send)) -> String {
    let fixed = payload.downcast_ref::<&'static str>().copied();
    let made = payload.downcast_ref::<String>().filter(|_| cfg!(debug_assertions));
    match fixed.or(made.map(String::as_str)) {
        Some(said) => format!("A panic: {said}"),
        None => "A panic".to_owned(),
    }
}

/// Carries on where this panics: with an error made of the panic's id.
///
/// What `work` borrows must be let go after that, or be whole whatever `work` had done by then.
pub(crate) fn caught<T, E: From<FaultId>>(
    work: impl Future<Output = Result<T, E>>,
) -> impl Future<Output = Result<T, E>> {
    // No block of its own, which would keep room for `work` twice.
    AssertUnwindSafe(work).catch_unwind().map(|done| done.unwrap_or_else(|_| Err(last().into())))
}

/// The same for work that does not wait.
pub(crate) fn caught_here<T>(work: impl FnOnce() -> T) -> Result<T, FaultId> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| last())
}

fn last() -> FaultId {
    // In a test that brings its own hook there is none.
    LAST.take().unwrap_or_else(FaultId::random)
}

/// Locks, also after somebody panicked while they held it: one request must not take the next with
/// it. What our locks hold is whole after each single change.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_is_an_error_for_whoever_asked() {
        let panics = async {
            tokio::task::yield_now().await;
            assert!(std::hint::black_box(false), "as the test wants it");
            Ok(1)
        };
        let caught_panic: Result<u8, FaultId> = caught(panics).await;
        assert!(caught_panic.is_err());
        assert_eq!(caught(async { Ok::<_, FaultId>(2) }).await, Ok(2));
        assert_eq!(caught(async { Err::<u8, _>(FaultId(7)) }).await, Err(FaultId(7)));
    }

    #[test]
    fn a_lock_outlives_a_panic_of_its_holder() {
        let mutex = Mutex::new(1);
        let holder = caught_here(|| {
            *lock(&mutex) += 1;
            let _held = lock(&mutex);
            panic!("as the test wants it");
        });
        assert!(holder.is_err() && mutex.is_poisoned());
        assert_eq!(*lock(&mutex), 2);
    }

    #[test]
    fn an_id_is_short_and_always_as_long() {
        assert_eq!(FaultId(0x2a).to_string(), "0000002a");
    }
}
