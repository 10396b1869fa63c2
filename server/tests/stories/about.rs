//! What people say of themselves, by forms.

use std::time::{SystemTime, UNIX_EPOCH};

use hark_protocol::UserId;

use crate::house::House;

#[tokio::test]
async fn a_status_is_kept_until_it_ends_or_is_cleared() {
    let (house, mut ann) = House::of_ann().await;
    let holiday = [("status", "🌴 On holiday"), ("ends", "never")];
    assert_eq!(ann.post("/account/status", &holiday).await.onward(), "/account?note=saved");
    ann.get("/account").await.says(200, "value=\"🌴 On holiday\"");
    let said = async || house.app.store.about(UserId(1)).await.unwrap().status;
    assert_eq!(said().await.unwrap().until, None);

    let lunch = [("status", "Lunch"), ("ends", "1h")];
    ann.post("/account/status", &lunch).await.onward();
    let until = said().await.unwrap().until.unwrap();
    // Told on the clock of the page, which is UTC here. An hour from now may be tomorrow.
    let minute = until.0.rem_euclid(86_400_000) / 60_000;
    let page = ann.get("/account").await.text().to_owned();
    let ends = page.split_once("It ends: ").unwrap().1.split_once('<').unwrap().0;
    let time = format!(" at {:02}:{:02}", minute / 60, minute % 60);
    assert!(ends.ends_with(&time), "{ends}");
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let minutes = (until.0 - now.as_millis() as i64) / 60_000;
    assert!((59..=61).contains(&minutes), "{minutes}");
    assert_eq!(until.0 % 60_000, 0, "it ends with a full minute");

    let long = "so ".repeat(40);
    let refused = ann.post("/account/status", &[("status", &long), ("ends", "never")]).await;
    refused.says(422, "A status has at most 60 characters.");
    ann.post("/account/status", &[("status", "x"), ("ends", "ever")]).await.says(400, "");
    ann.get("/account").await.says(200, "Clear it");
    ann.post("/account/status/clear", &[]).await.onward();
    assert_eq!(said().await, None);
    assert!(!ann.get("/account").await.text().contains("Clear it"));
    ann.post("/account/status", &holiday).await.onward();
    ann.post("/account/status", &[("status", " "), ("ends", "never")]).await.onward();
    assert_eq!(said().await, None, "an empty one clears it");
}

#[tokio::test]
async fn a_time_zone_is_told_only_by_whoever_chooses_to() {
    let (house, mut ann) = House::of_ann().await;
    ann.cookies.insert("hark_zone".into(), "Europe%2FPrague".into());
    ann.get("/account").await.says(200, "<option value selected>");
    ann.post("/account/zone", &[("zone", "Asia/Kolkata")]).await.onward();
    ann.get("/account").await.says(200, "<option value=\"Asia/Kolkata\" selected");
    let said = async || house.app.store.about(UserId(1)).await.unwrap().zone;
    assert_eq!(said().await.unwrap().as_str(), "Asia/Kolkata");
    for strange in ["Nowhere/Land", "<script>", "../etc/passwd"] {
        ann.post("/account/zone", &[("zone", strange)]).await.says(400, "");
    }
    ann.post("/account/zone", &[("zone", "")]).await.onward();
    assert_eq!(said().await, None);
}
