//! What a write does when something fails: its own statement, the disk, the commit, the program.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::task::Poll;

use hark_protocol::markup::Mentions;
use hark_protocol::{Body, ClientMessageId, PersonName, Posted, RoomId, RoomName, Seq, UserId};
use tempfile::TempDir;

use super::super::query::one;
use super::super::{post, room};
use super::by_hand::break_a_promise;
use super::*;
use crate::store::{Author, Email, Membership, NewPerson, Store};

/// A store with Ann in it, and what was published: the length of each group.
struct Bench {
    store: Store,
    ann: Membership,
    groups: Arc<Mutex<Vec<usize>>>,
    broken: Arc<AtomicUsize>,
    directory: TempDir,
}

impl Bench {
    async fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let groups = Arc::new(Mutex::new(Vec::new()));
        let broken = Arc::new(AtomicUsize::new(0));
        let mut options = Options::new({
            let groups = Arc::clone(&groups);
            move |told| groups.lock().unwrap().push(told.len())
        });
        options.broken = Box::new({
            let broken = Arc::clone(&broken);
            move || {
                broken.fetch_add(1, Ordering::SeqCst);
            }
        });
        let store = Store::open_with(directory.path(), options).unwrap();
        let ann = NewPerson {
            name: PersonName::parse("Ann").unwrap(),
            email: Email::parse("ann@example.org").unwrap(),
            password: String::new(),
        };
        let token = store.first_run_token().unwrap();
        let welcomed = store.claim(token.as_str(), ann).await.unwrap();
        let ann = store.membership(welcomed.person.id, welcomed.room.unwrap()).await.unwrap();
        groups.lock().unwrap().clear();
        Self { store, ann, groups, broken, directory }
    }

    async fn post(&self, number: u8, text: &str) -> Result<Posted, StoreError> {
        let body = Body::parse(text).unwrap();
        self.store.post(&self.ann, None, ClientMessageId([number; 16]), body).await
    }

    async fn head(&self) -> Seq {
        self.store.head(self.ann.room()).await.unwrap().seq
    }

    fn groups(&self) -> Vec<usize> {
        std::mem::take(&mut *self.groups.lock().unwrap())
    }

    /// Holds the writer, so that what is queued meanwhile becomes one batch.
    fn hold(&self) -> mpsc::Sender<()> {
        let (release, released) = mpsc::channel();
        let (held, holding) = mpsc::channel();
        let released = Mutex::new(released);
        let work = move |_: &mut Txn<'_>| {
            held.send(()).unwrap();
            // Where nobody holds on any more, it goes on too.
            released.lock().unwrap().recv().unwrap_or_default();
            Ok(())
        };
        self.store.0.writer.write_later(work).unwrap();
        holding.recv().unwrap();
        release
    }
}

/// Queues all of these, in order, before any is waited for.
async fn queued<T>(release: mpsc::Sender<()>, writes: Vec<T>) -> Vec<T::Output>
where
    T: Future,
{
    let mut writes: Vec<_> = writes.into_iter().map(Box::pin).collect();
    std::future::poll_fn(|context| {
        for write in &mut writes {
            assert!(write.as_mut().poll(context).is_pending());
        }
        Poll::Ready(())
    })
    .await;
    drop(release);
    futures::future::join_all(writes).await
}

#[tokio::test]
async fn one_bad_write_does_not_spoil_its_batch() {
    let bench = Bench::new().await;
    let hold = bench.hold();
    let posts = vec![bench.post(1, "one"), bench.post(2, "two"), bench.post(1, "not one")];
    let results = queued(hold, posts).await;
    let seqs: Vec<_> = results.iter().map(|result| result.as_ref().ok().map(|p| p.seq)).collect();
    assert_eq!(seqs, [Some(Seq(2)), Some(Seq(3)), None]);
    assert!(matches!(results[2], Err(StoreError::ClientMessageIdConflict)));
    assert_eq!(bench.groups(), [2], "one commit, told as one");
}

