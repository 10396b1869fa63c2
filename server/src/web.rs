//! The pages and forms. Each handler reads what came, asks `chat` or the store, fills a view model
//! and lets `hark_client` draw it. No handler knows SQL or markup.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Method, Response, StatusCode, Uri};
use axum::response::IntoResponse;

use crate::app::App;
use crate::assets;

pub mod health;

/// An asset, or the page that says there is nothing here.
pub async fn fallback(
    State(app): State<App>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response<Body> {
    let reads = matches!(method, Method::GET | Method::HEAD);
    match app.assets.get(uri.path()) {
        Some(asset) if reads => assets::answer(asset, &method, &headers),
        Some(_) | None => StatusCode::NOT_FOUND.into_response(),
    }
}
