//! C01 to C14: connections and requests.

use std::net::Ipv4Addr;
use std::sync::Arc;

use futures::FutureExt;

use super::hand::{Hand, ask};
use super::scene::Scene;
use super::{Case, Verdict, tried};
use crate::attackers::Attack;

/// Connections that one address may have, as it comes.
const PER_ADDRESS: usize = 100;

pub(super) fn cases() -> Vec<Case> {
    vec![
        tried(1, "a connection on which nothing is said", |scene| {
            dragged(scene, Attack::Silent).boxed()
        }),
        tried(2, "a header, byte by byte", |scene| dragged(scene, Attack::Head).boxed()),
        tried(3, "a form, byte by byte", |scene| dragged(scene, Attack::Body).boxed()),
        tried(4, "one header of 32 KiB", |scene| {
            let line = format!("X-Long: {}\r\n", "x".repeat(32 * 1024));
            get(scene, line, &[431]).boxed()
        }),
        tried(5, "two hundred headers, and half a megabyte of them", |scene| {
            async move {
                get(Arc::clone(&scene), "X-One: x\r\n".repeat(200), &[431]).await?;
                get(scene, format!("X-Long: {}\r\n", "x".repeat(500_000)), &[431]).await
            }
            .boxed()
        }),
        tried(6, "an upgrade over HTTP/1.0", |scene| old_upgrade(scene).boxed()),
        tried(7, "a length and chunks in one request", |scene| two_lengths(scene).boxed()),
        tried(8, "NUL, a bare CR and a folded line in a header", |scene| {
            broken_headers(scene).boxed()
        }),
        tried(9, "another host's name", |scene| other_host(scene).boxed()),
        tried(10, "an invented X-Forwarded-For", |scene| invented_address(scene).boxed()),
        tried(11, "methods that a page does not have", |scene| other_methods(scene).boxed()),
        tried(12, "ways out of the directory of files", |scene| ways_out(scene).boxed()),
        tried(13, "HTTP/2", |scene| http2(scene).boxed()),
        tried(14, "one connection more than an address may have", |scene| crowd(scene).boxed()),
    ]
}

/// What is dragged out is cut in time, and told why.
pub(super) async fn dragged(scene: Arc<Scene>, attack: Attack) -> Verdict {
    let cut = attack.run(scene.somebody().visitor.clone()).await;
    if cut.after > attack.within() {
        return Err(format!("cut after {:?}", cut.after));
    }
    cut.was_told.then_some(()).ok_or_else(|| "not told why".into())
}

async fn get(scene: Arc<Scene>, headers: String, statuses: &[u16]) -> Verdict {
    let server = scene.server();
    let request = format!("GET /sign-in HTTP/1.1\r\nHost: {server}\r\n{headers}\r\n");
    ask(server, request).await?.is_one_of(statuses)
}

async fn old_upgrade(scene: Arc<Scene>) -> Verdict {
    let crook = &scene.somebody().visitor;
    let answer = ask(crook.server, crook.handshake("/ws", "").replace("HTTP/1.1", "HTTP/1.0"));
    let answer = answer.await?;
    answer.is(426)?;
    answer.says("sec-websocket-version: 13")
}

async fn two_lengths(scene: Arc<Scene>) -> Verdict {
    let server = scene.server();
    let request = format!(
        "POST /sign-in HTTP/1.1\r\nHost: {server}\r\nOrigin: http://{server}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 6\r\n\
         Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: {server}\r\n\r\n"
    );
    let mut hand = Hand::at(server).await?;
    hand.say(request.as_bytes()).await;
    hand.answer().await?.is_one_of(&[400, 411])?;
    // What was glued behind it is no request of anybody.
    match hand.answer().await {
        Err(_) => Ok(()),
        Ok(more) => Err(format!("what stood behind it was answered: {}", more.head)),
    }
}

