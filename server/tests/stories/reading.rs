//! Reading and writing without scripts.

use crate::house::House;

#[tokio::test]
async fn a_message_is_posted_by_a_form_and_read_in_the_page() {
    let (house, mut ann) = House::of_ann().await;
    let mut bob = house.welcome(&mut ann, "Bob").await;
    let body = "Soup is ready\r\n<b>& hot</b>";
    let id = "00112233445566778899aabbccddeeff";
    let fields = [("body", body), ("client_message_id", id)];
    let onward = ann.post("/rooms/1/messages", &fields).await.onward().to_owned();
    assert!(onward.starts_with("/rooms/1#m-"), "{onward}");
    assert_eq!(ann.post("/rooms/1/messages", &fields).await.onward(), onward, "a resend");

    let other = [("body", "Soup is gone"), ("client_message_id", id)];
    assert_ne!(ann.post("/rooms/1/messages", &other).await.onward(), onward, "another text");

    let page = bob.get("/rooms/1").await;
    page.says(200, "Soup is gone");
    page.says(200, "Soup is ready\n&lt;b&gt;&amp; hot&lt;/b&gt;");
    assert_eq!(page.text().matches("Soup is ready").count(), 1);
    assert_eq!(ann.post("/rooms/1/messages", &[("body", " \n ")]).await.onward(), "/rooms/1");
    let long = "x".repeat(20_000);
    assert_eq!(ann.post("/rooms/1/messages", &[("body", &long)]).await.status, 400);
    let huge = "x".repeat(200_000);
    assert_eq!(ann.post("/rooms/1/messages", &[("body", &huge)]).await.status, 400);
}

#[tokio::test]
async fn a_form_that_is_sent_twice_is_one_message() {
    let (_house, mut ann) = House::of_ann().await;
    let field = "name=\"client_message_id\" value=\"";
    let id = ann.get("/rooms/1").await.after(field);
    let fields = [("body", "Once"), ("client_message_id", id.as_str())];
    let onward = ann.post("/rooms/1/messages", &fields).await.onward().to_owned();
    assert_eq!(ann.post("/rooms/1/messages", &fields).await.onward(), onward);
    assert_ne!(ann.get("/rooms/1").await.after(field), id, "each page has a form of its own");
}

#[tokio::test]
async fn the_past_is_reached_page_by_page() {
    let (_house, mut ann) = House::of_ann().await;
    for number in 1..=120 {
        let text = format!("message number {number}.");
        ann.post("/rooms/1/messages", &[("body", &text)]).await.onward();
    }
    let newest = ann.get("/rooms/1").await;
    newest.says(200, "message number 120.");
    newest.says(200, "message number 71.");
    assert!(!newest.text().contains("message number 70."));
    let seq: u64 = newest.after("id=\"m-").parse().unwrap();

    let past = ann.get(&format!("/rooms/1?before={seq}")).await;
    past.says(200, "message number 70.");
    assert!(!past.text().contains("message number 71."));
    assert!(!past.text().contains("id=\"chat-page\""), "nothing goes on from the past");
}

#[tokio::test]
async fn a_link_leads_to_its_message_with_what_was_said_around_it() {
    let (house, mut ann) = House::of_ann().await;
    let mut bob = house.welcome(&mut ann, "Bob").await;
    for number in 1..=120 {
        let text = format!("message number {number}.");
        ann.post("/rooms/1/messages", &[("body", &text)]).await.onward();
    }
    // Two events stand before the first message: the making of the room, and Bob.
    let page = bob.get("/rooms/1/messages/42").await;
    page.says(200, "message number 40.");
    page.says(200, "id=\"m-42\"");
    page.says(200, "message number 16.");
    page.says(200, "message number 65.");
    assert!(!page.text().contains("message number 120."));
    page.says(200, "id=\"chat-page\"");

    let fields = [("name", "Salaries"), ("topic", ""), ("access", "closed")];
    let closed = ann.post("/rooms/new", &fields).await.onward().to_owned();
    ann.get(&format!("{closed}/messages/1")).await.says(200, "Salaries");
    for address in [&format!("{closed}/messages/1"), "/rooms/1/messages/999", "/rooms/1/messages/x"]
    {
        bob.get(address).await.says(404, "There is nothing here");
    }
}

/// Where people come by TLS they never come without it again; where they do not, they may.
#[tokio::test]
async fn who_came_by_tls_comes_by_tls() {
    let house = House::with(|config| {
        config.public_url = Some("https://chat.example.org".parse().unwrap());
    })
    .await;
    for path in ["/sign-in", "/pkg/hark.css", "/nothing"] {
        let answer = house.browser().get(path).await;
        assert_eq!(answer.header("strict-transport-security"), "max-age=63072000", "{path}");
    }
    let answer = House::new().await.browser().get("/sign-in").await;
    assert_eq!(answer.all("strict-transport-security").count(), 0);
}

#[tokio::test]
async fn a_page_is_for_one_person_and_says_what_it_may_do() {
    let (_house, mut ann) = House::of_ann().await;
    let page = ann.get("/rooms/1").await;
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert_eq!(page.header("referrer-policy"), "same-origin");
    let policy = page.header("content-security-policy");
    for part in ["default-src 'none'", "style-src 'self'", "frame-ancestors 'none'"] {
        assert!(policy.contains(part), "{policy}");
    }
    let again = ann.get("/rooms/1").await;
    assert_ne!(policy, again.header("content-security-policy"), "each page has its own nonce");
    let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
    let text = page.text();
    let runs = |script: &&str| !script.contains("octet-stream");
    let scripts: Vec<_> = text.split("<script").skip(1).filter(runs).collect();
    assert_eq!(scripts.len(), 2, "the time zone's and the chat's");
    assert!(scripts.iter().all(|script| script.contains(&format!("nonce=\"{nonce}\""))));
    for forbidden in [" style=\"", " onclick=", "javascript:"] {
        assert!(!text.contains(forbidden), "{forbidden}");
    }
    assert!(text.contains("/pkg/hark.L6Uv4bqmd8P-Wk2_T1zZ0Q.js"));
}

#[tokio::test]
async fn pages_are_compressed_for_those_who_take_it() {
    let (_house, mut ann) = House::of_ann().await;
    let plain = ann.get("/rooms/1").await;
    let takes = [("Accept-Encoding", "gzip, deflate, br, zstd")];
    let small = ann.ask("GET", "/rooms/1", &takes, "").await;
    assert_eq!(small.header("content-encoding"), "gzip");
    assert!(small.body.len() * 2 < plain.body.len(), "{}", small.body.len());
}

#[tokio::test]
async fn a_day_is_gone_to() {
    let (house, mut ann) = House::of_ann().await;
    let mut bob = house.welcome(&mut ann, "Bob").await;
    for number in 1..=120 {
        let text = format!("message number {number}.");
        ann.post("/rooms/1/messages", &[("body", &text)]).await.onward();
    }
    let first = ann.get("/rooms/1?date=2020-02-29").await;
    assert_eq!(first.onward(), "/rooms/1/messages/1#m-1");
    assert_eq!(ann.get("/rooms/1?date=9999-12-31").await.onward(), "/rooms/1");
    ann.get("/rooms/1?date=2021-02-29").await.says(200, "message number 120.");

    let fields = [("name", "Salaries"), ("topic", ""), ("access", "closed")];
    let room = ann.post("/rooms/new", &fields).await.onward().to_owned();
    bob.get(&format!("{room}?date=2020-01-01")).await.says(404, "There is nothing here");
}
