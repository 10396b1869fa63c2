//! How people come to a server that has an owner.

use crate::house::{House, introduction, invite};

#[tokio::test]
async fn an_invite_lets_in_as_many_as_it_says() {
    let (house, mut ann) = House::of_ann().await;
    let link = invite(&mut ann, "2").await;
    for (name, email) in [("Bob", "bob@example.org"), ("Cyd", "cyd@example.org")] {
        let mut newcomer = house.browser();
        newcomer.get(&link).await.says(200, "Ann invites you");
        let answer = newcomer.post(&link, &introduction(name, email)).await;
        assert_eq!(answer.onward(), "/rooms/1");
    }
    let mut late = house.browser();
    late.get(&link).await.says(404, "This link does not work");
    let answer = late.post(&link, &introduction("Dan", "dan@example.org")).await;
    answer.says(404, "This link does not work");
}

#[tokio::test]
async fn the_link_is_shown_once_and_works_until_it_is_revoked() {
    let (house, mut ann) = House::of_ann().await;
    let link = invite(&mut ann, "5").await;
    let page = ann.get("/people").await;
    page.says(200, "For 5 more people");
    assert!(!page.text().contains("/join/"), "shown once");

    let id = page.after("name=\"invite\" value=\"");
    ann.post("/people/invites/revoke", &[("invite", &id)]).await.onward();
    house.browser().get(&link).await.says(404, "This link does not work");
}

#[tokio::test]
async fn an_address_that_is_taken_keeps_what_was_written() {
    let (house, mut ann) = House::of_ann().await;
    let link = invite(&mut ann, "1").await;
    let mut bob = house.browser();
    let answer = bob.post(&link, &introduction("Bob", "ANN@example.org")).await;
    answer.says(422, "Somebody on this server has this address already.");
    answer.says(422, "value=\"Bob\"");
    bob.post(&link, &introduction("Bob", "bob@example.org")).await.onward();
}

#[tokio::test]
async fn only_owners_invite() {
    let (house, mut ann) = House::of_ann().await;
    let mut bob = house.welcome(&mut ann, "Bob").await;
    let page = bob.get("/people").await;
    page.says(200, "Ann");
    assert!(!page.text().contains("Invites"));
    assert!(!page.text().contains("ann@example.org"), "addresses are for owners");
    let answer = bob.post("/people/invites", &[("uses", "1"), ("days", "7")]).await;
    answer.says(403, "You may not do this");

    let answer = ann.post("/people/invites", &[("uses", "0"), ("days", "7")]).await;
    answer.says(422, "Write a number from 1 to 1,000.");
}