async fn broken_headers(scene: Arc<Scene>) -> Verdict {
    for broken in ["X\0: y\r\n", "X: a\0b\r\n", "X: a\rb\r\n", "X: a\r\n b\r\n", "X : y\r\n"] {
        let request = format!("GET /sign-in HTTP/1.1\r\nHost: {}\r\n{broken}\r\n", scene.server());
        let mut hand = Hand::at(scene.server()).await?;
        hand.say(request.as_bytes()).await;
        hand.answer().await?.is(400).map_err(|problem| format!("{broken:?}: {problem}"))?;
        hand.end().await?;
    }
    Ok(())
}

async fn other_host(scene: Arc<Scene>) -> Verdict {
    for path in ["/sign-in", "/ws", "/nothing"] {
        let request = format!("GET {path} HTTP/1.1\r\nHost: evil.example\r\n\r\n");
        ask(scene.server(), request).await?.is(421)?;
    }
    Ok(())
}

/// Whoever tries passwords under ever new addresses has one, all the same.
async fn invented_address(scene: Arc<Scene>) -> Verdict {
    let server = scene.strict_server();
    let mut statuses = Vec::new();
    for number in 0..12 {
        let form = "email=nobody%40example.org&password=wrong+wrong+wrong";
        let request = format!(
            "POST /sign-in HTTP/1.1\r\nHost: {server}\r\nOrigin: http://{server}\r\n\
             X-Forwarded-For: 198.51.100.{number}\r\nContent-Length: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n\r\n{form}",
            form.len()
        );
        statuses.push(ask(server, request).await?.status);
    }
    match statuses.as_slice() {
        [422, .., 429] => Ok(()),
        other => Err(format!("answered with {other:?}")),
    }
}

async fn other_methods(scene: Arc<Scene>) -> Verdict {
    let server = scene.server();
    for method in ["TRACE", "PUT", "DELETE", "PATCH", "HARK"] {
        let request = format!(
            "{method} /sign-in HTTP/1.1\r\nHost: {server}\r\nOrigin: http://{server}\r\n\
             Content-Length: 0\r\n\r\n"
        );
        let answer = ask(server, request).await?;
        answer.is(405).map_err(|problem| format!("{method}: {problem}"))?;
        answer.says("allow: get")?;
    }
    let request = format!("CONNECT evil.example:443 HTTP/1.1\r\nHost: {server}\r\n\r\n");
    ask(server, request).await?.is_one_of(&[400, 405, 421])
}

async fn ways_out(scene: Arc<Scene>) -> Verdict {
    for path in [
        "/pkg/..%2f..%2fetc/passwd",
        "/pkg/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/pkg/%00",
        "/pkg/hark.css%00.html",
        "//etc/passwd",
        "/pkg/....//....//etc/passwd",
    ] {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", scene.server());
        let answer = ask(scene.server(), request).await?;
        answer.is_one_of(&[400, 404]).map_err(|problem| format!("{path}: {problem}"))?;
        if answer.body.contains("root:") {
            return Err(format!("{path} brought a file"));
        }
    }
    Ok(())
}

/// It is not spoken: no frame of it comes back, and the connection ends.
async fn http2(scene: Arc<Scene>) -> Verdict {
    let preface = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0";
    let mut hand = Hand::at(scene.server()).await?;
    hand.say(preface).await;
    if let Ok(answer) = hand.answer().await {
        answer.is_one_of(&[400, 505])?;
    }
    hand.end().await
}

async fn crowd(scene: Arc<Scene>) -> Verdict {
    let (theirs, others) = (Ipv4Addr::new(127, 0, 0, 14), Ipv4Addr::new(127, 0, 0, 15));
    let server = scene.strict_server();
    let mut crowd = Vec::new();
    for _ in 0..PER_ADDRESS {
        crowd.push(Hand::from(theirs, server).await?);
    }
    let mut late = Hand::from(theirs, server).await?;
    let answer = late.answer().await?;
    answer.is(429)?;
    answer.says("retry-after: ")?;
    let mut other = Hand::from(others, server).await?;
    other.say(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").await;
    other.answer().await?.is(200)
}
