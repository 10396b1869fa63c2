//! What supervisors see.

use crate::house::{House, introduction};

#[tokio::test]
async fn a_server_that_works_says_so() {
    let house = House::new().await;
    let answer = house.browser().get("/healthz").await;
    assert_eq!((answer.status, answer.text()), (200, "ok\n"));
    house.app.store.close().await;
}

#[tokio::test]
async fn what_was_written_is_there_after_a_stop() {
    let house = House::new().await;
    let mut ann = house.browser();
    ann.post(&house.first_run_path(), &introduction("Ann", "ann@example.org")).await.onward();
    ann.post("/rooms/1/messages", &[("body", "See you tomorrow")]).await.onward();
    let dir = house.stop().await;

    let house = House::with(|config| config.data = dir.path().join("data")).await;
    assert_eq!(house.owner_link, None);
    ann.address = house.address;
    ann.get("/rooms/1").await.says(200, "See you tomorrow");
    house.stop().await;
}
