//! Everything that can be asked of a server, on one screen.

use axum::Router;
use axum::routing::get;
use hark_protocol::SOCKET_PATH;

use crate::app::App;
use crate::socket;
use crate::web;

/// The server's answers.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/healthz", get(web::health::healthz))
        .route(SOCKET_PATH, get(socket::upgrade))
        .fallback(web::fallback)
        .with_state(app)
}
