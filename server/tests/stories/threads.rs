//! Threads without scripts.

use crate::house::House;

#[tokio::test]
async fn a_reply_is_posted_by_a_form_and_read_in_its_thread() {
    let (house, mut ann) = House::of_ann().await;
    let mut bob = house.welcome(&mut ann, "Bob").await;
    let root = ann.post("/rooms/1/messages", &[("body", "Who cooks?")]).await.onward().to_owned();
    let root = root.strip_prefix("/rooms/1#m-").unwrap();
    let fields = [("body", "I do, on Friday"), ("thread", root)];
    let onward = bob.post("/rooms/1/messages", &fields).await.onward().to_owned();
    let (path, anchor) = onward.split_once('#').unwrap();
    let reply = anchor.strip_prefix("t-").unwrap().to_owned();
    assert_eq!(path, format!("/rooms/1/threads/{reply}"));
    for address in [path, &format!("/rooms/1/threads/{root}")] {
        let page = ann.get(address).await;
        page.says(200, "I do, on Friday");
        page.says(200, "1 reply");
        assert_eq!(page.text().matches("I do, on Friday").count(), 1, "not in the room");
    }
    let room = ann.get("/rooms/1").await;
    room.says(200, "1 reply");
    assert!(!room.text().contains("I do, on Friday"));

    let moved = ann.get(&format!("/rooms/1/messages/{reply}")).await;
    assert_eq!(moved.onward(), onward, "a link to a reply leads into its thread");
    let shown = [("body", "Seen by all"), ("thread", reply.as_str()), ("in_room", "on")];
    bob.post("/rooms/1/messages", &shown).await.onward();
    ann.get("/rooms/1").await.says(200, "Seen by all");
    assert_eq!(ann.get("/rooms/1/threads/999").await.status, 404);
    assert_eq!(ann.get("/rooms/1/threads/x").await.status, 404);
    let bad = [("body", "Lost"), ("thread", "x")];
    assert_eq!(ann.post("/rooms/1/messages", &bad).await.status, 400);
}
