//! The threads that somebody follows, as a page.

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use hark_client::pages;
use hark_client::pages::threads::{Followed, Threads};
use hark_client::words::direct::called;
use hark_client::words::threads as words;
use serde::Deserialize;

use super::{Problem, SignedIn, Visit};
use crate::chat;
use crate::store::ThreadPlace;

/// What the address may say.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// Show those after this place of the list.
    before: Option<String>,
}

/// `GET /threads`, and `?before=PLACE` for older ones.
pub async fn page(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let store = &visit.app.store;
    let before = asked.before.as_deref().and_then(ThreadPlace::parse);
    let (threads, more) = chat::followed_threads(store, &viewer, before).await?;
    let rooms = chat::room_summaries(store, &viewer).await?;
    let older = threads.last().filter(|_| more).map(|thread| thread.place.to_string());
    let threads = threads.into_iter().filter_map(|thread| {
        let place = thread.place;
        // Left between the two readings: no longer theirs.
        let room = rooms.iter().find(|summary| summary.room.id == place.room)?;
        Some(Followed {
            room: place.room,
            room_name: called(&room.room, viewer.user.id),
            root: place.root,
            author: thread.author,
            text: thread.text,
            replies: thread.replies,
            newest_at: place.newest_at,
            state: thread.state,
        })
    });
    let page = Threads { threads: threads.collect(), is_past: before.is_some(), older };
    let clock = visit.clock();
    Ok(visit.page(StatusCode::OK, words::title(), || pages::threads::threads(page, &clock)))
}
