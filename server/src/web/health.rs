//! For supervisors and load balancers.

use axum::http::StatusCode;

/// `GET /healthz`: 200 when the server can do its work.
pub async fn healthz() -> StatusCode {
    StatusCode::OK
}
