//! Searching: a query in the address, its answer as a page.

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use hark_client::clock::Day;
use hark_client::pages;
use hark_client::pages::search::{Found, Piece, Search};
use hark_client::words::search as words;
use hark_protocol::query;
use serde::Deserialize;

use super::{Problem, SignedIn, Visit};
use crate::chat;
use crate::finding::{Excerpt, Pattern, excerpt};
use crate::store::{Hit, Hits, Unknown};

/// What stands where text was left out.
const CUT: &str = "…";

/// What the address may say.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// The query.
    #[serde(default)]
    q: String,
    /// Show what is older than this place.
    before: Option<String>,
}

/// `GET /search?q=…`, and `&before=PLACE` for what is older.
pub async fn search(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    // A search is work; other pages are not counted.
    visit.app.pacing.command(viewer.user.id)?;
    let end = asked.q.floor_char_boundary(query::Query::MAX_BYTES);
    let text = asked.q[..end].trim();
    let query = query::Query::parse(&asked.q);
    let before = asked.before.and_then(|before| before.parse().ok());
    let zone = visit.zone.clone();
    let begins = move |day: query::Date| zone.begins(Day(day.day_number()));
    let hits = chat::search(&visit.app.store, &viewer, &query, before, begins).await?;
    let page = Search {
        asked: text.to_owned(),
        notes: notes(&query, &hits),
        room: hits.room,
        is_past: before.is_some(),
        older: hits.hits.last().filter(|_| hits.more).map(|hit| hit.place),
        found: (!query.is_empty()).then(|| found(&query, hits.hits)),
    };
    let title = if text.is_empty() { words::search().to_owned() } else { words::title(text) };
    let clock = visit.clock();
    Ok(visit.page(StatusCode::OK, &title, || pages::search::search(page, &clock)))
}

fn notes(query: &query::Query, hits: &Hits) -> Vec<String> {
    let left_out = query.ignored.iter().map(|left| words::left_out(&left.piece, left.why));
    let unknown = hits.unknown.iter().map(|unknown| match unknown {
        Unknown::Person(name) => words::no_person(name),
        Unknown::Room(name) => words::no_room(name),
    });
    let mut notes: Vec<String> = left_out.chain(unknown).collect();
    notes.extend(hits.newest_only.then(|| words::newest_only().to_owned()));
    if !query.is_empty() && hits.behind {
        notes.push(words::behind().to_owned());
    }
    notes
}

fn found(query: &query::Query, hits: Vec<Hit>) -> Vec<Found> {
    let wanted = Pattern::wanted(query);
    let found = hits.into_iter().map(|hit| Found {
        room: hit.room,
        room_name: hit.room_name,
        seq: hit.seq,
        author: hit.author,
        at: hit.at,
        text: pieces(excerpt(hit.body.as_str(), &wanted)),
    });
    found.collect()
}

fn pieces(excerpt: Excerpt) -> Vec<Piece> {
    let Excerpt { cut_before, pieces, cut_after } = excerpt;
    let cut = |is_cut: bool| is_cut.then(|| Piece { text: CUT.to_owned(), marked: false });
    let pieces = pieces.into_iter().map(|piece| Piece { text: piece.text, marked: piece.marked });
    cut(cut_before).into_iter().chain(pieces).chain(cut(cut_after)).collect()
}
