//! One's own page, and a password by a link.

use crate::house::{House, PASSWORD};

#[tokio::test]
async fn a_name_is_changed_everywhere() {
    let (house, mut ann) = House::of_ann().await;
    let mut bob = house.welcome(&mut ann, "Bob").await;
    bob.post("/account/name", &[("name", "\u{202e}boB")]).await.says(422, "cannot be in a name");
    bob.post("/account/name", &[("name", "Robert")]).await.onward();
    bob.get("/account?note=saved").await.says(200, "value=\"Robert\"");
    ann.get("/people").await.says(200, "Robert");
}

#[tokio::test]
async fn a_look_is_kept_by_the_browser_it_was_chosen_in() {
    let (house, mut ann) = House::of_ann().await;
    ann.get("/account").await.says(200, "<html lang=\"en\" dir=\"ltr\"><head>");
    let fields = [("theme", "dark"), ("contrast", "more"), ("density", "roomy")];
    ann.post("/account/look", &fields).await.onward();
    let chosen = "<html lang=\"en\" dir=\"ltr\" data-theme=\"dark\" data-contrast=\"more\"><head>";
    ann.get("/account").await.says(200, chosen);
    ann.get("/rooms/1").await.says(200, chosen);
    let mut phone = house.browser();
    phone.post("/sign-in", &[("email", "ann@example.org"), ("password", PASSWORD)]).await.onward();
    phone.get("/account").await.says(200, "<html lang=\"en\" dir=\"ltr\"><head>");
    ann.post("/account/look", &[("theme", "\"onload=alert(1)")]).await.onward();
    ann.get("/account").await.says(200, "<html lang=\"en\" dir=\"ltr\"><head>");
}

#[tokio::test]
async fn a_password_is_changed_by_whoever_knows_it() {
    let (house, mut ann) = House::of_ann().await;
    let mut thief = ann.clone();
    let fields = [("current", "a guess"), ("password", "another password")];
    ann.post("/account/password", &fields).await.says(422, "This is not your current password.");
    for common in ["Password2026!", "ann26101987"] {
        let fields = [("current", PASSWORD), ("password", common)];
        ann.post("/account/password", &fields).await.says(422, "that are tried first");
    }
    let fields = [("current", PASSWORD), ("password", "another password")];
    let mut phone = house.browser();
    phone.post("/sign-in", &[("email", "ann@example.org"), ("password", PASSWORD)]).await.onward();
    phone.post("/account/password", &fields).await.onward();
    assert_eq!(thief.get("/api/session").await.status, 401, "other sessions end");
    assert_eq!(phone.get("/api/session").await.status, 204);
    let fields = [("email", "ann@example.org"), ("password", "another password")];
    house.browser().post("/sign-in", &fields).await.onward();
}

#[tokio::test]
async fn a_reset_link_sets_a_password_once() {
    let (house, mut ann) = House::of_ann().await;
    let user = house.app.store.people().await.unwrap()[0].person.id;
    let token = house.app.store.create_reset(user).await.unwrap();
    let path = format!("/reset/{}", token.as_str());
    let mut browser = house.browser();
    browser.get(&path).await.says(200, "For Ann.");
    browser.post(&path, &[("password", "short")]).await.says(422, "shorter than 8");
    let answer = browser.post(&path, &[("password", "another password")]).await;
    assert_eq!(answer.onward(), "/sign-in?note=password");
    browser.post(&path, &[("password", "a third password")]).await.says(404, "does not work");
    assert_eq!(ann.get("/api/session").await.status, 401, "all sessions end");
    let fields = [("email", "ann@example.org"), ("password", "another password")];
    browser.post("/sign-in", &fields).await.onward();
}
