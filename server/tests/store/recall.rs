//! What is found in which language. Each query was answered by hand, from the texts beside it.

mod english;
mod german;
mod czech;
mod chinese;
mod japanese;
mod korean;
mod arabic;

use hark_protocol::query::Query;

use crate::searching::{find, indexed};
use crate::town::{Town, body, message_id};

/// Texts, and what is found in them: a query, and the texts that answer it, numbered from 1.
pub(crate) struct Language {
    pub(crate) texts: &'static [&'static str],
    pub(crate) queries: &'static [(&'static str, &'static [usize])],
}

/// Fewer prove nothing about a language.
const LEAST_QUERIES: usize = 30;

async fn holds(language: &Language) {
    assert!(language.queries.len() >= LEAST_QUERIES);
    let town = Town::founded().await;
    let ann = town.member(town.ann, town.general).await;
    let mut seqs = Vec::new();
    for (number, text) in (0..).zip(language.texts) {
        let posted = town.store.post(&ann, None, message_id(number), body(text)).await.unwrap();
        seqs.push(posted.seq);
    }
    indexed(&town, town.ann).await;
    let mut faults = Vec::new();
    for (text, expected) in language.queries {
        let query = Query::parse(text);
        assert_eq!(query.ignored, [], "{text}");
        let hits = find(&town, town.ann, text).await.hits;
        let number = |hit: &hark_server::store::Hit| {
            seqs.iter().position(|seq| *seq == hit.seq).map(|place| place + 1).unwrap()
        };
        let mut found: Vec<usize> = hits.iter().map(number).collect();
        found.reverse();
        if found != *expected {
            faults.push(format!("{text:?} finds {found:?} instead of {expected:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[tokio::test]
async fn english() {
    holds(&english::ENGLISH).await;
}

#[tokio::test]
async fn german() {
    holds(&german::GERMAN).await;
}

#[tokio::test]
async fn czech() {
    holds(&czech::CZECH).await;
}

#[tokio::test]
async fn chinese() {
    holds(&chinese::CHINESE).await;
}

#[tokio::test]
async fn japanese() {
    holds(&japanese::JAPANESE).await;
}

#[tokio::test]
async fn korean() {
    holds(&korean::KOREAN).await;
}

#[tokio::test]
async fn arabic() {
    holds(&arabic::ARABIC).await;
}
