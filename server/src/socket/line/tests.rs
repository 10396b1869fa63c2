//! Two who write to one socket, and a frame that is never cut by another.

use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Wake;

use hark_protocol::{RoomId, ServerFrame};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::yield_now;

use super::*;

/// A line, and its other end.
async fn line() -> (Line, TcpStream) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let outside = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
    let (inside, _) = listener.accept().await.unwrap();
    socket2::SockRef::from(&inside).set_send_buffer_size(1).unwrap();
    (Line::new(inside, Bytes::new()), outside)
}

/// As many frames as no socket takes at once.
fn much() -> Batch {
    Batch::of(&vec![ServerFrame::RoomRemoved { room: RoomId(7) }; 200_000])
}

fn little() -> Batch {
    Batch::of(&[ServerFrame::Live])
}

async fn read(outside: &mut TcpStream, length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    outside.read_exact(&mut bytes).await.unwrap();
    bytes
}

#[tokio::test]
async fn what_the_hub_began_goes_before_what_the_task_writes() {
    let (mut line, mut outside) = line().await;
    assert_eq!(line.wire().write_now(&little()), Wrote::Whole);
    let much = much();
    assert_eq!(line.wire().write_now(&much), Wrote::Part);
    assert_eq!(line.wire().write_now(&little()), Wrote::Nothing, "in the middle of a frame");
    let writing = async {
        line.write_all(b"of the task").await.unwrap();
        line.flush().await.unwrap();
        line
    };
    let expected = [little().bytes(), much.bytes(), &b"of the task"[..]].concat();
    let (line, came) = tokio::join!(writing, read(&mut outside, expected.len()));
    assert!(came == expected, "each byte once and in order");
    assert_eq!(line.wire().write_now(&little()), Wrote::Whole);
}

#[tokio::test]
async fn a_task_that_flushes_writes_what_the_hub_began() {
    let (mut line, mut outside) = line().await;
    let much = much();
    assert_eq!(line.wire().write_now(&much), Wrote::Part);
    let (flushed, came) = tokio::join!(line.flush(), read(&mut outside, much.bytes().len()));
    flushed.unwrap();
    assert!(came == **much.bytes());
}

#[tokio::test]
async fn the_hub_does_not_write_into_what_the_task_began() {
    let (mut line, mut outside) = line().await;
    let much = vec![1; 1_000_000];
    let begun = line.write(&much).await.unwrap();
    assert!(begun < much.len());
    assert_eq!(line.wire().write_now(&little()), Wrote::Nothing);
    read(&mut outside, begun).await;
    assert_eq!(line.wire().write_now(&little()), Wrote::Nothing, "though there is room again");
    let rest = &much[begun..];
    let (written, _) = tokio::join!(line.write_all(rest), read(&mut outside, rest.len()));
    written.unwrap();
    assert_eq!(line.wire().write_now(&little()), Wrote::Whole);
}

/// Whether somebody was woken.
#[derive(Default)]
struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[tokio::test]
async fn a_socket_that_has_nothing_after_all_is_not_asked_again_and_again() {
    let (mut line, mut outside) = line().await;
    outside.write_all(b"x").await.unwrap();
    line.wire().stream.readable().await.unwrap();
    // Behind the runtime's back, which goes on to take the socket for readable.
    let mut bytes = [0; 8];
    assert_eq!((&*SockRef::from(&line.wire().stream)).read(&mut bytes).unwrap(), 1);
    let woken = Arc::new(Woken::default());
    let waker = Arc::clone(&woken).into();
    let mut buffer = ReadBuf::new(&mut bytes);
    let read = Pin::new(&mut line).poll_read(&mut Context::from_waker(&waker), &mut buffer);
    assert!(read.is_pending());
    // Whoever asked until they had no more turns is woken for the next.
    yield_now().await;
    assert!(!woken.0.load(Ordering::Relaxed), "it waits");
    outside.write_all(b"y").await.unwrap();
    let mut byte = [0];
    line.read_exact(&mut byte).await.unwrap();
    assert_eq!(byte, *b"y");
}
