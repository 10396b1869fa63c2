//! What the listener takes and what it does not, before any page is asked. How long it waits is
//! tested where it is decided, on a clock that tests move.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::house::House;

/// An open connection of somebody who writes requests by hand.
struct Hand {
    stream: TcpStream,
}

impl Hand {
    async fn at(address: SocketAddr) -> Self {
        Self { stream: TcpStream::connect(address).await.unwrap() }
    }

    async fn say(&mut self, bytes: &[u8]) {
        self.stream.write_all(bytes).await.unwrap();
    }

    /// The head of the next answer, in lower case.
    async fn head(&mut self) -> String {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(self.stream.read_u8().await.unwrap());
        }
        String::from_utf8(head).unwrap().to_ascii_lowercase()
    }

    /// Everything up to the end of the connection. A reset is an end too.
    async fn rest(&mut self) {
        let mut rest = Vec::new();
        drop(self.stream.read_to_end(&mut rest).await);
    }
}

/// What is answered to this request.
async fn answer(address: SocketAddr, request: &str) -> String {
    let mut hand = Hand::at(address).await;
    hand.say(request.as_bytes()).await;
    hand.head().await
}

#[tokio::test]
async fn a_head_has_so_many_headers_and_bytes() {
    let house = House::new().await;
    let with = |headers: &str| format!("GET /healthz HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n");
    let many = |count: usize| with(&"X-Header: x\r\n".repeat(count));
    let long = |size: usize| with(&format!("X-Header: {}\r\n", "x".repeat(size)));
    for (request, status) in [
        (many(63), "200"),
        (many(64), "431"),
        (long(16_000), "200"),
        (long(16 * 1024), "431"),
        (long(500_000), "431"),
    ] {
        let head = answer(house.address, &request).await;
        assert!(
            head.starts_with(&format!("http/1.1 {status} ")),
            "{} bytes: {head}",
            request.len()
        );
    }
}

#[tokio::test]
async fn what_can_be_read_in_two_ways_is_not_read() {
    let house = House::new().await;
    let post = "POST /sign-in HTTP/1.1\r\nHost: localhost\r\n";
    for broken in [
        "Content-Length: 3\r\nContent-Length: 4\r\n",
        "Content-Length: -1\r\n",
        "X\0: y\r\n",
        "X: y\r\n folded\r\n",
        "X : y\r\n",
    ] {
        let mut hand = Hand::at(house.address).await;
        hand.say(format!("{post}{broken}\r\nabc").as_bytes()).await;
        let head = hand.head().await;
        assert!(head.starts_with("http/1.1 400 "), "{broken:?}: {head}");
        hand.rest().await;
    }
}

#[tokio::test]
async fn only_our_own_names_are_answered_to() {
    let house = House::with(|config| {
        config.public_url = Some("https://chat.example.org".parse().unwrap());
        config.allowed_hosts = vec!["hark".parse().unwrap()];
    })
    .await;
    let ask = async |path: &str, hosts: &str| {
        answer(house.address, &format!("GET {path} HTTP/1.1\r\n{hosts}\r\n")).await
    };
    for host in ["chat.example.org", "hark:3000", "localhost:3000", "127.0.0.1", "[::1]:80"] {
        let head = ask("/sign-in", &format!("Host: {host}\r\n")).await;
        assert!(!head.starts_with("http/1.1 4"), "{host}: {head}");
    }
    for path in ["/sign-in", "/ws", "/nothing"] {
        let head = ask(path, "Host: evil.example\r\n").await;
        assert!(head.starts_with("http/1.1 421 "), "{path}: {head}");
        let head = ask(path, "Host: localhost\r\nHost: evil.example\r\n").await;
        assert!(head.starts_with("http/1.1 400 "), "{path}: {head}");
        let head = ask(path, "").await;
        assert!(head.starts_with("http/1.1 400 "), "{path}: {head}");
    }
    let head = ask("http://evil.example/sign-in", "Host: localhost\r\n").await;
    assert!(head.starts_with("http/1.1 400 "), "{head}");
    assert!(ask("/healthz", "Host: 10-0-0-7.pods\r\n").await.starts_with("http/1.1 200 "));
}

#[tokio::test]
async fn an_address_has_so_many_connections() {
    let house = House::with(|config| {
        config.trusted_proxies = vec!["192.0.2.1".parse().unwrap()];
        config.connections_per_address = 4;
    })
    .await;
    let healthy = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let mut first = Hand::at(house.address).await;
    first.say(healthy).await;
    let head = first.head().await;
    assert!(head.starts_with("http/1.1 200 ") && !head.contains("connection: close"), "{head}");
    let mut silent = Vec::new();
    for _ in 0..3 {
        silent.push(Hand::at(house.address).await);
    }
    let mut fifth = Hand::at(house.address).await;
    let head = fifth.head().await;
    assert!(head.starts_with("http/1.1 429 ") && head.contains("retry-after: 5"), "{head}");
    fifth.rest().await;
    // Where it is crowded, no connection is kept.
    silent[0].say(healthy).await;
    let head = silent[0].head().await;
    assert!(head.starts_with("http/1.1 200 ") && head.contains("connection: close"), "{head}");
    silent[0].rest().await;
    // And then there is a place.
    loop {
        let mut next = Hand::at(house.address).await;
        // What was turned away may be gone before this was said.
        drop(next.stream.write_all(healthy).await);
        if next.head().await.starts_with("http/1.1 200 ") {
            break;
        }
    }
}

#[tokio::test]
async fn a_trusted_proxy_has_as_many_connections_as_it_likes() {
    let house = House::with(|config| config.connections_per_address = 2).await;
    let mut hands = Vec::new();
    for _ in 0..20 {
        hands.push(Hand::at(house.address).await);
    }
    for hand in &mut hands {
        hand.say(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").await;
        assert!(hand.head().await.starts_with("http/1.1 200 "));
    }
}

/// Ten failures from one place are enough, whoever is tried; who asks is told by a trusted proxy,
/// and by nobody else.
#[tokio::test]
async fn it_is_the_person_behind_the_proxy_who_tries() {
    for (trusted, last) in [("127.0.0.0/8", 422), ("192.0.2.1", 429)] {
        let trusted = trusted.parse().unwrap();
        let house = House::with(|config| config.trusted_proxies = vec![trusted]).await;
        let mut ann = house.browser();
        let claim = house.first_run_path();
        let introduction = crate::house::introduction("Ann", "ann@example.org");
        ann.post(&claim, &introduction).await.onward();
        let origin = format!("http://{}", house.address);
        let mut status = 0;
        for (number, address) in ["198.51.100.1"; 10].iter().chain(&["198.51.100.2"]).enumerate() {
            let email = format!("{number}@example.org");
            let fields = [("email", email.as_str()), ("password", "wrong wrong wrong")];
            let headers = [("Origin", origin.as_str()), ("X-Forwarded-For", *address)];
            status = house.browser().post_from("/sign-in", &fields, &headers).await.status;
        }
        assert_eq!(status, last);
    }
}