#[tokio::test]
async fn half_a_write_is_undone_and_not_told() {
    let bench = Bench::new().await;
    let outsider = Author { user: UserId(99), room: bench.ann.room() };
    let text = Body::parse("hello").unwrap();
    let refused = bench.store.post(outsider, None, ClientMessageId([9; 16]), text).await;
    assert!(matches!(refused, Err(StoreError::NotFound)));
    let failing = bench.store.write(move |txn| {
        let attic = RoomName::parse("Attic").unwrap();
        room::rename(txn, &Membership::new(UserId(1), RoomId(1)), &attic)?;
        run(txn.conn, "INSERT INTO nowhere VALUES (1)", [])
    });
    assert!(matches!(failing.await, Err(StoreError::Sqlite(_))));
    assert_eq!(bench.head().await, Seq(1));
    assert!(bench.groups().is_empty());
    assert_eq!(bench.post(1, "next").await.unwrap().seq, Seq(2));
}

#[tokio::test]
async fn a_full_queue_is_said_at_once() {
    let bench = Bench::new().await;
    let hold = bench.hold();
    for _ in 0..QUEUE {
        bench.store.0.writer.write_later(|_| Ok(())).unwrap();
    }
    assert!(matches!(bench.post(1, "one").await, Err(StoreError::Overloaded)));
    drop(hold);
    bench.store.close().await;
}

