//! Passwords: hashed and checked by a few threads of their own, so that a storm of sign-ins costs
//! neither the chat its processor nor the machine its memory.

mod guessable;

use std::fmt;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
#[cfg(target_os = "linux")]
use rustix::{process::setpriority_process, thread::gettid};
use tokio::sync::oneshot;
#[cfg(target_os = "linux")]
use tracing::debug;

use crate::panics::{caught_here, lock};

/// Jobs that may wait for a thread: about a second of them on one thread. Beyond it the answer is
/// [`PasswordError::Busy`], which is kinder than a sign-in that takes a minute.
const QUEUE: usize = 32;

/// How little the threads count against others, of 19.
#[cfg(target_os = "linux")]
const LAST_PRIORITY: i32 = 10;

/// The shortest password, in bytes (NIST SP 800-63B asks for 8 characters).
pub const MIN_BYTES: usize = 8;

/// The longest password, in bytes. It is hashed whole, so it must end somewhere.
pub const MAX_BYTES: usize = 1024;

/// A password somebody chose: of a length that may be stored, kept byte for byte.
#[derive(Clone)]
pub struct NewPassword(String);

/// Why a chosen password was refused.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NewPasswordError {
    /// Fewer than [`MIN_BYTES`].
    TooShort,
    /// More than [`MAX_BYTES`].
    TooLong,
    /// Among those that are tried first.
    Guessable,
}

impl NewPassword {
    /// Accepts what may be stored. `own`: names and addresses of whoever chose it, which are
    /// guessed first.
    pub fn parse(text: String, own: &[&str]) -> Result<Self, NewPasswordError> {
        match text.len() {
            0..MIN_BYTES => Err(NewPasswordError::TooShort),
            MIN_BYTES..=MAX_BYTES if guessable::is_guessable(&text, own) => {
                Err(NewPasswordError::Guessable)
            }
            MIN_BYTES..=MAX_BYTES => Ok(Self(text)),
            _ => Err(NewPasswordError::TooLong),
        }
    }
}

impl fmt::Debug for NewPassword {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("NewPassword(…)")
    }
}

/// The pool. Cheap to clone; its threads end with its last handle.
#[derive(Clone)]
pub struct Passwords {
    jobs: SyncSender<Job>,
    dummy: Arc<str>,
}

/// Why no answer came.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PasswordError {
    /// Too many are waiting already.
    Busy,
    /// The system gave no random bytes or no memory.
    Failed,
}

enum Job {
    Hash { password: String, done: oneshot::Sender<Result<String, PasswordError>> },
    Verify { password: String, hash: Arc<str>, done: oneshot::Sender<bool> },
}

impl Passwords {
    /// Starts a thread for all processors but one, and at least one.
    pub fn start() -> Self {
        let threads = thread::available_parallelism().map_or(1, |cores| cores.get() - 1).max(1);
        let (jobs, queue) = sync_channel(QUEUE);
        let queue = Arc::new(Mutex::new(queue));
        for number in 0..threads {
            let queue = Arc::clone(&queue);
            thread::Builder::new()
                .name(format!("passwords-{number}"))
                .spawn(move || {
                    step_back();
                    work(&queue);
                })
                .expect("the system gives a thread at the start");
        }
        // Hashing at the start keeps the parameters in one place: the library's own defaults,
        // 19 MiB, two passes, one lane, which is OWASP's advice.
        let dummy = hash("nobody has this password").unwrap_or_default().into();
        Self { jobs, dummy }
    }

    /// The hash to store, as a PHC string.
    pub async fn hash(&self, password: NewPassword) -> Result<String, PasswordError> {
        let (done, answer) = oneshot::channel();
        self.ask(Job::Hash { password: password.0, done })?;
        answer.await.unwrap_or(Err(PasswordError::Failed))
    }

    /// Whether the password is the one that was hashed. Without a hash, as when nobody has the
    /// e-mail address, it takes the same time and the answer is no.
    pub async fn verify(
        &self,
        password: String,
        hash: Option<&str>,
    ) -> Result<bool, PasswordError> {
        let (done, answer) = oneshot::channel();
        let known = hash.is_some();
        let hash = hash.map_or_else(|| Arc::clone(&self.dummy), Arc::from);
        self.ask(Job::Verify { password, hash, done })?;
        let matches = answer.await.map_err(|_| PasswordError::Failed)?;
        Ok(matches && known)
    }

    fn ask(&self, job: Job) -> Result<(), PasswordError> {
        self.jobs.try_send(job).map_err(|_| PasswordError::Busy)
    }
}

impl fmt::Debug for Passwords {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Passwords")
    }
}

/// Lets every other thread go first: hashing is the one thing here that wants a whole processor for
/// as long as people sign in. On Linux each thread has its own priority.
fn step_back() {
    #[cfg(target_os = "linux")]
    if let Err(error) = setpriority_process(Some(gettid()), LAST_PRIORITY) {
        debug!("A thread for passwords stays as important as all others: {error}");
    }
}

fn work(queue: &Mutex<Receiver<Job>>) {
    loop {
        let next = lock(queue).recv();
        let Ok(job) = next else { return };
        // Where this panics, `done` is dropped unused, which is an answer, and the thread stays.
        let _ = caught_here(|| match job {
            // Whoever asked may have gone; then nobody wants the answer.
            Job::Hash { password, done } => drop(done.send(hash(&password))),
            Job::Verify { password, hash, done } => drop(done.send(verify(&password, &hash))),
        });
    }
}

fn hash(password: &str) -> Result<String, PasswordError> {
    Argon2::default()
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|_| PasswordError::Failed)
}

fn verify(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash)
        .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(text: &str) -> NewPassword {
        NewPassword::parse(text.into(), &[]).unwrap()
    }

    #[tokio::test]
    async fn only_the_same_password_matches() {
        let passwords = Passwords::start();
        let hash = passwords.hash(chosen("correct horse")).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert_eq!(passwords.verify("correct horse".into(), Some(&hash)).await, Ok(true));
        assert_eq!(passwords.verify("correct horse ".into(), Some(&hash)).await, Ok(false));
        assert_eq!(passwords.verify("nobody has this password".into(), None).await, Ok(false));
    }

    #[tokio::test]
    async fn a_full_queue_is_busy_at_once() {
        let (jobs, queue) = sync_channel(1);
        let passwords = Passwords { jobs, dummy: "".into() };
        let (done, _) = oneshot::channel();
        passwords.ask(Job::Hash { password: "first".into(), done }).unwrap();
        assert_eq!(passwords.hash(chosen("second one")).await, Err(PasswordError::Busy));
        drop(queue);
    }

    #[test]
    fn length_counts_in_bytes() {
        let refused = |text: String| NewPassword::parse(text, &[]).unwrap_err();
        assert_eq!(refused("seven77".into()), NewPasswordError::TooShort);
        assert_eq!(refused("x".repeat(1025)), NewPasswordError::TooLong);
        assert!(NewPassword::parse("žlúčí".into(), &[]).is_ok());
    }
}
