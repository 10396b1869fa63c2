//! Accepts connections and reads requests from them, each in a task of its own, with a deadline for
//! whatever can be dragged out: the first byte, the head, the body, the pause before the next
//! request, a write that gets nowhere. Whoever has more connections than an address may have is
//! turned away. What is asked is the router's; what comes over a WebSocket is metered in `socket`.

mod pulse;
mod watched;
mod timely;
mod places;
mod asking;

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::ConnectInfo;
use axum::http::header::CONNECTION;
use axum::http::{HeaderValue, Request, Response, StatusCode};
use axum::response::IntoResponse;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::upgrade::{Parts, Upgraded};
use hyper_util::rt::TokioIo;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, MissedTickBehavior, interval, sleep, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower_service::Service as _;
use tracing::{debug, error};

use crate::config::{Config, Network};
use places::{Place, Places};
use pulse::Pulse;
use timely::{Timely, TooLate};
use watched::Watched;

/// Headers of a request, and bytes of all of them: a browser sends about fifteen in two KiB, of
/// which our cookies are a hundred bytes.
const HEADERS: usize = 64;
const HEADER_BYTES: usize = 16 * 1024;

/// How often a connection's deadlines are looked at.
const TICK: Duration = Duration::from_secs(1);

/// How long nothing is accepted when there are no files left.
const OUT_OF_FILES: Duration = Duration::from_secs(1);

/// How long what was sent and not yet acknowledged may stay so: then the other end is gone. Longer
/// than a tunnel, shorter than the heartbeat.
const UNACKNOWLEDGED: Duration = Duration::from_secs(20);

/// What somebody is told who has too many connections, before anything was read.
const TURNED_AWAY: &[u8] = b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 5\r\n\
    Content-Type: application/json\r\nContent-Length: 28\r\nConnection: close\r\n\r\n\
    {\"error\":\"connection_limit\"}";

/// Reads requests and answers them by the router until it is stopped, and then to their end.
pub(crate) async fn run(
    listener: TcpListener,
    router: Router,
    config: Arc<Config>,
    stop: CancellationToken,
) {
    let connections = TaskTracker::new();
    let places = Places::new(config.connections_per_address);
    loop {
        let (stream, peer) = tokio::select! {
            biased;
            () = stop.cancelled() => break,
            accepted = accept(&listener) => accepted,
        };
        let is_proxy = asking::is_trusted(peer.ip(), &config.trusted_proxies);
        let place = match is_proxy {
            true => Some(Place::uncounted()),
            false => places.take(peer.ip()),
        };
        let Some(place) = place else {
            debug!(%peer, "Too many connections");
            connections.spawn(turn_away(stream));
            continue;
        };
        prepare(&stream);
        let desk = Desk { router: router.clone(), config: Arc::clone(&config), peer, place };
        connections.spawn(desk.converse(stream, stop.clone()));
    }
    drop(listener);
    connections.close();
    connections.wait().await;
}

async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            // It was gone before it was accepted.
            Err(error) if is_of_one(&error) => {}
            Err(error) => {
                error!("Connections cannot be accepted just now: {error}");
                sleep(OUT_OF_FILES).await;
            }
        }
    }
}

fn is_of_one(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

/// What the system is asked for goes without, where it does not know it.
fn prepare(stream: &TcpStream) {
    // Small frames are sent at once; waiting to fill a packet would cost each message 40 ms.
    drop(stream.set_nodelay(true));
    #[cfg(target_os = "linux")]
    drop(socket2::SockRef::from(stream).set_tcp_user_timeout(Some(UNACKNOWLEDGED)));
}

/// The socket of a connection that became something else than HTTP, and what came of that already.
/// It is no longer watched.
pub(crate) fn beneath(upgraded: Upgraded) -> Option<(TcpStream, Bytes)> {
    let Parts { io, read_buf, .. } = upgraded.downcast::<TokioIo<Watched>>().ok()?;
    // Not as it is: however short, it would keep all that the connection ever had room for.
    Some((io.into_inner().into_stream(), Bytes::copy_from_slice(&read_buf)))
}

async fn turn_away(mut stream: TcpStream) {
    let told = async {
        stream.write_all(TURNED_AWAY).await?;
        stream.shutdown().await
    };
    // Whoever does not take it is let go all the same.
    drop(timeout(TICK, told).await);
}

/// Where one connection is served.
struct Desk {
    router: Router,
    config: Arc<Config>,
    peer: SocketAddr,
    place: Place,
}

impl Desk {
    async fn converse(self, stream: TcpStream, stop: CancellationToken) {
        let pulse = Arc::new(Pulse::new(Instant::now()));
        let io = TokioIo::new(Watched::new(stream, Arc::clone(&pulse)));
        let service = service_fn(|request| self.answer(request, &pulse));
        let connection = http1::Builder::new()
            // Ours know a pause from a head that drips.
            .header_read_timeout(None)
            .max_headers(HEADERS)
            .max_header_size(HEADER_BYTES)
            .serve_connection(io, service)
            .with_upgrades();
        let mut connection = pin!(connection);
        let mut tick = interval(TICK);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut stopping = false;
        loop {
            tokio::select! {
                biased;
                ended = connection.as_mut() => {
                    if let Err(error) = ended {
                        debug!(peer = %self.peer, "A connection ended: {error}");
                    }
                    break;
                }
                () = stop.cancelled(), if !stopping => {
                    stopping = true;
                    connection.as_mut().graceful_shutdown();
                }
                now = tick.tick() => if pulse.is_overdue(now) {
                    debug!(peer = %self.peer, "A connection took too long");
                    break;
                },
            }
        }
    }

    async fn answer(
        &self,
        request: Request<Incoming>,
        pulse: &Pulse,
    ) -> Result<Response<Body>, Infallible> {
        pulse.asked();
        let too_late = TooLate::default();
        let mut request = request.map(|body| Timely::body(body, &too_late));
        let proxies: &[Network] = &self.config.trusted_proxies;
        let from = asking::who(self.peer, request.headers(), proxies);
        request.extensions_mut().insert(ConnectInfo(from));
        let Ok(mut response) = self.router.clone().call(request).await;
        if too_late.is_so() {
            response = StatusCode::REQUEST_TIMEOUT.into_response();
        }
        let is_last = too_late.is_so() || self.place.is_crowded();
        if is_last && response.status() != StatusCode::SWITCHING_PROTOCOLS {
            response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        }
        pulse.answered();
        Ok(response)
    }
}
