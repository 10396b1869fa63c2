//! The index behind the log: through restarts, upgrades, a full disk and its own ruin.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use hark_protocol::markup::Mentions;
use hark_protocol::query::Query;
use hark_protocol::{Body, ClientMessageId, PersonName, Seq, Timestamp};
use tempfile::TempDir;

use super::super::Txn;
use super::super::post::post;
use super::*;
use crate::store::{Author, Email, Membership, NewPerson, Options, Store};

/// A store with Ann in it.
struct Bench {
    store: Store,
    ann: Membership,
    broken: Arc<AtomicUsize>,
    directory: TempDir,
}

impl Bench {
    async fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let broken = Arc::new(AtomicUsize::new(0));
        let store = open(&directory, &broken);
        let ann = NewPerson {
            name: PersonName::parse("Ann").unwrap(),
            email: Email::parse("ann@example.org").unwrap(),
            password: String::new(),
        };
        let token = store.first_run_token().unwrap();
        let welcomed = store.claim(token.as_str(), ann).await.unwrap();
        let ann = store.membership(welcomed.person.id, welcomed.room.unwrap()).await.unwrap();
        Self { store, ann, broken, directory }
    }

    /// Closes the store, does this to its file, and opens it again.
    async fn meanwhile(&mut self, work: impl FnOnce(&Connection)) {
        self.store.close().await;
        work(&self.file());
        self.store = open(&self.directory, &self.broken);
    }

    fn file(&self) -> Connection {
        Connection::open(self.directory.path().join("hark.db")).unwrap()
    }

    async fn post(&self, number: u8, text: &str) -> Seq {
        let body = Body::parse(text).unwrap();
        self.store.post(&self.ann, None, ClientMessageId([number; 16]), body).await.unwrap().seq
    }

    /// Posts so many in one transaction.
    async fn post_many(&self, many: u32) {
        let ann = self.ann;
        let work = move |txn: &mut Txn<'_>| {
            let body = Body::parse("one of many kettles").unwrap();
            (0..many).try_for_each(|number| {
                let id = ClientMessageId((1000 + u128::from(number)).to_be_bytes());
                post(txn, (&ann).into(), id, &body, &Mentions::default(), None).map(drop)
            })
        };
        self.store.write(work).await.unwrap();
    }

    /// How many messages are found, when the index has caught up.
    async fn finds(&self, text: &str) -> usize {
        let done = async {
            while self.search("", None).await.behind {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), done).await.expect("the index catches up");
        let (mut found, mut before) = (0, None);
        loop {
            let hits = self.search(text, before).await;
            found += hits.hits.len();
            before = hits.hits.last().map(|hit| hit.place);
            if !hits.more {
                return found;
            }
        }
    }

    async fn search(&self, text: &str, before: Option<i64>) -> crate::store::Hits {
        let query = Query::parse(text);
        self.store.search(self.ann.user(), &query, before, |_| Timestamp(0)).await.unwrap()
    }

    fn is_well(&self) -> bool {
        self.broken.load(Ordering::SeqCst) == 0
    }
}

fn open(directory: &TempDir, broken: &Arc<AtomicUsize>) -> Store {
    let mut options = Options::new(drop);
    let broken = Arc::clone(broken);
    options.broken = Box::new(move || {
        broken.fetch_add(1, Ordering::SeqCst);
    });
    Store::open_with(directory.path(), options).unwrap()
}

fn forget_all(conn: &Connection) {
    conn.execute_batch(
        "INSERT INTO search_index (search_index) VALUES ('delete-all');
         DELETE FROM searchable;
         DELETE FROM search_cursor;",
    )
    .unwrap();
}

/// The words and pieces in the index.
fn terms(conn: &Connection) -> Vec<String> {
    conn.execute_batch("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, search_index, row)")
        .unwrap();
    let mut statement = conn.prepare("SELECT term FROM temp.terms").unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[tokio::test]
async fn what_was_said_before_the_upgrade_is_found_after_it() {
    let mut bench = Bench::new().await;
    bench.post_many(200).await;
    bench.meanwhile(forget_all).await;
    assert_eq!(bench.finds("kettle").await, 200);
}

#[tokio::test]
async fn a_restart_goes_on_where_it_stood() {
    let mut bench = Bench::new().await;
    bench.post_many(200).await;
    let room = bench.ann.room();
    bench
        .meanwhile(|conn| {
            forget_all(conn);
            assert_eq!(step(conn, room).unwrap(), Rest::More);
            let (messages, reached) = conn
                .query_row(
                    "SELECT (SELECT count(*) FROM searchable), seq FROM search_cursor",
                    [],
                    |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)),
                )
                .unwrap();
            assert_eq!(
                (messages, reached),
                (STEP_EVENTS - 1, STEP_EVENTS),
                "the first is no message"
            );
            // What stands there is not looked at again: it keeps this mark.
            conn.execute("UPDATE searchable SET has_code = 1", []).unwrap();
        })
        .await;
    assert_eq!(bench.finds("kettle").await, 200, "each once");
    assert_eq!(bench.finds("has:code").await, 63);
}

#[tokio::test]
async fn other_rules_of_folding_make_the_index_anew() {
    let mut bench = Bench::new().await;
    bench.post(1, "a kettle").await;
    assert_eq!(bench.finds("kettle").await, 1);
    bench
        .meanwhile(|conn| {
            conn.execute("UPDATE search_cursor SET folding = folding - 1", []).unwrap();
            let stale = "INSERT INTO search_index (rowid, words) VALUES (7, 'kessel')";
            conn.execute(stale, []).unwrap();
        })
        .await;
    // Until the writer has looked, the old index answers.
    let old = |txn: &mut Txn<'_>| {
        let sql = "SELECT 1 FROM search_cursor WHERE folding <> ?1";
        Ok(one(txn.conn, sql, [FOLDING], |_| Ok(()))?.is_some())
    };
    while bench.store.write(old).await.unwrap() {}
    assert_eq!(bench.finds("kettle").await, 1);
    bench.store.close().await;
    assert!(!terms(&bench.file()).contains(&"kessel".to_owned()));
}

