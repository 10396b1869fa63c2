//! A server's life: listen, answer, and stop in good order.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt as _;
use hark_protocol::CloseCode;
use tokio::net::{TcpListener, TcpSocket};
use tokio::signal::unix::{SignalKind, signal};
use tokio::task::JoinHandle;
use tracing::{info, warn};

use crate::app::{App, StartError};
use crate::config::Config;
use crate::{listener, router};

/// Connections the system may hold for us before they are accepted: every browser of a large
/// server comes back at once after a restart.
const BACKLOG: u32 = 4096;

/// Bytes that the system may hold for one connection until they are read; Linux takes as much again
/// for its own books. Left to itself it takes megabytes, and who stopped reading a busy room would
/// only be missed by the heartbeat, after 35 s. Enough for 500 KB/s to somebody 120 ms away.
const SEND_BUFFER: u32 = 64 * 1024;

/// How long a stopping server waits for its connections to say goodbye: under the 15 s to 30 s
/// that supervisors give before they kill.
const STOP_DEADLINE: Duration = Duration::from_secs(12);

/// A server that answers.
#[derive(Debug)]
pub struct Ready {
    /// Where it listens, with the port it was given.
    pub address: SocketAddr,
    /// Where the first owner comes in; `None`: the server has one.
    pub owner_link: Option<String>,
}

/// Why a server did not run, or did not stop well.
#[derive(Debug)]
pub enum ServeError {
    /// It could not start.
    Start(StartError),
    /// The address cannot be listened on.
    Listen(SocketAddr, io::Error),
}

/// Runs a server until the process is asked to stop (SIGTERM or SIGINT).
pub async fn serve(config: Config, ready: impl FnOnce(&Ready)) -> Result<(), ServeError> {
    let app = App::start(config).map_err(ServeError::Start)?;
    let stop = app.stop.clone();
    // They are heard before anybody is told that there is a server to stop.
    match asked_to_stop() {
        Ok(asked) => drop(tokio::spawn(asked.map(move |()| stop.cancel()))),
        Err(error) => warn!("Signals cannot be heard: {error}"),
    }
    serve_app(app, ready).await
}

/// Runs a server until [`App::stop`] is cancelled.
pub async fn serve_app(app: App, ready: impl FnOnce(&Ready)) -> Result<(), ServeError> {
    let asked = app.config.listen;
    let listener = listen(asked).map_err(|error| ServeError::Listen(asked, error))?;
    let address = listener.local_addr().map_err(|error| ServeError::Listen(asked, error))?;
    let (router, config) = (router::router(app.clone()), Arc::clone(&app.config));
    let serving = tokio::spawn(listener::run(listener, router, config, app.stop.clone()));
    info!(address = %address, "Listening");
    let owner_link = app.store.first_run_token().map(|token| {
        let origin = match &app.config.public_url {
            Some(url) => url.origin().to_owned(),
            None => format!("http://{address}"),
        };
        format!("{origin}/first-run/{}", token.as_str())
    });
    ready(&Ready { address, owner_link });
    app.stop.cancelled().await;
    finish(app, serving).await;
    Ok(())
}

fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4()?,
        SocketAddr::V6(_) => TcpSocket::new_v6()?,
    };
    // A server that was just stopped leaves its port waiting; the next one may take it.
    socket.set_reuseaddr(true)?;
    // Connections have what their listener has.
    socket.set_send_buffer_size(SEND_BUFFER)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// Ends when the process is asked to stop. What asks after this was called is heard.
fn asked_to_stop() -> io::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Lets everybody go, up to the deadline, and closes the store.
async fn finish(app: App, serving: JoinHandle<()>) {
    info!("Stopping");
    app.hub.close_all(CloseCode::Restart);
    app.tasks.close();
    let abort = serving.abort_handle();
    let served = tokio::time::timeout(STOP_DEADLINE, async {
        app.tasks.wait().await;
        serving.await
    });
    if served.await.is_err() {
        warn!("Some connections did not end in time");
        abort.abort();
    }
    app.store.close().await;
    info!("Stopped");
}

impl fmt::Display for ServeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start(error) => error.fmt(out),
            Self::Listen(address, error) => write!(out, "cannot listen on {address}: {error}"),
        }
    }
}

impl std::error::Error for ServeError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_system_holds_little_for_who_does_not_read() {
        let listener = listen(SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
        let deaf = TcpSocket::new_v4().unwrap();
        deaf.set_recv_buffer_size(4096).unwrap();
        let (deaf, accepted) =
            tokio::join!(deaf.connect(listener.local_addr().unwrap()), listener.accept());
        let (stream, _) = accepted.unwrap();
        stream.writable().await.unwrap();
        let mut held = 0;
        while let Ok(bytes) = stream.try_write(&[0; 1024]) {
            held += bytes;
        }
        drop(deaf);
        assert!(held >= SEND_BUFFER as usize / 2, "{held}");
        assert!(held <= 3 * SEND_BUFFER as usize, "{held}");
    }
}