#[tokio::test]
async fn a_full_disk_refuses_writes_until_there_is_room() {
    let bench = Bench::new().await;
    let long = "x".repeat(Body::MAX_BYTES);
    let first = bench.post(1, "short").await.unwrap();
    bench.store.write(|txn| limit_pages(txn, 0)).await.unwrap();

    let hold = bench.hold();
    let posts = vec![bench.post(2, &long), bench.post(3, &long)];
    for refused in queued(hold, posts).await {
        assert!(matches!(refused, Err(StoreError::StorageFull)), "{refused:?}");
    }
    assert_eq!(bench.head().await, first.seq, "reading works");
    // What needs no room is stored, also in a batch with what does.
    let hold = bench.hold();
    let posts = vec![bench.post(2, &long), bench.post(1, "short")];
    let results = queued(hold, posts).await;
    assert!(matches!(results[0], Err(StoreError::StorageFull)));
    assert!(results[1].as_ref().unwrap().duplicate);

    bench.store.write(|txn| limit_pages(txn, 1000)).await.unwrap();
    assert_eq!(bench.post(2, &long).await.unwrap().seq, Seq(3));
    assert_eq!(bench.broken.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn what_must_go_on_takes_the_reserve_and_nothing_else_eats_it() {
    let bench = Bench::new().await;
    let reserve = bench.directory.path().join("reserve");
    bench.store.write(|txn| limit_pages(txn, 0)).await.unwrap();
    let grow = |txn: &mut Txn<'_>| {
        let sql = "CREATE TABLE spilled AS SELECT randomblob(100000) AS bytes";
        Ok(txn.conn.execute_batch(sql)?)
    };
    assert!(matches!(bench.store.write(grow).await, Err(StoreError::StorageFull)));
    assert!(reserve.exists(), "growth does not touch it");
    // This disk stays full whatever is given up, so that even what must go on is refused.
    assert!(matches!(bench.store.write_vital(grow).await, Err(StoreError::StorageFull)));
    assert!(!reserve.exists(), "it was given up");
    assert!(matches!(bench.store.write(|_| Ok(())).await, Err(StoreError::StorageFull)));
    assert!(bench.store.write_vital(|_| Ok(())).await.is_ok());
}

fn limit_pages(txn: &mut Txn<'_>, more: i64) -> Result<(), StoreError> {
    let pages: i64 = txn.conn.pragma_query_value(None, "page_count", |row| row.get(0))?;
    Ok(txn.conn.pragma_update_and_check(None, "max_page_count", pages + more, |_| Ok(()))?)
}

#[tokio::test]
async fn a_failing_commit_answers_nobody_and_ends_the_process() {
    let bench = Bench::new().await;
    let hold = bench.hold();
    let sabotage = bench.store.0.writer.write_later(break_a_promise);
    sabotage.unwrap();
    let results = queued(hold, vec![bench.post(1, "lost"), bench.post(2, "too")]).await;
    assert!(results.iter().all(|result| matches!(result, Err(StoreError::Closed))));
    bench.store.close().await;
    assert_eq!(bench.broken.load(Ordering::SeqCst), 1);
    assert!(bench.groups().is_empty());
    assert!(matches!(bench.post(3, "later").await, Err(StoreError::Closed)));

    let after = Store::open(bench.directory.path(), drop).unwrap();
    assert_eq!(after.head(bench.ann.room()).await.unwrap().seq, Seq(1));
}

#[tokio::test]
async fn a_panic_in_a_write_undoes_it_alone() {
    let bench = Bench::new().await;
    let mut panicked = Vec::new();
    for number in 0..3 {
        let hold = bench.hold();
        let room = bench.ann.room();
        let panics = bench.store.write(move |txn| {
            let attic = RoomName::parse("Attic").unwrap();
            room::rename(txn, &Membership::new(UserId(1), room), &attic)?;
            // In the middle of a statement that is being read.
            let rows = "UPDATE member SET read = 0 RETURNING person";
            one(txn.conn, rows, [], |_| panic!("as the test wants it")).map(drop::<Option<()>>)
        });
        let panics = async { Err(panics.await.unwrap_err()) };
        let writes: Vec<futures::future::BoxFuture<'_, _>> = vec![
            Box::pin(bench.post(2 * number, "before")),
            Box::pin(panics),
            Box::pin(bench.post(2 * number + 1, "after")),
        ];
        let mut results = queued(hold, writes).await;
        assert!(matches!(results.pop(), Some(Ok(_))));
        match results.pop() {
            Some(Err(StoreError::Panicked(id))) => panicked.push(id),
            other => panic!("not answered by the panic: {other:?}"),
        }
        assert!(matches!(results.pop(), Some(Ok(_))));
        assert_eq!(bench.groups(), [2], "one commit, and nothing told of what was undone");
    }
    assert_eq!(bench.head().await, Seq(7), "three times two posts, and no other name");
    assert!(panicked[0] != panicked[1] && panicked[1] != panicked[2]);
    assert_eq!(bench.broken.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_panic_after_the_commit_answers_nobody_and_ends_the_process() {
    let bench = Bench::new().await;
    // Whoever tells what was stored locks these.
    let poisoned = crate::panics::caught_here(|| {
        let _held = bench.groups.lock().unwrap();
        panic!("as the test wants it");
    });
    assert!(poisoned.is_err());
    assert!(matches!(bench.post(1, "stored, and not told").await, Err(StoreError::Closed)));
    bench.store.close().await;
    assert_eq!(bench.broken.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn the_log_ahead_is_carried_over_by_the_writer() {
    let bench = Bench::new().await;
    let wal = bench.directory.path().join("hark.db-wal");
    let hold = bench.hold();
    let room = bench.ann.room();
    for number in 0..1000u32 {
        let body = Body::parse(&"x".repeat(4000)).unwrap();
        let ann = Author { user: UserId(1), room };
        let id = ClientMessageId(u128::from(number).to_be_bytes());
        let none = Mentions::default();
        let work = move |txn: &mut Txn<'_>| post::post(txn, ann, id, &body, &none, None).map(drop);
        bench.store.0.writer.write_later(work).unwrap();
    }
    drop(hold);
    // Waits for all of them.
    bench.post(255, "the last").await.unwrap();
    let pages = |path: &std::path::Path| path.metadata().unwrap().len() / 4096;
    let database = pages(&bench.directory.path().join("hark.db"));
    assert!(database > 1000, "{database} pages are in the database already");
    bench.store.close().await;
    assert!(!wal.exists() || pages(&wal) == 0);
}

#[tokio::test]
async fn a_few_large_writes_do_not_let_the_log_ahead_grow_long() {
    let bench = Bench::new().await;
    bench
        .store
        .write(|txn| Ok(txn.conn.execute_batch("CREATE TABLE spilled (bytes)")?))
        .await
        .unwrap();
    let spill = |txn: &mut Txn<'_>| {
        run(txn.conn, "INSERT INTO spilled VALUES (randomblob(200000))", []).map(drop)
    };
    for _ in 0..100 {
        bench.store.write(spill).await.unwrap();
    }
    let wal = bench.directory.path().join("hark.db-wal").metadata().unwrap().len();
    assert!(wal < 6 << 20, "{wal} bytes");
}
