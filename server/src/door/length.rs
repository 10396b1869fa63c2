//! How long a request is, said in the one way that all who pass it on read alike.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::TRANSFER_ENCODING;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

const SAY_THE_LENGTH: &str = "Say how long the request is, by Content-Length.\n";

/// Answers to requests that come in one piece. Browsers send no others, and where a proxy and a
/// server disagree about where a request of many pieces ends, its rest is read as somebody else's
/// (RFC 9112, section 11.2).
pub async fn only_whole_requests(request: Request, next: Next) -> Response {
    if request.headers().contains_key(TRANSFER_ENCODING) {
        return (StatusCode::LENGTH_REQUIRED, SAY_THE_LENGTH).into_response();
    }
    next.run(request).await
}
