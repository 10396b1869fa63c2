//! `GET /ws`: who may open a WebSocket. What is asked first is answered first: the handshake, the
//! subprotocol, the page's origin, the session, the limits, and whether there are too many just
//! now. Browsers do not tell a page why it was refused, so the page asks for its session
//! afterwards; the codes are for everybody else.

use axum::extract::{Request, State};
use axum::http::header::{
    CONNECTION, ORIGIN, RETRY_AFTER, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY,
    SEC_WEBSOCKET_PROTOCOL, SEC_WEBSOCKET_VERSION, UPGRADE,
};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Version};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures::FutureExt;
use hark_protocol::{MAX_FRAME_BYTES, MAX_SERVER_FRAME_BYTES, SUBPROTOCOL};
use hyper::upgrade::OnUpgrade;
use tokio_tungstenite::WebSocketStream;
use tracing::{debug, error};
use tungstenite::handshake::derive_accept_key;
use tungstenite::protocol::{Role, WebSocketConfig};

use super::connection::Connection;
use super::line::Line;
use super::metered::Metered;
use crate::app::App;
use crate::hub::Registration;
use crate::panics::{FaultId, caught};
use crate::rates::CONNECTIONS_RETRY_S;
use crate::store::Viewer;
use crate::{door, listener};

/// What is read from a socket at once, in bytes. Kept for as long as the connection lives, so ten
/// thousand of them cost 5 MB; what is longer, and few messages are, is read in parts.
const READ_BUFFER: usize = 512;

/// Bytes gathered before they are written without being asked to: about ten messages. What is
/// gathered once is kept, so more of it would cost every connection that was ever busy.
const WRITE_BUFFER: usize = 1024;

/// Bytes that may wait for a slow socket: the largest frame behind a full buffer.
const WRITE_BUFFER_MAX: usize = MAX_SERVER_FRAME_BYTES + 2 * WRITE_BUFFER;

/// Why there is no WebSocket.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Refused {
    /// Two origins, or a question where none is asked.
    BadRequest,
    /// The page that asks is not one of ours.
    OriginDenied,
    /// Not a WebSocket of RFC 6455.
    UpgradeRequired,
    /// The handshake's key is not 16 bytes of base64.
    BadKey,
    /// [`SUBPROTOCOL`] was not offered.
    UnsupportedSubprotocol,
    /// Not signed in.
    SessionInvalid,
    /// Too many connections of one person.
    ConnectionLimit,
    /// Too many connections of all people just now; come back after so many seconds.
    Busy(u64),
    /// Something went wrong in the server.
    Internal,
}

/// A WebSocket over what was an HTTP connection.
pub(super) type WebSocket = WebSocketStream<Metered<Line>>;

/// A handshake that is in order.
struct Handshake {
    /// The connection, once it was answered.
    connection: OnUpgrade,
    /// What shows that the key was read.
    accept: HeaderValue,
}

/// What comes with somebody who may open a WebSocket.
pub(super) struct Admitted {
    viewer: Viewer,
    pub(super) registration: Registration,
}

/// Opens a WebSocket for a viewer, or says why not.
pub async fn upgrade(State(app): State<App>, request: Request) -> Response {
    open(app, request, |app, Admitted { viewer, registration, .. }, socket| {
        Box::new(Connection::new(app, viewer, registration, socket)).run()
    })
    .await
}

/// Opens a WebSocket that is served like this, or says why not.
pub(super) async fn open<F: Future<Output = ()> + Send + 'static>(
    app: App,
    request: Request,
    serve: impl FnOnce(App, Admitted, WebSocket) -> F + Send + 'static,
) -> Response {
    let (mut parts, _) = request.into_parts();
    match caught(admit(&app, &mut parts)).await {
        Ok((handshake, admitted)) => accept(app, handshake, admitted, serve),
        Err(refused) => refused.into_response(),
    }
}

async fn admit(app: &App, parts: &mut Parts) -> Result<(Handshake, Admitted), Refused> {
    let headers = &parts.headers;
    let is_upgrade = only(headers, &UPGRADE).is_some_and(|it| it.eq_ignore_ascii_case("websocket"));
    if parts.version != Version::HTTP_11 || !is_upgrade {
        return Err(Refused::UpgradeRequired);
    }
    let key = only(headers, &SEC_WEBSOCKET_KEY).ok_or(Refused::BadKey)?;
    if !STANDARD.decode(key).is_ok_and(|bytes| bytes.len() == 16) {
        return Err(Refused::BadKey);
    }
    let accept = derive_accept_key(key.as_bytes());
    if only(headers, &SEC_WEBSOCKET_VERSION) != Some("13") {
        return Err(Refused::UpgradeRequired);
    }
    if !offers(headers, SUBPROTOCOL) {
        return Err(Refused::UnsupportedSubprotocol);
    }
    // Tokens are for cookies: addresses are written down by whatever stands between.
    if parts.uri.query().is_some() || headers.get_all(ORIGIN).iter().count() > 1 {
        return Err(Refused::BadRequest);
    }
    if !headers.contains_key(ORIGIN) || !door::is_from_our_page(&app.config, headers) {
        return Err(Refused::OriginDenied);
    }
    let token = door::session_token(&app.config, headers).ok_or(Refused::SessionInvalid)?;
    let viewer = app.store.viewer(&token).await.map_err(|error| {
        error!("A session could not be looked up for a WebSocket: {error}");
        Refused::Internal
    })?;
    let viewer = viewer.ok_or(Refused::SessionInvalid)?;
    let registration = app.hub.register(&viewer).map_err(|_| Refused::ConnectionLimit)?;
    app.pacing.upgrade().map_err(Refused::Busy)?;
    // Without one, `Connection` did not say that the connection is to be another.
    let connection = parts.extensions.remove().ok_or(Refused::UpgradeRequired)?;
    let accept = HeaderValue::try_from(accept).map_err(|_| Refused::BadKey)?;
    let admitted = Admitted { viewer, registration };
    Ok((Handshake { connection, accept }, admitted))
}

