//! Our own TCP proxy on loopback, which breaks connections as networks do.
//!
//! Each direction of a connection is a pipe with a delay, a speed and a grain; it can be paused,
//! swallow what comes, or be cut at a byte. What is under way when a connection is cut is lost.

mod link;
mod carry;
mod pipe;
mod replies;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{broadcast, watch};
use tokio::task::{JoinHandle, JoinSet};

use carry::End;

pub use link::{At, By, Link, Pipe, Strike, Way};

use crate::Failure;

/// Connections that may wait to be taken: a storm comes all at once.
const BACKLOG: u32 = 4096;

/// Strikes that one connection may have before it, unseen. It sees them at once.
const STRIKES: usize = 64;

/// Stands between clients and a server. Dropping it resets everything it carries.
#[derive(Debug)]
pub struct Proxy {
    address: SocketAddr,
    link: watch::Sender<Link>,
    strikes: broadcast::Sender<Strike>,
    counts: Arc<Counts>,
    accepting: JoinHandle<()>,
}

#[derive(Debug, Default)]
struct Counts {
    carried: AtomicU64,
    broken: AtomicU64,
    broken_at_ack: AtomicU64,
}

impl Proxy {
    /// A proxy before this server. Jitter is drawn from the seed.
    pub async fn before(server: SocketAddr, seed: u64) -> Result<Self, Failure> {
        let failed = |error| Failure::of("the proxy", error);
        let socket = TcpSocket::new_v4().map_err(failed)?;
        socket.bind(SocketAddr::from(([127, 0, 0, 1], 0))).map_err(failed)?;
        let listener = socket.listen(BACKLOG).map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let (link, links) = watch::channel(Link::default());
        let (strikes, _) = broadcast::channel(STRIKES);
        let counts = Arc::new(Counts::default());
        let way = Wayside { server, links, strikes: strikes.clone(), counts: Arc::clone(&counts) };
        let accepting = tokio::spawn(accept(listener, way, seed));
        Ok(Self { address, link, strikes, counts, accepting })
    }

    /// Where clients connect.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Changes how connections are carried, those that are open included.
    pub fn set(&self, change: impl FnOnce(&mut Link)) {
        self.link.send_modify(change);
    }

    /// Strikes the connections that are open now. Tells how many there are.
    pub fn strike(&self, strike: Strike) -> usize {
        self.strikes.send(strike).unwrap_or(0)
    }

    /// How many connections it carried so far.
    pub fn carried(&self) -> u64 {
        self.counts.carried.load(Ordering::Relaxed)
    }

    /// How many of them it broke.
    pub fn broken(&self) -> u64 {
        self.counts.broken.load(Ordering::Relaxed)
    }

    /// How many of these in place of the server's answer to a post.
    pub fn broken_at_ack(&self) -> u64 {
        self.counts.broken_at_ack.load(Ordering::Relaxed)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

struct Wayside {
    server: SocketAddr,
    links: watch::Receiver<Link>,
    strikes: broadcast::Sender<Strike>,
    counts: Arc<Counts>,
}

async fn accept(listener: TcpListener, way: Wayside, seed: u64) {
    let mut dice = fastrand::Rng::with_seed(seed);
    // Dropped with the proxy, and with it all that is carried.
    let mut carried = JoinSet::new();
    while let Ok((near, _)) = listener.accept().await {
        while carried.try_join_next().is_some() {}
        if way.links.borrow().refuses {
            carry::reset(near);
            continue;
        }
        let (link, strikes) = (way.links.clone(), way.strikes.subscribe());
        let (server, counts, dice) = (way.server, Arc::clone(&way.counts), dice.fork());
        carried.spawn(async move {
            let Ok(far) = TcpStream::connect(server).await else { return };
            counts.carried.fetch_add(1, Ordering::Relaxed);
            let end = carry::carry(near, far, link, strikes, dice).await;
            if end != End::Closed {
                counts.broken.fetch_add(1, Ordering::Relaxed);
            }
            if end == End::BrokenAtAck {
                counts.broken_at_ack.fetch_add(1, Ordering::Relaxed);
            }
        });
    }
}
