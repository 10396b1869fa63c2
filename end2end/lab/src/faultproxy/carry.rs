//! One connection through the proxy, from its start to its end.

use tokio::net::TcpStream;
use tokio::sync::{broadcast, watch};
use tokio::time::{Instant, sleep_until};

use super::link::{At, By, Link, Strike, Way};
use super::pipe::{Direction, Ended, Flow};

/// How a connection ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum End {
    /// One side closed it, or broke it.
    Closed,
    /// The proxy broke it.
    Broken,
    /// The proxy broke it instead of passing on an answer to a post.
    BrokenAtAck,
}

/// Carries bytes both ways until one side ends or the proxy breaks it.
pub(super) async fn carry(
    near: TcpStream,
    far: TcpStream,
    link: watch::Receiver<Link>,
    strikes: broadcast::Receiver<Strike>,
    dice: fastrand::Rng,
) -> End {
    // Small pieces travel at once, or the delays would be the system's.
    let (mut near, mut far) = (near, far);
    if near.set_nodelay(true).and(far.set_nodelay(true)).is_err() {
        return End::Closed;
    }
    let (end, by) = match run(&mut near, &mut far, link, strikes, dice).await {
        Ended::Closed => return End::Closed,
        Ended::Cut(by) => (End::Broken, by),
        Ended::CutAtAck(by) => (End::BrokenAtAck, by),
    };
    if by == By::Rst {
        reset(near);
        reset(far);
    }
    end
}

/// Ends a connection with a reset.
pub(super) fn reset(stream: TcpStream) {
    // Without lingering the system resets the connection. One that is gone already is reset.
    let _ = stream.set_zero_linger();
    drop(stream);
}

async fn run(
    near: &mut TcpStream,
    far: &mut TcpStream,
    link: watch::Receiver<Link>,
    mut strikes: broadcast::Receiver<Strike>,
    mut dice: fastrand::Rng,
) -> Ended {
    let (flow, flows) = watch::channel(Flow::default());
    let (from_near, to_near) = near.split();
    let (from_far, to_far) = far.split();
    let up = Direction::up(link.clone(), flows.clone(), dice.fork()).carry(from_near, to_far);
    let down = Direction::down(link, flows, dice).carry(from_far, to_near);
    tokio::pin!(up, down);
    let mut reset_at: Option<Instant> = None;
    loop {
        let due = reset_at.unwrap_or_else(Instant::now);
        tokio::select! {
            ended = &mut up => return ended.unwrap_or(Ended::Closed),
            ended = &mut down => return ended.unwrap_or(Ended::Closed),
            () = sleep_until(due), if reset_at.is_some() => return Ended::Cut(By::Rst),
            strike = strikes.recv() => match strike {
                Ok(Strike::Cut(by)) => return Ended::Cut(by),
                Ok(Strike::CutAt(at, by)) => flow.send_modify(|flow| match at {
                    At::Up(bytes) => flow.up.cut = Some((bytes, by)),
                    At::Down(bytes) => flow.down.cut = Some((bytes, by)),
                    At::Ack => flow.down.cut_at_ack = Some(by),
                }),
                Ok(Strike::Swallow { way, lasts }) => {
                    reset_at = Some(Instant::now() + lasts);
                    flow.send_modify(|flow| {
                        flow.up.swallow |= matches!(way, Way::Up | Way::Both);
                        flow.down.swallow |= matches!(way, Way::Down | Way::Both);
                    });
                }
                Err(broadcast::error::RecvError::Lagged(_)) => {}
                Err(broadcast::error::RecvError::Closed) => return Ended::Cut(By::Rst),
            },
        }
    }
}
