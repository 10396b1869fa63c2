//! A new server gets one owner, once.

use crate::house::{House, introduction};

#[tokio::test]
async fn the_printed_link_makes_the_owner_and_leads_into_the_first_room() {
    let house = House::new().await;
    let mut ann = house.browser();
    ann.get("/").await.says(200, "Nobody owns this server yet");
    ann.get("/sign-in").await.says(200, "Nobody owns this server yet");

    let link = house.first_run_path();
    ann.get(&link).await.says(200, "Make this server yours");
    let answer = ann.post(&link, &introduction("Ann", "ann@example.org")).await;
    assert_eq!(answer.onward(), "/rooms/1");
    ann.get("/rooms/1").await.says(200, "General");
    assert_eq!(ann.get("/").await.onward(), "/rooms/1");

    let mut bob = house.browser();
    bob.get(&link).await.says(404, "This link does not work");
    let answer = bob.post(&link, &introduction("Bob", "bob@example.org")).await;
    answer.says(404, "This link does not work");
    assert_eq!(bob.get("/").await.onward(), "/sign-in");
}

#[tokio::test]
async fn many_at_once_make_one_owner() {
    let house = House::new().await;
    let link = house.first_run_path();
    let claims = (0..8).map(|number| {
        let (mut browser, link) = (house.browser(), link.clone());
        tokio::spawn(async move {
            let email = format!("person{number}@example.org");
            browser.post(&link, &introduction("Somebody", &email)).await.status
        })
    });
    let mut statuses = Vec::new();
    for claim in claims.collect::<Vec<_>>() {
        statuses.push(claim.await.unwrap());
    }
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 404, 404, 404, 404, 404, 404, 404]);
}

#[tokio::test]
async fn a_wrong_link_and_a_wrong_field_make_nobody() {
    let house = House::new().await;
    let mut ann = house.browser();
    let guess = "/first-run/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    ann.post(guess, &introduction("Ann", "ann@example.org")).await.says(404, "does not work");

    let link = house.first_run_path();
    let fields = [("name", " "), ("email", "ann<@example.org\""), ("password", "short")];
    let answer = ann.post(&link, &fields).await;
    answer.says(422, "Write a name.");
    answer.says(422, "This is shorter than 8 characters.");
    answer.says(422, "value=\"ann&lt;@example.org&quot;\"");
    assert!(!answer.text().contains("short\""), "a password is never given back");
    assert!(!house.app.store.has_owner().await.unwrap());
}
