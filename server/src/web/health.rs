//! For supervisors and load balancers, and for a page that cannot open its socket.

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{AppendHeaders, IntoResponse};
use tracing::error;

use crate::app::App;
use crate::door;
use crate::rates::CONNECTIONS_RETRY_S;
use crate::store::Viewer;

/// `GET /healthz`: 200 when the store answers.
pub async fn healthz(State(app): State<App>) -> (StatusCode, &'static str) {
    match app.store.has_owner().await {
        Ok(_) => (StatusCode::OK, "ok\n"),
        Err(error) => {
            error!("The store does not answer: {error}");
            (StatusCode::SERVICE_UNAVAILABLE, "the store does not answer\n")
        }
    }
}

/// `GET /api/session`: 204 with a session, 401 without. Browsers do not tell a page why a socket
/// could not be opened, so it asks here: 429 and 503 say when to try again.
pub async fn session(State(app): State<App>, headers: HeaderMap) -> impl IntoResponse {
    let (status, later) = match door::session_token(&app.config, &headers) {
        None => (StatusCode::UNAUTHORIZED, None),
        Some(token) => match app.store.viewer(&token).await {
            Ok(Some(viewer)) => may_connect(&app, &viewer),
            Ok(None) => (StatusCode::UNAUTHORIZED, None),
            Err(error) => {
                error!("The store does not answer: {error}");
                (StatusCode::SERVICE_UNAVAILABLE, None)
            }
        },
    };
    let later = AppendHeaders(later.map(|later| (RETRY_AFTER, later)));
    (status, [(CACHE_CONTROL, "no-store")], later)
}

fn may_connect(app: &App, viewer: &Viewer) -> (StatusCode, Option<HeaderValue>) {
    if !app.hub.has_room_for(viewer.user.id) {
        return (StatusCode::TOO_MANY_REQUESTS, Some(CONNECTIONS_RETRY_S.into()));
    }
    match app.pacing.is_open() {
        Ok(()) => (StatusCode::NO_CONTENT, None),
        Err(seconds) => (StatusCode::SERVICE_UNAVAILABLE, Some(seconds.into())),
    }
}
