//! The client that runs in browsers, over real sockets that break.

use std::collections::HashSet;

use super::chat::TestChat;
use super::host::{Host, Proxy};

/// How many messages each of the two sends: what a timeline holds, less the first notices.
const EACH: usize = 140;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_doubled_or_reordered_however_often_the_network_breaks() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let room = chat.lobby;
    let near_ann = Proxy::to(chat.address, 1).await;
    let near_bob = Proxy::to(chat.address, 2).await;
    let mut ann = Host::load(&chat, &ann, room, near_ann.address).await;
    let mut bob = Host::load(&chat, &bob, room, near_bob.address).await;
    for number in 0..EACH {
        ann.send(room, &format!("ann {number}"));
        bob.send(room, &format!("bob {number}"));
    }
    let all = |host: &Host| host.texts(room).len() >= 2 * EACH && !host.client.has_unsent();
    tokio::join!(ann.until(all), bob.until(all));
    for host in [&ann, &bob] {
        assert!(host.connects > Proxy::BREAKS / 2, "breaks: {}", host.connects);
    }

    let texts = ann.texts(room);
    assert_eq!(texts, bob.texts(room), "both screens show the same");
    assert_eq!(texts.iter().collect::<HashSet<_>>().len(), 2 * EACH, "nothing is doubled");
    for author in ["ann", "bob"] {
        let theirs: Vec<_> = texts.iter().filter(|text| text.starts_with(author)).collect();
        let sent: Vec<_> = (0..EACH).map(|number| format!("{author} {number}")).collect();
        assert_eq!(theirs, sent.iter().collect::<Vec<_>>(), "in the order they were sent");
    }
}
