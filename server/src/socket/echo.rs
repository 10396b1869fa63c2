//! `GET /ws/echo`, in builds with debug assertions and only where the server was started with
//! `--faults`: a WebSocket that says again what it hears, text too. Hark's own speaks no text and
//! repeats nothing; this one stands behind the same [`open`] and the same [`Link`], so that
//! whatever RFC 6455 asks of a server can be asked of them. What `upgrade` and `link` decide is
//! theirs.

use std::convert::Infallible;
use std::future::poll_fn;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use tungstenite::Message;

use super::link::{Ending, Link, Transport};
use super::upgrade::open;
use crate::app::App;

/// Where it is.
pub const ECHO_PATH: &str = "/ws/echo";

/// Opens a WebSocket that echoes.
pub async fn echo(State(app): State<App>, request: Request) -> Response {
    if !app.config.faults {
        return StatusCode::NOT_FOUND.into_response();
    }
    open(app, request, |_, admitted, socket| async move {
        let mut link = Link::new(socket);
        let Err(ending) = repeat(&mut link).await;
        drop(admitted.registration);
        link.end(ending).await;
    })
    .await
}

async fn repeat(link: &mut Link<impl Transport>) -> Result<Infallible, Ending> {
    loop {
        match poll_fn(|context| link.poll_read(context)).await? {
            message @ (Message::Text(_) | Message::Binary(_)) => {
                link.write(message).await?;
                link.flush().await?;
            }
            Message::Ping(_) | Message::Pong(_) => {}
            Message::Close(_) | Message::Frame(_) => return Err(Ending::Gone),
        }
    }
}
