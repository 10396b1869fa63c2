//! Forms that come faster than anybody sends them.

use hark_server::config::Rates;

use crate::browser::{Answer, Browser};
use crate::house::{House, introduction};

/// Sends a form until it is too much, which it is long before the hundredth.
async fn until_too_fast(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> Answer {
    for _ in 0..100 {
        let answer = browser.post(path, fields).await;
        if answer.status == 429 {
            return answer;
        }
    }
    panic!("a hundred forms at once were taken");
}

fn says_when(answer: &Answer) {
    answer.says(429, "That was too fast");
    let seconds: u64 = answer.header("retry-after").parse().unwrap();
    assert!((1..=30).contains(&seconds), "{seconds}");
}

#[tokio::test]
async fn messages_by_a_plain_form_go_no_faster_than_others() {
    let (house, mut ann) =
        House::of_ann_at(Rates { posts_per_second: 1, ..Rates::UNLIMITED }).await;
    let fields = [("body", "Buy now")];
    let answer = until_too_fast(&mut ann, "/rooms/1/messages", &fields).await;
    says_when(&answer);
    let posted = ann.get("/rooms/1").await.text().matches("Buy now").count();
    assert!((4..100).contains(&posted), "{posted}");
    drop(house);
}

#[tokio::test]
async fn whatever_one_person_changes_is_counted() {
    let rates = Rates { commands_per_second: 1, ..Rates::UNLIMITED };
    let (_house, mut ann) = House::of_ann_at(rates).await;
    let fields = [("name", "Ann"), ("topic", ""), ("access", "open")];
    says_when(&until_too_fast(&mut ann, "/rooms/new", &fields).await);
    assert_eq!(ann.get("/rooms").await.status, 200, "reading is not");
    assert_eq!(ann.get("/search?q=tea").await.status, 429, "but searching is work");
}

#[tokio::test]
async fn forms_of_one_address_are_counted_whoever_sends_them() {
    let rates = Rates { forms_per_second: 1, ..Rates::UNLIMITED };
    let (house, mut ann) = House::of_ann_at(rates).await;
    let mut stranger = house.browser();
    let fields = introduction("Eve", "eve@example.org");
    says_when(&until_too_fast(&mut stranger, "/join/guessed", &fields).await);
    let fields = [("email", "ann@example.org"), ("password", "wrong")];
    says_when(&stranger.post("/sign-in", &fields).await);
    assert_eq!(ann.get("/").await.status, 303, "nobody is kept from reading");
}

#[tokio::test]
async fn a_page_that_gets_no_socket_is_told_when_to_try_again() {
    let rates = Rates { upgrades_per_second: 1, ..Rates::UNLIMITED };
    let (house, mut ann) = House::of_ann_at(rates).await;
    assert_eq!(ann.get("/api/session").await.status, 204);
    let token = &ann.cookies["hark_session"];
    let viewer = house.app.store.viewer(token).await.unwrap().unwrap();
    let mut tabs: Vec<_> = std::iter::from_fn(|| house.app.hub.register(&viewer).ok()).collect();
    assert_eq!(tabs.len(), 20);
    let full = ann.get("/api/session").await;
    assert_eq!((full.status, full.header("retry-after")), (429, "30"));
    tabs.pop();
    assert_eq!(ann.get("/api/session").await.status, 204);
    while house.app.pacing.upgrade().is_ok() {}
    let busy = ann.get("/api/session").await;
    assert_eq!(busy.status, 503);
    let seconds: u64 = busy.header("retry-after").parse().unwrap();
    assert!((1..=10).contains(&seconds), "{seconds}");
    assert_eq!(house.browser().get("/api/session").await.status, 401, "but not a stranger");
}
