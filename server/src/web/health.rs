//! For supervisors and load balancers, and for a page that cannot open its socket.

use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use tracing::error;

use crate::app::App;
use crate::door;

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
/// could not be opened, so it asks here.
pub async fn session(State(app): State<App>, headers: HeaderMap) -> impl IntoResponse {
    let status = match door::session_token(&app.config, &headers) {
        None => StatusCode::UNAUTHORIZED,
        Some(token) => match app.store.viewer(&token).await {
            Ok(Some(_)) => StatusCode::NO_CONTENT,
            Ok(None) => StatusCode::UNAUTHORIZED,
            Err(error) => {
                error!("The store does not answer: {error}");
                StatusCode::SERVICE_UNAVAILABLE
            }
        },
    };
    (status, [(CACHE_CONTROL, "no-store")])
}
