//! Signing out, here and elsewhere.

use crate::browser::Browser;
use crate::house::{House, PASSWORD};

async fn sign_in(house: &House) -> Browser {
    let mut browser = house.browser();
    let fields = [("email", "ann@example.org"), ("password", PASSWORD)];
    browser.post("/sign-in", &fields).await.onward();
    browser
}

#[tokio::test]
async fn signing_out_ends_this_session_only() {
    let (house, mut ann) = House::of_ann().await;
    let mut phone = sign_in(&house).await;
    let (mut stolen, before) = (ann.clone(), ann.get("/api/session").await.status);
    assert_eq!(before, 204);
    assert_eq!(ann.post("/sign-out", &[]).await.onward(), "/sign-in?note=out");
    assert!(!ann.cookies.contains_key("hark_session"));
    assert_eq!(stolen.get("/api/session").await.status, 401);
    assert_eq!(phone.get("/api/session").await.status, 204);
    ann.get("/sign-in?note=out").await.says(200, "You are signed out.");
}

#[tokio::test]
async fn signing_out_everywhere_ends_them_all() {
    let (house, mut ann) = House::of_ann().await;
    let mut phone = sign_in(&house).await;
    phone.post("/sign-out-everywhere", &[]).await.onward();
    assert_eq!(ann.get("/api/session").await.status, 401);
    assert_eq!(phone.get("/api/session").await.status, 401);
    assert_eq!(ann.get("/account").await.onward(), "/sign-in?next=/account");
}

#[tokio::test]
async fn one_session_can_be_ended_from_another() {
    let (house, mut ann) = House::of_ann().await;
    let mut phone = sign_in(&house).await;
    let page = ann.get("/account").await;
    page.says(200, "This one");
    let id = page.after("name=\"session\" value=\"");
    let mut bob = house.welcome(&mut ann, "Bob").await;
    bob.post("/account/sessions/end", &[("session", &id)]).await;
    assert_eq!(phone.get("/api/session").await.status, 204, "not Bob's to end");
    ann.post("/account/sessions/end", &[("session", &id)]).await.onward();
    assert_eq!(phone.get("/api/session").await.status, 401);
    assert_eq!(ann.get("/api/session").await.status, 204);
}
