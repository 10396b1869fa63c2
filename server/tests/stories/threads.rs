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

#[tokio::test]
async fn the_list_of_threads_has_the_newest_reply_first_and_says_what_is_new() {
    let (house, mut ann) = House::of_ann().await;
    let mut bob = house.welcome(&mut ann, "Bob").await;
    ann.get("/threads").await.says(200, "You follow no threads yet");
    let mut roots = Vec::new();
    for number in 0..21 {
        let text = format!("Question {number}.");
        let at = ann.post("/rooms/1/messages", &[("body", text.as_str())]).await;
        roots.push(at.onward().strip_prefix("/rooms/1#m-").unwrap().to_owned());
    }
    for root in &roots {
        bob.post("/rooms/1/messages", &[("body", "Answer"), ("thread", root)]).await.onward();
    }
    let again = [("body", "Once more, @[Ann](1)"), ("thread", roots[5].as_str())];
    bob.post("/rooms/1/messages", &again).await.onward();
    let page = ann.get("/threads").await;
    page.says(200, "2 new, with a mention of you");
    let text = page.text();
    let at = |words: &str| text.find(words);
    assert!(at("Question 5.") < at("Question 20.") && at("Question 20.") < at("Question 19."));
    assert!(at("Question 1.").is_some() && at("Question 0.").is_none(), "one is on the next page");
    let (_, older) = text.split_once("href=\"/threads?before=").unwrap();
    let (older, _) = older.split_once('"').unwrap();
    let next = ann.get(&format!("/threads?before={older}")).await;
    next.says(200, "Question 0.");
    assert_eq!(next.text().matches("1 reply").count(), 1);
    assert!(!next.text().contains("/threads?before="), "that was all");
    let theirs = bob.get("/threads").await;
    theirs.says(200, "Question 5.");
    assert!(!theirs.text().contains("badge"), "one has seen one's own");
}

#[tokio::test]
async fn what_is_new_in_a_thread_begins_with_a_line() {
    let (house, mut ann) = House::of_ann().await;
    let mut bob = house.welcome(&mut ann, "Bob").await;
    let root = ann.post("/rooms/1/messages", &[("body", "Who cooks?")]).await.onward().to_owned();
    let root = root.strip_prefix("/rooms/1#m-").unwrap();
    for text in ["I do, on Friday", "Or on Monday"] {
        bob.post("/rooms/1/messages", &[("body", text), ("thread", root)]).await.onward();
    }
    let thread = format!("/rooms/1/threads/{root}");
    let line = "unread-line";
    let page = ann.get(&thread).await;
    // The room beside it has a line of its own.
    let (_, text) = page.text().split_once("id=\"thread-timeline\"").unwrap();
    let (at, of) = (text.find(line), |words: &str| text.find(words));
    assert!(of("Who cooks?") < at && at < of("I do, on Friday"), "before the first of them");
    assert_eq!(text.matches(line).count(), 1);
    let page = bob.get(&thread).await;
    let (_, text) = page.text().split_once("id=\"thread-timeline\"").unwrap();
    assert!(!text.contains(line), "they are his own");
}
