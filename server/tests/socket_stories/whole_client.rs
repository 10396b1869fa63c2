//! The client that runs in browsers, over real sockets that break.

use std::collections::HashSet;

use hark_protocol::sync::Status;

use super::chat::TestChat;
use super::host::{Host, Proxy};

/// How many messages each of the two sends.
const EACH: usize = 60;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_doubled_or_reordered_however_often_the_network_breaks() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let room = chat.lobby;
    let proxies = [Proxy::to(chat.address).await, Proxy::to(chat.address).await];
    let mut ann = Host::load(&chat, &ann, room, proxies[0].address).await;
    let mut bob = Host::load(&chat, &bob, room, proxies[1].address).await;

    for number in 0..EACH {
        ann.send(room, &format!("ann {number}"));
        bob.send(room, &format!("bob {number}"));
        // Cut one after the other, at moments that differ: with a message just sent, while a
        // resume is under way, while nothing happens.
        let (host, proxy) =
            if number % 2 == 0 { (&mut ann, &proxies[0]) } else { (&mut bob, &proxies[1]) };
        match number % 5 {
            0 => host.until(|host| host.client.status() == Status::Live).await,
            1 => proxy.cut(),
            2 => {
                let shown = host.texts(room).len();
                host.until(|host| host.texts(room).len() > shown || !is_live(host)).await;
                proxy.cut();
            }
            _ => {}
        }
    }
    let all = |host: &Host| host.texts(room).len() >= 2 * EACH && !host.client.has_unsent();
    tokio::join!(ann.until(all), bob.until(all));

    let texts = ann.texts(room);
    assert_eq!(texts, bob.texts(room), "both screens show the same");
    assert_eq!(texts.iter().collect::<HashSet<_>>().len(), 2 * EACH, "nothing is doubled");
    for author in ["ann", "bob"] {
        let theirs: Vec<_> = texts.iter().filter(|text| text.starts_with(author)).collect();
        let sent: Vec<_> = (0..EACH).map(|number| format!("{author} {number}")).collect();
        assert_eq!(theirs, sent.iter().collect::<Vec<_>>(), "in the order they were sent");
    }
}

fn is_live(host: &Host) -> bool {
    host.client.status() == Status::Live
}