#[tokio::test]
async fn nothing_of_a_removed_or_changed_text_stays() {
    let bench = Bench::new().await;
    let removed = bench.post(1, "the qvixflowerpot, zwurbl").await;
    let changed = bench.post(2, "the qvixdrawer").await;
    bench.post_many(300).await;
    assert_eq!(bench.finds("qvix").await, 2);
    let new = Body::parse("the shelf").unwrap();
    bench.store.edit(&bench.ann, changed, new).await.unwrap();
    bench.store.delete(&bench.ann, removed).await.unwrap();
    // An edit keeps the old text in the log, by design, until the message is removed.
    bench.store.delete(&bench.ann, changed).await.unwrap();
    assert_eq!(bench.finds("qvix").await, 0);
    bench.store.close().await;
    let left = terms(&bench.file());
    assert!(left.contains(&"kettles".to_owned()));
    let gone = ["qvi", "zwu", "qvixflowerpot", "zwurbl", "qvixdrawer", "shelf"];
    assert!(gone.iter().all(|word| !left.contains(&(*word).to_owned())), "{left:?}");
    for file in std::fs::read_dir(bench.directory.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for word in ["flowerpot", "zwurbl", "qvix"] {
            let mut windows = bytes.windows(word.len());
            assert!(windows.all(|window| window != word.as_bytes()), "{word}");
        }
    }
}

#[tokio::test]
async fn posting_goes_on_where_the_index_is_ruined() {
    let bench = Bench::new().await;
    assert_eq!(bench.finds("kettle").await, 0);
    let ruin = |txn: &mut Txn<'_>| run(txn.conn, "DROP TABLE search_index", []).map(drop);
    bench.store.write(ruin).await.unwrap();
    for number in 1..=20 {
        bench.post(number, "a kettle all the same").await;
    }
    assert!(bench.search("", None).await.behind);
    assert!(bench.is_well());
}

#[tokio::test]
async fn a_full_disk_puts_the_index_off() {
    let bench = Bench::new().await;
    assert_eq!(bench.finds("kettle").await, 0);
    let ann = bench.ann;
    let limit = |txn: &Txn<'_>, more: i64| -> Result<(), StoreError> {
        let pages: i64 = txn.conn.pragma_query_value(None, "page_count", |row| row.get(0))?;
        let limit = pages + more;
        Ok(txn.conn.pragma_update_and_check(None, "max_page_count", limit, |_| Ok(()))?)
    };
    // The last text still fits; its words do not.
    let fill = move |txn: &mut Txn<'_>| {
        let words: Vec<String> = (0..1500).map(|number| format!("kettle{number}")).collect();
        let body = Body::parse(&words.join(" ")).unwrap();
        post(txn, (&ann).into(), ClientMessageId([1; 16]), &body, &Mentions::default(), None)?;
        limit(txn, 0)
    };
    bench.store.write(fill).await.unwrap();
    // Nothing of this needs room.
    for _ in 0..20 {
        bench.store.write(|_| Ok(())).await.unwrap();
    }
    assert!(bench.search("", None).await.behind);
    bench.store.write(move |txn| limit(txn, 1000)).await.unwrap();
    assert_eq!(bench.finds("kettle1499").await, 1);
    assert!(bench.is_well());
}

#[tokio::test]
async fn removing_many_keeps_the_log_ahead_short() {
    let bench = Bench::new().await;
    let mut seqs = Vec::new();
    for number in 0..64u8 {
        let words: Vec<String> = (0..60)
            .map(|word| format!("kettle{}", u32::from(number) * 7919 * (word + 1)))
            .collect();
        seqs.push(bench.post(number, &words.join(" ")).await);
    }
    assert_eq!(bench.finds("kettle").await, 64);
    for seq in seqs {
        bench.store.delete(&bench.ann, seq).await.unwrap();
    }
    let wal = bench.directory.path().join("hark.db-wal").metadata().unwrap().len();
    // As much as is set aside for a full disk.
    assert!(wal < 8 * 1024 * 1024, "{wal} bytes");
    assert_eq!(bench.finds("kettle").await, 0);
}

#[tokio::test]
async fn whatever_waits_goes_first() {
    let bench = Bench::new().await;
    assert_eq!(bench.finds("kettle").await, 0);
    let (release, released) = std::sync::mpsc::channel::<()>();
    let released = std::sync::Mutex::new(released);
    let hold = move |_: &mut Txn<'_>| {
        released.lock().unwrap().recv().unwrap_or_default();
        Ok(())
    };
    bench.store.0.writer.write_later(hold).unwrap();
    let ann = Author::from(&bench.ann);
    let body = Body::parse("a kettle in the queue").unwrap();
    for number in 0..500u32 {
        let (id, body) = (ClientMessageId(u128::from(number).to_be_bytes()), body.clone());
        let none = Mentions::default();
        let work = move |txn: &mut Txn<'_>| post(txn, ann, id, &body, &none, None).map(drop);
        bench.store.0.writer.write_later(work).unwrap();
    }
    let count = bench
        .store
        .write(|txn| one(txn.conn, "SELECT count(*) FROM searchable", [], |row| number(row, 0)));
    let mut count = Box::pin(count);
    assert!(futures::poll!(&mut count).is_pending());
    drop(release);
    assert_eq!(count.await.unwrap(), Some(0), "none of the posts before waited for the index");
    assert_eq!(bench.finds("kettle").await, 500);
}
