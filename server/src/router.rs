//! Everything that can be asked of a server, on one screen.

use axum::Router;
use axum::routing::get;

use crate::app::App;
use crate::web;

/// The server's answers.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/healthz", get(web::health::healthz))
        .fallback(web::fallback)
        .with_state(app)
}