impl From<FaultId> for Refused {
    fn from(_: FaultId) -> Self {
        Self::Internal
    }
}

fn accept<F: Future<Output = ()> + Send + 'static>(
    app: App,
    handshake: Handshake,
    admitted: Admitted,
    serve: impl FnOnce(App, Admitted, WebSocket) -> F + Send + 'static,
) -> Response {
    // Counted from here on, so that a stopping server waits for the goodbye.
    let task = app.tasks.token();
    let rate = app.config.socket_rate;
    let Handshake { connection, accept } = handshake;
    tokio::spawn(async move {
        match connection.await {
            Ok(upgraded) => {
                let Some((stream, came)) = listener::beneath(upgraded) else {
                    return error!("A connection is none of the listener's");
                };
                let line = Metered::new(Line::new(stream, came), rate);
                let (role, limits) = (Role::Server, Some(limits()));
                let socket = WebSocketStream::from_raw_socket(line, role, limits).await;
                // A task of its own: this one keeps room for the upgrade.
                tokio::spawn(serve(app, admitted, socket).map(|()| drop(task)));
            }
            Err(error) => debug!("A connection ended before it was a WebSocket: {error}"),
        }
    });
    let headers = [
        (CONNECTION, HeaderValue::from_static("upgrade")),
        (UPGRADE, HeaderValue::from_static("websocket")),
        (SEC_WEBSOCKET_ACCEPT, accept),
        (SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static(SUBPROTOCOL)),
    ];
    (StatusCode::SWITCHING_PROTOCOLS, headers).into_response()
}

fn limits() -> WebSocketConfig {
    WebSocketConfig::default()
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(WRITE_BUFFER)
        .max_write_buffer_size(WRITE_BUFFER_MAX)
        .max_message_size(Some(MAX_FRAME_BYTES))
        .max_frame_size(Some(MAX_FRAME_BYTES))
}

fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

fn offers(headers: &HeaderMap, subprotocol: &str) -> bool {
    headers
        .get_all(SEC_WEBSOCKET_PROTOCOL)
        .iter()
        .flat_map(|value| value.as_bytes().split(|byte| *byte == b','))
        .any(|offered| offered.trim_ascii() == subprotocol.as_bytes())
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        match self {
            Self::BadRequest => (StatusCode::BAD_REQUEST, r#"{"error":"bad_request"}"#),
            Self::OriginDenied => (StatusCode::FORBIDDEN, r#"{"error":"origin_denied"}"#),
            Self::UpgradeRequired => {
                let headers = [
                    (UPGRADE, HeaderValue::from_static("websocket")),
                    (SEC_WEBSOCKET_VERSION, HeaderValue::from_static("13")),
                ];
                let body = r#"{"error":"upgrade_required"}"#;
                return (StatusCode::UPGRADE_REQUIRED, headers, body).into_response();
            }
            Self::BadKey => (StatusCode::BAD_REQUEST, r#"{"error":"bad_key"}"#),
            Self::UnsupportedSubprotocol => {
                (StatusCode::BAD_REQUEST, r#"{"error":"unsupported_subprotocol"}"#)
            }
            Self::SessionInvalid => (StatusCode::UNAUTHORIZED, r#"{"error":"session_invalid"}"#),
            Self::ConnectionLimit => {
                let body = r#"{"error":"connection_limit"}"#;
                let headers = [(RETRY_AFTER, HeaderValue::from(CONNECTIONS_RETRY_S))];
                return (StatusCode::TOO_MANY_REQUESTS, headers, body).into_response();
            }
            Self::Busy(seconds) => {
                let body = r#"{"error":"overloaded"}"#;
                let headers = [(RETRY_AFTER, HeaderValue::from(seconds))];
                return (StatusCode::SERVICE_UNAVAILABLE, headers, body).into_response();
            }
            Self::Internal => (StatusCode::INTERNAL_SERVER_ERROR, r#"{"error":"internal"}"#),
        }
        .into_response()
    }
}
